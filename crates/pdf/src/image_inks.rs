//! Pictures in the inks of a press: what `image` does where the colours are not those of a screen.
//!
//! Grey pictures are black ink alone, and stay as they are where they are grey by their kind. A JPEG of
//! inks is taken to be made for the press. All others are decoded, go through the profile pixel by
//! pixel, and are deflated: a JPEG of four inks encoded anew would lose once more. Opacity stays.

use printpdf::ExternalStream;
use vanban_article::image::samples::{Samples, samples};
use vanban_article::image::{Image, PngColor, Raster};

use crate::image::{Entries, deflated_rows, entries, external, jpeg, name, palette, png_rows};
use crate::inks::Inks;
use crate::object::Deflater;

/// How far apart, in 255ths, the channels of a grey pixel may be in a picture that was compressed with
/// loss: rounding alone brings them so far.
const ROUNDING: u8 = 3;

/// The stream of a picture.
pub(crate) fn stream(
    image: &Image,
    inks: &Inks,
    deflater: &mut Deflater,
) -> Result<ExternalStream, &'static str> {
    let (width, height) = (image.width, image.height);
    let lossy = match &image.raster {
        Raster::Jpeg { channels: 4, inverted } => {
            return Ok(jpeg(image, name("DeviceCMYK"), *inverted));
        }
        Raster::Jpeg { channels: 1, .. } => return Ok(jpeg(image, name("DeviceGray"), false)),
        Raster::Png { data, bits, color: PngColor::Gray } => {
            return Ok(png_rows(image, *bits, name("DeviceGray"), 1, data));
        }
        Raster::Png { data, bits, color: PngColor::Indexed(colors) } => {
            let space = palette("DeviceCMYK", colors.len() / 3, inks.of_palette(colors))?;
            return Ok(png_rows(image, *bits, space, 1, data));
        }
        Raster::Jpeg { .. } => true,
        Raster::Png { .. } | Raster::Pixels { .. } => false,
    };
    let Samples { rgb, alpha, .. } = samples(image).map_err(|_| "its samples cannot be read")?;
    let apart = if lossy { ROUNDING } else { 0 };
    let (space, colors, content) = match gray(&rgb, apart) {
        Some(gray) => ("DeviceGray", 1, gray),
        None => {
            let inks = inks.mapped_all(&rgb).ok_or("its colours cannot be turned into inks")?;
            ("DeviceCMYK", 4, inks)
        }
    };
    let rows = deflated_rows(&content, width as usize, colors, deflater);
    let mut dict = entries(width, height, 8, name(space), "FlateDecode");
    dict.insert("DecodeParms".to_owned(), rows.parameters);
    if let Some(alpha) = alpha {
        mask(&mut dict, image, &alpha, deflater);
    }
    Ok(external(dict, rows.stream))
}

fn mask(dict: &mut Entries, image: &Image, alpha: &[u8], deflater: &mut Deflater) {
    let mask = entries(image.width, image.height, 8, name("DeviceGray"), "FlateDecode");
    let stream = external(mask, deflater.zlib(alpha));
    dict.insert("SMask".to_owned(), printpdf::DictItem::Stream { stream });
}

/// The lightness of every pixel, where none has a colour.
fn gray(rgb: &[u8], apart: u8) -> Option<Vec<u8>> {
    let level = |pixel: &[u8]| {
        let (r, g, b) = (pixel[0], pixel[1], pixel[2]);
        (r.max(g).max(b) - r.min(g).min(b) <= apart).then_some(g)
    };
    rgb.chunks_exact(3).map(level).collect()
}

#[cfg(test)]
mod tests {
    use super::{gray, stream};
    use crate::inks::tests::profile;
    use crate::inks::{Inks, OutputProfile};
    use crate::object::Deflater;
    use printpdf::{DictItem, ExternalStream};
    use std::sync::Arc;
    use vanban_article::image::{Image, ImageFile, ImageFormat, PngColor, Raster};

    fn made(raster: Raster, bytes: &[u8]) -> ExternalStream {
        let file = ImageFile { format: ImageFormat::Jpeg, bytes: Arc::from(bytes) };
        let image = Image { width: 2, height: 1, dpi: None, file, raster, vector: None };
        let inks = Inks::of(&OutputProfile::read(&profile()).expect("a profile")).expect("inks");
        stream(&image, &inks, &mut Deflater::new(6)).expect("a picture")
    }

    fn space(stream: &ExternalStream) -> String {
        match &stream.dict["ColorSpace"] {
            DictItem::Name(name) => String::from_utf8_lossy(name).into_owned(),
            DictItem::Array(items) => match &items[1] {
                DictItem::Name(name) => format!("palette of {}", String::from_utf8_lossy(name)),
                other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn colours_are_inks_and_greys_are_black_ink_alone() {
        let pixels = |rgb: [u8; 6]| Raster::Pixels { rgb: rgb.to_vec(), alpha: Some(vec![0, 255]) };
        let colored = made(pixels([255, 0, 0, 0, 0, 0]), b"");
        assert_eq!(space(&colored), "DeviceCMYK");
        assert!(matches!(&colored.dict["SMask"], DictItem::Stream { stream }
            if space(stream) == "DeviceGray"));
        assert_eq!(space(&made(pixels([9, 9, 9, 200, 200, 200]), b"")), "DeviceGray");
    }

    #[test]
    fn what_is_grey_or_inks_by_its_kind_stays_as_it_is() {
        let jpeg = made(Raster::Jpeg { channels: 4, inverted: true }, b"inks");
        assert_eq!((space(&jpeg).as_str(), jpeg.content.as_slice()), ("DeviceCMYK", &b"inks"[..]));
        assert!(jpeg.dict.contains_key("Decode"));
        let jpeg = made(Raster::Jpeg { channels: 1, inverted: false }, b"grey");
        assert_eq!((space(&jpeg).as_str(), jpeg.content.as_slice()), ("DeviceGray", &b"grey"[..]));
        let data: Arc<[u8]> = Arc::from(&b"rows"[..]);
        let color = PngColor::Indexed(vec![0, 0, 0, 255, 0, 0]);
        let png = made(Raster::Png { data: Arc::clone(&data), bits: 1, color }, b"");
        assert_eq!(
            (space(&png).as_str(), png.content.as_slice()),
            ("palette of DeviceCMYK", &data[..])
        );
        let DictItem::Array(items) = &png.dict["ColorSpace"] else { panic!("a palette") };
        let DictItem::String { data, .. } = &items[3] else { panic!("a table") };
        assert_eq!((data.len(), &data[..4]), (8, &[0, 0, 0, 255][..]));
    }

    #[test]
    fn rounding_makes_no_colour() {
        assert_eq!(gray(&[10, 12, 11, 0, 0, 0], 3), Some(vec![12, 0]));
        assert_eq!(gray(&[10, 12, 11], 0), None);
        assert_eq!(gray(&[10, 14, 11], 3), None);
    }
}

//! Decoding and encoding pixels: the only file that names the image library's decoders.

use std::io::Cursor;
use std::sync::Arc;

use ::image::codecs::jpeg::JpegEncoder;
use ::image::metadata::Orientation;
use ::image::{DynamicImage, ImageDecoder, ImageReader, Limits};

use super::{BYTES, Image, ImageError, ImageFile, ImageFormat, Raster, check_size};

/// The quality of a JPEG that had to be turned.
const QUALITY: u8 = 92;

/// Loads the first frame of a GIF file, which a DOCX carries as it is.
pub(super) fn gif(bytes: Arc<[u8]>) -> Result<Image, ImageError> {
    let decoded = decode(&bytes, ::image::ImageFormat::Gif)?;
    let file = ImageFile { format: ImageFormat::Gif, bytes };
    Ok(image(decoded, file, None))
}

/// Loads a file of a format that no word processor is sure to read; a DOCX carries it as PNG.
pub(super) fn other(bytes: &[u8], format: ::image::ImageFormat) -> Result<Image, ImageError> {
    let decoded = decode(bytes, format)?;
    let mut png = Cursor::new(Vec::new());
    decoded.write_to(&mut png, ::image::ImageFormat::Png).map_err(error)?;
    let file = ImageFile { format: ImageFormat::Png, bytes: Arc::from(png.into_inner()) };
    Ok(image(decoded, file, None))
}

/// A picture of decoded pixels.
pub(super) fn image(decoded: DynamicImage, file: ImageFile, dpi: Option<f32>) -> Image {
    let (width, height) = (decoded.width(), decoded.height());
    Image { width, height, dpi, file, raster: pixels(decoded), vector: None }
}

/// Decodes a file whose size is within the limits.
pub(super) fn decode(
    bytes: &[u8],
    format: ::image::ImageFormat,
) -> Result<DynamicImage, ImageError> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(BYTES);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(error)?;
    let (width, height) = decoder.dimensions();
    check_size(width, height, u64::from(decoder.color_type().bytes_per_pixel()))?;
    DynamicImage::from_decoder(decoder).map_err(error)
}

/// The pixels as a PDF holds them.
pub(super) fn pixels(decoded: DynamicImage) -> Raster {
    if !decoded.color().has_alpha() {
        return Raster::Pixels { rgb: decoded.into_rgb8().into_raw(), alpha: None };
    }
    let rgba = decoded.into_rgba8();
    let count = rgba.as_raw().len() / 4;
    let mut rgb = Vec::with_capacity(count * 3);
    let mut alpha = Vec::with_capacity(count);
    for pixel in rgba.pixels() {
        rgb.extend_from_slice(&pixel.0[..3]);
        alpha.push(pixel.0[3]);
    }
    let opaque = alpha.iter().all(|value| *value == 255);
    Raster::Pixels { rgb, alpha: (!opaque).then_some(alpha) }
}

/// A JPEG turned upright and encoded again.
pub(super) fn upright(bytes: &[u8], orientation: u8) -> Result<Arc<[u8]>, ImageError> {
    let mut decoded = decode(bytes, ::image::ImageFormat::Jpeg)?;
    if let Some(orientation) = Orientation::from_exif(orientation) {
        decoded.apply_orientation(orientation);
    }
    let decoded = match decoded {
        DynamicImage::ImageLuma8(_) | DynamicImage::ImageRgb8(_) => decoded,
        other => DynamicImage::ImageRgb8(other.into_rgb8()),
    };
    let mut jpeg = Vec::new();
    decoded.write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, QUALITY)).map_err(error)?;
    Ok(Arc::from(jpeg))
}

fn error(error: ::image::ImageError) -> ImageError {
    match error {
        ::image::ImageError::Limits(limit) => ImageError::TooLarge(limit.to_string()),
        error => ImageError::Corrupt(lower(&error.to_string())),
    }
}

/// A library's message as ours are: one line, lower case, no full stop.
fn lower(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default().trim_end_matches('.');
    let mut chars = line.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;
    use std::sync::Arc;

    use crate::image::{ImageError, ImageFormat, Raster, load};

    fn encode(format: ::image::ImageFormat) -> Vec<u8> {
        let picture = ::image::RgbaImage::from_fn(4, 3, |x, _| {
            ::image::Rgba([200, 0, 0, 255 * u8::from(x > 0)])
        });
        let mut bytes = Cursor::new(Vec::new());
        ::image::DynamicImage::ImageRgba8(picture).write_to(&mut bytes, format).expect("in memory");
        bytes.into_inner()
    }

    #[test]
    fn a_gif_is_carried_as_it_is() {
        let bytes = encode(::image::ImageFormat::Gif);
        let image = load(Arc::from(bytes.as_slice()), &[]).expect("a whole picture");
        assert_eq!((image.width, image.height), (4, 3));
        assert_eq!(
            (image.file.format, image.file.bytes.as_ref()),
            (ImageFormat::Gif, bytes.as_slice())
        );
        let Raster::Pixels { alpha: Some(alpha), .. } = image.raster else { panic!("no opacity") };
        assert_eq!(alpha[..4], [0, 255, 255, 255]);
    }

    #[test]
    fn other_formats_are_carried_as_png() {
        for format in [::image::ImageFormat::WebP, ::image::ImageFormat::Bmp] {
            let image = load(Arc::from(encode(format)), &[]).expect("a whole picture");
            assert_eq!((image.width, image.file.format), (4, ImageFormat::Png));
            let again = load(Arc::clone(&image.file.bytes), &[]).expect("a whole picture");
            assert_eq!(again.raster, image.raster);
        }
    }

    #[test]
    fn a_cut_file_is_an_error() {
        for format in [::image::ImageFormat::WebP, ::image::ImageFormat::Gif] {
            let bytes = encode(format);
            for end in 12..bytes.len() - 4 {
                // What a decoder can still read of a cut file may be a picture; it must not panic.
                if let Err(error) = load(Arc::from(&bytes[..end]), &[]) {
                    assert!(matches!(error, ImageError::Corrupt(_) | ImageError::TooLarge(_)));
                }
            }
        }
    }
}

//! Pictures as image XObjects (ISO 32000-2 §8.9.5), drawings as forms (`vector`): each once, however
//! often it is shown.
//!
//! JPEG files and the deflated rows of PNG files go in as they are. All colours are device colours,
//! which the output intent makes sRGB; CMYK, for which it cannot speak, is given a meaning by a
//! `DeviceN` space (ISO 19005-2 §6.2.4.3 forbids `DeviceCMYK` beside an RGB output intent). Where a
//! press is named, `image_inks` makes the streams.

use std::collections::{BTreeMap, BTreeSet};

use printpdf::{DictItem, ExternalStream, ExternalXObject, XObject, XObjectId};
use vanban_article::image::{Image, PngColor, Raster};
use vanban_article::{Images, PictureId};
use vanban_layout::{Item, Layout, Picture, Point};
use vanban_theme::Pt;

use crate::content::Content;
use crate::error::PdfError;
use crate::inks::Inks;
use crate::object::Deflater;
use crate::{image_inks, vector};

/// The entries of a dictionary.
pub(crate) type Entries = BTreeMap<String, DictItem>;

/// The pictures that a layout shows.
pub(crate) struct Pictures {
    /// The streams, by picture; of pictures with the same file only that of the first.
    streams: BTreeMap<usize, ExternalStream>,
    /// The pictures whose file an earlier one has, and that one.
    same: BTreeMap<usize, usize>,
    /// Those with opacity.
    transparent: BTreeSet<usize>,
}

impl Pictures {
    /// Hands the pictures to printpdf.
    pub(crate) fn register(&self, map: &mut BTreeMap<XObjectId, XObject>) {
        for (picture, stream) in &self.streams {
            let object =
                ExternalXObject { stream: stream.clone(), width: None, height: None, dpi: None };
            map.insert(XObjectId(resource(*picture)), XObject::External(object));
        }
    }

    /// Whether a picture lets what is under it shine through.
    pub(crate) fn is_transparent(&self, picture: PictureId) -> bool {
        self.transparent.contains(&self.stream_of(number(picture)))
    }

    /// The picture whose stream shows this one.
    pub(crate) fn stream_of(&self, picture: usize) -> usize {
        self.same.get(&picture).copied().unwrap_or(picture)
    }
}

/// The name of a picture among the resources.
pub(crate) fn resource(picture: usize) -> String {
    format!("P{picture}")
}

/// The place of a picture among the article's.
pub(crate) fn number(picture: PictureId) -> usize {
    picture.index()
}

/// The streams of all pictures on the pages, in the inks of a press if one is named.
pub(crate) fn gather(
    layout: &Layout,
    images: &Images,
    inks: Option<&Inks>,
    deflater: &mut Deflater,
) -> Result<Pictures, PdfError> {
    let (streams, same, transparent) = (BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
    let mut pictures = Pictures { streams, same, transparent };
    let mut files: BTreeMap<&[u8], usize> = BTreeMap::new();
    for (_, item) in layout.pages.iter().flat_map(|page| &page.frame.items) {
        let Item::Image(shown) = item else { continue };
        let picture = number(shown.picture);
        if pictures.streams.contains_key(&picture) || pictures.same.contains_key(&picture) {
            continue;
        }
        let image = images
            .entries
            .get(picture)
            .and_then(Option::as_deref)
            .ok_or(PdfError::MissingPicture(picture))?;
        let first = *files.entry(&image.file.bytes).or_insert(picture);
        if first != picture {
            pictures.same.insert(picture, first);
            continue;
        }
        if let Some(vector) = &image.vector {
            let (form, transparent) = vector::form(&vector.picture, inks, deflater);
            if transparent {
                pictures.transparent.insert(picture);
            }
            pictures.streams.insert(picture, form);
            continue;
        }
        if matches!(&image.raster, Raster::Pixels { alpha: Some(_), .. }) {
            pictures.transparent.insert(picture);
        }
        let made = match inks {
            Some(inks) if image.width > 0 && image.height > 0 => {
                image_inks::stream(image, inks, deflater)
            }
            _ => stream(image, deflater),
        };
        let stream = made.map_err(|reason| PdfError::Picture { picture, reason })?;
        pictures.streams.insert(picture, stream);
    }
    Ok(pictures)
}

/// Shows a picture, its top left corner at a point of a page of this height.
pub(crate) fn show(content: &mut Content, origin: Point, height: Pt, picture: &Picture) {
    content.operator("q");
    let bottom = height - origin.y - picture.size.height;
    let (width, height) = (picture.size.width.0, picture.size.height.0);
    for value in [width, 0.0, 0.0, height, origin.x.0, bottom.0] {
        content.number(value);
    }
    content.operator("cm");
    content.name(&resource(number(picture.picture)));
    content.operator("Do\nQ");
}

fn stream(image: &Image, deflater: &mut Deflater) -> Result<ExternalStream, &'static str> {
    let pixels = image.width as usize * image.height as usize;
    if pixels == 0 {
        return Err("it has no pixels");
    }
    match &image.raster {
        Raster::Jpeg { channels, inverted } => {
            let space = match channels {
                1 => name("DeviceGray"),
                3 => name("DeviceRGB"),
                4 => process_colors(),
                _ => return Err("a jpeg has one, three or four channels"),
            };
            Ok(jpeg(image, space, *inverted && *channels == 4))
        }
        Raster::Png { data, bits, color } => {
            let (space, colors) = match color {
                PngColor::Gray => (name("DeviceGray"), 1),
                PngColor::Rgb => (name("DeviceRGB"), 3),
                PngColor::Indexed(colors) => {
                    (palette("DeviceRGB", colors.len() / 3, colors.clone())?, 1)
                }
            };
            Ok(png_rows(image, *bits, space, colors, data))
        }
        Raster::Pixels { rgb, alpha } => {
            if rgb.len() != pixels * 3 || alpha.as_ref().is_some_and(|a| a.len() != pixels) {
                return Err("its samples are not as many as its sides ask for");
            }
            let rgb_space = name("DeviceRGB");
            let mut dict = entries(image.width, image.height, 8, rgb_space, "FlateDecode");
            if let Some(alpha) = alpha {
                let gray = name("DeviceGray");
                let mask = entries(image.width, image.height, 8, gray, "FlateDecode");
                let stream = external(mask, deflater.zlib(alpha));
                dict.insert("SMask".to_owned(), DictItem::Stream { stream });
            }
            Ok(external(dict, deflater.zlib(rgb)))
        }
    }
}

/// A JPEG file as it is; Adobe's programs write inks inverted.
pub(crate) fn jpeg(image: &Image, space: DictItem, inverted: bool) -> ExternalStream {
    let mut dict = entries(image.width, image.height, 8, space, "DCTDecode");
    if inverted {
        let bounds = (0..8).map(|at| DictItem::Int(i64::from(at % 2 == 0)));
        dict.insert("Decode".to_owned(), DictItem::Array(bounds.collect()));
    }
    external(dict, image.file.bytes.to_vec())
}

/// The rows of a PNG file as they are.
pub(crate) fn png_rows(
    image: &Image,
    bits: u8,
    space: DictItem,
    colors: u8,
    data: &[u8],
) -> ExternalStream {
    let mut dict = entries(image.width, image.height, bits, space, "FlateDecode");
    dict.insert("DecodeParms".to_owned(), predicted(image.width as usize, colors, bits));
    external(dict, data.to_vec())
}

/// What says that every row tells its own filter, as in PNG.
fn predicted(width: usize, colors: u8, bits: u8) -> DictItem {
    let map = Entries::from([
        ("Predictor".to_owned(), DictItem::Int(15)),
        ("Colors".to_owned(), DictItem::Int(i64::from(colors))),
        ("BitsPerComponent".to_owned(), DictItem::Int(i64::from(bits))),
        ("Columns".to_owned(), DictItem::Int(width as i64)),
    ]);
    DictItem::Dict { map }
}

/// Rows of samples, deflated, and what a reader must know of them.
pub(crate) struct Rows {
    /// The zlib stream.
    pub(crate) stream: Vec<u8>,
    /// The decoding parameters.
    pub(crate) parameters: DictItem,
}

/// Deflates eight-bit samples as differences from the sample before or above, whichever are smaller in
/// a row: what pictures hold changes little from pixel to pixel.
pub(crate) fn deflated_rows(
    samples: &[u8],
    width: usize,
    colors: u8,
    deflater: &mut Deflater,
) -> Rows {
    let (step, length) = (usize::from(colors), (width * usize::from(colors)).max(1));
    let mut filtered = Vec::with_capacity(samples.len() + samples.len() / length + 1);
    let mut above = vec![0; length];
    let cost =
        |row: &[u8]| row.iter().map(|byte| u64::from((*byte as i8).unsigned_abs())).sum::<u64>();
    let (mut before, mut over) = (vec![0; length], vec![0; length]);
    for row in samples.chunks_exact(length) {
        for (at, sample) in row.iter().enumerate() {
            before[at] = sample.wrapping_sub(if at < step { 0 } else { row[at - step] });
            over[at] = sample.wrapping_sub(above[at]);
        }
        let (filter, best) = if cost(&before) <= cost(&over) { (1, &before) } else { (2, &over) };
        filtered.push(filter);
        filtered.extend_from_slice(best);
        above.copy_from_slice(row);
    }
    Rows { stream: deflater.zlib(&filtered), parameters: predicted(width, colors, 8) }
}

/// The entries of a picture.
pub(crate) fn entries(width: u32, height: u32, bits: u8, space: DictItem, filter: &str) -> Entries {
    Entries::from([
        ("Type".to_owned(), name("XObject")),
        ("Subtype".to_owned(), name("Image")),
        ("Width".to_owned(), DictItem::Int(i64::from(width))),
        ("Height".to_owned(), DictItem::Int(i64::from(height))),
        ("BitsPerComponent".to_owned(), DictItem::Int(i64::from(bits))),
        ("ColorSpace".to_owned(), space),
        ("Filter".to_owned(), name(filter)),
    ])
}

/// A stream that is encoded already.
pub(crate) fn external(dict: Entries, content: Vec<u8>) -> ExternalStream {
    ExternalStream { dict, content, compress: false }
}

/// A name.
pub(crate) fn name(name: &str) -> DictItem {
    DictItem::Name(name.as_bytes().to_vec())
}

/// The space of a palette of so many colours.
pub(crate) fn palette(base: &str, colors: usize, table: Vec<u8>) -> Result<DictItem, &'static str> {
    let channels = if base == "DeviceCMYK" { 4 } else { 3 };
    if !(1..=256).contains(&colors) || table.len() != colors * channels {
        return Err("its palette is not of 1 to 256 colours");
    }
    let last = DictItem::Int(colors as i64 - 1);
    let table = DictItem::String { data: table, literal: true };
    Ok(DictItem::Array(vec![name("Indexed"), name(base), last, table]))
}

/// The four process colours, shown as RGB by (1 − ink)(1 − black).
fn process_colors() -> DictItem {
    const TINT: &str = "{1 exch sub \
         dup 5 -1 roll 1 exch sub mul exch \
         dup 5 -1 roll 1 exch sub mul exch \
         4 -1 roll 1 exch sub mul}";
    let range = |channels: i64| {
        DictItem::Array((0..channels * 2).map(|at| DictItem::Int(at % 2)).collect())
    };
    let dict = Entries::from([
        ("FunctionType".to_owned(), DictItem::Int(4)),
        ("Domain".to_owned(), range(4)),
        ("Range".to_owned(), range(3)),
    ]);
    let inks = ["Cyan", "Magenta", "Yellow", "Black"].map(name).to_vec();
    let stream = external(dict, TINT.as_bytes().to_vec());
    DictItem::Array(vec![
        name("DeviceN"),
        DictItem::Array(inks),
        name("DeviceRGB"),
        DictItem::Stream { stream },
    ])
}

#[cfg(test)]
mod tests {
    use crate::trial::Trial;
    use crate::{PdfError, PdfOptions, write_pdf};
    use lopdf::{Dictionary, Stream};
    use vanban_article::Images;
    use vanban_article::image::{PngColor, Raster};
    use vanban_fonts::FontLibrary;

    fn pictures(trial: &Trial) -> Vec<Stream> {
        let reader = trial.read();
        let resources = reader.dict(reader.pages()[0].1, "Resources");
        let named = reader.dict(resources, "XObject");
        named
            .iter()
            .map(|(_, id)| reader.doc.dereference(id).unwrap().1.as_stream().unwrap().clone())
            .collect()
    }

    fn name(entries: &Dictionary, key: &str) -> String {
        String::from_utf8(entries.get(key.as_bytes()).unwrap().as_name().unwrap().to_vec()).unwrap()
    }

    #[test]
    fn a_jpeg_is_embedded_byte_for_byte_and_once() {
        let mut trial = Trial::default();
        let file = b"\xFF\xD8 not really a picture \r\n\xFF\xD9";
        let at = trial.picture(None, Raster::Jpeg { channels: 3, inverted: false }, file);
        let shown = trial.layout.pages[0].frame.items[at].clone();
        trial.layout.pages[0].frame.items.push(shown);
        let pictures = pictures(&trial);
        assert_eq!(pictures.len(), 1);
        assert_eq!(pictures[0].content, file);
        assert_eq!(name(&pictures[0].dict, "Filter"), "DCTDecode");
        assert_eq!(name(&pictures[0].dict, "ColorSpace"), "DeviceRGB");
    }

    #[test]
    fn pictures_with_the_same_file_share_its_bytes() {
        let mut trial = Trial::default();
        let raster = Raster::Jpeg { channels: 3, inverted: false };
        trial.picture(None, raster.clone(), b"the one file");
        trial.picture(None, Raster::Jpeg { channels: 1, inverted: false }, b"two");
        trial.picture(None, raster, b"the one file");
        let reader = trial.read();
        let resources = reader.dict(reader.pages()[0].1, "Resources");
        let named = reader.dict(resources, "XObject");
        let of = |name: &str| named.get(name.as_bytes()).unwrap().as_reference().unwrap();
        assert!(of("P0") == of("P2") && of("P0") != of("P1"));
        let whole = trial.bytes();
        assert_eq!(whole.windows(12).filter(|part| *part == b"the one file").count(), 1);
    }

    #[test]
    fn process_colours_are_given_a_meaning_and_turned_right() {
        let mut trial = Trial::default();
        trial.picture(None, Raster::Jpeg { channels: 4, inverted: true }, b"x");
        let dict = pictures(&trial).remove(0).dict;
        let space = dict.get(b"ColorSpace").unwrap().as_array().unwrap().clone();
        assert_eq!(space[0].as_name().unwrap(), b"DeviceN");
        let decode = dict.get(b"Decode").unwrap().as_array().unwrap();
        assert_eq!(decode[0].as_i64().unwrap(), 1);
    }

    #[test]
    fn filtered_rows_are_read_back_as_they_were() {
        let samples: Vec<u8> = (0..5 * 3 * 4_u32).map(|at| (at * at % 251) as u8).collect();
        let rows = super::deflated_rows(&samples, 3, 4, &mut crate::object::Deflater::new(6));
        let number = |key: &str| match &rows.parameters {
            printpdf::DictItem::Dict { map } => match map[key] {
                printpdf::DictItem::Int(number) => lopdf::Object::Integer(number),
                ref other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        };
        let keys = ["Predictor", "Colors", "BitsPerComponent", "Columns"];
        let parameters: Dictionary = keys.into_iter().map(|key| (key, number(key))).collect();
        let mut stream = Stream::new(Dictionary::new(), rows.stream);
        stream.dict.set("Filter", lopdf::Object::Name(b"FlateDecode".to_vec()));
        stream.dict.set("DecodeParms", parameters);
        assert_eq!(stream.decompressed_content().unwrap(), samples);
    }

    #[test]
    fn png_rows_keep_their_filters() {
        let mut trial = Trial::default();
        let color = PngColor::Indexed(vec![0, 0, 0, 255, 255, 255]);
        let data = crate::object::Deflater::new(6).zlib(&[0, 0b0100_0000]).into();
        trial.picture(None, Raster::Png { data, bits: 1, color }, b"");
        let stream = pictures(&trial).remove(0);
        let rows = stream.dict.get(b"DecodeParms").unwrap().as_dict().unwrap();
        assert_eq!(rows.get(b"Predictor").unwrap().as_i64().unwrap(), 15);
        assert_eq!(rows.get(b"Columns").unwrap().as_i64().unwrap(), 2);
        let space = stream.dict.get(b"ColorSpace").unwrap().as_array().unwrap().clone();
        assert_eq!(space[2].as_i64().unwrap(), 1);
        assert_eq!(space[3].as_str().unwrap(), [0, 0, 0, 255, 255, 255]);
    }

    #[test]
    fn opacity_is_a_mask_and_the_page_says_where_it_blends() {
        let mut trial = Trial::default();
        let raster = Raster::Pixels { rgb: vec![9; 6], alpha: Some(vec![0, 255]) };
        trial.picture(None, raster, b"");
        let reader = trial.read();
        let (_, page) = reader.pages()[0];
        assert_eq!(name(reader.dict(page, "Group"), "CS"), "DeviceRGB");
        let stream = pictures(&trial).remove(0);
        let mask = reader.get(&stream.dict, "SMask").as_stream().unwrap();
        assert_eq!(mask.decompressed_content().unwrap(), [0, 255]);
        assert_eq!(stream.decompressed_content().unwrap(), [9; 6]);
    }

    #[test]
    fn a_picture_is_named_only_by_the_pages_that_show_it() {
        let mut trial = Trial::default();
        trial.picture(None, Raster::Jpeg { channels: 1, inverted: false }, b"x");
        trial.page();
        trial.line(None, crate::trial::body(), "không hình");
        let reader = trial.read();
        let pages = reader.pages();
        assert!(reader.dict(pages[0].1, "Resources").has(b"XObject"));
        assert!(!reader.dict(pages[1].1, "Resources").has(b"XObject"));
    }

    #[test]
    fn missing_or_torn_pictures_are_errors() {
        let options = PdfOptions::default();
        let fonts = FontLibrary::bundled();
        let mut trial = Trial::default();
        trial.picture(None, Raster::Pixels { rgb: vec![9; 5], alpha: None }, b"");
        let torn = write_pdf(&trial.layout, fonts, &trial.images, &options);
        assert!(matches!(torn, Err(PdfError::Picture { picture: 0, .. })));
        let missing = write_pdf(&trial.layout, fonts, &Images::default(), &options);
        assert!(matches!(missing, Err(PdfError::MissingPicture(0))));
    }
}

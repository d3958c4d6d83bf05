//! PNG: rows that a PDF can hold as they are go through; the rest is decoded.
//!
//! PDF's predictors are PNG's filters (ISO 32000-2 §7.4.4.4), so the deflated rows need not be
//! touched unless they are interlaced or carry opacity. They are inflated once, to prove them whole.

use std::sync::Arc;

use fdeflate::Decompressor;

use super::{
    Image, ImageError, ImageFile, ImageFormat, PngColor, Raster, check_size, decode, plausible,
};

/// What the chunks say (PNG, third edition, §11).
#[derive(Debug, Default)]
struct Header {
    width: u32,
    height: u32,
    bits: u8,
    color: u8,
    interlaced: bool,
    palette: Vec<u8>,
    transparent: bool,
    dpi: Option<f32>,
}

/// Loads a PNG file.
pub(super) fn load(bytes: Arc<[u8]>) -> Result<Image, ImageError> {
    let (header, rows) = chunks(&bytes)?;
    let channels = match header.color {
        0 | 3 => 1,
        2 => 3,
        4 => 2,
        _ => 4,
    };
    check_size(header.width, header.height, (channels * u64::from(header.bits)).div_ceil(8))?;
    let color = match header.color {
        0 => Some(PngColor::Gray),
        2 => Some(PngColor::Rgb),
        3 => Some(PngColor::Indexed(header.palette)),
        _ => None,
    };
    let raster = match color {
        Some(color) if !header.interlaced && !header.transparent => {
            let row = (u64::from(header.width) * channels * u64::from(header.bits)).div_ceil(8);
            check_rows(&rows, row as usize, header.height as usize)?;
            Raster::Png { data: Arc::from(rows), bits: header.bits, color }
        }
        _ => decode::pixels(decode::decode(&bytes, ::image::ImageFormat::Png)?),
    };
    Ok(Image {
        width: header.width,
        height: header.height,
        dpi: header.dpi,
        file: ImageFile { format: ImageFormat::Png, bytes },
        raster,
        vector: None,
    })
}

/// Reads the chunks; the second value is the deflated rows.
fn chunks(bytes: &[u8]) -> Result<(Header, Vec<u8>), ImageError> {
    let mut header = Header::default();
    let mut rows = Vec::new();
    let mut at = 8;
    loop {
        let (kind, data, next) = chunk(bytes, at)?;
        at = next;
        if (kind == b"IHDR") != (header.bits == 0) {
            return Err(corrupt("its header is not where it must be"));
        }
        match kind {
            b"IHDR" => read_header(data, &mut header)?,
            b"PLTE" => header.palette = data.to_vec(),
            b"tRNS" => header.transparent = true,
            b"IDAT" => rows.extend_from_slice(data),
            b"pHYs" => {
                if let [a, b, c, d, .., 1] = *data {
                    let per_metre = u32::from_be_bytes([a, b, c, d]);
                    header.dpi = plausible((f64::from(per_metre) * 0.0254) as f32);
                }
            }
            b"IEND" => break,
            _ => {}
        }
    }
    let palette = header.palette.len();
    if header.color == 3 && (palette == 0 || palette % 3 != 0 || palette > 768) {
        return Err(corrupt("its palette is missing or wrong"));
    }
    if rows.is_empty() {
        return Err(corrupt("it holds no pixels"));
    }
    Ok((header, rows))
}

/// A chunk's type and data, and where the next one starts.
fn chunk(bytes: &[u8], at: usize) -> Result<(&[u8], &[u8], usize), ImageError> {
    let truncated = || corrupt("the file ends early");
    let head = bytes.get(at..at + 8).ok_or_else(truncated)?;
    let (length, kind) = head.split_at(4);
    let length = u32::from_be_bytes([length[0], length[1], length[2], length[3]]) as usize;
    let end = (at + 8).checked_add(length).ok_or_else(truncated)?;
    let data = bytes.get(at + 8..end).ok_or_else(truncated)?;
    let sum = bytes.get(end..end + 4).ok_or_else(truncated)?;
    // What a picture can do without may be wrong.
    if kind[0].is_ascii_uppercase() && crc32fast::hash(&bytes[at + 4..end]).to_be_bytes() != *sum {
        return Err(corrupt("a checksum is wrong"));
    }
    Ok((kind, data, end + 4))
}

fn read_header(data: &[u8], header: &mut Header) -> Result<(), ImageError> {
    let [a, b, c, d, e, f, g, h, bits, color, compression, filter, interlace] = *data else {
        return Err(corrupt("its header is of the wrong length"));
    };
    header.width = u32::from_be_bytes([a, b, c, d]);
    header.height = u32::from_be_bytes([e, f, g, h]);
    let allowed = match color {
        0 => matches!(bits, 1 | 2 | 4 | 8 | 16),
        3 => matches!(bits, 1 | 2 | 4 | 8),
        2 | 4 | 6 => matches!(bits, 8 | 16),
        _ => false,
    };
    if !allowed || compression != 0 || filter != 0 || interlace > 1 {
        return Err(corrupt("its header holds values that PNG does not have"));
    }
    (header.bits, header.color, header.interlaced) = (bits, color, interlace == 1);
    Ok(())
}

/// How far back deflated bytes may refer (RFC 1951 §2).
const WINDOW: usize = 32 << 10;
/// How much is inflated at once, beside the window.
const STEP: usize = 96 << 10;

/// Checks that deflated rows inflate to as many bytes as they must, each row with a filter that
/// there is. The pixels pass through a small buffer: nobody keeps them.
fn check_rows(rows: &[u8], row: usize, height: usize) -> Result<(), ImageError> {
    let expected = (row + 1) * height;
    let mut inflater = Decompressor::new();
    let mut buffer = vec![0; WINDOW + STEP];
    let (mut read, mut filled, mut passed) = (0_usize, 0_usize, 0_usize);
    while !inflater.is_done() {
        if filled + 1 >= buffer.len() {
            let kept = filled - WINDOW;
            buffer.copy_within(kept..filled, 0);
            filled = WINDOW;
        }
        let (consumed, made) = inflater
            .read(&rows[read..], &mut buffer, filled, true)
            .map_err(|_| corrupt("its pixels cannot be inflated"))?;
        // The filter of a row is its first byte.
        let first = passed.next_multiple_of(row + 1) - passed;
        let new = &buffer[filled..filled + made];
        if new.iter().skip(first).step_by(row + 1).any(|filter| *filter > 4) {
            return Err(corrupt("a row has a filter that PNG does not have"));
        }
        read += consumed;
        filled += made;
        passed += made;
        if passed > expected || consumed == 0 && made == 0 && !inflater.is_done() {
            break;
        }
    }
    if passed != expected {
        return Err(corrupt("it holds more or fewer pixels than its size"));
    }
    Ok(())
}

fn corrupt(reason: &str) -> ImageError {
    ImageError::Corrupt(reason.to_owned())
}

#[cfg(test)]
pub(super) mod tests {
    use std::sync::Arc;

    use ::image::{ImageEncoder, codecs::png::PngEncoder};

    use crate::image::{Image, ImageError, PngColor, Raster, load};

    fn encode(
        pixels: &[u8],
        width: u32,
        height: u32,
        color: ::image::ExtendedColorType,
    ) -> Vec<u8> {
        let mut bytes = Vec::new();
        PngEncoder::new(&mut bytes).write_image(pixels, width, height, color).expect("in memory");
        bytes
    }

    /// A PNG of 3 × 2 pixels.
    pub(in crate::image) fn rgb() -> Vec<u8> {
        encode(&[7; 18], 3, 2, ::image::ExtendedColorType::Rgb8)
    }

    fn read(bytes: &[u8]) -> Image {
        load(Arc::from(bytes), &[]).expect("a whole picture")
    }

    /// The PNG with a chunk put in after its header.
    fn with_chunk(bytes: &[u8], kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
        let sum = crc32fast::hash(&[kind.as_slice(), data].concat());
        let length = (data.len() as u32).to_be_bytes();
        [&bytes[..33], &length, kind, data, &sum.to_be_bytes(), &bytes[33..]].concat()
    }

    #[test]
    fn opaque_rows_go_through() {
        let image = read(&rgb());
        assert_eq!((image.width, image.height, image.dpi), (3, 2, None));
        let Raster::Png { bits, color, data } = &image.raster else { panic!("{:?}", image.raster) };
        assert_eq!((*bits, color), (8, &PngColor::Rgb));
        let rows = fdeflate::decompress_to_vec(data).expect("a zlib stream");
        assert_eq!(rows.len(), 2 * (1 + 9));
    }

    #[test]
    fn sixteen_bits_stay() {
        let image = read(&encode(&[9; 12], 3, 2, ::image::ExtendedColorType::L16));
        assert!(matches!(image.raster, Raster::Png { bits: 16, color: PngColor::Gray, .. }));
    }

    #[test]
    fn opacity_is_kept_apart_and_dropped_where_there_is_none() {
        let pixels: Vec<u8> = (0..24).collect();
        let image = read(&encode(&pixels, 3, 2, ::image::ExtendedColorType::Rgba8));
        let Raster::Pixels { rgb, alpha } = image.raster else { panic!("not decoded") };
        assert_eq!(rgb[..6], [0, 1, 2, 4, 5, 6]);
        assert_eq!(alpha.as_deref(), Some(&[3, 7, 11, 15, 19, 23][..]));
        let image = read(&encode(&[255; 24], 3, 2, ::image::ExtendedColorType::Rgba8));
        assert!(matches!(image.raster, Raster::Pixels { alpha: None, .. }));
    }

    #[test]
    fn a_transparent_colour_is_decoded() {
        let image = read(&with_chunk(&rgb(), b"tRNS", &[0, 7, 0, 7, 0, 7]));
        let Raster::Pixels { alpha, .. } = image.raster else { panic!("not decoded") };
        assert_eq!(alpha.as_deref(), Some(&[0; 6][..]));
    }

    #[test]
    fn resolutions_are_pixels_an_inch() {
        let image = read(&with_chunk(&rgb(), b"pHYs", &[0, 0, 0x2e, 0x23, 0, 0, 0x2e, 0x23, 1]));
        assert_eq!(image.dpi.map(f32::round), Some(300.0));
    }

    #[test]
    fn sizes_beyond_the_limit_are_refused_before_anything_is_inflated() {
        let mut bytes = rgb();
        bytes[16..24].copy_from_slice(&[0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff]);
        let sum = crc32fast::hash(&bytes[12..29]);
        bytes[29..33].copy_from_slice(&sum.to_be_bytes());
        assert!(matches!(load(Arc::from(bytes), &[]), Err(ImageError::TooLarge(_))));
    }

    #[test]
    fn fewer_pixels_than_the_size_says_are_an_error() {
        let mut bytes = rgb();
        bytes[23] = 3;
        let sum = crc32fast::hash(&bytes[12..29]);
        bytes[29..33].copy_from_slice(&sum.to_be_bytes());
        assert!(matches!(load(Arc::from(bytes), &[]), Err(ImageError::Corrupt(_))));
    }

    #[test]
    fn a_wrong_checksum_is_an_error() {
        let mut bytes = rgb();
        let at = bytes.len() - 20;
        bytes[at] ^= 1;
        assert!(matches!(load(Arc::from(bytes), &[]), Err(ImageError::Corrupt(_))));
    }
}

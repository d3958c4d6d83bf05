//! Pictures: what a file holds is told by its content, never by its name.
//!
//! JPEG goes through unchanged, PNG wherever PDF can hold its rows as they are; all else is decoded
//! once, after its size was checked against the limits.

mod decode;
mod exif;
mod jpeg;
mod png;
pub mod samples;
mod svg;
mod svg_cost;
mod svg_steps;
pub mod vector;
mod vector_svg;

use std::fmt;
use std::sync::Arc;

use vector::Vector;

/// The pictures of an article, loaded, in the order of `Article::pictures`; none where one could not
/// be loaded.
#[derive(Clone, Debug, Default)]
pub struct Images {
    /// The pictures.
    pub entries: Vec<Option<Arc<Image>>>,
}

/// A picture, ready for both papers.
#[derive(Clone, Debug, PartialEq)]
pub struct Image {
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// Its own resolution in pixels an inch, where the file says one.
    pub dpi: Option<f32>,
    /// The file as a DOCX carries it: the author's bytes for JPEG, PNG and GIF.
    pub file: ImageFile,
    /// The pixels as a PDF carries them.
    pub raster: Raster,
    /// The drawing that the pixels were made from, where it can be said as vectors.
    pub vector: Option<Arc<Vector>>,
}

/// An encoded picture that every word processor reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageFile {
    /// The format.
    pub format: ImageFormat,
    /// The bytes.
    pub bytes: Arc<[u8]>,
}

/// A picture format that goes into a DOCX as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ImageFormat {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// GIF.
    Gif,
}

/// The pixels of a picture as a PDF stream holds them (ISO 32000-2 §8.9.5).
#[derive(Clone, Debug, PartialEq)]
pub enum Raster {
    /// A JPEG file, to be embedded unchanged with `DCTDecode`; `ImageFile::bytes` is the stream.
    Jpeg {
        /// Colour channels: 1, 3 or 4.
        channels: u8,
        /// Whether CMYK values are inverted, as Adobe's programs write them.
        inverted: bool,
    },
    /// Rows of samples deflated with PNG's row filters: `FlateDecode` with predictor 15.
    Png {
        /// The zlib stream.
        data: Arc<[u8]>,
        /// Bits a sample: 1, 2, 4, 8 or 16.
        bits: u8,
        /// What the samples mean.
        color: PngColor,
    },
    /// Eight-bit RGB samples, row by row, with eight-bit opacity beside them where there is any.
    Pixels {
        /// Three bytes a pixel.
        rgb: Vec<u8>,
        /// A byte a pixel; 255 is opaque.
        alpha: Option<Vec<u8>>,
    },
}

/// What the samples of a [`Raster::Png`] mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PngColor {
    /// One sample a pixel: its lightness.
    Gray,
    /// Three samples a pixel.
    Rgb,
    /// One sample a pixel: a place in this palette of RGB triples.
    Indexed(Vec<u8>),
}

/// Why a picture cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImageError {
    /// The bytes are of no format that vanban reads.
    Unknown,
    /// The bytes are damaged.
    Corrupt(String),
    /// The picture is larger than the limits allow.
    TooLarge(String),
}

/// Pixels that a picture may have.
const PIXELS: u64 = 100_000_000;
/// Bytes that a decoded picture may take.
const BYTES: u64 = 512 << 20;

impl fmt::Display for ImageError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ImageError::Unknown => {
                formatter.write_str("the file is no JPEG, PNG, GIF, WebP, BMP or SVG picture")
            }
            ImageError::Corrupt(reason) => write!(formatter, "the picture is damaged: {reason}"),
            ImageError::TooLarge(reason) => write!(formatter, "the picture is too large: {reason}"),
        }
    }
}

impl std::error::Error for ImageError {}

/// Loads a picture. `fonts` are those that text in an SVG may use.
///
/// # Errors
/// Refuses what is of no known format, damaged, or beyond 100 million pixels or 512 MiB decoded.
pub fn load(bytes: Arc<[u8]>, fonts: &[&'static [u8]]) -> Result<Image, ImageError> {
    match sniff(&bytes) {
        Some(Sniffed::Jpeg) => jpeg::load(bytes),
        Some(Sniffed::Png) => png::load(bytes),
        Some(Sniffed::Gif) => decode::gif(bytes),
        Some(Sniffed::WebP) => decode::other(&bytes, ::image::ImageFormat::WebP),
        Some(Sniffed::Bmp) => decode::other(&bytes, ::image::ImageFormat::Bmp),
        Some(Sniffed::Svg) => svg::load(&bytes, fonts),
        None => Err(ImageError::Unknown),
    }
}

enum Sniffed {
    Jpeg,
    Png,
    Gif,
    WebP,
    Bmp,
    Svg,
}

fn sniff(bytes: &[u8]) -> Option<Sniffed> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some(Sniffed::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Sniffed::Png),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Sniffed::Gif),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Sniffed::WebP),
        [b'B', b'M', ..] if bytes.len() > 26 => Some(Sniffed::Bmp),
        _ if svg::is_svg(bytes) => Some(Sniffed::Svg),
        _ => None,
    }
}

/// Checks a size before anything is allocated for it.
fn check_size(width: u32, height: u32, bytes_per_pixel: u64) -> Result<(), ImageError> {
    if width == 0 || height == 0 {
        return Err(ImageError::Corrupt("it has no pixels".to_owned()));
    }
    let pixels = u64::from(width) * u64::from(height);
    if pixels > PIXELS || pixels * bytes_per_pixel > BYTES {
        return Err(ImageError::TooLarge(format!("{width} × {height} pixels")));
    }
    Ok(())
}

/// A resolution that a file may well mean; programs write 0 or 1 for none.
fn plausible(dpi: f32) -> Option<f32> {
    (30.0..=4800.0).contains(&dpi).then_some(dpi)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{ImageError, load};

    #[test]
    fn what_is_no_picture_is_refused() {
        for bytes in [&b""[..], b"text", b"BM", b"<html></html>", b"%PDF-1.7", b"\xff\xd8"] {
            assert_eq!(load(Arc::from(bytes), &[]), Err(ImageError::Unknown), "{bytes:?}");
        }
    }

    #[test]
    fn bytes_cut_anywhere_are_errors_and_never_panics() {
        for whole in [super::png::tests::rgb(), super::jpeg::tests::rgb()] {
            for end in 8..whole.len() - 1 {
                assert!(load(Arc::from(&whole[..end]), &[]).is_err(), "{end}");
            }
        }
    }
}

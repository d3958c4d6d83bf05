//! Pictures.

use std::sync::Arc;

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

//! Why no picture of a page could be made.

use std::fmt;

use vanban_article::ImageError;

/// Why no picture of a page could be made.
#[derive(Debug)]
pub enum PreviewError {
    /// The layout has no such page, counted from 0.
    NoPage(usize),
    /// A page would have no pixels, or more than are drawn at once.
    Size {
        /// The page, from 0.
        page: usize,
        /// Pixels an inch.
        dpi: f32,
    },
    /// The layout shows a picture that is not among the loaded ones.
    MissingPicture(usize),
    /// A picture is damaged behind its header, or too large to be drawn.
    Picture {
        /// Its place among the pictures.
        picture: usize,
        /// What is wrong with it.
        source: ImageError,
    },
    /// The watermark cannot be drawn at this size.
    Watermark(ImageError),
    /// A face cannot be drawn.
    Face {
        /// The PostScript name of the face.
        face: String,
        /// What the font library says.
        reason: &'static str,
    },
    /// The PNG library gave up.
    Png(::png::EncodingError),
}

impl fmt::Display for PreviewError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PreviewError::NoPage(page) => write!(f, "there is no page {}", page + 1),
            PreviewError::Size { page, dpi } => {
                write!(f, "page {} at {dpi} pixels an inch cannot be drawn", page + 1)
            }
            PreviewError::MissingPicture(picture) => {
                write!(f, "picture {} is not loaded", picture + 1)
            }
            PreviewError::Picture { picture, source } => {
                write!(f, "picture {}: {source}", picture + 1)
            }
            PreviewError::Watermark(error) => write!(f, "the watermark: {error}"),
            PreviewError::Face { face, reason } => {
                write!(f, "the font {face} cannot be drawn: {reason}")
            }
            PreviewError::Png(error) => write!(f, "the picture cannot be encoded: {error}"),
        }
    }
}

impl std::error::Error for PreviewError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            PreviewError::Picture { source, .. } => Some(source),
            PreviewError::Watermark(error) => Some(error),
            PreviewError::Png(error) => Some(error),
            _ => None,
        }
    }
}

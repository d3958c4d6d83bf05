//! Why no PDF could be written or read.
//!
//! All of these are faults of the layout handed in, or of the world (a document too large for the
//! format); none is a fault of the article's author.

use std::fmt;

use vanban_fonts::SubsetError;

/// Why no PDF could be written or read.
#[derive(Debug)]
pub enum PdfError {
    /// A face could not be cut down to the glyphs that the pages use.
    Subset {
        /// The PostScript name of the face.
        face: String,
        /// What the font library says.
        source: SubsetError,
    },
    /// The layout shows a picture that is not among the loaded ones.
    MissingPicture(usize),
    /// The samples of a picture are not as many as its sides ask for.
    Picture {
        /// Its place among the pictures.
        picture: usize,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A link area, a link or an outline entry names something that the layout does not have.
    Dangling {
        /// What is named: `link`, `place` or `page`.
        what: &'static str,
        /// Its number.
        index: usize,
    },
    /// None of the pages that are asked for is there.
    NoPages {
        /// How many pages there are.
        pages: usize,
    },
    /// The PDF library gave back less than it was given.
    Content {
        /// What is missing or wrong.
        reason: String,
    },
    /// The file would pass 4 GiB, which the cross-reference entries cannot address.
    TooLarge,
    /// What was handed in to be read is no PDF, or a broken one.
    Unreadable(String),
}

impl fmt::Display for PdfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PdfError::Subset { face, source } => {
                write!(f, "cannot embed the font {face}: {source}")
            }
            PdfError::MissingPicture(picture) => {
                write!(f, "picture {} is not loaded", picture + 1)
            }
            PdfError::Picture { picture, reason } => {
                write!(f, "picture {}: {reason}", picture + 1)
            }
            PdfError::Dangling { what, index } => {
                write!(f, "the layout names {what} {index}, which it does not have")
            }
            PdfError::NoPages { pages } => {
                write!(f, "none of the pages that are asked for is among its {pages}")
            }
            PdfError::Content { reason } => write!(f, "the page contents are not whole: {reason}"),
            PdfError::Unreadable(reason) => write!(f, "this is no sound pdf: {reason}"),
            PdfError::TooLarge => write!(f, "the pdf would be larger than 4 GiB"),
        }
    }
}

impl std::error::Error for PdfError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            PdfError::Subset { source, .. } => Some(source),
            _ => None,
        }
    }
}

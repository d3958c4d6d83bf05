//! Why a DOCX could not be written.
//!
//! Each is a fault of this crate, not of the author: whatever an article holds, its package must be
//! sound, and an unsound one is never handed out.

use std::fmt;

/// Why a DOCX could not be written.
#[derive(Debug)]
#[non_exhaustive]
pub enum DocxError {
    /// The ZIP archive would be too large: more than 4 GiB, or 65,535 parts.
    TooLarge,
    /// A relationship of a part leads to a part that is not in the package (ECMA-376 part 2 §6.5).
    MissingPart {
        /// The part that the relationship starts from.
        from: String,
        /// The part that is missing.
        target: String,
    },
    /// A part uses a relationship that it does not have.
    MissingRelationship {
        /// The part.
        part: String,
        /// The relationship's identifier.
        id: String,
    },
    /// A part whose content type is not known.
    UnknownPart {
        /// The part.
        part: String,
    },
    /// Two parts have the same name, or two things of a part the same identifier.
    Duplicate {
        /// The part.
        part: String,
        /// What there are two of.
        id: String,
    },
}

impl fmt::Display for DocxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DocxError::TooLarge => {
                write!(f, "the archive would hold more than 4 GiB or 65,535 parts")
            }
            DocxError::MissingPart { from, target } => {
                write!(f, "{from} leads to {target}, which the package lacks")
            }
            DocxError::MissingRelationship { part, id } => {
                write!(f, "{part} uses the relationship {id}, which it lacks")
            }
            DocxError::UnknownPart { part } => write!(f, "{part} is of no known type"),
            DocxError::Duplicate { part, id } => write!(f, "{part} holds {id} twice"),
        }
    }
}

impl std::error::Error for DocxError {}

//! Reading: a DOCX of any origin as parts and trees of elements, refused before it is parsed where its
//! archive is unsound.
//!
//! ```text
//! bytes ─package (archive checked)→ parts ─tree (no DTD, so deep, so many)→ elements
//! ```
//!
//! What the elements mean is read elsewhere: here are the only readers of archives and of XML.

mod archive;
mod package;
mod tree;

pub use package::{Package, Target, open};
pub use tree::{Node, Tree, parse};

/// What a package may hold at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Entries of its archive.
    pub entries: usize,
    /// Bytes of all parts together, unpacked.
    pub total: u64,
    /// Bytes of a part of XML, unpacked.
    pub part: u64,
    /// How many times larger than packed parts may be that have more than [`Limits::small`] bytes.
    pub ratio: u64,
    /// Bytes below which any ratio is fine.
    pub small: u64,
    /// How deep elements nest.
    pub depth: usize,
    /// Elements of a part.
    pub elements: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            entries: 10_000,
            total: 512 << 20,
            part: 128 << 20,
            ratio: 100,
            small: 64 << 20,
            depth: 200,
            elements: 4_000_000,
        }
    }
}

/// Why a file is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Refusal {}

impl Refusal {
    pub(crate) fn new(message: impl Into<String>, hint: &str) -> Refusal {
        Refusal { message: message.into(), hint: hint.to_owned() }
    }
}

//! The outline: the headings that a reader of the PDF walks through.

/// A heading in the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineEntry {
    /// Its level, 1 the highest; an entry is the child of the nearest one before it of a lower level.
    pub level: u8,
    /// Its text, in NFC.
    pub title: String,
    /// Where it stands: a place in [`crate::Layout::places`].
    pub place: usize,
}

//! What layout learned and the DOCX repeats, so that both papers break at the same places.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::model::{BlockId, InlineId, NoteId};

/// The sign before the rest of a line of code that was too long.
pub const CONTINUATION: char = '↳';

/// Whether [`CONTINUATION`] needs an opening without width, U+200B, between it and the text before.
#[must_use]
pub fn needs_opening(before: &str) -> bool {
    !before.ends_with(' ')
}

/// What the lines of an entry in a table of contents need to break alike everywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryHint {
    /// Further right indent, in twips.
    pub nudge: i32,
    /// Byte offsets in the entry's text, and the character without width that stands there.
    pub marks: BTreeMap<u32, char>,
}

/// Measures that only layout can take, in twips; the DOCX writer reads them and needs no layout.
///
/// A missing entry means the theme's own measure.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hints {
    /// Further right indent of a paragraph, at which every known version of the word processors
    /// breaks its lines alike.
    pub nudges: BTreeMap<BlockId, i32>,
    /// Byte offsets in an inline's text at which versions of the word processors differ on whether a
    /// line may end, and the character without width that settles it.
    pub marks: BTreeMap<InlineId, BTreeMap<u32, char>>,
    /// Byte offsets in the text of an inline of code at which a line that is too long goes on behind
    /// [`CONTINUATION`].
    pub cuts: BTreeMap<InlineId, Vec<u32>>,
    /// The pitch of a paragraph's lines where a picture or a formula in them needs
    /// more than its style gives.
    pub pitches: BTreeMap<BlockId, i32>,
    /// Room above a paragraph that begins a page, where a word processor might move it back to the
    /// page before; it is dropped at a page's head.
    pub pushes: BTreeMap<BlockId, i32>,
    /// The same, below the paragraph before a table that begins a page.
    pub pushes_below: BTreeMap<BlockId, i32>,
    /// Paragraphs with formulas that an exact line would cut: their pitch is the least height of a
    /// line, and no line needs more.
    pub stretches: BTreeSet<BlockId>,
    /// Room above a note, so that no version of the word processors has room for one more line on
    /// the page that it is printed on.
    pub note_gaps: BTreeMap<NoteId, i32>,
    /// The widths of a table's columns, borders included.
    pub columns: BTreeMap<BlockId, Vec<i32>>,
    /// Rows that merged cells hold together with the next: both stay on one page.
    pub kept_rows: BTreeSet<BlockId>,
    /// Cells over several rows all of which is set in the first, since no page holds it.
    pub parted_cells: BTreeSet<BlockId>,
    /// Width and height of a figure's picture.
    pub figures: BTreeMap<BlockId, (i32, i32)>,
    /// Width and height of a picture in a line.
    pub pictures: BTreeMap<InlineId, (i32, i32)>,
    /// The page, from 1, on which each anchor stands, in the order of `Article::anchors`.
    pub anchor_pages: Vec<u32>,
    /// Texts of running heads and feet that are cut to fit their room, by their place:
    /// `head/first/left/0`, the last the piece of the template, from 0.
    pub band_cuts: BTreeMap<String, String>,
    /// The page, from 1, on which each block stands that a table of contents lists.
    pub listed_pages: BTreeMap<BlockId, u32>,
    /// For each table of contents, what the lines of its entries need, in their order.
    pub entries: BTreeMap<BlockId, Vec<EntryHint>>,
    /// How many pages the article takes.
    pub pages: u32,
    /// Width and height of the watermark's letters, before they are turned.
    #[serde(default)]
    pub watermark: Option<(i32, i32)>,
}

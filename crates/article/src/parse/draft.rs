//! The draft of an article: blocks and pieces of text as they are read, before anything that needs
//! the whole document (numbers of notes, targets of links) is known.
//!
//! [`super::block`] fills it from the events, [`super::assemble`] makes the article of it.

use std::borrow::Cow;
use std::ops::Range;

use crate::extent::PictureSize;
use crate::kind::{AlertKind, ContentsKind, InlineStyle, Shown};
use crate::model::{Alignment, Marks, ParagraphKind};
use crate::numerals::Numerals;
use crate::source::Span;

/// All that was read.
#[derive(Debug, Default)]
pub(super) struct Draft<'a> {
    /// The body's blocks.
    pub(super) body: Stream<'a>,
    /// The definitions of notes, in source order.
    pub(super) notes: Vec<NoteDraft<'a>>,
    /// Links, in source order.
    pub(super) links: Vec<LinkDraft>,
    /// What spans say of their text, each once.
    pub(super) styles: Vec<InlineStyle>,
    /// Comments that switch rules of spelling, in source order.
    pub(super) switches: Vec<(Span, String)>,
}

/// Blocks in preorder with their pieces.
#[derive(Debug, Default)]
pub(super) struct Stream<'a> {
    /// The blocks.
    pub(super) blocks: Vec<BlockDraft>,
    /// The pieces of all leaf blocks, in the order of the blocks.
    pub(super) pieces: Vec<Piece<'a>>,
    /// Names that HTML gives to places: the block meant (perhaps one past the last) and the name.
    pub(super) names: Vec<(u32, String)>,
}

/// A definition of a note.
#[derive(Debug)]
pub(super) struct NoteDraft<'a> {
    /// Its label, folded for comparison.
    pub(super) label: String,
    /// The label as written.
    pub(super) written: String,
    /// Where it stands.
    pub(super) span: Span,
    /// Its blocks.
    pub(super) stream: Stream<'a>,
}

/// A link whose target is not resolved yet.
#[derive(Debug)]
pub(super) struct LinkDraft {
    /// Its place.
    pub(super) span: Span,
    /// The destination as written, its escapes undone.
    pub(super) destination: String,
    /// The author's title of it, perhaps empty.
    pub(super) title: String,
}

/// A block as it was read.
#[derive(Debug)]
pub(super) struct BlockDraft {
    /// Its place.
    pub(super) span: Span,
    /// What it is.
    pub(super) kind: DraftKind,
    /// The first block after its last descendant.
    pub(super) end: u32,
    /// Its pieces: a range of [`Stream::pieces`].
    pub(super) pieces: Range<u32>,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum DraftKind {
    /// A paragraph.
    Paragraph(ParagraphKind),
    /// A heading, with the name that its author gave it.
    Heading { level: u8, name: Option<String>, numbered: bool },
    /// A quotation.
    Quote,
    /// A list.
    List { start: Option<u64>, tight: bool, numerals: Numerals },
    /// An item.
    Item { checked: Option<bool> },
    /// An alert.
    Alert(AlertKind),
    /// Blocks whose lines stand as asked.
    Aligned(Alignment),
    /// A list of definitions.
    Definitions { tight: bool },
    /// What a term means.
    Definition,
    /// A block of code.
    Code { language: Option<String> },
    /// A table.
    Table { columns: Vec<Alignment>, widths: Vec<u32> },
    /// A row; a header row is firm where more than its cells says so.
    Row { header: bool, firm: bool },
    /// A cell.
    Cell(CellDraft),
    /// A picture of its own, perhaps with a caption as its child.
    Figure { path: String, alt: String, size: PictureSize },
    /// A thematic break.
    Break,
    /// A page break.
    PageBreak,
    /// A part on pages of its own.
    Section { landscape: bool },
    /// A table of contents.
    Contents(ContentsKind),
}

/// A cell as it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CellDraft {
    /// How many columns it should take.
    pub(super) columns: u32,
    /// How many rows it should take; 0 for all that its part of the table has.
    pub(super) rows: u32,
    /// How it is aligned, where not as its column.
    pub(super) align: Alignment,
    /// Whether it is a header.
    pub(super) head: bool,
}

impl CellDraft {
    /// A cell that takes one place.
    pub(super) const PLAIN: CellDraft =
        CellDraft { columns: 1, rows: 1, align: Alignment::Auto, head: false };

    /// Takes an attribute; false where it means nothing. HTML allows a thousand columns.
    pub(super) fn take(&mut self, key: &str, value: &str) -> bool {
        let value = value.trim();
        let number = value.parse::<u32>();
        match (key, number, value.to_ascii_lowercase().as_str()) {
            ("colspan", Ok(columns @ 1..), _) => self.columns = columns.min(1000),
            ("rowspan", Ok(rows), _) => self.rows = rows.min(65_534),
            ("align", _, "left") => self.align = Alignment::Left,
            ("align", _, "center" | "middle") => self.align = Alignment::Center,
            ("align", _, "right") => self.align = Alignment::Right,
            _ => return false,
        }
        true
    }
}

/// A stretch of a leaf block.
#[derive(Clone, Debug)]
pub(super) struct Piece<'a> {
    /// Its place.
    pub(super) span: Span,
    /// What it is.
    pub(super) kind: PieceKind<'a>,
    /// Its marks.
    pub(super) marks: Marks,
    /// The link that it is part of: a place in [`Draft::links`].
    pub(super) link: Option<u32>,
    /// The span that it is part of: a place in [`Draft::styles`].
    pub(super) style: Option<u32>,
}

/// What a piece is.
#[derive(Clone, Debug)]
pub(super) enum PieceKind<'a> {
    /// Text.
    Text(Cow<'a, str>),
    /// A line end that the author asked for.
    Break,
    /// A picture of the article's folder.
    Picture(Box<Shot<'a>>),
    /// A formula: its LaTeX, and whether it stands by itself.
    Math(Cow<'a, str>, bool),
    /// The mark of a note: its folded label.
    Note(String),
    /// A reference to the place of this name, and how it is written.
    Reference { name: String, shown: Shown, written: String },
    /// The address of a bare link, which is its text too.
    Address { shown: Cow<'a, str>, destination: String },
}

/// A picture as it was asked for.
#[derive(Clone, Debug)]
pub(super) struct Shot<'a> {
    /// Its path, percent-decoded.
    pub(super) path: String,
    /// What it shows.
    pub(super) alt: String,
    /// The size that is asked for it.
    pub(super) size: PictureSize,
    /// Its caption, where it is a figure.
    pub(super) caption: Vec<Piece<'a>>,
}

impl Piece<'_> {
    /// Whether anything of it would be seen.
    pub(super) fn is_visible(&self) -> bool {
        match &self.kind {
            PieceKind::Text(text) => !text.trim_matches(is_space).is_empty(),
            PieceKind::Break => false,
            PieceKind::Picture(_)
            | PieceKind::Note(_)
            | PieceKind::Math(..)
            | PieceKind::Reference { .. }
            | PieceKind::Address { .. } => true,
        }
    }
}

/// Whether a character of prose stands for a space: it collapses with its neighbours.
///
/// U+00A0 and the other fixed spaces are the author's and stay.
pub(super) fn is_space(char: char) -> bool {
    matches!(char, ' ' | '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a character is left out: a control character, or a byte order mark inside the text.
pub(super) fn is_forbidden(char: char) -> bool {
    vanban_text::normalize::is_forbidden_control(char) || char == '\u{feff}'
}

/// The folded form of a note's label.
pub(super) fn fold_label(label: &str) -> String {
    vanban_text::normalize::nfc(label).to_lowercase()
}

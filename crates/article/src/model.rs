//! The article: blocks and inlines in flat storage.
//!
//! Blocks stand in document order, each before its children; [`Block::end`] is the first block after
//! its last descendant, so a subtree is a range and nothing nests in memory: however deep the source,
//! no walk and no drop can overflow. Inlines are flat outright: each carries its marks and its link.
//!
//! The normal form:
//! - text is NFC, without control characters, and never empty; neighbours that differ in nothing are
//!   one inline; a soft line end is a space; spaces that Vietnamese typography does not break are
//!   U+00A0, and U+2060 follows a hyphen that must not end a line;
//! - the title block, made from the front matter, opens the body, the byline and source close it;
//! - an item's first child is a paragraph or a heading (an empty paragraph where there is neither);
//! - a cell holds blocks; a row holds the cells that begin in it, from left to right, and every place
//!   of a table's grid is covered by exactly one cell ([`crate::grid`]); none reaches from the header
//!   rows into the others;
//! - a code block holds text inlines, one a line or, where the language is known, one a
//!   [`crate::Token`],
//!   with [`InlineKind::LineBreak`] between the lines, tabs expanded;
//! - notes stand in the order of their first mark;
//! - a page break stands in no cell and no note, a table of contents in nothing but a section.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::extent::PictureSize;
pub use crate::inline::{Inline, InlineKind, Marks};
use crate::kind::{AlertKind, ContentsKind, InlineStyle, Series};
use crate::math::Math;
use crate::meta::Meta;
use crate::numerals::{Numerals, System};
use crate::source::Span;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize,
            Deserialize,
        )]
        pub struct $name(pub u32);

        impl $name {
            /// The place in the list that it indexes.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}
id! {
    /// A place in [`Article::blocks`].
    BlockId;
    /// A place in [`Article::inlines`].
    InlineId;
    /// A place in [`Article::notes`].
    NoteId;
    /// A place in [`Article::links`].
    LinkId;
    /// A place in [`Article::anchors`].
    AnchorId;
    /// A place in [`Article::pictures`].
    PictureId;
    /// A place in [`Article::styles`].
    StyleId;
    /// A place in [`Article::maths`].
    MathId;
}

/// An article in normal form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// What the front matter says.
    pub meta: Meta,
    /// Every block: those of the body first, then those of the notes.
    pub blocks: Vec<Block>,
    /// How many of the blocks, from the first, are the body's.
    pub body_len: u32,
    /// Every inline, in the order of the blocks that hold them.
    pub inlines: Vec<Inline>,
    /// Footnotes, in the order of their first mark.
    pub notes: Vec<Note>,
    /// Links, in document order.
    pub links: Vec<Link>,
    /// Places that can be linked to, in document order.
    pub anchors: Vec<Anchor>,
    /// Pictures, each path once, in the order of their first use.
    pub pictures: Vec<PictureRef>,
    /// What spans say of their text, each once, in the order of their first use.
    #[serde(default)]
    pub styles: Vec<InlineStyle>,
    /// Formulas, in document order.
    pub maths: Vec<Math>,
}

/// A block: a paragraph, or something that holds blocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Its place in the source; that of the front matter's value for the title block.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// The first block after its last descendant.
    pub end: BlockId,
    /// Its inlines: a range of [`Article::inlines`], empty unless it is a leaf.
    pub inlines: Range<u32>,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// A paragraph. Leaf.
    Paragraph(ParagraphKind),
    /// A heading, level 1 to 6. Leaf.
    Heading {
        /// The level, 1 the highest.
        level: u8,
        /// Where links to it lead.
        anchor: AnchorId,
        /// Whether a theme that numbers headings numbers it.
        numbered: bool,
    },
    /// A block quotation.
    Quote,
    /// A list of [`BlockKind::Item`].
    List {
        /// The number of the first item of an ordered list.
        start: Option<u64>,
        /// Whether its items stand close together.
        tight: bool,
        /// How the numbers of an ordered list are written.
        numerals: Numerals,
    },
    /// An item of a list.
    Item {
        /// The number of an item of an ordered list.
        number: Option<u64>,
        /// Whether the box of a task is ticked.
        checked: Option<bool>,
    },
    /// An alert: its label, a paragraph of [`ParagraphKind::AlertTitle`], comes first.
    Alert(AlertKind),
    /// Blocks whose lines stand as the author asked.
    Aligned(Alignment),
    /// A list of definitions: terms, each followed by its [`BlockKind::Definition`]s.
    Definitions {
        /// Whether they stand close together.
        tight: bool,
    },
    /// What a term means.
    Definition,
    /// A block of code. Leaf.
    Code {
        /// The programming language, as the author named it.
        language: Option<String>,
    },
    /// A table of [`BlockKind::Row`].
    Table {
        /// How each column is aligned.
        columns: Vec<Alignment>,
        /// The share of each column in the table's width, in hundredths of a per cent; 0 where the
        /// column's contents decide. Empty where they decide for all.
        widths: Vec<u32>,
    },
    /// A row of [`BlockKind::Cell`].
    Row {
        /// Whether it is a header row, repeated on every page.
        header: bool,
    },
    /// A cell.
    Cell {
        /// How many columns it takes; at least 1.
        columns: u32,
        /// How many rows it takes; at least 1.
        rows: u32,
        /// How it is aligned, where not as its column.
        align: Alignment,
        /// Whether it is a header: in a row that is none, it names the row.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        head: bool,
    },
    /// A picture of its own, with the caption's paragraph, if any, as its child.
    Figure {
        /// The picture.
        picture: PictureId,
        /// What the picture shows, for who cannot see it.
        alt: String,
        /// The size that is asked for it.
        #[serde(default)]
        size: PictureSize,
    },
    /// A thematic break. Leaf.
    Break,
    /// A page ends here, unless nothing stands on it or nothing follows. Leaf.
    PageBreak,
    /// A part of the body on pages of its own. Stands at the top level only.
    Section {
        /// Whether its pages are wider than high.
        landscape: bool,
    },
    /// A table of contents, or a list like it, made from the article. Leaf.
    Contents(ContentsKind),
}

impl BlockKind {
    /// A cell that takes one place and is aligned as its column.
    pub const PLAIN_CELL: BlockKind =
        BlockKind::Cell { columns: 1, rows: 1, align: Alignment::Auto, head: false };
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParagraphKind {
    /// Running text.
    Body,
    /// The title.
    Title,
    /// The line under the title.
    Subtitle,
    /// The opening paragraph (sapo).
    Lead,
    /// The summary.
    Abstract,
    /// Place and date.
    Dateline,
    /// The author's name.
    Byline,
    /// Where the text comes from.
    SourceLine,
    /// The caption of a figure.
    Caption,
    /// The caption of the table that follows.
    TableCaption,
    /// The label of an alert.
    AlertTitle,
    /// A term that is defined.
    Term,
    /// Verses: each line ends where the author ended it.
    Verse,
    /// A displayed formula: its first inline. What follows it stands at the right end of the line.
    Equation,
}

/// How a table's column is aligned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Alignment {
    /// As the theme has it.
    #[default]
    Auto,
    /// Flush left.
    Left,
    /// Centred.
    Center,
    /// Flush right.
    Right,
}

/// A footnote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Where its text stands in the source.
    pub span: Span,
    /// The number printed, from 1.
    pub number: u32,
    /// Its blocks: a range of [`Article::blocks`].
    pub blocks: Range<u32>,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Its place in the source.
    pub span: Span,
    /// Where it leads.
    pub target: Target,
    /// The author's title of it.
    pub title: Option<String>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// A URL or a relative reference, percent-encoded as RFC 3986 asks.
    Url(String),
    /// A place in the article.
    Anchor(AnchorId),
}

/// A place in the article that can be linked to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// Its name, unique in the article.
    pub name: String,
    /// The block that it stands on.
    pub block: BlockId,
    /// The number of the figure, table or formula that it names.
    #[serde(default)]
    pub number: Option<(Series, u32)>,
}

/// A picture that the article asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureRef {
    /// The path as the author wrote it, relative to the article's folder, percent-decoded.
    pub path: String,
    /// The first place that asks for it.
    pub span: Span,
}

impl Article {
    /// A block.
    #[must_use]
    pub fn block(&self, id: BlockId) -> &Block {
        &self.blocks[id.index()]
    }

    /// The inlines of a leaf block.
    #[must_use]
    pub fn inlines_of(&self, block: &Block) -> &[Inline] {
        &self.inlines[block.inlines.start as usize..block.inlines.end as usize]
    }

    /// The top-level blocks of the body.
    pub fn body(&self) -> impl Iterator<Item = BlockId> + '_ {
        self.siblings(0..self.body_len)
    }

    /// The children of a block.
    pub fn children(&self, id: BlockId) -> impl Iterator<Item = BlockId> + '_ {
        self.siblings(id.0 + 1..self.block(id).end.0)
    }

    /// The top-level blocks of a note.
    pub fn note_blocks(&self, note: &Note) -> impl Iterator<Item = BlockId> + '_ {
        self.siblings(note.blocks.clone())
    }

    /// The blocks of a range that no other block of the range holds.
    fn siblings(&self, range: Range<u32>) -> impl Iterator<Item = BlockId> + '_ {
        let mut next = range.start;
        std::iter::from_fn(move || {
            if next >= range.end {
                return None;
            }
            let id = BlockId(next);
            next = self.block(id).end.0;
            Some(id)
        })
    }

    /// How wide the widest number of a list is, in tenths of a digit and without what closes it; a
    /// digit for a list without numbers.
    #[must_use]
    pub fn marker_width(&self, list: BlockId) -> u32 {
        let BlockKind::List { numerals, .. } = self.block(list).kind else { return 10 };
        let numbers = self.children(list).filter_map(|id| match self.block(id).kind {
            BlockKind::Item { number, .. } => number,
            _ => None,
        });
        let widest = match numerals.system {
            System::Decimal => numbers.max().map(|last| numerals.width(last)),
            _ => numbers.map(|number| numerals.width(number)).max(),
        };
        widest.unwrap_or(10)
    }

    /// The text of a leaf block: its text inlines joined, a line break as a space.
    #[must_use]
    pub fn plain_text(&self, block: &Block) -> String {
        let mut text = String::new();
        for inline in self.inlines_of(block) {
            match &inline.kind {
                InlineKind::Text(part) => text.push_str(part),
                InlineKind::LineBreak => text.push(' '),
                InlineKind::Number { number, .. } => text.push_str(&number.to_string()),
                InlineKind::Math(math) => text.push_str(&self.maths[math.index()].plain()),
                InlineKind::Reference { .. }
                | InlineKind::Picture { .. }
                | InlineKind::NoteMark { .. } => {}
            }
        }
        text
    }

    /// The article's title: the front matter's, else that of its first heading.
    #[must_use]
    pub fn title(&self) -> Option<String> {
        if let Some(title) = &self.meta.title {
            return Some(title.value.clone());
        }
        let heading = self.body().map(|id| self.block(id)).find(|block| {
            matches!(block.kind, BlockKind::Heading { .. }) && !block.inlines.is_empty()
        })?;
        Some(as_read(&self.plain_text(heading)))
    }
}

/// Text of the normal form as a reader copies it: without the signs that only keep lines from
/// ending.
#[must_use]
pub fn as_read(text: &str) -> String {
    text.chars().filter(|c| *c != '\u{2060}').map(|c| if c == '\u{a0}' { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::{Article, Block, BlockId, BlockKind, Marks, ParagraphKind};
    use crate::source::Span;

    fn block(kind: BlockKind, end: u32) -> Block {
        Block { span: Span::default(), kind, end: BlockId(end), inlines: 0..0 }
    }

    #[test]
    fn children_are_the_blocks_that_no_child_holds() {
        let paragraph = || BlockKind::Paragraph(ParagraphKind::Body);
        let article = Article {
            blocks: vec![
                block(BlockKind::Quote, 4),
                block(BlockKind::Quote, 3),
                block(paragraph(), 3),
                block(paragraph(), 4),
                block(paragraph(), 5),
            ],
            body_len: 5,
            ..Article::default()
        };
        assert_eq!(article.body().collect::<Vec<_>>(), [BlockId(0), BlockId(4)]);
        assert_eq!(article.children(BlockId(0)).collect::<Vec<_>>(), [BlockId(1), BlockId(3)]);
    }

    #[test]
    fn marks_are_sets() {
        let both = Marks::STRONG.with(Marks::EMPHASIS);
        assert!(both.has(Marks::STRONG) && both.has(Marks::NONE) && !both.has(Marks::CODE));
    }
}

//! Inlines: the stretches of a paragraph, flat, each with its marks, its link and its span.

use serde::{Deserialize, Serialize};

use crate::extent::PictureSize;
use crate::kind::{Series, Shown};
use crate::model::{AnchorId, LinkId, MathId, NoteId, PictureId, StyleId};
use crate::source::Span;
use crate::token::Token;

/// A stretch of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inline {
    /// Its place in the source.
    pub span: Span,
    /// What it is.
    pub kind: InlineKind,
    /// Emphasis and the like.
    pub marks: Marks,
    /// The link that it is part of.
    pub link: Option<LinkId>,
    /// The span that it is part of.
    #[serde(default)]
    pub style: Option<StyleId>,
    /// What it is in its language, in a block of code.
    #[serde(default, skip_serializing_if = "Token::is_plain")]
    pub token: Token,
}

impl Inline {
    /// An inline without marks, outside links and spans.
    #[must_use]
    pub fn plain(span: Span, kind: InlineKind) -> Inline {
        let marks = Marks::NONE;
        Inline { span, kind, marks, link: None, style: None, token: Token::Plain }
    }
}

/// What an inline is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InlineKind {
    /// Text.
    Text(String),
    /// A line end that the author asked for.
    LineBreak,
    /// A picture in the line.
    Picture {
        /// The picture.
        picture: PictureId,
        /// What it shows, for who cannot see it.
        alt: String,
        /// The size that is asked for it.
        #[serde(default)]
        size: PictureSize,
    },
    /// The number of the caption or formula that it is part of.
    Number {
        /// What is counted.
        series: Series,
        /// The number, from 1.
        number: u32,
        /// The place that references name.
        anchor: Option<AnchorId>,
    },
    /// A reference to a place of the article.
    Reference {
        /// The place.
        anchor: AnchorId,
        /// What it shows.
        shown: Shown,
        /// The link to the place.
        link: LinkId,
    },
    /// A formula.
    Math(MathId),
    /// The mark of a note.
    NoteMark {
        /// The note.
        note: NoteId,
        /// Whether an earlier mark already refers to the note.
        again: bool,
    },
}

/// A set of marks on an inline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Marks(pub u16);

impl Marks {
    /// No marks.
    pub const NONE: Marks = Marks(0);
    /// Emphasis.
    pub const EMPHASIS: Marks = Marks(1);
    /// Strong emphasis.
    pub const STRONG: Marks = Marks(1 << 1);
    /// Struck out.
    pub const STRIKE: Marks = Marks(1 << 2);
    /// Underlined.
    pub const UNDERLINE: Marks = Marks(1 << 3);
    /// Code.
    pub const CODE: Marks = Marks(1 << 4);
    /// Raised.
    pub const SUPERSCRIPT: Marks = Marks(1 << 5);
    /// Lowered.
    pub const SUBSCRIPT: Marks = Marks(1 << 6);
    /// Small capitals.
    pub const SMALL_CAPS: Marks = Marks(1 << 7);
    /// Highlighted.
    pub const HIGHLIGHT: Marks = Marks(1 << 8);

    /// Whether every mark of `other` is in the set.
    #[must_use]
    pub fn has(self, other: Marks) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both sets together.
    #[must_use]
    pub fn with(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }

    /// The set without the marks of `other`.
    #[must_use]
    pub fn without(self, other: Marks) -> Marks {
        Marks(self.0 & !other.0)
    }
}

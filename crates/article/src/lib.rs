//! What an article says: its source, its model, its front matter and pictures, and the parser that
//! makes one from the other.
//!
//! ```text
//! Source ─parse→ Parsed { Article, diagnostics, Prose ─spelling→ slips and repairs }
//! ```
//!
//! An [`Article`] is a *normal form*: text in NFC, adjacent text merged, references resolved, notes
//! numbered. It says nothing of points or colours. Layout and the DOCX writer both read it.

pub mod contents;
pub mod cover;
pub mod diagnostic;
pub mod extent;
pub mod front_keys;
pub mod furniture;
pub mod grid;
pub mod hints;
pub mod image;
pub mod inline;
pub mod kind;
pub mod lack;
pub mod math;
pub mod meta;
pub mod model;
pub mod nearest;
mod numerals;
pub mod parse;
pub mod place;
pub mod prose;
pub mod reference;
pub mod source;
pub mod spelling;
pub mod token;
pub mod watermark;

pub use diagnostic::{Code, Diagnostic, Severity};
pub use extent::{Extent, PictureRoom, PictureSize};
pub use front_keys::{FRONT_KEYS, FrontKey, FrontKind};
pub use furniture::{BandChoice, FurnitureChoice};
pub use grid::{Grid, Slot};
pub use hints::{EntryHint, Hints};
pub use image::{Image, ImageError, Images};
pub use kind::{AlertKind, ContentsKind, InlineStyle, Series, Shown, task_box};
pub use lack::{Headings, Lack, Need, Standing, lacks};
pub use math::{
    Alphabet, Limits, MATH_NESTING, Math, MathClass, MathKind, MathNode, MathStyle, TableKind,
    TableLines,
};
pub use meta::{Date, Defaults, Field, Meta};
pub use model::{
    Alignment, Anchor, AnchorId, Article, Block, BlockId, BlockKind, Inline, InlineId, InlineKind,
    Link, LinkId, Marks, MathId, Note, NoteId, ParagraphKind, PictureId, PictureRef, StyleId,
    Target, as_read,
};
pub use nearest::nearest;
pub use numerals::{Enclosure, Numerals, System};
pub use parse::picture::{PathProblem, picture_path, picture_path_below};
pub use parse::{HtmlToken, page_tokens};
pub use parse::{Parsed, parse, parse_as};
pub use place::{CellPart, Place};
pub use prose::Prose;
pub use reference::Referred;
pub use source::{Location, Locations, Source, Span};
pub use token::Token;
pub use watermark::Watermark;

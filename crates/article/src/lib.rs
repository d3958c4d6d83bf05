//! What an article says: its source, its model, its front matter and pictures, and the parser that
//! makes one from the other.
//!
//! ```text
//! Source ─parse→ Parsed { Article, diagnostics }
//! ```
//!
//! An [`Article`] is a *normal form*: text in NFC, adjacent text merged, references resolved, notes
//! numbered. It says nothing of points or colours. Layout and the DOCX writer both read it.

pub mod contents;
pub mod cover;
pub mod diagnostic;
pub mod hints;
pub mod image;
pub mod kind;
pub mod meta;
pub mod model;
pub mod parse;
pub mod place;
pub mod reference;
pub mod source;

pub use diagnostic::{Code, Diagnostic, Severity};
pub use hints::{EntryHint, Hints};
pub use image::{Image, ImageError, Images};
pub use kind::{AlertKind, ContentsKind, InlineStyle, Numerals, Series, Shown, task_box};
pub use meta::{Date, Field, Meta};
pub use model::{
    Alignment, Anchor, AnchorId, Article, Block, BlockId, BlockKind, Inline, InlineId, InlineKind,
    Link, LinkId, Marks, Note, NoteId, ParagraphKind, PictureId, PictureRef, StyleId, Target,
    as_read,
};
pub use parse::picture::{PathProblem, picture_path};
pub use parse::{Parsed, parse};
pub use place::{CellPart, Place};
pub use source::{Location, Source, Span};

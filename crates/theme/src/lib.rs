//! How articles look: the one source of measurements for both papers.
//!
//! The PDF reads a [`Theme`] through the layout, the DOCX writes it as named styles; neither holds
//! a measure of its own. Lowest floor of the house: it knows neither articles nor fonts, only what
//! can be styled ([`Role`], [`Mark`]) and how ([`ParagraphStyle`], [`TextStyle`]).
//!
//! ```text
//! file ─tree→ values ─read─┐
//!                          ├─ keys: the one table of every key ─ Theme ─ check
//! file ←──────── describe ─┘
//! ```

pub mod builtin;
pub mod check;
pub mod code;
pub mod color;
pub mod describe;
pub mod furniture;
mod keys;
pub mod length;
pub mod numbering;
pub mod page;
pub mod problem;
pub mod read;
pub mod role;
pub mod span;
pub mod style;
pub mod theme;
pub mod tree;
mod value;

pub use code::{CodePart, CodeStyle};
pub use color::Color;
pub use describe::{Key, KeyKind, TableKeys};
pub use furniture::{Band, Furniture, TemplatePiece, Variable, Variant};
pub use length::{Em, Mm, Pt, Twip};
pub use numbering::{LevelNumber, NumberFormat, Numbering};
pub use page::PageStyle;
pub use problem::{Choice, Problem, ProblemKind};
pub use read::ReadTheme;
pub use role::{Depth, Mark, Role};
pub use span::SpanLook;
pub use style::{Align, Family, FontNames, FontSpec, LineHeight, ParagraphStyle, Rule, TextStyle};
pub use theme::{AlertStyle, CoverStyle, ListStyle, NoteStyle, TableStyle, Theme};

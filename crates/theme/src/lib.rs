//! How articles look: the one source of measurements for both papers.
//!
//! The PDF reads a [`Theme`] through the layout, the DOCX writes it as named styles; neither holds
//! a measure of its own. Lowest floor of the house: it knows neither articles nor fonts, only what
//! can be styled ([`Role`], [`Mark`]) and how ([`ParagraphStyle`], [`TextStyle`]).

pub mod builtin;
pub mod color;
pub mod length;
pub mod numbering;
pub mod page;
pub mod role;
pub mod style;
pub mod theme;

pub use color::Color;
pub use length::{Em, Mm, Pt, Twip};
pub use numbering::{LevelNumber, NumberFormat, Numbering};
pub use page::PageStyle;
pub use role::{Depth, Mark, Role};
pub use style::{
    Align, Family, FontNames, FontSpec, LineHeight, ParagraphStyle, Rule, SpanLook, TextStyle,
};
pub use theme::{AlertStyle, CoverStyle, ListStyle, NoteStyle, TableStyle, Theme};

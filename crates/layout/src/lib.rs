//! Article to pages: lines, fragments, notes, pages, furniture, outline, structure.

//!
//! ```text
//! Article ─block→ fragments ─paginate→ plan ─fill→ Layout
//!            └─inline: collect, shape, break_lines, place
//! ```
//!
//! [`typeset`] is the whole of it: pure, and the same for the same article on every machine.

mod begin;
mod block;
mod context;
mod first_guess;
mod flow;
mod fragment;
pub mod frame;
mod furniture;
pub mod geometry;
mod inline;
mod math;
mod note;
pub mod outline;
mod paginate;
pub mod structure;
pub mod watermark;

pub use flow::{Typeset, typeset};
pub use frame::{
    Frame, Glyph, GlyphRun, Info, Item, Layout, Link, LinkArea, LinkTarget, Page, Picture, Place,
    Rule,
};
pub use geometry::{Point, Size};
pub use outline::OutlineEntry;
pub use structure::{Child, Labels, Node, NodeId, Structure, Tag};
pub use watermark::Watermark;

//! Article to pages: lines, fragments, notes, pages, furniture, outline, structure.

pub mod frame;
pub mod geometry;
pub mod outline;
pub mod structure;

pub use frame::{
    Frame, Glyph, GlyphRun, Info, Item, Layout, Link, LinkArea, LinkTarget, Page, Picture, Place,
    Rule,
};
pub use geometry::{Point, Size};
pub use outline::OutlineEntry;
pub use structure::{Child, Node, NodeId, Structure, Tag};

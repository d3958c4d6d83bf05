//! Pages to pictures of pages: PNG for eyes and for tests, SVG for the web.
//!
//! ```text
//! Layout ─ink, picture→ raster ─png→ bytes
//!        └──────────────── svg ───→ text
//! ```
//!
//! Drawn from the very [`Layout`] that becomes the PDF, and as poppler draws that PDF: glyphs without
//! hinting on a quarter of a pixel, rules on whole pixels. Nothing here reads an article, a file or
//! the clock: the same layout gives the same pixels.

use vanban_article::Images;
use vanban_fonts::FontLibrary;
use vanban_layout::Layout;

mod error;
mod face;
mod ink;
mod outlines;
mod picture;
mod pixmap;
mod png;
mod raster;
mod reading;
mod svg;
#[cfg(test)]
mod trial;
mod watermark;

pub use error::PreviewError;
pub use pixmap::Pixmap;
pub use raster::Raster;
pub use svg::Svg;

/// What pages are drawn from.
#[derive(Clone, Copy)]
pub struct Pages<'a> {
    /// The pages.
    pub layout: &'a Layout,
    /// The faces of their glyphs.
    pub fonts: &'a FontLibrary,
    /// The pictures on them.
    pub images: &'a Images,
}

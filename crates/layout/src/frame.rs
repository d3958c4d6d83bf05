//! What layout makes: pages of positioned items, and what surrounds them.
//!
//! A [`Layout`] is a plain value that knows nothing of the article or of any file format. Text
//! travels with its glyphs, so that what is copied from a paper comes back whole; whatever no
//! [`Structure`] node names is furniture, not content.

use std::ops::Range;

use vanban_article::{Date, PictureId};
use vanban_fonts::FaceId;
use vanban_theme::{Color, Pt};

use crate::geometry::{Point, Size};
use crate::outline::OutlineEntry;
use crate::structure::Structure;
use crate::watermark::Watermark;

/// An article laid out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// What the papers say of themselves.
    pub info: Info,
    /// The pages, in order; at least one.
    pub pages: Vec<Page>,
    /// The headings, in document order.
    pub outline: Vec<OutlineEntry>,
    /// The logical tree over the items of the pages.
    pub structure: Structure,
    /// What the [`Item::Link`] areas lead to.
    pub links: Vec<Link>,
    /// The places that links inside the article lead to.
    pub places: Vec<Place>,
    /// What stands behind every page.
    pub watermark: Option<Watermark>,
}

/// Title, authors and the like; text in NFC.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Info {
    /// The title; empty where the article has none.
    pub title: String,
    /// The authors, in order.
    pub authors: Vec<String>,
    /// What the article is about: its summary, else its lead.
    pub subject: Option<String>,
    /// Keywords, in order.
    pub keywords: Vec<String>,
    /// The language, a BCP 47 tag.
    pub lang: String,
    /// The day of the article.
    pub date: Option<Date>,
}

/// A page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The paper.
    pub size: Size,
    /// What stands on it.
    pub frame: Frame,
    /// The items of the running head.
    pub header: Range<usize>,
    /// The items of the running foot.
    pub footer: Range<usize>,
}

/// Items and the places of their origins, in painting order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    /// The items.
    pub items: Vec<(Point, Item)>,
}

/// Something at a place.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// Glyphs; the origin is the start of their baseline.
    Run(GlyphRun),
    /// A filled rectangle: a rule, a border, a background. The origin is its top left corner.
    Rule(Rule),
    /// A picture; the origin is its top left corner.
    Image(Picture),
    /// An area that leads somewhere; the origin is its top left corner.
    Link(LinkArea),
}

/// Glyphs of one face, size and colour on one baseline, and the text that they stand for.
#[derive(Clone, Debug, PartialEq)]
pub struct GlyphRun {
    /// The face.
    pub face: FaceId,
    /// The font size.
    pub size: Pt,
    /// The colour.
    pub color: Color,
    /// The language, where it is not the article's.
    pub lang: Option<String>,
    /// The text, in NFC.
    pub text: String,
    /// The glyphs, in text order, which is also from left to right.
    pub glyphs: Vec<Glyph>,
}

/// A glyph of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Its index in the face.
    pub id: u16,
    /// From its origin to that of the next glyph, stretched spaces included.
    pub advance: Pt,
    /// Right of its origin.
    pub x_offset: Pt,
    /// Above the baseline.
    pub y_offset: Pt,
    /// Where its cluster starts in the run's text, in bytes; glyphs of one cluster share it.
    pub start: u32,
}

/// A filled rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// Its sides.
    pub size: Size,
    /// Its colour.
    pub color: Color,
}

/// A picture of the article at its printed size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Picture {
    /// Which picture.
    pub picture: PictureId,
    /// Its sides on the page.
    pub size: Size,
}

/// An area that leads to where [`Layout::links`] says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinkArea {
    /// Its sides.
    pub size: Size,
    /// A place in [`Layout::links`].
    pub link: usize,
}

/// A link: one, however many lines its areas cover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub target: LinkTarget,
    /// What it is, for who cannot see it: its title, else its text.
    pub contents: String,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// Out of the paper.
    Url(String),
    /// To a place in [`Layout::places`].
    Place(usize),
}

/// A place in the paper that can be led to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    /// The page, from 0.
    pub page: usize,
    /// The point that a viewer brings to the top.
    pub at: Point,
}

//! Formulas to boxes: a tree is set in the maths face by the rules of TeX (The TeXbook, appendix G)
//! with the constants of the face, and becomes one object in a line.
//!
//! ```text
//! Math ─set→ MathBox ─formula→ Formula { width, ascent, descent, items }
//! ```
//!
//! `glyphs` draws signs and lets them grow, `row` keeps neighbours apart, `construct` puts boxes one
//! over the other, `set` is the one recursion over the tree. `office` reckons how wide a word
//! processor sets the same formula: by that both papers break their lines.

mod boxes;
mod construct;
mod glyphs;
mod office;
mod row;
mod set;
mod table;

use vanban_article::{Math, Span};
use vanban_fonts::{FontLibrary, Shaper};
use vanban_theme::{Color, Pt, TextStyle, Twip};

use crate::frame::{Glyph, GlyphRun, Item, Rule};
use crate::geometry::{Point, Size};
use boxes::{Ink, MathBox};

/// A formula set: an object that no line splits.
#[derive(Clone, Debug, Default)]
pub(crate) struct Formula {
    /// How wide it is printed.
    pub(crate) width: Twip,
    /// How wide a word processor sets it.
    pub(crate) office: Twip,
    /// Above the baseline, where a word processor sets it.
    pub(crate) office_ascent: Twip,
    /// Below the baseline, where a word processor sets it.
    pub(crate) office_descent: Twip,
    /// Above the baseline.
    pub(crate) ascent: Twip,
    /// Below the baseline.
    pub(crate) descent: Twip,
    /// Its items, from its left end and its baseline.
    pub(crate) items: Vec<(Point, Item)>,
    /// Characters that no face has, where they stand.
    pub(crate) missing: Vec<(char, Span)>,
}

/// Sets a formula in text of this look.
pub(crate) fn formula(
    math: &Math,
    look: TextStyle,
    library: &'static FontLibrary,
    shaper: &mut Shaper<'static>,
) -> Formula {
    let mut setter = set::Setter::new(math, look, library, shaper);
    let whole = setter.whole();
    let missing = std::mem::take(&mut setter.missing);
    let size = look.size;
    let office = office::extent(math, library);
    let twips = |ems: f64| Twip((ems * f64::from(size.twips().0)).ceil() as i32);
    Formula {
        width: twips(whole.width),
        office: office::twips(office.width),
        office_ascent: office::twips(office.ascent),
        office_descent: office::twips(office.descent),
        ascent: twips(whole.ascent.max(0.0)),
        descent: twips(whole.descent.max(0.0)),
        items: items(&whole, size, look.color),
        missing: missing.into_iter().map(|c| (c, math.span)).collect(),
    }
}

/// The ink of a box as items.
fn items(whole: &MathBox, size: Pt, color: Color) -> Vec<(Point, Item)> {
    let pt = |ems: f64| Pt((ems * f64::from(size.0)) as f32);
    let mut items = Vec::with_capacity(whole.ink.len());
    for (x, y, ink) in &whole.ink {
        let origin = Point::new(pt(*x), pt(-*y));
        let item = match ink {
            Ink::Rule { width, height } => {
                Item::Rule(Rule { size: Size::new(pt(*width), pt(*height)), color })
            }
            Ink::Glyphs { face, scale, text, glyphs } => {
                let glyphs = glyphs.iter().map(|glyph| Glyph {
                    id: glyph.id,
                    advance: pt(glyph.advance),
                    x_offset: pt(glyph.x),
                    y_offset: pt(glyph.y),
                    start: glyph.start,
                });
                Item::Run(GlyphRun {
                    face: *face,
                    size: Pt((f64::from(size.0) * scale) as f32),
                    color,
                    lang: None,
                    text: text.clone(),
                    glyphs: glyphs.collect(),
                })
            }
        };
        items.push((origin, item));
    }
    items
}

#[cfg(test)]
mod tests;

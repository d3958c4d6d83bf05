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
    /// As it is printed where there is room; then closer, and smaller, for a line that a word
    /// processor fills further. Never empty.
    pub(crate) forms: Vec<Form>,
    /// How wide a word processor sets it.
    pub(crate) office: Twip,
    /// Above the baseline, where a word processor sets it.
    pub(crate) office_ascent: Twip,
    /// Below the baseline, where a word processor sets it.
    pub(crate) office_descent: Twip,
    /// Characters that no face has, where they stand.
    pub(crate) missing: Vec<(char, Span)>,
}

/// A formula as it is printed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Form {
    /// How wide it is.
    pub(crate) width: Twip,
    /// Above the baseline.
    pub(crate) ascent: Twip,
    /// Below the baseline.
    pub(crate) descent: Twip,
    /// Its items, from its left end and its baseline.
    pub(crate) items: Vec<(Point, Item)>,
}

/// How close the signs of a form stand, as a share of TeX's room, and how small it is.
const FORMS: [(f64, f32); FORM_COUNT] = [(1.0, 1.0), (0.6, 1.0), (0.4, 0.93), (0.3, 0.86)];
/// How many forms a formula in a line has at most.
pub(crate) const FORM_COUNT: usize = 4;

impl Formula {
    /// Its form at a level: the closest that it has.
    pub(crate) fn form(&self, level: usize) -> &Form {
        static NONE: Form =
            Form { width: Twip::ZERO, ascent: Twip::ZERO, descent: Twip::ZERO, items: Vec::new() };
        self.forms.get(level).or(self.forms.last()).unwrap_or(&NONE)
    }
}

/// Sets a formula in text of this look.
pub(crate) fn formula<'l>(
    math: &Math,
    look: TextStyle,
    library: &'l FontLibrary,
    shaper: &mut Shaper<'l>,
) -> Formula {
    let extent = office::extent(math, FontLibrary::bundled());
    let mut formula = Formula {
        office: office::twips(extent.width),
        office_ascent: office::twips(extent.ascent),
        office_descent: office::twips(extent.descent),
        ..Formula::default()
    };
    for (room, share) in FORMS {
        let mut setter = set::Setter::new(math, look, room, library, shaper);
        let whole = setter.whole();
        let missing = std::mem::take(&mut setter.missing);
        formula.missing = missing.into_iter().map(|c| (c, math.span)).collect();
        let size = Pt(look.size.0 * share);
        let twips = |ems: f64| Twip((ems * f64::from(size.twips().0)).ceil() as i32);
        formula.forms.push(Form {
            width: twips(whole.width),
            ascent: twips(whole.ascent.max(0.0)),
            descent: twips(whole.descent.max(0.0)),
            items: items(&whole, size, look.color),
        });
        let fits = formula.forms.last().is_some_and(|form| form.width <= formula.office);
        if math.display || fits {
            break;
        }
    }
    formula
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

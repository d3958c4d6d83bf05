//! The watermark: a word in large pale letters that rises across every page, behind its text.
//!
//! Its size follows from the narrow side of the paper, so that it is the same on pages turned; the
//! DOCX learns it from the hints.

use vanban_fonts::{PathSegment, outline};
use vanban_theme::{Align, Color, Pt, Role, Twip};

use crate::context::Context;
use crate::frame::Item;
use crate::inline::{Content, LineRange, Piece, Slot, place, shape};
use crate::structure::NodeId;

/// A watermark, to be shown at an angle of 45° about the middle of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Watermark {
    /// The colour.
    pub color: Color,
    /// The outlines of its letters about its middle, in points: x to the right, y upward.
    pub outline: Vec<PathSegment>,
}

/// The colour where the author says none: pale enough to be read through.
pub const PALE: [u8; 3] = [0xD9, 0xD9, 0xD9];

/// How much of the paper's narrow side its slanted box takes.
const REACH: f32 = 0.85;
/// How high its letters are at most, of the same side.
const HIGHEST: f32 = 0.2;
/// The size at which it is shaped, in points.
const TRIAL: f32 = 100.0;

/// The watermark of the article, if it asks for one; its width and height go into the hints.
pub(crate) fn watermark(cx: &mut Context<'_>) -> Option<Watermark> {
    let wanted = cx.article.meta.watermark.as_ref()?;
    let [r, g, b] = wanted.color.unwrap_or(PALE);
    let mut look = cx.theme.style(Role::Title).text;
    look.size = Pt(TRIAL);
    // LibreOffice draws such text in no other cut.
    (look.font.bold, look.font.italic) = (false, false);
    let pieces = [Piece::new(Content::Label(wanted.text.value.clone()), look, NodeId(0))];
    let text = shape(&pieces, cx.library, &mut cx.shaper);
    cx.note_missing(&text);
    let whole = LineRange { start: 0, end: text.clusters.len().checked_sub(1)?, delicate: false };
    let slot =
        Slot { left: Twip::ZERO, measure: Twip(i32::MAX / 4), align: Align::Left, last: true };
    let mut path = Vec::new();
    for (origin, item, _) in place(&text, &pieces, whole, slot, |_| (Pt(0.0), Pt(0.0))).items {
        let Item::Run(run) = item else { continue };
        let face = cx.library.face(run.face);
        let unit = run.size.0 / f32::from(face.units_per_em);
        let mut pen = origin.x.0;
        for glyph in &run.glyphs {
            let (x, y) = (pen + glyph.x_offset.0, glyph.y_offset.0 - origin.y.0);
            let segments = outline(face, glyph.id).into_iter();
            path.extend(segments.map(|each| each.map(|[a, b]| [x + a * unit, y + b * unit])));
            pen += glyph.advance.0;
        }
    }
    let [left, bottom, right, top] = bounds(&path)?;
    let (width, height) = (right - left, top - bottom);
    let paper = &cx.theme.page;
    let side = paper.width.pt().0.min(paper.height.pt().0);
    let slanted = (width + height) * std::f32::consts::FRAC_1_SQRT_2;
    let scale = (REACH * side / slanted).min(HIGHEST * side / height);
    let middle = [f32::midpoint(left, right), f32::midpoint(bottom, top)];
    let centered = |[x, y]: [f32; 2]| [(x - middle[0]) * scale, (y - middle[1]) * scale];
    let outline = path.into_iter().map(|each| each.map(centered)).collect();
    let twips = |length: f32| Pt(length * scale).twips().0;
    cx.hints.watermark = Some((twips(width), twips(height)));
    Some(Watermark { color: Color::rgb(r, g, b), outline })
}

/// Left, bottom, right and top of a path; none where it draws nothing.
fn bounds(path: &[PathSegment]) -> Option<[f32; 4]> {
    let mut sides = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
    let mut take = |x: f32, y: f32| {
        sides = [sides[0].min(x), sides[1].min(y), sides[2].max(x), sides[3].max(y)];
    };
    for segment in path {
        match *segment {
            PathSegment::Move([x, y]) | PathSegment::Line([x, y]) => take(x, y),
            PathSegment::Cubic([a, b, c, d, x, y]) => {
                [(a, b), (c, d), (x, y)].into_iter().for_each(|(x, y)| take(x, y));
            }
            PathSegment::Close => {}
        }
    }
    (sides[0] < sides[2] && sides[1] < sides[3]).then_some(sides)
}

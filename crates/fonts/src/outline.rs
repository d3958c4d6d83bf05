//! The outlines of glyphs, for who draws them itself: an SVG page has no other way to show exactly
//! the glyphs that were shaped.

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::FontRef;
use skrifa::{GlyphId, MetadataProvider};

use crate::face::Face;

/// A part of an outline in font units; x to the right, y upward from the baseline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum OutlinePart {
    /// Begins at a point.
    Move([f32; 2]),
    /// A straight line to a point.
    Line([f32; 2]),
    /// A quadratic Bézier curve: its control point and its end.
    Quad([f32; 4]),
    /// A cubic Bézier curve: its control points and its end.
    Cubic([f32; 6]),
    /// A straight line to where it began.
    Close,
}

/// The outline of a glyph, to be filled by the non-zero rule; nothing where it has no ink, or the
/// face no such glyph.
#[must_use]
pub fn outline(face: &Face, glyph: u16) -> Vec<OutlinePart> {
    let mut pen = Pen(Vec::new());
    let Ok(file) = FontRef::new(face.bytes) else { return pen.0 };
    if let Some(found) = file.outline_glyphs().get(GlyphId::from(glyph)) {
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        if found.draw(settings, &mut pen).is_err() {
            pen.0.clear();
        }
    }
    pen.0
}

struct Pen(Vec<OutlinePart>);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.push(OutlinePart::Move([x, y]));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.push(OutlinePart::Line([x, y]));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.push(OutlinePart::Quad([cx, cy, x, y]));
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.0.push(OutlinePart::Cubic([ax, ay, bx, by, x, y]));
    }

    fn close(&mut self) {
        self.0.push(OutlinePart::Close);
    }
}

#[cfg(test)]
mod tests {
    use super::{OutlinePart, outline};
    use crate::library::FontLibrary;

    #[test]
    fn every_face_gives_closed_outlines_within_its_box() {
        for face in FontLibrary::bundled().faces() {
            let mut inked = 0;
            for glyph in (0..u16::try_from(face.glyph_count()).unwrap()).step_by(37) {
                let parts = outline(face, glyph);
                let ends = parts.iter().filter(|part| **part == OutlinePart::Close).count();
                let begins = parts.iter().filter(|part| matches!(part, OutlinePart::Move(_)));
                assert_eq!(begins.count(), ends, "{} {glyph}", face.name);
                for part in &parts {
                    let [x, y] = match part {
                        OutlinePart::Move(to) | OutlinePart::Line(to) => *to,
                        OutlinePart::Quad([.., x, y]) | OutlinePart::Cubic([.., x, y]) => [*x, *y],
                        OutlinePart::Close => continue,
                    };
                    let [left, bottom, right, top] = face.bbox.map(f32::from);
                    assert!((left..=right).contains(&x), "{} {glyph}", face.name);
                    assert!((bottom..=top).contains(&y), "{} {glyph}", face.name);
                }
                inked += usize::from(!parts.is_empty());
            }
            assert!(inked > 0, "{}", face.name);
        }
    }

    #[test]
    fn a_glyph_that_is_not_there_has_no_outline() {
        let library = FontLibrary::bundled();
        for face in library.faces() {
            assert!(outline(face, u16::MAX).is_empty());
            assert!(face.glyph(' ').is_none_or(|space| outline(face, space).is_empty()));
        }
    }
}

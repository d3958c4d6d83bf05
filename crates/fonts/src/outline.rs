//! The outlines of glyphs, for who draws them itself: marks that are no text, and SVG pages, which have
//! no other way to show exactly the glyphs that were shaped.

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::face::Face;

/// A stretch of an outline, its points in font units: x to the right, y upward.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PathSegment {
    /// A new contour begins here.
    Move([f32; 2]),
    /// A straight line.
    Line([f32; 2]),
    /// A cubic curve: two control points, then its end.
    Cubic([f32; 6]),
    /// The contour ends where it began.
    Close,
}

impl PathSegment {
    /// The same stretch with each point mapped.
    #[must_use]
    pub fn map(self, to: impl Fn([f32; 2]) -> [f32; 2]) -> PathSegment {
        match self {
            PathSegment::Move(point) => PathSegment::Move(to(point)),
            PathSegment::Line(point) => PathSegment::Line(to(point)),
            PathSegment::Cubic([a, b, c, d, x, y]) => {
                let ([a, b], [c, d], [x, y]) = (to([a, b]), to([c, d]), to([x, y]));
                PathSegment::Cubic([a, b, c, d, x, y])
            }
            PathSegment::Close => PathSegment::Close,
        }
    }
}

/// The outline of a glyph, in font units, to be filled by the non-zero rule; empty for a space and for a glyph that the face lacks.
#[must_use]
pub fn outline(face: &Face, glyph: u16) -> Vec<PathSegment> {
    let mut pen = Pen::default();
    if let Ok(font) = FontRef::new(&face.bytes)
        && let Some(outline) = font.outline_glyphs().get(GlyphId::from(glyph))
    {
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        // A glyph that cannot be drawn to its end has none that could be shown.
        if outline.draw(settings, &mut pen).is_err() {
            pen.path.clear();
        }
    }
    pen.path
}

#[derive(Default)]
struct Pen {
    path: Vec<PathSegment>,
    at: [f32; 2],
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.at = [x, y];
        self.path.push(PathSegment::Move(self.at));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.at = [x, y];
        self.path.push(PathSegment::Line(self.at));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        // The same curve with two control points, each two thirds of the way to the one.
        let near = |end: f32, control: f32| end + (control - end) * 2.0 / 3.0;
        let [fx, fy] = self.at;
        self.path.push(PathSegment::Cubic([
            near(fx, cx),
            near(fy, cy),
            near(x, cx),
            near(y, cy),
            x,
            y,
        ]));
        self.at = [x, y];
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.path.push(PathSegment::Cubic([ax, ay, bx, by, x, y]));
        self.at = [x, y];
    }

    fn close(&mut self) {
        self.path.push(PathSegment::Close);
    }
}

#[cfg(test)]
mod tests {
    use super::{PathSegment, outline};
    use crate::{FaceId, FontLibrary};

    #[test]
    fn a_letter_has_contours_and_a_space_has_none() {
        let face = FontLibrary::bundled().face(FaceId(0));
        let of = |c: char| outline(face, face.glyph(c).expect("covered"));
        assert!(of(' ').is_empty() && outline(face, u16::MAX).is_empty());
        // The hook and the circumflex of Ổ are contours of their own beside the letter's two.
        let contours =
            |c: char| of(c).iter().filter(|each| matches!(each, PathSegment::Move(_))).count();
        assert_eq!(contours('O'), 2);
        assert!(contours('Ổ') >= 4);
    }

    #[test]
    fn every_face_gives_closed_outlines_within_its_box() {
        for face in FontLibrary::bundled().faces() {
            let mut inked = 0;
            for glyph in (0..u16::try_from(face.glyph_count()).unwrap()).step_by(37) {
                let path = outline(face, glyph);
                let ends = path.iter().filter(|part| **part == PathSegment::Close).count();
                let begins = path.iter().filter(|part| matches!(part, PathSegment::Move(_)));
                assert_eq!(begins.count(), ends, "{} {glyph}", face.name);
                for part in &path {
                    let [x, y] = match part {
                        PathSegment::Move(to) | PathSegment::Line(to) => *to,
                        PathSegment::Cubic([.., x, y]) => [*x, *y],
                        PathSegment::Close => continue,
                    };
                    let [left, bottom, right, top] = face.bbox.map(f32::from);
                    assert!((left..=right).contains(&x), "{} {glyph}", face.name);
                    assert!((bottom..=top).contains(&y), "{} {glyph}", face.name);
                }
                inked += usize::from(!path.is_empty());
            }
            assert!(inked > 0, "{}", face.name);
        }
    }
}

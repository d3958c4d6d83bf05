//! Glyphs as paths of an SVG page: each once a page, under a name that tells face and glyph, so that
//! pages that stand together in one document agree on what a name means.

use std::collections::BTreeMap;
use std::fmt::Write;

use vanban_fonts::{Face, FaceId, PathSegment, outline};

/// The outlines that the pages so far have asked for.
#[derive(Default)]
pub(crate) struct Outlines {
    paths: BTreeMap<(FaceId, u16), String>,
}

impl Outlines {
    /// The outline of a glyph as the `d` of a path in font units, y upward; empty without ink.
    pub(crate) fn path(&mut self, id: FaceId, face: &Face, glyph: u16) -> &str {
        self.paths.entry((id, glyph)).or_insert_with(|| path(&outline(face, glyph)))
    }
}

/// The name of a glyph: a letter first, then what may stand in a reference as it is.
pub(crate) fn name(face: &Face, glyph: u16) -> String {
    let face = face.name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-');
    format!("g{}-{glyph}", face.collect::<String>())
}

/// An outline as the `d` of a path.
pub(crate) fn path(parts: &[PathSegment]) -> String {
    let mut path = String::new();
    for part in parts {
        let (letter, numbers): (char, &[f32]) = match part {
            PathSegment::Move(to) => ('M', to),
            PathSegment::Line(to) => ('L', to),
            PathSegment::Cubic(points) => ('C', points),
            PathSegment::Close => ('Z', &[]),
        };
        path.push(letter);
        for (at, value) in numbers.iter().enumerate() {
            if at > 0 && !value.is_sign_negative() {
                path.push(' ');
            }
            number(&mut path, *value);
        }
    }
    path
}

/// Writes a number to the thousandth, as short as it can be.
pub(crate) fn number(text: &mut String, value: f32) {
    // Adding zero turns the negative zero into zero.
    let value = (f64::from(value) * 1000.0).round() / 1000.0 + 0.0;
    let start = text.len();
    let _ = write!(text, "{value}");
    // `0.5` may be written `.5`.
    if text[start..].starts_with("0.") {
        text.remove(start);
    } else if text[start..].starts_with("-0.") {
        text.remove(start + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::{Outlines, name, number};
    use vanban_fonts::{FaceId, FontLibrary};

    #[test]
    fn numbers_are_short() {
        let mut text = String::new();
        for value in [0.0, -0.0, 0.5, -0.25, 12.0, 1.23456, -100.5, 1e-9] {
            number(&mut text, value);
            text.push('|');
        }
        assert_eq!(text, "0|0|.5|-.25|12|1.235|-100.5|0|");
    }

    #[test]
    fn an_outline_is_a_path_and_a_space_has_none() {
        let face = FontLibrary::bundled().face(FaceId(0));
        let mut outlines = Outlines::default();
        let glyph = face.glyph('l').expect("Tinos has it");
        let path = outlines.path(FaceId(0), face, glyph).to_owned();
        assert!(path.starts_with('M') && path.ends_with('Z'), "{path}");
        let space = face.glyph(' ').expect("Tinos has it");
        assert!(outlines.path(FaceId(0), face, space).is_empty());
        assert_eq!(name(face, 7), "gTinos-7");
    }
}

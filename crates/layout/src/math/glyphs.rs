//! Signs: which glyph draws them, and how they grow.

use vanban_fonts::{AssemblyPart, FaceId, FontLibrary, Growth, MathFace, Shaper};
use vanban_theme::{Family, FontSpec};

use super::boxes::{Ink, InkGlyph, MathBox};

/// The most parts of which a sign is assembled: at 12 pt, more than any page is high.
const MOST_PARTS: usize = 400;

/// What draws signs: the maths face, and those of text for what it lacks.
pub(crate) struct Pens<'p, 'l> {
    pub(crate) math: &'static MathFace,
    pub(crate) library: &'l FontLibrary,
    pub(crate) shaper: &'p mut Shaper<'l>,
    /// The face of words, and of letters that the maths face lacks.
    pub(crate) words: FontSpec,
}

/// A face's own units in ems of the formula.
pub(crate) fn em(units: i32, scale: f64) -> f64 {
    // The maths face has a thousand units an em, as a test states.
    f64::from(units) * scale / 1000.0
}

impl Pens<'_, '_> {
    fn face(&self) -> FaceId {
        let only = FontSpec { family: Family::Math, bold: false, italic: false };
        self.library.id(only)
    }

    /// One glyph of the maths face.
    pub(crate) fn glyph(&self, id: u16, text: &str, scale: f64) -> MathBox {
        let [_, bottom, _, top] = self.math.bounds(id);
        let advance = em(i32::from(self.math.face.advance(id)), scale);
        let italic = em(self.math.italics_correction(id), scale);
        let attachment = self.math.accent_attachment(id).map(|x| em(x, scale));
        let glyph = InkGlyph { id, advance, x: 0.0, y: 0.0, start: 0 };
        let (face, text) = (self.face(), text.to_owned());
        MathBox {
            width: advance,
            ascent: em(top, scale),
            descent: em(-bottom, scale),
            italic,
            attachment,
            single: true,
            ink: vec![(0.0, 0.0, Ink::Glyphs { face, scale, text, glyphs: vec![glyph] })],
        }
    }

    /// Signs side by side, each as this function changes it; characters that no face has go to
    /// `missing`.
    pub(crate) fn letters(
        &mut self,
        text: &str,
        change: impl Fn(char) -> char,
        scale: f64,
        missing: &mut Vec<char>,
    ) -> MathBox {
        let mut line = MathBox::default();
        let mut count = 0;
        for c in text.chars() {
            let wanted = change(c);
            let drawn = self.math.face.glyph(wanted).or_else(|| self.math.face.glyph(c));
            let mut letter = [0; 4];
            let part = match drawn {
                Some(id) => self.glyph(id, c.encode_utf8(&mut letter), scale),
                None => self.words(c.encode_utf8(&mut letter), scale, missing),
            };
            count += 1;
            if count == 1 {
                line = part;
            } else {
                line.width += line.italic;
                line.push(part);
            }
        }
        line
    }

    /// Words in the face of the text around the formula.
    pub(crate) fn words(&mut self, text: &str, scale: f64, missing: &mut Vec<char>) -> MathBox {
        let spec = FontSpec { italic: false, ..self.words };
        let mut line = MathBox::default();
        let mut start = 0;
        let mut open: Option<Option<FaceId>> = None;
        let faces: Vec<_> = self.library.faces_of(spec, text).collect();
        for (at, c, face) in faces {
            if face.is_none() {
                missing.push(c);
            }
            if open != Some(face) {
                self.stretch_of(&mut line, &text[start..at], open.flatten(), scale);
                (start, open) = (at, Some(face));
            }
        }
        self.stretch_of(&mut line, &text[start..], open.flatten(), scale);
        line
    }

    /// Adds words of one face; what no face has leaves room of its own.
    fn stretch_of(&mut self, line: &mut MathBox, text: &str, face: Option<FaceId>, scale: f64) {
        if text.is_empty() {
            return;
        }
        let Some(id) = face else {
            return line.push(MathBox::space(0.6 * scale * text.chars().count() as f64));
        };
        let face = self.library.face(id);
        let upem = f64::from(face.units_per_em);
        let of = |units: i32| f64::from(units) * scale / upem;
        let mut glyphs = Vec::new();
        let mut width = 0.0;
        for glyph in self.shaper.shape(id, text).iter() {
            let advance = of(glyph.advance);
            glyphs.push(InkGlyph {
                id: glyph.id,
                advance,
                x: of(glyph.x_offset),
                y: of(glyph.y_offset),
                start: glyph.cluster,
            });
            width += advance;
        }
        let ink = Ink::Glyphs { face: id, scale, text: text.to_owned(), glyphs };
        line.push(MathBox {
            width,
            // Words are as high as a line's letters, whichever they are.
            ascent: 0.7 * scale,
            descent: 0.22 * scale,
            ink: vec![(0.0, 0.0, ink)],
            ..MathBox::default()
        });
    }

    /// A sign at least so high or wide, as near to it as its variants come.
    pub(crate) fn grown(&self, sign: char, growth: Growth, least: f64, scale: f64) -> MathBox {
        let mut text = [0; 4];
        let text: &str = sign.encode_utf8(&mut text);
        let Some(id) = self.math.face.glyph(sign) else { return MathBox::default() };
        let variants = self.math.variants(id, growth);
        let fits = variants.iter().find(|(_, size)| em(*size, scale) >= least);
        if let Some((variant, _)) = fits {
            return self.glyph(*variant, text, scale);
        }
        let parts = self.math.assembly(id, growth);
        if parts.is_empty() {
            let largest = variants.last().map_or(id, |(variant, _)| *variant);
            return self.glyph(largest, text, scale);
        }
        self.assembled(&parts, growth, least, text, scale)
    }

    /// The widest variant of a sign that is no wider than this.
    pub(crate) fn widest(&self, sign: char, most: f64, scale: f64) -> MathBox {
        let mut text = [0; 4];
        let text: &str = sign.encode_utf8(&mut text);
        let Some(id) = self.math.face.glyph(sign) else { return MathBox::default() };
        let variants = self.math.variants(id, Growth::Along);
        let fits = variants.iter().rev().find(|(_, size)| em(*size, scale) <= most);
        self.glyph(fits.map_or(id, |(variant, _)| *variant), text, scale)
    }

    /// A sign of parts, those that repeat as often as it takes (OpenType, the `MATH` table).
    fn assembled(
        &self,
        parts: &[AssemblyPart],
        growth: Growth,
        least: f64,
        text: &str,
        scale: f64,
    ) -> MathBox {
        let overlap = self.math.overlap();
        let least = (least * 1000.0 / scale).ceil() as i64;
        let fixed: i64 = parts.iter().filter(|p| !p.repeats).map(|p| i64::from(p.length)).sum();
        let once: i64 = parts.iter().filter(|p| p.repeats).map(|p| i64::from(p.length)).sum();
        let (still, moving) = (
            parts.iter().filter(|p| !p.repeats).count() as i64,
            parts.iter().filter(|p| p.repeats).count() as i64,
        );
        let length = |times: i64| {
            let joints = still + moving * times - 1;
            fixed + once * times - joints.max(0) * i64::from(overlap)
        };
        let gain = once - moving * i64::from(overlap);
        let most = MOST_PARTS as i64 / parts.len().max(1) as i64;
        let times = if gain <= 0 || length(0) >= least {
            0
        } else {
            ((least - length(0) + gain - 1) / gain).min(most)
        };
        let list: Vec<&AssemblyPart> = parts
            .iter()
            .flat_map(|part| {
                std::iter::repeat_n(part, if part.repeats { times as usize } else { 1 })
            })
            .collect();
        // What is too much is taken out of the joints, as far as their connectors let it.
        let joints = list.len().saturating_sub(1) as i64;
        let excess = (length(times) - least).max(0);
        let more = if joints > 0 { (excess / joints) as i32 } else { 0 };
        let mut whole = MathBox::default();
        let mut glyphs = Vec::with_capacity(list.len());
        let mut at = 0;
        for (place, part) in list.iter().enumerate() {
            if let Some(before) = place.checked_sub(1).and_then(|before| list.get(before)) {
                let most = before.end.min(part.start).max(overlap);
                at -= (overlap + more).min(most);
            }
            let room = MathBox { ink: Vec::new(), ..self.glyph(part.glyph, text, scale) };
            let [left, bottom, _, _] = self.math.bounds(part.glyph);
            let (x, y) = match growth {
                Growth::Up => {
                    whole.width = whole.width.max(room.width);
                    (0.0, em(at - bottom, scale))
                }
                Growth::Along => {
                    whole.width = em(at + part.length, scale);
                    (em(at - left, scale), 0.0)
                }
            };
            whole.put(x, y, room);
            glyphs.push(InkGlyph { id: part.glyph, advance: 0.0, x, y, start: 0 });
            at += part.length;
        }
        // Together they stand for one character.
        let ink = Ink::Glyphs { face: self.face(), scale, text: text.to_owned(), glyphs };
        whole.ink.push((0.0, 0.0, ink));
        if growth == Growth::Up {
            whole.descent = 0.0;
        }
        whole
    }
}

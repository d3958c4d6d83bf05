//! A face: its file, its metrics, and which characters it can draw.
//!
//! Made by the library from an embedded file, or from one that the user gave. Layout reads advances and coverage here, the PDF
//! writer what a font descriptor needs. All lengths are in font units, [`Face::units_per_em`] to
//! the em.

use std::ops::Deref;
use std::sync::Arc;

use skrifa::raw::{FontRef, ReadError, TableProvider};
use skrifa::{Font, GlyphId, MetadataProvider};
use vanban_theme::FontSpec;

use crate::licence::Licence;

/// The glyphs of 256 consecutive characters, 0 where there is none.
type Row = [u16; 256];

/// The bytes of a font file: part of the program, or read from the user's.
#[derive(Clone)]
pub enum FontBytes {
    /// Part of the program.
    Bundled(&'static [u8]),
    /// Read from a file.
    Given(Arc<[u8]>),
}

impl Deref for FontBytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            FontBytes::Bundled(bytes) => bytes,
            FontBytes::Given(bytes) => bytes,
        }
    }
}

/// What a face is called.
pub(crate) struct FaceName {
    /// The PostScript name.
    pub(crate) postscript: String,
    /// The family's name.
    pub(crate) family: String,
    /// Whether its letters have serifs.
    pub(crate) serif: bool,
}

/// One cut of a family: the file, and what is read from it once.
pub struct Face {
    /// The family and the cut.
    pub spec: FontSpec,
    /// The PostScript name.
    pub name: String,
    /// The family's name.
    pub family: String,
    /// The font file, an OpenType font.
    pub bytes: FontBytes,
    /// What its maker allows of embedding it.
    pub licence: Licence,
    /// Font units in an em.
    pub units_per_em: u16,
    /// Whether its outlines are those of PostScript (`CFF`), not of TrueType.
    pub is_cff: bool,
    /// Height of the line above the baseline (`hhea`).
    pub ascent: i16,
    /// Depth of the line below the baseline (`hhea`), negative.
    pub descent: i16,
    /// Further room between two lines (`hhea`).
    pub line_gap: i16,
    /// Height of flat capitals.
    pub cap_height: i16,
    /// Height of flat lower-case letters.
    pub x_height: i16,
    /// Slant in degrees counter-clockwise from upright: negative in italics.
    pub italic_angle: f32,
    /// The box around all glyphs: left, bottom, right, top.
    pub bbox: [i16; 4],
    /// The weight class, 400 for regular and 700 for bold (`OS/2`).
    pub weight: u16,
    /// Thickness of upright stems: no table states it, so it is inferred from the weight.
    pub stem: i16,
    /// Top of an underline, relative to the baseline (`post`).
    pub underline_position: i16,
    /// Thickness of an underline (`post`).
    pub underline_thickness: i16,
    /// Top of a line through the text, relative to the baseline (`OS/2`).
    pub strikeout_position: i16,
    /// Thickness of a line through the text (`OS/2`).
    pub strikeout_thickness: i16,
    /// The flags of a font descriptor (ISO 32000-2 §9.8.2, table 121).
    pub flags: u32,
    /// The font as the shaper reads it.
    pub(crate) font: Font,
    /// The characters it draws.
    coverage: Coverage,
    /// Advance widths by glyph (`hmtx`).
    advances: Vec<u16>,
}

impl Face {
    /// Reads a font file.
    ///
    /// # Errors
    /// When a table that text needs is missing or malformed.
    pub(crate) fn read(
        spec: FontSpec,
        called: FaceName,
        bytes: FontBytes,
    ) -> Result<Face, ReadError> {
        let file = FontRef::new(&bytes)?;
        let font = match &bytes {
            FontBytes::Bundled(bytes) => Font::new(*bytes, 0),
            FontBytes::Given(bytes) => {
                let shared: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(Arc::clone(bytes));
                Font::new(shared, 0)
            }
        };
        let font = font.ok_or(ReadError::MalformedData("not an OpenType font"))?;
        let (head, hhea, os2, post) = (file.head()?, file.hhea()?, file.os2()?, file.post()?);
        let hmtx = file.hmtx()?;
        let advances = (0..file.maxp()?.num_glyphs())
            .map(|glyph| hmtx.advance(GlyphId::from(glyph)).unwrap_or(0))
            .collect();
        let weight = os2.us_weight_class();
        let fixed_pitch = post.is_fixed_pitch() != 0;
        let coverage = Coverage::of(&file);
        Ok(Face {
            spec,
            name: called.postscript,
            family: called.family,
            licence: Licence::of(os2.fs_type()),
            is_cff: file.cff().is_ok(),
            units_per_em: head.units_per_em(),
            ascent: hhea.ascender().to_i16(),
            descent: hhea.descender().to_i16(),
            line_gap: hhea.line_gap().to_i16(),
            cap_height: os2.s_cap_height().unwrap_or(0),
            x_height: os2.sx_height().unwrap_or(0),
            italic_angle: post.italic_angle().to_f32(),
            bbox: [head.x_min(), head.y_min(), head.x_max(), head.y_max()],
            weight,
            stem: stem(weight, head.units_per_em()),
            underline_position: post.underline_position().to_i16(),
            underline_thickness: post.underline_thickness().to_i16(),
            strikeout_position: os2.y_strikeout_position(),
            strikeout_thickness: os2.y_strikeout_size(),
            flags: flags(called.serif, spec.italic, fixed_pitch),
            font,
            coverage,
            advances,
            bytes,
        })
    }

    /// Whether the face has a glyph for this character.
    #[must_use]
    pub fn covers(&self, c: char) -> bool {
        self.glyph(c).is_some()
    }

    /// The glyph of a character, `None` where the face would draw `.notdef`.
    #[must_use]
    pub fn glyph(&self, c: char) -> Option<u16> {
        let glyph = self.coverage.glyph(u32::from(c));
        (glyph != 0).then_some(glyph)
    }

    /// The advance width of a glyph, 0 for one that the face does not have.
    #[must_use]
    pub fn advance(&self, glyph: u16) -> u16 {
        self.advances.get(usize::from(glyph)).copied().unwrap_or(0)
    }

    /// The box around a glyph's outline, left, bottom, right, top; nothing for one without ink.
    #[must_use]
    pub fn ink(&self, glyph: u16) -> [i16; 4] {
        let outline = || {
            let file = FontRef::new(&self.bytes).ok()?;
            let (loca, glyf) = (file.loca(None).ok()?, file.glyf().ok()?);
            let glyph = loca.get_glyf(GlyphId::from(glyph), &glyf).ok()??;
            Some([glyph.x_min(), glyph.y_min(), glyph.x_max(), glyph.y_max()])
        };
        outline().unwrap_or([0; 4])
    }

    /// How many glyphs the face has.
    #[must_use]
    pub fn glyph_count(&self) -> usize {
        self.advances.len()
    }
}

/// The glyph of every character that a face draws.
struct Coverage {
    /// Glyphs of the Basic Multilingual Plane, by the upper byte of the character; `None` where
    /// the face draws none of the 256.
    rows: Vec<Option<Box<Row>>>,
    /// Glyphs of characters beyond that plane, in ascending order.
    beyond: Vec<(u32, u16)>,
}

impl Coverage {
    fn of(file: &FontRef<'_>) -> Coverage {
        let mut coverage = Coverage { rows: vec![None; 256], beyond: Vec::new() };
        for (code, glyph) in file.charmap().mappings() {
            let glyph = u16::try_from(glyph.to_u32()).unwrap_or(0);
            match coverage.rows.get_mut((code >> 8) as usize) {
                Some(row) => {
                    row.get_or_insert_with(|| Box::new([0; 256]))[(code & 0xFF) as usize] = glyph;
                }
                None => coverage.beyond.push((code, glyph)),
            }
        }
        coverage.beyond.sort_unstable();
        coverage
    }

    fn glyph(&self, code: u32) -> u16 {
        match self.rows.get((code >> 8) as usize) {
            Some(row) => row.as_ref().map_or(0, |row| row[(code & 0xFF) as usize]),
            None => self
                .beyond
                .binary_search_by_key(&code, |(code, _)| *code)
                .map_or(0, |at| self.beyond[at].1),
        }
    }
}

/// The usual inference of a stem's thickness from the weight class, scaled to font units.
fn stem(weight: u16, units_per_em: u16) -> i16 {
    let thousandths = 10 + 220 * (i32::from(weight) - 50) / 900;
    i16::try_from(thousandths * i32::from(units_per_em) / 1000).unwrap_or(i16::MAX)
}

fn flags(serif: bool, italic: bool, fixed_pitch: bool) -> u32 {
    const FIXED_PITCH: u32 = 1;
    const SERIF: u32 = 1 << 1;
    // Symbolic, never Nonsymbolic: Vietnamese lies outside the standard Latin character set.
    const SYMBOLIC: u32 = 1 << 2;
    const ITALIC: u32 = 1 << 6;
    let mut flags = SYMBOLIC;
    if fixed_pitch {
        flags |= FIXED_PITCH;
    }
    if serif {
        flags |= SERIF;
    }
    if italic {
        flags |= ITALIC;
    }
    flags
}

#[cfg(test)]
mod tests {
    use crate::library::{FaceId, FontLibrary};
    use skrifa::raw::{FontRef, TableProvider};
    use skrifa::string::StringId;
    use skrifa::{GlyphId, MetadataProvider};

    const VIETNAMESE: &str = "aáàảãạăắằẳẵặâấầẩẫậeéèẻẽẹêếềểễệiíìỉĩịoóòỏõọôốồổỗộơớờởỡợuúùủũụưứừửữựyýỳỷỹỵđ\
         AÁÀẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬEÉÈẺẼẸÊẾỀỂỄỆIÍÌỈĨỊOÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢUÚÙỦŨỤƯỨỪỬỮỰYÝỲỶỸỴĐ";

    #[test]
    fn every_face_draws_every_vietnamese_letter() {
        assert_eq!(VIETNAMESE.chars().filter(|c| !c.is_ascii()).count(), 134);
        let text = FontLibrary::bundled().faces().filter(|face| !face.spec.family.is_fallback());
        for face in text {
            for c in VIETNAMESE.chars() {
                assert!(face.covers(c), "{} lacks {c}", face.name);
            }
        }
    }

    #[test]
    fn every_face_draws_what_typography_needs() {
        let text = FontLibrary::bundled().faces().filter(|face| !face.spec.family.is_fallback());
        for face in text {
            for c in " \u{A0}-–—“”‘’…•₫%°²³×÷≤≥½§©®™€£\u{300}\u{301}\u{303}\u{309}\u{323}".chars()
            {
                assert!(face.covers(c), "{} lacks {c:?}", face.name);
            }
        }
    }

    #[test]
    fn coverage_and_advances_are_those_of_the_file() {
        for face in FontLibrary::bundled().faces() {
            let file = FontRef::new(&face.bytes).unwrap();
            let (charmap, hmtx) = (file.charmap(), file.hmtx().unwrap());
            for code in 0..0x2_0000 {
                let Some(c) = char::from_u32(code) else { continue };
                let glyph = charmap.map(c).filter(|glyph| glyph.to_u32() != 0);
                assert_eq!(face.glyph(c).map(u32::from), glyph.map(GlyphId::to_u32), "{c:?}");
            }
            for glyph in 0..file.maxp().unwrap().num_glyphs() {
                assert_eq!(Some(face.advance(glyph)), hmtx.advance(GlyphId::from(glyph)));
            }
            assert_eq!(face.advance(u16::MAX), 0);
        }
    }

    #[test]
    fn names_are_those_of_the_file() {
        for face in FontLibrary::bundled().faces() {
            let file = FontRef::new(&face.bytes).unwrap();
            let name = |id| file.localized_strings(id).english_or_first().unwrap().to_string();
            assert_eq!(name(StringId::POSTSCRIPT_NAME), face.name);
            assert_eq!(name(StringId::FAMILY_NAME), face.family);
        }
    }

    #[test]
    fn metrics_describe_the_cut() {
        let face = FontLibrary::bundled().face(FaceId(0));
        assert_eq!((face.units_per_em, face.ascent, face.descent), (2048, 1825, -443));
        for face in FontLibrary::bundled().faces() {
            assert_eq!(face.italic_angle < 0.0, face.spec.italic, "{}", face.name);
            assert_eq!(face.weight, if face.spec.bold { 700 } else { 400 }, "{}", face.name);
            assert_eq!(face.flags & 1 == 1, face.family == "Cousine", "{}", face.name);
            let letters = !face.spec.family.is_fallback();
            assert!(!letters || face.cap_height > face.x_height, "{}", face.name);
            assert!(!letters || face.x_height > 0, "{}", face.name);
        }
    }
}

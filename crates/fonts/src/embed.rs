//! The part of a face that a DOCX embeds: enough to go on writing, not only what is written.
//!
//! A word processor that meets a character outside the embedded face sets it in another family, so
//! a face keeps a whole repertoire, with its character map, names and layout tables. Called for the
//! bundled faces when the program is built, for others when a DOCX is written; no file is touched
//! here.

use std::fmt;
use std::ops::RangeInclusive;
use std::panic::{AssertUnwindSafe, catch_unwind};

use skera::{DEFAULT_DROP_TABLES, DEFAULT_LAYOUT_FEATURES, Plan, SubsetFlags, subset_font};
use skrifa::raw::FontRef;
use skrifa::raw::collections::IntSet;
use skrifa::raw::types::{NameId, Tag};

use crate::face::Face;

/// Which characters an embedded face can go on writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repertoire {
    /// The letters of every national language in Latin script with every mark, the Greek letters
    /// of formulas, punctuation, currency and the usual symbols.
    Vietnamese,
    /// All that the face draws.
    Full,
}

impl Repertoire {
    /// Whether the repertoire has a place for a character, which the face may then lack
    /// nevertheless. An article with a character outside [`Repertoire::Vietnamese`] needs
    /// [`Repertoire::Full`], or its reader sets that character in another family.
    #[must_use]
    pub fn holds(self, c: char) -> bool {
        let code = u32::from(c);
        self == Repertoire::Full || VIETNAMESE.iter().any(|block| block.contains(&code))
    }
}

/// The characters of [`Repertoire::Vietnamese`]. Phonetic letters and rare Latin ones are left
/// out: they are a third of a face.
const VIETNAMESE: [RangeInclusive<u32>; 36] = [
    0x0020..=0x007E, // Basic Latin
    0x00A0..=0x00FF, // Latin-1 Supplement
    0x0100..=0x017F, // Latin Extended-A
    0x018F..=0x018F, // Azerbaijani schwa
    0x0192..=0x0192, // florin
    0x01A0..=0x01A1, // ơ
    0x01AF..=0x01B0, // ư
    0x01CD..=0x01DC, // pinyin
    0x0218..=0x021B, // Romanian
    0x0237..=0x0237, // dotless j
    0x0259..=0x0259, // Azerbaijani schwa
    0x02B9..=0x02DD, // Spacing Modifier Letters: primes, carons, tone marks on their own
    0x0300..=0x036F, // Combining Diacritical Marks
    0x0384..=0x03CE, // Greek
    0x03D1..=0x03D6, // Greek variants in formulas
    0x1E00..=0x1EFF, // Latin Extended Additional: most of Vietnamese
    0x2000..=0x206F, // General Punctuation
    0x2070..=0x209F, // Superscripts and Subscripts
    0x20A0..=0x20CF, // Currency Symbols
    0x2102..=0x2103, // double-struck C, degree Celsius
    0x2105..=0x2105, // care of
    0x2109..=0x2109, // degree Fahrenheit
    0x2113..=0x2113, // script l
    0x2115..=0x2117, // double-struck N, numero, sound recording
    0x211A..=0x211A, // double-struck Q
    0x211D..=0x211E, // double-struck R, prescription
    0x2120..=0x2122, // service mark, telephone, trade mark
    0x2124..=0x2126, // double-struck Z, ounce, ohm
    0x212A..=0x212E, // kelvin, angstrom, estimated
    0x2150..=0x218F, // Number Forms
    0x2190..=0x21FF, // Arrows
    0x2200..=0x22FF, // Mathematical Operators
    0x2500..=0x257F, // Box Drawing
    0x2580..=0x25FF, // Block Elements, Geometric Shapes
    0xFB00..=0xFB06, // Latin ligatures
    0xFFFC..=0xFFFD, // the replacement characters
];

/// The scripts whose layout rules [`Repertoire::Vietnamese`] keeps.
const SCRIPTS: [&[u8; 4]; 3] = [b"DFLT", b"latn", b"grek"];

/// Why no repertoire could be made of a face.
#[derive(Debug)]
pub struct EmbedError(String);

impl fmt::Display for EmbedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the font cannot be embedded: {}", self.0)
    }
}

impl std::error::Error for EmbedError {}

/// A font file that can write a repertoire: a face without its other characters and without
/// hints, but with its names, metrics and layout tables.
///
/// # Errors
/// When the face is malformed.
pub fn repertoire(face: &Face, set: Repertoire) -> Result<Vec<u8>, EmbedError> {
    cut(face, set, &[], DEFAULT_LAYOUT_FEATURES)
}

/// A font file that can write a repertoire and these characters besides, as [`repertoire`] makes it;
/// the whole file where its licence forbids parts or its outlines are PostScript ones, which nothing
/// cuts down with their character map.
///
/// Its ligatures and contextual forms are left out: the layout sets none, and a word processor that
/// did would break lines elsewhere.
///
/// # Errors
/// When the face is malformed.
pub fn repertoire_with(
    face: &Face,
    set: Repertoire,
    characters: &[char],
) -> Result<Vec<u8>, EmbedError> {
    if face.is_cff || !face.licence.may_subset {
        return Ok(face.bytes.to_vec());
    }
    const CHOSEN_BY_READERS: [&[u8; 4]; 5] = [b"liga", b"clig", b"calt", b"dlig", b"hlig"];
    let kept = |tag: &&Tag| !CHOSEN_BY_READERS.contains(&&tag.into_bytes());
    let features: Vec<Tag> = DEFAULT_LAYOUT_FEATURES.iter().filter(kept).copied().collect();
    // The subsetter trusts layout tables, and a damaged file is no fault of ours.
    catch_unwind(AssertUnwindSafe(|| cut(face, set, characters, &features)))
        .unwrap_or_else(|_| Err(EmbedError("its tables contradict one another".to_owned())))
}

fn cut(
    face: &Face,
    set: Repertoire,
    more: &[char],
    features: &[Tag],
) -> Result<Vec<u8>, EmbedError> {
    let font = FontRef::new(&face.bytes).map_err(|error| EmbedError(error.to_string()))?;
    let (mut characters, mut scripts) = (IntSet::<u32>::empty(), IntSet::<Tag>::empty());
    match set {
        Repertoire::Vietnamese => {
            VIETNAMESE.into_iter().for_each(|block| characters.insert_range(block));
            scripts.extend(SCRIPTS.map(Tag::new));
            if !more.is_empty() {
                characters.extend(more.iter().map(|c| u32::from(*c)));
                scripts.invert();
            }
        }
        Repertoire::Full => {
            characters.invert();
            scripts.invert();
        }
    }
    let mut names = IntSet::<NameId>::empty();
    // Copyright, family, cut, identifier, full name, version, PostScript name, trademark; and the
    // licence with its address, which must travel with every copy.
    names.insert_range(NameId::new(0)..=NameId::new(7));
    names.insert_range(NameId::new(13)..=NameId::new(14));
    let mut languages = IntSet::<u16>::empty();
    languages.insert(0x0409);
    let plan = Plan::new(
        &IntSet::empty(),
        &characters,
        &font,
        // Hints are two fifths of a deflated face, and the screens of today do without.
        SubsetFlags::SUBSET_FLAGS_NO_HINTING | SubsetFlags::SUBSET_FLAGS_NOTDEF_OUTLINE,
        &DEFAULT_DROP_TABLES.iter().copied().collect(),
        &scripts,
        &features.iter().copied().collect(),
        &names,
        &languages,
    );
    subset_font(&font, &plan).map_err(|error| EmbedError(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::{Repertoire, VIETNAMESE, repertoire};
    use crate::library::FontLibrary;
    use skrifa::MetadataProvider;
    use skrifa::raw::{FontRef, TableProvider};
    use skrifa::string::StringId;

    #[test]
    fn a_repertoire_draws_its_blocks_as_the_face_does() {
        for face in FontLibrary::bundled().faces().filter(|face| !face.is_cff) {
            let bytes = repertoire(face, Repertoire::Vietnamese).unwrap();
            let font = FontRef::new(&bytes).unwrap();
            let (charmap, hmtx) = (font.charmap(), font.hmtx().unwrap());
            for c in VIETNAMESE.into_iter().flatten().filter_map(char::from_u32) {
                let glyph = charmap.map(c);
                assert_eq!(glyph.is_some(), face.covers(c), "{} {c:?}", face.name);
                let (Some(new), Some(old)) = (glyph, face.glyph(c)) else { continue };
                assert_eq!(hmtx.advance(new), Some(face.advance(old)), "{} {c:?}", face.name);
            }
            assert!(charmap.map('Ж').is_none());
        }
    }

    #[test]
    fn the_vietnamese_repertoire_holds_what_offices_write() {
        for c in "Đường ưỡn – “Điều 5”… 25 °C, 1.000 ₫, αβΩ ≤ ½ → Ștefan Łódź".chars()
        {
            assert!(Repertoire::Vietnamese.holds(c), "{c:?}");
        }
        for c in "Ж漢\u{0}ʃ".chars() {
            assert!(!Repertoire::Vietnamese.holds(c), "{c:?}");
            assert!(Repertoire::Full.holds(c));
        }
    }

    #[test]
    fn names_metrics_and_layout_tables_are_kept() {
        for face in FontLibrary::bundled().faces().filter(|face| !face.spec.family.is_fallback()) {
            let bytes = repertoire(face, Repertoire::Vietnamese).unwrap();
            let (old, new) = (FontRef::new(&face.bytes).unwrap(), FontRef::new(&bytes).unwrap());
            let name = |font: &FontRef<'_>, id| {
                font.localized_strings(id).english_or_first().map(|name| name.to_string())
            };
            for id in [StringId::FAMILY_NAME, StringId::SUBFAMILY_NAME, StringId::POSTSCRIPT_NAME] {
                assert_eq!(name(&old, id), name(&new, id));
            }
            assert!(name(&new, StringId::LICENSE_DESCRIPTION).is_some());
            let (before, after) = (old.os2().unwrap(), new.os2().unwrap());
            assert_eq!(before.s_typo_ascender(), after.s_typo_ascender());
            assert_eq!(before.us_win_ascent(), after.us_win_ascent());
            assert_eq!((after.fs_type(), before.panose_10()), (0, after.panose_10()));
            let (before, after) = (old.hhea().unwrap(), new.hhea().unwrap());
            assert_eq!(before.ascender(), after.ascender());
            assert!(new.gsub().is_ok() && new.gpos().is_ok() && new.gdef().is_ok());
        }
    }

    #[test]
    fn the_full_repertoire_is_all_that_the_face_draws() {
        let face = FontLibrary::bundled().faces().next().unwrap();
        let bytes = repertoire(face, Repertoire::Full).unwrap();
        let (old, new) = (FontRef::new(&face.bytes).unwrap(), FontRef::new(&bytes).unwrap());
        let missing =
            old.charmap().mappings().filter(|(code, _)| new.charmap().map(*code).is_none());
        assert_eq!(missing.count(), 0);
        assert!(bytes.len() < face.bytes.len());
    }

    #[test]
    fn the_same_face_makes_the_same_bytes() {
        let face = FontLibrary::bundled().faces().next().unwrap();
        let make = || repertoire(face, Repertoire::Vietnamese).unwrap();
        assert_eq!(make(), make());
    }
}

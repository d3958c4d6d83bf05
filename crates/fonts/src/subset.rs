//! The part of a face that a PDF embeds: the glyphs it draws, nothing with which to write on.

use std::collections::BTreeSet;
use std::fmt;

use subsetter::GlyphRemapper;

use crate::face::Face;

/// A face cut down to some of its glyphs, for a PDF: no character map, no layout tables.
pub struct Subset {
    /// The font file.
    pub bytes: Vec<u8>,
    /// Whether it is the whole face, because its licence allows no part of it.
    pub is_whole: bool,
    remapper: GlyphRemapper,
}

impl Subset {
    /// The new number of a glyph, `None` for one that was left out; 0 stays 0.
    #[must_use]
    pub fn get(&self, old: u16) -> Option<u16> {
        self.remapper.get(old)
    }

    /// The glyphs kept at the caller's wish, `.notdef` first, by their old numbers in the order of
    /// the new ones.
    pub fn glyphs(&self) -> impl Iterator<Item = u16> + '_ {
        self.remapper.remapped_gids()
    }
}

/// Why a face could not be cut down.
#[derive(Debug)]
pub struct SubsetError(subsetter::Error);

impl fmt::Display for SubsetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the font cannot be cut down: {}", self.0)
    }
}

impl std::error::Error for SubsetError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

/// Cuts a face down to these glyphs, the parts of composite ones, and `.notdef`; one whose licence
/// forbids that stays whole, its glyphs as they are numbered.
///
/// # Errors
/// When the set names a glyph that the face does not have.
pub fn subset(face: &Face, glyphs: &BTreeSet<u16>) -> Result<Subset, SubsetError> {
    let mut remapper = GlyphRemapper::new();
    if !face.licence.may_subset {
        (0..face.glyph_count()).filter_map(|glyph| u16::try_from(glyph).ok()).for_each(|glyph| {
            remapper.remap(glyph);
        });
        // The codes of a PDF are the numbers of glyphs, which PostScript outlines may have otherwise:
        // they are numbered anew, none left out.
        let bytes = if face.is_cff {
            subsetter::subset(&face.bytes, 0, &remapper).map_err(SubsetError)?
        } else {
            face.bytes.to_vec()
        };
        return Ok(Subset { bytes, is_whole: true, remapper });
    }
    for glyph in glyphs {
        remapper.remap(*glyph);
    }
    let bytes = subsetter::subset(&face.bytes, 0, &remapper).map_err(SubsetError)?;
    Ok(Subset { bytes, is_whole: false, remapper })
}

#[cfg(test)]
mod tests {
    use super::subset;
    use crate::library::{FaceId, FontLibrary};
    use skrifa::raw::{FontRef, TableProvider};
    use skrifa::{GlyphId, Tag};
    use std::collections::BTreeSet;

    #[test]
    fn a_subset_keeps_the_glyphs_it_was_asked_for() {
        let face = FontLibrary::bundled().face(FaceId(0));
        let wanted: BTreeSet<u16> =
            "Đảng Cộng sản Việt Nam".chars().filter_map(|c| face.glyph(c)).collect();
        let subset = subset(face, &wanted).unwrap();
        let (old, new) = (FontRef::new(&face.bytes).unwrap(), FontRef::new(&subset.bytes).unwrap());
        let (old_glyf, new_glyf) = (old.glyf().unwrap(), new.glyf().unwrap());
        let (old_loca, new_loca) = (old.loca(None).unwrap(), new.loca(None).unwrap());
        for glyph in wanted {
            let moved = subset.get(glyph).expect("wanted glyphs are kept");
            assert_eq!(
                new.hmtx().unwrap().advance(GlyphId::from(moved)),
                Some(face.advance(glyph))
            );
            let outline = old_loca.get_glyf(GlyphId::from(glyph), &old_glyf).unwrap();
            let copy = new_loca.get_glyf(GlyphId::from(moved), &new_glyf).unwrap();
            assert_eq!(outline.map(|o| o.x_max()), copy.map(|o| o.x_max()));
        }
        assert_eq!(subset.get(0), Some(0));
        assert_eq!(subset.get(face.glyph('Z').unwrap()), None);
        assert!(new.data_for_tag(Tag::new(b"cmap")).is_none());
        assert!(subset.bytes.len() < face.bytes.len() / 10, "{}", subset.bytes.len());
    }

    #[test]
    fn the_same_glyphs_make_the_same_bytes() {
        let face = FontLibrary::bundled().face(FaceId(5));
        let glyphs = (36..200).collect();
        assert_eq!(subset(face, &glyphs).unwrap().bytes, subset(face, &glyphs).unwrap().bytes);
    }

    #[test]
    fn a_glyph_that_the_face_lacks_is_an_error() {
        let face = FontLibrary::bundled().face(FaceId(0));
        assert!(subset(face, &BTreeSet::from([u16::MAX])).is_err());
    }
}

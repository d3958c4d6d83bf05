//! What a face looks like, told so that a word processor without it finds a near one.
//!
//! Read from the `OS/2` table (OpenType) when a DOCX is written; its font table repeats it.

use skrifa::raw::{FontRef, TableProvider};

use crate::face::Face;

/// The kinds of letters that office documents know (ECMA-376 §17.18.30, `ST_FontFamily`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterKind {
    /// With serifs.
    Roman,
    /// Without.
    Swiss,
    /// All of one width.
    Modern,
}

/// What a face looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FaceLook {
    /// The ten numbers of PANOSE.
    pub panose: [u8; 10],
    /// The kind of its letters.
    pub kind: LetterKind,
    /// Whether its letters are all of one width.
    pub is_fixed: bool,
    /// The blocks of Unicode that it draws, as bits.
    pub unicode: [u32; 4],
    /// The code pages that it draws, as bits.
    pub pages: [u32; 2],
}

/// What a face looks like, by its own tables.
#[must_use]
pub fn look(face: &Face) -> FaceLook {
    let is_fixed = face.flags & 1 == 1;
    let kind = match (is_fixed, face.flags & 2 == 2) {
        (true, _) => LetterKind::Modern,
        (false, true) => LetterKind::Roman,
        (false, false) => LetterKind::Swiss,
    };
    let mut look = FaceLook { panose: [0; 10], kind, is_fixed, unicode: [0; 4], pages: [0; 2] };
    let font = FontRef::new(&face.bytes);
    let Ok(table) = font.and_then(|font| font.os2()) else { return look };
    if let Ok(panose) = table.panose_10().try_into() {
        look.panose = panose;
    }
    look.unicode = [
        table.ul_unicode_range_1(),
        table.ul_unicode_range_2(),
        table.ul_unicode_range_3(),
        table.ul_unicode_range_4(),
    ];
    look.pages =
        [table.ul_code_page_range_1(), table.ul_code_page_range_2()].map(|page| page.unwrap_or(0));
    look
}

#[cfg(test)]
mod tests {
    use super::{LetterKind, look};
    use crate::library::{FaceId, FontLibrary};

    #[test]
    fn a_face_looks_as_its_tables_say() {
        let of = |place| look(FontLibrary::bundled().face(FaceId(place)));
        assert_eq!(
            (of(0).kind, of(4).kind, of(8).kind),
            (LetterKind::Roman, LetterKind::Swiss, LetterKind::Modern)
        );
        assert_eq!(of(0).panose, [2, 2, 6, 3, 5, 4, 5, 2, 3, 4]);
        assert!(of(8).is_fixed && of(0).unicode[0] & 1 == 1 && of(0).pages[0] & 1 == 1);
    }
}

//! A font file for the rasteriser: the outlines of a face, and a character for each glyph that is
//! drawn.
//!
//! `fontdue` flattens, when it reads a font, every glyph that a character or a substitution leads to:
//! thousands that no page shows, and none of the taller brackets and roots that only the `MATH` table
//! names. So it is handed a file of the same outlines with a `cmap` of its own (OpenType 1.9.1,
//! "cmap", format 12): private characters, one for each glyph that is wanted.

/// The first character that stands for a glyph: plane 15 is for private use (Unicode 16 §23.5).
const FIRST: u32 = 0xF_0000;

/// The tables that outlines need, in the order of their tags.
const TABLES: [&[u8; 4]; 7] = [b"CFF ", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp"];

/// The file; `glyphs` are in ascending order, each once. `None` where the font is none, or in a
/// collection.
pub(crate) fn file(font: &[u8], glyphs: &[u16]) -> Option<Vec<u8>> {
    let cmap = cmap(glyphs);
    let mut tables: Vec<(&[u8], &[u8])> = Vec::with_capacity(TABLES.len() + 1);
    for tag in TABLES {
        if let Some(table) = table(font, tag) {
            tables.push((tag, table));
        }
    }
    tables.push((b"cmap", &cmap));
    tables.sort_unstable_by_key(|(tag, _)| *tag);
    let version = font.get(..4)?;
    let whole: usize = tables.iter().map(|(_, table)| table.len() + 19).sum();
    let mut file = Vec::with_capacity(12 + whole);
    file.extend_from_slice(version);
    file.extend_from_slice(&u16::try_from(tables.len()).ok()?.to_be_bytes());
    // Three numbers that help who searches by halves; no reader of ours does.
    file.extend_from_slice(&[0; 6]);
    let mut offset = 12 + 16 * tables.len();
    for (tag, table) in &tables {
        file.extend_from_slice(tag);
        // No check sum: it is verified by none who draws.
        file.extend_from_slice(&[0; 4]);
        file.extend_from_slice(&u32::try_from(offset).ok()?.to_be_bytes());
        file.extend_from_slice(&u32::try_from(table.len()).ok()?.to_be_bytes());
        offset += table.len().next_multiple_of(4);
    }
    for (_, table) in &tables {
        file.extend_from_slice(table);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    Some(file)
}

/// A table of a font file.
fn table<'a>(font: &'a [u8], tag: &[u8; 4]) -> Option<&'a [u8]> {
    let count = usize::from(u16::from_be_bytes(font.get(4..6)?.try_into().ok()?));
    let records = font.get(12..12 + 16 * count)?;
    let record = records.chunks_exact(16).find(|record| &record[..4] == tag)?;
    let number = |at: usize| {
        let bytes = record[at..at + 4].try_into().expect("a record has 16 bytes");
        u32::from_be_bytes(bytes) as usize
    };
    font.get(number(8)..number(8).checked_add(number(12))?)
}

/// A `cmap` with a group for each glyph.
fn cmap(glyphs: &[u16]) -> Vec<u8> {
    let groups = u32::try_from(glyphs.len()).expect("a font has at most 65,536 glyphs");
    let mut cmap = Vec::with_capacity(28 + 12 * glyphs.len());
    for number in [0u16, 1, 3, 10] {
        cmap.extend_from_slice(&number.to_be_bytes());
    }
    cmap.extend_from_slice(&12u32.to_be_bytes());
    cmap.extend_from_slice(&[0, 12, 0, 0]);
    for number in [16 + 12 * groups, 0, groups] {
        cmap.extend_from_slice(&number.to_be_bytes());
    }
    for glyph in glyphs {
        let character = FIRST + u32::from(*glyph);
        for number in [character, character, u32::from(*glyph)] {
            cmap.extend_from_slice(&number.to_be_bytes());
        }
    }
    cmap
}

#[cfg(test)]
mod tests {
    use super::file;
    use fontdue::{Font, FontSettings};
    use vanban_fonts::FontLibrary;

    #[test]
    fn every_face_draws_glyphs_that_no_character_leads_to() {
        for face in FontLibrary::bundled().faces() {
            let count = u16::try_from(face.glyph_count()).unwrap();
            let wanted: Vec<u16> = (1..count).step_by(41).collect();
            let file = file(&face.bytes, &wanted).expect("a font");
            let font = Font::from_bytes(file, FontSettings::default()).expect("it can be read");
            assert_eq!(font.glyph_count(), count, "{}", face.name);
            for glyph in wanted {
                let inked = !vanban_fonts::outline(face, glyph).is_empty();
                let (metrics, _) = font.rasterize_indexed(glyph, 20.0);
                assert_eq!(metrics.height > 0, inked, "{} {glyph}", face.name);
            }
        }
    }

    #[test]
    fn what_is_no_font_gives_none_or_a_file_that_is_refused() {
        for bytes in [&b""[..], b"\0\x01\0\0\0\x09", b"\0\x01\0\0\0\0\0\0\0\0\0\0"] {
            let font =
                file(bytes, &[1]).map(|file| Font::from_bytes(file, FontSettings::default()));
            assert!(font.is_none_or(|font| font.is_err()));
        }
    }
}

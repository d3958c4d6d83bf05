//! Font files as they lie on disks: what kind each is, the faces of a collection, and one face of it
//! as a file of its own.
//!
//! Called by `given` for every file that the user names; what comes out is one face a file, its
//! outlines those of its default design.

use std::sync::Arc;

use skrifa::raw::types::Tag;
use skrifa::raw::{FileRef, FontRef, ReadError};

use crate::face::FontBytes;
use crate::problem::FontProblem;

/// The most faces that are read from one collection: real ones hold some dozens.
const MOST_FACES: u32 = 256;

/// The tables by which a font varies (OpenType, font variations). Without them its outlines and
/// widths are those of its default design.
const VARIATIONS: [&[u8; 4]; 9] =
    [b"fvar", b"gvar", b"avar", b"cvar", b"HVAR", b"VVAR", b"MVAR", b"STAT", b"VARC"];

/// How many faces a file holds.
pub(crate) fn faces(bytes: &[u8]) -> Result<u32, FontProblem> {
    match bytes {
        [b'w', b'O', b'F', b'F', ..] => return Err(FontProblem::Packed("WOFF")),
        [b'w', b'O', b'F', b'2', ..] => return Err(FontProblem::Packed("WOFF2")),
        [b'%', b'!', ..] | [0x80, 0x01, ..] => return Err(FontProblem::Old("Type 1")),
        [0, 1, 0, 0, ..] => {}
        [b'O', b'T', b'T', b'O', ..]
        | [b't', b'r', b'u', b'e', ..]
        | [b't', b't', b'c', b'f', ..] => {}
        _ => return Err(FontProblem::Unknown),
    }
    match FileRef::new(bytes) {
        Ok(FileRef::Font(_)) => Ok(1),
        Ok(FileRef::Collection(collection)) => Ok(collection.len().min(MOST_FACES)),
        Err(error) => Err(FontProblem::Broken(error.to_string())),
    }
}

/// A face of a file. Every table that the file lists lies within it.
pub(crate) fn face(bytes: &[u8], index: u32) -> Result<FontRef<'_>, FontProblem> {
    let broken = |error: ReadError| FontProblem::Broken(error.to_string());
    let font = FontRef::from_index(bytes, index).map_err(broken)?;
    let directory = font.table_directory();
    if directory.table_records().len() < usize::from(directory.num_tables()) {
        return Err(FontProblem::Broken("its table directory is cut off".to_owned()));
    }
    let mut total = 0;
    for record in font.table_directory().table_records() {
        total += u64::from(record.length());
        let end = u64::from(record.offset()) + u64::from(record.length());
        if end > bytes.len() as u64 {
            let message = format!("its table `{}` ends behind the file", record.tag());
            return Err(FontProblem::Broken(message));
        }
    }
    // Tables that lie over one another would make a face larger than its file.
    if total > 2 * bytes.len() as u64 {
        return Err(FontProblem::Broken("its tables lie over one another".to_owned()));
    }
    Ok(font)
}

/// Whether a face has tables by which it varies.
pub(crate) fn varies(font: &FontRef<'_>) -> bool {
    font.table_data(Tag::new(b"fvar")).is_some()
}

/// A face of a file as a file of its own, without what varies; the file itself where it is that.
pub(crate) fn alone(file: &Arc<[u8]>, index: u32) -> Result<FontBytes, FontProblem> {
    let font = face(file, index)?;
    let is_collection = matches!(FileRef::new(file), Ok(FileRef::Collection(_)));
    if !is_collection && !varies(&font) {
        return Ok(FontBytes::Given(Arc::clone(file)));
    }
    let mut tables: Vec<(Tag, &[u8])> = font
        .table_directory()
        .table_records()
        .iter()
        .filter(|record| !VARIATIONS.contains(&&record.tag().into_bytes()))
        .filter_map(|record| Some((record.tag(), font.table_data(record.tag())?.as_bytes())))
        .collect();
    tables.sort_unstable_by_key(|(tag, _)| *tag);
    tables.dedup_by_key(|(tag, _)| *tag);
    let version = font.table_directory().sfnt_version();
    Ok(FontBytes::Given(assemble(version, &tables).into()))
}

/// Tables to a font file (OpenType, table directory), each at a multiple of four bytes.
fn assemble(version: u32, tables: &[(Tag, &[u8])]) -> Vec<u8> {
    let count = u16::try_from(tables.len()).unwrap_or(u16::MAX).max(1);
    let selector = count.ilog2() as u16;
    let range = 16 << selector;
    let mut file = version.to_be_bytes().to_vec();
    for number in [count, range, selector, (count * 16).wrapping_sub(range)] {
        file.extend(number.to_be_bytes());
    }
    let mut offset = 12 + 16 * tables.len();
    let mut head = None;
    for (tag, table) in tables {
        if *tag == Tag::new(b"head") {
            head = Some(offset);
        }
        file.extend(tag.into_bytes());
        file.extend(sum(table, tag).to_be_bytes());
        file.extend((offset as u32).to_be_bytes());
        file.extend((table.len() as u32).to_be_bytes());
        offset += table.len().next_multiple_of(4);
    }
    for (_, table) in tables {
        file.extend_from_slice(table);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    // The sum of the whole, with 0 in its own place (OpenType, `head`, `checkSumAdjustment`).
    if let Some(place) = head.map(|head| head + 8..head + 12)
        && let Some(own) = file.get_mut(place.clone())
    {
        own.fill(0);
        let all = 0xB1B0_AFBA_u32.wrapping_sub(sum(&file, &Tag::new(b"    ")));
        file[place].copy_from_slice(&all.to_be_bytes());
    }
    file
}

/// The checksum of a table; that of `head` leaves out the sum of the file.
fn sum(table: &[u8], tag: &Tag) -> u32 {
    let words = table.chunks(4).map(|chunk| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        u32::from_be_bytes(word)
    });
    let skipped = if *tag == Tag::new(b"head") { 2 } else { usize::MAX };
    let words = words.enumerate().filter(|(at, _)| *at != skipped).map(|(_, word)| word);
    words.fold(0, u32::wrapping_add)
}

#[cfg(test)]
mod tests {
    use super::{alone, assemble, face, faces};
    use crate::library::FontLibrary;
    use crate::problem::FontProblem;
    use skrifa::raw::types::Tag;
    use skrifa::raw::{FontRef, TableProvider};
    use std::sync::Arc;

    #[test]
    fn kinds_of_files_are_told_by_their_first_bytes() {
        assert_eq!(faces(b"wOFFxxxx"), Err(FontProblem::Packed("WOFF")));
        assert_eq!(faces(b"wOF2xxxx"), Err(FontProblem::Packed("WOFF2")));
        assert_eq!(faces(b"%!PS-AdobeFont"), Err(FontProblem::Old("Type 1")));
        assert_eq!(faces(b"# a text"), Err(FontProblem::Unknown));
        assert!(faces(b"").is_err());
        assert_eq!(faces(&FontLibrary::bundled().face(crate::FaceId(0)).bytes), Ok(1));
    }

    #[test]
    fn a_file_that_ends_too_early_is_refused() {
        let whole = &FontLibrary::bundled().face(crate::FaceId(0)).bytes;
        assert!(face(whole, 0).is_ok() && face(whole, 1).is_err());
        assert!(matches!(face(&whole[..whole.len() / 2], 0), Err(FontProblem::Broken(_))));
        assert!(face(&whole[..40], 0).is_err());
    }

    #[test]
    fn an_assembled_face_is_the_same_face() {
        let bundled = FontLibrary::bundled().face(crate::FaceId(0));
        let font = FontRef::new(&bundled.bytes).unwrap();
        let tables: Vec<_> = font
            .table_directory()
            .table_records()
            .iter()
            .map(|record| (record.tag(), font.table_data(record.tag()).unwrap().as_bytes()))
            .collect();
        let made = assemble(0x0001_0000, &tables);
        let copy = FontRef::new(&made).unwrap();
        for (tag, table) in &tables {
            let own = copy.table_data(*tag).unwrap().as_bytes();
            assert!(own == *table || *tag == Tag::new(b"head"), "{tag}");
        }
        let adjustment = |font: &FontRef<'_>| font.head().unwrap().checksum_adjustment();
        assert_ne!(adjustment(&copy), 0);
        let total = super::sum(&made, &Tag::new(b"    "));
        assert_eq!(total, 0xB1B0_AFBA, "the sum of a file is fixed");
        let file: Arc<[u8]> = made.into();
        assert_eq!(alone(&file, 0).unwrap().len(), file.len());
    }
}

//! Font parts: those that the program carries, made when it is built and copied as they are, and
//! those made of faces that the user gave.

use std::io::{Cursor, Seek, Write};

use vanban_fonts::FaceId;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::error::DocxError;

include!(concat!(env!("OUT_DIR"), "/fonts.rs"));

/// The parts of [`KEYS`], one after the other.
static ARCHIVE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/fonts.zip"));

/// Which characters an embedded face can go on writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// Those of Vietnamese and its neighbours.
    Vietnamese,
    /// All that the face draws.
    Full,
}

/// A font part of a document: its name in the package, and what it is made of.
#[derive(Debug)]
pub(crate) struct FontPart {
    /// Its name in the package.
    pub(crate) name: String,
    /// What it is made of.
    pub(crate) source: FontSource,
}

/// What a font part is made of.
#[derive(Debug)]
pub(crate) enum FontSource {
    /// A bundled face.
    Bundled(FaceId, Cut),
    /// A font file, obfuscated.
    Given(Vec<u8>),
}

/// The key with which the part of a face is obfuscated.
pub(crate) fn key(face: FaceId, cut: Cut) -> &'static str {
    KEYS[cut as usize][usize::from(face.0)]
}

/// Whether a bundled face draws a character that [`Cut::Vietnamese`] does without.
pub(crate) fn is_beyond(character: char) -> bool {
    if character < BEYOND.first().map_or(char::MAX, |(first, _)| *first) {
        return false;
    }
    let at = BEYOND.partition_point(|(_, last)| *last < character);
    BEYOND.get(at).is_some_and(|(first, _)| *first <= character)
}

/// Writes the parts of faces into a package, the bundled ones still deflated.
pub(crate) fn copy<W: Write + Seek>(
    parts: &[FontPart],
    options: SimpleFileOptions,
    package: &mut ZipWriter<W>,
) -> Result<(), DocxError> {
    if parts.is_empty() {
        return Ok(());
    }
    let mut archive = ZipArchive::new(Cursor::new(ARCHIVE))?;
    for FontPart { name, source } in parts {
        let (face, cut) = match source {
            FontSource::Bundled(face, cut) => (face, cut),
            FontSource::Given(bytes) => {
                package.start_file(name.as_str(), options)?;
                package.write_all(bytes).map_err(zip::result::ZipError::from)?;
                continue;
            }
        };
        // The faces of the first cut come first; fallback faces are in the second only.
        let before = if *cut == Cut::Full { KEYS[0].len() } else { 0 };
        let place = before + usize::from(face.0);
        package.raw_copy_file_rename(archive.by_index_raw(place)?, name.as_str())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Cut, KEYS, is_beyond, key};
    use vanban_fonts::FaceId;

    #[test]
    fn vietnamese_needs_no_full_face_and_russian_does() {
        assert!(!"Nguyễn Ẵ ₫ “…” – → ½ ≤ ☐".replace('☐', "").chars().any(is_beyond));
        assert!("Москва".chars().all(is_beyond));
    }

    #[test]
    fn every_part_has_its_own_key() {
        let mut keys = KEYS.concat();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), 26);
        assert_eq!(key(FaceId(0), Cut::Full).len(), 38);
    }
}

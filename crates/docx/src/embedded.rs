//! Font parts: those that the program carries, made when it is built and copied as they are, and
//! those made of faces that the user gave.

use vanban_deflate::Deflater;
use vanban_fonts::FaceId;

use crate::archive::{Archive, Packed};
use crate::error::DocxError;

include!(concat!(env!("OUT_DIR"), "/fonts.rs"));

/// The deflated parts of [`PARTS`], one after the other.
static STREAMS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/fonts.deflate"));

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

/// A font part that the program carries.
struct Part {
    /// The key with which it is obfuscated.
    key: &'static str,
    /// Where its stream ends among all streams; it starts where the one before ends.
    end: u32,
    /// How many bytes it inflates to.
    size: u32,
    /// Their checksum.
    crc: u32,
}

/// The place of a face's part among [`PARTS`].
fn place(face: FaceId, cut: Cut) -> usize {
    // The faces of the first cut come first; fallback faces are in the second only.
    usize::from(face.0) + if cut == Cut::Full { VIETNAMESE } else { 0 }
}

/// The key with which the part of a face is obfuscated.
pub(crate) fn key(face: FaceId, cut: Cut) -> &'static str {
    PARTS[place(face, cut)].key
}

fn bundled(face: FaceId, cut: Cut) -> Packed {
    let place = place(face, cut);
    let start = place.checked_sub(1).map_or(0, |before| PARTS[before].end);
    let part = &PARTS[place];
    let stream = &STREAMS[start as usize..part.end as usize];
    Packed { stream, size: part.size, crc: part.crc }
}

/// Whether a bundled face draws a character that [`Cut::Vietnamese`] does without.
pub(crate) fn is_beyond(character: char) -> bool {
    if character < BEYOND.first().map_or(char::MAX, |(first, _)| *first) {
        return false;
    }
    let at = BEYOND.partition_point(|(_, last)| *last < character);
    BEYOND.get(at).is_some_and(|(first, _)| *first <= character)
}

/// Writes the parts of faces into a package, the bundled ones as they are.
///
/// # Errors
/// When the package would be too large.
pub(crate) fn copy(
    parts: &[FontPart],
    package: &mut Archive,
    deflater: &mut Deflater,
) -> Result<(), DocxError> {
    for FontPart { name, source } in parts {
        match source {
            FontSource::Bundled(face, cut) => package.copy(name, bundled(*face, *cut))?,
            FontSource::Given(bytes) => package.deflate(name, bytes, deflater)?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Cut, PARTS, VIETNAMESE, bundled, is_beyond, key};
    use vanban_fonts::FaceId;

    #[test]
    fn vietnamese_needs_no_full_face_and_russian_does() {
        assert!(!"Nguyễn Ẵ ₫ “…” – → ½ ≤ ☐".replace('☐', "").chars().any(is_beyond));
        assert!("Москва".chars().all(is_beyond));
    }

    #[test]
    fn every_part_has_its_own_key() {
        let mut keys: Vec<&str> = PARTS.iter().map(|part| part.key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), 26);
        assert_eq!(key(FaceId(0), Cut::Full).len(), 38);
    }

    #[test]
    fn every_stream_inflates_to_what_is_said_of_it() {
        for (place, part) in PARTS.iter().enumerate() {
            let (cut, first) =
                if place < VIETNAMESE { (Cut::Vietnamese, 0) } else { (Cut::Full, VIETNAMESE) };
            let packed = bundled(FaceId((place - first) as u16), cut);
            let mut archive = crate::archive::Archive::new(0);
            archive.copy("a", packed).expect("small");
            let bytes = archive.finish().expect("small");
            let mut read = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
            let mut font = Vec::new();
            let mut entry = read.by_index(0).expect("an entry");
            std::io::Read::read_to_end(&mut entry, &mut font).expect("its checksum holds");
            assert_eq!(font.len(), part.size as usize);
        }
    }
}

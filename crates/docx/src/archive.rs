//! The ZIP archive of a package: entries in the order in which they are added, dates of 1980, no
//! attributes (ECMA-376 part 2 annex B; APPNOTE.TXT 6.3 §4.3).
//!
//! Written here because what is deflated already, the bundled faces, goes in as it is, and because
//! an archive of some fifteen short parts costs more in a library that begins a new stream for each
//! than all that is in them.

use vanban_deflate::{Deflater, crc32};

use crate::error::DocxError;

/// The first day that an archive can tell, in its notation.
const DATE: u16 = 1 << 5 | 1;
/// The version of the format that deflated entries need: 2.0.
const VERSION: u16 = 20;
/// The method of an entry that is stored.
const STORED: u16 = 0;
/// The method of one that is deflated.
const DEFLATED: u16 = 8;

/// Bytes that are deflated already.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Packed {
    /// The deflate stream.
    pub(crate) stream: &'static [u8],
    /// How many bytes it inflates to.
    pub(crate) size: u32,
    /// Their checksum.
    pub(crate) crc: u32,
}

/// An archive being made.
pub(crate) struct Archive {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

/// What the archive says of an entry.
struct Entry<'a> {
    name: &'a str,
    method: u16,
    crc: u32,
    size: usize,
    stream: &'a [u8],
}

impl Archive {
    /// An empty archive with room for so many bytes.
    pub(crate) fn new(room: usize) -> Archive {
        Archive { bytes: Vec::with_capacity(room), directory: Vec::new(), count: 0 }
    }

    /// Adds an entry as it is.
    ///
    /// # Errors
    /// When the archive would be too large.
    pub(crate) fn store(&mut self, name: &str, bytes: &[u8]) -> Result<(), DocxError> {
        let (crc, size) = (crc32(bytes), bytes.len());
        self.add(&Entry { name, method: STORED, crc, size, stream: bytes })
    }

    /// Adds an entry, deflated.
    ///
    /// # Errors
    /// When the archive would be too large.
    pub(crate) fn deflate(
        &mut self,
        name: &str,
        bytes: &[u8],
        deflater: &mut Deflater,
    ) -> Result<(), DocxError> {
        let stream = deflater.raw(bytes);
        let (crc, size) = (crc32(bytes), bytes.len());
        self.add(&Entry { name, method: DEFLATED, crc, size, stream: &stream })
    }

    /// Adds an entry that is deflated already.
    ///
    /// # Errors
    /// When the archive would be too large.
    pub(crate) fn copy(&mut self, name: &str, packed: Packed) -> Result<(), DocxError> {
        let Packed { stream, size, crc } = packed;
        self.add(&Entry { name, method: DEFLATED, crc, size: size as usize, stream })
    }

    fn add(&mut self, entry: &Entry<'_>) -> Result<(), DocxError> {
        let large = |_| DocxError::TooLarge;
        let start = u32::try_from(self.bytes.len()).map_err(large)?;
        let packed = u32::try_from(entry.stream.len()).map_err(large)?;
        let size = u32::try_from(entry.size).map_err(large)?;
        self.count = self.count.checked_add(1).ok_or(DocxError::TooLarge)?;
        let name = u16::try_from(entry.name.len()).map_err(large)?;
        let version = if entry.method == STORED { 10 } else { VERSION };
        let mut facts = [0; 26];
        let halves = [version, 0, entry.method, 0, DATE];
        for (place, half) in facts.chunks_exact_mut(2).zip(halves) {
            place.copy_from_slice(&half.to_le_bytes());
        }
        for (place, word) in facts[10..22].chunks_exact_mut(4).zip([entry.crc, packed, size]) {
            place.copy_from_slice(&word.to_le_bytes());
        }
        facts[22..24].copy_from_slice(&name.to_le_bytes());
        self.bytes.extend_from_slice(b"PK\x03\x04");
        self.bytes.extend_from_slice(&facts);
        self.bytes.extend_from_slice(entry.name.as_bytes());
        self.bytes.extend_from_slice(entry.stream);
        self.directory.extend_from_slice(b"PK\x01\x02");
        self.directory.extend_from_slice(&VERSION.to_le_bytes());
        self.directory.extend_from_slice(&facts);
        // No comment, first disk, no attributes.
        self.directory.extend_from_slice(&[0; 10]);
        self.directory.extend_from_slice(&start.to_le_bytes());
        self.directory.extend_from_slice(entry.name.as_bytes());
        Ok(())
    }

    /// The bytes of the whole.
    ///
    /// # Errors
    /// When the archive is too large.
    pub(crate) fn finish(mut self) -> Result<Vec<u8>, DocxError> {
        let start = u32::try_from(self.bytes.len()).map_err(|_| DocxError::TooLarge)?;
        let size = u32::try_from(self.directory.len()).map_err(|_| DocxError::TooLarge)?;
        self.bytes.append(&mut self.directory);
        self.bytes.extend_from_slice(b"PK\x05\x06\0\0\0\0");
        for _ in 0..2 {
            self.bytes.extend_from_slice(&self.count.to_le_bytes());
        }
        self.bytes.extend_from_slice(&size.to_le_bytes());
        self.bytes.extend_from_slice(&start.to_le_bytes());
        self.bytes.extend_from_slice(&[0; 2]);
        Ok(self.bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::Archive;
    use std::io::{Cursor, Read};
    use vanban_deflate::Deflater;

    #[test]
    fn a_reader_finds_every_entry_as_it_was_and_no_clock() {
        let mut archive = Archive::new(0);
        let text = "Điều 5. ".repeat(4000);
        archive.store("a.xml", b"<a/>").expect("small");
        archive.deflate("word/b.xml", text.as_bytes(), &mut Deflater::new(1)).expect("small");
        archive.store("word/empty", b"").expect("small");
        let bytes = archive.finish().expect("small");
        let mut read = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        assert_eq!(read.len(), 3);
        for (at, (name, wanted)) in
            [("a.xml", "<a/>"), ("word/b.xml", &text), ("word/empty", "")].into_iter().enumerate()
        {
            let mut entry = read.by_index(at).expect("an entry");
            assert_eq!(entry.name().expect("a name"), name);
            let date = entry.last_modified().expect("a date");
            assert_eq!((date.year(), date.month(), date.day()), (1980, 1, 1));
            let mut back = String::new();
            entry.read_to_string(&mut back).expect("its checksum holds");
            assert_eq!(back, wanted);
        }
    }
}

//! The two things in Exif metadata that change how a picture is printed.

use super::plausible;

/// What the metadata say.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Exif {
    /// How the picture is turned, 1 to 8; 1 is upright (Exif 2.32 §4.6.4); 0 where it is not said.
    pub(super) orientation: u8,
    /// Pixels an inch.
    pub(super) dpi: Option<f32>,
}

/// Reads a TIFF header and its first directory.
pub(super) fn read(tiff: &[u8]) -> Exif {
    directory(tiff).unwrap_or_default()
}

fn directory(tiff: &[u8]) -> Option<Exif> {
    let reader = match tiff.get(..4)? {
        b"II*\0" => Reader { tiff, little: true },
        b"MM\0*" => Reader { tiff, little: false },
        _ => return None,
    };
    let start = reader.long(4)? as usize;
    let mut exif = Exif::default();
    let (mut resolution, mut per_inch) = (None, 1.0);
    for entry in 0..usize::from(reader.short(start)?) {
        let at = start.checked_add(2 + entry * 12)?;
        let Some(tag) = reader.short(at) else { break };
        match tag {
            0x0112 => exif.orientation = u8::try_from(reader.short(at + 8)?).unwrap_or(0),
            0x011a => resolution = reader.rational(reader.long(at + 8)? as usize),
            0x0128 if reader.short(at + 8)? == 3 => per_inch = 2.54,
            _ => {}
        }
    }
    exif.dpi = resolution.and_then(|resolution| plausible(resolution * per_inch));
    Some(exif)
}

struct Reader<'t> {
    tiff: &'t [u8],
    little: bool,
}

impl Reader<'_> {
    fn short(&self, at: usize) -> Option<u16> {
        let bytes = self.tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self.little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    }

    fn long(&self, at: usize) -> Option<u32> {
        let bytes = self.tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if self.little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    }

    fn rational(&self, at: usize) -> Option<f32> {
        let (over, under) = (self.long(at)?, self.long(at.checked_add(4)?)?);
        (under != 0).then(|| (f64::from(over) / f64::from(under)) as f32)
    }
}

#[cfg(test)]
mod tests {
    use super::{Exif, read};

    #[test]
    fn both_byte_orders_are_read() {
        let mut big = b"MM\0*\0\0\0\x08\0\x02".to_vec();
        big.extend([1, 0x12, 0, 3, 0, 0, 0, 1, 0, 8, 0, 0]);
        big.extend([1, 0x1a, 0, 5, 0, 0, 0, 1, 0, 0, 0, 34]);
        big.extend([0, 0, 1, 0x2c, 0, 0, 0, 1]);
        assert_eq!(read(&big), Exif { orientation: 8, dpi: Some(300.0) });
    }

    #[test]
    fn offsets_out_of_the_data_are_no_harm() {
        for bytes in
            [&b"II*\0\xff\xff\xff\xff"[..], b"II*\0\x08\0\0\0\xff\xff\x1a\x01", b"", b"II*"]
        {
            assert_eq!(read(bytes), Exif::default());
        }
    }
}

//! Bytes made smaller: the deflate streams of both papers (RFC 1950, RFC 1951), and the checksum that
//! archives keep of them.
//!
//! A paper has some twenty streams, most of them short, and deflating them was a third of what making it
//! cost. The library takes whole buffers, keeps no window between them and needs half the time of those
//! that stream; its output depends on the bytes and the level alone.

use libdeflater::{CompressionLvl, Compressor};

/// Deflates buffers one after another: what it needs is allocated once.
pub struct Deflater {
    compressor: Compressor,
    room: Vec<u8>,
}

impl Deflater {
    /// A deflater of a level from 1 (fast) to 12 (small); levels beyond are the nearest of these.
    #[must_use]
    pub fn new(level: u8) -> Deflater {
        let level = CompressionLvl::new(i32::from(level.clamp(1, 12)))
            .expect("the library knows the levels from 1 to 12");
        Deflater { compressor: Compressor::new(level), room: Vec::new() }
    }

    /// A zlib stream (RFC 1950), the encoding of PDF's `FlateDecode`.
    pub fn zlib(&mut self, bytes: &[u8]) -> Vec<u8> {
        let bound = self.compressor.zlib_compress_bound(bytes.len());
        let room = grown(&mut self.room, bound);
        let written = self.compressor.zlib_compress(bytes, room);
        room[..written.expect("the room is the bound of the library")].to_vec()
    }

    /// A bare deflate stream (RFC 1951), as archives hold it.
    pub fn raw(&mut self, bytes: &[u8]) -> Vec<u8> {
        let bound = self.compressor.deflate_compress_bound(bytes.len());
        let room = grown(&mut self.room, bound);
        let written = self.compressor.deflate_compress(bytes, room);
        room[..written.expect("the room is the bound of the library")].to_vec()
    }
}

fn grown(room: &mut Vec<u8>, size: usize) -> &mut [u8] {
    if room.len() < size {
        room.resize(size, 0);
    }
    room
}

/// The CRC-32 of bytes, as archives keep it (ITU-T V.42).
#[must_use]
pub fn crc32(bytes: &[u8]) -> u32 {
    libdeflater::crc32(bytes)
}

#[cfg(test)]
mod tests {
    use super::{Deflater, crc32};
    use libdeflater::Decompressor;

    #[test]
    fn a_deflater_used_again_makes_streams_that_inflate_to_what_they_were_made_of() {
        let noise: Vec<u8> =
            (0..100_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        for level in [0, 1, 6, 200] {
            let mut deflater = Deflater::new(level);
            for bytes in [&noise[..], b"", b"abcabcabc", &noise[..]] {
                let mut back = vec![0; bytes.len()];
                let stream = deflater.zlib(bytes);
                let mut inflater = Decompressor::new();
                assert_eq!(inflater.zlib_decompress(&stream, &mut back), Ok(bytes.len()));
                assert_eq!(back, bytes);
                let stream = deflater.raw(bytes);
                assert_eq!(inflater.deflate_decompress(&stream, &mut back), Ok(bytes.len()));
                assert_eq!(back, bytes);
                assert_eq!(stream, Deflater::new(level).raw(bytes));
            }
        }
    }

    #[test]
    fn the_checksum_is_that_of_archives() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
    }
}

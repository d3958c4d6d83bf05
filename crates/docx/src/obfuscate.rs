//! Font parts as a DOCX carries them: obfuscated by a key (ECMA-376 part 4 §9.1.2).
//!
//! Used for the bundled faces when the program is built (`build.rs` includes this file), for those
//! that the user gave when a document is written.

/// The key of a font part: a hash of its bytes (FNV-1a, 128 bits), so that the same face has the
/// same key always.
pub(crate) fn key(bytes: &[u8]) -> [u8; 16] {
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let hash =
        bytes.iter().fold(BASIS, |hash, byte| (hash ^ u128::from(*byte)).wrapping_mul(PRIME));
    hash.to_be_bytes()
}

/// The key as `w:fontKey` has it (`ST_Guid`, ECMA-376 part 1 §22.9.2.4).
pub(crate) fn guid(key: [u8; 16]) -> String {
    let digits = key.iter().fold(String::new(), |text, byte| format!("{text}{byte:02X}"));
    let (a, b, c) = (&digits[..8], &digits[8..12], &digits[12..16]);
    format!("{{{a}-{b}-{c}-{}-{}}}", &digits[16..20], &digits[20..])
}

/// The font file, its first 32 bytes XORed with the key from its last byte to its first, twice.
pub(crate) fn obfuscated(mut bytes: Vec<u8>, key: [u8; 16]) -> Vec<u8> {
    for (byte, key) in bytes.iter_mut().zip(key.iter().rev().cycle()).take(32) {
        *byte ^= key;
    }
    bytes
}

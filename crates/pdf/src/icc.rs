//! The colour profile of the output intent: sRGB (IEC 61966-2-1) as an ICC.1:2004 (version 4.2)
//! matrix profile, some 500 bytes, built here from its numbers.

/// Primaries of sRGB adapted to D50 with the Bradford matrix: X, Y and Z of red, green and blue.
const PRIMARIES: [[f64; 3]; 3] =
    [[0.43607, 0.22249, 0.01392], [0.38515, 0.71687, 0.09708], [0.14307, 0.06061, 0.71410]];

/// The white of the profile connection space (ICC.1:2004 §6.3.4.3).
const D50: [f64; 3] = [0.9642, 1.0, 0.8249];

/// The Bradford matrix from D65, the white of sRGB, to D50.
const ADAPTATION: [f64; 9] =
    [1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168];

/// The tone curve as parametric function 3 (ICC.1:2004 §10.15): gamma, a, b, c, d.
const CURVE: [f64; 5] = [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.04045];

/// The profile.
pub(crate) fn srgb() -> Vec<u8> {
    let [red, green, blue] = PRIMARIES.map(|color| numbers(b"XYZ ", &color));
    let curve = {
        let mut curve = b"para\0\0\0\0\0\x03\0\0".to_vec();
        curve.extend(CURVE.iter().flat_map(|value| fixed(*value)));
        curve
    };
    let parts = [
        words("sRGB IEC61966-2.1"),
        words("No copyright, use freely"),
        numbers(b"XYZ ", &D50),
        numbers(b"sf32", &ADAPTATION),
        red,
        green,
        blue,
        curve,
    ];
    // The three curves are one.
    let tags: [(&[u8; 4], usize); 10] = [
        (b"desc", 0),
        (b"cprt", 1),
        (b"wtpt", 2),
        (b"chad", 3),
        (b"rXYZ", 4),
        (b"gXYZ", 5),
        (b"bXYZ", 6),
        (b"rTRC", 7),
        (b"gTRC", 7),
        (b"bTRC", 7),
    ];
    let mut table = word(tags.len()).to_vec();
    let start = 128 + 4 + 12 * tags.len();
    for (tag, part) in tags {
        let before: usize = parts[..part].iter().map(Vec::len).sum();
        table.extend(tag);
        table.extend(word(start + before));
        table.extend(word(parts[part].len()));
    }
    let size = start + parts.iter().map(Vec::len).sum::<usize>();
    let mut profile = header(size);
    profile.extend(table);
    profile.extend(parts.concat());
    profile
}

fn header(size: usize) -> Vec<u8> {
    let mut header = word(size).to_vec();
    header.extend(b"\0\0\0\0\x04\x20\0\0mntrRGB XYZ ");
    // The profile's own date: the first of January 2004, midnight.
    header.extend([2004_u16, 1, 1, 0, 0, 0].iter().flat_map(|part| part.to_be_bytes()));
    header.extend(b"acsp");
    header.extend([0; 28]);
    header.extend(D50.iter().flat_map(|value| fixed(*value)));
    header.resize(128, 0);
    header
}

fn word(value: usize) -> [u8; 4] {
    u32::try_from(value).expect("a profile of 500 bytes").to_be_bytes()
}

/// A signed number with 16 bits before and 16 after the point.
fn fixed(value: f64) -> [u8; 4] {
    ((value * 65536.0).round() as i32).to_be_bytes()
}

fn numbers(kind: &[u8; 4], values: &[f64]) -> Vec<u8> {
    let mut part = kind.to_vec();
    part.extend([0; 4]);
    part.extend(values.iter().flat_map(|value| fixed(*value)));
    part
}

/// Text in one language (`mluc`), padded to whole words.
fn words(text: &str) -> Vec<u8> {
    let mut part = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0CenUS".to_vec();
    part.extend(word(text.len() * 2));
    part.extend(word(28));
    part.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    part.resize(part.len().next_multiple_of(4), 0);
    part
}

#[cfg(test)]
mod tests {
    use super::srgb;

    #[test]
    fn the_profile_states_its_size_and_places() {
        let profile = srgb();
        let word = |at: usize| u32::from_be_bytes(profile[at..at + 4].try_into().unwrap()) as usize;
        assert_eq!(word(0), profile.len());
        assert!(profile.len() < 600, "{}", profile.len());
        assert_eq!(&profile[36..40], b"acsp");
        for tag in 0..word(128) {
            let (at, size) = (word(136 + tag * 12), word(140 + tag * 12));
            assert!(at % 4 == 0 && at + size <= profile.len());
        }
    }

    #[test]
    fn white_is_the_sum_of_the_primaries() {
        for axis in 0..3 {
            let sum: f64 = super::PRIMARIES.iter().map(|color| color[axis]).sum();
            assert!((sum - super::D50[axis]).abs() < 0.0005, "{sum}");
        }
    }
}

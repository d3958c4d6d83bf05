//! Small constructors of PDF objects, used by all files that finish a document.

use lopdf::{Dictionary, Object, Stream, StringFormat};
pub(crate) use vanban_deflate::Deflater;

/// A dictionary from its entries, in this order.
pub(crate) fn dict<const N: usize>(entries: [(&str, Object); N]) -> Dictionary {
    entries.into_iter().collect()
}

/// A name.
pub(crate) fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

/// A number, rounded to thousandths; an integer where it is whole.
pub(crate) fn number(value: f32) -> Object {
    let rounded = round(value);
    if rounded.fract() == 0.0 && rounded.abs() < 1e9 {
        Object::Integer(rounded as i64)
    } else {
        Object::Real(rounded)
    }
}

/// Thousandths are far below what a printer resolves, and keep the file short.
pub(crate) fn round(value: f32) -> f32 {
    // Adding zero turns the negative zero, which would be written "-0", into zero.
    ((f64::from(value) * 1000.0).round() / 1000.0) as f32 + 0.0
}

/// A text string (ISO 32000-2 §7.9.2.2): ASCII as it is, anything else in UTF-16.
pub(crate) fn text(text: &str) -> Object {
    // PDFDocEncoding differs from ASCII in the control characters.
    if text.bytes().all(|byte| (0x20..0x7F).contains(&byte)) {
        bytes(text.as_bytes())
    } else {
        Object::String(utf16(text), StringFormat::Literal)
    }
}

/// UTF-16, big-endian, with its byte order mark.
pub(crate) fn utf16(text: &str) -> Vec<u8> {
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    bytes
}

/// A byte string.
pub(crate) fn bytes(bytes: &[u8]) -> Object {
    Object::String(bytes.to_vec(), StringFormat::Literal)
}

/// A stream with its bytes deflated.
pub(crate) fn deflated(mut dict: Dictionary, bytes: &[u8], deflater: &mut Deflater) -> Object {
    dict.set("Filter", name("FlateDecode"));
    Stream::new(dict, deflater.zlib(bytes)).into()
}

#[cfg(test)]
mod tests {
    use super::{Deflater, deflated, number, text};
    use lopdf::{Dictionary, Object};

    #[test]
    fn a_deflater_used_again_makes_the_same_streams() {
        let noise: Vec<u8> =
            (0..100_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        let mut deflater = Deflater::new(6);
        for bytes in [&noise[..], b"", b"abcabcabc", &noise[..]] {
            let stream = deflated(Dictionary::new(), bytes, &mut deflater);
            assert_eq!(stream.as_stream().unwrap().decompressed_content().unwrap(), bytes);
            assert!(stream == deflated(Dictionary::new(), bytes, &mut Deflater::new(6)));
        }
    }

    #[test]
    fn numbers_are_short_and_never_minus_zero() {
        assert_eq!(number(12.0), Object::Integer(12));
        assert_eq!(number(-0.0001), Object::Integer(0));
        assert_eq!(number(0.12345), Object::Real(0.123));
    }

    #[test]
    fn text_outside_ascii_is_utf16_with_a_mark() {
        assert_eq!(text("So 1").as_str().unwrap(), b"So 1");
        assert_eq!(text("Số").as_str().unwrap(), b"\xFE\xFF\0S\x1E\xD1");
        assert_eq!(text("\u{18}").as_str().unwrap(), b"\xFE\xFF\0\x18");
    }
}

//! The bytes of a content stream (ISO 32000-2 §7.8.2): operands, then their operator.
//!
//! They are written here and not by printpdf's operators: a page has some thousand strings and
//! numbers, and to hand each over as a value, which is turned into lopdf's and then into bytes, took
//! longer than to lay the page out.

use std::io::Write;

/// A content stream being written.
#[derive(Debug, Default)]
pub(crate) struct Content {
    bytes: Vec<u8>,
}

impl Content {
    /// A stream with room for so many bytes.
    pub(crate) fn with_room(room: usize) -> Content {
        Content { bytes: Vec::with_capacity(room) }
    }

    /// Its bytes.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// An operator, with operands that need no care before it.
    pub(crate) fn operator(&mut self, operator: &str) {
        self.bytes.extend_from_slice(operator.as_bytes());
        self.bytes.push(b'\n');
    }

    /// A number as an operand, rounded to thousandths: far below what a printer resolves.
    pub(crate) fn number(&mut self, value: f32) {
        decimal(&mut self.bytes, (f64::from(value) * 1000.0).round() as i64, 1000);
        self.bytes.push(b' ');
    }

    /// A name as an operand; it holds letters and digits only.
    pub(crate) fn name(&mut self, name: &str) {
        self.bytes.push(b'/');
        self.bytes.extend_from_slice(name.as_bytes());
        self.bytes.push(b' ');
    }

    /// Begins marked content with properties (ISO 32000-2 §14.6).
    pub(crate) fn mark(&mut self, tag: &str, properties: std::fmt::Arguments<'_>) {
        // Writing into memory cannot fail.
        let _ = writeln!(self.bytes, "/{tag}<<{properties}>>BDC");
    }

    /// Shows strings and moves the pen between them.
    pub(crate) fn show(&mut self, pieces: &mut Pieces) {
        if pieces.moved {
            self.bytes.push(b'[');
            self.bytes.extend_from_slice(&pieces.bytes);
            self.operator("]TJ");
        } else if !pieces.bytes.is_empty() {
            self.bytes.extend_from_slice(&pieces.bytes);
            self.operator("Tj");
        }
        pieces.bytes.clear();
        pieces.moved = false;
    }
}

/// Strings of glyphs and the moves between them: the operands of `Tj` or `TJ`.
#[derive(Debug, Default)]
pub(crate) struct Pieces {
    bytes: Vec<u8>,
    moved: bool,
}

impl Pieces {
    /// A string of codes of two bytes each (ISO 32000-2 §7.3.4.2).
    pub(crate) fn string(&mut self, codes: &[u16]) {
        self.bytes.push(b'(');
        for byte in codes.iter().flat_map(|code| code.to_be_bytes()) {
            match byte {
                b'(' | b')' | b'\\' => self.bytes.extend_from_slice(&[b'\\', byte]),
                // A reader takes a bare carriage return for a line feed.
                b'\r' => self.bytes.extend_from_slice(b"\\r"),
                _ => self.bytes.push(byte),
            }
        }
        self.bytes.push(b')');
    }

    /// A move of the pen to the left, in tenths of a thousandth of an em.
    pub(crate) fn back(&mut self, tenths: i64) {
        decimal(&mut self.bytes, tenths, 10);
        self.moved = true;
    }
}

/// Writes a number of so many parts of one, `scale` a power of ten; zeros that say nothing are left out.
fn decimal(bytes: &mut Vec<u8>, value: i64, scale: u64) {
    let size = value.unsigned_abs();
    if value < 0 {
        bytes.push(b'-');
    }
    let mut digits = [0; 20];
    let mut at = digits.len();
    let mut whole = size / scale;
    loop {
        at -= 1;
        digits[at] = b'0' + (whole % 10) as u8;
        whole /= 10;
        if whole == 0 {
            break;
        }
    }
    bytes.extend_from_slice(&digits[at..]);
    let (mut rest, mut scale) = (size % scale, scale);
    if rest > 0 {
        bytes.push(b'.');
    }
    while rest > 0 {
        scale /= 10;
        bytes.push(b'0' + (rest / scale) as u8);
        rest %= scale;
    }
}

#[cfg(test)]
mod tests {
    use super::{Content, Pieces, decimal};

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        for (value, scale, text) in [
            (0, 1000, "0"),
            (-5, 1000, "-0.005"),
            (113_400, 1000, "113.4"),
            (100, 1000, "0.1"),
            (-249, 10, "-24.9"),
            (-30, 10, "-3"),
            (i64::MIN, 1, "-9223372036854775808"),
        ] {
            let mut bytes = Vec::new();
            decimal(&mut bytes, value, scale);
            assert_eq!(String::from_utf8_lossy(&bytes), text);
        }
    }

    #[test]
    fn strings_come_back_whatever_bytes_they_hold() {
        let codes: Vec<u16> = (0..=0xFF).map(|low| 0x2800 | low).chain([0x5C0D]).collect();
        let (mut content, mut pieces) = (Content::default(), Pieces::default());
        pieces.string(&codes);
        content.show(&mut pieces);
        let read = lopdf::content::Content::decode(&content.into_bytes()).expect("a stream");
        let bytes: Vec<u8> = codes.iter().flat_map(|code| code.to_be_bytes()).collect();
        assert_eq!(read.operations[0].operands[0].as_str().expect("a string"), bytes);
        assert_eq!(read.operations[0].operator, "Tj");
    }
}

//! The source of an article and places in it.

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

/// The text of an article as its author saved it, and the name by which messages call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The file's name as the user gave it.
    pub name: String,
    /// The whole file, byte for byte.
    pub text: String,
}

/// A range of bytes in the raw source.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A place as a person counts it: both numbers start at 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location {
    /// The line.
    pub line: usize,
    /// The column, in characters as a person sees them (UAX #29 extended grapheme clusters).
    pub column: usize,
}

impl Span {
    /// The span between two byte offsets; offsets beyond 4 GiB do not occur (input is limited).
    #[must_use]
    pub fn new(start: usize, end: usize) -> Span {
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Span { start: narrow(start), end: narrow(end.max(start)) }
    }

    /// The bytes of the span as a range.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl Source {
    /// A source from its name and text.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Source {
        Source { name: name.into(), text: text.into() }
    }

    /// Line and column of a byte offset. LF, CR LF and a lone CR each end a line.
    #[must_use]
    pub fn location(&self, offset: u32) -> Location {
        self.locations().of(offset)
    }

    /// Finds line and column of many offsets.
    #[must_use]
    pub fn locations(&self) -> Locations<'_> {
        Locations { text: &self.text, at: 0, line: 1, column: 1 }
    }
}

/// Finds the locations of offsets of a source. Each is looked for from the one before it on, so that
/// offsets in order take the time of one reading.
#[derive(Clone, Debug)]
pub struct Locations<'s> {
    text: &'s str,
    /// Where reading stands: at the start of a character as a person sees it.
    at: usize,
    /// Its line.
    line: usize,
    /// Its column.
    column: usize,
}

impl Locations<'_> {
    /// Line and column of a byte offset.
    pub fn of(&mut self, offset: u32) -> Location {
        let mut offset = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        if offset < self.at {
            (self.at, self.line, self.column) = (0, 1, 1);
        }
        let bytes = self.text.as_bytes();
        for at in self.at..offset {
            let lone_return = bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
            if bytes[at] == b'\n' || lone_return {
                self.line += 1;
                (self.at, self.column) = (at + 1, 1);
            }
        }
        for character in self.text[self.at..].graphemes(true) {
            let end = self.at + character.len();
            if end > offset {
                break;
            }
            self.at = end;
            self.column += usize::from(character != "\u{feff}");
        }
        let part = self.text[self.at..offset].trim_start_matches('\u{feff}');
        Location { line: self.line, column: self.column + usize::from(!part.is_empty()) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Location, Source, Span};

    #[test]
    fn columns_count_characters_as_a_person_sees_them() {
        let decomposed = Source::new("a.md", "dòng\nTie\u{302}\u{301}ng Việt");
        let at = decomposed.text.find('V').expect("the text holds a V") as u32;
        assert_eq!(decomposed.location(at), Location { line: 2, column: 7 });
    }

    #[test]
    fn every_kind_of_line_end_ends_one_line() {
        let source = Source::new("a.md", "a\r\nb\rc\nd");
        assert_eq!(source.location(7), Location { line: 4, column: 1 });
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        let source = Source::new("a.md", "\u{feff}ab");
        assert_eq!(source.location(4), Location { line: 1, column: 2 });
    }

    #[test]
    fn every_offset_is_located_as_it_is_alone() {
        let text = "\u{feff}một\r\nTie\u{302}\u{301}ng 👨‍👩‍👧 x\r\rhai\n\n🇻🇳🇻🇳 ba";
        let source = Source::new("a.md", text);
        let mut locations = source.locations();
        for offset in 0..=text.len() as u32 {
            assert_eq!(locations.of(offset), source.location(offset), "{offset}");
        }
        assert_eq!(locations.of(0), source.location(0));
    }

    #[test]
    fn spans_join() {
        assert_eq!(Span::new(4, 6).to(Span::new(1, 5)), Span::new(1, 6));
    }
}

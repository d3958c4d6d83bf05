//! Bytes to a document: what they are is told by their content, and the reader of that format is asked.

use crate::encoding::{Encoding, decode};
use crate::model::{Read, Refused};
use crate::{html, plain, rtf};

/// The largest document that is read, in bytes.
pub const MOST: usize = 128 << 20;

/// The largest text or page: pictures stand beside it, where RTF holds each byte of them as two digits.
const MOST_TEXT: usize = 32 << 20;

/// A format that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// A page of the web, or a part of one.
    Html,
    /// Rich Text Format 1.9.
    Rtf,
    /// Office Open XML (ECMA-376).
    Docx,
}

/// What is known about the bytes beside themselves.
#[derive(Clone, Debug, Default)]
pub struct Options<'a> {
    /// Their format, if it is given.
    pub format: Option<Format>,
    /// Their encoding, if it is given.
    pub encoding: Option<Encoding>,
    /// The name of their file without its ending.
    pub stem: &'a str,
    /// The names of the picture files that may be meant.
    pub pictures: &'a [String],
}

impl Format {
    /// What bytes are.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Format {
        let head = &bytes[..bytes.len().min(2048)];
        let shown: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).collect();
        let text = String::from_utf8_lossy(&shown).to_ascii_lowercase();
        let text =
            text.trim_start_matches(|c: char| c.is_whitespace() || "\u{feff}\u{fffd}".contains(c));
        let tags = [
            "<!doctype html",
            "<html",
            "<head",
            "<body",
            "<meta",
            "<title",
            "<p>",
            "<p ",
            "<div",
            "<table",
            "<h1",
            "<article",
            "<font",
            "<!--",
        ];
        if bytes.starts_with(b"PK\x03\x04") {
            Format::Docx
        } else if text.starts_with("{\\rtf") {
            Format::Rtf
        } else if tags.iter().any(|tag| text.starts_with(tag))
            || text.starts_with("<?xml") && text.contains("<html")
        {
            Format::Html
        } else {
            Format::Text
        }
    }
}

/// The document of bytes.
///
/// # Errors
///
/// They are too large, of a format that cannot be read, damaged, or in an encoding that is not certain.
pub fn read(bytes: &[u8], options: &Options<'_>) -> Result<Read, Refused> {
    let format = options.format.unwrap_or_else(|| Format::of(bytes));
    let most = match format {
        Format::Text | Format::Html => MOST_TEXT,
        Format::Rtf | Format::Docx => MOST,
    };
    if bytes.len() > most {
        let message = format!("the document is larger than {} MiB", most >> 20);
        return refused(message, "split it into several");
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return refused(
            "this is a document of Word before 2007, or one with a password".to_owned(),
            "save it as DOCX, without a password, and import that",
        );
    }
    if bytes.starts_with(b"%PDF") {
        return refused(
            "this is a PDF: what it was made from is no longer in it".to_owned(),
            "import the document that it was made from",
        );
    }
    match format {
        Format::Docx => crate::docx(bytes.to_vec()),
        Format::Rtf => rtf::read(bytes),
        Format::Html => html::read(bytes, options),
        Format::Text => {
            if bytes.iter().filter(|byte| **byte == 0).count() > bytes.len() / 2 + 1 {
                return refused("this is no text".to_owned(), "name a text, RTF or HTML file");
            }
            let decoded = decode(bytes, options.encoding, None)?;
            let mut read = plain::read(&decoded.text, options.stem, options.pictures);
            read.notes.splice(0..0, decoded.notes);
            Ok(read)
        }
    }
}

pub(crate) fn refused<T>(message: String, hint: &str) -> Result<T, Refused> {
    Err(Refused { message, hint: hint.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::{Format, Options, read};

    #[test]
    fn formats_are_told_by_what_they_hold() {
        assert_eq!(Format::of(b"{\\rtf1\\ansi x}"), Format::Rtf);
        assert_eq!(Format::of(b"\xEF\xBB\xBF\n<!DOCTYPE html><p>"), Format::Html);
        assert_eq!(Format::of(b"PK\x03\x04"), Format::Docx);
        assert_eq!(Format::of("Hội nghị <b>".as_bytes()), Format::Text);
        assert_eq!(Format::of(b""), Format::Text);
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_a_way_out() {
        for bytes in [&b"\xD0\xCF\x11\xE0 x"[..], b"%PDF-1.7"] {
            let refused = read(bytes, &Options::default()).expect_err("it is none of ours");
            assert!(!refused.hint.is_empty());
        }
    }
}

//! The watermark of the front matter: a text, or its text and colour.

use super::field::Reader;
use super::yaml::{Node, Value};
use crate::watermark::Watermark;

/// The keys of a mapping.
const KEYS: [&str; 2] = ["text", "color"];
/// The most characters: a word or two, not a sentence.
const LONGEST: usize = 60;

/// Reads the value of `watermark`; none where nothing is said.
pub(super) fn watermark(reader: &mut Reader<'_>, node: &Node) -> Option<Watermark> {
    let mut text = None;
    let mut color = None;
    match &node.value {
        Value::Map(map) => {
            for (key, value) in map {
                let Value::Text(name) = &key.value else { continue };
                match name.as_str() {
                    "text" => text = reader.text(value),
                    "color" => color = shade(reader, value),
                    _ => reader.unknown(key, KEYS),
                }
            }
        }
        Value::Text(said) if said == "false" => return None,
        _ => text = reader.text(node),
    }
    let text = text?;
    if text.value.chars().count() > LONGEST {
        reader.wrong(node, "word or two: it has more than 60 characters");
        return None;
    }
    Some(Watermark { text, color })
}

/// A colour as `#d9d9d9` or `#ddd`.
fn shade(reader: &mut Reader<'_>, node: &Node) -> Option<[u8; 3]> {
    let text = reader.text(node)?.value;
    let read = || {
        let digits = text.strip_prefix('#')?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let wide: String = match digits.len() {
            3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
            6 => digits.to_owned(),
            _ => return None,
        };
        let channel = |at: usize| u8::from_str_radix(&wide[at..at + 2], 16).ok();
        Some([channel(0)?, channel(2)?, channel(4)?])
    };
    let color = read();
    if color.is_none() {
        reader.wrong(node, "colour such as `#d9d9d9`");
    }
    color
}

#[cfg(test)]
mod tests {
    use crate::{Source, parse};

    fn read(front: &str) -> (Option<super::Watermark>, usize) {
        let parsed = parse(&Source::new("a.md", format!("---\n{front}\n---\na\n")));
        (parsed.article.meta.watermark, parsed.diagnostics.len())
    }

    #[test]
    fn a_watermark_is_a_text_or_a_text_and_a_colour() {
        let (mark, told) = read("watermark: NHÁP");
        assert_eq!(mark.map(|mark| (mark.text.value, mark.color)), Some(("NHÁP".into(), None)));
        assert_eq!(told, 0);
        let (mark, told) = read("watermark: {text: MẬT, color: '#fcc'}");
        let mark = mark.expect("a watermark");
        assert_eq!((mark.text.value.as_str(), mark.color, told), ("MẬT", Some([255, 204, 204]), 0));
    }

    #[test]
    fn what_is_none_is_told_or_left_out() {
        assert_eq!(read("watermark: false"), (None, 0));
        assert_eq!(read("watermark:"), (None, 0));
        assert_eq!(read("watermark: [a]").1, 1);
        assert_eq!(read("watermark: {text: a, color: red, size: 2}").1, 2);
        let (mark, told) = read(&format!("watermark: {}", "a".repeat(61)));
        assert!(mark.is_none() && told == 1);
    }
}

//! The attributes after a heading, picture or link: `{#id .class key=value key="value"}`, with
//! Kramdown's colon `{: width="300"}`, or the name of a heading in MDX `{/*name*/}`.

use std::borrow::Cow;
use std::ops::Range;

/// Attributes at the start of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Attributes<'a> {
    /// How many bytes they take, braces included.
    pub(super) len: usize,
    /// Names and values; an identifier is named `#`, a class `.` and its name, no number `-`.
    pub(super) pairs: Vec<(&'a str, String)>,
}

/// The attributes at the end of a heading, whose source starts at byte `base`, and their place.
pub(super) fn at_end(heading: &str, base: usize) -> Option<(Range<usize>, Attributes<'_>)> {
    let line = heading.trim_end();
    let underline = line
        .rfind(['\n', '\r'])
        .filter(|end| line[end + 1..].trim_start_matches([' ', '\t', '>']).starts_with(['=', '-']));
    let line = underline.map_or(line, |end| &line[..end]).trim_end();
    let line = line.trim_end_matches('#').trim_end();
    if !line.ends_with('}') {
        return None;
    }
    let start = line.rfind('{').filter(|start| !ends_span(&line[..*start]))?;
    let attributes = read(&line[start..]).filter(|read| start + read.len == line.len())?;
    Some((base + start..base + line.len(), attributes))
}

/// Whether a text ends in brackets whose attributes would follow it: `[text]`, and neither a note's
/// nor its mark's.
fn ends_span(text: &str) -> bool {
    if !text.ends_with(']') {
        return false;
    }
    let mut open = 0;
    for (at, bracket) in text.rmatch_indices(['[', ']']) {
        open += if bracket == "]" { 1 } else { -1 };
        if open == 0 {
            return !text[..at].ends_with('^') && !text[at..].starts_with("[^");
        }
    }
    false
}

/// The attributes that a text starts with; none where the braces hold something else.
pub(super) fn read(text: &str) -> Option<Attributes<'_>> {
    let inside = text.strip_prefix('{')?;
    if let Some((name, after)) = inside.strip_prefix("/*").and_then(|name| name.split_once("*/}")) {
        let name = name.trim();
        let len = text.len() - after.len();
        let word = !name.is_empty() && word_end(name) == name.len();
        return word.then(|| Attributes { len, pairs: vec![("#", name.to_owned())] });
    }
    let mut rest = inside.strip_prefix(':').unwrap_or(inside);
    let mut pairs = Vec::new();
    loop {
        rest = rest.trim_start_matches([' ', '\t', '\n', '\r']);
        if let Some(after) = rest.strip_prefix('}') {
            let len = text.len() - after.len();
            return (!pairs.is_empty()).then_some(Attributes { len, pairs });
        }
        let (name, value, after) = pair(rest)?;
        pairs.push((name, value));
        rest = after;
    }
}

fn pair(text: &str) -> Option<(&str, String, &str)> {
    if let Some(name) = text.strip_prefix('#') {
        let end = word_end(name);
        return (end > 0).then(|| ("#", name[..end].to_owned(), &name[end..]));
    }
    if let Some(after) = text.strip_prefix('-') {
        let alone = after.starts_with(['}', ' ', '\t', '\n']);
        return alone.then(|| ("-", String::new(), after));
    }
    if let Some(class) = text.strip_prefix('.') {
        let end = word_end(class);
        return (end > 0).then(|| (&text[..=end], String::new(), &class[end..]));
    }
    let name = text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':')))?;
    if name == 0 {
        return None;
    }
    let (name, text) = text.split_at(name);
    let text = text.strip_prefix('=')?;
    for quote in ['"', '\''] {
        if let Some(quoted) = text.strip_prefix(quote) {
            let (value, after) = quoted_value(quoted, quote)?;
            return Some((name, value.into_owned(), after));
        }
    }
    let end = word_end(text);
    (end > 0).then(|| (name, text[..end].to_owned(), &text[end..]))
}

/// The value before a closing quote; a backslash takes punctuation as it is. A blank line ends the
/// paragraph, so a value cannot hold one.
fn quoted_value(text: &str, quote: char) -> Option<(Cow<'_, str>, &str)> {
    let mut value = String::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        match char {
            _ if char == quote => return Some((Cow::Owned(value), &text[at + 1..])),
            '\\' => match chars.next_if(|(_, next)| next.is_ascii_punctuation()) {
                Some((_, next)) => value.push(next),
                None => value.push('\\'),
            },
            '\n' => {
                let line = text[at + 1..].split('\n').next().unwrap_or_default();
                if line.trim().is_empty() {
                    return None;
                }
                value.push(' ');
            }
            char => value.push(char),
        }
    }
    None
}

fn word_end(text: &str) -> usize {
    text.find(|c: char| c.is_whitespace() || matches!(c, '}' | '"' | '\'' | '=' | '{'))
        .unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::{at_end, read};

    fn pairs(text: &str) -> Vec<(&str, String)> {
        read(text).map(|attributes| attributes.pairs).unwrap_or_default()
    }

    #[test]
    fn identifiers_classes_and_values_are_read() {
        let read = pairs(r#"{#hinh-1 .rong alt="Hội trường \"A\"" width=50%} sau"#);
        let expected =
            [("#", "hinh-1"), (".rong", ""), ("alt", "Hội trường \"A\""), ("width", "50%")];
        assert_eq!(read, expected.map(|(name, value)| (name, value.to_owned())));
    }

    #[test]
    fn the_length_ends_after_the_brace() {
        assert_eq!(read("{alt=x}, sau").map(|attributes| attributes.len), Some(7));
        assert_eq!(read("{: width=\"9\"}").map(|attributes| attributes.len), Some(13));
    }

    #[test]
    fn attributes_end_a_heading() {
        let range = |heading| at_end(heading, 0).map(|(range, _)| range);
        assert_eq!(range("# a {#b}\n"), Some(4..8));
        assert_eq!(range("## a {#b} ##\n"), Some(5..9));
        assert_eq!(range("a {#b}\r\n---\r\n"), Some(2..6));
        assert_eq!(range("# a {/*b-c*/}"), Some(4..13));
        assert_eq!(range("# a^[b]{#c}"), Some(7..11));
        assert_eq!(range("# a[^b]{#c}"), Some(7..11));
        for text in
            ["# a [b [c]]{.d}", "# a {b}", "# a {#b} c", "# {{ a }}", "# a", "a\nb {c}\n==="]
        {
            assert_eq!(range(text), None, "{text}");
        }
    }

    #[test]
    fn other_braces_are_text() {
        for text in
            ["{}", "{ghi chú}", "{a, b}", "{alt=\"chưa đóng}", "{a=\"b\n\nc\"}", "x{a=b}", "{a"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}

//! YAML to located values: the only file that names the YAML parser.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{DuplicateKeyPolicy, Location, Options, Spanned};

use crate::source::Span;

/// Nodes that may be nested.
const DEPTH: usize = 64;

/// A value and its place in the YAML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    /// The value.
    pub(super) value: Value,
    /// Its place: bytes of the YAML.
    pub(super) span: Span,
}

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// Nothing.
    Null,
    /// A text; numbers and truth values as they are written.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A mapping, in the order of the source.
    Map(Vec<(Node, Node)>),
}

/// Why YAML cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct YamlError {
    /// What is wrong: lower case, no full stop.
    pub(super) message: String,
    /// Where in the YAML.
    pub(super) span: Span,
}

/// Reads a document.
///
/// # Errors
/// Returns the first thing that is no YAML, a key that is there twice, or a limit that is passed.
pub(super) fn read(yaml: &str) -> Result<Node, YamlError> {
    let mut options = Options::default();
    options.budget = serde_saphyr::budget! { max_depth: DEPTH, max_nodes: 20_000 };
    options.duplicate_keys = DuplicateKeyPolicy::Error;
    options.leading_zero_numbers_as_strings = true;
    options.underscored_numbers_as_strings = true;
    options.strict_booleans = true;
    options.with_snippet = false;
    let spanned: Result<Spanned<Read>, _> = serde_saphyr::from_str_with_options(yaml, options);
    match spanned {
        Ok(spanned) => Ok(node(spanned, yaml)),
        Err(error) => Err(YamlError {
            message: message(&error),
            span: error.location().map_or(Span::default(), |location| place(location, yaml)),
        }),
    }
}

/// What the parser gives.
enum Read {
    Null,
    Text(String),
    /// Written without quotes and no text to YAML.
    Plain,
    List(Vec<Spanned<Read>>),
    Map(Vec<(Spanned<Read>, Spanned<Read>)>),
}

impl<'de> Deserialize<'de> for Read {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Read, D::Error> {
        deserializer.deserialize_any(ReadVisitor)
    }
}

struct ReadVisitor;

impl<'de> Visitor<'de> for ReadVisitor {
    type Value = Read;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Read, E> {
        Ok(Read::Null)
    }

    fn visit_none<E>(self) -> Result<Read, E> {
        Ok(Read::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Read, D::Error> {
        Read::deserialize(deserializer)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Read, E> {
        Ok(Read::Plain)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Read, E> {
        Ok(Read::Plain)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Read, E> {
        Ok(Read::Plain)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Read, E> {
        Ok(Read::Plain)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Read, E> {
        Ok(Read::Plain)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Read, E> {
        Ok(Read::Plain)
    }

    fn visit_str<E>(self, text: &str) -> Result<Read, E> {
        Ok(Read::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Read, E> {
        Ok(Read::Text(text))
    }

    fn visit_bytes<E: serde::de::Error>(self, _: &[u8]) -> Result<Read, E> {
        Err(E::custom("binary values are not read"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Read, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Read::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Read, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(Read::Map(map))
    }

    fn visit_enum<A: serde::de::EnumAccess<'de>>(self, data: A) -> Result<Read, A::Error> {
        let (_, _): (IgnoredAny, _) = data.variant()?;
        Err(A::Error::custom("tagged values are not read"))
    }
}

fn node(spanned: Spanned<Read>, yaml: &str) -> Node {
    let span = place(spanned.referenced, yaml);
    let value = match spanned.value {
        Read::Null => Value::Null,
        Read::Text(text) => Value::Text(text),
        Read::Plain => Value::Text(yaml[span.range()].trim().to_owned()),
        Read::List(list) => Value::List(list.into_iter().map(|item| node(item, yaml)).collect()),
        Read::Map(map) => Value::Map(
            map.into_iter().map(|(key, value)| (node(key, yaml), node(value, yaml))).collect(),
        ),
    };
    Node { value, span }
}

/// The place of a location: whole characters of the YAML. Errors of syntax have no bytes, only a
/// line and a column.
fn place(location: Location, yaml: &str) -> Span {
    let span = location.span();
    let Some(start) = span.byte_offset() else {
        let start = offset(location.line(), location.column(), yaml);
        return Span::new(start, start);
    };
    let end = start.saturating_add(span.byte_len().unwrap_or(0));
    let whole = |at: u64| {
        let mut at = usize::try_from(at).unwrap_or(usize::MAX).min(yaml.len());
        while !yaml.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (start, end) = (whole(start), whole(end));
    let written = yaml[start..end.max(start)].trim_end();
    Span::new(start, start + written.len())
}

/// The byte of a line and column, both from 1, the column in characters.
fn offset(line: u64, column: u64, yaml: &str) -> usize {
    let lines = usize::try_from(line).unwrap_or(usize::MAX).saturating_sub(1);
    let start: usize = yaml.split_inclusive('\n').take(lines).map(str::len).sum();
    let before = usize::try_from(column).unwrap_or(usize::MAX).saturating_sub(1);
    let rest = yaml[start..].split('\n').next().unwrap_or_default();
    start + rest.chars().take(before).map(char::len_utf8).sum::<usize>()
}

/// The parser's message without its place: that is told apart.
fn message(error: &serde_saphyr::Error) -> String {
    let message =
        error.without_snippet().render_with_formatter(&serde_saphyr::UserMessageFormatter);
    let line = message.lines().next().unwrap_or_default();
    let line = match line.find(" at line ") {
        Some(end) => &line[..end],
        None => line,
    };
    let mut chars = line.trim_end_matches(['.', ':']).chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => "the front matter is no YAML".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Node, Value, read};

    fn map(yaml: &str) -> Vec<(String, Node, String)> {
        let Value::Map(map) = read(yaml).expect("valid").value else { panic!("no mapping") };
        map.into_iter()
            .map(|(key, value)| {
                let Value::Text(name) = key.value else { panic!("no text") };
                assert_eq!(&yaml[key.span.range()], name);
                let written = yaml[value.span.range()].to_owned();
                (name, value, written)
            })
            .collect()
    }

    #[test]
    fn values_know_their_places() {
        let yaml = "title: \"Hội nghị: văn phòng\" # ghi chú\nauthor: [Đỗ Bình, 'An']\nlead: >\n  Một\n  hai\ndate: 2013-11-07\n";
        let read = map(yaml);
        let written: Vec<_> =
            read.iter().map(|(name, _, written)| (name.as_str(), written.as_str())).collect();
        assert_eq!(written[0], ("title", "\"Hội nghị: văn phòng\""));
        assert_eq!(written[3], ("date", "2013-11-07"));
        let Value::List(authors) = &read[1].1.value else { panic!("no list") };
        assert_eq!(&yaml[authors[0].span.range()], "Đỗ Bình");
        assert_eq!(&yaml[authors[1].span.range()], "'An'");
        assert_eq!(read[2].1.value, Value::Text("Một hai\n".to_owned()));
    }

    #[test]
    fn numbers_and_truth_values_stay_as_written() {
        let yaml = "a: 1.10\nb: yes\nc: 007\nd: true\ne: ~\nf:\n1: x\n";
        let values: Vec<_> = map(yaml).into_iter().map(|(_, value, _)| value.value).collect();
        let text = |text: &str| Value::Text(text.to_owned());
        assert_eq!(
            values,
            [
                text("1.10"),
                text("yes"),
                text("007"),
                text("true"),
                Value::Null,
                Value::Null,
                text("x")
            ]
        );
    }

    #[test]
    fn errors_are_located() {
        let error = read("a: 1\nb: [1, 2\nc: 3\n").expect_err("unclosed");
        assert!(error.span.start > 4, "{error:?}");
        let error = read("title: a\nlead: b\ntitle: c\n").expect_err("duplicate");
        assert_eq!(error.span.start, 17, "{error:?}");
        let error = read("a: á\ntitle: ế: b\n").expect_err("two colons");
        assert_eq!(error.span.start, 16, "{error:?}");
        assert!(!error.message.contains("line"), "{error:?}");
    }

    #[test]
    fn hostile_documents_are_refused() {
        assert!(read(&"[".repeat(100_000)).is_err());
        assert!(read(&"a: ".repeat(10_000)).is_err());
        let mut bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\n".to_owned();
        for (from, to) in "abcdefgh".chars().zip("bcdefghi".chars()) {
            bomb.push_str(&format!(
                "{to}: &{to} [*{from},*{from},*{from},*{from},*{from},*{from},*{from},*{from}]\n"
            ));
        }
        assert!(read(&bomb).is_err());
    }
}

//! TOML to located values, of themes and of whatever else is written in TOML: the only file that names
//! the TOML parser, and the one recursion of the crate (the parser refuses what is nested more than eighty deep).

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value and its place in the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Its place: bytes of the file.
    pub span: Range<usize>,
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// A list.
    List(Vec<Node>),
    /// A table, in the order of the file.
    Table(Vec<Entry>),
    /// A date, which no key has.
    Date,
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key.
    pub name: String,
    /// The key's place.
    pub span: Range<usize>,
    /// The value.
    pub node: Node,
}

/// Why a file is no TOML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// Where.
    pub span: Range<usize>,
}

/// Reads a file.
///
/// # Errors
/// The first thing that is no TOML.
pub fn read(text: &str) -> Result<Vec<Entry>, SyntaxError> {
    match DeTable::parse(text) {
        Ok(table) => Ok(entries(table.into_inner())),
        Err(error) => Err(SyntaxError {
            message: error.message().replace('\n', ", "),
            span: error.span().unwrap_or(0..0),
        }),
    }
}

fn entries(table: DeTable<'_>) -> Vec<Entry> {
    let mut entries = table
        .into_iter()
        .map(|(key, value)| Entry {
            span: key.span(),
            name: key.into_inner().into_owned(),
            node: node(value),
        })
        .collect::<Vec<_>>();
    entries.sort_by_key(|entry| entry.span.start);
    entries
}

fn node(value: Spanned<DeValue<'_>>) -> Node {
    let span = value.span();
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(number) => Value::Number(
            i64::from_str_radix(number.as_str(), number.radix())
                .map_or(f64::INFINITY, |number| number as f64),
        ),
        DeValue::Float(number) => Value::Number(number.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(flag) => Value::Flag(flag),
        DeValue::Datetime(_) => Value::Date,
        DeValue::Array(list) => Value::List(list.into_iter().map(node).collect()),
        DeValue::Table(table) => Value::Table(entries(table)),
    };
    Node { value, span }
}

#[cfg(test)]
mod tests {
    use super::{Value, read};

    #[test]
    fn values_know_their_places() {
        let text = "[role.body]\nsize = \"14pt\" # cỡ chữ\nkeep = true\n";
        let entries = read(text).expect("valid");
        let Value::Table(roles) = &entries[0].node.value else { panic!("no table") };
        let Value::Table(body) = &roles[0].node.value else { panic!("no table") };
        assert_eq!(body[0].node.value, Value::Text("14pt".to_owned()));
        assert_eq!(&text[body[0].node.span.clone()], "\"14pt\"");
        assert_eq!(&text[body[1].span.clone()], "keep");
    }

    #[test]
    fn errors_are_located_and_hostile_files_refused() {
        let error = read("a = 1\nb = \n").expect_err("no value");
        assert!(error.span.start >= 6, "{error:?}");
        assert!(read(&format!("a = {}", "[".repeat(100_000))).is_err());
        assert!(read(&format!("{} = 1", vec!["a"; 100_000].join("."))).is_err());
        assert!(read("a = 1\na = 2\n").is_err());
    }
}

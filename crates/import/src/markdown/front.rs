//! Front matter as YAML that every reader of it reads alike: whatever could be anything but a text
//! stands in quotes.

use crate::model::MetaValue;

/// The front matter with its fences; nothing where there is none.
pub(super) fn write(meta: &[(String, MetaValue)]) -> String {
    if meta.is_empty() {
        return String::new();
    }
    let mut yaml = "---\n".to_owned();
    for (key, value) in meta {
        yaml.push_str(&scalar(key, key, false));
        yaml.push_str(": ");
        yaml.push_str(&written(key, value, false));
        yaml.push('\n');
    }
    yaml.push_str("---\n");
    yaml
}

/// A value on one line; `inside` brackets, commas part values.
fn written(key: &str, value: &MetaValue, inside: bool) -> String {
    match value {
        MetaValue::Text(text) => scalar(key, text, inside),
        MetaValue::Flag(flag) => flag.to_string(),
        MetaValue::List(texts) => {
            let texts: Vec<String> = texts.iter().map(|text| scalar(key, text, true)).collect();
            format!("[{}]", texts.join(", "))
        }
        MetaValue::Map(pairs) => {
            let pair = |(name, value): &(String, MetaValue)| {
                format!("{}: {}", scalar(name, name, true), written(name, value, true))
            };
            format!("{{{}}}", pairs.iter().map(pair).collect::<Vec<_>>().join(", "))
        }
    }
}

fn scalar(key: &str, text: &str, inside: bool) -> String {
    if is_plain(text, inside) || (is_number_or_day(text) && KEEPS_NUMBERS.contains(&key)) {
        return text.to_owned();
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for char in text.chars() {
        match char {
            '"' | '\\' => quoted.extend(['\\', char]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            char if char.is_control() || matches!(char, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                quoted.push_str(&format!("\\u{:04X}", u32::from(char)));
            }
            char => quoted.push(char),
        }
    }
    quoted.push('"');
    quoted
}

/// The keys whose values are numbers or days, which need no quotes there.
const KEEPS_NUMBERS: [&str; 2] = ["date", "toc"];

fn is_number_or_day(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '/' | '.'))
}

/// Whether YAML takes a text for itself without quotes (YAML 1.2.2 §7.3.3), whatever its version.
fn is_plain(text: &str, inside: bool) -> bool {
    const WORDS: [&str; 10] =
        ["true", "false", "yes", "no", "on", "off", "null", "y", "n", "undefined"];
    let first = text.chars().next();
    first.is_some_and(char::is_alphabetic)
        && !text.ends_with([' ', ':', '\u{a0}'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.contains(['\n', '\t', '\r', '\u{2028}', '\u{2029}', '\u{feff}', '\u{85}'])
        && !text.chars().any(char::is_control)
        && !(inside && text.contains([',', '[', ']', '{', '}', ':', '#', '"', '\'']))
        && !text.contains("  ")
        && !WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::model::MetaValue;

    fn yaml(key: &str, text: &str) -> String {
        let meta = [(key.to_owned(), MetaValue::Text(text.to_owned()))];
        write(&meta).lines().nth(1).unwrap_or_default().to_owned()
    }

    #[test]
    fn texts_that_could_be_anything_else_stand_in_quotes() {
        assert_eq!(yaml("title", "Một bài: hai"), "title: \"Một bài: hai\"");
        assert_eq!(yaml("title", "Không"), "title: Không");
        assert_eq!(yaml("title", "no"), "title: \"no\"");
        assert_eq!(yaml("title", "2020"), "title: \"2020\"");
        assert_eq!(yaml("date", "2020-03-05"), "date: 2020-03-05");
        assert_eq!(yaml("title", "\"a\" \\ b"), "title: \"\\\"a\\\" \\\\ b\"");
    }

    #[test]
    fn lists_and_maps_stand_on_one_line() {
        let list = MetaValue::List(vec!["a".to_owned(), "b, c".to_owned()]);
        let map = MetaValue::Map(vec![("center".to_owned(), MetaValue::Text("{{page}}".into()))]);
        let meta = [("keywords".to_owned(), list), ("footer".to_owned(), map)];
        assert_eq!(
            write(&meta),
            "---\nkeywords: [a, \"b, c\"]\nfooter: {center: \"{{page}}\"}\n---\n"
        );
    }
}

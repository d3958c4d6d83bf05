//! Attributes in braces, addresses and names of files: what stands beside text.

use crate::model::Attributes;

/// `{#id .class key=value}`; nothing where there are none. The class `unnumbered` is written `-`.
pub(super) fn braces(attributes: &Attributes) -> String {
    let parts = parts(attributes);
    if parts.is_empty() { String::new() } else { format!("{{{}}}", parts.join(" ")) }
}

/// The parts of attributes as they stand in braces.
pub(super) fn parts(attributes: &Attributes) -> Vec<String> {
    let mut parts = Vec::new();
    if attributes.classes.iter().any(|class| class == "unnumbered") {
        parts.push("-".to_owned());
    }
    parts.extend(attributes.id.iter().filter(|id| is_word(id)).map(|id| format!("#{id}")));
    let classes = attributes.classes.iter().filter(|class| *class != "unnumbered");
    parts.extend(classes.filter(|class| is_word(class)).map(|class| format!(".{class}")));
    let named = attributes.keys.iter().filter(|(name, _)| is_name(name));
    parts.extend(named.map(|(name, value)| format!("{name}={}", quoted(value))));
    parts
}

/// A value as it stands behind its name.
pub(super) fn quoted(value: &str) -> String {
    let bare = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '%' | ':' | '/');
    if !value.is_empty() && value.chars().all(bare) {
        return value.to_owned();
    }
    let mut quoted = "\"".to_owned();
    for char in value.chars() {
        match char {
            '"' | '\\' => quoted.extend(['\\', char]),
            char if char.is_whitespace() && char != '\u{a0}' => quoted.push(' '),
            // Braces and bars in the attributes of a cell would end it.
            '|' => quoted.push_str("\\|"),
            char => quoted.push(char),
        }
    }
    quoted.push('"');
    quoted
}

fn is_word(text: &str) -> bool {
    let part = |c: char| !(c.is_whitespace() || matches!(c, '}' | '"' | '\'' | '=' | '{' | '|'));
    !text.is_empty() && text.chars().all(part)
}

fn is_name(text: &str) -> bool {
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':');
    !text.is_empty() && text.chars().all(part)
}

/// An address as the destination of a link (CommonMark §6.3).
pub(super) fn destination(target: &str) -> String {
    let target = target.replace(['\n', '\r'], "");
    let mut balance = 0i32;
    let balanced = target.chars().all(|c| {
        balance += i32::from(c == '(') - i32::from(c == ')');
        balance >= 0
    }) && balance == 0;
    let plain = |c: char| !(c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '\\'));
    let plain = balanced && !target.is_empty() && target.chars().all(plain);
    let target = target.replace('\\', "\\\\").replace('&', "&amp;").replace('|', "%7C");
    if plain {
        return target.replace("&amp;", if is_reference(&target) { "&amp;" } else { "&" });
    }
    format!("<{}>", target.replace('<', "\\<").replace('>', "\\>"))
}

/// Whether what follows an ampersand could be read as a character reference.
fn is_reference(escaped: &str) -> bool {
    escaped.split("&amp;").skip(1).any(|after| {
        let word = after.find(|c: char| !(c.is_ascii_alphanumeric() || c == '#'));
        word.is_some_and(|end| end > 0 && after[end..].starts_with(';'))
    })
}

/// A title of a link, in quotes, with a space before it; nothing for none.
pub(super) fn title(title: &str) -> String {
    if title.is_empty() {
        return String::new();
    }
    let mut quoted = " \"".to_owned();
    for char in title.chars() {
        match char {
            '"' | '\\' => quoted.extend(['\\', char]),
            '&' => quoted.push_str("&amp;"),
            '|' => quoted.push_str("&#124;"),
            char if char.is_control() || char == '\n' => quoted.push(' '),
            char => quoted.push(char),
        }
    }
    quoted.push('"');
    quoted
}

/// The name of a picture's file as a destination: what would be read as more is percent-encoded.
pub(super) fn file(name: &str) -> String {
    let mut path = String::with_capacity(name.len());
    for char in name.chars() {
        match char {
            ' ' | '%' | '(' | ')' | '<' | '>' | '\\' | '?' | '#' | '"' | '&' | '|' | '*' => {
                path.push_str(&format!("%{:02X}", u32::from(char)));
            }
            char if char.is_control() || char.is_whitespace() => path.push_str("%20"),
            char => path.push(char),
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::{braces, destination, file, title};
    use crate::model::Attributes;

    #[test]
    fn attributes_are_quoted_where_they_are_no_words() {
        let attributes = Attributes {
            id: Some("fig:a".to_owned()),
            classes: vec!["unnumbered".to_owned(), "x".to_owned()],
            keys: vec![("alt".to_owned(), "một \"hai\"".to_owned())],
        };
        assert_eq!(braces(&attributes), "{- #fig:a .x alt=\"một \\\"hai\\\"\"}");
        assert_eq!(braces(&Attributes::default()), "");
    }

    #[test]
    fn addresses_stand_in_angle_brackets_where_they_must() {
        assert_eq!(destination("https://a.vn/b?c=d&e=f"), "https://a.vn/b?c=d&e=f");
        assert_eq!(destination("a b"), "<a b>");
        assert_eq!(destination("a(b)c"), "a(b)c");
        assert_eq!(destination("a)b"), "<a)b>");
        assert_eq!(destination("a&lt;b"), "a&amp;lt;b");
        assert_eq!(file("hình 1.png"), "hình%201.png");
        assert_eq!(title("a \"b\""), " \"a \\\"b\\\"\"");
    }
}

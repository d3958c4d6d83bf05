//! What the catalogue has, and how words come into it.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "the sources are read, and what lacks is told"
)]

use std::collections::BTreeSet;
use std::path::Path;

use super::{CATALOGUES, filled, vietnamese, words};

#[test]
fn templates_are_unique_and_keep_all_words() {
    let mut seen = std::collections::BTreeSet::new();
    for (from, to) in CATALOGUES.iter().flat_map(|catalogue| catalogue.iter()) {
        assert!(seen.insert(*from), "{from}");
        let places = from.matches("{}").count();
        let sample: Vec<String> = (0..places).map(|at| format!("«{at}»")).collect();
        let sample: Vec<&str> = sample.iter().map(String::as_str).collect();
        let text = filled(from, &sample, to);
        for word in &sample {
            assert!(text.contains(word), "{from}: {text} lacks {word}");
        }
        let mut english = String::new();
        for (at, literal) in from.split("{}").enumerate() {
            english.push_str(literal);
            english.push_str(sample.get(at).copied().unwrap_or_default());
        }
        assert!(vietnamese(&english).is_some(), "{english}");
    }
}

#[test]
fn words_are_found_between_the_parts_of_a_template() {
    assert_eq!(words("a `{}` b `{}`", "a `x y` b ``"), Some(vec!["x y", ""]));
    assert_eq!(words("a `{}` b", "a `x` c"), None);
    assert_eq!(words("đúng", "đúng"), Some(vec![]));
    assert_eq!(words("{} failed", "7 failed"), Some(vec!["7"]));
}

#[test]
fn messages_keep_the_words_of_the_author() {
    assert_eq!(
        vietnamese("the key `titel` of the front matter is unknown").as_deref(),
        Some("không biết khóa `titel` ở phần đầu bài")
    );
    assert_eq!(
        vietnamese("the configuration cannot be read: it is not UTF-8").as_deref(),
        Some("không đọc được tệp cấu hình: tệp không phải là UTF-8")
    );
    assert_eq!(vietnamese("no message of ours"), None);
}

/// The texts of messages and hints in the sources: the literals of what makes them, `{}` for all that
/// is put in.
fn said() -> BTreeSet<String> {
    const MAKERS: [&str; 9] = [
        "Diagnostic::error(",
        "Diagnostic::warning(",
        "Diagnostic::note(",
        ".hint(",
        "UsageError::new(",
        "report::warning(",
        "let message = ",
        "let hint = ",
        "message: format!(",
    ];
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut said = BTreeSet::new();
    let mut folders: Vec<_> = ["article", "cli", "layout", "theme", "fonts"]
        .map(|name| crates.join(name).join("src"))
        .to_vec();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of sources") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() && !path.ends_with("lang") && !path.ends_with("explanations") {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = std::fs::read_to_string(&path).expect("UTF-8");
                let text = text.split("#[cfg(test)]").next().unwrap_or_default();
                for maker in MAKERS {
                    for (at, _) in text.match_indices(maker) {
                        said.extend(literals(&text[at + maker.len() - 1..]));
                    }
                }
            }
        }
    }
    said
}

/// The literals up to the bracket that closes, or to the end of the statement.
fn literals(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut depth = i32::from(!text.starts_with('('));
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '(' | '{' | '[' => depth += 1,
            ')' | '}' | ']' => depth -= 1,
            ';' if depth <= 1 => break,
            '"' => {
                let mut literal = String::new();
                while let Some(c) = chars.next() {
                    match c {
                        '"' => break,
                        '\\' => match chars.next() {
                            Some('\n') => {
                                let rest = chars.as_str().trim_start();
                                chars = rest.chars();
                            }
                            Some(other) => literal.push(other),
                            None => break,
                        },
                        c => literal.push(c),
                    }
                }
                found.push(literal);
            }
            _ => {}
        }
        if depth <= 0 {
            break;
        }
    }
    found.retain(|text| text.contains(' ') && text.len() > 12);
    found.iter().map(|text| placed(text)).collect()
}

/// A template of `format!` with `{}` for what it puts in.
fn placed(template: &str) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let after = &rest[open + 1..];
        if let Some(after) = after.strip_prefix('{') {
            out.push('{');
            rest = after;
        } else {
            out.push_str("{}");
            rest = after.split_once('}').map_or("", |(_, rest)| rest);
        }
    }
    (out + rest).replace("}}", "}")
}

#[test]
fn messages_of_the_sources_are_in_the_catalogue() {
    let all = said();
    assert!(all.len() > 150, "{}", all.len());
    let known = |text: &String| vietnamese(&text.replace("{}", "«x»")).is_some();
    let lacking: Vec<_> = all.iter().filter(|text| !known(text)).collect();
    println!("{} of {} have no Vietnamese: {lacking:#?}", lacking.len(), all.len());
    // What is put together of parts is known as a whole.
    assert!(lacking.len() * 5 < all.len(), "{} of {}", lacking.len(), all.len());
}

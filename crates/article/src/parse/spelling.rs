//! What the front matter says of the check of spelling: `check: false`, or a mapping.

use super::field::Reader;
use super::yaml::{Node, Value};
use crate::spelling::SpellingChoice;

/// The keys of the mapping.
const KEYS: [&str; 4] = ["off", "words", "tone-style", "decree"];

/// Reads the value of `check`.
pub(super) fn choice(reader: &mut Reader<'_>, node: &Node) -> Option<SpellingChoice> {
    let mut choice = SpellingChoice::default();
    let Value::Map(map) = &node.value else {
        choice.none = !reader.yes(node)?;
        return Some(choice);
    };
    for (key, value) in map {
        let Value::Text(name) = &key.value else { continue };
        match name.as_str() {
            "off" => choice.off = reader.texts(value),
            "words" => {
                choice.words = reader.texts(value).into_iter().map(|word| word.value).collect();
            }
            "tone-style" | "tone_style" => {
                let style = reader.text(value)?;
                if crate::spelling::tones(&style.value).is_none() {
                    reader.wrong(value, "style of tones: `old`, `new`, `keep` or `majority`");
                } else {
                    choice.tone_style = Some(style.value);
                }
            }
            "decree" => choice.decree = reader.yes(value),
            _ => reader.unknown(key, KEYS),
        }
    }
    Some(choice)
}

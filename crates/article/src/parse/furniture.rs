//! Running heads and feet of the front matter: a text, or parts and variants.

use super::field::Reader;
use super::inline::one_line;
use super::yaml::{Node, Value};
use crate::furniture::{BandChoice, FurnitureChoice};
use crate::meta::Field;

/// The variants that a mapping may name.
const VARIANTS: [&str; 3] = ["first", "odd", "even"];
/// The parts that a mapping may name.
const PARTS: [&str; 3] = ["left", "center", "right"];

/// Reads the value of `header` or `footer`; none where nothing is said.
pub(super) fn furniture(reader: &mut Reader<'_>, node: &Node) -> Option<FurnitureChoice> {
    let mut choice = FurnitureChoice::default();
    match &node.value {
        Value::Null => return None,
        Value::Map(map) => {
            let mut general = BandChoice::default();
            let mut named = false;
            for (key, value) in map {
                let Value::Text(name) = &key.value else { continue };
                match name.as_str() {
                    "first" => choice.first = band(reader, value),
                    "odd" => choice.odd = band(reader, value),
                    "even" => choice.even = band(reader, value),
                    _ if part(reader, &mut general, name, value) => named = true,
                    _ => reader.unknown(key, VARIANTS.into_iter().chain(PARTS)),
                }
            }
            choice.general = named.then_some(general);
        }
        _ => choice.general = Some(band(reader, node)?),
    }
    Some(choice)
}

/// A band: a text is its middle, `false` nothing.
fn band(reader: &mut Reader<'_>, node: &Node) -> Option<BandChoice> {
    let mut band = BandChoice::default();
    match &node.value {
        Value::Map(map) => {
            for (key, value) in map {
                let Value::Text(name) = &key.value else { continue };
                if !part(reader, &mut band, name, value) {
                    reader.unknown(key, PARTS);
                }
            }
        }
        Value::Text(text) if text == "false" => {}
        Value::Text(_) | Value::Null => band.center = template(reader, node),
        Value::List(_) => {
            reader.wrong(node, "text and no mapping of `left`, `center` and `right`");
            return None;
        }
    }
    Some(band)
}

/// Reads a part of this name; whether there is one.
fn part(reader: &mut Reader<'_>, band: &mut BandChoice, name: &str, node: &Node) -> bool {
    let into = match name {
        "left" => &mut band.left,
        "center" => &mut band.center,
        "right" => &mut band.right,
        _ => return false,
    };
    *into = template(reader, node);
    true
}

fn template(reader: &mut Reader<'_>, node: &Node) -> Option<Field<String>> {
    match &node.value {
        Value::Text(text) => Some(Field { value: one_line(text), span: reader.span(node) }),
        Value::Null => None,
        Value::List(_) | Value::Map(_) => {
            reader.wrong(node, "text");
            None
        }
    }
}

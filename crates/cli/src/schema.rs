//! JSON Schema (draft 2020-12) of theme files and of front matter, for editors that complete and check
//! them; made from the tables that are read by.

pub(crate) mod machines;

use serde_json::{Map, Value, json};
use vanban_article::{FRONT_KEYS, FrontKind};
use vanban_theme::describe::describe;
use vanban_theme::{KeyKind, Theme};

/// The dialect.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";
/// A number as it is written before a unit.
const NUMBER: &str = "-?[0-9]*[.,]?[0-9]+ *";
/// A colour.
const COLOR: &str = "#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})";

/// The schema of a theme file.
pub(crate) fn theme() -> String {
    let office = Theme::named("office").expect("the office theme is built in");
    let mut root = object("A theme of vanban");
    root.insert("$schema".to_owned(), DIALECT.into());
    let names = Theme::names().join(", ");
    let inherit = json!({
        "type": "string",
        "description": format!("a built-in theme ({names}) or a theme file; office where it is not said")
    });
    insert(&mut root, &[], "inherit", inherit);
    for table in describe(&office) {
        let path: Vec<&str> = table.path.iter().map(|name| &**name).collect();
        if let Some((name, outer)) = path.split_last() {
            insert(&mut root, outer, name, Value::Object(object(table.about)));
        }
        for key in &table.keys {
            let mut value = kind(key.kind);
            value.insert("description".to_owned(), key.about.into());
            insert(&mut root, &path, key.name, Value::Object(value));
        }
    }
    own_spans(&mut root);
    pretty(&Value::Object(root))
}

/// Lets a theme name roles of spans of its own, whose keys are those of any other.
fn own_spans(root: &mut Map<String, Value>) {
    let spans = root.get_mut("properties").and_then(|tables| tables.get_mut("span"));
    let Some(spans) = spans.and_then(Value::as_object_mut) else { return };
    let one = spans.get("properties").and_then(Value::as_object);
    let Some(mut own) = one.and_then(|spans| spans.values().next()).cloned() else { return };
    own["description"] = "a role of the theme's own".into();
    spans.insert("additionalProperties".to_owned(), own);
}

/// The schema of front matter.
pub(crate) fn front_matter() -> String {
    let mut root = object("The front matter of an article of vanban");
    root.insert("$schema".to_owned(), DIALECT.into());
    for key in FRONT_KEYS {
        // YAML reads an unquoted year or day as a number or a date; vanban reads all as text.
        let text = json!(["string", "number", "boolean", "null"]);
        let mut value = match (key.kind, key.name) {
            (FrontKind::Text, "theme") => {
                let names = json!({ "enum": Theme::names() });
                json!({ "anyOf": [names, { "type": "string", "pattern": "\\.toml$" }] })
            }
            (FrontKind::Text, _) => json!({ "type": text }),
            (FrontKind::Texts, _) => {
                let name = json!({
                    "type": "object", "properties": { "name": { "type": "string" } }, "required": ["name"]
                });
                json!({ "anyOf": [
                    { "type": text },
                    { "type": "array", "items": { "anyOf": [{ "type": text }, name] } }
                ] })
            }
            (FrontKind::Date, _) => {
                let pattern = "^([0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}([T ].*)?|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4})$";
                json!({ "type": "string", "pattern": pattern })
            }
            (FrontKind::Language, _) => {
                json!({ "type": "string", "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$" })
            }
            (FrontKind::Switch, _) => {
                json!({ "enum": [true, false, "true", "false", "yes", "no", "có", "không"] })
            }
            (FrontKind::Depth, _) => json!({ "enum": [true, false, 1, 2, 3] }),
            (FrontKind::Spelling, _) => {
                let texts = json!({ "anyOf": [
                    { "type": "string" }, { "type": "array", "items": { "type": "string" } }
                ] });
                let styles = json!({ "enum": ["majority", "old", "new", "keep"] });
                json!({ "anyOf": [
                    { "type": "boolean" },
                    { "type": "object", "properties": {
                        "off": texts.clone(), "words": texts, "tone-style": styles.clone(),
                        "tone_style": styles, "decree": { "type": "boolean" } },
                      "additionalProperties": false }
                ] })
            }
            (FrontKind::Watermark, _) => {
                let color = json!({ "type": "string", "pattern": format!("^{COLOR}$") });
                json!({ "anyOf": [
                    { "type": text },
                    { "type": "object", "properties": { "text": { "type": text }, "color": color },
                      "required": ["text"], "additionalProperties": false }
                ] })
            }
            (FrontKind::Furniture, _) => {
                let mut parts = parts();
                for variant in ["first", "odd", "even"] {
                    let band = json!({ "anyOf": [{ "type": text }, parts_of_band()] });
                    parts.insert(variant.to_owned(), band);
                }
                json!({ "anyOf": [
                    { "type": text },
                    { "type": "object", "properties": parts, "additionalProperties": false }
                ] })
            }
        };
        if let Some(value) = value.as_object_mut() {
            value.insert("description".to_owned(), key.about.into());
        }
        insert(&mut root, &[], key.name, value);
    }
    pretty(&Value::Object(root))
}

fn object(about: &str) -> Map<String, Value> {
    let value = json!({
        "description": about, "type": "object", "properties": {}, "additionalProperties": false
    });
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// Puts a property into the object that a path of properties leads to.
fn insert(root: &mut Map<String, Value>, path: &[&str], name: &str, value: Value) {
    let mut object = root;
    for step in path {
        let next = object
            .get_mut("properties")
            .and_then(|properties| properties.get_mut(*step))
            .and_then(Value::as_object_mut);
        match next {
            Some(next) => object = next,
            None => return,
        }
    }
    if let Some(properties) = object.get_mut("properties").and_then(Value::as_object_mut) {
        properties.insert(name.to_owned(), value);
    }
}

/// What may stand behind a key of a theme file.
fn kind(kind: KeyKind) -> Map<String, Value> {
    let pattern =
        |pattern: String| json!({ "type": "string", "pattern": format!("^({pattern})$") });
    let length = format!("{NUMBER}(pt|mm|cm|in)|0");
    let with_ems = format!("{NUMBER}(pt|mm|cm|in|em)|0");
    let rule = format!("{NUMBER}(pt|mm|cm|in)( *{COLOR})?");
    let value = match kind {
        KeyKind::Text | KeyKind::Template => json!({ "type": "string" }),
        KeyKind::Texts => json!({ "type": "array", "items": { "type": "string" }, "minItems": 1 }),
        KeyKind::Flag => json!({ "type": "boolean" }),
        KeyKind::Length { ems: true } => pattern(with_ems),
        KeyKind::Length { ems: false } => pattern(length),
        KeyKind::Ems => pattern(format!("{NUMBER}em")),
        KeyKind::LengthOr(word) => pattern(format!("{with_ems}|{word}")),
        KeyKind::Number => json!({ "type": "number" }),
        KeyKind::Color => pattern(COLOR.to_owned()),
        KeyKind::ColorOr(word) => pattern(format!("{COLOR}|{word}")),
        KeyKind::Rule => pattern(rule),
        KeyKind::RuleOr(word) => pattern(format!("{rule}|{word}")),
        KeyKind::Word(words) => json!({ "enum": words }),
        KeyKind::Variant(_) => json!({ "anyOf": [{ "type": "string" }, parts_of_band()] }),
    };
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// The parts of a band as properties.
fn parts() -> Map<String, Value> {
    let part = |name: &str| (name.to_owned(), json!({ "type": "string" }));
    ["left", "center", "right"].map(part).into_iter().collect()
}

fn parts_of_band() -> Value {
    json!({ "type": "object", "properties": parts(), "additionalProperties": false })
}

/// A schema as text.
pub(crate) fn pretty(value: &Value) -> String {
    let text = serde_json::to_string_pretty(value);
    text.expect("a value of JSON can be written") + "\n"
}

#[cfg(test)]
mod tests {
    use super::{front_matter, theme};
    use serde_json::Value;

    #[test]
    fn every_key_of_a_theme_is_described() {
        let schema: Value = serde_json::from_str(&theme()).expect("JSON");
        let size = &schema["properties"]["role"]["properties"]["body"]["properties"]["size"];
        assert_eq!(size["description"], "the font size, in half points");
        assert!(schema["properties"]["head"]["properties"]["first"]["anyOf"].is_array());
        assert_eq!(schema["properties"]["inherit"]["type"], "string");
        let own = &schema["properties"]["span"]["additionalProperties"]["properties"];
        assert_eq!(own["bold"]["type"], "boolean");
    }

    #[test]
    fn every_key_of_front_matter_is_described() {
        let schema: Value = serde_json::from_str(&front_matter()).expect("JSON");
        for key in vanban_article::FRONT_KEYS {
            assert_eq!(schema["properties"][key.name]["description"], key.about);
        }
    }
}

//! `vanban schema config` and `report`: JSON Schema of configuration files and of reports. The first is made
//! from the table that they are read by.

use serde_json::{Map, Value, json};

use crate::config::{KEYS, Key, Kind};
use crate::schema::pretty;

/// The dialect.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema of a configuration file.
pub(crate) fn config() -> String {
    let mut keys = Map::new();
    for key in &KEYS {
        let (name, value) = property(key);
        match name.split_once('.') {
            None => {
                keys.insert(name, value);
            }
            Some((table, name)) => {
                let table = keys.entry(table.to_owned()).or_insert_with(
                    || json!({ "type": "object", "properties": {}, "additionalProperties": false }),
                );
                table["properties"][name] = value;
            }
        }
    }
    let profile = json!({
        "type": "object",
        "properties": keys.clone(),
        "additionalProperties": false,
    });
    let about = "what holds with `--profile NAME`, before what stands outside of profiles";
    let profiles =
        json!({ "description": about, "type": "object", "additionalProperties": profile });
    keys.insert("profile".to_owned(), profiles);
    pretty(&json!({
        "$schema": DIALECT,
        "title": "vanban.toml, the configuration of vanban",
        "type": "object",
        "properties": keys,
        "additionalProperties": false,
    }))
}

fn property(key: &Key) -> (String, Value) {
    let list = |item: Value| json!({ "anyOf": [item.clone(), { "type": "array", "items": item }] });
    let text = json!({ "type": "string", "minLength": 1 });
    let mut value = match key.kind {
        Kind::Text => text,
        Kind::Texts => list(text),
        Kind::Word(words) => json!({ "enum": words }),
        Kind::Words(words) => list(json!({ "enum": words })),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Count => json!({ "type": "integer", "minimum": 1, "maximum": 65_535 }),
    };
    value["description"] = key.about.into();
    (key.name.to_owned(), value)
}

/// The schema of a report.
pub(crate) fn report() -> String {
    let count = json!({ "type": "integer", "minimum": 0 });
    let place = json!({ "type": "integer", "minimum": 1 });
    let diagnostic = json!({
        "type": "object",
        "properties": {
            "code": { "type": "string", "pattern": "^VB[0-9]{4}$" },
            "severity": { "enum": ["note", "warning", "error"] },
            "message": { "type": "string" },
            "file": { "type": "string" },
            "line": place,
            "column": { "description": "in characters as a person sees them", "type": "integer", "minimum": 1 },
            "end_line": place,
            "end_column": place,
            "bytes": {
                "description": "the first byte in the file, and one past the last",
                "type": "array", "items": count, "minItems": 2, "maxItems": 2,
            },
            "hints": { "type": "array", "items": { "type": "string" } },
        },
        "required": ["code", "severity", "message", "hints"],
        "additionalProperties": false,
    });
    let output = json!({
        "type": "object",
        "properties": {
            "format": { "enum": ["pdf", "docx"] },
            "path": { "description": "`-` is standard output", "type": "string" },
            "bytes": count,
            "blake3": { "type": "string", "pattern": "^[0-9a-f]{64}$" },
        },
        "required": ["format", "path", "bytes", "blake3"],
        "additionalProperties": false,
    });
    let article = json!({
        "type": "object",
        "properties": {
            "input": { "type": "string" },
            "status": { "enum": ["built", "checked", "failed", "skipped"] },
            "pages": count,
            "outputs": { "type": "array", "items": { "$ref": "#/$defs/output" } },
            "diagnostics": { "type": "array", "items": { "$ref": "#/$defs/diagnostic" } },
            "milliseconds": { "description": "with --timings", "type": "integer", "minimum": 0 },
        },
        "required": ["input", "status", "outputs", "diagnostics"],
        "additionalProperties": false,
    });
    let names = ["articles", "built", "checked", "failed", "skipped", "errors", "warnings"];
    let mut counts: Map<String, Value> =
        names.iter().map(|name| ((*name).to_owned(), count.clone())).collect();
    counts.insert("interrupted".to_owned(), json!({ "type": "boolean" }));
    let required: Vec<String> = counts.keys().cloned().collect();
    let summary = json!({
        "type": "object", "properties": counts, "required": required, "additionalProperties": false,
    });
    pretty(&json!({
        "$schema": DIALECT,
        "title": "What became of each article, as `vanban build --report` writes it",
        "type": "object",
        "properties": {
            "version": { "const": 1 },
            "program": { "type": "string" },
            "diagnostics": {
                "description": "what was told before any article",
                "type": "array", "items": { "$ref": "#/$defs/diagnostic" },
            },
            "articles": { "type": "array", "items": { "$ref": "#/$defs/article" } },
            "summary": summary,
        },
        "required": ["version", "program", "diagnostics", "articles", "summary"],
        "additionalProperties": false,
        "$defs": { "diagnostic": diagnostic, "output": output, "article": article },
    }))
}

#[cfg(test)]
mod tests {
    use super::{config, report};
    use crate::config::KEYS;
    use serde_json::Value;

    #[test]
    fn every_setting_is_described_also_in_profiles() {
        let schema: Value = serde_json::from_str(&config()).expect("JSON");
        for key in KEYS {
            let described = |at: &Value| match key.name.split_once('.') {
                None => at["properties"][key.name]["description"].clone(),
                Some((table, name)) => {
                    at["properties"][table]["properties"][name]["description"].clone()
                }
            };
            assert_eq!(described(&schema), key.about);
            assert_eq!(
                described(&schema["properties"]["profile"]["additionalProperties"]),
                key.about
            );
        }
    }

    #[test]
    fn the_schema_of_reports_names_what_it_refers_to() {
        let schema: Value = serde_json::from_str(&report()).expect("JSON");
        for name in ["diagnostic", "output", "article"] {
            assert!(schema["$defs"][name]["properties"].is_object(), "{name}");
        }
    }
}

//! `vanban schema manifest` and `worker`: JSON Schema of the lines of manifests, of requests to workers and
//! of their answers.

use serde_json::{Value, json};
use vanban_article::Code;

use super::{DIALECT, pretty};

/// The schema of a line of a manifest.
pub(crate) fn manifest() -> String {
    pretty(&json!({
        "$schema": DIALECT,
        "title": "A line of what `vanban build --manifest` writes: first the head, then an article each",
        "oneOf": [ { "$ref": "#/$defs/head" }, { "$ref": "#/$defs/article" } ],
        "$defs": definitions(false),
    }))
}

/// The schema of what goes through a worker.
pub(crate) fn worker() -> String {
    let text = json!({ "type": "string", "minLength": 1 });
    let mut definitions = definitions(true);
    definitions["request"] = json!({
        "description": "a line of standard input",
        "type": "object",
        "properties": {
            "id": { "description": "what the article is called in the answer; its path where nothing \
                    is said", "type": "string" },
            "article": text,
            "out": { "description": "the papers, whose names end in .pdf and .docx",
                "type": "array", "items": text, "minItems": 1, "maxItems": 2 },
            "out-dir": { "description": "the folder for papers, where `out` says nothing",
                "type": "string" },
            "theme": text,
            "docx-fonts": { "enum": ["full", "vietnamese", "none"] },
            "pdf-standard": { "type": "array", "items": {
                "enum": ["a-2b", "a-2u", "a-2a", "a-3a", "a-4", "ua-1", "1.7", "2.0"] } },
            "strict": { "type": "boolean" },
        },
        "required": ["article"],
        "additionalProperties": false,
    });
    definitions["refusal"] = json!({
        "description": "the answer to a request that makes no sense",
        "type": "object",
        "properties": {
            "id": { "type": ["string", "null"] },
            "status": { "const": "refused" },
            "code": { "const": Code::REQUEST.0 },
            "error": { "type": "string" },
            "hint": { "type": "string" },
        },
        "required": ["id", "status", "code", "error", "hint"],
        "additionalProperties": false,
    });
    let parts = ["request", "article", "refusal"];
    let parts = parts.map(|part| json!({ "$ref": format!("#/$defs/{part}") }));
    pretty(&json!({
        "$schema": DIALECT,
        "title": "A line that `vanban worker` reads (a request) or writes (an article or a refusal)",
        "oneOf": parts,
        "$defs": definitions,
    }))
}

/// Heads, articles, diagnostics.
fn definitions(of_worker: bool) -> Value {
    let count = json!({ "type": "integer", "minimum": 0 });
    let place = json!({ "type": "integer", "minimum": 1 });
    let hash = json!({ "type": "string", "pattern": "^[0-9a-f]{64}$" });
    let object = |properties: Value, required: &[&str]| {
        json!({
            "type": "object", "properties": properties, "required": required,
            "additionalProperties": false,
        })
    };
    let part = object(
        json!({ "index": place, "of": place, "articles": count }),
        &["index", "of", "articles"],
    );
    let head = object(
        json!({
            "manifest": { "const": 1 },
            "program": { "type": "string" },
            "build": { "description": "the hash of the program's sources and fonts", "type": "string" },
            "articles": count,
            "set": hash,
            "shard": part,
        }),
        &["manifest", "program", "build", "articles", "set"],
    );
    let need = object(
        json!({
            "path": { "type": "string" },
            "blake3": { "description": "null where the file is not there",
                "anyOf": [hash, { "type": "null" }] },
        }),
        &["path", "blake3"],
    );
    let paper = object(
        json!({ "format": { "enum": ["pdf", "docx"] }, "bytes": count, "blake3": hash }),
        &["format", "bytes", "blake3"],
    );
    let diagnostic = object(
        json!({
            "code": { "type": "string", "pattern": "^(VB[0-9]{4})?$" },
            "severity": { "enum": ["note", "warning", "error"] },
            "message": { "type": "string" },
            "file": { "description": "where it is not the article", "type": "string" },
            "line": place, "column": place, "end_line": place, "end_column": place,
            "bytes": { "type": "array", "items": count, "minItems": 2, "maxItems": 2 },
            "hints": { "type": "array", "items": { "type": "string" } },
        }),
        &["code", "severity", "message", "hints"],
    );
    let list = |item: Value| json!({ "type": "array", "items": item });
    let mut article = object(
        json!({
            "id": { "description": "the path from the folder that all articles lie in",
                "type": "string" },
            "status": { "enum": ["built", "failed"] },
            "input": { "description": "the hash of the source, null where it could not be read",
                "anyOf": [hash, { "type": "null" }] },
            "settings": { "description": "the hash of all that papers depend on and that is no file \
                    beside the article", "type": "string", "pattern": "^[0-9a-f]{64}$" },
            "needs": list(need),
            "pages": count,
            "outputs": list(paper),
            "diagnostics": list(diagnostic),
        }),
        &["id", "status", "input", "settings", "needs", "outputs", "diagnostics"],
    );
    if of_worker {
        article["properties"]["build"] = json!({ "type": "string" });
    }
    json!({ "head": head, "article": article })
}

#[cfg(test)]
mod tests {
    use super::{manifest, worker};
    use serde_json::Value;

    #[test]
    fn schemas_define_what_they_refer_to() {
        for text in [manifest(), worker()] {
            let schema: Value = serde_json::from_str(&text).expect("JSON");
            for one in schema["oneOf"].as_array().expect("parts") {
                let name = one["$ref"].as_str().expect("a reference");
                let name = name.strip_prefix("#/$defs/").expect("within");
                assert!(schema["$defs"][name].is_object(), "{name}");
            }
        }
    }
}

//! Messages as SARIF 2.1.0 (OASIS), printed piece by piece so that no run is held in memory: the head, a
//! result for each message, the tail with the rules.

use serde_json::{Value, json};
use vanban_article::Severity;

use super::message::{Message, Place};
use super::record::Summary;
use crate::explanations;

/// What precedes the results.
pub(super) const HEAD: &str = "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\
    \"version\":\"2.1.0\",\"runs\":[{\"columnKind\":\"unicodeCodePoints\",\"results\":[";

/// A message as a result.
pub(super) fn result(message: &Message) -> String {
    let mut text = message.text.clone();
    for hint in &message.hints {
        text.push_str(&format!("\nhelp: {hint}"));
    }
    let mut result = json!({ "level": level(message.severity), "message": { "text": text } });
    if let Some(index) = explanations::all().position(|each| each.code == message.code) {
        result["ruleId"] = message.code.into();
        result["ruleIndex"] = index.into();
    }
    if let Some(place) = &message.place {
        result["locations"] = json!([{ "physicalLocation": {
            "artifactLocation": { "uri": uri(&place.file) },
            "region": region(place),
        } }]);
    }
    result.to_string()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn region(place: &Place) -> Value {
    let mut region = json!({ "startLine": place.start.line, "startColumn": place.start.point });
    if let Some(end) = place.end {
        region["endLine"] = end.line.into();
        region["endColumn"] = end.point.into();
    }
    region
}

/// A file's name as a reference of RFC 3986: relative names stay relative.
fn uri(file: &str) -> String {
    let mut uri = String::with_capacity(file.len());
    if file.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in file.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            b'\\' if cfg!(windows) => uri.push('/'),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

/// What follows the results: how the run ended, and what each code means.
pub(super) fn tail(summary: &Summary) -> String {
    let rules: Vec<Value> = explanations::all()
        .map(|each| {
            json!({
                "id": each.code,
                "shortDescription": { "text": each.title },
                "fullDescription": { "text": each.text },
            })
        })
        .collect();
    let successful = summary.failed == 0 && !summary.interrupted;
    let invocations = json!([{ "executionSuccessful": successful }]);
    let tool = json!({ "driver": {
        "name": "vanban", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules,
    } });
    format!("\n],\"invocations\":{invocations},\"tool\":{tool}}}]}}\n")
}

#[cfg(test)]
mod tests {
    use super::{HEAD, result, tail, uri};
    use crate::report::message::Message;
    use crate::report::record::Summary;
    use serde_json::Value;

    #[test]
    fn the_pieces_are_one_document_whose_results_find_their_rules() {
        let message = result(&Message::of_the_world("VB0801", "không ghi được \"x\""));
        let text = format!("{HEAD}{message},{message}{}", tail(&Summary::default()));
        let document: Value = serde_json::from_str(&text).expect("one document of JSON");
        let run = &document["runs"][0];
        let index = run["results"][1]["ruleIndex"].as_u64().expect("a rule") as usize;
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], "VB0801");
        assert_eq!(run["invocations"][0]["executionSuccessful"], true);
        let empty: Value = serde_json::from_str(&format!("{HEAD}{}", tail(&Summary::default())))
            .expect("a run without results is a document too");
        assert_eq!(empty["runs"][0]["results"], Value::Array(Vec::new()));
    }

    #[test]
    fn names_of_files_are_references() {
        assert_eq!(uri("tin/bài #1.md"), "tin/b%C3%A0i%20%231.md");
        assert_eq!(uri("/a b"), "file:///a%20b");
        assert_eq!(uri("<stdin>"), "%3Cstdin%3E");
    }
}

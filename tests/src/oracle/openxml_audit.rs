//! openxml-audit: the schemas and rules of Office Open XML.

use std::path::Path;

use serde_json::Value;

use crate::tool;

/// The versions of Office whose rules the papers must keep.
pub const PROFILES: [&str; 3] = ["office2007", "office2019", "microsoft365"];

/// What it finds in a DOCX by the rules of a version of Office. One run a file: in a run over several
/// it looks for the notes of one in another.
///
/// # Panics
/// If it gives no report.
#[must_use]
pub fn findings(docx: &Path, profile: &str) -> Vec<String> {
    let args = ["--max-errors", "0", "--output", "json", "--format", profile];
    let done = tool::run(tool::script("openxml-audit", &args).arg(docx));
    let text = String::from_utf8_lossy(&done.stdout);
    let report: Value = serde_json::from_str(&text)
        .unwrap_or_else(|error| panic!("openxml-audit: {error}\n{text}{}", done.stderr));
    let mut found = Vec::new();
    for file in report.as_array().expect("the report is a list") {
        let name = file["file"].as_str().unwrap_or_default();
        for problem in file["errors"].as_array().into_iter().flatten() {
            let field = |key: &str| problem[key].as_str().unwrap_or_default().to_owned();
            found.push(format!(
                "{profile} {name} {} {}: {}",
                field("part_uri"),
                field("path"),
                field("description")
            ));
        }
        if file["valid"] != Value::Bool(true) && found.is_empty() {
            found.push(format!("{profile} {name}: {file}"));
        }
    }
    found
}

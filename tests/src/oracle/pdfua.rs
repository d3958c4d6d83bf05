//! pdfua: the rules of PDF/UA-1 that a machine can check.

use std::path::Path;

use serde_json::Value;

use crate::tool;

/// What it is certain of, at any severity.
///
/// # Panics
/// If it gives no report.
#[must_use]
pub fn findings(pdf: &Path) -> Vec<String> {
    let args = ["check", "--certain-only", "--format", "json"];
    let done = tool::run(tool::script("pdfua", &args).arg(pdf));
    let text = String::from_utf8_lossy(&done.stdout);
    let report: Value = serde_json::from_str(&text)
        .unwrap_or_else(|error| panic!("pdfua: {error}\n{text}{}", done.stderr));
    let findings = report["findings"].as_array().expect("the report lists findings");
    findings
        .iter()
        .map(|finding| {
            let field = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
            format!("{} {}: {}", field("rule_id"), field("location"), field("message"))
        })
        .collect()
}

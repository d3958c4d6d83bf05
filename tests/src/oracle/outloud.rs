//! outloud: PDF/UA-1, WCAG 2.2 and what a screen reader would make of a PDF.

use std::path::Path;

use serde_json::Value;

use crate::tool;

/// TBL-014 looks for a ruled table's tags by the one page that its element names: it never finds
/// those of a table that goes on over several pages.
const LEFT_OUT: [&str; 1] = ["TBL-014"];

/// What it finds at the severities `error` and `warning`.
///
/// # Panics
/// If it gives no report.
#[must_use]
pub fn findings(pdf: &Path) -> Vec<String> {
    let done = tool::run(tool::script("outloud", &["--json", "-"]).arg(pdf));
    let text = String::from_utf8_lossy(&done.stdout);
    let report: Value = serde_json::from_str(&text)
        .unwrap_or_else(|error| panic!("outloud: {error}\n{text}{}", done.stderr));
    let mut found = Vec::new();
    for result in report["results"].as_array().expect("the report lists results") {
        if !result["error"].is_null() {
            found.push(result["error"].to_string());
        }
        for finding in result["findings"].as_array().into_iter().flatten() {
            let field = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
            if field("severity") != "info" && !LEFT_OUT.contains(&field("rule").as_str()) {
                found.push(format!(
                    "{} {}: {}",
                    field("rule"),
                    field("severity"),
                    field("message")
                ));
            }
        }
    }
    found
}

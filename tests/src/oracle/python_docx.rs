//! python-docx: reads the package the way scripts of offices do.

use std::path::Path;

use serde_json::Value;

use crate::tool;

/// What the script beside this file reads in a DOCX.
///
/// # Panics
/// If python-docx does not open it.
#[must_use]
pub fn report(docx: &Path) -> Value {
    let script = include_str!("python_docx.py");
    let text = tool::text(tool::script("python3", &["-c", script]).arg(docx));
    serde_json::from_str(&text).expect("the script writes JSON")
}

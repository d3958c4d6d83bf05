//! qpdf: the syntax of PDF files.

use std::path::Path;

use crate::tool;

/// Whether qpdf finds the file in order: exit code 0 and not one warning.
///
/// # Errors
/// What qpdf says.
pub fn check(pdf: &Path) -> Result<(), String> {
    let done = tool::run(tool::with("qpdf", &["--check"]).arg(pdf));
    if done.code == Some(0) {
        return Ok(());
    }
    Err(format!("qpdf --check: {}{}", String::from_utf8_lossy(&done.stdout), done.stderr))
}

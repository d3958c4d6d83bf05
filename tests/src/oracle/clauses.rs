//! The rules of PDF/A, PDF/UA-1 and PDF/X-4 that can be computed, each by its clause, walked over the
//! objects of a PDF by the scripts in `clauses/` with pikepdf. They judge a PDF by what it claims.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::{place, tool};

/// What a PDF claims, and what is found against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The standards that it names, such as `A-2a`.
    pub claims: Vec<String>,
    /// The rules that are broken, with what breaks them.
    pub findings: Vec<String>,
}

/// Judges PDFs.
///
/// # Panics
/// If a script fails.
#[must_use]
pub fn judge<P: AsRef<Path>>(pdfs: &[P]) -> Vec<Judged> {
    let mut command = tool::script("python3", &[]);
    command.arg(script("main.py")).args(pdfs.iter().map(AsRef::as_ref));
    let text = tool::text(&mut command);
    let texts = |value: &Value| -> Vec<String> {
        let items = value.as_array().expect("the script writes lists");
        items.iter().map(|text| text.as_str().unwrap_or_default().to_owned()).collect()
    };
    let judged: Vec<Judged> = text
        .lines()
        .map(|line| {
            let value: Value = serde_json::from_str(line).expect("the script writes JSON");
            Judged { claims: texts(&value["claims"]), findings: texts(&value["findings"]) }
        })
        .collect();
    assert_eq!(judged.len(), pdfs.len(), "a line for each PDF");
    judged
}

/// Breaks one rule after another in a copy of a PDF, and gives those that are not found then.
///
/// # Panics
/// If the script fails.
#[must_use]
pub fn unseen(pdf: &Path) -> Vec<String> {
    let text = tool::text(tool::script("python3", &[]).arg(script("broken.py")).arg(pdf));
    text.lines().map(str::to_owned).collect()
}

fn script(name: &str) -> PathBuf {
    place::tests().join("src/oracle/clauses").join(name)
}

//! `vanban explain`: what a code of a diagnostic means and what to do about it.

use std::process::ExitCode;

use vanban_article::nearest;

use crate::explanations::{self, Explanation};
use crate::settings::UsageError;
use crate::{lang, report};

/// The title and the text of an explanation in the language that was chosen, where they are there.
fn told(each: &Explanation) -> (&'static str, &'static str) {
    let vietnamese =
        lang::is_vietnamese().then(|| explanations::vietnamese::of(each.code)).flatten();
    vietnamese.unwrap_or((each.title, each.text))
}

/// Explains a code, or lists them all.
///
/// # Errors
///
/// Where there is no such code.
pub(crate) fn run(code: Option<&str>) -> Result<ExitCode, UsageError> {
    let Some(code) = code else {
        let line = |each: &Explanation| format!("{}  {}\n", each.code, told(each).0);
        report::result(&explanations::all().map(line).collect::<String>());
        return Ok(ExitCode::SUCCESS);
    };
    let mut asked = code.trim().to_ascii_uppercase();
    if asked.starts_with(|c: char| c.is_ascii_digit()) {
        asked.insert_str(0, "VB");
    }
    match explanations::all().find(|each| each.code == asked) {
        Some(each) => {
            let (title, text) = told(each);
            report::result(&format!("{}: {title}\n\n{text}\n", each.code));
            Ok(ExitCode::SUCCESS)
        }
        None => {
            let hint = match nearest(&asked, explanations::all().map(|each| each.code)) {
                Some(near) => format!("did you mean `{near}`? `vanban explain` lists all codes"),
                None => "`vanban explain` lists all codes".to_owned(),
            };
            let shown: String = code.chars().take(40).collect();
            Err(UsageError { message: format!("no diagnostic has the code `{shown}`"), hint })
        }
    }
}

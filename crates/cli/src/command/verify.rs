//! `vanban verify`: do the PDF and the DOCX, as LibreOffice lays it out, break at the same places?

use std::path::Path;
use std::process::ExitCode;

use vanban_article::Code;
use vanban_pdf::read_lines;

use crate::agreement::{Agreement, LinePlace, Lines, compare};
use crate::args::Format;
use crate::settings::{Choices, Input, Verify};
use crate::soffice::Soffice;
use crate::{files, papers, report, spelling};

/// How many differences of an article are shown.
const SHOWN: usize = 5;

/// Verifies every article; the code is 1 where papers differ or could not be compared.
pub(crate) fn run(verify: &Verify) -> ExitCode {
    let soffice = match Soffice::find(&verify.soffice) {
        Ok(soffice) => soffice,
        Err(message) => {
            report::failure(Code::COMPARE, &message);
            return ExitCode::FAILURE;
        }
    };
    let mut all = true;
    for (path, choices) in &verify.articles {
        all &= article(&soffice, path, choices);
    }
    if all { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Verifies one article; whether its papers agree.
fn article(soffice: &Soffice, path: &Path, choices: &Choices) -> bool {
    let input = Input::File(path.to_owned());
    let source = match files::read_up_to(&input, choices.limits.input) {
        Ok(source) => source,
        Err((source, diagnostic)) => {
            report::diagnostics(&source, &[*diagnostic]);
            return false;
        }
    };
    let formats = [Format::Pdf, Format::Docx];
    // How words are spelled is the business of `check`.
    let choices = Choices { spelling: spelling::none(), ..choices.clone() };
    let (papers, diagnostics) = papers::make(&input, &source, &formats, &choices);
    // Here the notes are shown too: they tell which paragraph may break differently.
    report::everything(&source, &diagnostics);
    let Some([pdf, docx]) = papers.and_then(|papers| <[Vec<u8>; 2]>::try_from(papers).ok()) else {
        return false;
    };
    let name = files::name(&input);
    let compared = soffice.lay_out(&docx).and_then(|theirs| {
        let lines =
            |bytes: &[u8]| read_lines(bytes).map(Lines::of).map_err(|error| error.to_string());
        Ok((lines(&pdf)?, lines(&theirs)?))
    });
    match compared {
        Ok((ours, theirs)) => {
            let agreement = compare(&ours, &theirs, SHOWN);
            let text = summary(&name, &soffice.version, &ours, &theirs, &agreement);
            report::result(&text);
            agreement.differences.is_empty()
        }
        Err(message) => {
            report::failure(Code::COMPARE, &format!("cannot verify `{name}`: {message}"));
            false
        }
    }
}

/// What there is to say of an article: a line, and the first places that differ.
fn summary(
    name: &str,
    version: &str,
    ours: &Lines,
    theirs: &Lines,
    agreement: &Agreement,
) -> String {
    let breaks = ours.pages.max(theirs.pages).saturating_sub(1);
    let lines = ours.len().max(theirs.len());
    let mut text = format!(
        "{name}: {} of {lines} lines and {} of {breaks} page breaks agree with {version}\n",
        agreement.lines, agreement.breaks
    );
    for (one, other) in &agreement.differences {
        let mut tell = |paper: &str, place: &Option<LinePlace>| {
            if let Some(LinePlace { page, line, text: words }) = place {
                text.push_str(&format!("  {paper} page {page}, line {line}: {words}\n"));
            }
        };
        tell("PDF ", one);
        tell("DOCX", other);
    }
    text
}

//! `vanban impose`: pages of a finished PDF on sheets for the press.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use vanban_article::Code;
use vanban_pdf::{ImposeError, Imposed, Imposition, Scheme, impose};
use vanban_theme::{Mm, Pt};

use crate::press::{length, paper, wrong};
use crate::settings::{Output, UsageError};
use crate::{files, report};

/// The arguments of `impose`.
#[derive(Debug, Args)]
pub(crate) struct ImposeArgs {
    /// The PDF, without a password, whoever made it; `-` reads standard input
    #[arg(value_name = "FILE.pdf")]
    pub(crate) file: PathBuf,
    /// Two pages a side, in the order of sheets that are printed on both sides and folded
    #[arg(long, conflicts_with = "nup", required_unless_present = "nup")]
    pub(crate) booklet: bool,
    /// Fold so many pages together, a multiple of 4, and bind the parts [default: all of them]
    #[arg(long, value_name = "PAGES", requires = "booklet")]
    pub(crate) signature: Option<usize>,
    /// Pages side by side and above one another, such as 2x1, 2x2 or 4x2
    #[arg(long, value_name = "COLUMNSxROWS")]
    pub(crate) nup: Option<String>,
    /// The sheet: A0 to A6, SRA3, Letter, or its sides [default: one that fits the pages]
    #[arg(long, value_name = "PAPER")]
    pub(crate) paper: Option<String>,
    /// Between pages, such as 5mm
    #[arg(long, value_name = "LENGTH", default_value = "0mm")]
    pub(crate) gap: String,
    /// Between the pages and the edge of the sheet [default: 0mm, or 10mm with marks]
    #[arg(long, value_name = "LENGTH")]
    pub(crate) margin: Option<String>,
    /// Mark where sheets are to be cut
    #[arg(long)]
    pub(crate) crop_marks: bool,
    /// Write to this file; `-` writes to standard output
    #[arg(short, long, value_name = "OUT.pdf")]
    pub(crate) output: PathBuf,
}

/// The most pages in a row or a column.
const MOST_IN_LINE: usize = 32;

/// Imposes a file.
///
/// # Errors
///
/// Where the arguments make no sense.
pub(crate) fn run(args: &ImposeArgs) -> Result<ExitCode, UsageError> {
    let how = imposition(args)?;
    let to_stdout = args.output.as_os_str() == "-";
    let output = if to_stdout { Output::Stdout } else { Output::File(args.output.clone()) };
    if args.file == args.output && !to_stdout {
        let message = format!("`{}` would replace the file that is imposed", args.output.display());
        return wrong(message, "name another output");
    }
    let name = args.file.display();
    let bytes = match files::read_whole(&args.file) {
        Ok(bytes) => bytes,
        Err(message) => {
            report::failure(Code::IMPOSE, &message);
            return Ok(ExitCode::FAILURE);
        }
    };
    let outcome = catch_unwind(AssertUnwindSafe(|| impose(&bytes, &how)));
    let done = match outcome {
        Ok(Ok(done)) => done,
        Ok(Err(error)) => {
            report::failure(Code::IMPOSE, &format!("cannot impose `{name}`: {error}"));
            if let Some(hint) = hint(&error) {
                report::note(hint);
            }
            return Ok(ExitCode::FAILURE);
        }
        Err(_) => {
            let message = format!("cannot impose `{name}`: it is no sound PDF");
            report::failure(Code::IMPOSE, &message);
            return Ok(ExitCode::FAILURE);
        }
    };
    if let Err(error) = files::write(&output, &done.bytes) {
        let message = format!("cannot write {}: {error}", files::output_name(&output));
        report::failure(Code::OUTPUT, &message);
        return Ok(ExitCode::FAILURE);
    }
    report::note(&summary(&done, &how));
    Ok(ExitCode::SUCCESS)
}

fn imposition(args: &ImposeArgs) -> Result<Imposition, UsageError> {
    let scheme = match &args.nup {
        Some(text) => grid(text)?,
        None => {
            if args.signature.is_some_and(|pages| pages == 0 || !pages.is_multiple_of(4)) {
                let message = "a signature has a multiple of 4 pages".to_owned();
                return wrong(message, "such as `--signature 16`");
            }
            Scheme::Booklet { signature: args.signature }
        }
    };
    let margin = match &args.margin {
        Some(text) => length("margin", text, Mm(500.0))?,
        None if args.crop_marks => Mm(10.0).pt(),
        None => Pt(0.0),
    };
    Ok(Imposition {
        scheme,
        paper: args.paper.as_deref().map(paper).transpose()?,
        gap: length("gap", &args.gap, Mm(500.0))?,
        margin,
        crop_marks: args.crop_marks,
        compression: 6,
    })
}

fn grid(text: &str) -> Result<Scheme, UsageError> {
    let number =
        |text: &str| text.trim().parse().ok().filter(|number| (1..=MOST_IN_LINE).contains(number));
    let sides = text.split_once(['x', 'X', '×']);
    match sides.and_then(|(columns, rows)| Some((number(columns)?, number(rows)?))) {
        Some((columns, rows)) => Ok(Scheme::Grid { columns, rows }),
        None => wrong(
            format!("`{text}` is no number of pages on a side"),
            "write columns and rows, such as `--nup 2x1` or `--nup 4x2`",
        ),
    }
}

fn hint(error: &ImposeError) -> Option<&'static str> {
    match error {
        ImposeError::Encrypted => Some("its owner can take the lock off with `qpdf --decrypt`"),
        ImposeError::Unreadable(_) => Some("`qpdf IN.pdf OUT.pdf` repairs many broken files"),
        ImposeError::NoRoom => Some("choose a larger `--paper`, or a smaller gap or margin"),
        _ => None,
    }
}

/// What was done, for who stands at the press.
fn summary(done: &Imposed, how: &Imposition) -> String {
    let mut text = format!("{} pages on {} sides", done.pages, done.sides);
    if done.blanks > 0 {
        text.push_str(&format!(", {} places empty", done.blanks));
    }
    if done.scale < 0.9995 {
        text.push_str(&format!(", pages at {:.0} %", done.scale * 100.0));
    }
    if matches!(how.scheme, Scheme::Booklet { .. }) {
        text.push_str("; print on both sides, turned over the short edge");
    }
    text.push_str("; sheets are for the press: without tags, links and outline");
    text
}

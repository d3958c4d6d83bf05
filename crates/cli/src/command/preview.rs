//! `vanban preview`: pages of an article as pictures, drawn from the pages that its papers have.

use std::process::ExitCode;

use vanban_article::Code;
use vanban_preview::{Pages, PreviewError, Raster, Svg};

use crate::papers::Ready;
use crate::settings::preview::{Kind, Preview, Target};
use crate::settings::{Output, UsageError};
use crate::{files, papers, report};

/// Draws the pages asked for; the code is 1 where the article has an error or a page could not be
/// drawn or written.
///
/// # Errors
///
/// Where a page is asked for that is not there, or several for one file.
pub(crate) fn run(preview: &Preview) -> Result<ExitCode, UsageError> {
    let source = match files::read_up_to(&preview.input, preview.choices.limits.input) {
        Ok(source) => source,
        Err((source, diagnostic)) => {
            report::diagnostics(&source, &[*diagnostic]);
            return Ok(ExitCode::FAILURE);
        }
    };
    let (ready, diagnostics) =
        papers::lay_out(&preview.input, &source, &[], &preview.choices, &mut None);
    report::diagnostics(&source, &diagnostics);
    let Some(ready) = ready else { return Ok(ExitCode::FAILURE) };
    let count = ready.typeset.layout.pages.len();
    let asked = preview.pages.of(count)?;
    if let (Target::One(_), [_, _, ..]) = (&preview.target, asked.as_slice()) {
        return Err(UsageError {
            message: format!("one output cannot hold {} pages", asked.len()),
            hint: "ask for one with `--page 1`, or name a folder: `-o DIR`".to_owned(),
        });
    }
    let written = draw(&ready, &asked, preview.kind, |page, bytes| {
        let output = output(&preview.target, page, count, preview.kind);
        files::write(&output, &bytes)
            .map_err(|error| format!("cannot write {}: {error}", files::output_name(&output)))
    });
    Ok(match written {
        Ok(()) => ExitCode::SUCCESS,
        Err((code, message)) => {
            report::failure(code, &message);
            ExitCode::FAILURE
        }
    })
}

/// Draws pages one after another and hands each on.
fn draw(
    ready: &Ready,
    asked: &[usize],
    kind: Kind,
    write: impl Fn(usize, Vec<u8>) -> Result<(), String>,
) -> Result<(), (Code, String)> {
    let Ready { fonts, images, typeset, .. } = ready;
    let layout = &typeset.layout;
    let pages = Pages { layout, fonts, images };
    let failed = |error: PreviewError| (Code::PAPER, format!("cannot draw the preview: {error}"));
    let write = |page, bytes| write(page, bytes).map_err(|message| (Code::OUTPUT, message));
    match kind {
        Kind::Png(dpi) => {
            let mut raster = Raster::new(pages, asked, dpi).map_err(failed)?;
            for page in asked {
                let drawn = raster.page(*page).and_then(|pixmap| pixmap.png());
                write(*page, drawn.map_err(failed)?)?;
            }
        }
        Kind::Svg => {
            let mut svg = Svg::new(pages);
            for page in asked {
                write(*page, svg.page(*page).map_err(failed)?.into_bytes())?;
            }
        }
    }
    Ok(())
}

/// Where a page goes; numbers have as many digits as the last page's, so that names sort.
fn output(target: &Target, page: usize, count: usize, kind: Kind) -> Output {
    match target {
        Target::One(output) => output.clone(),
        Target::Each(folder, stem) => {
            let digits = count.to_string().len();
            let name = format!("{stem}-{:0digits$}.{}", page + 1, kind.extension());
            Output::File(folder.join(name))
        }
    }
}

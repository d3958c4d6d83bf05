//! `vanban build`: articles to papers, each by itself, so that a bad one never stops the others.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use vanban_article::Code;

use crate::args::Format;
use crate::settings::{Build, Choices, Job};
use crate::{files, papers, report};

/// Builds every article; the code is 1 where at least one could not be built.
pub(crate) fn run(build: &Build) -> ExitCode {
    let mut failed = false;
    for job in &build.jobs {
        let outcome = catch_unwind(AssertUnwindSafe(|| article(job, &build.choices)));
        failed |= !outcome.unwrap_or_else(|_| {
            let name = files::name(&job.input);
            report::failure(
                Code::PAPER,
                &format!("`{name}` could not be built: this is a fault of vanban"),
            );
            false
        });
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Builds one article; whether it could be built.
fn article(job: &Job, choices: &Choices) -> bool {
    let source = match files::read(&job.input) {
        Ok(source) => source,
        Err((source, diagnostic)) => {
            report::diagnostics(&source, &[*diagnostic]);
            return false;
        }
    };
    let formats: Vec<Format> = job.outputs.iter().map(|(format, _)| *format).collect();
    let (papers, diagnostics) = papers::make(&job.input, &source, &formats, choices);
    report::diagnostics(&source, &diagnostics);
    let Some(papers) = papers else { return false };
    let mut written = true;
    for (bytes, (_, output)) in papers.iter().zip(&job.outputs) {
        if let Err(error) = files::write(output, bytes) {
            report::failure(
                Code::OUTPUT,
                &format!("cannot write {}: {error}", files::output_name(output)),
            );
            written = false;
        }
    }
    written
}

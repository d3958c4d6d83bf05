//! `vanban build`: articles to papers, each by itself, so that a bad one never stops the others.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use vanban_article::{Code, Diagnostic, Severity, Source};
use vanban_docx::{DocxOptions, write_docx};
use vanban_fonts::FontLibrary;
use vanban_layout::typeset;
use vanban_pdf::{PdfOptions, write_pdf};
use vanban_theme::Theme;

use crate::args::Format;
use crate::settings::{Build, Job};
use crate::{files, pictures, report};

/// Builds every article; the code is 1 where at least one could not be built.
pub(crate) fn run(build: &Build) -> ExitCode {
    let mut failed = false;
    for job in &build.jobs {
        let outcome = catch_unwind(AssertUnwindSafe(|| article(job, build.strict)));
        failed |= !outcome.unwrap_or_else(|_| {
            let name = files::name(&job.input);
            report::failure(&format!("`{name}` could not be built: this is a fault of vanban"));
            false
        });
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Builds one article; whether it could be built.
fn article(job: &Job, strict: bool) -> bool {
    let source = match files::read(&job.input) {
        Ok(source) => source,
        Err((source, diagnostic)) => {
            report::diagnostics(&source, &[*diagnostic]);
            return false;
        }
    };
    let mut diagnostics = Vec::new();
    let papers = papers(job, &source, strict, &mut diagnostics);
    if strict {
        for diagnostic in &mut diagnostics {
            if diagnostic.severity == Severity::Warning {
                diagnostic.severity = Severity::Error;
            }
        }
    }
    report::diagnostics(&source, &diagnostics);
    let Some(papers) = papers else { return false };
    let mut written = true;
    for (bytes, (_, output)) in papers.iter().zip(&job.outputs) {
        if let Err(error) = files::write(output, bytes) {
            report::failure(&format!("cannot write {}: {error}", files::output_name(output)));
            written = false;
        }
    }
    written
}

/// Makes the papers of a source, in the order in which they are asked for; none where there is an
/// error.
fn papers(
    job: &Job,
    source: &Source,
    strict: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<Vec<u8>>> {
    let stop = |diagnostics: &[Diagnostic]| {
        let limit = if strict { Severity::Warning } else { Severity::Error };
        diagnostics.iter().any(|diagnostic| diagnostic.severity >= limit)
    };
    let parsed = vanban_article::parse(source);
    diagnostics.extend(parsed.diagnostics);
    let article = parsed.article;
    let theme = theme(&article, diagnostics);
    let (images, problems) = pictures::load(&article, &files::folder(&job.input));
    diagnostics.extend(problems);
    if stop(diagnostics) {
        return None;
    }
    let typeset = typeset(&article, &theme, FontLibrary::bundled(), &images);
    diagnostics.extend(typeset.diagnostics);
    if stop(diagnostics) {
        return None;
    }
    let mut papers = Vec::with_capacity(job.outputs.len());
    for (format, _) in &job.outputs {
        let made = match format {
            Format::Pdf => {
                let fonts = FontLibrary::bundled();
                write_pdf(&typeset.layout, fonts, &images, &PdfOptions::default())
                    .map_err(|error| error.to_string())
            }
            Format::Docx => {
                let options = DocxOptions::default();
                write_docx(&article, &theme, &images, &typeset.hints, &options)
                    .map_err(|error| error.to_string())
            }
        };
        match made {
            Ok(bytes) => papers.push(bytes),
            Err(error) => {
                let name = files::name(&job.input);
                let paper = format.extension().to_uppercase();
                report::failure(&format!("cannot make the {paper} of `{name}`: {error}"));
                return None;
            }
        }
    }
    Some(papers)
}

/// The theme that the article asks for; the office theme where there is none of that name.
fn theme(article: &vanban_article::Article, diagnostics: &mut Vec<Diagnostic>) -> Theme {
    let office = || Theme::named("office").expect("the office theme is built in");
    let Some(asked) = &article.meta.theme else { return office() };
    Theme::named(&asked.value).unwrap_or_else(|| {
        let message = format!("no theme is called `{}`", asked.value);
        let hint = format!("the built-in themes: {}", Theme::names().join(", "));
        diagnostics.push(Diagnostic::warning(Code::THEME, asked.span, message).hint(hint));
        office()
    })
}

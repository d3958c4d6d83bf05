//! `vanban build` and `vanban check`: articles to papers, each by itself, so that a bad one never stops
//! the others.

use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use vanban_article::Code;

use crate::args::{BuildArgs, CheckArgs, Format};
use crate::batch::{self, Event};
use crate::plan::Job;
use crate::progress::Progress;
use crate::report::message::Message;
use crate::report::printer::{self, Printer};
use crate::report::record::{Record, Report, Status, Summary, Written};
use crate::run::{self, Run};
use crate::settings::{Output, UsageError};
use crate::{fault, files, interrupt, papers, report};

/// Builds every article; the code is 1 where at least one could not be built.
///
/// # Errors
///
/// Where what was typed or configured makes no sense.
pub(crate) fn build(args: &BuildArgs) -> Result<ExitCode, UsageError> {
    match run::of_build(args)? {
        Some(run) => all(&run),
        None => Ok(ExitCode::SUCCESS),
    }
}

/// Tells what there is to say about every article, and writes no paper.
///
/// # Errors
///
/// Where what was typed or configured makes no sense.
pub(crate) fn check(args: &CheckArgs) -> Result<ExitCode, UsageError> {
    match run::of_check(args)? {
        Some(run) => all(&run),
        None => Ok(ExitCode::SUCCESS),
    }
}

/// What came of an article.
struct Outcome {
    status: Status,
    pages: Option<usize>,
    written: Vec<Written>,
    messages: Vec<Message>,
    took: Duration,
}

fn all(run: &Run) -> Result<ExitCode, UsageError> {
    for folder in &run.folders {
        files::make_folder(folder).map_err(|error| {
            let message = format!("cannot make the folder `{}`: {error}", folder.display());
            UsageError::new(message, "choose another with `--out-dir`")
        })?;
    }
    let mut telling = Telling::begin(run)?;
    interrupt::listen();
    fault::keep();
    let failed = AtomicBool::new(false);
    let halted = || interrupt::requested() || run.fail_fast && failed.load(Ordering::Relaxed);
    let reported = run.report.is_some() || printer::tells_articles();
    let work = |at: usize| {
        let outcome = outcome(&run.jobs[at], run.writes, reported);
        if outcome.status == Status::Failed {
            failed.store(true, Ordering::Relaxed);
        }
        outcome
    };
    let mut done = 0;
    batch::run(run.jobs.len(), run.threads, halted, work, |event| match event {
        Event::Done(at, outcome) => {
            done = at + 1;
            telling.article(&run.jobs[at], outcome);
        }
        Event::Tick(finished) => telling.progress.at(finished, telling.summary.failed),
    });
    Ok(telling.end(&run.jobs[done..]))
}

/// Tells of articles one after the other, in all the ways that were asked for.
struct Telling<'r> {
    run: &'r Run,
    progress: Progress,
    printer: Printer,
    report: Option<Report>,
    report_failure: Option<std::io::Error>,
    summary: Summary,
}

impl Telling<'_> {
    fn begin(run: &Run) -> Result<Telling<'_>, UsageError> {
        let begun = run.report.as_ref().map(|output| Report::begin(output, &run.told)).transpose();
        let report = begun.map_err(|error| {
            let name = run.report.as_ref().map(files::output_name).unwrap_or_default();
            UsageError::new(
                format!("cannot write {name}: {error}"),
                "choose another with `--report`",
            )
        })?;
        let mut summary = Summary { articles: run.jobs.len(), ..Summary::default() };
        summary.hear(&run.told);
        let mut printer = Printer::default();
        printer.begin();
        printer.messages(&run.told);
        let progress = Progress::new(run.jobs.len(), run.progress);
        Ok(Telling { run, progress, printer, report, report_failure: None, summary })
    }

    fn article(&mut self, job: &Job, outcome: Outcome) {
        self.summary.count(outcome.status);
        self.summary.hear(&outcome.messages);
        let printer = &mut self.printer;
        if !outcome.messages.is_empty() {
            self.progress.aside(|| printer.messages(&outcome.messages));
        }
        let name = files::name(&job.input);
        let milliseconds = u64::try_from(outcome.took.as_millis()).unwrap_or(u64::MAX);
        let record = Record {
            input: &name,
            status: outcome.status,
            pages: outcome.pages,
            outputs: &outcome.written,
            diagnostics: None,
            milliseconds: self.run.timings.then_some(milliseconds),
        };
        self.record(record, &outcome.messages);
    }

    fn record<'a>(&mut self, mut record: Record<'a>, messages: &'a [Message]) {
        self.printer.article(&record);
        let Some(report) = &mut self.report else { return };
        record.diagnostics = Some(messages.iter().map(Message::told).collect());
        if let Err(error) = report.add(&record) {
            self.report = None;
            self.report_failure = Some(error);
        }
    }

    fn end(mut self, left: &[Job]) -> ExitCode {
        self.progress.end();
        self.summary.interrupted = interrupt::requested();
        for job in left {
            self.summary.count(Status::Skipped);
            let name = files::name(&job.input);
            let record = Record {
                input: &name,
                status: Status::Skipped,
                pages: None,
                outputs: &[],
                diagnostics: None,
                milliseconds: None,
            };
            self.record(record, &[]);
        }
        let reported = match self.report.take() {
            Some(report) => report.end(&self.summary),
            None => Ok(()),
        };
        let report_failure = self.report_failure.take().or_else(|| reported.err());
        self.printer.end(&self.summary);
        let mut failed = self.summary.failed > 0;
        if let (Some(error), Some(output)) = (&report_failure, &self.run.report) {
            let name = files::output_name(output);
            report::failure(Code::OUTPUT, &format!("cannot write {name}: {error}"));
            failed = true;
        }
        if let Some(error) = self.printer.into_failure() {
            report::failure(Code::OUTPUT, &format!("cannot write standard output: {error}"));
            failed = true;
        }
        match (self.summary.interrupted, failed) {
            (true, _) => ExitCode::from(interrupt::EXIT),
            (false, true) => ExitCode::FAILURE,
            (false, false) => ExitCode::SUCCESS,
        }
    }
}

fn outcome(job: &Job, writes: bool, reported: bool) -> Outcome {
    let began = Instant::now();
    let (mut pages, mut written) = (None, Vec::new());
    let name = files::name(&job.input);
    let (done, messages) = report::gather(|| {
        fault::catch(&name, || article(job, writes, reported, &mut pages, &mut written))
            .unwrap_or(false)
    });
    let status = match (done, writes) {
        (true, true) => Status::Built,
        (true, false) => Status::Checked,
        (false, _) => Status::Failed,
    };
    Outcome { status, pages, written, messages, took: began.elapsed() }
}

/// Makes one article's papers; whether they could be made and written.
fn article(
    job: &Job,
    writes: bool,
    reported: bool,
    pages: &mut Option<usize>,
    written: &mut Vec<Written>,
) -> bool {
    let source = match files::read(&job.input) {
        Ok(source) => source,
        Err((source, diagnostic)) => {
            report::diagnostics(&source, &[*diagnostic]);
            return false;
        }
    };
    let formats: Vec<Format> = job.outputs.iter().map(|(format, _)| *format).collect();
    let (papers, diagnostics) =
        papers::make_counted(&job.input, &source, &formats, &job.choices, pages);
    if writes {
        report::diagnostics(&source, &diagnostics);
    } else {
        report::checked(&source, &diagnostics);
    }
    let Some(papers) = papers else { return false };
    if !writes {
        return true;
    }
    let mut all = true;
    for (bytes, (format, output)) in papers.iter().zip(&job.outputs) {
        match files::write(output, bytes) {
            // Papers are hashed only where that is told.
            Ok(()) => written.extend(reported.then(|| record(*format, output, bytes))),
            Err(error) => {
                let name = files::output_name(output);
                report::failure(Code::OUTPUT, &format!("cannot write {name}: {error}"));
                all = false;
            }
        }
    }
    all
}

fn record(format: Format, output: &Output, bytes: &[u8]) -> Written {
    Written {
        format: format.extension(),
        path: match output {
            Output::Nowhere | Output::Stdout => "-".to_owned(),
            Output::File(path) => path.display().to_string(),
        },
        bytes: bytes.len() as u64,
        blake3: blake3::hash(bytes).to_hex().to_string(),
    }
}

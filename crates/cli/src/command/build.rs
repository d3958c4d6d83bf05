//! `vanban build` and `vanban check`: articles to papers, each by itself, so that a bad one never stops
//! the others.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use vanban_article::{Code, Severity};

use crate::args::{BuildArgs, CheckArgs};
use crate::batch::{self, Event};
use crate::cache::Cache;
use crate::making::{self, Outcome, Ways};
use crate::manifest::journal::{self, Journal};
use crate::manifest::past::Past;
use crate::plan::Job;
use crate::progress::Progress;
use crate::report::message::Message;
use crate::report::printer::{self, Printer};
use crate::report::record::{Record, Report, Status, Summary};
use crate::run::{self, Run};
use crate::settings::{Output, UsageError};
use crate::{alone, fault, files, interrupt, report};

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

fn all(run: &Run) -> Result<ExitCode, UsageError> {
    for folder in &run.folders {
        files::make_folder(folder).map_err(|error| {
            let message = format!("cannot make the folder `{}`: {error}", folder.display());
            UsageError::new(message, "choose another with `--out-dir`")
        })?;
    }
    if let (Some(path), [job]) = (&run.alone, run.jobs.as_slice()) {
        interrupt::listen();
        fault::keep();
        alone::limit_memory(job.choices.limits.memory);
        let cache = run.cache.as_deref().map(Cache::open).map(Arc::new);
        let ways = Ways { writes: run.writes, hashed: true, cache: cache.clone(), past: None };
        let told = alone::answer(path, making::article(job, &ways));
        if let Some(cache) = cache {
            cache.close();
        }
        return Ok(if told { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
    let mut telling = Telling::begin(run)?;
    let kept = Kept::open(run)?;
    interrupt::listen();
    fault::keep();
    let failed = AtomicBool::new(false);
    let halted = || interrupt::requested() || run.fail_fast && failed.load(Ordering::Relaxed);
    let hashed = run.report.is_some() || kept.journal.is_some() || printer::tells_articles();
    let (cache, past) = (kept.cache.clone(), kept.past.clone());
    let ways = Ways { writes: run.writes, hashed, cache, past };
    let work = |at: usize| {
        let outcome = making::limited(&run.jobs[at], &ways);
        if let Some(journal) = &kept.journal {
            journal.add(&run.jobs[at], &outcome);
        }
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
    let ((), told) = report::gather(|| kept.close());
    telling.messages(&told);
    telling.broken = told.iter().any(|message| message.severity == Severity::Error);
    Ok(telling.end(&run.jobs[done..]))
}

/// What a run has of others and keeps for others.
struct Kept {
    cache: Option<Arc<Cache>>,
    past: Option<Arc<Past>>,
    journal: Option<Journal>,
}

impl Kept {
    fn open(run: &Run) -> Result<Kept, UsageError> {
        let cache = run.cache.as_deref().map(Cache::open).map(Arc::new);
        if cache.is_some() {
            report::keep();
        }
        let Some(manifest) = &run.manifest else {
            return Ok(Kept { cache, past: None, journal: None });
        };
        let past = manifest.resumed.then(|| {
            journal::sweep(&manifest.path, &written_into(run));
            Arc::new(Past::read(&manifest.path))
        });
        let journal = Journal::begin(&manifest.path, manifest.head.clone(), manifest.resumed);
        let journal = journal.map_err(|error| {
            let message = format!("cannot write `{}`: {error}", manifest.path.display());
            UsageError::new(message, "choose another with `--manifest`")
        })?;
        Ok(Kept { cache, past, journal: Some(journal) })
    }

    fn close(self) {
        if let Some(cache) = self.cache {
            cache.close();
        }
        let Some(journal) = self.journal else { return };
        let name = journal.name();
        match journal.end() {
            Ok(0) => {}
            Ok(missing) => report::warning(
                Code::MANIFEST,
                &format!("the manifest `{name}` is not written: {missing} articles are missing"),
                "go on with the same command and `--resume`",
            ),
            Err(error) => {
                report::failure(Code::OUTPUT, &format!("cannot write `{name}`: {error}"));
            }
        }
    }
}

/// The folders that a run writes into.
fn written_into(run: &Run) -> BTreeSet<&Path> {
    let outputs = run.jobs.iter().flat_map(|job| &job.outputs);
    let mut folders: BTreeSet<&Path> = outputs
        .filter_map(|(_, output)| match output {
            Output::File(path) => Some(files::parent(path)),
            Output::Nowhere | Output::Stdout => None,
        })
        .collect();
    folders.extend(run.manifest.as_ref().map(|manifest| files::parent(&manifest.path)));
    folders.extend(run.report.as_ref().and_then(|report| match report {
        Output::File(path) => Some(files::parent(path)),
        Output::Nowhere | Output::Stdout => None,
    }));
    folders
}

/// Tells of articles one after the other, in all the ways that were asked for.
struct Telling<'r> {
    run: &'r Run,
    progress: Progress,
    printer: Printer,
    report: Option<Report>,
    report_failure: Option<std::io::Error>,
    summary: Summary,
    /// Whether what the run keeps for others could not be written.
    broken: bool,
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
        Ok(Telling { run, progress, printer, report, report_failure: None, summary, broken: false })
    }

    fn article(&mut self, job: &Job, outcome: Outcome) {
        self.summary.count(outcome.status);
        self.messages(&outcome.messages);
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

    fn messages(&mut self, messages: &[Message]) {
        self.summary.hear(messages);
        let printer = &mut self.printer;
        if !messages.is_empty() {
            self.progress.aside(|| printer.messages(messages));
        }
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
        let mut failed = self.summary.failed > 0 || self.broken;
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

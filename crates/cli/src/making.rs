//! One article of a run: found as it was made before, or made now and written.

use std::sync::Arc;
use std::time::{Duration, Instant};

use vanban_article::{Code, Diagnostic, Severity};

use crate::args::Format;
use crate::cache::known::{Known, Paper};
use crate::cache::{Cache, Moment};
use crate::digest::Digest;
use crate::manifest::past::Past;
use crate::needs::{self, Need};
use crate::plan::Job;
use crate::report::message::Message;
use crate::report::record::{Status, Written};
use crate::settings::Output;
use crate::{alone, deadline, fault, files, papers, report};

/// How the articles of a run are made.
#[derive(Clone, Default)]
pub(crate) struct Ways {
    /// Whether papers are written.
    pub(crate) writes: bool,
    /// Whether their hashes are told.
    pub(crate) hashed: bool,
    /// What came of articles before.
    pub(crate) cache: Option<Arc<Cache>>,
    /// What came of them in the run that is resumed.
    pub(crate) past: Option<Arc<Past>>,
}

/// What came of an article.
pub(crate) struct Outcome {
    /// In a word.
    pub(crate) status: Status,
    /// How many pages it has, where they were made.
    pub(crate) pages: Option<usize>,
    /// Its papers, where hashes are told.
    pub(crate) written: Vec<Written>,
    /// What was told.
    pub(crate) messages: Vec<Message>,
    /// Whether it was made now, not found.
    pub(crate) is_made: bool,
    /// How long it took.
    pub(crate) took: Duration,
    /// The hash of its source, where hashes are told and it could be read.
    pub(crate) source: Option<Digest>,
    /// What its papers need besides.
    pub(crate) needs: Vec<Need>,
    /// Its line in the manifest of the run that is resumed, if that holds.
    pub(crate) line: Option<String>,
}

impl Outcome {
    /// That of an article that failed.
    pub(crate) fn none() -> Outcome {
        Outcome {
            status: Status::Failed,
            pages: None,
            written: Vec::new(),
            messages: Vec::new(),
            is_made: true,
            took: Duration::ZERO,
            source: None,
            needs: Vec::new(),
            line: None,
        }
    }
}

/// Finds or makes an article within its limits.
pub(crate) fn limited(job: &Job, ways: &Ways) -> Outcome {
    let limits = job.choices.limits;
    // A process of its own is ended by who waits for it.
    let time = limits.time.filter(|_| !limits.isolate);
    let (own, own_ways) = (job.clone(), ways.clone());
    deadline::within(time, move || article(&own, &own_ways)).unwrap_or_else(|| {
        let name = files::name(&job.input);
        let why = alone::late_text(time);
        let tell = || report::failure(Code::TIME_LIMIT, &format!("`{name}` is not built: {why}"));
        let ((), messages) = report::gather(tell);
        Outcome { messages, took: time.unwrap_or_default(), ..Outcome::none() }
    })
}

/// Finds or makes an article; nothing that goes wrong reaches beyond it.
pub(crate) fn article(job: &Job, ways: &Ways) -> Outcome {
    let began = Instant::now();
    let name = files::name(&job.input);
    let mut outcome = Outcome::none();
    let (_, messages) = report::gather(|| {
        // What a fault leaves half done is said nowhere else: the status is set last.
        fault::catch(&name, || settle(job, &name, ways, &mut outcome))
    });
    outcome.messages = messages;
    outcome.took = began.elapsed();
    outcome
}

fn settle(job: &Job, name: &str, ways: &Ways, outcome: &mut Outcome) {
    if let Some(done) = ways.past.as_ref().and_then(|past| past.find(job)) {
        done.tell(job);
        outcome.pages = done.pages();
        outcome.written = written(job, |format| done.paper(format));
        outcome.line = Some(done.text().to_owned());
        outcome.is_made = false;
        outcome.status = Status::Unchanged;
        return;
    }
    if let Some(known) = ways.cache.as_ref().and_then(|cache| cache.find(job)) {
        known.messages().for_each(report::tell);
        outcome.pages = known.pages;
        outcome.written = written(job, |format| known.paper(format).cloned());
        outcome.source = Some(known.source);
        outcome.status = if known.failed { Status::Failed } else { Status::Unchanged };
        outcome.needs = known.needs;
        outcome.is_made = false;
        return;
    }
    if job.choices.limits.isolate {
        let made = alone::make(job, ways.writes);
        made.messages.into_iter().for_each(report::tell);
        *outcome = Outcome { messages: Vec::new(), ..made };
        return;
    }
    make(job, name, ways, outcome);
}

fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error
}

/// Papers that stand where they are wanted.
fn written(job: &Job, paper: impl Fn(Format) -> Option<Paper>) -> Vec<Written> {
    let stands = |(format, output): &(Format, Output)| {
        let Paper { bytes, blake3, .. } = paper(*format)?;
        Some(Written { format: format.extension(), path: path(output), bytes, blake3 })
    };
    job.outputs.iter().filter_map(stands).collect()
}

fn path(output: &Output) -> String {
    match output {
        Output::Nowhere | Output::Stdout => "-".to_owned(),
        Output::File(path) => path.display().to_string(),
    }
}

/// Makes an article's papers and writes them.
fn make(job: &Job, name: &str, ways: &Ways, outcome: &mut Outcome) {
    let moment = Moment::now();
    let source = match files::read_up_to(&job.input, job.choices.limits.input) {
        Ok(source) => source,
        Err((source, diagnostic)) => {
            report::diagnostics(&source, &[*diagnostic]);
            return;
        }
    };
    let hashed = ways.hashed || ways.cache.is_some();
    let digest = hashed.then(|| Digest::of(source.text.as_bytes()));
    outcome.source = digest;
    let formats: Vec<Format> = job.outputs.iter().map(|(format, _)| *format).collect();
    let mut faulty = false;
    let ((made, told), needs) = needs::gather(|| {
        report::gather(|| {
            let (papers, diagnostics) = papers::make_counted(
                &job.input,
                &source,
                &formats,
                &job.choices,
                &mut outcome.pages,
            );
            // A paper that cannot be made although nothing is wrong may be made another time.
            faulty = papers.is_none() && !diagnostics.iter().any(is_error);
            if ways.writes {
                report::diagnostics(&source, &diagnostics);
            } else {
                report::checked(&source, &diagnostics);
            }
            papers
        })
    });
    let needs = needs.certain();
    if !deadline::may_write() {
        return;
    }
    let papers: Option<Vec<Paper>> = made.as_ref().filter(|_| hashed).map(|made| {
        let paper = |(format, bytes): (&Format, &Vec<u8>)| Paper {
            format: format.extension().to_owned(),
            bytes: bytes.len() as u64,
            blake3: Digest::of(bytes),
        };
        formats.iter().zip(made).map(paper).collect()
    });
    let known = match (&needs, digest) {
        (Some(needs), Some(digest)) if !faulty => {
            Some(Known::new(name, digest, needs.clone(), outcome.pages, papers.clone(), &told))
        }
        _ => None,
    };
    told.into_iter().for_each(report::tell);
    outcome.needs = needs.unwrap_or_default();
    let mut all = made.is_some();
    if ways.writes {
        for (at, bytes) in made.iter().flatten().enumerate() {
            let (format, output) = &job.outputs[at];
            match files::write(output, bytes) {
                Ok(()) => outcome.written.extend(papers.as_ref().map(|papers| Written {
                    format: format.extension(),
                    path: path(output),
                    bytes: papers[at].bytes,
                    blake3: papers[at].blake3,
                })),
                Err(error) => {
                    let name = files::output_name(output);
                    report::failure(Code::OUTPUT, &format!("cannot write {name}: {error}"));
                    all = false;
                }
            }
        }
    }
    if let (Some(cache), Some(known), true) = (&ways.cache, known, all || made.is_none()) {
        cache.keep(job, moment, known, made.as_deref().unwrap_or_default());
    }
    outcome.status = match (all, ways.writes) {
        (true, true) => Status::Built,
        (true, false) => Status::Checked,
        (false, _) => Status::Failed,
    };
}

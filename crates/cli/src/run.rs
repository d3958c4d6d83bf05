//! A run over many articles, settled before any work: what was typed, the environment and the
//! configurations made into jobs.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use vanban_article::Severity;

use crate::args::batch::{BatchArgs, Lang, MessageFormat};
use crate::args::{BuildArgs, CheckArgs, ChoiceArgs};
use crate::config::resolve::{Resolver, Settings, typed_batch, typed_build, typed_choices};
use crate::config::{Layer, below, count, flag, word};
use crate::plan::{self, Job};
use crate::press::PressChoices;
use crate::report::message::Message;
use crate::report::{self, Voice};
use crate::settings::{Output, Same, UsageError};
use crate::{font_path, lang, show, walk};

/// A run that makes sense.
pub(crate) struct Run {
    /// The jobs, in the order of the articles.
    pub(crate) jobs: Vec<Job>,
    /// The folders for all papers.
    pub(crate) folders: BTreeSet<PathBuf>,
    /// Whether papers are written.
    pub(crate) writes: bool,
    /// How many articles are made at a time.
    pub(crate) threads: usize,
    /// Whether the first that fails is the last.
    pub(crate) fail_fast: bool,
    /// Where the report goes.
    pub(crate) report: Option<Output>,
    /// Whether it tells how long each article took.
    pub(crate) timings: bool,
    /// Whether progress is shown.
    pub(crate) progress: bool,
    /// What was told while the run was settled.
    pub(crate) told: Vec<Message>,
}

/// The run of a build; none where only something was to be shown.
///
/// # Errors
///
/// Where what was typed or configured makes no sense.
pub(crate) fn of_build(args: &BuildArgs) -> Result<Option<Run>, UsageError> {
    settle(&Asked {
        inputs: &args.articles,
        output: args.output.as_deref(),
        out_dir: args.out_dir.as_deref(),
        choices: &args.choices,
        press: PressChoices::from_args(&args.press)?,
        batch: &args.batch,
        typed: typed_build(args),
        writes: true,
        dry: args.dry_run,
    })
}

/// The run of a check; none where only something was to be shown.
///
/// # Errors
///
/// Where what was typed or configured makes no sense.
pub(crate) fn of_check(args: &CheckArgs) -> Result<Option<Run>, UsageError> {
    settle(&Asked {
        inputs: &args.articles,
        output: None,
        out_dir: None,
        choices: &args.choices,
        press: PressChoices::default(),
        batch: &args.batch,
        typed: below(typed_choices(&args.choices), &typed_batch(&args.batch)),
        writes: false,
        dry: false,
    })
}

/// What is asked of a run.
struct Asked<'a> {
    inputs: &'a [PathBuf],
    output: Option<&'a Path>,
    out_dir: Option<&'a Path>,
    choices: &'a ChoiceArgs,
    press: PressChoices,
    batch: &'a BatchArgs,
    typed: Layer,
    writes: bool,
    dry: bool,
}

fn settle(asked: &Asked<'_>) -> Result<Option<Run>, UsageError> {
    let batch = asked.batch;
    let fonts = font_path::load(&asked.choices.font_path, asked.choices.strict)?;
    let same = Same { fonts, press: asked.press.clone(), firm: !asked.writes };
    let mut resolver = Resolver::new(asked.choices, asked.typed.clone(), &batch.config, same)?;
    let here = resolver.of(Path::new("."))?;
    let format = word(&here.layer, "message-format", &MessageFormat::WORDS).unwrap_or_default();
    word(&here.layer, "lang", &Lang::WORDS).into_iter().for_each(lang::choose);
    let least = match batch.quiet {
        // A check tells matters of style, too.
        0 if !asked.writes => Some(Severity::Note),
        0 => Some(Severity::Warning),
        1 => Some(Severity::Error),
        _ => None,
    };
    report::speak(Voice { format, least });
    let report = batch
        .report
        .clone()
        .map(|path| if path.as_os_str() == "-" { Output::Stdout } else { Output::File(path) });
    let (found, told) = report::gather(|| walk::articles(asked.inputs, &mut resolver));
    let found = found.and_then(|articles| resolver.check_profile().map(|()| articles));
    let articles = match found {
        Ok(articles) => articles,
        Err(problem) => {
            told.into_iter().for_each(report::tell);
            return Err(problem);
        }
    };
    if batch.config.show_settings {
        report::result(&show::settings(&articles));
        return Ok(None);
    }
    let (jobs, folders) = if asked.writes {
        let (jobs, folders) = plan::jobs(&articles, asked.output, asked.out_dir)?;
        plan::check(&jobs, &report.iter().collect::<Vec<_>>())?;
        check_stdout(&jobs, report.as_ref(), format, asked.dry)?;
        (jobs, folders)
    } else {
        let jobs = plan::checks(&articles);
        plan::check(&jobs, &report.iter().collect::<Vec<_>>())?;
        check_stdout(&jobs, report.as_ref(), format, false)?;
        (jobs, BTreeSet::new())
    };
    if asked.dry {
        report::result(&show::plan(&jobs));
        return Ok(None);
    }
    Ok(Some(Run {
        jobs,
        folders,
        writes: asked.writes,
        threads: threads(&here),
        fail_fast: flag(&here.layer, "fail-fast"),
        report,
        timings: batch.timings,
        progress: !batch.no_progress && batch.quiet == 0,
        told,
    }))
}

fn threads(settings: &Settings) -> usize {
    let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get);
    count(&settings.layer, "jobs").unwrap_or_else(cores)
}

/// Refuses several things on standard output, where none could be told from the other.
fn check_stdout(
    jobs: &[Job],
    report: Option<&Output>,
    format: MessageFormat,
    dry: bool,
) -> Result<(), UsageError> {
    let papers = jobs.iter().flat_map(|job| &job.outputs);
    let papers = papers.filter(|(_, output)| *output == Output::Stdout && !dry).count();
    let report = usize::from(report == Some(&Output::Stdout));
    if papers + report + usize::from(format.is_output()) > 1 {
        return Err(UsageError::new(
            "two things cannot both go to standard output",
            "papers, the report, and messages as json or sarif: give all but one a file",
        ));
    }
    Ok(())
}

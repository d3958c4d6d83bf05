//! A run over many articles, settled before any work: what was typed, the environment and the
//! configurations made into jobs.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use vanban_article::Severity;

use crate::args::batch::{BatchArgs, Lang, MessageFormat};
use crate::args::machines::{CacheArgs, MachineArgs};
use crate::args::{BuildArgs, CheckArgs, ChoiceArgs};
use crate::config::resolve::{Resolver, Settings, typed_batch, typed_build, typed_choices};
use crate::config::{Layer, Origin, below, count, flag, text, word};
use crate::manifest::{self, Head};
use crate::plan::{self, Job};
use crate::report::message::Message;
use crate::report::{self, Voice};
use crate::settings::{Output, Same, UsageError};
use crate::shard::Shard;
use crate::walk::Article;
use crate::{files, identity, lang, show, themes, walk};

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
    /// The folder of the cache.
    pub(crate) cache: Option<PathBuf>,
    /// The folders of the theme files that settings name.
    pub(crate) themes: BTreeSet<PathBuf>,
    /// The manifest.
    pub(crate) manifest: Option<Manifest>,
    /// Where it is told what came of the one article, if for another program.
    pub(crate) alone: Option<PathBuf>,
    /// What was told while the run was settled.
    pub(crate) told: Vec<Message>,
}

/// The manifest of a run.
pub(crate) struct Manifest {
    /// Where it goes.
    pub(crate) path: PathBuf,
    /// Its first line.
    pub(crate) head: Head,
    /// Whether an earlier run of it is resumed.
    pub(crate) resumed: bool,
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
        profile: args.press.output_profile.clone(),
        batch: &args.batch,
        cache: &args.cache,
        machines: &args.machines,
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
        profile: None,
        batch: &args.batch,
        cache: &CacheArgs::default(),
        machines: &MachineArgs::default(),
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
    profile: Option<PathBuf>,
    batch: &'a BatchArgs,
    cache: &'a CacheArgs,
    machines: &'a MachineArgs,
    typed: Layer,
    writes: bool,
    dry: bool,
}

fn settle(asked: &Asked<'_>) -> Result<Option<Run>, UsageError> {
    let batch = asked.batch;
    let firm = !asked.writes;
    let same = Same { profile: asked.profile.clone(), firm, ..Same::default() };
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
    let shard = asked.machines.shard.as_deref().map(Shard::typed).transpose()?;
    if shard == Some(None) {
        report::aside("no variable of a CI system tells a shard: everything is built");
    }
    let manifest = manifest_output(asked.machines)?;
    let others: Vec<&Output> = report.iter().chain(&manifest).collect();
    let (mut jobs, folders) = if asked.writes {
        let (jobs, folders) = plan::jobs(&articles, asked.output, asked.out_dir)?;
        plan::check(&jobs, &others)?;
        check_stdout(&jobs, report.as_ref(), format, asked.dry)?;
        (jobs, folders)
    } else {
        let jobs = plan::checks(&articles);
        plan::check(&jobs, &others)?;
        check_stdout(&jobs, report.as_ref(), format, false)?;
        (jobs, BTreeSet::new())
    };
    identity::name(&mut jobs, &articles);
    let manifest = part(&mut jobs, shard.flatten(), asked.machines)?;
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
        alone: batch.alone.clone(),
        progress: !batch.no_progress && batch.quiet == 0,
        cache: cache_folder(&here, asked.cache).filter(|_| asked.writes),
        themes: theme_folders(&articles),
        manifest,
        told,
    }))
}

/// The folders of the theme files that the settings of articles name.
fn theme_folders(articles: &[Article]) -> BTreeSet<PathBuf> {
    let mut folders = BTreeSet::new();
    let mut last: Option<&Settings> = None;
    for article in articles {
        let settings: &Settings = &article.settings;
        if last.is_some_and(|last| std::ptr::eq(last, settings)) {
            continue;
        }
        last = Some(settings);
        let theme = text(&settings.layer, "theme").filter(|theme| themes::is_file(theme));
        folders.extend(
            theme.map(|theme| files::parent(&below_config(settings, "theme", theme)).to_owned()),
        );
    }
    folders
}

/// A path of a setting; one that a configuration names counts from its folder.
fn below_config(settings: &Settings, key: &str, path: &str) -> PathBuf {
    let of_file = matches!(settings.layer.get(key), Some((_, Origin::File { .. })));
    match settings.config.as_ref().filter(|_| of_file) {
        Some((_, shown)) => shown.join(path),
        None => PathBuf::from(path),
    }
}

/// Where the manifest goes.
fn manifest_output(args: &MachineArgs) -> Result<Option<Output>, UsageError> {
    match &args.manifest {
        Some(path) if path.as_os_str() == "-" => Err(UsageError::new(
            "a manifest needs a file: what is known of a run that is ended lies beside it",
            "name one, such as `--manifest m.ndjson`",
        )),
        path => Ok(path.clone().map(Output::File)),
    }
}

/// Leaves of the jobs those of a shard, and the manifest of these.
fn part(
    jobs: &mut Vec<Job>,
    shard: Option<Shard>,
    args: &MachineArgs,
) -> Result<Option<Manifest>, UsageError> {
    let mut head = None;
    if args.manifest.is_some() {
        manifest::check_ids(jobs)?;
        let ids: Vec<&str> = jobs.iter().map(|job| job.id.as_str()).collect();
        let held = shard.map(|shard| (shard, ids.iter().filter(|id| shard.holds(id)).count()));
        head = Some(manifest::head(&ids, held));
    }
    jobs.retain(|job| shard.is_none_or(|shard| shard.holds(&job.id)));
    identity::settle(jobs);
    let path = args.manifest.clone();
    Ok(path.zip(head).map(|(path, head)| Manifest { path, head, resumed: args.resume }))
}

/// The folder of the cache, if one was asked for; one that a configuration names counts from its folder.
pub(crate) fn cache_folder(settings: &Settings, args: &CacheArgs) -> Option<PathBuf> {
    if args.no_cache {
        return None;
    }
    if let Some(typed) = &args.cache {
        return Some(typed.clone());
    }
    Some(below_config(settings, "cache", text(&settings.layer, "cache")?))
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

//! `vanban watch`: a build, and another whenever an article, a picture, a theme or a configuration
//! changes; only what the change touches is made.
//!
//! The system tells that something changed; what changed is found as a cache finds it. So a change that
//! was told twice, late or under another name is made once and is never missed.

mod places;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::args::BuildArgs;
use crate::batch::{self, Event};
use crate::cache::Cache;
use crate::making::{self, Ways};
use crate::report::printer::Printer;
use crate::report::record::Status;
use crate::run::{self, Run};
use crate::settings::{Input, Output, UsageError};
use crate::{fault, files, interrupt, report};
use places::{Change, Places};

/// How often an interruption is asked for while nothing changes.
const TICK: Duration = Duration::from_millis(100);
/// How long nothing must change before it is built: editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(150);
/// How long changes may go on before it is built all the same.
const LONGEST: Duration = Duration::from_secs(2);

/// Builds, and builds again, until interrupted.
///
/// # Errors
///
/// Where what was typed or configured makes no sense at the beginning; later that is told.
pub(crate) fn run(args: &BuildArgs) -> Result<ExitCode, UsageError> {
    let streams = args.articles.iter().chain(&args.output).any(|path| path.as_os_str() == "-");
    if streams || args.machines.manifest.is_some() || args.batch.report.is_some() {
        return Err(UsageError::new(
            "`watch` reads files and writes papers only",
            "`build` reads standard input and writes reports and manifests",
        ));
    }
    let memory = Arc::new(Cache::in_memory());
    let (sender, changes) = mpsc::channel();
    let mut places = Places::new(sender)?;
    let mut before: Option<BTreeSet<String>> = None;
    interrupt::listen();
    fault::keep();
    loop {
        match run::of_build(args) {
            Ok(None) => return Ok(ExitCode::SUCCESS),
            Ok(Some(run)) => {
                let pass = build(args, &run, &memory)?;
                tell_gone(before.as_ref(), &pass.articles);
                places.watch(args, &run, &pass.folders);
                if before.is_none() && !interrupt::requested() {
                    report::aside("watching; Ctrl-C ends");
                }
                before = Some(pass.articles);
            }
            // What is wrong now may be right after the next change.
            Err(problem) if before.is_some() => report::usage(&problem),
            Err(problem) => return Err(problem),
        }
        if !wait(&changes, &places) {
            return Ok(ExitCode::from(interrupt::EXIT));
        }
    }
}

/// What a build found.
struct Pass {
    /// The articles.
    articles: BTreeSet<String>,
    /// The folders of what their papers need.
    folders: BTreeSet<PathBuf>,
}

/// Builds what has changed, and tells of that only.
fn build(args: &BuildArgs, run: &Run, memory: &Arc<Cache>) -> Result<Pass, UsageError> {
    let began = Instant::now();
    for folder in &run.folders {
        files::make_folder(folder).map_err(|error| {
            let message = format!("cannot make the folder `{}`: {error}", folder.display());
            UsageError::new(message, "choose another with `--out-dir`")
        })?;
    }
    let kept = run.cache.as_deref().map(Cache::open).map(Arc::new);
    if kept.is_some() {
        report::keep();
    }
    let cache = kept.as_ref().unwrap_or(memory);
    let ways = Ways { writes: true, cache: Some(Arc::clone(cache)), ..Ways::default() };
    let mut printer = Printer::default();
    printer.messages(&run.told);
    let mut pass = Pass { articles: BTreeSet::new(), folders: BTreeSet::new() };
    let (mut built, mut failed, mut unchanged) = (Vec::new(), Vec::new(), 0);
    let work = |at: usize| making::limited(&run.jobs[at], &ways);
    batch::run(run.jobs.len(), run.threads, interrupt::requested, work, |event| {
        let Event::Done(at, outcome) = event else { return };
        let job = &run.jobs[at];
        let folder = files::folder(&job.input);
        for need in &outcome.needs {
            pass.folders.insert(files::parent(&folder.join(&need.path)).to_owned());
        }
        match (outcome.is_made, outcome.status) {
            (false, _) => unchanged += 1,
            (true, Status::Failed) => failed.push(at),
            (true, _) => built.push(at),
        }
        if outcome.is_made {
            printer.messages(&outcome.messages);
        }
    });
    pass.articles.extend(run.jobs.iter().map(|job| files::name(&job.input)));
    if args.batch.quiet == 0 && !(built.is_empty() && failed.is_empty()) {
        let part = |made: &[usize], word: &str| match made {
            [] => String::new(),
            [one] => format!("`{}` {word}, ", files::name(&run.jobs[*one].input)),
            several => format!("{} {word}, ", several.len()),
        };
        let line = part(&built, "built") + &part(&failed, "failed");
        let seconds = began.elapsed().as_secs_f32();
        report::aside(&format!("{line}{unchanged} unchanged ({seconds:.1} s)"));
    }
    if let Some(cache) = &kept {
        cache.close();
    }
    Ok(pass)
}

fn tell_gone(before: Option<&BTreeSet<String>>, now: &BTreeSet<String>) {
    for name in before.into_iter().flatten().filter(|name| !now.contains(*name)) {
        report::aside(&format!("`{name}` is gone; its papers stay"));
    }
}

/// Waits for a change, and until no more come for a while; whether there was one before an interruption.
fn wait(changes: &Receiver<Change>, places: &Places) -> bool {
    let mut first: Option<Instant> = None;
    loop {
        if interrupt::requested() {
            return false;
        }
        match changes.recv_timeout(if first.is_some() { QUIET } else { TICK }) {
            Ok(change) if places.matters(&change) => {
                let began = *first.get_or_insert_with(Instant::now);
                if began.elapsed() > LONGEST {
                    return true;
                }
            }
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) if first.is_some() => return true,
            Err(RecvTimeoutError::Timeout) => {}
            // Nothing more can be told: only an interruption is left to wait for.
            Err(RecvTimeoutError::Disconnected) => std::thread::sleep(TICK),
        }
    }
}

/// The files that a run writes, without links in their folders.
fn written(run: &Run, whole: &mut impl FnMut(&Path) -> PathBuf) -> BTreeSet<PathBuf> {
    let outputs = run.jobs.iter().flat_map(|job| &job.outputs);
    let paths = outputs.filter_map(|(_, output)| match output {
        Output::File(path) => Some(path),
        Output::Nowhere | Output::Stdout => None,
    });
    paths
        .map(|path| whole(files::parent(path)).join(path.file_name().unwrap_or_default()))
        .collect()
}

/// The folders of the articles of a run.
fn folders(run: &Run) -> BTreeSet<&Path> {
    let of = |input| match input {
        &Input::Stdin => None,
        Input::File(path) => Some(files::parent(path)),
    };
    run.jobs.iter().filter_map(|job| of(&job.input)).collect()
}

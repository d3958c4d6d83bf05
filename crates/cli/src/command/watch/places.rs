//! The folders that are watched: those that were given with all below them, those of single articles, of
//! pictures and themes, and those above where a configuration may come to lie.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use vanban_article::Code;

use super::{folders, written};
use crate::args::BuildArgs;
use crate::config::find::whole;
use crate::run::Run;
use crate::settings::UsageError;
use crate::{files, report, walk};

/// What the system tells.
pub(super) type Change = notify::Result<notify::Event>;

/// What is watched.
pub(super) struct Places {
    watcher: RecommendedWatcher,
    /// Folders without links, and how deep they are watched.
    watched: BTreeMap<PathBuf, Depth>,
    /// The files that vanban itself writes.
    written: BTreeSet<PathBuf>,
    /// The folder of the cache.
    cache: Option<PathBuf>,
}

/// How much of a folder matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Depth {
    /// Configurations and themes in it.
    Settings,
    /// The files in it.
    Files,
    /// All below it.
    All,
}

impl Places {
    /// Nothing that is watched; changes go to `sender`.
    ///
    /// # Errors
    ///
    /// Where the system tells of no changes.
    pub(super) fn new(sender: Sender<Change>) -> Result<Places, UsageError> {
        let watcher = notify::recommended_watcher(sender).map_err(|error| {
            UsageError::new(format!("changes of files cannot be watched: {error}"), "use `build`")
        })?;
        let (watched, written) = (BTreeMap::new(), BTreeSet::new());
        Ok(Places { watcher, watched, written, cache: None })
    }

    /// Watches all that a run depends on, besides what is watched.
    pub(super) fn watch(&mut self, args: &BuildArgs, run: &Run, needed: &BTreeSet<PathBuf>) {
        let mut known: BTreeMap<PathBuf, PathBuf> = BTreeMap::new();
        let mut whole =
            |folder: &Path| known.entry(folder.to_owned()).or_insert_with(|| whole(folder)).clone();
        self.written = written(run, &mut whole);
        self.cache = run.cache.as_deref().map(&mut whole);
        let mut wanted: BTreeMap<PathBuf, Depth> = BTreeMap::new();
        let mut want = |folder: PathBuf, depth: Depth| {
            let held = wanted.entry(folder).or_insert(depth);
            *held = depth.max(*held);
        };
        for argument in &args.articles {
            if argument.is_dir() {
                want(whole(argument), Depth::All);
            } else if !argument.is_file() {
                want(whole(&walk::split(argument).0), Depth::All);
            }
        }
        for folder in folders(run) {
            let folder = whole(folder);
            for above in folder.ancestors().skip(1) {
                want(above.to_owned(), Depth::Settings);
                if above.join(".git").exists() {
                    break;
                }
            }
            want(folder, Depth::Files);
        }
        needed.iter().for_each(|folder| want(whole(folder), Depth::Files));
        run.themes.iter().for_each(|folder| want(whole(folder), Depth::Settings));
        if let Some(config) = &args.batch.config.config {
            want(whole(files::parent(config)), Depth::Settings);
        }
        let deep: Vec<PathBuf> = wanted
            .iter()
            .filter(|(_, depth)| **depth == Depth::All)
            .map(|(folder, _)| folder.clone())
            .collect();
        for (folder, depth) in wanted {
            let is_below = deep.iter().any(|deep| *deep != folder && folder.starts_with(deep));
            let held = self.watched.get(&folder).copied();
            if !is_below && folder.is_dir() && held.is_none_or(|held| held < depth) {
                self.add(folder, depth);
            }
        }
    }

    fn add(&mut self, folder: PathBuf, depth: Depth) {
        let mode = match depth {
            Depth::All => RecursiveMode::Recursive,
            Depth::Files | Depth::Settings => RecursiveMode::NonRecursive,
        };
        if let Err(error) = self.watcher.watch(&folder, mode)
            // Above the articles much may be closed: no configuration can come from there.
            && depth > Depth::Settings
        {
            let message = format!("changes in `{}` cannot be watched: {error}", folder.display());
            report::warning(Code::WATCH, &message, "`vanban explain VB0125` tells why that may be");
        }
        // Not tried again with each change.
        self.watched.insert(folder, depth);
    }

    /// Whether papers may depend on what changed.
    pub(super) fn matters(&self, change: &Change) -> bool {
        let Ok(event) = change else {
            // Changes were lost: anything may have changed.
            return true;
        };
        let told = !matches!(event.kind, EventKind::Access(_));
        told && (event.paths.is_empty() || event.paths.iter().any(|path| self.is_needed(path)))
    }

    fn is_needed(&self, path: &Path) -> bool {
        let name = path.file_name().unwrap_or_default();
        if self.written.contains(path) || files::is_begun(&name.to_string_lossy()) {
            return false;
        }
        if self.cache.as_ref().is_some_and(|cache| path.starts_with(cache)) {
            return false;
        }
        let is_settings = path.extension().is_some_and(|ending| ending == "toml");
        path.ancestors().enumerate().any(|(at, above)| match self.watched.get(above) {
            Some(Depth::All) => true,
            Some(Depth::Files) => at <= 1,
            Some(Depth::Settings) => at == 1 && is_settings,
            None => false,
        })
    }
}

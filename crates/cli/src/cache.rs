//! The cache: what came of articles before, kept in a folder, so that an article of which nothing changed
//! is not made again.
//!
//! ```text
//! job ─ index: sizes, times and inodes as they were ──────────── all alike → nothing is read
//!     └ entry of (settings, file name, hash of the source) ──── all that it needed has the same
//!                                                               hashes → papers restored if gone
//! ```
//!
//! Papers lie under the hash of their bytes and entries carry one of their own, so that what is damaged
//! is found, never used; everything takes its name only when it is whole, so that runs may share a folder.

mod index;
pub(crate) mod known;
pub(crate) mod prune;
mod stat;
mod store;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use vanban_article::Code;

use crate::args::Format;
use crate::digest::Digest;
use crate::plan::Job;
use crate::settings::{Input, Output};
use crate::{files, needs, report};
use index::{Index, Record};
use known::{Known, Paper};
pub(crate) use stat::Moment;
use stat::Stat;
use store::{Damaged, Store};

/// The cache of a run.
pub(crate) struct Cache {
    index: Index,
    /// Where entries and papers are kept; none while watching without a cache, where the papers that were
    /// written are all there is.
    store: Option<Store>,
    /// The first thing that could not be written into it.
    trouble: Mutex<Option<String>>,
}

impl Cache {
    /// The cache in a folder, which is made; one that cannot be read is as good as empty.
    pub(crate) fn open(folder: &Path) -> Cache {
        let (store, trouble) = Store::open(folder);
        let index = Index::read(&store);
        Cache { index, store: Some(store), trouble: Mutex::new(trouble) }
    }

    /// A cache that lives as long as the program.
    pub(crate) fn in_memory() -> Cache {
        Cache { index: Index::default(), store: None, trouble: Mutex::new(None) }
    }

    /// What came of a job before, if nothing that it depends on has changed since and its papers are, or
    /// have now been put, where they are wanted.
    pub(crate) fn find(&self, job: &Job) -> Option<Known> {
        let Input::File(path) = &job.input else { return None };
        let key = key(job, path);
        let record = self.index.get(key);
        if let Some(record) = &record
            && record.is_fresh(path)
            && self.has_papers(job, &record.known, &record.papers)
        {
            return Some(record.known.clone());
        }
        let moment = Moment::now();
        let source = Digest::of(&files::bytes(path, job.choices.limits.input)?);
        let folder = files::parent(path);
        let name = files::name(&job.input);
        let fits = |known: &Known| {
            known.source == source
                && known.is_told_of(&name)
                && needs::hold(&known.needs, folder)
                && self.has_papers(job, known, &[])
        };
        let before = record.map(|record| record.known).filter(&fits);
        let known = before.or_else(|| self.entry(job, path, source).into_iter().find(&fits))?;
        self.index.put(key, record_of(job, path, moment, known.clone()));
        Some(known)
    }

    /// Keeps what came of a job, and its papers in the order of its outputs; `moment` is before anything
    /// of it was read.
    pub(crate) fn keep(&self, job: &Job, moment: Moment, known: Known, papers: &[Vec<u8>]) {
        let Input::File(path) = &job.input else { return };
        if let Some(store) = &self.store {
            let kept = known.papers.iter().zip(papers);
            let kept = kept.map(|(paper, bytes)| store.keep_paper(paper.blake3, bytes));
            let kept = kept.collect::<Result<Vec<()>, _>>().and_then(|_| {
                let before = store.entry(entry_key(job, path, known.source)).unwrap_or_default();
                store.keep_entry(entry_key(job, path, known.source), &known, before)
            });
            if let Err(error) = kept {
                self.trouble(&error);
            }
        }
        self.index.put(key(job, path), record_of(job, path, moment, known));
    }

    /// Writes the index, if something has changed, and tells what could not be written.
    pub(crate) fn close(&self) {
        if let Some(store) = &self.store
            && let Err(error) = self.index.write(store)
        {
            self.trouble(&error);
        }
        let trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let (Some(trouble), Some(store)) = (trouble, &self.store) {
            let folder = store.folder().display();
            let message = format!("the cache `{folder}` cannot be written: {trouble}");
            let hint = "papers are made without it; check its rights and the room on its disk";
            report::warning(Code::CACHE, &message, hint);
        }
    }

    /// What it knows of articles with this source; damage is told.
    fn entry(&self, job: &Job, path: &Path, source: Digest) -> Vec<Known> {
        let Some(store) = &self.store else { return Vec::new() };
        store.entry(entry_key(job, path, source)).unwrap_or_else(|Damaged| {
            self.damaged("an entry", job);
            Vec::new()
        })
    }

    fn damaged(&self, what: &str, job: &Job) {
        let name = files::name(&job.input);
        let message = format!("{what} of the cache for `{name}` is damaged and is made anew");
        report::warning(Code::CACHE_DAMAGED, &message, "nothing of it was used");
    }

    fn trouble(&self, error: &std::io::Error) {
        let mut trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        trouble.get_or_insert_with(|| error.to_string());
    }

    /// Whether a job's papers stand where they are wanted, those that do not being restored. `stats` are
    /// those of files that are known to be right.
    fn has_papers(&self, job: &Job, known: &Known, stats: &[Option<Stat>]) -> bool {
        known.failed
            || job.outputs.iter().enumerate().all(|(at, (format, output))| {
                let Some(paper) = known.paper(*format) else { return false };
                let stat = stats.get(at).copied().flatten();
                is_there(paper, output, stat) || self.restore(job, paper, output)
            })
    }

    fn restore(&self, job: &Job, paper: &Paper, output: &Output) -> bool {
        let Some(store) = &self.store else { return false };
        match store.paper(paper.blake3) {
            Ok(Some(bytes)) => files::write(output, &bytes).is_ok(),
            Ok(None) => false,
            Err(Damaged) => {
                self.damaged("a paper", job);
                false
            }
        }
    }
}

/// Whether a paper stands where it is wanted: by the file's size and times where those are known, else by
/// its bytes.
fn is_there(paper: &Paper, output: &Output, stat: Option<Stat>) -> bool {
    let Output::File(path) = output else { return false };
    let Some(now) = Stat::of(path) else { return false };
    if stat == Some(now) {
        return true;
    }
    now.size() == paper.bytes && has_bytes(path, paper)
}

/// Whether a file's bytes are those of a paper.
pub(crate) fn has_bytes(path: &Path, paper: &Paper) -> bool {
    files::read_whole(path).is_ok_and(|bytes| Digest::of(&bytes) == paper.blake3)
}

/// What a job is found by in the index.
fn key(job: &Job, path: &Path) -> Digest {
    let mut parts = vec![job.settings.bytes(), path.as_os_str().as_encoded_bytes()];
    for (_, output) in &job.outputs {
        parts.push(match output {
            Output::Nowhere => b"",
            Output::Stdout => b"-",
            Output::File(path) => path.as_os_str().as_encoded_bytes(),
        });
    }
    Digest::of_parts(&parts)
}

/// What an article is found by in the store, wherever it lies. A source may be attached to a paper under
/// the name of its file.
fn entry_key(job: &Job, path: &Path, source: Digest) -> Digest {
    let name = path.file_name().unwrap_or_default().as_encoded_bytes();
    Digest::of_parts(&[job.settings.bytes(), name, source.bytes()])
}

fn record_of(job: &Job, path: &Path, moment: Moment, known: Known) -> Record {
    let folder = files::parent(path);
    let settled = |path: PathBuf| Stat::of(&path).filter(|stat| stat.is_before(moment));
    let need = |need: &needs::Need| need.blake3.and_then(|_| settled(folder.join(&need.path)));
    let paper = |(_, output): &(Format, Output)| match output {
        // Only vanban writes papers, under a new inode each time: no margin is needed.
        Output::File(path) if !known.failed => Stat::of(path),
        _ => None,
    };
    Record {
        source: settled(path.to_owned()),
        needs: known.needs.iter().map(need).collect(),
        papers: job.outputs.iter().map(paper).collect(),
        known,
    }
}

impl Record {
    /// Whether neither the article nor anything that it needs has been touched.
    fn is_fresh(&self, path: &Path) -> bool {
        let alike = |was: Option<Stat>, path: &Path| was.is_some() && was == Stat::of(path);
        let folder = files::parent(path);
        alike(self.source, path)
            && self.known.needs.len() == self.needs.len()
            && self.known.needs.iter().zip(&self.needs).all(|(need, stat)| match need.blake3 {
                Some(_) => alike(*stat, &folder.join(&need.path)),
                None => needs::hold(std::slice::from_ref(need), folder),
            })
    }
}

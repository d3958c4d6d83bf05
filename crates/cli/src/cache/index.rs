//! The index of a cache: what came of each job of the working folder, with the sizes and times of all files
//! that it depends on, in one file that is read and written whole.
//!
//! It only saves reading: without it, or where it is damaged, everything is found by its bytes.

use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::known::Known;
use super::stat::Stat;
use super::store::Store;
use crate::digest::Digest;

/// After how many writings without it a record is dropped: other trees, deleted articles, older settings.
const IDLE: u8 = 16;

/// What came of a job, and the files as they were then.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Record {
    /// The article; none where it had changed too lately to be trusted.
    pub(super) source: Option<Stat>,
    /// The files that it needs, the same.
    pub(super) needs: Vec<Option<Stat>>,
    /// Its papers, in the order of the job's outputs.
    pub(super) papers: Vec<Option<Stat>>,
    /// What came of it.
    pub(super) known: Known,
}

/// A record as it was read.
#[derive(Debug)]
struct Old {
    record: Record,
    idle: u8,
    seen: AtomicBool,
}

/// A record as it is written: a line.
#[derive(Serialize, Deserialize)]
struct Line<R> {
    key: Digest,
    idle: u8,
    #[serde(flatten)]
    record: R,
}

/// What came of the jobs of a working folder.
#[derive(Debug, Default)]
pub(super) struct Index {
    old: BTreeMap<Digest, Old>,
    new: Mutex<BTreeMap<Digest, Record>>,
}

impl Index {
    /// The index of the working folder, as far as it can be read.
    pub(super) fn read(store: &Store) -> Index {
        let mut old = BTreeMap::new();
        let Some(text) = store.index() else { return Index::default() };
        for line in text.lines() {
            // A line of an older kind is as good as none.
            let Ok(line) = serde_json::from_str::<Line<Record>>(line) else { continue };
            let seen = AtomicBool::new(false);
            old.insert(line.key, Old { record: line.record, idle: line.idle, seen });
        }
        Index { old, new: Mutex::default() }
    }

    /// What came of a job.
    pub(super) fn get(&self, key: Digest) -> Option<Record> {
        if let Some(record) = self.lock().get(&key) {
            return Some(record.clone());
        }
        let old = self.old.get(&key)?;
        old.seen.store(true, Ordering::Relaxed);
        Some(old.record.clone())
    }

    /// Says what came of a job.
    pub(super) fn put(&self, key: Digest, record: Record) {
        self.lock().insert(key, record);
    }

    /// Writes it, if something was said.
    ///
    /// # Errors
    ///
    /// What the operating system says.
    pub(super) fn write(&self, store: &Store) -> io::Result<()> {
        let new = self.lock();
        if new.is_empty() {
            return Ok(());
        }
        let mut text = String::new();
        let mut line = |key: Digest, idle: u8, record: &Record| {
            let line = serde_json::to_string(&Line { key, idle, record });
            text.push_str(&line.expect("records are objects of texts and numbers"));
            text.push('\n');
        };
        for (key, old) in &self.old {
            let idle = if old.seen.load(Ordering::Relaxed) { 0 } else { old.idle + 1 };
            if idle < IDLE && !new.contains_key(key) {
                line(*key, idle, &old.record);
            }
        }
        for (key, record) in new.iter() {
            line(*key, 0, record);
        }
        store.keep_index(&text)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<Digest, Record>> {
        self.new.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

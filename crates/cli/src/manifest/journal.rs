//! The journal of a run: its manifest while it is made, beside it, a line for each article as soon as that is
//! finished, in whatever order; the lines in order become the manifest when all are there.
//!
//! A run that is killed leaves its journal, and the files that it had begun bear a mark that the journal
//! names, so that the run that resumes it takes away those and no others.
#![allow(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "the one place where a file is added to"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::{Head, text};
use crate::files::{self, NewFile};
use crate::making::Outcome;
use crate::plan::Job;
use crate::settings::Output;

/// The first line of a run in a journal.
#[derive(Serialize, Deserialize)]
struct Begin {
    /// What the names of its files begin with while they are written.
    run: String,
}

/// A journal that is written.
pub(crate) struct Journal {
    manifest: PathBuf,
    head: Head,
    written: Mutex<Written>,
}

struct Written {
    file: File,
    end: u64,
    /// Where the line of each id lies.
    lines: BTreeMap<String, (u64, usize)>,
    failure: Option<io::Error>,
}

/// The journal of a manifest.
pub(crate) fn beside(manifest: &Path) -> PathBuf {
    let mut name = manifest.file_name().unwrap_or_default().to_owned();
    name.push(".journal");
    manifest.with_file_name(name)
}

impl Journal {
    /// Begins a journal, or goes on with one where a run is resumed.
    ///
    /// # Errors
    ///
    /// What the operating system says.
    pub(crate) fn begin(manifest: &Path, head: Head, resumed: bool) -> io::Result<Journal> {
        let path = beside(manifest);
        fs::create_dir_all(files::parent(&path))?;
        let mut options = File::options();
        options.read(true).create(true).append(true);
        let mut file = options.open(&path)?;
        if !resumed {
            file.set_len(0)?;
        }
        let mut end = file.seek(SeekFrom::End(0))?;
        let mut begin = text(&Begin { run: files::mark().to_owned() }) + "\n";
        if end > 0 {
            // The last line may have been cut off.
            begin.insert(0, '\n');
        }
        file.write_all(begin.as_bytes())?;
        end += begin.len() as u64;
        let written = Written { file, end, lines: BTreeMap::new(), failure: None };
        Ok(Journal { manifest: manifest.to_owned(), head, written: Mutex::new(written) })
    }

    /// What its manifest is called.
    pub(crate) fn name(&self) -> String {
        self.manifest.display().to_string()
    }

    /// Adds the line of an article; what goes wrong is told at the end.
    pub(crate) fn add(&self, job: &Job, outcome: &Outcome) {
        let line = outcome.line.clone().unwrap_or_else(|| text(&super::line(job, outcome)));
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        if written.failure.is_some() {
            return;
        }
        let whole = format!("{line}\n");
        // One call, so that nothing but the end of a line is ever missing.
        match written.file.write_all(whole.as_bytes()) {
            Ok(()) => {
                let at = (written.end, line.len());
                written.lines.insert(job.id.clone(), at);
                written.end += whole.len() as u64;
            }
            Err(error) => written.failure = Some(error),
        }
    }

    /// Makes the manifest of the journal, if all its articles are there; how many are missing.
    ///
    /// # Errors
    ///
    /// What the operating system says; an older manifest is as it was.
    pub(crate) fn end(self) -> io::Result<usize> {
        let written = self.written.into_inner().unwrap_or_else(PoisonError::into_inner);
        let Written { mut file, lines, failure, .. } = written;
        if let Some(failure) = failure {
            return Err(failure);
        }
        let all = self.head.shard.map_or(self.head.articles, |part| part.articles);
        if lines.len() < all {
            return Ok(all - lines.len());
        }
        let mut out = NewFile::create(&Output::File(self.manifest.clone()))?;
        writeln!(out, "{}", text(&self.head))?;
        let mut line = Vec::new();
        for (at, length) in lines.into_values() {
            line.resize(length + 1, 0);
            file.seek(SeekFrom::Start(at))?;
            file.read_exact(&mut line)?;
            out.write_all(&line)?;
        }
        out.finish()?;
        fs::remove_file(beside(&self.manifest))?;
        Ok(0)
    }
}

/// Removes from these folders what the runs of a journal had begun and not finished.
pub(crate) fn sweep(manifest: &Path, folders: &BTreeSet<&Path>) {
    let Ok(journal) = files::read_whole(&beside(manifest)) else { return };
    let begin = |line: &[u8]| serde_json::from_slice::<Begin>(line).ok();
    let runs: Vec<Begin> = journal.split(|byte| *byte == b'\n').filter_map(begin).collect();
    // A mark that is no mark would match other files.
    let marks: Vec<&str> =
        runs.iter().map(|begin| begin.run.as_str()).filter(|mark| files::is_mark(mark)).collect();
    for folder in folders {
        files::sweep(folder, &marks);
    }
}

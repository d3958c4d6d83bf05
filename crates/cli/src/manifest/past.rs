//! What came of articles in the run that is resumed: the lines of its journal or manifest, of which those
//! hold whose article, needs, settings and papers are still the same.

use std::collections::BTreeMap;
use std::path::Path;

use vanban_article::Source;

use super::journal;
use super::{Line, remark};
use crate::args::Format;
use crate::cache::has_bytes;
use crate::cache::known::Paper;
use crate::digest::Digest;
use crate::plan::Job;
use crate::settings::{Input, Output};
use crate::{files, needs};

/// The lines of a run that was ended.
#[derive(Debug, Default)]
pub(crate) struct Past {
    lines: BTreeMap<String, (Line, String)>,
}

/// A line that holds.
#[derive(Debug)]
pub(crate) struct Done<'p> {
    line: &'p Line,
    text: &'p str,
    source: Source,
}

impl Past {
    /// The lines of a manifest and of its journal, the later ones before the earlier.
    pub(crate) fn read(manifest: &Path) -> Past {
        let mut lines = BTreeMap::new();
        for path in [manifest.to_owned(), journal::beside(manifest)] {
            let Ok(text) = files::read_whole(&path) else { continue };
            // What was cut off where the run was ended is no line.
            for text in text.split(|byte| *byte == b'\n') {
                if let Ok(line) = serde_json::from_slice::<Line>(text) {
                    let text = String::from_utf8_lossy(text).into_owned();
                    lines.insert(line.id.clone(), (line, text));
                }
            }
        }
        Past { lines }
    }

    /// A job's line, if it was built and all is as it was then.
    pub(crate) fn find(&self, job: &Job) -> Option<Done<'_>> {
        let (line, text) = self.lines.get(&job.id)?;
        let Input::File(path) = &job.input else { return None };
        if line.status != "built" || line.settings != job.settings || line.build.is_some() {
            return None;
        }
        let has_paper = |(format, output): &(Format, Output)| {
            let Output::File(path) = output else { return false };
            paper(line, *format).is_some_and(|paper| has_bytes(path, paper))
        };
        if !job.outputs.iter().all(has_paper) {
            return None;
        }
        let source = files::read(&job.input).ok()?;
        let same = Some(Digest::of(source.text.as_bytes())) == line.input
            && needs::hold(&line.needs, files::parent(path));
        same.then_some(Done { line, text, source })
    }
}

fn paper(line: &Line, format: Format) -> Option<&Paper> {
    line.outputs.iter().find(|paper| paper.format == format.extension())
}

impl Done<'_> {
    /// Tells what was told.
    pub(crate) fn tell(&self, job: &Job) {
        remark::tell(job, &self.source, &self.line.diagnostics);
    }

    /// How many pages there are.
    pub(crate) fn pages(&self) -> Option<usize> {
        self.line.pages
    }

    /// The paper of a format.
    pub(crate) fn paper(&self, format: Format) -> Option<Paper> {
        paper(self.line, format).cloned()
    }

    /// The line as it stands.
    pub(crate) fn text(&self) -> &str {
        self.text
    }
}

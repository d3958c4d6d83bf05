//! The manifest of a run: what came of each article, a line each in the order of their ids, the same bytes
//! however many machines made them, in whatever order, at once or resumed.
//!
//! ```text
//! {"manifest":1,"program":"vanban 0.1.0","build":"…","articles":2,"set":"…"}      the head
//! {"id":"tin/a.md","status":"built","input":"…","settings":"…","needs":[…],…}     a line an article
//! ```
//!
//! It holds no clock, no machine and no path but those within the set.

pub(crate) mod journal;
pub(crate) mod merge;
pub(crate) mod past;
pub(crate) mod remark;

use serde::{Deserialize, Serialize};

use crate::cache::known::Paper;
use crate::digest::Digest;
use crate::making::Outcome;
use crate::needs::Need;
use crate::plan::Job;
use crate::report::record::Status;
use crate::settings::UsageError;
use crate::shard::Shard;
use remark::Remark;

/// The version of manifests.
pub(crate) const VERSION: u32 = 1;
/// The program as manifests call it.
pub(crate) const PROGRAM: &str = concat!("vanban ", env!("CARGO_PKG_VERSION"));
/// The build of the program: the hash of its sources and fonts.
pub(crate) const BUILD: &str = env!("VANBAN_BUILD");

/// The first line of a manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Head {
    /// The version of manifests.
    pub(crate) manifest: u32,
    /// The program.
    pub(crate) program: String,
    /// Its build.
    pub(crate) build: String,
    /// How many articles the whole set has.
    pub(crate) articles: usize,
    /// The hash of their ids, in order, a line each.
    pub(crate) set: Digest,
    /// The part of the set that this manifest is about; none where it is about all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) shard: Option<Part>,
}

/// A part of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Part {
    /// Which shard, from 1.
    pub(crate) index: u32,
    /// Of how many.
    pub(crate) of: u32,
    /// How many articles are in it.
    pub(crate) articles: usize,
}

/// What came of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Line {
    /// Its path from the folder that all articles lie in, with `/` between names.
    pub(crate) id: String,
    /// `built` or `failed`.
    pub(crate) status: String,
    /// The hash of its source; none where that could not be read.
    pub(crate) input: Option<Digest>,
    /// The hash of everything else that its papers depend on and that is no file beside it: the build of
    /// the program, the papers asked for, themes of the house, fonts, options.
    pub(crate) settings: Digest,
    /// The files beside it that its papers need.
    pub(crate) needs: Vec<Need>,
    /// How many pages it has, where they were made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) pages: Option<usize>,
    /// Its papers.
    pub(crate) outputs: Vec<Paper>,
    /// What was told of it.
    pub(crate) diagnostics: Vec<Remark>,
    /// The build of the program, in the answers of workers, which have no head.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) build: Option<String>,
}

/// The head of the manifest of a set.
pub(crate) fn head(ids: &[&str], shard: Option<(Shard, usize)>) -> Head {
    let part =
        |(shard, articles): (Shard, usize)| Part { index: shard.index(), of: shard.of(), articles };
    Head {
        manifest: VERSION,
        program: PROGRAM.to_owned(),
        build: BUILD.to_owned(),
        articles: ids.len(),
        set: set(ids),
        shard: shard.map(part),
    }
}

/// The hash of ids, in whatever order they come.
pub(crate) fn set(ids: &[&str]) -> Digest {
    let mut sorted = ids.to_vec();
    sorted.sort_unstable();
    let mut text = String::new();
    for id in sorted {
        text.push_str(id);
        text.push('\n');
    }
    Digest::of(text.as_bytes())
}

/// Refuses a set in which two articles have one id.
///
/// # Errors
///
/// That.
pub(crate) fn check_ids(jobs: &[Job]) -> Result<(), UsageError> {
    let mut ids: Vec<&str> = jobs.iter().map(|job| job.id.as_str()).collect();
    ids.sort_unstable();
    match ids.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(UsageError::new(
            format!("two articles would have the id `{}` in the manifest", pair[0]),
            "their names differ in characters that are no UTF-8 only: rename one",
        )),
        None => Ok(()),
    }
}

/// What came of a job, as a line.
pub(crate) fn line(job: &Job, outcome: &Outcome) -> Line {
    let built = matches!(outcome.status, Status::Built | Status::Unchanged | Status::Checked);
    let paper = |written: &crate::report::record::Written| Paper {
        format: written.format.to_owned(),
        bytes: written.bytes,
        blake3: written.blake3,
    };
    Line {
        id: job.id.clone(),
        status: if built { "built" } else { "failed" }.to_owned(),
        input: outcome.source,
        settings: job.settings,
        needs: outcome.needs.clone(),
        pages: outcome.pages,
        outputs: outcome.written.iter().map(paper).collect(),
        diagnostics: remark::remarks(job, &outcome.messages),
        build: None,
    }
}

/// A head or a line as it is written.
pub(crate) fn text(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("heads and lines are objects of texts and numbers")
}

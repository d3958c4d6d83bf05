//! What was typed about runs that are made again, shared among machines, or resumed.

use std::path::PathBuf;

use clap::{Args, ValueHint};

/// The arguments of commands that keep what came of articles.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Made again")]
pub(crate) struct CacheArgs {
    /// Keep papers and what was told in this folder, and make only what has changed since; the folder
    /// may be shared, and deleted at any time
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) cache: Option<PathBuf>,
    /// Make everything, whatever cache is configured
    #[arg(long, conflicts_with = "cache")]
    pub(crate) no_cache: bool,
}

/// The arguments of commands that may be one of many.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Many machines")]
pub(crate) struct MachineArgs {
    /// Build one part of the articles, such as 2/4; `auto` asks the variables of the CI system
    #[arg(long, value_name = "I/N|auto")]
    pub(crate) shard: Option<String>,
    /// Write a manifest to this file: what came of each article, a line of JSON each, the same on every
    /// machine; `vanban merge` puts those of shards together
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) manifest: Option<PathBuf>,
    /// Go on with the run of this manifest that was ended: articles whose papers are whole and of which
    /// nothing has changed are not made again
    #[arg(long, requires = "manifest")]
    pub(crate) resume: bool,
}

/// The arguments of `merge`.
#[derive(Debug, Args)]
pub(crate) struct MergeArgs {
    /// Manifests of shards, or answers of workers
    #[arg(value_name = "MANIFEST", required = true, value_hint = ValueHint::FilePath)]
    pub(crate) manifests: Vec<PathBuf>,
    /// Write the manifest of the whole to this file; `-` writes to standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: PathBuf,
}

/// What is asked of a cache.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum CacheCommand {
    /// Remove what was written longest ago until the rest is small enough
    Prune {
        /// The folder of the cache
        #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
        folder: PathBuf,
        /// How large it may be, such as 500M or 2G
        #[arg(long, value_name = "SIZE")]
        max_size: String,
    },
}

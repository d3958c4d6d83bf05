//! What was typed about repairs of the spelling.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::batch::ConfigArgs;

/// The arguments of `fix`.
#[derive(Debug, Args)]
pub(crate) struct FixArgs {
    /// Articles, folders of articles and globs; `-` reads standard input and writes what is repaired to
    /// standard output
    #[arg(value_name = "INPUT", required = true, value_hint = ValueHint::AnyPath)]
    pub(crate) articles: Vec<PathBuf>,
    /// Make the likely repairs, too: read what they do
    #[arg(long = "unsafe")]
    pub(crate) likely: bool,
    /// Show what would change, and write nothing
    #[arg(long, visible_alias = "diff")]
    pub(crate) dry_run: bool,
    /// Write nothing; the exit code is 1 where something would change
    #[arg(long)]
    pub(crate) check: bool,
    /// Do not show what changes
    #[arg(short, long)]
    pub(crate) quiet: bool,
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
}

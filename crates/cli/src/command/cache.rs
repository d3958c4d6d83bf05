//! `vanban cache`: looking after the folder of a cache.

use std::process::ExitCode;

use crate::args::machines::CacheCommand;
use crate::cache::prune::{prune, size};
use crate::report;
use crate::settings::UsageError;

/// Does what is asked.
///
/// # Errors
///
/// Where the size or the folder is none.
pub(crate) fn run(command: &CacheCommand) -> Result<ExitCode, UsageError> {
    let CacheCommand::Prune { folder, max_size } = command;
    let most = size(max_size).ok_or_else(|| {
        UsageError::new(format!("`{max_size}` is no size"), "write a number such as 500M or 2G")
    })?;
    let pruned = prune(folder, most).map_err(|error| {
        let message = format!("cannot prune `{}`: {error}", folder.display());
        UsageError::new(message, "name the folder that `--cache` names")
    })?;
    let (removed, files, left) = (pruned.removed, pruned.files, pruned.bytes >> 10);
    report::result(&format!("{removed} of {files} files removed, {left} KiB left\n"));
    Ok(ExitCode::SUCCESS)
}

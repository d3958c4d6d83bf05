//! `vanban completions` and `vanban man`: what shells and manuals know of the command line, made from the
//! command line itself.

use std::path::Path;
use std::process::ExitCode;

use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::Man;

use crate::args::Cli;
use crate::settings::UsageError;
use crate::{files, report};

/// Prints the completions of a shell.
pub(crate) fn completions(shell: Shell) -> ExitCode {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "vanban", &mut text);
    report::result(&String::from_utf8_lossy(&text));
    ExitCode::SUCCESS
}

/// Prints the manual page, or writes those of all commands into a folder.
///
/// # Errors
///
/// Where they cannot be written.
pub(crate) fn man(folder: Option<&Path>) -> Result<ExitCode, UsageError> {
    let Some(folder) = folder else {
        let mut text = Vec::new();
        let page = Man::new(Cli::command());
        page.render(&mut text).expect("a vector takes all");
        report::result(&String::from_utf8_lossy(&text));
        return Ok(ExitCode::SUCCESS);
    };
    let written =
        files::make_folder(folder).and_then(|()| clap_mangen::generate_to(Cli::command(), folder));
    written.map_err(|error| {
        let message = format!("cannot write into `{}`: {error}", folder.display());
        UsageError::new(message, "choose another folder")
    })?;
    Ok(ExitCode::SUCCESS)
}

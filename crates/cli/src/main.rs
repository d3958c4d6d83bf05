//! The `vanban` program: articles in Markdown to PDF for printing and DOCX for circulation.
//!
//! Only this crate touches files, the environment and the terminal:
//! [`args`] what was typed → [`settings`] what it means → [`command`] what is done, through [`files`]
//! for reading and writing and [`report`] for what there is to say.

mod args;
mod command;
mod files;
mod pictures;
mod report;
mod settings;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let cli = args::Cli::parse();
    match settings::Build::from_args(cli.into_build()) {
        Ok(build) => command::build::run(&build),
        Err(problem) => {
            report::usage(&problem);
            ExitCode::from(2)
        }
    }
}

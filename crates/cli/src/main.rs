//! The `vanban` program: articles in Markdown to PDF for printing and DOCX for circulation.
//!
//! Only this crate touches files, the environment and the terminal:
//! [`args`] what was typed → [`settings`] what it means → [`command`] what is done, through [`files`]
//! for reading and writing and [`report`] for what there is to say.

mod agreement;
mod args;
mod command;
mod explanations;
mod files;
mod font_path;
mod furniture;
mod papers;
mod pictures;
mod press;
mod report;
mod schema;
mod settings;
mod soffice;
mod standards;
mod themes;

use std::process::ExitCode;

use clap::Parser;

use crate::args::{Command, Schema};
use crate::settings::preview::Preview;
use crate::settings::{Build, Verify};

/// Papers are made of many large buffers that live for a moment: an allocator that keeps freed pages at
/// hand spends less time in the kernel.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let done = match args::Cli::parse().into_command() {
        Command::Build(args) => Build::from_args(args).map(|build| command::build::run(&build)),
        Command::Verify(args) => {
            Verify::from_args(args).map(|verify| command::verify::run(&verify))
        }
        Command::Preview(args) => {
            Preview::from_args(args).and_then(|preview| command::preview::run(&preview))
        }
        Command::Impose(args) => command::impose::run(&args),
        Command::Theme(what) => command::theme::run(&what),
        Command::Schema { of } => {
            report::result(&match of {
                Schema::FrontMatter => schema::front_matter(),
                Schema::Theme => schema::theme(),
            });
            Ok(ExitCode::SUCCESS)
        }
        Command::Explain { code } => command::explain::run(code.as_deref()),
    };
    done.unwrap_or_else(|problem| {
        report::usage(&problem);
        ExitCode::from(2)
    })
}

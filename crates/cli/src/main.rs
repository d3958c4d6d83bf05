//! The `vanban` program: articles in Markdown to PDF for printing and DOCX for circulation.
//!
//! Only this crate touches files, the environment and the terminal:
//! [`args`] what was typed → [`config`], [`settings`] what it means → [`run`] the articles of [`walk`] and
//! the files of [`plan`] → [`command`] what is done, many articles side by side in [`batch`], through
//! [`files`] for reading and writing and [`report`] for what there is to say.

mod agreement;
mod args;
mod batch;
mod command;
mod config;
mod diff;
mod explanations;
mod fault;
mod files;
mod font_path;
mod furniture;
mod interrupt;
mod lang;
mod papers;
mod pictures;
mod plan;
mod press;
mod progress;
mod report;
mod run;
mod schema;
mod settings;
mod show;
mod soffice;
mod spelling;
mod standards;
mod themes;
mod walk;

use std::process::ExitCode;

use clap::Parser;

use crate::args::batch::Color;
use crate::args::{Command, Schema};
use crate::settings::Verify;
use crate::settings::preview::Preview;

/// Papers are made of many large buffers that live for a moment: an allocator that keeps freed pages at
/// hand spends less time in the kernel.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = args::Cli::parse();
    match cli.color() {
        Some(Color::Always) => anstream::ColorChoice::Always.write_global(),
        Some(Color::Never) => anstream::ColorChoice::Never.write_global(),
        Some(Color::Auto) | None => {}
    }
    if let Some(chosen) = cli.lang().or_else(config::environment::lang) {
        lang::choose(chosen);
    }
    let done = match cli.into_command() {
        Command::Build(args) => command::build::build(&args),
        Command::Check(args) => command::build::check(&args),
        Command::Fix(args) => command::fix::run(&args),
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
                Schema::Config => command::schema::config(),
                Schema::Report => command::schema::report(),
            });
            Ok(ExitCode::SUCCESS)
        }
        Command::Explain { code } => command::explain::run(code.as_deref()),
        Command::Init { folder } => command::init::run(&folder),
        Command::Completions { shell } => Ok(command::shell::completions(shell)),
        Command::Man { folder } => command::shell::man(folder.as_deref()),
    };
    done.unwrap_or_else(|problem| {
        report::usage(&problem);
        ExitCode::from(2)
    })
}

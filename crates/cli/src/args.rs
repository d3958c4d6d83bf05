//! What was typed. What it means is `settings`' business.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = "vanban",
    version,
    about = "One article, two papers, the same page: Markdown to PDF and DOCX",
    long_about = "Turns an article in Markdown with front matter into a PDF for printing and a DOCX \
                  for office circulation that break lines and pages at the same places.\n\n\
                  `vanban ARTICLE` is short for `vanban build ARTICLE`.",
    args_conflicts_with_subcommands = true,
    arg_required_else_help = true
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    build: BuildArgs,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the papers of articles.
    Build(BuildArgs),
}

/// The arguments of `build`.
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub(crate) struct BuildArgs {
    /// Articles to build; `-` reads standard input
    #[arg(value_name = "ARTICLE", required = true)]
    pub(crate) articles: Vec<PathBuf>,
    /// The papers to write [default: both, or the one that OUTPUT's name asks for]
    #[arg(long, value_name = "FORMAT", value_delimiter = ',')]
    pub(crate) to: Vec<Format>,
    /// Write to this file; `-` writes to standard output
    #[arg(short, long, value_name = "OUTPUT", conflicts_with = "out_dir")]
    pub(crate) output: Option<PathBuf>,
    /// Write into this folder, made if missing, instead of beside each article
    #[arg(long, value_name = "DIR")]
    pub(crate) out_dir: Option<PathBuf>,
    /// Treat warnings as errors
    #[arg(long)]
    pub(crate) strict: bool,
}

/// A paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Format {
    /// For printing
    Pdf,
    /// For office circulation
    Docx,
}

impl Format {
    /// The ending of its files' names.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::Docx => "docx",
        }
    }
}

impl Cli {
    /// The arguments of the build that was asked for, by name or without.
    pub(crate) fn into_build(self) -> BuildArgs {
        match self.command {
            Some(Command::Build(build)) => build,
            None => self.build,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Cli, Format};
    use clap::{CommandFactory, Parser};

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_bare_article_is_built() {
        let bare = Cli::parse_from(["vanban", "bai.md"]).into_build();
        let named = Cli::parse_from(["vanban", "build", "bai.md", "--to", "pdf,docx"]).into_build();
        assert_eq!(bare.articles, named.articles);
        assert_eq!(named.to, [Format::Pdf, Format::Docx]);
    }
}

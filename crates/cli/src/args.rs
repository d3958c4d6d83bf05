//! What was typed. What it means is `settings`' business.

pub(crate) mod batch;
pub(crate) mod fix;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;
use vanban_pdf::Profile;

use crate::command::impose::ImposeArgs;
use crate::press::PressArgs;
use crate::standards;
use batch::{BatchArgs, Color, Lang};
use fix::FixArgs;

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
    /// Whether what is told is coloured [default: auto]
    #[arg(long, value_name = "WHEN", global = true)]
    color: Option<Color>,
    /// The language in which things are told, but for these pages of help [default: en]
    #[arg(long, value_name = "LANGUAGE", global = true)]
    lang: Option<Lang>,
}

/// What is to be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Build the papers of articles
    Build(BuildArgs),
    /// Tell what `build` would tell, and write nothing
    Check(CheckArgs),
    /// Repair the spelling of articles, where it is certain what was meant
    Fix(FixArgs),
    /// Build both papers, lay the DOCX out with LibreOffice, and tell where they differ
    Verify(VerifyArgs),
    /// Draw pages of an article as pictures
    Preview(PreviewArgs),
    /// Put pages of a finished PDF on sheets for the press
    Impose(ImposeArgs),
    /// List themes, show one as a file, or print the schema of theme files
    #[command(subcommand)]
    Theme(ThemeCommand),
    /// Print a JSON Schema, for editors that complete and check what is written
    Schema {
        /// What is written
        #[arg(value_name = "WHAT")]
        of: Schema,
    },
    /// Explain the code of a diagnostic, or list all codes
    Explain {
        /// The code, such as VB0203
        #[arg(value_name = "CODE")]
        code: Option<String>,
    },
    /// Write a first article and a configuration; files that are there stay as they are
    Init {
        /// Where to
        #[arg(value_name = "DIR", default_value = ".", value_hint = ValueHint::DirPath)]
        folder: PathBuf,
    },
    /// Print what makes a shell complete vanban's commands
    Completions {
        /// The shell
        #[arg(value_name = "SHELL")]
        shell: Shell,
    },
    /// Print the manual page, or write those of all commands into a folder
    Man {
        /// Where to
        #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
        folder: Option<PathBuf>,
    },
}

/// What is asked of themes.
#[derive(Debug, Subcommand)]
pub(crate) enum ThemeCommand {
    /// List the built-in themes
    List,
    /// Print a whole theme as a file, each key with what it is
    Show {
        /// The name of a built-in theme, or a theme file
        #[arg(value_name = "NAME|FILE")]
        theme: String,
    },
    /// Print the JSON Schema of theme files
    Schema,
}

/// What a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Schema {
    /// The front matter of articles
    FrontMatter,
    /// Theme files
    Theme,
    /// Configuration files, vanban.toml
    Config,
    /// What `--report` writes
    Report,
}

/// The arguments of `build`.
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub(crate) struct BuildArgs {
    /// Articles, folders of articles and globs; `-` reads standard input
    #[arg(value_name = "INPUT", required = true, value_hint = ValueHint::AnyPath)]
    pub(crate) articles: Vec<PathBuf>,
    /// The papers to write [default: both, or the one that OUTPUT's name asks for]
    #[arg(long, value_name = "FORMAT", value_delimiter = ',')]
    pub(crate) to: Vec<Format>,
    /// Write to this file; `-` writes to standard output
    #[arg(short, long, value_name = "OUTPUT", conflicts_with = "out_dir")]
    pub(crate) output: Option<PathBuf>,
    /// Write into this folder, made if missing, instead of beside each article; the folders below a
    /// folder that is given are made there too
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) out_dir: Option<PathBuf>,
    /// List what would be written, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) choices: ChoiceArgs,
    #[command(flatten)]
    pub(crate) press: PressArgs,
    #[command(flatten)]
    pub(crate) batch: BatchArgs,
}

/// The arguments of `check`.
#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// Articles, folders of articles and globs; `-` reads standard input
    #[arg(value_name = "INPUT", required = true, value_hint = ValueHint::AnyPath)]
    pub(crate) articles: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) choices: ChoiceArgs,
    #[command(flatten)]
    pub(crate) batch: BatchArgs,
}

/// The arguments of `verify`.
#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// Articles to verify
    #[arg(value_name = "ARTICLE", required = true)]
    pub(crate) articles: Vec<PathBuf>,
    /// The LibreOffice program [default: the `soffice` of the search path]
    #[arg(long, value_name = "PROGRAM")]
    pub(crate) soffice: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) choices: ChoiceArgs,
}

/// The arguments of `preview`.
#[derive(Debug, Args)]
pub(crate) struct PreviewArgs {
    /// The article; `-` reads standard input
    #[arg(value_name = "ARTICLE")]
    pub(crate) article: PathBuf,
    /// The pages, such as `1-3,5,8-` [default: all]
    #[arg(long, short, value_name = "PAGES")]
    pub(crate) page: Option<String>,
    /// The resolution of PNG pages in pixels an inch, from 10 to 1200 [default: 96]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(10..=1200))]
    pub(crate) dpi: Option<u16>,
    /// The kind of picture [default: png, or the one that OUTPUT's name asks for]
    #[arg(long, value_name = "KIND")]
    pub(crate) to: Option<PictureKind>,
    /// Write one page to this file, or any into this folder, made if missing; `-` writes one page to
    /// standard output [default: beside the article]
    #[arg(short, long, value_name = "FILE|DIR")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) choices: ChoiceArgs,
}

/// A kind of picture of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PictureKind {
    /// Pixels
    Png,
    /// Outlines, and text that can be searched and copied
    Svg,
}

/// How papers are made.
#[derive(Debug, Default, Args)]
pub(crate) struct ChoiceArgs {
    /// The theme, whatever the front matter asks for: a built-in one, or a file that ends in .toml
    #[arg(long, value_name = "NAME|FILE")]
    pub(crate) theme: Option<String>,
    /// A font, or a folder of fonts, for what the bundled ones do not draw and for themes to name; may
    /// be given again
    #[arg(long, value_name = "FILE|DIR", value_hint = ValueHint::AnyPath)]
    pub(crate) font_path: Vec<PathBuf>,
    /// How much of the fonts a DOCX carries [default: vietnamese]
    #[arg(long, value_name = "PART")]
    pub(crate) docx_fonts: Option<DocxFonts>,
    /// What the PDF conforms to, several with commas: a-2b, a-2u, a-2a, a-3a, a-4, ua-1, 1.7, 2.0
    /// [default: a-2a,ua-1]
    #[arg(long, value_name = "LIST", value_delimiter = ',', value_parser = standards::parser())]
    pub(crate) pdf_standard: Vec<Profile>,
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

/// How much of the fonts that an article uses its DOCX carries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum DocxFonts {
    /// All that they draw
    Full,
    /// What Vietnamese and other Latin text needs, so that it can be edited; more where the article
    /// needs more
    #[default]
    Vietnamese,
    /// Nothing: the reader must have them
    None,
}

impl DocxFonts {
    /// The choices by the words that name them.
    pub(crate) const WORDS: [(&'static str, DocxFonts); 3] = [
        ("full", DocxFonts::Full),
        ("vietnamese", DocxFonts::Vietnamese),
        ("none", DocxFonts::None),
    ];
}

impl Format {
    /// Both papers.
    pub(crate) const ALL: [Format; 2] = [Format::Pdf, Format::Docx];

    /// The ending of its files' names.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::Docx => "docx",
        }
    }
}

impl Cli {
    /// Whether what is told is coloured, where that was typed.
    pub(crate) fn color(&self) -> Option<Color> {
        self.color
    }

    /// The language in which things are told, where that was typed.
    pub(crate) fn lang(&self) -> Option<Lang> {
        self.lang
    }

    /// What was asked for; a build where no command is named.
    pub(crate) fn into_command(self) -> Command {
        self.command.unwrap_or(Command::Build(self.build))
    }
}

#[cfg(test)]
mod tests {
    use super::{Cli, Command, Format};
    use clap::{CommandFactory, Parser};

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_bare_article_is_built() {
        let build = |words: &[&str]| match Cli::parse_from(words).into_command() {
            Command::Build(build) => build,
            _ => panic!("no build"),
        };
        let bare = build(&["vanban", "bai.md"]);
        let named = build(&["vanban", "build", "bai.md", "--to", "pdf,docx"]);
        assert_eq!(bare.articles, named.articles);
        assert_eq!(named.to, [Format::Pdf, Format::Docx]);
    }
}

//! What was typed about many articles at once: which of them, how many at a time, what is told of them.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{ArgAction, Args, ValueEnum, ValueHint};

/// The arguments of commands that read many articles.
#[derive(Debug, Args)]
#[command(next_help_heading = "Many articles")]
pub(crate) struct BatchArgs {
    /// How many articles are made at a time [default: as many as there are cores]
    #[arg(short, long, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,
    /// Begin no further article after one that failed
    #[arg(long)]
    pub(crate) fail_fast: bool,
    /// Of folders, read only files that match, instead of *.md and *.markdown
    #[arg(long, value_name = "GLOB")]
    pub(crate) include: Vec<String>,
    /// Of folders, leave out files and folders that match
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,
    /// Write what became of each article to this file as JSON; `-` writes to standard output
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) report: Option<PathBuf>,
    /// Tell in the report how long each article took
    #[arg(long, requires = "report")]
    pub(crate) timings: bool,
    /// How diagnostics are told: json and sarif on standard output, the others on standard error
    /// [default: human]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) message_format: Option<MessageFormat>,
    /// Tell errors only; twice: nothing
    #[arg(short, long, action = ArgAction::Count)]
    pub(crate) quiet: u8,
    /// Show no progress
    #[arg(long)]
    pub(crate) no_progress: bool,
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
}

/// The arguments about configuration files.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Configuration")]
pub(crate) struct ConfigArgs {
    /// Use `[profile.NAME]` of the configuration
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,
    /// Use this configuration, instead of the nearest vanban.toml of each article
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) config: Option<PathBuf>,
    /// Use no configuration file
    #[arg(long, conflicts_with = "config")]
    pub(crate) no_config: bool,
    /// Print the settings of each article and where they come from, and do nothing else
    #[arg(long)]
    pub(crate) show_settings: bool,
}

/// How diagnostics are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// With the lines of the source that they speak of
    #[default]
    Human,
    /// One line each
    Short,
    /// An object of JSON on a line each
    Json,
    /// One document of SARIF 2.1.0
    Sarif,
    /// Commands that GitHub Actions shows at the lines of a change
    Github,
}

/// Whether what is told is coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, if NO_COLOR does not say otherwise
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The language in which things are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// English
    #[default]
    En,
    /// Vietnamese
    Vi,
}

impl Lang {
    /// The languages by the words that name them.
    pub(crate) const WORDS: [(&'static str, Lang); 2] = [("en", Lang::En), ("vi", Lang::Vi)];
}

impl MessageFormat {
    /// The formats by the words that name them.
    pub(crate) const WORDS: [(&'static str, MessageFormat); 5] = [
        ("human", MessageFormat::Human),
        ("short", MessageFormat::Short),
        ("json", MessageFormat::Json),
        ("sarif", MessageFormat::Sarif),
        ("github", MessageFormat::Github),
    ];

    /// Whether diagnostics go to standard output, for programs to read.
    pub(crate) fn is_output(self) -> bool {
        matches!(self, MessageFormat::Json | MessageFormat::Sarif)
    }
}

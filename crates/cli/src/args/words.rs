//! The command line as it was typed, kept so that a program that makes one article alone can be given the
//! same words.

use std::ffi::OsString;
use std::sync::OnceLock;

use clap::parser::ValueSource;
use clap::{ArgAction, ArgMatches, CommandFactory, FromArgMatches};

use super::Cli;

/// The words of a run that hold for each of its articles.
static WORDS: OnceLock<Vec<OsString>> = OnceLock::new();

/// What concerns a run as a whole, or is given to each article anew.
const OF_THE_RUN: [&str; 22] = [
    "output",
    "out-dir",
    "to",
    "dry-run",
    "jobs",
    "fail-fast",
    "include",
    "exclude",
    "report",
    "shard",
    "manifest",
    "resume",
    "timings",
    "quiet",
    "no-progress",
    "show-settings",
    "time-limit",
    "memory-limit",
    "isolate",
    "message-format",
    "color",
    "alone",
];

/// Reads the command line; the program ends here where it makes no sense.
pub(crate) fn parse() -> Cli {
    let mut command = Cli::command();
    let matches = command.get_matches_mut();
    let (known, own) = match matches.subcommand() {
        Some((name, own)) => (command.find_subcommand(name), own),
        None => (Some(&command), &matches),
    };
    if let Some(known) = known {
        WORDS.get_or_init(|| words(known, own));
    }
    Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
}

/// The words of this run that hold for each of its articles.
pub(crate) fn of_an_article() -> &'static [OsString] {
    WORDS.get().map(Vec::as_slice).unwrap_or_default()
}

fn words(command: &clap::Command, matches: &ArgMatches) -> Vec<OsString> {
    let mut words = Vec::new();
    for argument in command.get_arguments() {
        let id = argument.get_id().as_str();
        let Some(long) = argument.get_long().filter(|long| !OF_THE_RUN.contains(long)) else {
            continue;
        };
        if !matches!(matches.value_source(id), Some(ValueSource::CommandLine)) {
            continue;
        }
        let flag = OsString::from(format!("--{long}"));
        if matches!(argument.get_action(), ArgAction::Append | ArgAction::Set) {
            for value in matches.get_raw(id).into_iter().flatten() {
                let mut word = flag.clone();
                word.push("=");
                word.push(value);
                words.push(word);
            }
        } else {
            words.push(flag);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{Cli, words};
    use clap::CommandFactory;

    #[test]
    fn words_that_hold_for_each_article_are_kept() {
        let typed = "vanban build a.md b.md --strict --theme press --pdf-standard a-2a,ua-1 -j2 \
                     --font-path x --font-path=y -q --no-config --isolate --report r --crop-marks=false";
        let mut command = Cli::command();
        let matches = command.try_get_matches_from_mut(typed.split_whitespace());
        let matches = matches.expect("it makes sense");
        let (name, own) = matches.subcommand().expect("a command");
        let mut kept = words(command.find_subcommand(name).expect("it is known"), own);
        kept.sort();
        let expected = [
            "--crop-marks=false",
            "--font-path=x",
            "--font-path=y",
            "--no-config",
            "--pdf-standard=a-2a",
            "--pdf-standard=ua-1",
            "--strict=true",
            "--theme=press",
        ];
        assert_eq!(kept, expected);
    }
}

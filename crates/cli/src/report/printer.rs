//! Prints messages in the format that was chosen: for people on standard error, for programs on
//! standard output.

use std::io::{self, Write};

use vanban_article::Severity;

use super::message::Message;
use super::record::{Record, Summary};
use super::{human, lines, sarif, voice};
use crate::args::batch::MessageFormat;

/// Whether what became of each article is printed.
pub(crate) fn tells_articles() -> bool {
    voice().format == MessageFormat::Json
}

/// Whether a message is printed with the lines of its source.
pub(super) fn is_drawn(message: &Message) -> bool {
    let human = voice().format == MessageFormat::Human && is_shown(message);
    human || super::is_kept() && message.shown
}

/// Whether a person is told.
fn is_shown(message: &Message) -> bool {
    message.shown && voice().least.is_some_and(|least| message.severity >= least)
}

/// A message as it stands on standard error; none where it does not.
pub(super) fn text(message: &Message) -> Option<String> {
    if !is_shown(message) {
        return None;
    }
    Some(match voice().format {
        MessageFormat::Human if message.drawn.is_empty() => human::plain(message) + "\n",
        MessageFormat::Human => format!("{}\n", message.drawn),
        MessageFormat::Github => lines::github(message),
        // What is told before there is an output stands in one line.
        MessageFormat::Short | MessageFormat::Json | MessageFormat::Sarif => lines::short(message),
    })
}

/// Prints the messages of many articles, one article after the other.
#[derive(Debug, Default)]
pub(crate) struct Printer {
    /// Whether a result of SARIF was printed.
    begun: bool,
    /// The first thing that could not be printed where programs read.
    failure: Option<io::Error>,
}

impl Printer {
    /// Prints what precedes all.
    pub(crate) fn begin(&mut self) {
        if voice().format == MessageFormat::Sarif {
            self.out(sarif::HEAD);
        }
    }

    /// Prints messages.
    pub(crate) fn messages(&mut self, messages: &[Message]) {
        let mut out = String::new();
        for message in messages {
            match voice().format {
                MessageFormat::Json => out.push_str(&lines::json("diagnostic", &message.told())),
                MessageFormat::Sarif => {
                    out.push_str(if self.begun { ",\n" } else { "\n" });
                    out.push_str(&sarif::result(message));
                    self.begun = true;
                }
                _ => {
                    if let Some(text) = text(message) {
                        // Nothing is left to tell if even standard error is gone.
                        let _ = writeln!(anstream::stderr().lock(), "{text}");
                    }
                }
            }
        }
        self.out(&out);
    }

    /// Prints what became of an article, where programs read line by line.
    pub(crate) fn article(&mut self, record: &Record<'_>) {
        if tells_articles() {
            self.out(&lines::json("article", record));
        }
    }

    /// Prints what follows all.
    pub(crate) fn end(&mut self, summary: &Summary) {
        match voice().format {
            MessageFormat::Json => self.out(&lines::json("summary", summary)),
            MessageFormat::Sarif => self.out(&sarif::tail(summary)),
            _ => {
                let wanted = summary.articles > 1
                    && voice().least.is_some_and(|least| least <= Severity::Warning);
                if wanted {
                    let _ = writeln!(anstream::stderr().lock(), "{summary}");
                }
            }
        }
    }

    /// What could not be printed where programs read; a reader that went away is none.
    pub(crate) fn into_failure(self) -> Option<io::Error> {
        self.failure.filter(|error| error.kind() != io::ErrorKind::BrokenPipe)
    }

    fn out(&mut self, text: &str) {
        if text.is_empty() || self.failure.is_some() {
            return;
        }
        let mut out = io::stdout().lock();
        let printed = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        self.failure = printed.err();
    }
}

//! How far a long run is: a bar on a terminal, a line now and then where there is none.

use std::io::{IsTerminal, stderr};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::report;

/// Runs that take no longer show no bar.
const BAR_AFTER: Duration = Duration::from_secs(1);
/// How often a line is printed where there is no terminal.
const LINE_EVERY: Duration = Duration::from_secs(10);

/// Shows how far a run is.
pub(crate) enum Progress {
    /// Nothing is shown.
    None,
    /// A bar.
    Bar {
        /// The bar, hidden at first.
        bar: ProgressBar,
        /// When the run began.
        began: Instant,
    },
    /// Lines.
    Lines(Lines),
}

/// When the next line is due.
pub(crate) struct Lines {
    of: usize,
    next: Instant,
}

impl Progress {
    /// The progress of a run of so many articles.
    pub(crate) fn new(of: usize, wanted: bool) -> Progress {
        if !wanted || of < 2 {
            return Progress::None;
        }
        let began = Instant::now();
        if !stderr().is_terminal() {
            return Progress::Lines(Lines { of, next: began + LINE_EVERY });
        }
        let bar = ProgressBar::with_draw_target(Some(of as u64), ProgressDrawTarget::hidden());
        let template = "{wide_bar} {pos}/{len} articles, {msg}{eta} left";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("=> "));
        }
        Progress::Bar { bar, began }
    }

    /// So many are finished, and so many of them failed.
    pub(crate) fn at(&mut self, finished: usize, failed: usize) {
        match self {
            Progress::None => {}
            Progress::Bar { bar, began } => {
                if bar.is_hidden() && began.elapsed() >= BAR_AFTER {
                    bar.set_draw_target(ProgressDrawTarget::stderr());
                }
                if failed > 0 {
                    bar.set_message(format!("{failed} failed, "));
                }
                bar.set_position(finished as u64);
            }
            Progress::Lines(lines) => {
                if let Some(line) = lines.due(Instant::now(), finished, failed) {
                    report::aside(&line);
                }
            }
        }
    }

    /// Prints, with no bar in the way.
    pub(crate) fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        match self {
            Progress::Bar { bar, .. } => bar.suspend(print),
            _ => print(),
        }
    }

    /// Takes the bar away.
    pub(crate) fn end(&self) {
        if let Progress::Bar { bar, .. } = self {
            bar.finish_and_clear();
        }
    }
}

impl Lines {
    fn due(&mut self, now: Instant, finished: usize, failed: usize) -> Option<String> {
        if now < self.next {
            return None;
        }
        self.next = now + LINE_EVERY;
        Some(format!("{finished} of {} articles, {failed} failed", self.of))
    }
}

#[cfg(test)]
mod tests {
    use super::{LINE_EVERY, Lines};
    use std::time::{Duration, Instant};

    #[test]
    fn a_line_is_printed_every_ten_seconds() {
        let began = Instant::now();
        let mut lines = Lines { of: 500, next: began + LINE_EVERY };
        let at = |seconds| began + Duration::from_secs(seconds);
        assert_eq!(lines.due(at(9), 40, 0), None);
        assert_eq!(lines.due(at(10), 44, 1).as_deref(), Some("44 of 500 articles, 1 failed"));
        assert_eq!(lines.due(at(19), 90, 1), None);
        assert!(lines.due(at(21), 99, 1).is_some());
    }
}

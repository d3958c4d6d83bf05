//! What became of each article: the file of `--report`, written record by record so that no run is held
//! in memory, under its name only when it is whole.

use std::fmt;
use std::io::{self, Write};

use serde::Serialize;
use vanban_article::Severity;

use super::message::{Message, Told};
use crate::files::NewFile;
use crate::lang;
use crate::settings::Output;

/// What became of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Status {
    /// Its papers are written.
    Built,
    /// Its papers could be made; nothing was to be written.
    Checked,
    /// It has an error, or a paper could not be written.
    Failed,
    /// It was not begun: the run was ended before.
    Skipped,
}

/// A paper that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Written {
    /// The ending of its name.
    pub(crate) format: &'static str,
    /// Where it is.
    pub(crate) path: String,
    /// Its size.
    pub(crate) bytes: u64,
    /// The BLAKE3 hash of its bytes in hexadecimal digits.
    pub(crate) blake3: String,
}

/// An article in the report.
#[derive(Debug, Serialize)]
pub(crate) struct Record<'a> {
    /// The article as messages call it.
    pub(crate) input: &'a str,
    /// What became of it.
    pub(crate) status: Status,
    /// How many pages it has, where they were made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) pages: Option<usize>,
    /// The papers that were written.
    pub(crate) outputs: &'a [Written],
    /// What there is to say; none where it has been said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) diagnostics: Option<Vec<Told<'a>>>,
    /// How long it took, where that is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) milliseconds: Option<u64>,
}

/// How many of everything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Summary {
    /// The articles.
    pub(crate) articles: usize,
    /// Those whose papers are written.
    pub(crate) built: usize,
    /// Those that could be built, where nothing was to be written.
    pub(crate) checked: usize,
    /// Those that could not.
    pub(crate) failed: usize,
    /// Those that were not begun.
    pub(crate) skipped: usize,
    /// The errors.
    pub(crate) errors: usize,
    /// The warnings.
    pub(crate) warnings: usize,
    /// Whether the run was interrupted.
    pub(crate) interrupted: bool,
}

impl Summary {
    /// Counts an article.
    pub(crate) fn count(&mut self, status: Status) {
        match status {
            Status::Built => self.built += 1,
            Status::Checked => self.checked += 1,
            Status::Failed => self.failed += 1,
            Status::Skipped => self.skipped += 1,
        }
    }

    /// Counts what was told.
    pub(crate) fn hear(&mut self, messages: &[Message]) {
        for message in messages {
            match message.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Note => {}
            }
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if lang::is_vietnamese() {
            let good =
                if self.checked > 0 { (self.checked, "tốt") } else { (self.built, "đã tạo") };
            write!(f, "{} {}, {} hỏng", good.0, good.1, self.failed)?;
            if self.skipped > 0 {
                write!(f, ", {} chưa làm", self.skipped)?;
            }
            write!(f, ", {} cảnh báo", self.warnings)?;
            return if self.interrupted { write!(f, " (bị ngắt)") } else { Ok(()) };
        }
        let plural = if self.warnings == 1 { "" } else { "s" };
        let good = if self.checked > 0 { (self.checked, "good") } else { (self.built, "built") };
        write!(f, "{} {}, {} failed", good.0, good.1, self.failed)?;
        if self.skipped > 0 {
            write!(f, ", {} not begun", self.skipped)?;
        }
        write!(f, ", {} warning{plural}", self.warnings)?;
        if self.interrupted { write!(f, " (interrupted)") } else { Ok(()) }
    }
}

/// The report while it is written.
pub(crate) struct Report {
    file: NewFile,
    begun: bool,
}

impl Report {
    /// Begins a report.
    ///
    /// # Errors
    ///
    /// What the operating system says.
    pub(crate) fn begin(output: &Output, before: &[Message]) -> io::Result<Report> {
        let mut file = NewFile::create(output)?;
        let told: Vec<Told<'_>> = before.iter().map(Message::told).collect();
        let program = concat!("vanban ", env!("CARGO_PKG_VERSION"));
        write!(file, "{{\n\"version\":1,\n\"program\":\"{program}\",\n\"diagnostics\":")?;
        serde_json::to_writer(&mut file, &told)?;
        write!(file, ",\n\"articles\":[")?;
        Ok(Report { file, begun: false })
    }

    /// Adds an article.
    ///
    /// # Errors
    ///
    /// What the operating system says.
    pub(crate) fn add(&mut self, record: &Record<'_>) -> io::Result<()> {
        self.file.write_all(if self.begun { b",\n" } else { b"\n" })?;
        self.begun = true;
        Ok(serde_json::to_writer(&mut self.file, record)?)
    }

    /// Ends the report and gives it its name.
    ///
    /// # Errors
    ///
    /// What the operating system says; an older report is as it was.
    pub(crate) fn end(mut self, summary: &Summary) -> io::Result<()> {
        write!(self.file, "\n],\n\"summary\":")?;
        serde_json::to_writer(&mut self.file, summary)?;
        self.file.write_all(b"\n}\n")?;
        self.file.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::Summary;

    #[test]
    fn a_summary_says_what_became_of_all() {
        let summary =
            Summary { articles: 500, built: 497, failed: 3, warnings: 12, ..Summary::default() };
        assert_eq!(summary.to_string(), "497 built, 3 failed, 12 warnings");
        let summary = Summary { checked: 1, skipped: 2, warnings: 1, interrupted: true, ..summary };
        assert_eq!(summary.to_string(), "1 good, 3 failed, 2 not begun, 1 warning (interrupted)");
    }
}

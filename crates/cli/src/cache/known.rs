//! What came of an article, as it is kept: its papers by their hashes, what it needed, what was told.

use serde::{Deserialize, Serialize};
use vanban_article::{Severity, Span};

use crate::args::Format;
use crate::digest::Digest;
use crate::explanations;
use crate::needs::Need;
use crate::report::message::{Message, Place, Position};

/// What came of an article.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Known {
    /// The hash of its source.
    pub(crate) source: Digest,
    /// The files that its papers need.
    pub(crate) needs: Vec<Need>,
    /// Whether it has an error.
    pub(crate) failed: bool,
    /// How many pages it has, where they were made.
    pub(crate) pages: Option<usize>,
    /// Its papers.
    pub(crate) papers: Vec<Paper>,
    /// What messages call it; empty where there are none.
    name: String,
    messages: Vec<Kept>,
}

/// A paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Paper {
    /// The ending of its name.
    pub(crate) format: String,
    /// Its size.
    pub(crate) bytes: u64,
    /// The hash of its bytes.
    pub(crate) blake3: Digest,
}

/// A message.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Kept {
    code: String,
    severity: String,
    text: String,
    hints: Vec<String>,
    place: Option<KeptPlace>,
    shown: bool,
    drawn: String,
}

/// A place: file, line, column and code point of its start and end, bytes.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct KeptPlace(String, [usize; 3], Option<[usize; 3]>, [u32; 2]);

impl Known {
    /// What came of an article that messages call `name`.
    pub(crate) fn new(
        name: &str,
        source: Digest,
        needs: Vec<Need>,
        pages: Option<usize>,
        papers: Option<Vec<Paper>>,
        messages: &[Message],
    ) -> Known {
        let name = if messages.is_empty() { String::new() } else { name.to_owned() };
        let failed = papers.is_none();
        let papers = papers.unwrap_or_default();
        let messages = messages.iter().map(kept).collect();
        Known { source, needs, failed, pages, papers, name, messages }
    }

    /// Whether its messages, if it has any, call it by this name.
    pub(super) fn is_told_of(&self, name: &str) -> bool {
        self.messages.is_empty() || self.name == name
    }

    /// Whether both have messages under one name.
    pub(super) fn is_told_as(&self, other: &Known) -> bool {
        self.name == other.name
    }

    /// Its paper of a format.
    pub(crate) fn paper(&self, format: Format) -> Option<&Paper> {
        self.papers.iter().find(|paper| paper.format == format.extension())
    }

    /// What was told.
    pub(crate) fn messages(&self) -> impl Iterator<Item = Message> {
        self.messages.iter().map(message)
    }
}

/// The code that these letters write; empty where there is none.
pub(crate) fn code(written: &str) -> &'static str {
    explanations::all().find(|each| each.code == written).map_or("", |each| each.code)
}

/// The severity of this name.
pub(crate) fn severity(written: &str) -> Severity {
    match written {
        "note" => Severity::Note,
        "warning" => Severity::Warning,
        _ => Severity::Error,
    }
}

/// The name of a severity.
pub(crate) fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn kept(message: &Message) -> Kept {
    let position = |position: Position| [position.line, position.column, position.point];
    let place = |place: &Place| {
        let bytes = [place.bytes.start, place.bytes.end];
        KeptPlace(place.file.clone(), position(place.start), place.end.map(position), bytes)
    };
    Kept {
        code: message.code.to_owned(),
        severity: severity_name(message.severity).to_owned(),
        text: message.text.clone(),
        hints: message.hints.clone(),
        place: message.place.as_ref().map(place),
        shown: message.shown,
        drawn: message.drawn.clone(),
    }
}

fn message(kept: &Kept) -> Message {
    let position = |[line, column, point]: [usize; 3]| Position { line, column, point };
    let place = |KeptPlace(file, start, end, bytes): &KeptPlace| Place {
        file: file.clone(),
        start: position(*start),
        end: end.map(position),
        bytes: Span { start: bytes[0], end: bytes[1] },
    };
    Message {
        code: code(&kept.code),
        severity: severity(&kept.severity),
        text: kept.text.clone(),
        hints: kept.hints.clone(),
        place: kept.place.as_ref().map(place),
        shown: kept.shown,
        drawn: kept.drawn.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::Known;
    use crate::digest::Digest;
    use crate::report;
    use vanban_article::{Code, Diagnostic, Source, Span};

    #[test]
    fn messages_are_told_again_as_they_were() {
        let source = Source::new("a.md", "một\nhai <b>");
        let told = Diagnostic::warning(Code::HTML, Span::new(10, 13), "thẻ").hint("bỏ đi");
        let ((), messages) = report::gather(|| {
            report::diagnostics(&source, &[told]);
            report::failure(Code::PAPER, "không làm được");
        });
        let known = Known::new("a.md", Digest::of(b""), Vec::new(), None, None, &messages);
        let text = serde_json::to_string(&known).expect("JSON");
        let known: Known = serde_json::from_str(&text).expect("what was written");
        assert_eq!(known.messages().collect::<Vec<_>>(), messages);
        assert!(known.is_told_of("a.md") && !known.is_told_of("b.md") && known.failed);
    }
}

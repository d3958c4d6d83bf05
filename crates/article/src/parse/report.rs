//! What there is to say about a source, gathered while it is parsed.
//!
//! What recurs (unknown tags, control characters) is counted and told once, at its first place.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// Blocks and inlines that may be open at once.
pub(super) const NESTING: u32 = 128;
/// Cells that a table may hold.
pub(super) const CELLS: u64 = 1 << 20;
/// Cells that an article's tables may hold beyond those written: short rows under a wide header
/// would else make many of little.
pub(super) const PADDING: u64 = 1 << 18;

/// Diagnostics and counts.
#[derive(Debug, Default)]
pub(super) struct Report {
    diagnostics: Vec<Diagnostic>,
    tags: BTreeMap<Tag, Seen>,
    attributes: BTreeMap<String, Seen>,
    control: Option<Seen>,
    remote: BTreeSet<String>,
    nesting: bool,
    cells: bool,
}

/// What became of a tag without meaning.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tag {
    /// Its text is kept.
    Unwrapped(String),
    /// Its content is left out.
    Dropped(String),
    /// It is no tag of HTML and is printed as it is written.
    Literal(String),
}

#[derive(Clone, Copy, Debug)]
struct Seen {
    first: Span,
    count: u32,
}

impl Report {
    /// Adds a diagnostic.
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Counts a tag.
    pub(super) fn tag(&mut self, tag: Tag, span: Span) {
        count(self.tags.entry(tag).or_insert(Seen { first: span, count: 0 }));
    }

    /// Takes back that a tag is printed: its end followed.
    pub(super) fn unliteral(&mut self, name: &str, span: Span) {
        let literal =
            |tag: &Tag| matches!(tag, Tag::Literal(old) if old.eq_ignore_ascii_case(name));
        let Some(tag) = self.tags.keys().find(|tag| literal(tag)).cloned() else { return };
        if let Some(seen) = self.tags.get_mut(&tag) {
            seen.count -= 1;
            if seen.count == 0 {
                self.tags.remove(&tag);
            }
        }
        if let Tag::Literal(name) = tag {
            self.tag(Tag::Unwrapped(name), span);
        }
    }

    /// Counts an attribute that means nothing here.
    pub(super) fn attribute(&mut self, name: &str, span: Span) {
        let name: String = name.chars().take(40).collect();
        count(self.attributes.entry(name).or_insert(Seen { first: span, count: 0 }));
    }

    /// Counts a control character that is left out.
    pub(super) fn control(&mut self, span: Span) {
        let seen = self.control.get_or_insert(Seen { first: span, count: 0 });
        seen.first = seen.first.min(span);
        count(seen);
    }

    /// Tells of a picture on the network, once for each address.
    pub(super) fn remote(&mut self, url: &str, span: Span) {
        if !self.remote.insert(url.to_owned()) {
            return;
        }
        let (message, hint) = if url.get(..5).is_some_and(|head| head.eq_ignore_ascii_case("data:"))
        {
            (
                "the picture is inside its own address and is not read".to_owned(),
                "save it as a file beside the article",
            )
        } else {
            (
                format!("the picture `{}` is on the network and is not fetched", shorten(url)),
                "save it beside the article and name that file",
            )
        };
        self.push(
            Diagnostic::warning(Code::PICTURE_REMOTE, span, message)
                .hint(format!("{hint}; its text stands in its place")),
        );
    }

    /// Tells that something is nested too deep.
    pub(super) fn nesting(&mut self, span: Span) {
        if !std::mem::replace(&mut self.nesting, true) {
            let message = format!("blocks and marks are nested more than {NESTING} deep");
            self.push(Diagnostic::error(Code::NESTING, span, message));
        }
    }

    /// Tells that a table is too large.
    pub(super) fn cells(&mut self, span: Span) {
        if !std::mem::replace(&mut self.cells, true) {
            let message = format!(
                "the table holds more than {CELLS} cells, or {PADDING} that are not written"
            );
            self.push(
                Diagnostic::error(Code::CELLS, span, message).hint("split it into several tables"),
            );
        }
    }

    /// Everything there is to say, in source order.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        for (tag, seen) in std::mem::take(&mut self.tags) {
            let message = match tag {
                Tag::Unwrapped(name) => format!("`<{name}>` has no meaning here; its text is kept"),
                Tag::Dropped(name) => format!("`<{name}>` has no meaning here; it is left out"),
                Tag::Literal(name) => {
                    format!("`<{name}>` is no tag of HTML; it is printed as it is written")
                }
            };
            let message = message + &times(seen.count);
            self.diagnostics.push(Diagnostic::warning(Code::HTML, seen.first, message));
        }
        for (name, seen) in std::mem::take(&mut self.attributes) {
            let message =
                format!("the attribute `{name}` has no meaning here{}", times(seen.count));
            self.diagnostics.push(Diagnostic::warning(Code::HTML, seen.first, message));
        }
        if let Some(seen) = self.control {
            let message = if seen.count == 1 {
                "a control character is left out".to_owned()
            } else {
                format!("control characters are left out ({} times)", seen.count)
            };
            self.diagnostics.push(Diagnostic::warning(Code::CONTROL, seen.first, message));
        }
        self.diagnostics.sort_by_key(|diagnostic| diagnostic.span);
        self.diagnostics
    }
}

/// At most sixty characters of what an author wrote, for a message.
pub(super) fn shorten(text: &str) -> String {
    let text: String =
        text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(61).collect();
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

fn count(seen: &mut Seen) {
    seen.count = seen.count.saturating_add(1);
}

fn times(count: u32) -> String {
    if count == 1 { String::new() } else { format!(" ({count} times)") }
}

#[cfg(test)]
mod tests {
    use super::{Report, Tag, shorten};
    use crate::source::Span;

    #[test]
    fn a_tag_is_told_once_at_its_first_place() {
        let mut report = Report::default();
        for start in 3..103 {
            report.tag(Tag::Unwrapped("foo".to_owned()), Span::new(start, start + 5));
        }
        let told = report.finish();
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].span, Span::new(3, 8));
        assert!(told[0].message.ends_with("(100 times)"), "{}", told[0].message);
    }

    #[test]
    fn long_addresses_are_cut_in_messages() {
        assert_eq!(shorten(&"ế".repeat(61)).chars().count(), 61);
        assert_eq!(shorten("ngắn"), "ngắn");
    }
}

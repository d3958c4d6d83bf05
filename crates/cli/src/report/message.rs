//! A diagnostic with its place worked out, so that it can be told after its source is gone: articles are
//! made side by side and told one after the other.

use serde::Serialize;
use vanban_article::{Diagnostic, Locations, Severity, Source, Span};

use crate::lang;

/// Something to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Message {
    /// The stable code.
    pub(crate) code: &'static str,
    /// How serious it is.
    pub(crate) severity: Severity,
    /// What is wrong: lower case, no full stop.
    pub(crate) text: String,
    /// What to do about it.
    pub(crate) hints: Vec<String>,
    /// Where; none where the world outside of the source is meant.
    pub(crate) place: Option<Place>,
    /// Whether a person is told; a note is for programs, if it was not asked for.
    pub(crate) shown: bool,
    /// The message with the lines of its source; empty where the format has none.
    pub(crate) drawn: String,
}

/// A place in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The source's name.
    pub(crate) file: String,
    /// Where it begins.
    pub(crate) start: Position,
    /// Where it ends, one past the last character; none where that is far.
    pub(crate) end: Option<Position>,
    /// The bytes of the source.
    pub(crate) bytes: Span,
}

/// A line and a column, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    /// The line.
    pub(crate) line: usize,
    /// The column in characters as a person sees them.
    pub(crate) column: usize,
    /// The column in code points, as SARIF counts.
    pub(crate) point: usize,
}

/// A message as programs read it, in the report and in lines of JSON.
#[derive(Debug, Serialize)]
pub(crate) struct Told<'m> {
    code: &'m str,
    severity: Severity,
    message: &'m str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'m str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
    /// The bytes of the source: the first, and one past the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<[u32; 2]>,
    hints: &'m [String],
}

impl Message {
    /// A message about the world: a file that cannot be written, a paper that cannot be made.
    pub(crate) fn of_the_world(code: &'static str, text: &str) -> Message {
        Message {
            code,
            severity: Severity::Error,
            text: lang::text(text).into_owned(),
            hints: Vec::new(),
            place: None,
            shown: true,
            drawn: String::new(),
        }
    }

    /// The message as programs read it.
    pub(crate) fn told(&self) -> Told<'_> {
        let place = self.place.as_ref();
        let end = place.and_then(|place| place.end);
        Told {
            code: self.code,
            severity: self.severity,
            message: &self.text,
            file: place.map(|place| &*place.file),
            line: place.map(|place| place.start.line),
            column: place.map(|place| place.start.column),
            end_line: end.map(|end| end.line),
            end_column: end.map(|end| end.column),
            bytes: place.map(|place| [place.bytes.start, place.bytes.end]),
            hints: &self.hints,
        }
    }
}

/// Works out places of a source: those of spans in order take the time of one reading.
pub(crate) struct Places<'s> {
    source: &'s Source,
    locations: Locations<'s>,
    points: Points<'s>,
}

impl<'s> Places<'s> {
    /// Places of a source.
    pub(crate) fn of(source: &'s Source) -> Places<'s> {
        let points = Points { text: &source.text, at: 0, count: 0 };
        Places { source, locations: source.locations(), points }
    }

    /// The message of a diagnostic that speaks of a span.
    pub(crate) fn message(&mut self, diagnostic: &Diagnostic, span: Span, shown: bool) -> Message {
        Message {
            code: diagnostic.code.0,
            severity: diagnostic.severity,
            text: lang::text(&diagnostic.message).into_owned(),
            hints: lang::texts(&diagnostic.hints),
            place: Some(self.place(span)),
            shown,
            drawn: String::new(),
        }
    }

    fn place(&mut self, span: Span) -> Place {
        /// The ends of longer spans are not looked for: many spans may hold one another.
        const REACH: u32 = 4096;
        let position = |locations: &mut Locations<'_>, points: &mut Points<'_>, at: u32| {
            let location = locations.of(at);
            Position { line: location.line, column: location.column, point: points.of(at) }
        };
        let start = position(&mut self.locations, &mut self.points, span.start);
        let end = (span.end.saturating_sub(span.start) <= REACH)
            .then(|| position(&mut self.locations.clone(), &mut self.points.clone(), span.end));
        Place { file: self.source.name.clone(), start, end, bytes: span }
    }
}

/// Counts the code points of a line up to an offset, from the offset before it on.
#[derive(Clone)]
struct Points<'s> {
    text: &'s str,
    at: usize,
    count: usize,
}

impl Points<'_> {
    fn of(&mut self, offset: u32) -> usize {
        let mut offset = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        if offset < self.at {
            (self.at, self.count) = (0, 0);
        }
        let part = &self.text[self.at..offset];
        let ends = |c: char| matches!(c, '\n' | '\r');
        match part.rfind(ends) {
            Some(end) => self.count = part[end + 1..].chars().count(),
            None => self.count += part.trim_start_matches('\u{feff}').chars().count(),
        }
        self.at = offset;
        self.count + 1
    }
}

#[cfg(test)]
mod tests {
    use super::Places;
    use vanban_article::{Source, Span};

    #[test]
    fn columns_are_counted_for_people_and_for_programs() {
        let source = Source::new("a.md", "\u{feff}x\nTie\u{302}\u{301}ng Việt\nhai");
        let mut places = Places::of(&source);
        let at = source.text.find('V').expect("the text holds a V");
        let place = places.place(Span::new(at, source.text.len()));
        assert_eq!((place.start.line, place.start.column, place.start.point), (2, 7, 9));
        let end = place.end.expect("it is near");
        assert_eq!((end.line, end.column, end.point), (3, 4, 4));
        let first = places.place(Span::new(3, 4));
        assert_eq!((first.start.line, first.start.column, first.start.point), (1, 1, 1));
    }
}

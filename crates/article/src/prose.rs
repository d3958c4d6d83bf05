//! The running text of an article as its author wrote it, passage by passage, each byte with the way
//! back to the source.
//!
//! The normal form of the model composes letters, joins spaces and binds words; what is to be checked
//! and repaired is what stood there before. The parser collects it ([`crate::parse()`]),
//! [`crate::spelling`] reads it.

use std::ops::Range;

use vanban_text::check::Kind;

use crate::source::Span;

/// Stands in a passage for what is no prose: code, a formula, a picture.
pub const OBJECT: char = '\u{fffc}';

/// The running text of an article.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    /// What is read together, in the order of the source's blocks, notes last.
    pub passages: Vec<Passage>,
    /// Comments that switch rules, in source order: their places, and what follows `vanban:`.
    pub switches: Vec<(Span, String)>,
}

/// A stretch of text that belongs together: a paragraph, a cell, a value of the front matter.
#[derive(Clone, Debug)]
pub struct Passage {
    /// The text as written, its markup undone.
    pub text: String,
    /// What may be found in it.
    pub kind: Kind,
    /// Whether it is a paragraph of the body that stands in nothing else.
    pub alone: bool,
    /// Where its text comes from, in order.
    parts: Vec<Part>,
}

/// A stretch of a passage and the place that it comes from.
#[derive(Clone, Copy, Debug)]
struct Part {
    /// Where it begins in the passage's text.
    at: u32,
    /// The place.
    span: Span,
    /// Whether it stands there byte for byte.
    exact: bool,
}

/// Where a stretch of a passage stands in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// The place.
    pub span: Span,
    /// Whether it stands there byte for byte, so that it can be replaced.
    pub exact: bool,
}

impl Passage {
    /// A passage without text.
    #[must_use]
    pub fn new(kind: Kind, alone: bool) -> Passage {
        Passage { text: String::new(), kind, alone, parts: Vec::new() }
    }

    /// Adds text that comes from a place; `exact` where it stands there byte for byte. Spaces around
    /// line ends are the layout of the source and no text.
    pub fn push(&mut self, text: &str, span: Span, exact: bool) {
        let mut at = span.start as usize;
        for (index, line) in text.split('\n').enumerate() {
            let mut shown = line;
            if index > 0 {
                self.text.truncate(self.text.trim_end_matches([' ', '\t', '\r']).len());
                self.add("\n", span, false);
                shown = shown.trim_start_matches([' ', '\t']);
            }
            let start = at + line.len() - shown.len();
            let place = if exact { Span::new(start, start + shown.len()) } else { span };
            self.add(shown, place, exact);
            at += line.len() + 1;
        }
    }

    /// Adds a sign that stands for something that is no text here.
    pub fn push_sign(&mut self, sign: char, span: Span) {
        self.add(sign.encode_utf8(&mut [0; 4]), span, false);
    }

    fn add(&mut self, text: &str, span: Span, exact: bool) {
        if text.is_empty() {
            return;
        }
        let at = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        self.parts.push(Part { at, span, exact });
        self.text.push_str(text);
    }

    /// Where a stretch of the text, in bytes, stands in the source.
    #[must_use]
    pub fn written(&self, range: Range<usize>) -> Written {
        let part_at = |at: usize| {
            let after = self.parts.partition_point(|part| part.at as usize <= at);
            after.saturating_sub(1)
        };
        let first = part_at(range.start);
        let last = part_at(range.end.saturating_sub(1).max(range.start));
        let (Some(one), Some(other)) = (self.parts.get(first), self.parts.get(last)) else {
            return Written { span: Span::default(), exact: false };
        };
        let inside =
            |part: &Part, at: usize| part.span.start as usize + at.saturating_sub(part.at as usize);
        let start = if one.exact { inside(one, range.start) } else { one.span.start as usize };
        let end = if other.exact { inside(other, range.end) } else { other.span.end as usize };
        let joined =
            self.parts[first..=last].windows(2).all(|pair| pair[0].span.end == pair[1].span.start);
        let exact = joined
            && self.parts[first..=last].iter().all(|part| part.exact)
            && end.saturating_sub(start) == range.len();
        Written { span: Span::new(start, end), exact }
    }
}

#[cfg(test)]
mod tests {
    use super::Passage;
    use crate::source::Span;
    use vanban_text::check::Kind;

    #[test]
    fn a_stretch_is_exact_where_all_of_it_is_written_so() {
        let mut passage = Passage::new(Kind::Body, true);
        passage.push("một ", Span::new(10, 16), true);
        passage.push("hai", Span::new(16, 19), true);
        passage.push("&", Span::new(19, 24), false);
        passage.push("ba", Span::new(30, 32), true);
        let of = |range| passage.written(range);
        assert_eq!((of(0..5).span, of(0..5).exact), (Span::new(10, 15), true));
        assert_eq!((of(4..8).span, of(4..8).exact), (Span::new(14, 18), true));
        assert_eq!((of(6..10).span, of(6..10).exact), (Span::new(16, 24), false));
        assert_eq!((of(9..12).span, of(9..12).exact), (Span::new(19, 32), false));
        assert_eq!((of(10..12).span, of(10..12).exact), (Span::new(30, 32), true));
    }

    #[test]
    fn the_layout_of_the_source_is_no_text() {
        let mut passage = Passage::new(Kind::Body, true);
        passage.push("một  \n    hai", Span::new(0, 15), true);
        assert_eq!(passage.text, "một\nhai");
        assert_eq!(passage.written(6..9).span, Span::new(12, 15));
        assert!(passage.written(6..9).exact);
    }
}

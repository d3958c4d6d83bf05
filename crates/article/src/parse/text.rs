//! The text of a paragraph in normal form: spaces collapsed, control characters left out, NFC, and
//! the bindings of Vietnamese typography, which reach across the borders of marks and links.

use std::borrow::Cow;

use vanban_text::normalize::nfc;
use vanban_text::typography::{self, Binding};

use super::draft::{is_forbidden, is_space};
use super::report::Report;
use crate::model::{Inline, InlineKind, LinkId, Marks, StyleId};
use crate::source::Span;

/// A piece of a paragraph, its references resolved.
pub(super) struct Ready<'t> {
    /// Its place.
    pub(super) span: Span,
    /// What it is.
    pub(super) kind: ReadyKind<'t>,
    /// Its marks.
    pub(super) marks: Marks,
    /// Its link.
    pub(super) link: Option<LinkId>,
    /// The span that it is part of.
    pub(super) style: Option<StyleId>,
}

/// What a piece is.
pub(super) enum ReadyKind<'t> {
    /// Text as it was read.
    Text(Cow<'t, str>),
    /// Anything else.
    Other(InlineKind),
}

/// Stands for a picture or for code while bindings are looked for.
const OBJECT: char = '\u{fffc}';
/// Forbids a line end (U+2060 WORD JOINER).
const JOINER: char = '\u{2060}';

/// The inlines of a paragraph.
pub(super) fn paragraph<'t>(
    pieces: impl Iterator<Item = Ready<'t>>,
    report: &mut Report,
) -> Vec<Inline> {
    let mut inlines = Vec::new();
    let mut room = Room::Start;
    for piece in pieces {
        match piece.kind {
            ReadyKind::Text(text) => {
                let piece = (piece.span, (piece.marks, piece.link, piece.style));
                push_text(&mut inlines, &text, piece, &mut room, report);
            }
            ReadyKind::Other(kind) => {
                if kind == InlineKind::LineBreak {
                    if matches!(room, Room::Start) {
                        continue;
                    }
                    trim_end(&mut inlines);
                }
                room = if kind == InlineKind::LineBreak { Room::Space } else { Room::Text };
                let Ready { span, marks, link, style, .. } = piece;
                inlines.push(Inline { span, kind, marks, link, style });
            }
        }
    }
    loop {
        trim_end(&mut inlines);
        if !matches!(inlines.last(), Some(Inline { kind: InlineKind::LineBreak, .. })) {
            break;
        }
        inlines.pop();
    }
    for inline in &mut inlines {
        if let InlineKind::Text(text) = &mut inline.kind
            && let Cow::Owned(composed) = nfc(text)
        {
            *text = composed;
        }
    }
    bind(&mut inlines);
    inlines
}

/// What stands before the next character.
enum Room {
    /// Nothing that is seen.
    Start,
    /// A space or line end: another space is too many.
    Space,
    /// Something else.
    Text,
}

fn push_text(
    inlines: &mut Vec<Inline>,
    text: &str,
    (span, look): (Span, (Marks, Option<LinkId>, Option<StyleId>)),
    room: &mut Room,
    report: &mut Report,
) {
    let (marks, link, style) = look;
    let code = marks.has(Marks::CODE);
    let exact = text.len() == span.range().len();
    let mut kept = String::with_capacity(text.len());
    for (at, char) in text.char_indices() {
        let place = if exact {
            let start = span.start as usize + at;
            Span::new(start, start + char.len_utf8())
        } else {
            span
        };
        if is_space(char) {
            if code || matches!(room, Room::Text) {
                kept.push(' ');
                *room = Room::Space;
            }
        } else if is_forbidden(char) {
            report.control(place);
        } else {
            kept.push(char);
            *room = Room::Text;
        }
    }
    if code && !kept.is_empty() {
        *room = Room::Text;
    }
    if kept.is_empty() {
        return;
    }
    if let Some(last) = inlines.last_mut()
        && (last.marks, last.link, last.style) == look
        && let InlineKind::Text(before) = &mut last.kind
    {
        before.push_str(&kept);
        last.span = last.span.to(span);
    } else {
        inlines.push(Inline { span, kind: InlineKind::Text(kept), marks, link, style });
    }
}

/// Removes the space at the end of a line.
fn trim_end(inlines: &mut Vec<Inline>) {
    if let Some(Inline { kind: InlineKind::Text(text), marks, .. }) = inlines.last_mut()
        && !marks.has(Marks::CODE)
        && text.ends_with(' ')
    {
        text.pop();
        if text.is_empty() {
            inlines.pop();
        }
    }
}

/// Forbids the line ends that Vietnamese typography forbids.
fn bind(inlines: &mut [Inline]) {
    let mut whole = String::new();
    let mut starts = Vec::with_capacity(inlines.len());
    for inline in inlines.iter() {
        starts.push(whole.len());
        match &inline.kind {
            InlineKind::Text(text) if !inline.marks.has(Marks::CODE) => whole.push_str(text),
            InlineKind::Text(_) | InlineKind::Picture { .. } => whole.push(OBJECT),
            InlineKind::Number { .. } => whole.push('1'),
            InlineKind::Reference { .. } => whole.push('H'),
            InlineKind::LineBreak => whole.push('\n'),
            // A mark stands on the word before it and parts nothing.
            InlineKind::NoteMark { .. } => {}
        }
    }
    let mut bindings = typography::bind(&whole).into_iter().map(Change::from).peekable();
    for (inline, start) in inlines.iter_mut().zip(starts) {
        let InlineKind::Text(text) = &mut inline.kind else { continue };
        if inline.marks.has(Marks::CODE) {
            continue;
        }
        let end = start + text.len();
        if bindings.peek().is_none_or(|change| change.owner() >= end) {
            continue;
        }
        let mut bound = String::with_capacity(text.len() + 8);
        let mut done = 0;
        while let Some(change) = bindings.next_if(|change| change.owner() < end) {
            let (from, to) = (change.at - start, change.at - start + change.len);
            bound.push_str(&text[done..from]);
            bound.push(change.char);
            done = to;
        }
        bound.push_str(&text[done..]);
        *text = bound;
    }
}

/// A binding as a change of the text: a character for the `len` bytes from `at` on.
struct Change {
    at: usize,
    len: usize,
    char: char,
}

impl From<Binding> for Change {
    fn from(binding: Binding) -> Change {
        match binding {
            Binding::Space(at) => Change { at, len: 1, char: '\u{a0}' },
            Binding::Hyphen(at) => Change { at, len: 0, char: JOINER },
        }
    }
}

impl Change {
    /// A byte of the text that it belongs to: what follows a hyphen goes with it.
    fn owner(&self) -> usize {
        if self.len == 0 { self.at.saturating_sub(1) } else { self.at }
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{Ready, ReadyKind, paragraph};
    use crate::model::{Inline, InlineKind, Marks};
    use crate::parse::report::Report;
    use crate::source::Span;

    fn text(text: &str, marks: Marks) -> Ready<'_> {
        let span = Span::new(0, text.len());
        Ready { span, kind: ReadyKind::Text(Cow::Borrowed(text)), marks, link: None, style: None }
    }

    fn read(pieces: Vec<Ready<'_>>) -> Vec<(String, Marks)> {
        let inlines = paragraph(pieces.into_iter(), &mut Report::default());
        inlines.into_iter().map(|inline| (shown(&inline), inline.marks)).collect()
    }

    fn shown(inline: &Inline) -> String {
        match &inline.kind {
            InlineKind::Text(text) => text.clone(),
            InlineKind::LineBreak => "⏎".to_owned(),
            _ => "□".to_owned(),
        }
    }

    fn line_break() -> Ready<'static> {
        let kind = ReadyKind::Other(InlineKind::LineBreak);
        Ready { span: Span::default(), kind, marks: Marks::NONE, link: None, style: None }
    }

    #[test]
    fn spaces_collapse_across_marks() {
        let read = read(vec![
            text(" a ", Marks::NONE),
            text(" b\t", Marks::STRONG),
            text(" ", Marks::NONE),
        ]);
        assert_eq!(read, [("a ".to_owned(), Marks::NONE), ("b".to_owned(), Marks::STRONG)]);
    }

    #[test]
    fn spaces_of_code_stay() {
        let read = read(vec![text("a ", Marks::NONE), text(" b  c ", Marks::CODE)]);
        assert_eq!(read, [("a ".to_owned(), Marks::NONE), (" b  c ".to_owned(), Marks::CODE)]);
    }

    #[test]
    fn fixed_spaces_of_the_author_stay() {
        assert_eq!(
            read(vec![text("\u{a0}a\u{a0}\u{a0}b", Marks::NONE)])[0].0,
            "\u{a0}a\u{a0}\u{a0}b"
        );
    }

    #[test]
    fn line_ends_part_no_spaces_and_do_not_open_or_close() {
        let pieces = vec![
            line_break(),
            text("a ", Marks::NONE),
            line_break(),
            text(" b", Marks::NONE),
            line_break(),
        ];
        let shown: Vec<_> = read(pieces).into_iter().map(|(text, _)| text).collect();
        assert_eq!(shown, ["a", "⏎", "b"]);
    }

    #[test]
    fn letters_split_into_pieces_are_composed() {
        assert_eq!(
            read(vec![text("Tie", Marks::NONE), text("\u{302}\u{301}ng", Marks::NONE)])[0].0,
            "Tiếng"
        );
    }

    #[test]
    fn bindings_reach_across_marks() {
        let read = read(vec![text("Điều ", Marks::NONE), text("5", Marks::STRONG)]);
        assert_eq!(read[0].0, "Điều\u{a0}");
    }

    #[test]
    fn control_characters_are_left_out_and_told() {
        let mut report = Report::default();
        let inlines = paragraph([text("ab\u{1}c\u{0}", Marks::NONE)].into_iter(), &mut report);
        assert_eq!(shown(&inlines[0]), "abc");
        let told = report.finish();
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].span, Span::new(2, 3));
    }
}

//! The lines of a block of code in normal form.

use vanban_text::normalize::nfc;

use super::draft::{Piece, PieceKind, is_forbidden};
use super::report::Report;
use crate::model::{Inline, InlineKind};
use crate::source::Span;

/// Columns between tab stops.
const TAB: usize = 4;

/// One inline a line that holds anything, and line breaks between lines. Blanks that end a line, and
/// blank lines at the end, are dropped: nobody sees them, and word processors disagree on whether
/// blanks that overflow a line begin another.
pub(super) fn code(pieces: &[Piece<'_>], report: &mut Report) -> Vec<Inline> {
    let mut lines = split(pieces, report);
    for (line, _) in &mut lines {
        line.truncate(line.trim_end_matches([' ', '\t']).len());
    }
    let used = lines.iter().rposition(|(line, _)| !line.is_empty()).map_or(0, |last| last + 1);
    lines.truncate(used);
    let mut inlines = Vec::with_capacity(lines.len() * 2);
    let mut before: Option<Span> = None;
    for (line, span) in lines {
        if let Some(before) = before {
            let span = Span { start: before.end, end: span.start.max(before.end) };
            push(&mut inlines, InlineKind::LineBreak, span);
        }
        if !line.is_empty() {
            push(&mut inlines, InlineKind::Text(expand(&nfc(&line))), span);
        }
        before = Some(span);
    }
    inlines
}

fn push(inlines: &mut Vec<Inline>, kind: InlineKind, span: Span) {
    inlines.push(Inline::plain(span, kind));
}

/// The lines of code and their places.
fn split(pieces: &[Piece<'_>], report: &mut Report) -> Vec<(String, Span)> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut place: Option<Span> = None;
    for piece in pieces {
        let text = match &piece.kind {
            PieceKind::Text(text) => text.as_ref(),
            PieceKind::Break => "\n",
            PieceKind::Picture(shot) => &shot.alt,
            PieceKind::Reference { written, .. } => written,
            PieceKind::Address { shown, .. } => shown,
            PieceKind::Math(latex, _) => latex,
            PieceKind::Note(_) => "",
        };
        let exact = text.len() == piece.span.range().len();
        for (at, char) in text.char_indices() {
            let span = if exact {
                let start = piece.span.start as usize + at;
                Span::new(start, start + char.len_utf8())
            } else {
                piece.span
            };
            match char {
                '\n' => {
                    let end = Span { start: span.start, end: span.start };
                    lines.push((std::mem::take(&mut line), place.take().unwrap_or(end)));
                }
                '\r' => {}
                '\t' => line.push('\t'),
                char if is_forbidden(char) => {
                    report.control(span);
                    continue;
                }
                char => line.push(char),
            }
            if !matches!(char, '\n' | '\r') {
                place = Some(place.map_or(span, |place| place.to(span)));
            }
        }
    }
    let end = pieces.last().map_or(0, |piece| piece.span.end);
    lines.push((line, place.unwrap_or(Span { start: end, end })));
    lines
}

/// Replaces tabs by spaces up to the next tab stop.
fn expand(line: &str) -> String {
    let mut expanded = String::with_capacity(line.len());
    let mut column = 0;
    for char in line.chars() {
        if char == '\t' {
            let stop = (column / TAB + 1) * TAB;
            expanded.extend(std::iter::repeat_n(' ', stop - column));
            column = stop;
        } else {
            expanded.push(char);
            column += 1;
        }
    }
    expanded
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{code, expand};
    use crate::model::{InlineKind, Marks};
    use crate::parse::draft::{Piece, PieceKind};
    use crate::parse::report::Report;
    use crate::source::Span;

    #[test]
    fn tabs_reach_the_next_stop() {
        assert_eq!(expand("\ta\tbcd\te"), "    a   bcd e");
    }

    #[test]
    fn every_line_is_an_inline_and_blank_lines_are_none() {
        // What ends a line or the code without being seen is dropped.
        let text = "a\n\nb \t\n  \n";
        let piece = Piece {
            span: Span::new(10, 20),
            kind: PieceKind::Text(Cow::Borrowed(text)),
            marks: Marks::NONE,
            link: None,
            style: None,
        };
        let inlines = code(&[piece], &mut Report::default());
        let kinds: Vec<_> =
            inlines.iter().map(|inline| (inline.kind.clone(), inline.span)).collect();
        let text = |text: &str| InlineKind::Text(text.to_owned());
        assert_eq!(
            kinds,
            [
                (text("a"), Span::new(10, 11)),
                (InlineKind::LineBreak, Span::new(11, 12)),
                (InlineKind::LineBreak, Span::new(12, 13)),
                (text("b"), Span::new(13, 16)),
            ]
        );
    }
}

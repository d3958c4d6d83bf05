//! Notes written where they are marked: `^[text with *markup*]`, as pandoc has them.
//!
//! The parser leaves their brackets in the text: here they are found among the pieces of a leaf, where
//! code, formulas, links and escapes are known already, and become definitions like those of `[^x]`.

use std::ops::Range;

use super::draft::{BlockDraft, DraftKind, NoteDraft, Piece, PieceKind, Stream, is_space};
use super::report::shorten;
use super::scan;
use crate::model::{Marks, ParagraphKind};
use crate::source::Span;

/// The pieces of a leaf with marks in the place of the notes that are written in it; their
/// definitions go to `notes`.
pub(super) fn take<'a>(
    pieces: Vec<Piece<'a>>,
    source: &'a str,
    notes: &mut Vec<NoteDraft<'a>>,
) -> Vec<Piece<'a>> {
    let worth = |piece: &Piece<'_>| text(piece).is_some_and(|text| text.contains('^'));
    if !pieces.iter().any(worth) {
        return pieces;
    }
    let pieces = scan::join(pieces, source);
    let cuts = cuts(&pieces, source);
    if cuts.is_empty() { pieces } else { divide(pieces, &cuts, source, notes) }
}

/// Whether a link of Markdown at this place of a text is the bracket of a note: `^[text](…)`. As in
/// pandoc, `^[text](…)^` is a raised link.
pub(super) fn is_note(text: &str, place: Range<usize>) -> bool {
    let begins = text.get(place.start..).is_some_and(|rest| rest.starts_with('['));
    let Some(before) = text.get(..place.start).filter(|_| begins) else { return false };
    let Some(before) = before.strip_suffix('^') else { return false };
    let slashes = before.len() - before.trim_end_matches('\\').len();
    let after = text.get(place.end..).unwrap_or_default();
    let raised = after.starts_with('^')
        && !after.starts_with("^[")
        && !text[place].contains(char::is_whitespace);
    slashes % 2 == 0 && !raised
}

/// A character of a note's brackets that is no text.
#[derive(Clone, Copy, Debug)]
struct Cut {
    piece: usize,
    at: usize,
    what: Bracket,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bracket {
    /// The sign before the bracket: the note begins.
    Sign,
    /// The opening bracket.
    Open,
    /// The closing bracket: the note ends.
    Close,
}

/// An opening bracket, and where the sign before it stands if it is a note's.
#[derive(Clone, Copy, Debug)]
struct Opened {
    piece: usize,
    at: usize,
    sign: Option<(usize, usize)>,
}

/// The brackets of notes, in the order of the text. A note whose bracket is not closed, or that holds
/// nothing, is none.
fn cuts(pieces: &[Piece<'_>], source: &str) -> Vec<Cut> {
    let mut cuts = Vec::new();
    let mut open: Vec<Opened> = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        let Some(text) = text(piece) else { continue };
        let escaped = is_escaped(piece, source);
        for (at, bracket) in text.match_indices(['[', ']']) {
            if at == 0 && escaped {
                continue;
            }
            if bracket == "[" {
                let sign = sign(pieces, index, at, source);
                open.push(Opened { piece: index, at, sign });
                continue;
            }
            // The brackets in the text of a link are its own.
            while open.last().is_some_and(|open| pieces[open.piece].link != piece.link)
                && piece.link.is_none()
            {
                open.pop();
            }
            let own = open.last().is_some_and(|open| pieces[open.piece].link == piece.link);
            let Some(opened) = open.pop_if(|_| own) else { continue };
            let Some((sign_piece, sign_at)) = opened.sign else { continue };
            if holds_something(pieces, (opened.piece, opened.at + 1), (index, at)) {
                let cut = |piece, at, what| Cut { piece, at, what };
                cuts.extend([
                    cut(sign_piece, sign_at, Bracket::Sign),
                    cut(opened.piece, opened.at, Bracket::Open),
                    cut(index, at, Bracket::Close),
                ]);
            }
        }
    }
    cuts.sort_unstable_by_key(|cut| (cut.piece, cut.at));
    cuts
}

/// The text of a piece that can hold brackets.
fn text<'p>(piece: &'p Piece<'_>) -> Option<&'p str> {
    match &piece.kind {
        PieceKind::Text(text) if !piece.marks.has(Marks::CODE) => Some(text),
        _ => None,
    }
}

/// Whether the first character of a piece is escaped: the parser begins a piece with it.
fn is_escaped(piece: &Piece<'_>, source: &str) -> bool {
    let start = piece.span.start as usize;
    let before = source.get(..start).unwrap_or_default();
    let first = text(piece).and_then(|text| text.chars().next());
    before.ends_with('\\') && first.is_some_and(|first| source[start..].starts_with(first))
}

/// Where the sign stands that makes a note of the bracket at `at`.
fn sign(pieces: &[Piece<'_>], index: usize, at: usize, source: &str) -> Option<(usize, usize)> {
    let (holder, end) = if at > 0 {
        (index, at)
    } else {
        let before = index.checked_sub(1)?;
        let touches = pieces[before].span.end == pieces[index].span.start;
        (before, touches.then(|| text(&pieces[before]))??.len())
    };
    let piece = &pieces[holder];
    let text = text(piece)?;
    let sign = text[..end].strip_suffix('^')?.len();
    if sign == 0 && is_escaped(piece, source) || is_raised(text, sign) {
        return None;
    }
    Some((holder, sign))
}

/// Whether a sign begins raised text, `^[1]^`; the sign of the next note ends none.
fn is_raised(text: &str, sign: usize) -> bool {
    let after = &text[sign + 1..];
    let end = after.find(|c: char| c == '^' || c.is_whitespace());
    end.is_some_and(|end| after[end..].starts_with('^') && !after[end..].starts_with("^["))
}

/// Whether anything can be seen between two places.
fn holds_something(pieces: &[Piece<'_>], from: (usize, usize), to: (usize, usize)) -> bool {
    let part = |piece: usize, range: Range<usize>| {
        text(&pieces[piece]).is_some_and(|text| !text[range].trim_matches(is_space).is_empty())
    };
    if from.0 == to.0 {
        return part(from.0, from.1..to.1);
    }
    let rest = text(&pieces[from.0]).map_or(0, str::len);
    part(from.0, from.1..rest)
        || pieces[from.0 + 1..to.0].iter().any(Piece::is_visible)
        || part(to.0, 0..to.1)
}

/// A note that is being read.
struct Reading<'a> {
    /// Its sign, looking as the text around it.
    sign: Piece<'a>,
    pieces: Vec<Piece<'a>>,
}

/// Takes the notes out of the pieces.
fn divide<'a>(
    pieces: Vec<Piece<'a>>,
    cuts: &[Cut],
    source: &'a str,
    notes: &mut Vec<NoteDraft<'a>>,
) -> Vec<Piece<'a>> {
    let mut body = Vec::with_capacity(pieces.len());
    let mut open: Vec<Reading<'a>> = Vec::new();
    let mut cuts = cuts.iter().peekable();
    for (index, piece) in pieces.into_iter().enumerate() {
        let mut from = 0;
        while let Some(cut) = cuts.next_if(|cut| cut.piece == index) {
            if cut.at > from {
                let part = scan::part(&piece, from..cut.at);
                open.last_mut().map_or(&mut body, |note| &mut note.pieces).push(part);
            }
            from = cut.at + 1;
            let bracket = scan::part(&piece, cut.at..from);
            match cut.what {
                Bracket::Sign => open.push(Reading { sign: bracket, pieces: Vec::new() }),
                Bracket::Open => {}
                Bracket::Close => {
                    if let Some(note) = open.pop() {
                        let mark = define(note, bracket.span, source, notes);
                        open.last_mut().map_or(&mut body, |note| &mut note.pieces).push(mark);
                    }
                }
            }
        }
        let rest = match &piece.kind {
            PieceKind::Text(text) if from > 0 => from..text.len(),
            _ => 0..1,
        };
        if !rest.is_empty() {
            let rest = if from > 0 { scan::part(&piece, rest) } else { piece };
            open.last_mut().map_or(&mut body, |note| &mut note.pieces).push(rest);
        }
    }
    body
}

/// Adds the definition of a note that ends with a bracket, and gives its mark.
fn define<'a>(
    note: Reading<'a>,
    end: Span,
    source: &'a str,
    notes: &mut Vec<NoteDraft<'a>>,
) -> Piece<'a> {
    let Reading { sign, mut pieces } = note;
    // A note stands at the foot of the page, outside what its mark stands in.
    for piece in &mut pieces {
        piece.marks = piece.marks.without(sign.marks);
        piece.link = piece.link.filter(|_| piece.link != sign.link);
        piece.style = piece.style.filter(|_| piece.style != sign.style);
    }
    let span = sign.span.to(end);
    let pieces = scan::scan(pieces, source);
    // No label of an author begins with a bracket.
    let label = format!("[{}]", notes.len());
    // Notes in notes hold each other's text: only what a message shows is kept.
    let written = shorten(source.get(span.range()).unwrap_or_default());
    let kind = DraftKind::Paragraph(ParagraphKind::Body);
    let paragraph = BlockDraft { span, kind, end: 1, pieces: 0..pieces.len() as u32 };
    let stream = Stream { blocks: vec![paragraph], pieces, names: Vec::new() };
    notes.push(NoteDraft { label: label.clone(), written, span, stream });
    Piece { span, kind: PieceKind::Note(label), ..sign }
}

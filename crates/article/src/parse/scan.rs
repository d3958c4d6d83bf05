//! What Markdown leaves in the text of a paragraph and pandoc's users write there: `^raised^`,
//! `~lowered~`, `==highlighted==`, `@fig:x` and `[@fig:x; @tbl:y]`, bare addresses.
//!
//! Text that an author escaped is another piece than what stands around it, so it is never taken
//! for more than text.

use std::borrow::Cow;
use std::ops::Range;

use linkify::{LinkFinder, LinkKind};

use super::draft::{Piece, PieceKind};
use crate::kind::Shown;
use crate::model::Marks;
use crate::source::Span;

/// The beginnings of the names that references may lead to.
const SERIES: [&str; 4] = ["fig:", "tbl:", "eq:", "sec:"];

/// The pieces of a paragraph with what stands in their text.
pub(super) fn scan<'a>(pieces: Vec<Piece<'a>>, source: &'a str) -> Vec<Piece<'a>> {
    let worth = |piece: &Piece<'_>| match &piece.kind {
        PieceKind::Text(text) => {
            text.contains(['^', '~', '@'])
                || text.contains("==")
                || text.contains("://")
                || text.contains("www.")
        }
        _ => false,
    };
    if !pieces.iter().any(worth) {
        return pieces;
    }
    let mut pieces = join(pieces, source);
    highlight(&mut pieces);
    let mut scanned = Vec::with_capacity(pieces.len() + 4);
    for piece in pieces {
        match &piece.kind {
            PieceKind::Text(_) if !piece.marks.has(Marks::CODE) && worth(&piece) => {
                split(&piece, &mut scanned);
            }
            _ => scanned.push(piece),
        }
    }
    scanned
}

/// Joins the pieces that follow each other in the source as they do here: the parser splits text
/// where there was something to think of.
pub(super) fn join<'a>(pieces: Vec<Piece<'a>>, source: &'a str) -> Vec<Piece<'a>> {
    let mut joined: Vec<Piece<'a>> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if let Some(last) = joined.last_mut()
            && (last.marks, last.link, last.style) == (piece.marks, piece.link, piece.style)
            && last.span.end == piece.span.start
            && is_written(last, source)
            && is_written(&piece, source)
        {
            last.span = last.span.to(piece.span);
            last.kind = PieceKind::Text(Cow::Borrowed(&source[last.span.range()]));
        } else {
            joined.push(piece);
        }
    }
    joined
}

/// Whether a piece is text that stands in the source as it is.
fn is_written(piece: &Piece<'_>, source: &str) -> bool {
    match &piece.kind {
        PieceKind::Text(text) => source.get(piece.span.range()) == Some(text.as_ref()),
        _ => false,
    }
}

/// A part of a piece's text.
pub(super) fn part<'a>(piece: &Piece<'a>, range: Range<usize>) -> Piece<'a> {
    let PieceKind::Text(text) = &piece.kind else { return piece.clone() };
    let exact = piece.span.range().len() == text.len();
    let start = piece.span.start as usize;
    let span = if exact { Span::new(start + range.start, start + range.end) } else { piece.span };
    let text = match text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[range]),
        Cow::Owned(text) => Cow::Owned(text[range].to_owned()),
    };
    Piece { span, kind: PieceKind::Text(text), ..piece.clone() }
}

/// Marks what stands between pairs of `==`, which may hold pieces of any kind.
fn highlight<'a>(pieces: &mut Vec<Piece<'a>>) {
    let mut open: Option<(usize, usize)> = None;
    let mut pairs = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        let PieceKind::Text(text) = &piece.kind else { continue };
        if piece.marks.has(Marks::CODE) {
            continue;
        }
        let mut from = 0;
        while let Some(at) = text[from..].find("==").map(|at| from + at) {
            let before = text[..at].chars().next_back();
            let after = text[at + 2..].chars().next();
            from = at + 2;
            if after == Some('=') {
                from += text[from..].len() - text[from..].trim_start_matches('=').len();
                continue;
            }
            let closes = before.is_none_or(|c| !c.is_whitespace())
                && after.is_none_or(|c| !c.is_alphanumeric());
            let opens = after.is_none_or(|c| !c.is_whitespace())
                && before.is_none_or(|c| !c.is_alphanumeric());
            match open {
                Some(start) if closes && start != (index, at) => {
                    pairs.push((start, (index, at)));
                    open = None;
                }
                None if opens => open = Some((index, at)),
                _ => {}
            }
        }
    }
    if pairs.is_empty() {
        return;
    }
    let mut cuts = pairs.into_iter().flat_map(|(start, end)| [start, end]).peekable();
    let mut marked = Vec::with_capacity(pieces.len() + 4);
    let mut inside = false;
    for (index, piece) in std::mem::take(pieces).into_iter().enumerate() {
        let mut from = 0;
        let mut push = |piece: Piece<'a>, inside: bool| {
            let marks = if inside { piece.marks.with(Marks::HIGHLIGHT) } else { piece.marks };
            marked.push(Piece { marks, ..piece });
        };
        while let Some((_, at)) = cuts.next_if(|(each, _)| *each == index) {
            if at > from {
                push(part(&piece, from..at), inside);
            }
            from = at + 2;
            inside = !inside;
        }
        match &piece.kind {
            PieceKind::Text(text) if from > 0 => {
                let rest = from..text.len();
                if !rest.is_empty() {
                    push(part(&piece, rest), inside);
                }
            }
            _ => push(piece, inside),
        }
    }
    *pieces = marked;
}

/// Splits a piece of text at what stands in it.
fn split<'a>(piece: &Piece<'a>, out: &mut Vec<Piece<'a>>) {
    let PieceKind::Text(text) = &piece.kind else { return };
    let mut links =
        if piece.link.is_none() { addresses(text) } else { Vec::new() }.into_iter().peekable();
    let (mut done, mut at) = (0, 0);
    let bytes = text.as_bytes();
    while at < bytes.len() {
        if let Some((range, destination)) = links.next_if(|(range, _)| range.start <= at) {
            if range.start < at {
                continue;
            }
            plain(piece, done..at, out);
            let shown = part(piece, range.clone());
            if let PieceKind::Text(shown_text) = shown.kind {
                let kind = PieceKind::Address { shown: shown_text, destination };
                out.push(Piece { kind, ..shown });
            }
            (done, at) = (range.end, range.end);
            continue;
        }
        let found = match bytes[at] {
            b'^' => script(text, at, '^').map(|range| (range, Marks::SUPERSCRIPT)),
            b'~' => script(text, at, '~').map(|range| (range, Marks::SUBSCRIPT)),
            _ => None,
        };
        if let Some((range, marks)) = found {
            plain(piece, done..at, out);
            let raised = part(piece, range.clone());
            out.push(Piece { marks: raised.marks.with(marks), ..raised });
            (done, at) = (range.end + 1, range.end + 1);
            continue;
        }
        let references = match bytes[at] {
            b'[' => bracketed(text, at),
            b'@' => bare(text, at),
            _ => None,
        };
        if let Some((end, references)) = references {
            plain(piece, done..at, out);
            for (index, (name, shown)) in references.into_iter().enumerate() {
                let place = part(piece, at..end);
                if index > 0 {
                    let kind = PieceKind::Text(Cow::Borrowed(", "));
                    out.push(Piece { kind, ..place.clone() });
                }
                let written = if index == 0 { text[at..end].to_owned() } else { String::new() };
                out.push(Piece { kind: PieceKind::Reference { name, shown, written }, ..place });
            }
            (done, at) = (end, end);
            continue;
        }
        at += 1;
    }
    plain(piece, done..text.len(), out);
}

fn plain<'a>(piece: &Piece<'a>, range: Range<usize>, out: &mut Vec<Piece<'a>>) {
    if !range.is_empty() {
        out.push(part(piece, range));
    }
}

/// What stands between a mark and its like, where neither space nor another mark is inside.
fn script(text: &str, at: usize, mark: char) -> Option<Range<usize>> {
    let start = at + 1;
    let len = text[start..].find(|c: char| c == mark || c.is_whitespace())?;
    let end = start + len;
    let doubled = text[..at].ends_with(mark) || text[end..].chars().nth(1) == Some(mark);
    let closed = text[end..].starts_with(mark);
    (len > 0 && closed && !doubled).then_some(start..end)
}

/// The reference at `at`, where no word stands before it.
fn bare(text: &str, at: usize) -> Option<(usize, Vec<(String, Shown)>)> {
    if text[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '.') {
        return None;
    }
    let (len, name, shown) = reference(&text[at..])?;
    Some((at + len, vec![(name, shown)]))
}

/// References in brackets; `-` before one leaves its word out.
fn bracketed(text: &str, at: usize) -> Option<(usize, Vec<(String, Shown)>)> {
    let mut references = Vec::new();
    let mut from = at + 1;
    loop {
        from += text[from..].len() - text[from..].trim_start().len();
        let bare = text[from..].starts_with('-');
        from += usize::from(bare);
        let (len, name, shown) = reference(&text[from..])?;
        references.push((name, if bare && shown == Shown::Label { Shown::Number } else { shown }));
        from += len;
        from += text[from..].len() - text[from..].trim_start().len();
        match text[from..].chars().next()? {
            ']' => return Some((from + 1, references)),
            ';' | ',' => from += 1,
            _ => return None,
        }
    }
}

/// The reference that a text starts with: its length, the name and what it shows.
fn reference(text: &str) -> Option<(usize, String, Shown)> {
    let written = text.strip_prefix('@')?;
    let (name, shown) = match written.strip_prefix("page:") {
        Some(name) => (name, Shown::Page),
        None => (written, Shown::Label),
    };
    if shown == Shown::Label && !SERIES.iter().any(|series| name.starts_with(series)) {
        return None;
    }
    let end = name
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.')))
        .unwrap_or(name.len());
    let name = name[..end].trim_end_matches(['.', ':', '-']);
    let bare = SERIES.iter().any(|series| name.len() + 1 == series.len());
    let before = if shown == Shown::Page { "@page:".len() } else { "@".len() };
    (!name.is_empty() && !bare).then(|| (before + name.len(), name.to_owned(), shown))
}

/// Bare addresses with the destinations that they mean: those with a scheme, those that begin with
/// `www.`, and those of mail.
fn addresses(text: &str) -> Vec<(Range<usize>, String)> {
    if !(text.contains("://") || text.contains("www.") || text.contains('@')) {
        return Vec::new();
    }
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(false).kinds(&[LinkKind::Url, LinkKind::Email]);
    let known = |link: &linkify::Link<'_>| {
        let (range, address) = (link.start()..link.end(), link.as_str());
        let begins = |prefix: &str| {
            address.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
        };
        if *link.kind() == LinkKind::Email {
            return Some((range, format!("mailto:{address}")));
        }
        if ["http://", "https://", "ftp://"].into_iter().any(begins) {
            return Some((range, address.to_owned()));
        }
        begins("www.").then(|| (range, format!("http://{address}")))
    };
    finder.links(text).filter_map(|link| known(&link)).collect()
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::scan;
    use crate::model::Marks;
    use crate::parse::draft::{Piece, PieceKind};
    use crate::source::Span;

    fn scanned(text: &str) -> String {
        let piece = Piece {
            span: Span::new(0, text.len()),
            kind: PieceKind::Text(Cow::Borrowed(text)),
            marks: Marks::NONE,
            link: None,
            style: None,
        };
        let show = |piece: Piece<'_>| match piece.kind {
            PieceKind::Text(text) if piece.marks.has(Marks::SUPERSCRIPT) => format!("↑{text}|"),
            PieceKind::Text(text) if piece.marks.has(Marks::SUBSCRIPT) => format!("↓{text}|"),
            PieceKind::Text(text) if piece.marks.has(Marks::HIGHLIGHT) => format!("={text}|"),
            PieceKind::Text(text) => text.into_owned(),
            PieceKind::Reference { name, shown, .. } => format!("<{name} {shown:?}>"),
            PieceKind::Address { destination, .. } => format!("<{destination}>"),
            other => format!("{other:?}"),
        };
        scan(vec![piece], text).into_iter().map(show).collect()
    }

    #[test]
    fn scripts_hold_no_space() {
        assert_eq!(scanned("10 m^2^ và H~2~O"), "10 m↑2| và H↓2|O");
        for text in ["x^2 + y^2", "a ~ b ~ c", "~5 và ~10", "^^a^^"] {
            assert_eq!(scanned(text), text);
        }
    }

    #[test]
    fn highlights_stand_between_pairs() {
        assert_eq!(scanned("a ==b c== d"), "a =b c| d");
        for text in ["a == b == c", "a==b", "=====", "x === y"] {
            assert_eq!(scanned(text), text);
        }
    }

    #[test]
    fn references_name_a_series_or_a_page() {
        assert_eq!(scanned("xem @fig:so-do."), "xem <fig:so-do Label>.");
        assert_eq!(scanned("[@fig:a; -@tbl:b]"), "<fig:a Label>, <tbl:b Number>");
        assert_eq!(scanned("trang @page:sec:mo-dau"), "trang <sec:mo-dau Page>");
        for text in ["@fig:", "@nguyenvan", "[@a]", "[@fig:a"] {
            assert_eq!(scanned(text).replace("<fig:a Label>", "@fig:a"), text);
        }
    }

    #[test]
    fn bare_addresses_are_links() {
        assert_eq!(scanned("xem https://a.vn/b."), "xem <https://a.vn/b>.");
        assert_eq!(scanned("(www.a.vn)"), "(<http://www.a.vn>)");
        assert_eq!(scanned("thư a@b.vn, c"), "thư <mailto:a@b.vn>, c");
        for text in ["main.rs", "a.b.c", "javascript://x"] {
            assert_eq!(scanned(text), text);
        }
    }
}

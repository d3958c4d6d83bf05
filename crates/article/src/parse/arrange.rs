//! What Markdown reads as paragraphs and authors mean otherwise: captions of tables (`: Caption`
//! before or after one, as pandoc has it), lists counted by letters, Roman numerals
//! or numbers in brackets (`a) … b) …`, `i. … ii. …`, `(1) … (2) …`), verses (`| line`).
//!
//! The one recursion of reading: down the blocks of a stream, whose depth the parser limits.

use std::borrow::Cow;
use std::ops::Range;

use super::attribute;
use super::draft::{BlockDraft, DraftKind, Piece, PieceKind, Stream};
use super::scan::part;
use crate::model::ParagraphKind;
use crate::numerals::{Enclosure, Numerals, System};
use crate::source::Span;

/// What a caption of a table begins with.
const CAPTIONS: [&str; 3] = [":", "Table:", "Bảng:"];

/// Arranges the blocks of a stream.
pub(super) fn arrange(stream: &mut Stream<'_>, source: &str) {
    let Stream { blocks, pieces, .. } = stream;
    for block in blocks {
        let range = block.pieces.start as usize..block.pieces.end as usize;
        if matches!(block.kind, DraftKind::Paragraph(ParagraphKind::Body))
            && verse(&mut pieces[range], source)
        {
            block.kind = DraftKind::Paragraph(ParagraphKind::Verse);
        }
    }
    let candidate = |block: &BlockDraft| {
        matches!(block.kind, DraftKind::Paragraph(ParagraphKind::Body))
            && (caption(stream, block).is_some()
                || lines(stream, block, source)
                    .any(|line| marker(&stream.pieces[line]).is_some_and(|marker| marker.begins())))
    };
    if !stream.blocks.iter().any(candidate) {
        return;
    }
    let old = std::mem::take(stream);
    let len = old.blocks.len() as u32;
    let mut arranger = Arranger { map: vec![0; old.blocks.len() + 1], old, new: stream, source };
    arranger.siblings(0..len);
    let end = arranger.new.blocks.len() as u32;
    let Arranger { old, mut map, .. } = arranger;
    map[len as usize] = end;
    let names = old.names.into_iter().map(|(block, name)| (map[block.min(len) as usize], name));
    stream.names.extend(names);
}

/// A stream being rewritten.
struct Arranger<'s, 'a> {
    old: Stream<'a>,
    new: &'s mut Stream<'a>,
    source: &'s str,
    /// Where each old block went.
    map: Vec<u32>,
}

/// An item of a list counted by letters.
#[derive(Debug, Default)]
struct Item<'a> {
    pieces: Vec<Piece<'a>>,
    /// The blocks of the old stream that follow its paragraph.
    blocks: Vec<u32>,
}

/// A list counted by letters.
struct Letters<'a> {
    /// What of its first paragraph stands before it.
    before: Vec<Piece<'a>>,
    items: Vec<Item<'a>>,
    numerals: Numerals,
    /// How many siblings it takes.
    taken: usize,
}

impl<'a> Arranger<'_, 'a> {
    /// Writes the blocks of a range that no other block of it holds.
    fn siblings(&mut self, range: Range<u32>) {
        let mut ids = Vec::new();
        let mut next = range.start;
        while next < range.end {
            ids.push(next);
            next = self.old.blocks[next as usize].end;
        }
        let mut at = 0;
        while let Some(id) = ids.get(at).copied() {
            let next = ids.get(at + 1).copied();
            let is_table =
                |id: u32| matches!(self.old.blocks[id as usize].kind, DraftKind::Table { .. });
            let caption = |id: u32| caption(&self.old, &self.old.blocks[id as usize]);
            match next {
                Some(next) if is_table(id) && caption(next).is_some() => {
                    self.caption(next);
                    self.copy(id);
                    at += 2;
                }
                Some(next) if is_table(next) && caption(id).is_some() => {
                    self.caption(id);
                    self.copy(next);
                    at += 2;
                }
                _ => match self.letters(&ids[at..]) {
                    Some(letters) => {
                        at += letters.taken;
                        self.list(id, letters);
                    }
                    None => {
                        self.copy(id);
                        at += 1;
                    }
                },
            }
        }
    }

    /// Writes a block as it was, its children arranged.
    fn copy(&mut self, id: u32) {
        let block = &self.old.blocks[id as usize];
        let (span, end) = (block.span, block.end);
        let pieces =
            self.old.pieces[block.pieces.start as usize..block.pieces.end as usize].to_vec();
        let kind = std::mem::replace(&mut self.old.blocks[id as usize].kind, DraftKind::Break);
        let place = self.push(kind, span, pieces);
        self.map[id as usize] = place;
        self.siblings(id + 1..end);
        self.close(place);
    }

    fn push(&mut self, kind: DraftKind, span: Span, pieces: Vec<Piece<'a>>) -> u32 {
        let place = self.new.blocks.len() as u32;
        let start = self.new.pieces.len() as u32;
        self.new.pieces.extend(pieces);
        let pieces = start..self.new.pieces.len() as u32;
        self.new.blocks.push(BlockDraft { span, kind, end: place + 1, pieces });
        place
    }

    fn close(&mut self, place: u32) {
        self.new.blocks[place as usize].end = self.new.blocks.len() as u32;
    }

    /// Writes the caption of a table; its attributes name the table.
    fn caption(&mut self, id: u32) {
        let block = &self.old.blocks[id as usize];
        let span = block.span;
        let skip = caption(&self.old, block).unwrap_or(0);
        let range = block.pieces.start as usize..block.pieces.end as usize;
        let mut pieces = self.old.pieces[range].to_vec();
        if let Some(first) = pieces.first_mut() {
            *first = cut(first, skip);
        }
        let name = pieces.last_mut().and_then(take_name);
        let kind = DraftKind::Paragraph(ParagraphKind::TableCaption);
        let place = self.push(kind, span, pieces);
        self.map[id as usize] = place;
        self.new.names.extend(name.map(|name| (place, name)));
    }

    /// The list counted by letters that begins in the first of these siblings.
    fn letters(&self, ids: &[u32]) -> Option<Letters<'a>> {
        let paragraph = |id: u32| {
            let block = &self.old.blocks[id as usize];
            matches!(block.kind, DraftKind::Paragraph(ParagraphKind::Body)).then_some(block)
        };
        paragraph(*ids.first()?)?;
        let mut before: Vec<Piece<'a>> = Vec::new();
        let mut items: Vec<Item<'a>> = Vec::new();
        let mut systems = SYSTEMS.to_vec();
        let mut enclosure = None;
        let mut follows = |count: usize, line: &[Piece<'a>], commit: bool| {
            let marker = marker(line)?;
            let fits: Vec<System> =
                systems.iter().copied().filter(|system| marker.is(count, *system)).collect();
            if fits.is_empty() || enclosure.is_some_and(|kind| kind != marker.enclosure) {
                return None;
            }
            if commit {
                enclosure = Some(marker.enclosure);
                systems = fits;
            }
            Some(marker.len)
        };
        let mut taken = 0;
        for (at, id) in ids.iter().enumerate() {
            if let Some(block) = paragraph(*id) {
                let all: Vec<_> = lines(&self.old, block, self.source).collect();
                let leads = all.first().is_some_and(|line| {
                    follows(items.len(), &self.old.pieces[line.clone()], false).is_some()
                });
                if at > 0 && !leads {
                    break;
                }
                for line in all {
                    let pieces = &self.old.pieces[line];
                    if let Some(len) = follows(items.len(), pieces, true) {
                        let mut pieces = pieces.to_vec();
                        pieces[0] = cut(&pieces[0], len);
                        items.push(Item { pieces, blocks: Vec::new() });
                        continue;
                    }
                    let into = items.last_mut().map_or(&mut before, |item| &mut item.pieces);
                    if !into.is_empty()
                        && let Some(next) = pieces.first()
                    {
                        let span = Span { start: next.span.start, end: next.span.start };
                        let kind = PieceKind::Text(Cow::Borrowed(" "));
                        into.push(Piece { span, kind, ..next.clone() });
                    }
                    into.extend_from_slice(pieces);
                }
                if items.is_empty() {
                    return None;
                }
            } else {
                // A list between two items belongs to the first of them.
                let block = &self.old.blocks[*id as usize];
                let goes_on =
                    ids.get(at + 1).and_then(|next| paragraph(*next)).is_some_and(|next| {
                        let line = lines(&self.old, next, self.source).next();
                        line.is_some_and(|line| {
                            follows(items.len(), &self.old.pieces[line], false).is_some()
                        })
                    });
                let item = items.last_mut().filter(|_| goes_on);
                match item {
                    Some(item) if matches!(block.kind, DraftKind::List { .. }) => {
                        item.blocks.push(*id);
                    }
                    _ => break,
                }
            }
            taken = at + 1;
        }
        let numerals = Numerals {
            system: systems.first().copied().unwrap_or_default(),
            enclosure: enclosure.unwrap_or_default(),
        };
        (items.len() > 1).then_some(Letters { before, items, numerals, taken })
    }

    fn list(&mut self, id: u32, letters: Letters<'a>) {
        let body = || DraftKind::Paragraph(ParagraphKind::Body);
        let whole = self.old.blocks[id as usize].span;
        let span = |pieces: &[Piece<'_>]| {
            pieces.iter().map(|piece| piece.span).reduce(Span::to).unwrap_or(whole)
        };
        if !letters.before.is_empty() {
            let place = self.push(body(), span(&letters.before), letters.before);
            self.map[id as usize] = place;
        } else {
            self.map[id as usize] = self.new.blocks.len() as u32;
        }
        let tight = letters.taken == 1;
        let kind = DraftKind::List { start: Some(1), tight, numerals: letters.numerals };
        let list = self.push(kind, whole, Vec::new());
        for item in letters.items {
            let span = span(&item.pieces);
            let place = self.push(DraftKind::Item { checked: None }, span, Vec::new());
            self.push(body(), span, item.pieces);
            for block in item.blocks {
                self.copy(block);
            }
            self.close(place);
        }
        self.close(list);
    }
}

/// The lines of a paragraph in the source, as ranges of the stream's pieces.
fn lines(
    stream: &Stream<'_>,
    block: &BlockDraft,
    source: &str,
) -> impl Iterator<Item = Range<usize>> {
    let (start, end) = (block.pieces.start as usize, block.pieces.end as usize);
    let mut ends: Vec<usize> =
        (start..end).filter(|at| ends_line(&stream.pieces[*at], source)).collect();
    ends.push(end);
    let mut from = start;
    ends.into_iter().map(move |end| {
        let line = from..end;
        from = end + 1;
        line
    })
}

/// Whether a piece is the end of a line of the source.
fn ends_line(piece: &Piece<'_>, source: &str) -> bool {
    match &piece.kind {
        PieceKind::Text(text) => {
            text == " "
                && source.get(piece.span.range()).is_some_and(|written| written.contains('\n'))
        }
        PieceKind::Break => true,
        _ => false,
    }
}

/// What lists that Markdown does not know are counted by, the likelier first.
const SYSTEMS: [System; 7] = [
    System::Letters { vietnamese: true, capital: false },
    System::Letters { vietnamese: false, capital: false },
    System::Letters { vietnamese: true, capital: true },
    System::Letters { vietnamese: false, capital: true },
    System::Roman { capital: false },
    System::Roman { capital: true },
    System::Decimal,
];

/// What a line begins with as an item of a list.
struct Marker<'t> {
    /// The number; `#` where pandoc is to count.
    number: &'t str,
    enclosure: Enclosure,
    /// How long it is with the blanks after it, in bytes.
    len: usize,
}

impl Marker<'_> {
    /// Whether a list may begin with it.
    fn begins(&self) -> bool {
        SYSTEMS.into_iter().any(|system| self.is(0, system))
    }

    /// Whether it is that of the item after so many others.
    fn is(&self, before: usize, system: System) -> bool {
        let written = || self.number == system.write(before as u64 + 1);
        match system {
            // Digits without a bracket before them are Markdown's own.
            System::Decimal => {
                self.number == "#" || (self.enclosure == Enclosure::Brackets && written())
            }
            _ => written(),
        }
    }
}

/// The marker of a list that a line begins with.
fn marker<'t>(line: &'t [Piece<'_>]) -> Option<Marker<'t>> {
    /// The longest number: (xxxviii), (1000000).
    const LONGEST: usize = 8;
    let PieceKind::Text(text) = &line.first()?.kind else { return None };
    let inside = text.strip_prefix('(').unwrap_or(text);
    let opened = inside.len() < text.len();
    let end = inside.find([')', '.']).filter(|end| (1..=LONGEST).contains(end))?;
    let (number, rest) = inside.split_at(end);
    let enclosure = match (opened, rest.starts_with(')')) {
        (true, true) => Enclosure::Brackets,
        (false, true) => Enclosure::Bracket,
        (false, false) => Enclosure::Stop,
        (true, false) => return None,
    };
    let rest = &rest[1..];
    let blanks = chars_len(rest);
    let whole = blanks > 0 || (rest.is_empty() && line.len() > 1);
    whole.then(|| Marker { number, enclosure, len: text.len() - rest.len() + blanks })
}

/// How many bytes of blanks a text begins with.
fn chars_len(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\u{a0}', '\t']).len()
}

/// A piece without its first bytes.
fn cut<'a>(piece: &Piece<'a>, len: usize) -> Piece<'a> {
    match &piece.kind {
        PieceKind::Text(text) => part(piece, len.min(text.len())..text.len()),
        _ => piece.clone(),
    }
}

/// How long the beginning is that makes a paragraph the caption of a table beside it.
fn caption(stream: &Stream<'_>, block: &BlockDraft) -> Option<usize> {
    if !matches!(block.kind, DraftKind::Paragraph(ParagraphKind::Body)) {
        return None;
    }
    let PieceKind::Text(text) = &stream.pieces.get(block.pieces.start as usize)?.kind else {
        return None;
    };
    let begin = CAPTIONS.into_iter().find(|begin| text.starts_with(begin))?;
    let blanks = chars_len(&text[begin.len()..]);
    let alone = begin.len() == text.len() && block.pieces.len() > 1;
    (blanks > 0 || alone).then_some(begin.len() + blanks)
}

/// Takes the name from the attributes at the end of a caption.
fn take_name(piece: &mut Piece<'_>) -> Option<String> {
    let PieceKind::Text(text) = &piece.kind else { return None };
    let (range, attributes) = attribute::at_end(text, 0)?;
    let name = attributes.pairs.iter().find(|(key, _)| *key == "#").map(|(_, name)| name.clone());
    let end = text[..range.start].trim_end().len();
    *piece = part(piece, 0..end);
    name
}

/// Makes lines that all begin with a bar a verse, bars gone, line ends kept, indents as spaces that
/// stay; says whether they do.
fn verse(pieces: &mut [Piece<'_>], source: &str) -> bool {
    let first = matches!(pieces.first(), Some(Piece { kind: PieceKind::Text(text), .. })
        if text.starts_with("| "));
    if !first {
        return false;
    }
    let starts: Vec<usize> = std::iter::once(0)
        .chain((1..pieces.len()).filter(|at| ends_line(&pieces[at - 1], source)))
        .collect();
    let bar = |at: &usize| match &pieces[*at].kind {
        PieceKind::Text(text) => text.starts_with("| ") || text == "|",
        _ => false,
    };
    let table = pieces.iter().any(|piece| match &piece.kind {
        PieceKind::Text(text) => text.trim_end().len() > 1 && text.trim_end().ends_with('|'),
        _ => false,
    });
    if table || !starts.iter().all(bar) {
        return false;
    }
    for at in starts {
        if let PieceKind::Text(text) = &pieces[at].kind {
            let line = text[1..].strip_prefix(' ').unwrap_or(&text[1..]);
            let words = line.trim_start_matches(' ');
            let indent = line.len() - words.len();
            let mut cut = String::with_capacity(line.len() + indent);
            cut.extend(std::iter::repeat_n('\u{a0}', indent));
            cut.push_str(words);
            pieces[at].kind = PieceKind::Text(Cow::Owned(cut));
        }
        if let Some(end) = at.checked_sub(1) {
            pieces[end].kind = PieceKind::Break;
        }
    }
    true
}

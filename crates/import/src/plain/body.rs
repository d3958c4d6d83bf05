//! The pieces between: pictures with their captions, headings, lists, tables, verse, paragraphs.

use std::collections::BTreeSet;

use crate::model::{
    Attributes, Block, Cell, Document, Inline, Item, List, Note, Picture, Side, Table,
};
use crate::runs::class;

use super::front::stands_for;
use super::marker::{Kind, Marker, Rank, heading, marker};
use super::pieces::{Piece, RIGHT};

/// The pictures that may be meant, and the name of the text itself.
pub(super) struct Shelf<'a> {
    /// The name of the text's file without its ending.
    pub(super) stem: &'a str,
    /// The names of the picture files at hand.
    pub(super) pictures: &'a [String],
}

/// The longest caption, in characters.
const CAPTION: usize = 300;

/// How deep kinds of lists may stand in one another.
const DEPTH: usize = 6;

/// What a piece says of a picture: its name, and the caption that stands in the same line.
pub(super) fn placeholder(piece: &Piece, pictures: &[String]) -> Option<(String, Option<String>)> {
    if !piece.verse.is_empty() || !piece.cells.is_empty() || piece.page {
        return None;
    }
    let text = piece.text.as_str();
    if let Some(name) = stands_for(text, pictures) {
        return Some((name, None));
    }
    // `[ảnh]`, `(Ảnh 1: Đại biểu dự hội nghị)`
    let pairs = [('[', ']'), ('(', ')'), ('<', '>'), ('{', '}')];
    let inner =
        pairs.iter().find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close))?;
    let small = inner.trim().to_lowercase();
    let word = ["ảnh", "hình", "hình ảnh", "anh", "image", "picture", "photo"]
        .into_iter()
        .filter(|word| {
            small.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
        })
        .max_by_key(|word| word.len())?;
    let rest = inner.trim().get(word.len()..)?.trim();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = rest.split_at(digits);
    let caption = rest.trim_start_matches([':', '.', '-', '–', ' ']).trim();
    // "(Ảnh: TTXVN)" alone credits a picture that stands elsewhere.
    if !rest.is_empty() && rest.len() == caption.len() {
        return None;
    }
    let name = if number.is_empty() { "anh".to_owned() } else { format!("anh-{number}") };
    Some((name, (!caption.is_empty()).then(|| caption.to_owned())))
}

/// Whether a text says who made a picture.
pub(super) fn credit(text: &str) -> bool {
    ["Ảnh:", "ảnh:", "Ảnh ", "Nguồn ảnh"].iter().any(|word| text.starts_with(word))
}

/// Writes the pieces as blocks.
pub(super) fn write(
    pieces: &[Piece],
    shelf: &Shelf<'_>,
    document: &mut Document,
    notes: &mut Vec<Note>,
) {
    let ranks = headings(pieces);
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        if piece.page {
            document.blocks.push(Block::PageBreak);
            at += 1;
        } else if let Some((name, caption)) = placeholder(piece, shelf.pictures) {
            at += 1 + figure(piece, &name, caption, pieces.get(at + 1), shelf, document, notes);
        } else if let Some(level) = level(&ranks, at) {
            at += 1 + titled(pieces, at, level, &ranks, document);
        } else if let Some((table, used)) = table(&pieces[at..]) {
            document.blocks.push(Block::Table(table));
            at += used;
        } else if let Some((list, used)) = list(&pieces[at..]) {
            document.blocks.push(Block::List(list));
            at += used;
        } else {
            document.blocks.push(single(piece));
            at += 1;
        }
    }
}

/// A piece that is nothing more than itself.
fn single(piece: &Piece) -> Block {
    if !piece.verse.is_empty() {
        return Block::Lines(piece.verse.iter().map(|line| text(line)).collect());
    }
    if !piece.text.contains(char::is_alphanumeric) && is_rule(&piece.text) {
        return Block::Rule;
    }
    let paragraph = Block::Paragraph(text(&piece.text));
    if piece.indent >= RIGHT && piece.text.chars().count() <= 80 {
        return Block::Division { attributes: class("right"), blocks: vec![paragraph] };
    }
    paragraph
}

/// Three signs or more of one kind: `* * *`, `-----`.
fn is_rule(text: &str) -> bool {
    let signs: Vec<char> = text.chars().filter(|c| *c != ' ').collect();
    signs.len() >= 3
        && signs.iter().all(|sign| *sign == signs[0])
        && matches!(signs[0], '*' | '-' | '_' | '=' | '~' | '–' | '—')
}

fn text(text: &str) -> Vec<Inline> {
    if text.is_empty() { Vec::new() } else { vec![Inline::Text(text.to_owned())] }
}

/// A picture with its caption; how many pieces after it were used.
fn figure(
    piece: &Piece,
    name: &str,
    caption: Option<String>,
    next: Option<&Piece>,
    shelf: &Shelf<'_>,
    document: &mut Document,
    notes: &mut Vec<Note>,
) -> usize {
    let found = find(name, shelf);
    if let Some(found) = found.filter(|found| stem(found) != stem(name)) {
        notes.push(Note {
            place: format!("line {}", piece.line),
            message: format!(
                "`{name}` is taken to stand for the picture `{found}`, named as the text is"
            ),
            hint: "if it is not that one, name the right one in the article".to_owned(),
        });
    }
    let mut used = 0;
    let caption = caption.or_else(|| {
        let next =
            next.filter(|next| is_caption(next) && placeholder(next, shelf.pictures).is_none())?;
        used = 1;
        Some(next.text.clone())
    });
    let picture = document.pictures.len();
    let name = found.cloned().unwrap_or_else(|| name.to_owned());
    document.pictures.push(Picture { name, bytes: None });
    // Nobody but the author can say what it shows: the caption says the most.
    let caption = caption.unwrap_or_default();
    document.blocks.push(Block::Figure {
        picture,
        alt: caption.clone(),
        caption: text(&caption),
        attributes: Attributes::default(),
    });
    used
}

fn stem(name: &str) -> String {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase()
}

/// The file that a placeholder names, or else the one that is named as the text is.
fn find<'a>(name: &str, shelf: &Shelf<'a>) -> Option<&'a String> {
    let exact = shelf.pictures.iter().find(|file| *file == name);
    let named = || shelf.pictures.iter().find(|file| stem(file) == stem(name));
    let own = || {
        let mut own = shelf.pictures.iter().filter(|file| stem(file) == shelf.stem.to_lowercase());
        own.next().filter(|_| own.next().is_none())
    };
    exact.or_else(named).or_else(own)
}

/// A short paragraph after a picture that does not end as a sentence of the text does, or says that it
/// speaks of the picture.
fn is_caption(piece: &Piece) -> bool {
    let plain = piece.verse.is_empty() && piece.cells.is_empty() && !piece.page;
    let length = piece.text.chars().count();
    let begins = ["Ảnh", "Trong ảnh", "Hình", "Đồng chí", "Đ/c", "Quang cảnh", "Toàn cảnh"];
    let says = begins.iter().take(3).any(|word| piece.text.starts_with(word))
        || piece.text.contains("Ảnh:")
        || piece.text.contains("(ảnh");
    let open = !piece.text.ends_with(['.', ':', '!', '?', '…', ';']);
    plain
        && (2..=CAPTION).contains(&length)
        && marker(&piece.text).is_none()
        && (open || says || length <= 160 && begins.iter().any(|word| piece.text.starts_with(word)))
}

/// Which pieces are headings, and of which rank.
fn headings(pieces: &[Piece]) -> Vec<Option<Rank>> {
    let found: Vec<_> = pieces
        .iter()
        .enumerate()
        .map(|(at, piece)| {
            let alone = piece.verse.is_empty() && piece.cells.is_empty() && !piece.page;
            // The last piece has nothing under it.
            let last = at + 1 == pieces.len();
            heading(&piece.text).filter(|_| alone && !last && piece.indent < RIGHT * 3)
        })
        .collect();
    let mut sure = BTreeSet::from([
        Rank::Part,
        Rank::Chapter,
        Rank::Section,
        Rank::Subsection,
        Rank::Article,
        Rank::Capitals,
    ]);
    for rank in [Rank::Roman, Rank::First, Rank::Second, Rank::Third] {
        // Numbers may begin anything: only a sequence whose members have text of their own is sure.
        let places: Vec<usize> = (0..found.len())
            .filter(|at| matches!(found[*at], Some((own, ..)) if own == rank))
            .collect();
        let value = |at: &usize| found[*at].map_or(0, |(_, value, _)| value);
        let starts = places.iter().any(|at| value(at) == 1);
        let goes_on = places.iter().any(|at| value(at) == 2);
        let apart = places.windows(2).any(|pair| pair[1] > pair[0] + 1);
        if starts && goes_on && apart {
            sure.insert(rank);
        }
    }
    let mut ranks: Vec<Option<Rank>> = found
        .iter()
        .map(|found| found.map(|(rank, ..)| rank).filter(|rank| sure.contains(rank)))
        .collect();
    for at in 1..ranks.len() {
        // Capitals after a number alone are its name.
        if ranks[at] == Some(Rank::Capitals) && matches!(found[at - 1], Some((.., true))) {
            ranks[at] = None;
        }
    }
    ranks
}

/// The level of the heading at a place: the ranks that there are, counted.
fn level(ranks: &[Option<Rank>], at: usize) -> Option<u8> {
    let own = ranks[at]?;
    let used: BTreeSet<Rank> = ranks.iter().flatten().copied().collect();
    let above = used.iter().filter(|rank| **rank < own).count();
    u8::try_from(above.min(5) + 1).ok()
}

/// A heading; one that is only its number takes the capitals after it. How many pieces were used.
fn titled(
    pieces: &[Piece],
    at: usize,
    level: u8,
    ranks: &[Option<Rank>],
    document: &mut Document,
) -> usize {
    let mut said = pieces[at].text.clone();
    let mut used = 0;
    let bare = heading(&said).is_some_and(|(.., bare)| bare);
    let named = pieces.get(at + 1).filter(|next| {
        bare && next.text.chars().count() <= 160
            && !next.text.ends_with(['.', ';', ':', ','])
            && ranks[at + 1].is_none()
            && marker(&next.text).is_none()
            && next.verse.is_empty()
    });
    if let Some(next) = named {
        said.push_str(". ");
        said.push_str(&next.text);
        used = 1;
    }
    let attributes = class("unnumbered");
    document.blocks.push(Block::Heading { level, inlines: text(&said), attributes });
    used
}

/// Lines with the same number of cells between tabs.
fn table(pieces: &[Piece]) -> Option<(Table, usize)> {
    let columns = pieces.first()?.cells.len();
    if !(2..=64).contains(&columns) {
        return None;
    }
    let used = pieces.iter().take_while(|piece| piece.cells.len() == columns).count();
    if used < 2 {
        return None;
    }
    let cell = |words: &String| {
        let blocks =
            if words.is_empty() { Vec::new() } else { vec![Block::Paragraph(text(words))] };
        Cell { across: 1, down: 1, blocks }
    };
    let rows = pieces[..used].iter().map(|piece| piece.cells.iter().map(cell).collect()).collect();
    let columns = vec![Side::Unsaid; columns];
    Some((Table { columns, header: 1, rows, ..Table::default() }, used))
}

/// A list, and how many pieces are in it: a kind of mark that is new stands within the last item.
fn list(pieces: &[Piece]) -> Option<(List, usize)> {
    let first = marker(&pieces.first()?.text)?;
    let follows = |kind: Kind, value: usize| {
        let next = pieces.iter().skip(1).map_while(|piece| marker(&piece.text));
        next.into_iter().find(|mark| mark.kind == kind).is_some_and(|mark| mark.value == value + 1)
    };
    if !matches!(first.kind, Kind::Sign(_)) && !follows(first.kind, first.value) {
        return None;
    }
    let mut open: Vec<(Kind, usize, List)> = vec![begun(&first)];
    let mut used = 1;
    let mut line = pieces[0].line;
    let mut tight = true;
    for piece in &pieces[1..] {
        let Some(mark) = marker(&piece.text).filter(|_| piece.cells.is_empty()) else { break };
        if let Some(depth) = open.iter().position(|(kind, ..)| *kind == mark.kind) {
            let sign = matches!(mark.kind, Kind::Sign(_));
            if !sign && open[depth].1 + 1 != mark.value {
                break;
            }
            shut(&mut open, depth + 1);
            let (_, value, list) = &mut open[depth];
            *value = mark.value;
            list.items.push(item(mark.rest));
        } else if open.len() < DEPTH && mark.value <= 1 {
            open.push(begun(&mark));
        } else {
            break;
        }
        // An empty line between items that are short means nothing.
        tight &= piece.line <= line + 2;
        line = piece.line;
        used += 1;
    }
    shut(&mut open, 1);
    let (.., mut list) = open.pop()?;
    list.tight = tight;
    Some((list, used))
}

fn begun(mark: &Marker<'_>) -> (Kind, usize, List) {
    let marker = match mark.kind {
        Kind::Sign(_) => "-".to_owned(),
        _ => mark.written.to_owned(),
    };
    (mark.kind, mark.value, List { marker, tight: true, items: vec![item(mark.rest)] })
}

fn item(words: &str) -> Item {
    Item { task: None, blocks: vec![Block::Paragraph(text(words))] }
}

/// Puts the lists beyond a depth into the items that they stand in.
fn shut(open: &mut Vec<(Kind, usize, List)>, depth: usize) {
    while open.len() > depth.max(1) {
        let (.., inner) = open.pop().expect("it holds more than the depth");
        if let Some(item) = open.last_mut().and_then(|(.., list)| list.items.last_mut()) {
            item.blocks.push(Block::List(inner));
        }
    }
}

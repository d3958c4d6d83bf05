//! The text that a paper of an article must show, from pandoc's reading of the source.
//!
//! What an office's paper adds to the author's words is stated here once more, independently of the
//! program: the order of the title block, the labels of lists, the marks of notes.

use crate::ast::{Block, Document, Piece, PieceKind, plain};

/// What stands before a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Nothing.
    None,
    /// White space.
    Space,
    /// Nothing, or a line end: in code, whose long lines are cut where they are full.
    Cut,
    /// Either: around the raised mark of a note, where programs differ.
    Either,
}

/// A character that is not white space, and what stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sign {
    /// The character.
    pub char: char,
    /// What stands before it.
    pub gap: Gap,
}

/// A table in the body: its head stands again on every page that it goes on to.
#[derive(Clone, Debug)]
pub struct TableSpan {
    /// The first sign after the head.
    pub first: usize,
    /// The first sign after the table.
    pub end: usize,
    /// The head.
    pub head: Vec<Sign>,
}

/// The text of an article, the notes apart.
#[derive(Clone, Debug, Default)]
pub struct Expected {
    /// The body, from the title to the line of the source.
    pub body: Vec<Sign>,
    /// The notes, in the order of their marks, each after its number.
    pub notes: Vec<Sign>,
    /// The tables of the body.
    pub tables: Vec<TableSpan>,
}

/// The labels of unordered lists by depth; deeper lists repeat the last.
const BULLETS: [&str; 3] = ["-", "+", "•"];
/// The boxes of tasks: as pandoc reads them, and as the papers show them.
const BOXES: [(char, &str); 2] = [('☐', "☐"), ('☒', "☒")];

/// The paragraphs that the front matter puts before the body, by the key of each.
#[must_use]
pub fn front(document: &Document) -> Vec<(&'static str, String)> {
    let text = |key| Some((key, document.meta.get(key)?.join(" ")));
    let date = dateline(document).map(|line| ("date", line));
    let lines = [text("title"), text("subtitle"), date, text("lead"), text("abstract")];
    lines.into_iter().flatten().collect()
}

/// The paragraphs that it puts after the body.
#[must_use]
pub fn back(document: &Document) -> Vec<(&'static str, String)> {
    let mut lines = Vec::new();
    if let Some(authors) = document.meta.get("author") {
        lines.push(("author", authors.join(", ")));
    }
    if let Some(source) = document.meta.get("source") {
        lines.push(("source", format!("Nguồn: {}", source.join(" "))));
    }
    lines
}

/// Place and date as NĐ 30/2020/NĐ-CP writes them: days below 10, January and February with a zero.
fn dateline(document: &Document) -> Option<String> {
    let place = document.meta.get("place").map(|place| place.join(" "));
    let date = document.meta.get("date").map(|date| {
        let parts = date[0].split('-').map(|part| part.parse().expect("dates are ISO 8601"));
        let [year, month, day]: [u32; 3] =
            parts.collect::<Vec<_>>().try_into().expect("a date has three parts");
        let zero = if month < 3 { "0" } else { "" };
        format!("ngày {day:02} tháng {zero}{month} năm {year}")
    });
    match (place, date) {
        (Some(place), Some(date)) => Some(format!("{place}, {date}")),
        (None, Some(date)) => Some(date.replacen('n', "N", 1)),
        (place, None) => place,
    }
}

/// The text that a paper of this source must show.
#[must_use]
pub fn expected(source: &Document) -> Expected {
    let mut text = Expected::default();
    let mut notes: Vec<Vec<Block>> = Vec::new();
    for (_, line) in front(source) {
        words(&mut text.body, &line);
    }
    Writer { text: &mut text, notes: &mut notes, in_note: false, lists: 0 }.blocks(&source.blocks);
    let mut number = 0;
    while number < notes.len() {
        let blocks = notes[number].clone();
        number += 1;
        mark(&mut text.notes, number);
        let start = text.notes.len();
        Writer { text: &mut text, notes: &mut notes, in_note: true, lists: 0 }.blocks(&blocks);
        if let Some(first) = text.notes.get_mut(start) {
            first.gap = Gap::Either;
        }
    }
    for (_, line) in back(source) {
        words(&mut text.body, &line);
    }
    text
}

/// Text that is a word, or several, of its own.
fn words(signs: &mut Vec<Sign>, text: &str) {
    let mut gap = Gap::Space;
    for char in text.chars() {
        if char.is_whitespace() {
            gap = Gap::Space;
        } else if char != '\u{2060}' {
            signs.push(Sign { char, gap });
            gap = Gap::None;
        }
    }
}

fn mark(signs: &mut Vec<Sign>, number: usize) {
    let digits = number.to_string();
    signs.extend(
        digits
            .chars()
            .enumerate()
            .map(|(at, char)| Sign { char, gap: if at == 0 { Gap::Either } else { Gap::None } }),
    );
}

struct Writer<'a> {
    text: &'a mut Expected,
    notes: &'a mut Vec<Vec<Block>>,
    in_note: bool,
    lists: usize,
}

impl Writer<'_> {
    fn signs(&mut self) -> &mut Vec<Sign> {
        if self.in_note { &mut self.text.notes } else { &mut self.text.body }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { pieces, .. } => self.pieces(pieces),
                Block::Paragraph(pieces) => self.paragraph(pieces),
                Block::Code(text) => {
                    let start = self.signs().len();
                    words(self.signs(), text);
                    for sign in &mut self.signs()[start..] {
                        if sign.gap == Gap::None {
                            sign.gap = Gap::Cut;
                        }
                    }
                }
                Block::Quote(inner) => self.blocks(inner),
                Block::List { start, items } => self.list(*start, items),
                Block::Table { head, body, .. } => self.table(head, body),
                Block::Rule => {}
            }
        }
    }

    /// A paragraph that is one picture is a figure: its caption is the text in the brackets.
    fn paragraph(&mut self, pieces: &[Piece]) {
        match pieces {
            [Piece { kind: PieceKind::Picture { text, .. }, .. }] => self.pieces(text),
            pieces => self.pieces(pieces),
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>]) {
        self.lists += 1;
        for (at, item) in items.iter().enumerate() {
            let number = start.map(|start| start + at as u64);
            let first = item.first().and_then(|block| match block {
                Block::Paragraph(pieces) => plain(pieces).chars().next(),
                _ => None,
            });
            let task = BOXES.into_iter().find(|(sign, _)| first == Some(*sign));
            match (number, task) {
                (_, Some((_, label))) => words(self.signs(), label),
                (Some(number), None) => words(self.signs(), &format!("{number}.")),
                (None, None) => {
                    let bullet = BULLETS[(self.lists - 1).min(BULLETS.len() - 1)];
                    words(self.signs(), bullet);
                }
            }
            self.blocks(item);
        }
        self.lists -= 1;
    }

    fn table(&mut self, head: &[Vec<Vec<Block>>], body: &[Vec<Vec<Block>>]) {
        let begin = self.signs().len();
        for cell in head.iter().flatten() {
            self.blocks(cell);
        }
        let first = self.signs().len();
        let head = self.signs()[begin..first].to_vec();
        for cell in body.iter().flatten() {
            self.blocks(cell);
        }
        let end = self.signs().len();
        if !self.in_note {
            self.text.tables.push(TableSpan { first, end, head });
        }
    }

    fn pieces(&mut self, pieces: &[Piece]) {
        let mut gap = Gap::Space;
        for piece in pieces {
            match &piece.kind {
                PieceKind::Space | PieceKind::Break => gap = Gap::Space,
                PieceKind::Text(text) => {
                    for char in text.chars() {
                        if char.is_whitespace() {
                            gap = Gap::Space;
                        } else if char != '\u{2060}' && !BOXES.iter().any(|(sign, _)| *sign == char)
                        {
                            self.signs().push(Sign { char, gap });
                            gap = Gap::None;
                        }
                    }
                }
                PieceKind::Note(blocks) => {
                    let same = |known: &Vec<Block>| format!("{known:?}") == format!("{blocks:?}");
                    let at = self.notes.iter().position(same).unwrap_or_else(|| {
                        self.notes.push(blocks.clone());
                        self.notes.len() - 1
                    });
                    mark(self.signs(), at + 1);
                    if gap == Gap::None {
                        gap = Gap::Either;
                    }
                }
                PieceKind::Picture { .. } => {}
            }
        }
    }
}

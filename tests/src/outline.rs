//! A document's structure as lines of text: what two readers of one article must agree on.
//!
//! A line begins with a `>` for each quotation and a `-` for each list around it. Left out is what
//! readers of DOCX cannot know or order otherwise: code in a line, whether a list is tight, its
//! numbers, which further paragraphs an item has, thematic breaks, the alignment of columns.

use std::collections::BTreeMap;

use crate::ast::{
    Block, CODE, Document, EMPHASIS, Piece, PieceKind, STRIKE, STRONG, plain, squeeze,
};

/// Which reader made the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// The reader of the source: a paragraph that is one picture is a figure with its caption.
    Source,
    /// The reader of the DOCX: a figure is a picture's paragraph, then the caption's.
    Docx,
}

/// The structure of a document, a line a paragraph.
#[must_use]
pub fn outline(document: &Document, reader: Reader) -> Vec<String> {
    let mut writer = Writer {
        reader,
        headings: BTreeMap::new(),
        lines: Vec::new(),
        notes: Vec::new(),
        quotes: 0,
        lists: 0,
        item: None,
        margin: "",
    };
    writer.name_headings(&document.blocks);
    writer.blocks(&document.blocks);
    let mut number = 0;
    // A note may hold the mark of another: the list grows while it is walked.
    while number < writer.notes.len() {
        writer.lines.push(format!("note {}", number + 1));
        let blocks = writer.notes[number].clone();
        writer.margin = "  ";
        writer.blocks(&blocks);
        number += 1;
    }
    writer.lines
}

struct Writer {
    reader: Reader,
    headings: BTreeMap<String, String>,
    lines: Vec<String>,
    notes: Vec<Vec<Block>>,
    quotes: usize,
    lists: usize,
    /// The kind of list whose item begins here.
    item: Option<&'static str>,
    margin: &'static str,
}

impl Writer {
    fn name_headings(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { id, pieces, .. } => {
                    self.headings.insert(id.clone(), plain(pieces));
                }
                Block::Quote(inner) => self.name_headings(inner),
                Block::List { items, .. } => {
                    for item in items {
                        self.name_headings(item);
                    }
                }
                _ => {}
            }
        }
    }

    fn line(&mut self, text: &str) {
        // Only an item's first paragraph is known to be part of its list.
        let lists =
            self.item.map_or(String::new(), |kind| format!("{} {kind} ", "-".repeat(self.lists)));
        let quotes = ">".repeat(self.quotes);
        self.item = None;
        self.lines.push(format!("{}{quotes}{lists}{text}", self.margin).trim_end().to_owned());
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, pieces, .. } => {
                let text = self.pieces(pieces);
                self.line(&format!("h{level} {text}"));
            }
            Block::Paragraph(pieces) => self.paragraph(pieces),
            Block::Code(text) => self.line(&format!("p {}", squeeze(text))),
            Block::Quote(inner) => {
                self.quotes += 1;
                self.blocks(inner);
                self.quotes -= 1;
            }
            Block::List { start, items } => {
                self.lists += 1;
                for item in items {
                    self.item = Some(if start.is_some() && !is_task(item) { "ol" } else { "ul" });
                    self.blocks(item);
                    self.item = None;
                }
                self.lists -= 1;
            }
            Block::Table { columns, head, body } => {
                self.line(&format!("table {} + {} x {}", head.len(), body.len(), columns.len()));
                for (rows, mark) in [(head, "="), (body, "|")] {
                    for row in rows {
                        let cells = row.iter().map(|cell| self.cell(cell)).collect::<Vec<_>>();
                        self.line(&format!("{mark} {}", cells.join(" | ")));
                    }
                }
            }
            Block::Rule => {}
        }
    }

    fn cell(&mut self, blocks: &[Block]) -> String {
        let mut texts = Vec::new();
        for block in blocks {
            match block {
                Block::Paragraph(pieces) => texts.push(self.pieces(pieces)),
                other => texts.push(format!("{other:?}")),
            }
        }
        texts.join(" / ")
    }

    fn paragraph(&mut self, pieces: &[Piece]) {
        if let [Piece { kind: PieceKind::Picture { text, alt, .. }, .. }] = pieces {
            let caption = plain(text);
            match (self.reader, alt) {
                (Reader::Source, Some(alt)) => {
                    self.line(&format!("figure {}", squeeze(alt)));
                    let caption = self.pieces(text);
                    if !caption.is_empty() {
                        self.line(&format!("p {caption}"));
                    }
                }
                (Reader::Source, None) => {
                    self.line(&format!("figure {caption}"));
                    if !caption.is_empty() {
                        self.line(&format!("p {caption}"));
                    }
                }
                (Reader::Docx, _) => self.line(&format!("figure {caption}")),
            }
            return;
        }
        let text = self.pieces(pieces);
        if !text.is_empty() {
            self.line(&format!("p {text}"));
        }
    }

    /// Text with its marks: `*emphasis*`, `**strong**`, `~~struck~~`, `[link](target)`, `[^1]`.
    ///
    /// A space carries the marks that both its neighbours have, however the reader split the runs.
    fn pieces(&mut self, pieces: &[Piece]) -> String {
        let mut chars: Vec<(char, u8, Option<String>)> = Vec::new();
        for piece in pieces {
            let marks = piece.marks & !CODE;
            let text = match &piece.kind {
                PieceKind::Text(text) => text.replace(['\u{200B}', '\u{2060}'], ""),
                PieceKind::Space | PieceKind::Break => " ".to_owned(),
                PieceKind::Note(blocks) => {
                    self.notes.push(blocks.clone());
                    chars.extend(
                        format!("[^{}]", self.notes.len()).chars().map(|mark| (mark, 0, None)),
                    );
                    continue;
                }
                PieceKind::Picture { text, alt, .. } => {
                    let alt = alt.clone().unwrap_or_else(|| plain(text));
                    format!("![{}]", squeeze(&alt))
                }
            };
            let link = piece.link.as_ref().map(|target| self.target(target));
            chars.extend(text.chars().map(|char| {
                let char = if char.is_whitespace() { ' ' } else { char };
                (char, marks, link.clone())
            }));
        }
        chars.dedup_by(|right, left| right.0 == ' ' && left.0 == ' ');
        for at in 0..chars.len() {
            if chars[at].0 == ' ' && at > 0 {
                let left = chars[at - 1].clone();
                let right = chars.get(at + 1).cloned().unwrap_or((' ', 0, None));
                chars[at].1 = left.1 & right.1;
                chars[at].2 = if left.2 == right.2 { left.2 } else { None };
            }
        }
        let mut text = String::new();
        let mut open: (u8, Option<String>) = (0, None);
        for (char, marks, link) in chars {
            if open != (marks, link.clone()) {
                close(&mut text, &open);
                open = (marks, link);
                begin(&mut text, &open);
            }
            text.push(char);
        }
        close(&mut text, &open);
        text.trim_start_matches(BOXES).trim().to_owned()
    }

    /// A link's target; for a heading its text, since readers name headings as they like.
    fn target(&self, target: &str) -> String {
        match target.strip_prefix('#') {
            Some(id) => self.headings.get(id).map_or(target.to_owned(), |text| format!("#{text}")),
            None => target.to_owned(),
        }
    }
}

/// The boxes of tasks as pandoc reads them in a source.
const BOXES: [char; 2] = ['☐', '☒'];

/// Whether an item is a task: its box is its bullet in a DOCX.
fn is_task(item: &[Block]) -> bool {
    item.first().is_some_and(|block| match block {
        Block::Paragraph(pieces) => plain(pieces).starts_with(BOXES),
        _ => false,
    })
}

const SIGNS: [(u8, &str); 3] = [(EMPHASIS, "*"), (STRONG, "**"), (STRIKE, "~~")];

fn begin(text: &mut String, (marks, link): &(u8, Option<String>)) {
    if link.is_some() {
        text.push('[');
    }
    for (mark, sign) in SIGNS {
        if marks & mark != 0 {
            text.push_str(sign);
        }
    }
}

fn close(text: &mut String, (marks, link): &(u8, Option<String>)) {
    for (mark, sign) in SIGNS.into_iter().rev() {
        if marks & mark != 0 {
            text.push_str(sign);
        }
    }
    if let Some(target) = link {
        text.push_str(&format!("]({target})"));
    }
}

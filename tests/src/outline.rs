//! A document's structure as lines of text: what two readers of one article must agree on.
//!
//! Left out is what a DOCX cannot say or says otherwise: where code stands in a line, whether a list
//! is tight, thematic breaks, the alignment of columns.

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
        indent: String::new(),
    };
    writer.name_headings(&document.blocks);
    writer.blocks(&document.blocks);
    let mut number = 0;
    // A note may hold the mark of another: the list grows while it is walked.
    while number < writer.notes.len() {
        writer.lines.push(format!("note {}", number + 1));
        let blocks = writer.notes[number].clone();
        writer.indented("  ", |writer| writer.blocks(&blocks));
        number += 1;
    }
    writer.lines
}

struct Writer {
    reader: Reader,
    headings: BTreeMap<String, String>,
    lines: Vec<String>,
    notes: Vec<Vec<Block>>,
    indent: String,
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

    fn indented(&mut self, by: &str, write: impl FnOnce(&mut Writer)) {
        let before = self.indent.len();
        self.indent.push_str(by);
        write(self);
        self.indent.truncate(before);
    }

    fn line(&mut self, text: &str) {
        self.lines.push(format!("{}{}", self.indent, text).trim_end().to_owned());
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
                self.indented("> ", |writer| writer.blocks(inner));
            }
            Block::List { start, items } => {
                self.line(&start.map_or("ul".to_owned(), |start| format!("ol {start}")));
                for item in items {
                    self.line("- item");
                    self.indented("  ", |writer| writer.blocks(item));
                }
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
                PieceKind::Text(text) => text.replace('\u{2060}', ""),
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
        text.trim().to_owned()
    }

    /// A link's target; for a heading its text, since readers name headings as they like.
    fn target(&self, target: &str) -> String {
        match target.strip_prefix('#') {
            Some(id) => self.headings.get(id).map_or(target.to_owned(), |text| format!("#{text}")),
            None => target.to_owned(),
        }
    }
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

//! Blocks as Markdown: the one recursion of the writer, down into quotations, lists, cells and notes.

use vanban_article::AlertKind;

use super::attributes::{braces, file};
use super::inline::{self, Place};
use super::{list, table};
use crate::model::{Attributes, Block, Document, Inline};

/// What parts blocks that would otherwise be read as one.
pub(super) const APART: &str = "<!-- -->";

/// A document being written.
pub(super) struct Writer<'d> {
    pub(super) document: &'d Document,
    /// The notes marked so far; a note is called by its place among them, from 1.
    pub(super) notes: Vec<usize>,
}

/// The body of a document with its notes; `first` where nothing stands before it.
pub(super) fn document(document: &Document, first: bool) -> String {
    let mut writer = Writer { document, notes: Vec::new() };
    let mut out = String::new();
    let mut defined = 0;
    let mut before: Option<&Block> = None;
    for block in &document.blocks {
        let mut written = writer.block(block);
        if written.is_empty() {
            continue;
        }
        if first && out.is_empty() && written == "---" {
            // Three hyphens would begin the front matter.
            written = "***".to_owned();
        }
        if !out.is_empty() {
            out.push('\n');
        }
        if before.is_some_and(|before| list::joins(before, block)) {
            out.push_str(APART);
            out.push_str("\n\n");
        }
        out.push_str(&written);
        out.push('\n');
        before = Some(block);
        while defined < writer.notes.len() {
            let note = writer.notes[defined];
            defined += 1;
            let blocks = document.notes.get(note).map(Vec::as_slice).unwrap_or_default();
            let content = writer.blocks(blocks);
            out.push('\n');
            out.push_str(&hung(&format!("[^{defined}]: "), 4, &content));
            out.push('\n');
            before = None;
        }
    }
    out
}

impl Writer<'_> {
    /// Blocks with empty lines between them, without a line feed at the end.
    pub(super) fn blocks(&mut self, blocks: &[Block]) -> String {
        self.joined(blocks, false)
    }

    /// Blocks, without empty lines between them where they are `close`.
    pub(super) fn joined(&mut self, blocks: &[Block], close: bool) -> String {
        let mut out = String::new();
        let mut before: Option<&Block> = None;
        for block in blocks {
            let written = self.block(block);
            if written.is_empty() {
                continue;
            }
            if let Some(before) = before {
                out.push_str(if close { "\n" } else { "\n\n" });
                if list::joins(before, block) {
                    out.push_str(APART);
                    out.push_str("\n\n");
                }
            }
            out.push_str(&written);
            before = Some(block);
        }
        out
    }

    /// A block, without a line feed at the end.
    fn block(&mut self, block: &Block) -> String {
        match block {
            Block::Paragraph(inlines) => self.paragraph(inlines),
            Block::Heading { level, inlines, attributes } => {
                let text = self.inline(inlines, Place::Line);
                let signs = "#".repeat(usize::from((*level).clamp(1, 6)));
                format!("{signs} {text}{}", after(&braces(attributes))).trim_end().to_owned()
            }
            Block::Quote(blocks) => {
                let content = self.blocks(blocks);
                quoted(&content)
            }
            Block::List(list) => self.list(list),
            Block::Definitions(terms) => self.definitions(terms),
            Block::Code { language, text } => code(language.as_deref(), text),
            Block::Table(table) => table::write(self, table),
            Block::Figure { picture, alt, caption, attributes } => {
                self.figure(*picture, alt, caption, attributes)
            }
            Block::Math { source, id } => {
                let attributes = Attributes { id: id.clone(), ..Attributes::default() };
                format!("$${}$${}", inline::formula(source), after(&braces(&attributes)))
            }
            Block::Lines(lines) => {
                let lines: Vec<String> = lines.iter().map(|line| self.verse(line)).collect();
                lines.join("\n")
            }
            Block::Division { attributes, blocks } => self.division(attributes, blocks),
            Block::Rule => "---".to_owned(),
            Block::PageBreak => "\\newpage".to_owned(),
            Block::Contents(kind) => match kind.as_str() {
                "LOF" => "\\listoffigures".to_owned(),
                "LOT" => "\\listoftables".to_owned(),
                _ => "[TOC]".to_owned(),
            },
        }
    }

    pub(super) fn inline(&mut self, inlines: &[Inline], place: Place) -> String {
        inline::write(self.document, inlines, place, &mut self.notes)
    }

    fn paragraph(&mut self, inlines: &[Inline]) -> String {
        // A picture alone in its paragraph is a figure without a caption.
        if let [Inline::Picture { picture, alt, attributes }] = inlines {
            return self.figure(*picture, alt, &[], attributes);
        }
        self.inline(inlines, Place::Paragraph)
    }

    fn figure(
        &mut self,
        picture: usize,
        alt: &str,
        caption: &[Inline],
        attributes: &Attributes,
    ) -> String {
        let name = self.document.pictures.get(picture).map_or("", |picture| picture.name.as_str());
        let text = self.inline(caption, Place::Bracket);
        let mut attributes = attributes.clone();
        let alt = alt.split_whitespace().collect::<Vec<_>>().join(" ");
        let said = plain(caption);
        let says = if text.is_empty() { !alt.is_empty() } else { alt != said };
        if says {
            attributes.keys.insert(0, ("alt".to_owned(), alt));
        }
        format!("![{text}]({}){}", file(name), braces(&attributes))
    }

    fn verse(&mut self, line: &[Inline]) -> String {
        let text = self.inline(line, Place::Cell);
        let words = text.trim_start_matches("&nbsp;");
        let indent = (text.len() - words.len()) / "&nbsp;".len();
        format!("| {}{words}", " ".repeat(indent)).trim_end().to_owned()
    }

    fn definitions(&mut self, terms: &[(Vec<Inline>, Vec<Vec<Block>>)]) -> String {
        let mut groups = Vec::new();
        for (term, definitions) in terms {
            let term = self.inline(term, Place::Term);
            let simple =
                definitions.iter().all(|blocks| matches!(&blocks[..], [Block::Paragraph(_)]));
            let mut group = term;
            for definition in definitions {
                let content = self.blocks(definition);
                group.push_str(if simple { "\n" } else { "\n\n" });
                group.push_str(&hung(": ", 2, &content));
            }
            groups.push(group);
        }
        groups.join("\n\n")
    }

    fn division(&mut self, attributes: &Attributes, blocks: &[Block]) -> String {
        let content = self.blocks(blocks);
        let alert = attributes.classes.first().and_then(|class| AlertKind::named(class));
        let mut attributes = attributes.clone();
        let at = attributes.keys.iter().position(|(key, _)| key == "title");
        let title = at.map(|at| attributes.keys.remove(at).1).unwrap_or_default();
        let bare =
            attributes.id.is_none() && attributes.keys.is_empty() && attributes.classes.len() == 1;
        if let Some(kind) = alert.filter(|_| bare) {
            if title.is_empty() {
                let name = match kind {
                    AlertKind::Note => "NOTE",
                    AlertKind::Tip => "TIP",
                    AlertKind::Important => "IMPORTANT",
                    AlertKind::Warning => "WARNING",
                    AlertKind::Caution => "CAUTION",
                };
                return quoted(format!("[!{name}]\n{content}").trim_end());
            }
            let class = &attributes.classes[0];
            return format!(":::{class} {title}\n{content}\n:::");
        }
        if attributes == Attributes::default() {
            return content;
        }
        let title = if title.is_empty() { String::new() } else { format!(" {title}") };
        match attributes.classes.first().filter(|_| !title.is_empty()) {
            Some(class) => format!(":::{class}{title}\n{content}\n:::"),
            None => format!("::: {}\n{content}\n:::", braces(&attributes)),
        }
    }
}

fn after(braces: &str) -> String {
    if braces.is_empty() { String::new() } else { format!(" {braces}") }
}

/// Lines of a quotation.
fn quoted(content: &str) -> String {
    let line = |line: &str| if line.is_empty() { ">".to_owned() } else { format!("> {line}") };
    content.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// Lines behind a marker: those after the first stand as far in as its text.
pub(super) fn hung(marker: &str, indent: usize, content: &str) -> String {
    let room = " ".repeat(indent);
    let mut out = String::with_capacity(content.len() + marker.len());
    for (at, line) in content.split('\n').enumerate() {
        match at {
            0 => out.push_str(format!("{marker}{line}").trim_end()),
            _ if line.is_empty() => out.push('\n'),
            _ => out.push_str(&format!("\n{room}{line}")),
        }
    }
    out
}

/// Code between fences that are longer than any that it holds.
fn code(language: Option<&str>, text: &str) -> String {
    let runs = text.split(|c| c != '`').map(str::len);
    let ticks = "`".repeat(runs.max().unwrap_or(0).max(2) + 1);
    let language = language.unwrap_or_default();
    let text = text.strip_suffix('\n').unwrap_or(text);
    let room = if text.is_empty() { "" } else { "\n" };
    format!("{ticks}{language}\n{text}{room}{ticks}")
}

/// The words of inlines, for who cannot see a picture.
fn plain(inlines: &[Inline]) -> String {
    let mut text = String::new();
    let mut open: Vec<&Inline> = inlines.iter().rev().collect();
    while let Some(inline) = open.pop() {
        match inline {
            Inline::Text(part) | Inline::Code(part) | Inline::Math(part) => text.push_str(part),
            Inline::LineBreak => text.push(' '),
            Inline::Marked(_, inlines)
            | Inline::Span(_, inlines)
            | Inline::Link { inlines, .. } => {
                open.extend(inlines.iter().rev());
            }
            Inline::Picture { alt, .. } => text.push_str(alt),
            Inline::Reference(name) => text.push_str(name),
            Inline::Note(_) => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

//! Draft to article: notes in order, links and anchors resolved, text in normal form, blocks that
//! hold nothing left out and those that the normal form asks for put in.

mod inlines;

use std::collections::{BTreeMap, BTreeSet};

use super::anchor::{self, Anchors};
use super::draft::{BlockDraft, CellDraft, Draft, DraftKind, Stream};
use super::note::{self, Notes};
use super::number::{self, Numbers};
use super::report::Report;
use super::text::{self, Ready, ReadyKind};
use super::title::TitleBlock;
use super::{highlight, label, page};
use crate::diagnostic::{Code, Diagnostic};
use crate::meta::Meta;
use crate::model::{
    Article, Block, BlockId, BlockKind, Inline, InlineKind, Link, LinkId, Marks, Note, NoteId,
    ParagraphKind, PictureId,
};
use crate::source::Span;

/// Makes the article.
pub(super) fn assemble(draft: &Draft<'_>, meta: Meta, report: &mut Report) -> Article {
    let notes = note::order(draft, report);
    let streams = streams(draft, &notes);
    let listed: Vec<&Stream<'_>> = streams.iter().map(|part| part.stream).collect();
    let mut title = TitleBlock::new(&meta);
    let closing = std::mem::take(&mut title.closing);
    let all = meta.number_captions || page::lists_captions(draft, &meta);
    let mut anchors = anchor::find(draft, &listed);
    let numbers = number::count(&listed, &mut anchors, all);
    let mut assembler = Assembler {
        draft,
        report,
        anchors,
        numbers: &numbers,
        notes: &notes,
        links: vec![None; draft.links.len()],
        pictures: BTreeMap::new(),
        marked: BTreeSet::new(),
        article: Article { meta, styles: draft.styles.clone(), ..Article::default() },
        open: Vec::new(),
        contents: 0,
        named: 0,
        colored: highlight::Budget::default(),
    };
    assembler.opening(title);
    let mut parts = streams.iter().enumerate();
    if let Some((at, body)) = parts.next() {
        assembler.stream(at, body);
    }
    assembler.lines(closing);
    assembler.article.body_len = assembler.article.blocks.len() as u32;
    for (at, part) in parts {
        assembler.stream(at, part);
    }
    let Assembler { mut article, anchors, .. } = assembler;
    article.anchors = anchors.list;
    page::report_empty_contents(&article, report);
    if is_empty(&article) {
        report.push(
            Diagnostic::error(Code::EMPTY, Span::default(), "the document holds nothing to print")
                .hint("write the article's text after the front matter"),
        );
    }
    article
}

/// A stream to print and how it is printed.
struct Part<'d, 't> {
    stream: &'d Stream<'t>,
    /// The place of the definition among the draft's notes.
    definition: Option<usize>,
    /// The label before its text, where it is printed inside another note.
    label: Option<&'d str>,
}

/// The streams in the order of printing.
fn streams<'d, 't>(draft: &'d Draft<'t>, notes: &'d Notes) -> Vec<Part<'d, 't>> {
    let mut parts = vec![Part { stream: &draft.body, definition: None, label: None }];
    let part = |definition: usize, label| Part {
        stream: &draft.notes[definition].stream,
        definition: Some(definition),
        label,
    };
    for printed in &notes.printed {
        parts.push(part(printed.definition, None));
        for (definition, label) in &printed.inside {
            parts.push(part(*definition, Some(label.as_str())));
        }
    }
    parts
}

/// Whether nothing but the title block and rules would be printed.
fn is_empty(article: &Article) -> bool {
    !article.blocks.iter().any(|block| match block.kind {
        BlockKind::Figure { .. } => true,
        BlockKind::Paragraph(
            ParagraphKind::Body
            | ParagraphKind::Caption
            | ParagraphKind::TableCaption
            | ParagraphKind::Equation
            | ParagraphKind::Term
            | ParagraphKind::Verse
            | ParagraphKind::AlertTitle,
        )
        | BlockKind::Heading { .. }
        | BlockKind::Code { .. } => !block.inlines.is_empty(),
        _ => false,
    })
}

struct Assembler<'d, 't, 'r> {
    draft: &'d Draft<'t>,
    report: &'r mut Report,
    anchors: Anchors,
    numbers: &'d Numbers,
    notes: &'d Notes,
    /// What became of each link of the draft.
    links: Vec<Option<Option<LinkId>>>,
    pictures: BTreeMap<String, PictureId>,
    /// The notes that have a mark already.
    marked: BTreeSet<NoteId>,
    article: Article,
    open: Vec<Open>,
    /// How many tables of contents the text asked for so far.
    contents: usize,
    /// How many anchors have their block.
    named: usize,
    /// How much code may still be read.
    colored: highlight::Budget,
}

/// An open block of the article.
struct Open {
    id: BlockId,
    /// Where the draft of the block ends.
    draft_end: u32,
    /// The number of the next item of an ordered list.
    next: Option<u64>,
}

impl<'d, 't> Assembler<'d, 't, '_> {
    /// Adds the title block and what the front matter puts after it.
    fn opening(&mut self, title: TitleBlock) {
        let cover = self.article.meta.cover && !title.opening.is_empty();
        self.lines(title.opening);
        let turn = |assembler: &mut Self| {
            assembler.push(BlockKind::PageBreak, Span::default(), Vec::new());
        };
        if cover {
            turn(self);
        }
        let contents = page::front_contents(&self.article.meta);
        for (kind, span) in &contents {
            self.push(BlockKind::Contents(*kind), *span, Vec::new());
        }
        if cover && !contents.is_empty() {
            turn(self);
        }
        self.lines(title.after_cover);
    }

    /// Whether a block of the draft stands where it can; what cannot is told.
    fn belongs(&mut self, block: &BlockDraft, note: bool) -> bool {
        let kinds = self.open.iter().map(|open| &self.article.blocks[open.id.index()].kind);
        let problem = page::misplaced(&block.kind, note, kinds);
        if let Some(what) = problem {
            self.report.push(page::told(what, block.span));
            return false;
        }
        if matches!(block.kind, DraftKind::Contents(_)) {
            self.contents += 1;
            if self.contents > page::MOST_CONTENTS {
                self.report.push(page::too_many(block.span));
                return false;
            }
        }
        true
    }

    /// Adds lines of the title block.
    fn lines(&mut self, lines: Vec<super::title::Line>) {
        for line in lines {
            let piece = Ready {
                span: line.span,
                kind: ReadyKind::Text(line.text.into()),
                marks: Marks::NONE,
                link: None,
                style: None,
            };
            let inlines = text::paragraph(std::iter::once(piece), self.report);
            if !inlines.is_empty() {
                self.push(BlockKind::Paragraph(line.kind), line.span, inlines);
            }
        }
    }

    /// Adds a stream: the body, a note, or what is printed inside a note.
    fn stream(&mut self, at: usize, part: &Part<'d, 't>) {
        let first = self.article.blocks.len() as u32;
        let mut label = part.label;
        if let (Some(definition), None) = (part.definition, label) {
            let number = self.article.notes.len() as u32 + 1;
            let span = self.draft.notes[definition].span;
            self.article.notes.push(Note { span, number, blocks: first..first });
        }
        let mut actions = part.definition.map(|at| self.notes.marks[at].iter());
        for (index, block) in (0..).zip(&part.stream.blocks) {
            while self.open.last().is_some_and(|open| index >= open.draft_end) {
                self.close();
            }
            let number = self.number(at, index, &block.kind);
            let mut inlines = self.leaf(part.stream, block, number, &mut actions);
            if self.open.is_empty() && label::repeats_title(&self.article, &block.kind, &inlines) {
                continue;
            }
            let paragraph = matches!(block.kind, DraftKind::Paragraph(_));
            if paragraph && inlines.is_empty() || !self.belongs(block, part.definition.is_some()) {
                continue;
            }
            if let Some(label) = label.take() {
                inlines = self.labelled(label, block.span, paragraph, inlines);
            }
            self.lead_in(&block.kind, part.definition.is_some(), first, block.span);
            self.name(at, index);
            self.block(block, inlines);
        }
        while !self.open.is_empty() {
            self.close();
        }
        if part.definition.is_some() && self.article.blocks.len() as u32 == first {
            let span = part.definition.map_or(Span::default(), |at| self.draft.notes[at].span);
            let inlines = label.map_or(Vec::new(), |label| vec![note_label(label, span)]);
            self.push(BlockKind::Paragraph(ParagraphKind::Body), span, inlines);
        }
        self.name_rest(at);
        let end = self.article.blocks.len() as u32;
        if let (Some(note), Some(_)) = (self.article.notes.last_mut(), part.definition) {
            note.blocks.end = end;
        }
    }

    /// Puts in the paragraph that an item or a note must begin with.
    fn lead_in(&mut self, kind: &DraftKind, note: bool, first: u32, span: Span) {
        let next = self.article.blocks.len() as u32;
        let leads = match self.open.last() {
            Some(open) => {
                let parent = &self.article.blocks[open.id.index()].kind;
                matches!(parent, BlockKind::Item { .. })
                    && open.id.0 + 1 == next
                    && !matches!(kind, DraftKind::Paragraph(_) | DraftKind::Heading { .. })
            }
            None => note && first == next && !matches!(kind, DraftKind::Paragraph(_)),
        };
        if leads {
            let span = Span { start: span.start, end: span.start };
            self.push(BlockKind::Paragraph(ParagraphKind::Body), span, Vec::new());
        }
    }

    fn block(&mut self, block: &BlockDraft, inlines: Vec<Inline>) {
        let mut next = None;
        let kind = match &block.kind {
            DraftKind::Paragraph(kind) => BlockKind::Paragraph(*kind),
            DraftKind::Heading { level, numbered, .. } => {
                // Its anchor got its block just now.
                let anchor = crate::model::AnchorId(self.heading_anchor());
                BlockKind::Heading { level: *level, anchor, numbered: *numbered }
            }
            DraftKind::Quote => BlockKind::Quote,
            DraftKind::List { start, tight, numerals } => {
                next = *start;
                BlockKind::List { start: *start, tight: *tight, numerals: *numerals }
            }
            DraftKind::Item { checked } => {
                let list = self.open.last_mut();
                let number = list.and_then(|list| {
                    let number = list.next;
                    list.next = number.map(|number| number.saturating_add(1));
                    number
                });
                BlockKind::Item { number, checked: *checked }
            }
            DraftKind::Alert(kind) => BlockKind::Alert(*kind),
            DraftKind::Aligned(alignment) => BlockKind::Aligned(*alignment),
            DraftKind::Definitions { tight } => BlockKind::Definitions { tight: *tight },
            DraftKind::Definition => BlockKind::Definition,
            DraftKind::Code { language } => BlockKind::Code { language: language.clone() },
            DraftKind::Table { columns, widths } => {
                BlockKind::Table { columns: columns.clone(), widths: widths.clone() }
            }
            DraftKind::Row { header, .. } => BlockKind::Row { header: *header },
            DraftKind::Cell(CellDraft { columns, rows, align, head }) => {
                BlockKind::Cell { columns: *columns, rows: *rows, align: *align, head: *head }
            }
            DraftKind::Figure { path, alt, size } => {
                let picture = self.picture(path, block.span);
                BlockKind::Figure { picture, alt: alt.clone(), size: *size }
            }
            DraftKind::Break => BlockKind::Break,
            DraftKind::PageBreak => BlockKind::PageBreak,
            DraftKind::Section { landscape } => BlockKind::Section { landscape: *landscape },
            DraftKind::Contents(kind) => BlockKind::Contents(*kind),
        };
        let container = matches!(
            kind,
            BlockKind::Quote
                | BlockKind::Alert(_)
                | BlockKind::Aligned(_)
                | BlockKind::Definitions { .. }
                | BlockKind::Definition
                | BlockKind::List { .. }
                | BlockKind::Item { .. }
                | BlockKind::Table { .. }
                | BlockKind::Row { .. }
                | BlockKind::Cell { .. }
                | BlockKind::Figure { .. }
                | BlockKind::Section { .. }
        );
        let id = self.push(kind, block.span, inlines);
        if container {
            self.open.push(Open { id, draft_end: block.end, next });
        }
    }

    /// Closes the innermost open block.
    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let empty = open.id.0 + 1 == self.article.blocks.len() as u32;
        let block = &self.article.blocks[open.id.index()];
        if empty {
            match block.kind {
                BlockKind::Item { .. } | BlockKind::Cell { .. } | BlockKind::Definition => {
                    let span = Span { start: block.span.end, end: block.span.end };
                    self.push(BlockKind::Paragraph(ParagraphKind::Body), span, Vec::new());
                }
                BlockKind::Quote
                | BlockKind::Alert(_)
                | BlockKind::Aligned(_)
                | BlockKind::Definitions { .. }
                | BlockKind::List { .. }
                | BlockKind::Table { .. }
                | BlockKind::Section { .. } => {
                    self.article.blocks.pop();
                    self.unname(open.id);
                    return;
                }
                _ => {}
            }
        }
        self.article.blocks[open.id.index()].end = BlockId(self.article.blocks.len() as u32);
    }

    fn push(&mut self, kind: BlockKind, span: Span, inlines: Vec<Inline>) -> BlockId {
        let id = self.article.blocks.len() as u32;
        let start = self.article.inlines.len() as u32;
        self.article.inlines.extend(inlines);
        let inlines = start..self.article.inlines.len() as u32;
        self.article.blocks.push(Block { span, kind, end: BlockId(id + 1), inlines });
        BlockId(id)
    }

    /// The label of what is printed inside a note, at the start of its first paragraph.
    fn labelled(
        &mut self,
        label: &str,
        span: Span,
        paragraph: bool,
        mut inlines: Vec<Inline>,
    ) -> Vec<Inline> {
        let start = note_label(label, span);
        if !paragraph {
            self.push(BlockKind::Paragraph(ParagraphKind::Body), span, vec![start]);
            return inlines;
        }
        if let Some(Inline {
            kind: InlineKind::Text(text), marks: Marks::NONE, link: None, ..
        }) = inlines.first_mut()
        {
            text.insert_str(0, &format!("{label}\u{a0}"));
        } else {
            inlines.insert(0, start);
        }
        inlines
    }

    /// Gives the anchors of a draft block, and of those before it that are not printed, to the block
    /// that comes next.
    fn name(&mut self, stream: usize, index: u32) {
        let block = BlockId(self.article.blocks.len() as u32);
        while self.anchors.places.get(self.named).is_some_and(|place| *place <= (stream, index)) {
            self.anchors.list[self.named].block = block;
            self.named += 1;
        }
    }

    /// Gives the anchors left at the end of a stream to its last block.
    fn name_rest(&mut self, stream: usize) {
        let block = BlockId((self.article.blocks.len() as u32).saturating_sub(1));
        while self.anchors.places.get(self.named).is_some_and(|place| place.0 == stream) {
            self.anchors.list[self.named].block = block;
            self.named += 1;
        }
    }

    /// Moves the anchors of a block that is taken back to the one before it.
    fn unname(&mut self, block: BlockId) {
        let named = &mut self.anchors.list[..self.named];
        for anchor in named.iter_mut().rev().take_while(|anchor| anchor.block >= block) {
            anchor.block = BlockId(block.0.saturating_sub(1));
        }
    }

    /// The anchor of the heading that comes next: of the anchors on one draft block, a heading's own
    /// sorts first.
    fn heading_anchor(&self) -> u32 {
        let Some(last) = self.named.checked_sub(1) else { return 0 };
        let place = self.anchors.places[last];
        let same = self.anchors.places[..=last].iter().rev().take_while(|other| **other == place);
        (last + 1 - same.count()) as u32
    }
}

fn add_link(article: &mut Article, link: Link) -> LinkId {
    article.links.push(link);
    LinkId(article.links.len() as u32 - 1)
}

/// The label of what is printed inside a note.
fn note_label(label: &str, span: Span) -> Inline {
    let span = Span { start: span.start, end: span.start };
    let kind = InlineKind::Text(format!("{label}\u{a0}"));
    Inline::plain(span, kind)
}

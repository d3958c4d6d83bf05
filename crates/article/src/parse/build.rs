//! The state of reading: which blocks, marks and pictures are open, and the draft that grows.
//!
//! [`super::block`], [`super::inline`] and [`super::html`] tell the builder what they read; here
//! stand the few things that they may do to the draft.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::command;
use super::draft::{BlockDraft, Draft, DraftKind, LinkDraft, Piece, PieceKind, Shot, Stream};
use super::html::HtmlState;
use super::html_table::Structure;
use super::report::Report;
use super::{inline_note, scan};
use crate::kind::InlineStyle;
use crate::model::{Marks, ParagraphKind};
use crate::source::Span;

/// The state of reading.
#[derive(Debug, Default)]
pub(super) struct Builder<'a> {
    /// The source.
    pub(super) text: &'a str,
    /// What is finished.
    pub(super) draft: Draft<'a>,
    /// The blocks of the body, or of the note being read.
    pub(super) stream: Stream<'a>,
    /// Elements of Markdown that are open.
    pub(super) frames: Vec<Frame<'a>>,
    /// How many of the open elements count towards the limit of nesting.
    pub(super) depth: u32,
    /// How many open elements leave their content out.
    pub(super) muted: u32,
    /// The leaf block that is open.
    pub(super) leaf: Option<Leaf<'a>>,
    /// Pictures whose bracket text is being read.
    pub(super) images: Vec<ImageFrame<'a>>,
    /// Marks and links that are open.
    pub(super) marks: Vec<OpenMark>,
    /// Divisions that are open.
    pub(super) divisions: Vec<OpenDivision>,
    /// The places of [`Draft::styles`].
    pub(super) styles: BTreeMap<InlineStyle, u32>,
    /// What HTML left open.
    pub(super) html: HtmlState,
    /// Source that was read already: the attributes after a picture.
    pub(super) skip: std::ops::Range<usize>,
    /// Cells added to rows that are too short.
    pub(super) padding: u64,
    /// Where the last table of HTML ends, once it was asked.
    pub(super) last_table_end: Option<Option<usize>>,
    /// What there is to say.
    pub(super) report: Report,
}

/// An open element of Markdown.
#[derive(Debug)]
pub(super) enum Frame<'a> {
    /// A paragraph or heading.
    Leaf,
    /// A block of code.
    Code,
    /// A block of HTML and its lines.
    Html(Vec<(Cow<'a, str>, Span)>),
    /// A quotation, or another block of which nothing is asked when it closes.
    Quote(u32),
    /// A list of definitions, and whether they stand apart.
    Definitions { block: u32, loose: bool },
    /// What a term means.
    Definition(u32),
    /// Text in brackets, and where its attributes stand.
    Span(std::ops::Range<usize>),
    /// A fence.
    Fence,
    /// A list, and whether its items stand apart.
    List { block: u32, loose: bool },
    /// An item.
    Item(u32),
    /// A note's definition, and what it interrupts.
    Note(Box<Interrupted<'a>>),
    /// A table and how many cells it has.
    Table { block: u32, cells: u64 },
    /// A row and how many cells it has.
    Row { block: u32, cells: usize },
    /// A cell.
    Cell(u32),
    /// A grid table.
    GridTable(u32),
    /// A row or a cell of one.
    GridPart(u32),
    /// Emphasis and the like.
    Mark,
    /// A link, and where its content starts.
    Link { link: u32, from: usize },
    /// What the parser takes for a link and what is a note, and where its content starts.
    Bracket(usize),
    /// A picture.
    Image,
    /// An element of which only the content is read.
    Through,
    /// An element of which nothing is read.
    Muted,
}

/// A stream interrupted by a note's definition.
#[derive(Debug)]
pub(super) struct Interrupted<'a> {
    pub(super) stream: Stream<'a>,
    pub(super) structure: Structure,
    pub(super) note: usize,
}

/// An open leaf block.
#[derive(Debug)]
pub(super) struct Leaf<'a> {
    /// Its block, the last of the stream.
    pub(super) block: u32,
    /// Its pieces so far.
    pub(super) pieces: Vec<Piece<'a>>,
    /// Whether a picture alone in it becomes a figure.
    pub(super) figure: bool,
    /// Whether its place is that of its pieces.
    pub(super) implicit: bool,
}

/// A picture whose bracket text is being read.
#[derive(Debug)]
pub(super) struct ImageFrame<'a> {
    pub(super) destination: Cow<'a, str>,
    pub(super) title: Cow<'a, str>,
    pub(super) pieces: Vec<Piece<'a>>,
}

/// A mark, link or style that is open.
#[derive(Debug, Default)]
pub(super) struct OpenMark {
    /// The tag, where HTML opened it.
    pub(super) tag: Option<String>,
    /// The marks that it sets.
    pub(super) marks: Marks,
    /// The link that it sets.
    pub(super) link: Option<u32>,
    /// The style that it sets.
    pub(super) style: Option<u32>,
}

/// A division that is open.
#[derive(Debug, Default)]
pub(super) struct OpenDivision {
    /// The block that it is, if any.
    pub(super) block: Option<u32>,
    /// How many elements were open before it.
    pub(super) frames: usize,
    /// What its paragraphs are.
    pub(super) kind: Option<ParagraphKind>,
    /// Whether it set a style that its end takes back.
    pub(super) styled: bool,
}

impl<'a> Builder<'a> {
    /// Opens a block, closing the leaf before it.
    pub(super) fn open_block(&mut self, kind: DraftKind, span: Span) -> u32 {
        self.close_leaf();
        self.push_block(kind, span)
    }

    /// Closes a block that holds others.
    pub(super) fn close_block(&mut self, block: u32) {
        self.close_leaf();
        self.stream.blocks[block as usize].end = self.stream.blocks.len() as u32;
    }

    /// Opens a leaf block.
    pub(super) fn open_leaf(&mut self, kind: DraftKind, span: Span, figure: bool) {
        let block = self.open_block(kind, span);
        self.leaf = Some(Leaf { block, pieces: Vec::new(), figure, implicit: false });
    }

    /// Closes the open leaf, if any; a paragraph of nothing but spaces was none.
    pub(super) fn close_leaf(&mut self) {
        let Some(mut leaf) = self.leaf.take() else { return };
        if !matches!(self.stream.blocks[leaf.block as usize].kind, DraftKind::Code { .. }) {
            leaf.pieces = self.scanned(leaf.pieces);
        }
        self.html.forget_literals();
        let block = &mut self.stream.blocks[leaf.block as usize];
        if matches!(block.kind, DraftKind::Paragraph(_)) {
            if !leaf.pieces.iter().any(Piece::is_visible) {
                self.stream.blocks.pop();
                return;
            }
            let made = match block.kind {
                DraftKind::Paragraph(ParagraphKind::Body) => command::read(&leaf.pieces),
                _ => Vec::new(),
            };
            if !made.is_empty() {
                let span = block.span;
                self.stream.blocks.pop();
                made.into_iter().for_each(|kind| {
                    self.push_block(kind, span);
                });
                return;
            }
            if leaf.figure
                && let Some(shot) = only_picture(&leaf.pieces)
            {
                return self.close_figure(leaf.block, shot);
            }
        }
        if leaf.implicit {
            block.span = leaf
                .pieces
                .iter()
                .filter(|piece| piece.is_visible())
                .map(|piece| piece.span)
                .reduce(Span::to)
                .unwrap_or(block.span);
        }
        let caption = matches!(block.kind, DraftKind::Paragraph(ParagraphKind::Caption));
        self.push_pieces(leaf.block, leaf.pieces);
        if caption {
            // A caption is part of the figure before it.
            self.stream.blocks[leaf.block as usize - 1].end = leaf.block + 1;
        }
    }

    /// The pieces of a leaf, or of a picture's text, with what stands in their text.
    pub(super) fn scanned(&mut self, pieces: Vec<Piece<'a>>) -> Vec<Piece<'a>> {
        scan::scan(inline_note::take(pieces, self.text, &mut self.draft.notes), self.text)
    }

    /// Whether a paragraph of its own may stand here: in running text, or where no leaf is open.
    pub(super) fn may_split(&self) -> bool {
        let leaf = self.leaf.as_ref().map(|leaf| &self.stream.blocks[leaf.block as usize].kind);
        let plain = matches!(leaf, None | Some(DraftKind::Paragraph(ParagraphKind::Body)));
        plain && self.images.is_empty() && self.muted == 0 && !self.html.is_muted()
    }

    /// Adds a piece to the open picture's text or to the open leaf, opening one where there is none.
    pub(super) fn push_piece(&mut self, kind: PieceKind<'a>, span: Span, extra: Marks) {
        let (marks, link, style) = self.current();
        let piece = Piece { span, kind, marks: marks.with(extra), link, style };
        self.push(piece);
    }

    /// Adds a finished piece.
    pub(super) fn push(&mut self, piece: Piece<'a>) {
        if self.muted > 0 || self.html.is_muted() {
            return;
        }
        if let Some(image) = self.images.last_mut() {
            image.pieces.push(piece);
        } else if let Some(leaf) = &mut self.leaf {
            leaf.pieces.push(piece);
        } else if piece.is_visible() {
            let figure = self.html.in_block();
            let kind = DraftKind::Paragraph(self.paragraph_kind());
            let block = self.push_block(kind, piece.span);
            self.leaf = Some(Leaf { block, pieces: vec![piece], figure, implicit: true });
        }
    }

    /// Where the next piece will stand among those of the open picture or leaf.
    pub(super) fn position(&self) -> usize {
        match (self.images.last(), &self.leaf) {
            (Some(image), _) => image.pieces.len(),
            (None, Some(leaf)) => leaf.pieces.len(),
            (None, None) => 0,
        }
    }

    /// The pieces of the open picture or leaf.
    pub(super) fn pieces_mut(&mut self) -> Option<&mut Vec<Piece<'a>>> {
        match (self.images.last_mut(), &mut self.leaf) {
            (Some(image), _) => Some(&mut image.pieces),
            (None, Some(leaf)) => Some(&mut leaf.pieces),
            (None, None) => None,
        }
    }

    /// The marks, the link and the style that are open.
    pub(super) fn current(&self) -> (Marks, Option<u32>, Option<u32>) {
        self.marks.iter().fold((Marks::NONE, None, None), |(marks, link, style), open| {
            (marks.with(open.marks), open.link.or(link), open.style.or(style))
        })
    }

    /// What a paragraph that begins is: what the innermost division says.
    pub(super) fn paragraph_kind(&self) -> ParagraphKind {
        let said = self.divisions.iter().rev().find_map(|division| division.kind);
        said.unwrap_or(ParagraphKind::Body)
    }

    /// The place of a style inside the one that is open: what it leaves open is as there.
    pub(super) fn add_style(&mut self, mut style: InlineStyle) -> u32 {
        if let (_, _, Some(outer)) = self.current() {
            let outer = &self.draft.styles[outer as usize];
            style.lang = style.lang.or_else(|| outer.lang.clone());
            style.role = style.role.or_else(|| outer.role.clone());
        }
        let next = self.draft.styles.len() as u32;
        let place = *self.styles.entry(style.clone()).or_insert(next);
        if place == next {
            self.draft.styles.push(style);
        }
        place
    }

    /// Opens a link.
    pub(super) fn add_link(&mut self, span: Span, destination: &str, title: &str) -> u32 {
        self.draft.links.push(LinkDraft {
            span,
            destination: destination.to_owned(),
            title: title.to_owned(),
        });
        self.draft.links.len() as u32 - 1
    }

    /// Whether a table of HTML ends at or after a place of the source.
    pub(super) fn table_ends_after(&mut self, place: usize) -> bool {
        let text = self.text;
        let last = self.last_table_end.get_or_insert_with(|| {
            let named = |at: &usize| {
                let name = text.as_bytes().get(at + 2..at + 7);
                name.is_some_and(|name| name.eq_ignore_ascii_case(b"table"))
            };
            text.rmatch_indices("</").map(|(at, _)| at).find(named)
        });
        last.is_some_and(|last| last >= place)
    }

    /// Gives a name to the open leaf or, where none is open, to the block that comes next.
    pub(super) fn add_name(&mut self, name: &str) {
        if !name.is_empty() {
            let block = match &self.leaf {
                Some(leaf) => leaf.block,
                None => self.stream.blocks.len() as u32,
            };
            self.stream.names.push((block, name.to_owned()));
        }
    }

    fn push_block(&mut self, kind: DraftKind, span: Span) -> u32 {
        let block = self.stream.blocks.len() as u32;
        let pieces = self.stream.pieces.len() as u32;
        self.stream.blocks.push(BlockDraft { span, kind, end: block + 1, pieces: pieces..pieces });
        block
    }

    fn push_pieces(&mut self, block: u32, pieces: Vec<Piece<'a>>) {
        let start = self.stream.pieces.len() as u32;
        self.stream.pieces.extend(pieces);
        self.stream.blocks[block as usize].pieces = start..self.stream.pieces.len() as u32;
    }

    fn close_figure(&mut self, block: u32, shot: Shot<'a>) {
        let figure = &mut self.stream.blocks[block as usize];
        figure.kind = DraftKind::Figure { path: shot.path, alt: shot.alt, size: shot.size };
        let seen = |piece: &&Piece<'_>| piece.is_visible();
        if let Some(span) = shot.caption.iter().filter(seen).map(|p| p.span).reduce(Span::to) {
            let caption = self.push_block(DraftKind::Paragraph(ParagraphKind::Caption), span);
            self.push_pieces(caption, shot.caption);
            self.stream.blocks[block as usize].end = caption + 1;
        }
    }
}

/// The picture that is all there is to see in a paragraph.
///
/// A linked picture without a caption is none: only a caption can carry the link.
fn only_picture<'a>(pieces: &[Piece<'a>]) -> Option<Shot<'a>> {
    let mut visible = pieces.iter().filter(|piece| piece.is_visible());
    let (first, None) = (visible.next()?, visible.next()) else { return None };
    let PieceKind::Picture(shot) = &first.kind else { return None };
    let captioned = shot.caption.iter().any(Piece::is_visible);
    (first.link.is_none() || captioned).then(|| shot.as_ref().clone())
}

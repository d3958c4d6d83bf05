//! Divisions and alerts: what their classes make of the blocks inside them.
//!
//! A division ends at its closing fence, or with the element of Markdown that holds its opening.

use std::borrow::Cow;

use super::build::{Builder, OpenDivision};
use super::draft::{DraftKind, Piece, PieceKind};
use super::fence::{Division, Fence};
use super::html;
use super::report::NESTING;
use crate::kind::{AlertKind, InlineStyle};
use crate::model::{Alignment, Marks, ParagraphKind};
use crate::source::Span;

/// Takes a fence.
pub(super) fn fence(builder: &mut Builder<'_>, fence: Fence, span: Span) {
    builder.close_leaf();
    match fence {
        Fence::Open(division) => open(builder, &division, span),
        // One that stands deeper than its opening closes nothing: the elements around it end first.
        Fence::Close => {
            let frames = builder.frames.len();
            if builder.divisions.last().is_some_and(|division| division.frames == frames) {
                close(builder);
            }
        }
    }
}

/// Closes the divisions that were opened inside the element of Markdown that ends.
pub(super) fn close_inside(builder: &mut Builder<'_>) {
    while builder.divisions.last().is_some_and(|open| open.frames > builder.frames.len()) {
        close(builder);
    }
}

/// Closes every division.
pub(super) fn close_all(builder: &mut Builder<'_>) {
    while !builder.divisions.is_empty() {
        close(builder);
    }
}

/// Opens an alert; gives its block. Its label is its kind's where it has no title of its own.
pub(super) fn alert(builder: &mut Builder<'_>, kind: AlertKind, title: &str, span: Span) -> u32 {
    let block = builder.open_block(DraftKind::Alert(kind), span);
    let label = if title.is_empty() { kind.label() } else { title };
    line(builder, ParagraphKind::AlertTitle, label, Marks::NONE, span);
    block
}

/// What a class makes of a division.
enum Meaning {
    /// An alert.
    Alert(AlertKind),
    /// A quotation.
    Quote,
    /// Lines that stand so.
    Aligned(Alignment),
    /// Paragraphs that are this.
    Paragraphs(ParagraphKind),
    /// Pages wider than high.
    Landscape,
    /// A page break before it.
    PageBreak,
    /// Only its title and content are printed.
    Plain,
}

fn meaning(class: &str) -> Option<Meaning> {
    let paragraphs = |kind| Some(Meaning::Paragraphs(kind));
    match class {
        "center" | "centered" | "centre" | "text-center" => {
            Some(Meaning::Aligned(Alignment::Center))
        }
        "right" | "flushright" | "text-right" => Some(Meaning::Aligned(Alignment::Right)),
        "left" | "flushleft" | "text-left" => Some(Meaning::Aligned(Alignment::Left)),
        "quote" | "blockquote" => Some(Meaning::Quote),
        "subtitle" => paragraphs(ParagraphKind::Subtitle),
        "lead" | "sapo" => paragraphs(ParagraphKind::Lead),
        "abstract" => paragraphs(ParagraphKind::Abstract),
        "dateline" => paragraphs(ParagraphKind::Dateline),
        "byline" => paragraphs(ParagraphKind::Byline),
        "source-line" => paragraphs(ParagraphKind::SourceLine),
        "verse" | "line-block" => paragraphs(ParagraphKind::Verse),
        "landscape" => Some(Meaning::Landscape),
        "newpage" | "pagebreak" | "page-break" | "page-break-before" => Some(Meaning::PageBreak),
        "details" | "aside" | "section" => Some(Meaning::Plain),
        class => AlertKind::named(class).map(Meaning::Alert),
    }
}

fn open(builder: &mut Builder<'_>, division: &Division, span: Span) {
    let mut open = OpenDivision { frames: builder.frames.len(), ..OpenDivision::default() };
    let mut style = InlineStyle::default();
    let mut kind = None;
    for (name, value) in &division.pairs {
        match (name.as_str(), name.strip_prefix('.')) {
            ("#", _) => builder.add_name(value),
            ("lang", _) => style.lang = Some(value.clone()),
            (name, None) => builder.report.attribute(name, span),
            (name, Some(class)) => match meaning(class) {
                Some(Meaning::Paragraphs(kind)) => open.kind = Some(kind),
                Some(meaning) if kind.is_none() => kind = Some(meaning),
                _ => builder.report.attribute(name, span),
            },
        }
    }
    let room = builder.depth < NESTING;
    if !room && kind.is_some() {
        builder.report.nesting(span);
    }
    let mut title = division.title.as_str();
    open.block = match kind.filter(|_| room) {
        Some(Meaning::Alert(kind)) => Some(alert(builder, kind, std::mem::take(&mut title), span)),
        Some(Meaning::Quote) => Some(builder.open_block(DraftKind::Quote, span)),
        Some(Meaning::Aligned(alignment)) => {
            Some(builder.open_block(DraftKind::Aligned(alignment), span))
        }
        Some(Meaning::Landscape) => {
            Some(builder.open_block(DraftKind::Section { landscape: true }, span))
        }
        Some(Meaning::PageBreak) => {
            builder.open_block(DraftKind::PageBreak, span);
            None
        }
        Some(Meaning::Plain | Meaning::Paragraphs(_)) | None => None,
    };
    builder.depth += u32::from(open.block.is_some());
    if style != InlineStyle::default() {
        let style = Some(builder.add_style(style));
        let tag = Some(DIVISION.to_owned());
        builder.marks.push(super::build::OpenMark { tag, style, ..Default::default() });
        open.styled = true;
    }
    builder.divisions.push(open);
    if !title.is_empty() {
        line(builder, ParagraphKind::Body, title, Marks::STRONG, span);
    }
}

/// The tag by which the style of a division is found again: no tag of HTML has such a name.
pub(super) const DIVISION: &str = ":::";

/// Closes the divisions that were opened after a block.
pub(super) fn close_after(builder: &mut Builder<'_>, block: u32) {
    let inside = |open: &OpenDivision| open.block.is_some_and(|each| each > block);
    while builder.divisions.last().is_some_and(inside) {
        close(builder);
    }
}

fn close(builder: &mut Builder<'_>) {
    let Some(open) = builder.divisions.pop() else { return };
    builder.close_leaf();
    if let Some(block) = open.block {
        html::close_after(builder, block);
        builder.depth -= 1;
        builder.close_block(block);
    }
    if open.styled
        && let Some(at) =
            builder.marks.iter().rposition(|open| open.tag.as_deref() == Some(DIVISION))
    {
        builder.marks.remove(at);
    }
}

/// Adds a paragraph of one text.
fn line(builder: &mut Builder<'_>, kind: ParagraphKind, text: &str, marks: Marks, span: Span) {
    builder.open_leaf(DraftKind::Paragraph(kind), span, false);
    let kind = PieceKind::Text(Cow::Owned(text.to_owned()));
    builder.push(Piece { span, kind, marks, link: None, style: None });
    builder.close_leaf();
}

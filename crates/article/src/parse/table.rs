//! Tables of Markdown: every row gets as many cells as the header; attributes at the end of a cell,
//! `{colspan=2 rowspan=2 align=right}`, merge and align it, in the header `{width=30%}` sets the
//! column's width.

use std::borrow::Cow;
use std::ops::Range;

use super::build::{Builder, Frame};
use super::draft::{CellDraft, DraftKind, PieceKind};
use super::event::{self, Event, EventKind, Tag};
use super::report::{CELLS, PADDING};
use super::table_grid::{self, Form};
use super::{attribute, block, fence, html, inline, table_width};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Alignment, Marks};
use crate::source::Span;

/// Opens a table.
pub(super) fn open<'a>(
    builder: &mut Builder<'a>,
    columns: Vec<Alignment>,
    span: Span,
) -> Frame<'a> {
    let kind = DraftKind::Table { columns, widths: Vec::new() };
    Frame::Table { block: builder.open_block(kind, span), cells: 0 }
}

/// Closes a table.
pub(super) fn close(builder: &mut Builder<'_>, block: u32) {
    builder.close_block(block);
    table_grid::settle(builder, block, Form::Places, &[]);
}

/// Opens a row; one beyond the limit of cells is left out.
pub(super) fn open_row<'a>(builder: &mut Builder<'a>, header: bool, span: Span) -> Frame<'a> {
    let Some(Frame::Table { block, cells }) = builder.frames.last_mut() else {
        return Frame::Through;
    };
    *cells += columns(&builder.stream.blocks[*block as usize].kind) as u64;
    if *cells > CELLS || builder.padding > PADDING {
        builder.report.cells(span);
        return Frame::Muted;
    }
    Frame::Row {
        block: builder.open_block(DraftKind::Row { header, firm: header }, span),
        cells: 0,
    }
}

/// Opens a cell.
pub(super) fn open_cell<'a>(builder: &mut Builder<'a>, span: Span) -> Frame<'a> {
    let width = width(builder, 1);
    match builder.frames.last_mut() {
        Some(Frame::Row { cells, .. }) if *cells < width => {
            *cells += 1;
            Frame::Cell(builder.open_block(DraftKind::Cell(CellDraft::PLAIN), span))
        }
        _ => Frame::Muted,
    }
}

/// Closes a cell, reading the attributes at its end.
pub(super) fn close_cell(builder: &mut Builder<'_>, block: u32, span: Span) {
    let text = builder.text;
    if builder.leaf.is_some()
        && let Some((range, read)) = attribute::at_end(&text[span.range()], span.start as usize)
        && !text[..range.start].ends_with([')', ']'])
        && read.pairs.iter().any(|(key, _)| OURS.contains(key))
    {
        cut_end(builder, range.start);
        let place = Span::new(range.start, range.end);
        for (key, value) in read.pairs {
            if !take(builder, block, key, &value) {
                builder.report.attribute(key, place);
            }
        }
    }
    builder.close_block(block);
    html::end_leaf(builder);
}

/// The attributes that a cell can have.
const OURS: [&str; 4] = ["colspan", "rowspan", "align", "width"];

/// Takes an attribute of a cell; false where it means nothing.
fn take(builder: &mut Builder<'_>, block: u32, key: &str, value: &str) -> bool {
    if key == "width" {
        let [.., Frame::Table { block: table, .. }, Frame::Row { block: row, cells }] =
            builder.frames.as_slice()
        else {
            return false;
        };
        let blocks = &mut builder.stream.blocks;
        let head = matches!(blocks[*row as usize].kind, DraftKind::Row { header: true, .. });
        let Some(share) = table_width::share(value).filter(|_| head) else { return false };
        if let DraftKind::Table { columns, widths } = &mut blocks[*table as usize].kind {
            widths.resize(columns.len(), 0);
            if let Some(width) = widths.get_mut(cells.saturating_sub(1)) {
                *width = share;
            }
        }
        return true;
    }
    let DraftKind::Cell(cell) = &mut builder.stream.blocks[block as usize].kind else {
        return false;
    };
    cell.take(key, value)
}

/// Takes away what the open leaf holds from this place of the source on.
fn cut_end(builder: &mut Builder<'_>, start: usize) {
    let text = builder.text;
    let Some(pieces) = builder.pieces_mut() else { return };
    while let Some(piece) = pieces.last_mut() {
        let PieceKind::Text(written) = &mut piece.kind else { return };
        let span = piece.span.range();
        if span.start >= start {
            pieces.pop();
            continue;
        }
        if span.end > start && written.ends_with(&text[start..span.end]) {
            let kept = written.len() - (span.end - start);
            *written = Cow::Owned(written[..kept].to_owned());
            piece.span = Span::new(span.start, start);
        }
        return;
    }
}

/// Closes a row, adding the cells that it lacks; those that it has too many, which the parser cuts,
/// go into its last cell.
pub(super) fn close_row(builder: &mut Builder<'_>, row: u32, cells: usize, span: Span) {
    let width = width(builder, 0);
    let end = Span { start: span.end, end: span.end };
    for _ in cells..width {
        builder.open_block(DraftKind::Cell(CellDraft::PLAIN), end);
    }
    builder.padding += width.saturating_sub(cells) as u64;
    builder.close_leaf();
    let written = written_cells(&builder.text[span.range()]);
    if let Some(beyond) = written.get(width..).filter(|beyond| !beyond.is_empty()) {
        let (count, header) = (written.len(), width);
        let message = format!(
            "the row has {count} cells, the table's header {header}; those beyond are set in the last"
        );
        builder.report.push(
            Diagnostic::warning(Code::CELLS, span, message)
                .hint("a `|` that is part of the text is written `\\|`"),
        );
        let start = span.start as usize;
        append(builder, beyond.iter().map(|cell| start + cell.start..start + cell.end));
    }
    builder.close_block(row);
}

/// Sets stretches of the source in the last cell, a paragraph each.
fn append(builder: &mut Builder<'_>, stretches: impl Iterator<Item = Range<usize>>) {
    let cell =
        builder.stream.blocks.iter().rposition(|block| matches!(block.kind, DraftKind::Cell(_)));
    let Some(cell) = cell else { return };
    let text = builder.text;
    builder.frames.push(Frame::Cell(cell as u32));
    for range in stretches {
        let stretch = &text[range.clone()];
        let start = range.start + (stretch.len() - stretch.trim_start().len());
        let mut read: Vec<Event<'_>> =
            event::events(&text[..range.end], &text[..range.end], &fence::NONE, start).collect();
        let paragraph =
            matches!(read.first().map(|e| &e.kind), Some(EventKind::Open(Tag::Paragraph)))
                && read.iter().skip(1).all(|event| is_inline(&event.kind));
        if paragraph {
            let inside = read.len() - 1;
            for event in read.drain(1..inside) {
                block::step(builder, event);
            }
        } else {
            let span = Span::new(start, range.end);
            inline::text(builder, Cow::Borrowed(&text[start..range.end]), span, Marks::NONE);
        }
        builder.close_leaf();
    }
    builder.close_block(cell as u32);
    builder.frames.pop();
    html::end_leaf(builder);
}

fn is_inline(kind: &EventKind<'_>) -> bool {
    match kind {
        EventKind::Open(tag) => matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strike | Tag::Link { .. } | Tag::Image { .. }
        ),
        EventKind::Html(_) | EventKind::Rule | EventKind::Task(_) => false,
        _ => true,
    }
}

/// The columns of the table whose frame stands `above` frames below the last.
fn width(builder: &Builder<'_>, above: usize) -> usize {
    match builder.frames.iter().rev().nth(above) {
        Some(Frame::Table { block, .. }) => columns(&builder.stream.blocks[*block as usize].kind),
        _ => 0,
    }
}

fn columns(kind: &DraftKind) -> usize {
    match kind {
        DraftKind::Table { columns, .. } => columns.len(),
        _ => 0,
    }
}

/// Where the cells of a row of the source are.
pub(super) fn written_cells(row: &str) -> Vec<Range<usize>> {
    let end = row.trim_end().len();
    let mut start = row.len() - row.trim_start().len();
    start += usize::from(row[start..].starts_with('|'));
    let mut cells = Vec::new();
    let mut escaped = false;
    for (at, byte) in row.bytes().enumerate().take(end).skip(start) {
        if byte == b'|' && !escaped {
            cells.push(start..at);
            start = at + 1;
        }
        escaped = byte == b'\\' && !escaped;
    }
    if start < end {
        cells.push(start..end);
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::written_cells;

    #[test]
    fn cells_are_found_with_and_without_outer_pipes() {
        let cells = |row| written_cells(row).into_iter().map(|cell| &row[cell]).collect::<Vec<_>>();
        assert_eq!(cells("| a | b |\n"), [" a ", " b "]);
        assert_eq!(cells("a | b"), ["a ", " b"]);
        assert_eq!(cells("  | a \\| b | c |\n"), [" a \\| b ", " c "]);
        assert_eq!(cells("|a||c"), ["a", "", "c"]);
        assert_eq!(cells("a \\|"), ["a \\|"]);
        assert!(cells("|").is_empty());
    }
}

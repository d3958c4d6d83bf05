//! Tables of Markdown: every row gets as many cells as the header.

use std::borrow::Cow;
use std::ops::Range;

use super::build::{Builder, Frame};
use super::draft::DraftKind;
use super::event::{self, Event, EventKind, Tag};
use super::report::{CELLS, PADDING};
use super::{block, html, inline};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Alignment, Marks};
use crate::source::Span;

/// Opens a table.
pub(super) fn open<'a>(
    builder: &mut Builder<'a>,
    columns: Vec<Alignment>,
    span: Span,
) -> Frame<'a> {
    Frame::Table { block: builder.open_block(DraftKind::Table { columns }, span), cells: 0 }
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
    Frame::Row { block: builder.open_block(DraftKind::Row { header }, span), cells: 0 }
}

/// Opens a cell.
pub(super) fn open_cell<'a>(builder: &mut Builder<'a>, span: Span) -> Frame<'a> {
    let width = width(builder, 1);
    match builder.frames.last_mut() {
        Some(Frame::Row { cells, .. }) if *cells < width => {
            *cells += 1;
            Frame::Cell(builder.open_block(DraftKind::Cell, span))
        }
        _ => Frame::Muted,
    }
}

/// Closes a row, adding the cells that it lacks; those that it has too many, which the parser cuts,
/// go into its last cell.
pub(super) fn close_row(builder: &mut Builder<'_>, row: u32, cells: usize, span: Span) {
    let width = width(builder, 0);
    let end = Span { start: span.end, end: span.end };
    for _ in cells..width {
        builder.open_block(DraftKind::Cell, end);
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
        builder.stream.blocks.iter().rposition(|block| matches!(block.kind, DraftKind::Cell));
    let Some(cell) = cell else { return };
    let text = builder.text;
    builder.frames.push(Frame::Cell(cell as u32));
    for range in stretches {
        let stretch = &text[range.clone()];
        let start = range.start + (stretch.len() - stretch.trim_start().len());
        let mut read: Vec<Event<'_>> = event::events(&text[..range.end], start).collect();
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
        DraftKind::Table { columns } => columns.len(),
        _ => 0,
    }
}

/// Where the cells of a row of the source are.
fn written_cells(row: &str) -> Vec<Range<usize>> {
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

//! Tables of Markdown: every row gets as many cells as the header.

use super::build::{Builder, Frame};
use super::draft::DraftKind;
use super::report::CELLS;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Alignment;
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
    if *cells > CELLS || builder.padding > CELLS {
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

/// Closes a row, adding the cells that it lacks, and tells of those that it has too many.
pub(super) fn close_row(builder: &mut Builder<'_>, row: u32, cells: usize, span: Span) {
    let width = width(builder, 0);
    let end = Span { start: span.end, end: span.end };
    for _ in cells..width {
        builder.open_block(DraftKind::Cell, end);
    }
    builder.padding += width.saturating_sub(cells) as u64;
    builder.close_block(row);
    let written = written_cells(&builder.text[span.range()]);
    if written > width {
        let message = format!(
            "the row has {written} cells, the table's header {width}; the cells beyond are left out"
        );
        builder.report.push(
            Diagnostic::warning(Code::CELLS, span, message)
                .hint("a `|` that is part of the text is written `\\|`"),
        );
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

/// How many cells a row of the source has: the parser does not tell of those that it cuts.
fn written_cells(row: &str) -> usize {
    let row = row.trim();
    let mut pipes = 0;
    let mut escaped = false;
    let mut last = false;
    for char in row.chars() {
        last = char == '|' && !escaped;
        pipes += usize::from(last);
        escaped = char == '\\' && !escaped;
    }
    (pipes + 1).saturating_sub(usize::from(row.starts_with('|'))).saturating_sub(usize::from(last))
}

#[cfg(test)]
mod tests {
    use super::written_cells;

    #[test]
    fn cells_are_counted_with_and_without_outer_pipes() {
        assert_eq!(written_cells("| a | b |"), 2);
        assert_eq!(written_cells("a | b"), 2);
        assert_eq!(written_cells("| a \\| b | c |\n"), 2);
        assert_eq!(written_cells("|a|b|c"), 3);
        assert_eq!(written_cells("a \\|"), 1);
    }
}

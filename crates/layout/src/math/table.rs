//! Matrices, cases and aligned equations: cells to one box, its middle on the axis.

use vanban_article::{Alignment, TableKind, TableLines};

use super::boxes::MathBox;
use super::construct::Manner;

/// The height and depth that every row has at least, in ems: as much as a line of text.
const STRUT: (f64, f64) = (0.7, 0.3);
/// Room between rows, in ems.
const ROW_GAP: f64 = 0.2;
/// Further room between the rows of equations, in ems: TeX's `\jot`.
const JOT: f64 = 0.3;
/// Room between columns, in ems.
const COLUMN_GAP: f64 = 1.0;

/// The lines between rows and columns, and how thick they are in ems.
#[derive(Clone, Copy)]
pub(crate) struct Lines<'a> {
    /// Where they stand.
    pub(crate) lines: &'a TableLines,
    /// How thick each is.
    pub(crate) thickness: f64,
}

impl Lines<'_> {
    /// Where each of some lines at a place begins: side by side, their middle there.
    fn places(&self, count: u8, middle: f64) -> impl Iterator<Item = f64> {
        let (step, thickness) = (self.thickness * LINE_STEP, self.thickness);
        let first = middle - step * f64::from(count.saturating_sub(1)) / 2.0 - thickness / 2.0;
        (0..count).map(move |line| first + step * f64::from(line))
    }
}

/// From one line to the next beside it, in thicknesses.
const LINE_STEP: f64 = 4.0;

/// Sets cells, row by row.
pub(crate) fn table(
    kind: TableKind,
    columns: &[Alignment],
    rows: Vec<Vec<MathBox>>,
    axis: f64,
    manner: Manner,
    drawn: Lines<'_>,
) -> MathBox {
    let scale = manner.scale;
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut widths = vec![0.0f64; count];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = width.max(cell.width + cell.italic);
        }
    }
    let gap = |column: usize| match kind {
        _ if column == 0 => 0.0,
        TableKind::Aligned if column % 2 == 1 => 0.0,
        TableKind::Aligned => 2.0 * COLUMN_GAP * scale,
        _ => COLUMN_GAP * scale,
    };
    let equations = matches!(kind, TableKind::Aligned | TableKind::Lines);
    let gap_below = if equations { ROW_GAP + JOT } else { ROW_GAP } * scale;
    let mut lines = Vec::new();
    let edge = |lines: u8, gap: f64| if lines > 0 { gap / 2.0 } else { 0.0 };
    let (row_count, drawn_lines) = (rows.len(), drawn.lines);
    let mut y = edge(drawn_lines.before_row(0), gap_below);
    // The middles of the gaps before the rows, and after the last.
    let mut across = vec![0.0];
    let mut total: f64 = 0.0;
    for row in rows {
        let ascent = row.iter().map(|cell| cell.ascent).fold(STRUT.0 * scale, f64::max);
        let descent = row.iter().map(|cell| cell.descent).fold(STRUT.1 * scale, f64::max);
        if !lines.is_empty() {
            across.push(y + gap_below / 2.0);
            y += gap_below;
        }
        y += ascent;
        lines.push((y, row));
        y += descent;
        total = y;
    }
    total += edge(drawn_lines.before_row(row_count), gap_below);
    across.push(total);
    let mut whole = MathBox::default();
    let top = axis + total / 2.0;
    let left = edge(drawn_lines.before_column(0), COLUMN_GAP * scale);
    let right = edge(drawn_lines.before_column(count), COLUMN_GAP * scale);
    for (baseline, row) in lines {
        let mut x = left;
        for (column, cell) in row.into_iter().enumerate() {
            x += gap(column);
            let width = widths[column];
            let spare = width - cell.width - cell.italic;
            let alignment = match kind {
                TableKind::Aligned if column % 2 == 0 => Alignment::Right,
                TableKind::Aligned => Alignment::Left,
                _ => columns.get(column).or(columns.last()).copied().unwrap_or_default(),
            };
            let left = match alignment {
                Alignment::Left => 0.0,
                Alignment::Right => spare,
                Alignment::Center | Alignment::Auto => spare / 2.0,
            };
            whole.put(x + left, top - baseline, cell);
            x += width;
        }
    }
    let gaps: f64 = (0..count).map(gap).sum();
    whole.width = left + widths.iter().sum::<f64>() + gaps + right;
    let mut x = left;
    for (column, width) in widths.iter().copied().chain([0.0]).enumerate() {
        let middle = match column {
            0 => 0.0,
            _ if column == count => whole.width,
            _ => x + gap(column) / 2.0,
        };
        for place in drawn.places(drawn_lines.before_column(column), middle) {
            let line = MathBox::rule(drawn.thickness, total, 0.0);
            whole.put(place, top, line);
        }
        x += gap(column) + width;
    }
    for (row, middle) in across.into_iter().enumerate() {
        for place in drawn.places(drawn_lines.before_row(row), middle) {
            let line = MathBox::rule(whole.width, drawn.thickness, 0.0);
            whole.put(0.0, top - place, line);
        }
    }
    whole.ascent = whole.ascent.max(top);
    whole.descent = whole.descent.max(total - top);
    whole
}

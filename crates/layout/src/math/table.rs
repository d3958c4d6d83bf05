//! Matrices, cases and aligned equations: cells to one box, its middle on the axis.

use vanban_article::{Alignment, TableKind};

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

/// Sets cells, row by row.
pub(crate) fn table(
    kind: TableKind,
    columns: &[Alignment],
    rows: Vec<Vec<MathBox>>,
    axis: f64,
    manner: Manner,
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
    let mut y = 0.0;
    let mut total: f64 = 0.0;
    for row in rows {
        let ascent = row.iter().map(|cell| cell.ascent).fold(STRUT.0 * scale, f64::max);
        let descent = row.iter().map(|cell| cell.descent).fold(STRUT.1 * scale, f64::max);
        if !lines.is_empty() {
            y += gap_below;
        }
        y += ascent;
        lines.push((y, row));
        y += descent;
        total = y;
    }
    let mut whole = MathBox::default();
    let top = axis + total / 2.0;
    for (baseline, row) in lines {
        let mut x = 0.0;
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
    whole.width = widths.iter().sum::<f64>() + gaps;
    whole.ascent = whole.ascent.max(top);
    whole.descent = whole.descent.max(total - top);
    whole
}

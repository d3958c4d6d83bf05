//! The drawing of a grid table: which lines are borders, and which cells they part.
//!
//! ```text
//! +------+-----------+
//! | a    | b         |
//! +======+=====+=====+
//! | c    | d   | e   |
//! |      +-----+-----+
//! |      | f         |
//! +------+-----------+
//! ```
//!
//! Every `+` at the end of a stretch of border is a line of the grid; places of the grid between
//! which no border is drawn are one cell. Whatever is not drawn so is no table.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::draft::CellDraft;
use super::table_width;
use crate::model::Alignment;

/// A grid table as it is drawn.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Drawing {
    /// How each column is aligned.
    pub(super) aligns: Vec<Alignment>,
    /// The share of each column in the width.
    pub(super) widths: Vec<u32>,
    /// The rows.
    pub(super) rows: Vec<DrawnRow>,
    /// Where the table ends in the source.
    pub(super) end: usize,
}

/// A row.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct DrawnRow {
    /// Whether it is a header.
    pub(super) header: bool,
    /// Its place in the source.
    pub(super) place: Range<usize>,
    /// The cells that begin in it.
    pub(super) cells: Vec<DrawnCell>,
}

/// A cell.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct DrawnCell {
    /// What it takes.
    pub(super) look: CellDraft,
    /// The places of its lines in the source, without the room around its text.
    pub(super) lines: Vec<Range<usize>>,
}

/// A line of the drawing: the byte at which each column begins, from the start of the source; the
/// last is the line's end.
struct Line<'t> {
    text: &'t str,
    start: usize,
    columns: Vec<usize>,
    /// Which columns the borders run through that hang together with the outer one.
    drawn: Vec<bool>,
}

impl Line<'_> {
    /// The first byte of what stands in a column; a space beyond the line's end.
    fn at(&self, column: usize) -> u8 {
        let byte = self.columns.get(column).map(|at| at - self.start);
        byte.and_then(|at| self.text.as_bytes().get(at)).copied().unwrap_or(b' ')
    }

    /// The sign of the borders that stands in a column; a space where there is none.
    fn border(&self, column: usize) -> u8 {
        if self.drawn.get(column) == Some(&true) { self.at(column) } else { b' ' }
    }

    fn width(&self) -> usize {
        self.columns.len() - 1
    }

    /// The columns that this line parts: the ends of its stretches of border.
    fn stretches(&self) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let mut from: Option<usize> = None;
        for column in 0..self.width() {
            match self.border(column) {
                b'+' => {
                    found.extend(from.filter(|from| from + 1 < column).map(|from| (from, column)));
                    from = Some(column);
                }
                b'-' | b'=' | b':' => {}
                _ => from = None,
            }
        }
        found
    }

    /// Whether it ends the header.
    fn is_double(&self) -> bool {
        self.text.bytes().all(|byte| matches!(byte, b'+' | b'=' | b':'))
    }

    /// The bytes between two columns.
    fn range(&self, from: usize, to: usize) -> Range<usize> {
        let end = self.columns.len() - 1;
        self.columns[from.min(end)]..self.columns[to.min(end)]
    }
}

/// How many columns a character takes in a file that is read in a fixed pitch.
fn columns_of(grapheme: &str) -> usize {
    let wide = grapheme.chars().next().is_some_and(|c| {
        matches!(c, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}'
            | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE6F}' | '\u{FF00}'..='\u{FF60}'
            | '\u{FFE0}'..='\u{FFE6}' | '\u{1F300}'..='\u{1FAFF}' | '\u{20000}'..='\u{3FFFD}')
    });
    1 + usize::from(wide)
}

/// Whether a paragraph may be a grid table.
pub(super) fn may_be(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default().trim_end();
    line.len() > 2
        && line.starts_with('+')
        && line.ends_with('+')
        && line.bytes().all(|byte| matches!(byte, b'+' | b'-' | b'=' | b':'))
}

/// Reads the grid table that a paragraph of the source begins with.
pub(super) fn read(text: &str, place: Range<usize>) -> Option<Drawing> {
    if !may_be(&text[place.clone()]) {
        return None;
    }
    let mut lines = lines(text, place);
    let is_border = |line: &Line<'_>| line.at(0) == b'+' && line.at(line.width() - 1) == b'+';
    lines.truncate(lines.iter().rposition(is_border)? + 1);
    let width = lines[0].width();
    if lines.iter().any(|line| line.width() != width || !b"+|".contains(&line.at(width - 1))) {
        return None;
    }
    follow(&mut lines, width);
    let mut is_edge = vec![false; width];
    let mut borders: Vec<usize> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let stretches = line.stretches();
        if !stretches.is_empty() {
            borders.push(at);
        }
        for (from, to) in stretches {
            is_edge[from] = true;
            is_edge[to] = true;
        }
    }
    let edges: Vec<usize> = (0..width).filter(|column| is_edge[*column]).collect();
    let whole = borders.len() > 1
        && *edges.first()? == 0
        && *edges.last()? == width - 1
        && *borders.first()? == 0
        && *borders.last()? == lines.len() - 1
        && borders.windows(2).all(|pair| pair[0] + 1 < pair[1]);
    if !whole {
        return None;
    }
    let cells = parts(&lines, &edges, &borders)?;
    let heads = borders
        .iter()
        .skip(1)
        .position(|line| lines[*line].is_double())
        .filter(|at| at + 2 < borders.len())
        .map_or(0, |at| at + 1);
    let ruled = &lines[borders[heads]];
    let align = |pair: &[usize]| match (ruled.at(pair[0] + 1), ruled.at(pair[1] - 1)) {
        (b':', b':') => Alignment::Center,
        (b':', _) => Alignment::Left,
        (_, b':') => Alignment::Right,
        _ => Alignment::Auto,
    };
    let lengths: Vec<u64> = edges.windows(2).map(|pair| (pair[1] - pair[0] - 1) as u64).collect();
    let mut rows: Vec<DrawnRow> = borders
        .windows(2)
        .enumerate()
        .map(|(at, pair)| {
            let (first, last) = (&lines[pair[0] + 1], &lines[pair[1] - 1]);
            let place = first.start..last.start + last.text.len();
            DrawnRow { header: at < heads, place, cells: Vec::new() }
        })
        .collect();
    for part in cells {
        let from = borders[part.row] + 1;
        let inside = &lines[from..borders[part.row + part.rows]];
        let (left, right) = (edges[part.column] + 1, edges[part.column + part.columns]);
        let texts = inside.iter().map(|line| line.range(left, right)).collect();
        let (columns, taken) = (part.columns as u32, part.rows as u32);
        rows[part.row].cells.push(DrawnCell {
            look: CellDraft { columns, rows: taken, ..CellDraft::PLAIN },
            lines: without_room(text, texts),
        });
    }
    let last = lines.last()?;
    Some(Drawing {
        aligns: edges.windows(2).map(align).collect(),
        widths: table_width::relative(&lengths),
        rows,
        end: last.start + last.text.len(),
    })
}

/// The lines of a paragraph that belong to a drawing, without what stands before them: the marks of
/// quotations and the indents of lists.
fn lines(text: &str, place: Range<usize>) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut start = place.start;
    for (at, raw) in text[place].split_inclusive('\n').enumerate() {
        let next = start + raw.len();
        let line = if at == 0 { raw } else { raw.trim_start_matches([' ', '\t', '>']) };
        start += raw.len() - line.len();
        let line = line.trim_end();
        if !line.starts_with(['+', '|']) {
            break;
        }
        let mut columns = Vec::with_capacity(line.len() + 1);
        for (byte, grapheme) in line.grapheme_indices(true) {
            for extra in 0..columns_of(grapheme) {
                columns.push(start + byte + if extra == 0 { 0 } else { grapheme.len() });
            }
        }
        columns.push(start + line.len());
        lines.push(Line { text: line, start, columns, drawn: Vec::new() });
        start = next;
    }
    lines
}

/// Follows the borders from the upper left corner: what is drawn inside a cell is its text.
fn follow(lines: &mut [Line<'_>], width: usize) {
    let height = lines.len();
    lines.iter_mut().for_each(|line| line.drawn = vec![false; width]);
    let mut open = vec![(0, 0)];
    lines[0].drawn[0] = true;
    while let Some((line, column)) = open.pop() {
        let sign = lines[line].at(column);
        let (across, down) = (sign != b'|', matches!(sign, b'+' | b'|'));
        let mut step = |line: usize, column: usize, signs: &[u8]| {
            if signs.contains(&lines[line].at(column)) && !lines[line].drawn[column] {
                lines[line].drawn[column] = true;
                open.push((line, column));
            }
        };
        if across && column > 0 {
            step(line, column - 1, b"+-=:");
        }
        if across && column + 1 < width {
            step(line, column + 1, b"+-=:");
        }
        if down && line > 0 {
            step(line - 1, column, b"+|");
        }
        if down && line + 1 < height {
            step(line + 1, column, b"+|");
        }
    }
}

/// A cell of the grid.
struct Part {
    row: usize,
    column: usize,
    rows: usize,
    columns: usize,
}

/// The cells, by the places of the grid at which they begin; none where one is no rectangle.
fn parts(lines: &[Line<'_>], edges: &[usize], borders: &[usize]) -> Option<Vec<Part>> {
    let (rows, columns) = (borders.len() - 1, edges.len() - 1);
    let ruled = |line: usize, column: usize| {
        let (from, to) = (edges[column] + 1, edges[column + 1]);
        (from..to).all(|at| matches!(lines[line].border(at), b'-' | b'=' | b':'))
    };
    let barred = |row: usize, edge: usize| {
        let mut inside = lines[borders[row] + 1..borders[row + 1]].iter();
        inside.all(|line| matches!(line.border(edges[edge]), b'|' | b'+'))
    };
    // The cell of each place: found from its upper left corner, it must have borders all round and
    // none inside.
    let mut taken = vec![false; rows * columns];
    let mut parts = Vec::new();
    for row in 0..rows {
        for column in 0..columns {
            if taken[row * columns + column] {
                continue;
            }
            let right = (column + 1..=columns).find(|edge| barred(row, *edge))?;
            let below = (row + 1..=rows).find(|line| ruled(borders[*line], column))?;
            for at in row..below {
                for over in column..right {
                    let place = &mut taken[at * columns + over];
                    if std::mem::replace(place, true) {
                        return None;
                    }
                    let open_below = at + 1 == below || !ruled(borders[at + 1], over);
                    let open_right = over + 1 == right || !barred(at, over + 1);
                    if !(open_below && open_right) {
                        return None;
                    }
                }
                if !barred(at, right) || !barred(at, column) {
                    return None;
                }
            }
            let closed = (column..right)
                .all(|over| ruled(borders[below], over) && ruled(borders[row], over));
            if !closed {
                return None;
            }
            parts.push(Part { row, column, rows: below - row, columns: right - column });
        }
    }
    Some(parts)
}

/// The lines of a cell without the spaces that all of them begin with, and without those at their
/// ends.
fn without_room(text: &str, lines: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let indent = |line: &Range<usize>| {
        let written = &text[line.clone()];
        let spaces = written.len() - written.trim_start_matches(' ').len();
        (spaces < written.trim_end().len()).then_some(spaces)
    };
    let least = lines.iter().filter_map(indent).min().unwrap_or(0);
    lines
        .into_iter()
        .map(|line| {
            let end = line.start + text[line.clone()].trim_end().len();
            (line.start + least).min(end)..end
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::read;

    /// The cells of a drawing: place, what each takes, text.
    fn cells(text: &str) -> Option<String> {
        let drawing = read(text, 0..text.len())?;
        let rows = drawing.rows.iter().map(|row| {
            let cells = row.cells.iter().map(|cell| {
                let lines: Vec<&str> = cell.lines.iter().map(|line| &text[line.clone()]).collect();
                format!("{}x{} {:?}", cell.look.columns, cell.look.rows, lines.join("/"))
            });
            format!(
                "{}{}",
                if row.header { "# " } else { "" },
                cells.collect::<Vec<_>>().join(", ")
            )
        });
        Some(rows.collect::<Vec<_>>().join("; "))
    }

    #[test]
    fn cells_are_what_borders_part() {
        let text = "+---+-------+\n| a | ế     |\n+===+===+===+\n| c | d | e |\n|   +---+---+\n\
                    | g | f     |\n+---+-------+\n";
        let expected = "# 1x1 \"a\", 2x1 \"ế\"; 1x2 \"c//g\", 1x1 \"d\", 1x1 \"e\"; 2x1 \"f\"";
        assert_eq!(cells(text).as_deref(), Some(expected));
    }

    #[test]
    fn what_is_drawn_otherwise_is_no_table() {
        for text in [
            "+---+\n",
            "+---+\n| a |\n",
            "+---+\n| a\n+---+\n",
            "+---+---+\n| a | b |\n|   +---+\n+---+---+\n",
        ] {
            assert_eq!(cells(text), None, "{text}");
        }
    }

    #[test]
    fn wide_characters_take_two_columns() {
        let text = "+----+---+\n| 漢 | b |\n+----+---+\n";
        assert_eq!(cells(text).as_deref(), Some("1x1 \"漢\", 1x1 \"b\""));
    }
}

//! Tables as Markdown: pipes where every cell is a line of text under one header row, HTML with Markdown
//! in its cells where not.
//!
//! The widths of columns are an attribute of the table, `widths`: shares in per cent with spaces
//! between them, 0 where the contents decide.

use super::attributes::braces;
use super::blocks::Writer;
use super::inline::Place;
use crate::model::{Attributes, Block, Cell, Inline, Side, Table};

/// Writes a table with its caption.
pub(super) fn write(writer: &mut Writer<'_>, table: &Table) -> String {
    if table.rows.iter().all(Vec::is_empty) {
        return String::new();
    }
    let mut attributes = table.attributes.clone();
    let at = attributes.keys.iter().position(|(key, _)| key == "widths");
    let widths = at.map(|at| attributes.keys.remove(at).1).unwrap_or_default();
    let widths: Vec<&str> = widths.split_whitespace().collect();
    let mut out = match grid(table).filter(|_| is_plain(table)) {
        Some(grid) => pipes(writer, table, &grid, &widths),
        None => html(writer, table, &widths),
    };
    let caption = writer.inline(&table.caption, Place::Line);
    let braces = braces(&attributes);
    if !caption.is_empty() || attributes.id.is_some() {
        out.push_str(format!("\n\n: {caption} {braces}").replace("  ", " ").trim_end());
    }
    out
}

/// The most places that a table of pipes has: HTML has none for those under merged cells.
const PLACES: usize = 100_000;

/// For each place of the table the cell that begins in it; none where its rows do not fill it.
fn grid(table: &Table) -> Option<Vec<Vec<Option<&Cell>>>> {
    let width = table.columns.len();
    if width == 0 || width.saturating_mul(table.rows.len()) > PLACES {
        return None;
    }
    let mut covered = vec![0usize; width];
    let mut grid = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let mut places: Vec<Option<&Cell>> = vec![None; width];
        let mut cells = row.iter();
        let mut column = 0;
        while column < width {
            if covered[column] > 0 {
                covered[column] -= 1;
                column += 1;
                continue;
            }
            let cell = cells.next()?;
            let end = column + cell.across.max(1);
            if end > width || covered[column..end].iter().any(|rows| *rows > 0) {
                return None;
            }
            places[column] = Some(cell);
            covered[column..end].fill(cell.down.max(1) - 1);
            column = end;
        }
        if cells.next().is_some() {
            return None;
        }
        grid.push(places);
    }
    // A merged cell that reaches below the last row is no pipe table's.
    covered.iter().all(|rows| *rows == 0).then_some(grid)
}

/// Whether every cell is a line of text, under one header row that no cell reaches out of.
fn is_plain(table: &Table) -> bool {
    table.header == 1
        && table.rows.len() > 1
        && table.rows[0].iter().all(|cell| cell.down <= 1)
        && table.rows.iter().flatten().all(|cell| match line(cell) {
            Some((_, inlines)) => !holds_bars(inlines),
            None => cell.blocks.is_empty(),
        })
        && table.rows.iter().any(|row| row.iter().any(|cell| !cell.blocks.is_empty()))
}

/// The only line of a cell, and the side on which it stands.
fn line(cell: &Cell) -> Option<(Option<&'static str>, &[Inline])> {
    match &cell.blocks[..] {
        [Block::Paragraph(inlines)] if !inlines.is_empty() => Some((None, inlines)),
        [Block::Division { attributes, blocks }] => {
            let side = ["left", "center", "right"]
                .into_iter()
                .find(|side| attributes.classes == [*side])
                .filter(|_| attributes.id.is_none() && attributes.keys.is_empty())?;
            match &blocks[..] {
                [Block::Paragraph(inlines)] if !inlines.is_empty() => Some((Some(side), inlines)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether a formula holds a bar, which would end its cell, or a picture is all that there is.
fn holds_bars(inlines: &[Inline]) -> bool {
    let mut open: Vec<&Inline> = inlines.iter().collect();
    while let Some(inline) = open.pop() {
        match inline {
            Inline::Math(source) if source.contains('|') => return true,
            Inline::Marked(_, inlines)
            | Inline::Span(_, inlines)
            | Inline::Link { inlines, .. } => {
                open.extend(inlines);
            }
            _ => {}
        }
    }
    false
}

fn pipes(
    writer: &mut Writer<'_>,
    table: &Table,
    grid: &[Vec<Option<&Cell>>],
    widths: &[&str],
) -> String {
    let mut rows: Vec<Vec<String>> = Vec::with_capacity(grid.len());
    for (at, places) in grid.iter().enumerate() {
        let mut row = Vec::with_capacity(places.len());
        for (column, place) in places.iter().enumerate() {
            let Some(cell) = place else {
                row.push(String::new());
                continue;
            };
            let (side, inlines) = line(cell).unwrap_or((None, &[]));
            let mut text = writer.inline(inlines, Place::Cell);
            let mut keys = Vec::new();
            if cell.across > 1 {
                keys.push(("colspan".to_owned(), cell.across.to_string()));
            }
            if cell.down > 1 {
                keys.push(("rowspan".to_owned(), cell.down.to_string()));
            }
            keys.extend(side.map(|side| ("align".to_owned(), side.to_owned())));
            let width = widths.get(column).filter(|width| at == 0 && **width != "0");
            keys.extend(width.map(|width| ("width".to_owned(), format!("{width}%"))));
            let braces = braces(&Attributes { keys, ..Attributes::default() });
            if !braces.is_empty() {
                text = format!("{text} {braces}").trim_start().to_owned();
            }
            row.push(text);
        }
        rows.push(row);
    }
    let mut out = String::new();
    for (at, row) in rows.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        out.push('|');
        for text in row {
            out.push_str(if text.is_empty() { " |" } else { " " });
            if !text.is_empty() {
                out.push_str(text);
                out.push_str(" |");
            }
        }
        if at == 0 {
            out.push_str("\n|");
            for column in 0..table.columns.len() {
                out.push_str(match table.columns[column] {
                    Side::Unsaid => "---|",
                    Side::Left => ":--|",
                    Side::Middle => ":-:|",
                    Side::Right => "--:|",
                });
            }
        }
    }
    out
}

fn html(writer: &mut Writer<'_>, table: &Table, widths: &[&str]) -> String {
    let mut out = "<table>\n".to_owned();
    if widths.iter().any(|width| *width != "0") {
        for width in widths {
            match *width {
                "0" => out.push_str("<col>"),
                width => out.push_str(&format!("<col style=\"width: {width}%\">")),
            }
        }
        out.push('\n');
    }
    for (at, row) in table.rows.iter().enumerate() {
        if table.header > 0 && at == 0 {
            out.push_str("<thead>\n");
        }
        if table.header > 0 && at == table.header {
            out.push_str("</thead>\n<tbody>\n");
        }
        out.push_str("<tr>\n");
        let mut column = 0;
        for cell in row {
            let tag = if at < table.header { "th" } else { "td" };
            out.push_str(&format!("<{tag}"));
            if cell.across > 1 {
                out.push_str(&format!(" colspan=\"{}\"", cell.across));
            }
            if cell.down > 1 {
                out.push_str(&format!(" rowspan=\"{}\"", cell.down));
            }
            let side = match table.columns.get(column) {
                Some(Side::Left) => Some("left"),
                Some(Side::Middle) => Some("center"),
                Some(Side::Right) => Some("right"),
                _ => None,
            };
            let own = line(cell).and_then(|(side, _)| side);
            let blocks = match &cell.blocks[..] {
                [Block::Division { blocks, .. }] if own.is_some() => blocks,
                _ => &cell.blocks,
            };
            if let Some(side) = own.or(side) {
                out.push_str(&format!(" align=\"{side}\""));
            }
            column += cell.across.max(1);
            let content = writer.blocks(blocks);
            if content.is_empty() {
                out.push_str(&format!("></{tag}>\n"));
            } else {
                out.push_str(&format!(">\n\n{content}\n\n</{tag}>\n"));
            }
        }
        out.push_str("</tr>\n");
    }
    if table.header > 0 {
        let ends = if table.header < table.rows.len() { "</tbody>\n" } else { "</thead>\n" };
        out.push_str(ends);
    }
    out.push_str("</table>");
    out
}

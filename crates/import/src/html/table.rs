//! Tables: what holds values stays a table, what only lays a page out is taken apart.

use crate::flow::Out;
use crate::model::{Block, Cell, Inline, Side, Table};
use crate::runs::plain;

use super::block::{Dress, Walk};
use super::style::{look, side};
use super::tree::Tree;

/// The most columns of a table.
const COLUMNS: usize = 128;

/// The most cells of a table, those that are merged counted as all that they cover.
const CELLS: usize = 262_144;

/// A row while it is read: whether it is a header, and its cells.
type Row = (bool, Vec<usize>);

/// Writes a table, or what it lays out.
pub(super) fn write(walk: &mut Walk<'_>, index: usize, dress: &Dress, out: &mut Out) {
    let tree = walk.tree;
    let rows = rows(walk, index);
    let caption = tree.nodes[index]
        .children
        .iter()
        .copied()
        .find(|child| tree.nodes[*child].name == "caption" && !walk.dead[*child]);
    let caption = caption.map(|child| walk.line(child, dress)).unwrap_or_default();
    let layout = tree.nodes[index].attribute("role") == Some("presentation")
        || rows.iter().map(|(_, cells)| cells.len()).sum::<usize>() <= 1;
    let mut table = Table { caption, ..Table::default() };
    let mut sides: Vec<Vec<Option<Side>>> = Vec::new();
    // For each column, how many rows more a cell above covers.
    let mut covered: Vec<usize> = Vec::new();
    let mut count = 0;
    let most = rows.len();
    let mut heads = true;
    for (at, (head, cells)) in rows.iter().enumerate() {
        let mut made = Vec::with_capacity(cells.len());
        let mut column = 0;
        let mut placed = Vec::with_capacity(cells.len());
        for cell in cells {
            while covered.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            let node = &tree.nodes[*cell];
            let number = |name, most: usize| {
                let written =
                    node.attribute(name).and_then(|text| text.trim().parse::<usize>().ok());
                written.unwrap_or(1).clamp(1, most.max(1))
            };
            let mut across = number("colspan", COLUMNS);
            let mut down = number("rowspan", most - at);
            // A cell does not reach over one that comes from above.
            let free = (column..column + across)
                .take_while(|column| covered.get(*column).is_none_or(|rows| *rows == 0))
                .count();
            across = across.min(free).max(1);
            count += across * down;
            if count > CELLS {
                (across, down) = (1, 1);
            }
            let inner = Dress { look: look(node, &dress.look), font: dress.font.clone() };
            let blocks = walk.blocks(*cell, &inner);
            placed.push((column, across, down));
            if sides.len() <= column {
                sides.resize(column + 1, Vec::new());
            }
            let own = match side(node) {
                Some("center") => Side::Middle,
                Some("right") => Side::Right,
                _ => Side::Unsaid,
            };
            // What the text of a cell is set as says it too.
            let inside = blocks.iter().find_map(|block| match block {
                Block::Division { attributes, .. } => attributes.classes.first(),
                _ => None,
            });
            let own = match inside.map(String::as_str) {
                Some("center") => Side::Middle,
                Some("right") => Side::Right,
                _ => own,
            };
            if across == 1 && !head {
                sides[column].push(Some(own));
            }
            made.push(Cell { across, down, blocks: blocks.into_iter().flat_map(bare).collect() });
            column += across;
        }
        for rows in &mut covered {
            *rows = rows.saturating_sub(1);
        }
        for (column, across, down) in placed {
            if covered.len() < column + across {
                covered.resize(column + across, 0);
            }
            for rows in &mut covered[column..column + across] {
                *rows = (*rows).max(down - 1);
            }
        }
        heads &= *head;
        if heads {
            table.header += 1;
        }
        table.rows.push(made);
    }
    let columns = covered.len();
    if table.rows.iter().all(Vec::is_empty) {
        return;
    }
    if table.header == table.rows.len() {
        table.header = 1.min(table.rows.len() - 1);
    }
    if let Some(figure) = picture(&table) {
        out.blocks.extend(figure);
        return;
    }
    let nested = cells(&table).any(|cell| {
        cell.blocks.iter().any(|block| {
            matches!(
                block,
                Block::Table(_) | Block::Heading { .. } | Block::Quote(_) | Block::Code { .. }
            )
        })
    });
    let long = columns <= 1;
    if layout || nested || long || columns > COLUMNS {
        if !table.caption.is_empty() {
            out.blocks.push(Block::Paragraph(table.caption));
        }
        let blocks = table.rows.into_iter().flatten().flat_map(|cell| cell.blocks);
        out.blocks.extend(blocks);
        return;
    }
    table.columns = (0..columns)
        .map(|column| {
            let own = sides.get(column).map(Vec::as_slice).unwrap_or_default();
            let first = own.first().copied().flatten().unwrap_or_default();
            if own.iter().all(|side| *side == Some(first)) { first } else { Side::Unsaid }
        })
        .collect();
    out.blocks.push(Block::Table(table));
}

fn cells(table: &Table) -> impl Iterator<Item = &Cell> {
    table.rows.iter().flatten()
}

/// The side of a cell's text is a matter of its column.
fn bare(block: Block) -> Vec<Block> {
    match block {
        Block::Division { attributes, blocks }
            if attributes.classes.iter().any(|class| class == "center" || class == "right") =>
        {
            blocks
        }
        other => vec![other],
    }
}

/// Newspapers frame a picture and its caption by a table.
fn picture(table: &Table) -> Option<Vec<Block>> {
    let mut figures = Vec::new();
    let mut said: Vec<Inline> = Vec::new();
    for block in cells(table).flat_map(|cell| &cell.blocks) {
        match block {
            Block::Figure { caption, .. } if caption.is_empty() => figures.push(block.clone()),
            Block::Paragraph(words) if !figures.is_empty() && said.is_empty() => {
                said.clone_from(words);
            }
            _ => return None,
        }
    }
    if cells(table).count() > 4 || plain(&said).chars().count() > 500 {
        return None;
    }
    let Some(Block::Figure { caption, .. }) = figures.last_mut() else { return None };
    *caption = said;
    Some(figures)
}

/// The rows of a table, those of tables within it left out.
fn rows(walk: &Walk<'_>, index: usize) -> Vec<Row> {
    let tree: &Tree = walk.tree;
    let mut rows = Vec::new();
    let live = |child: &usize| !walk.dead[*child];
    for child in tree.nodes[index].children.iter().copied().filter(live) {
        match tree.nodes[child].name.as_str() {
            "tr" => rows.push(row(walk, child, false)),
            "thead" | "tbody" | "tfoot" => {
                let head = tree.nodes[child].name == "thead";
                for own in tree.nodes[child].children.iter().copied().filter(live) {
                    if tree.nodes[own].name == "tr" {
                        rows.push(row(walk, own, head));
                    }
                }
            }
            _ => {}
        }
    }
    rows.retain(|(_, cells)| !cells.is_empty());
    rows
}

fn row(walk: &Walk<'_>, index: usize, head: bool) -> Row {
    let tree = walk.tree;
    let cells: Vec<usize> = tree.nodes[index]
        .children
        .iter()
        .copied()
        .filter(|child| matches!(&*tree.nodes[*child].name, "td" | "th") && !walk.dead[*child])
        .collect();
    let all = !cells.is_empty() && cells.iter().all(|cell| tree.nodes[*cell].name == "th");
    (head || all, cells)
}

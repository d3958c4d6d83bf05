//! Tables: merged cells, header rows, the sides on which columns stand (ECMA-376 §17.4).

use vanban_docx::read::{Node, Tree};

use super::styles::toggle;
use super::{Part, Walk, body, child_attribute};
use crate::model::{Block, Cell, Side, Table};

/// From the text's edge to the table's, in twips.
pub(super) fn left(tree: &Tree, table: Node) -> i32 {
    let properties = tree.child(table, "w:tblPr");
    let indent = properties.and_then(|p| child_attribute(tree, p, "w:tblInd", "w:w"));
    indent.and_then(|indent| indent.parse().ok()).unwrap_or(0)
}

/// The most columns that a cell takes.
const WIDEST: usize = 1000;

/// Reads a table.
pub(super) fn read(walk: &mut Walk, part: Part<'_>, node: Node) -> Table {
    let tree = part.tree;
    let mut table = Table::default();
    // For each column the cell of an earlier row that goes on: its row and place.
    let mut open: Vec<Option<(usize, usize)>> = Vec::new();
    let mut heads = true;
    let rows: Vec<Node> = rows(tree, node);
    for row in &rows {
        let mut cells: Vec<Cell> = Vec::new();
        let properties = tree.child(*row, "w:trPr");
        let is_head = properties.is_some_and(|p| toggle(tree, p, "w:tblHeader") == Some(true));
        heads &= is_head;
        table.header += usize::from(heads);
        let before = properties.and_then(|p| child_attribute(tree, p, "w:gridBefore", "w:val"));
        let before = before.and_then(|count| count.parse().ok()).unwrap_or(0usize).min(WIDEST);
        let mut column = 0;
        for _ in 0..before {
            cells.push(Cell { across: 1, down: 1, blocks: Vec::new() });
            column += 1;
        }
        let at = table.rows.len();
        for cell in cells_of(tree, *row) {
            let properties = tree.child(cell, "w:tcPr");
            let across = properties
                .and_then(|p| child_attribute(tree, p, "w:gridSpan", "w:val")?.parse().ok())
                .unwrap_or(1usize)
                .clamp(1, WIDEST);
            let merge = properties.and_then(|p| tree.child(p, "w:vMerge"));
            let restarts = merge.is_some_and(|m| tree.attribute(m, "w:val") == Some("restart"));
            if open.len() < column + across {
                open.resize(column + across, None);
            }
            let owner = open[column].filter(|_| merge.is_some() && !restarts);
            if let Some((row, place)) = owner {
                let rows = &mut table.rows;
                if let Some(cell) = rows.get_mut(row).and_then(|cells| cells.get_mut(place)) {
                    cell.down = at - row + 1;
                }
                column += across;
                continue;
            }
            let blocks = body::read(walk, part, cell);
            let place = restarts.then_some((at, cells.len()));
            for each in &mut open[column..column + across] {
                *each = place;
            }
            cells.push(Cell { across, down: 1, blocks });
            column += across;
        }
        table.rows.push(cells);
        let width = table.columns.len().max(column);
        table.columns.resize(width, Side::Unsaid);
    }
    let properties = tree.child(node, "w:tblPr");
    let look = properties.and_then(|p| tree.child(p, "w:tblLook"));
    let first = look.is_some_and(|look| {
        let bits = tree.attribute(look, "w:val").and_then(|v| u32::from_str_radix(v, 16).ok());
        let said = matches!(tree.attribute(look, "w:firstRow"), Some("1" | "true"));
        said || bits.is_some_and(|bits| bits & 0x20 != 0)
    });
    if table.header == 0 && first && table.rows.len() > 1 && !walk.styles.own {
        let merged = table.rows[0].iter().any(|cell| cell.down > 1);
        table.header = usize::from(!merged);
    }
    sides(&mut table);
    table
}

fn rows(tree: &Tree, table: Node) -> Vec<Node> {
    let mut rows = Vec::new();
    for node in tree.children(table) {
        match tree.name(node) {
            "w:tr" => rows.push(node),
            "w:sdt" | "w:ins" | "w:customXml" => {
                let inside = tree.child(node, "w:sdtContent").unwrap_or(node);
                rows.extend(tree.children(inside).filter(|node| tree.name(*node) == "w:tr"));
            }
            _ => {}
        }
    }
    rows
}

fn cells_of(tree: &Tree, row: Node) -> Vec<Node> {
    let mut cells = Vec::new();
    for node in tree.children(row) {
        match tree.name(node) {
            "w:tc" => cells.push(node),
            "w:sdt" | "w:customXml" => {
                let inside = tree.child(node, "w:sdtContent").unwrap_or(node);
                cells.extend(tree.children(inside).filter(|node| tree.name(*node) == "w:tc"));
            }
            _ => {}
        }
    }
    cells
}

/// The side on which all that a cell holds stands; none where it holds nothing.
fn side(cell: &Cell) -> Option<Side> {
    let mut found = None;
    for block in &cell.blocks {
        let side = match block {
            Block::Division { attributes, .. } => {
                match attributes.classes.first().map(String::as_str) {
                    Some("center") => Side::Middle,
                    Some("right") => Side::Right,
                    Some("left") => Side::Left,
                    _ => Side::Unsaid,
                }
            }
            _ => Side::Unsaid,
        };
        if found.is_some_and(|found| found != side) {
            return Some(Side::Unsaid);
        }
        found = Some(side);
    }
    found
}

/// Says of columns what all their cells say of themselves.
fn sides(table: &mut Table) {
    // What header cells say, and what the others do: a style may say it for either.
    let mut said: Vec<[Option<Side>; 2]> = vec![[None; 2]; table.columns.len()];
    let heads = table.header;
    let mut open = vec![0usize; table.columns.len()];
    let mut places: Vec<Vec<usize>> = Vec::new();
    for (at, row) in table.rows.iter().enumerate() {
        let mut column = 0;
        let mut columns = Vec::new();
        for cell in row {
            while open.get(column).is_some_and(|rows| *rows > 0) {
                open[column] -= 1;
                column += 1;
            }
            columns.push(column);
            if cell.across == 1
                && let Some(side) = side(cell)
                && let Some(column) = said.get_mut(column)
            {
                let column = &mut column[usize::from(at >= heads)];
                *column = match column {
                    Some(before) if *before != side => Some(Side::Unsaid),
                    _ => Some(side),
                };
            }
            let end = (column + cell.across).min(open.len());
            for rows in open.iter_mut().take(end).skip(column) {
                *rows = cell.down.saturating_sub(1);
            }
            column += cell.across;
        }
        for rows in open.iter_mut().skip(column) {
            *rows = rows.saturating_sub(1);
        }
        places.push(columns);
    }
    for (side, said) in table.columns.iter_mut().zip(said) {
        *side = match said.map(Option::unwrap_or_default) {
            [Side::Unsaid, side] | [side, Side::Unsaid] => side,
            [head, body] if head == body => body,
            _ => Side::Unsaid,
        };
    }
    for (row, columns) in table.rows.iter_mut().zip(places) {
        for (cell, column) in row.iter_mut().zip(columns) {
            let of_column = table.columns.get(column).copied().unwrap_or_default();
            if of_column != Side::Unsaid && side(cell) == Some(of_column) {
                let blocks = std::mem::take(&mut cell.blocks);
                for block in blocks {
                    match block {
                        Block::Division { blocks, .. } => cell.blocks.extend(blocks),
                        block => cell.blocks.push(block),
                    }
                }
            }
        }
    }
}

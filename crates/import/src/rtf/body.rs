//! Paragraphs and rows to blocks: headings by their styles, items by their marks, figures by what stands
//! alone. Tables hold cells that hold paragraphs: the one recursion, as deep as the format nests them.

use crate::flow::{Out, flush, is_short, unmarked};
use crate::legacy::Decided;
use crate::model::{Attributes, Block, Cell, Inline, Item, List, Mark, Side, Table};
use crate::plain::{Kind, marker};
use crate::runs::{Piece, Run, class, inlines, plain};

use super::flow::{Paragraph, Part, Row, What};
use super::table::Tables;

/// What text is read with.
pub(super) struct Reading<'a> {
    /// The tables at the head of the document.
    pub(super) tables: &'a Tables,
    /// The old fonts.
    pub(super) fonts: &'a Decided,
}

/// The most columns of a table.
const COLUMNS: usize = 128;

/// How deep lists nest.
const DEPTH: usize = 6;

/// The blocks of parts.
pub(super) fn blocks(parts: &[Part], reading: &Reading<'_>) -> Vec<Block> {
    let mut out = Vec::new();
    let mut caption = Vec::new();
    let mut at = 0;
    while let Some(part) = parts.get(at) {
        match part {
            Part::Page => {
                out.push(Block::PageBreak);
                at += 1;
            }
            Part::Row(_) => {
                let used =
                    parts[at..].iter().take_while(|part| matches!(part, Part::Row(_))).count();
                let rows = parts[at..at + used].iter().filter_map(|part| match part {
                    Part::Row(row) => Some(row),
                    _ => None,
                });
                let rows: Vec<&Row> = rows.collect();
                table(&rows, std::mem::take(&mut caption), reading, &mut out);
                at += used;
            }
            Part::Paragraph(paragraph) => {
                let used = list(&parts[at..], reading, &mut out);
                if used > 0 {
                    at += used;
                    continue;
                }
                let named = reading.tables.style(paragraph.set.style);
                if named.starts_with("caption") {
                    let said = inlines(runs(paragraph, reading));
                    match (out.last_mut(), parts.get(at + 1)) {
                        (Some(Block::Figure { caption, .. }), _) if caption.is_empty() => {
                            *caption = said;
                        }
                        (_, Some(Part::Row(_))) => caption = said,
                        _ => out.push(Block::Paragraph(said)),
                    }
                } else {
                    single(paragraph, reading, &mut out);
                }
                at += 1;
            }
        }
    }
    out.retain(|block| !matches!(block, Block::Paragraph(inlines) if inlines.is_empty()));
    out
}

/// The runs of a paragraph, old fonts read.
pub(super) fn runs(paragraph: &Paragraph, reading: &Reading<'_>) -> Vec<Run> {
    let runs = paragraph.stretches.iter().map(|stretch| {
        let piece = match &stretch.what {
            What::Text(text, capitals) => {
                let name = reading.tables.name(stretch.font);
                let text = reading.fonts.text(name, text).unwrap_or_else(|| text.clone());
                Piece::Text(if *capitals { text.to_uppercase() } else { text })
            }
            What::Break => Piece::Break,
            What::Whole(inline) => Piece::Whole(inline.clone()),
        };
        Run { look: stretch.look.clone(), piece }
    });
    runs.collect()
}

/// A paragraph, a heading, a quotation, a figure.
fn single(paragraph: &Paragraph, reading: &Reading<'_>, out: &mut Vec<Block>) {
    let set = paragraph.set;
    let mut runs = runs(paragraph, reading);
    if let Some(mark) = &paragraph.mark {
        let mark = mark.trim();
        if !mark.is_empty() {
            runs.insert(0, Run::text(&crate::runs::Look::default(), format!("{mark} ")));
        }
    }
    let level = set.level.or_else(|| reading.tables.level(set.style));
    if let Some(level) = level.filter(|_| !set.table) {
        for run in &mut runs {
            run.look.marks.set(Mark::Strong, false);
            if run.piece == Piece::Break {
                run.piece = Piece::Text(" ".to_owned());
            }
        }
        let said = unmarked(inlines(runs), &[Mark::Emphasis]);
        if !plain(&said).trim().is_empty() {
            let attributes = Attributes::default();
            out.push(Block::Heading { level: level.min(6), inlines: said, attributes });
        }
        return;
    }
    let mut made = Out { blocks: Vec::new(), runs };
    flush(&mut made);
    let named = reading.tables.style(set.style);
    if named == "quote" || named == "intense quote" {
        match out.last_mut() {
            Some(Block::Quote(blocks)) => blocks.extend(made.blocks),
            _ if made.blocks.is_empty() => {}
            _ => out.push(Block::Quote(made.blocks)),
        }
        return;
    }
    match set.side {
        Some(side) if !set.table && !made.blocks.is_empty() && made.blocks.iter().all(is_short) => {
            out.push(Block::Division { attributes: class(side), blocks: made.blocks });
        }
        _ => out.extend(made.blocks),
    }
}

/// A mark of a list: what is written before the first item, what tells the list apart, its place.
fn mark(text: &str) -> Option<(String, Kind, usize)> {
    let text = text.trim();
    let sign = |c: char| !c.is_alphanumeric() || matches!(c, 'o' | 'q' | 'n' | 'v');
    let mut letters = text.chars();
    if let (Some(first), None) = (letters.next(), letters.next())
        && sign(first)
    {
        return Some(("-".to_owned(), Kind::Sign('-'), 0));
    }
    let line = format!("{text} x");
    let found = marker(&line)?;
    let counted = !matches!(found.kind, Kind::Sign(_));
    counted.then(|| (found.written.to_owned(), found.kind, found.value))
}

/// The list at the beginning of parts; how many are in it.
fn list(parts: &[Part], reading: &Reading<'_>, out: &mut Vec<Block>) -> usize {
    struct Open {
        depth: usize,
        kind: Kind,
        value: usize,
        list: List,
    }
    fn shut(open: &mut Vec<Open>, most: usize) {
        while open.len() > most.max(1) {
            let Some(inner) = open.pop() else { return };
            if let Some(item) = open.last_mut().and_then(|outer| outer.list.items.last_mut()) {
                item.blocks.push(Block::List(inner.list));
            }
        }
    }
    fn add(open: &mut [Open], value: usize, item: Item) {
        if let Some(last) = open.last_mut() {
            last.value = value;
            last.list.items.push(item);
        }
    }
    let mut open: Vec<Open> = Vec::new();
    let mut used = 0;
    for part in parts {
        let Part::Paragraph(paragraph) = part else { break };
        let Some((marker, kind, value)) = paragraph.mark.as_deref().and_then(mark) else { break };
        let set = paragraph.set;
        if set.level.or_else(|| reading.tables.level(set.style)).is_some() {
            break;
        }
        let mut made = Out { blocks: Vec::new(), runs: runs(paragraph, reading) };
        flush(&mut made);
        let item = Item { task: None, blocks: made.blocks };
        if item.blocks.is_empty() {
            used += 1;
            continue;
        }
        let depth = set.depth;
        let kept = open.iter().take_while(|each| each.depth <= depth).count();
        if kept == 0 && !open.is_empty() {
            break;
        }
        shut(&mut open, kept);
        let last = open.last().map(|last| (last.depth, last.kind, last.value));
        let follows = |before: usize| matches!(kind, Kind::Sign(_)) || value == before + 1;
        match last {
            Some((own, like, before)) if own == depth && like == kind && follows(before) => {
                add(&mut open, value, item);
            }
            // A list that counts anew is another one.
            Some((own, ..)) if own == depth && open.len() == 1 => break,
            Some((own, ..)) if own == depth => {
                let outer = open.len() - 1;
                shut(&mut open, outer);
                open.push(Open { depth, kind, value, list: begun(marker, item) });
            }
            _ if open.len() < DEPTH => {
                open.push(Open { depth, kind, value, list: begun(marker, item) });
            }
            _ => add(&mut open, value, item),
        }
        used += 1;
    }
    shut(&mut open, 1);
    if let Some(outer) = open.pop() {
        out.push(Block::List(outer.list));
    }
    used
}

fn begun(marker: String, item: Item) -> List {
    List { marker, tight: true, items: vec![item] }
}

/// Rows that follow one another, as a table; one column only is no table.
fn table(rows: &[&Row], caption: Vec<Inline>, reading: &Reading<'_>, out: &mut Vec<Block>) {
    let mut edges: Vec<i32> =
        rows.iter().flat_map(|row| row.places.iter().map(|place| place.edge)).collect();
    edges.sort_unstable();
    // Edges that differ by less than a millimetre were drawn by hand.
    edges.dedup_by(|next, one| next.abs_diff(*one) < 57);
    let column = |edge: i32| edges.partition_point(|own| own.saturating_add(57) <= edge);
    let mut made: Vec<Vec<(usize, Cell)>> = Vec::new();
    let mut columns = 0;
    let mut head = 0;
    for (at, row) in rows.iter().enumerate() {
        let mut cells: Vec<(usize, Cell)> = Vec::new();
        let mut left = 0;
        for (number, parts) in row.cells.iter().enumerate().take(COLUMNS) {
            let place = row.places.get(number).copied();
            let right = place
                .map_or(left + 1, |place| column(place.edge) + 1)
                .max(left + 1)
                .min(left + COLUMNS);
            let blocks = blocks(parts, reading);
            let (above, before) =
                place.map_or((false, false), |place| (place.from_above, place.from_before));
            if before && let Some((_, cell)) = cells.last_mut() {
                cell.across += right - left;
                cell.blocks.extend(blocks);
            } else if above && let Some(cell) = cell_above(&mut made, left, at) {
                cell.down = cell.down.max(1) + 1;
                cell.blocks.extend(blocks);
            } else {
                cells.push((left, Cell { across: right - left, down: 1, blocks }));
            }
            left = right;
        }
        columns = columns.max(left);
        if row.head && head == at {
            head += 1;
        }
        made.push(cells);
    }
    let bold = |(_, cell): &(usize, Cell)| {
        cell.blocks.iter().all(|block| {
            matches!(block, Block::Paragraph(inlines) if inlines.iter().all(|inline| matches!(inline, Inline::Marked(Mark::Strong, _))))
        }) && !cell.blocks.is_empty()
    };
    if head == 0
        && made.len() > 1
        && made[0].iter().all(bold)
        && made[0].iter().all(|(_, cell)| cell.down == 1)
    {
        head = 1;
    }
    if columns <= 1 || made.len() == 1 && made[0].len() <= 1 {
        if !caption.is_empty() {
            out.push(Block::Paragraph(caption));
        }
        out.extend(made.into_iter().flatten().flat_map(|(_, cell)| cell.blocks));
        return;
    }
    let rows: Vec<Vec<Cell>> =
        made.into_iter().map(|row| row.into_iter().map(|(_, cell)| cell).collect()).collect();
    let mut rows = rows;
    for cell in rows.iter_mut().take(head).flatten() {
        for block in &mut cell.blocks {
            // Headers are bold by themselves.
            if let Block::Paragraph(inlines) = block {
                *inlines = unmarked(std::mem::take(inlines), &[Mark::Strong]);
            }
        }
    }
    let header = if head >= rows.len() { rows.len() - 1 } else { head };
    let columns = vec![Side::Unsaid; columns];
    out.push(Block::Table(Table { columns, header, rows, caption, ..Table::default() }));
}

/// The cell that reaches down to a row at a column.
fn cell_above(made: &mut [Vec<(usize, Cell)>], left: usize, at: usize) -> Option<&mut Cell> {
    // A merged cell begins at most as many rows above as it is high.
    for (row, cells) in made.iter_mut().enumerate().rev() {
        let found = cells.iter_mut().position(|(own, _)| *own == left);
        if let Some(found) = found {
            let (_, cell) = &mut cells[found];
            return (row + cell.down == at).then_some(cell);
        }
    }
    None
}

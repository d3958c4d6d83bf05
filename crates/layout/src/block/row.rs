//! The rows of a table: cells side by side in bands, those of merged cells together.

use vanban_article::{Article, BlockId, BlockKind, CellPart, Code, Diagnostic, Slot};
use vanban_theme::{Align, Pt, Twip};

use crate::block::{Site, block};
use crate::context::Context;
use crate::fragment::{Fragment, Unit, stack};
use crate::frame::{Item, Rule};
use crate::geometry::{Point, Size};
use crate::structure::{NodeId, Tag};

/// The geometry of a table: where its columns stand.
#[derive(Debug)]
pub(super) struct Columns {
    /// The left edges of the columns' left borders, and that of the last border.
    edges: Vec<Twip>,
}

impl Columns {
    /// Columns of these widths.
    pub(super) fn new(left: Twip, widths: &[Twip]) -> Columns {
        let mut edges = vec![left];
        let mut x = left;
        for width in widths {
            x += *width;
            edges.push(x);
        }
        Columns { edges }
    }

    /// The left edges of a cell and of what follows it.
    fn sides(&self, slot: &Slot) -> (Twip, Twip) {
        (self.edges[slot.column], self.edges[slot.column + slot.columns])
    }

    /// The left edges of the first and of the last border.
    fn outer(&self) -> (Twip, Twip) {
        (self.edges[0], self.edges[self.edges.len() - 1])
    }
}

/// A row whose cells are laid out.
pub(super) struct Row {
    /// What each cell takes of it.
    slots: Vec<Slot>,
    header: bool,
    /// The cells that begin in it.
    cells: Vec<Cell>,
    /// The structure nodes of the row and of its cells.
    node: NodeId,
    nodes: Vec<NodeId>,
}

struct Cell {
    block: BlockId,
    /// How many rows below the first it takes.
    below: usize,
    height: Twip,
    units: Vec<(Twip, Unit)>,
}

/// Lays out the cells that begin in a row; `align` says how each stands.
pub(super) fn cells(
    cx: &mut Context<'_>,
    columns: &Columns,
    slots: Vec<Slot>,
    site: Site,
    align: impl Fn(&Slot) -> Option<Align>,
) -> Row {
    let article: &Article = cx.article;
    let pad = cx.theme.table.padding_x;
    let header = site.place.cell == Some(CellPart::Head);
    let node = site.node;
    let mut row = Row { slots, header, cells: Vec::new(), node, nodes: Vec::new() };
    for slot in &row.slots {
        let (left, right) = columns.sides(slot);
        if slot.above == 0 {
            let names_row =
                matches!(article.block(slot.cell).kind, BlockKind::Cell { head: true, .. });
            let node = cx.structure.detached(tag(header || names_row), row.node);
            cx.structure.node_mut(node).takes = (slot.columns as u32, slot.below + 1);
            row.nodes.push(node);
            let (left, width) = (left + pad, right - left - pad * 2);
            let inside = Site { node, left, width, align: align(slot), ..site };
            let (height, units) = stack(contents(cx, article, slot.cell, inside), COLLAPSED);
            let (block, below) = (slot.cell, slot.below as usize);
            row.cells.push(Cell { block, below, height, units });
        }
    }
    row
}

/// The height of the empty paragraph that a DOCX has after a table at the end of a cell: word
/// processors make it vanish.
const COLLAPSED: Twip = Twip(1);

fn tag(header: bool) -> Tag {
    if header { Tag::HeaderCell } else { Tag::DataCell }
}

fn contents(cx: &mut Context<'_>, article: &Article, cell: BlockId, site: Site) -> Vec<Fragment> {
    let mut fragments = Vec::new();
    for child in article.children(cell) {
        block(cx, child, site, &mut fragments);
    }
    fragments
}

/// The fragments of rows that merged cells hold together, or of a single row.
///
/// The height of a row is that of its highest cell; what a merged cell needs beyond the rows before
/// its last goes to the last, as word processors do. The rows stay on one page where it has the
/// room, else those that the text of a merged cell reaches; a row that no page can hold whole is cut
/// between lines.
pub(super) fn fragments(
    cx: &mut Context<'_>,
    columns: &Columns,
    mut rows: Vec<Row>,
    head: Twip,
) -> Vec<Fragment> {
    let theme = cx.theme;
    let border = theme.table.border.width.twips();
    let frame = border + theme.table.padding_y * 2;
    let page = cx.theme.page.text_height();
    let kept = keep_together(cx, &mut rows, frame, page - head - border);
    let heights = heights(&rows, frame);
    let mut fragments = Vec::with_capacity(rows.len());
    for ((row, height), keep_next) in rows.into_iter().zip(heights).zip(kept) {
        let room = page - border - frame;
        let mut units = Vec::new();
        let Row { slots, header, cells, nodes, .. } = row;
        if height <= room {
            let stacked = cells.into_iter().flat_map(|cell| cell.units).collect();
            units.push(band(cx, columns, &slots, stacked, (height, header), nodes));
        } else {
            let mut nodes = Some(nodes);
            for (height, stacked) in cut(cells, room) {
                let nodes = nodes.take().unwrap_or_default();
                units.push(band(cx, columns, &slots, stacked, (height, header), nodes));
            }
        }
        fragments.push(Fragment {
            units,
            keep_next,
            orphans: 1,
            foot: border,
            is_row: true,
            ..Fragment::default()
        });
    }
    fragments
}

/// Which rows stay on the page of the next: all but the last where a page has the room, else those
/// that the text of a merged cell reaches. A merged cell whose text no page holds is taken apart.
fn keep_together(cx: &mut Context<'_>, rows: &mut [Row], frame: Twip, room: Twip) -> Vec<bool> {
    let count = rows.len();
    // Taking cells apart makes other rows higher: after the second time all are.
    for pass in 0..3 {
        let heights = heights(rows, frame);
        let mut tops = vec![Twip::ZERO];
        let mut y = Twip::ZERO;
        for height in &heights {
            y += *height + frame;
            tops.push(y);
        }
        if y <= room {
            return (1..=count).map(|at| at < count).collect();
        }
        let mut kept = vec![false; count];
        let mut apart = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            for cell in row.cells.iter().filter(|cell| cell.below > 0) {
                let bottom = tops[at] + cell.height + frame;
                let last = (at + cell.below).min(count - 1);
                let reached = tops[at + 1..=last].iter().take_while(|top| **top < bottom).count();
                let end = tops[at + reached + 1];
                if pass == 2 || reached > 0 && end - tops[at] > room {
                    apart.push((at, cell.block));
                } else {
                    kept[at..at + reached].fill(true);
                }
            }
        }
        if apart.is_empty() {
            return kept;
        }
        for (at, cell) in apart {
            take_apart(cx, rows, at, cell);
        }
    }
    vec![false; count]
}

/// Sets all of a merged cell in its first row; below it stand empty cells.
fn take_apart(cx: &mut Context<'_>, rows: &mut [Row], first: usize, cell: BlockId) {
    cx.hints.parted_cells.insert(cell);
    for (at, row) in rows.iter_mut().enumerate().skip(first) {
        let Some(place) = row.slots.iter().position(|slot| slot.cell == cell) else { break };
        // Empty cells that stand here already count as cells that begin here.
        let before = row.slots[..place].iter().filter(|slot| slot.above == 0).count();
        if at == first {
            row.cells.iter_mut().filter(|each| each.block == cell).for_each(|cell| cell.below = 0);
        } else {
            let node = cx.structure.detached(tag(row.header), row.node);
            row.nodes.insert(before, node);
        }
        let slot = &mut row.slots[place];
        (slot.above, slot.below) = (0, 0);
        cx.structure.node_mut(row.nodes[before]).takes = (slot.columns as u32, 1);
    }
    let span = cx.article.block(cell).span;
    let message = "the merged cell is longer than a page: all of it is set in its first row";
    cx.diagnostics.push(
        Diagnostic::warning(Code::OVERFLOW, span, message)
            .hint("shorten its text, or give each row a cell of its own"),
    );
}

/// The heights of rows without borders and padding; `frame` is the height of these.
fn heights(rows: &[Row], frame: Twip) -> Vec<Twip> {
    let mut heights: Vec<Twip> = Vec::with_capacity(rows.len());
    // What the merged cells that end in each row need, and the row that each begins in.
    let mut ends: Vec<Vec<(usize, Twip)>> = vec![Vec::new(); rows.len()];
    // The height of the rows before each, borders and padding included.
    let mut tops = vec![Twip::ZERO];
    for (at, row) in rows.iter().enumerate() {
        let mut height = Twip::ZERO;
        for cell in &row.cells {
            let last = (at + cell.below).min(rows.len() - 1);
            if last == at {
                height = height.max(cell.height);
            } else {
                ends[last].push((at, cell.height));
            }
        }
        for (first, needed) in &ends[at] {
            height = height.max(*needed - (tops[at] - tops[*first]));
        }
        heights.push(height);
        tops.push(tops[at] + height + frame);
    }
    heights
}

/// Cuts the cells of a row into parts no higher than a page has room for.
fn cut(cells: Vec<Cell>, room: Twip) -> Vec<(Twip, Vec<(Twip, Unit)>)> {
    let mut cells: Vec<_> =
        cells.into_iter().map(|cell| cell.units.into_iter().peekable()).collect();
    let mut parts = Vec::new();
    while cells.iter_mut().any(|cell| cell.peek().is_some()) {
        let mut stacked = Vec::new();
        let mut tallest = Twip::ZERO;
        for cell in &mut cells {
            let start = cell.peek().map_or(Twip::ZERO, |(y, _)| *y);
            while let Some((y, unit)) =
                cell.next_if(|(y, unit)| *y == start || *y + unit.height - start <= room)
            {
                tallest = tallest.max(y + unit.height - start);
                stacked.push((y - start, unit));
            }
        }
        parts.push((tallest, stacked));
    }
    parts
}

/// One unit of a row: contents, borders and background.
fn band(
    cx: &Context<'_>,
    columns: &Columns,
    slots: &[Slot],
    stacked: Vec<(Twip, Unit)>,
    (content, header): (Twip, bool),
    nodes: Vec<NodeId>,
) -> Unit {
    let style = &cx.theme.table;
    let border = style.border.width.twips();
    let height = border + style.padding_y * 2 + content;
    let nodes = nodes.into_iter().map(|node| (0, node)).collect();
    let mut unit = Unit { height, nodes, ..Unit::default() };
    let (left, right) = columns.outer();
    for (y, hidden, edge) in [
        (Pt(0.0), (|slot| slot.above > 0) as fn(&Slot) -> bool, &mut unit.edges.above),
        (height.pt(), |slot| slot.below > 0, &mut unit.edges.below),
    ] {
        for (first, end) in stretches(slots, hidden) {
            let (x, end) = (columns.edges[first], columns.edges[end]);
            let size = Size::new((end - x).pt(), style.border.width);
            let rule = Rule { size, color: style.border.color };
            edge.push((Point::new(x.pt(), y), Item::Rule(rule)));
        }
    }
    let mut paint = |x: Twip, y: Pt, width: Pt, height: Pt, color| {
        let rule = Rule { size: Size::new(width, height), color };
        unit.items.push((Point::new(x.pt(), y), Item::Rule(rule), None));
    };
    if let Some(fill) = style.head_fill.filter(|_| header) {
        paint(left, Pt(0.0), (right - left).pt(), height.pt(), fill);
    }
    let (line, ink) = (style.border.width, style.border.color);
    let half = Pt(line.0 / 2.0);
    for (y, drawn) in [
        (Pt(0.0), (|slot| slot.above == 0) as fn(&Slot) -> bool),
        (height.pt(), |slot| slot.below == 0),
    ] {
        for (first, end) in stretches(slots, drawn) {
            let (x, end) = (columns.edges[first], columns.edges[end]);
            paint(x, y, (end - x).pt() + half, line, ink);
        }
    }
    for slot in slots {
        paint(columns.sides(slot).0, Pt(0.0), line, height.pt() + line, ink);
    }
    paint(right, Pt(0.0), line, height.pt() + line, ink);
    let top = border + style.padding_y;
    for (y, inner) in stacked {
        let before = unit.items.len();
        unit.nodes.extend(inner.nodes.into_iter().map(|(at, node)| (before + at, node)));
        for (origin, item, node) in inner.items {
            let origin = Point::new(origin.x, origin.y + (top + y).pt());
            unit.items.push((origin, item, node));
        }
        unit.notes.extend(inner.notes);
        unit.places.extend(inner.places);
    }
    unit
}

/// The columns, from the first to one past the last, of neighbouring cells of a kind.
fn stretches(slots: &[Slot], wanted: fn(&Slot) -> bool) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for slot in slots.iter().filter(|slot| wanted(slot)) {
        let end = slot.column + slot.columns;
        match found.last_mut() {
            Some(last) if last.1 == slot.column => last.1 = end,
            _ => found.push((slot.column, end)),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use vanban_article::BlockId;
    use vanban_theme::Twip;

    use super::{Cell, Row, heights};
    use crate::structure::NodeId;

    fn row(cells: &[(usize, i32)]) -> Row {
        let cell = |(below, height): &(usize, i32)| Cell {
            block: BlockId(0),
            below: *below,
            height: Twip(*height),
            units: Vec::new(),
        };
        Row {
            slots: Vec::new(),
            header: false,
            cells: cells.iter().map(cell).collect(),
            node: NodeId(0),
            nodes: Vec::new(),
        }
    }

    #[test]
    fn what_a_merged_cell_needs_more_goes_to_its_last_row() {
        let rows = [row(&[(1, 100), (0, 20)]), row(&[(0, 20)])];
        // Two frames of 5: the first row takes 25 of the 105 that the cell needs.
        assert_eq!(heights(&rows, Twip(5)), [Twip(20), Twip(75)]);
        let rows = [row(&[(2, 30), (0, 20)]), row(&[(0, 20)]), row(&[(0, 10)])];
        assert_eq!(heights(&rows, Twip(5)), [Twip(20), Twip(20), Twip(10)]);
    }
}

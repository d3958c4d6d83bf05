//! Tables: rows as units, header rows repeated on every page.

use std::rc::Rc;

use vanban_article::{Alignment, Article, BlockId, BlockKind, CellPart, Code, Diagnostic};
use vanban_theme::{Align, Pt, Role, Twip};

use crate::block::{Site, align, block, columns, depth};
use crate::context::Context;
use crate::fragment::{Fragment, Unit, stack};
use crate::frame::{Item, Rule};
use crate::geometry::{Point, Size};
use crate::structure::{NodeId, Tag};

/// The geometry of a table: where its columns stand.
#[derive(Debug)]
struct Grid {
    /// The left edge of its left border.
    left: Twip,
    /// The columns' widths.
    widths: Vec<Twip>,
    /// How the cells of each column are aligned.
    aligns: Vec<Option<Align>>,
}

/// Lays a table out.
pub(crate) fn table(
    cx: &mut Context<'_>,
    id: BlockId,
    alignments: &[Alignment],
    site: Site,
    out: &mut Vec<Fragment>,
) {
    let article = cx.article;
    let depth = depth(site.place);
    let style = cx.theme.paragraph(Role::TableCell, depth);
    let width = site.width - style.left - style.right;
    let widths = columns::widths(cx, id, alignments.len(), width);
    cx.hints.columns.insert(id, widths.iter().map(|width| width.0).collect());
    let narrow = cx.theme.table.padding_x.0 * 2 + cx.theme.table.min_column.0 / 2;
    if widths.iter().any(|width| width.0 < narrow) {
        let message = format!(
            "a table of {} columns is too wide for a measure of {:.0} mm",
            widths.len(),
            width.pt().0 * 25.4 / 72.0
        );
        let warning = Diagnostic::warning(Code::OVERFLOW, article.block(id).span, message);
        cx.diagnostics.push(warning.hint("split the table, or drop columns"));
    }
    let grid = Grid {
        left: site.left + style.left,
        widths,
        aligns: alignments.iter().map(|alignment| align(*alignment)).collect(),
    };
    let node = cx.structure.detached(Tag::Table, site.node);
    let head_node = cx.structure.detached(Tag::TableHead, node);
    let body_node = cx.structure.detached(Tag::TableBody, node);
    let first = out.len();
    let after_table = out.last().is_some_and(|before| before.is_row);
    let mut head = Vec::new();
    for row in article.children(id) {
        let header = matches!(article.block(row).kind, BlockKind::Row { header: true });
        let parent = if header { head_node } else { body_node };
        let place = site.place.inside(article, row);
        let fragment = self::row(cx, row, &grid, Site { place, node: parent, ..site });
        if header {
            head.extend(fragment.units.iter().cloned().map(as_furniture));
        }
        out.push(Fragment { keep_next: header, is_row: true, ..fragment });
    }
    let count = u32::try_from(out.len() - first).unwrap_or(u32::MAX);
    if let Some(row) = out.get_mut(first) {
        row.nodes = count;
        if after_table {
            // A paragraph keeps the two tables apart, and is a node too.
            row.nodes += 1;
            row.before = cx.theme.table.around + cx.theme.table.separator;
        }
    }
    let border = cx.theme.table.border.width.twips();
    let around = cx.theme.table.around;
    let head = (!head.is_empty() && out.len() > first + head.len()).then(|| Rc::new(head));
    let heads = head.as_ref().map_or(0, |head| head.len());
    for fragment in out.iter_mut().skip(first + heads) {
        fragment.head.clone_from(&head);
    }
    if let Some(last) = out.get_mut(first..).and_then(|rows| rows.last_mut()) {
        last.keep_next = false;
        last.after = around;
        if let Some(unit) = last.units.last_mut() {
            unit.height += border;
        }
        last.foot = Twip::ZERO;
    }
}

/// A header row as it is repeated: it says nothing new, so no node owns its items.
fn as_furniture(mut unit: Unit) -> Unit {
    for (_, _, node) in &mut unit.items {
        *node = None;
    }
    unit.items.retain(|(_, item, _)| !matches!(item, Item::Link(_)));
    Unit { notes: Vec::new(), places: Vec::new(), nodes: Vec::new(), ..unit }
}

/// A row: its cells side by side, as one unit; as several where no page can hold it whole.
fn row(cx: &mut Context<'_>, id: BlockId, grid: &Grid, site: Site) -> Fragment {
    let article: &Article = cx.article;
    let style = &cx.theme.table;
    let (pad_x, pad_y, border) = (style.padding_x, style.padding_y, style.border.width.twips());
    let header = site.place.cell == Some(CellPart::Head);
    let row_node = cx.structure.detached(Tag::TableRow, site.node);
    let mut cells = Vec::new();
    let mut nodes = Vec::new();
    let mut x = grid.left;
    for (index, cell) in article.children(id).enumerate().take(grid.widths.len()) {
        let tag = if header { Tag::HeaderCell } else { Tag::DataCell };
        let node = cx.structure.detached(tag, row_node);
        nodes.push(node);
        let inside = Site {
            place: site.place,
            node,
            left: x + pad_x,
            width: grid.widths[index] - pad_x * 2,
            align: grid.aligns[index],
        };
        let mut fragments = Vec::new();
        for child in article.children(cell) {
            block(cx, child, inside, &mut fragments);
        }
        cells.push(stack(fragments));
        x += grid.widths[index];
    }
    let content = cells.iter().map(|(height, _)| *height).max().unwrap_or_default();
    let room = cx.page.text_height() - border * 2 - pad_y * 2;
    let mut units = Vec::new();
    if content <= room {
        let stacked = cells.into_iter().flat_map(|(_, units)| units).collect();
        units.push(band(cx, stacked, content, grid, header, &nodes));
    } else {
        let mut cells: Vec<_> =
            cells.into_iter().map(|(_, units)| units.into_iter().peekable()).collect();
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
            let nodes = if units.is_empty() { nodes.as_slice() } else { &[] };
            units.push(band(cx, stacked, tallest, grid, header, nodes));
        }
    }
    Fragment { units, orphans: 1, foot: border, ..Fragment::default() }
}

/// One unit of a row: contents, borders and background.
fn band(
    cx: &Context<'_>,
    stacked: Vec<(Twip, Unit)>,
    content: Twip,
    grid: &Grid,
    header: bool,
    nodes: &[NodeId],
) -> Unit {
    let style = &cx.theme.table;
    let border = style.border.width.twips();
    let height = border + style.padding_y * 2 + content;
    let mut unit = Unit { height, nodes: nodes.to_vec(), ..Unit::default() };
    let width: Twip = grid.widths.iter().copied().sum();
    let mut paint = |x: Twip, y: Pt, width: Pt, height: Pt, color| {
        let rule = Rule { size: Size::new(width, height), color };
        unit.items.push((Point::new(x.pt(), y), Item::Rule(rule), None));
    };
    if let Some(fill) = style.head_fill.filter(|_| header) {
        paint(grid.left, Pt(0.0), width.pt(), height.pt(), fill);
    }
    let (line, ink) = (style.border.width, style.border.color);
    let half = Pt(line.0 / 2.0);
    paint(grid.left, Pt(0.0), width.pt() + half, line, ink);
    paint(grid.left, height.pt(), width.pt() + half, line, ink);
    let mut x = grid.left;
    for index in 0..=grid.widths.len() {
        paint(x, Pt(0.0), line, height.pt() + line, ink);
        x += grid.widths.get(index).copied().unwrap_or_default();
    }
    let top = border + style.padding_y;
    for (y, inner) in stacked {
        for (origin, item, node) in inner.items {
            let origin = Point::new(origin.x, origin.y + (top + y).pt());
            unit.items.push((origin, item, node));
        }
        unit.notes.extend(inner.notes);
        unit.places.extend(inner.places);
        unit.nodes.extend(inner.nodes);
    }
    unit
}

//! Tables: rows as units, header rows repeated on every page.

use std::rc::Rc;

use vanban_article::{Alignment, Article, BlockId, BlockKind, Code, Diagnostic, Grid};
use vanban_theme::{Role, Twip};

use crate::block::row::{self, Columns};
use crate::block::{Site, align, columns, depth};
use crate::context::Context;
use crate::fragment::{Fragment, Unit};
use crate::frame::Item;
use crate::structure::Tag;

/// Lays a table out.
pub(crate) fn table(
    cx: &mut Context<'_>,
    id: BlockId,
    (alignments, shares): (&[Alignment], &[u32]),
    site: Site,
    out: &mut Vec<Fragment>,
) {
    let article: &Article = cx.article;
    let style = cx.theme.paragraph(Role::TableCell, depth(site.place));
    let width = site.width - style.left - style.right;
    let made = columns::columns(cx, id, alignments.len(), shares, width);
    cx.hints.columns.insert(id, made.widths.iter().map(|width| width.0).collect());
    report_width(cx, id, &made, width);
    let columns = Columns::new(site.left + style.left, &made.widths);
    let node = match cx.captioned.take() {
        Some(node) => node,
        None => cx.structure.detached(Tag::Table, site.node),
    };
    let head_node = cx.structure.detached(Tag::TableHead, node);
    let body_node = cx.structure.detached(Tag::TableBody, node);
    let first = out.len();
    let after_table = out.last().is_some_and(|before| before.is_row);
    let mut head: Vec<Unit> = Vec::new();
    let mut head_height = Twip::ZERO;
    let mut grid = Grid::new(alignments.len());
    let mut group = Vec::new();
    let mut rows = Vec::new();
    let is_header = |row| matches!(article.block(row).kind, BlockKind::Row { header: true });
    // A table has no head without a body (ISO 14289-1 §7.2): header rows alone are its body.
    let headed = article.children(id).any(|row| !is_header(row));
    for row in article.children(id) {
        let header = is_header(row);
        let parent = if header && headed { head_node } else { body_node };
        let row_node = cx.structure.detached(Tag::TableRow, parent);
        let place = site.place.inside(article, row);
        let inside = Site { place, node: row_node, ..site };
        let slots = grid.row(article, row);
        rows.push(row);
        group.push(row::cells(cx, &columns, slots, inside, |slot| {
            align(slot.align(article, alignments, header))
        }));
        if !grid.is_closed() {
            continue;
        }
        let group = row::fragments(cx, &columns, std::mem::take(&mut group), head_height);
        for (mut fragment, row) in group.into_iter().zip(rows.drain(..)) {
            if fragment.keep_next {
                cx.hints.kept_rows.insert(row);
            }
            if header {
                head.extend(fragment.units.iter().cloned().map(as_furniture));
                fragment.keep_next = true;
            }
            out.push(fragment);
        }
        if header {
            head_height = head.iter().map(|unit| unit.height).sum();
        }
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

/// Tells of a table whose words have no room: how much it needs, and which columns need it.
fn report_width(cx: &mut Context<'_>, id: BlockId, made: &columns::Columns, width: Twip) {
    let needed: Twip = made.least.iter().copied().sum();
    if needed <= width {
        return;
    }
    /// How many columns are told one by one.
    const TOLD: usize = 20;
    let mm = |width: Twip| f64::from(width.0) * 25.4 / 1440.0;
    let mut each: Vec<String> =
        made.least.iter().take(TOLD).map(|width| format!("{:.0}", mm(*width).ceil())).collect();
    if made.least.len() > TOLD {
        each.push("…".to_owned());
    }
    let message = format!(
        "the table is too wide: its {} columns need at least {:.0} mm, there are {:.0} mm",
        made.least.len(),
        mm(needed).ceil(),
        mm(width).floor()
    );
    let warning = Diagnostic::warning(Code::OVERFLOW, cx.article.block(id).span, message)
        .hint(format!("its columns need at least: {} mm", each.join(", ")))
        .hint("split the table, drop columns, or shorten their longest words");
    cx.diagnostics.push(warning);
}

/// A header row as it is repeated: it says nothing new, so no node owns its items.
fn as_furniture(mut unit: Unit) -> Unit {
    for (_, _, node) in &mut unit.items {
        *node = None;
    }
    unit.items.retain(|(_, item, _)| !matches!(item, Item::Link(_)));
    Unit { notes: Vec::new(), places: Vec::new(), nodes: Vec::new(), ..unit }
}

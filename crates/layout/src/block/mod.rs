//! Blocks to fragments: the one recursion of layout.

mod alert;
mod columns;
mod contents;
mod equation;
mod figure;
mod list;
mod paragraph;
mod row;
mod table;

use vanban_article::{Alignment, BlockId, BlockKind, ParagraphKind, Place};
use vanban_theme::{Align, Depth, Twip};

use crate::begin::Marker;
use crate::context::Context;
use crate::fragment::Fragment;
use crate::structure::{Labels, NodeId, Tag};

pub(crate) use contents::number;
pub(crate) use paragraph::{Label, Opening, paragraph};

/// Where a block is laid out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Site {
    /// What surrounds it.
    pub(crate) place: Place,
    /// The structure node that holds it.
    pub(crate) node: NodeId,
    /// The left edge of its frame.
    pub(crate) left: Twip,
    /// The width of its frame.
    pub(crate) width: Twip,
    /// Where its lines stand, if the column that holds it says so.
    pub(crate) align: Option<Align>,
}

/// How deep a block stands.
pub(crate) fn depth(place: Place) -> Depth {
    Depth { lists: place.lists, quotes: place.quotes, alerts: place.alerts }
}

/// Where lines stand that an author aligned.
pub(crate) fn align(alignment: Alignment) -> Option<Align> {
    match alignment {
        Alignment::Auto => None,
        Alignment::Left => Some(Align::Left),
        Alignment::Center => Some(Align::Center),
        Alignment::Right => Some(Align::Right),
    }
}

/// Lays a block out into fragments.
pub(crate) fn block(cx: &mut Context<'_>, id: BlockId, site: Site, out: &mut Vec<Fragment>) {
    let start = out.len();
    content(cx, id, site, out);
    // A leaf knows its places; those of what holds blocks stand on its first line or picture.
    let leaf = matches!(
        cx.article.block(id).kind,
        BlockKind::Paragraph(_)
            | BlockKind::Heading { .. }
            | BlockKind::Code { .. }
            | BlockKind::Break
    );
    if !leaf && let Some(first) = out[start..].iter_mut().find_map(|f| f.units.first_mut()) {
        first.places.extend(cx.places_on(id));
    }
}

fn content(cx: &mut Context<'_>, id: BlockId, site: Site, out: &mut Vec<Fragment>) {
    let article = cx.article;
    let inside = |node| Site { place: site.place.inside(article, id), node, ..site };
    match &article.block(id).kind {
        BlockKind::Paragraph(_)
        | BlockKind::Heading { .. }
        | BlockKind::Code { .. }
        | BlockKind::Break => out.push(paragraph(cx, id, site, None)),
        BlockKind::Figure { .. } => figure::figure(cx, id, site, out),
        BlockKind::Quote => {
            let node = cx.structure.detached(Tag::BlockQuote, site.node);
            for child in article.children(id) {
                block(cx, child, inside(node), out);
            }
        }
        BlockKind::Alert(kind) => {
            let node = cx.structure.detached(Tag::Division, site.node);
            let start = out.len();
            for child in article.children(id) {
                block(cx, child, inside(node), out);
            }
            alert::bar(cx.theme, *kind, inside(node), &mut out[start..]);
        }
        BlockKind::Aligned(alignment) => {
            let aligned = Site { align: align(*alignment), ..site };
            for child in article.children(id) {
                block(cx, child, aligned, out);
            }
        }
        BlockKind::Definitions { .. } => {
            let node = cx.structure.detached(Tag::List(Labels::Other), site.node);
            let mut item = node;
            let mut body = None;
            for child in article.children(id) {
                let term = BlockKind::Paragraph(ParagraphKind::Term);
                if article.block(child).kind == term || body.is_none() && item == node {
                    item = cx.structure.detached(Tag::ListItem, node);
                    body = None;
                }
                if article.block(child).kind == term {
                    block(cx, child, inside(item), out);
                } else {
                    let body =
                        *body.get_or_insert_with(|| cx.structure.detached(Tag::ListBody, item));
                    block(cx, child, inside(body), out);
                }
            }
        }
        BlockKind::List { .. } => {
            let labels = list::labels(cx, id, site.place.lists + 1);
            let node = cx.structure.detached(Tag::List(labels), site.node);
            list::items(cx, id, inside(node), out);
        }
        BlockKind::Table { columns, widths } => {
            table::table(cx, id, (columns, widths), site, out);
        }
        BlockKind::PageBreak => out.push(Fragment::marker(Marker::Page)),
        BlockKind::Section { landscape } => {
            let page = cx.theme.page.turned(*landscape);
            let width = page.text_width();
            let outer = std::mem::replace(&mut cx.page, page);
            out.push(Fragment::marker(Marker::Section { landscape: *landscape }));
            for child in article.children(id) {
                block(cx, child, Site { width, ..site }, out);
            }
            out.push(Fragment::marker(Marker::Section { landscape: false }));
            cx.page = outer;
        }
        BlockKind::Contents(kind) => contents::contents(cx, id, *kind, site, out),
        BlockKind::Item { .. }
        | BlockKind::Definition
        | BlockKind::Row { .. }
        | BlockKind::Cell { .. } => {
            for child in article.children(id) {
                block(cx, child, inside(site.node), out);
            }
        }
    }
}

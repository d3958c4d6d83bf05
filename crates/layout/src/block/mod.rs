//! Blocks to fragments: the one recursion of layout.

mod columns;
mod contents;
mod figure;
mod list;
mod paragraph;
mod table;

use vanban_article::{BlockId, BlockKind, Place};
use vanban_theme::{Align, Twip};

use crate::begin::Marker;
use crate::context::Context;
use crate::fragment::Fragment;
use crate::structure::{NodeId, Tag};

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

/// Lays a block out into fragments.
pub(crate) fn block(cx: &mut Context<'_>, id: BlockId, site: Site, out: &mut Vec<Fragment>) {
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
        BlockKind::List { start, .. } => {
            let ordered = start.is_some();
            let node = cx.structure.detached(Tag::List { ordered }, site.node);
            list::items(cx, id, inside(node), out);
        }
        BlockKind::Table { columns } => table::table(cx, id, columns, site, out),
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
        BlockKind::Item { .. } | BlockKind::Row { .. } | BlockKind::Cell => {
            for child in article.children(id) {
                block(cx, child, inside(site.node), out);
            }
        }
    }
}

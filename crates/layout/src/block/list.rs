//! Lists: items with their markers.

use vanban_article::{BlockId, BlockKind, System, task_box};
use vanban_theme::Role;

use crate::block::{Label, Opening, Site, block, paragraph};
use crate::context::Context;
use crate::fragment::Fragment;
use crate::structure::{Labels, Tag};

/// What the labels of a list are that stands so deep in lists, itself included.
pub(crate) fn labels(cx: &Context<'_>, list: BlockId, depth: u8) -> Labels {
    let article = cx.article;
    let BlockKind::List { start, numerals, .. } = article.block(list).kind else {
        return Labels::Other;
    };
    let task = |item| matches!(article.block(item).kind, BlockKind::Item { checked: Some(_), .. });
    match (start, numerals.system) {
        (Some(_), System::Decimal) => Labels::Decimal,
        (Some(_), System::Letters { capital: false, .. }) => Labels::Letters,
        (Some(_), System::Letters { capital: true, .. }) => Labels::Capitals,
        (Some(_), System::Roman { capital: false }) => Labels::Roman,
        (Some(_), System::Roman { capital: true }) => Labels::CapitalRoman,
        (None, _) if cx.theme.bullet(depth) == "•" && !article.children(list).any(task) => {
            Labels::Disc
        }
        (None, _) => Labels::Other,
    }
}

/// Lays out the items of a list; `site` is that of the items.
pub(crate) fn items(cx: &mut Context<'_>, list: BlockId, site: Site, out: &mut Vec<Fragment>) {
    let article = cx.article;
    let hanging = cx.theme.list_hanging(article.marker_width(list));
    let BlockKind::List { numerals, .. } = article.block(list).kind else { return };
    for item in article.children(list) {
        let BlockKind::Item { number, checked } = article.block(item).kind else { continue };
        let text = match (number, checked) {
            (Some(number), None) => numerals.marker(number),
            (_, Some(checked)) => task_box(checked).to_owned(),
            (None, None) => cx.theme.bullet(site.place.lists).to_owned(),
        };
        let node = cx.structure.detached(Tag::ListItem, site.node);
        let label = cx.structure.detached(Tag::Label, node);
        let body = cx.structure.detached(Tag::ListBody, node);
        let look = cx.theme.style(Role::ListItem).text;
        let inside = Site { place: site.place.inside(article, item), node: body, ..site };
        for (index, child) in article.children(item).enumerate() {
            if index == 0 {
                let label = Label { text: text.clone(), look, hanging, node: label };
                out.push(paragraph(cx, child, inside, Some(Opening::Marker(label))));
            } else {
                block(cx, child, inside, out);
            }
        }
    }
}

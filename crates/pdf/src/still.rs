//! A layout as paper shows it: without what can only be clicked.
//!
//! PDF/X-4 has no annotation where it is printed (ISO 15930-7): the areas of links are taken out, and
//! what was a link still refers to something, and leads nowhere. What is printed stays as it is.

use std::ops::Range;

use vanban_layout::{Child, Item, Layout, Tag};

/// The layout without the areas of its links.
pub(crate) fn still(layout: &Layout) -> Layout {
    let mut still = layout.clone();
    let mut places: Vec<Vec<Option<usize>>> = Vec::with_capacity(still.pages.len());
    for page in &mut still.pages {
        let mut kept = 0;
        let place = |(_, item): &(_, Item)| {
            let stays = !matches!(item, Item::Link(_));
            kept += usize::from(stays);
            stays.then(|| kept - 1)
        };
        let own: Vec<Option<usize>> = page.frame.items.iter().map(place).collect();
        let before = |end: usize| own.iter().take(end).flatten().count();
        let moved = |range: &Range<usize>| before(range.start)..before(range.end);
        (page.header, page.footer) = (moved(&page.header), moved(&page.footer));
        page.frame.items.retain(|(_, item)| !matches!(item, Item::Link(_)));
        places.push(own);
    }
    for node in &mut still.structure.nodes {
        if node.tag == Tag::Link {
            node.tag = Tag::Reference;
        }
        node.children.retain_mut(|child| match child {
            Child::Item { page, item } => {
                let place = places.get(*page).and_then(|own| own.get(*item)).copied().flatten();
                place.map(|place| *item = place).is_some()
            }
            Child::Node(_) => true,
        });
    }
    still
}

#[cfg(test)]
mod tests {
    use super::still;
    use crate::trial::{Trial, body};
    use vanban_layout::{Child, Item, LinkTarget, Tag};

    #[test]
    fn links_are_words_and_every_item_keeps_its_node() {
        let mut trial = Trial::default();
        let root = trial.structure(Tag::Document, None);
        let paragraph = trial.structure(Tag::Paragraph, Some(root));
        let link = trial.structure(Tag::Link, Some(paragraph));
        trial.line(Some(link), body(), "xem");
        trial.area(Some(link), LinkTarget::Url("https://chinhphu.vn".to_owned()));
        let after = trial.line(Some(paragraph), body(), "sau");
        let foot = trial.line(None, body(), "1");
        trial.layout.pages[0].footer = foot..foot + 1;
        let made = still(&trial.layout);
        let items = &made.pages[0].frame.items;
        assert_eq!((items.len(), made.pages[0].footer.clone()), (3, 2..3));
        assert!(!items.iter().any(|(_, item)| matches!(item, Item::Link(_))));
        let nodes = &made.structure.nodes;
        assert_eq!(nodes[link.0].tag, Tag::Reference);
        assert_eq!(nodes[link.0].children, [Child::Item { page: 0, item: 0 }]);
        let moved = Child::Item { page: 0, item: after - 1 };
        assert_eq!(nodes[paragraph.0].children.last(), Some(&moved));
    }
}

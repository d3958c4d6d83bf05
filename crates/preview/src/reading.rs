//! In which order the items of each page are read, and what they are: the logical tree walked once,
//! with a stack of its own.

use std::collections::BTreeSet;

use vanban_layout::{Child, Item, Layout, NodeId, Tag};

/// An item as it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Leaf {
    /// Its place among the items of its page.
    pub(crate) item: usize,
    /// The level of the heading that it is part of.
    pub(crate) heading: Option<u8>,
    /// The nearest node around it that says what it shows.
    pub(crate) alt: Option<NodeId>,
}

/// The items of every page in reading order: content first, then what is furniture.
pub(crate) struct Reading {
    pages: Vec<Leaves>,
}

/// The items of a page in reading order.
#[derive(Clone, Default)]
pub(crate) struct Leaves {
    /// What the logical tree names.
    pub(crate) content: Vec<Leaf>,
    /// What it does not: running heads, folios, marks of broken lines; texts only.
    pub(crate) furniture: Vec<usize>,
}

impl Reading {
    /// The order of a layout.
    pub(crate) fn of(layout: &Layout) -> Reading {
        let mut pages = vec![Leaves::default(); layout.pages.len()];
        let nodes = &layout.structure.nodes;
        let mut open: Vec<(NodeId, usize, Option<u8>, Option<NodeId>)> = Vec::new();
        let enter = |id: NodeId, heading: Option<u8>, alt: Option<NodeId>| {
            let node = nodes.get(id.0)?;
            let heading = match node.tag {
                Tag::Heading(level) => Some(level),
                _ => heading,
            };
            Some((id, 0, heading, node.alt.is_some().then_some(id).or(alt)))
        };
        open.extend(enter(NodeId(0), None, None));
        while let Some((id, next, heading, alt)) = open.last_mut() {
            let Some(child) = nodes[id.0].children.get(*next) else {
                open.pop();
                continue;
            };
            *next += 1;
            let (heading, alt) = (*heading, *alt);
            match *child {
                Child::Node(child) => open.extend(enter(child, heading, alt)),
                Child::Item { page, item } => {
                    if let Some(leaves) = pages.get_mut(page) {
                        leaves.content.push(Leaf { item, heading, alt });
                    }
                }
            }
        }
        for (page, leaves) in layout.pages.iter().zip(&mut pages) {
            let named: BTreeSet<usize> = leaves.content.iter().map(|leaf| leaf.item).collect();
            let texts = page.frame.items.iter().enumerate();
            let texts = texts.filter(|(_, (_, item))| matches!(item, Item::Run(_)));
            leaves.furniture = texts.map(|(at, _)| at).filter(|at| !named.contains(at)).collect();
        }
        Reading { pages }
    }

    /// The order of a page of that layout.
    pub(crate) fn page(&self, at: usize) -> Option<&Leaves> {
        self.pages.get(at)
    }
}

#[cfg(test)]
mod tests {
    use super::{Leaf, Reading};
    use crate::trial::{Trial, run};
    use vanban_fonts::FaceId;
    use vanban_layout::{Item, NodeId, Point, Tag};
    use vanban_theme::Pt;

    #[test]
    fn content_comes_in_the_order_of_the_tree_and_furniture_after_it() {
        let mut trial = Trial::default();
        let at = Point::new(Pt(10.0), Pt(20.0));
        let text = |text| Item::Run(run(FaceId(0), Pt(12.0), text));
        trial.item(at, text("3"));
        trial.content(Tag::Heading(2), None, at, text("Mục"));
        let picture = trial.picture([1, 2, 3]);
        trial.content(Tag::Figure, Some("Sơ đồ"), at, picture);
        let reading = Reading::of(&trial.layout);
        let leaves = reading.page(0).expect("there is a page");
        assert_eq!(
            leaves.content,
            [
                Leaf { item: 1, heading: Some(2), alt: None },
                Leaf { item: 2, heading: None, alt: Some(NodeId(2)) },
            ]
        );
        assert_eq!(leaves.furniture, [0]);
        assert!(reading.page(1).is_none());
    }
}

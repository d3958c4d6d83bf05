//! Which item of which page belongs to which node: the plan that page contents and the structure
//! tree are both written from.
//!
//! Content is marked with identifiers (MCID) that count from 0 on every page (ISO 32000-2 §14.7.5.2).
//! Neighbours that one node names in a row share an identifier, so that a paragraph of ten lines is
//! one marked sequence a page.
//! What no node names is an artifact (§14.8.2.2).

use vanban_layout::{Child, Item, Layout, Tag};

use crate::standard::Version;

/// How an item is marked in the contents of its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Content.
    Content {
        /// The identifier on its page.
        mcid: u32,
        /// The structure type of its node.
        tag: &'static str,
    },
    /// An artifact of the running head.
    Header,
    /// An artifact of the running foot.
    Footer,
    /// Any other artifact.
    Decoration,
    /// A link area: an annotation, nothing that is painted.
    Area,
}

/// What a structure element holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kid {
    /// The element of a node.
    Node(usize),
    /// Marked content of a page.
    Content {
        /// The page, from 0.
        page: usize,
        /// Its identifier there.
        mcid: u32,
    },
    /// The annotation of a link area.
    Area {
        /// The page, from 0.
        page: usize,
        /// The item, from 0.
        item: usize,
    },
}

/// The plan.
pub(crate) struct Plan {
    /// A mark for every item of every page.
    pub(crate) marks: Vec<Vec<Mark>>,
    /// For every page, the node of each identifier.
    pub(crate) owners: Vec<Vec<usize>>,
    /// For every node, what it holds.
    pub(crate) kids: Vec<Vec<Kid>>,
    /// For every node, whether the root or something under it names it.
    pub(crate) named: Vec<bool>,
    /// The node of each link area that has one, by page and item, in ascending order.
    pub(crate) areas: Vec<((usize, usize), usize)>,
}

impl Plan {
    /// The node of a link area.
    pub(crate) fn owner_of_area(&self, page: usize, item: usize) -> Option<usize> {
        let at = self.areas.binary_search_by_key(&(page, item), |(area, _)| *area).ok()?;
        Some(self.areas[at].1)
    }
}

/// The plan of a layout. A name of an item that does not exist is passed over, as is a second name
/// for the same item.
pub(crate) fn plan(layout: &Layout, version: Version) -> Plan {
    let nodes = &layout.structure.nodes;
    let mut named: Vec<Vec<Option<(usize, usize)>>> =
        layout.pages.iter().map(|page| vec![None; page.frame.items.len()]).collect();
    for (node, name) in nodes.iter().enumerate() {
        for (place, child) in name.children.iter().enumerate() {
            if let Child::Item { page, item } = *child
                && let Some(slot) = named.get_mut(page).and_then(|page| page.get_mut(item))
            {
                slot.get_or_insert((node, place));
            }
        }
    }

    let mut marks = Vec::with_capacity(layout.pages.len());
    let mut owners = Vec::with_capacity(layout.pages.len());
    let mut areas = Vec::new();
    for (number, (page, named)) in layout.pages.iter().zip(&named).enumerate() {
        let mut nodes_here: Vec<usize> = Vec::new();
        let mut last = None;
        let items = page.frame.items.iter().zip(named).enumerate();
        let marks_here = items.map(|(at, item)| {
            let (node, place) = match item {
                ((_, Item::Link(_)), name) => {
                    areas.extend(name.map(|(node, _)| ((number, at), node)));
                    return Mark::Area;
                }
                (_, Some(name)) => *name,
                (_, None) => {
                    last = None;
                    return match at {
                        at if page.header.contains(&at) => Mark::Header,
                        at if page.footer.contains(&at) => Mark::Footer,
                        _ => Mark::Decoration,
                    };
                }
            };
            if last != Some((node, place.wrapping_sub(1))) {
                nodes_here.push(node);
            }
            last = Some((node, place));
            let mcid = u32::try_from(nodes_here.len() - 1).unwrap_or(u32::MAX);
            Mark::Content { mcid, tag: structure_type(nodes[node].tag, version) }
        });
        marks.push(marks_here.collect::<Vec<_>>());
        owners.push(nodes_here);
    }

    let kids = nodes.iter().enumerate().map(|(node, name)| {
        let mut kids = Vec::with_capacity(name.children.len());
        for (place, child) in name.children.iter().enumerate() {
            let kid = match *child {
                Child::Node(id) if id.0 < nodes.len() => Kid::Node(id.0),
                Child::Item { page, item }
                    if named.get(page).and_then(|page| page.get(item))
                        == Some(&Some((node, place))) =>
                {
                    match marks[page][item] {
                        Mark::Content { mcid, .. } => Kid::Content { page, mcid },
                        _ => Kid::Area { page, item },
                    }
                }
                _ => continue,
            };
            if kids.last() != Some(&kid) {
                kids.push(kid);
            }
        }
        kids
    });
    let kids: Vec<Vec<Kid>> = kids.collect();
    let mut reached: Vec<bool> = nodes.iter().map(|node| node.parent.is_none()).collect();
    // Nodes stand after their parents.
    for node in 0..nodes.len() {
        if reached[node] {
            for kid in &kids[node] {
                if let Kid::Node(kid) = *kid {
                    reached[kid] = true;
                }
            }
        }
    }
    Plan { marks, owners, kids, named: reached, areas }
}

/// The structure type of a tag (ISO 32000-1 §14.8.4, ISO 32000-2 §14.8.4).
///
/// The title is no heading: it stands over all of them, and whoever walks through the headings finds
/// the article's own. PDF 2.0 has a type for it, which `structure` maps to a paragraph for PDF 1.7 as
/// ISO 32000-2 Annex M does.
pub(crate) fn structure_type(tag: Tag, version: Version) -> &'static str {
    match tag {
        Tag::Document => "Document",
        Tag::Title => "Title",
        Tag::Heading(level) => {
            ["H1", "H2", "H3", "H4", "H5", "H6"][usize::from(level.clamp(1, 6)) - 1]
        }
        Tag::Paragraph => "P",
        Tag::BlockQuote => "BlockQuote",
        Tag::Division => "Div",
        Tag::List(_) => "L",
        Tag::ListItem => "LI",
        Tag::Label => "Lbl",
        Tag::ListBody => "LBody",
        Tag::Code => "Code",
        Tag::Table => "Table",
        Tag::TableHead => "THead",
        Tag::TableBody => "TBody",
        Tag::TableRow => "TR",
        Tag::HeaderCell => "TH",
        Tag::DataCell => "TD",
        Tag::Figure => "Figure",
        Tag::Caption => "Caption",
        Tag::Formula => "Formula",
        Tag::Note if version == Version::Pdf20 => "FENote",
        Tag::Note => "Note",
        Tag::Reference => "Reference",
        Tag::Span => "Span",
        Tag::Link => "Link",
        Tag::Contents => "TOC",
        Tag::ContentsItem => "TOCI",
    }
}

#[cfg(test)]
mod tests {
    use super::{Kid, Mark, plan};
    use crate::standard::Version;
    use crate::trial::{Trial, body};
    use vanban_layout::Tag;

    #[test]
    fn lines_of_a_paragraph_share_a_mark_and_other_items_break_it() {
        let mut trial = Trial::default();
        let root = trial.structure(Tag::Document, None);
        let paragraph = trial.structure(Tag::Paragraph, Some(root));
        for line in ["một", "hai"] {
            trial.line(Some(paragraph), body(), line);
        }
        trial.rule(None);
        trial.line(Some(paragraph), body(), "ba");
        let plan = plan(&trial.layout, Version::Pdf17);
        let mcids: Vec<Option<u32>> = plan.marks[0]
            .iter()
            .map(|mark| match mark {
                Mark::Content { mcid, .. } => Some(*mcid),
                _ => None,
            })
            .collect();
        assert_eq!(mcids, [Some(0), Some(0), None, Some(1)]);
        assert_eq!(plan.owners[0], [1, 1]);
        assert_eq!(
            plan.kids[1],
            [Kid::Content { page: 0, mcid: 0 }, Kid::Content { page: 0, mcid: 1 }]
        );
    }

    #[test]
    fn marks_start_anew_on_every_page() {
        let mut trial = Trial::default();
        let root = trial.structure(Tag::Document, None);
        let paragraph = trial.structure(Tag::Paragraph, Some(root));
        trial.line(Some(paragraph), body(), "trên");
        trial.page();
        trial.line(Some(paragraph), body(), "dưới");
        let plan = plan(&trial.layout, Version::Pdf17);
        assert_eq!(plan.owners, [[1], [1]]);
        assert_eq!(plan.marks[1][0], Mark::Content { mcid: 0, tag: "P" });
    }
}

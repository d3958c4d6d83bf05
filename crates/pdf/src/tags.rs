//! Which item of which page belongs to which node: the plan that page contents and the structure
//! tree are both written from.
//!
//! Content is marked with identifiers (MCID) that count from 0 on every page (ISO 32000-2 §14.7.5.2).
//! Neighbours that one node names in a row share an identifier, so that a paragraph of ten lines is
//! one marked sequence a page; a word of another language has one of its own, which can say so.
//! What no node names is an artifact (§14.8.2.2).

use vanban_layout::{Child, Item, Layout, Tag};

/// How an item is marked in the contents of its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Content.
    Content {
        /// The identifier on its page.
        mcid: u32,
        /// The standard structure type of its node, or `Span` where a language is to be said.
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
pub(crate) fn plan(layout: &Layout) -> Plan {
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
            let lang = language(&item.0.1);
            if last != Some((node, place.wrapping_sub(1), lang)) {
                nodes_here.push(node);
            }
            last = Some((node, place, lang));
            let mcid = u32::try_from(nodes_here.len() - 1).unwrap_or(u32::MAX);
            // Only a property list tagged Span may hold a language (ISO 32000-2 §14.9.2.3).
            let tag = if lang.is_some() { "Span" } else { structure_type(nodes[node].tag) };
            Mark::Content { mcid, tag }
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
    let kids = kids.collect();
    Plan { marks, owners, kids, areas }
}

/// The language of an item, where it is not the document's.
pub(crate) fn language(item: &Item) -> Option<&str> {
    match item {
        Item::Run(run) => run.lang.as_deref().filter(|lang| !lang.is_empty()),
        _ => None,
    }
}

/// The standard structure type of a tag (ISO 32000-1 §14.8.4).
pub(crate) fn structure_type(tag: Tag) -> &'static str {
    match tag {
        Tag::Document => "Document",
        Tag::Heading(level) => {
            ["H1", "H2", "H3", "H4", "H5", "H6"][usize::from(level.clamp(1, 6)) - 1]
        }
        Tag::Paragraph => "P",
        Tag::BlockQuote => "BlockQuote",
        Tag::Division => "Div",
        Tag::List { .. } => "L",
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
        Tag::Note => "Note",
        Tag::Reference => "Reference",
        Tag::Link => "Link",
        Tag::Contents => "TOC",
        Tag::ContentsItem => "TOCI",
    }
}

#[cfg(test)]
mod tests {
    use super::{Kid, Mark, plan};
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
        let plan = plan(&trial.layout);
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
        let plan = plan(&trial.layout);
        assert_eq!(plan.owners, [[1], [1]]);
        assert_eq!(plan.marks[1][0], Mark::Content { mcid: 0, tag: "P" });
    }
}

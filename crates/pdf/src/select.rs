//! Some pages of a layout as a layout of their own: what only the other pages hold is left out of its
//! structure, its outline and its links.

use std::collections::BTreeMap;

use vanban_layout::{
    Child, Frame, Item, Layout, Link, LinkTarget, Node, NodeId, OutlineEntry, Page, Place,
    Structure, Tag,
};

/// Where items of the old pages are in the new ones.
struct Moved {
    /// The new numbers of pages.
    pages: Vec<Option<usize>>,
    /// For every old page that is kept, the new numbers of its items.
    items: BTreeMap<usize, Vec<Option<usize>>>,
}

impl Moved {
    fn item(&self, page: usize, item: usize) -> Option<(usize, usize)> {
        let new = self.pages.get(page).copied().flatten()?;
        Some((new, self.items.get(&page)?.get(item).copied().flatten()?))
    }
}

/// The pages of these numbers, from 0, in ascending order.
pub(crate) fn select(layout: &Layout, chosen: &[usize]) -> Layout {
    let mut pages = vec![None; layout.pages.len()];
    for (new, old) in chosen.iter().enumerate() {
        pages[*old] = Some(new);
    }
    let mut selected = Layout { info: layout.info.clone(), ..Layout::default() };
    selected.watermark.clone_from(&layout.watermark);
    let mut places = vec![None; layout.places.len()];
    for (old, place) in layout.places.iter().enumerate() {
        if let Some(page) = pages.get(place.page).copied().flatten() {
            places[old] = Some(selected.places.len());
            selected.places.push(Place { page, at: place.at });
        }
    }
    let mut links = vec![None; layout.links.len()];
    for (old, link) in layout.links.iter().enumerate() {
        let target = match &link.target {
            LinkTarget::Url(url) => Some(LinkTarget::Url(url.clone())),
            LinkTarget::Place(place) => {
                places.get(*place).copied().flatten().map(LinkTarget::Place)
            }
        };
        if let Some(target) = target {
            links[old] = Some(selected.links.len());
            selected.links.push(Link { target, contents: link.contents.clone() });
        }
    }
    let mut moved = Moved { pages, items: BTreeMap::new() };
    for old in chosen {
        let (page, items) = page(&layout.pages[*old], &links);
        selected.pages.push(page);
        moved.items.insert(*old, items);
    }
    let entries = layout.outline.iter().filter_map(|entry| {
        let place = places.get(entry.place).copied().flatten()?;
        Some(OutlineEntry { level: entry.level, title: entry.title.clone(), place })
    });
    selected.outline = entries.collect();
    selected.structure = structure(layout, &moved);
    selected
}

/// A page without the link areas that lead nowhere any more, and the new numbers of its items.
fn page(old: &Page, links: &[Option<usize>]) -> (Page, Vec<Option<usize>>) {
    let mut numbers = Vec::with_capacity(old.frame.items.len());
    let mut frame = Frame::default();
    for (at, item) in &old.frame.items {
        let mut item = item.clone();
        if let Item::Link(area) = &mut item {
            match links.get(area.link).copied().flatten() {
                Some(link) => area.link = link,
                None => {
                    numbers.push(None);
                    continue;
                }
            }
        }
        numbers.push(Some(frame.items.len()));
        frame.items.push((*at, item));
    }
    let kept = |end: usize| numbers.iter().take(end).flatten().count();
    let header = kept(old.header.start)..kept(old.header.end);
    let footer = kept(old.footer.start)..kept(old.footer.end);
    (Page { size: old.size, frame, header, footer }, numbers)
}

fn structure(layout: &Layout, moved: &Moved) -> Structure {
    let nodes = &layout.structure.nodes;
    let mut structure = Structure::default();
    let holds = holding(nodes, moved);
    let mut kept = holds.clone();
    for (at, node) in nodes.iter().enumerate() {
        if node.tag == Tag::Table && holds[at] {
            whole_rows(nodes, at, &holds, &mut kept);
        }
    }
    let mut numbers = vec![None; nodes.len()];
    let named = kept.iter().enumerate().filter(|(at, kept)| **kept || *at == 0);
    for (new, (old, _)) in named.enumerate() {
        numbers[old] = Some(NodeId(new));
    }
    let levels = levels(nodes, &kept);
    for (at, node) in nodes.iter().enumerate() {
        if numbers[at].is_none() {
            continue;
        }
        let children: Vec<Child> = node
            .children
            .iter()
            .filter_map(|child| match *child {
                Child::Node(id) => numbers.get(id.0).copied().flatten().map(Child::Node),
                Child::Item { page, item } => {
                    let (page, item) = moved.item(page, item)?;
                    Some(Child::Item { page, item })
                }
            })
            .collect();
        let mut tag = levels[at].map_or(node.tag, Tag::Heading);
        if tag == Tag::Link && !has_area(layout, node, moved) {
            // Its text still refers to something; it only leads nowhere.
            tag = Tag::Reference;
        }
        let mut alt = node.alt.clone();
        if tag == Tag::HeaderCell && !holds[at] && alt.is_none() {
            alt = Some(words(layout, at)).filter(|words| !words.trim().is_empty());
        }
        let parent = node.parent.and_then(|parent| numbers.get(parent.0).copied().flatten());
        let refers = node.refers.iter().filter_map(|id| numbers.get(id.0).copied().flatten());
        structure.nodes.push(Node {
            tag,
            parent,
            children,
            alt,
            takes: node.takes,
            lang: node.lang.clone(),
            refers: refers.collect(),
        });
    }
    structure
}

/// Whether each node holds anything on the kept pages; children stand after their parents.
fn holding(nodes: &[Node], moved: &Moved) -> Vec<bool> {
    let mut holds = vec![false; nodes.len()];
    for at in (0..nodes.len()).rev() {
        holds[at] = nodes[at].children.iter().any(|child| match *child {
            Child::Node(id) => holds.get(id.0).copied().unwrap_or(false),
            Child::Item { page, item } => moved.item(page, item).is_some(),
        });
    }
    holds
}

/// Keeps rows of a table whole, with the rows that cells over several rows tie them to, and its head:
/// a table of which a cell is missing is none (PDF/UA-1 §7.5).
fn whole_rows(nodes: &[Node], table: usize, holds: &[bool], kept: &mut [bool]) {
    let inside = |at: usize| {
        nodes[at].children.iter().filter_map(|child| match child {
            Child::Node(id) if id.0 < nodes.len() => Some(id.0),
            _ => None,
        })
    };
    let parts: Vec<usize> = std::iter::once(table).chain(inside(table)).collect();
    for part in parts {
        let head = nodes[part].tag == Tag::TableHead;
        let rows: Vec<usize> =
            inside(part).filter(|row| nodes[*row].tag == Tag::TableRow).collect();
        let mut start = 0;
        while start < rows.len() {
            let mut end = start + 1;
            let mut at = start;
            while at < end {
                let spans = inside(rows[at]).map(|cell| nodes[cell].takes.1 as usize);
                end = end.max(at + spans.max().unwrap_or(1)).min(rows.len());
                at += 1;
            }
            if head || rows[start..end].iter().any(|row| holds[*row]) {
                kept[part] = true;
                for row in &rows[start..end] {
                    kept[*row] = true;
                    inside(*row).for_each(|cell| kept[cell] = true);
                }
            }
            start = end;
        }
    }
}

/// The levels of the headings that are kept, where they change: an excerpt begins with a heading of
/// level 1 and skips none, if the whole did (PDF/UA-1 §7.4.2).
fn levels(nodes: &[Node], kept: &[bool]) -> Vec<Option<u8>> {
    let mut levels = vec![None; nodes.len()];
    let mut open: Vec<u8> = Vec::new();
    let mut last = 0;
    let follows = nodes.iter().all(|node| match node.tag {
        Tag::Heading(level) => {
            let follows = level <= last + 1;
            last = level;
            follows
        }
        _ => true,
    });
    for (at, node) in nodes.iter().enumerate().filter(|(at, _)| follows && kept[*at]) {
        if let Tag::Heading(level) = node.tag {
            while open.last().is_some_and(|last| *last >= level) {
                open.pop();
            }
            open.push(level);
            levels[at] = u8::try_from(open.len()).ok();
        }
    }
    levels
}

/// Whether a link still has an area.
fn has_area(layout: &Layout, node: &Node, moved: &Moved) -> bool {
    node.children.iter().any(|child| {
        let Child::Item { page, item } = *child else { return false };
        let old = layout.pages.get(page).and_then(|page| page.frame.items.get(item));
        moved.item(page, item).is_some() && matches!(old, Some((_, Item::Link(_))))
    })
}

/// The text of a node on all pages.
fn words(layout: &Layout, node: usize) -> String {
    let nodes = &layout.structure.nodes;
    let mut words = String::new();
    let mut open = vec![Child::Node(NodeId(node))];
    while let Some(child) = open.pop() {
        match child {
            Child::Node(id) => {
                open.extend(nodes.get(id.0).iter().flat_map(|node| node.children.iter().rev()));
            }
            Child::Item { page, item } => {
                let item = layout.pages.get(page).and_then(|page| page.frame.items.get(item));
                if let Some((_, Item::Run(run))) = item {
                    words.push_str(&run.text);
                }
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::select;
    use crate::trial::{Trial, body};
    use vanban_layout::{Child, LinkTarget, OutlineEntry, Tag};

    /// Two pages: headings, a link from the first to the second and one back, a table over both.
    fn article() -> Trial {
        let mut trial = Trial::default();
        let root = trial.structure(Tag::Document, None);
        let title = trial.structure(Tag::Heading(1), Some(root));
        trial.line(Some(title), body(), "Tên bài");
        let place = trial.place();
        trial.layout.outline.push(OutlineEntry { level: 1, title: "Tên bài".to_owned(), place });
        let paragraph = trial.structure(Tag::Paragraph, Some(root));
        let link = trial.structure(Tag::Link, Some(paragraph));
        trial.line(Some(link), body(), "xem mục sau");
        trial.area(Some(link), LinkTarget::Place(1));
        let table = trial.structure(Tag::Table, Some(root));
        let head = trial.structure(Tag::TableHead, Some(table));
        let row = trial.structure(Tag::TableRow, Some(head));
        let cell = trial.structure(Tag::HeaderCell, Some(row));
        trial.line(Some(cell), body(), "Tỉnh");
        let part = trial.structure(Tag::TableBody, Some(table));
        for (at, words) in ["Huế", "Vinh", "Sa Pa"].into_iter().enumerate() {
            if at == 1 {
                trial.page();
            }
            let row = trial.structure(Tag::TableRow, Some(part));
            let cell = trial.structure(Tag::DataCell, Some(row));
            trial.line(Some(cell), body(), words);
        }
        let heading = trial.structure(Tag::Heading(2), Some(root));
        trial.line(Some(heading), body(), "Mục sau");
        let place = trial.place();
        trial.layout.outline.push(OutlineEntry { level: 2, title: "Mục sau".to_owned(), place });
        let link = trial.structure(Tag::Link, Some(root));
        trial.line(Some(link), body(), "về đầu");
        trial.area(Some(link), LinkTarget::Place(0));
        trial
    }

    #[test]
    fn links_outline_and_places_of_other_pages_go() {
        let layout = select(&article().layout, &[1]);
        assert_eq!((layout.pages.len(), layout.places.len(), layout.links.len()), (1, 1, 1));
        assert_eq!(layout.links[0].target, LinkTarget::Place(0));
        assert_eq!(layout.outline.len(), 1);
        assert_eq!(layout.outline[0].place, 0);
        let tags: Vec<Tag> = layout.structure.nodes.iter().map(|node| node.tag).collect();
        assert!(!tags.contains(&Tag::Link) && tags.contains(&Tag::Reference));
        assert!(tags.contains(&Tag::Heading(1)) && !tags.contains(&Tag::Heading(2)));
    }

    #[test]
    fn a_table_keeps_its_head_and_only_the_rows_of_the_pages() {
        let layout = select(&article().layout, &[1]);
        let nodes = &layout.structure.nodes;
        let of = |tag| nodes.iter().filter(|node| node.tag == tag).collect::<Vec<_>>();
        assert_eq!((of(Tag::TableRow).len(), of(Tag::DataCell).len()), (3, 2));
        assert_eq!(of(Tag::HeaderCell)[0].alt.as_deref(), Some("Tỉnh"));
        for node in nodes {
            for child in &node.children {
                match *child {
                    Child::Node(id) => assert!(id.0 < nodes.len()),
                    Child::Item { page, item } => {
                        assert!(item < layout.pages[page].frame.items.len());
                    }
                }
            }
        }
    }

    #[test]
    fn an_excerpt_is_written_as_a_whole_document() {
        let mut trial = article();
        trial.layout = select(&trial.layout, &[0]);
        let reader = trial.read();
        let kinds: Vec<String> = reader.elements().into_iter().map(|(_, kind, _)| kind).collect();
        assert!(kinds.contains(&"TH".to_owned()) && !kinds.contains(&"H2".to_owned()), "{kinds:?}");
        let xmp = reader.get(reader.catalog(), "Metadata").as_stream().expect("a stream");
        let xmp = String::from_utf8(xmp.content.clone()).expect("XMP is UTF-8");
        assert!(xmp.contains("<pdfuaid:part>1<"), "{xmp}");
    }
}

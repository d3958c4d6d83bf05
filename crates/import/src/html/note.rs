//! Notes: a link to what stands at the end of the page and is called a note.

use std::collections::BTreeMap;

use super::tree::Tree;

/// The notes of a page.
#[derive(Default)]
pub(super) struct Found {
    /// The note of each link that marks one.
    pub(super) marks: BTreeMap<usize, usize>,
    /// The elements that hold the notes.
    pub(super) bodies: Vec<usize>,
    /// The links back, which are not written.
    pub(super) back: Vec<usize>,
}

/// What identifiers of notes begin with: Word, LibreOffice, pandoc and wikis.
const PREFIXES: [&str; 9] =
    ["_ftn", "_edn", "ftn", "fn", "footnote", "sdfootnote", "cite_note", "note-", "endnote"];

/// Finds the notes that links of the page lead to.
pub(super) fn find(tree: &Tree) -> Found {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, node) in tree.nodes.iter().enumerate() {
        for name in ["id", "name"] {
            if let Some(id) = node.attribute(name).filter(|_| !node.name.is_empty()) {
                places.entry(id).or_insert(index);
            }
        }
    }
    let mut found = Found::default();
    let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
    for (index, node) in tree.nodes.iter().enumerate() {
        if node.name != "a" {
            continue;
        }
        let Some(id) = node.attribute("href").and_then(|href| href.strip_prefix('#')) else {
            continue;
        };
        let labels = node.labels();
        let named = PREFIXES.iter().any(|prefix| id.starts_with(prefix)) && !is_back(id);
        // A link out of a note leads back to its mark.
        let inside = is_back(id) && above(tree, index).any(|at| numbers.contains_key(&at));
        if inside || labels.contains("footnote-back") || labels.contains("doc-backlink") {
            found.back.push(index);
            continue;
        }
        if !named && !labels.contains("doc-noteref") && !labels.contains("footnote-ref") {
            continue;
        }
        let Some(target) = places.get(id).copied() else { continue };
        let body = holder(tree, target);
        // A link out of a note leads back to the text.
        if body == 0 || within(tree, index, body) {
            continue;
        }
        let next = numbers.len();
        let number = *numbers.entry(body).or_insert_with(|| {
            found.bodies.push(body);
            next
        });
        found.marks.insert(index, number);
    }
    // The sign of a note within itself leads back to its mark.
    for (index, node) in tree.nodes.iter().enumerate() {
        let id = node.attribute("href").and_then(|href| href.strip_prefix('#'));
        let back = node.name == "a" && id.is_some_and(is_back);
        if back
            && !found.marks.contains_key(&index)
            && above(tree, index).any(|at| numbers.contains_key(&at))
        {
            found.back.push(index);
        }
    }
    found
}

/// Whether an identifier is that of a mark in the text.
fn is_back(id: &str) -> bool {
    ["ref", "anc"].iter().any(|word| id.contains(word))
}

/// The block that a note is: what has the identifier, or what stands around the link that has it.
fn holder(tree: &Tree, target: usize) -> usize {
    let block = |index: &usize| {
        matches!(&*tree.nodes[*index].name, "li" | "div" | "p" | "aside" | "dd" | "section")
    };
    std::iter::once(target).chain(above(tree, target)).find(block).map_or(0, |block| {
        // Word wraps the paragraph of a note.
        let parent = tree.nodes[block].parent;
        let own = tree.nodes[parent]
            .attribute("id")
            .is_some_and(|id| id.starts_with("ftn") || id.starts_with("edn"));
        if own { parent } else { block }
    })
}

/// What a node stands in, from the nearest on, as far as elements nest.
fn above(tree: &Tree, index: usize) -> impl Iterator<Item = usize> {
    let mut at = index;
    std::iter::from_fn(move || {
        let parent = tree.nodes[at].parent;
        (parent != at).then(|| {
            at = parent;
            parent
        })
    })
}

fn within(tree: &Tree, index: usize, body: usize) -> bool {
    above(tree, index).any(|at| at == body)
}

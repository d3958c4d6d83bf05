//! The outline (ISO 32000-2 §12.3.3): the headings, nested by their levels.
//!
//! The highest headings stand open, so that a reader sees two levels at first.

use lopdf::{Document, Object, ObjectId};
use vanban_layout::Layout;

use crate::error::PdfError;
use crate::link::destination;
use crate::object::{dict, text};

/// An entry's place in the tree.
#[derive(Clone, Default)]
struct Branch {
    parent: Option<usize>,
    children: Vec<usize>,
}

/// Adds the outline, if there are headings, and names it.
pub(crate) fn add(
    doc: &mut Document,
    layout: &Layout,
    pages: &[ObjectId],
) -> Result<Option<ObjectId>, PdfError> {
    let entries = &layout.outline;
    if entries.is_empty() {
        return Ok(None);
    }
    let (branches, top) = nest(&entries.iter().map(|entry| entry.level).collect::<Vec<_>>());
    let root = doc.new_object_id();
    let ids: Vec<ObjectId> = entries.iter().map(|_| doc.new_object_id()).collect();
    let link = |from: Option<&usize>| from.map(|at| Object::Reference(ids[*at]));
    for (at, (entry, branch)) in entries.iter().zip(&branches).enumerate() {
        let parent = branch.parent.map_or(root, |parent| ids[parent]);
        let siblings = branch.parent.map_or(&top, |parent| &branches[parent].children);
        let place = siblings.binary_search(&at).expect("a child is listed by its parent");
        let mut item = dict([
            ("Title", text(&entry.title)),
            ("Parent", Object::Reference(parent)),
            ("Dest", destination(layout, entry.place, pages)?),
        ]);
        let relations = [
            ("Prev", link(place.checked_sub(1).and_then(|before| siblings.get(before)))),
            ("Next", link(siblings.get(place + 1))),
            ("First", link(branch.children.first())),
            ("Last", link(branch.children.last())),
        ];
        for (key, other) in relations {
            if let Some(other) = other {
                item.set(key, other);
            }
        }
        if !branch.children.is_empty() {
            // A negative count: the entry is closed.
            let count = branch.children.len() as i64;
            let count = if branch.parent.is_none() { count } else { -count };
            item.set("Count", Object::Integer(count));
        }
        doc.set_object(ids[at], item);
    }
    let seen = top.len() + top.iter().map(|at| branches[*at].children.len()).sum::<usize>();
    let outline = dict([
        ("Type", crate::object::name("Outlines")),
        ("First", Object::Reference(ids[top[0]])),
        ("Last", Object::Reference(ids[top[top.len() - 1]])),
        ("Count", Object::Integer(seen as i64)),
    ]);
    doc.set_object(root, outline);
    Ok(Some(root))
}

/// The tree of entries of these levels, and its top.
fn nest(levels: &[u8]) -> (Vec<Branch>, Vec<usize>) {
    let mut branches = vec![Branch::default(); levels.len()];
    let mut top = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, level) in levels.iter().enumerate() {
        while open.last().is_some_and(|last| levels[*last] >= *level) {
            open.pop();
        }
        match open.last() {
            Some(&parent) => {
                branches[at].parent = Some(parent);
                branches[parent].children.push(at);
            }
            None => top.push(at),
        }
        open.push(at);
    }
    (branches, top)
}

#[cfg(test)]
mod tests {
    use super::nest;

    #[test]
    fn an_entry_is_the_child_of_the_nearest_higher_one_before_it() {
        let (branches, top) = nest(&[2, 3, 5, 3, 1, 4]);
        assert_eq!(top, [0, 4]);
        assert_eq!(branches[0].children, [1, 3]);
        assert_eq!(branches[1].children, [2]);
        assert_eq!(branches[4].children, [5]);
    }
}

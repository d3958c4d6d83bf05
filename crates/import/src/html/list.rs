//! Lists and terms with their definitions.

use crate::flow::{Out, flush};
use crate::model::{Block, Inline, Item, List};
use crate::runs::Run;

use super::block::{Dress, Walk, descendants};
use super::style::look;

impl Walk<'_> {
    /// The list that an element is.
    pub(super) fn list(&mut self, index: usize, dress: &Dress) -> List {
        let tree = self.tree;
        let node = &tree.nodes[index];
        let start = node.attribute("start").and_then(|start| start.trim().parse().ok());
        let start: usize = start.filter(|start| (1..10_000).contains(start)).unwrap_or(1);
        let marker = match (node.name.as_str(), node.attribute("type")) {
            ("ol", Some("a" | "A")) => "a)".to_owned(),
            ("ol", Some("i" | "I")) => "(i)".to_owned(),
            ("ol", _) => format!("{start}."),
            _ => "-".to_owned(),
        };
        let mut list = List { marker, tight: true, items: Vec::new() };
        for child in &node.children {
            let own = &tree.nodes[*child];
            if self.dead[*child] || own.name.is_empty() && own.text.trim().is_empty() {
                continue;
            }
            let mut item = Item::default();
            let mut out = Out::default();
            if own.name == "li" {
                let inner = Dress { look: look(own, &dress.look), font: dress.font.clone() };
                let checkbox = own.children.iter().map(|child| &tree.nodes[*child]).find(|node| {
                    node.name == "input" && node.attribute("type") == Some("checkbox")
                });
                item.task = checkbox.map(|node| node.attribute("checked").is_some());
                self.children(*child, &inner, &mut out);
            } else if own.name.is_empty() {
                out.runs.push(Run::text(&dress.look, own.text.clone()));
            } else {
                self.element(*child, dress, &mut out);
            }
            flush(&mut out);
            item.blocks = out.blocks;
            let inner = item.blocks.iter().all(|block| matches!(block, Block::List(_)));
            match list.items.last_mut() {
                // A list that stands in a list, and not in one of its items.
                Some(last) if own.name != "li" && inner => last.blocks.extend(item.blocks),
                _ if item.blocks.is_empty() => {}
                _ => list.items.push(item),
            }
        }
        let paragraphs = |item: &Item| {
            item.blocks.iter().filter(|block| !matches!(block, Block::List(_))).count()
        };
        list.tight = list.items.iter().all(|item| paragraphs(item) <= 1);
        list
    }

    /// Terms with their definitions, or what stands in them where one lacks the other.
    pub(super) fn definitions(&mut self, index: usize, dress: &Dress, out: &mut Out) {
        let tree = self.tree;
        let mut entries: Vec<(Vec<Inline>, Vec<Vec<Block>>)> = Vec::new();
        for (child, node) in descendants(tree, index) {
            if self.dead[child] {
                continue;
            }
            match node.name.as_str() {
                "dt" => {
                    let term = self.line(child, dress);
                    entries.push((term, Vec::new()));
                }
                "dd" => {
                    let blocks = self.blocks(child, dress);
                    match entries.last_mut() {
                        Some((_, definitions)) => definitions.push(blocks),
                        None => out.blocks.extend(blocks),
                    }
                }
                _ => {}
            }
        }
        let whole = |(term, definitions): &(Vec<Inline>, Vec<Vec<Block>>)| {
            !term.is_empty() && definitions.iter().any(|definition| !definition.is_empty())
        };
        if entries.iter().all(whole) && !entries.is_empty() {
            out.blocks.push(Block::Definitions(entries));
            return;
        }
        for (term, definitions) in entries {
            if !term.is_empty() {
                out.blocks.push(Block::Paragraph(term));
            }
            out.blocks.extend(definitions.into_iter().flatten());
        }
    }
}

/// Adds a list; one that only holds a list within it goes on with the list before, as LibreOffice parts
/// them.
pub(super) fn add(mut list: List, blocks: &mut Vec<Block>) {
    let only = |item: &Item| {
        !item.blocks.is_empty() && item.blocks.iter().all(|block| matches!(block, Block::List(_)))
    };
    if list.items.first().is_some_and(only) {
        if let Some(Block::List(before)) = blocks.last_mut()
            && let Some(last) = before.items.last_mut()
        {
            last.blocks.extend(list.items.remove(0).blocks);
            if before.marker == list.marker {
                before.tight &= list.tight;
                before.items.append(&mut list.items);
            }
        } else if list.items.len() == 1 {
            blocks.append(&mut list.items.remove(0).blocks);
        }
    }
    if !list.items.is_empty() {
        blocks.push(Block::List(list));
    }
}

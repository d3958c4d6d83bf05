//! The lists of a document: what stands before an item of each list and level (ECMA-376 §17.9).

use std::collections::BTreeMap;

use vanban_article::{Enclosure, Numerals, System, task_box};
use vanban_docx::read::{Node, Tree};

/// What stands before an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// A bullet.
    Bullet,
    /// The box of a task.
    Task(bool),
    /// A number counted from here.
    Number(Numerals, u64),
    /// This text.
    Text(String),
    /// Nothing: the paragraph goes on with an item, or is none.
    Nothing,
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// For each number and level the marker, and where its text stands.
    levels: BTreeMap<(String, u8), (Marker, Option<i32>)>,
}

/// Reads the part of numberings.
pub(super) fn read(tree: &Tree) -> Numbering {
    let mut shapes: BTreeMap<&str, Node> = BTreeMap::new();
    let mut numbering = Numbering::default();
    let root = tree.root();
    for node in tree.children(root).filter(|node| tree.name(*node) == "w:abstractNum") {
        if let Some(id) = tree.attribute(node, "w:abstractNumId") {
            shapes.insert(id, node);
        }
    }
    for node in tree.children(root).filter(|node| tree.name(*node) == "w:num") {
        let Some(id) = tree.attribute(node, "w:numId") else { continue };
        let shape = tree.child(node, "w:abstractNumId");
        let shape = shape.and_then(|shape| shapes.get(tree.attribute(shape, "w:val")?));
        let mut starts: BTreeMap<u8, u64> = BTreeMap::new();
        let mut levels: Vec<Node> = Vec::new();
        if let Some(shape) = shape {
            levels.extend(tree.children(*shape).filter(|node| tree.name(*node) == "w:lvl"));
        }
        for change in tree.children(node).filter(|node| tree.name(*node) == "w:lvlOverride") {
            let level = tree.attribute(change, "w:ilvl").and_then(|level| level.parse().ok());
            let start = tree.child(change, "w:startOverride");
            let start = start.and_then(|node| tree.attribute(node, "w:val")?.parse().ok());
            if let (Some(level), Some(start)) = (level, start) {
                starts.insert(level, start);
            }
            levels.extend(tree.child(change, "w:lvl"));
        }
        for level in levels {
            let Some(at) = tree.attribute(level, "w:ilvl").and_then(|at| at.parse::<u8>().ok())
            else {
                continue;
            };
            let marker = marker(tree, level, starts.get(&at).copied());
            let left = tree.child(level, "w:pPr").and_then(|node| super::styles::left(tree, node));
            numbering.levels.insert((id.to_owned(), at), (marker, left));
        }
    }
    numbering
}

fn marker(tree: &Tree, level: Node, start: Option<u64>) -> Marker {
    let value = |name: &str| tree.child(level, name).and_then(|node| tree.attribute(node, "w:val"));
    let text = value("w:lvlText").unwrap_or_default();
    let format = value("w:numFmt").unwrap_or("decimal");
    let start = start.or_else(|| value("w:start")?.parse().ok()).unwrap_or(1);
    let system = match format {
        "bullet" => {
            return match text {
                _ if text == task_box(false) => Marker::Task(false),
                _ if text == task_box(true) || text == "☑" => Marker::Task(true),
                text if text.trim().is_empty() => Marker::Nothing,
                _ => Marker::Bullet,
            };
        }
        "none" => {
            let text = text.trim();
            return if text.is_empty() { Marker::Nothing } else { Marker::Text(text.to_owned()) };
        }
        "lowerLetter" => System::Letters { vietnamese: true, capital: false },
        "upperLetter" => System::Letters { vietnamese: true, capital: true },
        "lowerRoman" => System::Roman { capital: false },
        "upperRoman" => System::Roman { capital: true },
        _ => System::Decimal,
    };
    let enclosure = match (text.trim_start().starts_with('('), text.trim_end().ends_with(')')) {
        (true, true) => Enclosure::Brackets,
        (false, true) => Enclosure::Bracket,
        _ => Enclosure::Stop,
    };
    Marker::Number(Numerals { system, enclosure }, start)
}

impl Numbering {
    /// The marker of a list's level; none where there is no such list.
    pub(super) fn marker(&self, number: &str, level: u8) -> Option<&Marker> {
        self.levels.get(&(number.to_owned(), level)).map(|(marker, _)| marker)
    }

    /// Where the text of items stands, in twips.
    pub(super) fn left(&self, number: &str, level: u8) -> Option<i32> {
        self.levels.get(&(number.to_owned(), level)).and_then(|(_, left)| *left)
    }
}

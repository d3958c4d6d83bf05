//! DOCX files, vanban's own and those of other programs, as documents.
//!
//! ```text
//! bytes ─vanban_docx::read→ parts as trees
//!   styles, numbering: what paragraphs and lists are
//!   body (paragraphs, tables) ─inline (runs, fields, notes), math→ blocks in their places
//!   settle: captions, titles, references
//! ```
//!
//! Tracked changes are read as accepted; what cannot be carried is told.

mod body;
mod inline;
mod math;
mod nest;
mod numbering;
mod settle;
mod styles;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use vanban_docx::read::{self, Limits, Node, Package, Target, Tree};

use crate::model::{Document, Note, Picture, Read, Refused};
use numbering::Numbering;
use styles::Styles;

/// Reads a DOCX.
///
/// # Errors
/// Where the file is no sound DOCX, or one that could do harm.
pub fn docx(bytes: Vec<u8>) -> Result<Read, Refused> {
    let refused = |refusal: read::Refusal| Refused { message: refusal.message, hint: refusal.hint };
    let mut package = read::open(bytes, Limits::default()).map_err(refused)?;
    let main = package.main().to_owned();
    let tree = package.tree(&main).map_err(refused)?;
    let tree = tree.ok_or_else(|| Refused {
        message: "the archive holds no document".to_owned(),
        hint: "give a DOCX file".to_owned(),
    })?;
    let targets = package.targets(&main).map_err(refused)?;
    let of_kind = |kind: &str| {
        targets
            .values()
            .find(|target| target.kind == kind && !target.external)
            .map(|t| t.target.clone())
    };
    let mut part = |kind: &str| -> Result<Option<(String, Tree)>, Refused> {
        let Some(name) = of_kind(kind) else { return Ok(None) };
        Ok(package.tree(&name).map_err(refused)?.map(|tree| (name, tree)))
    };
    let styles = part("styles")?.map(|(_, tree)| styles::read(&tree)).unwrap_or_default();
    let numbering = part("numbering")?.map(|(_, tree)| numbering::read(&tree)).unwrap_or_default();
    let notes = [part("footnotes")?, part("endnotes")?];
    let comments = part("comments")?;
    let comments = comments.is_some_and(|(_, tree)| {
        tree.inside(tree.root()).any(|node| tree.name(node) == "w:comment")
    });
    let core = package.tree("docProps/core.xml").map_err(refused)?;
    let mut walk = Walk::new(styles, numbering);
    if comments {
        walk.tell("", "comments are left out", "answer them in the word processor first");
    }
    let body = tree.child(tree.root(), "w:body").unwrap_or(tree.root());
    let mut note_parts = Vec::new();
    for (kind, part) in ["w:footnote", "w:endnote"].into_iter().zip(notes) {
        let Some((name, tree)) = part else { continue };
        let targets = package.targets(&name).map_err(refused)?;
        note_parts.push((kind, tree, targets));
    }
    for (kind, tree, _) in &note_parts {
        for node in tree.children(tree.root()).filter(|node| tree.name(*node) == *kind) {
            let marks = matches!(
                tree.attribute(node, "w:type"),
                Some("separator" | "continuationSeparator" | "continuationNotice")
            );
            if let Some(id) = tree.attribute(node, "w:id").filter(|_| !marks) {
                walk.note_ids.insert((kind.to_string(), id.to_owned()), walk.notes.len());
                walk.notes.push(Vec::new());
            }
        }
    }
    let part = Part { tree: &tree, targets: &targets };
    walk.find_bookmarks(part);
    let blocks = body::read(&mut walk, part, body);
    for (kind, tree, targets) in &note_parts {
        let part = Part { tree, targets };
        for node in tree.children(tree.root()).filter(|node| tree.name(*node) == *kind) {
            let id = tree.attribute(node, "w:id").unwrap_or_default();
            let Some(note) = walk.note_ids.get(&(kind.to_string(), id.to_owned())).copied() else {
                continue;
            };
            let blocks = body::read(&mut walk, part, node);
            walk.notes[note] = blocks;
        }
    }
    let pictures = pictures(&mut package, &mut walk);
    let mut document =
        Document { meta: Vec::new(), blocks, notes: std::mem::take(&mut walk.notes), pictures };
    settle::settle(&mut document, &mut walk, core.as_ref());
    Ok(Read { document, notes: walk.told })
}

/// The bytes of the pictures that the document shows.
fn pictures(package: &mut Package, walk: &mut Walk) -> Vec<Picture> {
    let mut pictures = Vec::new();
    let parts = std::mem::take(&mut walk.pictures);
    let mut names = BTreeSet::new();
    for part in parts {
        let bytes = package.bytes(&part).ok().flatten();
        let name = part.rsplit('/').next().unwrap_or(&part).to_owned();
        let mut own = name.clone();
        let mut count = 1;
        while !names.insert(own.to_lowercase()) {
            count += 1;
            own = format!("{count}-{name}");
        }
        if bytes.is_none() {
            walk.tell(&part, "the picture is not in the file", "put it beside the article");
        }
        let known = ["png", "jpg", "jpeg", "gif", "svg", "webp", "bmp"];
        if !known.iter().any(|ending| own.to_lowercase().ends_with(&format!(".{ending}"))) {
            walk.tell(&part, "the picture is of a kind that is not printed", "convert it to PNG");
        }
        pictures.push(Picture { name: own, bytes });
    }
    pictures
}

/// A part that holds text, and what it leads to.
#[derive(Clone, Copy)]
struct Part<'t> {
    tree: &'t Tree,
    targets: &'t BTreeMap<String, Target>,
}

/// What is known while a document is read.
struct Walk {
    styles: Styles,
    numbering: Numbering,
    /// The notes, by the element and identifier that mark them.
    note_ids: BTreeMap<(String, String), usize>,
    notes: Vec<Vec<crate::model::Block>>,
    /// The names of the parts of pictures, each once.
    pictures: Vec<String>,
    told: Vec<Note>,
    /// What was told, so that each thing is told once.
    known: BTreeSet<String>,
    /// The bookmarks that links and references name.
    wanted: BTreeSet<String>,
    /// Those among them that references name, not only links.
    referred: BTreeSet<String>,
    /// The bookmarks of notes' marks.
    note_marks: BTreeMap<String, usize>,
    /// For each bookmark that is wanted the identifier of what it stands on.
    names: BTreeMap<String, String>,
    /// Identifiers that are taken.
    taken: BTreeSet<String>,
    /// The fields that are open.
    fields: Vec<inline::Field>,
    /// Whether headings are numbered.
    numbered: bool,
    /// Whether captions are numbered that nothing names.
    all_numbered: bool,
}

impl Walk {
    fn new(styles: Styles, numbering: Numbering) -> Walk {
        Walk {
            styles,
            numbering,
            note_ids: BTreeMap::new(),
            notes: Vec::new(),
            pictures: Vec::new(),
            told: Vec::new(),
            known: BTreeSet::new(),
            wanted: BTreeSet::new(),
            referred: BTreeSet::new(),
            note_marks: BTreeMap::new(),
            names: BTreeMap::new(),
            taken: BTreeSet::new(),
            fields: Vec::new(),
            numbered: false,
            all_numbered: false,
        }
    }

    /// Tells of something, once.
    fn tell(&mut self, place: &str, message: &str, hint: &str) {
        if self.known.insert(message.to_owned()) {
            let (place, message, hint) = (place.to_owned(), message.to_owned(), hint.to_owned());
            self.told.push(Note { place, message, hint });
        }
    }

    /// Finds the bookmarks that links and fields of a part name.
    fn find_bookmarks(&mut self, part: Part<'_>) {
        self.find_all(part);
        // Tables of contents name what they list: nothing else asks for those names.
        self.wanted.retain(|name| !name.starts_with("_Toc"));
    }

    fn find_all(&mut self, part: Part<'_>) {
        let tree = part.tree;
        for node in tree.inside(tree.root()) {
            match tree.name(node) {
                "w:hyperlink" => {
                    self.wanted.extend(tree.attribute(node, "w:anchor").map(str::to_owned));
                }
                "w:instrText" => self.want(&tree.text(node)),
                "w:fldSimple" => {
                    self.want(tree.attribute(node, "w:instr").unwrap_or_default());
                }
                _ => {}
            }
        }
    }

    fn want(&mut self, instruction: &str) {
        let mut words = instruction.split_whitespace();
        match words.next() {
            Some("REF" | "PAGEREF" | "NOTEREF") => {
                let name = words.next().map(str::to_owned);
                self.referred.extend(name.clone());
                self.wanted.extend(name);
            }
            Some("HYPERLINK") => {
                let words: Vec<&str> = words.collect();
                if let Some(at) = words.iter().position(|word| *word == "\\l") {
                    self.wanted
                        .extend(words.get(at + 1).map(|word| word.trim_matches('"').to_owned()));
                }
            }
            _ => {}
        }
    }

    /// The place of a picture's part among the pictures.
    fn picture(&mut self, part: &str) -> usize {
        let known = self.pictures.iter().position(|each| each == part);
        known.unwrap_or_else(|| {
            self.pictures.push(part.to_owned());
            self.pictures.len() - 1
        })
    }

    /// An identifier for what these bookmarks stand on, if anything names them.
    fn name(&mut self, bookmarks: &[String], series: &str, words: &str) -> Option<String> {
        let all: Vec<String> = bookmarks.iter().flat_map(|name| fellows(name)).collect();
        if let Some(id) = all.iter().find_map(|name| self.names.get(name)) {
            return Some(id.clone());
        }
        if !all.iter().any(|name| self.wanted.contains(name)) {
            return None;
        }
        let own = all.iter().find(|name| {
            self.wanted.contains(*name)
                && !name.starts_with(['_', '\u{1}', '\u{2}'])
                && is_word(name)
        });
        let slug = vanban_text::slug::slug(words);
        let slug: String = slug.split('-').take(6).collect::<Vec<_>>().join("-");
        let base = match own {
            Some(name) => name.clone(),
            // A link is content with the name that a heading has by itself.
            None if series == "sec:" && !all.iter().any(|name| self.referred.contains(name)) => {
                vanban_text::slug::slug(words)
            }
            None => format!("{series}{}", if slug.is_empty() { "x" } else { &slug }),
        };
        let mut name = base.clone();
        let mut count = 1;
        while !self.taken.insert(name.clone()) {
            count += 1;
            name = format!("{base}-{count}");
        }
        for bookmark in all.into_iter().filter(|name| !name.starts_with(['\u{1}', '\u{2}'])) {
            self.names.insert(bookmark, name.clone());
        }
        Some(name)
    }
}

/// The bookmarks that stand on the same thing: vanban has one on the whole, one on the label and one on
/// the number.
fn fellows(name: &str) -> Vec<String> {
    for prefix in ["_anchor_", "_Ref", "_Number"] {
        if let Some(number) =
            name.strip_prefix(prefix).filter(|n| n.len() < 6 && n.parse::<u32>().is_ok())
        {
            return ["_anchor_", "_Ref", "_Number"]
                .map(|prefix| format!("{prefix}{number}"))
                .to_vec();
        }
    }
    vec![name.to_owned()]
}

fn is_word(name: &str) -> bool {
    !name.is_empty()
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))
}

/// The properties of a paragraph or run.
fn child_attribute<'t>(tree: &'t Tree, node: Node, child: &str, name: &str) -> Option<&'t str> {
    tree.attribute(tree.child(node, child)?, name)
}

#[cfg(test)]
mod tests;

//! Pages of the web.
//!
//! ```text
//! bytes ─encoding→ text ─tree→ nodes ─find→ the article ─meta, note→ front matter, notes
//!                                    └─block (list, table, picture, flow)→ blocks
//! ```

mod block;
mod find;
mod list;
mod meta;
mod note;
mod picture;
mod style;
mod table;
mod tree;

use std::collections::BTreeMap;

use crate::encoding::decode;
use crate::flow::captioned;
use crate::legacy::Fonts;
use crate::model::{Block, Document, MetaValue, Note, Picture, Read, Refused};
use crate::read::Options;
use crate::runs::plain;

use block::{Dress, Walk};
use tree::Tree;

/// The document of a page.
///
/// # Errors
///
/// Its encoding is not certain, or it has too many elements.
pub(crate) fn read(bytes: &[u8], options: &Options<'_>) -> Result<Read, Refused> {
    let declared = charset(bytes);
    let decoded = decode(bytes, options.encoding, declared.as_deref())?;
    let tree = tree::tree(&decoded.text)?;
    let mut notes = decoded.notes;
    let (fonts, doubts) = fonts(&tree).decide();
    notes.extend(doubts);

    let found = find::find(&tree);
    let marked = note::find(&tree);
    let mut walk = Walk {
        tree: &tree,
        dead: found.dead,
        fonts: &fonts,
        marks: marked.marks,
        pictures: Vec::new(),
        lost: BTreeMap::new(),
    };
    for index in marked.back {
        walk.dead[index] = true;
    }
    let notes_of_page: Vec<Vec<Block>> =
        marked.bodies.iter().map(|body| unsigned(walk.blocks(*body, &Dress::default()))).collect();
    for body in &marked.bodies {
        kill(&mut walk, *body);
    }
    let front = {
        // Titles are read as the text is: through their fonts.
        let said = |index: usize| {
            let mut own =
                Walk { dead: walk.dead.clone(), marks: walk.marks.clone(), ..walk_of(&walk) };
            plain(&own.line(index, &Dress::default())).trim().to_owned()
        };
        meta::find(&tree, found.root, &walk.dead, &said)
    };
    for index in &front.used {
        kill(&mut walk, *index);
    }
    let dress = inherited(&tree, found.root);
    let blocks = walk.blocks(found.root, &dress);
    let blocks = captioned(raised(untitled(blocks, &front.meta)));
    if found.left_out > 0 && found.root != 0 && tree.nodes[found.root].name != "body" {
        let node = &tree.nodes[found.root];
        let class = node.attribute("class").and_then(|class| class.split(' ').next());
        let class = class.map(|class| format!(".{class}")).unwrap_or_default();
        notes.push(Note {
            place: String::new(),
            message: format!(
                "the article was taken from `{}{class}`; {} characters around it were left out",
                node.name, found.left_out
            ),
            hint: "if something is missing, save that part of the page as a file of its own"
                .to_owned(),
        });
    }
    for (what, (at, count)) in &walk.lost {
        let times = if *count > 1 { format!(" ({count} times)") } else { String::new() };
        notes.push(Note {
            place: place(&decoded.text, *at),
            message: format!("{what} was left out{times}"),
            hint: "add by hand what the article needs of it".to_owned(),
        });
    }
    let mut document =
        Document { meta: front.meta, blocks, notes: notes_of_page, pictures: walk.pictures };
    settle(&mut document, options.pictures);
    Ok(Read { document, notes })
}

/// A walk over the same page that keeps nothing.
fn walk_of<'t>(walk: &Walk<'t>) -> Walk<'t> {
    Walk {
        tree: walk.tree,
        dead: Vec::new(),
        fonts: walk.fonts,
        marks: BTreeMap::new(),
        pictures: Vec::new(),
        lost: BTreeMap::new(),
    }
}

/// The encoding that a page declares in its first kilobytes (HTML, 13.2.3.2).
fn charset(bytes: &[u8]) -> Option<String> {
    let head: Vec<u8> = bytes.iter().take(4096).map(u8::to_ascii_lowercase).collect();
    let text = String::from_utf8_lossy(&head).into_owned();
    let at = text.find("charset")?;
    let rest = text[at + "charset".len()..].trim_start().strip_prefix('=')?.trim_start();
    let name: String = rest
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    (!name.is_empty() && name != "x-user-defined").then_some(name)
}

/// What stands in the fonts of the page.
fn fonts(tree: &Tree) -> Fonts {
    let mut fonts = Fonts::default();
    let mut own: Vec<Option<String>> = vec![None; tree.nodes.len()];
    for (index, node) in tree.nodes.iter().enumerate().skip(1) {
        let font = style::font(node).or_else(|| own[node.parent].clone());
        if let Some(font) = font.as_deref().filter(|_| !node.text.trim().is_empty()) {
            fonts.add(font, &node.text);
        }
        own[index] = font.filter(|_| !node.children.is_empty());
    }
    fonts
}

/// The font that the article stands in, from the elements around it.
fn inherited(tree: &Tree, root: usize) -> Dress {
    let mut at = root;
    loop {
        if let Some(font) = style::font(&tree.nodes[at]) {
            return Dress { font, ..Dress::default() };
        }
        if at == 0 {
            return Dress::default();
        }
        at = tree.nodes[at].parent;
    }
}

/// Takes an element out of what is written.
fn kill(walk: &mut Walk<'_>, index: usize) {
    walk.dead[index] = true;
}

/// A note without the number that it begins with, which the papers count themselves.
fn unsigned(mut blocks: Vec<Block>) -> Vec<Block> {
    use crate::model::Inline;
    if let Some(Block::Paragraph(inlines)) = blocks.first_mut() {
        if let Some(Inline::Marked(_, inner)) = inlines.first()
            && inner.len() == 1
            && matches!(&inner[0], Inline::Text(text) if is_sign(text))
        {
            inlines.remove(0);
        }
        if let Some(Inline::Text(text)) = inlines.first_mut() {
            let bare = text.trim_start();
            let rest = bare.trim_start_matches(|c: char| {
                c.is_ascii_digit() || matches!(c, '[' | ']' | '*' | '^' | '↑')
            });
            let signed = rest.len() < bare.len()
                && rest.starts_with([' ', '.'])
                && bare.starts_with(['[', '^', '↑']);
            *text = if signed {
                rest.trim_start_matches([' ', '.']).to_owned()
            } else {
                bare.to_owned()
            };
        }
    }
    blocks
}

fn is_sign(text: &str) -> bool {
    text.trim().chars().all(|c| c.is_ascii_digit() || matches!(c, '[' | ']' | '*'))
}

/// Blocks without the first that says the title once more.
fn untitled(mut blocks: Vec<Block>, meta: &[(String, MetaValue)]) -> Vec<Block> {
    let Some((_, MetaValue::Text(title))) = meta.iter().find(|(key, _)| key == "title") else {
        return blocks;
    };
    let says = |block: &Block| match block {
        Block::Paragraph(inlines) | Block::Heading { inlines, .. } => {
            plain(inlines).trim() == title
        }
        Block::Division { blocks, .. } => {
            matches!(blocks.as_slice(), [Block::Paragraph(inlines)] if plain(inlines).trim() == title)
        }
        _ => false,
    };
    if let Some(at) = blocks.iter().take(3).position(says) {
        blocks.remove(at);
    }
    blocks
}

/// Headings so that the highest is of level 1.
fn raised(mut blocks: Vec<Block>) -> Vec<Block> {
    let levels = blocks.iter().filter_map(|block| match block {
        Block::Heading { level, .. } => Some(*level),
        _ => None,
    });
    let by = levels.min().unwrap_or(1) - 1;
    for block in &mut blocks {
        if let Block::Heading { level, .. } = block {
            *level -= by;
        }
    }
    blocks
}

/// Pictures that stand beside the page under another ending are those that it means.
fn settle(document: &mut Document, files: &[String]) {
    let stem = |name: &str| name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase();
    let known = |name: &str| files.iter().any(|file| file == name);
    for Picture { name, bytes } in &mut document.pictures {
        if bytes.is_none()
            && !known(name)
            && let Some(file) = files.iter().find(|file| stem(file) == stem(name))
        {
            name.clone_from(file);
        }
    }
}

fn place(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or_default();
    format!("line {}", before.matches('\n').count() + 1)
}

#[cfg(test)]
mod tests;

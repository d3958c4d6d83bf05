//! The one recursion over the tree of a page: elements to blocks, text to runs. It is as deep as elements
//! may nest.

use std::collections::BTreeMap;

use crate::flow::{Out, flush, is_short};
use crate::legacy::Decided;
use crate::model::{Attributes, Block, Inline, Mark, Picture};
use crate::runs::{Look, Piece, Run, class, inlines};

use super::list::add;
use super::picture::named;
use super::style::{font, look, side};
use super::table;
use super::tree::{Node, Tree, is_block};

/// What a page is read with, and what is found on the way.
pub(super) struct Walk<'t> {
    /// The page.
    pub(super) tree: &'t Tree,
    /// Which nodes are not written: no part of the article, or written elsewhere.
    pub(super) dead: Vec<bool>,
    /// The old fonts.
    pub(super) fonts: &'t Decided,
    /// The note that a link marks, by the node of the link.
    pub(super) marks: BTreeMap<usize, usize>,
    /// The pictures.
    pub(super) pictures: Vec<Picture>,
    /// What could not be carried, by what it is, each with its first place and how often.
    pub(super) lost: BTreeMap<&'static str, (usize, usize)>,
}

/// The look of text and the font that it is in.
#[derive(Clone, Debug, Default)]
pub(super) struct Dress {
    /// The look.
    pub(super) look: Look,
    /// The font.
    pub(super) font: String,
}

impl Walk<'_> {
    pub(super) fn node(&self, index: usize) -> &Node {
        &self.tree.nodes[index]
    }

    /// The blocks of what stands in a node.
    pub(super) fn blocks(&mut self, index: usize, dress: &Dress) -> Vec<Block> {
        let mut out = Out::default();
        self.children(index, dress, &mut out);
        flush(&mut out);
        out.blocks
    }

    /// The inlines of what stands in a node, blocks in it as parts of one line.
    pub(super) fn line(&mut self, index: usize, dress: &Dress) -> Vec<Inline> {
        let mut out = Out::default();
        self.children(index, dress, &mut out);
        if out.blocks.is_empty() {
            return inlines(out.runs);
        }
        flush(&mut out);
        let mut line = Vec::new();
        for block in out.blocks {
            let own = match block {
                Block::Paragraph(own) | Block::Heading { inlines: own, .. } => own,
                Block::Figure { caption, picture, alt, attributes } => {
                    line.push(Inline::Picture { picture, alt, attributes });
                    caption
                }
                Block::Division { blocks, .. } => blocks
                    .into_iter()
                    .find_map(|block| match block {
                        Block::Paragraph(own) => Some(own),
                        _ => None,
                    })
                    .unwrap_or_default(),
                _ => Vec::new(),
            };
            if !line.is_empty() && !own.is_empty() {
                line.push(Inline::Text(" ".to_owned()));
            }
            line.extend(own);
        }
        line
    }

    pub(super) fn children(&mut self, index: usize, dress: &Dress, out: &mut Out) {
        let tree = self.tree;
        for child in &tree.nodes[index].children {
            if self.dead[*child] {
                continue;
            }
            if tree.nodes[*child].name.is_empty() {
                let text = &tree.nodes[*child].text;
                let text = self.fonts.text(&dress.font, text).unwrap_or_else(|| text.clone());
                out.runs.push(Run::text(&dress.look, text));
            } else {
                self.element(*child, dress, out);
            }
        }
    }

    fn lose(&mut self, what: &'static str, index: usize) {
        let at = self.node(index).at;
        let (_, count) = self.lost.entry(what).or_insert((at, 0));
        *count += 1;
    }

    pub(super) fn element(&mut self, index: usize, dress: &Dress, out: &mut Out) {
        let tree = self.tree;
        let node = &tree.nodes[index];
        let mut inner = Dress { look: look(node, &dress.look), font: dress.font.clone() };
        if let Some(font) = font(node) {
            inner.font = font;
        }
        match node.name.as_str() {
            "br" => out.runs.push(Run { look: dress.look.clone(), piece: Piece::Break }),
            "#page" => {
                flush(out);
                out.blocks.push(Block::PageBreak);
            }
            "hr" => {
                flush(out);
                out.blocks.push(Block::Rule);
            }
            "img" => self.picture(node, index, &inner, out),
            "a" => self.link(index, inner, out),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(index, &inner, out),
            "ul" | "menu" | "dir" | "ol" => {
                flush(out);
                let list = self.list(index, &Dress { look: Look::default(), ..inner });
                add(list, &mut out.blocks);
            }
            "dl" => {
                flush(out);
                self.definitions(index, &inner, out);
            }
            "blockquote" => {
                flush(out);
                let blocks = self.blocks(index, &inner);
                if !blocks.is_empty() {
                    out.blocks.push(Block::Quote(blocks));
                }
            }
            "pre" => {
                flush(out);
                self.code(index, out);
            }
            "table" => {
                flush(out);
                table::write(self, index, &Dress { look: Look::default(), ..inner }, out);
            }
            "figure" => {
                flush(out);
                self.figure(index, &inner, out);
            }
            "math" => self.math(index, &inner, out),
            "summary" => {
                flush(out);
                inner.look.marks.set(Mark::Strong, true);
                self.children(index, &inner, out);
                flush(out);
            }
            "q" => {
                out.runs.push(Run::text(&inner.look, "“"));
                self.children(index, &inner, out);
                out.runs.push(Run::text(&inner.look, "”"));
            }
            "iframe" | "video" | "audio" | "object" | "embed" | "canvas" | "applet" => {
                self.lose("a film, a sound or a part of another page", index);
            }
            "svg" => self.lose("a drawing within the page (SVG)", index),
            "input" | "select" | "textarea" | "button" => {
                if node.attribute("type").is_none_or(|kind| kind != "hidden" && kind != "checkbox")
                {
                    self.lose("a field of a form", index);
                }
            }
            "script" | "style" | "head" | "title" | "template" | "link" | "meta" | "rt" | "rp" => {}
            name if is_block(name) => self.block(index, &inner, out),
            _ => self.children(index, &inner, out),
        }
    }

    /// A paragraph, or what only groups.
    fn block(&mut self, index: usize, dress: &Dress, out: &mut Out) {
        flush(out);
        let node = self.node(index);
        let side = side(node).filter(|_| !matches!(&*node.name, "body" | "html"));
        let labels = node.labels();
        let caption = ["caption", "chuthich", "chu-thich", "image-desc", "photo-desc", "credit"];
        let before = out.blocks.len();
        self.children(index, dress, out);
        flush(out);
        let made = out.blocks.split_off(before);
        let said = labels.split([' ', '-', '_']).any(|label| caption.contains(&label))
            || caption.iter().any(|word| labels.contains(word));
        if said
            && let [Block::Paragraph(words)] = made.as_slice()
            && let Some(Block::Figure { caption, .. }) = out.blocks.last_mut()
            && caption.is_empty()
        {
            caption.clone_from(words);
            return;
        }
        match side {
            // Pictures stand in the middle anyway, and a side for much is a matter of the page's look.
            Some(side) if (1..=3).contains(&made.len()) && made.iter().all(is_short) => {
                out.blocks.push(Block::Division { attributes: class(side), blocks: made });
            }
            _ => out.blocks.extend(made),
        }
    }

    fn heading(&mut self, index: usize, dress: &Dress, out: &mut Out) {
        flush(out);
        let level = self.node(index).name.as_bytes()[1] - b'0';
        let mut bare = dress.clone();
        bare.look.marks.set(Mark::Strong, false);
        let mut said = self.line(index, &bare);
        for inline in &mut said {
            if *inline == Inline::LineBreak {
                *inline = Inline::Text(" ".to_owned());
            }
        }
        // A heading that is bold throughout is no more than a heading.
        if let [Inline::Marked(Mark::Strong, inner)] = said.as_slice() {
            said = inner.clone();
        }
        let picture = said.iter().all(|inline| matches!(inline, Inline::Picture { .. }));
        if said.is_empty() {
            return;
        }
        out.blocks.push(if picture {
            Block::Paragraph(said)
        } else {
            Block::Heading { level, inlines: said, attributes: Attributes::default() }
        });
    }

    fn link(&mut self, index: usize, mut inner: Dress, out: &mut Out) {
        if let Some(note) = self.marks.get(&index) {
            out.runs.push(Run { look: Look::default(), piece: Piece::Whole(Inline::Note(*note)) });
            return;
        }
        let target = self.node(index).attribute("href").unwrap_or_default().trim().to_owned();
        let scheme = target.split(':').next().unwrap_or_default().to_ascii_lowercase();
        if matches!(scheme.as_str(), "http" | "https" | "mailto" | "ftp" | "tel")
            && target.contains(':')
            && !target.contains(char::is_whitespace)
            && target.len() <= 2000
        {
            inner.look.link = Some(target);
        } else if !target.is_empty() && !target.starts_with('#') && scheme != "javascript" {
            self.lose("the target of a link within its site", index);
        }
        self.children(index, &inner, out);
    }

    fn picture(&mut self, node: &Node, index: usize, dress: &Dress, out: &mut Out) {
        let lazy = ["data-src", "data-original", "data-lazy-src", "src"];
        let real = |value: &&str| !value.is_empty() && !value.starts_with("data:image/svg");
        let mut sources = lazy.iter().filter_map(|name| node.attribute(name).map(str::trim));
        let Some(source) = sources.find(real) else { return };
        // A picture of one point counts readers.
        let tiny = |name| node.attribute(name).is_some_and(|side| matches!(side.trim(), "0" | "1"));
        if tiny("width") || tiny("height") {
            return;
        }
        let (name, bytes) = named(source, self.pictures.len() + 1);
        if bytes.is_none() && source.starts_with("data:") {
            self.lose("a picture within the page that cannot be read", index);
            return;
        }
        let picture = self.pictures.len();
        self.pictures.push(Picture { name, bytes });
        let alt = crate::runs::tidy(node.attribute("alt").unwrap_or_default()).trim().to_owned();
        let attributes = Attributes::default();
        let whole = Inline::Picture { picture, alt, attributes };
        out.runs.push(Run { look: dress.look.clone(), piece: Piece::Whole(whole) });
    }

    fn figure(&mut self, index: usize, dress: &Dress, out: &mut Out) {
        let tree = self.tree;
        let mut said = Vec::new();
        for (child, node) in descendants(tree, index) {
            if node.name == "figcaption" && !self.dead[child] {
                said = self.line(child, dress);
                self.dead[child] = true;
                break;
            }
        }
        let mut made = self.blocks(index, dress);
        let pictures = made.iter_mut().rev().find_map(|block| match block {
            Block::Figure { caption, .. } if caption.is_empty() => Some(caption),
            Block::Table(table) if table.caption.is_empty() => Some(&mut table.caption),
            _ => None,
        });
        match pictures {
            Some(caption) => *caption = said,
            None if !said.is_empty() => made.push(Block::Paragraph(said)),
            None => {}
        }
        out.blocks.extend(made);
    }

    fn code(&mut self, index: usize, out: &mut Out) {
        let tree = self.tree;
        let mut text = String::new();
        let mut language = None;
        let mut rest = vec![index];
        while let Some(index) = rest.pop() {
            let node = &tree.nodes[index];
            text.push_str(&node.text);
            if node.name == "br" {
                text.push('\n');
            }
            for label in node.labels().split(' ') {
                let name = label.strip_prefix("language-").or_else(|| label.strip_prefix("lang-"));
                language = language.or(name.filter(|name| !name.is_empty()).map(str::to_owned));
            }
            rest.extend(node.children.iter().rev());
        }
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let text = text.strip_prefix('\n').unwrap_or(&text).trim_end().to_owned();
        if !text.is_empty() {
            out.blocks.push(Block::Code { language, text });
        }
    }

    fn math(&mut self, index: usize, dress: &Dress, out: &mut Out) {
        let tree = self.tree;
        let source = descendants(tree, index).find_map(|(child, node)| {
            let tex = node.name == "annotation"
                && node.attribute("encoding") == Some("application/x-tex");
            tex.then(|| super::meta::text(tree, child, &[]))
        });
        let source = source.or_else(|| tree.nodes[index].attribute("alttext").map(str::to_owned));
        match source.filter(|source| !source.trim().is_empty()) {
            Some(source) => {
                let whole = Inline::Math(source.trim().to_owned());
                out.runs.push(Run { look: dress.look.clone(), piece: Piece::Whole(whole) });
            }
            None => {
                self.lose("a formula that gives no LaTeX source; its signs stand in a line", index);
                self.children(index, dress, out);
            }
        }
    }
}

/// What stands in a node, but not in a list or table within it.
pub(super) fn descendants(tree: &Tree, index: usize) -> impl Iterator<Item = (usize, &Node)> {
    let mut rest: Vec<usize> = tree.nodes[index].children.iter().rev().copied().collect();
    std::iter::from_fn(move || {
        let next = rest.pop()?;
        let node = &tree.nodes[next];
        if !matches!(&*node.name, "table" | "ul" | "ol" | "dl" | "dd") {
            rest.extend(node.children.iter().rev());
        }
        Some((next, node))
    })
}

//! What a table of contents lists: the headings or captions of the body, in their order.
//!
//! Both writers ask here, so that their tables have the same entries with the same words.

use vanban_text::terms;

use crate::model::{Article, BlockId, BlockKind, ContentsKind, ParagraphKind};

/// The lowest level of heading that a table of contents can list.
pub const LOWEST_LISTED: u8 = 3;

/// An entry of a table of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The heading or caption.
    pub block: BlockId,
    /// Its level, 1 the highest; 1 for captions.
    pub level: u8,
    /// Its words, in the normal form of the article's text.
    pub text: String,
}

/// The heading of a table of contents, in the language of the article.
#[must_use]
pub fn title(article: &Article, kind: ContentsKind) -> &'static str {
    let lang = &article.meta.lang;
    match kind {
        ContentsKind::Headings { .. } => terms::contents(lang),
        ContentsKind::Figures => terms::figures(lang),
        ContentsKind::Tables => terms::tables(lang),
    }
}

/// The entries of a table of contents. What has no words has no entry, nor what stands in a note.
#[must_use]
pub fn entries(article: &Article, kind: ContentsKind) -> Vec<Entry> {
    let mut entries = Vec::new();
    for id in (0..article.body_len).map(BlockId) {
        if let Some(level) = level(article, id, kind) {
            let text = words(article, id);
            if !text.is_empty() {
                entries.push(Entry { block: id, level, text });
            }
        }
    }
    entries
}

/// The blocks that the tables of contents of an article list, each once, in document order.
#[must_use]
pub fn listed(article: &Article) -> Vec<BlockId> {
    let mut kinds: Vec<ContentsKind> = Vec::new();
    for block in &article.blocks[..article.body_len as usize] {
        if let BlockKind::Contents(kind) = block.kind
            && !kinds.contains(&kind)
        {
            kinds.push(kind);
        }
    }
    let mut blocks: Vec<BlockId> = kinds
        .into_iter()
        .flat_map(|kind| entries(article, kind).into_iter().map(|entry| entry.block))
        .collect();
    blocks.sort_unstable();
    blocks.dedup();
    blocks
}

/// The level at which a block is listed, if it is.
fn level(article: &Article, id: BlockId, kind: ContentsKind) -> Option<u8> {
    match (kind, &article.block(id).kind) {
        (ContentsKind::Headings { depth }, BlockKind::Heading { level, .. }) => {
            (*level <= depth).then_some((*level).max(1))
        }
        (ContentsKind::Figures, BlockKind::Paragraph(ParagraphKind::Caption)) => Some(1),
        _ => None,
    }
}

/// The words of a block as an entry shows them: on one line, without notes and pictures.
fn words(article: &Article, id: BlockId) -> String {
    let text = article.plain_text(article.block(id));
    text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{entries, listed};
    use crate::model::{BlockKind, ContentsKind};
    use crate::parse::parse;
    use crate::source::Source;

    fn article(text: &str) -> crate::model::Article {
        parse(&Source { name: "a.md".to_owned(), text: text.to_owned() }).article
    }

    #[test]
    fn headings_down_to_the_depth_are_listed_without_their_notes() {
        let article = article("# Một[^a]\n\n## Hai **ba**\n\n### Bốn\n\n> # Năm\n\n[^a]: # Sáu\n");
        let listed = entries(&article, ContentsKind::Headings { depth: 2 });
        let shown: Vec<_> = listed.iter().map(|entry| (entry.level, entry.text.as_str())).collect();
        assert_eq!(shown, [(1, "Một"), (2, "Hai ba"), (1, "Năm")]);
    }

    #[test]
    fn a_block_in_two_tables_is_listed_once() {
        let article = article("\\tableofcontents\n\n[TOC]\n\n# Một\n\nHai.\n");
        let contents = |kind: &BlockKind| matches!(kind, BlockKind::Contents(_));
        assert_eq!(article.blocks.iter().filter(|block| contents(&block.kind)).count(), 2);
        assert_eq!(listed(&article).len(), 1);
    }
}

//! What a table of contents lists: the headings or captions of the body, in their order.
//!
//! Both writers ask here, so that their tables have the same entries with the same words.

use std::collections::BTreeMap;

use vanban_text::terms;

use crate::kind::{ContentsKind, Series};
use crate::model::{Article, BlockId, BlockKind, Inline, InlineKind, ParagraphKind};

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

/// The entries of a table of contents; `numbers` are those of the headings. What has no words has no
/// entry, nor what stands in a note.
#[must_use]
pub fn entries(
    article: &Article,
    kind: ContentsKind,
    numbers: &BTreeMap<BlockId, String>,
) -> Vec<Entry> {
    let mut entries = Vec::new();
    for id in (0..article.body_len).map(BlockId) {
        if let Some(level) = level(article, id, kind) {
            let text = words(article, id, numbers);
            if !text.is_empty() {
                entries.push(Entry { block: id, level, text });
            }
        }
    }
    entries
}

/// The blocks that the tables of contents of an article list, each once, in document order.
#[must_use]
pub fn listed(article: &Article, numbers: &BTreeMap<BlockId, String>) -> Vec<BlockId> {
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
        .flat_map(|kind| entries(article, kind, numbers).into_iter().map(|entry| entry.block))
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
        (ContentsKind::Figures, BlockKind::Paragraph(_)) => counted(article, id, Series::Figure),
        (ContentsKind::Tables, BlockKind::Paragraph(_)) => counted(article, id, Series::Table),
        _ => None,
    }
}

/// The level of a caption with a number of this series: word processors list no other.
fn counted(article: &Article, id: BlockId, wanted: Series) -> Option<u8> {
    let is_number = |inline: &Inline| matches!(inline.kind, InlineKind::Number { series, .. } if series == wanted);
    let block = article.block(id);
    let kind = matches!(
        block.kind,
        BlockKind::Paragraph(ParagraphKind::Caption | ParagraphKind::TableCaption)
    );
    (kind && article.inlines_of(block).iter().any(is_number)).then_some(1)
}

/// The words of a block as an entry shows them: on one line, after its number, without notes and
/// pictures.
fn words(article: &Article, id: BlockId, numbers: &BTreeMap<BlockId, String>) -> String {
    let mut text = numbers.get(&id).cloned().unwrap_or_default();
    text.push(' ');
    for inline in article.inlines_of(article.block(id)) {
        match &inline.kind {
            InlineKind::Text(part) => text.push_str(part),
            InlineKind::LineBreak => text.push(' '),
            InlineKind::Number { number, .. } => text.push_str(&number.to_string()),
            InlineKind::Reference { anchor, shown, .. } => {
                let referred = article.refer(*anchor, *shown, numbers).unwrap_or_default();
                text.push_str(&referred.text());
            }
            InlineKind::Math(math) => text.push_str(&article.maths[math.index()].plain()),
            InlineKind::Picture { .. } | InlineKind::NoteMark { .. } => {}
        }
    }
    text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{entries, listed};
    use crate::kind::ContentsKind;
    use crate::model::{BlockId, BlockKind};
    use crate::parse::parse;
    use crate::source::Source;

    fn article(text: &str) -> crate::model::Article {
        parse(&Source { name: "a.md".to_owned(), text: text.to_owned() }).article
    }

    #[test]
    fn headings_down_to_the_depth_are_listed_without_their_notes() {
        let article = article("# Một[^a]\n\n## Hai **ba**\n\n### Bốn\n\n> # Năm\n\n[^a]: # Sáu\n");
        let numbers = BTreeMap::from([(BlockId(1), "1.1.".to_owned())]);
        let listed = entries(&article, ContentsKind::Headings { depth: 2 }, &numbers);
        let shown: Vec<_> = listed.iter().map(|entry| (entry.level, entry.text.as_str())).collect();
        assert_eq!(shown, [(1, "Một"), (2, "1.1. Hai ba"), (1, "Năm")]);
    }

    #[test]
    fn a_block_in_two_tables_is_listed_once() {
        let article = article("\\tableofcontents\n\n[TOC]\n\n# Một\n\nHai.\n");
        let contents = |kind: &BlockKind| matches!(kind, BlockKind::Contents(_));
        assert_eq!(article.blocks.iter().filter(|block| contents(&block.kind)).count(), 2);
        assert_eq!(listed(&article, &BTreeMap::new()).len(), 1);
    }

    #[test]
    fn a_list_of_figures_makes_captions_numbered() {
        let article = article("\\listoffigures\n\n![Cờ](a.png)\n\n![](b.png)\n\n![Hoa](c.png)\n");
        let listed = entries(&article, ContentsKind::Figures, &BTreeMap::new());
        let shown: Vec<_> = listed.iter().map(|entry| entry.text.replace('\u{a0}', " ")).collect();
        assert_eq!(shown, ["Hình 1. Cờ", "Hình 2. Hoa"]);
    }
}

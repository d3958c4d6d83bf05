//! The outline: the headings that a reader of the PDF walks through.

use std::collections::BTreeMap;

use vanban_article::{Article, BlockId, BlockKind, as_read};

/// A heading in the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineEntry {
    /// Its level, 1 the highest; an entry is the child of the nearest one before it of a lower level.
    pub level: u8,
    /// Its text, in NFC.
    pub title: String,
    /// Where it stands: a place in [`crate::Layout::places`].
    pub place: usize,
}

/// The outline of an article: its anchors that stand on headings.
pub(crate) fn outline(article: &Article, numbers: &BTreeMap<BlockId, String>) -> Vec<OutlineEntry> {
    let mut entries = Vec::new();
    for (place, anchor) in article.anchors.iter().enumerate() {
        let block = article.block(anchor.block);
        if let BlockKind::Heading { level, .. } = block.kind {
            let text = as_read(&article.plain_text(block));
            let title = match numbers.get(&anchor.block) {
                Some(number) => format!("{number} {text}").trim_end().to_owned(),
                None => text,
            };
            entries.push(OutlineEntry { level, title, place });
        }
    }
    entries
}

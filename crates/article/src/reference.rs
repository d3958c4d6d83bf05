//! What references and captions show: the words that both papers print.

use std::collections::BTreeMap;

use vanban_text::terms;

use crate::kind::{Series, Shown};
use crate::model::{AnchorId, Article, BlockId, BlockKind, as_read};

impl Article {
    /// The headings that a theme may number, in document order, with their levels.
    pub fn headings(&self) -> impl Iterator<Item = (BlockId, u8)> + '_ {
        let body = self.blocks.iter().take(self.body_len as usize);
        (0u32..).map(BlockId).zip(body).filter_map(|(id, block)| match block.kind {
            BlockKind::Heading { level, numbered: true, .. } => Some((id, level)),
            _ => None,
        })
    }

    /// What a reference shows, `numbers` being those of the headings: "Hình 1", "Mục 2.1",
    /// "Điều 5", or the heading's text where it has no number. None for a page, which only layout
    /// knows.
    #[must_use]
    pub fn refer(
        &self,
        anchor: AnchorId,
        shown: Shown,
        numbers: &BTreeMap<BlockId, String>,
    ) -> Option<String> {
        let place = &self.anchors[anchor.index()];
        if shown == Shown::Page {
            return None;
        }
        if let Some((series, number)) = place.number {
            return Some(match (shown, series) {
                (Shown::Number, _) => number.to_string(),
                (_, Series::Equation) => format!("{}\u{a0}({number})", series.word()),
                _ => format!("{}\u{a0}{number}", series.word()),
            });
        }
        let block = self.block(place.block);
        let Some(number) = numbers.get(&place.block) else {
            return Some(as_read(&self.plain_text(block)));
        };
        let number = number.trim_end_matches(['.', ')', ':', ' ']);
        // A number with a word of its own, "Điều 5", is called by it.
        let word = number.starts_with(|c: char| c.is_ascii_digit()) || number.len() < 3;
        Some(match shown {
            Shown::Label if word => format!("{}\u{a0}{number}", terms::SECTION),
            _ => number.replace(' ', "\u{a0}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::kind::Shown;
    use crate::model::AnchorId;
    use crate::parse::parse;
    use crate::source::Source;

    #[test]
    fn sections_are_called_by_their_number_or_their_name() {
        let article = parse(&Source::new("a.md", "# Một {#sec:a}\n\n# Hai {- #sec:b}\n")).article;
        let first = article.anchors[0].block;
        let refer = |number: &str, at| {
            let numbers = BTreeMap::from([(first, number.to_owned())]);
            article.refer(AnchorId(at), Shown::Label, &numbers).unwrap_or_default()
        };
        assert_eq!(article.headings().count(), 1);
        assert_eq!(refer("1.2.", 0), "Mục\u{a0}1.2");
        assert_eq!(refer("Điều 5.", 0), "Điều\u{a0}5");
        assert_eq!(refer("II.", 0), "Mục\u{a0}II");
        assert_eq!(refer("1.", 1), "Hai");
    }
}

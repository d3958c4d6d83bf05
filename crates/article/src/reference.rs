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
    ) -> Option<Referred> {
        if shown == Shown::Page {
            return None;
        }
        let labelled = shown == Shown::Label;
        let word = |word: &str| if labelled { format!("{word}\u{a0}") } else { String::new() };
        let place = &self.anchors[anchor.index()];
        if let Some((series, number)) = place.number {
            let bracket = labelled && series == Series::Equation;
            return Some(Referred {
                before: word(series.word()) + if bracket { "(" } else { "" },
                number: number.to_string(),
                after: if bracket { ")" } else { "" },
            });
        }
        let Some(number) = numbers.get(&place.block) else {
            let text = as_read(&self.plain_text(self.block(place.block)));
            return Some(Referred { number: text, ..Referred::default() });
        };
        let number = number.trim_end_matches(['.', ')', ':', ' ']);
        // A number with a word of its own, "Điều 5", is called by it.
        let bare = number.starts_with(|c: char| c.is_ascii_digit()) || number.len() < 3;
        Some(Referred {
            before: if bare { word(terms::SECTION) } else { String::new() },
            number: number.replace(' ', "\u{a0}"),
            after: "",
        })
    }
}

/// What a reference shows, in the parts that a word processor keeps apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Referred {
    /// The word before the number, with what stands between them.
    pub before: String,
    /// The number, or the text of a heading without one.
    pub number: String,
    /// What stands after the number.
    pub after: &'static str,
}

impl Referred {
    /// The whole.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}{}{}", self.before, self.number, self.after)
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
            article.refer(AnchorId(at), Shown::Label, &numbers).unwrap_or_default().text()
        };
        assert_eq!(article.headings().count(), 1);
        assert_eq!(refer("1.2.", 0), "Mục\u{a0}1.2");
        assert_eq!(refer("Điều 5.", 0), "Điều\u{a0}5");
        assert_eq!(refer("II.", 0), "Mục\u{a0}II");
        assert_eq!(refer("1.", 1), "Hai");
    }
}

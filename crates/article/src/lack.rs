//! What an article lacks for those who cannot see its papers: found in the article, told by whoever
//! knows which standard asks for it.

use std::collections::BTreeSet;

use crate::kind::InlineStyle;
use crate::model::{Article, BlockId, BlockKind, InlineKind, StyleId, Target};
use crate::parse::language_tag;
use crate::source::Span;

/// What is needed and not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// A title.
    Title,
    /// Words for who cannot see a picture.
    Alternative,
    /// A row of a table that names its columns.
    HeaderRow,
    /// The heading above: this one is of `level`, the one that it stands under of `above`.
    Level {
        /// The level, 1 the highest.
        level: u8,
        /// The level of the heading above it.
        above: u8,
    },
    /// The language of a span: what is written is no language tag.
    Language,
    /// The day of the article.
    Date,
    /// An address, a formula or an alternative text that is not longer than a reader must bear.
    Length,
    /// Characters that mean the same to everyone, in place of some of private use.
    PublicUse,
}

/// The longest address, formula or alternative text in bytes of UTF-16 that every reader of an archive
/// must bear (ISO 19005-2 §6.1.13).
const LONGEST: usize = 32_767;

/// A place that lacks something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lack {
    /// What is needed.
    pub need: Need,
    /// Where.
    pub span: Span,
}

/// What an article lacks, a language once for all its spans.
#[must_use]
pub fn lacks(article: &Article) -> Vec<Lack> {
    let mut lacks = Vec::new();
    let mut lack = |need, span| lacks.push(Lack { need, span });
    if article.title().is_none_or(|title| title.trim().is_empty()) {
        lack(Need::Title, Span::default());
    }
    if article.meta.date.is_none() {
        lack(Need::Date, Span::default());
    }
    let long = |text: &str| {
        // Letters beyond ASCII are written in UTF-16, with a mark.
        let bytes = match text.is_ascii() {
            true => text.len(),
            false => text.encode_utf16().count() * 2 + 2,
        };
        bytes > LONGEST
    };
    for link in &article.links {
        // An address is written in seven bits.
        if matches!(&link.target, Target::Url(url) if url.len() > LONGEST) {
            lack(Need::Length, link.span);
        }
    }
    for math in article.maths.iter().filter(|math| long(&math.source)) {
        lack(Need::Length, math.span);
    }
    let mut headings = Headings::default();
    for (at, block) in article.blocks.iter().enumerate() {
        match &block.kind {
            BlockKind::Figure { alt, .. } if alt.trim().is_empty() => {
                lack(Need::Alternative, block.span);
            }
            BlockKind::Figure { alt, .. } if long(alt) => lack(Need::Length, block.span),
            BlockKind::Table { .. } => {
                let first = article.blocks.get(at + 1).map(|row| &row.kind);
                if !matches!(first, Some(BlockKind::Row { header: true }))
                    && !rows_are_named(article, BlockId(at as u32))
                {
                    lack(Need::HeaderRow, block.span);
                }
            }
            BlockKind::Heading { level, .. } => {
                let Standing { above, first, .. } = headings.next(*level);
                if let Some(above) = above.filter(|above| first && *level > above + 1) {
                    lack(Need::Level { level: *level, above }, block.span);
                }
            }
            _ => {}
        }
    }
    let mut told: BTreeSet<StyleId> = BTreeSet::new();
    let unknown: Vec<bool> = article.styles.iter().map(InlineStyle::has_no_language_tag).collect();
    let mut private = false;
    for inline in &article.inlines {
        match &inline.kind {
            InlineKind::Picture { alt, .. } if alt.trim().is_empty() => {
                lack(Need::Alternative, inline.span);
            }
            InlineKind::Picture { alt, .. } if long(alt) => lack(Need::Length, inline.span),
            // One is enough to be told of: they come in dozens, all from one font.
            InlineKind::Text(text) if !private && text.chars().any(is_private) => {
                private = true;
                lack(Need::PublicUse, inline.span);
            }
            _ => {}
        }
        if let Some(style) = inline.style.filter(|style| unknown[style.index()])
            && told.insert(style)
        {
            lack(Need::Language, inline.span);
        }
    }
    lacks
}

/// Whether a table has cells that name their rows.
fn rows_are_named(article: &Article, table: BlockId) -> bool {
    let names = |cell| matches!(article.block(cell).kind, BlockKind::Cell { head: true, .. });
    article.children(table).any(|row| article.children(row).any(names))
}

/// Whether a character means only what two people agree on (Unicode, private use areas).
fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}

impl InlineStyle {
    /// Whether it names a language by what is no tag of BCP 47.
    #[must_use]
    pub fn has_no_language_tag(&self) -> bool {
        self.lang.as_deref().is_some_and(|lang| language_tag(lang).is_none())
    }

    /// The tag of its language in the letter case of BCP 47, if it names one.
    #[must_use]
    pub fn language(&self) -> Option<String> {
        self.lang.as_deref().and_then(language_tag)
    }
}

/// The headings above the place where one reads.
///
/// Assistive technology knows a heading by its depth among headings, which skips no level (ISO
/// 14289-1 §7.4.2), whatever levels an author uses: an article that begins at `##` has depth 1 there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headings {
    above: Vec<u8>,
}

/// Where a heading stands among headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its depth, from 1.
    pub depth: u8,
    /// The level of the heading that it stands under.
    pub above: Option<u8>,
    /// Whether it is the first of its level there.
    pub first: bool,
}

impl Headings {
    /// Where the next heading stands.
    pub fn next(&mut self, level: u8) -> Standing {
        let mut first = true;
        while let Some(above) = self.above.pop_if(|above| *above >= level) {
            first &= above != level;
        }
        let above = self.above.last().copied();
        self.above.push(level);
        // Levels are from 1 to 6, and every entry is lower than the one before it.
        let depth = u8::try_from(self.above.len()).unwrap_or(u8::MAX);
        Standing { depth, above, first }
    }
}

#[cfg(test)]
mod tests {
    use super::{Headings, Lack, Need, lacks};
    use crate::parse::parse;
    use crate::source::Source;

    fn found(text: &str) -> Vec<(Need, String)> {
        let source = Source::new("bai.md", text);
        let article = parse(&source).article;
        let words = |lack: &Lack| source.text[lack.span.range()].trim_end().to_owned();
        let asked = lacks(&article).into_iter().filter(|lack| lack.need != Need::Date);
        asked.map(|lack| (lack.need, words(&lack))).collect()
    }

    #[test]
    fn a_whole_article_lacks_nothing() {
        let text = "---\ntitle: Bài\nlang: vi\n---\n\n## Một\n\n![Hội trường](a.png)\n\n\
                    | A | B |\n|---|---|\n| 1 | 2 |\n\n### Hai\n\n## Ba\n\n[word]{lang=en}\n";
        assert_eq!(found(text), []);
    }

    #[test]
    fn what_is_missing_is_told_where_it_is_missing() {
        let needs = |text: &str| found(text).into_iter().map(|each| each.0).collect::<Vec<_>>();
        assert_eq!(needs("lời\n"), [Need::Title]);
        let told = found("# A\n\nchữ ![](b.png) chữ\n\n![](a.png)\n");
        let both = |path: &str| (Need::Alternative, format!("![]({path})"));
        assert!(told.contains(&both("a.png")) && told.contains(&both("b.png")), "{told:?}");
        let html = "# A\n\n<table><tr><td>1</td></tr></table>\n";
        assert_eq!(needs(html), [Need::HeaderRow]);
        let named = "# A\n\n<table><tr><th>a</th><td>1</td></tr></table>\n";
        assert_eq!(needs(named), []);
        let span = "# A\n\n[một]{lang=\"tiếng Anh\"} và [hai]{lang=\"tiếng Anh\"}\n";
        assert_eq!(needs(span), [Need::Language]);
    }

    #[test]
    fn what_no_archive_bears_is_told() {
        let text =
            |long: &str| format!("# A\n\n[a](https://a.vn/{long})\n\nchữ ![{long}](a.png)\n");
        let needs = |long: &str| -> Vec<Need> {
            found(&text(long)).into_iter().map(|each| each.0).collect()
        };
        assert_eq!(needs(&"a".repeat(33_000)), [Need::Length; 2]);
        assert_eq!(needs(&"a".repeat(32_000)), []);
        // As an address this letter takes nine bytes, as a text two.
        assert_eq!(needs(&"ắ".repeat(16_000)), [Need::Length]);
        let private = found("# A\n\n\u{E123} và \u{E124}\n\n\u{E125}\n");
        assert_eq!(private.len(), 1);
        assert_eq!(private[0].0, Need::PublicUse);
    }

    #[test]
    fn an_article_may_have_a_day() {
        let day = |text: &str| {
            let article = parse(&Source::new("bai.md", text)).article;
            lacks(&article).iter().all(|lack| lack.need != Need::Date)
        };
        assert!(day("---\ndate: 2024-01-02\n---\n\n# A\n") && !day("# A\n"));
    }

    #[test]
    fn only_a_level_left_out_is_a_skip() {
        let skips = |text: &str| found(text).into_iter().map(|each| each.1).collect::<Vec<_>>();
        assert_eq!(skips("## A\n\n### B\n\n# C\n\n## D\n"), Vec::<String>::new());
        assert_eq!(skips("# A\n\n### B\n\n### C\n"), ["### B"]);
    }

    #[test]
    fn depths_skip_no_level_and_siblings_have_one_depth() {
        let mut headings = Headings::default();
        let depths = [2, 2, 4, 4, 3, 1, 2, 6].map(|level| headings.next(level).depth);
        assert_eq!(depths, [1, 1, 2, 2, 2, 1, 2, 3]);
    }
}

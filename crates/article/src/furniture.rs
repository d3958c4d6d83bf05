//! What an article says of its running heads and feet, and what their variables say of it.
//!
//! The theme knows how furniture looks and what its variables are called; here is what front matter
//! puts in the theme's place, and the value of each variable that is the article's own.

use serde::{Deserialize, Serialize};

use crate::meta::{Date, Field};
use crate::model::{Article, BlockKind, as_read};

/// The three parts of a running head or foot, as templates; a part that is not said is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BandChoice {
    /// At the left margin.
    pub left: Option<Field<String>>,
    /// In the middle.
    pub center: Option<Field<String>>,
    /// At the right margin.
    pub right: Option<Field<String>>,
}

/// The running heads, or the running feet, that front matter asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FurnitureChoice {
    /// Where no other is said.
    pub general: Option<BandChoice>,
    /// On the first page.
    pub first: Option<BandChoice>,
    /// On pages of odd number.
    pub odd: Option<BandChoice>,
    /// On pages of even number.
    pub even: Option<BandChoice>,
}

impl BandChoice {
    /// The parts from left to right.
    #[must_use]
    pub fn parts(&self) -> [Option<&Field<String>>; 3] {
        [self.left.as_ref(), self.center.as_ref(), self.right.as_ref()]
    }
}

/// What a variable of furniture says of an article; none where the page decides or there is no such
/// variable, empty where the article does not say.
#[must_use]
pub fn variable(article: &Article, name: &str) -> Option<String> {
    let meta = &article.meta;
    let text = |field: &Option<Field<String>>| {
        field.as_ref().map(|field| field.value.clone()).unwrap_or_default()
    };
    let date = |write: fn(Date, &str) -> String| {
        meta.date.as_ref().map(|date| write(date.value, &meta.lang)).unwrap_or_default()
    };
    Some(match name {
        "title" => article.title().unwrap_or_default(),
        "subtitle" => text(&meta.subtitle),
        "author" => {
            meta.authors.iter().map(|author| author.value.as_str()).collect::<Vec<_>>().join(", ")
        }
        "date" => date(in_figures),
        "date-long" => date(in_words),
        "place" => text(&meta.place),
        "source" => text(&meta.source),
        "category" => text(&meta.category),
        _ => return None,
    })
}

/// The first subtag of a language tag.
fn language(tag: &str) -> &str {
    tag.split('-').next().unwrap_or_default()
}

/// A day in figures: `07/11/2013` in Vietnamese, French and British English, `2013-11-07` elsewhere.
fn in_figures(date: Date, lang: &str) -> String {
    let Date { year, month, day } = date;
    if matches!(language(lang), "vi" | "fr") || lang == "en-GB" {
        format!("{day:02}/{month:02}/{year}")
    } else {
        format!("{year:04}-{month:02}-{day:02}")
    }
}

/// A day in words: "ngày 07 tháng 11 năm 2013" in Vietnamese, "7 November 2013" in English, in
/// figures elsewhere.
fn in_words(date: Date, lang: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    match language(lang) {
        "vi" => vanban_text::terms::long_date(date.year, date.month, date.day),
        "en" => {
            let month = MONTHS.get(usize::from(date.month).wrapping_sub(1)).unwrap_or(&"");
            format!("{} {month} {}", date.day, date.year)
        }
        _ => in_figures(date, lang),
    }
}

/// The headings of level 1 and the pages, from 1, on which they begin, in order; `pages` are those of
/// the article's anchors.
#[must_use]
pub fn sections(article: &Article, pages: &[u32]) -> Vec<(u32, String)> {
    let mut found = Vec::new();
    for block in &article.blocks[..article.body_len as usize] {
        if let BlockKind::Heading { level: 1, anchor, .. } = block.kind
            && let Some(page) = pages.get(anchor.index())
        {
            let text = as_read(&article.plain_text(block));
            if !text.is_empty() {
                found.push((*page, text));
            }
        }
    }
    found
}

/// The section that a page shows: the first that begins on it, else the last that began before it,
/// else the first that follows (what a `STYLEREF` field of a header finds, ECMA-376 §17.16.5.59).
#[must_use]
pub fn section_on(sections: &[(u32, String)], page: u32) -> Option<&str> {
    let from = sections.partition_point(|(begins, _)| *begins < page);
    let here = sections.get(from).filter(|(begins, _)| *begins == page);
    let before = || from.checked_sub(1).and_then(|at| sections.get(at));
    let found = here.or_else(before).or_else(|| sections.first());
    found.map(|(_, text)| text.as_str())
}

#[cfg(test)]
mod tests {
    use super::{in_figures, in_words, section_on, variable};
    use crate::meta::{Date, Field};
    use crate::model::Article;
    use crate::source::Span;

    #[test]
    fn dates_follow_the_language() {
        let day = Date::new(2020, 1, 5).expect("a day");
        assert_eq!(in_figures(day, "vi-VN"), "05/01/2020");
        assert_eq!(in_figures(day, "en"), "2020-01-05");
        assert_eq!(in_words(day, "vi"), "ngày 05 tháng 01 năm 2020");
        assert_eq!(in_words(day, "en-GB"), "5 January 2020");
        assert_eq!(in_words(day, "de"), "2020-01-05");
    }

    #[test]
    fn a_variable_that_the_article_does_not_fill_is_empty() {
        let mut article = Article::default();
        assert_eq!(variable(&article, "author").as_deref(), Some(""));
        let author = |name: &str| Field { value: name.to_owned(), span: Span::default() };
        article.meta.authors = vec![author("An"), author("Bình")];
        assert_eq!(variable(&article, "author").as_deref(), Some("An, Bình"));
        assert_eq!((variable(&article, "page"), variable(&article, "trang")), (None, None));
    }

    #[test]
    fn a_page_shows_the_section_that_begins_on_it_or_goes_on() {
        let sections = [(2, "a".to_owned()), (2, "b".to_owned()), (5, "c".to_owned())];
        let on = |page| section_on(&sections, page);
        assert_eq!([on(1), on(2), on(3), on(5), on(9)], ["a", "a", "b", "c", "c"].map(Some));
        assert_eq!(section_on(&[], 1), None);
    }
}

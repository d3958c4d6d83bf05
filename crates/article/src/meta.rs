//! Front matter: what the author says about the article.

use serde::{Deserialize, Serialize};

use crate::furniture::FurnitureChoice;
use crate::source::Span;
use crate::spelling::SpellingChoice;
use crate::watermark::Watermark;

/// A value of the front matter and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field<T> {
    /// The value.
    pub value: T,
    /// Its place in the source.
    pub span: Span,
}

/// A day of the Gregorian calendar that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Date {
    /// The year, from 1 to 9999.
    pub year: u16,
    /// The month, from 1.
    pub month: u8,
    /// The day, from 1.
    pub day: u8,
}

/// What the front matter says; text in NFC, empty values left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// The title (tít).
    pub title: Option<Field<String>>,
    /// The line under the title.
    pub subtitle: Option<Field<String>>,
    /// The opening paragraph (sapo).
    pub lead: Option<Field<String>>,
    /// The authors, in order.
    pub authors: Vec<Field<String>>,
    /// The day of the article.
    pub date: Option<Field<Date>>,
    /// The place named beside the date.
    pub place: Option<Field<String>>,
    /// Where the text comes from.
    pub source: Option<Field<String>>,
    /// The section of the paper or the kind of document.
    pub category: Option<Field<String>>,
    /// Keywords, in order.
    pub keywords: Vec<Field<String>>,
    /// The language of the text, a BCP 47 tag.
    pub lang: String,
    /// The name of the theme.
    pub theme: Option<Field<String>>,
    /// The summary.
    pub summary: Option<Field<String>>,
    /// The lowest level of heading, from 1 to 3, in the table of contents after the title block.
    pub toc: Option<Field<u8>>,
    /// Whether a list of figures stands there.
    pub lof: bool,
    /// Whether a list of tables stands there.
    pub lot: bool,
    /// Whether the title block has a page of its own.
    pub cover: bool,
    /// Whether headings are numbered, where the author says so; else the theme decides.
    #[serde(default)]
    pub number_sections: Option<bool>,
    /// Whether every caption is numbered, not only those that references can name.
    #[serde(default)]
    pub number_captions: bool,
    /// The running head, in place of the theme's.
    pub header: Option<FurnitureChoice>,
    /// The running foot, in place of the theme's.
    pub footer: Option<FurnitureChoice>,
    /// What stands behind the text of every page.
    #[serde(default)]
    pub watermark: Option<Watermark>,
    /// What is to be looked for in the spelling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<SpellingChoice>,
}

/// What holds where the front matter does not say: a theme's wishes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Defaults {
    /// Whether the title block stands on a page of its own.
    pub cover: bool,
    /// How many levels a table of contents after the title block lists, if there is one.
    pub toc: Option<u8>,
}

impl Defaults {
    /// The front matter that says nothing.
    pub(crate) fn meta(self) -> Meta {
        let toc = self.toc.map(|value| Field { value, span: Span::default() });
        Meta { cover: self.cover, toc, ..Meta::default() }
    }
}

impl Default for Meta {
    fn default() -> Meta {
        Meta {
            title: None,
            subtitle: None,
            lead: None,
            authors: Vec::new(),
            date: None,
            place: None,
            source: None,
            category: None,
            keywords: Vec::new(),
            lang: "vi-VN".to_owned(),
            theme: None,
            summary: None,
            toc: None,
            lof: false,
            lot: false,
            cover: false,
            number_sections: None,
            number_captions: false,
            header: None,
            footer: None,
            watermark: None,
            check: None,
        }
    }
}

impl Date {
    /// The date, if the calendar has it.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Date> {
        let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
        let days = match month {
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            1..=12 => 31,
            _ => 0,
        };
        let real = (1..=9999).contains(&year) && (1..=days).contains(&day);
        real.then_some(Date { year, month, day })
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn days_that_do_not_exist_are_refused() {
        assert!(Date::new(2013, 11, 31).is_none());
        assert!(Date::new(1900, 2, 29).is_none());
        assert!(Date::new(2000, 2, 29).is_some());
        assert!(Date::new(2013, 13, 1).is_none());
    }
}

//! What the document says of itself: `docProps/core.xml` (ECMA-376 part 2 §8) and
//! `docProps/app.xml` (part 1 §22.2).
//!
//! No clock: the day is the article's own, or none.

use vanban_article::{Article, Date};

use crate::xml::Xml;

/// The day as `dcterms:W3CDTF` has it, at midnight.
fn moment(date: Date) -> String {
    format!("{:04}-{:02}-{:02}T00:00:00Z", date.year, date.month, date.day)
}

/// Title, authors, subject, keywords, category, language and day.
pub(crate) fn core(article: &Article) -> Vec<u8> {
    let meta = &article.meta;
    let joined = |fields: &[vanban_article::Field<String>]| {
        fields.iter().map(|field| field.value.as_str()).collect::<Vec<_>>().join("; ")
    };
    let subject = meta.summary.as_ref().or(meta.lead.as_ref());
    let day = meta.date.as_ref().map(|date| moment(date.value));
    let mut xml = Xml::part();
    xml.tag("cp:coreProperties")
        .with("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties")
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .with("xmlns:dcterms", "http://purl.org/dc/terms/")
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .open();
    let mut leaf = |name: &str, text: &str| {
        if !text.is_empty() {
            xml.leaf(name, text);
        }
    };
    leaf("dc:title", &article.title().unwrap_or_default());
    leaf("dc:subject", subject.map_or("", |field| &field.value));
    leaf("dc:creator", &joined(&meta.authors));
    leaf("cp:keywords", &joined(&meta.keywords));
    leaf("cp:category", meta.category.as_ref().map_or("", |field| &field.value));
    leaf("dc:language", language(article));
    if let Some(day) = day {
        for name in ["dcterms:created", "dcterms:modified"] {
            xml.tag(name).with("xsi:type", "dcterms:W3CDTF").open();
            xml.text(&day);
            xml.close(name);
        }
    }
    xml.close("cp:coreProperties");
    xml.into_bytes()
}

/// The program that wrote the document.
pub(crate) fn app() -> Vec<u8> {
    let mut xml = Xml::part();
    xml.tag("Properties")
        .with("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")
        .open();
    xml.leaf("Application", "vanban");
    xml.leaf("AppVersion", &app_version());
    xml.close("Properties");
    xml.into_bytes()
}

/// The crate's version in the form that the schema demands: `XX.YYYY`.
fn app_version() -> String {
    let mut numbers = env!("CARGO_PKG_VERSION").split('.').map(|part| part.parse().unwrap_or(0u32));
    let mut next = || numbers.next().unwrap_or(0) % 100;
    let (major, minor, patch) = (next(), next(), next());
    format!("{major:02}.{minor:02}{patch:02}")
}

/// The language of the article, where it is a tag that a word processor can read; Vietnamese
/// otherwise.
pub(crate) fn language(article: &Article) -> &str {
    let tag = article.meta.lang.as_str();
    let sound = !tag.is_empty()
        && tag.len() <= 35
        && tag.split('-').all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
    if sound { tag } else { "vi-VN" }
}

#[cfg(test)]
mod tests {
    use super::{app_version, core, language};
    use vanban_article::{Article, Date, Field, Span};

    fn field<T>(value: T) -> Field<T> {
        Field { value, span: Span::default() }
    }

    #[test]
    fn the_day_is_the_articles_own_or_none() {
        let mut article = Article::default();
        let bare = String::from_utf8(core(&article)).expect("XML is UTF-8");
        assert!(!bare.contains("dcterms:created"));
        article.meta.date = Date::new(2024, 3, 9).map(field);
        article.meta.authors = vec![field("An".to_owned()), field("Bình".to_owned())];
        let dated = String::from_utf8(core(&article)).expect("XML is UTF-8");
        assert!(dated.contains(">2024-03-09T00:00:00Z</dcterms:created>"), "{dated}");
        assert!(dated.contains("<dc:creator>An; Bình</dc:creator>"));
    }

    #[test]
    fn a_language_that_is_no_tag_is_vietnamese() {
        let mut article = Article::default();
        article.meta.lang = "en-GB".to_owned();
        assert_eq!(language(&article), "en-GB");
        article.meta.lang = "tiếng Việt".to_owned();
        assert_eq!(language(&article), "vi-VN");
    }

    #[test]
    fn the_version_has_the_form_that_the_schema_demands() {
        assert_eq!(app_version().len(), 7);
    }
}

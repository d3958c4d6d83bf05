//! The paragraphs that the front matter opens and closes the body with.

use vanban_text::terms;

use crate::meta::{Field, Meta};
use crate::model::ParagraphKind;
use crate::source::Span;

/// The lines made from the front matter.
#[derive(Debug, Default)]
pub(super) struct TitleBlock {
    /// Those before the body; with a cover, those on it.
    pub(super) opening: Vec<Line>,
    /// Those between the cover and the body.
    pub(super) after_cover: Vec<Line>,
    /// Those after it.
    pub(super) closing: Vec<Line>,
}

/// A paragraph made from values of the front matter.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// What it is.
    pub(super) kind: ParagraphKind,
    /// Its text.
    pub(super) text: String,
    /// The place of the values.
    pub(super) span: Span,
}

impl TitleBlock {
    /// The lines of an article.
    pub(super) fn new(meta: &Meta) -> TitleBlock {
        let line = |kind, field: &Option<Field<String>>| {
            let field = field.as_ref()?;
            Some(Line { kind, text: field.value.clone(), span: field.span })
        };
        let source = meta.source.as_ref().map(|source| Line {
            kind: ParagraphKind::SourceLine,
            text: format!("{}{}", terms::SOURCE, source.value),
            span: source.span,
        });
        let title = line(ParagraphKind::Title, &meta.title);
        let subtitle = line(ParagraphKind::Subtitle, &meta.subtitle);
        let lead = line(ParagraphKind::Lead, &meta.lead);
        let summary = line(ParagraphKind::Abstract, &meta.summary);
        let (byline, dateline) = (byline(&meta.authors), dateline(meta));
        let lines = |lines: Vec<Option<Line>>| lines.into_iter().flatten().collect();
        if meta.cover {
            TitleBlock {
                opening: lines(vec![title, subtitle, byline, dateline]),
                after_cover: lines(vec![lead, summary]),
                closing: lines(vec![source]),
            }
        } else {
            TitleBlock {
                opening: lines(vec![title, subtitle, dateline, lead, summary]),
                after_cover: Vec::new(),
                closing: lines(vec![byline, source]),
            }
        }
    }
}

fn dateline(meta: &Meta) -> Option<Line> {
    let place = meta.place.as_ref();
    let date = meta.date.as_ref();
    let text = terms::dateline(
        place.map(|place| place.value.as_str()),
        date.map(|date| (date.value.year, date.value.month, date.value.day)),
    )?;
    let spans = place.map(|place| place.span).into_iter().chain(date.map(|date| date.span));
    let span = spans.reduce(Span::to).unwrap_or_default();
    Some(Line { kind: ParagraphKind::Dateline, text, span })
}

fn byline(authors: &[Field<String>]) -> Option<Line> {
    let span = authors.iter().map(|author| author.span).reduce(Span::to)?;
    let names: Vec<&str> = authors.iter().map(|author| author.value.as_str()).collect();
    Some(Line { kind: ParagraphKind::Byline, text: names.join(", "), span })
}

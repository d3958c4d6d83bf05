//! The words that vanban puts before the author's in a caption, and the heading that it leaves out.

use super::draft::DraftKind;
use super::number::Numbered;
use super::text::{Ready, ReadyKind};
use crate::kind::Series;
use crate::model::{Article, BlockKind, Inline, InlineKind, Marks, ParagraphKind, as_read};
use crate::source::Span;

/// What a numbered caption begins with: "Hình 1. ".
pub(super) fn caption<'t>(number: Numbered, span: Span, has_text: bool) -> Vec<Ready<'t>> {
    let Numbered { series, number, anchor } = number;
    let span = Span { start: span.start, end: span.start };
    let ready = |kind| Ready { span, kind, marks: Marks::NONE, link: None, style: None };
    let text = |text: String| ready(ReadyKind::Text(text.into()));
    let number = ready(ReadyKind::Other(InlineKind::Number { series, number, anchor }));
    if series == Series::Equation {
        return vec![text("(".to_owned()), number, text(")".to_owned())];
    }
    let mut label = vec![text(format!("{}\u{a0}", series.word())), number];
    label.extend(has_text.then(|| text(". ".to_owned())));
    label
}

/// How many blocks the title block has at most, the heading after it counted.
const TITLE_BLOCK: usize = 8;

/// Whether a heading only says the front matter's title again, before anything else.
pub(super) fn repeats_title(article: &Article, kind: &DraftKind, inlines: &[Inline]) -> bool {
    let Some(title) = &article.meta.title else { return false };
    if !matches!(kind, DraftKind::Heading { level: 1, .. }) || article.blocks.len() > TITLE_BLOCK {
        return false;
    }
    let opens = article.blocks.iter().all(
        |block| matches!(block.kind, BlockKind::Paragraph(kind) if kind != ParagraphKind::Body),
    );
    let mut heading = String::new();
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) => heading.push_str(text),
            _ => return false,
        }
    }
    opens && as_read(&heading) == title.value
}

//! Messages for people, in the style of compilers: severity and code, place, source lines, hints.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use vanban_article::{Diagnostic, Severity, Source, Span};

use super::message::{Message, Place};
use crate::lang;

/// A message without source lines.
pub(super) fn plain(message: &Message) -> String {
    let title = level(message.severity).primary_title(&*message.text);
    let mut group =
        Group::with_title(if message.code.is_empty() { title } else { title.id(message.code) });
    for hint in &message.hints {
        group = group.element(help().message(&**hint));
    }
    renderer().render(&[group])
}

fn level(severity: Severity) -> Level<'static> {
    let (level, vietnamese) = match severity {
        Severity::Error => (Level::ERROR, "lỗi"),
        Severity::Warning => (Level::WARNING, "cảnh báo"),
        Severity::Note => (Level::NOTE, "lưu ý"),
    };
    if lang::is_vietnamese() { level.with_name(vietnamese) } else { level }
}

fn help() -> Level<'static> {
    if lang::is_vietnamese() { Level::HELP.with_name("trợ giúp") } else { Level::HELP }
}

fn renderer() -> Renderer {
    Renderer::styled().decor_style(DecorStyle::Ascii)
}

/// The message of a diagnostic in the style of compilers: severity and code, place, source lines,
/// hints.
pub(super) fn diagnostic(source: &Source, message: &Message, span: Span, place: &Place) -> String {
    let start = place.start;
    let mut group = level(message.severity)
        .primary_title(&*message.text)
        .id(message.code)
        .element(Origin::path(&*source.name).line(start.line).char_column(start.column));
    let (lines, first) = lines_of(source, span);
    if !lines.trim().is_empty() {
        let from = (span.start as usize).saturating_sub(first).min(lines.len());
        let to = (span.end as usize).saturating_sub(first).clamp(from, lines.len());
        let annotation = AnnotationKind::Primary.span(from..to);
        group = group.element(
            Snippet::source(lines).line_start(start.line).fold(true).annotation(annotation),
        );
    }
    for hint in &message.hints {
        group = group.element(help().message(&**hint));
    }
    // The place is told above, with columns as a person counts them; the renderer's own line for a
    // snippet without a name says nothing.
    let text = renderer().render(&[group]);
    let lines =
        text.lines().filter(|line| anstream::adapter::strip_str(line).to_string().trim() != ":::");
    lines.collect::<Vec<_>>().join("\n")
}

/// The span itself, or the character in it that the diagnostic is about.
pub(super) fn narrowed(source: &Source, diagnostic: &Diagnostic) -> Span {
    let span = diagnostic.span;
    let text = source.text.get(span.range()).unwrap_or_default();
    match diagnostic.about.and_then(|character| Some((text.find(character)?, character))) {
        Some((at, character)) => {
            let start = span.start as usize + at;
            Span::new(start, start + character.len_utf8())
        }
        None => span,
    }
}

/// The first line of a span, and where it begins in the source. A span over several lines shows its
/// first; a line without end is cut.
fn lines_of(source: &Source, span: Span) -> (&str, usize) {
    const REACH: usize = 300;
    let text = source.text.as_str();
    let at = (span.start as usize).min(text.len());
    let ends = |c: char| matches!(c, '\n' | '\r');
    let first = boundary(text, at.saturating_sub(REACH));
    let mut start =
        text[first..boundary(text, at)].rfind(ends).map_or(first, |end| first + end + 1);
    if text[start..].starts_with('\u{feff}') {
        start += '\u{feff}'.len_utf8();
    }
    let last = boundary(text, (at + REACH).min(text.len()));
    let end = text.get(at..last).and_then(|rest| rest.find(ends)).map_or(last, |end| at + end);
    (text.get(start..end).unwrap_or_default(), start)
}

/// The nearest character boundary at or before an offset.
fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::{diagnostic as drawn, narrowed};
    use crate::report::message::Places;
    use vanban_article::{Code, Diagnostic, Source, Span};

    fn plain(source: &Source, diagnostic: &Diagnostic) -> String {
        let span = narrowed(source, diagnostic);
        let message = Places::of(source).message(diagnostic, span, true);
        let place = message.place.clone().expect("a diagnostic has a place");
        anstream::adapter::strip_str(&drawn(source, &message, span, &place)).to_string()
    }

    #[test]
    fn a_diagnostic_shows_its_place_its_line_and_its_hint() {
        let source = Source::new("bai.md", "một\nhai ba bốn\nnăm\n");
        let span = Span::new(source.text.find("ba").expect("it is there"), 11);
        let diagnostic =
            Diagnostic::warning(Code::HTML, span, "three is unknown").hint("write four");
        let text = plain(&source, &diagnostic);
        assert!(text.contains("warning[VB0401]: three is unknown"), "{text}");
        assert!(text.contains("--> bai.md:2:5"), "{text}");
        assert!(text.contains("hai ba bốn") && text.contains("help: write four"), "{text}");
    }

    #[test]
    fn a_diagnostic_about_a_character_points_at_it() {
        let source = Source::new("bai.md", "xong ✅ rồi");
        let span = Span::new(0, source.text.len());
        let text = plain(&source, &Diagnostic::warning(Code::GLYPH, span, "no glyph").about('✅'));
        assert!(text.contains("--> bai.md:1:6"), "{text}");
    }

    #[test]
    fn a_source_without_text_still_has_a_place() {
        let source = Source::new("bai.md", "");
        let text = plain(&source, &Diagnostic::error(Code::EMPTY, Span::default(), "empty"));
        assert!(text.contains("--> bai.md:1:1"), "{text}");
    }
}

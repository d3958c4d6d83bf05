//! Diagnostics on standard error, with the source lines that they speak of.

use std::io::Write;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use vanban_article::{Code, Diagnostic, Locations, Severity, Source, Span};

use crate::settings::UsageError;

/// Prints the warnings and errors about a source, in source order.
pub(crate) fn diagnostics(source: &Source, diagnostics: &[Diagnostic]) {
    from(source, diagnostics, Severity::Warning);
}

/// Prints all there is to say about a source, notes included, in source order.
pub(crate) fn everything(source: &Source, diagnostics: &[Diagnostic]) {
    from(source, diagnostics, Severity::Note);
}

/// Prints a result that was asked for, on standard output.
pub(crate) fn result(text: &str) {
    let _ = write!(anstream::stdout().lock(), "{text}");
}

fn from(source: &Source, diagnostics: &[Diagnostic], least: Severity) {
    let mut sorted: Vec<&Diagnostic> =
        diagnostics.iter().filter(|diagnostic| diagnostic.severity >= least).collect();
    sorted.sort_by_cached_key(|diagnostic| (narrowed(source, diagnostic), diagnostic.code));
    let mut locations = source.locations();
    let mut out = anstream::stderr().lock();
    for diagnostic in sorted {
        // Nothing is left to tell if even standard error is gone.
        let _ = writeln!(out, "{}\n", render(source, diagnostic, &mut locations));
    }
}

/// Prints what is wrong with a command line.
pub(crate) fn usage(problem: &UsageError) {
    let title = Level::ERROR.primary_title(&*problem.message);
    let hint = Level::HELP.message(&*problem.hint);
    let text = renderer().render(&[title.element(hint)]);
    let _ = writeln!(anstream::stderr().lock(), "{text}\n");
}

/// Prints what the world refused: a file that cannot be written, a paper that cannot be made.
pub(crate) fn failure(code: Code, message: &str) {
    let title = Level::ERROR.primary_title(message).id(code.0);
    let text = renderer().render(&[Group::with_title(title)]);
    let _ = writeln!(anstream::stderr().lock(), "{text}\n");
}

/// Prints what was done, or what to do, in one line.
pub(crate) fn note(message: &str) {
    let text = renderer().render(&[Group::with_title(Level::NOTE.primary_title(message))]);
    let _ = writeln!(anstream::stderr().lock(), "{text}");
}

fn renderer() -> Renderer {
    Renderer::styled().decor_style(DecorStyle::Ascii)
}

/// A diagnostic in the style of compilers: severity and code, place, source lines, hints.
fn render(source: &Source, diagnostic: &Diagnostic, locations: &mut Locations<'_>) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let span = narrowed(source, diagnostic);
    let place = locations.of(span.start);
    let mut group = level
        .primary_title(&*diagnostic.message)
        .id(diagnostic.code.0)
        .element(Origin::path(&*source.name).line(place.line).char_column(place.column));
    let (lines, start) = lines_of(source, span);
    if !lines.trim().is_empty() {
        let from = (span.start as usize).saturating_sub(start).min(lines.len());
        let to = (span.end as usize).saturating_sub(start).clamp(from, lines.len());
        let annotation = AnnotationKind::Primary.span(from..to);
        group = group.element(
            Snippet::source(lines).line_start(place.line).fold(true).annotation(annotation),
        );
    }
    for hint in &diagnostic.hints {
        group = group.element(Level::HELP.message(&**hint));
    }
    // The place is told above, with columns as a person counts them; the renderer's own line for a
    // snippet without a name says nothing.
    let text = renderer().render(&[group]);
    let lines =
        text.lines().filter(|line| anstream::adapter::strip_str(line).to_string().trim() != ":::");
    lines.collect::<Vec<_>>().join("\n")
}

/// The span itself, or the character in it that the diagnostic is about.
fn narrowed(source: &Source, diagnostic: &Diagnostic) -> Span {
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
    use super::render;
    use vanban_article::{Code, Diagnostic, Source, Span};

    fn plain(source: &Source, diagnostic: &Diagnostic) -> String {
        anstream::adapter::strip_str(&render(source, diagnostic, &mut source.locations()))
            .to_string()
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

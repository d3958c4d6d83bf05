//! Front matter: split from the text, read, and made into [`Meta`].
//!
//! It exists only if the first line is `---` and another line `---` or `...` closes it; what stands
//! between must be a mapping, else the lines are thematic breaks of Markdown.

use super::field;
use super::report::Report;
use super::yaml::{self, Node, Value, YamlError};
use crate::diagnostic::{Code, Diagnostic};
use crate::meta::{Defaults, Meta};
use crate::source::Span;

/// How long front matter may be, in bytes.
const LIMIT: usize = 1 << 20;

/// What the front matter says and where the text begins.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Front {
    /// What it says.
    pub(super) meta: Meta,
    /// The byte at which the text begins.
    pub(super) end: usize,
}

/// Reads the front matter of a source. Line ends are LF or CR LF.
pub(super) fn read(text: &str, defaults: Defaults, report: &mut Report) -> Front {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let none = Front { meta: defaults.meta(), end: start };
    let first = line(text, start);
    match text[start..first].trim_end() {
        "+++" => {
            let Some(closing) = closing(text, first, &["+++"]) else { return none };
            report.push(
                Diagnostic::warning(
                    Code::FRONT_SYNTAX,
                    Span::new(start, start + 3),
                    "front matter in TOML is not read",
                )
                .hint("write it in YAML, between lines of `---`"),
            );
            return Front { end: closing.1, ..none };
        }
        "---" => {}
        _ => return none,
    }
    let blank = text[first..line(text, first)].trim().is_empty() && first < text.len();
    let Some((end, after)) = closing(text, first, &["---", "..."]) else {
        // A thematic break stands before a blank line.
        if !blank {
            report.push(
                Diagnostic::error(
                    Code::FRONT_UNCLOSED,
                    Span::new(start, start + 3),
                    "the front matter is not closed",
                )
                .hint("end it with a line `---`"),
            );
        }
        return none;
    };
    let yaml = &text[first..end];
    if yaml.trim().is_empty() {
        return Front { end: after, ..none };
    }
    if yaml.len() > LIMIT {
        let message = format!("the front matter is longer than {LIMIT} bytes");
        report.push(Diagnostic::error(Code::FRONT_SYNTAX, Span::new(start, start + 3), message));
        return Front { end: after, ..none };
    }
    match yaml::read(yaml) {
        Ok(Node { value: Value::Map(map), .. }) => {
            Front { meta: field::meta(&map, first, defaults, report), end: after }
        }
        Ok(_) => none,
        Err(_) if blank => none,
        Err(error) => {
            report.push(syntax_error(&error, yaml, first));
            Front { end: after, ..none }
        }
    }
}

fn syntax_error(error: &YamlError, yaml: &str, first: usize) -> Diagnostic {
    let span = Span::new(first + error.span.start as usize, first + error.span.end as usize);
    let message = format!("the front matter is no valid YAML: {}", error.message);
    let mut diagnostic = Diagnostic::error(Code::FRONT_SYNTAX, span, message);
    let at = error.span.start as usize;
    let start = yaml[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = yaml[start..].lines().next().unwrap_or_default();
    if line.contains('\t') && line.trim_start_matches(' ').starts_with('\t') {
        diagnostic = diagnostic.hint("indent with spaces, not with tabs");
    } else if line.matches(": ").count() > 1 {
        diagnostic = diagnostic.hint("put a value that holds a colon in quotes");
    }
    diagnostic
}

/// Where the line that starts at a byte ends, its line end included.
fn line(text: &str, start: usize) -> usize {
    text[start..].find('\n').map_or(text.len(), |end| start + end + 1)
}

/// Start and end of the first line from `start` on that is one of `fences`.
fn closing(text: &str, start: usize, fences: &[&str]) -> Option<(usize, usize)> {
    let mut at = start;
    while at < text.len() {
        let end = line(text, at);
        if fences.contains(&text[at..end].trim_end()) {
            return Some((at, end));
        }
        at = end;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Front, read};
    use crate::diagnostic::{Code, Diagnostic, Severity};
    use crate::parse::report::Report;
    use crate::source::Span;

    fn front(text: &str) -> (Front, Vec<Diagnostic>) {
        let mut report = Report::default();
        (read(text, crate::meta::Defaults::default(), &mut report), report.finish())
    }

    fn title(text: &str) -> Option<String> {
        front(text).0.meta.title.map(|title| title.value)
    }

    #[test]
    fn byte_order_marks_and_line_ends_do_not_matter() {
        for text in [
            "---\ntitle: a\n---\nb",
            "\u{feff}---\r\ntitle: a\r\n---\r\nb",
            "--- \t\ntitle: a\n...\nb",
        ] {
            let (read, told) = front(text);
            assert_eq!(read.meta.title.as_ref().map(|title| title.value.as_str()), Some("a"));
            assert_eq!(&text[read.end..], "b");
            assert_eq!(&text[read.meta.title.expect("read").span.range()], "a");
            assert!(told.is_empty());
        }
    }

    #[test]
    fn thematic_breaks_are_no_front_matter() {
        for text in [
            "---\n\nMột đoạn văn.\n\n---\n",
            "---\nMột đoạn văn.\n---\n",
            "---\n# Đầu đề\n---\n",
            "---\n- a\n- b\n---\n",
            "---\n\nVí dụ: a: b\n\n---\n",
            "---\n\nkhông đóng",
            " ---\ntitle: a\n---\n",
            "a\n---\ntitle: a\n---\n",
        ] {
            let (read, told) = front(text);
            assert_eq!((read.end, told.len()), (0, 0), "{text:?}");
        }
    }

    #[test]
    fn front_matter_after_a_blank_line_is_read() {
        assert_eq!(title("---\n\ntitle: a\n---\n").as_deref(), Some("a"));
    }

    #[test]
    fn empty_front_matter_is_not_printed() {
        assert_eq!(front("---\n---\na").0.end, 8);
    }

    #[test]
    fn unclosed_front_matter_is_an_error_at_its_first_line() {
        let (_, told) = front("\u{feff}---\ntitle: a\n\nb");
        assert_eq!((told[0].code, told[0].severity), (Code::FRONT_UNCLOSED, Severity::Error));
        assert_eq!(told[0].span, Span::new(3, 6));
        assert_eq!(front("---").1.len(), 1);
    }

    #[test]
    fn broken_yaml_is_an_error_at_its_place() {
        let text = "---\ntitle: a: b\n---\nc";
        let (read, told) = front(text);
        assert_eq!((told[0].code, told[0].severity), (Code::FRONT_SYNTAX, Severity::Error));
        assert!((4..16).contains(&told[0].span.start), "{told:?}");
        assert!(told[0].hints[0].contains("quotes"));
        assert_eq!(&text[read.end..], "c");
    }

    #[test]
    fn a_key_that_is_there_twice_is_an_error_at_the_second() {
        let (_, told) = front("---\ntitle: a\ntitle: b\n---\nc");
        assert_eq!((told[0].code, told[0].severity), (Code::FRONT_SYNTAX, Severity::Error));
        assert_eq!(told[0].span.start, 13);
    }

    #[test]
    fn tabs_are_named_as_the_cause() {
        let (_, told) = front("---\ntitle:\n\ta: b\n---\nc");
        assert!(
            told.iter().any(|told| told.hints.iter().any(|hint| hint.contains("tab"))),
            "{told:?}"
        );
    }

    #[test]
    fn toml_is_told_and_not_printed() {
        let text = "+++\ntitle = \"a\"\n+++\nb";
        let (read, told) = front(text);
        assert_eq!((&text[read.end..], told.len()), ("b", 1));
        assert_eq!(front("+++\na").0.end, 0);
    }

    #[test]
    fn thousands_of_fences_take_no_time() {
        assert_eq!(front(&"---\t\n".repeat(100_000)).0.end, 10);
    }
}

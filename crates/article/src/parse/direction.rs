//! Characters that turn the direction of what follows (UAX #9 §2.2): what is read is then not what is
//! written, in the source and in the papers, and most often by mistake or to deceive.

use super::report::Report;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// LEFT-TO-RIGHT OVERRIDE and RIGHT-TO-LEFT OVERRIDE.
const OVERRIDES: [char; 2] = ['\u{202D}', '\u{202E}'];

/// Tells of overrides, once at the first.
pub(super) fn tell(text: &str, report: &mut Report) {
    let mut found = text.match_indices(OVERRIDES);
    let Some((at, first)) = found.next() else { return };
    let more = match found.count() {
        0 => String::new(),
        more => format!(" ({} times)", more + 1),
    };
    let number = u32::from(first.chars().next().unwrap_or_default());
    let message = format!(
        "the character U+{number:04X} turns the direction of what follows it: it is read otherwise \
         than it is written{more}"
    );
    let told = Diagnostic::warning(Code::DIRECTION, Span::new(at, at + first.len()), message);
    report.push(told.hint("delete it in an editor that shows such characters"));
}

#[cfg(test)]
mod tests {
    use super::tell;
    use crate::parse::report::Report;
    use crate::source::Span;

    #[test]
    fn overrides_are_told_once_at_the_first_and_marks_of_direction_are_not() {
        let told = |text: &str| {
            let mut report = Report::default();
            tell(text, &mut report);
            report.finish()
        };
        assert!(told("Một \u{200f}hai\u{2066}ba\u{2069}").is_empty());
        let told = told("Một \u{202e}hai\u{202c} \u{202d}");
        assert_eq!((told.len(), told[0].span), (1, Span::new(6, 9)));
        assert!(told[0].message.contains("U+202E") && told[0].message.ends_with("(2 times)"));
    }
}

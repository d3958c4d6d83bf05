//! Quotation marks: the stretches between them, and straight ones where typographic ones belong.

use std::ops::Range;

use super::{Finding, Rule, Severity, Survey, finding};

/// A straight quotation mark and what should stand for it, where that is clear.
pub(super) struct Straight {
    passage: usize,
    at: usize,
    meant: Option<&'static str>,
}

/// Pairs the straight marks of a passage, given in order; returns the stretches between them.
pub(super) fn pair(
    passage: usize,
    text: &str,
    marks: &[usize],
    survey: &mut Survey,
) -> Vec<Range<usize>> {
    let opens = |at: usize| {
        let before = text[..at].chars().next_back();
        let after = text[at + 1..].chars().next();
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '/' | ':' | '-'))
            && after.is_some_and(|c| !c.is_whitespace())
    };
    let closes = |at: usize| {
        let before = text[..at].chars().next_back();
        let after = text[at + 1..].chars().next();
        before.is_some_and(|c| !c.is_whitespace()) && after.is_none_or(|c| !c.is_alphanumeric())
    };
    let paired = marks.len().is_multiple_of(2)
        && marks.chunks(2).all(|pair| opens(pair[0]) && closes(pair[1]));
    for (place, at) in marks.iter().enumerate() {
        // Inches and seconds: 15".
        if !paired && text[..*at].ends_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let meant = paired.then_some(if place % 2 == 0 { "“" } else { "”" });
        survey.quotes.push(Straight { passage, at: *at, meant });
    }
    if paired { marks.chunks(2).map(|pair| pair[0]..pair[1] + 1).collect() } else { Vec::new() }
}

/// Finds the straight marks: those of pairs, and all where the document has typographic ones too.
pub(super) fn decide(survey: &Survey, found: &mut Vec<Finding>) {
    for Straight { passage, at, meant } in &survey.quotes {
        if meant.is_none() && !survey.curly {
            continue;
        }
        let span = *at..*at + 1;
        let mut straight = finding(*passage, span, Rule::StraightQuotes, Severity::Style);
        straight.repairs = meant.iter().map(|mark| (*mark).to_owned()).collect();
        straight.certain = meant.is_some();
        found.push(straight);
    }
}

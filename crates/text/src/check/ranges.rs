//! Ranges of years: joined in one form throughout, and one for each term.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Finding, Page, Rule, Severity, Survey, finding};
use crate::token::Class;

/// A range of years where it stands.
pub(super) struct Years {
    passage: usize,
    span: Range<usize>,
    joint: &'static str,
    from: u16,
    to: u16,
    /// The words before it when they name a term.
    term: Option<String>,
    quoted: bool,
}

/// How ranges are joined.
const JOINTS: [&str; 4] = [" - ", "-", " – ", "–"];

/// The words that name a term before its years.
const TERMS: [&str; 6] = ["nhiệm kỳ", "nhiệm kì", "giai đoạn", "thời kỳ", "niên khóa", "niên khoá"];

/// So many words before the years, those of the term among them, are the same term.
const WORDS: usize = 5;

/// Takes the range of years that begins at a token with digits.
pub(super) fn look(page: &Page<'_>, at: usize, survey: &mut Survey) {
    let token = &page.tokens[at];
    let shown = page.shown(token);
    let (from, joint, to, end) = if let Some(from) = year(shown) {
        let Some(next) = page.tokens.get(at + 1) else { return };
        let Some(to) = year(page.shown(next)) else { return };
        let gap = page.text[token.end..next.start].replace('\u{A0}', " ");
        let Some(joint) = JOINTS.into_iter().find(|joint| *joint == gap) else { return };
        (from, joint, to, next.end)
    } else {
        let parts = ["-", "–"].into_iter().find_map(|joint| {
            let (from, to) = shown.split_once(joint)?;
            Some((year(from)?, joint, year(to)?))
        });
        let Some((from, joint, to)) = parts else { return };
        (from, joint, to, token.end)
    };
    if from >= to {
        return;
    }
    let quoted = page.is_quoted(token.start);
    let term = term(page, at);
    survey.ranges.push(Years {
        passage: page.index,
        span: token.start..end,
        joint,
        from,
        to,
        term,
        quoted,
    });
}

fn year(text: &str) -> Option<u16> {
    let four = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|year| four && (1500..2200).contains(year))
}

fn term(page: &Page<'_>, at: usize) -> Option<String> {
    let from = at.checked_sub(WORDS)?;
    let words: Vec<String> =
        page.tokens[from..at].iter().map(|token| page.shown(token).to_lowercase()).collect();
    let last = words[WORDS - 2..].join(" ");
    let named = page.tokens[from..at].iter().all(|token| token.class != Class::Number);
    (named && TERMS.contains(&last.as_str())).then(|| words.join(" "))
}

/// Finds the ranges that are joined otherwise than most, and terms with two ranges.
pub(super) fn decide(survey: &Survey, found: &mut Vec<Finding>) {
    let own = || survey.ranges.iter().filter(|years| !years.quoted);
    let count = |joint| own().filter(|years| years.joint == joint).count();
    let counts = JOINTS.map(|joint| (count(joint), joint));
    let most = counts.iter().map(|(count, _)| *count).max().unwrap_or(0);
    // Between equals the first one used decides.
    let kept = own().map(|years| years.joint).find(|joint| count_of(&counts, joint) == most);
    if let Some(kept) = kept {
        for years in own().filter(|years| years.joint != kept) {
            let mut form =
                finding(years.passage, years.span.clone(), Rule::RangeForm, Severity::Style);
            form.values = vec![kept.to_owned()];
            form.repairs = vec![format!("{}{kept}{}", years.from, years.to)];
            form.certain = true;
            found.push(form);
        }
    }
    let mut terms: BTreeMap<&str, &Years> = BTreeMap::new();
    for years in &survey.ranges {
        let Some(term) = &years.term else { continue };
        let first = *terms.entry(term).or_insert(years);
        // Terms follow each other; two of one term share a year.
        if (first.from == years.from) != (first.to == years.to) {
            let mut two =
                finding(years.passage, years.span.clone(), Rule::TwoPeriods, Severity::Query);
            two.values = vec![term.clone(), format!("{}{}{}", first.from, first.joint, first.to)];
            found.push(two);
        }
    }
}

fn count_of(counts: &[(usize, &str)], joint: &str) -> usize {
    counts.iter().find(|(_, each)| *each == joint).map_or(0, |(count, _)| *count)
}

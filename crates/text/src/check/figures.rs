//! Tokens with digits: dates that no calendar has; ranges and symbols go to files of their own.

use super::{Finding, Options, Page, Rule, Severity, Survey, ranges, symbols};
use crate::token::Class;

/// Looks at the numbers of a passage.
pub(super) fn look(
    page: &Page<'_>,
    options: &Options,
    survey: &mut Survey,
    found: &mut Vec<Finding>,
) {
    for (at, token) in page.tokens.iter().enumerate() {
        if token.class == Class::Number {
            ranges::look(page, at, survey);
            found.extend(date(page, at));
            symbols::look(page, at, options, found);
        }
    }
}

/// The date at a token, when there is none such.
fn date(page: &Page<'_>, at: usize) -> Option<Finding> {
    let token = &page.tokens[at];
    let shown = page.shown(token);
    let announced = page.before(at).is_some_and(|before| {
        page.shown(before).eq_ignore_ascii_case("ngày") || matches!(page.shown(before), "Ngày")
    });
    let (day, month, year, end) = match number(shown) {
        Some(day) if announced => {
            let next = page.after(at)?;
            let then = page.after(at + 1)?;
            if !page.shown(next).eq_ignore_ascii_case("tháng") {
                return None;
            }
            let month = number(page.shown(then))?;
            let year = page
                .after(at + 2)
                .filter(|word| page.shown(word) == "năm")
                .and_then(|_| page.after(at + 3));
            let found = year.and_then(|year| four(page.shown(year)));
            (day, month, found, year.filter(|_| found.is_some()).map_or(then.end, |year| year.end))
        }
        Some(_) => return None,
        None => {
            let mark = if shown.contains('/') { '/' } else { '-' };
            let mut parts = shown.split(mark);
            let (day, month) = (number(parts.next()?)?, number(parts.next()?)?);
            let year = parts.next().map(|year| four(year).ok_or(())).transpose().ok()?;
            if parts.next().is_some() || year.is_none() && !(announced && mark == '/') {
                return None;
            }
            // The order of other countries, unless the word for the day announces it.
            if !announced && exists(month, day, year) {
                return None;
            }
            (day, month, year, token.end)
        }
    };
    // Zeros stand for what is to be filled in.
    if day == 0 || month == 0 || exists(day, month, year) {
        return None;
    }
    let mut missing = page.finding(token.start..end, Rule::NoSuchDate, Severity::Error);
    missing.values = vec![page.text[token.start..end].to_owned()];
    Some(missing)
}

/// A number of one or two digits.
fn number(text: &str) -> Option<u8> {
    let short = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| short)
}

fn four(text: &str) -> Option<u16> {
    let four = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| four)
}

/// Whether the calendar has a day; without a year February has 29.
fn exists(day: u8, month: u8, year: Option<u16>) -> bool {
    let leap = |year: u16| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    };
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_none_or(leap) => 29,
        2 => 28,
        _ => return false,
    };
    (1..=days).contains(&day)
}

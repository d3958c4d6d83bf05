//! Capitals by Nghị định 30/2020/NĐ-CP, phụ lục II, as far as they can be computed: the units of
//! administration before their names, and the parts of a law that are cited.

use super::{Finding, Page, Rule, Severity};
use crate::repair::capitalized;
use crate::token::{Class, Token};

/// Looks at the capitals of a passage.
pub(super) fn look(page: &Page<'_>, found: &mut Vec<Finding>) {
    for (at, token) in page.tokens.iter().enumerate() {
        if page.is_quoted(token.start) {
            continue;
        }
        if token.capital && token.class == Class::Syllable && is_inside(page, at) {
            if let Some(end) = unit(page, at) {
                suggest(page, token.start, end, str::to_lowercase, found);
            } else if matches!(page.shown(token), "Khoản" | "Điểm") && is_cited(page, at) {
                suggest(page, token.start, token.end, str::to_lowercase, found);
            }
        } else if page.shown(token) == "điều" && is_article(page, at) {
            suggest(page, token.start, token.end, capitalized, found);
        }
    }
}

fn suggest(
    page: &Page<'_>,
    start: usize,
    end: usize,
    change: fn(&str) -> String,
    found: &mut Vec<Finding>,
) {
    let mut capital = page.finding(start..end, Rule::Capitals, Severity::Style);
    capital.repairs = vec![change(&page.text[start..end])];
    found.push(capital);
}

/// Whether a word follows another one of its sentence.
fn is_inside(page: &Page<'_>, at: usize) -> bool {
    page.before(at).is_some()
}

/// The end of "Tỉnh" or "Thành phố" before a name; Thành phố Hồ Chí Minh keeps its capital.
fn unit(page: &Page<'_>, at: usize) -> Option<usize> {
    let word = |at: usize| page.tokens.get(at).map(|token: &Token| page.shown(token));
    let name = match word(at)? {
        "Tỉnh" => at + 1,
        "Thành" if word(at + 1) == Some("phố") => at + 2,
        _ => return None,
    };
    let end = page.tokens[name - 1].end;
    let first = page.tokens.get(name)?;
    let named = first.capital
        && matches!(first.class, Class::Syllable)
        && page.before(name).is_some()
        // Tỉnh ủy and Tỉnh đoàn are bodies; a unit may be followed by its own kind of word.
        && !matches!(page.shown(first), "Ủy" | "Uỷ" | "Đoàn" | "Đảng");
    (named && !(word(name) == Some("Hồ") && word(name + 1) == Some("Chí"))).then_some(end)
}

/// "Khoản 2 Điều 5": a part of a law before its article.
fn is_cited(page: &Page<'_>, at: usize) -> bool {
    let Some(number) = page.after(at) else { return false };
    let Some(next) = page.after(at + 1) else { return false };
    matches!(number.class, Class::Number | Class::Letter)
        && matches!(page.shown(next), "Điều" | "khoản" | "Khoản")
}

/// "khoản 2 điều 5": an article after its part.
fn is_article(page: &Page<'_>, at: usize) -> bool {
    let Some(number) = page.before(at) else { return false };
    let Some(part) = at.checked_sub(1).and_then(|at| page.before(at)) else { return false };
    let Some(next) = page.after(at) else { return false };
    number.class == Class::Number
        && matches!(page.shown(part), "khoản" | "Khoản")
        && next.class == Class::Number
}

//! Compares what a program read in a paper with what it should read.

use crate::expect::{Expected, Gap, Sign, TableSpan};

/// White space before a sign that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seen {
    Nothing,
    Space,
    LineEnd,
}

/// Whether the text of these pages, page numbers removed, is what is expected.
///
/// Every page must hold a stretch of the body, after the head of a table that goes on from the page
/// before, and then a stretch of the notes. White space counts: none may be lost, and none may
/// appear inside a word but where a line ends beside a sign.
///
/// # Errors
/// Says where the first difference is.
pub fn pages(expected: &Expected, pages: &[String]) -> Result<(), String> {
    let mut body = 0;
    let mut note = 0;
    for (at, page) in pages.iter().enumerate() {
        let number = at + 1;
        let seen = read(page);
        let start = repeated_head(expected, body, at, &seen)
            .map_err(|problem| format!("page {number}: {problem}"))?;
        let (taken, noted) = split(expected, body, note, &seen[start..]).map_err(|longest| {
            difference(&expected.body[body..], &seen[start..], longest, number)
        })?;
        body += taken;
        note += noted;
    }
    let left = |signs: &[Sign]| signs.iter().take(60).map(show).collect::<String>();
    if body < expected.body.len() {
        return Err(format!("the text ends before: {}", left(&expected.body[body..])));
    }
    if note < expected.notes.len() {
        return Err(format!("the notes end before: {}", left(&expected.notes[note..])));
    }
    Ok(())
}

/// How many signs at the start of a page are the head of a table that goes on.
fn repeated_head(
    expected: &Expected,
    body: usize,
    page: usize,
    seen: &[(char, Seen)],
) -> Result<usize, String> {
    let goes_on = |table: &&TableSpan| table.first < body && body < table.end;
    match expected.tables.iter().find(goes_on) {
        Some(table) if page > 0 => {
            let length = common(&table.head, seen);
            if length == table.head.len() {
                Ok(length)
            } else {
                Err("a table goes on without its head".to_owned())
            }
        }
        _ => Ok(0),
    }
}

/// How much of a page is body and how much notes; else how much agrees at all.
fn split(
    expected: &Expected,
    body: usize,
    note: usize,
    seen: &[(char, Seen)],
) -> Result<(usize, usize), usize> {
    let longest = common(&expected.body[body..], seen);
    for taken in (0..=longest).rev() {
        let rest = seen.len() - taken;
        if common(&expected.notes[note..], &seen[taken..]) == rest {
            return Ok((taken, rest));
        }
    }
    Err(longest)
}

/// How many signs at the start agree.
fn common(expected: &[Sign], seen: &[(char, Seen)]) -> usize {
    let mut before = ' ';
    for (at, (sign, (char, gap))) in expected.iter().zip(seen).enumerate() {
        let gap_agrees = match sign.gap {
            Gap::Either => true,
            Gap::Space => *gap != Seen::Nothing,
            Gap::Cut => *gap != Seen::Space,
            Gap::None => {
                let in_word = before.is_alphanumeric() && char.is_alphanumeric();
                *gap == Seen::Nothing || (*gap == Seen::LineEnd && !in_word)
            }
        };
        if sign.char != *char || !gap_agrees {
            return at;
        }
        before = *char;
    }
    expected.len().min(seen.len())
}

fn read(text: &str) -> Vec<(char, Seen)> {
    let mut signs = Vec::new();
    let mut gap = Seen::LineEnd;
    for char in text.chars() {
        match char {
            '\n' | '\r' | '\u{c}' | '\u{2028}' => gap = Seen::LineEnd,
            '\u{200B}' | '\u{2060}' => {}
            // The mark before the rest of a line of code is no text.
            '↳' if gap == Seen::LineEnd => {}
            char if char.is_whitespace() => {
                if gap == Seen::Nothing {
                    gap = Seen::Space;
                }
            }
            char => {
                signs.push((char, gap));
                gap = Seen::Nothing;
            }
        }
    }
    signs
}

fn show(sign: &Sign) -> String {
    match sign.gap {
        Gap::None | Gap::Cut => sign.char.to_string(),
        Gap::Space => format!(" {}", sign.char),
        Gap::Either => format!("·{}", sign.char),
    }
}

fn difference(expected: &[Sign], seen: &[(char, Seen)], at: usize, page: usize) -> String {
    let from = at.saturating_sub(40);
    let wanted = expected.iter().skip(from).take(90).map(show).collect::<String>();
    let found = seen
        .iter()
        .skip(from)
        .take(90)
        .map(|(char, gap)| match gap {
            Seen::Nothing => char.to_string(),
            Seen::Space => format!(" {char}"),
            Seen::LineEnd => format!("⏎{char}"),
        })
        .collect::<String>();
    format!("page {page}, after {at} signs:\n  expected: {wanted}\n  found:    {found}")
}

/// Removes the page numbers of the office's paper: none on the first page, on every other the
/// number, which programs read first or last.
///
/// # Errors
/// Names the page whose number is missing.
pub fn without_folios(pages: &[String]) -> Result<Vec<String>, String> {
    let mut kept = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        if at == 0 {
            kept.push(page.clone());
            continue;
        }
        let number = (at + 1).to_string();
        let text = page.trim_matches(|char: char| char.is_whitespace());
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        let (front, last) = text.rsplit_once('\n').unwrap_or(("", text));
        if first.trim() == number {
            kept.push(rest.to_owned());
        } else if last.trim() == number {
            kept.push(front.to_owned());
        } else {
            return Err(format!("page {number} shows no number"));
        }
    }
    Ok(kept)
}

/// Compares lines and shows the first differences.
///
/// # Errors
/// Shows them.
pub fn lines(expected: &[String], found: &[String]) -> Result<(), String> {
    if expected == found {
        return Ok(());
    }
    let same = expected.iter().zip(found).take_while(|(left, right)| left == right).count();
    let mut text = format!("{} lines expected, {} found\n", expected.len(), found.len());
    for line in expected.iter().take(same).skip(same.saturating_sub(2)) {
        text.push_str(&format!("    {line}\n"));
    }
    for line in expected.iter().skip(same).take(6) {
        text.push_str(&format!("  - {line}\n"));
    }
    for line in found.iter().skip(same).take(6) {
        text.push_str(&format!("  + {line}\n"));
    }
    Err(text)
}

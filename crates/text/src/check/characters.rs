//! Signs rather than words: what nobody sees, spaces, marks apart from their letters, letters of
//! other alphabets. One pass over the bytes; the usual ones cost a look into a table.

use std::ops::Range;

use super::{Finding, Kind, Rule, Severity, Survey, finding, quotes};
use crate::typography::{Binding, bind};
use crate::{nfc, syllable};

/// Bytes at which something may begin.
static NOTED: [bool; 256] = {
    let mut noted = [false; 256];
    let bytes = *b" \t\"\xC2\xC3\xCC\xCD\xCE\xCF\xD0\xD1\xE2\xEF";
    let mut at = 0;
    while at < bytes.len() {
        noted[bytes[at] as usize] = true;
        at += 1;
    }
    noted
};

/// Spaces in a row that are a layout, not a slip.
const LAYOUT: usize = 4;

/// Looks at the signs of a passage; returns the stretches between quotation marks.
pub(super) fn look(
    index: usize,
    text: &str,
    kind: Kind,
    survey: &mut Survey,
    found: &mut Vec<Finding>,
) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut look = Look { index, text, found, bound: None, decomposed: false };
    let mut straight = Vec::new();
    let mut quoted = Vec::new();
    let mut opened = None;
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if !NOTED[usize::from(byte)] {
            at += 1;
            continue;
        }
        let next = bytes.get(at + 1).copied().unwrap_or(0);
        match (byte, next) {
            (b' ' | b'\t', b' ' | b'\t' | 0xC2) | (0xC2, 0xA0) => {
                at += look.spaces(at);
                continue;
            }
            (b' ', b',' | b'.' | b';' | b':' | b'!' | b'?' | b')') => look.before_mark(at),
            (b'"', _) => straight.push(at),
            (0xC2, 0xAD) => look.hidden(at, ""),
            (0xC3, 0xB0 | 0x90) | (0xCE..=0xD1, _) => at += look.look_alike(at),
            (0xCC | 0xCD, _) => look.mark(at),
            (0xE2, 0x80) => match bytes.get(at + 2) {
                Some(0x9C) => opened = Some(at),
                Some(0x9D) => {
                    survey.curly = true;
                    quoted.extend(opened.take().map(|from| from..at + 3));
                }
                Some(0x8B | 0x8E | 0x8F | 0xAA..=0xAE) => look.hidden(at, ""),
                Some(0x80..=0x8A | 0xAF) => look.hidden(at, " "),
                _ => {}
            },
            (0xEF, 0xBB) if bytes.get(at + 2) == Some(&0xBF) => look.hidden(at, ""),
            _ => {}
        }
        at += 1;
    }
    let mut pairs = quotes::pair(index, text, &straight, survey);
    if kind == Kind::Quotation {
        return quoted;
    }
    if !pairs.is_empty() {
        quoted.append(&mut pairs);
        quoted.sort_by_key(|range| range.start);
    }
    quoted
}

struct Look<'a> {
    index: usize,
    text: &'a str,
    found: &'a mut Vec<Finding>,
    /// The places of spaces that a rule binds, as if no-break spaces were one byte.
    bound: Option<Vec<usize>>,
    decomposed: bool,
}

impl Look<'_> {
    fn add(&mut self, span: Range<usize>, rule: Rule, severity: Severity) -> &mut Finding {
        let at = self.found.len();
        self.found.push(finding(self.index, span, rule, severity));
        &mut self.found[at]
    }

    /// Takes spaces in a row; returns their length in bytes.
    fn spaces(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\u{A0}');
        let length = rest.find(|c| !is_space(c)).unwrap_or(rest.len());
        let count = rest[..length].chars().count();
        let fixed = rest[..length].matches('\u{A0}').count();
        let ends = at == 0 || at + length == self.text.len();
        let span = at..at + length;
        if count >= LAYOUT {
            let layout = self.add(span, Rule::LayoutBySpaces, Severity::Warning);
            layout.values = vec![count.to_string()];
            layout.repairs = vec![if ends { String::new() } else { " ".to_owned() }];
            layout.certain = ends;
        } else if fixed > 0 {
            if count > 1 || !self.is_bound(at) {
                let hidden = self.add(span, Rule::HiddenCharacter, Severity::Warning);
                hidden.values = vec!["U+00A0".to_owned()];
                hidden.repairs = vec![if ends { String::new() } else { " ".to_owned() }];
                hidden.certain = true;
            }
        } else if count > 1 && !ends {
            let double = self.add(span, Rule::DoubleSpace, Severity::Style);
            double.repairs = vec![" ".to_owned()];
            double.certain = true;
        }
        if count == 1 && fixed == 0 {
            // A space before a no-break space only.
            return 1;
        }
        length
    }

    /// Whether a rule wants the no-break space at `at`.
    fn is_bound(&mut self, at: usize) -> bool {
        let bound = self.bound.get_or_insert_with(|| {
            let plain = self.text.replace('\u{A0}', " ");
            let space = |binding| match binding {
                Binding::Space(at) => Some(at),
                Binding::Hyphen(_) => None,
            };
            let places: Vec<usize> = bind(&plain).into_iter().filter_map(space).collect();
            // Back to the offsets of the text itself.
            let mut moved = Vec::with_capacity(places.len());
            let mut places = places.into_iter().peekable();
            for (plain, (real, _)) in plain.char_indices().zip(self.text.char_indices()) {
                if places.peek() == Some(&plain.0) {
                    moved.push(real);
                    places.next();
                }
            }
            moved
        });
        bound.binary_search(&at).is_ok()
    }

    /// A space before a mark that closes and that a space or the end follows.
    fn before_mark(&mut self, at: usize) {
        let after = &self.text[at + 1..];
        let before = self.text[..at].chars().next_back();
        let mark = after.as_bytes()[0];
        let length = after.bytes().take_while(|byte| matches!(byte, b'!' | b'?')).count().max(1);
        let then = after[length..].chars().next();
        let opens = before.is_none_or(|c| {
            c.is_whitespace()
                || matches!(c, '(' | '[' | '-' | '–' | '|' | '.' | ',' | ':' | '\u{FFFC}')
        });
        let ratio = mark == b':'
            && before.is_some_and(|c| c.is_ascii_digit())
            && after[1..].trim_start().starts_with(|c: char| c.is_ascii_digit());
        if opens || ratio || mark == b')' || then.is_some_and(|c| !c.is_whitespace()) {
            return;
        }
        let space = self.add(at..at + 1, Rule::SpaceBeforePunctuation, Severity::Warning);
        space.values = vec![char::from(mark).to_string()];
        space.repairs = vec![String::new()];
        space.certain = true;
    }

    fn hidden(&mut self, at: usize, repair: &str) {
        let Some(c) = self.text[at..].chars().next() else { return };
        let hidden = self.add(at..at + c.len_utf8(), Rule::HiddenCharacter, Severity::Warning);
        hidden.values = vec![format!("U+{:04X}", u32::from(c))];
        hidden.repairs = vec![repair.to_owned()];
        // A space of another width may be meant.
        hidden.certain = repair.is_empty();
    }

    /// The first combining mark of a passage that is not in normal form C.
    fn mark(&mut self, at: usize) {
        if self.decomposed {
            return;
        }
        self.decomposed = true;
        let start = self.text[..at].char_indices().next_back().map_or(at, |(start, _)| start);
        let rest = &self.text[at..];
        let end = rest.find(|c| !('\u{300}'..='\u{36F}').contains(&c)).unwrap_or(rest.len());
        let span = start..at + end;
        let composed = nfc(&self.text[span.clone()]).into_owned();
        if composed == self.text[span.clone()] {
            self.decomposed = false;
            return;
        }
        let apart = self.add(span, Rule::Decomposed, Severity::Style);
        apart.repairs = vec![composed];
        apart.certain = true;
    }

    /// A letter of another alphabet in a word that is Vietnamese with ours; returns how many bytes
    /// of the word are left to skip.
    fn look_alike(&mut self, at: usize) -> usize {
        let word = |c: char| c.is_alphabetic();
        let head = &self.text[..at];
        let start = head.char_indices().rev().take_while(|(_, c)| word(*c)).last();
        let start = start.map_or(at, |(start, _)| start);
        let rest = &self.text[at..];
        let end = at + rest.find(|c| !word(c)).unwrap_or(rest.len());
        let shown = &self.text[start..end];
        let ours: String = shown.chars().map(ours).collect();
        let inner = shown.chars().skip(1).any(char::is_uppercase);
        let capitals = shown.chars().all(char::is_uppercase);
        // Two letters are a word of old English as well.
        let long = shown.chars().nth(2).is_some();
        if ours != shown && long && (capitals || !inner) && syllable::is_valid(&ours) {
            let alike = self.add(start..end, Rule::LookAlike, Severity::Error);
            alike.values = vec![alike_in(shown)];
            alike.repairs = vec![ours];
            alike.certain = true;
        }
        end.saturating_sub(at + 1)
    }
}

fn alike_in(shown: &str) -> String {
    shown.chars().find(|c| ours(*c) != *c).map_or_else(String::new, String::from)
}

/// The letter of ours that a letter looks like.
fn ours(c: char) -> char {
    match c {
        'ð' => 'đ',
        'Ð' => 'Đ',
        'а' => 'a',
        'е' => 'e',
        'о' | 'ο' => 'o',
        'р' => 'p',
        'с' => 'c',
        'у' => 'y',
        'х' => 'x',
        'і' => 'i',
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'Е' | 'Ε' => 'E',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Н' | 'Η' => 'H',
        'О' | 'Ο' => 'O',
        'Р' | 'Ρ' => 'P',
        'С' => 'C',
        'Т' | 'Τ' => 'T',
        'Х' | 'Χ' => 'X',
        _ => c,
    }
}

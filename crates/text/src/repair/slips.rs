//! The ways in which letters go astray, each with its cost in tenths: spellings that the rules
//! forbid, and slips of the fingers. Read by [`super`].

use crate::syllable;

/// Rimes that Vietnamese does not have and what they are written for. `true` for those that hold
/// for whatever follows.
const RIMES: [(&str, &str, bool); 24] = [
    ("ưo", "ươ", true),
    ("uơ", "ươ", true),
    ("uo", "uô", true),
    ("uo", "ươ", true),
    ("ie", "iê", true),
    ("ye", "yê", true),
    ("yê", "iê", true),
    ("iê", "yê", true),
    ("uye", "uyê", true),
    ("uie", "uyê", true),
    ("ing", "inh", false),
    ("ic", "ich", false),
    ("enh", "ênh", false),
    ("enh", "anh", false),
    ("ech", "êch", false),
    ("ech", "ach", false),
    ("êng", "ênh", false),
    ("êng", "iêng", false),
    ("ơng", "ương", false),
    ("ơng", "ông", false),
    ("ơc", "ươc", false),
    ("ău", "âu", false),
    ("ăy", "ây", false),
    ("âi", "ây", false),
];

/// Initials that the rules forbid and what they are written for.
const INITIALS: [(&str, &str); 13] = [
    ("k", "c"),
    ("c", "k"),
    ("gh", "g"),
    ("g", "gh"),
    ("ngh", "ng"),
    ("ng", "ngh"),
    ("q", "qu"),
    ("f", "ph"),
    ("dz", "d"),
    ("z", "d"),
    ("j", "gi"),
    ("w", "qu"),
    ("c", "qu"),
];

/// Vowels and d without and with their shape.
const SHAPES: [(char, char); 14] = [
    ('a', 'ă'),
    ('a', 'â'),
    ('e', 'ê'),
    ('o', 'ô'),
    ('o', 'ơ'),
    ('u', 'ư'),
    ('d', 'đ'),
    ('ă', 'a'),
    ('â', 'a'),
    ('ê', 'e'),
    ('ô', 'o'),
    ('ơ', 'o'),
    ('ư', 'u'),
    ('đ', 'd'),
];

/// The letters that may have been lost or struck for another.
const LETTERS: [char; 29] = [
    'a', 'ă', 'â', 'b', 'c', 'd', 'đ', 'e', 'ê', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'ô', 'ơ',
    'p', 'q', 'r', 's', 't', 'u', 'ư', 'v', 'x', 'y',
];

const RULE: u16 = 10;
const SHAPE: u16 = 15;
const DOUBLED: u16 = 15;
const SWAPPED: u16 = 20;
const EXTRA: u16 = 25;
const LOST: u16 = 25;
const OTHER: u16 = 30;

/// Calls `offer` with the letters, without tone and in lower case, and with all that they may have
/// been meant for, each with its cost.
pub(super) fn each(letters: &str, mut offer: impl FnMut(&str, u16)) {
    offer(letters, 0);
    rules(letters, &mut offer);
    let chars: Vec<char> = letters.chars().collect();
    let mut other = String::with_capacity(letters.len() + 2);
    let mut write = |parts: [&[char]; 3], cost: u16, offer: &mut dyn FnMut(&str, u16)| {
        other.clear();
        other.extend(parts.into_iter().flatten());
        offer(&other, cost);
    };
    for at in 0..=chars.len() {
        let (before, after) = chars.split_at(at);
        for c in LETTERS {
            write([before, &[c], after], LOST, &mut offer);
        }
        let [first, rest @ ..] = after else { continue };
        let doubled = before.last() == Some(first);
        write([before, rest, &[]], if doubled { DOUBLED } else { EXTRA }, &mut offer);
        if let [second, rest @ ..] = rest {
            write([before, &[*second, *first], rest], SWAPPED, &mut offer);
        }
        for (from, to) in SHAPES {
            if from == *first {
                write([before, &[to], rest], SHAPE, &mut offer);
            }
        }
        for c in LETTERS {
            write([before, &[c], rest], OTHER, &mut offer);
        }
    }
}

/// The tables of initials and rimes, alone and together.
fn rules(letters: &str, offer: &mut impl FnMut(&str, u16)) {
    let (initial, rest) = syllable::split(letters);
    let mut heads = vec![(initial.to_owned(), rest, 0)];
    for (from, to) in INITIALS {
        if let Some(rest) = letters.strip_prefix(from)
            && (initial == from || initial.is_empty())
        {
            // quu is never meant.
            let rest = if to == "qu" { rest.strip_prefix('u').unwrap_or(rest) } else { rest };
            heads.push((to.to_owned(), rest, RULE));
        }
    }
    // "gi" and "qu" may have been the letters of a rime: giét for giết, quơ for cươ.
    if initial == "gi" {
        heads.push(("g".to_owned(), &letters[1..], 0));
    }
    for (head, rest, cost) in heads {
        if cost > 0 {
            offer(&format!("{head}{rest}"), cost);
        }
        for (from, to, open) in RIMES {
            let Some(tail) = rest.strip_prefix(from) else { continue };
            if open || tail.is_empty() {
                offer(&format!("{head}{to}{tail}"), cost + RULE);
            }
        }
    }
}

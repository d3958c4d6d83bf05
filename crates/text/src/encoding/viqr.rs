//! VIQR (RFC 1456): a letter, the sign of its shape, the sign of its tone; a backslash before a
//! sign that is only punctuation.
//!
//! Ambiguous by nature: "cho." is "chọ" here, as the RFC has it, unless its full stop is escaped.

use super::Encoded;
use crate::letter;
use crate::syllable::Tone;

const SHAPES: [(char, u8, char); 6] = [
    ('a', b'(', 'ă'),
    ('a', b'^', 'â'),
    ('e', b'^', 'ê'),
    ('o', b'^', 'ô'),
    ('o', b'+', 'ơ'),
    ('u', b'+', 'ư'),
];

const TONES: [(u8, Tone); 5] = [
    (b'`', Tone::Huyen),
    (b'?', Tone::Hoi),
    (b'~', Tone::Nga),
    (b'\'', Tone::Sac),
    (b'.', Tone::Nang),
];

/// The text of mnemonics; bytes beyond ASCII are read as Windows-1252.
pub(super) fn decode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    let mut rest = bytes;
    while let [first, after @ ..] = rest {
        rest = after;
        let c = super::western::decode(*first);
        let small = c.to_ascii_lowercase();
        match (small, after) {
            ('\\', [escaped, tail @ ..])
                if !escaped.is_ascii_alphanumeric() || matches!(escaped, b'd' | b'D') =>
            {
                text.push(super::western::decode(*escaped));
                rest = tail;
            }
            ('d', [second, tail @ ..]) if second.eq_ignore_ascii_case(&b'd') => {
                text.push(if c == 'D' { 'Đ' } else { 'đ' });
                rest = tail;
            }
            ('a' | 'e' | 'i' | 'o' | 'u' | 'y', _) => {
                let mut vowel = c;
                if let [sign, tail @ ..] = rest
                    && let Some((.., shaped)) =
                        SHAPES.into_iter().find(|(from, each, _)| *from == small && each == sign)
                {
                    vowel = if c.is_ascii_uppercase() { letter::upper(shaped) } else { shaped };
                    rest = tail;
                }
                if let [sign, tail @ ..] = rest
                    && let Some((_, tone)) = TONES.into_iter().find(|(each, _)| each == sign)
                {
                    vowel = letter::with_tone(vowel, tone);
                    rest = tail;
                }
                text.push(vowel);
            }
            _ => text.push(c),
        }
    }
    text
}

/// The mnemonics of a text, its punctuation escaped where it would be read as a sign.
pub(super) fn encode(text: &str) -> Encoded {
    let mut written = Encoded::default();
    // Whether a sign here would belong to the letter before.
    let mut open = false;
    let mut d = false;
    for (at, c) in text.char_indices() {
        let sign = matches!(c, '^' | '(' | '+' | '`' | '?' | '~' | '\'' | '.');
        if open && sign || d && matches!(c, 'd' | 'D') || c == '\\' {
            written.bytes.push(b'\\');
        }
        let Some((letter, tone)) = letter::untoned(c) else {
            (open, d) = (false, false);
            if c.is_ascii() {
                written.bytes.push(c as u8);
            } else {
                written.lost.push((at, c));
                written.bytes.push(b'?');
            }
            continue;
        };
        let capital = c.is_uppercase();
        let mut base = letter;
        let mut shape = None;
        if letter == 'đ' {
            written.bytes.extend(if capital { *b"DD" } else { *b"dd" });
            (open, d) = (false, false);
            continue;
        }
        if let Some((plain, sign, _)) = SHAPES.into_iter().find(|(.., shaped)| *shaped == letter) {
            (base, shape) = (plain, Some(sign));
        }
        written.bytes.push(if capital { base.to_ascii_uppercase() as u8 } else { base as u8 });
        written.bytes.extend(shape);
        written.bytes.extend(TONES.iter().find(|(_, each)| *each == tone).map(|(sign, _)| *sign));
        open = matches!(base, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
        d = base == 'd';
    }
    written
}

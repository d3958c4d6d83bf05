//! The letters of Vietnamese as small numbers: the floor on which syllables are looked up.
//!
//! A letter is a vowel with one of six tones, a consonant, or one of f, j, w, z. Its code says
//! nothing of case, so that a token is packed and looked up in one pass over its characters.

use crate::syllable::Tone;

/// Each vowel with its six tones, in the order of [`Tone`].
pub(crate) const TONED: [[char; 6]; 12] = [
    ['a', 'à', 'ả', 'ã', 'á', 'ạ'],
    ['ă', 'ằ', 'ẳ', 'ẵ', 'ắ', 'ặ'],
    ['â', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ'],
    ['e', 'è', 'ẻ', 'ẽ', 'é', 'ẹ'],
    ['ê', 'ề', 'ể', 'ễ', 'ế', 'ệ'],
    ['i', 'ì', 'ỉ', 'ĩ', 'í', 'ị'],
    ['o', 'ò', 'ỏ', 'õ', 'ó', 'ọ'],
    ['ô', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ'],
    ['ơ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ'],
    ['u', 'ù', 'ủ', 'ũ', 'ú', 'ụ'],
    ['ư', 'ừ', 'ử', 'ữ', 'ứ', 'ự'],
    ['y', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ'],
];

/// The consonants of Vietnamese, then the four letters that only names and loans have.
const CONSONANTS: [char; 21] = [
    'b', 'c', 'd', 'đ', 'g', 'h', 'k', 'l', 'm', 'n', 'p', 'q', 'r', 's', 't', 'v', 'x', 'f', 'j',
    'w', 'z',
];

/// The code of the first consonant; vowels are 1 to 72.
const FIRST_CONSONANT: u8 = 73;

/// What is added to the code of a capital.
const CAPITAL: u8 = 0x80;

/// Letters up to ư, and those of Latin Extended Additional that Vietnamese has (U+1EA0 to U+1EFF).
static LATIN: [u8; 0x1B1] = latin();
static EXTENDED: [u8; 0x60] = extended();

/// The first code point of [`EXTENDED`].
const EXTENDED_FROM: u32 = 0x1EA0;

const fn capital(small: char) -> u32 {
    // Latin-1 and ASCII keep their cases 32 apart, the later blocks side by side.
    if (small as u32) < 0x100 { small as u32 - 0x20 } else { small as u32 - 1 }
}

const fn latin() -> [u8; 0x1B1] {
    let mut table = [0; 0x1B1];
    let mut code = 1;
    while code < FIRST_CONSONANT + 21 {
        let small = small(code);
        if (small as u32) < 0x1B1 {
            table[small as usize] = code;
            table[capital(small) as usize] = code | CAPITAL;
        }
        code += 1;
    }
    table
}

const fn extended() -> [u8; 0x60] {
    let mut table = [0; 0x60];
    let mut code = 1;
    while code < FIRST_CONSONANT {
        let small = small(code);
        if small as u32 >= EXTENDED_FROM {
            table[(small as u32 - EXTENDED_FROM) as usize] = code;
            table[(capital(small) - EXTENDED_FROM) as usize] = code | CAPITAL;
        }
        code += 1;
    }
    table
}

/// The small letter of a code of this module.
pub(crate) const fn small(code: u8) -> char {
    if code < FIRST_CONSONANT {
        let place = code as usize - 1;
        TONED[place / 6][place % 6]
    } else {
        CONSONANTS[code as usize - FIRST_CONSONANT as usize]
    }
}

/// The code of a letter and whether it is a capital; `None` for what Vietnamese does not write.
#[inline]
pub(crate) fn code(c: char) -> Option<(u8, bool)> {
    let at = c as u32;
    let found = if at < 0x1B1 {
        LATIN[at as usize]
    } else {
        *EXTENDED.get(at.checked_sub(EXTENDED_FROM)? as usize)?
    };
    (found != 0).then_some((found & !CAPITAL, found & CAPITAL != 0))
}

/// The code of the letter that UTF-8 begins with, [`CAPITAL`] added for one, and how many bytes it
/// takes; `None` for what Vietnamese does not write.
#[inline]
pub(crate) fn first(bytes: &[u8]) -> Option<(u8, usize)> {
    let low = |byte: u8| usize::from(byte & 0x3F);
    let (found, length) = match *bytes {
        [one @ ..=0x7F, ..] => (LATIN[usize::from(one)], 1),
        [one @ 0xC3..=0xC6, two, ..] => {
            (*LATIN.get(usize::from(one & 0x1F) << 6 | low(two)).unwrap_or(&0), 2)
        }
        // U+1E80 and U+1EC0 begin the two blocks of 64 that hold the letters.
        [0xE1, two @ 0xBA..=0xBB, three, ..] => {
            let at = (usize::from(two - 0xBA) << 6 | low(three)).wrapping_sub(0x20);
            (*EXTENDED.get(at).unwrap_or(&0), 3)
        }
        _ => (0, 0),
    };
    (found != 0).then_some((found, length))
}

/// Whether a code of [`first`] is that of a capital.
#[inline]
pub(crate) const fn is_capital(code: u8) -> bool {
    code & CAPITAL != 0
}

/// A letter without its tone, in lower case, and the tone; `None` for what is no letter of
/// Vietnamese.
pub(crate) fn untoned(c: char) -> Option<(char, Tone)> {
    let (code, _) = code(c)?;
    if code < FIRST_CONSONANT {
        let place = usize::from(code - 1);
        Some((TONED[place / 6][0], Tone::ALL[place % 6]))
    } else {
        Some((small(code), Tone::Level))
    }
}

/// A vowel with a tone in place of its own; other letters stay.
pub(crate) fn with_tone(c: char, tone: Tone) -> char {
    match code(c) {
        Some((code, _)) if code < FIRST_CONSONANT => {
            let row = TONED[usize::from(code - 1) / 6];
            let toned = row[tone as usize];
            if c.is_uppercase() { upper(toned) } else { toned }
        }
        _ => c,
    }
}

/// The capital of a letter.
pub(crate) fn upper(c: char) -> char {
    c.to_uppercase().next().unwrap_or(c)
}

/// The letters of a short token in one number, the case left out; 0 for none.
pub(crate) type Key = u64;

/// The most letters of a key: "nghiêng".
pub(crate) const LONGEST: usize = 7;

/// A key with one more letter.
#[inline]
pub(crate) const fn push(key: Key, code: u8) -> Key {
    key << 7 | (code & !CAPITAL) as Key
}

/// The key of a token; `None` when it is empty, too long, or holds what is no letter.
pub(crate) fn key(token: &str) -> Option<Key> {
    let mut key = 0;
    for (place, c) in token.chars().enumerate() {
        if place == LONGEST {
            return None;
        }
        key = push(key, code(c)?.0);
    }
    (key != 0).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::{code, first, is_capital, key, small, untoned, with_tone};
    use crate::syllable::Tone;

    #[test]
    fn every_letter_has_a_code_in_both_cases() {
        let mut capitals = 0;
        for c in (0..0x2000).filter_map(char::from_u32) {
            let Some((found, capital)) = code(c) else { continue };
            assert_eq!(c.to_lowercase().next(), Some(small(found)), "{c}");
            assert_eq!(c.is_uppercase(), capital, "{c}");
            capitals += usize::from(capital);
        }
        // 72 vowels and 21 consonants.
        assert_eq!(capitals, 93);
    }

    #[test]
    fn other_letters_have_none() {
        for c in "äçñöüßøāŠʻаαð1 -\u{301}漢".chars() {
            assert_eq!(code(c), None, "{c}");
        }
    }

    #[test]
    fn bytes_are_read_as_characters_are() {
        for c in (0..0x1_1000).filter_map(char::from_u32) {
            let text = c.to_string() + "a";
            let read = first(text.as_bytes()).map(|(code, length)| {
                assert_eq!(length, c.len_utf8(), "{c}");
                (code & 0x7F, is_capital(code))
            });
            assert_eq!(read, code(c), "{c:?}");
        }
        for cut in ["", "\u{1EA1}", "\u{E0}"] {
            for end in 0..cut.len() {
                assert_eq!(first(&cut.as_bytes()[..end]), None);
            }
        }
    }

    #[test]
    fn tones_are_taken_off_and_put_on() {
        assert_eq!(untoned('Ế'), Some(('ê', Tone::Sac)));
        assert_eq!(untoned('Đ'), Some(('đ', Tone::Level)));
        assert_eq!(with_tone('Ê', Tone::Nang), 'Ệ');
        assert_eq!(with_tone('ự', Tone::Level), 'ư');
        assert_eq!(with_tone('b', Tone::Sac), 'b');
    }

    #[test]
    fn keys_do_not_see_case_and_tell_all_else_apart() {
        assert_eq!(key("Đảng"), key("ĐẢNG"));
        assert_ne!(key("Đảng"), key("dảng"));
        assert_eq!(key("nghiêngg"), None);
        assert_eq!(key(""), None);
        assert_eq!(key("a1"), None);
    }
}

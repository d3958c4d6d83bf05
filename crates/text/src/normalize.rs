//! One spelling for every text: Unicode normal form C, and the characters that no paper can carry.
//!
//! Files from other systems spell ế as ê and an acute, or as e and two marks; readers of XML and
//! PDF expect the one letter.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The text in normal form C (UAX #15); borrowed when it is already.
#[must_use]
pub fn nfc(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_settled) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// The text in normal form D (UAX #15), every mark a character of its own: how some systems spell
/// the names of files.
#[must_use]
pub fn nfd(text: &str) -> String {
    text.nfd().collect()
}

/// Whether a character never changes in normal form C, nor its neighbours for it: composed Latin
/// letters and common punctuation, so that Vietnamese prose is judged without tables.
fn is_settled(c: char) -> bool {
    matches!(c, '\0'..='\u{2FF}' | '\u{1EA0}'..='\u{1EF9}' | '\u{2010}'..='\u{2027}')
}

/// Whether a character has no place in an article: XML 1.0 forbids it or nothing can show it.
/// Control characters but tab, line feed and carriage return, and the two noncharacters that end
/// the Basic Multilingual Plane.
#[must_use]
pub fn is_forbidden_control(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        '\u{FFFE}' | '\u{FFFF}' => true,
        _ => c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_forbidden_control, is_settled, nfc, nfd};
    use std::borrow::Cow;
    use unicode_normalization::{IsNormalized, is_nfc_quick};

    #[test]
    fn composed_text_is_not_copied() {
        assert!(matches!(nfc("Đường về quê mẹ – “1954”…"), Cow::Borrowed(_)));
        assert!(matches!(nfc("漢字 ₫ →"), Cow::Borrowed(_)));
    }

    #[test]
    fn every_spelling_of_a_letter_becomes_one() {
        for spelling in ["e\u{302}\u{301}", "ê\u{301}", "ế"] {
            assert_eq!(nfc(spelling), "ế");
        }
        assert_eq!(nfc("a\u{323}\u{302}"), "ậ");
        assert_eq!(nfc("ạ\u{302}"), "ậ");
        assert_eq!(nfd("ậ"), "a\u{323}\u{302}");
    }

    #[test]
    fn settled_characters_are_normal() {
        for c in (0..0x3000).filter_map(char::from_u32).filter(|c| is_settled(*c)) {
            assert_eq!(is_nfc_quick([c].into_iter()), IsNormalized::Yes, "{c:?}");
        }
    }

    #[test]
    fn controls_are_forbidden_but_not_those_of_plain_text() {
        for c in ['\0', '\u{8}', '\u{B}', '\u{1B}', '\u{7F}', '\u{85}', '\u{9F}', '\u{FFFF}'] {
            assert!(is_forbidden_control(c), "{c:?}");
        }
        assert!("\t\n\r ạ\u{A0}\u{AD}\u{200B}\u{FEFF}".chars().all(|c| !is_forbidden_control(c)));
    }
}

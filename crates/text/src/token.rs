//! The words of a running text and what each may be: the filter that keeps the rules of spelling
//! away from addresses, names of files, abbreviations and other languages.
//!
//! A word between spaces and plain punctuation is read in one pass; whatever holds a digit, a
//! hyphen, a slash or the like is taken apart more slowly, by `pieces`.

mod pieces;

use crate::letter::{self, Key};
use crate::syllable;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// Spelt as a syllable of Vietnamese may be.
    Syllable,
    /// Letters of Vietnamese, at least one with a mark, that are no syllable.
    Impossible,
    /// Without a Vietnamese mark, or with letters of other languages.
    Foreign,
    /// One letter: the mark of a list, a word such as "à".
    Letter,
    /// Capitals only.
    Capitals,
    /// A capital inside: TTr, CamelCase.
    Mixed,
    /// Joined by hyphens: Mát-xcơ-va.
    Joined,
    /// An address, a path, a name of a file.
    Address,
    /// With a digit: numbers, dates, symbols of documents.
    Number,
}

/// A token and its place, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The offset of its first byte.
    pub start: usize,
    /// The offset after its last byte.
    pub end: usize,
    /// What it is.
    pub class: Class,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether a letter is beyond ASCII.
    pub marked: bool,
    pub(crate) flags: u8,
    pub(crate) key: Key,
}

/// Appends the tokens of a text to `into`, in order; those joined to nothing and without a letter
/// or digit are none.
pub fn tokens(text: &str, into: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let mut word = Word::default();
        let mut end = at;
        while let Some((code, length)) = letter::first(&bytes[end..]) {
            word.letter(code, length > 1);
            end += length;
        }
        let mut next = bytes.get(end).filter(|byte| byte.is_ascii()).map(|byte| char::from(*byte));
        if end == at {
            // A word begins with a letter, if only of another language.
            let first = next.or_else(|| text[at..].chars().next()).unwrap_or(' ');
            if !first.is_alphabetic() {
                if first.is_ascii_digit() || matches!(first, '/' | '\\' | '@' | '~' | '#' | '$') {
                    at += pieces::chunk(text, at, into);
                } else {
                    at += first.len_utf8();
                }
                continue;
            }
        }
        if next.is_none() {
            for c in text[end..].chars() {
                if !word.push(c) {
                    next = Some(c);
                    break;
                }
                end += c.len_utf8();
            }
        }
        if next.is_none_or(|c| ends(c, &text[end + c.len_utf8()..])) {
            into.push(word.token(text, at, end));
            at = end;
        } else {
            at += pieces::chunk(text, at, into);
        }
    }
}

/// Whether a word ends before a character that is no letter, given what follows that.
#[inline]
fn ends(c: char, after: &str) -> bool {
    match c {
        ' ' | '\n' | '\t' | '\r' | ')' | ']' | '”' | '"' | '\u{A0}' | '…' | ',' | ';' | '!'
        | '?' | '*' => true,
        '.' | ':' | '\'' | '’' => after
            .as_bytes()
            .first()
            .is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b')' | b'"' | b'.')),
        _ => false,
    }
}

/// What is known of a word while its letters are read.
#[derive(Default)]
struct Word {
    key: Key,
    letters: usize,
    capitals: usize,
    capital: bool,
    marked: bool,
    alien: bool,
    combining: bool,
}

impl Word {
    /// Takes a letter of ours, `marked` if it is beyond ASCII.
    #[inline]
    fn letter(&mut self, code: u8, marked: bool) {
        let capital = letter::is_capital(code);
        self.key = letter::push(self.key, code);
        self.capital |= capital && self.letters == 0;
        self.capitals += usize::from(capital);
        self.marked |= marked;
        self.letters += 1;
    }

    /// Takes a letter or a mark on it; `false` for any other character.
    #[inline]
    fn push(&mut self, c: char) -> bool {
        let mut bytes = [0; 4];
        if let Some((code, length)) = letter::first(c.encode_utf8(&mut bytes).as_bytes()) {
            self.letter(code, length > 1);
            return true;
        } else if c.is_ascii() {
            return false;
        } else if c.is_alphabetic() {
            let capital = c.is_uppercase();
            self.capital |= capital && self.letters == 0;
            self.capitals += usize::from(capital);
            self.alien = true;
            self.marked = true;
        } else if ('\u{300}'..='\u{36F}').contains(&c) {
            self.combining = true;
            return true;
        } else {
            return false;
        }
        self.letters += 1;
        true
    }

    fn token(&self, text: &str, start: usize, end: usize) -> Token {
        if self.combining {
            return composed(text, start, end);
        }
        let known = self.letters <= letter::LONGEST && !self.alien;
        let key = if known { self.key } else { 0 };
        let flags = if known { syllable::flags(key) } else { None };
        let class = if self.letters == 1 {
            Class::Letter
        } else if self.capitals == self.letters {
            Class::Capitals
        } else if self.capitals > usize::from(self.capital) {
            Class::Mixed
        } else if flags.is_some() {
            Class::Syllable
        } else if self.marked && !self.alien {
            Class::Impossible
        } else {
            Class::Foreign
        };
        let flags = flags.unwrap_or(0);
        Token { start, end, class, capital: self.capital, marked: self.marked, flags, key }
    }
}

/// The token of letters with combining marks: what it is in normal form C.
fn composed(text: &str, start: usize, end: usize) -> Token {
    let mut word = Word::default();
    for c in crate::nfc(&text[start..end]).chars() {
        word.push(c);
    }
    // A mark that composes with nothing belongs to another language.
    word.alien |= word.combining;
    word.combining = false;
    word.token(text, start, end)
}

/// The token of a stretch of letters and marks.
fn word(text: &str, start: usize, end: usize) -> Token {
    let mut word = Word::default();
    for c in text[start..end].chars() {
        word.push(c);
    }
    word.token(text, start, end)
}

#[cfg(test)]
mod tests {
    use super::{Class, tokens};

    fn classes(text: &str) -> Vec<(&str, Class)> {
        let mut found = Vec::new();
        tokens(text, &mut found);
        found.iter().map(|token| (&text[token.start..token.end], token.class)).collect()
    }

    #[test]
    fn words_are_what_they_look_like() {
        use Class::{Capitals, Foreign, Impossible, Letter, Mixed, Syllable};
        assert_eq!(
            classes("Trung ưong (Đảng), HĐND TTr email à “hòa” Straße."),
            [
                ("Trung", Syllable),
                ("ưong", Impossible),
                ("Đảng", Syllable),
                ("HĐND", Capitals),
                ("TTr", Mixed),
                ("email", Foreign),
                ("à", Letter),
                ("hòa", Syllable),
                ("Straße", Foreign)
            ]
        );
    }

    #[test]
    fn what_is_no_word_is_left_whole() {
        use Class::{Address, Foreign, Joined, Number};
        assert_eq!(
            classes(
                "https://vi.wikipedia.org/wiki/Hà_Nội thư@vídụ.vn /etc/hosts tệp.txt a.md \
                 Mát-xcơ-va l'été 12/QĐ-UBND, 06/11/2013; 15h30 C:\\tạm ten_biến"
            ),
            [
                ("https://vi.wikipedia.org/wiki/Hà_Nội", Address),
                ("thư@vídụ.vn", Address),
                ("/etc/hosts", Address),
                ("tệp.txt", Address),
                ("a.md", Address),
                ("Mát-xcơ-va", Joined),
                ("l'été", Foreign),
                ("12/QĐ-UBND", Number),
                ("06/11/2013", Number),
                ("15h30", Number),
                ("C:\\tạm", Address),
                ("ten_biến", Address)
            ]
        );
    }

    #[test]
    fn words_beside_each_other_are_parted() {
        use Class::{Letter, Syllable};
        assert_eq!(
            classes("và/hoặc xong.Tiếp đ/c (một)và—hai"),
            [
                ("và", Syllable),
                ("hoặc", Syllable),
                ("xong", Syllable),
                ("Tiếp", Syllable),
                ("đ", Letter),
                ("c", Letter),
                ("một", Syllable),
                ("và", Syllable),
                ("hai", Syllable)
            ]
        );
    }

    #[test]
    fn decomposed_words_are_read_as_composed() {
        use Class::{Foreign, Syllable};
        assert_eq!(
            classes("tie\u{302}\u{301}ng vie\u{323}\u{302}t x\u{308}y"),
            [
                ("tie\u{302}\u{301}ng", Syllable),
                ("vie\u{323}\u{302}t", Syllable),
                ("x\u{308}y", Foreign)
            ]
        );
    }

    #[test]
    fn odd_text_ends() {
        for text in
            ["", " ", "\u{301}", "-", "/", "a-", "-a", "'", "1", "…", "漢字", "a\u{301}", "@@", "#"]
        {
            classes(text);
        }
    }
}

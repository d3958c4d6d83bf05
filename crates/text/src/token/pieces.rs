//! The slow way through a chunk between spaces that is more than a word and its punctuation:
//! addresses, symbols, words joined by hyphens or slashes. Asked by [`super`].

use super::{Class, Token, word};

/// Appends the tokens of the chunk that begins at `start`; returns its length in bytes.
pub(super) fn chunk(text: &str, start: usize, into: &mut Vec<Token>) -> usize {
    let rest = &text[start..];
    let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let chunk = &rest[..length];
    if is_address(chunk) {
        let shown = chunk.trim_end_matches([',', '.', ';', ':', '!', '?', ')', '"', '”', '…', '*']);
        let shown = if shown.is_empty() { chunk } else { shown };
        into.push(plain(text, start, start + shown.len(), Class::Address));
        return length;
    }
    let mut from = None;
    for (at, c) in chunk.char_indices() {
        match (joins(c), from) {
            (true, None) => from = Some(at),
            (false, Some(begin)) => {
                piece(text, start + begin, start + at, into);
                from = None;
            }
            _ => {}
        }
    }
    if let Some(begin) = from {
        piece(text, start + begin, start + length, into);
    }
    length
}

/// Whether a character may stand inside a token.
fn joins(c: char) -> bool {
    c.is_alphanumeric()
        || ('\u{300}'..='\u{36F}').contains(&c)
        || matches!(
            c,
            '-' | '\u{2010}' | '\u{2011}' | '–' | '\'' | '’' | '.' | '/' | ':' | '&' | '%' | ','
        )
}

/// Whether a chunk is an address, a path, a name of a file or an identifier as a whole.
fn is_address(chunk: &str) -> bool {
    let odd = |c| {
        matches!(
            c,
            '\\' | '_' | '=' | '@' | '#' | '$' | '^' | '~' | '<' | '>' | '`' | '|' | '{' | '}'
        )
    };
    chunk.contains("://")
        || chunk.contains("](")
        || chunk.starts_with("www.")
        || chunk.starts_with(['/', '.'])
            && chunk[1..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/')
        || chunk.contains(odd)
        || chunk.is_ascii()
            && chunk.matches('/').count() > 1
            && chunk.contains(|c: char| c.is_ascii_lowercase())
        || is_file(chunk)
}

/// Whether a chunk ends in a full stop and two to five small ASCII letters, as names of files and
/// hosts do; "xong.tiếp" does not.
fn is_file(chunk: &str) -> bool {
    let chunk = chunk.trim_end_matches([',', '.', ';', ':', '!', '?', ')', '"', '”']);
    let Some((name, end)) = chunk.rsplit_once('.') else { return false };
    name.ends_with(char::is_alphanumeric)
        && (2..=5).contains(&end.len())
        && end.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        && (name.is_ascii() || !crate::syllable::is_valid(end))
}

/// Appends the tokens of characters that join.
fn piece(text: &str, start: usize, end: usize, into: &mut Vec<Token>) {
    let outside =
        |c: char| !c.is_alphanumeric() && c != '%' && !('\u{300}'..='\u{36F}').contains(&c);
    let whole = &text[start..end];
    let shown = whole.trim_start_matches(outside);
    let start = end - shown.len();
    let end = start + shown.trim_end_matches(outside).len();
    let shown = &text[start..end];
    if shown.is_empty() {
        return;
    }
    let parts = |separators: &[char], into: &mut Vec<Token>| {
        let mut from = start;
        for part in shown.split(separators) {
            if !part.is_empty() {
                simple(text, from, from + part.len(), into);
            }
            // Each separator of the lists below is one byte.
            from += part.len() + 1;
        }
    };
    if shown.contains(|c: char| c.is_ascii_digit()) {
        // A comma joins the digits of a number only.
        if shown.contains(',') && shown.contains(char::is_alphabetic) {
            parts(&[','], into);
        } else {
            into.push(plain(text, start, end, Class::Number));
        }
    } else if shown.contains(['.', ':']) && shown.is_ascii() {
        into.push(plain(text, start, end, Class::Address));
    } else {
        parts(&['.', ':', '/', ',', '&', '%'], into);
    }
}

/// Appends the token of letters, hyphens and apostrophes, or of a number among words.
fn simple(text: &str, start: usize, end: usize, into: &mut Vec<Token>) {
    let shown = &text[start..end];
    let class = if shown.contains(|c: char| c.is_numeric()) {
        Class::Number
    } else if shown.contains(['-', '\u{2010}', '\u{2011}', '–']) {
        let joined = shown.trim_matches(|c: char| !c.is_alphabetic());
        if joined.contains(['-', '\u{2010}', '\u{2011}', '–']) {
            Class::Joined
        } else {
            let start = start
                + (shown.len() - shown.trim_start_matches(|c: char| !c.is_alphabetic()).len());
            if !joined.is_empty() {
                into.push(word(text, start, start + joined.len()));
            }
            return;
        }
    } else if shown.contains(['\'', '’']) {
        Class::Foreign
    } else {
        into.push(word(text, start, end));
        return;
    };
    into.push(plain(text, start, end, class));
}

fn plain(text: &str, start: usize, end: usize, class: Class) -> Token {
    let shown = &text[start..end];
    let capital = shown.starts_with(char::is_uppercase);
    Token { start, end, class, capital, marked: !shown.is_ascii(), flags: 0, key: 0 }
}

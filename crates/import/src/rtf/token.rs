//! The syntax of RTF (Rich Text Format 1.9, "RTF Syntax"): groups, control words, bytes of text.

/// A piece of RTF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A group begins.
    Open,
    /// A group ends.
    Close,
    /// A control word and its number.
    Word(&'a str, Option<i32>),
    /// A control symbol.
    Symbol(u8),
    /// A byte of text in two digits.
    Hex(u8),
    /// Bytes of text as they stand.
    Text(&'a [u8]),
    /// Bytes that are no text.
    Binary(&'a [u8]),
}

/// The tokens of a document, with the place of each in bytes.
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// The tokens of bytes.
pub(super) fn tokens(bytes: &[u8]) -> Tokens<'_> {
    Tokens { bytes, at: 0 }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = (usize, Token<'a>);

    fn next(&mut self) -> Option<(usize, Token<'a>)> {
        // Line ends part nothing but long lines.
        while matches!(self.bytes.get(self.at), Some(b'\r' | b'\n' | 0)) {
            self.at += 1;
        }
        let start = self.at;
        let token = match self.bytes.get(start)? {
            b'{' => {
                self.at += 1;
                Token::Open
            }
            b'}' => {
                self.at += 1;
                Token::Close
            }
            b'\\' => self.control(),
            _ => {
                let rest = &self.bytes[start..];
                let ends = |byte: &u8| matches!(byte, b'\\' | b'{' | b'}' | b'\r' | b'\n' | 0);
                let length = rest.iter().position(ends).unwrap_or(rest.len());
                self.at += length;
                Token::Text(&rest[..length])
            }
        };
        Some((start, token))
    }
}

impl<'a> Tokens<'a> {
    fn control(&mut self) -> Token<'a> {
        self.at += 1;
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let letters = rest.iter().take(32).take_while(|byte| byte.is_ascii_alphabetic()).count();
        if letters == 0 {
            let Some(symbol) = rest.first().copied() else { return Token::Symbol(b' ') };
            self.at += 1;
            if symbol == b'\'' {
                let digits = rest.get(1..3).and_then(|pair| std::str::from_utf8(pair).ok());
                if let Some(byte) = digits.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
                    self.at += 2;
                    return Token::Hex(byte);
                }
            }
            return Token::Symbol(symbol);
        }
        let (word, rest) = rest.split_at(letters);
        let minus = usize::from(rest.first() == Some(&b'-'));
        let digits = rest[minus..].iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        let length = if digits == 0 { 0 } else { minus + digits };
        let number = std::str::from_utf8(&rest[..length]).ok().and_then(|text| text.parse().ok());
        self.at += letters + length;
        // A space after a control word belongs to it.
        self.at += usize::from(self.bytes.get(self.at) == Some(&b' '));
        let word = std::str::from_utf8(word).unwrap_or_default();
        if word == "bin" {
            let from = self.at;
            let length = number.and_then(|number: i32| usize::try_from(number).ok()).unwrap_or(0);
            let to = from.saturating_add(length).min(self.bytes.len());
            self.at = to;
            return Token::Binary(&self.bytes[from..to]);
        }
        Token::Word(word, number)
    }
}

#[cfg(test)]
mod tests {
    use super::{Token, tokens};

    #[test]
    fn words_symbols_bytes_and_text_are_told_apart() {
        let read: Vec<_> =
            tokens(b"{\\rtf1\\b0 a\\'e1\\~\r\n\\u-3 ?\\bin2 }}}").map(|(_, token)| token).collect();
        assert_eq!(
            read,
            [
                Token::Open,
                Token::Word("rtf", Some(1)),
                Token::Word("b", Some(0)),
                Token::Text(b"a"),
                Token::Hex(0xE1),
                Token::Symbol(b'~'),
                Token::Word("u", Some(-3)),
                Token::Text(b"?"),
                Token::Binary(b"}}"),
                Token::Close,
            ]
        );
    }

    #[test]
    fn an_end_anywhere_is_an_end() {
        for text in ["\\", "\\'", "\\'4", "\\bin99 a", "\\u-", "{"] {
            let _ = tokens(text.as_bytes()).count();
        }
    }
}

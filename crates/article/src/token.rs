//! What a stretch of code is in its language. The parser says it, the theme says how it looks; it is
//! never a colour.

use serde::{Deserialize, Serialize};

/// What a stretch of a block of code is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum Token {
    /// Nothing in particular; also everything outside blocks of code.
    #[default]
    Plain,
    /// A word of the language itself.
    Keyword,
    /// Literal text.
    String,
    /// A number.
    Number,
    /// What the machine does not read.
    Comment,
    /// The name of a function or a macro.
    Function,
    /// The name of a type, a module, a section.
    Type,
    /// A named or escaped constant.
    Constant,
    /// A sign that computes, compares or assigns.
    Operator,
    /// An annotation, a key, the attribute of an element.
    Attribute,
    /// A line that a difference adds.
    Inserted,
    /// A line that a difference takes away.
    Deleted,
    /// A heading, in markup and in differences.
    Heading,
}

impl Token {
    /// Every token but [`Token::Plain`].
    pub const ALL: [Token; 12] = [
        Token::Keyword,
        Token::String,
        Token::Number,
        Token::Comment,
        Token::Function,
        Token::Type,
        Token::Constant,
        Token::Operator,
        Token::Attribute,
        Token::Inserted,
        Token::Deleted,
        Token::Heading,
    ];

    /// The name by which the theme knows it; plain text has none.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        Some(match self {
            Token::Plain => return None,
            Token::Keyword => "keyword",
            Token::String => "string",
            Token::Number => "number",
            Token::Comment => "comment",
            Token::Function => "function",
            Token::Type => "type",
            Token::Constant => "constant",
            Token::Operator => "operator",
            Token::Attribute => "attribute",
            Token::Inserted => "inserted",
            Token::Deleted => "deleted",
            Token::Heading => "heading",
        })
    }

    /// Whether it is [`Token::Plain`].
    #[must_use]
    pub fn is_plain(&self) -> bool {
        *self == Token::Plain
    }
}

#[cfg(test)]
mod tests {
    use super::Token;

    #[test]
    fn a_token_takes_one_byte_and_all_but_plain_are_named() {
        assert_eq!(size_of::<Token>(), 1);
        assert!(Token::ALL.iter().all(|token| token.name().is_some()));
        assert_eq!(Token::Plain.name(), None);
    }
}

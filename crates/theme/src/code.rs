//! How code looks: one look for each kind of word that a language has.
//!
//! Dark colours on the pale background of code, told apart by weight and slant where it matters
//! most, so that a print in black and white still says it. Faces of one width keep theirs when bold
//! or italic: no line of code breaks elsewhere for its looks.

use serde::{Deserialize, Serialize};

use crate::color::Color;
use crate::style::TextStyle;
use crate::theme::Theme;

/// What a stretch of code is; each has one character style in both papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CodePart {
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
    /// The sign before the rest of a line that was too long.
    Continuation,
}

/// How a stretch of code differs from the code around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeStyle {
    /// Its colour.
    pub color: Color,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it is italic.
    pub italic: bool,
}

impl CodePart {
    /// Every part, in the order in which styles are written.
    pub const ALL: [CodePart; 13] = [
        CodePart::Keyword,
        CodePart::String,
        CodePart::Number,
        CodePart::Comment,
        CodePart::Function,
        CodePart::Type,
        CodePart::Constant,
        CodePart::Operator,
        CodePart::Attribute,
        CodePart::Inserted,
        CodePart::Deleted,
        CodePart::Heading,
        CodePart::Continuation,
    ];

    /// The name by which articles and theme files call the part.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            CodePart::Keyword => "keyword",
            CodePart::String => "string",
            CodePart::Number => "number",
            CodePart::Comment => "comment",
            CodePart::Function => "function",
            CodePart::Type => "type",
            CodePart::Constant => "constant",
            CodePart::Operator => "operator",
            CodePart::Attribute => "attribute",
            CodePart::Inserted => "inserted",
            CodePart::Deleted => "deleted",
            CodePart::Heading => "heading",
            CodePart::Continuation => "continuation",
        }
    }

    /// The part of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<CodePart> {
        CodePart::ALL.into_iter().find(|part| part.name() == name)
    }
}

impl Theme {
    /// The look of a part of code whose block's text looks like `text`.
    #[must_use]
    pub fn code(&self, mut text: TextStyle, part: CodePart) -> TextStyle {
        if let Some(style) = self.code.get(part as usize) {
            text.color = style.color;
            text.font.bold = style.bold;
            text.font.italic = style.italic;
        }
        text
    }
}

/// The looks of the built-in themes, in the order of [`CodePart::ALL`].
pub(crate) fn office() -> Vec<CodeStyle> {
    let plain = |r, g, b| CodeStyle { color: Color::rgb(r, g, b), bold: false, italic: false };
    let bold = |r, g, b| CodeStyle { bold: true, ..plain(r, g, b) };
    let italic = |r, g, b| CodeStyle { italic: true, ..plain(r, g, b) };
    let style = |part| match part {
        CodePart::Keyword => bold(0x1F, 0x3A, 0x7A),
        CodePart::String => plain(0x1E, 0x5E, 0x2F),
        CodePart::Number => plain(0x8A, 0x3B, 0x00),
        CodePart::Comment => italic(0x5C, 0x5C, 0x5C),
        CodePart::Function => plain(0x5A, 0x2A, 0x82),
        CodePart::Type => plain(0x0B, 0x56, 0x66),
        CodePart::Constant => plain(0x8A, 0x3B, 0x00),
        CodePart::Operator => plain(0x00, 0x00, 0x00),
        CodePart::Attribute => plain(0x7A, 0x1F, 0x4E),
        CodePart::Inserted => plain(0x1E, 0x5E, 0x2F),
        CodePart::Deleted => italic(0x9B, 0x1C, 0x1C),
        CodePart::Heading => bold(0x1F, 0x3A, 0x7A),
        CodePart::Continuation => plain(0x60, 0x60, 0x60),
    };
    CodePart::ALL.into_iter().map(style).collect()
}

#[cfg(test)]
mod tests {
    use super::CodePart;
    use crate::color::Color;
    use crate::role::Role;
    use crate::theme::Theme;

    /// The relative luminance of WCAG 2.1, gamma taken as 2, which makes dark colours lighter and so
    /// contrasts smaller than they are.
    fn luminance(color: Color) -> f64 {
        let linear = |channel: u8| (f64::from(channel) / 255.0) * (f64::from(channel) / 255.0);
        0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)
    }

    #[test]
    fn every_part_can_be_read_on_the_background_of_code() {
        let theme = Theme::named("office").expect("the theme is built in");
        let style = *theme.style(Role::Code);
        let ground = luminance(style.fill.unwrap_or(Color::rgb(255, 255, 255)));
        for part in CodePart::ALL {
            let ink = luminance(theme.code(style.text, part).color);
            let contrast = (ground + 0.05) / (ink + 0.05);
            assert!(contrast >= 4.5, "{part:?}: {contrast}");
        }
    }

    #[test]
    fn every_part_is_found_by_its_name_and_stands_at_its_place() {
        for (place, part) in CodePart::ALL.into_iter().enumerate() {
            assert_eq!(CodePart::named(part.name()), Some(part));
            assert_eq!(part as usize, place);
        }
    }
}

//! Roles of spans, `[text]{.accent}`: what a theme changes in the text of each. Both papers ask here,
//! and the DOCX writes each as a character style.

use serde::{Deserialize, Serialize};

use crate::color::Color;
use crate::length::{Em, Pt};
use crate::style::{Family, TextStyle};

/// What a theme changes in the text of a span with a role.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SpanLook {
    /// The family, where it is not that of the text around it.
    pub family: Option<Family>,
    /// The size beside that of the text around it.
    pub size: Em,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it is italic, upright in italic text.
    pub italic: bool,
    /// Whether small letters are set as small capitals.
    pub small_caps: bool,
    /// Whether a line runs under it.
    pub underline: bool,
    /// Whether a line runs through it.
    pub strike: bool,
    /// Its colour, where it is not that of the text around it.
    pub color: Option<Color>,
    /// The colour behind it.
    pub fill: Option<Color>,
}

/// How many roles a file may name.
pub(crate) const MOST: usize = 500;
/// The longest name of a role, in characters.
pub(crate) const LONGEST_NAME: usize = 40;

impl Default for SpanLook {
    fn default() -> SpanLook {
        SpanLook {
            family: None,
            size: Em(1.0),
            bold: false,
            italic: false,
            small_caps: false,
            underline: false,
            strike: false,
            color: None,
            fill: None,
        }
    }
}

impl SpanLook {
    /// A look with what the span changes, small capitals aside.
    #[must_use]
    pub fn on(&self, mut text: TextStyle) -> TextStyle {
        text.font.family = self.family.unwrap_or(text.font.family);
        if self.size != Em(1.0) {
            text.size = half_point(self.size.at(text.size));
        }
        text.font.bold |= self.bold;
        text.font.italic ^= self.italic;
        text.underline |= self.underline;
        text.strike |= self.strike;
        text.color = self.color.unwrap_or(text.color);
        text.highlight = self.fill.or(text.highlight);
        text
    }
}

/// The nearest size that WordprocessingML can say, in half points (ECMA-376 §17.3.2.38).
pub(crate) fn half_point(size: Pt) -> Pt {
    Pt(size.half_points() as f32 / 2.0)
}

/// The classes that articles have for marks, which no role can change.
const MARKS: [&str; 17] = [
    "underline",
    "ul",
    "smallcaps",
    "small-caps",
    "mark",
    "highlight",
    "hl",
    "strike",
    "strikethrough",
    "strong",
    "bold",
    "emphasis",
    "italic",
    "sup",
    "superscript",
    "sub",
    "subscript",
];

/// Whether articles can call a role by this name: a class, as attributes have them, and no mark. Commas
/// and semicolons part the names of a style of a word processor (ECMA-376 §17.7.4.1).
pub(crate) fn is_name(name: &str) -> bool {
    let other = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '{' | '}' | '"' | '\'' | '=' | '.' | ',' | ';')
    };
    !name.is_empty()
        && !name.contains(other)
        && name.chars().count() <= LONGEST_NAME
        && !MARKS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::{SpanLook, is_name};
    use crate::length::{Em, Pt};
    use crate::role::Role;
    use crate::style::Family;
    use crate::theme::Theme;

    #[test]
    fn a_span_changes_what_its_role_says_and_sizes_are_those_of_word() {
        let theme = Theme::named("office").expect("built in");
        let text = theme.style(Role::Body).text;
        assert_eq!(SpanLook::default().on(text), text);
        let look = SpanLook {
            family: Some(Family::Sans),
            size: Em(0.86),
            italic: true,
            ..SpanLook::default()
        };
        let changed = look.on(text);
        assert_eq!((changed.size, changed.font.family), (Pt(12.0), Family::Sans));
        assert!(changed.font.italic && !look.on(changed).font.italic);
    }

    #[test]
    fn names_are_classes() {
        assert!(is_name("canh-bao") && is_name("cảnh_báo2"));
        for wrong in ["", "a b", "a.b", "a}", "a=b", "underline", &"x".repeat(41)] {
            assert!(!is_name(wrong), "{wrong}");
        }
    }
}

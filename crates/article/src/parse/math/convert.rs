//! The LaTeX parser's small values as those of the tree: styles, alphabets, lengths, words.

use pulldown_latex::event::{ColumnAlignment, Dimension, DimensionUnit, Font, Style};

use crate::math::{Alphabet, MathStyle};
use crate::model::Alignment;

/// The marks that stand over or under something.
pub(super) fn is_accent(mark: char) -> bool {
    "´‾_˘ˇ˙¨`^~→˚←⇒↔↼⇀⏜⏝⏞⏟⏠⏡".contains(mark)
}

/// Room in thousandths of an em, within what a line can hold.
pub(super) fn thousandths(dimension: Dimension) -> i32 {
    // Points and the like are measured against a font of 10 pt, as TeX's own are.
    let em = match dimension.unit {
        DimensionUnit::Em => 1000.0,
        DimensionUnit::Mu => 1000.0 / 18.0,
        DimensionUnit::Ex => 450.0,
        DimensionUnit::Pt | DimensionUnit::Bp => 100.0,
        DimensionUnit::Mm => 285.0,
        DimensionUnit::Cm => 2850.0,
        DimensionUnit::In => 7227.0,
        DimensionUnit::Pc => 1200.0,
        DimensionUnit::Dd => 107.0,
        DimensionUnit::Cc => 1284.0,
        DimensionUnit::Sp => 0.0,
    };
    (dimension.value * em).round().clamp(-20_000.0, 20_000.0) as i32
}

/// Words as the author meant them: escapes undone, spaces that do not break.
pub(super) fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let text = text.replace("&nbsp;", "\u{a0}");
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some(',' | ';' | ':' | ' ') => words.push('\u{a0}'),
                Some('!') | None => {}
                Some(other) => words.push(other),
            },
            '{' | '}' | '$' => {}
            c if c.is_whitespace() => words.push('\u{a0}'),
            c => words.push(c),
        }
    }
    words
}

pub(super) fn alignment(alignment: ColumnAlignment) -> Alignment {
    match alignment {
        ColumnAlignment::Left => Alignment::Left,
        ColumnAlignment::Center => Alignment::Center,
        ColumnAlignment::Right => Alignment::Right,
    }
}

pub(super) fn style(style: Style) -> MathStyle {
    match style {
        Style::Display => MathStyle::Display,
        Style::Text => MathStyle::Text,
        Style::Script => MathStyle::Script,
        Style::ScriptScript => MathStyle::ScriptScript,
    }
}

pub(super) fn alphabet(font: Option<Font>) -> Alphabet {
    match font {
        None => Alphabet::Auto,
        Some(Font::BoldScript) => Alphabet::BoldScript,
        Some(Font::BoldItalic) => Alphabet::BoldItalic,
        Some(Font::Bold) => Alphabet::Bold,
        Some(Font::Fraktur) => Alphabet::Fraktur,
        Some(Font::Script) => Alphabet::Script,
        Some(Font::Monospace) => Alphabet::Mono,
        Some(Font::SansSerif | Font::SansSerifItalic) => Alphabet::Sans,
        Some(Font::DoubleStruck) => Alphabet::DoubleStruck,
        Some(Font::Italic) => Alphabet::Italic,
        Some(Font::BoldFraktur) => Alphabet::BoldFraktur,
        Some(Font::SansSerifBoldItalic | Font::BoldSansSerif) => Alphabet::BoldSans,
        Some(Font::UpRight) => Alphabet::Upright,
    }
}

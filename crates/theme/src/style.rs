//! Styles: how a run and a paragraph look.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::color::Color;
use crate::length::{Pt, Twip};

/// A type family: one of the bundled ones, or one beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Family {
    /// Tinos, with the metrics of Times New Roman.
    Serif,
    /// Arimo, with the metrics of Arial.
    Sans,
    /// Cousine, with the metrics of Courier New.
    Mono,
    /// Noto Emoji: pictographs of one colour, for what the text families lack.
    Emoji,
    /// Vanban Symbols: signs and formulas, for what all the others lack.
    Symbols,
    /// TeX Gyre Termes Math: formulas, in the PDF only.
    Math,
    /// A family of the font library by its number: Tinos, Arimo and Cousine under their own names
    /// where others stand in their places, then those that the user gave.
    #[serde(skip)]
    Other(u16),
}

impl Family {
    /// The bundled family's own name; nothing for a family that only the font library can name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Family::Serif => "Tinos",
            Family::Sans => "Arimo",
            Family::Mono => "Cousine",
            Family::Emoji => "Noto Emoji",
            Family::Symbols => "Vanban Symbols",
            Family::Math => "TeX Gyre Termes Math",
            Family::Other(0) => Family::Serif.name(),
            Family::Other(1) => Family::Sans.name(),
            Family::Other(2) => Family::Mono.name(),
            Family::Other(_) => "",
        }
    }

    /// The names of families with the metrics of the bundled one, its own first: under each of them
    /// lines break alike.
    #[must_use]
    pub fn twins(self) -> &'static [&'static str] {
        match self {
            Family::Serif => &["Tinos", "Times New Roman", "Liberation Serif", "Times"],
            Family::Sans => &["Arimo", "Arial", "Liberation Sans", "Helvetica"],
            Family::Mono => &["Cousine", "Courier New", "Liberation Mono", "Courier"],
            _ => &[],
        }
    }

    /// Whether the family only lends characters that the text families lack, in one cut.
    #[must_use]
    pub fn is_fallback(self) -> bool {
        matches!(self, Family::Emoji | Family::Symbols | Family::Math)
    }
}

/// The name by which office documents call each family. Under a name that is not the bundled
/// family's own, no font is embedded for it: the reader's font of that name is used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FontNames {
    /// The serif family.
    pub serif: String,
    /// The sans-serif family.
    pub sans: String,
    /// The family of code.
    pub mono: String,
    /// The names of the families of the font library, by [`Family::Other`]'s number: no theme sets
    /// them.
    #[serde(skip)]
    pub others: Arc<[String]>,
}

impl Default for FontNames {
    fn default() -> FontNames {
        let name = |family: Family| family.name().to_owned();
        FontNames {
            serif: name(Family::Serif),
            sans: name(Family::Sans),
            mono: name(Family::Mono),
            others: Arc::default(),
        }
    }
}

impl FontNames {
    /// The name of a family.
    #[must_use]
    pub fn of(&self, family: Family) -> &str {
        match family {
            Family::Serif => &self.serif,
            Family::Sans => &self.sans,
            Family::Mono => &self.mono,
            Family::Emoji | Family::Symbols | Family::Math => family.name(),
            Family::Other(number) => {
                self.others.get(usize::from(number)).map_or(family.name(), String::as_str)
            }
        }
    }
}

/// A face of a family: which of its four cuts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FontSpec {
    /// The family.
    pub family: Family,
    /// The bold cut.
    pub bold: bool,
    /// The italic cut.
    pub italic: bool,
}

/// How a run of text looks.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct TextStyle {
    /// The face.
    pub font: FontSpec,
    /// The font size.
    pub size: Pt,
    /// The colour.
    pub color: Color,
    /// Whether a line runs under the text.
    pub underline: bool,
    /// Whether a line runs through the text.
    pub strike: bool,
    /// The colour behind the text.
    pub highlight: Option<Color>,
}

/// Where the lines of a paragraph stand in their measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Align {
    /// Flush left.
    Left,
    /// Centred.
    Center,
    /// Flush right.
    Right,
    /// Flush on both sides, by stretching spaces; the last line flush left.
    Justify,
}

/// The distance from one baseline to the next.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LineHeight {
    /// This distance whatever a line holds, the baseline at four fifths of it.
    Exact(Pt),
    /// As high as what the line holds: for the paragraph of a picture.
    Natural,
}

/// A straight line: its thickness and colour.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// The thickness.
    pub width: Pt,
    /// The colour.
    pub color: Color,
}

/// How a paragraph looks; every length is measured inside the frame that holds it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParagraphStyle {
    /// The look of its text.
    pub text: TextStyle,
    /// Where its lines stand.
    pub align: Align,
    /// Indent of every line from the left.
    pub left: Twip,
    /// Indent of every line from the right.
    pub right: Twip,
    /// Further indent of the first line; negative hangs it out.
    pub first_line: Twip,
    /// Room above; the larger of it and the room below the paragraph before counts.
    pub before: Twip,
    /// Room below.
    pub after: Twip,
    /// Baseline to baseline.
    pub line_height: LineHeight,
    /// Whether it stays on the page of the paragraph after it.
    pub keep_next: bool,
    /// Whether its lines stay on one page.
    pub keep_together: bool,
    /// Background behind its lines, from indent to indent.
    pub fill: Option<Color>,
    /// A line under it, from indent to indent.
    pub rule_below: Option<Rule>,
}

impl ParagraphStyle {
    /// The pitch of its lines in twips, where it is exact.
    #[must_use]
    pub fn pitch(&self) -> Option<Twip> {
        match self.line_height {
            LineHeight::Exact(height) => Some(height.twips()),
            LineHeight::Natural => None,
        }
    }
}

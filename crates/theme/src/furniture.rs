//! Furniture: running heads and feet, their three parts, and the variables that stand in them.
//!
//! A part is a template: text with variables in doubled braces, such as `Trang {{page}}/{{pages}}`.
//! What a variable says is the article's and the layout's business; here is only what it is called.

use serde::{Deserialize, Serialize};

/// What stands in one running head or foot: on the left, in the middle, on the right.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// The template at the left margin.
    pub left: String,
    /// The template in the middle of the measure.
    pub center: String,
    /// The template at the right margin.
    pub right: String,
}

/// The running heads, or the running feet, of an article's pages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Furniture {
    /// Where no other is said.
    pub general: Band,
    /// On the first page.
    pub first: Option<Band>,
    /// On pages of odd number.
    pub odd: Option<Band>,
    /// On pages of even number.
    pub even: Option<Band>,
}

/// Which of the running heads a page has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Variant {
    /// That of the first page.
    First,
    /// That of pages of odd number; of all others where even pages have none of their own.
    Odd,
    /// That of pages of even number.
    Even,
}

/// A value that furniture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Variable {
    /// The number of the page.
    Page,
    /// How many pages there are.
    Pages,
    /// The title.
    Title,
    /// The line under the title.
    Subtitle,
    /// The authors.
    Author,
    /// The day, in figures.
    Date,
    /// The day, in words.
    DateLong,
    /// The place beside the date.
    Place,
    /// Where the text comes from.
    Source,
    /// The section of the paper or the kind of document.
    Category,
    /// The heading of level 1 that the page begins or continues.
    Section,
}

/// A stretch of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplatePiece<'t> {
    /// Text as it stands.
    Text(&'t str),
    /// A variable.
    Variable(Variable),
}

impl Variable {
    /// Every variable.
    pub const ALL: [Variable; 11] = [
        Variable::Page,
        Variable::Pages,
        Variable::Title,
        Variable::Subtitle,
        Variable::Author,
        Variable::Date,
        Variable::DateLong,
        Variable::Place,
        Variable::Source,
        Variable::Category,
        Variable::Section,
    ];

    /// The name between the braces.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Variable::Page => "page",
            Variable::Pages => "pages",
            Variable::Title => "title",
            Variable::Subtitle => "subtitle",
            Variable::Author => "author",
            Variable::Date => "date",
            Variable::DateLong => "date-long",
            Variable::Place => "place",
            Variable::Source => "source",
            Variable::Category => "category",
            Variable::Section => "section",
        }
    }

    /// The variable of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Variable> {
        Variable::ALL.into_iter().find(|variable| variable.name() == name)
    }
}

impl Band {
    /// A band that holds this template in its middle alone.
    #[must_use]
    pub fn centered(template: impl Into<String>) -> Band {
        Band { center: template.into(), ..Band::default() }
    }

    /// The templates from left to right.
    #[must_use]
    pub fn parts(&self) -> [&str; 3] {
        [&self.left, &self.center, &self.right]
    }

    /// Whether nothing stands in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts().iter().all(|part| part.is_empty())
    }
}

impl Furniture {
    /// What stands on pages of this variant.
    #[must_use]
    pub fn band(&self, variant: Variant) -> &Band {
        let own = match variant {
            Variant::First => self.first.as_ref().or(self.odd.as_ref()),
            Variant::Odd => self.odd.as_ref(),
            Variant::Even => self.even.as_ref(),
        };
        own.unwrap_or(&self.general)
    }

    /// Whether nothing stands in any of its bands.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        [Variant::First, Variant::Odd, Variant::Even].iter().all(|each| self.band(*each).is_empty())
    }

    /// Whether odd and even pages differ.
    #[must_use]
    pub fn alternates(&self) -> bool {
        self.odd.is_some() || self.even.is_some()
    }
}

/// The most bytes between braces that are taken for a name and spaces around it.
const LONGEST_NAME: usize = 40;

/// The pieces of a template; braces around what is no variable are text.
#[must_use]
pub fn template(text: &str) -> Vec<TemplatePiece<'_>> {
    let mut pieces = Vec::new();
    let (mut start, mut from, mut close) = (0, 0, 0);
    while let Some(open) = text[from..].find("{{").map(|at| from + at) {
        // Sought anew only where it lies behind: a text of nothing but braces takes no time.
        if close < open + 2 {
            match text[open + 2..].find("}}") {
                Some(at) => close = open + 2 + at,
                None => break,
            }
        }
        let name = &text[open + 2..close];
        match Some(name)
            .filter(|name| name.len() <= LONGEST_NAME)
            .map(str::trim)
            .and_then(Variable::named)
        {
            Some(variable) => {
                if start < open {
                    pieces.push(TemplatePiece::Text(&text[start..open]));
                }
                pieces.push(TemplatePiece::Variable(variable));
                start = close + 2;
                from = start;
            }
            None => from = open + 2,
        }
    }
    if start < text.len() {
        pieces.push(TemplatePiece::Text(&text[start..]));
    }
    pieces
}

/// The first name between doubled braces that is no variable's.
#[must_use]
pub fn unknown_variable(text: &str) -> Option<&str> {
    let mut rest = text;
    while let Some(open) = rest.find("{{") {
        let inside = &rest[open + 2..];
        let close = inside.find("}}")?;
        let name = inside[..close].trim();
        if Variable::named(name).is_none() {
            return Some(name);
        }
        rest = &inside[close + 2..];
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Band, Furniture, TemplatePiece, Variable, Variant, template, unknown_variable};

    #[test]
    fn a_template_is_text_and_variables() {
        assert_eq!(
            template("Trang {{page}}/{{ pages }}"),
            [
                TemplatePiece::Text("Trang "),
                TemplatePiece::Variable(Variable::Page),
                TemplatePiece::Text("/"),
                TemplatePiece::Variable(Variable::Pages),
            ]
        );
        assert!(template("").is_empty());
    }

    #[test]
    fn braces_around_anything_else_are_text() {
        for text in ["{{tên}} {", "{{", "}}{{page", "{page}"] {
            assert_eq!(template(text), [TemplatePiece::Text(text)], "{text}");
        }
        assert_eq!(
            template("{{x {{page}}"),
            [TemplatePiece::Text("{{x "), TemplatePiece::Variable(Variable::Page)]
        );
        assert_eq!(unknown_variable("{{page}} {{trang}}"), Some("trang"));
        assert_eq!(unknown_variable("{{page}} {{"), None);
    }

    #[test]
    fn hostile_templates_take_no_time() {
        let text = "{{".repeat(300_000) + &" ".repeat(300_000) + "}}";
        assert_eq!(template(&text), [TemplatePiece::Text(&text)]);
        assert_eq!(template(&"{{page}}".repeat(1000)).len(), 1000);
    }

    #[test]
    fn a_page_without_a_band_of_its_own_has_the_general_one() {
        let mut furniture = Furniture { general: Band::centered("a"), ..Furniture::default() };
        assert_eq!(furniture.band(Variant::First).center, "a");
        furniture.odd = Some(Band::centered("b"));
        assert_eq!(furniture.band(Variant::First).center, "b");
        assert_eq!(furniture.band(Variant::Even).center, "a");
        furniture.first = Some(Band::default());
        assert!(furniture.band(Variant::First).is_empty() && !furniture.is_empty());
    }

    #[test]
    fn every_variable_is_found_by_its_name() {
        for variable in Variable::ALL {
            assert_eq!(Variable::named(variable.name()), Some(variable));
        }
    }
}

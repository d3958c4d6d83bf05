//! Kinds that the model's blocks and inlines name: alerts, tables of contents, what is counted, what a
//! reference shows, what a span says of its text.

use serde::{Deserialize, Serialize};
use vanban_text::terms;

/// What an alert is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AlertKind {
    /// Something worth knowing.
    Note,
    /// Advice.
    Tip,
    /// Something that must be known.
    Important,
    /// Something that can go wrong.
    Warning,
    /// Something that will do harm.
    Caution,
}

impl AlertKind {
    /// The alert that a class of a division names, also as other tools call it.
    #[must_use]
    pub fn named(name: &str) -> Option<AlertKind> {
        match name.strip_prefix("callout-").unwrap_or(name).to_ascii_lowercase().as_str() {
            "note" | "info" => Some(AlertKind::Note),
            "tip" | "hint" | "success" => Some(AlertKind::Tip),
            "important" => Some(AlertKind::Important),
            "warning" | "attention" => Some(AlertKind::Warning),
            "caution" | "danger" | "error" => Some(AlertKind::Caution),
            _ => None,
        }
    }

    /// What it is called in the article.
    #[must_use]
    pub fn label(self) -> &'static str {
        terms::ALERTS[self as usize]
    }
}

/// What a table of contents lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContentsKind {
    /// Headings.
    Headings {
        /// The lowest level that is listed, from 1 to 3.
        depth: u8,
    },
    /// Captions of figures.
    Figures,
    /// Captions of tables.
    Tables,
}

/// The box of a task, ticked or not.
#[must_use]
pub fn task_box(checked: bool) -> &'static str {
    if checked { "\u{2612}" } else { "\u{2610}" }
}

/// What is counted in an article, besides headings and notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Series {
    /// Figures.
    Figure,
    /// Tables.
    Table,
    /// Formulas.
    Equation,
}

impl Series {
    /// The word before a number of the series; none before that of a formula in its own line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Series::Figure => terms::FIGURE,
            Series::Table => terms::TABLE,
            Series::Equation => terms::EQUATION,
        }
    }
}

/// What a cross reference shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shown {
    /// Word and number: "Hình 1".
    Label,
    /// The number alone.
    Number,
    /// The number of the page.
    Page,
}

/// What a span says of its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct InlineStyle {
    /// The language of the text, a BCP 47 tag.
    pub lang: Option<String>,
    /// The name of the theme's look for it.
    pub role: Option<String>,
}

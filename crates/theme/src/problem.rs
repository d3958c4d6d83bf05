//! What is wrong with a theme file: a plain value, of which the program makes a diagnostic.

use std::ops::Range;

/// What kind of thing is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemKind {
    /// The file is no TOML.
    Syntax,
    /// A key is unknown.
    UnknownKey,
    /// A value is of the wrong kind or out of its limits.
    Value,
    /// The theme to inherit from cannot be had.
    Inherit,
    /// Lines are too low for Vietnamese capitals with two marks.
    LineHeight,
    /// Margins leave no room for text, or furniture does not fit its margin.
    Room,
    /// A template names no variable.
    Variable,
}

impl ProblemKind {
    /// Every kind.
    pub const ALL: [ProblemKind; 7] = [
        ProblemKind::Syntax,
        ProblemKind::UnknownKey,
        ProblemKind::Value,
        ProblemKind::Inherit,
        ProblemKind::LineHeight,
        ProblemKind::Room,
        ProblemKind::Variable,
    ];

    /// The stable code of its diagnostic.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            ProblemKind::Syntax => "VB0701",
            ProblemKind::UnknownKey => "VB0702",
            ProblemKind::Value => "VB0703",
            ProblemKind::Inherit => "VB0704",
            ProblemKind::LineHeight => "VB0705",
            ProblemKind::Room => "VB0706",
            ProblemKind::Variable => "VB0707",
        }
    }

    /// Whether the theme cannot be used.
    #[must_use]
    pub fn is_error(self) -> bool {
        !matches!(self, ProblemKind::UnknownKey | ProblemKind::LineHeight | ProblemKind::Variable)
    }
}

/// Something that is wrong with a theme file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What kind of thing.
    pub kind: ProblemKind,
    /// Where: bytes of the file.
    pub span: Range<usize>,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// What was written, and what could have been meant by it, where a name is unknown.
    pub choice: Option<Choice>,
}

/// A name that is unknown, and those that are known in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The name as it was written.
    pub written: String,
    /// The names that are known there.
    pub known: Vec<&'static str>,
}

impl Problem {
    /// A problem without a hint.
    pub(crate) fn new(kind: ProblemKind, span: Range<usize>, message: String) -> Problem {
        Problem { kind, span, message, hint: None, choice: None }
    }

    /// The same with a hint.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Problem {
        self.hint = Some(hint.into());
        self
    }

    /// The same with the names that are known.
    pub(crate) fn choice(mut self, written: &str, known: Vec<&'static str>) -> Problem {
        self.choice = Some(Choice { written: written.to_owned(), known });
        self
    }
}

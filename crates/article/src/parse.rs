//! Source to article.

use crate::diagnostic::Diagnostic;
use crate::model::Article;
use crate::source::Source;

/// What parsing made: an article, and what there is to say about the source.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The article; usable unless a diagnostic is an error.
    pub article: Article,
    /// What there is to say, in source order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses a source.
#[must_use]
pub fn parse(_source: &Source) -> Parsed {
    Parsed { article: Article::default(), diagnostics: Vec::new() }
}

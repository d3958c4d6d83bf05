//! The canonical source of a document: Markdown with front matter, in the syntax of the reference page.
//!
//! ```text
//! Document ─front→ YAML ┐
//!          ─blocks (the one recursion) ─ inline ─ escape; table, list→ text
//! ```
//!
//! What is written reads as the same document again, and reads well: no escape that nothing asks for,
//! spaces that the language binds by itself written as spaces. The same document makes the same text.

mod attributes;
mod blocks;
mod escape;
mod front;
mod inline;
mod leaf;
mod list;
mod table;

use crate::model::Document;

/// The source of a document. It ends with a line feed unless it is empty.
#[must_use]
pub fn markdown(document: &Document) -> String {
    let mut source = front::write(&document.meta);
    let body = blocks::document(document, source.is_empty());
    if !source.is_empty() && !body.is_empty() {
        source.push('\n');
    }
    source.push_str(&body);
    source
}

#[cfg(test)]
mod tests;

//! Plain text: what its lines look like tells what they are.
//!
//! ```text
//! text ─lines→ pieces ─front→ title, lead, byline, date, source ─body→ blocks
//! ```
//!
//! Only what is sure becomes more than a paragraph; what was taken for something is told where an author
//! could think otherwise.

mod body;
mod date;
mod front;
mod marker;
mod pieces;

use crate::model::{Document, Read};

pub(crate) use date::day;
pub(crate) use front::{byline, names};
pub(crate) use marker::{Kind, marker};
use pieces::pieces;

/// The document of a text; `pictures` are the names of files that lines may stand for.
pub(crate) fn read(text: &str, stem: &str, pictures: &[String]) -> Read {
    let mut notes = Vec::new();
    let mut all = pieces(text);
    let mut document = Document::default();
    let rest = front::take(&mut all, &mut document.meta, pictures, &mut notes);
    body::write(&rest, &body::Shelf { stem, pictures }, &mut document, &mut notes);
    Read { document, notes }
}

#[cfg(test)]
mod tests;

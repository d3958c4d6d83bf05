//! Source to article.
//!
//! ```text
//! Source ─front→ Meta ┐
//!        ─fence, event→ block, inline, html, scan ─→ Draft ─arrange, assemble→ Article
//! ```
//!
//! The draft is what was read; assembling needs all of it: notes are numbered by their first marks,
//! links lead to headings that come later. Nothing recurses over the depth of the source.

mod anchor;
mod arrange;
mod assemble;
mod attribute;
mod block;
mod build;
mod code;
mod command;
mod direction;
mod division;
mod draft;
mod event;
mod fence;
mod field;
mod front;
mod furniture;
mod grid_read;
mod grid_table;
mod highlight;
mod html;
mod html_table;
mod html_tag;
mod inline;
mod inline_note;
mod label;
mod link;
mod math;
mod note;
mod number;
mod page;
pub(crate) mod picture;
mod picture_size;
mod prose;
mod report;
mod scan;
mod spelling;
mod table;
mod table_grid;
mod table_rebuild;
mod table_width;
mod text;
mod title;
mod watermark;
mod yaml;

pub(crate) use field::language_tag;

pub use html_tag::{Token as HtmlToken, page_tokens};

use std::borrow::Cow;

use crate::diagnostic::Diagnostic;
use crate::meta::Defaults;
use crate::model::Article;
use crate::prose::Prose;
use crate::source::Source;

/// What parsing made: an article, and what there is to say about the source.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The article; usable unless a diagnostic is an error.
    pub article: Article,
    /// What there is to say, in source order.
    pub diagnostics: Vec<Diagnostic>,
    /// Its running text as it is written.
    pub prose: Prose,
}

/// Parses a source. Whatever it holds becomes text, structure or a diagnostic.
#[must_use]
pub fn parse(source: &Source) -> Parsed {
    parse_as(source, Defaults::default())
}

/// Parses a source whose front matter leaves to others what it does not say.
#[must_use]
pub fn parse_as(source: &Source, defaults: Defaults) -> Parsed {
    let text = line_feeds(&source.text);
    let mut report = report::Report::default();
    let front = front::read(&text, defaults, &mut report);
    direction::tell(&text, &mut report);
    let (masked, fences) = fence::find(&text, front.end, &mut report);
    let (draft, mut report) = block::read(&text, (&masked, &fences), front.end, report);
    let prose = prose::collect(&text, &draft, &front.meta);
    let article = assemble::assemble(&draft, front.meta, &mut report);
    Parsed { article, diagnostics: report.finish(), prose }
}

/// The text with LF for every lone CR: of the same length, so that places stay true.
fn line_feeds(text: &str) -> Cow<'_, str> {
    let lone =
        |(at, byte): (usize, &u8)| *byte == b'\r' && text.as_bytes().get(at + 1) != Some(&b'\n');
    if !text.as_bytes().iter().enumerate().any(lone) {
        return Cow::Borrowed(text);
    }
    let mut chars = text.chars().peekable();
    let mut changed = String::with_capacity(text.len());
    while let Some(char) = chars.next() {
        let lone = char == '\r' && chars.peek() != Some(&'\n');
        changed.push(if lone { '\n' } else { char });
    }
    Cow::Owned(changed)
}

//! pandoc: a second reader of the sources, and a reader of DOCX and ODT.

use std::path::Path;

use crate::ast::{Document, read};
use crate::tool;

/// CommonMark with the GFM extensions that vanban reads, front matter, and attributes.
const MARKDOWN: &str = "commonmark+attributes+footnotes+pipe_tables+strikeout+task_lists\
                        +yaml_metadata_block+gfm_auto_identifiers+autolink_bare_uris";

/// A source.
#[must_use]
pub fn source(article: &Path) -> Document {
    document(article, MARKDOWN)
}

/// A DOCX.
#[must_use]
pub fn docx(paper: &Path) -> Document {
    document(paper, "docx")
}

/// An ODT.
#[must_use]
pub fn odt(paper: &Path) -> Document {
    document(paper, "odt")
}

fn document(path: &Path, format: &str) -> Document {
    read(&tool::text(tool::with("pandoc", &["--to=json", "--from", format]).arg(path)))
}

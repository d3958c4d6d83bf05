//! An article as a DOCX: real styles made from the theme, real lists, tables, notes and fields, in a
//! package of which each part has a file here.
//!
//! ```text
//! Article, Theme, FontLibrary, Images, Hints ─write_docx→ bytes
//!   document ─ body (the one recursion) ─ paragraph ─ run, field, drawing; table
//!   footnotes ─┘
//!   styles, numbering, settings, font_table, header_footer, properties, theme_part
//!   package: content_types, relationships, embedded fonts; checked, then zipped
//! ```
//!
//! It knows no layout: what only layout can measure comes as `Hints`. Pure: the same input makes
//! the same bytes.

use vanban_article::{Article, Hints, Images};
use vanban_fonts::FontLibrary;
use vanban_theme::{Role, Theme};

mod body;
mod code_style;
mod content_types;
mod contents;
mod continuation;
mod document;
mod drawing;
mod embedded;
mod error;
mod field;
mod font_table;
mod footnotes;
mod header_footer;
mod inlines;
mod math;
mod numbering;
mod obfuscate;
mod package;
mod pages;
mod paragraph;
mod picture;
mod properties;
pub mod read;
mod relationships;
mod run;
mod schema;
mod settings;
mod span_role;
mod story;
mod style_names;
mod styles;
mod table;
#[cfg(test)]
mod tests;
mod theme_part;
mod watermark;
mod xml;

pub use error::DocxError;

use package::Package;
use relationships::{Kind, Relationships};
use story::{Input, Story, Writing};

/// Choices about a DOCX that the article and its theme do not make.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DocxOptions {
    /// Which part of the faces is embedded.
    pub fonts: EmbedFonts,
}

/// How much of the faces that an article uses its DOCX carries (ECMA-376 §17.8.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EmbedFonts {
    /// Enough to go on writing Vietnamese and other Latin text; whole faces where the article
    /// itself needs more.
    #[default]
    Vietnamese,
    /// All that the faces draw.
    Full,
    /// Nothing: the document relies on the fonts that its reader has.
    None,
}

/// Writes an article as a DOCX; `library` is the one that it was laid out with, as its theme sees
/// it.
///
/// # Errors
/// When the package would not be sound, which is a fault of this crate, or too large for its
/// archive.
pub fn write_docx(
    article: &Article,
    theme: &Theme,
    library: &FontLibrary,
    images: &Images,
    hints: &Hints,
    options: &DocxOptions,
) -> Result<Vec<u8>, DocxError> {
    let body = theme.style(Role::Body).text;
    let names = &library.names(&theme.font_names);
    let input = Input { article, theme, library, names, images, hints, body };
    let mut writing = Writing::new(input);
    let language = properties::language(article);
    // Running text is set in the body's regular face whatever else is.
    writing.faces.set(body.font, "");

    let mut story = Story::default();
    for (kind, target) in [
        (Kind::Styles, "styles.xml"),
        (Kind::Settings, "settings.xml"),
        (Kind::FontTable, "fontTable.xml"),
        (Kind::Theme, "theme/theme1.xml"),
    ] {
        story.relationships.to(kind, target);
    }
    writing.heads = header_footer::parts(&mut writing);
    let mut document = document::write(&mut writing, story);
    let notes = (!writing.notes.shown.is_empty()).then(|| footnotes::write(&mut writing));
    if notes.is_some() {
        document.relationships.to(Kind::Footnotes, "footnotes.xml");
    }
    if !writing.numbering.is_empty() {
        document.relationships.to(Kind::Numbering, "numbering.xml");
    }
    let fonts = font_table::write(&writing.faces, library, names, options.fonts);
    let facts = settings::Facts {
        fonts: !fonts.parts.is_empty(),
        notes: notes.is_some(),
        alternates: header_footer::alternates(theme),
        language,
    };

    let none = Relationships::default;
    let mut package = Package::default();
    package.add("docProps/core.xml", properties::core(article), none());
    package.add("docProps/app.xml", properties::app(), none());
    package.add("word/document.xml", document.xml.into_bytes(), document.relationships);
    package.add(
        "word/styles.xml",
        styles::write(theme, names, language, writing.numbering.of_headings()),
        none(),
    );
    package.add("word/settings.xml", settings::write(facts), none());
    if !writing.numbering.is_empty() {
        package.add("word/numbering.xml", writing.numbering.write(theme, names), none());
    }
    package.add("word/fontTable.xml", fonts.xml, fonts.relationships);
    if let Some(notes) = notes {
        package.add("word/footnotes.xml", notes.xml.into_bytes(), notes.relationships);
    }
    for part in std::mem::take(&mut writing.heads) {
        package.add(&format!("word/{}", part.name), part.xml, none());
    }
    package.add("word/theme/theme1.xml", theme_part::write(theme, names), none());
    for (name, bytes) in writing.media.parts() {
        package.add_picture(format!("word/{name}"), std::sync::Arc::clone(bytes));
    }
    for (name, bytes) in writing.media.drawings() {
        package.add_drawing(format!("word/{name}"), bytes.to_vec());
    }
    package.add_fonts(fonts.parts);

    let mut root = Relationships::default();
    root.to(Kind::Document, "word/document.xml");
    root.to(Kind::CoreProperties, "docProps/core.xml");
    root.to(Kind::AppProperties, "docProps/app.xml");
    package.finish(&root)
}

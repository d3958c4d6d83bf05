//! The body of the document: `word/document.xml` (ECMA-376 §17.2).

use vanban_article::Place;

use crate::body;
use crate::pages;
use crate::paragraph;
use crate::story::{Around, Story, Writing};
use crate::xml::Xml;

/// The namespaces of WordprocessingML, of relationships, and of drawings in text.
pub(crate) const NAMESPACES: [(&str, &str); 3] = [
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
];

/// Starts the root element of a part that holds text.
pub(crate) fn open_root(xml: &mut Xml, name: &str) {
    let tag = xml.tag(name);
    NAMESPACES
        .into_iter()
        .chain([crate::math::NAMESPACE])
        .fold(tag, |tag, (prefix, uri)| tag.with(prefix, uri))
        .open();
}

/// The part, its relationships begun by `story`.
pub(crate) fn write(writing: &mut Writing<'_>, mut story: Story) -> Story {
    let theme = writing.input.theme;
    story.xml = Xml::part();
    open_root(&mut story.xml, "w:document");
    story.xml.tag("w:body").open();
    let around = Around { place: Place::default(), align: None, width: theme.page.text_width() };
    body::blocks(writing, &mut story, writing.input.article.body(), around);
    body::end(&mut story);
    paragraph::leftover_bookmarks(writing, &mut story);
    pages::finish(writing, &mut story);
    story.xml.close("w:body");
    story.xml.close("w:document");
    story
}

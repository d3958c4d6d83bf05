//! The body of the document and its page: `word/document.xml` (ECMA-376 §17.2, §17.6).

use vanban_article::Place;
use vanban_theme::Theme;

use crate::body;
use crate::header_footer::{Part, has_first};
use crate::paragraph;
use crate::relationships::Kind;
use crate::schema::{Children, SECTION};
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
pub(crate) fn write(writing: &mut Writing<'_>, mut story: Story, heads: &[Part]) -> Story {
    let theme = writing.input.theme;
    story.xml = Xml::part();
    open_root(&mut story.xml, "w:document");
    story.xml.tag("w:body").open();
    let around = Around { place: Place::default(), align: None, width: theme.page.text_width() };
    body::blocks(writing, &mut story, writing.input.article.body(), around);
    body::end(&mut story);
    paragraph::leftover_bookmarks(writing, &mut story);
    section(theme, heads, &mut story);
    story.xml.close("w:body");
    story.xml.close("w:document");
    story
}

/// The paper, its margins, its running heads and feet.
fn section(theme: &Theme, heads: &[Part], story: &mut Story) {
    let page = &theme.page;
    let mut children = Children::new(SECTION);
    for part in heads {
        let id = story.relationships.to(part.kind, &part.name);
        let reference = match part.kind {
            Kind::Footer => "w:footerReference",
            _ => "w:headerReference",
        };
        children.put(reference).with("w:type", part.pages).with("r:id", id).empty();
    }
    children
        .put("w:pgSz")
        .with("w:w", page.width.twips().0)
        .with("w:h", page.height.twips().0)
        .empty();
    children
        .put("w:pgMar")
        .with("w:top", page.top.twips().0)
        .with("w:right", page.right.twips().0)
        .with("w:bottom", page.bottom.twips().0)
        .with("w:left", page.left.twips().0)
        .with("w:header", page.header.twips().0)
        .with("w:footer", page.footer.twips().0)
        .with("w:gutter", 0)
        .empty();
    children.put("w:cols").with("w:space", 720).empty();
    if has_first(theme) {
        children.on("w:titlePg");
    }
    children.write("w:sectPr", &mut story.xml);
}

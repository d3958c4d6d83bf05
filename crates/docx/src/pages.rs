//! Page breaks and sections: where the next paragraph begins a page, and the section properties that
//! say what its pages are (ECMA-376 §17.6).
//!
//! A section is closed only when something follows it: its properties are put into its last
//! paragraph (§17.6.18), or into one made for them after a table. So no section is empty.

use vanban_theme::PageStyle;

use crate::header_footer::has_first;
use crate::relationships::Kind;
use crate::schema::{Children, PARAGRAPH, SECTION};
use crate::story::{Story, Writing};
use crate::style_names;
use crate::xml::Xml;

/// How a paragraph begins its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Begins {
    /// It stands where it falls.
    #[default]
    Nothing,
    /// A page break stands before it.
    Page,
    /// A section begins with it.
    Section,
}

/// The pages of a story so far.
#[derive(Debug, Default)]
pub(crate) struct Pages {
    /// How the next paragraph begins its page.
    begins: Begins,
    /// Whether anything stands in the section being written.
    begun: bool,
    /// Whether its pages are wider than high.
    landscape: bool,
    /// Whether those of what is written next are.
    wanted: bool,
    /// Whether what is written next is a section of its own.
    anew: bool,
    /// How many sections are closed.
    closed: u32,
    /// Where section properties go in the last paragraph, and whether it has other properties.
    slot: Option<(usize, bool)>,
}

/// Puts a page break before what is written next, if anything stands before it.
pub(crate) fn page_break(story: &mut Story) {
    if story.pages.begun && story.pages.begins == Begins::Nothing {
        story.pages.begins = Begins::Page;
    }
}

/// What is written next stands on pages of this orientation, in a section of its own.
pub(crate) fn enter(story: &mut Story, landscape: bool) {
    story.pages.wanted = landscape;
    story.pages.anew = story.pages.begun;
}

/// Closes the section before what is written now, if that belongs to another.
pub(crate) fn reach(writing: &Writing<'_>, story: &mut Story) {
    let pages = &mut story.pages;
    let other = pages.anew || pages.wanted != pages.landscape;
    if pages.begun && other {
        let properties = properties(writing, story);
        close_with(story, properties);
        story.pages.begins = Begins::Section;
        story.pages.closed += 1;
    }
    let pages = &mut story.pages;
    pages.landscape = pages.wanted;
    pages.anew = false;
    pages.begun = true;
}

/// How the paragraph that is written now begins its page.
pub(crate) fn start(writing: &Writing<'_>, story: &mut Story) -> Begins {
    reach(writing, story);
    std::mem::take(&mut story.pages.begins)
}

/// Forgets how the next paragraph begins its page: a table does.
pub(crate) fn take(story: &mut Story) {
    story.pages.begins = Begins::Nothing;
}

/// Whether a page break awaits what is written next.
pub(crate) fn awaits_break(story: &Story) -> bool {
    story.pages.begins == Begins::Page
}

/// Takes note of a paragraph whose properties stand in this range of the XML, where it has any.
pub(crate) fn note_paragraph(story: &mut Story, properties: std::ops::Range<usize>) {
    let has_properties = !properties.is_empty();
    let at = properties.end - if has_properties { "</w:pPr>".len() } else { 0 };
    story.pages.slot = Some((at, has_properties));
}

/// Takes note of something that cannot bear section properties.
pub(crate) fn note_other(story: &mut Story) {
    story.pages.slot = None;
}

/// Ends the body with the properties of its last section.
pub(crate) fn finish(writing: &Writing<'_>, story: &mut Story) {
    properties(writing, story).write("w:sectPr", &mut story.xml);
}

/// Puts properties into the last paragraph, or into one of their own.
fn close_with(story: &mut Story, properties: Children) {
    let mut xml = Xml::default();
    let after_table = std::mem::take(&mut story.after_table);
    match story.pages.slot.take().filter(|_| !after_table) {
        Some((at, true)) => {
            properties.write("w:sectPr", &mut xml);
            story.xml.insert(at, xml.as_str());
        }
        Some((at, false)) => {
            let mut paragraph = Children::new(PARAGRAPH);
            paragraph.nest("w:sectPr", properties);
            paragraph.write("w:pPr", &mut xml);
            story.xml.insert(at, xml.as_str());
        }
        None => {
            let mut paragraph = Children::new(PARAGRAPH);
            paragraph.value("w:pStyle", style_names::TABLE_SEPARATOR);
            paragraph.nest("w:sectPr", properties);
            story.xml.tag("w:p").open();
            paragraph.write("w:pPr", &mut story.xml);
            story.xml.close("w:p");
        }
    }
}

/// The paper of the section being written, its margins, and its running heads; the numbers of its
/// pages go on from the section before.
fn properties(writing: &Writing<'_>, story: &mut Story) -> Children {
    let theme = writing.input.theme;
    let is_first = story.pages.closed == 0;
    let first_differs = is_first && has_first(theme, writing.input.article);
    let page: PageStyle = theme.page.turned(story.pages.landscape);
    let mut children = Children::new(SECTION);
    let wide = story.pages.landscape;
    for part in &writing.heads {
        // A later section has no first page of its own.
        if part.wide != wide || part.pages == "first" && !is_first {
            continue;
        }
        let id = story.relationships.to(part.kind, &part.name);
        let reference = match part.kind {
            Kind::Footer => "w:footerReference",
            _ => "w:headerReference",
        };
        children.put(reference).with("w:type", part.pages).with("r:id", id).empty();
    }
    if !is_first {
        children.value("w:type", "nextPage");
    }
    let (width, height) = (page.width.twips(), page.height.twips());
    children
        .put("w:pgSz")
        .with("w:w", width.0)
        .with("w:h", height.0)
        .with_some("w:orient", (width > height).then_some("landscape"))
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
    if first_differs {
        children.on("w:titlePg");
    }
    children
}

//! What tables of contents need of `word/styles.xml`, so that a word processor that makes them anew
//! sets them as they stand.
//!
//! LibreOffice gives the title and the entries that it makes what their styles say and nothing else,
//! and up to version 7.5 sets entries of figures and tables in a style of its own name.

use vanban_article::{BlockId, BlockKind, ContentsKind};
use vanban_theme::{Role, Twip};

use crate::schema::{Children, STYLE};
use crate::story::Writing;
use crate::style_names;
use crate::styles::write_style;
use crate::xml::Xml;

/// Whether a role is that of entries with page numbers.
pub(crate) fn is_entry(role: Role) -> bool {
    matches!(role, Role::Contents1 | Role::Contents2 | Role::Contents3 | Role::ContentsCaption)
}

/// The tab before a page number: it ends where the text area ends, and dots lead to it.
pub(crate) fn page_tab(xml: &mut Xml, at: Twip) {
    xml.tag("w:tab").with("w:val", "right").with("w:leader", "dot").with("w:pos", at.0).empty();
}

/// The style that LibreOffice looks for when it makes a list of figures or tables: as our entries.
pub(crate) fn figure_index(xml: &mut Xml) {
    let mut children = Children::new(STYLE);
    children.value("w:name", "Figure Index 1");
    children.value("w:basedOn", style_names::of(Role::ContentsCaption).id);
    children.value("w:uiPriority", 99);
    children.on("w:semiHidden");
    write_style("paragraph", "FigureIndex1", false, true, children, xml);
}

/// The room above the title of a contents that its paragraph has to say: none for the first that
/// lists headings, since the style says it.
pub(crate) fn title_room(writing: &mut Writing<'_>, id: BlockId, room: Twip) -> Option<Twip> {
    let kind = &writing.input.article.block(id).kind;
    let headings = matches!(kind, BlockKind::Contents(ContentsKind::Headings { .. }));
    if headings && writing.title_room.is_none() {
        writing.title_room = Some(room);
        return None;
    }
    Some(room)
}

//! Footnotes: `word/footnotes.xml` (ECMA-376 §17.11), with relationships of its own.

use vanban_article::{NoteId, Place};
use vanban_theme::{Role, Twip};

use crate::body;
use crate::document::open_root;
use crate::paragraph::{self, Special};
use crate::schema::{Children, PARAGRAPH};
use crate::story::{Around, NoteLabel, Story, Writing};
use crate::styles;
use crate::xml::Xml;

/// The identifiers of the line above the notes and of the line above notes that go on from the page
/// before.
pub(crate) const SEPARATORS: [i32; 2] = [-1, 0];

/// The notes that the body refers to, in the order of their numbers.
pub(crate) fn write(writing: &mut Writing<'_>) -> Story {
    let mut story = Story { xml: Xml::part(), in_note: true, ..Story::default() };
    open_root(&mut story.xml, "w:footnotes");
    let height = writing.input.theme.note.separator_height;
    for (id, kind) in SEPARATORS.into_iter().zip(["separator", "continuationSeparator"]) {
        separator(&mut story.xml, id, kind, height);
    }
    let mut shown = std::mem::take(&mut writing.notes.shown);
    shown.sort_unstable_by_key(|(note, _)| *note);
    for (note, label) in &shown {
        note_content(writing, &mut story, *note, *label);
    }
    writing.notes.shown = shown;
    story.xml.close("w:footnotes");
    story
}

/// A separator whose paragraph has an exact height: the room above the notes is then the same in
/// every word processor.
fn separator(xml: &mut Xml, id: i32, kind: &str, height: Twip) {
    xml.tag("w:footnote").with("w:type", kind).with("w:id", id).open();
    xml.tag("w:p").open();
    let mut properties = Children::new(PARAGRAPH);
    properties
        .put("w:spacing")
        .with("w:before", 0)
        .with("w:after", 0)
        .with("w:line", height.0)
        .with("w:lineRule", "exact")
        .empty();
    styles::indent(&mut properties, Twip::ZERO, Twip::ZERO, Twip::ZERO);
    properties.write("w:pPr", xml);
    xml.tag("w:r").open();
    xml.tag(&format!("w:{kind}")).empty();
    xml.close("w:r");
    xml.close("w:p");
    xml.close("w:footnote");
}

fn note_content(writing: &mut Writing<'_>, story: &mut Story, note: NoteId, label: NoteLabel) {
    let article = writing.input.article;
    let Some(content) = article.notes.get(note.index()) else {
        return;
    };
    story.xml.tag("w:footnote").with("w:id", note.0 + 1).open();
    story.label = Some(label);
    story.gap = writing.input.hints.note_gaps.get(&note).map(|gap| Twip(*gap));
    let width = writing.input.theme.page.text_width();
    let around = Around { place: Place::NOTE, align: None, width };
    let first = article.note_blocks(content).next();
    if !first.is_some_and(|id| body::takes_label(&article.block(id).kind)) {
        let special = Special::default();
        let bookmarks = paragraph::open(writing, story, None, Role::Note, around, special);
        paragraph::close(story, bookmarks);
    }
    body::blocks(writing, story, article.note_blocks(content), around);
    body::end(story);
    paragraph::leftover_bookmarks(writing, story);
    story.xml.close("w:footnote");
}

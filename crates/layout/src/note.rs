//! Footnotes: each laid out once, whole, for the foot of the page that marks it.

use vanban_article::{NoteId, Place};
use vanban_theme::Twip;

use crate::block::{Opening, Site, block, paragraph};
use crate::context::Context;
use crate::fragment::{Unit, stack};
use crate::structure::{NodeId, Tag};

/// A note laid out.
#[derive(Clone, Debug, Default)]
pub(crate) struct NoteBox {
    /// Its lines and the offsets at which they stand.
    pub(crate) units: Vec<(Twip, Unit)>,
    /// Its height, room below it included.
    pub(crate) height: Twip,
}

/// Lays every note out, in order.
pub(crate) fn notes(cx: &mut Context<'_>, root: NodeId) -> Vec<NoteBox> {
    let article = cx.article;
    let width = cx.theme.page.text_width();
    let mut boxes = Vec::with_capacity(article.notes.len());
    for (index, note) in article.notes.iter().enumerate() {
        let node = cx.structure.detached(Tag::Note, root);
        let label = cx.structure.detached(Tag::Label, node);
        let site = Site { place: Place::NOTE, node, left: Twip::ZERO, width, align: None };
        let mut fragments = Vec::new();
        for (position, id) in article.note_blocks(note).enumerate() {
            if position == 0 {
                let opening = Opening::Note { number: note.number, node: label };
                fragments.push(paragraph(cx, id, site, Some(opening)));
            } else {
                block(cx, id, site, &mut fragments);
            }
        }
        let (height, mut units) = stack(fragments, cx.theme.table.separator);
        if let Some((_, first)) = units.first_mut() {
            first.places.push(cx.note_place(NoteId(index as u32)));
        }
        boxes.push(NoteBox { units, height });
    }
    boxes
}

//! Footnotes: each laid out once, whole, for the foot of the page that marks it.

use std::collections::BTreeSet;
use std::ops::Range;

use vanban_article::{Article, BlockKind, InlineKind, NoteId, Place};
use vanban_theme::Twip;

use crate::block::{Opening, Site, block, paragraph};
use crate::context::Context;
use crate::fragment::{Fragment, Unit, stack};
use crate::structure::{NodeId, Tag};

/// A note laid out.
#[derive(Clone, Debug, Default)]
pub(crate) struct NoteBox {
    /// Its lines and the offsets at which they stand.
    pub(crate) units: Vec<(Twip, Unit)>,
    /// Its height, room below it included.
    pub(crate) height: Twip,
    /// The counts of units after which it may go on on the next page, ascending, the last of them all.
    pub(crate) stops: Vec<usize>,
}

/// Lays every note out, in order.
pub(crate) fn notes(cx: &mut Context<'_>, root: NodeId) -> Vec<NoteBox> {
    let article = cx.article;
    let turned = turned(article);
    let outer = cx.page.clone();
    let mut boxes = Vec::with_capacity(article.notes.len());
    let mut nodes = Vec::with_capacity(article.notes.len());
    for (index, note) in article.notes.iter().enumerate() {
        cx.page = cx.theme.page.turned(turned.contains(&NoteId(index as u32)));
        let width = cx.page.text_width();
        let node = cx.structure.detached(Tag::Note, root);
        let label = cx.structure.detached(Tag::Label, node);
        nodes.push(node);
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
        let stops = stops(&fragments);
        let (height, mut units) = stack(fragments, cx.theme.table.separator);
        if let Some((_, first)) = units.first_mut() {
            first.places.push(cx.note_place(NoteId(index as u32)));
        }
        boxes.push(NoteBox { units, height, stops });
    }
    cx.page = outer;
    // Notes hold marks of other notes: all are known only now.
    for (note, marks) in std::mem::take(&mut cx.note_marks) {
        let Some(node) = nodes.get(note.index()) else { continue };
        for mark in &marks {
            cx.structure.node_mut(*mark).refers.push(*node);
        }
        cx.structure.node_mut(*node).refers = marks;
    }
    boxes
}

/// Where a note of these fragments may be parted: after each, and inside those that need not stay
/// together.
fn stops(fragments: &[Fragment]) -> Vec<usize> {
    let mut stops = Vec::new();
    let mut count = 0;
    for fragment in fragments {
        let end = count + fragment.units.len();
        let whole = fragment.keep_together || fragment.is_row;
        stops.extend((count + 1..end).filter(|_| !whole));
        if end > count {
            stops.push(end);
        }
        count = end;
    }
    stops
}

/// The notes on pages that are wider than high: those marked in a landscape section, or in a note of
/// one. Notes stand in the order of their first marks, so one pass finds them.
fn turned(article: &Article) -> BTreeSet<NoteId> {
    let mut turned = BTreeSet::new();
    for id in article.body() {
        let block = article.block(id);
        if matches!(block.kind, BlockKind::Section { landscape: true }) {
            turned.extend(marked(article, id.0..block.end.0));
        }
    }
    if !turned.is_empty() {
        for (index, note) in (0u32..).map(NoteId).zip(&article.notes) {
            if turned.contains(&index) {
                turned.extend(marked(article, note.blocks.clone()));
            }
        }
    }
    turned
}

/// The notes whose first marks stand in a range of blocks.
fn marked(article: &Article, blocks: Range<u32>) -> impl Iterator<Item = NoteId> + '_ {
    let blocks = &article.blocks[blocks.start as usize..blocks.end as usize];
    blocks.iter().flat_map(|block| article.inlines_of(block)).filter_map(|inline| {
        match inline.kind {
            InlineKind::NoteMark { note, again: false } => Some(note),
            _ => None,
        }
    })
}

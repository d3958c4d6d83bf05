//! The places of an article that can be linked to: every heading, and what HTML names and a link of
//! the article asks for.

use std::collections::{BTreeMap, BTreeSet};

use vanban_text::normalize::nfc;

use super::draft::PieceKind;
use super::draft::{BlockDraft, Draft, DraftKind, Stream};
use super::inline;
use super::link::{self, Places};
use crate::kind::Series;
use crate::model::{Anchor, AnchorId, BlockId};

/// The anchors of a draft.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// The anchors in document order; their blocks are known when the blocks are made.
    pub(super) list: Vec<Anchor>,
    /// The stream and draft block of each.
    pub(super) places: Vec<(usize, u32)>,
    /// The anchors by name.
    pub(super) names: Places,
}

/// Finds the anchors of the streams that are printed, in the order of printing.
pub(super) fn find(draft: &Draft<'_>, streams: &[&Stream<'_>]) -> Anchors {
    let wanted: BTreeSet<String> = draft
        .links
        .iter()
        .filter_map(|link| link.destination.trim().strip_prefix('#'))
        .flat_map(link::spellings)
        .chain(references(streams))
        .collect();
    let mut used = BTreeSet::new();
    let mut found: Vec<(usize, u32, Option<String>)> = Vec::new();
    // What authors name has its name before anything is named after its text.
    for (at, stream) in streams.iter().enumerate() {
        for (index, block) in (0..).zip(&stream.blocks) {
            if let DraftKind::Heading { name, .. } = &block.kind {
                let name = name.as_deref().map(|name| nfc(name).into_owned());
                found.push((at, index, name.filter(|name| used.insert(name.clone()))));
            }
        }
    }
    for (at, stream) in streams.iter().enumerate() {
        for (block, name) in &stream.names {
            let name = nfc(name).into_owned();
            let wanted = wanted.contains(&name) || series(&name).is_some();
            if wanted && used.insert(name.clone()) {
                found.push((at, *block, Some(name)));
            }
        }
    }
    found.sort_by_key(|(at, block, _)| (*at, *block));
    let mut anchors = Anchors::default();
    let mut next = BTreeMap::new();
    for (at, block, name) in found {
        let name = name.unwrap_or_else(|| {
            let base = base_name(streams[at], block);
            unique(base, &mut used, &mut next)
        });
        let id = AnchorId(anchors.list.len() as u32);
        anchors.names.names.insert(name.clone(), id);
        anchors.list.push(Anchor { name, block: BlockId(0), number: None });
        anchors.places.push((at, block));
    }
    anchors
}

/// The names that references of the streams mean.
fn references<'s>(streams: &'s [&Stream<'_>]) -> impl Iterator<Item = String> + 's {
    let pieces = streams.iter().flat_map(|stream| &stream.pieces);
    pieces.filter_map(|piece| match &piece.kind {
        PieceKind::Reference { name, .. } => Some(nfc(name).into_owned()),
        _ => None,
    })
}

/// The series that the name of a place belongs to.
pub(super) fn series(name: &str) -> Option<Series> {
    match name.split_once(':')?.0 {
        "fig" => Some(Series::Figure),
        "tbl" => Some(Series::Table),
        "eq" => Some(Series::Equation),
        _ => None,
    }
}

fn base_name(stream: &Stream<'_>, block: u32) -> String {
    let text = stream.blocks.get(block as usize).map(|block| plain(stream, block));
    let slug = vanban_text::slug::slug(&text.unwrap_or_default());
    if slug.is_empty() { "section".to_owned() } else { slug }
}

fn plain(stream: &Stream<'_>, block: &BlockDraft) -> String {
    inline::plain(&stream.pieces[block.pieces.start as usize..block.pieces.end as usize])
}

/// The name, or the name with the first free number, as GitHub counts: `-1`, `-2`.
fn unique(base: String, used: &mut BTreeSet<String>, next: &mut BTreeMap<String, u32>) -> String {
    if used.insert(base.clone()) {
        return base;
    }
    let count = next.entry(base.clone()).or_insert(0);
    loop {
        *count += 1;
        let name = format!("{base}-{count}");
        if used.insert(name.clone()) {
            return name;
        }
    }
}

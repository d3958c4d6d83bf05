//! Which figures, tables and formulas are numbered: those that their author named in a series, as
//! `{#fig:x}`, or all that have a caption where the front matter asks for it.

use std::collections::BTreeMap;

use super::anchor::{self, Anchors};
use super::draft::{DraftKind, Stream};
use crate::kind::Series;
use crate::model::{AnchorId, ParagraphKind};

/// The numbers of the captions of an article, by stream and block: that of the figure, that of the
/// caption of a table, that of the paragraph of a formula.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    list: BTreeMap<(usize, u32), Numbered>,
}

/// A number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numbered {
    /// What is counted.
    pub(super) series: Series,
    /// The number, from 1.
    pub(super) number: u32,
    /// The place that references name.
    pub(super) anchor: Option<AnchorId>,
}

impl Numbers {
    /// The number of a block.
    pub(super) fn of(&self, stream: usize, block: u32) -> Option<Numbered> {
        self.list.get(&(stream, block)).copied()
    }
}

/// Numbers the captions of the streams, in the order of printing; anchors take note of theirs.
pub(super) fn count(streams: &[&Stream<'_>], anchors: &mut Anchors, all: bool) -> Numbers {
    let mut named: BTreeMap<(usize, u32), (Series, AnchorId)> = BTreeMap::new();
    for ((id, anchor), place) in (0u32..).map(AnchorId).zip(&anchors.list).zip(&anchors.places) {
        if let Some(series) = anchor::series(&anchor.name) {
            named.entry(*place).or_insert((series, id));
        }
    }
    let mut numbers = Numbers::default();
    if named.is_empty() && !all {
        return numbers;
    }
    let mut counts: BTreeMap<Series, u32> = BTreeMap::new();
    for (at, stream) in streams.iter().enumerate() {
        for (index, block) in (0..).zip(&stream.blocks) {
            let series = match &block.kind {
                DraftKind::Figure { .. } => Series::Figure,
                DraftKind::Paragraph(ParagraphKind::TableCaption) => Series::Table,
                DraftKind::Paragraph(ParagraphKind::Equation) => Series::Equation,
                _ => continue,
            };
            let anchor = named.get(&(at, index)).filter(|(named, _)| *named == series);
            let captioned = series != Series::Figure || block.end > index + 1;
            // A formula that no reference names needs no number.
            let asked = all && series != Series::Equation;
            if !captioned || anchor.is_none() && !asked {
                continue;
            }
            let count = counts.entry(series).or_insert(0);
            *count += 1;
            let anchor = anchor.map(|(_, anchor)| *anchor);
            if let Some(anchor) = anchor {
                anchors.list[anchor.index()].number = Some((series, *count));
            }
            numbers.list.insert((at, index), Numbered { series, number: *count, anchor });
        }
    }
    numbers
}

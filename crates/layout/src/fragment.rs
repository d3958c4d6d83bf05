//! What the paginator places: fragments, and the units that a page break may fall between.

use std::rc::Rc;

use vanban_article::{BlockId, NoteId};
use vanban_theme::{Pt, TextStyle, Twip};

use crate::begin::{Begin, Marker};
use crate::frame::Item;
use crate::geometry::Point;
use crate::structure::NodeId;

/// A paragraph or a table row, ready to be placed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fragment {
    /// Its lines, or the row as one.
    pub(crate) units: Vec<Unit>,
    /// Room above; the larger of it and the room below the fragment before counts.
    pub(crate) before: Twip,
    /// Room below.
    pub(crate) after: Twip,
    /// Whether it stays on the page of the fragment after it.
    pub(crate) keep_next: bool,
    /// Whether word processors lay it out apart from what stands before it, so that nothing keeps
    /// with it: where a table of contents begins.
    pub(crate) loose: bool,
    /// Whether its units stay on one page.
    pub(crate) keep_together: bool,
    /// How many units must stay together at a page's foot and at the next one's head.
    pub(crate) orphans: usize,
    /// Room that its last unit on a page needs below it there: a row's lower border.
    pub(crate) foot: Twip,
    /// The block whose paragraph it is.
    pub(crate) block: Option<BlockId>,
    /// Whether it is a row of a table.
    pub(crate) is_row: bool,
    /// How many paragraphs and rows begin with it, all rows of a table with its first.
    pub(crate) nodes: u32,
    /// What it is, where it is no text but says where the next fragment begins.
    pub(crate) marker: Option<Marker>,
    /// Set where it begins a page whatever stands before it.
    pub(crate) begin: Option<Begin>,
    /// The header rows repeated above it where it begins a page.
    pub(crate) head: Option<Rc<Vec<Unit>>>,
}

/// What no page break splits: a line, a row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Unit {
    /// Its height.
    pub(crate) height: Twip,
    /// Its items, from the frame's left edge and the unit's top.
    pub(crate) items: Vec<(Point, Item, Option<NodeId>)>,
    /// The notes that it marks.
    pub(crate) notes: Vec<NoteId>,
    /// The places that begin on it.
    pub(crate) places: Vec<usize>,
    /// The page number at the end of an entry in a table of contents.
    pub(crate) number: Option<Box<PageNumber>>,
    /// Nodes that belong to it whether or not they hold anything on a page: cells. Each with the item
    /// before which it is read, in ascending order.
    pub(crate) nodes: Vec<(usize, NodeId)>,
    /// Borders through merged cells, drawn only where a page begins or ends there.
    pub(crate) edges: Edges,
}

/// Items above and below a unit that only the edge of a page shows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Edges {
    /// At the head of a page.
    pub(crate) above: Vec<(Point, Item)>,
    /// At the foot of a page.
    pub(crate) below: Vec<(Point, Item)>,
}

/// A page number that is printed where an entry of a table of contents ends.
#[derive(Clone, Debug)]
pub(crate) struct PageNumber {
    /// The place whose page it names.
    pub(crate) place: usize,
    /// Where the words before it end, from the frame's left edge.
    pub(crate) from: Pt,
    /// Where it ends.
    pub(crate) right: Twip,
    /// The baseline, from the unit's top.
    pub(crate) baseline: Pt,
    /// The look.
    pub(crate) look: TextStyle,
    /// The link that it is part of.
    pub(crate) link: usize,
    /// The node that it belongs to.
    pub(crate) node: NodeId,
}

/// The height of fragments set one under the other in a frame of their own, such as a cell or a
/// note, and the units with the offsets at which they stand. A table that ends them is followed by
/// the paragraph, of this height, that a DOCX needs there.
pub(crate) fn stack(fragments: Vec<Fragment>, separator: Twip) -> (Twip, Vec<(Twip, Unit)>) {
    let mut y = Twip::ZERO;
    // The room below the last fragment before another, and at the end.
    let mut after: Option<(Twip, Twip)> = None;
    let mut stacked = Vec::new();
    for fragment in fragments {
        y += after.map_or(fragment.before, |(after, _)| after.max(fragment.before));
        for unit in fragment.units {
            let height = unit.height;
            stacked.push((y, unit));
            y += height;
        }
        after = Some(if fragment.is_row {
            (fragment.after, separator)
        } else {
            (fragment.after, fragment.after)
        });
    }
    (y + after.unwrap_or_default().1, stacked)
}

//! A displayed formula: alone in the middle of its line, or with what follows it at the right end.
//!
//! The line's pitch is as much as the formula needs above its baseline, which stands at four fifths
//! of it; what it needs below is room after the paragraph. Both go to the DOCX.

use vanban_article::{BlockId, Code, Diagnostic};
use vanban_theme::{Align, ParagraphStyle, Twip};

use crate::block::Site;
use crate::block::paragraph::{ORPHANS, line};
use crate::context::Context;
use crate::fragment::{Fragment, Unit};
use crate::inline::{Content, LineRange, Piece, Slot, shape};

/// How far a formula may reach below its line before it needs more room after it.
const TOLERANCE: Twip = Twip(40);

/// Whether pieces are a formula and what stands at the right end of its line.
pub(crate) fn is_equation(pieces: &[Piece<'_>]) -> bool {
    let breaks = pieces.iter().any(|piece| matches!(piece.content, Content::LineBreak));
    matches!(pieces.first(), Some(Piece { content: Content::Math(_), .. })) && !breaks
}

/// Sets a displayed formula.
pub(crate) fn equation(
    cx: &mut Context<'_>,
    id: BlockId,
    pieces: &[Piece<'_>],
    style: &ParagraphStyle,
    pitch: Twip,
    site: Site,
) -> Fragment {
    let measure = site.width - style.left - style.right;
    let slot = Slot { left: site.left + style.left, measure, align: style.align, last: true };
    let baseline = Twip(pitch.0 * 4 / 5);
    let (first, rest) = pieces.split_at(1);
    let mut unit = Unit { height: pitch, ..Unit::default() };
    let mut used = Twip::ZERO;
    for (pieces, align) in [(first, style.align), (rest, Align::Right)] {
        if pieces.is_empty() {
            continue;
        }
        let text = shape(pieces, cx.library, &mut cx.shaper);
        cx.note_missing(&text.missing);
        let whole = LineRange { start: 0, end: text.clusters.len() - 1, delicate: false };
        let placed = line(cx, &text, pieces, whole, Slot { align, ..slot }, baseline);
        unit.items.extend(placed.items);
        for piece in pieces {
            if let Content::Math(formula) = &piece.content {
                used += formula.width;
            }
        }
    }
    if used > measure {
        let span = cx.article.block(id).span;
        let message = "this formula is wider than the line";
        cx.diagnostics.push(
            Diagnostic::warning(Code::OVERFLOW, span, message)
                .hint("break it into lines with \\begin{aligned} … \\\\ … \\end{aligned}"),
        );
    }
    let below = deepest(pieces) - Twip(pitch.0 - baseline.0) - TOLERANCE;
    let after = style.after + below.max(Twip::ZERO);
    if after > style.after {
        cx.hints.below.insert(id, after.0);
    }
    Fragment {
        units: vec![unit],
        before: style.before,
        after,
        keep_next: style.keep_next,
        keep_together: true,
        orphans: ORPHANS,
        block: Some(id),
        nodes: 1,
        ..Fragment::default()
    }
}

/// The deepest of the formulas in pieces.
fn deepest(pieces: &[Piece<'_>]) -> Twip {
    let depths = pieces.iter().filter_map(|piece| match &piece.content {
        Content::Math(formula) => Some(formula.descent),
        _ => None,
    });
    depths.max().unwrap_or_default()
}

//! A displayed formula: alone in the middle of its line, or with what follows it at the right end.
//!
//! The line's pitch is what the formula needs in either paper; in the DOCX it is a least height, which
//! cuts nothing.

use vanban_article::{BlockId, Code, Diagnostic};
use vanban_theme::{Align, ParagraphStyle, Pt, Twip};

use crate::block::Site;
use crate::block::paragraph::{ORPHANS, line};
use crate::context::Context;
use crate::fragment::{Fragment, Unit};
use crate::inline::{Content, Kind, LineRange, Piece, Slot, Text, shape};
use crate::math::Formula;

/// What is added to a pitch for what is not known exactly of a word processor's formulas.
const MARGIN: Twip = Twip(30);

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
    let (ascent, descent) = match &pieces[0].content {
        Content::Math(formula) => (formula.form(0).ascent, formula.form(0).descent),
        _ => (Twip::ZERO, Twip::ZERO),
    };
    let baseline = Twip((pitch - ascent - descent).0 / 2) + ascent;
    let (first, rest) = pieces.split_at(1);
    let mut unit = Unit { height: pitch, ..Unit::default() };
    let mut used = Twip::ZERO;
    for (pieces, align) in [(first, style.align), (rest, Align::Right)] {
        if pieces.is_empty() {
            continue;
        }
        let text = shape(pieces, cx.library, &mut cx.shaper);
        cx.note_missing(&text);
        let whole = LineRange { start: 0, end: text.clusters.len() - 1, delicate: false };
        let placed = line(cx, &text, pieces, whole, Slot { align, ..slot }, baseline);
        unit.items.extend(placed.items);
        for piece in pieces {
            if let Content::Math(formula) = &piece.content {
                used += formula.form(0).width;
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
    Fragment {
        units: vec![unit],
        before: style.before,
        after: style.after,
        keep_next: style.keep_next,
        keep_together: true,
        orphans: ORPHANS,
        block: Some(id),
        nodes: 1,
        ..Fragment::default()
    }
}

/// The pitch that formulas in a paragraph need where its own pitch does not hold them; nothing where
/// it does.
///
/// In an exact line a word processor cuts what reaches above four fifths or below one: such a
/// paragraph's lines are at least as high as this, which no line needs more than.
pub(crate) fn formulas_need(pieces: &[Piece<'_>], own: Twip, size: Pt) -> Option<Twip> {
    let formulas = || {
        pieces.iter().filter_map(|piece| match &piece.content {
            Content::Math(formula) => Some(formula.as_ref()),
            _ => None,
        })
    };
    let (above, below) = (Twip(own.0 * 4 / 5), Twip(own.0 - own.0 * 4 / 5));
    let size = size.twips().0;
    // The next line's letters begin nine tenths of an em above their baseline.
    let letters = Twip(size * 9 / 10);
    let fits = formulas().all(|formula| {
        formula.office_ascent <= above
            && formula.office_descent <= below
            && formula.form(0).ascent <= above + Twip(below.0 / 2)
            && formula.form(0).descent + letters <= own + MARGIN
    });
    if fits {
        return None;
    }
    let most = |measure: fn(&Formula) -> Twip| formulas().map(measure).max().unwrap_or_default();
    // The letters of Tinos reach 0.891 em up and 0.216 em down.
    let (up, down) = (Twip(size * 9 / 10), Twip(size * 22 / 100));
    let office = most(|formula| formula.office_ascent).max(up)
        + most(|formula| formula.office_descent).max(down);
    let printed = most(|formula| formula.form(0).ascent).max(up)
        + most(|formula| formula.form(0).descent).max(down);
    Some((office + MARGIN).max(printed).max(own))
}

/// How far the formulas in a line reach below its baseline.
pub(crate) fn descent(text: &Text, pieces: &[Piece<'_>], range: LineRange) -> Twip {
    let mut depth = Twip::ZERO;
    for cluster in &text.clusters[range.start..range.end] {
        if cluster.kind == Kind::Object
            && let Content::Math(formula) = &pieces[text.runs[cluster.run as usize].piece].content
        {
            depth = depth.max(formula.form(0).descent);
        }
    }
    depth
}

//! Running heads and folios: what stands on a page beside its text.

use vanban_theme::{LineHeight, PageStyle, Pt, Role};

use crate::context::Context;
use crate::frame::{Item, Page};
use crate::geometry::Point;
use crate::inline::{Content, LineRange, Piece, Slot, place, shape};
use crate::structure::NodeId;

/// Puts the page's number in its top margin, where the theme has it.
pub(crate) fn folio(cx: &mut Context<'_>, paper: &PageStyle, page: &mut Page, number: usize) {
    // A cover bears no number.
    if number == 1 && (!paper.number_first || cx.article.meta.cover) {
        return;
    }
    let style = *cx.theme.style(Role::Header);
    let piece = Piece {
        content: Content::Label(number.to_string()),
        look: style.text,
        rise: Pt(0.0),
        link: None,
        node: NodeId(0),
        span: Default::default(),
        inline: None,
        lang: None,
    };
    let pieces = [piece];
    let text = shape(&pieces, cx.library, &mut cx.shaper);
    let whole = LineRange { start: 0, end: text.clusters.len() - 1, delicate: false };
    let slot = Slot {
        left: paper.left.twips(),
        measure: paper.text_width(),
        align: style.align,
        last: true,
    };
    let pitch = match style.line_height {
        LineHeight::Exact(height) => height,
        LineHeight::Natural => style.text.size,
    };
    let baseline = paper.header.twips().pt() + Pt(pitch.0 * 0.8);
    let start = page.frame.items.len();
    for (origin, item, _) in place(&text, &pieces, whole, slot, |_| (Pt(0.0), Pt(0.0))).items {
        if let Item::Run(_) = item {
            page.frame.items.push((Point::new(origin.x, origin.y + baseline), item));
        }
    }
    page.header = start..page.frame.items.len();
}

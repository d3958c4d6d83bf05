//! Figures: a picture in a paragraph of its own, and its caption.

use vanban_article::{BlockId, BlockKind};
use vanban_theme::{Align, Pt, Role, Twip};

use crate::block::paragraph::set;
use crate::block::{Site, block, depth};
use crate::context::Context;
use crate::fragment::{Fragment, Unit};
use crate::frame::{Item, Picture};
use crate::geometry::{Point, Size};
use crate::inline::{Content, Piece};
use crate::structure::Tag;

/// Lays out a figure.
pub(crate) fn figure(cx: &mut Context<'_>, id: BlockId, site: Site, out: &mut Vec<Fragment>) {
    let article = cx.article;
    let whole = article.block(id);
    let BlockKind::Figure { picture, alt, size } = &whole.kind else { return };
    let depth = depth(site.place);
    let style = cx.theme.paragraph(Role::Figure, depth);
    let measure = site.width - style.left - style.right;
    let captioned = article.children(id).next().is_some();
    // What has alternative text is read as that text alone: a caption in the figure would be lost.
    let outer = if captioned { cx.structure.detached(Tag::Division, site.node) } else { site.node };
    let node = cx.structure.detached(Tag::Figure, outer);
    cx.structure.node_mut(node).alt = Some(alt.clone());
    if let Some((width, height)) = cx.picture_size(*picture, *size, measure) {
        cx.hints.figures.insert(id, (width.0, height.0));
        // Word processors make the line of a low picture as high as one of text, unless it has a height
        // of its own; the picture then stands on the baseline, at four fifths of it.
        let low = height.0 * 4 < style.text.size.twips().0 * 5;
        let pitch = if low { Twip((height.0 * 5 + 3) / 4) } else { height };
        if low {
            cx.hints.pitches.insert(id, pitch.0);
        }
        let align = site.align.filter(|_| site.place.lists == 0).unwrap_or(style.align);
        let left = site.left + style.left + spare(align, measure - width);
        let printed = Size::new(width.pt(), height.pt());
        let origin = Point::new(left.pt(), Pt(0.0));
        let item = Item::Image(Picture { picture: *picture, size: printed });
        out.push(Fragment {
            units: vec![Unit {
                height: pitch,
                items: vec![(origin, item, Some(node))],
                ..Unit::default()
            }],
            before: style.before,
            after: style.after,
            keep_next: captioned || style.keep_next,
            keep_together: true,
            orphans: 1,
            block: Some(id),
            nodes: 1,
            ..Fragment::default()
        });
    } else if !alt.is_empty() {
        out.push(substitute(cx, id, Site { node: outer, ..site }, alt));
    }
    for child in article.children(id) {
        block(cx, child, Site { node: outer, ..site }, out);
    }
}

/// How far in a line begins that leaves this much room.
fn spare(align: Align, room: Twip) -> Twip {
    match align {
        Align::Left | Align::Justify => Twip::ZERO,
        Align::Center => Twip(room.0 / 2),
        Align::Right => room,
    }
}

/// The text that stands for a picture that was not loaded.
fn substitute(cx: &mut Context<'_>, id: BlockId, site: Site, alt: &str) -> Fragment {
    let depth = depth(site.place);
    let style = cx.theme.paragraph(Role::Caption, depth);
    let node = cx.structure.detached(Tag::Paragraph, site.node);
    let label = Piece::new(Content::Label(format!("[{alt}]")), style.text, node);
    let piece = Piece { span: cx.article.block(id).span, ..label };
    set(cx, None, &[piece], &[], &style, site)
}

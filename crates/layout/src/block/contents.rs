//! Tables of contents: a heading, and an entry for each heading or caption of the article.
//!
//! The words of an entry are broken in a measure that leaves the page number's column free, so its
//! lines do not depend on the number: numbers are printed once the pages are known, and nothing
//! moves any more.

use std::collections::BTreeMap;

use vanban_article::contents::{self, Entry, entries};
use vanban_article::{BlockId, Code, ContentsKind, Diagnostic, EntryHint, as_read};
use vanban_theme::{Align, ParagraphStyle, Pt, Role, Twip};

use crate::block::Site;
use crate::block::paragraph::{line, set};
use crate::context::Context;
use crate::fragment::{Fragment, PageNumber, Unit};
use crate::frame::{Item, Link, LinkTarget};
use crate::geometry::Point;
use crate::inline::{Content, LineRange, Piece, Slot, place, settle, shape};
use crate::structure::{NodeId, Tag};

/// Lays a table of contents out; one that has nothing to list is not printed.
pub(crate) fn contents(
    cx: &mut Context<'_>,
    id: BlockId,
    kind: ContentsKind,
    site: Site,
    out: &mut Vec<Fragment>,
) {
    let entries = entries(cx.article, kind, &cx.numbers);
    if entries.is_empty() {
        return;
    }
    out.push(Fragment { loose: true, block: Some(id), ..title(cx, id, kind, site) });
    let node = cx.structure.detached(Tag::Contents, site.node);
    let mut hints = Vec::with_capacity(entries.len());
    for each in &entries {
        let role = match (kind, each.level) {
            (ContentsKind::Figures | ContentsKind::Tables, _) => Role::ContentsCaption,
            (_, 0 | 1) => Role::Contents1,
            (_, 2) => Role::Contents2,
            _ => Role::Contents3,
        };
        let style = *cx.theme.style(role);
        let (fragment, hint) = entry(cx, each, &style, Site { node, ..site });
        out.push(Fragment { loose: hints.is_empty(), ..fragment });
        hints.push(hint);
    }
    cx.hints.entries.insert(id, hints);
}

/// The heading of a table of contents.
fn title(cx: &mut Context<'_>, id: BlockId, kind: ContentsKind, site: Site) -> Fragment {
    let words = contents::title(cx.article, kind);
    let style = *cx.theme.style(Role::ContentsTitle);
    let node = cx.structure.detached(Tag::Paragraph, site.node);
    let label = Piece::new(Content::Label(words.to_owned()), style.text, node);
    let piece = Piece { span: cx.article.block(id).span, ..label };
    set(cx, None, &[piece], &[], &style, site)
}

/// An entry without its number, and what its lines need to break alike everywhere.
fn entry(
    cx: &mut Context<'_>,
    entry: &Entry,
    style: &ParagraphStyle,
    site: Site,
) -> (Fragment, EntryHint) {
    let item = cx.structure.detached(Tag::ContentsItem, site.node);
    let reference = cx.structure.detached(Tag::Reference, item);
    let node = cx.structure.detached(Tag::Link, reference);
    let target = cx.listed.get(&entry.block).copied().unwrap_or_default();
    let contents = as_read(&entry.text);
    let link = cx.add_entry_link(Link { target: LinkTarget::Place(target), contents });
    let span = cx.article.block(entry.block).span;
    let piece = Piece::new(Content::Text(&entry.text), style.text, node);
    let piece = Piece { link: Some(link), span, ..piece };
    let pieces = [piece];
    let mut text = shape(&pieces, cx.library, &mut cx.shaper);
    let measure = site.width - style.left - style.right;
    let settled = settle(&mut text, measure, style.first_line);
    if settled.nudge.is_none() {
        let message = "this line of the table of contents may break differently in another version \
                       of a word processor";
        cx.diagnostics.push(Diagnostic::note(Code::UNSTABLE, span, message));
    }
    let nudge = settled.nudge.unwrap_or_default();
    let marks: BTreeMap<u32, char> =
        settled.marks.iter().map(|(at, mark)| (text.clusters[*at].at, *mark)).collect();
    let pitch = style.pitch().unwrap_or(Twip(style.text.size.twips().0 * 5 / 4));
    let baseline = Twip(pitch.0 * 4 / 5);
    let mut units = Vec::with_capacity(settled.lines.len());
    for (index, range) in settled.lines.iter().enumerate() {
        let indent = if index == 0 { style.first_line } else { Twip::ZERO };
        let slot = Slot {
            left: site.left + style.left + indent,
            measure: measure - nudge - indent,
            align: style.align,
            last: index + 1 == settled.lines.len(),
        };
        let mut unit = line(cx, &text, &pieces, *range, slot, baseline);
        unit.height = pitch;
        units.push(unit);
    }
    if let Some(last) = units.last_mut() {
        last.number = Some(Box::new(PageNumber {
            place: target,
            from: end(last),
            right: site.left + site.width,
            baseline: baseline.pt(),
            look: style.text,
            link,
            node,
        }));
    }
    let fragment = Fragment {
        units,
        before: style.before,
        after: style.after,
        keep_next: style.keep_next,
        keep_together: style.keep_together,
        orphans: 2,
        nodes: 1,
        ..Fragment::default()
    };
    (fragment, EntryHint { nudge: nudge.0, marks })
}

/// Where the glyphs of a line end.
fn end(unit: &Unit) -> Pt {
    let ends = unit.items.iter().filter_map(|(origin, item, _)| match item {
        Item::Run(run) => Some(origin.x.0 + run.glyphs.iter().map(|g| g.advance.0).sum::<f32>()),
        _ => None,
    });
    Pt(ends.fold(0.0, f32::max))
}

/// The items of a page number, and of the dots that lead to it: those are no content.
pub(crate) fn number(
    cx: &mut Context<'_>,
    wanted: &PageNumber,
    page: usize,
) -> Vec<(Point, Item, Option<NodeId>)> {
    let slot = Slot { left: Twip::ZERO, measure: wanted.right, align: Align::Right, last: true };
    let mut items = set_label(cx, wanted, page.to_string(), Some(wanted.link), slot);
    let starts = items.iter().filter_map(|(origin, item, _)| match item {
        Item::Run(_) => Some(origin.x.0),
        _ => None,
    });
    let start = starts.fold(wanted.right.pt().0, f32::min);
    // Dots stand on a grid from the right edge, so that those of all entries are in columns.
    let step = wanted.look.size.0 * 0.25;
    let right = wanted.right.pt().0;
    let last = ((right - start) / step + 0.5).ceil();
    let first = ((right - wanted.from.0) / step - 0.5).floor();
    if first - last >= 2.0 {
        let left = Pt(right - first * step);
        let dots = ".".repeat((first - last) as usize);
        let slot =
            Slot { left: left.twips(), measure: wanted.right, align: Align::Left, last: true };
        let leader = set_label(cx, wanted, dots, None, slot);
        items.splice(0..0, leader.into_iter().map(|(origin, item, _)| (origin, item, None)));
    }
    items
}

/// A text that layout adds, on the baseline of an entry.
fn set_label(
    cx: &mut Context<'_>,
    wanted: &PageNumber,
    words: String,
    link: Option<usize>,
    slot: Slot,
) -> Vec<(Point, Item, Option<NodeId>)> {
    let label = Piece::new(Content::Label(words), wanted.look, wanted.node);
    let pieces = [Piece { link, ..label }];
    let library = cx.library;
    let text = shape(&pieces, library, &mut cx.shaper);
    let whole = LineRange { start: 0, end: text.clusters.len() - 1, delicate: false };
    let placed = place(&text, &pieces, whole, slot, |run| {
        let face = library.face(run.face);
        let scale = run.size as f32 / run.upem as f32 / 20.0;
        (Pt(f32::from(face.ascent) * scale), Pt(-f32::from(face.descent) * scale))
    });
    let down = |(origin, item, node): (Point, Item, Option<NodeId>)| {
        (Point::new(origin.x, origin.y + wanted.baseline), item, node)
    };
    placed.items.into_iter().map(down).collect()
}

//! Leaf blocks: their lines as the units of one fragment.

use vanban_article::{Block, BlockId, BlockKind, Code, Diagnostic, NoteId, ParagraphKind};
use vanban_theme::{LineHeight, ParagraphStyle, Pt, Role, TextStyle, Theme, Twip};

use crate::block::equation::{descent, equation, formulas_need, is_equation};
use crate::block::{Site, depth};
use crate::context::Context;
use crate::fragment::{Fragment, Unit};
use crate::frame::{Item, Rule};
use crate::geometry::{Point, Size};
use crate::inline::{
    Cluster, Content, LineRange, Piece, Slot, Text, collect, continue_lines, note_label, place,
    settle, shape,
};
use crate::structure::{NodeId, Tag};

/// What stands before a paragraph's own text.
#[derive(Debug)]
pub(crate) enum Opening {
    /// The marker of a list's item.
    Marker(Label),
    /// The number of a note.
    Note {
        /// The number.
        number: u32,
        /// The structure node of the number.
        node: NodeId,
    },
}

/// The marker of a list's item, hung out to the left of its first line.
#[derive(Debug)]
pub(crate) struct Label {
    /// What it says.
    pub(crate) text: String,
    /// Its look.
    pub(crate) look: TextStyle,
    /// How far it hangs out.
    pub(crate) hanging: Twip,
    /// Its structure node.
    pub(crate) node: NodeId,
}

/// How many lines of a paragraph must stay together at a page's foot and head.
pub(crate) const ORPHANS: usize = 2;

/// Lays a leaf block out.
pub(crate) fn paragraph(
    cx: &mut Context<'_>,
    id: BlockId,
    site: Site,
    opening: Option<Opening>,
) -> Fragment {
    let article = cx.article;
    let block = article.block(id);
    let role = Role::named(site.place.role(article, id)).unwrap_or(Role::Body);
    let depth = depth(site.place);
    let mut style = cx.theme.paragraph(role, depth);
    // Items hang from their markers, however the column stands.
    style.align = site.align.filter(|_| depth.lists == 0).unwrap_or(style.align);
    if let (Role::AlertTitle, Some(kind)) = (role, site.place.alert) {
        style.text.color = cx.theme.alert.colors[kind as usize];
    }
    let tag = match block.kind {
        BlockKind::Heading { level, .. } => Tag::Heading(cx.heading_level(level)),
        BlockKind::Paragraph(ParagraphKind::Caption | ParagraphKind::TableCaption) => Tag::Caption,
        BlockKind::Paragraph(ParagraphKind::Term) => Tag::Label,
        BlockKind::Paragraph(ParagraphKind::Title) => Tag::Title,
        _ => Tag::Paragraph,
    };
    let mut node = match block.kind {
        BlockKind::Paragraph(ParagraphKind::TableCaption) => {
            let parent = captioned_table(cx, block, site);
            cx.structure.detached(tag, parent)
        }
        _ => cx.structure.detached(tag, site.node),
    };
    if matches!(block.kind, BlockKind::Code { .. }) {
        node = cx.structure.detached(Tag::Code, node);
    }
    let measure = site.width - style.left - style.right;
    let (mut pieces, mut notes) = collect(cx, block, style.text, node, measure);
    if matches!(block.kind, BlockKind::Code { .. }) {
        continue_lines(cx, &mut pieces, style.text, measure);
    }
    if let Some(Opening::Note { number, node: label }) = opening {
        pieces.splice(0..0, note_label(cx.theme, number, style.text, node, label));
        notes.iter_mut().for_each(|(piece, _)| *piece += 2);
    }
    if let Some(number) = cx.numbers.get(&id) {
        let label = heading_number(cx.theme, number, block, style.text, node);
        notes.iter_mut().for_each(|(piece, _)| *piece += label.len());
        pieces.splice(0..0, label);
    }
    let equation = matches!(block.kind, BlockKind::Paragraph(ParagraphKind::Equation));
    let mut fragment = if equation && notes.is_empty() && is_equation(&pieces) {
        let pitch = pitch(cx, Some(id), &pieces, &style);
        self::equation(cx, id, &pieces, &style, pitch, site)
    } else {
        set(cx, Some(id), &pieces, &notes, &style, site)
    };
    if let Some(first) = fragment.units.first_mut() {
        first.places.extend(cx.places_on(id));
    }
    if let Some(Opening::Marker(label)) = opening {
        hang(cx, &label, &style, site, &mut fragment);
    }
    fragment
}

/// The node of the table that a caption stands over, of which the caption is the first part (ISO
/// 32000-1 §14.8.4.3.4).
fn captioned_table(cx: &mut Context<'_>, caption: &Block, site: Site) -> NodeId {
    let next = cx.article.blocks.get(caption.end.index()).map(|next| &next.kind);
    if !matches!(next, Some(BlockKind::Table { .. })) {
        return site.node;
    }
    let table = cx.structure.detached(Tag::Table, site.node);
    cx.captioned = Some(table);
    table
}

/// The number before a heading's text, on a line of its own where the theme has it so.
fn heading_number<'a>(
    theme: &Theme,
    number: &str,
    block: &Block,
    look: TextStyle,
    node: NodeId,
) -> Vec<Piece<'a>> {
    let BlockKind::Heading { level, .. } = block.kind else { return Vec::new() };
    let own_line = theme.numbering.levels.get(usize::from(level) - 1).is_some_and(|l| l.own_line);
    let piece = |content| Piece { span: block.span, ..Piece::new(content, look, node) };
    if block.inlines.is_empty() {
        vec![piece(Content::Label(number.to_owned()))]
    } else if own_line {
        vec![piece(Content::Label(number.to_owned())), piece(Content::LineBreak)]
    } else {
        vec![piece(Content::Label(format!("{number} ")))]
    }
}

/// Sets pieces as a paragraph. Lines whose block is named leave what they need in the hints.
pub(crate) fn set(
    cx: &mut Context<'_>,
    id: Option<BlockId>,
    pieces: &[Piece<'_>],
    notes: &[(usize, NoteId)],
    style: &ParagraphStyle,
    site: Site,
) -> Fragment {
    let mut text = shape(pieces, cx.library, &mut cx.shaper);
    cx.note_missing(&text);
    let measure = site.width - style.left - style.right;
    let settled = settle(&mut text, measure, style.first_line);
    let nudge = settled.nudge.unwrap_or_default();
    for (at, mark) in &settled.marks {
        if let Some((inline, offset)) = text.place(*at) {
            cx.hints.marks.entry(inline).or_default().insert(offset, *mark);
        }
    }
    if let Some(id) = id {
        if nudge > Twip::ZERO {
            cx.hints.nudges.insert(id, nudge.0);
        }
        if settled.nudge.is_none() {
            let span = cx.article.block(id).span;
            let message = "this paragraph may break its lines differently in another version of a \
                           word processor";
            cx.diagnostics.push(Diagnostic::note(Code::UNSTABLE, span, message));
        }
    }
    let pitch = pitch(cx, id, pieces, style);
    let baseline = Twip(pitch.0 * 4 / 5);
    let frame = Slot {
        left: site.left + style.left,
        measure: measure - nudge,
        align: style.align,
        last: false,
    };
    let count = settled.lines.len();
    let mut units = Vec::with_capacity(count);
    for (index, range) in settled.lines.iter().enumerate() {
        let indent = if index == 0 { style.first_line } else { Twip::ZERO };
        let slot = Slot {
            left: frame.left + indent,
            measure: frame.measure - indent,
            last: index + 1 == count,
            ..frame
        };
        let baseline = baseline.min(pitch - descent(&text, pieces, *range));
        let mut unit = line(cx, &text, pieces, *range, slot, baseline);
        unit.height = pitch;
        unit.notes = marked(&text, notes, *range);
        backdrop(style, frame, index + 1 == count, &mut unit);
        units.push(unit);
    }
    Fragment {
        units,
        before: style.before,
        after: style.after,
        keep_next: style.keep_next,
        keep_together: style.keep_together,
        orphans: ORPHANS,
        block: id,
        nodes: 1,
        ..Fragment::default()
    }
}

/// The pitch of a paragraph's lines: its style's, or more where a picture in a line needs it. A
/// picture stands on the baseline, at four fifths of the pitch.
fn pitch(
    cx: &mut Context<'_>,
    id: Option<BlockId>,
    pieces: &[Piece<'_>],
    style: &ParagraphStyle,
) -> Twip {
    let own = match style.line_height {
        LineHeight::Exact(height) => height.twips(),
        LineHeight::Natural => Twip(style.text.size.twips().0 * 5 / 4),
    };
    let tallest = pieces.iter().filter_map(|piece| match piece.content {
        Content::Picture { height, .. } => Some(height),
        _ => None,
    });
    let needed = tallest.max().map_or(Twip::ZERO, |height| Twip((height.0 * 5 + 3) / 4));
    if let Some(least) = formulas_need(pieces, own, style.text.size) {
        let pitch = least.max(needed);
        if let Some(id) = id {
            cx.hints.pitches.insert(id, pitch.0);
            cx.hints.stretches.insert(id);
        }
        return pitch;
    }
    if needed > own
        && let Some(id) = id
    {
        cx.hints.pitches.insert(id, needed.0);
        return needed;
    }
    own
}

/// A line's items, moved onto its baseline.
pub(crate) fn line(
    cx: &Context<'_>,
    text: &Text,
    pieces: &[Piece<'_>],
    range: LineRange,
    slot: Slot,
    baseline: Twip,
) -> Unit {
    let library = cx.library;
    let placed = place(text, pieces, range, slot, |run| {
        let face = library.face(run.face);
        let scale = run.size as f32 / run.upem as f32 / 20.0;
        (Pt(f32::from(face.ascent) * scale), Pt(-f32::from(face.descent) * scale))
    });
    let mut unit = Unit::default();
    for (origin, item, node) in placed.items {
        unit.items.push((Point::new(origin.x, origin.y + baseline.pt()), item, node));
    }
    unit
}

/// The notes that a line marks: those whose pieces stand on it, of notes in the order of pieces.
fn marked(text: &Text, notes: &[(usize, NoteId)], range: LineRange) -> Vec<NoteId> {
    let piece = |cluster: &Cluster| text.runs[cluster.run as usize].piece;
    let clusters = &text.clusters[range.start..range.end];
    let (Some(first), Some(last)) = (clusters.first().map(piece), clusters.last().map(piece))
    else {
        return Vec::new();
    };
    let from = notes.partition_point(|(piece, _)| *piece < first);
    let here = notes[from..].iter().take_while(|(piece, _)| *piece <= last);
    here.map(|(_, note)| *note).collect()
}

/// The background behind a line and the rule under the last one.
fn backdrop(style: &ParagraphStyle, frame: Slot, last: bool, unit: &mut Unit) {
    let x = frame.left.pt();
    let width = frame.measure.pt();
    if let Some(color) = style.fill {
        // Each background reaches a little under the next, so that no seam shows between them.
        let overlap = if last { Pt(0.0) } else { Pt(0.5) };
        let size = Size::new(width, unit.height.pt() + overlap);
        unit.items.insert(0, (Point::new(x, Pt(0.0)), Item::Rule(Rule { size, color }), None));
    }
    if let Some(rule) = style.rule_below.filter(|_| last) {
        let y = unit.height.pt();
        let rule_item = Rule { size: Size::new(width, rule.width), color: rule.color };
        unit.items.push((Point::new(x, y), Item::Rule(rule_item), None));
        unit.height += rule.width.twips();
    }
}

/// Hangs an item's marker out to the left of the first line.
fn hang(
    cx: &mut Context<'_>,
    label: &Label,
    style: &ParagraphStyle,
    site: Site,
    fragment: &mut Fragment,
) {
    let pieces = [Piece::new(Content::Label(label.text.clone()), label.look, label.node)];
    let text = shape(&pieces, cx.library, &mut cx.shaper);
    cx.note_missing(&text);
    let whole = LineRange { start: 0, end: text.clusters.len() - 1, delicate: false };
    let slot = Slot {
        left: site.left + style.left - label.hanging,
        measure: label.hanging,
        align: vanban_theme::Align::Left,
        last: true,
    };
    if let Some(first) = fragment.units.first_mut() {
        let baseline = Twip(first.height.0 * 4 / 5);
        let marker = line(cx, &text, &pieces, whole, slot, baseline);
        first.items.splice(0..0, marker.items);
    }
}

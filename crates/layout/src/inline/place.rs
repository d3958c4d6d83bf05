//! Lines to items: the last stage of a paragraph.

use vanban_theme::{Align, Pt, Twip};

use crate::frame::{Glyph, GlyphRun, Item, LinkArea, Picture, Rule};
use crate::geometry::{Point, Size};
use crate::inline::break_lines::LineRange;
use crate::inline::collect::{Content, Piece};
use crate::inline::shape::{Kind, Run, Text};
use crate::structure::NodeId;

/// Items of a line, with the structure nodes that own them; furniture has none. Origins are relative
/// to the left edge of the frame and to the baseline.
#[derive(Debug, Default)]
pub(crate) struct Line {
    /// The items.
    pub(crate) items: Vec<(Point, Item, Option<NodeId>)>,
}

/// Where a line stands in its frame.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot {
    /// From the frame's left edge to the line's start.
    pub(crate) left: Twip,
    /// The line's measure.
    pub(crate) measure: Twip,
    /// Where its text stands in the measure.
    pub(crate) align: Align,
    /// Whether it is the paragraph's last.
    pub(crate) last: bool,
}

/// Places a line's items.
pub(crate) fn place(
    text: &Text,
    pieces: &[Piece<'_>],
    line: LineRange,
    slot: Slot,
    ascent: impl Fn(&Run) -> (Pt, Pt),
) -> Line {
    let mut placed = Line::default();
    let content = trimmed(text, line);
    let natural: f64 = (line.start..content).map(|at| advance(text, at)).sum();
    let spare = f64::from(slot.measure.0) - natural;
    let mut x = f64::from(slot.left.0);
    let mut stretch = 0.0;
    match slot.align {
        Align::Left => {}
        Align::Center => x += spare / 2.0,
        Align::Right => x += spare,
        Align::Justify => {
            let forced = line.end > line.start && text.clusters[line.end - 1].kind == Kind::Newline;
            let spaces =
                (line.start..content).filter(|at| text.clusters[*at].kind == Kind::Space).count();
            if !slot.last && !forced && spaces > 0 && spare > 0.0 {
                stretch = spare / spaces as f64;
            }
        }
    }
    let mut at = line.start;
    while at < line.end {
        let run_index = text.clusters[at].run;
        let mut end = at;
        while end < line.end && text.clusters[end].run == run_index {
            end += 1;
        }
        let run = &text.runs[run_index as usize];
        let start = x;
        let under = placed.items.len();
        if run.upem == 1 {
            x = picture(text, pieces, at, x, &mut placed);
        } else {
            x = glyph_run(text, run, at..end, content, (x, stretch), &mut placed);
        }
        let ink_end =
            if end > content { x.min(start + ink(text, at..content, stretch)) } else { x };
        let (above, below) = ascent(run);
        if let Some(color) = run.highlight.filter(|_| ink_end > start) {
            let size = Size::new(pt(ink_end - start), above + below);
            let rule = Item::Rule(Rule { size, color });
            placed.items.insert(under, (Point::new(pt(start), -above - run.rise), rule, None));
        }
        decorate(run, start, ink_end, (above, below), &mut placed);
        at = end;
    }
    placed
}

/// One past the last cluster that is not a space at the line's end.
fn trimmed(text: &Text, line: LineRange) -> usize {
    let mut end = line.end;
    while end > line.start && matches!(text.clusters[end - 1].kind, Kind::Space | Kind::Newline) {
        end -= 1;
    }
    end
}

/// A cluster's advance in twips.
fn advance(text: &Text, at: usize) -> f64 {
    let cluster = &text.clusters[at];
    let run = &text.runs[cluster.run as usize];
    f64::from(cluster.units) * run.size as f64 / run.upem as f64
}

fn ink(text: &Text, range: std::ops::Range<usize>, stretch: f64) -> f64 {
    range
        .map(|at| {
            let space = text.clusters[at].kind == Kind::Space;
            advance(text, at) + if space { stretch } else { 0.0 }
        })
        .sum()
}

/// Places the glyphs of clusters of one run; returns where they end. Spaces after `content` keep
/// their width.
fn glyph_run(
    text: &Text,
    run: &Run,
    range: std::ops::Range<usize>,
    content: usize,
    (x, stretch): (f64, f64),
    placed: &mut Line,
) -> f64 {
    let scale = run.size as f64 / run.upem as f64 / 20.0;
    let first = &text.clusters[range.start];
    let close = &text.clusters[range.end];
    let mut glyphs = Vec::with_capacity((close.glyph - first.glyph) as usize);
    let mut pen = x;
    for at in range.clone() {
        let cluster = &text.clusters[at];
        let next = &text.clusters[at + 1];
        let spread = if cluster.kind == Kind::Space && at < content { stretch } else { 0.0 };
        if cluster.kind == Kind::Missing {
            missing_box(run, pen, advance(text, at), placed);
        }
        for index in cluster.glyph..next.glyph {
            let glyph = text.glyphs[index as usize];
            glyphs.push(Glyph {
                id: glyph.id,
                advance: Pt((f64::from(glyph.advance) * scale + spread / 20.0) as f32),
                x_offset: Pt((f64::from(glyph.x) * scale) as f32),
                y_offset: Pt((f64::from(glyph.y) * scale) as f32),
                start: glyph.display - first.display,
            });
        }
        pen += advance(text, at) + spread;
    }
    if !glyphs.is_empty() {
        let display = &text.display[first.display as usize..close.display as usize];
        let glyph_run = GlyphRun {
            face: run.face,
            size: Pt(run.size as f32 / 20.0),
            color: run.color,
            lang: run.lang.clone(),
            text: display.to_owned(),
            glyphs,
        };
        let origin = Point::new(pt(x), -run.rise);
        placed.items.push((origin, Item::Run(glyph_run), Some(run.node)));
    }
    pen
}

/// Places a picture on the baseline; returns where it ends.
fn picture(text: &Text, pieces: &[Piece<'_>], at: usize, x: f64, placed: &mut Line) -> f64 {
    let run = &text.runs[text.clusters[at].run as usize];
    if let Content::Picture { picture, width, height } = &pieces[run.piece].content {
        let size = Size::new(width.pt(), height.pt());
        let item = Item::Image(Picture { picture: *picture, size });
        placed.items.push((Point::new(pt(x), -height.pt()), item, Some(run.node)));
    }
    x + advance(text, at)
}

/// The box that stands for a character no face has.
fn missing_box(run: &Run, x: f64, width: f64, placed: &mut Line) {
    let size = run.size as f32 / 20.0;
    let line = size * 0.05;
    let (left, right) = (pt(x).0 + size * 0.06, pt(x + width).0 - size * 0.06);
    let (top, bottom) = (-size * 0.66, 0.0);
    let mut side = |x: f32, y: f32, width: f32, height: f32| {
        let rule = Rule { size: Size::new(Pt(width), Pt(height)), color: run.color };
        placed.items.push((Point::new(Pt(x), Pt(y) - run.rise), Item::Rule(rule), None));
    };
    side(left, top, right - left, line);
    side(left, bottom - line, right - left, line);
    side(left, top, line, bottom - top);
    side(right - line, top, line, bottom - top);
}

/// Lines under and through a run, and the area of its link.
fn decorate(run: &Run, start: f64, end: f64, (above, below): (Pt, Pt), placed: &mut Line) {
    if end <= start {
        return;
    }
    let size = run.size as f32 / 20.0;
    let (x, width) = (pt(start), pt(end - start));
    let mut rule = |y: f32| {
        let rule = Rule { size: Size::new(width, Pt(size * 0.05)), color: run.color };
        placed.items.push((Point::new(x, Pt(y) - run.rise), Item::Rule(rule), None));
    };
    if run.underline {
        rule(size * 0.1);
    }
    if run.strike {
        rule(-size * 0.27);
    }
    if let Some(link) = run.link {
        let top = -above - run.rise;
        let height = above + below;
        // Runs of one link that touch are one area.
        let extended = placed.items.iter_mut().rev().find_map(|(at, item, node)| match item {
            Item::Link(area) if *node == Some(run.node) && area.link == link => Some((at, area)),
            _ => None,
        });
        if let Some((at, area)) = extended {
            area.size.width = x + width - at.x;
        } else {
            let item = Item::Link(LinkArea { size: Size::new(width, height), link });
            placed.items.push((Point::new(x, top), item, Some(run.node)));
        }
    }
}

/// Twips, fractions included, in points.
fn pt(twips: f64) -> Pt {
    Pt((twips / 20.0) as f32)
}

//! A page as printpdf's operators: its items in their order, each inside its mark.

use std::collections::BTreeMap;

use printpdf::{
    Cmyk, Color as PdfColor, DictItem, Greyscale, Op, PaintMode, PdfPage, Pt as PdfPt, Rect, Rgb,
};
use vanban_fonts::FaceId;
use vanban_layout::{Item, Page};
use vanban_theme::{Color, Pt};

use crate::font::Faces;
use crate::image;
use crate::inks::Inks;
use crate::object::round;
use crate::tags::Mark;
use crate::text;

/// What the operators so far have left set.
#[derive(Default)]
struct State {
    mark: Option<Mark>,
    in_text: bool,
    color: Option<Color>,
    font: Option<(FaceId, Pt)>,
}

/// A page with its contents.
pub(crate) fn write(
    page: &Page,
    marks: &[Mark],
    faces: &Faces<'_>,
    inks: Option<&Inks>,
) -> PdfPage {
    let height = page.size.height;
    let mut ops = Vec::with_capacity(page.frame.items.len() * 3);
    let mut state = State::default();
    for ((origin, item), mark) in page.frame.items.iter().zip(marks) {
        match item {
            Item::Link(_) => continue,
            Item::Run(run) if run.glyphs.is_empty() => continue,
            _ => {}
        }
        if state.mark != Some(*mark) {
            end_text(&mut ops, &mut state);
            if state.mark.is_some() {
                ops.push(Op::EndMarkedContent);
            }
            ops.push(begin(*mark));
            state.mark = Some(*mark);
        }
        match item {
            Item::Run(run) => {
                if !state.in_text {
                    ops.push(Op::StartTextSection);
                    state.in_text = true;
                }
                set_color(&mut ops, &mut state, run.color, inks);
                let used = faces.of(run);
                if state.font != Some((run.face, run.size)) {
                    ops.push(text::select(run, used));
                    state.font = Some((run.face, run.size));
                }
                text::show(&mut ops, *origin, height, run, used);
            }
            Item::Rule(rule) => {
                end_text(&mut ops, &mut state);
                set_color(&mut ops, &mut state, rule.color, inks);
                let rectangle = Rect {
                    x: PdfPt(round(origin.x.0)),
                    y: PdfPt(round((height - origin.y - rule.size.height).0)),
                    width: PdfPt(round(rule.size.width.0)),
                    height: PdfPt(round(rule.size.height.0)),
                    mode: Some(PaintMode::Fill),
                    winding_order: None,
                };
                ops.push(Op::DrawRectangle { rectangle });
            }
            Item::Image(picture) => {
                end_text(&mut ops, &mut state);
                ops.push(image::show(*origin, height, picture));
            }
            Item::Link(_) => {}
        }
    }
    end_text(&mut ops, &mut state);
    if state.mark.is_some() {
        ops.push(Op::EndMarkedContent);
    }
    let paper = Rect {
        x: PdfPt(0.0),
        y: PdfPt(0.0),
        width: PdfPt(round(page.size.width.0)),
        height: PdfPt(round(height.0)),
        mode: None,
        winding_order: None,
    };
    PdfPage { media_box: paper.clone(), trim_box: paper.clone(), crop_box: paper, ops }
}

fn end_text(ops: &mut Vec<Op>, state: &mut State) {
    if state.in_text {
        ops.push(Op::EndTextSection);
        state.in_text = false;
    }
}

fn begin(mark: Mark) -> Op {
    let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
    let mut map = BTreeMap::new();
    let mut enter = |key: &str, value| map.insert(key.to_owned(), value);
    let tag = match mark {
        Mark::Content { mcid, tag } => {
            enter("MCID", DictItem::Int(i64::from(mcid)));
            tag
        }
        Mark::Header | Mark::Footer => {
            enter("Type", name("Pagination"));
            enter("Subtype", name(if mark == Mark::Header { "Header" } else { "Footer" }));
            "Artifact"
        }
        Mark::Decoration | Mark::Area => {
            enter("Type", name("Layout"));
            "Artifact"
        }
    };
    let properties = DictItem::Dict { map };
    Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties }
}

/// The operator that fills with a colour.
pub(crate) fn fill(color: Color, inks: Option<&Inks>) -> String {
    if let Some(inks) = inks {
        let [c, m, y, k] = inks.mix(color);
        return format!("{c} {m} {y} {k} k");
    }
    let [r, g, b] = [color.r, color.g, color.b].map(|channel| round(f32::from(channel) / 255.0));
    if r == g && g == b { format!("{r} g") } else { format!("{r} {g} {b} rg") }
}

fn set_color(ops: &mut Vec<Op>, state: &mut State, color: Color, inks: Option<&Inks>) {
    if state.color == Some(color) {
        return;
    }
    state.color = Some(color);
    // Three digits tell all 256 levels apart.
    let level = |channel: u8| round(f32::from(channel) / 255.0);
    let col = if let Some(inks) = inks {
        let [c, m, y, k] = inks.mix(color);
        PdfColor::Cmyk(Cmyk::new(c, m, y, k, None))
    } else if color.r == color.g && color.g == color.b {
        PdfColor::Greyscale(Greyscale::new(level(color.r), None))
    } else {
        PdfColor::Rgb(Rgb::new(level(color.r), level(color.g), level(color.b), None))
    };
    ops.push(Op::SetFillColor { col });
}

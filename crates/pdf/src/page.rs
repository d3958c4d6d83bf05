//! A page as a content stream: its items in their order, each inside its mark.

use printpdf::{PdfPage, Pt as PdfPt, Rect};
use vanban_fonts::FaceId;
use vanban_layout::{Item, Page};
use vanban_theme::{Color, Pt};

use crate::content::Content;
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

/// A page without contents, as printpdf has it.
pub(crate) fn paper(page: &Page) -> PdfPage {
    let paper = Rect {
        x: PdfPt(0.0),
        y: PdfPt(0.0),
        width: PdfPt(round(page.size.width.0)),
        height: PdfPt(round(page.size.height.0)),
        mode: None,
        winding_order: None,
    };
    let ops = Vec::new();
    PdfPage { media_box: paper.clone(), trim_box: paper.clone(), crop_box: paper, ops }
}

/// The contents of a page.
pub(crate) fn write(
    page: &Page,
    marks: &[Mark],
    faces: &Faces<'_>,
    inks: Option<&Inks>,
) -> Vec<u8> {
    let height = page.size.height;
    let glyphs = |item: &Item| if let Item::Run(run) = item { run.glyphs.len() * 3 } else { 0 };
    let room = page.frame.items.iter().map(|(_, item)| 48 + glyphs(item)).sum();
    let mut content = Content::with_room(room);
    let mut state = State::default();
    for ((origin, item), mark) in page.frame.items.iter().zip(marks) {
        match item {
            Item::Link(_) => continue,
            Item::Run(run) if run.glyphs.is_empty() => continue,
            _ => {}
        }
        if state.mark != Some(*mark) {
            end_text(&mut content, &mut state);
            if state.mark.is_some() {
                content.operator("EMC");
            }
            begin(&mut content, *mark);
            state.mark = Some(*mark);
        }
        match item {
            Item::Run(run) => {
                if !state.in_text {
                    content.operator("BT");
                    state.in_text = true;
                }
                set_color(&mut content, &mut state, run.color, inks);
                let used = faces.of(run);
                if state.font != Some((run.face, run.size)) {
                    text::select(&mut content, run, used);
                    state.font = Some((run.face, run.size));
                }
                text::show(&mut content, *origin, height, run, used);
            }
            Item::Rule(rule) => {
                end_text(&mut content, &mut state);
                set_color(&mut content, &mut state, rule.color, inks);
                let bottom = height - origin.y - rule.size.height;
                for value in [origin.x, bottom, rule.size.width, rule.size.height] {
                    content.number(value.0);
                }
                content.operator("re f");
            }
            Item::Image(picture) => {
                end_text(&mut content, &mut state);
                image::show(&mut content, *origin, height, picture);
            }
            Item::Link(_) => {}
        }
    }
    end_text(&mut content, &mut state);
    if state.mark.is_some() {
        content.operator("EMC");
    }
    content.into_bytes()
}

fn end_text(content: &mut Content, state: &mut State) {
    if state.in_text {
        content.operator("ET");
        state.in_text = false;
    }
}

fn begin(content: &mut Content, mark: Mark) {
    match mark {
        Mark::Content { mcid, tag } => content.mark(tag, format_args!("/MCID {mcid}")),
        Mark::Header => content.mark("Artifact", format_args!("/Subtype/Header/Type/Pagination")),
        Mark::Footer => content.mark("Artifact", format_args!("/Subtype/Footer/Type/Pagination")),
        Mark::Decoration | Mark::Area => {
            content.mark("Artifact", format_args!("/Type/Layout"));
        }
    }
}

/// The operator that fills with a colour.
pub(crate) fn fill(color: Color, inks: Option<&Inks>) -> String {
    if let Some(inks) = inks {
        let [c, m, y, k] = inks.mix(color);
        return format!("{c} {m} {y} {k} k");
    }
    // Three digits tell all 256 levels apart.
    let [r, g, b] = [color.r, color.g, color.b].map(|channel| round(f32::from(channel) / 255.0));
    if r == g && g == b { format!("{r} g") } else { format!("{r} {g} {b} rg") }
}

fn set_color(content: &mut Content, state: &mut State, color: Color, inks: Option<&Inks>) {
    if state.color != Some(color) {
        state.color = Some(color);
        content.operator(&fill(color, inks));
    }
}

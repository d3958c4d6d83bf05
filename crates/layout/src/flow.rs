//! The whole: article to layout.

use vanban_article::{
    Article, Diagnostic, Hints, Images, InlineKind, NoteId, Place as Surroundings, Target, as_read,
};
use vanban_fonts::FontLibrary;
use vanban_theme::{Role, Theme, Twip};

use crate::block::{Site, block};
use crate::context::Context;
use crate::fragment::{Fragment, Unit};
use crate::frame::{Frame, Info, Item, Layout, Link, LinkTarget, Page, Place, Rule};
use crate::furniture::folio;
use crate::geometry::{Point, Size};
use crate::note::{NoteBox, notes};
use crate::outline::outline;
use crate::paginate::{Plan, Push, Room, paginate};
use crate::structure::Tag;

/// What typesetting made.
#[derive(Clone, Debug)]
pub struct Typeset {
    /// The pages.
    pub layout: Layout,
    /// What the DOCX repeats to break at the same places.
    pub hints: Hints,
    /// What there is to say about what layout could not do as written.
    pub diagnostics: Vec<Diagnostic>,
}

/// Lays an article out.
#[must_use]
pub fn typeset(
    article: &Article,
    theme: &Theme,
    library: &'static FontLibrary,
    images: &Images,
) -> Typeset {
    let mut cx = Context::new(article, theme, library, images);
    let root = cx.structure.add(Tag::Document, None);
    let site = Site {
        place: Surroundings::default(),
        node: root,
        left: Twip::ZERO,
        width: theme.page.text_width(),
        align: None,
    };
    let mut fragments = Vec::new();
    for id in article.body() {
        block(&mut cx, id, site, &mut fragments);
    }
    let boxes = notes(&mut cx, root);
    let room = Room {
        height: theme.page.text_height(),
        separator: most_above_notes(&cx),
        least_separator: LEAST_ABOVE_NOTES,
    };
    let plan = paginate(&fragments, &boxes, room);
    let blocks: Vec<_> = fragments.iter().map(|fragment| fragment.block).collect();
    let mut layout = Layout { info: info(article), links: links(article), ..Layout::default() };
    layout.places = vec![Place::default(); article.anchors.len() + article.notes.len()];
    fill(&mut cx, &mut layout, fragments, boxes, &plan);
    layout.outline = outline(article);
    cx.hints.anchor_pages =
        layout.places[..article.anchors.len()].iter().map(|place| place.page as u32 + 1).collect();
    cx.hints.pages = layout.pages.len() as u32;
    for (fragment, push) in &plan.pushes {
        // A row has no block, nor room that a DOCX could say.
        let Some(block) = blocks[*fragment] else { continue };
        match push {
            Push::Above(room) => cx.hints.pushes.insert(block, room.0),
            Push::Below(room) => cx.hints.pushes_below.insert(block, room.0),
        };
    }
    let gaps = (0u32..).map(NoteId).zip(&plan.gaps).filter(|(_, gap)| **gap > Twip::ZERO);
    cx.hints.note_gaps = gaps.map(|(note, gap)| (note, gap.0)).collect();
    cx.report_missing();
    layout.structure = std::mem::take(&mut cx.structure);
    Typeset { layout, hints: cx.hints, diagnostics: cx.diagnostics }
}

/// The room that LibreOffice 7.4 keeps for the line above the notes; 25.2 keeps more.
const LEAST_ABOVE_NOTES: Twip = Twip(120);

/// The room that LibreOffice 25.2 keeps there: a natural line of the default paragraph's font, and
/// a little more for its rounding.
fn most_above_notes(cx: &Context<'_>) -> Twip {
    let look = cx.theme.style(Role::Body).text;
    let face = cx.library.face(cx.library.id(look.font));
    let units = i32::from(face.ascent) - i32::from(face.descent) + i32::from(face.line_gap);
    Twip(look.size.twips().0 * units / i32::from(face.units_per_em) + 8)
}

/// Fills the pages from the plan.
fn fill(
    cx: &mut Context<'_>,
    layout: &mut Layout,
    fragments: Vec<Fragment>,
    boxes: Vec<NoteBox>,
    plan: &Plan,
) {
    let paper = &cx.theme.page;
    let size = Size::new(paper.width.twips().pt(), paper.height.twips().pt());
    let (left, top) = (paper.left.twips(), paper.top.twips());
    let bottom = top + paper.text_height();
    let heads: Vec<_> = fragments.iter().map(|fragment| fragment.head.clone()).collect();
    let mut fragments: Vec<Vec<Option<Unit>>> = fragments
        .into_iter()
        .map(|fragment| fragment.units.into_iter().map(Some).collect())
        .collect();
    let mut boxes: Vec<Vec<Option<(Twip, Unit)>>> =
        boxes.into_iter().map(|note| note.units.into_iter().map(Some).collect()).collect();
    let mut placements = plan.placements.iter().peekable();
    for (number, parts) in plan.notes.iter().enumerate() {
        let mut page = Page { size, frame: Frame::default(), header: 0..0 };
        folio(cx, &mut page, number + 1);
        let mut sheet = Sheet { number, left, page: &mut page, layout };
        while let Some(placement) = placements.next_if(|placement| placement.page == number) {
            let mut y = top + placement.y;
            if placement.head
                && let Some(head) = &heads[placement.fragment]
            {
                let mut y = y - head.iter().map(|unit| unit.height).sum::<Twip>();
                for unit in head.iter() {
                    sheet.put(cx, unit.clone(), y);
                    y += unit.height;
                }
            }
            let ends = placements.peek().is_none_or(|next| next.page != number);
            for index in placement.units.clone() {
                if let Some(mut unit) = fragments[placement.fragment][index].take() {
                    let height = unit.height;
                    let mut edge = Vec::new();
                    if y == top {
                        edge.append(&mut unit.edges.above);
                    }
                    if ends && index + 1 == placement.units.end {
                        edge.append(&mut unit.edges.below);
                    }
                    unit.items.extend(edge.into_iter().map(|(at, item)| (at, item, None)));
                    sheet.put(cx, unit, y);
                    y += height;
                }
            }
        }
        let heights: Vec<Twip> = parts.iter().map(|part| part.height).collect();
        let mut y = bottom - heights.iter().copied().sum::<Twip>();
        if let Some(first) = parts.first() {
            // Close above the note, whatever room settles the page's end.
            separator(cx, &mut sheet, y + first.gap);
        }
        for (part, height) in parts.iter().zip(heights) {
            let mut origin = None;
            for index in part.units.clone() {
                if let Some((offset, unit)) = boxes[part.note.index()][index].take() {
                    let start = *origin.get_or_insert(offset);
                    sheet.put(cx, unit, y + part.gap + offset - start);
                }
            }
            y += height;
        }
        layout.pages.push(page);
    }
}

/// The line above the notes, in the middle of the room kept for it.
fn separator(cx: &mut Context<'_>, sheet: &mut Sheet<'_>, notes_top: Twip) {
    let style = &cx.theme.note;
    let y = notes_top - Twip(style.separator_height.0 / 2);
    let size = Size::new(style.separator_length.pt(), style.separator.width);
    let rule = Item::Rule(Rule { size, color: style.separator.color });
    sheet.page.frame.items.push((Point::new(sheet.left.pt(), y.pt()), rule));
}

/// The page being filled.
struct Sheet<'p> {
    number: usize,
    left: Twip,
    page: &'p mut Page,
    layout: &'p mut Layout,
}

impl Sheet<'_> {
    /// Puts a unit on the page with its top at `y`.
    fn put(&mut self, cx: &mut Context<'_>, unit: Unit, y: Twip) {
        for place in unit.places {
            let at = Point::new(self.left.pt(), y.pt());
            self.layout.places[place] = Place { page: self.number, at };
        }
        for node in unit.nodes {
            cx.structure.attach(node);
        }
        for (origin, item, node) in unit.items {
            let at = Point::new(origin.x + self.left.pt(), origin.y + y.pt());
            if let Some(node) = node {
                cx.structure.cover(node, self.number, self.page.frame.items.len());
            }
            self.page.frame.items.push((at, item));
        }
    }
}

fn info(article: &Article) -> Info {
    let meta = &article.meta;
    Info {
        title: article.title().unwrap_or_default(),
        authors: meta.authors.iter().map(|author| author.value.clone()).collect(),
        subject: meta.summary.as_ref().or(meta.lead.as_ref()).map(|field| field.value.clone()),
        keywords: meta.keywords.iter().map(|keyword| keyword.value.clone()).collect(),
        lang: meta.lang.clone(),
        date: meta.date.as_ref().map(|date| date.value),
    }
}

/// The links of the article, then those from marks to notes.
fn links(article: &Article) -> Vec<Link> {
    let mut links = Vec::with_capacity(article.links.len() + article.notes.len());
    let texts = link_texts(article);
    for (link, text) in article.links.iter().zip(texts) {
        let (target, fallback) = match &link.target {
            Target::Url(url) => (LinkTarget::Url(url.clone()), url.clone()),
            Target::Anchor(anchor) => (LinkTarget::Place(anchor.index()), String::new()),
        };
        let named = link.title.clone().unwrap_or(text);
        let contents = if named.is_empty() { fallback } else { named };
        links.push(Link { target, contents });
    }
    for (index, note) in article.notes.iter().enumerate() {
        links.push(Link {
            target: LinkTarget::Place(article.anchors.len() + index),
            contents: vanban_text::terms::note(note.number),
        });
    }
    links
}

/// The text of each link.
fn link_texts(article: &Article) -> Vec<String> {
    let mut texts = vec![String::new(); article.links.len()];
    for inline in &article.inlines {
        if let (Some(link), InlineKind::Text(text)) = (inline.link, &inline.kind) {
            texts[link.index()].push_str(&as_read(text));
        }
    }
    texts
}

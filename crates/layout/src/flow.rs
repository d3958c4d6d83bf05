//! The whole: article to layout.

use vanban_article::cover::{self, CoverPart};
use vanban_article::{
    Article, Code, Diagnostic, Hints, Images, Inline, InlineKind, NoteId, Place as Surroundings,
    Shown, Target, as_read,
};
use vanban_fonts::FontLibrary;
use vanban_theme::{Align, Role, Theme, Twip};

use crate::begin;
use crate::block::{Site, block, number};
use crate::context::Context;
use crate::fragment::{Fragment, Unit};
use crate::frame::{Frame, Info, Item, Layout, Link, LinkTarget, Page, Place, Rule};
use crate::furniture::Furnished;
use crate::geometry::{Point, Size};
use crate::note::{NoteBox, notes};
use crate::outline::outline;
use crate::paginate::{Plan, Push, Room, paginate};
use crate::structure::Tag;
use crate::watermark::watermark;

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

/// How often an article is laid out in which the text names pages, until it names the right ones.
const PASSES: usize = 5;

/// Lays an article out.
#[must_use]
pub fn typeset(
    article: &Article,
    theme: &Theme,
    library: &FontLibrary,
    images: &Images,
) -> Typeset {
    let names_page =
        |inline: &&Inline| matches!(inline.kind, InlineKind::Reference { shown: Shown::Page, .. });
    let mut made = lay_out(article, theme, library, images, Vec::new());
    let Some(named) = article.inlines.iter().find(names_page) else { return made };
    for _ in 1..PASSES {
        let pages = made.hints.anchor_pages;
        made = lay_out(article, theme, library, images, pages.clone());
        if made.hints.anchor_pages == pages {
            return made;
        }
    }
    // A number that grows by a digit can move what it names to the page that it named before.
    let message = "the pages that references name do not settle: some may be wrong by one";
    made.diagnostics.push(
        Diagnostic::note(Code::UNSTABLE, named.span, message)
            .hint("put a page break before what the reference names"),
    );
    made
}

/// Lays an article out whose anchors stand on these pages, as far as that is known.
fn lay_out(
    article: &Article,
    theme: &Theme,
    library: &FontLibrary,
    images: &Images,
    anchor_pages: Vec<u32>,
) -> Typeset {
    let mut cx = Context::new(article, theme, library, images);
    cx.anchor_pages = anchor_pages;
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
        let start = fragments.len();
        let part = cover::part(article, id);
        let align = part.map(|_| Align::Center);
        block(&mut cx, id, Site { align, ..site }, &mut fragments);
        if let (Some(part), Some(line)) = (part, fragments.get_mut(start)) {
            line.before = match part {
                CoverPart::First => theme.cover.above,
                CoverPart::Below => theme.cover.between,
                CoverPart::Other => line.before,
            };
        }
    }
    let fragments = begin::settle(fragments, theme.table.separator);
    let boxes = notes(&mut cx, root);
    let room = Room {
        height: theme.page.text_height(),
        turned_height: theme.page.turned(true).text_height(),
        separator: most_above_notes(&cx),
        least_separator: LEAST_ABOVE_NOTES,
    };
    let plan = paginate(&fragments, &boxes, room);
    let blocks: Vec<_> = fragments.iter().map(|fragment| fragment.block).collect();
    let mut layout = Layout { info: info(article), links: links(&cx), ..Layout::default() };
    let places = article.anchors.len() + article.notes.len() + cx.listed.len();
    layout.places = vec![Place::default(); places];
    let pages = pages_of(&fragments, &plan, places);
    fill(&mut cx, &mut layout, fragments, boxes, &plan, &pages);
    layout.links.append(&mut cx.entry_links);
    cx.hints.listed_pages =
        cx.listed.iter().map(|(block, place)| (*block, pages[*place] as u32 + 1)).collect();
    layout.outline = outline(article, &cx.numbers);
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
    layout.watermark = watermark(&mut cx);
    cx.report_missing();
    cx.report_lacking();
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

/// The page, from 0, of each place in the text.
fn pages_of(fragments: &[Fragment], plan: &Plan, places: usize) -> Vec<usize> {
    let mut pages = vec![0; places];
    for placement in &plan.placements {
        for unit in &fragments[placement.fragment].units[placement.units.clone()] {
            unit.places.iter().for_each(|place| pages[*place] = placement.page);
        }
    }
    pages
}

/// Fills the pages from the plan.
fn fill(
    cx: &mut Context<'_>,
    layout: &mut Layout,
    fragments: Vec<Fragment>,
    boxes: Vec<NoteBox>,
    plan: &Plan,
    pages: &[usize],
) {
    let papers = [false, true].map(|landscape| cx.theme.page.turned(landscape));
    let anchors: Vec<u32> =
        pages[..cx.article.anchors.len()].iter().map(|page| *page as u32 + 1).collect();
    let turned = plan.landscape.contains(&true);
    let furnished = [false, true].map(|wide| {
        (!wide || turned).then(|| Furnished::new(cx, &anchors, plan.notes.len(), wide))
    });
    let heads: Vec<_> = fragments.iter().map(|fragment| fragment.head.clone()).collect();
    let mut fragments: Vec<Vec<Option<Unit>>> = fragments
        .into_iter()
        .map(|fragment| fragment.units.into_iter().map(Some).collect())
        .collect();
    let mut boxes: Vec<Vec<Option<(Twip, Unit)>>> =
        boxes.into_iter().map(|note| note.units.into_iter().map(Some).collect()).collect();
    let mut placements = plan.placements.iter().peekable();
    for (number, parts) in plan.notes.iter().enumerate() {
        let wide = usize::from(plan.landscape[number]);
        let paper = &papers[wide];
        let size = Size::new(paper.width.twips().pt(), paper.height.twips().pt());
        let (left, top) = (paper.left.twips(), paper.top.twips());
        let bottom = top + paper.text_height();
        let mut page = Page { size, frame: Frame::default(), header: 0..0, footer: 0..0 };
        if let Some(furnished) = &furnished[wide] {
            furnished.furnish(cx, &mut page, number + 1);
        }
        let mut sheet = Sheet { number, left, page: &mut page, pages, layout };
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
    /// The page, from 0, of each place.
    pages: &'p [usize],
    layout: &'p mut Layout,
}

impl Sheet<'_> {
    /// Puts a unit on the page with its top at `y`.
    fn put(&mut self, cx: &mut Context<'_>, mut unit: Unit, y: Twip) {
        if let Some(wanted) = unit.number.take() {
            unit.items.extend(number(cx, &wanted, self.pages[wanted.place] + 1));
        }
        for place in unit.places {
            let at = Point::new(self.left.pt(), y.pt());
            self.layout.places[place] = Place { page: self.number, at };
        }
        let mut nodes = unit.nodes.into_iter().peekable();
        for (place, (origin, item, node)) in unit.items.into_iter().enumerate() {
            while let Some((_, node)) = nodes.next_if(|(before, _)| *before <= place) {
                cx.structure.attach(node);
            }
            let at = Point::new(origin.x + self.left.pt(), origin.y + y.pt());
            // An area belongs to its link, whatever in the link its words are.
            let link = |node| cx.structure.nearest(node, Tag::Link).unwrap_or(node);
            let node = if matches!(item, Item::Link(_)) { node.map(link) } else { node };
            if let Some(node) = node {
                cx.structure.cover(node, self.number, self.page.frame.items.len());
            }
            self.page.frame.items.push((at, item));
        }
        nodes.for_each(|(_, node)| cx.structure.attach(node));
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
fn links(cx: &Context<'_>) -> Vec<Link> {
    let article = cx.article;
    let mut links = Vec::with_capacity(article.links.len() + article.notes.len());
    let texts = link_texts(cx);
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
fn link_texts(cx: &Context<'_>) -> Vec<String> {
    let article = cx.article;
    let mut texts = vec![String::new(); article.links.len()];
    for inline in &article.inlines {
        if let (Some(link), InlineKind::Text(text)) = (inline.link, &inline.kind) {
            texts[link.index()].push_str(&as_read(text));
        }
        if let InlineKind::Reference { anchor, link, .. } = inline.kind {
            let named = article.refer(anchor, Shown::Label, &cx.numbers);
            texts[link.index()] = as_read(&named.unwrap_or_default().text());
        }
    }
    texts
}

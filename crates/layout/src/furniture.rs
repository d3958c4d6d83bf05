//! Running heads and feet: what stands on a page beside its text.
//!
//! A band is one line with three parts. What does not fit is cut at a word, with an ellipsis: texts
//! that are the same on every page are cut once, for the longest that the page's own values may be,
//! and the cut goes into the hints, so that the DOCX says the same.

mod fit;

use vanban_article::furniture::{section_on, sections, variable};
use vanban_theme::furniture::template;
use vanban_theme::{
    Align, ParagraphStyle, Pt, Role, TemplatePiece, TextStyle, Twip, Variable, Variant,
};

use self::fit::{ELLIPSIS, Fault, cut, limited, measured, report, rooms, shaped};
use crate::context::Context;
use crate::frame::{Item, Page, Rule};
use crate::geometry::{Point, Size};
use crate::inline::{LineRange, Slot, place};

/// The furniture of all pages, its texts resolved and cut.
pub(crate) struct Furnished {
    bands: Vec<Resolved>,
    /// The pages on which headings of level 1 begin, and their text.
    sections: Vec<(u32, String)>,
    pages: usize,
    /// Whether its pages are wider than high.
    wide: bool,
}

/// A band of one variant.
struct Resolved {
    edge: Edge,
    variant: Variant,
    parts: [Vec<Bit>; 3],
}

/// Which edge of the paper a band stands at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    Head,
    Foot,
}

/// A stretch of a part.
#[derive(Clone, Debug, PartialEq)]
enum Bit {
    /// Text that is the same on every page.
    Text(String),
    /// The page's number.
    Page,
    /// How many pages there are.
    Pages,
    /// The section's title.
    Section,
}

/// The most texts and variables of a part that are cut to fit.
const MOST_BITS: usize = 64;
/// The names of the parts.
const PARTS: [&str; 3] = ["left", "center", "right"];
impl Edge {
    fn name(self) -> &'static str {
        match self {
            Edge::Head => "head",
            Edge::Foot => "foot",
        }
    }

    fn role(self) -> Role {
        match self {
            Edge::Head => Role::Header,
            Edge::Foot => Role::Footer,
        }
    }
}

/// The name of a variant in the hints.
fn name(variant: Variant) -> &'static str {
    match variant {
        Variant::First => "first",
        Variant::Odd => "odd",
        Variant::Even => "even",
    }
}

impl Furnished {
    /// Resolves the furniture of an article of so many pages whose anchors stand on these, from 1.
    pub(crate) fn new(
        cx: &mut Context<'_>,
        anchor_pages: &[u32],
        pages: usize,
        wide: bool,
    ) -> Furnished {
        let sections = sections(cx.article, anchor_pages);
        let mut furnished = Furnished { bands: Vec::new(), sections, pages, wide };
        for edge in [Edge::Head, Edge::Foot] {
            let mut told = None;
            for variant in [Variant::First, Variant::Odd, Variant::Even] {
                let theme = cx.theme;
                let furniture = match edge {
                    Edge::Head => &theme.head,
                    Edge::Foot => &theme.foot,
                };
                let parts = furniture.band(variant).parts();
                let mut parts = parts.map(|text| bits(cx, text));
                if parts.iter().all(Vec::is_empty) {
                    continue;
                }
                let fault = furnished.fit(cx, edge, variant, &mut parts);
                told = told.max(fault);
                furnished.bands.push(Resolved { edge, variant, parts });
            }
            if let Some(fault) = told.filter(|_| !wide) {
                report(cx, edge, fault);
            }
        }
        furnished
    }

    /// Cuts what is the same on every page, for the longest that the rest may be, and says what did
    /// not fit. Where the title of a section does not, the band shows none: in the DOCX it is a
    /// field, which no one can cut, and a second line would move the text.
    fn fit(
        &self,
        cx: &mut Context<'_>,
        edge: Edge,
        variant: Variant,
        parts: &mut [Vec<Bit>; 3],
    ) -> Option<Fault> {
        let style = *cx.theme.style(edge.role());
        let look = style.text;
        let measure = measure(cx, &style, self.wide);
        let gap = f64::from(look.size.twips().0);
        let section = self.longest_section(cx, &look, parts);
        let say = |part: &Vec<Bit>| self.words(part, self.pages, &section).concat();
        let mut widths = parts.each_ref().map(|part| measured(cx, &look, &say(part)));
        let mut room = rooms(widths, measure, gap);
        let mut fault = None;
        let least = |part: &Vec<Bit>| {
            let bits = part.iter().map(|bit| match bit {
                Bit::Text(text) if text.chars().count() > 1 => Bit::Text(ELLIPSIS.to_string()),
                bit => bit.clone(),
            });
            say(&bits.collect())
        };
        let hopeless = (0..parts.len()).any(|at| {
            parts[at].contains(&Bit::Section) && measured(cx, &look, &least(&parts[at])) > room[at]
        });
        let place = |at: usize, bit: usize| {
            let paper = if self.wide { "wide-" } else { "" };
            format!("{paper}{}/{}/{}/{bit}", edge.name(), name(variant), PARTS[at])
        };
        if hopeless {
            fault = Some(Fault::Section);
            for (at, part) in parts.iter_mut().enumerate() {
                for (index, bit) in part.iter_mut().enumerate() {
                    if *bit == Bit::Section {
                        *bit = Bit::Text(String::new());
                        cx.hints.band_cuts.insert(place(at, index), String::new());
                    }
                }
            }
            widths = parts.each_ref().map(|part| measured(cx, &look, &say(part)));
            room = rooms(widths, measure, gap);
        }
        for (at, part) in parts.iter_mut().enumerate() {
            if widths[at] <= room[at] {
                continue;
            }
            fault = fault.max(Some(Fault::Text));
            let mut words = self.words(part, self.pages, &section);
            let may = part.iter().map(|bit| matches!(bit, Bit::Text(_))).collect::<Vec<_>>();
            if part.len() <= MOST_BITS {
                cut(cx, &look, &mut words, &may, room[at]);
            }
            if part.len() > MOST_BITS || measured(cx, &look, &words.concat()) > room[at] {
                // No text is left to cut: the part says nothing.
                for (index, bit) in part.iter_mut().enumerate() {
                    *bit = Bit::Text(String::new());
                    cx.hints.band_cuts.insert(place(at, index), String::new());
                }
                continue;
            }
            for (index, (bit, word)) in part.iter_mut().zip(words).enumerate() {
                if let Bit::Text(text) = bit
                    && *text != word
                {
                    cx.hints.band_cuts.insert(place(at, index), word.clone());
                    *text = word;
                }
            }
        }
        fault
    }

    /// The title of the section that is the widest, where the band shows any.
    fn longest_section(
        &self,
        cx: &mut Context<'_>,
        look: &TextStyle,
        parts: &[Vec<Bit>; 3],
    ) -> String {
        let mut longest = (0.0, String::new());
        let shows = parts.iter().any(|part| part.contains(&Bit::Section));
        for (_, text) in self.sections.iter().filter(|_| shows) {
            let text = limited(text);
            let wide = measured(cx, look, &text);
            if wide > longest.0 {
                longest = (wide, text);
            }
        }
        longest.1
    }

    /// What the bits of a part say on a page.
    fn words(&self, part: &[Bit], page: usize, section: &str) -> Vec<String> {
        let say = |bit: &Bit| match bit {
            Bit::Text(text) => text.clone(),
            Bit::Page => page.to_string(),
            Bit::Pages => self.pages.to_string(),
            Bit::Section => limited(section),
        };
        part.iter().map(say).collect()
    }

    /// Puts its head and its foot on the page of a number, from 1.
    pub(crate) fn furnish(&self, cx: &mut Context<'_>, page: &mut Page, number: usize) {
        // A cover bears none.
        if number == 1 && cx.article.meta.cover {
            return;
        }
        let variant = match number {
            1 => Variant::First,
            n if n % 2 == 1 => Variant::Odd,
            _ => Variant::Even,
        };
        let mine =
            |edge| self.bands.iter().find(move |band| band.edge == edge && band.variant == variant);
        for edge in [Edge::Head, Edge::Foot] {
            let start = page.frame.items.len();
            if let Some(band) = mine(edge) {
                self.put(cx, page, band, number);
            }
            let items = start..page.frame.items.len();
            match edge {
                Edge::Head => page.header = items,
                Edge::Foot => page.footer = items,
            }
        }
    }

    fn put(&self, cx: &mut Context<'_>, page: &mut Page, band: &Resolved, number: usize) {
        let style = *cx.theme.style(band.edge.role());
        let measure = measure(cx, &style, self.wide);
        let section = u32::try_from(number).ok().and_then(|page| section_on(&self.sections, page));
        let words =
            band.parts.each_ref().map(|part| self.words(part, number, section.unwrap_or_default()));
        if words.iter().flatten().all(String::is_empty) {
            return;
        }
        let paper = &cx.theme.page.turned(self.wide);
        let pitch = style.pitch().unwrap_or(style.text.size.twips());
        let rule = style.rule_below.map_or(Twip::ZERO, |rule| rule.width.twips());
        let top = match band.edge {
            Edge::Head => paper.header.twips(),
            Edge::Foot => paper.height.twips() - paper.footer.twips() - rule - pitch,
        };
        let left = paper.left.twips() + style.left;
        let baseline = top.pt() + Pt(pitch.pt().0 * 0.8);
        for (at, align) in [Align::Left, Align::Center, Align::Right].into_iter().enumerate() {
            let words = words[at].concat();
            if words.is_empty() {
                continue;
            }
            let (pieces, text) = shaped(cx, &style.text, words);
            cx.note_missing(&text);
            let whole = LineRange { start: 0, end: text.clusters.len() - 1, delicate: false };
            let slot = Slot { left, measure, align, last: true };
            for (origin, item, _) in
                place(&text, &pieces, whole, slot, |_| (Pt(0.0), Pt(0.0))).items
            {
                if matches!(item, Item::Run(_) | Item::Rule(_)) {
                    page.frame.items.push((Point::new(origin.x, origin.y + baseline), item));
                }
            }
        }
        if let Some(rule) = style.rule_below {
            let size = Size::new(measure.pt(), rule.width);
            let item = Item::Rule(Rule { size, color: rule.color });
            page.frame.items.push((Point::new(left.pt(), (top + pitch).pt()), item));
        }
    }
}

/// The bits of a template.
fn bits(cx: &Context<'_>, text: &str) -> Vec<Bit> {
    let bit = |piece: &TemplatePiece<'_>| match piece {
        TemplatePiece::Text(text) => Bit::Text((*text).to_owned()),
        TemplatePiece::Variable(Variable::Page) => Bit::Page,
        TemplatePiece::Variable(Variable::Pages) => Bit::Pages,
        TemplatePiece::Variable(Variable::Section) => Bit::Section,
        TemplatePiece::Variable(each) => {
            Bit::Text(variable(cx.article, each.name()).unwrap_or_default())
        }
    };
    template(text).iter().map(bit).collect()
}

/// The measure of a band.
fn measure(cx: &Context<'_>, style: &ParagraphStyle, wide: bool) -> Twip {
    cx.theme.page.turned(wide).text_width() - style.left - style.right
}

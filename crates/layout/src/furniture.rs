//! Running heads and feet: what stands on a page beside its text.
//!
//! A band is one line with three parts. What does not fit is cut at a word, with an ellipsis: texts
//! that are the same on every page are cut once, for the longest that the page's own values may be,
//! and the cut goes into the hints, so that the DOCX says the same; a section's title is cut on its
//! page alone, for in the DOCX it is a field.

use vanban_article::furniture::{section_on, sections, variable};
use vanban_article::{Code, Diagnostic, FurnitureChoice, Span};
use vanban_theme::furniture::template;
use vanban_theme::{
    Align, ParagraphStyle, Pt, Role, TemplatePiece, TextStyle, Twip, Variable, Variant,
};

use crate::context::Context;
use crate::frame::{Item, Page, Rule};
use crate::geometry::{Point, Size};
use crate::inline::{Content, LineRange, Piece, Slot, Text, place, shape, width};
use crate::structure::NodeId;

/// The furniture of all pages, its texts resolved and cut.
pub(crate) struct Furnished {
    bands: Vec<Resolved>,
    /// The pages on which headings of level 1 begin, and their text.
    sections: Vec<(u32, String)>,
    pages: usize,
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

/// The longest text that is measured, in characters: more than any line holds.
const LONGEST: usize = 400;
/// The names of the parts.
const PARTS: [&str; 3] = ["left", "center", "right"];
/// What stands where text is cut.
const ELLIPSIS: char = '…';

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
    pub(crate) fn new(cx: &mut Context<'_>, anchor_pages: &[u32], pages: usize) -> Furnished {
        let sections = sections(cx.article, anchor_pages);
        let mut furnished = Furnished { bands: Vec::new(), sections, pages };
        for edge in [Edge::Head, Edge::Foot] {
            let mut told = false;
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
                let cut = furnished.fit(cx, edge, variant, &mut parts);
                if cut && !std::mem::replace(&mut told, true) {
                    report(cx, edge);
                }
                furnished.bands.push(Resolved { edge, variant, parts });
            }
        }
        furnished
    }

    /// Cuts what is the same on every page, for the longest that the rest may be; whether anything
    /// is too long.
    fn fit(
        &self,
        cx: &mut Context<'_>,
        edge: Edge,
        variant: Variant,
        parts: &mut [Vec<Bit>; 3],
    ) -> bool {
        let style = *cx.theme.style(edge.role());
        let measure = measure(cx, &style);
        let has_section = parts.iter().flatten().any(|bit| *bit == Bit::Section);
        let mut longest = (0.0, "");
        for (_, text) in self.sections.iter().filter(|_| has_section) {
            let wide = measured(cx, &style.text, &limited(text));
            if wide > longest.0 {
                longest = (wide, text);
            }
        }
        let section = longest.1.to_owned();
        let words = |parts: &[Vec<Bit>; 3]| {
            parts.each_ref().map(|part| self.words(part, self.pages, &section))
        };
        let widths = words(parts).map(|words| measured(cx, &style.text, &words.concat()));
        let rooms = rooms(widths, measure, f64::from(style.text.size.twips().0));
        let mut too_long = false;
        for (at, part) in parts.iter_mut().enumerate() {
            if widths[at] <= rooms[at] {
                continue;
            }
            too_long = true;
            let mut words = self.words(part, self.pages, &section);
            let may = part.iter().map(|bit| matches!(bit, Bit::Text(_))).collect::<Vec<_>>();
            cut(cx, &style.text, &mut words, &may, rooms[at]);
            for (index, (bit, word)) in part.iter_mut().zip(words).enumerate() {
                if let Bit::Text(text) = bit
                    && *text != word
                {
                    let place = format!("{}/{}/{}/{index}", edge.name(), name(variant), PARTS[at]);
                    cx.hints.band_cuts.insert(place, word.clone());
                    *text = word;
                }
            }
        }
        too_long
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
        let measure = measure(cx, &style);
        let section = u32::try_from(number).ok().and_then(|page| section_on(&self.sections, page));
        let mut words =
            band.parts.each_ref().map(|part| self.words(part, number, section.unwrap_or_default()));
        let widths = words.each_ref().map(|words| measured(cx, &style.text, &words.concat()));
        if words.iter().flatten().all(String::is_empty) {
            return;
        }
        let rooms = rooms(widths, measure, f64::from(style.text.size.twips().0));
        let paper = &cx.theme.page;
        let pitch = style.pitch().unwrap_or(style.text.size.twips());
        let rule = style.rule_below.map_or(Twip::ZERO, |rule| rule.width.twips());
        let top = match band.edge {
            Edge::Head => paper.header.twips(),
            Edge::Foot => paper.height.twips() - paper.footer.twips() - rule - pitch,
        };
        let left = paper.left.twips() + style.left;
        let baseline = top.pt() + Pt(pitch.pt().0 * 0.8);
        for (at, align) in [Align::Left, Align::Center, Align::Right].into_iter().enumerate() {
            if widths[at] > rooms[at] {
                let may = vec![true; words[at].len()];
                cut(cx, &style.text, &mut words[at], &may, rooms[at]);
            }
            let words = words[at].concat();
            if words.is_empty() {
                continue;
            }
            let (pieces, text) = shaped(cx, &style.text, words);
            cx.note_missing(&text.missing);
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
fn measure(cx: &Context<'_>, style: &ParagraphStyle) -> Twip {
    cx.theme.page.text_width() - style.left - style.right
}

fn limited(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

fn shaped(cx: &mut Context<'_>, look: &TextStyle, words: String) -> ([Piece<'static>; 1], Text) {
    let pieces = [Piece {
        content: Content::Label(words),
        look: *look,
        rise: Pt(0.0),
        link: None,
        node: NodeId(0),
        span: Span::default(),
        inline: None,
    }];
    let text = shape(&pieces, cx.library, &mut cx.shaper);
    (pieces, text)
}

/// The width of text in twips.
fn measured(cx: &mut Context<'_>, look: &TextStyle, words: &str) -> f64 {
    if words.is_empty() { 0.0 } else { width(&shaped(cx, look, limited(words)).1) }
}

/// How much room each part of a band has, the parts being so wide: all where it stands alone; else
/// the middle keeps half the measure, what is left goes to the sides.
fn rooms([left, center, right]: [f64; 3], measure: Twip, gap: f64) -> [f64; 3] {
    // Word processors round each run: a little less than the measure is sure to fit.
    let measure = f64::from(measure.0) - 10.0;
    let sides = left.max(right);
    if center > 0.0 && sides > 0.0 {
        let center = center.min((measure / 2.0).max(measure - 2.0 * (sides + gap)));
        let side = (measure - center) / 2.0 - gap;
        return [side, center, side];
    }
    if left > 0.0 && right > 0.0 {
        let right = right.min(((measure - gap) / 2.0).max(measure - gap - left));
        return [measure - gap - right, 0.0, right];
    }
    [measure; 3]
}

/// Cuts the words of a part, the longest first, until they fit.
fn cut(cx: &mut Context<'_>, look: &TextStyle, words: &mut [String], may: &[bool], room: f64) {
    let mut open: Vec<usize> = (0..words.len()).filter(|at| may[*at]).collect();
    while let Some(longest) =
        open.iter().copied().max_by_key(|at| (words[*at].chars().count(), usize::MAX - at))
    {
        open.retain(|at| *at != longest);
        let whole = limited(&words[longest]);
        let ends = whole.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
        let mut ends: Vec<usize> = ends.collect();
        if ends.is_empty() {
            ends = whole.char_indices().map(|(at, _)| at).collect();
        }
        let try_at = |cx: &mut Context<'_>, words: &mut [String], end: usize| {
            let kept =
                whole[..end].trim_end_matches(|c: char| c.is_whitespace() || ",;:–-".contains(c));
            words[longest] = format!("{kept}{ELLIPSIS}");
            measured(cx, look, &words.concat()) <= room
        };
        // The most words that fit, by halving.
        let (mut fits, mut fails) = (0, ends.len());
        while fits + 1 < fails {
            let middle = (fits + fails) / 2;
            if try_at(cx, words, ends[middle]) { fits = middle } else { fails = middle }
        }
        if ends.get(fits).is_some_and(|end| *end > 0 && try_at(cx, words, *end)) {
            return;
        }
        words[longest] = ELLIPSIS.to_string();
        if measured(cx, look, &words.concat()) <= room {
            return;
        }
    }
}

/// Tells that a band does not fit.
fn report(cx: &mut Context<'_>, edge: Edge) {
    let meta = &cx.article.meta;
    let said = |choice: &Option<FurnitureChoice>| {
        let choice = choice.as_ref()?;
        let bands = [&choice.general, &choice.odd, &choice.even, &choice.first];
        let mut fields = bands.into_iter().flatten().flat_map(|band| band.parts()).flatten();
        fields.next().map(|field| field.span)
    };
    let own = said(match edge {
        Edge::Head => &meta.header,
        Edge::Foot => &meta.footer,
    });
    let span = own.or(meta.title.as_ref().map(|title| title.span)).unwrap_or_default();
    let message = format!("the running {} is longer than its line and is cut", edge.name());
    cx.diagnostics.push(
        Diagnostic::warning(Code::FURNITURE, span, message).hint(
            "say less in it: `header:` and `footer:` of the front matter replace the theme's",
        ),
    );
}

#[cfg(test)]
mod tests {
    use super::rooms;
    use vanban_theme::Twip;

    #[test]
    fn parts_share_the_measure() {
        let rooms = |widths| rooms(widths, Twip(1010), 10.0);
        assert_eq!(rooms([2000.0, 0.0, 0.0]), [1000.0; 3]);
        assert_eq!(rooms([100.0, 300.0, 50.0]), [340.0, 300.0, 340.0]);
        assert_eq!(rooms([900.0, 0.0, 900.0]), [495.0, 0.0, 495.0]);
        assert_eq!(rooms([900.0, 0.0, 100.0]), [890.0, 0.0, 100.0]);
        assert_eq!(rooms([100.0, 2000.0, 0.0]), [100.0, 780.0, 100.0]);
        assert_eq!(rooms([900.0, 2000.0, 900.0])[1], 500.0);
    }
}

//! What is asked of a PDF beyond its pages: which of them, room to cut, inks, what travels with it.

use std::borrow::Cow;

use vanban_layout::{Item, Layout, Page};
use vanban_theme::Pt;

use crate::error::PdfError;
use crate::inks::OutputProfile;
use crate::{select, still};

/// What is asked of a PDF for the press.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Press {
    /// The pages to write; all of them where none are named.
    pub pages: Vec<PageRange>,
    /// How far paper is printed beyond its edge, so that cutting leaves no white.
    pub bleed: Pt,
    /// Whether marks show where to cut.
    pub crop_marks: bool,
    /// The press whose inks are used in place of screen colours.
    pub profile: Option<OutputProfile>,
    /// A file that travels with the PDF.
    pub attached: Option<Attachment>,
}

/// Pages that follow one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageRange {
    /// The first, from 1.
    pub first: usize,
    /// The last; none for all that follow.
    pub last: Option<usize>,
}

/// A file inside the PDF (ISO 32000-2 §7.11.4, §14.13).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its name, without a folder.
    pub name: String,
    /// Its media type, such as `text/markdown`.
    pub media_type: String,
    /// What it is, in a few words.
    pub about: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl PageRange {
    /// Whether a page, from 1, is one of them.
    #[must_use]
    pub fn holds(self, page: usize) -> bool {
        page >= self.first && self.last.is_none_or(|last| page <= last)
    }
}

impl Press {
    /// The numbers, from 0, of the pages to write of so many.
    #[must_use]
    pub fn chosen(&self, pages: usize) -> Vec<usize> {
        let all = self.pages.is_empty();
        (0..pages).filter(|at| all || self.pages.iter().any(|range| range.holds(at + 1))).collect()
    }
}

/// The layout to write, without what can be clicked where it is only to be printed, and the numbers of its pages, from 0, in the whole.
///
/// # Errors
/// When pages are asked for and the layout has none of them.
pub(crate) fn prepare<'l>(
    layout: &'l Layout,
    press: &Press,
    printed_only: bool,
) -> Result<(Cow<'l, Layout>, Vec<usize>), PdfError> {
    let chosen = press.chosen(layout.pages.len());
    if chosen.is_empty() && !layout.pages.is_empty() {
        return Err(PdfError::NoPages { pages: layout.pages.len() });
    }
    let mut prepared = match chosen.len() == layout.pages.len() {
        true => Cow::Borrowed(layout),
        false => Cow::Owned(select::select(layout, &chosen)),
    };
    if printed_only {
        prepared = Cow::Owned(still::still(&prepared));
    }
    if press.bleed > Pt(0.0) && prepared.pages.iter().any(touches) {
        for page in &mut prepared.to_mut().pages {
            extend(page, press.bleed);
        }
    }
    Ok((prepared, chosen))
}

/// How near, in points, an edge must be to be that of the paper: less than a twip.
const NEAR: f32 = 0.04;

/// Whether a rule of the page reaches the edge of the paper.
fn touches(page: &Page) -> bool {
    let mut grown = page.clone();
    extend(&mut grown, Pt(1.0));
    grown.frame != page.frame
}

/// Makes the rules that reach the edge of the paper reach the edge of its bleed.
fn extend(page: &mut Page, bleed: Pt) {
    let (width, height) = (page.size.width, page.size.height);
    for (origin, item) in &mut page.frame.items {
        let Item::Rule(rule) = item else { continue };
        let right = origin.x + rule.size.width;
        let bottom = origin.y + rule.size.height;
        if right >= width - Pt(NEAR) {
            rule.size.width += bleed;
        }
        if bottom >= height - Pt(NEAR) {
            rule.size.height += bleed;
        }
        if origin.x <= Pt(NEAR) {
            origin.x -= bleed;
            rule.size.width += bleed;
        }
        if origin.y <= Pt(NEAR) {
            origin.y -= bleed;
            rule.size.height += bleed;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{PageRange, Press, prepare};
    use crate::PdfError;
    use crate::trial::Trial;
    use vanban_layout::{Item, Point, Rule, Size};
    use vanban_theme::{Color, Pt};

    #[test]
    fn pages_are_chosen_by_ranges_in_any_order() {
        let range = |first, last| PageRange { first, last };
        let pages = vec![range(5, Some(5)), range(1, Some(2)), range(8, None)];
        let press = Press { pages, ..Press::default() };
        assert_eq!(press.chosen(9), [0, 1, 4, 7, 8]);
        assert_eq!(Press::default().chosen(2), [0, 1]);
        let press = Press { pages: vec![range(9, None)], ..Press::default() };
        let trial = Trial::default();
        assert!(matches!(
            prepare(&trial.layout, &press, false),
            Err(PdfError::NoPages { pages: 1 })
        ));
    }

    #[test]
    fn what_reaches_the_edge_of_the_paper_reaches_into_the_bleed() {
        let mut trial = Trial::default();
        let mut rule = |x: f32, y: f32, width: f32, height: f32| {
            let size = Size::new(Pt(width), Pt(height));
            let rule = Item::Rule(Rule { size, color: Color::BLACK });
            trial.item(None, Point::new(Pt(x), Pt(y)), rule);
        };
        rule(0.0, 0.0, 595.3, 100.0);
        rule(100.0, 100.0, 50.0, 1.0);
        let press = Press { bleed: Pt(8.5), ..Press::default() };
        let (layout, _) = prepare(&trial.layout, &press, false).expect("pages");
        let items = &layout.pages[0].frame.items;
        let Item::Rule(rule) = &items[0].1 else { panic!("a rule") };
        assert_eq!(items[0].0, Point::new(Pt(-8.5), Pt(-8.5)));
        assert!((rule.size.width.0 - 612.3).abs() < 0.01 && rule.size.height == Pt(108.5));
        assert_eq!(items[1], trial.layout.pages[0].frame.items[1]);
    }
}

//! The nudge: the right indent at which a paragraph breaks alike however widths are rounded.
//!
//! Versions of word processors round advances differently, so a paragraph in which a word fits by a
//! twip can break in two ways. The smallest indent at which every way agrees is used in both papers.

use vanban_theme::Twip;

use crate::inline::break_lines::{LineRange, Profile, break_lines, openings};
use crate::inline::shape::Text;

/// The largest nudge: 1.4 mm.
const LARGEST: i32 = 80;
/// How much narrower and wider a measure must break alike, in twips.
const MARGIN: i32 = 2;

/// Lines that are the same in every rounding, and what that took.
#[derive(Debug)]
pub(crate) struct Settled {
    /// The lines.
    pub(crate) lines: Vec<LineRange>,
    /// The right indent that was added; none where no indent up to the largest makes the lines
    /// agree.
    pub(crate) nudge: Option<Twip>,
}

/// Breaks a paragraph into lines that are the same in every rounding.
pub(crate) fn settle(text: &Text, measure: Twip, first: Twip) -> Settled {
    let open = openings(text);
    let lines = break_lines(text, &open, measure, first, Profile::Floored);
    if lines.iter().all(|line| !line.delicate) {
        return Settled { lines, nudge: Some(Twip::ZERO) };
    }
    for nudge in 0..=LARGEST {
        let measure = measure - Twip(nudge);
        let wanted = break_lines(text, &open, measure, first, Profile::Floored);
        let agree = [0, -MARGIN, MARGIN].into_iter().all(|change| {
            [Profile::Floored, Profile::Unrounded, Profile::Sixths].into_iter().all(|profile| {
                let other = break_lines(text, &open, measure + Twip(change), first, profile);
                same_ends(&wanted, &other)
            })
        });
        if agree {
            return Settled { lines: wanted, nudge: Some(Twip(nudge)) };
        }
    }
    Settled { lines, nudge: None }
}

fn same_ends(a: &[LineRange], b: &[LineRange]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.end == b.end)
}

#[cfg(test)]
mod tests {
    use super::settle;
    use crate::inline::tests_support::text;
    use vanban_theme::Twip;

    #[test]
    fn a_word_that_just_fits_is_pushed_over() {
        // 1,540 twips of text: at a measure of 1,541 a rounding decides whether the last word fits.
        let settled = settle(&text("ooooo ooooo"), Twip(1471), Twip(0));
        let nudge = settled.nudge.expect("some indent settles it");
        assert!(nudge > Twip(0) && nudge < Twip(10), "{nudge:?}");
        assert_eq!(settled.lines.len(), 2);
    }

    #[test]
    fn a_clear_paragraph_needs_no_nudge() {
        assert_eq!(settle(&text("ooooo ooooo"), Twip(2000), Twip(0)).nudge, Some(Twip(0)));
    }
}

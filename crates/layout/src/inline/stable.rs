//! The nudge: the right indent at which a paragraph breaks alike in every version of the word
//! processors.
//!
//! Versions round advances differently, so a paragraph in which a word fits by a twip can break in
//! two ways; and they go by different editions of the rules of line breaking. The smallest indent at
//! which all of them agree is used in both papers. Where there is none, the places where only one
//! edition would end a line are settled by a mark without width.

use vanban_text::Edition;
use vanban_theme::Twip;

use crate::inline::break_lines::{LineRange, Profile, break_lines, ends, openings};
use crate::inline::shape::{Kind, Text};

/// The largest nudge: 1.4 mm.
const LARGEST: i32 = 80;
/// The nudges that are tried together with marks are so far apart.
const MARKED_STEP: usize = 5;
/// How many places of a paragraph are marked at most, and how many clusters a paragraph has at most
/// in which any are: what is longer stays as the reference breaks it.
const MOST_MARKS: usize = 200;
const MOST_CLUSTERS: usize = 20_000;
/// How much narrower and wider a measure must break alike, in twips.
const MARGIN: i32 = 2;
/// The same for a paragraph with formulas, and less where so much cannot be had.
const MARGINS_WITH_FORMULAS: [i32; 3] = [24, 12, 6];
/// Lines that are the same in every version, and what that took.
#[derive(Debug)]
pub(crate) struct Settled {
    /// The lines.
    pub(crate) lines: Vec<LineRange>,
    /// The right indent that was added; none where no indent up to the largest makes the lines
    /// agree.
    pub(crate) nudge: Option<Twip>,
    /// Clusters, and the character without width before each that settles whether a line may end.
    pub(crate) marks: Vec<(usize, char)>,
}

/// Where lines may begin, by both editions.
#[derive(Clone)]
struct Openings {
    reference: Vec<bool>,
    older: Vec<bool>,
}

/// Breaks a paragraph into lines that are the same in every version.
///
/// An indent is tried before a joiner: a reader who looks for `HD-981` finds it only without one.
pub(crate) fn settle(text: &mut Text, measure: Twip, first: Twip) -> Settled {
    let mut open = Openings {
        reference: openings(text, Edition::Unicode14),
        older: openings(text, Edition::Unicode5),
    };
    close_before_pairs(text, &mut open.older);
    if text.formulas {
        let wide = MARGINS_WITH_FORMULAS.into_iter().find_map(|margin| {
            (0..=LARGEST).step_by(MARKED_STEP).map(Twip).find_map(|nudge| {
                let lines = agreed(text, &open, measure - nudge, first, margin)?;
                Some(Settled { lines, nudge: Some(nudge), marks: Vec::new() })
            })
        });
        if let Some(settled) = wide {
            return settled;
        }
    }
    let lines = break_lines(text, &open.reference, measure, first, Profile::Floored);
    let settled = lines.iter().all(|line| !line.delicate) && {
        open.reference == open.older
            || ends(text, &open.older, measure, first, Profile::Floored)
                .eq(lines.iter().map(|line| line.end))
    };
    if settled {
        return Settled { lines, nudge: Some(Twip::ZERO), marks: Vec::new() };
    }
    let nudges = || (0..=LARGEST).map(Twip);
    let nudged = nudges().find_map(|nudge| {
        let lines = agreed(text, &open, measure - nudge, first, MARGIN)?;
        Some(Settled { lines, nudge: Some(nudge), marks: Vec::new() })
    });
    let marked = || {
        let short = text.clusters.len() <= MOST_CLUSTERS;
        nudges().step_by(MARKED_STEP).filter(|_| short).find_map(|nudge| {
            let (open, marks) = mark(text, &open, measure - nudge, first);
            let lines = agreed(text, &open, measure - nudge, first, MARGIN)?;
            Some(Settled { lines, nudge: Some(nudge), marks })
        })
    };
    let settled = nudged.or_else(marked);
    let settled = settled.unwrap_or(Settled { lines, nudge: None, marks: Vec::new() });
    settled.marks.iter().for_each(|(at, _)| text.part(*at));
    settled
}

/// Closes the places before characters beyond the Basic Multilingual Plane that no space precedes:
/// LibreOffice, which counts in halves of their surrogate pairs, sometimes ends a line there and
/// sometimes does not.
fn close_before_pairs(text: &Text, open: &mut [bool]) {
    for (at, pair) in text.clusters.windows(2).enumerate() {
        let [before, cluster] = pair else { continue };
        let place = &text.breaks[cluster.at as usize..];
        let beyond = place.chars().next().is_some_and(|c| c > '\u{FFFF}');
        if beyond && before.kind != Kind::Space {
            open[at + 1] = false;
        }
    }
}

/// The lines of a paragraph, if every version breaks it alike, even where the measure is a little
/// narrower or wider.
fn agreed(
    text: &Text,
    open: &Openings,
    measure: Twip,
    first: Twip,
    margin: i32,
) -> Option<Vec<LineRange>> {
    let versions = [
        (&open.older, Profile::Sixths),
        (&open.reference, Profile::Floored),
        (&open.reference, Profile::Unrounded),
    ];
    // Line by line: most measures fail early, and a long paragraph is not broken in vain.
    let others = [0, -margin, margin].into_iter().flat_map(|change| {
        versions.iter().map(move |(open, profile)| (*open, *profile, measure + Twip(change)))
    });
    let mut others: Vec<_> =
        others.map(|(open, profile, measure)| ends(text, open, measure, first, profile)).collect();
    let mut wanted = ends(text, &open.reference, measure, first, Profile::Floored);
    loop {
        let end = wanted.next();
        if others.iter_mut().any(|other| other.next() != end) {
            return None;
        }
        if end.is_none() {
            return Some(break_lines(text, &open.reference, measure, first, Profile::Floored));
        }
    }
}

/// U+2060: no line ends there.
const JOINER: char = '\u{2060}';
/// U+200B: a line may end there.
const OPENER: char = '\u{200B}';

/// Settles the places at which one edition ends a line and the other cannot, and says which they are.
fn mark(
    text: &Text,
    open: &Openings,
    measure: Twip,
    first: Twip,
) -> (Openings, Vec<(usize, char)>) {
    let mut open = open.clone();
    let mut marks = Vec::new();
    loop {
        let one = ends(text, &open.reference, measure, first, Profile::Floored);
        let other = ends(text, &open.older, measure, first, Profile::Floored);
        let parted = one.zip(other).find(|(one, other)| one != other);
        let disputed = parted.into_iter().flat_map(|(one, other)| [one, other]);
        let found = disputed.filter(|at| open.reference[*at] != open.older[*at]).find_map(|at| {
            let (_, offset) = text.place(at)?;
            let at_byte = text.clusters[at].at as usize;
            let mark = mark_between(&text.breaks[..at_byte], &text.breaks[at_byte..]);
            // At the start of an inline a space before it is another's.
            (offset > 0 || mark == JOINER).then_some((at, mark))
        });
        let Some((at, mark)) = found.filter(|_| marks.len() < MOST_MARKS) else {
            return (open, marks);
        };
        open.reference[at] = mark == OPENER;
        open.older[at] = mark == OPENER;
        marks.push((at, mark));
    }
}

/// The mark that settles a disputed place. Opening it is the surest: before U+2060 LibreOffice 7.4 may
/// end a line one letter early. But a hyphen that begins a word stays with it, and before a character
/// beyond the Basic Multilingual Plane no opening is sure.
fn mark_between(before: &str, after: &str) -> char {
    let beyond = after.chars().next().is_some_and(|c| c > '\u{FFFF}');
    let mut last = before.chars().rev();
    let begins_word = last.next().is_some_and(|c| !c.is_alphanumeric() && !c.is_whitespace())
        && last.next().is_none_or(char::is_whitespace);
    if beyond || begins_word { JOINER } else { OPENER }
}

#[cfg(test)]
mod tests {
    use super::settle;
    use crate::inline::tests_support::text;
    use vanban_theme::Twip;

    #[test]
    fn a_word_that_just_fits_is_pushed_over() {
        // 1,540 twips of text: at a measure of 1,541 a rounding decides whether the last word fits.
        let settled = settle(&mut text("ooooo ooooo"), Twip(1471), Twip(0));
        let nudge = settled.nudge.expect("some indent settles it");
        assert!(nudge > Twip(0) && nudge < Twip(10), "{nudge:?}");
        assert_eq!(settled.lines.len(), 2);
    }

    #[test]
    fn what_only_one_edition_would_break_is_settled() {
        // `HD-` fits on the first line and `HD-981` does not, nor 1.4 mm less.
        let mut text = text("ooooo HD-981000");
        let settled = settle(&mut text, Twip(1900), Twip(0));
        assert_eq!(settled.nudge, Some(Twip(0)));
        assert_eq!(settled.marks, [("ooooo HD-".len(), '\u{200B}')]);
        assert_eq!(settled.lines[0].end, "ooooo HD-".len());
    }

    #[test]
    fn a_hyphen_that_begins_a_word_is_joined_to_it() {
        assert_eq!(super::mark_between("docker run -", "v"), '\u{2060}');
        assert_eq!(super::mark_between("HD-", "981"), '\u{200B}');
        assert_eq!(super::mark_between("một ", "\\("), '\u{200B}');
        assert_eq!(super::mark_between("ab", "😊"), '\u{2060}');
    }

    #[test]
    fn a_clear_paragraph_needs_no_nudge() {
        assert_eq!(settle(&mut text("ooooo ooooo"), Twip(2000), Twip(0)).nudge, Some(Twip(0)));
    }
}

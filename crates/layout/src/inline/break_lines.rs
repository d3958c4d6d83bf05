//! Clusters to lines: greedy first fit in twips, by the rules under which word processors break the
//! same paragraph at the same places.
//!
//! - Spaces at a line's end do not count.
//! - Widths add up portion by portion, and each portion is rounded as the profile says.
//! - Where the last chance to end a line is after a `/` with white space within 66 characters before
//!   it, the line ends at that space, or at the cluster that overflows where the space is not on it.
//! - Where the break lies before the current portion and the portion before it ends in a space, the
//!   line ends at that space.
//! - A word longer than the line is cut at the cluster that overflows.

use std::ops::Range;

use vanban_text::{Edition, opportunities};
use vanban_theme::Twip;

use crate::inline::shape::{Kind, Text};

/// How widths are rounded: what differs between versions of word processors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Unrounded advances, each portion floored to twips: the reference.
    Floored,
    /// Nothing rounded.
    Unrounded,
    /// Each advance rounded to a sixth of a twip, each portion to the nearest twip.
    Sixths,
}

/// A line: a range of clusters, spaces at its end included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LineRange {
    /// Its first cluster.
    pub(crate) start: usize,
    /// One past its last cluster.
    pub(crate) end: usize,
    /// Whether a small change of widths could move its end.
    pub(crate) delicate: bool,
}

/// Fixed-point twips: 16 bits of fraction.
const ONE: i64 = 1 << 16;
/// How far back white space is looked for when a line would end after a slash, in characters.
const SLASH_REACH: usize = 66;
/// How close, in twips, a decision may come before a line counts as delicate, beside its rounding.
const CLOSE: i64 = 3;

/// The clusters at which a line may begin, by UAX #14 as tailored in `vanban_text::line_break`.
pub(crate) fn openings(text: &Text, edition: Edition) -> Vec<bool> {
    let mut open = vec![false; text.clusters.len()];
    let mut index = 0;
    for at in opportunities(&text.breaks, edition) {
        while text.clusters[index].at < at as u32 && index + 1 < text.clusters.len() {
            index += 1;
        }
        if text.clusters[index].at == at as u32 {
            open[index] = true;
        }
    }
    open
}

/// Breaks a text into lines of this measure, the first one shorter by `first`.
pub(crate) fn break_lines(
    text: &Text,
    open: &[bool],
    measure: Twip,
    first: Twip,
    profile: Profile,
) -> Vec<LineRange> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (end, stop) in stops(text, open, measure, first, profile) {
        let indent = if lines.is_empty() { first } else { Twip::ZERO };
        let delicate = delicate(text, open, start..end, stop, fixed(measure - indent));
        lines.push(LineRange { start, end, delicate });
        start = end;
    }
    lines
}

/// Breaks a text into lines of this measure, those that go on from the line before by `hang` shorter.
pub(crate) fn break_hanging(
    text: &Text,
    open: &[bool],
    measure: Twip,
    hang: Twip,
    profile: Profile,
) -> Vec<LineRange> {
    let count = text.clusters.len() - 1;
    let mut lines = Vec::new();
    let mut start = 0;
    while start < count {
        let goes_on = start > 0 && text.clusters[start - 1].kind != Kind::Newline;
        let hang = if goes_on { hang } else { Twip::ZERO };
        let room = fixed(measure - hang);
        let (end, stop) = next_line(text, open, start, room, profile);
        let delicate = delicate(text, open, start..end, stop, room);
        lines.push(LineRange { start, end, delicate });
        start = end;
    }
    lines
}

/// Where the lines of [`break_lines`] end, one after the other, as far as they are asked for.
pub(crate) fn ends(
    text: &Text,
    open: &[bool],
    measure: Twip,
    first: Twip,
    profile: Profile,
) -> impl Iterator<Item = usize> {
    stops(text, open, measure, first, profile).map(|(end, _)| end)
}

/// Why a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
    /// The text ends.
    Text,
    /// The author asked for it.
    Newline,
    /// More does not fit; `special` where another rule than the last opening decided.
    Full { special: bool },
}

fn stops(
    text: &Text,
    open: &[bool],
    measure: Twip,
    first: Twip,
    profile: Profile,
) -> impl Iterator<Item = (usize, Stop)> {
    let count = text.clusters.len() - 1;
    // What follows a line end is a line, even where it is nothing.
    let mut empty = count == 0 || text.clusters[count - 1].kind == Kind::Newline;
    let mut start = 0;
    let mut indent = first;
    std::iter::from_fn(move || {
        if start >= count {
            return std::mem::take(&mut empty).then_some((count, Stop::Text));
        }
        let line = next_line(text, open, start, fixed(measure - indent), profile);
        indent = Twip::ZERO;
        start = line.0;
        Some(line)
    })
}

/// Twips with a fraction.
fn fixed(twips: Twip) -> i64 {
    i64::from(twips.0) * ONE
}

/// The unrounded width of some clusters of one portion, in fixed-point twips.
fn width(text: &Text, range: Range<usize>) -> i64 {
    let Some(first) = text.clusters.get(range.start) else { return 0 };
    let Some(run) = text.runs.get(first.run as usize) else { return 0 };
    let units: i64 = text.clusters[range].iter().map(|cluster| i64::from(cluster.units)).sum();
    units * run.size * ONE / run.upem
}

/// An advance rounded to a sixth of a twip, in fixed-point twips.
fn sixth(units: i32, size: i64, upem: i64) -> i64 {
    let sixths = (i64::from(units) * size * 12 + upem).div_euclid(2 * upem);
    sixths * ONE / 6
}

/// A whole portion's width as the profile rounds it.
fn rounded(width: i64, profile: Profile) -> i64 {
    match profile {
        Profile::Floored => width.div_euclid(ONE) * ONE,
        Profile::Unrounded => width,
        Profile::Sixths => (width + ONE / 2).div_euclid(ONE) * ONE,
    }
}

/// Where the line that begins at `start` ends.
fn next_line(
    text: &Text,
    open: &[bool],
    start: usize,
    available: i64,
    profile: Profile,
) -> (usize, Stop) {
    let count = text.clusters.len() - 1;
    let Some((cut, portion_start)) = overflow(text, start, available, profile) else {
        return (count, Stop::Text);
    };
    if text.clusters[cut].kind == Kind::Newline {
        return (cut + 1, Stop::Newline);
    }
    if text.clusters[cut].kind == Kind::Space {
        let blank = |index: &usize| matches!(text.clusters[*index].kind, Kind::Space | Kind::Blank);
        let end = (cut..count).find(|index| !blank(index)).unwrap_or(count);
        return (end, Stop::Full { special: false });
    }
    let mut special = false;
    let after_slash = |at: usize| at > 0 && text.clusters[at - 1].kind == Kind::Slash;
    let mut end = cut;
    if !(open[cut] && cut > start && !after_slash(cut)) {
        end = cut.saturating_sub(1).max(start);
        while end > start && !open[end] {
            end -= 1;
        }
        if end > start && after_slash(end) {
            special = true;
            end = before_slash(text, end);
        }
    }
    let (moved, end) = underflow(text, start, end, portion_start);
    special |= moved;
    if end <= start {
        (cut.max(start + 1), Stop::Full { special: true })
    } else {
        (end, Stop::Full { special })
    }
}

/// Whether a small change of widths could move the end of a line.
fn delicate(text: &Text, open: &[bool], line: Range<usize>, stop: Stop, available: i64) -> bool {
    let close = |end| close(text, line.start, end, available);
    match stop {
        Stop::Text => close(line.end),
        Stop::Newline => close(line.end - 1),
        Stop::Full { special: true } => true,
        Stop::Full { special: false } => {
            // The next chance to end the line must overflow by as much as the chosen one fits.
            let count = text.clusters.len() - 1;
            let next = (line.end + 1..count).find(|index| open[*index]).unwrap_or(count);
            close(line.end) || close(next)
        }
    }
}

/// The first cluster that does not fit, and the start of its portion.
fn overflow(text: &Text, start: usize, available: i64, profile: Profile) -> Option<(usize, usize)> {
    let count = text.clusters.len() - 1;
    let mut used = 0;
    let mut portion_start = start;
    let (mut units, mut sixths, mut wide) = (0, 0, 0);
    for (at, cluster) in text.clusters.iter().enumerate().take(count).skip(start) {
        if cluster.portion != text.clusters[portion_start].portion {
            used += rounded(wide, profile);
            (units, sixths) = (0, 0);
            portion_start = at;
        }
        if cluster.kind == Kind::Newline {
            return Some((at, portion_start));
        }
        let run = &text.runs[text.clusters[portion_start].run as usize];
        units += i64::from(cluster.units);
        wide = match profile {
            Profile::Sixths if run.upem > 1 => {
                sixths += sixth(cluster.units, run.size, run.upem);
                sixths
            }
            _ => units * run.size * ONE / run.upem,
        };
        if wide > available - used {
            return Some((at, portion_start));
        }
    }
    None
}

/// Where a line ends whose last chance to end is after a slash: after the white space before it, even
/// where that is on an earlier line, or where it is if there is none near.
fn before_slash(text: &Text, end: usize) -> usize {
    let white = |at: &usize| matches!(text.clusters[*at].kind, Kind::Space | Kind::Newline);
    let near = end.saturating_sub(SLASH_REACH)..end;
    near.rev().find(white).map_or(end, |at| at + 1)
}

/// Moves a break that lies before the current portion to the space that ends an earlier one.
fn underflow(text: &Text, start: usize, end: usize, portion_start: usize) -> (bool, usize) {
    let mut edge = portion_start;
    while end < edge && edge > start {
        if text.clusters[edge - 1].kind == Kind::Space {
            return (edge != end, edge);
        }
        let portion = text.clusters[edge - 1].portion;
        while edge > start && text.clusters[edge - 1].portion == portion {
            edge -= 1;
        }
    }
    (false, end)
}

/// Whether the width of some clusters, spaces at their end aside, comes so close to the room that
/// rounding decides.
fn close(text: &Text, start: usize, end: usize, available: i64) -> bool {
    let mut last = end;
    let blank = |at: usize| matches!(text.clusters[at].kind, Kind::Space | Kind::Newline);
    while last > start && blank(last - 1) {
        last -= 1;
    }
    if last == start {
        return false;
    }
    let mut used = 0;
    let mut index = start;
    let mut portions = 0;
    while index < last {
        let portion = text.clusters[index].portion;
        let from = index;
        while index < last && text.clusters[index].portion == portion {
            index += 1;
        }
        used += width(text, from..index);
        portions += 1;
    }
    let rounding = portions + (last - start) as i64 / 12 + CLOSE;
    (available - used).abs() <= rounding * ONE
}

#[cfg(test)]
mod tests {
    use super::{Edition, LineRange, Profile, break_lines, openings};
    use crate::inline::shape::Text;
    use crate::inline::tests_support::text;
    use vanban_theme::Twip;

    fn lines(text: &Text, measure: i32) -> Vec<String> {
        let open = openings(text, Edition::Unicode14);
        break_lines(text, &open, Twip(measure), Twip(0), Profile::Floored)
            .into_iter()
            .map(|LineRange { start, end, .. }| {
                let from = text.clusters[start].at as usize;
                let to = text.clusters[end].at as usize;
                text.breaks[from..to].to_owned()
            })
            .collect()
    }

    #[test]
    fn spaces_at_a_line_end_do_not_count() {
        // Ten times 'o' of half an em at 14 pt: 140 twips each.
        let text = text("ooooo ooooo");
        assert_eq!(lines(&text, 700), ["ooooo ", "ooooo"]);
        assert_eq!(lines(&text, 699), ["oooo", "o ", "oooo", "o"]);
    }

    #[test]
    fn a_slash_ends_a_line_where_no_space_is_near() {
        assert_eq!(lines(&text("oooo/oooo"), 800), ["oooo/", "oooo"]);
    }

    #[test]
    fn a_line_end_that_nothing_follows_begins_a_line() {
        assert_eq!(lines(&text("oo\n"), 800), ["oo\n", ""]);
    }

    #[test]
    fn a_line_does_not_end_after_a_slash() {
        let text = text("oo oooo/oooo");
        assert_eq!(lines(&text, 1300), ["oo ", "oooo/oooo"]);
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut() {
        assert_eq!(lines(&text("oooooooo"), 420), ["ooo", "ooo", "oo"]);
    }

    #[test]
    fn an_empty_paragraph_has_one_line() {
        assert_eq!(lines(&text(""), 420), [""]);
    }

    #[test]
    fn a_line_end_asked_for_is_kept() {
        assert_eq!(lines(&text("oo\noo"), 4200), ["oo\n", "oo"]);
    }

    #[test]
    fn a_no_break_space_holds_its_words_together() {
        let text = text("oo oo\u{a0}oo oo");
        assert_eq!(lines(&text, 900), ["oo ", "oo\u{a0}oo ", "oo"]);
    }

    #[test]
    fn a_close_decision_is_delicate_and_a_clear_one_is_not() {
        let text = text("ooooo ooooo");
        let open = openings(&text, Edition::Unicode14);
        let delicate = |measure: i32| {
            break_lines(&text, &open, Twip(measure), Twip(0), Profile::Floored)
                .iter()
                .any(|line| line.delicate)
        };
        assert!(delicate(701));
        assert!(!delicate(900));
    }
}

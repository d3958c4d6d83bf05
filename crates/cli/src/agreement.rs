//! How far two sets of pages break lines and pages at the same places.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use vanban_pdf::TextLine;

/// The pages of a paper as they are compared: a line's text without white space and joiners, which
/// programs write and read back differently.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    /// The lines, in order.
    keys: Vec<String>,
    /// Where each line stands.
    places: Vec<LinePlace>,
    /// How many pages there are.
    pub(crate) pages: usize,
}

/// A line's place, and its text as a person reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LinePlace {
    /// The page, from 1.
    pub(crate) page: usize,
    /// The line on that page, from 1.
    pub(crate) line: usize,
    /// The text.
    pub(crate) text: String,
}

impl Lines {
    /// The lines of some pages, page numbers left out.
    pub(crate) fn of(pages: Vec<Vec<TextLine>>) -> Lines {
        let mut lines = Lines { pages: pages.len(), ..Lines::default() };
        for (at, page) in pages.into_iter().enumerate() {
            let number = (at + 1).to_string();
            let mut count = 0;
            for (nth, line) in page.into_iter().enumerate() {
                let is_blank = |c: char| {
                    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{2060}' | '\u{FFFD}')
                };
                // Small capitals are capitals in one paper's text.
                let signs = line.text.chars().filter(|c| !is_blank(*c));
                let key: String = signs.flat_map(char::to_lowercase).collect();
                let key = without_leaders(key);
                if key.is_empty() || nth == 0 && key == number {
                    continue;
                }
                count += 1;
                lines.keys.push(key);
                let text = line.text.replace('\u{a0}', " ");
                lines.places.push(LinePlace { page: at + 1, line: count, text });
            }
        }
        lines
    }

    /// How many lines there are.
    pub(crate) fn len(&self) -> usize {
        self.keys.len()
    }

    fn begins_page(&self, at: usize) -> bool {
        self.places[at].line == 1 && self.places[at].page > 1
    }
}

/// A line without the dots that lead to a page number: programs set more of them or fewer.
fn without_leaders(key: String) -> String {
    if !key.contains("....") {
        return key;
    }
    let mut kept = String::with_capacity(key.len());
    for part in key.split_inclusive(|c| c != '.') {
        let dots = part.bytes().take_while(|byte| *byte == b'.').count();
        kept.push_str(if dots > 3 { &part[dots - 1..] } else { part });
    }
    kept
}

/// What two sets of pages have in common.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Agreement {
    /// How many lines are the same in both.
    pub(crate) lines: usize,
    /// How many page breaks stand at the same line in both.
    pub(crate) breaks: usize,
    /// The first places at which they differ: the line of the one, and of the other.
    pub(crate) differences: Vec<(Option<LinePlace>, Option<LinePlace>)>,
}

/// Compares two sets of pages, and keeps so many differences.
pub(crate) fn compare(one: &Lines, other: &Lines, keep: usize) -> Agreement {
    let mut agreement = Agreement { lines: 0, breaks: 0, differences: Vec::new() };
    for operation in capture_diff_slices(Algorithm::Myers, &one.keys, &other.keys) {
        let mut differ = |old: Option<usize>, new: Option<usize>| {
            if agreement.differences.len() < keep {
                let place = |lines: &Lines, at: Option<usize>| {
                    at.and_then(|at| lines.places.get(at)).cloned()
                };
                agreement.differences.push((place(one, old), place(other, new)));
            }
        };
        match operation {
            DiffOp::Equal { old_index, new_index, len } => {
                for at in 0..len {
                    let (old, new) = (old_index + at, new_index + at);
                    match (one.begins_page(old), other.begins_page(new)) {
                        (true, true) => agreement.breaks += 1,
                        (false, false) => {}
                        _ => differ(Some(old), Some(new)),
                    }
                }
                agreement.lines += len;
            }
            DiffOp::Delete { old_index, .. } => differ(Some(old_index), None),
            DiffOp::Insert { new_index, .. } => differ(None, Some(new_index)),
            DiffOp::Replace { old_index, new_index, .. } => {
                differ(Some(old_index), Some(new_index))
            }
        }
    }
    agreement
}

#[cfg(test)]
mod tests {
    use super::{Lines, compare};
    use vanban_pdf::TextLine;

    fn lines(pages: &[&[&str]]) -> Lines {
        let line = |text: &&str| TextLine { text: (*text).to_owned(), baseline: 0.0 };
        Lines::of(pages.iter().map(|page| page.iter().map(line).collect()).collect())
    }

    #[test]
    fn page_numbers_and_gaps_do_not_count() {
        let one = lines(&[&["Một hai"], &["2", "ba"]]);
        let other = lines(&[&["Một\u{a0}h", "ai"], &["ba"]]);
        assert_eq!((one.len(), one.pages), (2, 2));
        let agreement = compare(&one, &other, 9);
        assert_eq!((agreement.lines, agreement.breaks), (1, 1));
        let (ours, theirs) = agreement.differences[0].clone();
        assert_eq!(ours.map(|place| (place.page, place.line)), Some((1, 1)));
        assert_eq!(theirs.map(|place| place.text), Some("Một h".to_owned()));
    }

    #[test]
    fn dots_that_lead_to_a_page_number_do_not_count() {
        let one = lines(&[&["Mục một......... 3", "1..2...3"]]);
        let other = lines(&[&["Mục một.......3", "1..2...3"]]);
        assert_eq!(compare(&one, &other, 9).lines, 2);
        assert_eq!(one.keys, ["mụcmột.3", "1..2...3"]);
    }

    #[test]
    fn a_line_on_another_page_is_a_difference() {
        let one = lines(&[&["a", "b"], &["c"]]);
        let other = lines(&[&["a"], &["b", "c"]]);
        let agreement = compare(&one, &other, 9);
        assert_eq!((agreement.lines, agreement.breaks), (3, 0));
        assert_eq!(agreement.differences.len(), 2);
    }

    #[test]
    fn the_same_pages_agree() {
        let one = lines(&[&["a", "b"], &["c"]]);
        let agreement = compare(&one, &one, 9);
        assert_eq!((agreement.lines, agreement.breaks, agreement.differences.len()), (3, 1, 0));
    }
}

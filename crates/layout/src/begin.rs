//! Where the text begins a page because its author says so: page breaks and sections.
//!
//! Blocks leave markers among the fragments; before pages are planned, each marker is settled onto
//! the fragment after it. So breaks that stand together are one, and one that nothing follows, or
//! that nothing stands before, makes no empty page.

use vanban_theme::Twip;

use crate::fragment::Fragment;

/// What an author puts between two fragments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marker {
    /// A page break.
    Page,
    /// The start of pages of another orientation, or of the same anew.
    Section {
        /// Whether the pages are wider than high.
        landscape: bool,
    },
}

/// How a fragment begins its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Begin {
    /// Whether the page is wider than high; as the one before it where nothing is said.
    pub(crate) landscape: Option<bool>,
    /// Room above the fragment, whatever its own.
    pub(crate) gap: Twip,
}

impl Fragment {
    /// A fragment that only says where the next begins.
    pub(crate) fn marker(marker: Marker) -> Fragment {
        Fragment { marker: Some(marker), ..Fragment::default() }
    }
}

/// The fragments without markers, each told how it begins. `separator` is the height of the paragraph
/// that carries the page break of a table in a DOCX.
pub(crate) fn settle(fragments: Vec<Fragment>, separator: Twip) -> Vec<Fragment> {
    let mut settled: Vec<Fragment> = Vec::with_capacity(fragments.len());
    let mut pending: Option<Begin> = None;
    for mut fragment in fragments {
        if let Some(marker) = fragment.marker {
            let before = pending.and_then(|begin| begin.landscape);
            let landscape = match marker {
                Marker::Page => before,
                Marker::Section { landscape } => Some(landscape),
            };
            pending = Some(Begin { landscape, gap: Twip::ZERO });
            continue;
        }
        let begin =
            pending.take().filter(|begin| !settled.is_empty() || begin.landscape == Some(true));
        if let Some(mut begin) = begin {
            if fragment.is_row && begin.landscape.is_none() {
                begin.gap = separator;
                fragment.nodes += 1;
            }
            fragment.begin = Some(begin);
        }
        settled.push(fragment);
    }
    settled
}

#[cfg(test)]
mod tests {
    use vanban_theme::Twip;

    use super::{Marker, settle};
    use crate::fragment::Fragment;

    fn begins(fragments: Vec<Fragment>) -> Vec<Option<Option<bool>>> {
        let settled = settle(fragments, Twip(20));
        settled.iter().map(|fragment| fragment.begin.map(|begin| begin.landscape)).collect()
    }

    fn page() -> Fragment {
        Fragment::marker(Marker::Page)
    }

    fn section(landscape: bool) -> Fragment {
        Fragment::marker(Marker::Section { landscape })
    }

    fn text() -> Fragment {
        Fragment::default()
    }

    #[test]
    fn breaks_at_the_ends_and_in_a_row_make_no_empty_page() {
        let fragments = vec![page(), text(), page(), page(), text(), page()];
        assert_eq!(begins(fragments), [None, Some(None)]);
    }

    #[test]
    fn a_section_takes_the_breaks_beside_it_and_one_without_text_is_none() {
        let fragments = vec![text(), page(), section(true), page(), text(), section(false)];
        assert_eq!(begins(fragments), [None, Some(Some(true))]);
        let fragments = vec![text(), section(true), section(false), text()];
        assert_eq!(begins(fragments), [None, Some(Some(false))]);
        assert_eq!(begins(vec![section(true), text()]), [Some(Some(true))]);
    }

    #[test]
    fn the_page_break_of_a_table_takes_a_paragraph() {
        let row = || Fragment { is_row: true, nodes: 3, ..Fragment::default() };
        let settled = settle(vec![text(), page(), row(), section(true), row()], Twip(20));
        let gaps: Vec<_> = settled
            .iter()
            .map(|f| (f.begin.map_or(Twip::ZERO, |begin| begin.gap), f.nodes))
            .collect();
        assert_eq!(gaps, [(Twip::ZERO, 0), (Twip(20), 4), (Twip::ZERO, 3)]);
    }
}

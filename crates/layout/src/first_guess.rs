//! Which fragments LibreOffice puts at the head of a page before it lays anything out.
//!
//! A document that is opened is cut into pages by counting paragraphs and table rows, and only then
//! laid out, page by page. A heading that this first guess puts at a page's head, and that turns out
//! to fit on the page before, is moved back alone, whatever it should keep with; and rows after such
//! a heading can be lost below the page. So where a chain of fragments that keep together moves to a
//! new page across such a place, the room above it is made too large for it to move back: it is
//! dropped at the page's head, so nobody sees it.

use std::collections::BTreeSet;

use crate::fragment::Fragment;

/// How many paragraphs and rows a page is given in a short document.
const SHORT: u32 = 25;
/// How many in a longer one; three more for each thousand nodes.
const LONG: u32 = 20;
/// The most.
const MOST: u32 = 53;

/// The fragments that begin a page of the first guess, whether the document counts as short or not:
/// what decides that is not exactly known here.
pub(crate) fn heads(fragments: &[Fragment]) -> BTreeSet<usize> {
    let nodes: u32 = fragments.iter().map(|fragment| fragment.nodes).sum();
    let long = (LONG + nodes / 1000 * 3).min(MOST);
    let mut heads = BTreeSet::new();
    for most in [SHORT, long] {
        let mut count = 0;
        for (index, fragment) in fragments.iter().enumerate() {
            if fragment.begin.is_some() {
                count = 0;
            }
            count += fragment.nodes;
            if count > most {
                heads.insert(index);
                count = 0;
            }
        }
    }
    heads
}

#[cfg(test)]
mod tests {
    use super::heads;
    use crate::fragment::Fragment;

    fn fragment(nodes: u32) -> Fragment {
        Fragment { nodes, ..Fragment::default() }
    }

    #[test]
    fn a_page_begins_after_as_many_paragraphs_as_the_last() {
        let paragraphs = vec![fragment(1); 60];
        assert_eq!(heads(&paragraphs).into_iter().collect::<Vec<_>>(), [20, 25, 41, 51]);
    }

    #[test]
    fn a_table_counts_by_its_rows_and_begins_a_page_whole() {
        let mut fragments = vec![fragment(1); 10];
        fragments.push(fragment(30));
        fragments.extend(vec![fragment(0); 29]);
        assert_eq!(heads(&fragments).into_iter().collect::<Vec<_>>(), [10]);
    }
}

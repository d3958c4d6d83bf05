//! Which page stands in which place of which side of paper.

use super::Scheme;

/// The pages of a side, from left to right and from top to bottom; none for a place that stays empty.
pub(super) type Side = Vec<Option<usize>>;

/// The sides of all sheets, front and back in turn, for so many pages.
pub(super) fn sides(scheme: Scheme, pages: usize) -> Vec<Side> {
    match scheme {
        Scheme::Booklet { signature } => {
            let signature = signature.unwrap_or(pages).next_multiple_of(4).max(4);
            let mut sides = Vec::new();
            for first in (0..pages).step_by(signature) {
                booklet(first, signature.min(pages - first), &mut sides);
            }
            sides
        }
        Scheme::Grid { columns, rows } => {
            let places = columns.max(1) * rows.max(1);
            let side = |first| (first..first + places).map(|at| (at < pages).then_some(at));
            (0..pages).step_by(places).map(|first| side(first).collect()).collect()
        }
    }
}

/// Sheets folded into one another, the outermost first: the last page faces the first one.
fn booklet(first: usize, pages: usize, sides: &mut Vec<Side>) {
    let places = pages.next_multiple_of(4);
    let page = |at: usize| (at < pages).then_some(first + at);
    for outer in (0..places / 2).step_by(2) {
        let (low, high) = (outer, places - 1 - outer);
        sides.push(vec![page(high), page(low)]);
        sides.push(vec![page(low + 1), page(high - 1)]);
    }
}

#[cfg(test)]
mod tests {
    use super::sides;
    use crate::impose::Scheme;

    fn told(scheme: Scheme, pages: usize) -> Vec<Vec<usize>> {
        // From 1, and 0 for an empty place.
        let number = |page: Option<usize>| page.map_or(0, |page| page + 1);
        let sides = sides(scheme, pages).into_iter();
        sides.map(|side| side.into_iter().map(number).collect()).collect()
    }

    #[test]
    fn folded_sheets_read_in_order() {
        let scheme = Scheme::Booklet { signature: None };
        assert_eq!(told(scheme, 8), [[8, 1], [2, 7], [6, 3], [4, 5]]);
        assert_eq!(told(scheme, 6), [[0, 1], [2, 0], [6, 3], [4, 5]]);
        assert_eq!(told(scheme, 1), [[0, 1], [0, 0]]);
        for pages in 1..40 {
            let mut all: Vec<usize> = told(scheme, pages).concat();
            all.retain(|page| *page > 0);
            all.sort_unstable();
            assert_eq!(all, (1..=pages).collect::<Vec<_>>());
        }
    }

    #[test]
    fn signatures_are_booklets_one_after_another() {
        let scheme = Scheme::Booklet { signature: Some(4) };
        assert_eq!(told(scheme, 6), [[4, 1], [2, 3], [0, 5], [6, 0]]);
    }

    #[test]
    fn a_grid_is_filled_row_by_row() {
        assert_eq!(told(Scheme::Grid { columns: 2, rows: 2 }, 5), [[1, 2, 3, 4], [5, 0, 0, 0]]);
        assert!(told(Scheme::Grid { columns: 4, rows: 2 }, 0).is_empty());
    }
}

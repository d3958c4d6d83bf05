//! The lines that an author draws between the rows and columns of an array.

use serde::{Deserialize, Serialize};

/// How many lines stand before each row and column, and after the last; nothing for those that are
/// not listed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableLines {
    /// Before each row.
    pub rows: Vec<u8>,
    /// Before each column.
    pub columns: Vec<u8>,
}

/// The most lines side by side that are kept.
const MOST: u8 = 3;

impl TableLines {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.iter().chain(&self.columns).all(|count| *count == 0)
    }

    /// The lines before a row.
    #[must_use]
    pub fn before_row(&self, row: usize) -> u8 {
        self.rows.get(row).copied().unwrap_or(0)
    }

    /// The lines before a column.
    #[must_use]
    pub fn before_column(&self, column: usize) -> u8 {
        self.columns.get(column).copied().unwrap_or(0)
    }

    /// Adds lines before a row or column, counted in `sides`.
    pub(crate) fn add(sides: &mut Vec<u8>, at: usize, count: usize) {
        if count == 0 {
            return;
        }
        if sides.len() <= at {
            sides.resize(at + 1, 0);
        }
        let count = u8::try_from(count).unwrap_or(MOST);
        sides[at] = sides[at].saturating_add(count).min(MOST);
    }
}

#[cfg(test)]
mod tests {
    use super::TableLines;

    #[test]
    fn lines_are_counted_where_they_stand() {
        let mut lines = TableLines::default();
        assert!(lines.is_empty());
        TableLines::add(&mut lines.rows, 2, 1);
        TableLines::add(&mut lines.rows, 2, 900);
        TableLines::add(&mut lines.columns, 5, 0);
        assert_eq!((lines.before_row(2), lines.before_row(0), lines.before_row(9)), (3, 0, 0));
        assert!(!lines.is_empty() && lines.columns.is_empty());
    }
}

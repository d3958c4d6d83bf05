//! The grid of a table: which cell covers which place, row by row.
//!
//! A row of the article holds only the cells that begin in it; both writers walk through the rows
//! with a [`Grid`], which knows what reaches down from the rows above.

use crate::model::{Alignment, Article, BlockId, BlockKind};

/// The state of a walk through the rows of a table.
#[derive(Clone, Debug)]
pub struct Grid {
    /// The cell over each column that goes on in the next row; its left column alone names it.
    reaching: Vec<Option<Reaching>>,
}

#[derive(Clone, Copy, Debug)]
struct Reaching {
    cell: BlockId,
    columns: usize,
    above: u32,
    below: u32,
}

/// What a cell takes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The cell.
    pub cell: BlockId,
    /// Its first column, from 0.
    pub column: usize,
    /// How many columns it takes.
    pub columns: usize,
    /// How many rows it takes above this one; it begins in this row where there are none.
    pub above: u32,
    /// How many rows it takes below this one.
    pub below: u32,
}

impl Grid {
    /// The grid of a table of this many columns, before its first row.
    #[must_use]
    pub fn new(columns: usize) -> Grid {
        Grid { reaching: vec![None; columns] }
    }

    /// The cells of the next row from left to right, those that began above it among them. Cells
    /// for which the columns have no room, which the normal form does not have, are left out.
    pub fn row(&mut self, article: &Article, row: BlockId) -> Vec<Slot> {
        let mut slots = Vec::new();
        let mut column = 0;
        let mut cells = article.children(row);
        while column < self.reaching.len() {
            let slot = match self.reaching[column] {
                Some(Reaching { cell, columns, above, below }) => {
                    Slot { cell, column, columns, above: above + 1, below: below - 1 }
                }
                None => {
                    let Some(cell) = cells.next() else { break };
                    let BlockKind::Cell { columns, rows, .. } = article.block(cell).kind else {
                        continue;
                    };
                    let room = self.reaching[column..].iter().take_while(|over| over.is_none());
                    let columns = (columns.max(1) as usize).min(room.count());
                    Slot { cell, column, columns, above: 0, below: rows.max(1) - 1 }
                }
            };
            let Slot { cell, columns, above, below, .. } = slot;
            self.reaching[column] = (below > 0).then_some(Reaching { cell, columns, above, below });
            column += columns;
            slots.push(slot);
        }
        slots
    }

    /// Whether no cell goes on in the next row.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.reaching.iter().all(Option::is_none)
    }
}

impl Slot {
    /// How the cell is aligned: as it says itself, else as its column. A header over several
    /// columns stands as the theme has it.
    #[must_use]
    pub fn align(&self, article: &Article, columns: &[Alignment], header: bool) -> Alignment {
        let own = match article.block(self.cell).kind {
            BlockKind::Cell { align, .. } => align,
            _ => Alignment::Auto,
        };
        if own != Alignment::Auto || header && self.columns > 1 {
            return own;
        }
        columns.get(self.column).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Grid;
    use crate::model::{Alignment, Article, Block, BlockId, BlockKind};
    use crate::source::Span;

    /// A table of cells that take these columns and rows.
    fn table(rows: &[&[(u32, u32)]]) -> Article {
        let mut article = Article::default();
        let mut push = |kind, end: usize| {
            let end = BlockId(end as u32);
            article.blocks.push(Block { span: Span::default(), kind, end, inlines: 0..0 });
        };
        let mut next = 0;
        for row in rows {
            push(BlockKind::Row { header: false }, next + 1 + row.len());
            next += 1;
            for (columns, rows) in *row {
                next += 1;
                let align = Alignment::Auto;
                let (columns, rows) = (*columns, *rows);
                push(BlockKind::Cell { columns, rows, align, head: false }, next);
            }
        }
        article
    }

    #[test]
    fn cells_that_began_above_stand_among_those_of_the_row() {
        let article = table(&[&[(1, 2), (2, 1)], &[(1, 1), (1, 1)]]);
        let mut grid = Grid::new(3);
        let taken = |slots: Vec<super::Slot>| {
            slots.iter().map(|slot| (slot.column, slot.columns, slot.above)).collect::<Vec<_>>()
        };
        assert_eq!(taken(grid.row(&article, BlockId(0))), [(0, 1, 0), (1, 2, 0)]);
        assert!(!grid.is_closed());
        assert_eq!(taken(grid.row(&article, BlockId(3))), [(0, 1, 1), (1, 1, 0), (2, 1, 0)]);
        assert!(grid.is_closed());
    }

    #[test]
    fn a_cell_takes_no_more_than_there_is() {
        let article = table(&[&[(9, 1), (1, 1)]]);
        let slots = Grid::new(2).row(&article, BlockId(0));
        assert_eq!(slots.len(), 1);
        assert_eq!(slots[0].columns, 2);
    }
}

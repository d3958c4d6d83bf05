//! A table in normal form written in place of the table that was read: blocks, their pieces in the
//! order of the blocks, and the names that lead to them.

use super::draft::{BlockDraft, DraftKind, Piece, Stream};
use super::table_grid::Row;
use crate::source::Span;

/// Writes the table anew at the end of the stream: strays, then the table with its rows.
pub(super) fn rebuild(
    stream: &mut Stream<'_>,
    table: usize,
    strays: &[(usize, usize)],
    rows: &[Row],
) {
    let old = stream.blocks.split_off(table);
    let base = old[0].pieces.start as usize;
    let pieces = stream.pieces.split_off(base).into_iter().map(Some).collect();
    let mut move_over = Move { table, base, pieces, places: vec![None; old.len() + 1], old: &old };
    for (at, length) in strays {
        move_over.subtree(stream, *at, *length);
    }
    let head = &old[0];
    let new = move_over.block(stream, table, head.span, head.kind.clone());
    for row in rows {
        let place = &old[row.block - table];
        let kind = DraftKind::Row { header: row.header, firm: row.header };
        let new_row = move_over.block(stream, row.block, place.span, kind);
        for cell in &row.cells {
            let kind = DraftKind::Cell(cell.look);
            let end = Span { start: place.span.end, end: place.span.end };
            let new_cell = match cell.block {
                Some(block) => move_over.block(stream, block, old[block - table].span, kind),
                None => move_over.block(stream, row.block, end, kind),
            };
            for block in cell.block.iter().chain(&cell.joined) {
                let after = old[block - table].end as usize;
                move_over.subtrees(stream, block + 1, after);
            }
            close(stream, new_cell);
        }
        close(stream, new_row);
    }
    close(stream, new);
    let end = stream.blocks.len() as u32;
    let mut last = new as u32;
    let places: Vec<u32> = move_over
        .places
        .iter()
        .map(|place| {
            last = place.unwrap_or(last);
            last
        })
        .collect();
    for (block, _) in stream.names.iter_mut().rev().take_while(|(at, _)| *at as usize >= table) {
        let at = *block as usize - table;
        *block = if at >= old.len() { end } else { places[at] };
    }
}

fn close(stream: &mut Stream<'_>, block: usize) {
    stream.blocks[block].end = stream.blocks.len() as u32;
}

/// Blocks of a table on their way to their new places.
struct Move<'o, 'a> {
    /// The first block that moves.
    table: usize,
    /// The first piece.
    base: usize,
    pieces: Vec<Option<Piece<'a>>>,
    /// Where each block went.
    places: Vec<Option<u32>>,
    old: &'o [BlockDraft],
}

impl<'a> Move<'_, 'a> {
    /// Adds a block without what it holds.
    fn block(
        &mut self,
        stream: &mut Stream<'a>,
        from: usize,
        span: Span,
        kind: DraftKind,
    ) -> usize {
        let new = stream.blocks.len();
        let pieces = stream.pieces.len() as u32;
        self.places[from - self.table].get_or_insert(new as u32);
        stream.blocks.push(BlockDraft { span, kind, end: new as u32 + 1, pieces: pieces..pieces });
        new
    }

    /// Adds a block and all that it holds.
    fn subtree(&mut self, stream: &mut Stream<'a>, from: usize, length: usize) {
        let to = stream.blocks.len();
        for at in from..from + length {
            let block = &self.old[at - self.table];
            let start = stream.pieces.len() as u32;
            let range =
                block.pieces.start as usize - self.base..block.pieces.end as usize - self.base;
            stream.pieces.extend(self.pieces[range].iter_mut().filter_map(Option::take));
            let pieces = start..stream.pieces.len() as u32;
            self.places[at - self.table] = Some(stream.blocks.len() as u32);
            let end = (block.end as usize + to - from) as u32;
            stream.blocks.push(BlockDraft {
                span: block.span,
                kind: block.kind.clone(),
                end,
                pieces,
            });
        }
    }

    /// Adds the blocks of a range.
    fn subtrees(&mut self, stream: &mut Stream<'a>, from: usize, end: usize) {
        if from < end {
            self.subtree(stream, from, end - from);
        }
    }
}

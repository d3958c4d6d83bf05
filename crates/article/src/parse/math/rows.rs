//! The rows and cells of an environment, with the lines between them.

use pulldown_latex::event::{EnvironmentFlow, Event};

use super::Reader;
use crate::math::{Alphabet, MathKind, TableKind, TableLines};
use crate::model::Alignment;

impl Reader<'_> {
    /// Rows and cells up to the end of their environment.
    pub(super) fn table(
        &mut self,
        kind: TableKind,
        (columns, mut lines): (Vec<Alignment>, TableLines),
        depth: usize,
    ) -> Option<()> {
        let inner = depth.checked_sub(3)?;
        let mut count = 0;
        let table = self.open(MathKind::Row);
        let mut row = self.open(MathKind::TableRow);
        let mut cell = self.open(MathKind::TableCell);
        loop {
            self.row(Alphabet::Auto, inner)?;
            let event = self.events.get(self.at);
            match event {
                Some(Event::EnvironmentFlow(EnvironmentFlow::StartLines { lines: drawn })) => {
                    TableLines::add(&mut lines.rows, 0, drawn.len());
                    self.at += 1;
                }
                Some(Event::EnvironmentFlow(EnvironmentFlow::Alignment)) => {
                    self.close(cell);
                    cell = self.open(MathKind::TableCell);
                    self.at += 1;
                }
                Some(Event::EnvironmentFlow(EnvironmentFlow::NewLine {
                    horizontal_lines, ..
                })) => {
                    count += 1;
                    TableLines::add(&mut lines.rows, count, horizontal_lines.len());
                    self.close(cell);
                    self.close(row);
                    row = self.open(MathKind::TableRow);
                    cell = self.open(MathKind::TableCell);
                    self.at += 1;
                }
                // The end, or an element that could not be read: the caller sees which.
                _ => break,
            }
        }
        if cell + 1 == self.nodes.len() && cell == row + 1 && row > table + 1 {
            // What follows the last line end is a row only where something stands in it.
            self.nodes.truncate(row);
        } else {
            self.close(cell);
            self.close(row);
        }
        self.ruled |= !lines.is_empty();
        self.nodes[table].kind = MathKind::Table { kind, columns, lines };
        self.close(table);
        Some(())
    }
}

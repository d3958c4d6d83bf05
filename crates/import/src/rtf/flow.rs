//! What the body of a document is made of before it is blocks: paragraphs and rows.

use crate::model::Inline;
use crate::runs::Look;

/// A stretch of text in one font, or what stands in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Its look.
    pub(super) look: Look,
    /// The number of its font.
    pub(super) font: i32,
    /// What it is.
    pub(super) what: What,
}

/// What stands in a stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// Text; the second says whether it is written in capitals.
    Text(String, bool),
    /// A line end.
    Break,
    /// A whole inline.
    Whole(Inline),
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Its text.
    pub(super) stretches: Vec<Stretch>,
    /// How it is set.
    pub(super) set: Set,
    /// The mark that stands before it as an item of a list.
    pub(super) mark: Option<String>,
}

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Set {
    /// Its style.
    pub(super) style: i32,
    /// Its own level as a heading, from 1.
    pub(super) level: Option<u8>,
    /// The side on which it stands: `center`, `right`.
    pub(super) side: Option<&'static str>,
    /// Its depth as an item of a list, from 0.
    pub(super) depth: usize,
    /// Whether it stands in a table.
    pub(super) table: bool,
}

/// A part of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A row of a table.
    Row(Row),
    /// A new page.
    Page,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// Whether it is repeated on each page.
    pub(super) head: bool,
    /// Its cells as they are defined.
    pub(super) places: Vec<Place>,
    /// What stands in its cells.
    pub(super) cells: Vec<Vec<Part>>,
}

/// Where a cell stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// Its right edge in twips.
    pub(super) edge: i32,
    /// Whether it goes on with the cell above.
    pub(super) from_above: bool,
    /// Whether it goes on with the cell before.
    pub(super) from_before: bool,
}

/// A text with its own paragraphs: the body, a note.
#[derive(Clone, Debug, Default)]
pub(super) struct Flow {
    /// What is whole.
    pub(super) parts: Vec<Part>,
    /// The paragraph that is not.
    pub(super) stretches: Vec<Stretch>,
    /// The mark of that paragraph.
    pub(super) mark: Option<String>,
    /// The cell that is not whole.
    cell: Vec<Part>,
    /// The row that is not whole.
    cells: Vec<Vec<Part>>,
    /// How the row is defined.
    pub(super) row: Row,
    /// The cell whose definition is not whole.
    pub(super) place: Place,
}

impl Flow {
    /// Ends a paragraph.
    pub(super) fn end_paragraph(&mut self, set: Set) {
        let stretches = std::mem::take(&mut self.stretches);
        let mark = self.mark.take();
        if !set.table {
            self.end_row_unasked();
        }
        if stretches.is_empty() && mark.is_none() {
            return;
        }
        let part = Part::Paragraph(Paragraph { stretches, set, mark });
        if set.table { self.cell.push(part) } else { self.parts.push(part) }
    }

    /// Ends a cell.
    pub(super) fn end_cell(&mut self, set: Set) {
        self.end_paragraph(Set { table: true, ..set });
        self.cells.push(std::mem::take(&mut self.cell));
    }

    /// Ends a row.
    pub(super) fn end_row(&mut self) {
        if !self.cell.is_empty() {
            self.cells.push(std::mem::take(&mut self.cell));
        }
        let cells = std::mem::take(&mut self.cells);
        if !cells.is_empty() {
            self.parts.push(Part::Row(Row { cells, ..self.row.clone() }));
        }
    }

    /// A row that was never ended ends where text outside of it begins.
    fn end_row_unasked(&mut self) {
        if !self.cell.is_empty() || !self.cells.is_empty() {
            self.end_row();
        }
    }

    /// Ends everything.
    pub(super) fn end(&mut self, set: Set) -> Vec<Part> {
        self.end_paragraph(set);
        self.end_row_unasked();
        std::mem::take(&mut self.parts)
    }
}

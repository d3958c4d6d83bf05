//! The parts of a table around its cells' text (ECMA-376 §17.4): fixed columns, repeated header
//! rows, rows that no page end cuts. `body` walks through it.

use vanban_article::{Alignment, Slot};
use vanban_theme::{Align, Theme, Twip};

use crate::schema::{CELL, Children, ROW, TABLE};
use crate::style_names;
use crate::styles::shade;
use crate::xml::Xml;

/// A table to be written.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    /// The width of each column, from the middle of one border to that of the next.
    pub(crate) columns: Vec<Twip>,
    /// From the text's left edge to the table's.
    pub(crate) left: Twip,
    /// Whether its first row is a header.
    pub(crate) header: bool,
    /// Whether it stands in a cell of another table.
    pub(crate) nested: bool,
}

impl Frame {
    /// The width of a cell.
    pub(crate) fn width(&self, slot: &Slot) -> Twip {
        let columns = self.columns.iter().skip(slot.column).take(slot.columns);
        columns.copied().sum::<Twip>().max(Twip(1))
    }
}

/// The widths of columns that share a width equally.
pub(crate) fn equal_columns(count: usize, width: Twip) -> Vec<Twip> {
    let count = i32::try_from(count.max(1)).unwrap_or(i32::MAX);
    let width = width.0.max(count);
    (0..count).map(|at| Twip(width * (at + 1) / count - width * at / count)).collect()
}

/// Room between a cell's borders and its text.
pub(crate) fn cell_margins(properties: &mut Children, x: Twip, y: Twip) {
    properties.put("w:tblCellMar").open();
    for (side, width) in [("w:top", y), ("w:left", x), ("w:bottom", y), ("w:right", x)] {
        properties.inside().tag(side).with("w:w", width.0).with("w:type", "dxa").empty();
    }
    properties.inside().close("w:tblCellMar");
}

/// Starts a table.
pub(crate) fn open(xml: &mut Xml, theme: &Theme, frame: &Frame) {
    let width: Twip = frame.columns.iter().copied().sum();
    xml.tag("w:tbl").open();
    let mut properties = Children::new(TABLE);
    properties.value("w:tblStyle", style_names::TABLE);
    properties.put("w:tblW").with("w:w", width.0).with("w:type", "dxa").empty();
    // In compatibility mode 14 the indent of a table that stands in no cell leads to the text of its
    // first cell, not to its border.
    let to_text = if frame.nested { Twip::ZERO } else { theme.table.padding_x };
    let indent = frame.left + to_text;
    properties.put("w:tblInd").with("w:w", indent.0).with("w:type", "dxa").empty();
    properties.put("w:tblLayout").with("w:type", "fixed").empty();
    // No bands; the bit 0x20 asks for the look of the header row (§17.4.56).
    properties.value("w:tblLook", if frame.header { "0620" } else { "0600" });
    properties.write("w:tblPr", xml);
    xml.tag("w:tblGrid").open();
    for column in &frame.columns {
        xml.tag("w:gridCol").with("w:w", column.0).empty();
    }
    xml.close("w:tblGrid");
}

/// Starts a row.
pub(crate) fn open_row(xml: &mut Xml, header: bool) {
    xml.tag("w:tr").open();
    let mut properties = Children::new(ROW);
    properties.on("w:cantSplit");
    if header {
        properties.on("w:tblHeader");
    }
    properties.write("w:trPr", xml);
}

/// Starts a cell, or the part of a merged one in a later row; `later_header` marks one of a header row after the first, whose background the
/// table style does not give.
pub(crate) fn open_cell(
    xml: &mut Xml,
    theme: &Theme,
    slot: &Slot,
    width: Twip,
    later_header: bool,
) {
    xml.tag("w:tc").open();
    let mut properties = Children::new(CELL);
    properties.put("w:tcW").with("w:w", width.0).with("w:type", "dxa").empty();
    if slot.columns > 1 {
        properties.value("w:gridSpan", slot.columns);
    }
    if slot.above + slot.below > 0 {
        properties.value("w:vMerge", if slot.above == 0 { "restart" } else { "continue" });
    }
    if later_header && let Some(fill) = theme.table.head_fill {
        shade(&mut properties, fill);
    }
    properties.write("w:tcPr", xml);
}

/// Where the lines of a column stand, if not as the theme has it.
pub(crate) fn align(column: Alignment) -> Option<Align> {
    match column {
        Alignment::Auto => None,
        Alignment::Left => Some(Align::Left),
        Alignment::Center => Some(Align::Center),
        Alignment::Right => Some(Align::Right),
    }
}

#[cfg(test)]
mod tests {
    use super::equal_columns;
    use vanban_theme::Twip;

    #[test]
    fn equal_columns_fill_the_width_to_the_twip() {
        let columns = equal_columns(7, Twip(9354));
        assert_eq!(columns.iter().copied().sum::<Twip>(), Twip(9354));
        assert!(columns.iter().all(|column| (1336..=1337).contains(&column.0)));
        assert_eq!(equal_columns(3, Twip(-5)), [Twip(1); 3]);
    }
}

//! Where a block stands among those around it, and the role that this gives it.
//!
//! Both writers go down the tree with a [`Place`] and ask it for the role's name: what a paragraph
//! looks like is decided here once, for both papers.

use crate::kind::AlertKind;
use crate::model::{Article, BlockId, BlockKind, ParagraphKind};

/// What surrounds a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Lists around it, inside the innermost cell.
    pub lists: u8,
    /// Quotations around it, inside the innermost cell.
    pub quotes: u8,
    /// The part of the table whose cell holds it.
    pub cell: Option<CellPart>,
    /// Alerts around it, inside the innermost cell.
    pub alerts: u8,
    /// What the innermost of them is.
    pub alert: Option<AlertKind>,
    /// Lists and quotations around that innermost alert, inside the innermost cell.
    pub alert_within: (u8, u8),
    /// Whether it is part of a note.
    pub note: bool,
    /// Whether the innermost list is tight.
    pub tight: bool,
    /// The end of the outermost list around it.
    list_end: Option<BlockId>,
}

/// The part of a table that a cell belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellPart {
    /// A header row.
    Head,
    /// The body.
    Body,
}

impl Place {
    /// The place of a note's top-level blocks.
    pub const NOTE: Place = Place {
        lists: 0,
        quotes: 0,
        cell: None,
        alerts: 0,
        alert: None,
        alert_within: (0, 0),
        note: true,
        tight: false,
        list_end: None,
    };

    /// The place of a block's children.
    #[must_use]
    pub fn inside(mut self, article: &Article, id: BlockId) -> Place {
        let block = article.block(id);
        match &block.kind {
            BlockKind::Quote => self.quotes = self.quotes.saturating_add(1),
            BlockKind::Alert(kind) => {
                self.alerts = self.alerts.saturating_add(1);
                self.alert = Some(*kind);
                self.alert_within = (self.lists, self.quotes);
            }
            BlockKind::Definition => {
                self.lists = self.lists.saturating_add(1);
                self.tight = false;
            }
            BlockKind::List { tight, .. } => {
                self.lists = self.lists.saturating_add(1);
                self.tight = *tight;
                self.list_end = self.list_end.or(Some(block.end));
            }
            BlockKind::Row { header } => {
                let part = if *header { CellPart::Head } else { CellPart::Body };
                self = Place { cell: Some(part), note: self.note, ..Place::default() };
            }
            _ => {}
        }
        self
    }

    /// The name of a leaf block's role, as the theme knows it; `figure` for a figure's picture.
    #[must_use]
    pub fn role(self, article: &Article, id: BlockId) -> &'static str {
        let block = article.block(id);
        match block.kind {
            BlockKind::Heading { level, .. } => match level {
                0 | 1 => "heading1",
                2 => "heading2",
                3 => "heading3",
                4 => "heading4",
                5 => "heading5",
                _ => "heading6",
            },
            BlockKind::Code { .. } => "code",
            BlockKind::Figure { .. } => "figure",
            BlockKind::Break => "break",
            BlockKind::Contents(_) => "contents-title",
            BlockKind::Paragraph(ParagraphKind::Body) => self.body_role(block.end),
            // Small text has small formulas.
            BlockKind::Paragraph(ParagraphKind::Equation) if self.cell.is_some() || self.note => {
                self.body_role(block.end)
            }
            BlockKind::Paragraph(kind) => match kind {
                ParagraphKind::Body => "body",
                ParagraphKind::Title => "title",
                ParagraphKind::Subtitle => "subtitle",
                ParagraphKind::Lead => "lead",
                ParagraphKind::Abstract => "abstract",
                ParagraphKind::Dateline => "dateline",
                ParagraphKind::Byline => "byline",
                ParagraphKind::SourceLine => "source-line",
                ParagraphKind::Caption => "caption",
                ParagraphKind::TableCaption => "table-caption",
                ParagraphKind::AlertTitle => "alert-title",
                ParagraphKind::Term => "term",
                ParagraphKind::Verse => "verse",
                ParagraphKind::Equation => "equation",
            },
            BlockKind::Quote
            | BlockKind::Alert(_)
            | BlockKind::Aligned(_)
            | BlockKind::Definitions { .. }
            | BlockKind::Definition
            | BlockKind::List { .. }
            | BlockKind::Item { .. }
            | BlockKind::Table { .. }
            | BlockKind::Row { .. }
            | BlockKind::Cell { .. }
            | BlockKind::PageBreak
            | BlockKind::Section { .. } => "body",
        }
    }

    fn body_role(self, end: BlockId) -> &'static str {
        match self.cell {
            Some(CellPart::Head) => return "table-head",
            Some(CellPart::Body) => return "table-cell",
            None => {}
        }
        if self.note {
            "note"
        } else if self.lists > 0 {
            // The last paragraph of a list is followed by the room of running text, however tight
            // the list is.
            if self.tight && self.list_end != Some(end) { "list-item-tight" } else { "list-item" }
        } else if self.alerts > 0 {
            "alert"
        } else if self.quotes > 0 {
            "quote"
        } else {
            "body"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CellPart, Place};
    use crate::model::{Article, Block, BlockId, BlockKind, ParagraphKind};
    use crate::numerals::Numerals;
    use crate::source::Span;

    fn article(kinds: Vec<(BlockKind, u32)>) -> Article {
        let blocks = kinds
            .into_iter()
            .map(|(kind, end)| Block {
                span: Span::default(),
                kind,
                end: BlockId(end),
                inlines: 0..0,
            })
            .collect::<Vec<_>>();
        Article { body_len: blocks.len() as u32, blocks, ..Article::default() }
    }

    const BODY: BlockKind = BlockKind::Paragraph(ParagraphKind::Body);

    #[test]
    fn the_last_paragraph_of_a_tight_list_is_followed_by_full_room() {
        let item = || BlockKind::Item { number: None, checked: None };
        let list = article(vec![
            (BlockKind::List { start: None, tight: true, numerals: Numerals::default() }, 5),
            (item(), 3),
            (BODY, 3),
            (item(), 5),
            (BODY, 5),
        ]);
        let place = Place::default().inside(&list, BlockId(0)).inside(&list, BlockId(1));
        assert_eq!(place.role(&list, BlockId(2)), "list-item-tight");
        assert_eq!(place.role(&list, BlockId(4)), "list-item");
    }

    #[test]
    fn a_cell_starts_indents_anew() {
        let table = article(vec![
            (BlockKind::Quote, 5),
            (BlockKind::Table { columns: Vec::new(), widths: Vec::new() }, 5),
            (BlockKind::Row { header: true }, 5),
            (BlockKind::PLAIN_CELL, 5),
            (BODY, 5),
        ]);
        let place = (0..4).fold(Place::default(), |place, id| place.inside(&table, BlockId(id)));
        assert_eq!((place.quotes, place.cell), (0, Some(CellPart::Head)));
        assert_eq!(place.role(&table, BlockId(4)), "table-head");
    }
}

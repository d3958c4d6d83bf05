//! The one recursion: through the blocks of a story, down into quotations, lists and cells.
//!
//! Nesting is limited by the parser; a level takes little of the stack.

use std::collections::BTreeMap;

use vanban_article::cover::{self, CoverPart};
use vanban_article::{BlockId, BlockKind, Grid, ParagraphKind, task_box};
use vanban_theme::{Align, Role, Twip};

use crate::contents;
use crate::numbering::{Marker, Number};
use crate::pages;
use crate::paragraph::{self, Special};
use crate::picture::Shot;
use crate::schema::{Children, PARAGRAPH};
use crate::story::{Around, Story, Writing};
use crate::style_names;
use crate::table::{self, Frame};

/// Writes blocks.
pub(crate) fn blocks(
    writing: &mut Writing<'_>,
    story: &mut Story,
    blocks: impl Iterator<Item = BlockId>,
    around: Around,
) {
    for id in blocks {
        block(writing, story, id, around);
    }
}

fn block(writing: &mut Writing<'_>, story: &mut Story, id: BlockId, around: Around) {
    let article = writing.input.article;
    story.anchors.extend(writing.anchors_on(id));
    let inside = Around { place: around.place.inside(article, id), ..around };
    let part = cover::part(article, id);
    match part {
        Some(CoverPart::First) => story.gap = Some(writing.input.theme.cover.above),
        Some(CoverPart::Below) => story.gap = Some(writing.input.theme.cover.between),
        _ => {}
    }
    let around = Around { align: part.map(|_| Align::Center).or(around.align), ..around };
    match &article.block(id).kind {
        BlockKind::Paragraph(_)
        | BlockKind::Heading { .. }
        | BlockKind::Code { .. }
        | BlockKind::Break => {
            let role = role(writing, id, around);
            paragraph::leaf(writing, story, id, role, around);
        }
        BlockKind::Figure { picture, alt, size } => {
            let has_caption = article.children(id).next().is_some();
            let shot = Shot { picture: *picture, alt, size: *size, printed: None };
            paragraph::figure(writing, story, id, shot, around, has_caption);
            blocks(writing, story, article.children(id), inside);
        }
        BlockKind::Quote
        | BlockKind::Alert(_)
        | BlockKind::Item { .. }
        | BlockKind::Definitions { .. }
        | BlockKind::Definition => {
            blocks(writing, story, article.children(id), inside);
        }
        BlockKind::Aligned(alignment) => {
            let aligned = Around { align: table::align(*alignment), ..inside };
            blocks(writing, story, article.children(id), aligned);
        }
        BlockKind::List { .. } => list(writing, story, id, inside),
        BlockKind::Table { .. } => table(writing, story, id, around),
        BlockKind::PageBreak => pages::page_break(story),
        BlockKind::Section { landscape } => {
            let width = writing.input.theme.page.turned(*landscape).text_width();
            pages::enter(story, *landscape);
            blocks(writing, story, article.children(id), Around { width, ..inside });
            pages::enter(story, false);
        }
        BlockKind::Contents(kind) => contents::write(writing, story, id, *kind, around),
        // Rows and cells stand in tables only; elsewhere their text is text.
        BlockKind::Row { .. } | BlockKind::Cell { .. } => {
            blocks(writing, story, article.children(id), inside);
        }
    }
}

fn role(writing: &Writing<'_>, id: BlockId, around: Around) -> Role {
    let name = around.place.role(writing.input.article, id);
    Role::named(name).expect("the theme has every role that a place can name")
}

/// Writes a list; `around` is what surrounds its items.
fn list(writing: &mut Writing<'_>, story: &mut Story, id: BlockId, around: Around) {
    let article = writing.input.article;
    let lists = around.place.lists;
    let items = || {
        article.children(id).map(|item| match article.block(item).kind {
            BlockKind::Item { number, checked } => (item, number, checked),
            _ => (item, None, None),
        })
    };
    let last = items().filter_map(|(_, number, _)| number).max().unwrap_or(0);
    let hanging = writing.input.theme.list_hanging(article.marker_width(id));
    writing.faces.set(writing.input.theme.style(Role::ListItem).text.font, "");
    let BlockKind::List { numerals, .. } = article.block(id).kind else { return };
    let boxed = items().find_map(|(_, _, checked)| checked);
    if let Some(checked) = boxed {
        let look = writing.input.theme.style(Role::ListItem).text.font;
        let library = writing.input.library;
        let mut faces = library.faces_of(look, task_box(checked));
        if let Some(face) = faces.next().and_then(|(_, _, face)| face) {
            writing.faces.set(library.spec_of(face, look), task_box(checked));
        }
    }
    let mut numbers: BTreeMap<Marker, Number> = BTreeMap::new();
    for (item, number, checked) in items() {
        let marker = match (number, checked) {
            (_, Some(checked)) => Marker::Box(checked),
            (Some(number), None) => Marker::of(numerals, number, last),
            (None, None) => Marker::Bullet,
        };
        let known = numbers.get(&marker).copied();
        story.number = Some(known.unwrap_or_else(|| {
            let first = number.filter(|_| marker.counts());
            let new = writing.numbering.list(marker.clone(), hanging, lists, first);
            numbers.insert(marker, new);
            new
        }));
        block(writing, story, item, around);
        story.number = None;
    }
}

/// Writes a table.
fn table(writing: &mut Writing<'_>, story: &mut Story, id: BlockId, around: Around) {
    let article = writing.input.article;
    let theme = writing.input.theme;
    let BlockKind::Table { columns: alignments, .. } = &article.block(id).kind else {
        return;
    };
    if article.children(id).all(|row| article.children(row).next().is_none()) {
        return;
    }
    pages::reach(writing, story);
    if pages::awaits_break(story) {
        // A table has no page break of its own: a paragraph carries it.
        story.after_table = false;
        carrier(story);
    }
    if std::mem::take(&mut story.after_table) {
        separator(story, theme.table.around);
    }
    pages::take(story);
    let depth = around.depth();
    let quote = theme.quote_indent * i32::from(depth.quotes);
    let alert = theme.alert.indent * i32::from(depth.alerts);
    let left = quote + alert + theme.list_indent(depth.lists);
    let hint = writing.input.hints.columns.get(&id);
    let columns = match hint.filter(|widths| widths.len() == alignments.len()) {
        Some(widths) => widths.iter().map(|width| Twip((*width).max(1))).collect(),
        None => table::equal_columns(alignments.len(), around.width - left - quote),
    };
    let is_header =
        |row: BlockId| matches!(article.block(row).kind, BlockKind::Row { header: true });
    let header = article.children(id).next().is_some_and(is_header);
    let frame = Frame { columns, left, header, nested: around.place.cell.is_some() };
    table::open(&mut story.xml, theme, &frame);
    let mut heads_go_on = true;
    let mut grid = Grid::new(alignments.len());
    for (at, row) in article.children(id).enumerate() {
        story.anchors.extend(writing.anchors_on(row));
        heads_go_on = heads_go_on && is_header(row);
        // A repeated row must follow the first rows of the table (§17.4.78).
        table::open_row(&mut story.xml, heads_go_on);
        let inside = around.place.inside(article, row);
        let keeps = writing.input.hints.kept_rows.contains(&row);
        let kept = std::mem::replace(&mut story.keep_next, keeps);
        for mut slot in grid.row(article, row) {
            let begins = slot.above == 0;
            if writing.input.hints.parted_cells.contains(&slot.cell) {
                (slot.above, slot.below) = (0, 0);
            }
            let width = frame.width(&slot);
            table::open_cell(&mut story.xml, theme, &slot, width, at > 0 && is_header(row));
            let around = Around {
                place: inside.inside(article, slot.cell),
                align: table::align(slot.align(article, alignments, is_header(row))),
                width: width - theme.table.padding_x * 2,
            };
            if begins {
                story.anchors.extend(writing.anchors_on(slot.cell));
                cell_content(writing, story, slot.cell, is_header(row), around);
            } else {
                empty_cell(writing, story, is_header(row), around);
            }
            story.xml.close("w:tc");
        }
        story.keep_next = kept;
        story.xml.close("w:tr");
    }
    story.xml.close("w:tbl");
    pages::note_other(story);
    story.after_table = true;
}

fn cell_content(
    writing: &mut Writing<'_>,
    story: &mut Story,
    cell: BlockId,
    is_head: bool,
    around: Around,
) {
    let start = story.xml.as_str().len();
    blocks(writing, story, writing.input.article.children(cell), around);
    if story.xml.as_str().len() == start {
        empty_cell(writing, story, is_head, around);
    }
    end(story);
}

/// Writes the paragraph that a cell without text demands (§17.4.65).
fn empty_cell(writing: &mut Writing<'_>, story: &mut Story, is_head: bool, around: Around) {
    let role = if is_head { Role::TableHead } else { Role::TableCell };
    let bookmarks = paragraph::open(writing, story, None, role, around, Special::default());
    paragraph::close(story, bookmarks);
}

/// Writes what the end of a story or cell demands: a paragraph after a table (§17.4.65).
pub(crate) fn end(story: &mut Story) {
    if std::mem::take(&mut story.after_table) {
        separator(story, Twip::ZERO);
    }
}

/// Writes the paragraph that carries the page break of a table.
fn carrier(story: &mut Story) {
    story.xml.tag("w:p").open();
    let mut properties = Children::new(PARAGRAPH);
    properties.value("w:pStyle", style_names::TABLE_SEPARATOR);
    properties.on("w:pageBreakBefore");
    properties.write("w:pPr", &mut story.xml);
    story.xml.close("w:p");
}

/// Writes the paragraph that keeps two tables apart, or ends what must not end with a table.
fn separator(story: &mut Story, before: Twip) {
    story.xml.tag("w:p").open();
    let mut properties = Children::new(PARAGRAPH);
    properties.value("w:pStyle", style_names::TABLE_SEPARATOR);
    if before > Twip::ZERO {
        properties.put("w:spacing").with("w:before", before.0).empty();
    }
    properties.write("w:pPr", &mut story.xml);
    story.xml.close("w:p");
}

/// Whether a block is a paragraph that can start with a note's label.
pub(crate) fn takes_label(kind: &BlockKind) -> bool {
    match kind {
        BlockKind::Paragraph(kind) => *kind != ParagraphKind::Caption,
        BlockKind::Heading { .. } => true,
        _ => false,
    }
}

//! Tables, lists and quotations of HTML that are whole in one block of it keep their structure.
//!
//! Where a tag is missing, or Markdown stands between the tags, they are read as plain blocks.

use super::build::Builder;
use super::draft::{DraftKind, is_space};
use super::html_tag::{Kind, Token, kind};
use super::report::{NESTING, PADDING};
use crate::model::Alignment;
use crate::source::Span;

/// What of a block of HTML keeps its structure, and what is open of it.
#[derive(Debug, Default)]
pub(super) struct Structure {
    /// The tables, the last one first.
    tables: Vec<TablePlan>,
    /// Whether lists keep their structure.
    lists: bool,
    /// Whether quotations do.
    quotes: bool,
    open: Vec<Container>,
}

/// What must be known of a table before its first row.
#[derive(Debug, Default)]
struct TablePlan {
    columns: usize,
    /// Whether each row is a header, the last row first.
    rows: Vec<bool>,
}

#[derive(Debug)]
enum Container {
    Quote(u32),
    List(u32),
    Item(u32),
    Table(u32),
    Row {
        block: u32,
        cells: usize,
    },
    /// A cell, and how many columns more than one it spans.
    Cell {
        block: u32,
        extra: usize,
    },
}

/// Finds out what of the tokens of a block of HTML keeps its structure; captions are moved before
/// their tables.
pub(super) fn plan(builder: &mut Builder<'_>, tokens: &mut Vec<(Token, Span)>, span: Span) {
    let lists = deepest(tokens, |kind| matches!(kind, Kind::List(_))).is_some();
    let quotes = deepest(tokens, |kind| kind == Kind::Quote).is_some();
    let mut tables = Vec::new();
    if deepest(tokens, |kind| kind == Kind::Table) == Some(1) {
        move_captions(tokens);
        tables = plan_tables(tokens).unwrap_or_default();
    }
    let cells = |plan: &TablePlan| plan.rows.len() as u64 * plan.columns as u64;
    builder.padding += tables.iter().map(cells).sum::<u64>();
    if builder.padding > PADDING {
        builder.report.cells(span);
        tables.clear();
    }
    tables.reverse();
    builder.html.structure = Structure { tables, lists, quotes, open: Vec::new() };
}

/// How deep tags of a kind nest; none where one of them is missing.
fn deepest(tokens: &[(Token, Span)], wanted: fn(Kind) -> bool) -> Option<u32> {
    let (mut depth, mut deepest) = (0u32, 0);
    for (token, _) in tokens {
        match token {
            Token::Start { name, .. } if wanted(kind(name)) => depth += 1,
            Token::End(name) if wanted(kind(name)) => depth = depth.checked_sub(1)?,
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    (depth == 0).then_some(deepest)
}

fn move_captions(tokens: &mut Vec<(Token, Span)>) {
    let mut table: Option<Vec<(Token, Span)>> = None;
    let mut caption = false;
    let mut moved = Vec::with_capacity(tokens.len());
    for (token, span) in tokens.drain(..) {
        match &token {
            Token::Start { name, .. } => match kind(name) {
                Kind::Table => table = Some(Vec::new()),
                Kind::Caption => caption = true,
                _ => {}
            },
            Token::End(name) if kind(name) == Kind::Table => {
                moved.append(&mut table.take().unwrap_or_default());
                caption = false;
            }
            _ => {}
        }
        let ends = matches!(&token, Token::End(name) if kind(name) == Kind::Caption);
        match &mut table {
            Some(table) if !caption => table.push((token, span)),
            _ => moved.push((token, span)),
        }
        caption &= !ends;
    }
    moved.append(&mut table.unwrap_or_default());
    *tokens = moved;
}

/// What the tables hold; none where something stands in a table but in no cell.
fn plan_tables(tokens: &[(Token, Span)]) -> Option<Vec<TablePlan>> {
    let mut plans: Vec<TablePlan> = Vec::new();
    let mut table = false;
    let mut cell = false;
    let mut head = false;
    // Of the open row: its cells, and whether all of them are headers.
    let mut row: Option<(usize, bool)> = None;
    for (token, _) in tokens {
        let (tag, starts) = match token {
            Token::Start { name, .. } => (kind(name), true),
            Token::End(name) => (kind(name), false),
            Token::Text(text) if table && !cell && !text.trim_matches(is_space).is_empty() => {
                return None;
            }
            _ => continue,
        };
        if tag == Kind::Table && starts {
            plans.push(TablePlan::default());
            table = true;
        }
        if !table {
            continue;
        }
        let plan = plans.last_mut()?;
        match tag {
            Kind::Table | Kind::Section(_) | Kind::Row => {
                if let Some((cells, headers)) = row.take() {
                    let first = plan.rows.iter().all(|header| *header);
                    plan.rows.push(first && (head || headers));
                    plan.columns = plan.columns.max(cells);
                }
                cell = false;
                match tag {
                    Kind::Section(header) => head = header && starts,
                    Kind::Row if starts => row = Some((0, true)),
                    Kind::Table => (table, head) = (starts, false),
                    _ => {}
                }
            }
            Kind::Cell(header) => {
                cell = starts;
                if starts {
                    let (cells, headers) = row.get_or_insert((0, true));
                    *cells += spanned(token);
                    *headers &= header;
                }
            }
            Kind::Neutral | Kind::Unknown(_) => {}
            _ if cell => {}
            _ => return None,
        }
    }
    for plan in &mut plans {
        plan.rows.reverse();
    }
    plans.iter().all(|plan| plan.columns > 0).then_some(plans)
}

/// The columns that a cell spans; HTML allows a thousand.
pub(super) fn spanned(token: &Token) -> usize {
    let Token::Start { attributes, .. } = token else { return 1 };
    let span = attributes.iter().find(|(name, _)| name == "colspan");
    span.and_then(|(_, value)| value.trim().parse::<usize>().ok()).unwrap_or(1).clamp(1, 1000)
}

/// Opens a container; false where the tag is to be read as a plain block.
pub(super) fn open(
    builder: &mut Builder<'_>,
    tag: Kind,
    start: Option<u64>,
    columns: usize,
    span: Span,
) -> bool {
    match tag {
        Kind::Quote if builder.html.structure.quotes && deeper(builder, span) => {
            enter_item(builder, span);
            let block = builder.open_block(DraftKind::Quote, span);
            builder.html.structure.open.push(Container::Quote(block));
        }
        Kind::List(_) if builder.html.structure.lists && deeper(builder, span) => {
            enter_item(builder, span);
            let block = builder.open_block(DraftKind::List { start, tight: true }, span);
            builder.html.structure.open.push(Container::List(block));
        }
        Kind::Item if close_to(builder, |open| matches!(open, Container::List(_))) => {
            push_item(builder, span);
        }
        Kind::Table => return open_table(builder, span),
        Kind::Row if close_to(builder, |open| matches!(open, Container::Table(_))) => {
            open_row(builder, span);
        }
        Kind::Cell(_) if in_table(builder) => {
            if close_to(builder, |open| matches!(open, Container::Table(_) | Container::Row { .. }))
                && matches!(builder.html.structure.open.last(), Some(Container::Table(_)))
            {
                open_row(builder, span);
            }
            open_cell(builder, columns, span);
        }
        _ => return false,
    }
    true
}

/// Closes a container; false where the tag closes none.
pub(super) fn close(builder: &mut Builder<'_>, tag: Kind) -> bool {
    let matches = |open: &Container| {
        matches!(
            (open, tag),
            (Container::Quote(_), Kind::Quote)
                | (Container::List(_), Kind::List(_))
                | (Container::Item(_), Kind::Item)
                | (Container::Table(_), Kind::Table)
                | (Container::Row { .. }, Kind::Row)
                | (Container::Cell { .. }, Kind::Cell(_))
        )
    };
    // An end tag reaches no further than its own table or list.
    let fence = |open: &Container| match tag {
        Kind::Row | Kind::Cell(_) => matches!(open, Container::Table(_)),
        Kind::Item => matches!(open, Container::List(_)),
        _ => false,
    };
    let open = &builder.html.structure.open;
    let at = open.iter().rposition(|open| matches(open) || fence(open));
    let Some(at) = at.filter(|at| matches(&open[*at])) else { return false };
    close_down(builder, at);
    true
}

/// Closes everything at the end of a block of HTML.
pub(super) fn close_all(builder: &mut Builder<'_>) {
    close_down(builder, 0);
    builder.html.structure = Structure::default();
}

/// Opens the item that content of a list needs.
pub(super) fn enter_item(builder: &mut Builder<'_>, span: Span) {
    if builder.leaf.is_none()
        && matches!(builder.html.structure.open.last(), Some(Container::List(_)))
    {
        push_item(builder, span);
    }
}

fn push_item(builder: &mut Builder<'_>, span: Span) {
    let block = builder.open_block(DraftKind::Item { checked: None }, span);
    builder.html.structure.open.push(Container::Item(block));
}

fn open_table(builder: &mut Builder<'_>, span: Span) -> bool {
    if builder.html.structure.tables.is_empty() || !deeper(builder, span) {
        return false;
    }
    enter_item(builder, span);
    let columns = builder.html.structure.tables.last().map_or(0, |plan| plan.columns);
    let kind = DraftKind::Table { columns: vec![Alignment::Auto; columns] };
    let block = builder.open_block(kind, span);
    builder.html.structure.open.push(Container::Table(block));
    true
}

fn open_row(builder: &mut Builder<'_>, span: Span) {
    let plan = builder.html.structure.tables.last_mut();
    let header = plan.and_then(|plan| plan.rows.pop()).unwrap_or(false);
    let block = builder.open_block(DraftKind::Row { header }, span);
    builder.html.structure.open.push(Container::Row { block, cells: 0 });
}

fn open_cell(builder: &mut Builder<'_>, columns: usize, span: Span) {
    if let Some(Container::Row { cells, .. }) = builder.html.structure.open.last_mut() {
        *cells += columns;
    }
    let block = builder.open_block(DraftKind::Cell, span);
    builder.html.structure.open.push(Container::Cell { block, extra: columns - 1 });
}

fn in_table(builder: &Builder<'_>) -> bool {
    builder.html.structure.open.iter().any(|open| matches!(open, Container::Table(_)))
}

/// Closes everything inside the innermost container of a kind; false where there is none.
fn close_to(builder: &mut Builder<'_>, wanted: fn(&Container) -> bool) -> bool {
    let open = &builder.html.structure.open;
    let Some(at) = open.iter().rposition(wanted) else { return false };
    if matches!(open[at], Container::List(_))
        && open[at..].iter().any(|open| matches!(open, Container::Cell { .. }))
    {
        return false;
    }
    close_down(builder, at + 1);
    true
}

/// Counts one more container towards the limit of nesting; false beyond it.
fn deeper(builder: &mut Builder<'_>, span: Span) -> bool {
    if builder.depth >= NESTING {
        builder.report.nesting(span);
        return false;
    }
    builder.depth += 1;
    true
}

fn close_down(builder: &mut Builder<'_>, to: usize) {
    while builder.html.structure.open.len() > to {
        let Some(container) = builder.html.structure.open.pop() else { return };
        match container {
            Container::Quote(block) | Container::List(block) => {
                builder.close_block(block);
                builder.depth -= 1;
            }
            Container::Table(block) => {
                builder.close_block(block);
                builder.depth -= 1;
                builder.html.structure.tables.pop();
            }
            Container::Item(block) => builder.close_block(block),
            Container::Cell { block, extra } => {
                builder.close_block(block);
                let span = builder.stream.blocks[block as usize].span;
                for _ in 0..extra {
                    builder.open_block(DraftKind::Cell, Span { start: span.end, end: span.end });
                }
            }
            Container::Row { block, cells } => {
                builder.close_leaf();
                let width = builder.html.structure.tables.last().map_or(0, |plan| plan.columns);
                let span = builder.stream.blocks[block as usize].span;
                for _ in cells..width {
                    builder.open_block(DraftKind::Cell, Span { start: span.end, end: span.end });
                }
                builder.close_block(block);
            }
        }
    }
}

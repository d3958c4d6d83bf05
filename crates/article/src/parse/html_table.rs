//! Tables, lists and quotations of HTML keep their structure where they are whole.
//!
//! Lists and quotations are, where their tags stand in one block of HTML; where one is missing, they
//! are read as plain blocks. A table may hold Markdown between blank lines: its cells stay open from
//! one block of HTML to the next, but never longer than the item, quotation or note around it.

use super::build::Builder;
use super::draft::{BlockDraft, CellDraft, DraftKind, is_space};
use super::html_tag::{Kind, Token, kind};
use super::report::NESTING;
use super::table_grid::{self, Form};
use super::table_width::{self, Width};
use crate::numerals::{Numerals, System};
use crate::source::Span;

/// What of a block of HTML keeps its structure, and what is open of it.
#[derive(Debug, Default)]
pub(super) struct Structure {
    /// Whether tables keep their structure.
    tables: bool,
    /// Whether lists do.
    lists: bool,
    /// Whether quotations do.
    quotes: bool,
    open: Vec<Open>,
}

impl Structure {
    /// Whether nothing of it is open.
    pub(super) fn is_closed(&self) -> bool {
        self.open.is_empty()
    }
}

/// An element of HTML that is open.
#[derive(Debug)]
struct Open {
    what: Container,
    /// How many elements of Markdown are open around it.
    level: usize,
}

#[derive(Debug)]
enum Container {
    Quote(u32),
    List(u32),
    Item(u32),
    Table(Table),
    /// A row, and whether all its cells so far are headers.
    Row {
        block: u32,
        heads: bool,
    },
    Cell(u32),
}

#[derive(Debug)]
struct Table {
    block: u32,
    /// Whether the part that is open holds header rows.
    head: bool,
    /// The widths that its columns ask for.
    widths: Vec<Width>,
    /// The columns of the first row so far; none after it.
    first: Option<usize>,
}

/// Finds out what of the tokens of a block of HTML keeps its structure; captions are moved before
/// their tables.
pub(super) fn plan(builder: &mut Builder<'_>, tokens: &mut Vec<(Token, Span)>, span: Span) {
    let lists = deepest(tokens, |kind| matches!(kind, Kind::List(_))).is_some();
    let quotes = deepest(tokens, |kind| kind == Kind::Quote).is_some();
    let goes_on = within(builder, |open| matches!(open, Container::Table(_))).is_some();
    let tables = match deepest(tokens, |kind| kind == Kind::Table) {
        Some(depth) if !goes_on => {
            if depth == 1 {
                move_captions(tokens);
            }
            are_sound(tokens)
        }
        Some(_) => true,
        None => goes_on || builder.table_ends_after(span.end as usize),
    };
    let structure = &mut builder.html.structure;
    (structure.tables, structure.lists, structure.quotes) = (tables, lists, quotes);
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

/// Whether whatever stands in a table stands in a cell or a caption of it.
fn are_sound(tokens: &[(Token, Span)]) -> bool {
    // For each open table, whether a cell or its caption is open.
    let mut tables: Vec<bool> = Vec::new();
    for (token, _) in tokens {
        let (tag, starts) = match token {
            Token::Start { name, .. } => (kind(name), true),
            Token::End(name) => (kind(name), false),
            Token::Text(text) => match tables.last() {
                Some(false) if !text.trim_matches(is_space).is_empty() => return false,
                _ => continue,
            },
            Token::Other(_) | Token::PageBreak | Token::Switch(_) => continue,
        };
        match (tag, tables.last_mut()) {
            (Kind::Table, Some(false)) if starts => return false,
            (Kind::Table, _) if starts => tables.push(false),
            (Kind::Table, _) => {
                tables.pop();
            }
            (Kind::Section(_) | Kind::Row, Some(cell)) => *cell = false,
            (Kind::Cell(_) | Kind::Caption, Some(cell)) => *cell = starts,
            (Kind::Neutral | Kind::Unknown(_), _) => {}
            (_, Some(false)) => return false,
            _ => {}
        }
    }
    true
}

/// Opens a container; false where the tag is to be read as a plain block.
pub(super) fn open(
    builder: &mut Builder<'_>,
    tag: Kind,
    start: Option<u64>,
    attributes: &[(String, String)],
    span: Span,
) -> bool {
    match tag {
        Kind::Quote if builder.html.structure.quotes && deeper(builder, span) => {
            enter_item(builder, span);
            let block = builder.open_block(DraftKind::Quote, span);
            push(builder, Container::Quote(block));
        }
        Kind::List(_) if builder.html.structure.lists && deeper(builder, span) => {
            enter_item(builder, span);
            let numerals = Numerals { system: system(attributes), ..Numerals::default() };
            let block = builder.open_block(DraftKind::List { start, tight: true, numerals }, span);
            push(builder, Container::List(block));
        }
        Kind::Item if close_to(builder, |open| matches!(open, Container::List(_))) => {
            push_item(builder, span);
        }
        Kind::Table if builder.html.structure.tables && deeper(builder, span) => {
            enter_item(builder, span);
            let kind = DraftKind::Table { columns: Vec::new(), widths: Vec::new() };
            let block = builder.open_block(kind, span);
            let table = Table { block, head: false, widths: Vec::new(), first: Some(0) };
            push(builder, Container::Table(table));
        }
        Kind::Row if close_to(builder, |open| matches!(open, Container::Table(_))) => {
            open_row(builder, span);
        }
        Kind::Cell(head)
            if close_to(builder, |open| {
                matches!(open, Container::Table(_) | Container::Row { .. })
            }) =>
        {
            if matches!(last(builder), Some(Container::Table(_))) {
                open_row(builder, span);
            }
            open_cell(builder, head, attributes, span);
        }
        _ => return false,
    }
    true
}

/// Begins or ends a part of a table; false where none is open.
pub(super) fn section(builder: &mut Builder<'_>, tag: Kind) -> bool {
    if !close_to(builder, |open| matches!(open, Container::Table(_))) {
        return false;
    }
    if let Some(Container::Table(table)) = last_mut(builder) {
        table.head = tag == Kind::Section(true);
    }
    true
}

/// Reads what a `col` says of its columns.
pub(super) fn column(builder: &mut Builder<'_>, attributes: &[(String, String)]) {
    let span = attributes.iter().find(|(name, _)| name == "span");
    let span = span.and_then(|(_, value)| value.trim().parse::<usize>().ok());
    if let Some(Container::Table(table)) = last_mut(builder) {
        let count = table.widths.len() + span.unwrap_or(1).clamp(1, 1000);
        // HTML allows a thousand columns in a `col`; a table has no use for more.
        table.widths.resize(count.min(1000), table_width::of(attributes));
    }
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
                | (Container::Cell(_), Kind::Cell(_))
        )
    };
    // An end tag reaches no further than its own table or list, those of lists and quotations no
    // further than their cell.
    let fence = |open: &Container| match tag {
        Kind::Row | Kind::Cell(_) => matches!(open, Container::Table(_)),
        Kind::Item => matches!(open, Container::List(_) | Container::Cell(_)),
        Kind::List(_) | Kind::Quote => matches!(open, Container::Cell(_)),
        _ => false,
    };
    let at = within(builder, |open| matches(open) || fence(open));
    let open = &builder.html.structure.open;
    let Some(at) = at.filter(|at| matches(&open[*at].what)) else { return false };
    close_down(builder, at);
    true
}

/// Ends a block of HTML: only tables stay open.
pub(super) fn end_block(builder: &mut Builder<'_>) {
    let stays = |open: &Container| {
        matches!(open, Container::Table(_) | Container::Row { .. } | Container::Cell(_))
    };
    let open = &builder.html.structure.open;
    let keep = open.iter().rposition(|open| stays(&open.what)).map_or(0, |at| at + 1);
    close_down(builder, keep);
    if keep > 0 {
        builder.close_leaf();
    }
}

/// Closes what stands in an element of Markdown that has ended.
pub(super) fn leave(builder: &mut Builder<'_>) {
    let level = builder.frames.len();
    let open = &builder.html.structure.open;
    if open.last().is_some_and(|open| open.level > level) {
        close_down(builder, open.partition_point(|open| open.level <= level));
    }
}

/// Closes everything.
pub(super) fn close_all(builder: &mut Builder<'_>) {
    close_down(builder, 0);
}

/// Opens the item that content of a list needs.
pub(super) fn enter_item(builder: &mut Builder<'_>, span: Span) {
    if builder.leaf.is_none() && matches!(last(builder), Some(Container::List(_))) {
        push_item(builder, span);
    }
}

fn push(builder: &mut Builder<'_>, what: Container) {
    let level = builder.frames.len();
    builder.html.structure.open.push(Open { what, level });
}

fn push_item(builder: &mut Builder<'_>, span: Span) {
    let block = builder.open_block(DraftKind::Item { checked: None }, span);
    push(builder, Container::Item(block));
}

fn open_row(builder: &mut Builder<'_>, span: Span) {
    let head = matches!(last(builder), Some(Container::Table(Table { head: true, .. })));
    let kind = DraftKind::Row { header: head, firm: head };
    let block = builder.open_block(kind, span);
    push(builder, Container::Row { block, heads: true });
}

fn open_cell(builder: &mut Builder<'_>, head: bool, attributes: &[(String, String)], span: Span) {
    let mut cell = CellDraft { head, ..CellDraft::PLAIN };
    for (key, value) in attributes {
        match key.as_str() {
            "colspan" | "rowspan" | "align" => {
                cell.take(key, value);
            }
            "style" => {
                if let Some(align) = table_width::declared(value, "text-align") {
                    cell.take("align", align);
                }
            }
            _ => {}
        }
    }
    if let [.., table, row] = builder.html.structure.open.as_mut_slice() {
        if let Container::Row { heads, .. } = &mut row.what {
            *heads &= head;
        }
        if let Container::Table(Table { widths, first: Some(column), .. }) = &mut table.what {
            let width = table_width::of(attributes);
            if cell.columns == 1 && width != Width::Contents {
                widths.resize(widths.len().max(*column + 1), Width::Contents);
                widths[*column] = width;
            }
            *column += cell.columns as usize;
        }
    }
    let block = builder.open_block(DraftKind::Cell(cell), span);
    push(builder, Container::Cell(block));
}

/// The innermost container of a kind that the tags at hand can reach: those around the element of
/// Markdown that holds them cannot be closed before it.
fn within(builder: &Builder<'_>, wanted: impl Fn(&Container) -> bool) -> Option<usize> {
    let level = builder.frames.len();
    let open = &builder.html.structure.open;
    let from = open.partition_point(|open| open.level < level);
    open[from..].iter().rposition(|open| wanted(&open.what)).map(|at| from + at)
}

fn last<'b>(builder: &'b Builder<'_>) -> Option<&'b Container> {
    let level = builder.frames.len();
    builder.html.structure.open.last().filter(|open| open.level >= level).map(|open| &open.what)
}

fn last_mut<'b>(builder: &'b mut Builder<'_>) -> Option<&'b mut Container> {
    let level = builder.frames.len();
    let last = builder.html.structure.open.last_mut();
    last.filter(|open| open.level >= level).map(|open| &mut open.what)
}

/// Closes everything inside the innermost container of a kind; false where there is none.
fn close_to(builder: &mut Builder<'_>, wanted: fn(&Container) -> bool) -> bool {
    let Some(at) = within(builder, wanted) else { return false };
    let open = &builder.html.structure.open;
    if matches!(open[at].what, Container::List(_))
        && open[at..].iter().any(|open| matches!(open.what, Container::Cell(_)))
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
        let Some(Open { what, .. }) = builder.html.structure.open.pop() else { return };
        match what {
            Container::Quote(block) | Container::List(block) => {
                builder.close_block(block);
                builder.depth -= 1;
            }
            Container::Table(table) => {
                builder.close_block(table.block);
                builder.depth -= 1;
                table_grid::settle(builder, table.block, Form::Free, &table.widths);
            }
            Container::Item(block) | Container::Cell(block) => builder.close_block(block),
            Container::Row { block, heads } => {
                builder.close_block(block);
                let heads = heads || names_columns(&builder.stream.blocks, block as usize);
                let kind = &mut builder.stream.blocks[block as usize].kind;
                if let DraftKind::Row { header, .. } = kind {
                    *header |= heads;
                }
                if let Some(Open { what: Container::Table(table), .. }) =
                    builder.html.structure.open.last_mut()
                {
                    table.first = None;
                }
            }
        }
    }
}

/// Whether a row has headers and else only cells without content, as over a column of headers.
fn names_columns(blocks: &[BlockDraft], row: usize) -> bool {
    let (mut at, mut any) = (row + 1, false);
    while at < blocks[row].end as usize {
        let end = (blocks[at].end as usize).max(at + 1);
        match blocks[at].kind {
            DraftKind::Cell(CellDraft { head: true, .. }) => any = true,
            _ if end > at + 1 => return false,
            _ => {}
        }
        at = end;
    }
    any
}

/// What a list is counted by, as its attribute says.
fn system(attributes: &[(String, String)]) -> System {
    let asked = attributes.iter().find(|(name, _)| name == "type").map(|(_, value)| value.trim());
    match asked {
        Some("a") => System::Letters { vietnamese: false, capital: false },
        Some("A") => System::Letters { vietnamese: false, capital: true },
        Some("i") => System::Roman { capital: false },
        Some("I") => System::Roman { capital: true },
        _ => System::Decimal,
    }
}

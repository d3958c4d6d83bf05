//! A table that was read, brought into normal form: each cell finds its place in the grid, and every
//! place is covered once.
//!
//! Cells of HTML take the next place that is free. Cells of a pipe table are written place by place,
//! those under a merged cell empty; where they are not written at all, the others take the places
//! that are free. Nothing is lost: text under a merged cell joins its text, what stands in a table
//! but in no cell goes before it.

use super::build::Builder;
use super::draft::{BlockDraft, CellDraft, DraftKind};
use super::report::{CELLS, PADDING};
use super::table::written_cells;
use super::table_rebuild::rebuild;
use super::table_width::{self, Width};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Alignment;
use crate::source::Span;

/// How the cells of a row find their columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Each cell of the table is written at its place; the header says how many columns there are.
    Places,
    /// Each cell takes the next free place.
    Free,
}

/// A row as it was read.
struct Read {
    block: usize,
    header: bool,
    cells: Vec<usize>,
}

/// A row in normal form.
pub(super) struct Row {
    pub(super) block: usize,
    pub(super) header: bool,
    pub(super) cells: Vec<Cell>,
}

/// A cell in normal form.
pub(super) struct Cell {
    /// The cell that was read; none where one was missing.
    pub(super) block: Option<usize>,
    pub(super) look: CellDraft,
    /// The cells whose text joins it.
    pub(super) joined: Vec<usize>,
}

/// What is told of the table, each once: the first place and how often.
#[derive(Default)]
struct Told {
    narrowed: Option<(Span, u32)>,
    shortened: Option<(Span, u32)>,
    joined: Option<(Span, u32)>,
}

/// Brings a table into normal form, once all of it is read; `asked` are the widths that HTML asks for.
pub(super) fn settle(builder: &mut Builder<'_>, table: u32, form: Form, asked: &[Width]) {
    let table = table as usize;
    let blocks = &builder.stream.blocks;
    let DraftKind::Table { columns, .. } = &blocks[table].kind else { return };
    let written = columns.len();
    let (mut rows, strays) = read(blocks, table);
    let plain = |cell: &usize| blocks[*cell].kind == DraftKind::Cell(CellDraft::PLAIN);
    let width = match form {
        Form::Places => written,
        Form::Free => rows.first().map_or(0, |row| row.cells.len()),
    };
    let regular = strays.is_empty()
        && rows.iter().all(|row| row.cells.len() == width && row.cells.iter().all(plain));
    demote(blocks, &mut rows);
    let mut told = Told::default();
    let (placed, width) = if regular && width > 0 {
        let rows = rows.into_iter().map(as_read);
        (rows.collect(), width)
    } else {
        let text = builder.text;
        let cells: usize = rows.iter().map(|row| row.cells.len()).sum();
        let unwritten = PADDING.saturating_sub(builder.padding);
        let limit = CELLS.min(unwritten + cells as u64);
        match place(text, blocks, &rows, form, written, limit, &mut told) {
            Some(placed) => placed,
            None => {
                builder.report.cells(blocks[table].span);
                (Vec::new(), 0)
            }
        }
    };
    let mut rows = placed;
    let kept = needed_columns(&mut rows, width);
    if form == Form::Free {
        let cells: usize = rows.iter().map(|row| row.cells.len()).sum();
        builder.padding += (width * rows.len()).saturating_sub(cells) as u64;
    }
    tell(builder, &told);
    if regular && width > 0 {
        for row in &rows {
            if let DraftKind::Row { header, .. } = &mut builder.stream.blocks[row.block].kind {
                *header = row.header;
            }
        }
    } else {
        rebuild(&mut builder.stream, table, &strays, &rows);
    }
    let table = table + strays.iter().map(|at| at.1).sum::<usize>();
    if let DraftKind::Table { columns, widths } = &mut builder.stream.blocks[table].kind {
        columns.resize(width, Alignment::Auto);
        if !asked.is_empty() {
            *widths = table_width::shares(asked, width);
        }
        if kept.contains(&false) {
            merge_columns(columns, widths, &kept);
        }
    }
}

fn as_read(row: Read) -> Row {
    let cell = |block| Cell { block: Some(block), look: CellDraft::PLAIN, joined: Vec::new() };
    Row { block: row.block, header: row.header, cells: row.cells.into_iter().map(cell).collect() }
}

/// The rows of a table, and what of it stands in no cell: the place and the length of each.
fn read(blocks: &[BlockDraft], table: usize) -> (Vec<Read>, Vec<(usize, usize)>) {
    let mut rows = Vec::new();
    let mut strays = Vec::new();
    let end = blocks[table].end as usize;
    let mut at = table + 1;
    while at < end {
        let next = blocks[at].end as usize;
        if let DraftKind::Row { header, .. } = blocks[at].kind {
            let mut cells = Vec::new();
            let mut inside = at + 1;
            while inside < next {
                let after = blocks[inside].end as usize;
                match blocks[inside].kind {
                    DraftKind::Cell(_) => cells.push(inside),
                    _ => strays.push((inside, after - inside)),
                }
                inside = after;
            }
            rows.push(Read { block: at, header, cells });
        } else {
            strays.push((at, next - at));
        }
        at = next;
    }
    (rows, strays)
}

/// Header rows are the first of a table. Those that only their cells make so are none where a cell
/// reaches from them into the others.
fn demote(blocks: &[BlockDraft], rows: &mut [Read]) {
    let heads = rows.iter().take_while(|row| row.header).count();
    let reaches = |(at, row): (usize, &Read)| {
        let firm = matches!(blocks[row.block].kind, DraftKind::Row { firm: true, .. });
        !firm && row.cells.iter().any(|cell| at + cell_of(blocks, *cell).rows as usize > heads)
    };
    let open = rows[..heads].iter().enumerate().any(reaches);
    for (at, row) in rows.iter_mut().enumerate() {
        row.header &= at < heads && !open;
    }
}

fn cell_of(blocks: &[BlockDraft], cell: usize) -> CellDraft {
    match blocks[cell].kind {
        DraftKind::Cell(cell) => cell,
        _ => CellDraft::PLAIN,
    }
}

/// Whether a cell holds anything.
fn holds(blocks: &[BlockDraft], cell: usize) -> bool {
    blocks[cell].end as usize > cell + 1
}

/// What covers a column: how many more rows, and which cell of which row.
type Cover = (u32, (usize, usize));

/// The rows in normal form and the number of columns; none where there are too many cells.
fn place(
    text: &str,
    blocks: &[BlockDraft],
    rows: &[Read],
    form: Form,
    written: usize,
    limit: u64,
    told: &mut Told,
) -> Option<(Vec<Row>, usize)> {
    let mut width = if form == Form::Places { written } else { 0 };
    let mut covers: Vec<Cover> = vec![(0, (0, 0)); width];
    let mut placed: Vec<Row> = Vec::with_capacity(rows.len());
    let heads = rows.iter().take_while(|row| row.header).count();
    for (at, row) in rows.iter().enumerate() {
        let group = if at < heads { heads } else { rows.len() };
        let free = (group - at) as u32;
        let mut cells: Vec<Cell> = Vec::new();
        let mut column = 0;
        let mut count = row.cells.len();
        let mut by_place = form == Form::Places;
        if by_place {
            // The parser fills rows up with cells that nobody wrote.
            let row_text = &text[blocks[row.block].span.range()];
            let written = written_cells(row_text).len().min(count);
            by_place = !flows(blocks, &row.cells[..written], &covers);
            count = if by_place { count } else { written };
        }
        for (index, block) in row.cells[..count].iter().enumerate() {
            let mut look = cell_of(blocks, *block);
            let span = blocks[*block].span;
            if by_place {
                match covers.get(index).filter(|cover| cover.0 > 0).copied() {
                    Some((_, owner)) => {
                        join(blocks, *block, owner, at, &mut placed, &mut cells, told);
                        continue;
                    }
                    None => column = index,
                }
            } else {
                while covers.get(column).is_some_and(|cover| cover.0 > 0) {
                    column += 1;
                }
            }
            let asked = look.columns.max(1) as usize;
            let room = covers.iter().skip(column).take(asked).take_while(|c| c.0 == 0).count();
            let room = match form {
                Form::Free if column + room >= covers.len() => asked,
                _ => room.max(1),
            };
            if room < asked {
                count_one(&mut told.narrowed, span);
            }
            let end = column + room.min(asked);
            if end > covers.len() {
                if form == Form::Places {
                    // The row has more cells than places: only one without a place comes here.
                    break;
                }
                covers.resize(end, (0, (0, 0)));
            }
            look.columns = (end - column) as u32;
            if look.rows > free {
                count_one(&mut told.shortened, span);
            }
            look.rows = if look.rows == 0 { free } else { look.rows.min(free) };
            for cover in &mut covers[column..end] {
                *cover = (look.rows, (at, cells.len()));
            }
            cells.push(Cell { block: Some(*block), look, joined: Vec::new() });
            column = end;
        }
        width = width.max(covers.len());
        if (width as u64).saturating_mul(at as u64 + 1) > limit {
            return None;
        }
        for cover in &mut covers {
            if cover.0 == 0 {
                *cover = (1, (at, cells.len()));
                cells.push(Cell { block: None, look: CellDraft::PLAIN, joined: Vec::new() });
            }
            cover.0 -= 1;
        }
        placed.push(Row { block: row.block, header: row.header, cells });
    }
    if width == 0 {
        return Some((Vec::new(), 0));
    }
    widen(&mut placed, width);
    Some((without_empty_rows(placed, width), width))
}

/// Whether cells are to take the places that are free: text would stand under a merged cell if each
/// had the place at which it is written, and there is a free place for each.
fn flows(blocks: &[BlockDraft], cells: &[usize], covers: &[Cover]) -> bool {
    let mut taken = 0;
    let mut hidden = false;
    for (at, cell) in cells.iter().enumerate() {
        let covered = at < taken || covers.get(at).is_some_and(|cover| cover.0 > 0);
        if covered {
            hidden |= holds(blocks, *cell);
        } else {
            taken = at + cell_of(blocks, *cell).columns as usize;
        }
    }
    if !hidden {
        return false;
    }
    let asked: usize = cells.iter().map(|cell| cell_of(blocks, *cell).columns as usize).sum();
    asked <= covers.iter().filter(|cover| cover.0 == 0).count()
}

/// A cell written under a merged one: its text joins that cell's.
fn join(
    blocks: &[BlockDraft],
    block: usize,
    (row, cell): (usize, usize),
    at: usize,
    placed: &mut [Row],
    cells: &mut [Cell],
    told: &mut Told,
) {
    if !holds(blocks, block) {
        return;
    }
    count_one(&mut told.joined, blocks[block].span);
    let owner = if row == at { cells.get_mut(cell) } else { placed[row].cells.get_mut(cell) };
    if let Some(owner) = owner {
        owner.joined.push(block);
    }
}

/// Adds the cells that rows lack that were read before the table was known to be as wide.
fn widen(rows: &mut [Row], width: usize) {
    let mut covers: Vec<u32> = vec![0; width];
    for row in rows {
        let mut column = 0;
        let mut cells = std::mem::take(&mut row.cells).into_iter();
        while column < width {
            if covers[column] > 0 {
                column += 1;
                continue;
            }
            let cell = cells.next().unwrap_or_else(|| Cell {
                block: None,
                look: CellDraft::PLAIN,
                joined: Vec::new(),
            });
            let end = column + cell.look.columns as usize;
            covers[column..end].fill(cell.look.rows);
            row.cells.push(cell);
            column = end;
        }
        covers.iter_mut().for_each(|cover| *cover -= 1);
    }
}

/// The rows in which a cell begins: one without any would have no height.
fn without_empty_rows(rows: Vec<Row>, width: usize) -> Vec<Row> {
    if rows.iter().all(|row| !row.cells.is_empty()) {
        return rows;
    }
    let mut kept: Vec<Row> = Vec::with_capacity(rows.len());
    let mut covers: Vec<Cover> = vec![(0, (0, 0)); width];
    for mut row in rows {
        if row.cells.is_empty() {
            let mut last = None;
            for cover in &mut covers {
                cover.0 -= 1;
                let (at, cell) = cover.1;
                if last.replace(cover.1) != Some(cover.1) {
                    kept[at].cells[cell].look.rows -= 1;
                }
            }
            continue;
        }
        let mut column = 0;
        for (index, cell) in row.cells.iter_mut().enumerate() {
            while covers[column].0 > 0 {
                column += 1;
            }
            let end = column + cell.look.columns as usize;
            covers[column..end].fill((cell.look.rows, (kept.len(), index)));
            column = end;
        }
        covers.iter_mut().for_each(|cover| cover.0 -= 1);
        kept.push(row);
    }
    kept
}

/// Which columns some cell begins at; those that none does are taken out of the cells that cover
/// them.
fn needed_columns(rows: &mut [Row], width: usize) -> Vec<bool> {
    let mut kept = vec![false; width];
    each_cell(rows, width, |column, _| kept[column] = true);
    if kept.contains(&false) {
        let mut before = vec![0; width + 1];
        for (at, kept) in kept.iter().enumerate() {
            before[at + 1] = before[at] + u32::from(*kept);
        }
        each_cell(rows, width, |column, cell| {
            let end = column + cell.look.columns as usize;
            cell.look.columns = before[end] - before[column];
        });
    }
    kept
}

/// Goes through the cells of a table that covers its grid, with the first column of each.
fn each_cell(rows: &mut [Row], width: usize, mut found: impl FnMut(usize, &mut Cell)) {
    let mut covers: Vec<u32> = vec![0; width];
    for row in rows {
        let mut column = 0;
        for cell in &mut row.cells {
            while covers[column] > 0 {
                column += 1;
            }
            let end = column + cell.look.columns as usize;
            covers[column..end].fill(cell.look.rows);
            found(column, cell);
            column = end;
        }
        covers.iter_mut().for_each(|cover| *cover -= 1);
    }
}

/// Takes out the columns that no cell begins at; each adds its width to the one before it.
fn merge_columns(columns: &mut Vec<Alignment>, widths: &mut Vec<u32>, kept: &[bool]) {
    let mut kept_columns = kept.iter();
    columns.retain(|_| kept_columns.next().copied().unwrap_or(true));
    let mut merged: Vec<u32> = Vec::with_capacity(columns.len());
    for (width, kept) in widths.iter().zip(kept) {
        match merged.last_mut().filter(|_| !kept) {
            Some(last) => *last += width,
            None => merged.push(*width),
        }
    }
    *widths = merged;
}

fn count_one(seen: &mut Option<(Span, u32)>, span: Span) {
    seen.get_or_insert((span, 0)).1 += 1;
}

fn tell(builder: &mut Builder<'_>, told: &Told) {
    let times = |count: u32| if count == 1 { String::new() } else { format!(" ({count} times)") };
    let mut push = |seen: Option<(Span, u32)>, message: &str, hint: &str| {
        if let Some((span, count)) = seen {
            let message = format!("{message}{}", times(count));
            let warning = Diagnostic::warning(Code::SPAN, span, message);
            builder.report.push(warning.hint(hint));
        }
    };
    push(
        told.narrowed,
        "the cell would take columns that the table does not have or that another cell takes; it \
         is made narrower",
        "lower its `colspan`, or the `rowspan` of the cell above",
    );
    push(
        told.shortened,
        "the cell would take more rows than its part of the table has; it is made shorter",
        "lower its `rowspan`: no cell reaches out of the header rows",
    );
    push(
        told.joined,
        "a merged cell covers this one; its text is set in the merged cell",
        "leave cells under a merged cell empty",
    );
}

//! The widths of a table's columns.

use std::collections::BTreeMap;

use vanban_article::{Article, BlockId, BlockKind, Grid, InlineKind, Marks};
use vanban_theme::{FontSpec, Role, TextStyle, Twip};

use crate::context::Context;
use crate::math::formula;

/// What a column's cells ask for.
#[derive(Clone, Copy, Debug, Default)]
struct Wish {
    /// The width of its longest word.
    least: i64,
    /// The width of its longest cell, set on one line.
    most: i64,
}

/// The columns of a table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    /// Their widths.
    pub(crate) widths: Vec<Twip>,
    /// The widths below which words would be cut.
    pub(crate) least: Vec<Twip>,
}

/// The longest word that a column is kept wide enough for, as a share of the table: a web address
/// must not starve the other columns.
const WORD_SHARE: i64 = 3;

/// All of a table's width, in the shares of its columns.
const WHOLE: i64 = 10_000;

/// Divides a width among the columns of a table: those whose share the author says get it; of the
/// others each gets room for its longest word, and what is left goes to those whose cells are
/// longest.
pub(crate) fn columns(
    cx: &mut Context<'_>,
    table: BlockId,
    count: usize,
    shares: &[u32],
    width: Twip,
) -> Columns {
    if count == 0 {
        return Columns::default();
    }
    let total = i64::from(width.0);
    let floor = i64::from(cx.theme.table.min_column.0);
    let wishes = wishes(cx, table, count, total);
    let least = wishes.iter().map(|wish| twip(wish.least)).collect();
    let mut columns = divide(&wishes, shares, total, floor);
    let rest = total - columns.iter().sum::<i64>();
    if let Some(widest) = columns.iter_mut().max() {
        *widest += rest;
    }
    Columns { widths: columns.into_iter().map(twip).collect(), least }
}

fn twip(width: i64) -> Twip {
    Twip(i32::try_from(width).unwrap_or(0))
}

/// The widths of columns, whose sum is the total but for roundings.
fn divide(wishes: &[Wish], shares: &[u32], total: i64, floor: i64) -> Vec<i64> {
    let said: Vec<i64> = wishes
        .iter()
        .enumerate()
        .map(|(at, _)| shares.get(at).map_or(0, |share| i64::from(*share)))
        .collect();
    let sum: i64 = said.iter().sum();
    if sum == 0 {
        return by_contents(wishes, total);
    }
    let free: Vec<Wish> =
        wishes.iter().zip(&said).filter(|(_, said)| **said == 0).map(|(wish, _)| *wish).collect();
    let kept = (free.len() as i64 * floor).min(total / 2);
    // The shares are of the whole where other columns divide the rest; else they are all of it.
    let whole = if free.is_empty() { sum } else { sum.max(WHOLE) };
    let given = if free.is_empty() { total } else { total.min((total - kept) * whole / sum) };
    let mut columns: Vec<i64> = said.iter().map(|said| given * said / whole).collect();
    let taken: i64 = columns.iter().sum();
    let mut others = by_contents(&free, total - taken).into_iter();
    for (column, said) in columns.iter_mut().zip(&said) {
        if *said == 0 {
            *column = others.next().unwrap_or_default();
        }
    }
    // No column is made narrower than a column can be, as far as the others have room to give.
    let lacking: i64 = columns.iter().map(|column| (floor - column).max(0)).sum();
    let spare: i64 = columns.iter().map(|column| (column - floor).max(0)).sum();
    if lacking > 0 && lacking <= spare {
        for column in &mut columns {
            *column =
                if *column < floor { floor } else { *column - (*column - floor) * lacking / spare };
        }
    }
    columns
}

/// The widths of columns that only their contents decide.
fn by_contents(wishes: &[Wish], total: i64) -> Vec<i64> {
    let least: i64 = wishes.iter().map(|wish| wish.least).sum();
    let most: i64 = wishes.iter().map(|wish| wish.most).sum();
    let share = |wish: &Wish| -> i64 {
        if most <= total {
            // Everything fits on one line: the columns share the rest by their contents.
            wish.most + (total - most) * wish.most / most.max(1)
        } else if least <= total {
            let spread: i64 = (most - least).max(1);
            wish.least + (total - least) * (wish.most - wish.least) / spread
        } else {
            total * wish.least / least
        }
    };
    wishes.iter().map(share).collect()
}

/// What the cells of each column ask for, borders included, in twips.
fn wishes(cx: &mut Context<'_>, table: BlockId, count: usize, total: i64) -> Vec<Wish> {
    let article = cx.article;
    let mut wishes = vec![Wish::default(); count];
    // What cells over several columns ask for, the narrower first.
    let mut wide: BTreeMap<(usize, usize), Wish> = BTreeMap::new();
    let mut grid = Grid::new(count);
    for row in article.children(table) {
        let BlockKind::Row { header } = article.block(row).kind else { continue };
        let role = if header { Role::TableHead } else { Role::TableCell };
        let look = cx.theme.style(role).text;
        for slot in grid.row(article, row).iter().filter(|slot| slot.above == 0) {
            let asked = cell_wish(cx, article, slot.cell, look);
            let wish = match slot.columns {
                1 => &mut wishes[slot.column],
                columns => wide.entry((columns, slot.column)).or_default(),
            };
            wish.least = wish.least.max(asked.least);
            wish.most = wish.most.max(asked.most);
        }
    }
    let frame = i64::from(cx.theme.table.padding_x.0 * 2 + cx.theme.table.border.width.twips().0);
    let floor = i64::from(cx.theme.table.min_column.0);
    for wish in &mut wishes {
        wish.least = (wish.least + frame).clamp(floor, floor.max(total / WORD_SHARE));
        wish.most = (wish.most + frame).max(wish.least);
    }
    for ((columns, column), wish) in wide {
        let room = (total / WORD_SHARE * columns as i64).min(total);
        let under = &mut wishes[column..column + columns];
        spread(under, (wish.least + frame).min(room), |wish| &mut wish.least);
        spread(under, wish.most + frame, |wish| &mut wish.most);
        under.iter_mut().for_each(|wish| wish.most = wish.most.max(wish.least));
    }
    wishes
}

/// Makes columns as wide together as a cell over them asks, each by its contents.
fn spread(columns: &mut [Wish], asked: i64, part: fn(&mut Wish) -> &mut i64) {
    let sum: i64 = columns.iter_mut().map(|column| *part(column)).sum();
    let contents: i64 = columns.iter().map(|column| column.most).sum::<i64>().max(1);
    let lacking = asked - sum;
    if lacking <= 0 {
        return;
    }
    let shares: Vec<i64> = columns.iter().map(|column| lacking * column.most / contents).collect();
    let rest = lacking - shares.iter().sum::<i64>();
    for (at, (column, share)) in columns.iter_mut().zip(shares).enumerate() {
        *part(column) += share + if at == 0 { rest } else { 0 };
    }
}

/// What a cell asks for: words are measured across inline borders, blocks one by one.
fn cell_wish(cx: &mut Context<'_>, article: &Article, cell: BlockId, base: TextStyle) -> Wish {
    let mut wish = Wish::default();
    for id in cell.0 + 1..article.block(cell).end.0 {
        let (mut word, mut line) = (0, 0);
        for inline in article.inlines_of(article.block(BlockId(id))) {
            let spec = FontSpec {
                bold: base.font.bold || inline.marks.has(Marks::STRONG),
                italic: base.font.italic ^ inline.marks.has(Marks::EMPHASIS),
                ..base.font
            };
            let span = inline.style.and_then(|style| cx.span(style, inline.span));
            let base = span.map_or(base, |span| span.on(TextStyle { font: spec, ..base }));
            let spec = span.map_or(spec, |_| base.font);
            match &inline.kind {
                InlineKind::Text(text) => {
                    for (index, part) in text.split(' ').enumerate() {
                        if index > 0 {
                            wish.least = wish.least.max(word);
                            word = 0;
                            line += i64::from(base.size.twips().0) / 4;
                        }
                        let width = word_width(cx, part, spec, base);
                        word += width;
                        line += width;
                    }
                }
                InlineKind::LineBreak => {
                    wish.least = wish.least.max(word);
                    wish.most = wish.most.max(line);
                    (word, line) = (0, 0);
                }
                InlineKind::Picture { picture, size, .. } => {
                    let room = cx.theme.page.text_width();
                    let width =
                        cx.picture_size(*picture, *size, room).map_or(0, |(width, _)| width.0);
                    word += i64::from(width);
                    line += i64::from(width);
                }
                InlineKind::Number { number, .. } => {
                    let width = word_width(cx, &number.to_string(), spec, base);
                    word += width;
                    line += width;
                }
                InlineKind::Reference { anchor, shown, .. } => {
                    let width = word_width(cx, &cx.refer(*anchor, *shown), spec, base);
                    word += width;
                    line += width;
                }
                InlineKind::Math(math) => {
                    let math = &article.maths[math.index()];
                    let look = TextStyle { font: spec, ..base };
                    let set = formula(math, look, cx.library, &mut cx.shaper);
                    let width = i64::from(set.form(0).width.max(set.office).0);
                    word += width;
                    line += width;
                }
                InlineKind::NoteMark { .. } => {
                    word += i64::from(base.size.twips().0) / 2;
                    line += i64::from(base.size.twips().0) / 2;
                }
            }
        }
        wish.least = wish.least.max(word);
        wish.most = wish.most.max(line);
    }
    wish
}

/// The width of a word, rounded up to a twip.
fn word_width(cx: &mut Context<'_>, word: &str, spec: FontSpec, base: TextStyle) -> i64 {
    if word.is_empty() {
        return 0;
    }
    let face = cx.library.id(spec);
    let upem = i64::from(cx.library.face(face).units_per_em);
    let units: i64 = cx.shaper.shape(face, word).iter().map(|glyph| i64::from(glyph.advance)).sum();
    units * i64::from(base.size.twips().0) / upem + 1
}

#[cfg(test)]
mod tests {
    use super::{Wish, divide, spread};

    fn wishes(all: &[(i64, i64)]) -> Vec<Wish> {
        all.iter().map(|(least, most)| Wish { least: *least, most: *most }).collect()
    }

    #[test]
    fn shares_of_all_columns_fill_the_table() {
        assert_eq!(divide(&wishes(&[(10, 10); 2]), &[2000, 3000], 1000, 10), [400, 600]);
    }

    #[test]
    fn columns_without_a_share_divide_the_rest_by_their_contents() {
        let wishes = wishes(&[(10, 10), (10, 30), (10, 10)]);
        assert_eq!(divide(&wishes, &[5000, 0, 0], 1000, 10), [500, 375, 125]);
    }

    #[test]
    fn shares_leave_the_other_columns_room() {
        let columns = divide(&wishes(&[(10, 10), (10, 30)]), &[10_000, 0], 1000, 50);
        assert_eq!(columns, [950, 50]);
    }

    #[test]
    fn a_cell_over_columns_widens_them_by_their_contents() {
        let mut columns = wishes(&[(10, 20), (10, 60)]);
        spread(&mut columns, 60, |wish| &mut wish.least);
        assert_eq!((columns[0].least, columns[1].least), (20, 40));
        spread(&mut columns, 30, |wish| &mut wish.least);
        assert_eq!((columns[0].least, columns[1].least), (20, 40));
    }
}

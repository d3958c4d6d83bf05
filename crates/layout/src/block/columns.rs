//! The widths of a table's columns.

use vanban_article::{Article, BlockId, BlockKind, InlineKind, Marks};
use vanban_theme::{FontSpec, Role, TextStyle, Twip};

use crate::context::Context;

/// What a column's cells ask for.
#[derive(Clone, Copy, Debug, Default)]
struct Wish {
    /// The width of its longest word.
    least: i64,
    /// The width of its longest cell, set on one line.
    most: i64,
}

/// The longest word that a column is kept wide enough for, as a share of the table: a web address
/// must not starve the other columns.
const WORD_SHARE: i64 = 3;

/// Divides a width among the columns of a table: each gets room for its longest word, and what is
/// left goes to the columns whose cells are longest.
pub(crate) fn widths(cx: &mut Context<'_>, table: BlockId, count: usize, width: Twip) -> Vec<Twip> {
    if count == 0 {
        return Vec::new();
    }
    let total = i64::from(width.0);
    let frame = i64::from(cx.theme.table.padding_x.0 * 2 + cx.theme.table.border.width.twips().0);
    let floor = i64::from(cx.theme.table.min_column.0);
    let mut wishes = wishes(cx, table, count);
    for wish in &mut wishes {
        wish.least = (wish.least + frame).clamp(floor, floor.max(total / WORD_SHARE));
        wish.most = (wish.most + frame).max(wish.least);
    }
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
    let mut columns: Vec<i64> = wishes.iter().map(share).collect();
    let rest = total - columns.iter().sum::<i64>();
    if let Some(widest) = columns.iter_mut().max() {
        *widest += rest;
    }
    columns.into_iter().map(|column| Twip(i32::try_from(column).unwrap_or(0))).collect()
}

/// What the cells of each column ask for, in twips.
fn wishes(cx: &mut Context<'_>, table: BlockId, count: usize) -> Vec<Wish> {
    let article = cx.article;
    let mut wishes = vec![Wish::default(); count];
    for row in article.children(table) {
        let BlockKind::Row { header } = article.block(row).kind else { continue };
        let role = if header { Role::TableHead } else { Role::TableCell };
        let look = cx.theme.style(role).text;
        for (wish, cell) in wishes.iter_mut().zip(article.children(row)) {
            let asked = cell_wish(cx, article, cell, look);
            wish.least = wish.least.max(asked.least);
            wish.most = wish.most.max(asked.most);
        }
    }
    wishes
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
                InlineKind::Picture { picture, .. } => {
                    let room = cx.theme.page.text_width();
                    let width = cx.picture_size(*picture, room).map_or(0, |(width, _)| width.0);
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

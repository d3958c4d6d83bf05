//! Merged cells, widths, and cells that hold blocks.

use vanban_article::Code;

use crate::dump::{clean, only, told};

/// A dump with a row a line: the cells between bars.
fn rows(dump: &str) -> String {
    let mut out = String::new();
    for line in dump.lines() {
        let text = line.trim_start();
        match text.split([':', ' ']).next() {
            Some("head" | "row") => out.push_str(&format!("\n{text}")),
            Some("cell") => out.push_str(&format!(" |{}", text.trim_start_matches("cell"))),
            Some("p") => out.push_str(text.trim_start_matches("p:").trim_start_matches('p')),
            _ => out.push_str(&format!("\n{text}")),
        }
    }
    out.trim_start().to_owned()
}

#[test]
fn cells_of_html_take_the_next_free_place() {
    assert_eq!(
        rows(&clean(
            "<table><tr><th rowspan=2>a<th colspan=2>b<tr><th>c<th>d<tr><td>1<td>2<td>3</table>"
        )),
        "table [auto, auto, auto]\nhead | 1x2 a | 2x1 b\nhead | c | d\nrow | 1 | 2 | 3"
    );
}

#[test]
fn a_header_cell_that_reaches_into_the_body_makes_no_header() {
    assert_eq!(
        rows(&clean("<table><tr><th rowspan=2>a<th>b<tr><td>1</table>")),
        "table [auto, auto]\nrow | 1x2 a | b\nrow | 1"
    );
    let firm = told("<table><thead><tr><th rowspan=2>a<th>b</thead><tr><td>1<td>2</table>");
    assert_eq!(rows(&firm.0), "table [auto, auto]\nhead | a | b\nrow | 1 | 2");
    assert_eq!(firm.1, [Code::SPAN]);
}

#[test]
fn cells_that_reach_too_far_are_clipped_and_told() {
    let (dump, codes) = told("<table><tr><td rowspan=9>a<td>b<tr><td>c</table>");
    assert_eq!(rows(&dump), "table [auto, auto]\nrow | 1x2 a | b\nrow | c");
    assert_eq!(codes, [Code::SPAN]);
    let (dump, codes) =
        told("<table><tr><td>a<td rowspan=2>b<td>c<tr><td colspan=2>d<td>e</table>");
    assert_eq!(rows(&dump), "table [auto, auto, auto]\nrow | a | 1x2 b | c\nrow | d | e");
    assert_eq!(codes, [Code::SPAN]);
}

#[test]
fn columns_and_rows_that_no_cell_begins_in_are_left_out() {
    assert_eq!(
        rows(&clean("<table><tr><td colspan=5>a<td>b<tr><td colspan=5>c<td>d</table>")),
        "table [auto, auto]\nrow | a | b\nrow | c | d"
    );
    assert_eq!(
        rows(&clean(
            "<table><tr><td rowspan=2>a<td rowspan=2>b</tr><tr></tr><tr><td>c<td>d</table>"
        )),
        "table [auto, auto]\nrow | a | b\nrow | c | d"
    );
}

#[test]
fn short_rows_of_html_are_filled() {
    assert_eq!(
        rows(&clean("<table><tr><td>a<tr><td>b<td>c<td>d</table>")),
        "table [auto, auto, auto]\nrow | a |  |\nrow | b | c | d".replace("|  |", "| |")
    );
}

#[test]
fn attributes_at_the_end_of_a_cell_merge_it() {
    assert_eq!(
        rows(&clean("|a|b|c|\n|-|-|-|\n|Tổng {colspan=2}||5|\n|x {rowspan=2}|y|z|\n||u|v|\n")),
        "table [auto, auto, auto]\nhead | a | b | c\nrow | 2x1 Tổng | 5\nrow | 1x2 x | y | z\n\
         row | u | v"
    );
    assert_eq!(
        rows(&clean("|a|b|c|\n|-|-|-|\n|**x** {colspan=2 rowspan=2 align=right}|| 1|\n|||2|\n")),
        "table [auto, auto, auto]\nhead | a | b | c\nrow | 2x2 right {s:x} | 1\nrow | 2"
    );
}

#[test]
fn cells_under_a_merged_one_may_be_left_out() {
    assert_eq!(
        rows(&clean("|a|b|c|\n|-|-|-|\n|x {colspan=2}|5|\n|y {rowspan=2}|1|2|\n|3|4|\n")),
        "table [auto, auto, auto]\nhead | a | b | c\nrow | 2x1 x | 5\nrow | 1x2 y | 1 | 2\nrow | 3 | 4"
    );
}

#[test]
fn text_under_a_merged_cell_joins_it() {
    let (dump, codes) = told("|a|b|c|\n|-|-|-|\n|x {colspan=2}|*y*|z|\n");
    assert!(
        dump.contains("    cell 2x1\n      p: x\n      p: {e:y}\n    cell\n      p: z\n"),
        "{dump}"
    );
    assert_eq!(codes, [Code::SPAN]);
    let (dump, _) = told("|a|b|\n|-|-|\n|x {rowspan=2}|1|\n|y[^n]|2[^m]|\n\n[^m]: M\n\n[^n]: N\n");
    assert!(
        dump.contains("cell 1x2\n      p: x\n      p: y[^1]\n    cell\n      p: 1\n"),
        "{dump}"
    );
    assert!(dump.contains("p: 2[^2]"), "{dump}");
}

#[test]
fn other_braces_in_a_cell_are_text() {
    assert_eq!(
        rows(&clean("|a|b|\n|-|-|\n|`{colspan=2}`|x {y}|\n|{a=b}|z|\n")),
        "table [auto, auto]\nhead | a | b\nrow | {c:{colspan=2}} | x {y}\nrow | {a=b} | z"
    );
}

#[test]
fn widths_are_asked_for_in_columns_styles_and_headers() {
    let first = |dump: String| dump.lines().next().unwrap_or_default().to_owned();
    assert_eq!(
        first(clean("<table><colgroup><col width=\"20%\"><col></colgroup><tr><td>a<td>b</table>")),
        "table [auto, auto] [2000, 0]"
    );
    assert_eq!(
        first(clean("<table><tr><td width=100>a<td style=\"width: 300px\">b</table>")),
        "table [auto, auto] [2500, 7500]"
    );
    assert_eq!(first(clean("|a {width=30%}|b|\n|-|-|\n|1|2|\n")), "table [auto, auto] [3000, 0]");
    assert_eq!(told("|a|b|\n|-|-|\n|1 {width=30%}|2|\n").1, [Code::HTML]);
}

#[test]
fn cells_of_html_hold_blocks_and_markdown() {
    assert_eq!(
        clean("<table><tr><td><p>a</p><ul><li>b</ul></td><td><table><tr><td>c</table></table>"),
        "table [auto, auto]\n  row\n    cell\n      p: a\n      list\n        item\n          p: b\n    \
         cell\n      table [auto]\n        row\n          cell\n            p: c\n"
    );
    assert_eq!(
        clean("<table>\n<tr>\n<td>\n\na *b*\n\n- c\n\n</td>\n<td>d</td>\n</tr>\n</table>\n\ne\n"),
        "table [auto, auto]\n  row\n    cell\n      p: a {e:b}\n      list\n        item\n          p: \
         c\n    cell\n      p: d\np: e\n"
    );
}

#[test]
fn a_table_of_html_ends_with_what_holds_it() {
    let (dump, _) = told("> <table><tr><td>\n>\n> a\n\nb\n\n</table>\n");
    assert_eq!(dump, "quote\n  table [auto]\n    row\n      cell\n        p: a\np: b\n");
    let (dump, _) = told("<table><tr><td>\n\n- a\n  </td></tr></table>\n\nb\n\n</table>\n");
    assert_eq!(
        dump,
        "table [auto]\n  row\n    cell\n      list\n        item\n          p: a\n      p: b\n"
    );
}

#[test]
fn what_stands_in_a_table_but_in_no_cell_goes_before_it() {
    let (dump, _) = told("<table>\n\na\n\n<tr><td>b</td></tr></table>\n");
    assert_eq!(dump, "p: a\ntable [auto]\n  row\n    cell\n      p: b\n");
}

#[test]
fn names_in_a_table_that_is_put_in_order_stay_where_they_were() {
    let dump = clean("[x](#t)\n\n<table><tr><td colspan=2>a<tr><td>b<td id=t>c</table>");
    assert!(dump.starts_with("p: [x](→#t)"), "{dump}");
    assert_eq!(only("|a|b|\n|-|-|\n|x {rowspan=5}|1|\n").code, Code::SPAN);
}

#[test]
fn grid_tables_hold_blocks() {
    assert_eq!(
        clean(
            "+------+-----------+\n| a    | b *c*     |\n+:====:+===:+=====:+\n| một  | - x       |\n\
             |      | - y       |\n| hai  |           |\n|      | ```rust   |\n| ba   | fn a() {  |\n\
             |      | ```       |\n+------+----+------+\n| [l]  | e  | ^f^  |\n+------+----+------+\n\n\
             [l]: http://x.vn\n"
        ),
        "table [center, right, right] [3750, 2500, 3750]\n  head\n    cell\n      p: a\n    cell 2x1\n      \
         p: b {e:c}\n  row\n    cell\n      p: một\n      p: hai\n      p: ba\n    cell 2x1\n      list\n        item\n          \
         p: x\n        item\n          p: y\n      code rust: {keyword:fn }{function:a}() {\n  row\n    cell\n      \
         p: [l](→http://x.vn)\n    cell\n      p: e\n    cell\n      p: {^:f}\n"
    );
}

#[test]
fn grid_tables_stand_in_quotations_and_lists() {
    let table = "table [auto, auto] [5000, 5000]\n";
    let dump = clean("> x\n>\n> +---+---+\n> | a | b |\n> +---+---+\n>\n> y\n");
    assert!(dump.contains(&format!("  {table}")) && dump.ends_with("  p: y\n"), "{dump}");
    let dump = clean("- x\n\n  +---+---+\n  | a | b |\n  +---+---+\n\n- y\n");
    assert!(dump.contains(&format!("    {table}")), "{dump}");
}

#[test]
fn a_grid_table_in_a_cell_is_a_table() {
    let dump = clean(
        "+-----------+---+\n| +---+---+ | x |\n| | a | b | |   |\n| +---+---+ |   |\n+-----------+---+\n",
    );
    assert_eq!(dump.matches("table").count(), 2, "{dump}");
}

#[test]
fn notes_in_grid_tables_are_notes() {
    let dump = clean("+-------+---+\n| a[^1] | b |\n+-------+---+\n\n[^1]: c\n");
    assert!(dump.contains("p: a[^1]") && dump.ends_with("note 1\np: c\n"), "{dump}");
}

#[test]
fn text_after_a_grid_table_is_kept() {
    assert!(clean("+---+\n| a |\n+---+\nb\nc\n").ends_with("\np: b c\n"));
}

#[test]
fn what_is_wrong_in_a_grid_table_is_told_at_its_place() {
    let text = "+---+---------+\n| a | x[b](#c) |\n+---+---------+\n".replace("x[b]", "[b]");
    let told = only(&text);
    assert_eq!(&text[told.span.range()], "[b](#c)");
}

#[test]
fn lines_that_draw_no_table_stay_text() {
    assert_eq!(clean("+---+\n| a\n+---+\n"), "p: +---+ | a +---+\n");
}

//! Blocks.

use vanban_article::Code;

use crate::dump::{clean, told};

#[test]
fn paragraphs_join_their_lines() {
    assert_eq!(clean("Một\nhai  ba\t\n\n  bốn"), "p: Một hai ba\np: bốn\n");
}

#[test]
fn headings_of_both_kinds_have_levels_and_anchors() {
    assert_eq!(
        clean("# Mục *một* #\n\nHai\n---\n\n###### Sáu {#sau}\n\n#\n"),
        "h1 #mục-một: Mục {e:một}\nh2 #hai: Hai\nh6 #sau: Sáu\nh1 #section\n"
    );
}

#[test]
fn tight_and_loose_lists_are_told_apart() {
    assert_eq!(
        clean("- a\n- b\n\n\n1. c\n\n2. d\n"),
        "list\n  item\n    p: a\n  item\n    p: b\nlist 1 loose\n  item 1\n    p: c\n  item 2\n    p: d\n"
    );
}

#[test]
fn ordered_lists_count_from_their_first_number() {
    assert_eq!(clean("7) a\n7) b\n"), "list 7)\n  item 7\n    p: a\n  item 8\n    p: b\n");
}

#[test]
fn tasks_have_boxes() {
    assert_eq!(
        clean("- [x] xong\n- [ ] chưa\n- không\n"),
        "list\n  item [x]\n    p: xong\n  item [ ]\n    p: chưa\n  item\n    p: không\n"
    );
    assert_eq!(clean("- [x] a\n\n- b\n"), "list loose\n  item [x]\n    p: a\n  item\n    p: b\n");
}

#[test]
fn an_item_begins_with_a_paragraph_or_heading() {
    assert_eq!(
        clean("- ```\n  a\n  ```\n-\n- # b\n- > c\n- - d\n"),
        "list\n  item\n    p\n    code: a\n  item\n    p\n  item\n    h1 #b: b\n  item\n    p\n    \
         quote\n      p: c\n  item\n    p\n    list\n      item\n        p: d\n"
    );
}

#[test]
fn quotations_hold_blocks() {
    assert_eq!(
        clean("> a\n>\n> - b\n>\n> > c\n"),
        "quote\n  p: a\n  list\n    item\n      p: b\n  quote\n    p: c\n"
    );
    assert_eq!(clean("a\n\n>\n"), "p: a\n");
}

#[test]
fn code_keeps_its_lines_and_expands_tabs() {
    assert_eq!(
        clean("``` rust ,ignore\nfn a() {\n\tb  c\n\n}\n```\n"),
        "code rust: {keyword:fn }{function:a}() {⏎    b  c⏎⏎}\n"
    );
    assert_eq!(clean("    a\n\n      b\n"), "code: a⏎⏎  b\n");
    assert_eq!(clean("a\n\n```\n```\n"), "p: a\ncode\n");
}

#[test]
fn code_is_not_bound() {
    assert_eq!(clean("```\nĐiều 5\n```\n"), "code: Điều 5\n");
}

#[test]
fn tables_have_header_rows_and_alignments() {
    assert_eq!(
        clean("| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | **2** | `x\\|y` | |\n"),
        "table [auto, left, center, right]\n  head\n    cell\n      p: a\n    cell\n      p: b\n    cell\n      \
         p: c\n    cell\n      p: d\n  row\n    cell\n      p: 1\n    cell\n      p: {s:2}\n    cell\n      \
         p: {c:x|y}\n    cell\n      p\n"
    );
}

#[test]
fn rows_have_as_many_cells_as_the_header() {
    let (dump, codes) = told("|a|b|\n|-|-|\n|1|\n|1|2|[3](c)|4 *5*\n");
    let cell = |text: &str| format!("    cell\n      p{text}\n");
    let rows = [("head", ": a", ": b"), ("row", ": 1", ""), ("row", ": 1", ": 2")];
    let expected: String =
        rows.iter().map(|(row, a, b)| format!("  {row}\n{}{}", cell(a), cell(b))).collect();
    let beyond = "      p: [3](→c)\n      p: 4 {e:5}\n";
    assert_eq!(dump, format!("table [auto, auto]\n{expected}{beyond}"));
    assert_eq!(codes, [Code::CELLS]);
    assert!(told("|a|\n|-|\n|1|- 2|\n").0.ends_with("p: 1\n      p: - 2\n"));
}

#[test]
fn thematic_breaks_stand_alone() {
    assert_eq!(clean("a\n\n***\n\n---\n"), "p: a\nbreak\nbreak\n");
}

#[test]
fn mathematics_and_smart_punctuation_are_off() {
    assert_eq!(clean("$a_1$ \"b\" -- c..."), "p: $a_1$ \"b\" -- c...\n");
}

#[test]
fn an_empty_document_is_an_error() {
    for text in ["", "\u{feff}", " \n\t\n", "---\ntitle: a\n---\n", "<!-- a -->", "[a]: b", "***\n"]
    {
        assert_eq!(told(text).1, [Code::EMPTY], "{text:?}");
    }
}

#[test]
fn braces_that_are_no_attributes_stay_in_a_heading() {
    assert_eq!(
        clean("# Hàm {ghi chú}\n\n## {{ a }}\n"),
        "h1 #hàm-ghi-chú: Hàm {ghi chú}\nh2 #-a-: {{ a }}\n"
    );
    assert_eq!(clean("## *a* {#b} ##\n\nc {/*d*/}\n---\n"), "h2 #b: {e:a}\nh2 #d: c\n");
}

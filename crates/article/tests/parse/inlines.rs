//! What stands in lines.

use vanban_article::Code;

use crate::dump::{clean, only, told};

#[test]
fn marks_are_sets() {
    assert_eq!(clean("*a **b*** ~~c~~ `d` ***e***"), "p: {e:a }{es:b} {x:c} {c:d} {es:e}\n");
}

#[test]
fn words_split_by_the_parser_are_one_text() {
    assert_eq!(clean("a&amp;b\\*c_d_e [f"), "p: a&b*c_d_e [f\n");
}

#[test]
fn hard_breaks_are_line_ends() {
    assert_eq!(clean("a  \nb\\\nc"), "p: a⏎b⏎c\n");
}

#[test]
fn bindings_reach_across_marks_but_not_into_code() {
    assert_eq!(clean("Điều **5** và `Điều 5`"), "p: Điều~{s:5} và {c:Điều 5}\n");
    assert_eq!(
        clean("# Nghị định 30/2020/NĐ-CP"),
        "h1 #nghị-định-302020nđ-cp: Nghị định 30/2020/NĐ-⁀CP\n"
    );
}

#[test]
fn bindings_reach_across_the_lines_of_the_source() {
    assert_eq!(clean("theo Điều\n5"), "p: theo Điều~5\n");
}

#[test]
fn fixed_spaces_of_the_author_stay() {
    assert_eq!(clean("a\u{a0}b&nbsp;c"), "p: a~b~c\n");
}

#[test]
fn control_characters_are_left_out_and_told_once() {
    let told = only("abc\u{1}d\u{2}e\n\n```\nx\u{3}y\n```\n");
    assert_eq!((told.code, told.span.start), (Code::CONTROL, 3));
    assert!(told.message.contains("3 times"), "{}", told.message);
    assert_eq!(crate::dump::told("a\u{1}b \u{0} c").0, "p: ab c\n");
}

#[test]
fn a_paragraph_of_nothing_is_none() {
    assert_eq!(clean("a\n\n<!-- b -->\n\n&#32;\n\nc <!-- d -->"), "p: a\np: c\n");
}

#[test]
fn undefined_notes_are_text() {
    assert_eq!(told("a[^x]"), ("p: a[^x]\n".to_owned(), vec![]));
}

#[test]
fn a_span_has_one_role_and_more_are_told() {
    let (dump, codes) = told("[a]{.b .c lang=en}");
    assert_eq!((dump.as_str(), codes), ("p: ⟨en/b a⟩\n", vec![Code::ROLE]));
}

#[test]
fn the_attributes_of_a_span_at_a_headings_end_are_the_spans() {
    assert_eq!(clean("# a [b]{.c}"), "h1 #a-b: a ⟨/c b⟩\n");
    assert_eq!(clean("# a^[b] {#c}"), "h1 #c: a[^1]\nnote 1\np: b\n");
}

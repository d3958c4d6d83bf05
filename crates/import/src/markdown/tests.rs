//! Whole documents: what is written, and that it reads as what it was written from.

use super::markdown;
use crate::model::{Attributes, Block, Document, Inline, Item, List, Mark};

fn text(text: &str) -> Inline {
    Inline::Text(text.to_owned())
}

fn of(blocks: Vec<Block>) -> String {
    markdown(&Document { blocks, ..Document::default() })
}

fn marked(mark: Mark, words: &str) -> Inline {
    Inline::Marked(mark, vec![text(words)])
}

#[test]
fn marks_are_signs_where_signs_are_read_and_tags_where_not() {
    let line = |inlines| of(vec![Block::Paragraph(inlines)]).trim_end().to_owned();
    assert_eq!(line(vec![text("a "), marked(Mark::Strong, "b"), text(" c")]), "a **b** c");
    assert_eq!(line(vec![text("a"), marked(Mark::Strong, " b "), text("c")]), "a **b** c");
    assert_eq!(line(vec![text("m"), marked(Mark::Superscript, "2")]), "m^2^");
    assert_eq!(line(vec![text("m"), marked(Mark::Superscript, "a b")]), "m<sup>a b</sup>");
    assert_eq!(
        line(vec![text("a"), marked(Mark::Strong, "(b)"), text("c")]),
        "a<strong>(b)</strong>c"
    );
    assert_eq!(
        line(vec![marked(Mark::Strong, "a"), marked(Mark::Emphasis, "b")]),
        "<strong>a</strong>*b*"
    );
    let both = Inline::Marked(Mark::Strong, vec![marked(Mark::Emphasis, "a"), text(" b")]);
    assert_eq!(line(vec![both]), "***a* b**");
    assert_eq!(line(vec![marked(Mark::Underline, "a")]), "[a]{.underline}");
}

#[test]
fn lists_that_follow_each_other_stay_apart() {
    let item = |words| Item { task: None, blocks: vec![Block::Paragraph(vec![text(words)])] };
    let list =
        |words| Block::List(List { marker: "-".to_owned(), tight: true, items: vec![item(words)] });
    assert_eq!(of(vec![list("a"), list("b")]), "- a\n\n<!-- -->\n\n- b\n");
}

#[test]
fn notes_stand_after_the_block_that_marks_them() {
    let document = Document {
        blocks: vec![
            Block::Paragraph(vec![text("a"), Inline::Note(0)]),
            Block::Paragraph(vec![text("b")]),
        ],
        notes: vec![vec![Block::Paragraph(vec![text("c")]), Block::Paragraph(vec![text("d")])]],
        ..Document::default()
    };
    assert_eq!(markdown(&document), "a[^1]\n\n[^1]: c\n\n    d\n\nb\n");
}

#[test]
fn divisions_and_alerts_are_fenced() {
    let division = |class: &str, title: &str| Block::Division {
        attributes: Attributes {
            classes: vec![class.to_owned()],
            keys: (!title.is_empty())
                .then(|| ("title".to_owned(), title.to_owned()))
                .into_iter()
                .collect(),
            ..Attributes::default()
        },
        blocks: vec![Block::Paragraph(vec![text("a")])],
    };
    assert_eq!(of(vec![division("warning", "")]), "> [!WARNING]\n> a\n");
    assert_eq!(of(vec![division("tip", "Mẹo")]), ":::tip Mẹo\na\n:::\n");
    assert_eq!(of(vec![division("center", "")]), "::: {.center}\na\n:::\n");
}

//! Notes.

use vanban_article::Code;

use crate::dump::{clean, only, told};

#[test]
fn notes_are_numbered_by_their_first_marks() {
    assert_eq!(
        clean("a[^z] b[^a] c[^z]\n\n[^a]: một\n[^z]: hai\n\n    ba\n"),
        "p: a[^1] b[^2] c[^1!]\nnote 1\np: hai\np: ba\nnote 2\np: một\n"
    );
}

#[test]
fn labels_ignore_letter_case() {
    assert_eq!(clean("a[^Chú]\n\n[^chÚ]: b"), "p: a[^1]\nnote 1\np: b\n");
}

#[test]
fn a_note_begins_with_a_paragraph() {
    assert_eq!(clean("a[^1]\n\n[^1]:\n    - b\n"), "p: a[^1]\nnote 1\np\nlist\n  item\n    p: b\n");
}

#[test]
fn notes_without_a_mark_are_told() {
    let told = only("a\n\n[^x]: b");
    assert_eq!((told.code, told.span.start), (Code::NOTE_UNUSED, 3));
}

#[test]
fn a_mark_inside_a_note_is_text() {
    let (dump, codes) = told("a[^1] b[^2]\n\n[^1]: xem [^2]\n[^2]: c");
    assert_eq!(dump, "p: a[^1] b[^2]\nnote 1\np: xem [2]\nnote 2\np: c\n");
    assert_eq!(codes, [Code::NOTE_CYCLE]);
}

#[test]
fn a_note_that_only_a_note_refers_to_is_printed_in_it() {
    let (dump, codes) = told("a[^1]\n\n[^1]: b[^2]\n[^2]: c[^3]\n[^3]: d");
    assert_eq!(dump, "p: a[^1]\nnote 1\np: b[1.1]\np: [1.1]~c[1.2]\np: [1.2]~d\n");
    assert_eq!(codes, [Code::NOTE_CYCLE]);
}

#[test]
fn circles_of_notes_are_told_with_their_chain() {
    let told = only("a[^1]\n\n[^1]: b[^1]");
    assert_eq!(told.code, Code::NOTE_CYCLE);
    assert!(told.message.ends_with("`1` → `1`"), "{}", told.message);
    let (dump, codes) = crate::dump::told("a[^1]\n\n[^1]: b[^2]\n[^2]: c[^1]");
    assert_eq!(dump, "p: a[^1]\nnote 1\np: b[1.1]\np: [1.1]~c\n");
    assert_eq!(codes.len(), 2);
}

#[test]
fn a_label_defined_twice_is_told() {
    let (dump, codes) = told("a[^1]\n\n[^1]: b\n\n[^1]: c");
    assert_eq!(dump, "p: a[^1]\nnote 1\np: b\n");
    assert_eq!(codes, [Code::NOTE_UNUSED]);
}

#[test]
fn a_note_can_be_written_where_it_is_marked() {
    assert_eq!(
        clean("a^[một *hai* `]` [ba] \\] [c](d)] b[^x] c^[bốn, 10 m^2^]\n\n[^x]: ba\n"),
        "p: a[^1] b[^2] c[^3]\nnote 1\np: một {e:hai} {c:]} [ba] ] [c](→d)\nnote 2\np: ba\n\
         note 3\np: bốn, 10~m{^:2}\n"
    );
    assert_eq!(clean("a^[b]^[c]"), "p: a[^1][^2]\nnote 1\np: b\nnote 2\np: c\n");
    assert_eq!(clean("a^[b\nc\\\nd]"), "p: a[^1]\nnote 1\np: b c⏎d\n");
}

#[test]
fn what_only_looks_like_a_note_in_its_place_is_text() {
    for text in ["a^[b", "a\\^[b]", "a^\\[b]", "a^[]", "a^ [b]", "`a^[b]`", "a^[b\\]"] {
        assert!(!clean(text).contains("note"), "{text}");
    }
    assert_eq!(clean("a^[b]^"), "p: a{^:[b]}\n");
    assert_eq!(clean("10^2^"), "p: 10{^:2}\n");
    assert_eq!(clean("a^[b](c)^"), "p: a^[b](→c)^\n");
}

#[test]
fn links_and_spans_do_not_take_the_brackets_of_a_note() {
    assert_eq!(clean("a^[b *c*](d)"), "p: a[^1](d)\nnote 1\np: b {e:c}\n");
    assert_eq!(clean("a^[b] c\n\n[b]: https://d.vn"), "p: a[^1] c\nnote 1\np: b\n");
    assert_eq!(clean("a^[b]{.term}"), "p: a[^1]{.term}\nnote 1\np: b\n");
    assert_eq!(clean("[a^[b]](c)"), "p: [a](→c)[[^1]](→c)\nnote 1\np: b\n");
}

#[test]
fn a_note_does_not_look_like_what_its_mark_stands_in() {
    assert_eq!(clean("**a^[b *c*]**"), "p: {s:a}{s:[^1]}\nnote 1\np: b {e:c}\n");
}

#[test]
fn notes_stand_in_headings_tables_and_captions() {
    assert_eq!(clean("# a^[b]\n"), "h1 #a: a[^1]\nnote 1\np: b\n");
    let table = clean("| a^[b] |\n|---|\n| c^[d] |\n");
    assert!(table.ends_with("note 1\np: b\nnote 2\np: d\n"), "{table}");
    let grid = clean("+------+\n| a^[b |\n| c]   |\n+------+\n");
    assert!(grid.ends_with("p: a[^1]\nnote 1\np: b c\n"), "{grid}");
    assert_eq!(
        clean("![a^[b] H~2~O](c.png)"),
        "figure c.png \"a H2O\"\n  caption: a[^1] H{_:2}O\nnote 1\np: b\n"
    );
}

#[test]
fn a_note_in_a_note_is_printed_in_it() {
    let (dump, codes) = told("a^[b ^[c] [^x]]\n\n[^x]: d");
    assert_eq!(dump, "p: a[^1]\nnote 1\np: b [1.1] [1.2]\np: [1.1]~c\np: [1.2]~d\n");
    assert_eq!(codes, [Code::NOTE_CYCLE]);
}

//! Divisions, alerts, definitions, lists by letters, verses, spans.

use vanban_article::Code;

use crate::dump::{clean, only, told};

#[test]
fn a_division_ends_at_its_fence_wherever_that_stands() {
    assert_eq!(clean("a\n::: {.center}\nb\n:::\nc\n"), "p: a\naligned center\n  p: b\np: c\n");
    assert_eq!(
        clean("::: {.right}\n- b\n- c\n:::\nd\n"),
        "aligned right\n  list\n    item\n      p: b\n    item\n      p: c\np: d\n"
    );
    assert_eq!(
        clean("- a\n\n  ::: center\n  b\n  :::\n"),
        "list loose\n  item\n    p: a\n    aligned center\n      p: b\n"
    );
}

#[test]
fn divisions_nest_and_end_with_what_holds_them() {
    assert_eq!(
        clean(":::: quote\n::: center\na\n:::\nb\n::::\n"),
        "quote\n  aligned center\n    p: a\n  p: b\n"
    );
    assert_eq!(clean("> ::: center\n> a\n\n:::\nb\n"), "quote\n  aligned center\n    p: a\np: b\n");
}

#[test]
fn fences_in_code_are_code() {
    assert_eq!(clean("    ::: center\n    a\n    :::\n"), "code: ::: center⏎a⏎:::\n");
    assert_eq!(clean("```\n::: center\n:::\n```\n"), "code: ::: center⏎:::\n");
}

#[test]
fn a_division_without_its_end_is_text_and_told() {
    let (dump, codes) = told("::: center\na\n");
    assert_eq!((dump.as_str(), codes), ("p: ::: center a\n", vec![Code::DIVISION]));
}

#[test]
fn classes_without_a_meaning_keep_their_content_and_are_told() {
    let said = only("::: {.la-lung}\na\n:::\n");
    assert!(said.message.contains(".la-lung"), "{}", said.message);
}

#[test]
fn alerts_have_labels() {
    assert_eq!(
        clean("> [!WARNING]\n> a\n\n:::tip Mẹo nhỏ\nb\n:::\n"),
        "alert warning\n  alerttitle: Cảnh báo\n  p: a\nalert tip\n  alerttitle: Mẹo nhỏ\n  p: b\n"
    );
}

#[test]
fn roles_of_paragraphs_are_classes_of_divisions() {
    assert_eq!(clean("::: lead\na\n:::\nb\n"), "lead: a\np: b\n");
}

#[test]
fn definitions_follow_their_terms() {
    assert_eq!(
        clean("Công văn\n: văn bản *hành chính*\n\nTờ trình\n\n: một\n\n  hai\n"),
        "definitions loose\n  term: Công văn\n  definition\n    p: văn bản {e:hành chính}\n  \
         term: Tờ trình\n  definition\n    p: một\n    p: hai\n"
    );
}

#[test]
fn letters_count_lists_as_vietnamese_does() {
    let items = |letters: &[&str]| -> String {
        letters.iter().map(|letter| format!("{letter}) mục {letter}\n")).collect()
    };
    let listed = clean(&items(&["a", "b", "c", "d", "đ", "e", "g"]));
    assert_eq!(listed.matches("item").count(), 7);
    assert!(listed.starts_with("list a)\n  item 1\n    p: mục a\n"), "{listed}");
    assert_eq!(clean(&items(&["a", "b", "c", "d", "e", "f"])).matches("item").count(), 6);
    assert_eq!(
        clean("Gồm:\na) một\nhai;\nb) ba.\n\nSau"),
        "p: Gồm:\nlist a)\n  item 1\n    p: một hai;\n  item 2\n    p: ba.\np: Sau\n"
    );
    assert_eq!(
        clean("a) một:\n\n- x\n\nb) hai\n"),
        "list a) loose\n  item 1\n    p: một:\n    list\n      item\n        p: x\n  item 2\n    p: hai\n"
    );
}

#[test]
fn a_letter_alone_counts_nothing() {
    for text in ["a) một\n\nc) ba\n", "a) một\n", "b) một\nc) hai\n"] {
        assert!(!clean(text).contains("list"), "{text}");
    }
}

#[test]
fn lists_count_as_pandoc_knows_them() {
    for (text, first) in [
        ("i. một\nii. hai\n", "i."),
        ("(i) một\n(ii) hai\n", "(i)"),
        ("I) một\nII) hai\n", "I)"),
        ("A. Huế\nB. Hà Nội\n", "A."),
        ("(1) một\n(2) hai\n", "(1)"),
        ("#. một\n#. hai\n", "1."),
        ("1) một\n2) hai\n", "1)"),
        ("1. một\n2. hai\n", "1."),
    ] {
        let got = clean(text);
        let first = first.trim_end_matches('.');
        assert!(got.starts_with(&format!("list {first}\n")), "{text}: {got}");
        assert_eq!(got.matches("  item").count(), 2, "{got}");
    }
    for text in
        ["(1) một\n", "(1) một\n(3) ba\n", "i. một\nj. hai\n", "1 (2) a\nb\n", "(a. b\n(b. c\n"]
    {
        assert!(clean(text).starts_with("p: "), "{text}");
    }
}

#[test]
fn verses_keep_their_lines_and_indents() {
    assert_eq!(
        clean("| Trăm năm\n|   trong cõi\n| người ta\n"),
        "verse: Trăm năm⏎~~trong cõi⏎người ta\n"
    );
    assert_eq!(clean("| a | b |\n| c | d |\n"), "p: | a | b | | c | d |\n");
}

#[test]
fn spans_have_marks_languages_and_roles() {
    assert_eq!(
        clean("[a *b*]{.underline} [the]{lang=en} [c]{.smallcaps} [d]{.so-hieu} ==e==\n"),
        "p: {u:a }{eu:b} ⟨en/ the⟩ {k:c} ⟨/so-hieu d⟩ {h:e}\n"
    );
    assert_eq!(clean("[a] {b} [c]\n"), "p: [a] {b} [c]\n");
}

#[test]
fn a_heading_that_repeats_the_title_is_not_printed_twice() {
    assert_eq!(clean("---\ntitle: Một Hai\n---\n# Một Hai\n\na\n"), "title: Một Hai\np: a\n");
    assert_eq!(
        clean("---\ntitle: Một Hai\n---\na\n\n# Một Hai\n\nb"),
        "title: Một Hai\np: a\nh1 #một-hai: Một Hai\np: b\n"
    );
}

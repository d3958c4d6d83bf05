//! Captions, numbers, references, bare addresses.

use vanban_article::Code;

use crate::dump::{clean, told};

const TABLE: &str = "| a |\n|---|\n| 1 |\n";

#[test]
fn figures_and_tables_that_are_named_are_numbered() {
    let text = format!(
        "![Sơ đồ](a.png){{#fig:so-do}}\n\n![Không tên](b.png)\n\n{TABLE}\n: Số liệu {{#tbl:so-lieu}}\n\n\
         Xem @fig:so-do và [@tbl:so-lieu]; trang @page:fig:so-do.\n"
    );
    assert_eq!(
        clean(&text),
        "figure a.png \"Sơ đồ\"\n  caption: Hình~<1>. Sơ đồ\nfigure b.png \"Không tên\"\n  \
         caption: Không tên\ntablecaption: Bảng~<1>. Số liệu\ntable [auto]\n  head\n    cell\n      \
         p: a\n  row\n    cell\n      p: 1\np: Xem <Label fig:so-do> và <Label tbl:so-lieu>; trang \
         <Page fig:so-do>.\n"
    );
}

#[test]
fn every_caption_is_numbered_where_the_front_matter_asks() {
    let text =
        format!("---\nnumber-captions: true\n---\n![Sơ đồ](a.png)\n\nBảng: Số liệu\n\n{TABLE}");
    let dump = clean(&text);
    assert!(
        dump.contains("caption: Hình~<1>. Sơ đồ") && dump.contains("Bảng~<1>. Số liệu"),
        "{dump}"
    );
}

#[test]
fn a_caption_before_a_table_is_that_tables() {
    let dump = clean(&format!(": Một\n\n{TABLE}\n: Hai\n\n{TABLE}"));
    assert_eq!(dump.matches("tablecaption").count(), 2, "{dump}");
    let dump = clean(&format!("{TABLE}\n: Một\n\n{TABLE}"));
    assert!(dump.starts_with("tablecaption: Một\ntable"), "{dump}");
}

#[test]
fn references_to_nothing_stay_text_and_are_told() {
    let (dump, codes) = told("Xem @fig:khong-co.\n");
    assert_eq!((dump.as_str(), codes), ("p: Xem @fig:khong-co.\n", vec![Code::LINK_TARGET]));
}

#[test]
fn sections_are_referred_to_by_their_names() {
    assert_eq!(
        clean("# Mở đầu {#sec:mo}\n\nTheo @sec:mo\n"),
        "h1 #sec:mo: Mở đầu\np: Theo <Label sec:mo>\n"
    );
}

#[test]
fn bare_addresses_are_links() {
    assert_eq!(
        clean("Xem https://vanban.vn/a_b. Thư: a@b.vn\n"),
        "p: Xem [https://vanban.vn/a_b](→https://vanban.vn/a_b). Thư: [a@b.vn](→mailto:a@b.vn)\n"
    );
    assert_eq!(clean("`https://a.vn`\n"), "p: {c:https://a.vn}\n");
}

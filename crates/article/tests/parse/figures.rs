//! Pictures and figures.

use vanban_article::{Code, Severity};

use crate::dump::{clean, only, read, told};

#[test]
fn a_picture_alone_is_a_figure() {
    assert_eq!(
        clean("![Chú *thích*](a.png)"),
        "figure a.png \"Chú thích\"\n  caption: Chú {e:thích}\n"
    );
    assert_eq!(clean("![](a.png)\n"), "figure a.png \"\"\n");
}

#[test]
fn an_alternative_text_stands_apart_from_the_caption() {
    assert_eq!(
        clean("![Chú thích](a.png){alt=\"Ảnh *b*\"}"),
        "figure a.png \"Ảnh *b*\"\n  caption: Chú thích\n"
    );
    assert_eq!(
        clean("![Ảnh](a.png \"Chú thích\")"),
        "figure a.png \"Ảnh\"\n  caption: Chú thích\n"
    );
    assert_eq!(clean("![](a.png){alt=Ảnh}"), "figure a.png \"Ảnh\"\n");
    assert_eq!(clean("![Chú thích](a.png){alt=\"\"}"), "figure a.png \"\"\n  caption: Chú thích\n");
}

#[test]
fn attributes_of_a_picture_are_no_text() {
    let (dump, codes) = told("Xem ![b](a.png){#h .c width=50%} và ![d](e.png){width=\"1\"}*f*.");
    assert_eq!(dump, "p: Xem <a.png \"b\" 50%x-> và <e.png \"d\" 15x->{e:f}.\n");
    assert_eq!(codes, [Code::HTML]);
    assert_eq!(clean("![b](a.png){không phải} c"), "p: <a.png \"b\">{không phải} c\n");
}

#[test]
fn a_picture_has_the_size_that_is_asked_for() {
    assert_eq!(
        clean("![](a.png){width=8cm height=30mm}\n\n![](a.png){height=\"2,54 cm\"}"),
        "figure a.png \"\" 4535x1701\nfigure a.png \"\" -x1440\n"
    );
    assert_eq!(clean("![](a.png){style=\"width: 40%\"}"), "figure a.png \"\" 40%x-\n");
    let cells = clean("| a {width=30%} | b |\n|---|---|\n| ![x](a.png){width=3in} | c |\n");
    assert!(cells.contains("[3000, 0]") && cells.contains("<a.png \"x\" 4320x->"), "{cells}");
    assert_eq!(
        clean("x <img src=a.png width=96 height=48> <img src=a.png width=50% style='width:1in'>"),
        "p: x <a.png \"\" 1440x720> <a.png \"\" 1440x->\n"
    );
}

#[test]
fn a_size_that_is_none_is_told_and_the_picture_keeps_its_own() {
    let (dump, codes) = told("![](a.png){width=rộng height=-3cm}\n\n[a](b){width=3cm}");
    assert_eq!(dump, "figure a.png \"\"\np: [a](→b)\n");
    assert_eq!(codes, [Code::PICTURE_SIZE, Code::PICTURE_SIZE, Code::HTML]);
}

#[test]
fn a_picture_with_attributes_can_be_linked_to() {
    assert_eq!(
        clean("![b](a.png){#hinh}\n\n[c](#hinh)"),
        "figure a.png \"b\"\n  caption: b\np: [c](→#hinh)\n"
    );
}

#[test]
fn a_linked_picture_is_a_figure_if_its_caption_can_carry_the_link() {
    assert_eq!(clean("[![b](a.png)](c.html)"), "figure a.png \"b\"\n  caption: [b](→c.html)\n");
    assert_eq!(clean("[![](a.png)](c.html)"), "p: [<a.png \"\">](→c.html)\n");
}

#[test]
fn pictures_amid_text_stay_in_the_line() {
    assert_eq!(clean("a ![b *c*](d.png) e"), "p: a <d.png \"b c\"> e\n");
    assert_eq!(clean("![](a.png)\n![](b.png)"), "p: <a.png \"\"> <b.png \"\">\n");
    assert_eq!(clean("- ![b](a.png)\n"), "list\n  item\n    p: <a.png \"b\">\n");
}

#[test]
fn a_picture_is_listed_once() {
    let article = read("![](a%20b.png)\n\n![](<a b.png>)\n\n![](./c.png?raw=true)").article;
    let paths: Vec<_> = article.pictures.iter().map(|picture| picture.path.as_str()).collect();
    assert_eq!(paths, ["a b.png", "./c.png"]);
}

#[test]
fn pictures_on_the_network_leave_their_text() {
    for url in ["http://x/a.png", "https://x/a.png", "//x/a.png", "data:image/png;base64,AA=="] {
        let (dump, codes) = told(&format!("![Chú *thích*]({url})"));
        assert_eq!(dump, "p: Chú {e:thích}\n");
        assert_eq!(codes, [Code::PICTURE_REMOTE]);
    }
    assert_eq!(told("![](http://x/a.png \"b\")").0, "p: b\n");
    assert_eq!(told("![Nhà](http://x/a.png \"Hình\")").0, "p: [Nhà] Hình\n");
    let told = only("a ![b](http://x/a.png) ![c](http://x/a.png)");
    assert_eq!((told.severity, told.span.start), (Severity::Warning, 2));
}

#[test]
fn badges_stay_links() {
    let (dump, _) = told("[![Build](https://x/b.svg)](https://x/)");
    assert_eq!(dump, "p: [Build](→https://x/)\n");
}

#[test]
fn a_note_inside_the_brackets_makes_them_text() {
    let (dump, _) = told("![a[^1]](b.png)\n\n[^1]: e\n");
    assert_eq!(dump, "p: ![a[^1]](b.png)\nnote 1\np: e\n");
}

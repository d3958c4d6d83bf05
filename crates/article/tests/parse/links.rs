//! Links and anchors.

use vanban_article::Code;

use crate::dump::{clean, only, read, told};

#[test]
fn links_to_headings_lead_to_anchors() {
    assert_eq!(
        clean(
            "# Điều kiện\n\n[a](#điều-kiện) [b](#%C4%91i%E1%BB%81u-ki%E1%BB%87n) [c](#Điều-Kiện) [d](#die\u{302}\u{300}u)\n\n## Diều\n"
        ),
        "h1 #điều-kiện: Điều kiện\np: [a](→#điều-kiện) [b](→#điều-kiện) [c](→#điều-kiện) [d](→#diều)\nh2 #diều: Diều\n"
    );
}

#[test]
fn headings_of_one_name_are_numbered() {
    assert_eq!(
        clean("# a\n\n# a\n\n# a {#b}\n\n# b\n\n# a\n"),
        "h1 #a: a\nh1 #a-1: a\nh1 #b: a\nh1 #b-1: b\nh1 #a-2: a\n"
    );
}

#[test]
fn unknown_anchors_are_told_and_not_linked() {
    let told = only("# Kết luận\n\n[a](#kêt-luận)");
    assert_eq!(told.code, Code::LINK_TARGET);
    assert_eq!(told.hints, ["did you mean `#kết-luận`?"]);
    assert_eq!(crate::dump::told("x [a](#b) c").0, "p: x a c\n");
}

#[test]
fn names_in_html_are_anchors_where_a_link_asks_for_them() {
    let parsed = read(
        "<a name=\"x\"></a>\n\na <span id=\"y\">b</span>\n\n[c](#x) [d](#y)\n\n<i id=\"z\">e</i>",
    );
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
    let anchors: Vec<_> = parsed
        .article
        .anchors
        .iter()
        .map(|anchor| (anchor.name.as_str(), anchor.block.0))
        .collect();
    assert_eq!(anchors, [("x", 0), ("y", 0)]);
}

#[test]
fn addresses_are_encoded_and_kept() {
    assert_eq!(
        clean("[a](https://x.vn/bài%20viết?b=\"c\") [d](<../e f.md#g>) <https://h.vn> <i@j.vn>"),
        "p: [a](→https://x.vn/b%C3%A0i%20vi%E1%BA%BFt?b=%22c%22) [d](→../e%20f.md#g) \
         [https://h.vn](→https://h.vn) [i@j.vn](→mailto:i@j.vn)\n"
    );
}

#[test]
fn schemes_that_could_do_harm_are_dropped() {
    for url in [
        "javascript:alert(1)",
        "JaVaScRiPt:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "vbscript:x",
    ] {
        let (dump, codes) = told(&format!("x [a]({url}) b"));
        assert_eq!(
            (dump.as_str(), codes.as_slice()),
            ("p: x a b\n", &[Code::LINK_SCHEME][..]),
            "{url}"
        );
    }
}

#[test]
fn a_link_without_text_shows_its_address() {
    assert_eq!(clean("[](https://a.vn)"), "p: [https://a.vn](→https://a.vn)\n");
}

#[test]
fn a_link_without_target_is_text() {
    assert_eq!(told("x [a]() b"), ("p: x a b\n".to_owned(), vec![Code::LINK_TARGET]));
}

#[test]
fn titles_of_links_are_kept() {
    let article = read("[a](b 'c  d') [a][e]\n\n[e]: f").article;
    let titles: Vec<_> = article.links.iter().map(|link| link.title.as_deref()).collect();
    assert_eq!(titles, [Some("c d"), None]);
}

#[test]
fn marks_inside_a_link_share_it() {
    let article = read("[a **b** c](d)").article;
    assert_eq!(article.links.len(), 1);
    assert_eq!(article.inlines.len(), 3);
}

#[test]
fn attributes_of_a_link_are_no_text() {
    let (dump, codes) = told("[a](b){target=_blank}, c");
    assert_eq!((dump.as_str(), codes.as_slice()), ("p: [a](→b), c\n", &[Code::HTML][..]));
}

//! Raw HTML.

use vanban_article::Code;

use crate::dump::{clean, only, told};

#[test]
fn tags_in_lines_set_marks() {
    assert_eq!(
        clean(
            "<b>a</b> <i>b</i> <u>c</u> <s>d</s> x<sub>2</sub> <sup>3</sup> <kbd>e</kbd> <b><i>f</i></b>"
        ),
        "p: {s:a} {e:b} {u:c} {x:d} x{_:2} {^:3} {c:e} {es:f}\n"
    );
}

#[test]
fn marks_left_open_end_with_their_paragraph() {
    assert_eq!(clean("<b>a\n\nb"), "p: {s:a}\np: b\n");
    assert_eq!(clean("*a <b>b* c</b>"), "p: {e:a }{es:b}{s: c}\n");
}

#[test]
fn breaks_links_and_pictures_are_what_they_are() {
    assert_eq!(
        clean("a<br>b<br/>c <a href=\"d e\" title=\"t\">f</a> <img src=\"g.png\" alt=\"h\">"),
        "p: a⏎b⏎c [f](→d%20e) <g.png \"h\">\n"
    );
}

#[test]
fn blocks_of_html_are_paragraphs() {
    assert_eq!(
        clean(
            "<div align=\"center\">\n  <p>a\n  b</p>\n  c &amp; d\n</div>\n\n<center>e</center>\n"
        ),
        "aligned center\n  p: a b\n  p: c & d\naligned center\n  p: e\n"
    );
    assert_eq!(clean("<h2 id=\"x\">a <b>b</b></h2>\n"), "h2 #x: a {s:b}\n");
    assert_eq!(clean("<hr>\n\na"), "break\np: a\n");
}

#[test]
fn markdown_between_tags_is_read() {
    assert_eq!(
        clean("<details>\n<summary>a</summary>\n\n- *b*\n\n</details>\n"),
        "p: a\nlist\n  item\n    p: {e:b}\n"
    );
}

#[test]
fn a_picture_alone_in_html_is_a_figure() {
    assert_eq!(
        clean("<p align=\"center\">\n<img src=\"a.png\" alt=\"b\" width=\"9\">\n</p>\n"),
        "aligned center\n  figure a.png \"b\" 135x-\n"
    );
}

#[test]
fn the_caption_of_a_picture_in_html_is_its_caption() {
    assert_eq!(
        clean(
            "<figure><img src=\"a.png\" alt=\"b\"><figcaption>c <i>d</i></figcaption></figure>\n"
        ),
        "figure a.png \"b\"\n  caption: c {e:d}\n"
    );
    assert_eq!(clean("<figure>a<figcaption>b</figcaption></figure>\n"), "p: a\np: b\n");
    assert_eq!(clean("<img src=a.png>\n\n<figcaption></figcaption>\n"), "figure a.png \"\"\n");
}

#[test]
fn lists_and_quotations_keep_their_structure() {
    assert_eq!(
        clean(
            "<ul>\n<li>a<ol start=\"3\"><li>b<li>c</ol></li>\n<li><p>d</p></li></ul>\n<blockquote>e</blockquote>"
        ),
        "list\n  item\n    p: a\n    list 3\n      item 3\n        p: b\n      item 4\n        p: c\n  \
         item\n    p: d\nquote\n  p: e\n"
    );
}

#[test]
fn tables_keep_their_structure() {
    let dump = clean(
        "<table>\n<caption>x</caption><tr><th>a</th><th>b</th></tr>\n<tr><td colspan=\"2\">c<br>d</td></tr>\n\
         <tr><td>e</td></tr>\n</table>\n",
    );
    let cell = |text: &str| format!("    cell\n      p{text}\n");
    assert_eq!(
        dump,
        format!(
            "p: x\ntable [auto, auto]\n  head\n{}{}  row\n    cell 2x1\n      p: c⏎d\n  row\n{}{}",
            cell(": a"),
            cell(": b"),
            cell(": e"),
            cell("")
        )
    );
}

#[test]
fn tables_in_pieces_keep_their_text() {
    let (dump, codes) = told("<table><tr><td>a</td><td>\n\n*b*\n\n");
    assert_eq!(dump, "p: a |\np: {e:b}\n");
    assert_eq!(codes, [Code::HTML]);
    let (dump, _) = told("|a|\n|-|\n|<ul><li>b</li><li>c</li></ul>|\n");
    assert!(dump.ends_with("    cell\n      p: b\n      p: c\n"), "{dump}");
}

#[test]
fn preformatted_text_is_code() {
    assert_eq!(clean("<pre><code>a  <b>b</b>\n\n  c\n</code></pre>\n"), "code: a  b⏎⏎  c\n");
}

#[test]
fn unknown_tags_keep_their_text_and_are_told_once() {
    let told = only("<foo x=1>a</foo> b <foo x=1>c</foo>\n\n<foo x=1>d</foo>");
    assert_eq!((told.code, told.span.start), (Code::HTML, 0));
    assert!(told.message.contains("3 times"), "{}", told.message);
    assert_eq!(crate::dump::told("a <foo-bar>b</foo-bar> c").0, "p: a b c\n");
}

#[test]
fn placeholders_are_printed() {
    let (dump, codes) = told("git clone <url> và Vec<T> rồi <url>");
    assert_eq!(dump, "p: git clone <url> và Vec<T> rồi <url>\n");
    assert_eq!(codes, [Code::HTML, Code::HTML]);
}

#[test]
fn scripts_and_styles_are_left_out_and_told() {
    let (dump, codes) = told(
        "<style>\na { b }\n\nc\n</style>\n\nd <script>e</script> f\n\n<svg><path/><text>g</text></svg>h",
    );
    assert_eq!(dump, "p: d f\np: h\n");
    assert_eq!(codes, [Code::HTML, Code::HTML, Code::HTML]);
}

#[test]
fn comments_are_left_out() {
    assert_eq!(clean("a <!-- b --> c\n\n<!-- d\n\ne -->\n\nf"), "p: a c\np: f\n");
}

#[test]
fn a_comment_that_is_not_closed_is_told() {
    let (dump, codes) = told("a\n\n<!-- b\n\nc");
    assert_eq!((dump.as_str(), codes.as_slice()), ("p: a\n", &[Code::HTML][..]));
}

#[test]
fn block_tags_in_a_paragraph_end_it() {
    assert_eq!(clean("a <p>b</p> c"), "p: a\np: b\np: c\n");
    assert_eq!(clean("# a <div>b</div>"), "h1 #a-b: a⏎b\n");
}

#[test]
fn blocks_of_html_stand_as_they_ask() {
    assert_eq!(
        clean(
            "<p align=\"center\">a</p>\n\n<div style=\"text-align: right\">\n\nb\n\n- c\n\n</div>\n\nd\n"
        ),
        "aligned center\n  p: a\naligned right\n  p: b\n  list\n    item\n      p: c\np: d\n"
    );
    assert_eq!(
        clean("<h1 align=\"center\">A</h1>\n\n<center>b</center>\n"),
        "aligned center\n  h1 #a: A\naligned center\n  p: b\n"
    );
}

#[test]
fn blocks_of_html_that_do_not_end_end_with_what_holds_them() {
    for (text, dump) in [
        (
            "- <div align=center>\n\n  a\n\nb\n",
            "list loose\n  item\n    p\n    aligned center\n      p: a\np: b\n",
        ),
        (
            "::: right\n<div align=center>\n\na\n\n:::\n\nb\n",
            "aligned right\n  aligned center\n    p: a\np: b\n",
        ),
        (
            "<div align=center>\n\n::: right\na\n\n</div>\n\n:::\n\nb\n",
            "aligned center\n  aligned right\n    p: a\np: b\n",
        ),
    ] {
        assert_eq!(told(text).0, dump, "{text}");
    }
}

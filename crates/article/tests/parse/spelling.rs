//! How a file is saved does not matter: letters composed or not, line ends, byte order mark.

use unicode_normalization::UnicodeNormalization;
use vanban_article::Span;
use vanban_article::{Article, Source, parse};

use crate::dump::{clean, told};

const TEXT: &str = "---\ntitle: Hội nghị về văn phòng\nauthor: Đỗ Bình\nkeywords: [ấy, ờ]\n---\n\
# Điều kiện *thực* hiện\n\nTheo **Điều** 5[^chú], xem [ở đây](#điều-kiện-thực-hiện) và\n[nữa](bài viết.md \"ở\").\n\n\
![Ảnh chụp ở *Huế*](ảnh/huế.png){alt=\"Cầu Trường Tiền\"}\n\n| Cột | Số |\n|---|--:|\n| ạ | `ế` |\n\n\
```rust\n// chú\tthích\nđược\n```\n\n- một\n- hai\n\n<p>khối <b>đậm</b></p>\n\n[^chú]: Ghi chú ở chân trang.\n";

fn article(text: &str) -> Article {
    let parsed = parse(&Source::new("a.md", text));
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
    without_spans(parsed.article)
}

fn without_spans(mut article: Article) -> Article {
    let none = Span::default();
    article.blocks.iter_mut().for_each(|block| block.span = none);
    article.inlines.iter_mut().for_each(|inline| inline.span = none);
    article.notes.iter_mut().for_each(|note| note.span = none);
    article.links.iter_mut().for_each(|link| link.span = none);
    article.pictures.iter_mut().for_each(|picture| picture.span = none);
    let meta = &mut article.meta;
    meta.title
        .iter_mut()
        .chain(&mut meta.authors)
        .chain(&mut meta.keywords)
        .for_each(|field| field.span = none);
    article
}

#[test]
fn decomposed_letters_make_the_same_article() {
    let decomposed: String = TEXT.nfd().collect();
    assert_ne!(decomposed, TEXT);
    assert_eq!(article(&decomposed), article(TEXT));
}

#[test]
fn line_ends_and_byte_order_marks_make_the_same_article() {
    let expected = article(TEXT);
    for text in [
        TEXT.replace('\n', "\r\n"),
        TEXT.replace('\n', "\r"),
        format!("\u{feff}{TEXT}"),
        format!("\u{feff}{}", TEXT.replace('\n', "\r\n")),
        TEXT.trim_end().to_owned(),
    ] {
        assert_eq!(article(&text), expected);
    }
}

#[test]
fn mixed_line_ends_are_line_ends() {
    assert_eq!(clean("a\r\rb\r\n\nc\rd"), "p: a\np: b\np: c d\n");
    assert_eq!(clean("```\r\na\rb\r\n```\r"), "code: a⏎b\n");
}

#[test]
fn a_byte_order_mark_amid_the_text_is_left_out() {
    assert_eq!(told("a\u{feff}b").0, "p: ab\n");
}

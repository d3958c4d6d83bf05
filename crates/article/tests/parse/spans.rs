//! Places in the source.

use vanban_article::{BlockId, InlineKind};

use crate::dump::read;

#[test]
fn texts_stand_where_they_were_read() {
    let text = "\u{feff}---\r\ntitle: Tít\r\n---\r\n# Một *hai*\r\n\r\n> ba\r\n> bốn `năm`\r\n\r\n- sáu [bảy](#một-hai)\r\n";
    let article = read(text).article;
    let found: Vec<_> = article
        .inlines
        .iter()
        .filter_map(|inline| match &inline.kind {
            InlineKind::Text(read) => Some((read.as_str(), &text[inline.span.range()])),
            _ => None,
        })
        .collect();
    let exact = |text| (text, text);
    assert_eq!(
        found,
        [
            exact("Tít"),
            exact("Một "),
            exact("hai"),
            ("ba bốn ", "ba\r\n> bốn "),
            ("năm", "`năm`"),
            exact("sáu "),
            exact("bảy"),
        ]
    );
    assert_eq!(&text[article.links[0].span.range()], "[bảy](#một-hai)");
    assert_eq!(&text[article.block(BlockId(1)).span.range()], "# Một *hai*\r\n");
}

#[test]
fn html_stands_where_it_was_read() {
    let text = "> <div>\n> một <b>hai</b>\n> </div>\n";
    let article = read(text).article;
    let found: Vec<_> = article.inlines.iter().map(|inline| &text[inline.span.range()]).collect();
    assert_eq!(found[1], "hai");
    assert!(found[0].ends_with("một "), "{found:?}");
}

#[test]
fn lines_of_code_stand_where_they_were_read() {
    let text = "- a\n\n  ```\n  một\n  \thai\n  ```\n";
    let article = read(text).article;
    let found: Vec<_> = article
        .inlines
        .iter()
        .filter(|inline| inline.kind != InlineKind::LineBreak)
        .map(|inline| &text[inline.span.range()])
        .collect();
    assert_eq!(found, ["a", "một", "\thai"]);
}

#[test]
fn pictures_and_notes_stand_where_they_were_read() {
    let text = "Đây ![a](b.png){alt=c} đó[^1].\n\n[^1]: Ghi chú.\n";
    let article = read(text).article;
    assert_eq!(&text[article.pictures[0].span.range()], "![a](b.png)");
    assert_eq!(&text[article.notes[0].span.range()], "[^1]: Ghi chú.\n");
    let mark =
        article.inlines.iter().find(|inline| matches!(inline.kind, InlineKind::NoteMark { .. }));
    assert_eq!(mark.map(|mark| &text[mark.span.range()]), Some("[^1]"));
}

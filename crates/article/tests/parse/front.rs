//! The title block that front matter makes.

use vanban_article::{BlockId, Code};

use crate::dump::{clean, read, told};

const WHOLE: &str = "---\ntitle: Hội nghị\nsubtitle: Phụ đề\nlead: \"Sapo: dài\"\nauthor:\n  - Đỗ Bình\n  - An\n\
    date: 07/11/2013\nplace: Vũng Tàu\nsource: Báo\nabstract: Tóm tắt\n---\nThân bài.\n";

#[test]
fn the_title_block_opens_and_closes_the_body() {
    assert_eq!(
        clean(WHOLE).replace('~', " "),
        "title: Hội nghị\nsubtitle: Phụ đề\ndateline: Vũng Tàu, ngày 07 tháng 11 năm 2013\nlead: Sapo: dài\n\
         abstract: Tóm tắt\np: Thân bài.\nbyline: Đỗ Bình, An\nsourceline: Nguồn: Báo\n"
    );
}

#[test]
fn the_title_block_stands_where_its_values_stand() {
    let article = read(WHOLE).article;
    let slice = |id: u32| &WHOLE[article.block(BlockId(id)).span.range()];
    assert_eq!(slice(0), "Hội nghị");
    assert_eq!(slice(2), "07/11/2013\nplace: Vũng Tàu");
    assert_eq!(slice(3), "\"Sapo: dài\"");
    assert_eq!(slice(6), "Đỗ Bình\n  - An");
}

#[test]
fn diagnostics_come_in_source_order() {
    let (_, codes) = told("---\nfoo: 1\ndate: x\n---\n[a](#b)\n\n<foo x=1>c</foo>");
    assert_eq!(codes, [Code::FRONT_UNKNOWN, Code::FRONT_VALUE, Code::LINK_TARGET, Code::HTML]);
}

#[test]
fn toml_is_not_printed() {
    assert_eq!(told("+++\na = 1\n+++\nb"), ("p: b\n".to_owned(), vec![Code::FRONT_SYNTAX]));
}

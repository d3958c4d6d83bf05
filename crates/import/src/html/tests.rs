//! Pages and the documents that are made of them.

use crate::markdown;
use crate::read::{Format, Options, read};

fn of(page: &[u8]) -> crate::model::Read {
    read(page, &Options { format: Some(Format::Html), ..Options::default() }).expect("it is read")
}

fn source(page: &str) -> String {
    markdown(&of(page.as_bytes()).document)
}

#[test]
fn marks_links_and_line_ends_are_kept() {
    let page = "<p>Chữ <b>đậm <i>nghiêng</i></b>, <a href='https://a.vn/x'>liên kết</a>,<br>10 m<sup>2</sup></p>";
    assert_eq!(source(page), "Chữ **đậm *nghiêng***, [liên kết](https://a.vn/x),\\\n10 m^2^\n");
}

#[test]
fn lists_nest_and_tables_keep_their_spans() {
    let made = source("<ul><li>một<ul><li>hai</ul><li>ba</ul><ol start=3><li>c<li>d</ol>");
    assert_eq!(made, "- một\n  - hai\n- ba\n\n3. c\n4. d\n");
    let page =
        "<table><tr><th>a<th>b<tr><td rowspan=2>c<td align=right>1<tr><td align=right>2</table>";
    let read = of(page.as_bytes());
    let [crate::model::Block::Table(table)] = read.document.blocks.as_slice() else { panic!() };
    assert_eq!((table.header, table.rows.len(), table.rows[2].len()), (1, 3, 1));
    assert_eq!(table.columns[1], crate::model::Side::Right);
    assert_eq!(table.rows[1][0].down, 2);
}

#[test]
fn pictures_get_their_captions_from_figures_tables_and_classes() {
    for page in [
        "<figure><img src='a/b.jpg' alt='x'><figcaption>Lời</figcaption></figure>",
        "<table><tr><td><img src='b.jpg' alt='x'><tr><td class=c>Lời</table>",
        "<p><img src='/b.jpg' alt='x'></p><p class='Image-caption'>Lời</p>",
    ] {
        assert_eq!(source(page), "![Lời](b.jpg){alt=x}\n", "{page}");
    }
}

#[test]
fn the_article_of_a_page_is_found_and_its_front_matter_read() {
    let words = "Hội nghị toàn quốc công tác văn phòng được tổ chức tại thành phố Vũng Tàu. ";
    let page = format!(
        "<html lang=vi><head><title>Tin | Báo</title><meta property='og:site_name' content='Báo An'>\
         <meta property='article:published_time' content='2013-11-06T10:00:00'></head><body>\
         <nav><a href='/'>Trang chủ</a></nav><div class=detail><h1>Khai mạc</h1>\
         <p class=sapo>Sáng nay khai mạc.</p><div class=fck_detail><h2>Phần đầu</h2><p>{words}{words}</p>\
         <p>{words}{words}</p><p class=author>Thùy Ly</p></div></div><footer>Bản quyền</footer></body>"
    );
    let read = of(page.as_bytes());
    let made = markdown(&read.document);
    assert!(made.starts_with("---\ntitle: Khai mạc\n"), "{made}");
    for part in ["author: Thùy Ly\n", "date: 2013-11-06\n", "source: Báo An\n", "# Phần đầu\n"]
    {
        assert!(made.contains(part), "{part}: {made}");
    }
    for part in ["Trang chủ", "Bản quyền"] {
        assert!(!made.contains(part), "{made}");
    }
    assert!(read.notes.iter().any(|note| note.message.contains("left out")), "{:?}", read.notes);
}

#[test]
fn runs_in_old_fonts_are_read_by_their_font() {
    let page = "<p><font face='.VnTime'>Trung \u{AD}\u{AC}ng <b>\u{A7}\u{B6}ng</b><p>v\u{A8}n ph\u{DF}ng </font>\
                <span style=\"font-family:'VNI-Times'\">Vieät</span> Unicode: Việt, à";
    let made = source(page);
    assert_eq!(made, "Trung ương **Đảng**\n\nvăn phòng Việt Unicode: Việt, à\n");
}

#[test]
fn notes_of_word_libreoffice_and_pandoc_become_notes() {
    for page in [
        "<p>Chữ<a href='#_ftn1' name='_ftnref1'><span>[1]</span></a> sau.</p><div id=ftn1><p>\
         <a href='#_ftnref1' name='_ftn1'>[1]</a> Lời chú.</p></div>",
        "<p>Chữ<a class='sdfootnoteanc' name='sdfootnote1anc' href='#sdfootnote1sym'><sup>1</sup></a> sau.</p>\
         <div id='sdfootnote1'><p><a class='sdfootnotesym' name='sdfootnote1sym' href='#sdfootnote1anc'>1</a> Lời \
         chú.</p></div>",
        "<p>Chữ<a href='#fn1' id=fnref1 role='doc-noteref'><sup>1</sup></a> sau.</p><section><ol>\
         <li id=fn1><p>Lời chú.<a href='#fnref1' role='doc-backlink'>↩</a></p></li></ol></section>",
    ] {
        let read = of(page.as_bytes());
        assert_eq!(read.document.notes.len(), 1, "{page}");
        let made = markdown(&read.document);
        assert!(made.starts_with("Chữ[^1] sau.\n\n[^1]: Lời chú."), "{made}");
    }
}

#[test]
fn code_quotes_definitions_and_rules_are_kept() {
    let made = source(
        "<pre><code class='language-rust'>fn a() {}\n</code></pre><blockquote><p>Lời</blockquote>\
         <dl><dt>Từ<dd>Nghĩa</dl><hr>",
    );
    assert_eq!(made, "```rust\nfn a() {}\n```\n\n> Lời\n\nTừ\n: Nghĩa\n\n---\n");
}

#[test]
fn the_encoding_is_the_declared_one_or_told_by_the_syllables() {
    use vanban_text::encoding::{Encoding, encode};
    let words = include_str!("../../../text/tests/fixtures/hoi-nghi.txt");
    for (declared, encoding) in
        [("windows-1258", Encoding::Windows1258), ("iso-8859-1", Encoding::Tcvn3)]
    {
        let page = format!("<meta charset={declared}><p>{words}");
        let bytes = encode(&page, encoding).bytes;
        let made = markdown(&of(&bytes).document);
        assert!(made.contains("Trung ương Đảng"), "{declared}: {made}");
    }
}

#[test]
fn several_headings_of_the_highest_level_are_no_title() {
    let page =
        "<title>Tên</title><p align=center><b>Tên</b></p><h1>Một</h1><p>a</p><h1>Hai</h1><p>b</p>";
    assert_eq!(source(page), "---\ntitle: Tên\n---\n\n# Một\n\na\n\n# Hai\n\nb\n");
}

#[test]
fn a_list_that_stands_beside_its_outer_list_nests() {
    let page = "<ul><li>một</ul><ul><ul><li>hai</ul><li>ba</ul>";
    assert_eq!(source(page), "- một\n  - hai\n- ba\n");
}

#[test]
fn what_is_left_out_is_told_with_its_line() {
    let read = of(b"<p>a</p>\n<iframe src='x'></iframe><p>b</p><a href='/x'>c</a>");
    let told: Vec<_> = read.notes.iter().map(|note| note.place.as_str()).collect();
    assert_eq!(told, ["line 2", "line 2"]);
}

#[test]
fn random_pages_are_read_in_bounded_depth() {
    let parts = [
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<div>",
        "</div>",
        "<table>",
        "<tr>",
        "<td rowspan=9 colspan=9>",
        "</table>",
        "<ul>",
        "<li>",
        "</ul>",
        "<a href='#fn1'>",
        "<li id=fn1>",
        "<h2>",
        "</h2>",
        "chữ ",
        "<br>",
        "<img src=a.png>",
        "<font face='.VnTime'>",
        "</font>",
        "<pre>",
        "<dl><dt>",
        "<dd>",
        "<figure>",
        "<figcaption>",
        "&amp;",
        "<!-- x -->",
        "<math>",
        "<svg/>",
        "<q>",
        "<blockquote>",
        "<",
        "\u{0}",
    ];
    let mut state: u64 = 11;
    for _ in 0..2000 {
        let mut page = String::new();
        for _ in 0..30 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            page.push_str(parts[(state >> 33) as usize % parts.len()]);
        }
        let read = of(page.as_bytes());
        let _ = markdown(&read.document);
    }
    let deep = "<blockquote><ul><li><b>".repeat(20_000);
    let _ = markdown(&of(deep.as_bytes()).document);
}

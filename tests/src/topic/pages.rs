//! Page breaks, sections, tables of contents and covers: what no reader of Markdown knows.

use std::path::Path;

use vanban_tests::dump;
use vanban_tests::oracle::{libreoffice, mupdf, pandoc};
use vanban_tests::papers::{Paper, suite};
use vanban_tests::tool::{Tool, present};

fn paper(name: &str) -> &'static Paper {
    suite().iter().find(|paper| paper.name == name).expect("the suite has the article")
}

/// Our PDF, and the one that LibreOffice makes of the DOCX.
fn both(paper: &Paper) -> [Vec<mupdf::Page>; 2] {
    let theirs: &Path = &libreoffice::pdfs()[&paper.name];
    [mupdf::lines(&paper.pdf), mupdf::lines(theirs)]
}

/// The first line of each page below the page number.
fn heads(pages: &[mupdf::Page]) -> Vec<String> {
    let first = |page: &mupdf::Page| {
        let text = page.lines.iter().find(|line| line.baseline > 20.0 * 72.0 / 25.4);
        text.map(|line| line.text.clone()).unwrap_or_default()
    };
    pages.iter().map(first).collect()
}

#[test]
fn a_page_break_begins_a_page_and_none_stays_empty() {
    if !present(&[Tool::LibreOffice, Tool::Mupdf]) {
        return;
    }
    let wanted = [
        "Ngắt trang",
        "Dòng lệnh",
        "Đầu mục ở đầu trang",
        "Đơn vị",
        "Tam giác",
        "- Mục thứ nhất",
        "Đoạn thứ hai của mục",
        "Đoạn thứ hai ở trang sau.",
        "mã nguồn",
        "Đầu mục tự ngắt trang",
        "Bảng Sau",
    ];
    for pages in both(paper("page-breaks")) {
        let heads = heads(&pages);
        assert_eq!(heads.len(), wanted.len(), "{heads:?}");
        for (head, wanted) in heads.iter().zip(wanted) {
            assert!(head.starts_with(wanted), "{head:?}, expected {wanted:?}");
        }
    }
}

#[test]
fn landscape_pages_are_turned_and_numbered_on() {
    if !present(&[Tool::LibreOffice, Tool::Mupdf]) {
        return;
    }
    for pages in both(paper("sections")) {
        let turned: Vec<bool> = pages.iter().map(|page| page.size.0 > page.size.1).collect();
        assert_eq!(turned, [false, true, false, true, true]);
        for (at, page) in pages.iter().enumerate().skip(1) {
            let folio = &page.lines[0];
            assert_eq!(folio.text, (at + 1).to_string());
            // The text area begins at 30 mm and ends 15 mm before the edge.
            let middle = (page.size.0 + 15.0 * 72.0 / 25.4) / 2.0;
            let off = f64::midpoint(folio.left, folio.right) - middle;
            assert!(off.abs() < 1.0, "page {}: {off}", at + 1);
        }
    }
}

#[test]
fn entries_of_a_table_of_contents_name_the_pages_of_their_headings() {
    if !present(&[Tool::LibreOffice, Tool::Mupdf]) {
        return;
    }
    for pages in both(paper("contents")) {
        let lines = pages
            .iter()
            .enumerate()
            .flat_map(|(at, page)| page.lines.iter().map(move |line| (at + 1, line.text.as_str())));
        let (entries, others): (Vec<_>, Vec<_>) =
            lines.partition(|(_, text)| text.contains("...."));
        assert_eq!(entries.len(), 6 + 8);
        for (_, entry) in entries {
            let (words, number) = entry.split_once("....").expect("dots");
            let number = number.trim_matches(['.', ' ']);
            // The last line of a heading of two lines is compared: it ends as its entry does.
            let end = words.rsplit(' ').find(|word| !word.trim().is_empty()).expect("words");
            let found = others.iter().any(|(page, text)| {
                page.to_string() == number && text.trim_end_matches(['1', ' ']).ends_with(end)
            });
            assert!(found, "{entry}: not on page {number}");
        }
    }
}

#[test]
fn entries_of_a_table_of_contents_are_fields_and_links() {
    if !present(&[Tool::Pandoc]) {
        return;
    }
    let paper = paper("contents");
    let document = dump::part(&paper.docx, "word/document.xml").expect("the part exists");
    let document = String::from_utf8(document).expect("XML is UTF-8");
    for part in [
        "<w:docPartGallery w:val=\"Table of Contents\"/>",
        " TOC \\o &quot;1-2&quot; \\h \\z \\u ",
        " TOC \\o &quot;1-3&quot; \\h \\z \\u ",
        "<w:pStyle w:val=\"TOC3\"/>",
        " PAGEREF _Toc",
    ] {
        assert!(document.contains(part), "{part}");
    }
    assert!(!document.contains("w:updateFields"));
    // pandoc follows each entry to its heading.
    let read = format!("{:?}", pandoc::docx(&paper.docx));
    assert!(read.contains("#phạm-vi-điều-chỉnh"), "{read}");
}

#[test]
fn a_cover_has_a_page_of_its_own_without_a_number() {
    if !present(&[Tool::LibreOffice, Tool::Mupdf]) {
        return;
    }
    for pages in both(paper("cover")) {
        let cover = &pages[0].lines;
        assert_eq!(cover.len(), 4);
        // The title stands 70 mm below the top margin, its baseline a line's ascent lower.
        let title = cover[0].baseline * 25.4 / 72.0;
        assert!((95.0..99.0).contains(&title), "{title}");
        assert_eq!(pages[1].lines[0].text, "2");
        assert_eq!(
            heads(&pages)[1..],
            ["Mục lục", "Sapo đứng sau trang bìa và sau mục lục, ngay trước văn bản."]
        );
    }
}

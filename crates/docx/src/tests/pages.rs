//! Page breaks, sections, tables of contents and covers.

use vanban_article::{BlockId, BlockKind, ContentsKind, EntryHint, Hints, ParagraphKind};

use super::draft::{Draft, text};
use super::{body, body_with, bytes, part};

const SEPARATOR: &str = "<pStyle val=\"TableSeparator\"/>";

fn table(draft: &mut Draft, words: &str) {
    draft.within(
        BlockKind::Table { columns: vec![Default::default()], widths: Vec::new() },
        |table| {
            table.within(BlockKind::Row { header: false }, |row| {
                row.within(BlockKind::PLAIN_CELL, |cell| {
                    cell.body(&[text(words)]);
                });
            });
        },
    );
}

fn page_break(draft: &mut Draft) {
    draft.leaf(BlockKind::PageBreak, &[]);
}

/// The document as it is written from `<w:body>` on, sections included.
fn whole(fill: impl FnOnce(&mut Draft)) -> String {
    let mut draft = Draft::default();
    fill(&mut draft);
    draft.end_body();
    let document = part(&bytes(&draft, &Hints::default()), "word/document.xml");
    document.replace("w:", "")
}

#[test]
fn a_page_break_is_a_property_of_the_next_paragraph_alone() {
    let body = body(|draft| {
        page_break(draft);
        draft.body(&[text("a")]);
        page_break(draft);
        page_break(draft);
        draft.heading(1, "b");
        draft.body(&[text("c")]);
        page_break(draft);
    });
    assert_eq!(
        body,
        "<p><r><t>a</t></r></p>\
         <p><pPr><pStyle val=\"Heading1\"/><pageBreakBefore/><spacing before=\"0\"/></pPr>\
         <bookmarkStart id=\"1\" name=\"_anchor_1\"/><r><t>b</t></r><bookmarkEnd id=\"1\"/></p>\
         <p><r><t>c</t></r></p>"
    );
}

#[test]
fn a_paragraph_carries_the_page_break_of_a_table() {
    let body = body(|draft| {
        table(draft, "a");
        page_break(draft);
        table(draft, "b");
        draft.body(&[text("c")]);
    });
    let carrier = format!("</tbl><p><pPr>{SEPARATOR}<pageBreakBefore/></pPr></p><tbl>");
    assert!(body.contains(&carrier), "{body}");
    assert_eq!(body.matches("pageBreakBefore").count(), 1);
}

#[test]
fn a_section_ends_in_its_last_paragraph_or_in_one_after_its_table() {
    let document = whole(|draft| {
        draft.body(&[text("a")]);
        draft.within(BlockKind::Section { landscape: true }, |draft| table(draft, "b"));
        draft.body(&[text("c")]);
    });
    assert!(document.contains("<p><pPr><sectPr><headerReference"), "{document}");
    assert!(document.contains(&format!("</tbl><p><pPr>{SEPARATOR}<sectPr>")), "{document}");
    assert_eq!(document.matches("orient=\"landscape\"").count(), 1);
    assert_eq!(document.matches("<sectPr>").count(), 3);
    // The first page of the first section alone has a head of its own.
    assert_eq!(document.matches("<titlePg/>").count(), 1);
    assert!(document.find("<titlePg/>") < document.find("<tbl>"));
}

#[test]
fn a_section_at_either_end_leaves_no_empty_one() {
    let document = whole(|draft| {
        draft.within(BlockKind::Section { landscape: true }, |draft| {
            draft.body(&[text("a")]);
        });
        page_break(draft);
        draft.body(&[text("b")]);
        draft.within(BlockKind::Section { landscape: true }, |draft| {
            page_break(draft);
            draft.body(&[text("c")]);
        });
    });
    assert_eq!(document.matches("<sectPr>").count(), 3);
    assert_eq!(document.matches("orient=\"landscape\"").count(), 2);
    assert!(!document.contains("pageBreakBefore"));
    assert!(document.ends_with("</sectPr></body></document>"));
}

#[test]
fn a_table_of_contents_is_one_field_over_links_to_its_headings() {
    let mut draft = Draft::default();
    let contents = BlockKind::Contents(ContentsKind::Headings { depth: 2 });
    draft.leaf(contents, &[]);
    draft.heading(1, "Một");
    draft.heading(2, "Hai ba");
    draft.heading(3, "Bốn");
    draft.end_body();
    let mut hints = Hints::default();
    hints.listed_pages.extend([(BlockId(1), 2), (BlockId(2), 10)]);
    let marked = EntryHint { nudge: 7, marks: [(4, '\u{2060}')].into() };
    hints.entries.insert(BlockId(0), vec![EntryHint::default(), marked]);
    let body = body_with(&draft, &hints);
    assert!(
        body.starts_with(
            "<sdt><sdtPr><docPartObj><docPartGallery val=\"Table of Contents\"/><docPartUnique/>\
         </docPartObj></sdtPr><sdtContent><p><pPr><pStyle val=\"TOCHeading\"/></pPr>\
         <r><t>Mục lục</t></r></p><p><pPr><pStyle val=\"TOC1\"/></pPr>\
         <r><fldChar fldCharType=\"begin\"/></r>\
         <r><instrText> TOC \\o &quot;1-2&quot; \\h \\z \\u </instrText></r>\
         <r><fldChar fldCharType=\"separate\"/></r>\
         <hyperlink anchor=\"_Toc000000001\" history=\"1\"><r><t>Một</t></r><r><tab/></r>\
         <r><fldChar fldCharType=\"begin\"/></r>\
         <r><instrText> PAGEREF _Toc000000001 \\h </instrText></r>\
         <r><fldChar fldCharType=\"separate\"/></r><r><t>2</t></r>\
         <r><fldChar fldCharType=\"end\"/></r></hyperlink></p>"
        ),
        "{body}"
    );
    assert!(body.contains("<t>Hai \u{2060}ba</t>") && body.contains("<t>10</t>"), "{body}");
    assert!(body.contains("<r><fldChar fldCharType=\"end\"/></r></p></sdtContent></sdt>"));
    assert!(body.contains("name=\"_Toc000000002\"") && !body.contains("_Toc000000003"));
}

#[test]
fn a_list_of_figures_goes_by_their_captions() {
    let mut draft = Draft::default();
    draft.leaf(BlockKind::Contents(ContentsKind::Tables), &[]);
    draft.body(&[text("a")]);
    draft.end_body();
    // Nothing is listed: nothing is written.
    assert_eq!(body_with(&draft, &Hints::default()), "<p><r><t>a</t></r></p>");
}

#[test]
fn the_cover_stands_where_the_theme_says_and_has_no_number() {
    let mut draft = Draft::default();
    draft.article.meta.cover = true;
    draft.paragraph(ParagraphKind::Title, &[text("a")]);
    draft.paragraph(ParagraphKind::Byline, &[text("b")]);
    page_break(&mut draft);
    draft.body(&[text("c")]);
    draft.end_body();
    let body = body_with(&draft, &Hints::default());
    let above = super::theme().cover.above.0;
    let between = super::theme().cover.between.0;
    assert!(body.contains(&format!("<pStyle val=\"Title\"/><spacing before=\"{above}\"/>")));
    assert!(body.contains(&format!(
        "<pStyle val=\"Byline\"/><spacing before=\"{between}\"/><jc val=\"center\"/>"
    )));
    let document = part(&bytes(&draft, &Hints::default()), "word/document.xml");
    assert!(document.contains("w:type=\"first\""));
}

//! The whole document, part by part.

mod code;
pub(crate) mod draft;
mod pages;
mod spans;
pub(crate) mod specimen;

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use vanban_article::{Alignment, BlockKind, Hints, Marks, NoteId, Numerals, PictureSize, Target};
use vanban_fonts::FontLibrary;
use vanban_theme::Theme;
use zip::ZipArchive;

use crate::{DocxOptions, EmbedFonts, write_docx};
use draft::{Draft, line_break, marked, note_mark, picture, png, text};

fn theme() -> Theme {
    Theme::named("office").expect("the theme is built in")
}

fn fonts() -> &'static FontLibrary {
    FontLibrary::bundled()
}

fn bytes(draft: &Draft, hints: &Hints) -> Vec<u8> {
    let options = DocxOptions { fonts: EmbedFonts::None };
    write_docx(&draft.article, &theme(), fonts(), &draft.images, hints, &options)
        .expect("a sound package")
}

fn part(docx: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(docx)).expect("a ZIP archive");
    let mut text = String::new();
    let mut entry = archive.by_name(name).expect("the part exists");
    entry.read_to_string(&mut text).expect("the part is UTF-8");
    text
}

/// What stands between `<w:body>` and `<w:sectPr>`, without `w:` and `xml:space`.
fn body_with(draft: &Draft, hints: &Hints) -> String {
    let document = part(&bytes(draft, hints), "word/document.xml");
    let start = document.find("<w:body>").expect("a body") + "<w:body>".len();
    let end = document.find("<w:sectPr>").expect("a section");
    document[start..end].replace(" xml:space=\"preserve\"", "").replace("w:", "")
}

fn body(fill: impl FnOnce(&mut Draft)) -> String {
    let mut draft = Draft::default();
    fill(&mut draft);
    draft.end_body();
    body_with(&draft, &Hints::default())
}

#[test]
fn running_text_needs_no_formatting() {
    assert_eq!(
        body(|draft| {
            draft.body(&[text("Xin "), marked("chào", Marks::STRONG), text(" & tạm biệt")]);
        }),
        "<p><r><t>Xin </t></r><r><rPr><rStyle val=\"Strong\"/></rPr><t>chào</t></r>\
         <r><t> &amp; tạm biệt</t></r></p>"
    );
}

#[test]
fn a_heading_bears_the_bookmark_that_links_lead_to() {
    let body = body(|draft| {
        let anchor = draft.heading(2, "Đề mục");
        let link = draft.link(Target::Anchor(anchor), None);
        draft.body(&[text("xem").in_link(link)]);
    });
    assert_eq!(
        body,
        "<p><pPr><pStyle val=\"Heading2\"/></pPr><bookmarkStart id=\"1\" name=\"_anchor_1\"/>\
         <r><t>Đề mục</t></r><bookmarkEnd id=\"1\"/></p>\
         <p><hyperlink anchor=\"_anchor_1\" history=\"1\"><r><rPr><rStyle val=\"Hyperlink\"/></rPr>\
         <t>xem</t></r></hyperlink></p>"
    );
}

#[test]
fn lists_take_their_indents_from_their_numbering() {
    let body = body(|draft| {
        draft.within(
            BlockKind::List { start: Some(3), tight: false, numerals: Numerals::default() },
            |list| {
                list.item(Some(3), None, |item| {
                    item.body(&[text("ba")]);
                    item.body(&[text("tiếp")]);
                });
            },
        );
    });
    assert_eq!(
        body,
        "<p><pPr><pStyle val=\"ListParagraph\"/><numPr><ilvl val=\"0\"/><numId val=\"1\"/></numPr>\
         </pPr><r><t>ba</t></r></p>\
         <p><pPr><pStyle val=\"ListParagraph\"/></pPr><r><t>tiếp</t></r></p>"
    );
}

#[test]
fn lists_in_a_quotation_are_indented_with_it() {
    let body = body(|draft| {
        draft.within(BlockKind::Quote, |quote| {
            quote.within(
                BlockKind::List { start: None, tight: false, numerals: Numerals::default() },
                |list| {
                    list.item(None, None, |item| {
                        item.body(&[text("a")]);
                    });
                },
            );
        });
    });
    assert!(body.contains("<ind left=\"1134\" right=\"567\" hanging=\"397\"/>"), "{body}");
}

#[test]
fn only_deeper_quotations_are_indented_directly() {
    let body = body(|draft| {
        draft.within(BlockKind::Quote, |quote| {
            quote.body(&[text("a")]);
            quote.within(BlockKind::Quote, |inner| {
                inner.body(&[text("b")]);
            });
        });
    });
    assert_eq!(
        body,
        "<p><pPr><pStyle val=\"Quote\"/></pPr><r><t>a</t></r></p>\
         <p><pPr><pStyle val=\"Quote\"/><ind left=\"1134\" right=\"1134\" firstLine=\"0\"/></pPr>\
         <r><t>b</t></r></p>"
    );
}

#[test]
fn a_list_too_far_along_to_be_counted_says_its_numbers() {
    let mut draft = Draft::default();
    draft.within(
        BlockKind::List { start: Some(999_999), tight: true, numerals: Numerals::default() },
        |list| {
            for number in [999_999, 1_000_000] {
                list.item(Some(number), None, |item| {
                    item.body(&[text("mục")]);
                });
            }
        },
    );
    draft.end_body();
    let numbering = part(&bytes(&draft, &Hints::default()), "word/numbering.xml");
    assert!(numbering.contains("<w:numFmt w:val=\"none\"/>"));
    assert!(numbering.contains("<w:lvlText w:val=\"1000000.\"/>"));
    assert!(!numbering.contains("startOverride"));
}

#[test]
fn tasks_have_boxes() {
    let mut draft = Draft::default();
    draft.within(
        BlockKind::List { start: None, tight: true, numerals: Numerals::default() },
        |list| {
            for checked in [Some(true), Some(false), None] {
                list.item(None, checked, |item| {
                    item.body(&[text("việc")]);
                });
            }
        },
    );
    draft.end_body();
    let numbering = part(&bytes(&draft, &Hints::default()), "word/numbering.xml");
    for marker in ["☒", "☐", "-"] {
        assert!(numbering.contains(&format!("<w:lvlText w:val=\"{marker}\"/>")));
    }
}

#[test]
fn what_layout_measured_is_written() {
    let mut draft = Draft::default();
    let icon = draft.picture(Some(png(9, 9, [0; 3])));
    let nudged = draft.body(&[text("a")]);
    let pitched = draft.body(&[picture(icon.0, "b")]);
    draft.end_body();
    let mut hints = Hints::default();
    hints.nudges.insert(nudged, 7);
    hints.pitches.insert(pitched, 500);
    hints.pictures.insert(vanban_article::InlineId(1), (100, 200));
    let body = body_with(&draft, &hints);
    assert!(body.contains("<ind left=\"0\" right=\"7\" firstLine=\"567\"/>"), "{body}");
    assert!(body.contains("<spacing line=\"500\" lineRule=\"exact\"/>"), "{body}");
    assert!(body.contains("cx=\"63500\" cy=\"127000\""), "{body}");
}

#[test]
fn lines_grow_with_pictures_that_no_layout_measured() {
    let body = body(|draft| {
        let icon = draft.picture(Some(png(9, 9, [0; 3])));
        draft.body(&[picture(icon.0, "b")]);
    });
    assert!(body.contains("lineRule=\"atLeast\""), "{body}");
}

#[test]
fn a_picture_that_is_missing_is_what_it_shows() {
    let body = body(|draft| {
        let missing = draft.picture(None);
        let figure =
            BlockKind::Figure { picture: missing, alt: String::new(), size: PictureSize::OWN };
        draft.within(figure, |_| {});
        draft.body(&[picture(missing.0, "cờ"), text("a"), picture(missing.0, "")]);
    });
    assert_eq!(body, "<p><r><t>[cờ]</t><t>a</t></r></p>");
}

#[test]
fn two_tables_are_kept_apart_and_the_body_does_not_end_with_one() {
    let table = |draft: &mut Draft| {
        let columns = vec![Alignment::Right];
        draft.within(BlockKind::Table { columns, widths: Vec::new() }, |table| {
            table.row(false, &["1"])
        });
    };
    let body = body(|draft| {
        table(draft);
        table(draft);
    });
    let expected = "<tbl><tblPr><tblStyle val=\"ArticleTable\"/><tblW w=\"9355\" type=\"dxa\"/>\
        <tblInd w=\"108\" type=\"dxa\"/><tblLayout type=\"fixed\"/><tblLook val=\"0600\"/></tblPr><tblGrid><gridCol w=\"9355\"/></tblGrid><tr><trPr><cantSplit/>\
        </trPr><tc><tcPr><tcW w=\"9355\" type=\"dxa\"/></tcPr><p><pPr><pStyle val=\"TableText\"/>\
        <jc val=\"right\"/></pPr><r><t>1</t></r></p></tc></tr></tbl>";
    assert_eq!(
        body,
        format!(
            "{expected}<p><pPr><pStyle val=\"TableSeparator\"/><spacing before=\"160\"/></pPr></p>\
             {expected}<p><pPr><pStyle val=\"TableSeparator\"/></pPr></p>"
        )
    );
}

#[test]
fn the_paragraph_after_a_table_keeps_its_distance() {
    let body = body(|draft| {
        draft.within(
            BlockKind::Table { columns: vec![Alignment::Auto], widths: Vec::new() },
            |table| {
                table.row(false, &["1"]);
            },
        );
        draft.body(&[text("a")]);
        draft.body(&[text("b")]);
    });
    assert!(
        body.ends_with(
            "</tbl><p><pPr><spacing before=\"160\"/></pPr><r><t>a</t></r></p><p><r><t>b</t></r></p>"
        ),
        "{body}"
    );
}

#[test]
fn header_rows_are_repeated_only_at_the_top() {
    let body = body(|draft| {
        draft.within(
            BlockKind::Table { columns: vec![Alignment::Auto], widths: Vec::new() },
            |table| {
                table.row(true, &["a"]);
                table.row(true, &["b"]);
                table.row(false, &["c"]);
                table.row(true, &["d"]);
            },
        );
    });
    assert_eq!(body.matches("<tblHeader/>").count(), 2);
    assert_eq!(body.matches("<cantSplit/>").count(), 4);
    assert_eq!(body.matches("<shd ").count(), 2);
}

#[test]
fn links_lead_out_by_a_relationship_of_their_own_part() {
    let mut draft = Draft::default();
    let url = "https://laocai.gov.vn/?a=1&b=\"2\"";
    let link = draft.link(Target::Url(url.to_owned()), None);
    draft.body(&[
        note_mark(0, false),
        text("a").in_link(link),
        marked("b", Marks::STRONG).in_link(link),
    ]);
    draft.end_body();
    draft.note(|note| {
        note.body(&[text("n").in_link(link)]);
    });
    let docx = bytes(&draft, &Hints::default());
    for name in ["document", "footnotes"] {
        let links = part(&docx, &format!("word/_rels/{name}.xml.rels"));
        let target = "Target=\"https://laocai.gov.vn/?a=1&amp;b=%222%22\" TargetMode=\"External\"";
        assert_eq!(links.matches(target).count(), 1, "{links}");
        let text = part(&docx, &format!("word/{name}.xml"));
        assert_eq!(text.matches("<w:hyperlink r:id=").count(), 1, "{text}");
    }
}

#[test]
fn a_picture_keeps_its_bytes() {
    let mut draft = Draft::default();
    let image = png(30, 20, [1, 2, 3]);
    let file = image.file.bytes.clone();
    let picture_id = draft.picture(Some(image));
    draft.within(
        BlockKind::Figure { picture: picture_id, alt: "cờ".to_owned(), size: PictureSize::OWN },
        |figure| {
            figure.paragraph(vanban_article::ParagraphKind::Caption, &[text("Hình 1")]);
        },
    );
    draft.end_body();
    let docx = bytes(&draft, &Hints::default());
    let mut archive = ZipArchive::new(Cursor::new(&docx)).expect("a ZIP archive");
    let mut carried = Vec::new();
    let mut entry = archive.by_name("word/media/image1.png").expect("the picture is there");
    entry.read_to_end(&mut carried).expect("the picture is whole");
    assert_eq!(carried[..], file[..]);
    let body = body_with(&draft, &Hints::default());
    assert!(body.starts_with("<p><pPr><pStyle val=\"Figure\"/><keepNext/></pPr>"), "{body}");
}

#[test]
fn code_keeps_its_lines_in_one_paragraph() {
    let body = body(|draft| {
        let code = BlockKind::Code { language: None };
        draft.leaf(code, &[text("a  b"), line_break(), line_break(), text("c")]);
    });
    assert_eq!(
        body,
        "<p><pPr><pStyle val=\"SourceCode\"/></pPr><r><t>a  b</t><br/><br/><t>c</t></r></p>"
    );
}

#[test]
fn notes_are_numbered_by_the_word_processor_and_referred_to_again_by_a_field() {
    let mut draft = Draft::default();
    draft.body(&[text("a"), note_mark(0, false), text("b"), note_mark(0, true)]);
    draft.end_body();
    draft.note(|note| {
        note.body(&[text("n")]);
    });
    let body = body_with(&draft, &Hints::default());
    assert!(
        body.contains(
            "<bookmarkStart id=\"1\" name=\"_note_1\"/><r><rPr>\
             <rStyle val=\"FootnoteReference\"/></rPr><footnoteReference id=\"1\"/></r>\
             <bookmarkEnd id=\"1\"/>"
        ),
        "{body}"
    );
    assert!(body.contains("<instrText> NOTEREF _note_1 \\h </instrText>"), "{body}");
    let notes = part(&bytes(&draft, &Hints::default()), "word/footnotes.xml");
    assert!(
        notes.ends_with(
            "<w:footnote w:id=\"1\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr><w:r>\
             <w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r><w:r>\
             <w:t xml:space=\"preserve\"> </w:t></w:r><w:r><w:t xml:space=\"preserve\">n</w:t>\
             </w:r></w:p></w:footnote></w:footnotes>"
        ),
        "{notes}"
    );
}

#[test]
fn a_note_first_marked_in_a_note_is_referred_to_beside_it() {
    let mut draft = Draft::default();
    draft.body(&[text("a"), note_mark(0, false), text("b"), note_mark(1, false)]);
    draft.end_body();
    draft.note(|note| {
        note.body(&[text("n"), note_mark(2, false)]);
    });
    for words in ["o", "p"] {
        draft.note(|note| {
            note.body(&[text(words)]);
        });
    }
    let body = body_with(&draft, &Hints::default());
    // Counting would call the third note 2: it says its own number.
    assert!(body.contains("<footnoteReference id=\"1\"/>"), "{body}");
    assert!(
        body.contains("<footnoteReference customMarkFollows=\"1\" id=\"3\"/><t>3</t>"),
        "{body}"
    );
    assert!(body.contains("<footnoteReference id=\"2\"/>"), "{body}");
    let notes = part(&bytes(&draft, &Hints::default()), "word/footnotes.xml");
    assert!(!notes.contains("w:footnoteReference"), "{notes}");
    assert!(notes.contains(&format!(" NOTEREF {} ", crate::story::note_name(NoteId(2)))));
}

#[test]
fn a_character_that_a_family_lacks_is_set_in_another() {
    let body = body(|draft| {
        draft.body(&[text("a ⌂ b")]);
    });
    let fonts = fonts();
    let serif = theme().style(vanban_theme::Role::Body).text.font;
    let wanted = fonts.face_for(serif, '⌂').map(|id| fonts.face(id).family.as_str());
    match wanted {
        Some("Tinos") | None => assert!(body.contains("<t>a ⌂ b</t>")),
        Some(family) => assert!(body.contains(&format!("ascii=\"{family}\"")), "{body}"),
    }
}

#[test]
fn the_deepest_nesting_needs_little_stack() {
    let mut draft = Draft::default();
    let mut open = Vec::new();
    for depth in 0..64 {
        let list = BlockKind::List {
            start: (depth % 2 == 0).then_some(1),
            tight: true,
            numerals: Numerals::default(),
        };
        open.push(draft.open(list));
        let number = (depth % 2 == 0).then_some(1);
        open.push(draft.open(BlockKind::Item { number, checked: None }));
        draft.body(&[text("sâu")]);
    }
    open.push(draft.open(BlockKind::Table { columns: vec![Alignment::Auto], widths: Vec::new() }));
    draft.row(false, &["ô"]);
    while let Some(id) = open.pop() {
        draft.close(id);
    }
    draft.end_body();
    let write = move || body_with(&draft, &Hints::default());
    let thread = std::thread::Builder::new().stack_size(1 << 20).spawn(write);
    let body = thread.expect("a thread").join().expect("no overflow");
    assert!(body.contains("<ilvl val=\"8\"/>"));
}

#[test]
fn every_part_of_a_full_document_is_well_formed() {
    let draft = specimen::everything();
    let options = DocxOptions::default();
    let docx =
        write_docx(&draft.article, &theme(), fonts(), &draft.images, &Hints::default(), &options)
            .expect("a sound package");
    let mut archive = ZipArchive::new(Cursor::new(&docx)).expect("a ZIP archive");
    let names =
        archive.file_names().map(|name| name.expect("a name").into_owned()).collect::<Vec<_>>();
    assert!(names.iter().any(|name| name.ends_with(".odttf")));
    for name in names.iter().filter(|name| name.ends_with("xml") || name.ends_with("rels")) {
        let mut xml = String::new();
        let mut entry = archive.by_name(name).expect("the part exists");
        entry.read_to_string(&mut xml).expect("the part is UTF-8");
        let mut reader = Reader::from_str(&xml);
        reader.config_mut().check_end_names = true;
        let mut depth = 0;
        loop {
            match reader.read_event().expect("well-formed XML") {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(depth, 0, "{name}");
    }
}

#[test]
fn the_same_article_makes_the_same_bytes() {
    let write = || {
        let draft = specimen::everything();
        let options = DocxOptions::default();
        write_docx(&draft.article, &theme(), fonts(), &draft.images, &Hints::default(), &options)
            .expect("a sound package")
    };
    assert_eq!(write(), write());
}

#[test]
fn an_empty_article_is_a_document() {
    let docx = bytes(&Draft::default(), &Hints::default());
    assert!(part(&docx, "word/document.xml").contains("<w:body><w:sectPr>"));
}

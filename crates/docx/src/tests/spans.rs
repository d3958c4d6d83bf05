//! Roles of spans as character styles.

use vanban_article::{Hints, InlineStyle, Marks, StyleId};
use vanban_fonts::FontLibrary;
use vanban_theme::{Color, Em, SpanLook, Theme};

use super::draft::{Draft, Piece, marked, text};
use super::{part, theme};
use crate::{DocxOptions, EmbedFonts, write_docx};

/// The document and the styles of a paragraph whose pieces all have a role.
fn parts(role: &str, pieces: &[Piece], theme: &Theme) -> (String, String) {
    let mut draft = Draft::default();
    draft.body(pieces);
    draft.end_body();
    draft.article.styles = vec![InlineStyle { lang: None, role: Some(role.to_owned()) }];
    for inline in &mut draft.article.inlines {
        inline.style = Some(StyleId(0));
    }
    let options = DocxOptions { fonts: EmbedFonts::None };
    let docx = write_docx(
        &draft.article,
        theme,
        FontLibrary::bundled(),
        &draft.images,
        &Hints::default(),
        &options,
    )
    .expect("a sound package");
    (part(&docx, "word/document.xml"), part(&docx, "word/styles.xml"))
}

#[test]
fn a_role_is_a_character_style_of_its_own() {
    let mut theme = theme();
    let look = SpanLook {
        bold: true,
        small_caps: true,
        size: Em(0.5),
        color: Some(Color::rgb(0xCC, 0, 0)),
        fill: Some(Color::rgb(0xFF, 0xEE, 0xEE)),
        ..SpanLook::default()
    };
    theme.spans.insert("cảnh-báo".to_owned(), look);
    let (document, styles) = parts("cảnh-báo", &[text("a")], &theme);
    let id = "Span-c_1ea3_nh-b_e1_o";
    assert!(
        document.contains(&format!("<w:r><w:rPr><w:rStyle w:val=\"{id}\"/></w:rPr>")),
        "{document}"
    );
    let start = styles.find(&format!("w:styleId=\"{id}\"")).expect("the style is written");
    let style = &styles[start..start + styles[start..].find("</w:style>").expect("it ends")];
    for said in [
        "<w:name w:val=\"Span cảnh-báo\"/>",
        "<w:b/>",
        "<w:smallCaps/>",
        "<w:color w:val=\"CC0000\"/>",
        "<w:sz w:val=\"14\"/>",
        "w:fill=\"FFEEEE\"",
    ] {
        assert!(style.contains(said), "{said} is not in {style}");
    }
}

#[test]
fn marks_beside_a_role_are_direct() {
    let (document, _) = parts("accent", &[marked("a", Marks::EMPHASIS)], &theme());
    assert!(document.contains("<w:rStyle w:val=\"Span-accent\"/><w:i/></w:rPr>"), "{document}");
}

#[test]
fn a_role_that_the_theme_has_not_is_plain_text() {
    let (document, _) = parts("nothing", &[text("a")], &theme());
    assert!(!document.contains("rStyle"), "{document}");
}

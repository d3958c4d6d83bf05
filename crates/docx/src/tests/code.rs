//! Blocks of code: parts of the language and lines that go on.

use std::sync::Arc;

use vanban_article::image::vector::{Vector, VectorPicture};
use vanban_article::{BlockKind, Hints, InlineId, PictureSize, Token};

use super::draft::{Draft, png, text};
use super::{body_with, bytes, part};

fn code(parts: &[(&str, Token)], hints: &Hints) -> String {
    let mut draft = Draft::default();
    let pieces: Vec<_> = parts.iter().map(|(words, _)| text(words)).collect();
    draft.leaf(BlockKind::Code { language: Some("rust".to_owned()) }, &pieces);
    for (inline, (_, token)) in draft.article.inlines.iter_mut().zip(parts) {
        inline.token = *token;
    }
    draft.end_body();
    let body = body_with(&draft, hints);
    body.split_once("</pPr>").expect("code has a style").1.to_owned()
}

/// The bookmark that carries the language of code.
const BEGIN: &str = "<bookmarkStart id=\"1\" name=\"_code_0_rust\"/>";
const END: &str = "<bookmarkEnd id=\"1\"/>";

#[test]
fn a_part_of_the_language_has_its_style() {
    assert_eq!(
        code(&[("fn", Token::Keyword), (" a", Token::Plain)], &Hints::default()),
        format!(
            "{BEGIN}<r><rPr><rStyle val=\"CodeKeyword\"/></rPr><t>fn</t></r><r><t> a</t></r>{END}</p>"
        )
    );
}

#[test]
fn a_line_goes_on_behind_a_symbol_that_is_no_text() {
    let mut hints = Hints::default();
    hints.cuts.insert(InlineId(0), vec![2]);
    hints.cuts.insert(InlineId(1), vec![0, 2]);
    let made = code(&[("a bb ", Token::Plain), ("ccdd", Token::String)], &hints);
    let fonts = "<rFonts ascii=\"Vanban Symbols\" hAnsi=\"Vanban Symbols\" \
                 eastAsia=\"Vanban Symbols\" cs=\"Vanban Symbols\"/>";
    let open = format!("<r><rPr><rStyle val=\"CodeContinuation\"/>{fonts}</rPr>");
    let symbol = "<sym font=\"Vanban Symbols\" char=\"21B3\"/></r>";
    let string = "<r><rPr><rStyle val=\"CodeString\"/></rPr>";
    assert_eq!(
        made,
        format!(
            "{BEGIN}<r><t>a </t></r>{open}{symbol}<r><t>bb </t></r>{open}{symbol}{string}<t>cc</t></r>\
             {open}<t>\u{200B}</t>{symbol}{string}<t>dd</t></r>{END}</p>"
        )
    );
}

#[test]
fn a_drawing_stands_beside_its_pixels() {
    let mut image = png(9, 9, [0; 3]);
    let svg: Arc<[u8]> = Arc::from(b"<svg/>".as_slice());
    image.vector = Some(Arc::new(Vector { svg, picture: VectorPicture::default() }));
    let mut draft = Draft::default();
    let picture = draft.picture(Some(image));
    draft
        .within(BlockKind::Figure { picture, alt: "b".to_owned(), size: PictureSize::OWN }, |_| {});
    draft.end_body();
    let docx = bytes(&draft, &Hints::default());
    assert_eq!(part(&docx, "word/media/image1.svg"), "<svg/>");
    assert!(part(&docx, "[Content_Types].xml").contains("ContentType=\"image/svg+xml\""));
    let document = part(&docx, "word/document.xml");
    let vector = document.split_once("<asvg:svgBlip").expect("the drawing is named").1;
    let id = vector.split_once("r:embed=\"").expect("by its relationship").1;
    let id = id.split('"').next().unwrap_or_default();
    let leads = part(&docx, "word/_rels/document.xml.rels");
    assert!(leads.contains(&format!("Id=\"{id}\"")) && leads.contains("media/image1.svg"));
}

//! Running heads: `word/header1.xml` with the page number, `word/header2.xml` empty for the first
//! page (ECMA-376 §17.10).

use vanban_theme::Role;

use crate::document::NAMESPACES;
use crate::field;
use crate::schema::{Children, PARAGRAPH, RUN};
use crate::style_names;
use crate::xml::Xml;

/// The head of a page: its number, or nothing.
pub(crate) fn write(numbered: bool) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.tag("w:hdr").with("xmlns:w", NAMESPACES[0].1).open();
    xml.tag("w:p").open();
    let mut paragraph = Children::new(PARAGRAPH);
    paragraph.value("w:pStyle", style_names::of(Role::Header).id);
    paragraph.write("w:pPr", &mut xml);
    if numbered {
        field::write(&mut xml, "PAGE", "2", || Children::new(RUN));
    }
    xml.close("w:p");
    xml.close("w:hdr");
    xml.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn the_head_of_the_first_page_is_an_empty_paragraph() {
        let text = |numbered| String::from_utf8(write(numbered)).expect("XML is UTF-8");
        assert!(text(true).contains(" PAGE "));
        assert!(
            text(false).ends_with("<w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr></w:p></w:hdr>")
        );
    }
}

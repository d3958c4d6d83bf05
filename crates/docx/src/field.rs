//! Fields: values that the word processor keeps up to date, each written with its present value, so
//! that nothing asks to be updated when the document is opened (ECMA-376 §17.16).

use crate::schema::Children;
use crate::xml::Xml;

/// Writes a field: what it says, and what it shows now. `look` makes the properties of its runs.
pub(crate) fn write(xml: &mut Xml, instruction: &str, shown: &str, look: impl Fn() -> Children) {
    begin(xml, instruction, &look);
    run(xml, look(), |xml| xml.leaf("w:t", shown));
    end(xml, look);
}

/// Begins a field; what it shows now follows.
pub(crate) fn begin(xml: &mut Xml, instruction: &str, look: impl Fn() -> Children) {
    character(xml, "begin", look());
    run(xml, look(), |xml| {
        xml.tag("w:instrText").with("xml:space", "preserve").open();
        xml.text(&format!(" {instruction} "));
        xml.close("w:instrText");
    });
    character(xml, "separate", look());
}

/// Ends a field.
pub(crate) fn end(xml: &mut Xml, look: impl Fn() -> Children) {
    character(xml, "end", look());
}

fn character(xml: &mut Xml, kind: &str, look: Children) {
    run(xml, look, |xml| xml.tag("w:fldChar").with("w:fldCharType", kind).empty());
}

/// Writes a run.
pub(crate) fn run(xml: &mut Xml, look: Children, content: impl FnOnce(&mut Xml)) {
    xml.tag("w:r").open();
    look.write("w:rPr", xml);
    content(xml);
    xml.close("w:r");
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::schema::{Children, RUN};
    use crate::xml::Xml;

    #[test]
    fn a_field_shows_its_value_without_being_updated() {
        let mut xml = Xml::default();
        write(&mut xml, "PAGE", "2", || Children::new(RUN));
        assert_eq!(
            xml.as_str(),
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
             <w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>\
             <w:r><w:t>2</w:t></w:r>\
             <w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        );
    }
}

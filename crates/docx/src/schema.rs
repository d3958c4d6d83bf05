//! The order of children that the schema demands, one table for each element, and a collector that
//! keeps it: properties may be put in any order and are written in the schema's.
//!
//! Word refuses a file whose properties stand in another order (ECMA-376 part 1, annex A.1).

use crate::xml::{Tag, Xml};

/// The children of `w:pPr` (§17.3.1.26).
pub(crate) const PARAGRAPH: &[&str] = &[
    "w:pStyle",
    "w:keepNext",
    "w:keepLines",
    "w:pageBreakBefore",
    "w:framePr",
    "w:widowControl",
    "w:numPr",
    "w:suppressLineNumbers",
    "w:pBdr",
    "w:shd",
    "w:tabs",
    "w:suppressAutoHyphens",
    "w:kinsoku",
    "w:wordWrap",
    "w:overflowPunct",
    "w:topLinePunct",
    "w:autoSpaceDE",
    "w:autoSpaceDN",
    "w:bidi",
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:mirrorIndents",
    "w:suppressOverlap",
    "w:jc",
    "w:textDirection",
    "w:textAlignment",
    "w:textboxTightWrap",
    "w:outlineLvl",
    "w:divId",
    "w:cnfStyle",
    "w:rPr",
    "w:sectPr",
];

/// The children of `w:rPr` (§17.3.2.28).
pub(crate) const RUN: &[&str] = &[
    "w:rStyle",
    "w:rFonts",
    "w:b",
    "w:bCs",
    "w:i",
    "w:iCs",
    "w:caps",
    "w:smallCaps",
    "w:strike",
    "w:dstrike",
    "w:outline",
    "w:shadow",
    "w:emboss",
    "w:imprint",
    "w:noProof",
    "w:snapToGrid",
    "w:vanish",
    "w:webHidden",
    "w:color",
    "w:spacing",
    "w:w",
    "w:kern",
    "w:position",
    "w:sz",
    "w:szCs",
    "w:highlight",
    "w:u",
    "w:effect",
    "w:bdr",
    "w:shd",
    "w:fitText",
    "w:vertAlign",
    "w:rtl",
    "w:cs",
    "w:em",
    "w:lang",
    "w:eastAsianLayout",
    "w:specVanish",
    "w:oMath",
];

/// The children of `w:tblPr` (§17.4.59, §17.7.6.4).
pub(crate) const TABLE: &[&str] = &[
    "w:tblStyle",
    "w:tblpPr",
    "w:tblOverlap",
    "w:bidiVisual",
    "w:tblStyleRowBandSize",
    "w:tblStyleColBandSize",
    "w:tblW",
    "w:jc",
    "w:tblCellSpacing",
    "w:tblInd",
    "w:tblBorders",
    "w:shd",
    "w:tblLayout",
    "w:tblCellMar",
    "w:tblLook",
];

/// The children of `w:trPr` (§17.4.81), in the order in which Word writes them.
pub(crate) const ROW: &[&str] = &[
    "w:cnfStyle",
    "w:divId",
    "w:gridBefore",
    "w:gridAfter",
    "w:wBefore",
    "w:wAfter",
    "w:cantSplit",
    "w:trHeight",
    "w:tblHeader",
    "w:tblCellSpacing",
    "w:jc",
    "w:hidden",
];

/// The children of `w:tcPr` (§17.4.69).
pub(crate) const CELL: &[&str] = &[
    "w:cnfStyle",
    "w:tcW",
    "w:gridSpan",
    "w:hMerge",
    "w:vMerge",
    "w:tcBorders",
    "w:shd",
    "w:noWrap",
    "w:tcMar",
    "w:textDirection",
    "w:tcFitText",
    "w:vAlign",
    "w:hideMark",
];

/// The children of `w:sectPr` (§17.6.17).
pub(crate) const SECTION: &[&str] = &[
    "w:headerReference",
    "w:footerReference",
    "w:footnotePr",
    "w:endnotePr",
    "w:type",
    "w:pgSz",
    "w:pgMar",
    "w:paperSrc",
    "w:pgBorders",
    "w:lnNumType",
    "w:pgNumType",
    "w:cols",
    "w:formProt",
    "w:vAlign",
    "w:noEndnote",
    "w:titlePg",
    "w:textDirection",
    "w:bidi",
    "w:rtlGutter",
    "w:docGrid",
];

/// The children of `w:style` (§17.7.4.17).
pub(crate) const STYLE: &[&str] = &[
    "w:name",
    "w:aliases",
    "w:basedOn",
    "w:next",
    "w:link",
    "w:autoRedefine",
    "w:hidden",
    "w:uiPriority",
    "w:semiHidden",
    "w:unhideWhenUsed",
    "w:qFormat",
    "w:locked",
    "w:rsid",
    "w:pPr",
    "w:rPr",
    "w:tblPr",
    "w:trPr",
    "w:tcPr",
    "w:tblStylePr",
];

/// The children of `w:lvl` (§17.9.6).
pub(crate) const LEVEL: &[&str] = &[
    "w:start",
    "w:numFmt",
    "w:lvlRestart",
    "w:pStyle",
    "w:isLgl",
    "w:suff",
    "w:lvlText",
    "w:lvlPicBulletId",
    "w:lvlJc",
    "w:pPr",
    "w:rPr",
];

/// The children of `w:settings` (§17.15.1.78) that are of use here.
pub(crate) const SETTINGS: &[&str] = &[
    "w:zoom",
    "w:embedTrueTypeFonts",
    "w:embedSystemFonts",
    "w:saveSubsetFonts",
    "w:mirrorMargins",
    "w:defaultTabStop",
    "w:autoHyphenation",
    "w:doNotHyphenateCaps",
    "w:evenAndOddHeaders",
    "w:characterSpacingControl",
    "w:updateFields",
    "w:footnotePr",
    "w:endnotePr",
    "w:compat",
    "w:themeFontLang",
    "w:clrSchemeMapping",
    "w:decimalSymbol",
    "w:listSeparator",
];

/// Children of one element, written in the order of its table.
#[derive(Debug)]
pub(crate) struct Children {
    order: &'static [&'static str],
    xml: Xml,
    /// The place of each child in the table, and where its XML starts.
    starts: Vec<(usize, usize)>,
}

impl Children {
    /// No children yet.
    pub(crate) fn new(order: &'static [&'static str]) -> Children {
        Children { order, xml: Xml::default(), starts: Vec::new() }
    }

    /// Starts a child.
    pub(crate) fn put(&mut self, name: &'static str) -> Tag<'_> {
        let place = self.order.iter().position(|each| *each == name);
        let place = place.expect("the table of the element holds every child that is written");
        self.starts.push((place, self.xml.as_str().len()));
        self.xml.tag(name)
    }

    /// A child with a value.
    pub(crate) fn value(&mut self, name: &'static str, value: impl crate::xml::Value) {
        self.put(name).with("w:val", value).empty();
    }

    /// A child that says yes by being there.
    pub(crate) fn on(&mut self, name: &'static str) {
        self.put(name).empty();
    }

    /// A child that says yes or no.
    pub(crate) fn toggle(&mut self, name: &'static str, on: bool) {
        if on { self.on(name) } else { self.value(name, "0") }
    }

    /// The XML of the child that was put last, to write what it holds.
    pub(crate) fn inside(&mut self) -> &mut Xml {
        &mut self.xml
    }

    /// A child that holds children of its own; left out where there are none.
    pub(crate) fn nest(&mut self, name: &'static str, children: Children) {
        if !children.is_empty() {
            self.put(name).open();
            children.write_bare(&mut self.xml);
            self.xml.close(name);
        }
    }

    /// Whether there are no children.
    pub(crate) fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// Writes the element with its children; nothing where there are none.
    pub(crate) fn write(self, name: &str, xml: &mut Xml) {
        if !self.is_empty() {
            xml.tag(name).open();
            self.write_bare(xml);
            xml.close(name);
        }
    }

    /// Writes the children alone.
    pub(crate) fn write_bare(self, xml: &mut Xml) {
        let text = self.xml.as_str();
        let ends = self.starts.iter().skip(1).map(|(_, start)| *start).chain([text.len()]);
        let mut pieces = self
            .starts
            .iter()
            .zip(ends)
            .map(|((place, start), end)| (*place, *start..end))
            .collect::<Vec<_>>();
        pieces.sort_by_key(|(place, _)| *place);
        for (_, piece) in pieces {
            xml.raw(&text[piece]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Children, PARAGRAPH, RUN};
    use crate::xml::Xml;

    #[test]
    fn children_are_written_in_schema_order() {
        let mut run = Children::new(RUN);
        run.value("w:sz", 28);
        run.on("w:b");
        let mut paragraph = Children::new(PARAGRAPH);
        paragraph.nest("w:rPr", run);
        paragraph.value("w:jc", "both");
        paragraph.put("w:pBdr").open();
        paragraph.inside().tag("w:bottom").empty();
        paragraph.inside().close("w:pBdr");
        paragraph.value("w:pStyle", "Title");
        let mut xml = Xml::default();
        paragraph.write("w:pPr", &mut xml);
        assert_eq!(
            xml.as_str(),
            "<w:pPr><w:pStyle w:val=\"Title\"/><w:pBdr><w:bottom/></w:pBdr><w:jc w:val=\"both\"/>\
             <w:rPr><w:b/><w:sz w:val=\"28\"/></w:rPr></w:pPr>"
        );
    }

    #[test]
    fn an_element_without_children_is_left_out() {
        let mut xml = Xml::default();
        Children::new(RUN).write("w:rPr", &mut xml);
        assert_eq!(xml.as_str(), "");
    }
}

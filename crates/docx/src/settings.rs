//! How the document is to be set: `word/settings.xml` (ECMA-376 §17.15.1).
//!
//! Each setting pins the engine so that it breaks lines and pages as the PDF does.

use crate::document::NAMESPACES;
use crate::schema::{Children, SETTINGS};
use crate::xml::Xml;

/// What of the document its settings depend on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facts<'a> {
    /// Whether fonts are embedded.
    pub(crate) fonts: bool,
    /// Whether there are footnotes.
    pub(crate) notes: bool,
    /// Whether running heads or feet of even pages differ from those of odd ones.
    pub(crate) alternates: bool,
    /// The language of the text.
    pub(crate) language: &'a str,
}

/// The part.
pub(crate) fn write(facts: Facts<'_>) -> Vec<u8> {
    let mut children = Children::new(SETTINGS);
    children.put("w:zoom").with("w:percent", 100).empty();
    if facts.fonts {
        children.on("w:embedTrueTypeFonts");
        children.on("w:saveSubsetFonts");
    }
    children.value("w:defaultTabStop", 720);
    // Vietnamese is not hyphenated.
    children.toggle("w:autoHyphenation", false);
    if facts.alternates {
        children.on("w:evenAndOddHeaders");
    }
    children.value("w:characterSpacingControl", "doNotCompress");
    if facts.notes {
        children.put("w:footnotePr").open();
        for id in crate::footnotes::SEPARATORS {
            children.inside().tag("w:footnote").with("w:id", id).empty();
        }
        children.inside().close("w:footnotePr");
    }
    compatibility(&mut children);
    children.put("w:themeFontLang").with("w:val", facts.language).empty();
    children
        .put("w:clrSchemeMapping")
        .with("w:bg1", "light1")
        .with("w:t1", "dark1")
        .with("w:bg2", "light2")
        .with("w:t2", "dark2")
        .with("w:accent1", "accent1")
        .with("w:accent2", "accent2")
        .with("w:accent3", "accent3")
        .with("w:accent4", "accent4")
        .with("w:accent5", "accent5")
        .with("w:accent6", "accent6")
        .with("w:hyperlink", "hyperlink")
        .with("w:followedHyperlink", "followedHyperlink")
        .empty();
    children.value("w:decimalSymbol", ",");
    children.value("w:listSeparator", ";");
    let mut xml = Xml::part();
    xml.tag("w:settings").with("xmlns:w", NAMESPACES[0].1).open();
    children.write_bare(&mut xml);
    xml.close("w:settings");
    xml.into_bytes()
}

/// Mode 14 breaks justified lines greedily; mode 15 squeezes spaces, by a rule that differs between
/// word processors.
fn compatibility(children: &mut Children) {
    children.put("w:compat").open();
    let xml = children.inside();
    // A line that the author ends is not stretched.
    xml.tag("w:doNotExpandShiftReturn").empty();
    let settings = [
        ("compatibilityMode", 14),
        ("overrideTableStyleFontSizeAndJustification", 1),
        ("enableOpenTypeFeatures", 1),
        ("doNotFlipMirrorIndents", 1),
    ];
    for (name, value) in settings {
        xml.tag("w:compatSetting")
            .with("w:name", name)
            .with("w:uri", "http://schemas.microsoft.com/office/word")
            .with("w:val", value)
            .empty();
    }
    xml.close("w:compat");
}

#[cfg(test)]
mod tests {
    use super::{Facts, write};

    #[test]
    fn the_engine_is_pinned() {
        let facts = Facts { fonts: true, notes: false, alternates: false, language: "vi-VN" };
        let xml = String::from_utf8(write(facts)).expect("XML is UTF-8");
        for setting in [
            r#"<w:embedTrueTypeFonts/><w:saveSubsetFonts/>"#,
            r#"<w:autoHyphenation w:val="0"/>"#,
            r#"w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="14""#,
            r#"<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>"#,
        ] {
            assert!(xml.contains(setting), "{setting} is not in {xml}");
        }
        assert!(!xml.contains("footnotePr"));
    }
}

//! `word/theme/theme1.xml` (ECMA-376 §20.1.6.9): colours and fonts by role, which Word offers in its
//! menus and expects in every package. The document's styles name their own.

use vanban_theme::{Family, FontNames, Role, Theme};

use crate::xml::Xml;

/// The part.
pub(crate) fn write(theme: &Theme, fonts: &FontNames) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.tag("a:theme")
        .with("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main")
        .with("name", &theme.name)
        .open();
    xml.tag("a:themeElements").open();
    colors(theme, &mut xml);
    xml.tag("a:fontScheme").with("name", &theme.name).open();
    let heading = theme.style(Role::Title).text.font.family;
    let body = theme.style(Role::Body).text.font.family;
    let mut latin = |tag: &str, family: Family| {
        xml.tag(tag).open();
        xml.tag("a:latin").with("typeface", fonts.of(family)).empty();
        xml.raw("<a:ea typeface=\"\"/><a:cs typeface=\"\"/>");
        xml.close(tag);
    };
    latin("a:majorFont", heading);
    latin("a:minorFont", body);
    xml.close("a:fontScheme");
    xml.raw(FORMATS);
    xml.close("a:themeElements");
    xml.close("a:theme");
    xml.into_bytes()
}

fn colors(theme: &Theme, xml: &mut Xml) {
    let link = theme.link_color.hex();
    xml.tag("a:clrScheme").with("name", &theme.name).open();
    let colors = [
        ("a:dk1", "000000"),
        ("a:lt1", "FFFFFF"),
        ("a:dk2", "1F2A37"),
        ("a:lt2", "EEEEEE"),
        ("a:accent1", "054FA3"),
        ("a:accent2", "B3261E"),
        ("a:accent3", "2E7D32"),
        ("a:accent4", "8A6D00"),
        ("a:accent5", "5B3F8C"),
        ("a:accent6", "00696B"),
        ("a:hlink", &link),
        ("a:folHlink", &link),
    ];
    for (tag, color) in colors {
        xml.tag(tag).open();
        xml.tag("a:srgbClr").with("val", color).empty();
        xml.close(tag);
    }
    xml.close("a:clrScheme");
}

/// Plain fills, lines and effects for shapes, three of each as the schema demands (§20.1.4.1.14).
const FORMATS: &str = concat!(
    "<a:fmtScheme name=\"plain\"><a:fillStyleLst>",
    "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>",
    "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>",
    "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>",
    "</a:fillStyleLst><a:lnStyleLst>",
    "<a:ln w=\"6350\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln>",
    "<a:ln w=\"12700\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln>",
    "<a:ln w=\"19050\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln>",
    "</a:lnStyleLst><a:effectStyleLst>",
    "<a:effectStyle><a:effectLst/></a:effectStyle>",
    "<a:effectStyle><a:effectLst/></a:effectStyle>",
    "<a:effectStyle><a:effectLst/></a:effectStyle>",
    "</a:effectStyleLst><a:bgFillStyleLst>",
    "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>",
    "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>",
    "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>",
    "</a:bgFillStyleLst></a:fmtScheme>",
);

#[cfg(test)]
mod tests {
    use super::write;
    use vanban_theme::{FontNames, Theme};

    #[test]
    fn the_theme_names_the_families_of_the_document() {
        let theme = Theme::named("office").expect("the theme is built in");
        let fonts = FontNames { serif: "Times New Roman".to_owned(), ..FontNames::default() };
        let xml = String::from_utf8(write(&theme, &fonts)).expect("XML is UTF-8");
        assert_eq!(xml.matches("<a:latin typeface=\"Times New Roman\"/>").count(), 2);
        assert!(xml.contains("<a:hlink><a:srgbClr val=\"054FA3\"/></a:hlink>"));
    }
}

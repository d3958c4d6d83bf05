//! The watermark: text on a path in every running head, as word processors write it (ECMA-376 part 4,
//! §19.1, VML). A head takes no room for it: it stands behind the text, about the middle of the page.

use vanban_fonts::FontLibrary;
use vanban_theme::{FontSpec, Role};

use crate::story::Writing;
use crate::xml::Xml;

/// The colour where the author says none, as the PDF has it.
const PALE: [u8; 3] = [0xD9, 0xD9, 0xD9];

/// The formulas of the shape type of plain text on a path (`msosptTextPlainText`, 136).
const FORMULAS: [&str; 14] = [
    "sum #0 0 10800",
    "prod #0 2 1",
    "sum 21600 0 @1",
    "sum 0 0 @2",
    "sum 21600 0 @3",
    "if @0 @3 0",
    "if @0 21600 @1",
    "if @0 0 @2",
    "if @0 @4 21600",
    "mid @5 @6",
    "mid @8 @5",
    "mid @7 @8",
    "mid @6 @7",
    "sum @6 0 @5",
];

/// The namespaces of VML.
const NAMESPACES: [(&str, &str); 3] = [
    ("xmlns:v", "urn:schemas-microsoft-com:vml"),
    ("xmlns:o", "urn:schemas-microsoft-com:office:office"),
    ("xmlns:w10", "urn:schemas-microsoft-com:office:word"),
];

/// Whether the article has a watermark that layout could measure.
pub(crate) fn is_asked(writing: &Writing<'_>) -> bool {
    let input = writing.input;
    input.article.meta.watermark.is_some() && input.hints.watermark.is_some()
}

/// Writes the run that anchors the watermark of the head of a number; nothing where there is none.
pub(crate) fn write(writing: &mut Writing<'_>, xml: &mut Xml, number: usize) {
    let input = writing.input;
    let (Some(wanted), Some((width, height))) =
        (&input.article.meta.watermark, input.hints.watermark)
    else {
        return;
    };
    // The cut that layout measures.
    let font = FontSpec { bold: false, italic: false, ..input.theme.style(Role::Title).text.font };
    writing.faces.set(font, &wanted.text.value);
    let library = FontLibrary::bundled();
    let family = &library.face(library.id(font)).family;
    let [r, g, b] = wanted.color.unwrap_or(PALE);
    let points = |twips: i32| f64::from(twips) / 20.0;

    xml.tag("w:r").open();
    xml.tag("w:rPr").open();
    xml.tag("w:noProof").empty();
    xml.close("w:rPr");
    NAMESPACES
        .into_iter()
        .fold(xml.tag("w:pict"), |tag, (prefix, uri)| tag.with(prefix, uri))
        .open();
    shape_type(xml);
    let style = format!(
        "position:absolute;margin-left:0;margin-top:0;width:{}pt;height:{}pt;rotation:315;\
         z-index:-251658752;mso-position-horizontal:center;\
         mso-position-horizontal-relative:page;mso-position-vertical:center;\
         mso-position-vertical-relative:page",
        points(width),
        points(height)
    );
    xml.tag("v:shape")
        .with("id", format!("PowerPlusWaterMarkObject{number}").as_str())
        .with("o:spid", format!("_x0000_s{}", 2048 + number).as_str())
        .with("type", "#_x0000_t136")
        .with("alt", wanted.text.value.as_str())
        .with("style", style.as_str())
        .with("o:allowincell", "f")
        .with("fillcolor", format!("#{r:02x}{g:02x}{b:02x}").as_str())
        .with("stroked", "f")
        .open();
    xml.tag("v:textpath")
        .with("style", format!("font-family:\"{family}\";font-size:1pt").as_str())
        .with("string", wanted.text.value.as_str())
        .empty();
    xml.tag("w10:wrap").with("anchorx", "page").with("anchory", "page").empty();
    xml.close("v:shape");
    xml.close("w:pict");
    xml.close("w:r");
}

fn shape_type(xml: &mut Xml) {
    xml.tag("v:shapetype")
        .with("id", "_x0000_t136")
        .with("coordsize", "21600,21600")
        .with("o:spt", "136")
        .with("adj", "10800")
        .with("path", "m@7,l@8,m@5,21600l@6,21600e")
        .open();
    xml.tag("v:formulas").open();
    for formula in FORMULAS {
        xml.tag("v:f").with("eqn", formula).empty();
    }
    xml.close("v:formulas");
    xml.tag("v:path")
        .with("textpathok", "t")
        .with("o:connecttype", "custom")
        .with("o:connectlocs", "@9,0;@10,10800;@11,21600;@12,10800")
        .with("o:connectangles", "270,180,90,0")
        .empty();
    xml.tag("v:textpath").with("on", "t").with("fitshape", "t").empty();
    xml.tag("v:handles").open();
    xml.tag("v:h").with("position", "#0,bottomRight").with("xrange", "6629,14971").empty();
    xml.close("v:handles");
    xml.tag("o:lock").with("v:ext", "edit").with("text", "t").with("shapetype", "t").empty();
    xml.close("v:shapetype");
}

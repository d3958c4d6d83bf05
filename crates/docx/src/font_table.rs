//! The families that the document names, and the parts that carry them: `word/fontTable.xml`
//! (ECMA-376 §17.8).

use vanban_fonts::{FaceId, FontLibrary};
use vanban_theme::{Family, FontNames, FontSpec};

use crate::EmbedFonts;
use crate::document::NAMESPACES;
use crate::embedded::{self, Cut};
use crate::relationships::{Kind, Relationships};
use crate::xml::Xml;

/// The faces and families in which something is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Faces {
    used: [[bool; 4]; FAMILIES.len()],
    /// Whether a character set in the cut needs more than the Vietnamese repertoire.
    beyond: [[bool; 4]; FAMILIES.len()],
}

const FAMILIES: [Family; 5] =
    [Family::Serif, Family::Sans, Family::Mono, Family::Emoji, Family::Symbols];

/// The cuts of a family, in the order of the schema (§17.8.3.10).
const CUTS: [(&str, bool, bool); 4] = [
    ("w:embedRegular", false, false),
    ("w:embedBold", true, false),
    ("w:embedItalic", false, true),
    ("w:embedBoldItalic", true, true),
];

impl Faces {
    /// Takes note that text is set in a cut.
    pub(crate) fn set(&mut self, font: FontSpec, text: &str) {
        let cut = usize::from(font.bold) + 2 * usize::from(font.italic);
        self.used[font.family as usize][cut] = true;
        let beyond = &mut self.beyond[font.family as usize][cut];
        *beyond = *beyond || !text.is_ascii() && text.chars().any(embedded::is_beyond);
    }

    /// The families that are used.
    fn families(&self) -> impl Iterator<Item = Family> {
        FAMILIES.into_iter().filter(|family| self.used[*family as usize].contains(&true))
    }
}

/// The table, its relationships, and the font parts: each a face, how it is cut, its part's name.
#[derive(Debug)]
pub(crate) struct FontTable {
    /// The part.
    pub(crate) xml: Vec<u8>,
    /// What it leads to.
    pub(crate) relationships: Relationships,
    /// The parts.
    pub(crate) parts: Vec<(FaceId, Cut, String)>,
}

/// The table of the families that a document uses.
pub(crate) fn write(faces: &Faces, names: &FontNames, fonts: EmbedFonts) -> FontTable {
    let mut table =
        FontTable { xml: Vec::new(), relationships: Relationships::default(), parts: Vec::new() };
    let mut xml = Xml::part();
    xml.tag("w:fonts").with("xmlns:w", NAMESPACES[0].1).with("xmlns:r", NAMESPACES[1].1).open();
    for family in faces.families() {
        let name = names.of(family);
        xml.tag("w:font").with("w:name", name).open();
        describe(family, &mut xml);
        // A face says its own family's name: under another name a word processor ignores it.
        if fonts != EmbedFonts::None && name == family.name() {
            embed(faces, family, fonts, &mut table, &mut xml);
        }
        xml.close("w:font");
    }
    xml.close("w:fonts");
    table.xml = xml.into_bytes();
    table
}

/// Adds the parts of the cuts of a family: the regular one always, so that there is something to
/// make the others from.
fn embed(faces: &Faces, family: Family, fonts: EmbedFonts, table: &mut FontTable, xml: &mut Xml) {
    for (place, (tag, bold, italic)) in CUTS.into_iter().enumerate() {
        if place > 0 && !faces.used[family as usize][place] {
            continue;
        }
        let is_full = fonts == EmbedFonts::Full
            || family.is_fallback()
            || faces.beyond[family as usize][place];
        let cut = if is_full { Cut::Full } else { Cut::Vietnamese };
        let face = FontLibrary::bundled().id(FontSpec { family, bold, italic });
        let file = format!("fonts/font{}.odttf", table.parts.len() + 1);
        xml.tag(tag)
            .with("r:id", table.relationships.to(Kind::Font, &file))
            .with("w:fontKey", embedded::key(face, cut))
            .empty();
        table.parts.push((face, cut, format!("word/{file}")));
    }
}

/// What a family looks like, so that a word processor without it finds a near one: the values of
/// its `OS/2` table (§17.8.3.13, §17.8.3.16).
fn describe(family: Family, xml: &mut Xml) {
    let (near, panose, kind, pitch, coverage) = match family {
        Family::Serif => (
            "Times New Roman",
            "02020603050405020304",
            "roman",
            "variable",
            ["500078FF", "00000029"],
        ),
        Family::Sans => {
            ("Arial", "020B0604020202020204", "swiss", "variable", ["500078FF", "00000021"])
        }
        Family::Mono => {
            ("Courier New", "02070409020205020404", "modern", "fixed", ["400078FF", "00000001"])
        }
        Family::Emoji => {
            ("Segoe UI Emoji", "05020103010202020202", "auto", "variable", ["0241E4AC", "1C000000"])
        }
        Family::Symbols | Family::Math => (
            "Segoe UI Symbol",
            "02000000000000000000",
            "auto",
            "variable",
            ["0201FFF2", "02040000"],
        ),
    };
    let latin = if family.is_fallback() { "80000003" } else { "E0000AFF" };
    let pages =
        if family.is_fallback() { ["00000001", "00000000"] } else { ["600001BF", "DFF70000"] };
    xml.tag("w:altName").with("w:val", near).empty();
    xml.tag("w:panose1").with("w:val", panose).empty();
    xml.tag("w:charset").with("w:val", "00").empty();
    xml.tag("w:family").with("w:val", kind).empty();
    xml.tag("w:pitch").with("w:val", pitch).empty();
    xml.tag("w:sig")
        .with("w:usb0", latin)
        .with("w:usb1", coverage[0])
        .with("w:usb2", coverage[1])
        .with("w:usb3", "00000000")
        .with("w:csb0", pages[0])
        .with("w:csb1", pages[1])
        .empty();
}

#[cfg(test)]
mod tests {
    use super::{Faces, write};
    use crate::EmbedFonts;
    use crate::embedded::Cut;
    use vanban_theme::{Family, FontNames, FontSpec};

    const BOLD: FontSpec = FontSpec { family: Family::Serif, bold: true, italic: false };

    #[test]
    fn a_used_family_always_has_its_regular_face() {
        let mut faces = Faces::default();
        faces.set(BOLD, "đậm");
        let table = write(&faces, &FontNames::default(), EmbedFonts::Vietnamese);
        let xml = String::from_utf8(table.xml).expect("XML is UTF-8");
        assert!(xml.contains("<w:embedRegular r:id=\"rId1\""));
        assert!(xml.contains("<w:embedBold r:id=\"rId2\""));
        assert_eq!(table.parts.len(), 2);
        assert!(!xml.contains("Cousine"));
    }

    #[test]
    fn text_beyond_vietnamese_brings_its_full_face() {
        let mut faces = Faces::default();
        faces.set(BOLD, "Москва");
        let table = write(&faces, &FontNames::default(), EmbedFonts::Vietnamese);
        let cuts = table.parts.iter().map(|(_, cut, _)| *cut).collect::<Vec<_>>();
        assert_eq!(cuts, [Cut::Vietnamese, Cut::Full]);
    }

    #[test]
    fn emoji_bring_their_face_whatever_the_office_calls_its_own() {
        let mut faces = Faces::default();
        faces.set(FontSpec { family: Family::Emoji, bold: false, italic: false }, "😊");
        let names = FontNames { serif: "Times New Roman".to_owned(), ..FontNames::default() };
        let table = write(&faces, &names, EmbedFonts::Vietnamese);
        assert_eq!(table.parts.len(), 1);
        assert_eq!(table.parts[0].1, Cut::Full);
    }

    #[test]
    fn no_part_is_embedded_under_another_name() {
        let mut faces = Faces::default();
        faces.set(BOLD, "đậm");
        let names = FontNames { serif: "Times New Roman".to_owned(), ..FontNames::default() };
        assert!(write(&faces, &names, EmbedFonts::Full).parts.is_empty());
        assert!(write(&faces, &FontNames::default(), EmbedFonts::None).parts.is_empty());
    }
}

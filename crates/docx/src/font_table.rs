//! The families that the document names, and the parts that carry them: `word/fontTable.xml`
//! (ECMA-376 §17.8).

use std::collections::{BTreeMap, BTreeSet};

use vanban_fonts::{Face, FaceLook, FontLibrary, LetterKind, Repertoire, look, repertoire_with};
use vanban_theme::{Family, FontNames, FontSpec};

use crate::EmbedFonts;
use crate::document::NAMESPACES;
use crate::embedded::{self, Cut, FontPart, FontSource};
use crate::obfuscate;
use crate::relationships::{Kind, Relationships};
use crate::xml::Xml;

/// The faces and families in which something is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Faces {
    used: BTreeMap<FontSpec, Used>,
    /// Whether the user gave the family that stands for serif, sans or mono.
    given: [bool; 3],
}

/// What is set in a cut.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Used {
    /// Whether a character needs more than the Vietnamese repertoire of a bundled face.
    beyond: bool,
    /// The characters, where the user gave the face.
    characters: BTreeSet<char>,
}

/// The cuts of a family, in the order of the schema (§17.8.3.10).
const CUTS: [(&str, bool, bool); 4] = [
    ("w:embedRegular", false, false),
    ("w:embedBold", true, false),
    ("w:embedItalic", false, true),
    ("w:embedBoldItalic", true, true),
];

impl Faces {
    /// Nothing used yet of a library.
    pub(crate) fn new(library: &FontLibrary) -> Faces {
        let given = [Family::Serif, Family::Sans, Family::Mono].map(|family| {
            library.is_given(library.id(FontSpec { family, bold: false, italic: false }))
        });
        Faces { used: BTreeMap::new(), given }
    }

    /// Takes note that text is set in a cut.
    pub(crate) fn set(&mut self, font: FontSpec, text: &str) {
        let given = match font.family {
            Family::Serif => self.given[0],
            Family::Sans => self.given[1],
            Family::Mono => self.given[2],
            Family::Other(number) => number > 2,
            Family::Emoji | Family::Symbols | Family::Math => false,
        };
        let used = self.used.entry(font).or_default();
        if given {
            used.characters.extend(text.chars());
        } else {
            used.beyond = used.beyond || !text.is_ascii() && text.chars().any(embedded::is_beyond);
        }
    }
}

/// The table, its relationships, and the font parts.
#[derive(Debug)]
pub(crate) struct FontTable {
    /// The part.
    pub(crate) xml: Vec<u8>,
    /// What it leads to.
    pub(crate) relationships: Relationships,
    /// The parts.
    pub(crate) parts: Vec<FontPart>,
}

/// A family of the document: the first by its name, and what is set in its cuts.
struct Entry<'n> {
    name: &'n str,
    family: Family,
    cuts: [Option<Used>; 4],
}

/// The table of the families that a document uses.
pub(crate) fn write(
    faces: &Faces,
    library: &FontLibrary,
    names: &FontNames,
    fonts: EmbedFonts,
) -> FontTable {
    let mut table =
        FontTable { xml: Vec::new(), relationships: Relationships::default(), parts: Vec::new() };
    let mut xml = Xml::part();
    xml.tag("w:fonts").with("xmlns:w", NAMESPACES[0].1).with("xmlns:r", NAMESPACES[1].1).open();
    for entry in entries(faces, names) {
        let face = library.id(FontSpec { family: entry.family, bold: false, italic: false });
        xml.tag("w:font").with("w:name", entry.name).open();
        if library.is_given(face) {
            describe_given(&look(library.face(face)), &mut xml);
        } else {
            describe(library.face(face).spec.family, &mut xml);
        }
        // A face says its own family's name: under another name a word processor ignores it.
        if fonts != EmbedFonts::None && entry.name == library.face(face).family {
            embed(&entry, library, fonts, &mut table, &mut xml);
        }
        xml.close("w:font");
    }
    xml.close("w:fonts");
    table.xml = xml.into_bytes();
    table
}

/// The families by their names: two that are called the same are one.
fn entries<'n>(faces: &Faces, names: &'n FontNames) -> Vec<Entry<'n>> {
    let mut entries: Vec<Entry<'n>> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (spec, used) in &faces.used {
        let name = names.of(spec.family);
        let place = *places.entry(name).or_insert(entries.len());
        if place == entries.len() {
            entries.push(Entry { name, family: spec.family, cuts: [const { None }; 4] });
        }
        let cut = usize::from(spec.bold) + 2 * usize::from(spec.italic);
        let all = entries[place].cuts[cut].get_or_insert_default();
        all.beyond |= used.beyond;
        all.characters.extend(&used.characters);
    }
    entries
}

/// Adds the parts of the cuts of a family: the regular one always, so that there is something to
/// make the others from.
fn embed(
    entry: &Entry<'_>,
    library: &FontLibrary,
    fonts: EmbedFonts,
    table: &mut FontTable,
    xml: &mut Xml,
) {
    let none = Used::default();
    for (place, (tag, bold, italic)) in CUTS.into_iter().enumerate() {
        let used = match &entry.cuts[place] {
            Some(used) => used,
            None if place == 0 => &none,
            None => continue,
        };
        let id = library.id(FontSpec { family: entry.family, bold, italic });
        let face = library.face(id);
        let (source, key) = if library.is_given(id) {
            // A family may lack the cut, and its licence may forbid what a DOCX is for.
            let is_cut = face.spec.bold == bold && face.spec.italic == italic;
            if place > 0 && !is_cut || !face.licence.allows_editing() {
                continue;
            }
            given(face, used, fonts)
        } else {
            let is_full =
                fonts == EmbedFonts::Full || face.spec.family.is_fallback() || used.beyond;
            let cut = if is_full { Cut::Full } else { Cut::Vietnamese };
            (FontSource::Bundled(id, cut), embedded::key(id, cut).to_owned())
        };
        let file = format!("fonts/font{}.odttf", table.parts.len() + 1);
        xml.tag(tag)
            .with("r:id", table.relationships.to(Kind::Font, &file))
            .with("w:fontKey", &key)
            .empty();
        table.parts.push(FontPart { name: format!("word/{file}"), source });
    }
}

/// The part of a face that the user gave, and its key.
fn given(face: &Face, used: &Used, fonts: EmbedFonts) -> (FontSource, String) {
    let set = if fonts == EmbedFonts::Full { Repertoire::Full } else { Repertoire::Vietnamese };
    let characters: Vec<char> = used.characters.iter().copied().collect();
    // What cannot be cut down is carried whole.
    let bytes = repertoire_with(face, set, &characters).unwrap_or_else(|_| face.bytes.to_vec());
    let key = obfuscate::key(&bytes);
    (FontSource::Given(obfuscate::obfuscated(bytes, key)), obfuscate::guid(key))
}

/// What a family that the user gave looks like (§17.8.3.13, §17.8.3.16).
fn describe_given(look: &FaceLook, xml: &mut Xml) {
    let hex = |bits: u32| format!("{bits:08X}");
    let panose = look.panose.iter().fold(String::new(), |text, part| format!("{text}{part:02X}"));
    let kind = match look.kind {
        LetterKind::Roman => "roman",
        LetterKind::Swiss => "swiss",
        LetterKind::Modern => "modern",
    };
    xml.tag("w:panose1").with("w:val", &panose).empty();
    xml.tag("w:charset").with("w:val", "00").empty();
    xml.tag("w:family").with("w:val", kind).empty();
    xml.tag("w:pitch").with("w:val", if look.is_fixed { "fixed" } else { "variable" }).empty();
    let [first, second, third, fourth] = look.unicode.map(hex);
    xml.tag("w:sig")
        .with("w:usb0", first)
        .with("w:usb1", second)
        .with("w:usb2", third)
        .with("w:usb3", fourth)
        .with("w:csb0", hex(look.pages[0]))
        .with("w:csb1", hex(look.pages[1]))
        .empty();
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
        Family::Symbols | Family::Math | Family::Other(_) => (
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
    use super::{Faces, FontTable, write};
    use crate::EmbedFonts;
    use crate::embedded::{Cut, FontPart, FontSource};
    use vanban_fonts::FontLibrary;
    use vanban_theme::{Family, FontNames, FontSpec};

    const BOLD: FontSpec = FontSpec { family: Family::Serif, bold: true, italic: false };

    fn cuts(table: &FontTable) -> Vec<Cut> {
        let cut = |part: &FontPart| match part.source {
            FontSource::Bundled(_, cut) => cut,
            FontSource::Given(_) => panic!("no font was given"),
        };
        table.parts.iter().map(cut).collect()
    }

    #[test]
    fn two_families_of_one_name_are_one_entry() {
        let mut faces = Faces::default();
        faces.set(BOLD, "đậm");
        faces.set(FontSpec { family: Family::Sans, bold: false, italic: false }, "thường");
        let names = FontNames { serif: "Arimo".to_owned(), ..FontNames::default() };
        let (library, _) = FontLibrary::bundled().for_theme(&names);
        let table = write(&faces, &library, &names, EmbedFonts::Vietnamese);
        let xml = String::from_utf8(table.xml).expect("XML is UTF-8");
        assert_eq!(xml.matches("<w:font w:name=\"Arimo\">").count(), 1, "{xml}");
        assert_eq!(table.parts.len(), 2);
    }

    #[test]
    fn a_used_family_always_has_its_regular_face() {
        let mut faces = Faces::default();
        faces.set(BOLD, "đậm");
        let table =
            write(&faces, FontLibrary::bundled(), &FontNames::default(), EmbedFonts::Vietnamese);
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
        let table =
            write(&faces, FontLibrary::bundled(), &FontNames::default(), EmbedFonts::Vietnamese);
        assert_eq!(cuts(&table), [Cut::Vietnamese, Cut::Full]);
    }

    #[test]
    fn emoji_bring_their_face_whatever_the_office_calls_its_own() {
        let mut faces = Faces::default();
        faces.set(FontSpec { family: Family::Emoji, bold: false, italic: false }, "😊");
        let names = FontNames { serif: "Times New Roman".to_owned(), ..FontNames::default() };
        let table = write(&faces, FontLibrary::bundled(), &names, EmbedFonts::Vietnamese);
        assert_eq!(table.parts.len(), 1);
        assert_eq!(cuts(&table), [Cut::Full]);
    }

    #[test]
    fn no_part_is_embedded_under_another_name() {
        let mut faces = Faces::default();
        faces.set(BOLD, "đậm");
        let names = FontNames { serif: "Times New Roman".to_owned(), ..FontNames::default() };
        assert!(write(&faces, FontLibrary::bundled(), &names, EmbedFonts::Full).parts.is_empty());
        assert!(
            write(&faces, FontLibrary::bundled(), &FontNames::default(), EmbedFonts::None)
                .parts
                .is_empty()
        );
    }
}

//! The font dictionaries (ISO 32000-2 §9.7): Type 0 fonts with exact widths, the text of every code,
//! and the glyph of every code; in fonts with PostScript outlines a code is the glyph's number.
//!
//! printpdf's are not used: they state widths in whole thousandths and one text a glyph, and to fill
//! them it looks up and copies every character shown, a third of the time of a document.

use std::fmt::Write;

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::font::{Faces, UsedFace};
use crate::object::{Deflater, deflated, dict, name, number};

/// Adds the fonts, and names them as the resources of a page do.
pub(crate) fn add(doc: &mut Document, faces: &Faces<'_>, deflater: &mut Deflater) -> Dictionary {
    let fonts = faces.iter().map(|used| {
        let font = add_one(doc, used, deflater);
        (used.resource.as_str(), Object::Reference(doc.add_object(font)))
    });
    fonts.collect()
}

fn add_one(doc: &mut Document, used: &UsedFace<'_>, deflater: &mut Deflater) -> Dictionary {
    // TrueType programs state their length, OpenType ones their kind (ISO 32000-2 §9.9, table 124).
    let cff = used.face.is_cff;
    let length = if cff {
        dict([("Subtype", name("OpenType"))])
    } else {
        dict([("Length1", Object::Integer(used.program.len() as i64))])
    };
    let program = doc.add_object(deflated(length, &used.program, deflater));
    let descriptor = doc.add_object(describe(used, program));
    let cmap = to_unicode(used);
    let cmap = doc.add_object(deflated(Dictionary::new(), cmap.as_bytes(), deflater));
    let map = match cid_to_gid(used) {
        Some(map) => Object::Reference(doc.add_object(deflated(Dictionary::new(), &map, deflater))),
        None => name("Identity"),
    };
    let system = dict([
        ("Registry", Object::string_literal("Adobe")),
        ("Ordering", Object::string_literal("Identity")),
        ("Supplement", Object::Integer(0)),
    ]);
    let mut cid_font = dict([
        ("Type", name("Font")),
        ("Subtype", name(if cff { "CIDFontType0" } else { "CIDFontType2" })),
        ("BaseFont", name(&used.name)),
        ("CIDSystemInfo", system.into()),
        ("FontDescriptor", Object::Reference(descriptor)),
        ("DW", Object::Integer(0)),
        ("W", widths(used)),
    ]);
    if !cff {
        cid_font.set("CIDToGIDMap", map);
    }
    let cid_font = doc.add_object(cid_font);
    dict([
        ("Type", name("Font")),
        ("Subtype", name("Type0")),
        ("BaseFont", name(&used.name)),
        ("Encoding", name("Identity-H")),
        ("DescendantFonts", Object::Array(vec![Object::Reference(cid_font)])),
        ("ToUnicode", Object::Reference(cmap)),
    ])
}

/// The descriptor (ISO 32000-2 §9.8), in thousandths of an em.
fn describe(used: &UsedFace<'_>, program: ObjectId) -> Dictionary {
    let face = used.face;
    let scaled =
        |units: i16| number((f32::from(units) * 1000.0 / f32::from(face.units_per_em)).round());
    dict([
        ("Type", name("FontDescriptor")),
        ("FontName", name(&used.name)),
        ("FontFamily", Object::string_literal(face.family.as_str())),
        ("FontWeight", Object::Integer(i64::from(face.weight))),
        ("Flags", Object::Integer(i64::from(face.flags))),
        ("FontBBox", Object::Array(face.bbox.map(scaled).to_vec())),
        ("ItalicAngle", number(face.italic_angle)),
        ("Ascent", scaled(face.ascent)),
        ("Descent", scaled(face.descent)),
        ("CapHeight", scaled(face.cap_height)),
        ("XHeight", scaled(face.x_height)),
        ("StemV", scaled(face.stem)),
        (if face.is_cff { "FontFile3" } else { "FontFile2" }, Object::Reference(program)),
    ])
}

/// The advances of all codes, neighbours together (ISO 32000-2 §9.7.4.3).
fn widths(used: &UsedFace<'_>) -> Object {
    let mut widths: Vec<Object> = Vec::new();
    let mut next = None;
    for (code, cid) in &used.cids {
        if next == Some(*code)
            && let Some(Object::Array(row)) = widths.last_mut()
        {
            row.push(number(cid.width));
        } else {
            widths.push(Object::Integer(i64::from(*code)));
            widths.push(Object::Array(vec![number(cid.width)]));
        }
        next = code.checked_add(1);
    }
    Object::Array(widths)
}

/// Two bytes a code, where any code is not the number of its glyph.
fn cid_to_gid(used: &UsedFace<'_>) -> Option<Vec<u8>> {
    if used.cids.iter().all(|(code, cid)| *code == cid.glyph) {
        return None;
    }
    let last = used.cids.keys().next_back().map_or(0, |last| usize::from(*last));
    let mut map = vec![0; 2 * (last + 1)];
    for (code, cid) in &used.cids {
        let at = 2 * usize::from(*code);
        map[at..at + 2].copy_from_slice(&cid.glyph.to_be_bytes());
    }
    Some(map)
}

/// The text of every code (ISO 32000-2 §9.10.3).
fn to_unicode(used: &UsedFace<'_>) -> String {
    let mut cmap = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n",
    );
    let codes: Vec<_> = used.cids.iter().collect();
    // A section holds at most a hundred entries.
    for section in codes.chunks(100) {
        let _ = writeln!(cmap, "{} beginbfchar", section.len());
        for (code, cid) in section {
            let _ = write!(cmap, "<{code:04X}><");
            for unit in cid.text.encode_utf16() {
                let _ = write!(cmap, "{unit:04X}");
            }
            cmap.push_str(">\n");
        }
        cmap.push_str("endbfchar\n");
    }
    cmap.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    cmap
}

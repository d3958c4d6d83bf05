//! The bytes of a finished document, with object streams and a cross-reference stream (ISO 32000-2
//! §7.5.7, §7.5.8).
//!
//! lopdf's own saving writes every object three times over and leaves the cross-reference stream
//! as it is; this writes each once and deflates everything. `/ID` is a digest of what was written
//! before it, so that it follows from the content alone.

use std::collections::BTreeMap;
use std::io::Write;

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat};
use md5::{Digest, Md5};

use crate::error::PdfError;
use crate::object::{Deflater, dict, name};
use crate::standard::Standard;

/// Objects in an object stream: a reader inflates all of them to reach one.
const PACKED: usize = 200;

/// Where an object is.
#[derive(Clone, Copy)]
enum Place {
    /// Nowhere: the number is not used.
    Free,
    /// From this byte of the file.
    At(u32),
    /// In this object stream, so many objects in.
    In(u32, u16),
}

/// MD5, which ISO 32000-2 §14.4 proposes for file identifiers.
pub(crate) fn digest(bytes: &[u8]) -> [u8; 16] {
    Md5::digest(bytes).into()
}

/// Writes a document of a standard.
pub(crate) fn save(
    objects: &BTreeMap<ObjectId, Object>,
    standard: Standard,
    root: ObjectId,
    info: Option<ObjectId>,
    deflater: &mut Deflater,
) -> Result<Vec<u8>, PdfError> {
    let mut file = standard.header().as_bytes().to_vec();
    file.extend_from_slice(b"%\xE2\xE3\xCF\xD3\n");
    let last = objects.keys().next_back().map_or(0, |id| id.0);
    let mut places = vec![Place::Free; last as usize + 1];
    let mut packed: Vec<(u32, &Object)> = Vec::new();
    for (id, object) in objects {
        if let Object::Stream(stream) = object {
            places[id.0 as usize] = Place::At(offset(&file)?);
            write_stream(&mut file, id.0, &stream.dict, &stream.content);
        } else {
            packed.push((id.0, object));
        }
    }
    for part in packed.chunks(PACKED) {
        let number = places.len() as u32;
        places.push(Place::At(offset(&file)?));
        let (mut index, mut body) = (Vec::new(), Vec::new());
        for (at, (id, object)) in part.iter().enumerate() {
            places[*id as usize] = Place::In(number, at as u16);
            let _ = write!(index, "{id} {} ", body.len());
            write_object(&mut body, object);
            body.push(b'\n');
        }
        let entries = dict([
            ("Type", name("ObjStm")),
            ("N", Object::Integer(part.len() as i64)),
            ("First", Object::Integer(index.len() as i64)),
            ("Filter", name("FlateDecode")),
        ]);
        index.extend(body);
        write_stream(&mut file, number, &entries, &deflater.zlib(&index));
    }

    let start = offset(&file)?;
    places.push(Place::At(start));
    let id = Object::String(digest(&file).to_vec(), StringFormat::Hexadecimal);
    let mut entries = dict([
        ("Type", name("XRef")),
        ("Size", Object::Integer(places.len() as i64)),
        ("Root", Object::Reference(root)),
        ("ID", Object::Array(vec![id.clone(), id])),
        ("W", Object::Array([1, 4, 2].map(Object::Integer).to_vec())),
        ("Filter", name("FlateDecode")),
        (
            "DecodeParms",
            dict([("Predictor", Object::Integer(12)), ("Columns", Object::Integer(7))]).into(),
        ),
    ]);
    if let Some(info) = info {
        entries.set("Info", Object::Reference(info));
    }
    let number = places.len() as u32 - 1;
    write_stream(&mut file, number, &entries, &deflater.zlib(&cross_references(&places)));
    let _ = write!(file, "startxref\n{start}\n%%EOF\n");
    Ok(file)
}

fn offset(file: &[u8]) -> Result<u32, PdfError> {
    u32::try_from(file.len()).map_err(|_| PdfError::TooLarge)
}

/// A row of seven bytes for every number, each byte as its difference from the row above.
fn cross_references(places: &[Place]) -> Vec<u8> {
    let mut rows = Vec::with_capacity(places.len() * 8);
    let mut above = [0_u8; 7];
    for (number, place) in places.iter().enumerate() {
        let (kind, field, index) = match *place {
            // The head of the list of free numbers has the highest generation.
            Place::Free => (0, 0, if number == 0 { u16::MAX } else { 0 }),
            Place::At(at) => (1, at, 0),
            Place::In(stream, at) => (2, stream, at),
        };
        let mut row = [kind; 7];
        row[1..5].copy_from_slice(&field.to_be_bytes());
        row[5..].copy_from_slice(&index.to_be_bytes());
        // PNG's filter "up".
        rows.push(2);
        rows.extend(row.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
        above = row;
    }
    rows
}

fn write_stream(file: &mut Vec<u8>, number: u32, entries: &Dictionary, content: &[u8]) {
    let _ = write!(file, "{number} 0 obj\n<<");
    for (key, value) in entries.iter().filter(|(key, _)| *key != b"Length") {
        write_name(file, key);
        write_operand(file, value);
    }
    let _ = writeln!(file, "/Length {}>>stream", content.len());
    file.extend_from_slice(content);
    file.extend_from_slice(b"\nendstream\nendobj\n");
}

/// Writes an object behind a name or another object.
fn write_operand(file: &mut Vec<u8>, object: &Object) {
    let delimited = matches!(
        object,
        Object::Name(_) | Object::String(..) | Object::Array(_) | Object::Dictionary(_)
    );
    if !delimited {
        file.push(b' ');
    }
    write_object(file, object);
}

fn write_object(file: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Boolean(true) => file.extend_from_slice(b"true"),
        Object::Boolean(false) => file.extend_from_slice(b"false"),
        Object::Integer(value) => {
            let _ = write!(file, "{value}");
        }
        Object::Real(value) => {
            let _ = write!(file, "{value}");
        }
        Object::Name(name) => write_name(file, name),
        Object::String(bytes, format) => write_string(file, bytes, *format),
        Object::Array(items) => {
            file.push(b'[');
            for item in items {
                write_operand(file, item);
            }
            file.push(b']');
        }
        Object::Dictionary(entries) => {
            file.extend_from_slice(b"<<");
            for (key, value) in entries {
                write_name(file, key);
                write_operand(file, value);
            }
            file.extend_from_slice(b">>");
        }
        Object::Reference(id) => {
            let _ = write!(file, "{} {} R", id.0, id.1);
        }
        // A stream stands only by itself (ISO 32000-2 §7.3.8.1): none is made inside an object.
        Object::Null | Object::Stream(_) => file.extend_from_slice(b"null"),
    }
}

fn write_name(file: &mut Vec<u8>, name: &[u8]) {
    file.push(b'/');
    for &byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(&byte) {
            file.push(byte);
        } else {
            let _ = write!(file, "#{byte:02X}");
        }
    }
}

fn write_string(file: &mut Vec<u8>, bytes: &[u8], format: StringFormat) {
    if format == StringFormat::Hexadecimal {
        file.push(b'<');
        for byte in bytes {
            let _ = write!(file, "{byte:02X}");
        }
        file.push(b'>');
        return;
    }
    file.push(b'(');
    for &byte in bytes {
        match byte {
            b'(' | b')' | b'\\' => file.extend_from_slice(&[b'\\', byte]),
            // A reader takes a bare carriage return for a line feed.
            b'\r' => file.extend_from_slice(b"\\r"),
            _ => file.push(byte),
        }
    }
    file.push(b')');
}

/// The pages of a document, in order.
pub(crate) fn pages(doc: &Document) -> Option<Vec<ObjectId>> {
    let root = doc.catalog().ok()?.get(b"Pages").ok()?.as_reference().ok()?;
    let kids = doc.get_dictionary(root).ok()?.get(b"Kids").ok()?.as_array().ok()?;
    kids.iter().map(|kid| kid.as_reference().ok()).collect()
}

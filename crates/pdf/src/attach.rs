//! A file inside the PDF: the source of the article, for who has only the paper (ISO 32000-2 §7.11.4,
//! §14.13; ISO 19005-3 §6.8).

use lopdf::{Dictionary, Document, Object, ObjectId};
use vanban_layout::Info;

use crate::object::{Deflater, bytes, deflated, dict, name, text};
use crate::press::Attachment;
use crate::{metadata, save};

/// Adds a file and names its specification.
pub(crate) fn add(
    doc: &mut Document,
    attached: &Attachment,
    info: &Info,
    deflater: &mut Deflater,
) -> ObjectId {
    let mut about = dict([
        ("Size", Object::Integer(attached.bytes.len() as i64)),
        ("CheckSum", bytes(&save::digest(&attached.bytes))),
    ]);
    if let Some(day) = metadata::day(info) {
        about.set("ModDate", bytes(day.as_bytes()));
    }
    let entries = dict([
        ("Type", name("EmbeddedFile")),
        ("Subtype", name(&attached.media_type)),
        ("Params", about.into()),
    ]);
    let file = Object::Reference(doc.add_object(deflated(entries, &attached.bytes, deflater)));
    // Readers that know no Unicode in names get one that they can write.
    let plain: String =
        attached.name.chars().map(|c| if c.is_ascii_graphic() { c } else { '_' }).collect();
    doc.add_object(dict([
        ("Type", name("Filespec")),
        ("F", bytes(plain.as_bytes())),
        ("UF", text(&attached.name)),
        ("Desc", text(&attached.about)),
        ("AFRelationship", name("Source")),
        ("EF", dict([("F", file.clone()), ("UF", file)]).into()),
    ]))
}

/// Names the file in the catalog: as one that belongs to the whole, and among all files.
pub(crate) fn enter(catalog: &mut Dictionary, file: ObjectId, attached: &Attachment) {
    catalog.set("AF", Object::Array(vec![Object::Reference(file)]));
    let named = Object::Array(vec![text(&attached.name), Object::Reference(file)]);
    catalog.set("Names", dict([("EmbeddedFiles", dict([("Names", named)]).into())]));
}

#[cfg(test)]
mod tests {
    use crate::press::{Attachment, Press};
    use crate::trial::{Reader, Trial};
    use crate::{PdfOptions, write_pdf};
    use lopdf::Document;
    use vanban_fonts::FontLibrary;

    #[test]
    fn a_file_travels_with_its_name_and_the_archive_is_of_part_3() {
        let mut trial = Trial::default();
        trial.line(None, crate::trial::body(), "a");
        let attached = Attachment {
            name: "bài viết.md".to_owned(),
            media_type: "text/markdown".to_owned(),
            about: "Bản gốc".to_owned(),
            bytes: "# Tên\n".as_bytes().to_vec(),
        };
        let press = Press { attached: Some(attached), ..Press::default() };
        let options = PdfOptions { press, ..PdfOptions::default() };
        let bytes =
            write_pdf(&trial.layout, FontLibrary::bundled(), &trial.images, &options).unwrap();
        let reader = Reader { doc: Document::load_mem(&bytes).unwrap() };
        let files = reader.get(reader.catalog(), "AF").as_array().unwrap();
        let file = reader.doc.dereference(&files[0]).unwrap().1.as_dict().unwrap();
        assert_eq!(reader.get(file, "AFRelationship").as_name().unwrap(), b"Source");
        assert_eq!(lopdf::decode_text_string(reader.get(file, "UF")).unwrap(), "bài viết.md");
        let stream = reader.get(reader.dict(file, "EF"), "F").as_stream().unwrap();
        assert_eq!(stream.dict.get(b"Subtype").unwrap().as_name().unwrap(), b"text/markdown");
        assert_eq!(stream.decompressed_content().unwrap(), "# Tên\n".as_bytes());
        let xmp = reader.get(reader.catalog(), "Metadata").as_stream().unwrap();
        let xmp = String::from_utf8(xmp.content.clone()).unwrap();
        assert!(xmp.contains("<pdfaid:part>3<"), "{xmp}");
    }
}

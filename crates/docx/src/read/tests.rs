//! Archives that no word processor writes, and parts that none writes: each is refused.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{Limits, open, parse};

const TYPES: &str =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
const RELATIONSHIPS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"a\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
    <Relationship Id=\"b\" Type=\"x/image\" Target=\"http://127.0.0.1/x.png\" TargetMode=\"External\"/></Relationships>";
const DOCUMENT: &str = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body/></w:document>";

fn archive(more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let parts: [(&str, &[u8]); 3] = [
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", RELATIONSHIPS.as_bytes()),
        ("word/document.xml", DOCUMENT.as_bytes()),
    ];
    for (name, bytes) in parts.iter().chain(more) {
        writer.start_file(*name, options).expect("a name");
        writer.write_all(bytes).expect("memory takes it");
    }
    writer.finish().expect("memory takes it").into_inner()
}

fn refusal(bytes: Vec<u8>, limits: Limits) -> String {
    open(bytes, limits).err().map(|refusal| refusal.message).unwrap_or_default()
}

#[test]
fn a_sound_package_opens_and_nothing_outside_it_is_followed() {
    let mut package = open(archive(&[]), Limits::default()).expect("it is sound");
    assert_eq!(package.main(), "word/document.xml");
    let targets = package.targets("").expect("they are sound");
    assert!(targets["b"].external);
    assert!(package.tree("word/document.xml").is_ok());
}

#[test]
fn names_that_lead_out_of_the_archive_are_refused() {
    for name in ["../x.xml", "word/../../x.xml", "/etc/passwd", "C:\\x", "word\\x.xml"] {
        let told = refusal(archive(&[(name, b"x")]), Limits::default());
        assert!(told.contains("leads out"), "{name}: {told}");
    }
}

#[test]
fn entries_that_are_there_twice_are_refused() {
    let told = refusal(archive(&[("WORD/document.xml", b"x")]), Limits::default());
    assert!(told.contains("two entries"), "{told}");
}

#[test]
fn archives_of_too_many_entries_or_bytes_are_refused() {
    let many = Limits { entries: 2, ..Limits::default() };
    assert!(refusal(archive(&[]), many).contains("more than 2 entries"));
    let zeros = vec![0u8; 4 << 20];
    let small = Limits { small: 1 << 20, ..Limits::default() };
    let told = refusal(archive(&[("word/media/a.bin", &zeros)]), small);
    assert!(told.contains("times its size"), "{told}");
    let total = Limits { total: 1 << 20, ..Limits::default() };
    let told = refusal(archive(&[("word/media/a.bin", &zeros)]), total);
    assert!(told.contains("more than 1 MiB"), "{told}");
}

#[test]
fn entries_that_overlap_are_refused() {
    let mut bytes = archive(&[("a.xml", b"abc"), ("b.xml", b"abc")]);
    // The directory's last entry is made to lie where the one before it does, its name too.
    let at = bytes.windows(4).rposition(|four| four == b"PK\x01\x02").expect("an entry");
    let before = bytes[..at].windows(4).rposition(|four| four == b"PK\x01\x02").expect("an entry");
    let place: [u8; 4] = bytes[before + 42..before + 46].try_into().expect("four bytes");
    bytes[at + 42..at + 46].copy_from_slice(&place);
    assert!(!refusal(bytes, Limits::default()).is_empty());
}

#[test]
fn macros_and_encryption_are_refused() {
    let told = refusal(archive(&[("word/vbaProject.bin", b"x")]), Limits::default());
    assert!(told.contains("macros"), "{told}");
    let told = refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest".to_vec(), Limits::default());
    assert!(told.contains("encrypted"), "{told}");
    let mut bytes = archive(&[]);
    let at = bytes.windows(4).rposition(|four| four == b"PK\x01\x02").expect("an entry");
    bytes[at + 8] |= 1;
    assert!(refusal(bytes, Limits::default()).contains("encrypted"));
}

#[test]
fn document_types_and_deep_elements_are_refused() {
    let limits = Limits::default();
    let told =
        |xml: &str| parse(xml.as_bytes(), &limits).err().map(|r| r.message).unwrap_or_default();
    assert!(told("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>").contains("document type"));
    assert!(told("<a>&b;</a>").contains("well-formed"));
    let deep = "<a>".repeat(100_000) + &"</a>".repeat(100_000);
    assert!(told(&deep).contains("deep"));
    for broken in ["", "<a>", "<a></b>", "</a>", "text"] {
        assert!(!told(broken).is_empty(), "{broken}");
    }
    let few = Limits { elements: 10, ..limits };
    assert!(parse("<a>".repeat(11).as_bytes(), &few).is_err());
}

#[test]
fn names_are_those_of_their_namespaces() {
    let xml = "<x:p xmlns:x=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" x:id=\"1\">a&amp;b<x:r>c</x:r>d</x:p>";
    let tree = parse(xml.as_bytes(), &Limits::default()).expect("it is sound");
    let root = tree.root();
    assert_eq!(tree.name(root), "w:p");
    assert_eq!(tree.attribute(root, "w:id"), Some("1"));
    assert_eq!(tree.text(root), "a&bcd");
    assert_eq!(tree.children(root).count(), 3);
    assert!(tree.child(root, "w:r").is_some());
}

#[test]
fn whatever_happens_to_the_bytes_nothing_panics() {
    let sound = archive(&[("word/media/a.bin", &[7u8; 3000])]);
    let mut seed = 1u64;
    for _ in 0..4000 {
        let mut bytes = sound.clone();
        for _ in 0..4 {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let at = (seed >> 33) as usize % bytes.len();
            bytes[at] = (seed >> 20) as u8;
        }
        if let Ok(mut package) = open(bytes, Limits::default()) {
            let _ = package.tree("word/document.xml");
            let _ = package.bytes("word/media/a.bin");
        }
    }
}

//! What the document says of itself, twice and in step: the Info dictionary and XMP.
//!
//! Both name the day of the article and no hour: there is no clock here. Without a day they hold no
//! dates at all.

use lopdf::{Dictionary, Document, Object, Stream};
use vanban_article::Date;
use vanban_layout::Info;

use crate::conform::Claims;
use crate::object::{bytes, dict, name, text};
use crate::save;
use crate::standard::Level;

/// The program.
pub(crate) const CREATOR: &str = "vanban";
/// The program and its version.
pub(crate) const PRODUCER: &str = concat!("vanban ", env!("CARGO_PKG_VERSION"));
/// The title of an article that has none: PDF/UA-1 §7.1 asks for one.
const UNTITLED: &str = "Văn bản";

/// The title that the document shows.
fn title(info: &Info) -> &str {
    if info.title.trim().is_empty() { UNTITLED } else { &info.title }
}

/// The language of the document, a BCP 47 tag.
pub(crate) fn language(info: &Info) -> &str {
    if info.lang.is_empty() { "vi" } else { &info.lang }
}

/// The day of the article as a date of PDF (ISO 32000-2 §7.9.4).
pub(crate) fn day(info: &Info) -> Option<String> {
    info.date.map(|Date { year, month, day }| format!("D:{year:04}{month:02}{day:02}"))
}

/// The Info dictionary (ISO 32000-2 §14.3.3).
pub(crate) fn info(info: &Info, claims: Claims) -> Dictionary {
    let mut entries = dict([("Title", text(title(info)))]);
    let optional = [
        ("Author", info.authors.join(", ")),
        ("Subject", info.subject.clone().unwrap_or_default()),
        ("Keywords", info.keywords.join(", ")),
    ];
    for (key, value) in optional {
        if !value.is_empty() {
            entries.set(key, text(&value));
        }
    }
    entries.set("Creator", text(CREATOR));
    entries.set("Producer", text(PRODUCER));
    if let Some(date) = day(info) {
        entries.set("CreationDate", bytes(date.as_bytes()));
        entries.set("ModDate", bytes(date.as_bytes()));
    }
    if claims.press {
        entries.set("GTS_PDFXVersion", bytes(PRESS.as_bytes()));
        // Nothing is spread under its neighbours: that is the press's own to do.
        entries.set("Trapped", name("False"));
    }
    entries
}

/// The identity of a document for a press, which asks for one in XMP: a UUID of version 8 (RFC 9562
/// §5.8) from all that its streams hold, so that it follows from the content alone.
pub(crate) fn identity(doc: &Document) -> String {
    let mut all = Vec::new();
    for object in doc.objects.values() {
        if let Object::Stream(stream) = object {
            all.extend(save::digest(&stream.content));
        }
    }
    let mut id = save::digest(&all);
    id[6] = id[6] & 0x0F | 0x80;
    id[8] = id[8] & 0x3F | 0x80;
    let hex: String = id.iter().map(|byte| format!("{byte:02x}")).collect();
    let parts = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
    format!("uuid:{}", parts.join("-"))
}

/// The metadata stream of the catalog, plain so that any program finds it (ISO 32000-2 §14.3.2).
pub(crate) fn stream(info: &Info, claims: Claims, identity: Option<String>) -> Stream {
    let entries = dict([("Type", name("Metadata")), ("Subtype", name("XML"))]);
    Stream::new(entries, xmp(info, claims, identity).into_bytes())
}

/// The XMP packet (ISO 16684-1).
fn xmp(info: &Info, claims: Claims, identity: Option<String>) -> String {
    let mut xmp = String::from(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\"\n\
         \x20xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n\
         \x20xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n\
         \x20xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"",
    );
    if claims.archive.is_some() {
        xmp.push_str("\n xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"");
    }
    if claims.accessible {
        xmp.push_str("\n xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"");
    }
    if claims.press {
        xmp.push_str("\n xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\"");
    }
    if identity.is_some() {
        xmp.push_str("\n xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\"");
    }
    xmp.push_str(">\n<dc:format>application/pdf</dc:format>\n");
    let mut list = |property: &str, kind: &str, item: &str, values: &[&str]| {
        if values.is_empty() {
            return;
        }
        xmp.push_str(&format!("<{property}><rdf:{kind}>"));
        for value in values {
            xmp.push_str(&format!("<rdf:{item}>{}</rdf:li>", escape(value)));
        }
        xmp.push_str(&format!("</rdf:{kind}></{property}>\n"));
    };
    let authors: Vec<&str> = info.authors.iter().map(String::as_str).collect();
    let keywords: Vec<&str> = info.keywords.iter().map(String::as_str).collect();
    let subject: Vec<&str> =
        info.subject.as_deref().filter(|s| !s.is_empty()).into_iter().collect();
    list("dc:title", "Alt", "li xml:lang=\"x-default\"", &[title(info)]);
    list("dc:creator", "Seq", "li", &authors);
    list("dc:description", "Alt", "li xml:lang=\"x-default\"", &subject);
    list("dc:subject", "Bag", "li", &keywords);
    list("dc:language", "Bag", "li", &[language(info)]);

    let mut line = |property: &str, value: &str| {
        xmp.push_str(&format!("<{property}>{}</{property}>\n", escape(value)));
    };
    line("xmp:CreatorTool", CREATOR);
    if let Some(Date { year, month, day }) = info.date {
        let date = format!("{year:04}-{month:02}-{day:02}");
        line("xmp:CreateDate", &date);
        line("xmp:ModifyDate", &date);
        if claims.press {
            line("xmp:MetadataDate", &date);
        }
    }
    if let Some(identity) = identity {
        line("xmpMM:DocumentID", &identity);
        line("xmpMM:RenditionClass", "default");
        line("xmpMM:VersionID", "1");
    }
    line("pdf:Producer", PRODUCER);
    if !keywords.is_empty() {
        line("pdf:Keywords", &keywords.join(", "));
    }
    if let Some(archive) = claims.archive {
        line("pdfaid:part", &archive.part.to_string());
        match archive.level {
            // PDF/A-4 names the year of its revision in place of a level (ISO 19005-4 §6.7.3).
            Level::None => line("pdfaid:rev", "2020"),
            Level::Basic => line("pdfaid:conformance", "B"),
            Level::Unicode => line("pdfaid:conformance", "U"),
            Level::Accessible => line("pdfaid:conformance", "A"),
        }
    }
    let mut described: Vec<Schema> = Vec::new();
    if claims.accessible {
        line("pdfuaid:part", "1");
        described.push(ACCESSIBLE);
    }
    if claims.press {
        line("pdfxid:GTS_PDFXVersion", PRESS);
        line("pdf:Trapped", "False");
        described.extend([IDENTIFIED, TRAPPED]);
    }
    xmp.push_str("</rdf:Description>\n");
    if !described.is_empty() {
        describe(&mut xmp, &described);
    }
    xmp.push_str("</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
    xmp
}

/// What PDF/X-4 is called in what it identifies (ISO 15930-7).
const PRESS: &str = "PDF/X-4";

/// A property of a schema that PDF/A does not know itself.
struct Schema {
    name: &'static str,
    space: &'static str,
    prefix: &'static str,
    property: &'static str,
    kind: &'static str,
    about: &'static str,
}

const ACCESSIBLE: Schema = Schema {
    name: "PDF/UA Universal Accessibility Schema",
    space: "http://www.aiim.org/pdfua/ns/id/",
    prefix: "pdfuaid",
    property: "part",
    kind: "Integer",
    about: "Indicates, which part of ISO 14289 standard is followed",
};

const IDENTIFIED: Schema = Schema {
    name: "PDF/X Identification Schema",
    space: "http://www.npes.org/pdfx/ns/id/",
    prefix: "pdfxid",
    property: "GTS_PDFXVersion",
    kind: "Text",
    about: "Tells which part of ISO 15930 the document follows",
};

const TRAPPED: Schema = Schema {
    name: "Adobe PDF Schema",
    space: "http://ns.adobe.com/pdf/1.3/",
    prefix: "pdf",
    property: "Trapped",
    kind: "Text",
    about: "Tells whether the document has been trapped",
};

/// Describes schemas: PDF/A wants it of those that it does not know itself (ISO 19005-2 §6.6.2.3.3).
fn describe(xmp: &mut String, schemas: &[Schema]) {
    xmp.push_str(
        "<rdf:Description rdf:about=\"\"
 xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"
 xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"
 xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">
<pdfaExtension:schemas><rdf:Bag>",
    );
    for Schema { name, space, prefix, property, kind, about } in schemas {
        xmp.push_str(&format!(
            "<rdf:li rdf:parseType=\"Resource\">
<pdfaSchema:schema>{name}</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{space}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">
<pdfaProperty:name>{property}</pdfaProperty:name>
<pdfaProperty:valueType>{kind}</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>{about}</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li>"
        ));
    }
    xmp.push_str("</rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n");
}

/// Text as XML character data; characters that XML 1.0 cannot hold are left out.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            _ => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{info, xmp};
    use crate::conform::Claims;
    use crate::standard::{Profile, Standard};
    use vanban_article::Date;
    use vanban_layout::Info;

    const NONE: Claims = Claims { archive: None, accessible: false, press: false };

    #[test]
    fn each_standard_is_named_as_it_asks() {
        let packet = |profiles: &[Profile]| {
            let Standard { archive, accessible, press, .. } = Standard::of(profiles).unwrap();
            xmp(&Info::default(), Claims { archive, accessible, press }, None)
        };
        let named = |profile, part: &str, level: &str| {
            let packet = packet(&[profile]);
            assert!(packet.contains(&format!("<pdfaid:part>{part}</pdfaid:part>")), "{packet}");
            assert!(packet.contains(level), "{packet}");
            assert!(!packet.contains("pdfuaid:part"), "{packet}");
        };
        named(Profile::A2b, "2", "<pdfaid:conformance>B<");
        named(Profile::A2u, "2", "<pdfaid:conformance>U<");
        named(Profile::A3a, "3", "<pdfaid:conformance>A<");
        named(Profile::A4, "4", "<pdfaid:rev>2020<");
        assert!(!packet(&[Profile::A4]).contains("pdfaid:conformance"));
        let both = packet(&[Profile::A3a, Profile::Ua1]);
        assert!(both.contains("<pdfuaid:part>1<") && both.contains("pdfaExtension:schemas"));
        assert!(!packet(&[Profile::Pdf20]).contains("id:part>"));
        let press = packet(&[Profile::X4]);
        assert!(
            press.contains("<pdfxid:GTS_PDFXVersion>PDF/X-4<") && !press.contains("pdfaid:part")
        );
    }

    #[test]
    fn both_say_the_same_and_markup_is_escaped() {
        let about = Info {
            title: "A & <B>".to_owned(),
            keywords: vec!["đất".to_owned(), "nước".to_owned()],
            date: Date::new(2013, 11, 27),
            ..Info::default()
        };
        let packet = xmp(&about, NONE, None);
        assert!(packet.contains("\">A &amp; &lt;B&gt;</rdf:li>"), "{packet}");
        assert!(packet.contains("<pdf:Keywords>đất, nước</pdf:Keywords>"));
        assert!(packet.contains("<xmp:CreateDate>2013-11-27</xmp:CreateDate>"));
        assert!(!packet.contains("pdfaid:part"));
        let entries = info(&about, NONE);
        assert_eq!(entries.get(b"Title").unwrap().as_str().unwrap(), b"A & <B>");
        assert_eq!(entries.get(b"CreationDate").unwrap().as_str().unwrap(), b"D:20131127");
    }

    #[test]
    fn an_article_without_a_day_has_no_dates() {
        assert!(!xmp(&Info::default(), NONE, None).contains("Date"));
        assert!(!info(&Info::default(), NONE).has(b"CreationDate"));
    }

    #[test]
    fn an_article_without_a_title_still_shows_one() {
        assert!(xmp(&Info::default(), NONE, None).contains(">Văn bản</rdf:li>"));
    }
}

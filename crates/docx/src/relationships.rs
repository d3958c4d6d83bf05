//! Relationships: what a part leads to (`*.rels`, ECMA-376 part 2 §6.5).

use std::collections::BTreeMap;

use crate::xml::Xml;

/// The relationships of one part.
#[derive(Debug, Default)]
pub(crate) struct Relationships {
    entries: Vec<Relationship>,
    /// The place of each target.
    places: BTreeMap<(Kind, String), usize>,
}

/// A relationship; its identifier is `rId` and its place from 1.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Relationship {
    /// What the target is to the part.
    pub(crate) kind: Kind,
    /// The target: relative to the part, or a URL.
    pub(crate) target: String,
}

/// What a target is to a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Document,
    CoreProperties,
    AppProperties,
    Styles,
    Settings,
    Numbering,
    FontTable,
    Theme,
    Footnotes,
    Header,
    Footer,
    Image,
    Font,
    /// Leads out of the package.
    Hyperlink,
}

impl Kind {
    fn uri(self) -> &'static str {
        match self {
            Kind::Document => {
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
            }
            Kind::CoreProperties => {
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
            }
            Kind::AppProperties => {
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties"
            }
            Kind::Styles => {
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"
            }
            Kind::Settings => {
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings"
            }
            Kind::Numbering => {
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
            }
            Kind::FontTable => {
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable"
            }
            Kind::Theme => {
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
            }
            Kind::Footnotes => {
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
            }
            Kind::Header => {
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
            }
            Kind::Footer => {
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer"
            }
            Kind::Image => {
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
            }
            Kind::Font => {
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
            }
            Kind::Hyperlink => {
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
            }
        }
    }

    /// Whether the target is outside the package.
    pub(crate) fn is_external(self) -> bool {
        self == Kind::Hyperlink
    }
}

impl Relationships {
    /// The identifier of the relationship to a target, added where the part has none yet.
    pub(crate) fn to(&mut self, kind: Kind, target: &str) -> String {
        let place = *self.places.entry((kind, target.to_owned())).or_insert_with(|| {
            self.entries.push(Relationship { kind, target: target.to_owned() });
            self.entries.len() - 1
        });
        id(place)
    }

    /// Whether the part leads nowhere.
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The relationships with their identifiers.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (String, &Relationship)> {
        self.entries.iter().enumerate().map(|(place, entry)| (id(place), entry))
    }

    /// Whether there is a relationship of this identifier.
    pub(crate) fn has(&self, id: &str) -> bool {
        let place = id.strip_prefix("rId").and_then(|number| number.parse::<usize>().ok());
        place.is_some_and(|place| (1..=self.entries.len()).contains(&place))
    }

    /// The `.rels` part.
    pub(crate) fn write(&self) -> Vec<u8> {
        let mut xml = Xml::part();
        xml.tag("Relationships")
            .with("xmlns", "http://schemas.openxmlformats.org/package/2006/relationships")
            .open();
        for (id, entry) in self.iter() {
            xml.tag("Relationship")
                .with("Id", id)
                .with("Type", entry.kind.uri())
                .with("Target", &entry.target)
                .with_some("TargetMode", entry.kind.is_external().then_some("External"))
                .empty();
        }
        xml.close("Relationships");
        xml.into_bytes()
    }
}

fn id(place: usize) -> String {
    format!("rId{}", place + 1)
}

/// The URL as a relationship may carry it; none where no word processor could follow it.
///
/// Word refuses a whole file for one target that is no URI (RFC 3986), and for one longer than 2,083
/// characters.
pub(crate) fn external_target(url: &str) -> Option<String> {
    const LONGEST: usize = 2083;
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut target = String::with_capacity(url.len());
    let bytes = url.as_bytes();
    for (at, byte) in bytes.iter().copied().enumerate() {
        let escape =
            bytes.get(at + 1..at + 3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
        let kept = match byte {
            b'%' => escape,
            b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' => false,
            _ => byte.is_ascii_graphic(),
        };
        if kept {
            target.push(char::from(byte));
        } else {
            target.push('%');
            target.push(char::from(HEX[usize::from(byte >> 4)]));
            target.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    let host = ["http://", "https://", "ftp://"]
        .iter()
        .find_map(|scheme| target.strip_prefix(scheme))
        .map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let host_is_sound = host.is_none_or(|host| {
        let name = host.rsplit('@').next().unwrap_or_default();
        !name.is_empty() && !name.starts_with(':') && !name.contains(['[', ']', '%'])
    });
    (!target.is_empty() && target.len() <= LONGEST && host_is_sound).then_some(target)
}

#[cfg(test)]
mod tests {
    use super::{Kind, Relationships, external_target};

    #[test]
    fn one_target_has_one_relationship() {
        let mut relationships = Relationships::default();
        assert_eq!(relationships.to(Kind::Styles, "styles.xml"), "rId1");
        assert_eq!(relationships.to(Kind::Hyperlink, "https://a.vn/?b&c"), "rId2");
        assert_eq!(relationships.to(Kind::Styles, "styles.xml"), "rId1");
        assert!(relationships.has("rId2") && !relationships.has("rId3"));
        let xml = String::from_utf8(relationships.write()).expect("XML is UTF-8");
        assert!(xml.contains(r#"Target="https://a.vn/?b&amp;c" TargetMode="External"/>"#), "{xml}");
    }

    #[test]
    fn targets_are_uris() {
        assert_eq!(external_target("tệp 1.md").as_deref(), Some("t%E1%BB%87p%201.md"));
        assert_eq!(external_target("a%20b%zz").as_deref(), Some("a%20b%25zz"));
        assert_eq!(external_target("http://"), None);
        assert_eq!(external_target("https://:80/x"), None);
        assert_eq!(external_target("https://[x/"), None);
        assert_eq!(external_target(""), None);
        assert_eq!(external_target(&"a".repeat(3000)), None);
        assert_eq!(external_target("mailto:a@b.vn").as_deref(), Some("mailto:a@b.vn"));
    }
}

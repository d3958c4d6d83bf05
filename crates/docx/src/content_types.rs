//! What each part of the package is: `[Content_Types].xml` (ECMA-376 part 2 §6.2.3).

use crate::xml::Xml;

/// The content type of a part, from its name: by ending, or by the part itself.
fn default_type(ending: &str) -> Option<&'static str> {
    Some(match ending {
        "rels" => "application/vnd.openxmlformats-package.relationships+xml",
        "jpeg" => "image/jpeg",
        "png" => "image/png",
        "gif" => "image/gif",
        "svg" => "image/svg+xml",
        "odttf" => "application/vnd.openxmlformats-officedocument.obfuscatedFont",
        _ => return None,
    })
}

fn own_type(name: &str) -> Option<&'static str> {
    Some(match name {
        "docProps/core.xml" => "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml" => {
            "application/vnd.openxmlformats-officedocument.extended-properties+xml"
        }
        "word/document.xml" => {
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        }
        "word/styles.xml" => {
            "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
        }
        "word/settings.xml" => {
            "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"
        }
        "word/numbering.xml" => {
            "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
        }
        "word/fontTable.xml" => {
            "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"
        }
        "word/footnotes.xml" => {
            "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        }
        "word/theme/theme1.xml" => "application/vnd.openxmlformats-officedocument.theme+xml",
        footer if footer.starts_with("word/footer") => {
            "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
        }
        header if header.starts_with("word/header") => {
            "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
        }
        _ => return None,
    })
}

/// Whether a part's content type can be told.
pub(crate) fn is_known(name: &str) -> bool {
    default_type(ending(name)).is_some() || own_type(name).is_some()
}

fn ending(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}

/// The part that says what the parts of these names are.
pub(crate) fn write<'a>(names: impl Iterator<Item = &'a str>) -> Vec<u8> {
    let mut endings = Vec::new();
    let mut own = Vec::new();
    for name in names {
        if let Some(kind) = own_type(name) {
            own.push((name, kind));
        } else if let Some(kind) = default_type(ending(name))
            && !endings.contains(&(ending(name), kind))
        {
            endings.push((ending(name), kind));
        }
    }
    let mut xml = Xml::part();
    xml.tag("Types")
        .with("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")
        .open();
    for (ending, kind) in endings {
        xml.tag("Default").with("Extension", ending).with("ContentType", kind).empty();
    }
    for (name, kind) in own {
        xml.tag("Override").with("PartName", format!("/{name}")).with("ContentType", kind).empty();
    }
    xml.close("Types");
    xml.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::{is_known, write};

    #[test]
    fn an_ending_is_declared_once_and_a_part_by_its_name() {
        let names = ["_rels/.rels", "word/document.xml", "word/media/image1.png", "a/b.rels"];
        let xml = String::from_utf8(write(names.into_iter())).expect("XML is UTF-8");
        assert_eq!(xml.matches("Extension=\"rels\"").count(), 1);
        assert!(xml.contains("Extension=\"png\" ContentType=\"image/png\""));
        assert!(xml.contains("PartName=\"/word/document.xml\""));
        assert!(!is_known("word/unknown.xml"));
    }
}

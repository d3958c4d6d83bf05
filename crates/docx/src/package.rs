//! The package: parts in a fixed order, dates of 1980, and a check of the whole before it is handed
//! out (ECMA-376 part 2).
//!
//! ```text
//! [Content_Types].xml
//! _rels/.rels
//! docProps/core.xml, app.xml
//! word/document.xml        → _rels/document.xml.rels → everything below
//! word/styles.xml, settings.xml, numbering.xml, fontTable.xml, footnotes.xml, header*.xml
//! word/theme/theme1.xml
//! word/media/image*        the author's bytes, stored
//! word/fonts/font*.odttf   copied deflated, as the program carries them, or made of the user's
//! ```

use std::collections::BTreeSet;
use std::sync::Arc;

use memchr::memmem;
use vanban_deflate::Deflater;

use crate::archive::Archive;
use crate::content_types;
use crate::embedded::{self, FontPart};
use crate::error::DocxError;
use crate::relationships::Relationships;

/// The part of settings.
const SETTINGS: &str = "word/settings.xml";

/// How hard parts are deflated, of 12: what a higher level saves is nothing beside the fonts.
const LEVEL: u8 = 1;

/// Fewer bytes than this are stored: to deflate them takes longer than to carry them.
const SMALL: usize = 600;

/// A package being made.
#[derive(Debug, Default)]
pub(crate) struct Package {
    parts: Vec<Part>,
    fonts: Vec<FontPart>,
}

#[derive(Debug)]
struct Part {
    name: String,
    content: Content,
    relationships: Relationships,
}

#[derive(Debug)]
enum Content {
    /// XML, to be deflated.
    Xml(Vec<u8>),
    /// A picture, compressed already.
    Picture(Arc<[u8]>),
    /// A drawing, to be deflated.
    Drawing(Vec<u8>),
}

impl Package {
    /// Adds a part of XML.
    pub(crate) fn add(&mut self, name: &str, xml: Vec<u8>, relationships: Relationships) {
        self.parts.push(Part { name: name.to_owned(), content: Content::Xml(xml), relationships });
    }

    /// Adds a picture.
    pub(crate) fn add_picture(&mut self, name: String, bytes: Arc<[u8]>) {
        let relationships = Relationships::default();
        self.parts.push(Part { name, content: Content::Picture(bytes), relationships });
    }

    /// Adds a drawing: text like XML, but without relationships to check.
    pub(crate) fn add_drawing(&mut self, name: String, svg: Vec<u8>) {
        let relationships = Relationships::default();
        self.parts.push(Part { name, content: Content::Drawing(svg), relationships });
    }

    /// Adds font parts.
    pub(crate) fn add_fonts(&mut self, fonts: Vec<FontPart>) {
        self.fonts.extend(fonts);
    }

    /// The archive; `root` are the relationships of the package itself.
    ///
    /// # Errors
    /// When the package is not sound, or too large for a ZIP archive.
    pub(crate) fn finish(self, root: &Relationships) -> Result<Vec<u8>, DocxError> {
        self.check(root)?;
        let size = self.parts.iter().map(|part| part.content.bytes().len()).sum::<usize>();
        let mut archive = Archive::new(size / 2 + 400_000);
        let mut deflater = Deflater::new(LEVEL);
        let mut write = |archive: &mut Archive, name: &str, bytes: &[u8]| {
            if bytes.len() < SMALL {
                archive.store(name, bytes)
            } else {
                archive.deflate(name, bytes, &mut deflater)
            }
        };
        let mut names = self.names();
        names.insert("_rels/.rels");
        write(&mut archive, "[Content_Types].xml", &content_types::write(names.into_iter()))?;
        write(&mut archive, "_rels/.rels", &root.write())?;
        for part in &self.parts {
            match &part.content {
                Content::Xml(bytes) | Content::Drawing(bytes) => {
                    write(&mut archive, &part.name, bytes)?;
                }
                Content::Picture(bytes) => archive.store(&part.name, bytes)?,
            }
            if !part.relationships.is_empty() {
                let name = relationships_name(&part.name);
                write(&mut archive, &name, &part.relationships.write())?;
            }
        }
        embedded::copy(&self.fonts, &mut archive, &mut deflater)?;
        archive.finish()
    }

    fn names(&self) -> BTreeSet<&str> {
        let parts = self.parts.iter().map(|part| part.name.as_str());
        parts.chain(self.fonts.iter().map(|font| font.name.as_str())).collect()
    }

    /// Whether every part has its own name and a known type, every relationship a target, every use
    /// of a relationship one, and every bookmark and drawing its own number.
    fn check(&self, root: &Relationships) -> Result<(), DocxError> {
        let names = self.names();
        if names.len() < self.parts.len() + self.fonts.len() {
            let name =
                self.parts.iter().map(|part| &part.name).enumerate().find(|(at, name)| {
                    self.parts[..*at].iter().any(|earlier| earlier.name == **name)
                });
            let id = name.map_or_else(String::new, |(_, name)| name.clone());
            return Err(DocxError::Duplicate { part: "the package".to_owned(), id });
        }
        if let Some(name) = names.iter().find(|name| !content_types::is_known(name)) {
            return Err(DocxError::UnknownPart { part: (*name).to_owned() });
        }
        check_targets("", root, &names)?;
        let mut ids = BTreeSet::new();
        for part in &self.parts {
            check_targets(&part.name, &part.relationships, &names)?;
            let Content::Xml(xml) = &part.content else {
                continue;
            };
            let xml = std::str::from_utf8(xml).expect("the writer of XML writes into a string");
            check_ids(&part.name, xml, &part.relationships, &mut ids)?;
        }
        Ok(())
    }
}

impl Content {
    fn bytes(&self) -> &[u8] {
        match self {
            Content::Xml(bytes) | Content::Drawing(bytes) => bytes,
            Content::Picture(bytes) => bytes,
        }
    }
}

fn check_targets(
    from: &str,
    relationships: &Relationships,
    names: &BTreeSet<&str>,
) -> Result<(), DocxError> {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    for (_, entry) in relationships.iter().filter(|(_, entry)| !entry.kind.is_external()) {
        let target = match folder {
            "" => entry.target.clone(),
            folder => format!("{folder}/{}", entry.target),
        };
        if !names.contains(target.as_str()) {
            return Err(DocxError::MissingPart { from: from.to_owned(), target });
        }
    }
    Ok(())
}

/// Whether the identifiers in a part's tags are known or unique, as each must be.
fn check_ids<'a>(
    part: &str,
    xml: &'a str,
    relationships: &Relationships,
    ids: &mut BTreeSet<(&'static str, &'a str)>,
) -> Result<(), DocxError> {
    // Quotation marks of text are escaped: this finds attributes only.
    for attribute in [" r:id=\"", " r:embed=\""] {
        if let Some(id) = values(xml, attribute).find(|id| !relationships.has(id)) {
            let (part, id) = (part.to_owned(), id.to_owned());
            return Err(DocxError::MissingRelationship { part, id });
        }
    }
    for tag in ["<w:bookmarkStart w:id=\"", "<wp:docPr id=\"", "<w:footnote w:id=\""] {
        if part == SETTINGS {
            // It repeats the identifiers of the separators.
            break;
        }
        if let Some(id) = values(xml, tag).find(|id| !ids.insert((tag, id))) {
            let (part, id) = (part.to_owned(), format!("{tag}{id}\""));
            return Err(DocxError::Duplicate { part, id });
        }
    }
    Ok(())
}

/// What stands between each place of `before` and the quotation mark after it.
fn values<'a>(xml: &'a str, before: &'static str) -> impl Iterator<Item = &'a str> {
    memmem::find_iter(xml.as_bytes(), before.as_bytes()).map(move |at| {
        let rest = &xml[at + before.len()..];
        rest.split('"').next().unwrap_or_default()
    })
}

/// The part that holds the relationships of a part (ECMA-376 part 2 §6.5.2).
fn relationships_name(part: &str) -> String {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    format!("{folder}/_rels/{file}.rels")
}

#[cfg(test)]
mod tests {
    use super::Package;
    use crate::error::DocxError;
    use crate::relationships::{Kind, Relationships};

    fn package(xml: &str, relationships: Relationships) -> Package {
        let mut package = Package::default();
        package.add("word/document.xml", xml.as_bytes().to_vec(), relationships);
        package
    }

    fn root() -> Relationships {
        let mut root = Relationships::default();
        root.to(Kind::Document, "word/document.xml");
        root
    }

    #[test]
    fn a_dangling_relationship_is_an_error() {
        let mut lost = Relationships::default();
        lost.to(Kind::Styles, "styles.xml");
        let error = package("<a/>", lost).finish(&root()).expect_err("styles.xml is missing");
        assert!(
            matches!(error, DocxError::MissingPart { target, .. } if target == "word/styles.xml")
        );
    }

    #[test]
    fn a_use_of_no_relationship_is_an_error() {
        let error = package("<a r:id=\"rId1\"/>", Relationships::default()).finish(&root());
        assert!(matches!(error, Err(DocxError::MissingRelationship { id, .. }) if id == "rId1"));
    }

    #[test]
    fn two_drawings_of_one_number_are_an_error() {
        let xml = "<wp:docPr id=\"1\"/><wp:docPr id=\"1\"/>";
        let error = package(xml, Relationships::default()).finish(&root());
        assert!(matches!(error, Err(DocxError::Duplicate { .. })));
    }

    #[test]
    fn two_parts_of_one_name_are_an_error() {
        let mut package = package("<a/>", Relationships::default());
        package.add("word/document.xml", Vec::new(), Relationships::default());
        assert!(matches!(package.finish(&root()), Err(DocxError::Duplicate { .. })));
    }

    #[test]
    fn the_archive_knows_no_clock() {
        let bytes = package("<a/>", Relationships::default()).finish(&root()).expect("sound");
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a ZIP archive");
        assert_eq!(archive.len(), 3);
        for at in 0..3 {
            let entry = archive.by_index(at).expect("the entry exists");
            assert_eq!(entry.last_modified().map(|date| date.year()), Some(1980));
        }
        let first = archive.by_index(0).expect("an entry");
        assert_eq!(first.name().expect("a name"), "[Content_Types].xml");
    }
}

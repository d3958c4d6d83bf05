//! The elements of a part, in flat storage: names by the namespaces that they mean, whatever prefixes
//! the part gives them.

use std::collections::BTreeMap;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{NamespaceResolver, ResolveResult};
use quick_xml::reader::NsReader;

use super::{Limits, Refusal};

/// A place in a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Node(u32);

/// The elements of a part.
#[derive(Debug, Default)]
pub struct Tree {
    names: Vec<String>,
    elements: Vec<Element>,
    attributes: Vec<(u32, String)>,
}

#[derive(Debug)]
struct Element {
    /// Its name, a place in [`Tree::names`]; none for text.
    name: Option<u32>,
    /// The first element after its last descendant.
    end: u32,
    /// Its attributes: a range of [`Tree::attributes`].
    attributes: (u32, u32),
    text: String,
}

/// The namespaces that are known, with the prefixes by which the tree calls them; those of ISO/IEC 29500
/// strict have the same.
const NAMESPACES: [(&str, &str); 24] = [
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "r"),
    ("http://purl.oclc.org/ooxml/officeDocument/relationships", "r"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", "m"),
    ("http://purl.oclc.org/ooxml/officeDocument/math", "m"),
    ("http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "wp"),
    ("http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", "wp"),
    ("http://schemas.openxmlformats.org/drawingml/2006/main", "a"),
    ("http://purl.oclc.org/ooxml/drawingml/main", "a"),
    ("http://schemas.openxmlformats.org/drawingml/2006/picture", "pic"),
    ("http://purl.oclc.org/ooxml/drawingml/picture", "pic"),
    ("http://schemas.microsoft.com/office/drawing/2016/SVG/main", "asvg"),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"),
    ("http://schemas.microsoft.com/office/word/2010/wordprocessingShape", "wps"),
    ("http://schemas.microsoft.com/office/word/2010/wordml", "w14"),
    ("urn:schemas-microsoft-com:vml", "v"),
    ("urn:schemas-microsoft-com:office:office", "o"),
    ("http://schemas.openxmlformats.org/package/2006/metadata/core-properties", "cp"),
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://purl.org/dc/terms/", "dcterms"),
    ("http://schemas.openxmlformats.org/package/2006/relationships", ""),
    ("http://schemas.openxmlformats.org/package/2006/content-types", ""),
    ("http://www.w3.org/XML/1998/namespace", "xml"),
];

const BROKEN: &str = "the file is damaged: open it in a word processor and save it again";

/// Reads a part.
///
/// # Errors
/// Where it is no well-formed XML in UTF-8 or UTF-16, declares a document type, or is too deep or large.
pub fn parse(bytes: &[u8], limits: &Limits) -> Result<Tree, Refusal> {
    let text = decode(bytes)?;
    let mut reader = NsReader::from_str(&text);
    let mut maker = Maker::default();
    let broken = || Refusal::new("a part of the document is no well-formed XML", BROKEN);
    loop {
        let event = reader.read_event().map_err(|_| broken())?;
        match event {
            Event::Start(start) => {
                maker.open(&start, reader.resolver(), limits)?;
                maker.stack.push(maker.tree.elements.len() - 1);
                if maker.stack.len() > limits.depth {
                    let message = format!("elements nest more than {} deep", limits.depth);
                    return Err(Refusal::new(message, "no word processor writes such a document"));
                }
            }
            Event::Empty(start) => maker.open(&start, reader.resolver(), limits)?,
            Event::End(_) => {
                let Some(open) = maker.stack.pop() else { return Err(broken()) };
                maker.tree.elements[open].end = maker.tree.elements.len() as u32;
            }
            Event::Text(text) => maker.text(&text.xml10_content()),
            Event::CData(text) => maker.text(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let char = match reference.resolve_char_ref() {
                    Ok(Some(char)) => char,
                    _ => match &*reference.xml10_content() {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        "apos" => '\'',
                        _ => return Err(broken()),
                    },
                };
                maker.text(char.encode_utf8(&mut [0; 4]));
            }
            Event::DocType(_) => {
                return Err(Refusal::new(
                    "a part of the document declares a document type",
                    "no word processor writes one: do not open the file",
                ));
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof => break,
        }
    }
    if !maker.stack.is_empty() || maker.tree.elements.is_empty() {
        return Err(broken());
    }
    Ok(maker.tree)
}

/// The text of a part (XML 1.0 §4.3.3: UTF-8, or UTF-16 with a byte order mark).
fn decode(bytes: &[u8]) -> Result<String, Refusal> {
    let wide = |of: fn([u8; 2]) -> u16| {
        let units = bytes[2..].chunks_exact(2).map(|two| of([two[0], two[1]]));
        String::from_utf16(&units.collect::<Vec<_>>()).ok()
    };
    let text = match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        _ => std::str::from_utf8(bytes)
            .ok()
            .map(|text| text.trim_start_matches('\u{feff}').to_owned()),
    };
    text.ok_or_else(|| Refusal::new("a part of the document is in no known encoding", BROKEN))
}

#[derive(Default)]
struct Maker {
    tree: Tree,
    stack: Vec<usize>,
    known: BTreeMap<String, u32>,
}

impl Maker {
    fn name(&mut self, resolved: &ResolveResult<'_>, local: &str) -> u32 {
        let prefix = match resolved {
            ResolveResult::Bound(uri) => {
                let known = NAMESPACES.iter().find(|(known, _)| *known == uri.as_ref());
                known.map_or("?", |(_, prefix)| prefix)
            }
            _ => "",
        };
        let name = if prefix.is_empty() { local.to_owned() } else { format!("{prefix}:{local}") };
        if let Some(id) = self.known.get(&name) {
            return *id;
        }
        let id = self.tree.names.len() as u32;
        self.tree.names.push(name.clone());
        self.known.insert(name, id);
        id
    }

    fn open(
        &mut self,
        start: &BytesStart<'_>,
        resolver: &NamespaceResolver,
        limits: &Limits,
    ) -> Result<(), Refusal> {
        if self.tree.elements.len() >= limits.elements {
            let message = format!("a part has more than {} elements", limits.elements);
            return Err(Refusal::new(message, "split the document"));
        }
        let (resolved, local) = resolver.resolve_element(start.name());
        let name = self.name(&resolved, local.as_ref());
        let from = self.tree.attributes.len() as u32;
        for attribute in start.attributes() {
            let broken = || Refusal::new("a part of the document is no well-formed XML", BROKEN);
            let attribute = attribute.map_err(|_| broken())?;
            let key: &str = attribute.key.as_ref();
            if key == "xmlns" || key.starts_with("xmlns:") {
                continue;
            }
            let (resolved, local) = resolver.resolve_attribute(attribute.key);
            let name = self.name(&resolved, local.as_ref());
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|_| broken())?
                .into_owned();
            self.tree.attributes.push((name, value));
        }
        let attributes = (from, self.tree.attributes.len() as u32);
        let end = self.tree.elements.len() as u32 + 1;
        self.tree.elements.push(Element { name: Some(name), end, attributes, text: String::new() });
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.stack.is_empty() || text.is_empty() {
            return;
        }
        if let Some(last) = self.tree.elements.last_mut()
            && last.name.is_none()
            // Nothing has ended since.
            && self.stack.last().is_some_and(|open| *open + 1 == self.tree.elements.len() - 1)
        {
            if let Some(last) = self.tree.elements.last_mut() {
                last.text.push_str(text);
            }
            return;
        }
        let end = self.tree.elements.len() as u32 + 1;
        let element = Element { name: None, end, attributes: (0, 0), text: text.to_owned() };
        self.tree.elements.push(element);
    }
}

impl Tree {
    /// The outermost element.
    #[must_use]
    pub fn root(&self) -> Node {
        Node(0)
    }

    /// The name of an element, such as `w:p`; empty for text.
    #[must_use]
    pub fn name(&self, node: Node) -> &str {
        let element = self.elements.get(node.0 as usize);
        let name = element.and_then(|element| element.name);
        name.and_then(|name| self.names.get(name as usize)).map_or("", String::as_str)
    }

    /// The value of an attribute, such as `w:val`.
    #[must_use]
    pub fn attribute(&self, node: Node, name: &str) -> Option<&str> {
        let (from, to) = self.elements.get(node.0 as usize)?.attributes;
        let attributes = self.attributes.get(from as usize..to as usize)?;
        let is_it = |id: u32| self.names.get(id as usize).is_some_and(|each| each == name);
        attributes.iter().find(|(id, _)| is_it(*id)).map(|(_, value)| value.as_str())
    }

    /// The elements and texts directly inside an element.
    pub fn children(&self, node: Node) -> impl Iterator<Item = Node> + '_ {
        let end = self.elements.get(node.0 as usize).map_or(0, |element| element.end);
        let mut next = node.0 + 1;
        std::iter::from_fn(move || {
            let at = next;
            let element = self.elements.get(at as usize).filter(|_| at < end)?;
            next = element.end.max(at + 1);
            Some(Node(at))
        })
    }

    /// The first element of a name directly inside an element.
    #[must_use]
    pub fn child(&self, node: Node, name: &str) -> Option<Node> {
        self.children(node).find(|child| self.name(*child) == name)
    }

    /// Every element and text inside an element, in the order of the part.
    pub fn inside(&self, node: Node) -> impl Iterator<Item = Node> + '_ {
        let end = self.elements.get(node.0 as usize).map_or(0, |element| element.end);
        (node.0 + 1..end).map(Node)
    }

    /// The text inside an element, all of it.
    #[must_use]
    pub fn text(&self, node: Node) -> String {
        if self.name(node).is_empty() {
            return self.elements.get(node.0 as usize).map(|e| e.text.clone()).unwrap_or_default();
        }
        self.inside(node).map(|inside| self.elements[inside.0 as usize].text.as_str()).collect()
    }
}

//! Links: one annotation for each area (ISO 32000-2 §12.5.6.5), and destinations.

use lopdf::{Dictionary, Document, Object, ObjectId};
use vanban_layout::{Item, Layout, LinkArea, LinkTarget, Point};
use vanban_theme::Pt;

use crate::error::PdfError;
use crate::object::{bytes, dict, name, number, text};
use crate::tags::Plan;

/// What an annotation says of a link that has neither title nor text.
const NAMELESS: &str = "Liên kết";

/// The annotation of a link area.
pub(crate) struct Annotation {
    /// The page, from 0.
    pub(crate) page: usize,
    /// The item on it.
    pub(crate) item: usize,
    /// The object.
    pub(crate) id: ObjectId,
    /// The node that it belongs to, if any.
    pub(crate) node: Option<usize>,
}

/// Adds the annotations of all areas, in page and item order. Those that belong to a node take the
/// keys of the parent tree that follow the pages'.
pub(crate) fn annotate(
    doc: &mut Document,
    layout: &Layout,
    plan: &Plan,
    pages: &[ObjectId],
) -> Result<Vec<Annotation>, PdfError> {
    let mut annotations = Vec::new();
    let mut key = layout.pages.len();
    for (number, page) in layout.pages.iter().enumerate() {
        for (at, (origin, item)) in page.frame.items.iter().enumerate() {
            let Item::Link(area) = item else { continue };
            let mut annotation = describe(layout, *origin, area, page.size.height, pages)?;
            let node = plan.owner_of_area(number, at);
            if node.is_some() {
                annotation.set("StructParent", Object::Integer(key as i64));
                key += 1;
            }
            let id = doc.add_object(annotation);
            annotations.push(Annotation { page: number, item: at, id, node });
        }
    }
    Ok(annotations)
}

fn describe(
    layout: &Layout,
    origin: Point,
    area: &LinkArea,
    height: Pt,
    pages: &[ObjectId],
) -> Result<Dictionary, PdfError> {
    let link =
        layout.links.get(area.link).ok_or(PdfError::Dangling { what: "link", index: area.link })?;
    let contents = match &link.target {
        _ if !link.contents.is_empty() => link.contents.as_str(),
        LinkTarget::Url(url) if !url.is_empty() => url,
        _ => NAMELESS,
    };
    let top = height - origin.y;
    let sides =
        [origin.x, top - area.size.height, origin.x + area.size.width, top].map(|side| side.0);
    let mut annotation = dict([
        ("Type", name("Annot")),
        ("Subtype", name("Link")),
        ("Rect", Object::Array(sides.map(number).to_vec())),
        ("Border", Object::Array(vec![Object::Integer(0); 3])),
        // To be printed (ISO 19005-2 §6.3.2).
        ("F", Object::Integer(4)),
        ("Contents", text(contents)),
    ]);
    match &link.target {
        LinkTarget::Url(url) => {
            let action = dict([("S", name("URI")), ("URI", bytes(uri(url).as_bytes()))]);
            annotation.set("A", action);
        }
        LinkTarget::Place(place) => annotation.set("Dest", destination(layout, *place, pages)?),
    }
    Ok(annotation)
}

/// A destination: the page of a place, with the place at the top left of the window.
pub(crate) fn destination(
    layout: &Layout,
    place: usize,
    pages: &[ObjectId],
) -> Result<Object, PdfError> {
    let target =
        layout.places.get(place).ok_or(PdfError::Dangling { what: "place", index: place })?;
    let dangling = PdfError::Dangling { what: "page", index: target.page };
    let (Some(id), Some(page)) = (pages.get(target.page), layout.pages.get(target.page)) else {
        return Err(dangling);
    };
    Ok(Object::Array(vec![
        Object::Reference(*id),
        name("XYZ"),
        number(target.at.x.0),
        number((page.size.height - target.at.y).0),
        Object::Null,
    ]))
}

/// A URI is seven-bit ASCII (ISO 32000-2 §12.6.4.8): whatever else it holds is percent-encoded.
fn uri(url: &str) -> String {
    let mut uri = String::with_capacity(url.len());
    for byte in url.bytes() {
        match byte {
            0x21..=0x7E => uri.push(char::from(byte)),
            _ => {
                uri.push('%');
                uri.extend([byte >> 4, byte & 15].map(|digit| {
                    char::from_digit(u32::from(digit), 16).unwrap_or('0').to_ascii_uppercase()
                }));
            }
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use crate::trial::{Trial, body};
    use crate::{PdfError, PdfOptions, write_pdf};
    use vanban_fonts::FontLibrary;
    use vanban_layout::{LinkTarget, Tag};

    #[test]
    fn letters_outside_ascii_and_spaces_are_percent_encoded() {
        assert_eq!(
            super::uri("https://a.vn/tin tức?q=1%20"),
            "https://a.vn/tin%20t%E1%BB%A9c?q=1%20"
        );
    }

    #[test]
    fn links_lead_out_and_to_places_and_belong_to_their_element() {
        let mut trial = Trial::default();
        let root = trial.structure(Tag::Document, None);
        for target in [LinkTarget::Url("https://chinhphu.vn".to_owned()), LinkTarget::Place(0)] {
            let paragraph = trial.structure(Tag::Paragraph, Some(root));
            let link = trial.structure(Tag::Link, Some(paragraph));
            trial.line(Some(link), body(), "xem");
            trial.area(Some(link), target);
        }
        trial.page();
        trial.line(None, body(), "đích");
        trial.place();

        let reader = trial.read();
        let pages = reader.pages();
        let annotations = reader.get(pages[0].1, "Annots").as_array().unwrap();
        assert_eq!(annotations.len(), 2);
        let of = |at: usize| reader.doc.dereference(&annotations[at]).unwrap().1.as_dict().unwrap();
        let uri = reader.get(reader.dict(of(0), "A"), "URI").as_str().unwrap();
        assert_eq!(uri, b"https://chinhphu.vn");
        let dest = reader.get(of(1), "Dest").as_array().unwrap();
        assert_eq!(dest[0].as_reference().unwrap(), pages[1].0);
        assert!((dest[3].as_float().unwrap() - (841.9 - 76.7 + 14.0)).abs() < 0.01);

        let tree = reader.dict(reader.catalog(), "StructTreeRoot");
        let numbers = reader.get(reader.dict(tree, "ParentTree"), "Nums").as_array().unwrap();
        for (at, named) in annotations.iter().enumerate() {
            assert_eq!(reader.get(of(at), "F").as_i64().unwrap(), 4);
            assert!(of(at).has(b"Contents"));
            let key = reader.get(of(at), "StructParent").as_i64().unwrap();
            let entry = numbers.chunks(2).find(|pair| pair[0].as_i64().unwrap() == key).unwrap();
            let element = reader.doc.dereference(&entry[1]).unwrap().1.as_dict().unwrap();
            assert_eq!(reader.get(element, "S").as_name().unwrap(), b"Link");
            let kids = reader.get(element, "K").as_array().unwrap();
            let object = kids[1].as_dict().unwrap().get(b"Obj").unwrap();
            assert_eq!(object.as_reference().ok(), named.as_reference().ok());
        }
    }

    #[test]
    fn a_link_to_nowhere_is_an_error() {
        let mut trial = Trial::default();
        trial.area(None, LinkTarget::Place(7));
        let result =
            write_pdf(&trial.layout, FontLibrary::bundled(), &trial.images, &PdfOptions::default());
        assert!(matches!(result, Err(PdfError::Dangling { what: "place", index: 7 })));
    }
}

//! From printpdf's document to a finished one: what printpdf leaves out or gets wrong is written
//! here or in the files that this calls.
//!
//! printpdf's catalog, Info, `/ID` and page resources are replaced; its pages and pictures are kept.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};
use vanban_layout::{Item, Layout, Page};

use crate::error::PdfError;
use crate::font::Faces;
use crate::image::{Pictures, number, resource};
use crate::inks::{self, Inks};
use crate::link::{Annotation, annotate};
use crate::object::{Deflater, deflated, dict, name, text};
use crate::page;
use crate::press::Press;
use crate::standard::{Standard, Version};
use crate::tags::Plan;
use crate::{
    attach, conform, dress, font_dictionary, icc, limits, metadata, outline, save, structure,
};

/// What the pages share.
struct Shared {
    fonts: Object,
    pictures: Dictionary,
    /// The resources of pages without pictures of their own.
    plain: ObjectId,
    tagged: bool,
    watermark: Option<ObjectId>,
}

/// What a document is finished from.
pub(crate) struct Parts<'a> {
    /// The pages.
    pub(crate) layout: &'a Layout,
    /// Which item belongs to which node.
    pub(crate) plan: &'a Plan,
    /// The contents of the pages.
    pub(crate) contents: Vec<Vec<u8>>,
    /// The faces.
    pub(crate) faces: &'a Faces<'a>,
    /// The pictures.
    pub(crate) pictures: &'a Pictures,
    /// The inks, where colours are those of a press.
    pub(crate) inks: Option<&'a Inks>,
}

/// Finishes a document and writes it; `numbers` are those of its pages, from 0, in the whole.
pub(crate) fn finish(
    mut doc: Document,
    parts: &Parts<'_>,
    standard: Standard,
    press: &Press,
    numbers: &[usize],
    deflater: &mut Deflater,
) -> Result<Vec<u8>, PdfError> {
    let Parts { layout, plan, ref contents, faces, pictures, inks } = *parts;
    let broken = |what: &str| PdfError::Content { reason: format!("{what} is missing") };
    let pages = save::pages(&doc).filter(|pages| pages.len() == layout.pages.len());
    let pages = pages.ok_or_else(|| broken("a page"))?;

    let fonts = font_dictionary::add(&mut doc, faces, deflater);
    let watermark = layout.watermark.as_ref().map(|watermark| {
        let color = page::fill(watermark.color, inks);
        dress::watermark(&mut doc, watermark, &color, deflater)
    });
    let shared = share(&mut doc, &pages, fonts, !layout.structure.nodes.is_empty(), watermark)
        .ok_or_else(|| broken("the resources of the pages"))?;
    let annotations = annotate(&mut doc, layout, plan, &pages)?;
    let mut rest = annotations.as_slice();
    for (at, (id, page)) in pages.iter().zip(&layout.pages).enumerate() {
        let (own, others) = rest.split_at(rest.partition_point(|a| a.page == at));
        rest = others;
        let (content, printed) = (&contents[at], standard.press);
        let sheet = Sheet { at, id: *id, page, content, annotations: own, press, printed };
        finish_page(&mut doc, &sheet, pictures, &shared, deflater)
            .ok_or_else(|| broken(&format!("the content of page {}", at + 1)))?;
    }
    let tree = structure::add(&mut doc, layout, plan, &annotations, &pages, standard.version);
    let outline = outline::add(&mut doc, layout, &pages)?;
    let mut claims = conform::claims(layout, plan, faces, standard, press);
    if !limits::hold(&doc, layout) {
        claims.archive = claims.archive.filter(|archive| archive.part == 4);
    }
    let identity = standard.press.then(|| metadata::identity(&doc));
    let xmp = doc.add_object(metadata::stream(&layout.info, claims, identity));
    let mut catalog = catalog(&mut doc, layout, xmp, tree, outline, deflater)
        .ok_or_else(|| broken("the page tree"))?;
    if !layout.pages.is_empty() {
        catalog.set("PageLabels", dress::labels(layout, numbers));
    }
    if let Some(attached) = &press.attached {
        let file = attach::add(&mut doc, attached, &layout.info, deflater);
        attach::enter(&mut catalog, file, attached);
    }

    if let Some(profile) = &press.profile {
        inks::settle(&mut doc);
        catalog.set("OutputIntents", inks::intents(&mut doc, profile, standard.press, deflater));
    }

    let root = reference(&doc.trailer, b"Root").ok_or_else(|| broken("the catalog"))?;
    let info = reference(&doc.trailer, b"Info").ok_or_else(|| broken("the info dictionary"))?;
    doc.set_object(root, catalog);
    let info = match standard.version {
        Version::Pdf17 => {
            doc.set_object(info, metadata::info(&layout.info, claims));
            Some(info)
        }
        // Deprecated by ISO 32000-2 §14.3.3, forbidden by ISO 19005-4 §6.1.3.
        Version::Pdf20 => {
            doc.objects.remove(&info);
            None
        }
    };
    save::save(&doc.objects, standard, root, info, deflater)
}

fn reference(entries: &Dictionary, key: &[u8]) -> Option<ObjectId> {
    entries.get(key).ok()?.as_reference().ok()
}

/// Makes the resources that pages share. printpdf names every font and picture for every page;
/// from its names only those of the pictures are taken.
fn share(
    doc: &mut Document,
    pages: &[ObjectId],
    fonts: Dictionary,
    tagged: bool,
    watermark: Option<ObjectId>,
) -> Option<Shared> {
    let mut pictures = Dictionary::new();
    if let Some(first) = pages.first() {
        let first = doc.get_dictionary(*first).ok()?;
        let resources = doc.get_dictionary(reference(first, b"Resources")?).ok()?.clone();
        for key in [b"Font".as_slice(), b"ExtGState", b"Shading"] {
            if let Some(id) = reference(&resources, key) {
                doc.objects.remove(&id);
            }
        }
        let id = reference(&resources, b"XObject")?;
        pictures = doc.objects.remove(&id)?.as_dict().ok()?.clone();
    }
    let fonts = Object::Reference(doc.add_object(fonts));
    let mut plain = dict([("Font", fonts.clone())]);
    if let Some(id) = watermark {
        plain.set("XObject", dict([(dress::WATERMARK, Object::Reference(id))]));
    }
    let plain = doc.add_object(plain);
    Some(Shared { fonts, pictures, plain, tagged, watermark })
}

/// A page of the layout, its object and its annotations.
struct Sheet<'a> {
    at: usize,
    id: ObjectId,
    page: &'a Page,
    content: &'a [u8],
    annotations: &'a [Annotation],
    press: &'a Press,
    /// Whether it is for a press, which must be told its boxes.
    printed: bool,
}

/// Gives a page its own resources, its annotations and its place in the structure, and deflates its
/// contents.
fn finish_page(
    doc: &mut Document,
    sheet: &Sheet<'_>,
    pictures: &Pictures,
    shared: &Shared,
    deflater: &mut Deflater,
) -> Option<()> {
    let Sheet { at, id, page, content, annotations, press, printed } = *sheet;
    let entries = doc.get_dictionary(id).ok()?;
    let (resources, contents) =
        (reference(entries, b"Resources")?, reference(entries, b"Contents")?);

    let stream = doc.get_object_mut(contents).ok()?.as_stream_mut().ok()?;
    let content = dress::content(content, page, press, shared.watermark.is_some());
    let content = deflater.zlib(&content);
    stream.dict = dict([("Filter", name("FlateDecode"))]);
    stream.set_content(content);

    let mut shown: BTreeMap<usize, &Object> = BTreeMap::new();
    let mut blends = false;
    for (_, item) in &page.frame.items {
        if let Item::Image(picture) = item {
            let picture_number = number(picture.picture);
            let stream = resource(pictures.stream_of(picture_number));
            let object = shared.pictures.get(stream.as_bytes()).ok()?;
            shown.insert(picture_number, object);
            blends |= pictures.is_transparent(picture.picture);
        }
    }
    let resources = if shown.is_empty() {
        doc.objects.remove(&resources);
        shared.plain
    } else {
        let mut named: Dictionary =
            shown.iter().map(|(at, object)| (resource(*at), (*object).clone())).collect();
        if let Some(id) = shared.watermark {
            named.set(dress::WATERMARK, Object::Reference(id));
        }
        let own = dict([("Font", shared.fonts.clone()), ("XObject", named.into())]);
        doc.set_object(resources, own);
        resources
    };

    let entries = doc.get_object_mut(id).ok()?.as_dict_mut().ok()?;
    dress::boxes(entries, page, press, printed);
    entries.set("Resources", Object::Reference(resources));
    if annotations.is_empty() {
        entries.remove(b"Annots");
    } else {
        let ids = annotations.iter().map(|annotation| Object::Reference(annotation.id));
        entries.set("Annots", Object::Array(ids.collect()));
    }
    if shared.tagged {
        entries.set("StructParents", Object::Integer(at as i64));
    }
    // Tab order follows the structure (PDF/UA-1 §7.18.3).
    entries.set("Tabs", name("S"));
    if blends {
        let group =
            dict([("Type", name("Group")), ("S", name("Transparency")), ("CS", name("DeviceRGB"))]);
        entries.set("Group", group);
    }
    Some(())
}

/// The catalog (ISO 32000-2 §7.7.2).
fn catalog(
    doc: &mut Document,
    layout: &Layout,
    xmp: ObjectId,
    tree: Option<ObjectId>,
    outline: Option<ObjectId>,
    deflater: &mut Deflater,
) -> Option<Dictionary> {
    let pages = reference(doc.catalog().ok()?, b"Pages")?;
    let profile = icc::srgb();
    let profile = deflated(dict([("N", Object::Integer(3))]), &profile, deflater);
    let profile = doc.add_object(profile);
    let intent = dict([
        ("Type", name("OutputIntent")),
        ("S", name("GTS_PDFA1")),
        ("OutputConditionIdentifier", text("sRGB IEC61966-2.1")),
        ("Info", text("sRGB IEC61966-2.1")),
        ("RegistryName", text("http://www.color.org")),
        ("DestOutputProfile", Object::Reference(profile)),
    ]);
    let preferences = dict([("DisplayDocTitle", Object::Boolean(true))]);
    let mut catalog = dict([
        ("Type", name("Catalog")),
        ("Pages", Object::Reference(pages)),
        ("Lang", text(metadata::language(&layout.info))),
        ("ViewerPreferences", preferences.into()),
        ("Metadata", Object::Reference(xmp)),
        ("OutputIntents", Object::Array(vec![intent.into()])),
    ]);
    if let Some(tree) = tree {
        catalog.set("MarkInfo", dict([("Marked", Object::Boolean(true))]));
        catalog.set("StructTreeRoot", Object::Reference(tree));
    }
    if let Some(outline) = outline {
        catalog.set("Outlines", Object::Reference(outline));
        catalog.set("PageMode", name("UseOutlines"));
    }
    Some(catalog)
}

#[cfg(test)]
mod tests {
    use crate::trial::{Trial, body};
    use vanban_article::Date;
    use vanban_layout::{OutlineEntry, Tag};

    #[test]
    fn the_catalog_has_what_archives_and_screen_readers_ask() {
        let mut trial = Trial::default();
        trial.layout.info.title = "Hội nghị".to_owned();
        trial.layout.info.date = Date::new(2013, 11, 27);
        let root = trial.structure(Tag::Document, None);
        trial.line(Some(root), body(), "Lời");
        let reader = trial.read();
        let catalog = reader.catalog();
        assert_eq!(reader.get(catalog, "Lang").as_str().unwrap(), b"vi-VN");
        assert!(reader.get(reader.dict(catalog, "MarkInfo"), "Marked").as_bool().unwrap());
        let preferences = reader.dict(catalog, "ViewerPreferences");
        assert!(reader.get(preferences, "DisplayDocTitle").as_bool().unwrap());
        let intents = reader.get(catalog, "OutputIntents").as_array().unwrap();
        let profile = reader.get(intents[0].as_dict().unwrap(), "DestOutputProfile");
        assert!(profile.as_stream().unwrap().decompressed_content().unwrap().len() > 400);
        let xmp = reader.get(catalog, "Metadata").as_stream().unwrap();
        let xmp = String::from_utf8(xmp.content.clone()).unwrap();
        assert!(xmp.contains("<pdfaid:conformance>A<") && xmp.contains("<pdfuaid:part>1<"));
        assert_eq!(reader.doc.version, "1.7");
        assert!(reader.doc.trailer.has(b"ID"));
    }

    #[test]
    fn the_page_boxes_are_the_paper() {
        let trial = Trial::default();
        let reader = trial.read();
        let (_, page) = reader.pages()[0];
        for key in ["MediaBox", "CropBox", "TrimBox"] {
            let sides = reader.get(page, key).as_array().unwrap();
            let sides: Vec<f32> = sides.iter().map(|side| side.as_float().unwrap()).collect();
            assert_eq!(sides, [0.0, 0.0, 595.3, 841.9], "{key}");
        }
    }

    #[test]
    fn the_outline_opens_with_the_document() {
        let mut trial = Trial::default();
        for (level, title) in [(1, "Phần một"), (2, "Mục a"), (1, "Phần hai")] {
            trial.line(None, body(), title);
            let place = trial.place();
            trial.layout.outline.push(OutlineEntry { level, title: title.to_owned(), place });
        }
        let reader = trial.read();
        let catalog = reader.catalog();
        assert_eq!(reader.get(catalog, "PageMode").as_name().unwrap(), b"UseOutlines");
        let root = reader.dict(catalog, "Outlines");
        assert_eq!(reader.get(root, "Count").as_i64().unwrap(), 3);
        let first = reader.dict(root, "First");
        let child = reader.dict(first, "First");
        assert_eq!(lopdf::decode_text_string(reader.get(child, "Title")).unwrap(), "Mục a");
        let next = reader.dict(first, "Next");
        assert_eq!(lopdf::decode_text_string(reader.get(next, "Title")).unwrap(), "Phần hai");
    }

    #[test]
    fn the_same_layout_gives_the_same_bytes_on_any_thread() {
        let make = || {
            let mut trial = Trial::default();
            let root = trial.structure(Tag::Document, None);
            trial.line(Some(root), body(), "Độc lập – Tự do – Hạnh phúc");
            trial.bytes()
        };
        let here = make();
        let there = std::thread::spawn(make).join().unwrap();
        assert!(here == there && here == make());
    }

    #[test]
    fn an_empty_layout_is_a_document_of_empty_pages() {
        let trial = Trial::default();
        assert_eq!(trial.read().pages().len(), 1);
        let mut none = Trial::default();
        none.layout.pages.clear();
        assert!(none.bytes().starts_with(b"%PDF-1.7"));
    }

    #[test]
    fn numbers_of_objects_lead_to_all_of_them() {
        let mut trial = Trial::default();
        let root = trial.structure(Tag::Document, None);
        for at in 0..450 {
            let paragraph = trial.structure(Tag::Paragraph, Some(root));
            trial.line(Some(paragraph), body(), &at.to_string());
        }
        let reader = trial.read();
        assert_eq!(reader.elements().len(), 451);
        assert_eq!(reader.text(0).0.len(), 10 + 90 * 2 + 350 * 3);
    }
}

//! Sheets: each page once as a form, shown in its place, and the document around them.

use std::collections::BTreeMap;
use std::fmt::Write;

use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::copy::Copy;
use super::order::Side;
use super::place::{Matrix, Plan};
use super::source::{MOST_BYTES, Source, SourcePage, get};
use super::{ImposeError, Imposed, Imposition, Scheme, annotation};
use crate::marks::short;
use crate::object::{Deflater, deflated, dict, name, text};
use crate::standard::Standard;
use crate::{metadata, save};

/// A page as a form, and what is printed over it.
struct Form {
    id: ObjectId,
    over: Vec<(Object, Matrix)>,
    /// The colours that it blends in, where it is a transparency group.
    blends: Option<Object>,
}

/// Writes the sheets.
pub(super) fn write(
    source: &Source,
    sides: &[Side],
    plan: &Plan,
    how: &Imposition,
) -> Result<Imposed, ImposeError> {
    let mut deflater = Deflater::new(how.compression);
    let mut copy = Copy::of(&source.document);
    let tree = copy.number();
    let mut forms: BTreeMap<usize, Form> = BTreeMap::new();
    let mut kids = Vec::with_capacity(sides.len());
    let mut scale = 1.0_f64;
    for side in sides {
        for page in side.iter().flatten() {
            if !forms.contains_key(page) {
                let form = form(source, &mut copy, *page, &mut deflater)?;
                forms.insert(*page, form);
                scale = scale.min(plan.scale(&source.pages[*page]));
            }
        }
        let sheet = sheet(&mut copy, side, &forms, source, plan, how, &mut deflater);
        let mut entries = sheet;
        entries.set("Parent", Object::Reference(tree));
        kids.push(Object::Reference(copy.add(entries)));
    }
    let sheets = dict([
        ("Type", name("Pages")),
        ("Count", Object::Integer(kids.len() as i64)),
        ("Kids", Object::Array(kids)),
    ]);
    copy.objects.insert(tree, sheets.into());
    let catalog = catalog(source, &mut copy, tree, how);
    let root = copy.add(catalog);
    let info = info(source, &mut copy);
    let info = copy.add(info);
    let bytes = save::save(&copy.objects, Standard::default(), root, Some(info), &mut deflater)
        .map_err(ImposeError::Write)?;
    let blanks = sides.iter().flatten().filter(|place| place.is_none()).count();
    Ok(Imposed { bytes, pages: source.pages.len(), sides: sides.len(), blanks, scale })
}

/// A page as a form (ISO 32000-2 §8.10): its content stream as it is, where it is one.
fn form(
    source: &Source,
    copy: &mut Copy<'_>,
    at: usize,
    deflater: &mut Deflater,
) -> Result<Form, ImposeError> {
    let page = &source.pages[at];
    let mut stream = content(source, copy, page, at, deflater)?;
    let sides = page.bleed.map(|side| Object::Real(side as f32)).to_vec();
    stream.dict.set("Type", name("XObject"));
    stream.dict.set("Subtype", name("Form"));
    stream.dict.set("BBox", Object::Array(sides));
    let resources = match &page.resources {
        Some(resources) => copy.import(resources),
        None => Dictionary::new().into(),
    };
    stream.dict.set("Resources", resources);
    let mut blends = None;
    if let Some(group) = get(&source.document, &page.entries, b"Group")
        && let Ok(mut group) = copy.import(group).as_dict().cloned()
    {
        // What is under a page is white paper, which it does not mix with.
        group.set("I", Object::Boolean(true));
        blends = Some(group.get(b"CS").cloned().unwrap_or(Object::Null));
        stream.dict.set("Group", group);
    }
    let over = annotation::appearances(&source.document, page);
    let over = over.into_iter().map(|(form, matrix)| (copy.import(&form), matrix)).collect();
    let id = copy.add(stream);
    Ok(Form { id, over, blends })
}

/// The content of a page: one stream is taken as it is, several are joined.
fn content(
    source: &Source,
    copy: &mut Copy<'_>,
    page: &SourcePage,
    at: usize,
    deflater: &mut Deflater,
) -> Result<Stream, ImposeError> {
    let document = &source.document;
    let broken = |what| ImposeError::Page(at + 1, what);
    let Ok(named) = page.entries.get(b"Contents") else {
        return Ok(Stream::new(Dictionary::new(), Vec::new()));
    };
    let (_, contents) =
        document.dereference(named).map_err(|_| broken("its content is missing"))?;
    match contents {
        Object::Stream(stream) => {
            let mut kept = Dictionary::new();
            for key in [b"Filter".as_slice(), b"DecodeParms"] {
                if let Ok(value) = stream.dict.get(key) {
                    kept.set(key.to_vec(), copy.import(value));
                }
            }
            Ok(Stream::new(kept, stream.content.clone()))
        }
        Object::Array(parts) => {
            let mut joined = Vec::new();
            for part in parts {
                let part = document.dereference(part).ok().and_then(|(_, p)| p.as_stream().ok());
                let part = part.ok_or_else(|| broken("a part of its content is missing"))?;
                // A word never goes on in the next part (ISO 32000-2 §7.8.2).
                let room = MOST_BYTES.saturating_sub(joined.len());
                let plain = if part.dict.has(b"Filter") {
                    part.decompressed_content_with_limit(room)
                        .map_err(|_| broken("a part of its content cannot be decoded"))?
                } else {
                    part.content.clone()
                };
                if plain.len() > room {
                    return Err(broken("its content is too large"));
                }
                joined.extend(plain);
                joined.push(b'\n');
            }
            let entries = dict([("Filter", name("FlateDecode"))]);
            Ok(Stream::new(entries, deflater.zlib(&joined)))
        }
        Object::Null => Ok(Stream::new(Dictionary::new(), Vec::new())),
        _ => Err(broken("its content is no stream")),
    }
}

/// A side of paper as a page, still without its parent.
fn sheet(
    copy: &mut Copy<'_>,
    side: &Side,
    forms: &BTreeMap<usize, Form>,
    source: &Source,
    plan: &Plan,
    how: &Imposition,
    deflater: &mut Deflater,
) -> Dictionary {
    let mut ops = String::new();
    let mut named = Dictionary::new();
    let mut blends = None;
    for (place, page) in side.iter().enumerate() {
        let Some((form, page)) = page.and_then(|page| Some((forms.get(&page)?, page))) else {
            continue;
        };
        let placed = plan.put(&source.pages[page], place);
        let [x, y, width, height] = placed.clip.map(short);
        let _ = write!(ops, "q\n{x} {y} {width} {height} re W n\n{} cm\n", told(placed.matrix));
        let own = format!("P{}", page + 1);
        let _ = writeln!(ops, "/{own} Do");
        named.set(own, Object::Reference(form.id));
        for (at, (over, matrix)) in form.over.iter().enumerate() {
            let own = format!("P{}A{at}", page + 1);
            let _ = write!(ops, "q\n{} cm\n/{own} Do\nQ\n", told(*matrix));
            named.set(own, over.clone());
        }
        ops.push_str("Q\n");
        blends = blends.or_else(|| form.blends.clone());
    }
    if how.crop_marks {
        ops.push_str(&plan.marks());
    }
    let contents = copy.add(deflated(Dictionary::new(), ops.as_bytes(), deflater));
    let (width, height) = plan.sheet;
    let sides = [0.0, 0.0, width, height].map(|side| crate::object::number(side as f32));
    let mut page = dict([
        ("Type", name("Page")),
        ("MediaBox", Object::Array(sides.to_vec())),
        ("Resources", dict([("XObject", named.into())]).into()),
        ("Contents", Object::Reference(contents)),
    ]);
    if let Some(space) = blends {
        let mut group = dict([("Type", name("Group")), ("S", name("Transparency"))]);
        if space != Object::Null {
            group.set("CS", space);
        }
        page.set("Group", group);
    }
    page
}

/// A transformation as operands. Six digits: a hundredth of a point at the far edge of a sheet.
fn told(matrix: Matrix) -> String {
    let rounded = matrix.map(|number| ((number * 1e6).round() / 1e6 + 0.0).to_string());
    rounded.join(" ")
}

/// The catalog: how to print, and of the source what decides how its pages look.
fn catalog(source: &Source, copy: &mut Copy<'_>, tree: ObjectId, how: &Imposition) -> Dictionary {
    let mut preferences = dict([("PrintScaling", name("None"))]);
    if matches!(how.scheme, Scheme::Booklet { .. }) {
        preferences.set("Duplex", name("DuplexFlipShortEdge"));
    }
    let mut catalog = dict([
        ("Type", name("Catalog")),
        ("Pages", Object::Reference(tree)),
        ("ViewerPreferences", preferences.into()),
    ]);
    if let Ok(old) = source.document.catalog() {
        // The meaning of device colours, and which layers are shown.
        for key in [b"OutputIntents".as_slice(), b"OCProperties"] {
            if let Ok(value) = old.get(key) {
                catalog.set(key.to_vec(), copy.import(value));
            }
        }
    }
    catalog
}

/// The Info dictionary: the title of the source, and who made the sheets.
fn info(source: &Source, copy: &mut Copy<'_>) -> Dictionary {
    let mut info =
        dict([("Creator", text(metadata::CREATOR)), ("Producer", text(metadata::PRODUCER))]);
    let old = get(&source.document, &source.document.trailer, b"Info");
    if let Some(old) = old.and_then(|old| old.as_dict().ok()) {
        for key in [b"Title".as_slice(), b"Author"] {
            if let Some(value @ Object::String(..)) = get(&source.document, old, key) {
                info.set(key.to_vec(), copy.import(value));
            }
        }
    }
    info
}

//! The pages of a PDF that somebody wrote: their boxes, turned as a reader sees them, their resources
//! and contents (ISO 32000-2 §7.7.3, §14.11.2).

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};

use super::ImposeError;

/// The most pages that are imposed.
pub(super) const MOST_PAGES: usize = 50_000;
/// The most bytes that a stream may hold: small ones that unfold without end are refused.
pub(super) const MOST_BYTES: usize = 256 << 20;
/// The longest side of a page, in points: 100 m.
const LONGEST: f64 = 283_465.0;

/// A PDF that was read.
pub(super) struct Source {
    /// All of it.
    pub(super) document: Document,
    /// Its pages, in order.
    pub(super) pages: Vec<SourcePage>,
}

/// Left, bottom, right and top, in units of the page.
pub(super) type Sides = [f64; 4];

/// A page.
#[derive(Clone, Debug)]
pub(super) struct SourcePage {
    /// Its own entries.
    pub(super) entries: Dictionary,
    /// Its resources, which it may have from above.
    pub(super) resources: Option<Object>,
    /// What remains of it when it is cut.
    pub(super) trim: Sides,
    /// What is printed of it.
    pub(super) bleed: Sides,
    /// Quarter turns to the right.
    pub(super) turns: u8,
    /// Points in a unit.
    pub(super) unit: f64,
}

impl SourcePage {
    /// Its width and height as a reader sees it, in points.
    pub(super) fn size(&self) -> (f64, f64) {
        let [left, bottom, right, top] = self.trim;
        let (width, height) = ((right - left) * self.unit, (top - bottom) * self.unit);
        if self.turns.is_multiple_of(2) { (width, height) } else { (height, width) }
    }
}

/// What a page may have from the nodes above it (ISO 32000-2 §7.7.3.4).
#[derive(Clone, Default)]
struct Inherited {
    resources: Option<Object>,
    media: Option<Object>,
    crop: Option<Object>,
    rotate: Option<Object>,
}

/// Reads a PDF.
pub(super) fn read(bytes: &[u8]) -> Result<Source, ImposeError> {
    let options = LoadOptions { max_decompressed_size: Some(MOST_BYTES), ..LoadOptions::default() };
    let loaded = Document::load_mem_with_options(bytes, options);
    let document = loaded.map_err(|error| match error {
        lopdf::Error::Decryption(_) | lopdf::Error::InvalidPassword => ImposeError::Encrypted,
        _ if encrypted(bytes) => ImposeError::Encrypted,
        other => ImposeError::Unreadable(other.to_string()),
    })?;
    // One that opens without a password is still locked: its owner may have forbidden this.
    if document.is_encrypted() || document.was_encrypted() || document.trailer.has(b"Encrypt") {
        return Err(ImposeError::Encrypted);
    }
    let pages = pages(&document)?;
    match pages.len() {
        0 => Err(ImposeError::NoPages),
        many if many > MOST_PAGES => Err(ImposeError::TooManyPages(many)),
        _ => Ok(Source { document, pages }),
    }
}

/// Whether a file that cannot be read speaks of encryption at its end.
fn encrypted(bytes: &[u8]) -> bool {
    let end = &bytes[bytes.len().saturating_sub(2048)..];
    end.windows(8).any(|word| word == b"/Encrypt")
}

fn pages(document: &Document) -> Result<Vec<SourcePage>, ImposeError> {
    let unreadable = |what: &str| ImposeError::Unreadable(what.to_owned());
    let catalog = document.catalog().map_err(|error| ImposeError::Unreadable(error.to_string()))?;
    let root = catalog.get(b"Pages").and_then(Object::as_reference);
    let root = root.map_err(|_| unreadable("its catalog names no pages"))?;
    let mut pages = Vec::new();
    let mut met: BTreeSet<ObjectId> = BTreeSet::new();
    let mut open: Vec<(ObjectId, Inherited)> = vec![(root, Inherited::default())];
    while let Some((id, mut above)) = open.pop() {
        if !met.insert(id) {
            return Err(unreadable("its page tree goes in a circle, or names a page twice"));
        }
        let number = pages.len() + 1;
        let missing = |_| ImposeError::Page(number, "it is missing");
        let entries = document.get_dictionary(id).map_err(missing)?;
        for (key, value) in [
            (b"Resources".as_slice(), &mut above.resources),
            (b"MediaBox", &mut above.media),
            (b"CropBox", &mut above.crop),
            (b"Rotate", &mut above.rotate),
        ] {
            if let Ok(own) = entries.get(key) {
                *value = Some(own.clone());
            }
        }
        match get(document, entries, b"Kids").and_then(|kids| kids.as_array().ok()) {
            Some(kids) => {
                for kid in kids.iter().rev() {
                    let kid = kid.as_reference().map_err(missing)?;
                    open.push((kid, above.clone()));
                }
            }
            None => {
                pages.push(page(document, entries, above, number)?);
                if pages.len() > MOST_PAGES {
                    return Err(ImposeError::TooManyPages(pages.len()));
                }
            }
        }
    }
    Ok(pages)
}

fn page(
    document: &Document,
    entries: &Dictionary,
    above: Inherited,
    number: usize,
) -> Result<SourcePage, ImposeError> {
    let wrong = |what| ImposeError::Page(number, what);
    let media = above.media.as_ref().and_then(|object| sides(document, object));
    let media = media.ok_or_else(|| wrong("it says no usable size"))?;
    let inside = |outer: Sides, object: Option<&Object>| {
        let inner = object.and_then(|object| sides(document, object)).unwrap_or(outer);
        let [l, b, r, t] = inner;
        let cut = [l.max(outer[0]), b.max(outer[1]), r.min(outer[2]), t.min(outer[3])];
        if cut[0] < cut[2] && cut[1] < cut[3] { cut } else { outer }
    };
    let crop = inside(media, above.crop.as_ref());
    let own = |key: &[u8]| entries.get(key).ok();
    let boxed = |key: &[u8]| if own(key).is_some() { inside(media, own(key)) } else { crop };
    let trim = boxed(b"TrimBox");
    let bleed = if own(b"BleedBox").is_some() { boxed(b"BleedBox") } else { trim };
    let around = [
        bleed[0].min(trim[0]),
        bleed[1].min(trim[1]),
        bleed[2].max(trim[2]),
        bleed[3].max(trim[3]),
    ];
    let turned = above.rotate.as_ref().and_then(|object| float(document, object)).unwrap_or(0.0);
    let turns = (turned / 90.0).round().rem_euclid(4.0) as u8;
    let unit = get(document, entries, b"UserUnit").and_then(|object| float(document, object));
    let unit = unit.filter(|unit| *unit > 0.0 && *unit <= LONGEST).unwrap_or(1.0);
    let resources = above.resources;
    let page = SourcePage { entries: entries.clone(), resources, trim, bleed: around, turns, unit };
    let (width, height) = page.size();
    if width < 1.0 || height < 1.0 || width > LONGEST || height > LONGEST {
        return Err(wrong("it is smaller than a point or larger than a hall"));
    }
    Ok(page)
}

/// An entry, its reference followed.
pub(super) fn get<'a>(
    document: &'a Document,
    entries: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Object> {
    let (_, object) = document.dereference(entries.get(key).ok()?).ok()?;
    Some(object)
}

/// A number, its reference followed.
fn float(document: &Document, object: &Object) -> Option<f64> {
    let (_, object) = document.dereference(object).ok()?;
    object.as_float().ok().map(f64::from).filter(|number| number.is_finite())
}

/// Numbers of an array, references followed.
pub(super) fn numbers<const N: usize>(document: &Document, object: &Object) -> Option<[f64; N]> {
    let (_, object) = document.dereference(object).ok()?;
    let list = object.as_array().ok()?;
    let numbers: Option<Vec<f64>> = list.iter().map(|each| float(document, each)).collect();
    numbers?.try_into().ok()
}

/// A rectangle, its corners in any order (ISO 32000-2 §7.9.5).
pub(super) fn sides(document: &Document, object: &Object) -> Option<Sides> {
    let [x1, y1, x2, y2] = numbers(document, object)?;
    let sides = [x1.min(x2), y1.min(y2), x1.max(x2), y1.max(y2)];
    (sides[0] < sides[2] && sides[1] < sides[3]).then_some(sides)
}

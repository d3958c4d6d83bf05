//! What is printed over a page: the appearances of its annotations, such as filled form fields and
//! stamps (ISO 32000-2 §12.5.5).

use lopdf::{Document, Object};

use super::place::{Matrix, bounds};
use super::source::{SourcePage, get, numbers, sides};

/// Bits of `/F` (ISO 32000-2 §12.5.3): not shown at all, and printed.
const HIDDEN: i64 = 2;
const PRINT: i64 = 4;

/// The printed appearances of a page: each a form, and the transformation that brings it to its place.
pub(super) fn appearances(document: &Document, page: &SourcePage) -> Vec<(Object, Matrix)> {
    let list = get(document, &page.entries, b"Annots").and_then(|list| list.as_array().ok());
    let list = list.map(Vec::as_slice).unwrap_or_default();
    list.iter().filter_map(|annotation| appearance(document, annotation)).collect()
}

fn appearance(document: &Document, annotation: &Object) -> Option<(Object, Matrix)> {
    let (_, annotation) = document.dereference(annotation).ok()?;
    let entries = annotation.as_dict().ok()?;
    let flags = get(document, entries, b"F").and_then(|flags| flags.as_i64().ok()).unwrap_or(0);
    let popup = get(document, entries, b"Subtype")
        .is_some_and(|kind| kind.as_name().is_ok_and(|name| name == b"Popup"));
    if flags & HIDDEN != 0 || flags & PRINT == 0 || popup {
        return None;
    }
    let looks = get(document, entries, b"AP")?.as_dict().ok()?;
    let mut named = looks.get(b"N").ok()?;
    if let Ok(states) = document.dereference(named).ok()?.1.as_dict() {
        let state = get(document, entries, b"AS")?.as_name().ok()?;
        named = states.get(state).ok()?;
    }
    named.as_reference().ok()?;
    let form = &document.dereference(named).ok()?.1.as_stream().ok()?.dict;
    let area = sides(document, entries.get(b"Rect").ok()?)?;
    let shape = sides(document, form.get(b"BBox").ok()?)?;
    let matrix = match form.get(b"Matrix") {
        Ok(matrix) => numbers(document, matrix)?,
        Err(_) => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
    };
    let [left, bottom, right, top] = bounds(shape, matrix);
    let (width, height) = (right - left, top - bottom);
    if width <= 0.0 || height <= 0.0 {
        return None;
    }
    let (x, y) = ((area[2] - area[0]) / width, (area[3] - area[1]) / height);
    Some((named.clone(), [x, 0.0, 0.0, y, area[0] - left * x, area[1] - bottom * y]))
}

//! What PDF/A-2 and -3 bound (ISO 19005-2 §6.1.13), checked on the finished objects: the article may
//! hold an address or an alternative text longer than any.
//!
//! Numbers, nesting and pages are bound elsewhere: `vector` nests no deeper, themes have no larger paper.

use lopdf::{Document, Object};
use vanban_layout::Layout;

/// The longest string, in bytes.
const STRING: usize = 32_767;
/// The longest name, in bytes.
const NAME: usize = 127;
/// The sides of a page, in points.
const SIDES: std::ops::RangeInclusive<f32> = 3.0..=14_400.0;

/// Whether all of a document so far is within the bounds.
pub(crate) fn hold(doc: &Document, layout: &Layout) -> bool {
    let sized = |side: f32| SIDES.contains(&side);
    let info = &layout.info;
    let joined = |texts: &[String]| texts.iter().map(|text| text.len() + 2).sum::<usize>();
    let subject = info.subject.as_deref().map_or(0, str::len);
    // A letter takes at most twice as many bytes in UTF-16 as in UTF-8.
    let short = |bytes: usize| bytes < STRING / 2;
    layout.pages.iter().all(|page| sized(page.size.width.0) && sized(page.size.height.0))
        && [info.title.len(), subject, joined(&info.authors), joined(&info.keywords)]
            .into_iter()
            .all(short)
        && doc.objects.values().all(bounded)
}

fn bounded(object: &Object) -> bool {
    let mut open = vec![object];
    while let Some(object) = open.pop() {
        match object {
            Object::String(bytes, _) if bytes.len() > STRING => return false,
            Object::Name(name) if name.len() > NAME => return false,
            Object::Array(items) => open.extend(items),
            Object::Dictionary(entries) => open.extend(entries.iter().map(|(_, value)| value)),
            Object::Stream(stream) => open.extend(stream.dict.iter().map(|(_, value)| value)),
            _ => {}
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::hold;
    use crate::trial::{Trial, body};
    use lopdf::{Document, Object};
    use vanban_layout::Tag;

    #[test]
    fn a_text_longer_than_any_is_no_archive() {
        let claimed = |alt: String| {
            let mut trial = Trial::default();
            let root = trial.structure(Tag::Document, None);
            let figure = trial.structure(Tag::Figure, Some(root));
            trial.line(Some(figure), body(), "a");
            trial.layout.structure.node_mut(figure).alt = Some(alt);
            let reader = trial.read();
            let xmp = reader.get(reader.catalog(), "Metadata").as_stream().unwrap().content.clone();
            let xmp = String::from_utf8(xmp).unwrap();
            (xmp.contains("pdfaid:part"), xmp.contains("pdfuaid:part"))
        };
        assert_eq!(claimed("ắ".repeat(16_000)), (true, true));
        assert_eq!(claimed("ắ".repeat(17_000)), (false, true));
    }

    #[test]
    fn a_long_value_is_found_however_deep() {
        let trial = Trial::default();
        let mut doc = Document::new();
        assert!(hold(&doc, &trial.layout));
        let deep =
            Object::Array(vec![Object::Array(vec![Object::string_literal("a".repeat(40_000))])]);
        doc.add_object(deep);
        assert!(!hold(&doc, &trial.layout));
    }
}

//! What stands around and behind a page: its boxes (ISO 32000-2 §14.11.2), crop marks, the watermark
//! and the labels of an excerpt's pages. All of it is marked as artifacts.

use std::fmt::Write;

use lopdf::{Dictionary, Document, Object, ObjectId};
use vanban_fonts::PathSegment;
use vanban_layout::{Layout, Page, Watermark};

use crate::marks;
use crate::object::{Deflater, deflated, dict, name, number};
use crate::press::Press;

/// The name of the watermark among the resources of a page.
pub(crate) const WATERMARK: &str = "Wm";

/// Half of the square root of two: the sine of 45°, at which a watermark rises.
const SLOPE: f64 = std::f64::consts::FRAC_1_SQRT_2;

/// Gives a page the boxes that its bleed and its marks ask for, if any: the origin stays at the corner
/// of the paper, so that nothing on the page moves. A page that is `printed` has all of them.
pub(crate) fn boxes(entries: &mut Dictionary, page: &Page, press: &Press, printed: bool) {
    let (bleed, around) = (f64::from(press.bleed.0), around(press));
    if around <= 0.0 && !printed {
        return;
    }
    let (width, height) = (f64::from(page.size.width.0), f64::from(page.size.height.0));
    let grown = |by: f64| {
        let sides = [-by, -by, width + by, height + by];
        Object::Array(sides.map(|side| number(side as f32)).to_vec())
    };
    entries.set("MediaBox", grown(around));
    entries.set("CropBox", grown(around));
    entries.set("BleedBox", grown(bleed));
    entries.set("TrimBox", grown(0.0));
}

/// How much wider than the page its sheet is, on every side, in points.
fn around(press: &Press) -> f64 {
    let bleed = f64::from(press.bleed.0);
    if press.crop_marks { bleed + marks::OFFSET + marks::LENGTH } else { bleed }
}

/// The content of a page with what stands behind and around it.
pub(crate) fn content(content: &[u8], page: &Page, press: &Press, watermark: bool) -> Vec<u8> {
    let (width, height) = (f64::from(page.size.width.0), f64::from(page.size.height.0));
    let mut before = String::new();
    if watermark {
        let [x, y] = [width / 2.0, height / 2.0].map(marks::short);
        let s = (SLOPE * 1e6).round() / 1e6;
        let _ = write!(
            before,
            "/Artifact<</Type/Pagination/Subtype/Watermark>>BDC\n\
             q\n{s} {s} -{s} {s} {x} {y} cm\n/{WATERMARK} Do\nQ\nEMC\n"
        );
    }
    let mut all = before.into_bytes();
    all.extend_from_slice(content);
    if press.crop_marks {
        let block = [0.0, 0.0, width, height];
        let away = f64::from(press.bleed.0) + marks::OFFSET;
        let lines = marks::draw(block, &[0.0, width], &[0.0, height], away);
        let marks = format!("\n/Artifact<</Type/Page>>BDC\n{lines}EMC\n");
        all.extend_from_slice(marks.as_bytes());
    }
    all
}

/// The watermark as a form, about its middle: filled outlines, so that it is never text.
pub(crate) fn watermark(
    doc: &mut Document,
    watermark: &Watermark,
    color: &str,
    deflater: &mut Deflater,
) -> ObjectId {
    let mut ops = format!("{color}\n");
    let mut sides = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
    let mut put = |ops: &mut String, point: [f32; 2]| {
        let [x, y] = point;
        sides = [sides[0].min(x), sides[1].min(y), sides[2].max(x), sides[3].max(y)];
        let [x, y] = point.map(|at| marks::short(f64::from(at)));
        let _ = write!(ops, "{x} {y} ");
    };
    for segment in &watermark.outline {
        match *segment {
            PathSegment::Move(to) => {
                put(&mut ops, to);
                ops.push_str("m\n");
            }
            PathSegment::Line(to) => {
                put(&mut ops, to);
                ops.push_str("l\n");
            }
            PathSegment::Cubic([a, b, c, d, x, y]) => {
                [[a, b], [c, d], [x, y]].into_iter().for_each(|point| put(&mut ops, point));
                ops.push_str("c\n");
            }
            PathSegment::Close => ops.push_str("h\n"),
        }
    }
    ops.push_str("f\n");
    if watermark.outline.is_empty() {
        sides = [0.0; 4];
    }
    let entries = dict([
        ("Type", name("XObject")),
        ("Subtype", name("Form")),
        ("BBox", Object::Array(sides.map(number).to_vec())),
        ("Resources", Dictionary::new().into()),
    ]);
    doc.add_object(deflated(entries, ops.as_bytes(), deflater))
}

/// The labels of pages that keep the numbers, from 0, which they have in the whole (ISO 32000-2
/// §12.4.2).
pub(crate) fn labels(layout: &Layout, numbers: &[usize]) -> Dictionary {
    let mut ranges = Vec::new();
    for (at, number) in numbers.iter().enumerate().take(layout.pages.len()) {
        if at == 0 || numbers[at - 1] + 1 != *number {
            let label = dict([("S", name("D")), ("St", Object::Integer(*number as i64 + 1))]);
            ranges.extend([Object::Integer(at as i64), label.into()]);
        }
    }
    dict([("Nums", Object::Array(ranges))])
}

#[cfg(test)]
mod tests {
    use crate::press::{PageRange, Press};
    use crate::trial::{Reader, Trial, body};
    use crate::{PdfOptions, write_pdf};
    use lopdf::Document;
    use vanban_fonts::{FontLibrary, PathSegment};
    use vanban_layout::{Tag, Watermark};
    use vanban_theme::{Color, Pt};

    fn with(trial: &Trial, press: Press) -> Reader {
        let options = PdfOptions { press, ..PdfOptions::default() };
        let bytes =
            write_pdf(&trial.layout, FontLibrary::bundled(), &trial.images, &options).unwrap();
        Reader { doc: Document::load_mem(&bytes).unwrap() }
    }

    fn sides(reader: &Reader, key: &str) -> Vec<f32> {
        let (_, page) = reader.pages()[0];
        let sides = reader.get(page, key).as_array().unwrap();
        sides.iter().map(|side| side.as_float().unwrap()).collect()
    }

    #[test]
    fn the_bleed_lies_around_the_page_and_marks_around_the_bleed() {
        let mut trial = Trial::default();
        trial.line(None, body(), "a");
        let press = Press { bleed: Pt(8.5), crop_marks: true, ..Press::default() };
        let reader = with(&trial, press);
        assert_eq!(sides(&reader, "TrimBox"), [0.0, 0.0, 595.3, 841.9]);
        assert_eq!(sides(&reader, "BleedBox"), [-8.5, -8.5, 603.8, 850.4]);
        assert!(sides(&reader, "MediaBox")[0] < -25.0);
        assert_eq!(reader.text(0).1, "a");
        let operators = reader.operators(0);
        let marks: Vec<_> = operators.iter().filter(|(name, _)| name == "l").collect();
        assert_eq!(marks.len(), 8);
        for (_, place) in marks {
            let at: Vec<f32> = place.iter().map(|number| number.as_float().unwrap()).collect();
            let inside = |at: f32, side: f32| (-8.5..=side + 8.5).contains(&at);
            assert!(!(inside(at[0], 595.3) && inside(at[1], 841.9)), "{at:?}");
        }
    }

    #[test]
    fn a_watermark_is_an_artifact_without_text_on_every_page() {
        let mut trial = Trial::default();
        let root = trial.structure(Tag::Document, None);
        trial.line(Some(root), body(), "a");
        trial.page();
        let outline = vec![
            PathSegment::Move([-50.0, -10.0]),
            PathSegment::Line([50.0, -10.0]),
            PathSegment::Cubic([50.0, 0.0, 0.0, 10.0, -50.0, 10.0]),
            PathSegment::Close,
        ];
        trial.layout.watermark = Some(Watermark { color: Color::rgb(217, 217, 217), outline });
        let reader = with(&trial, Press::default());
        assert_eq!(reader.text(0).1, "a");
        for page in 0..2 {
            let operators = reader.operators(page);
            let marked = operators[0].1[1].as_dict().unwrap();
            assert_eq!(marked.get(b"Subtype").unwrap().as_name().unwrap(), b"Watermark");
            let resources = reader.dict(reader.pages()[page].1, "Resources");
            assert!(reader.dict(resources, "XObject").has(b"Wm"));
        }
    }

    #[test]
    fn pages_of_an_excerpt_keep_their_numbers() {
        let mut trial = Trial::default();
        for _ in 0..5 {
            trial.page();
        }
        let range = |first, last| PageRange { first, last };
        let pages = vec![range(2, Some(3)), range(6, None)];
        let reader = with(&trial, Press { pages, ..Press::default() });
        assert_eq!(reader.pages().len(), 3);
        let labels = reader.dict(reader.catalog(), "PageLabels");
        let ranges = reader.get(labels, "Nums").as_array().unwrap();
        let start = |at: usize| ranges[at].as_dict().unwrap().get(b"St").unwrap().as_i64().unwrap();
        assert_eq!((ranges.len(), start(1), start(3)), (4, 2, 6));
    }
}

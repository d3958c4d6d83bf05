//! Drawings as form XObjects (ISO 32000-2 §8.10): their steps as operators, sharp at every size.
//!
//! A form maps its drawing onto the unit square, as pictures are mapped, so that a page shows either
//! alike. A layer that is blended as a whole is a transparency group of its own (§11.6.6), with the
//! colour space that ISO 19005-2 §6.2.10 asks for. Where a press is named its colours are inks.

use std::collections::BTreeMap;
use std::io::Write;

use printpdf::{DictItem, ExternalStream};
use vanban_article::image::vector::{
    Blend, Blending, Cap, Fill, Join, Layer, Matrix, Paint, Segment, Shape, Step, Stroke,
    VectorPicture,
};

use crate::gradient::{channels, name, numbers, shading};
use crate::inks::Inks;
use crate::object::Deflater;

type Entries = BTreeMap<String, DictItem>;

/// How deep a form saves the state before what is inside goes into a form of its own: ISO 19005-2
/// §6.1.13 allows 28, and a shape takes one.
const DEPTH: usize = 24;

/// What an open layer becomes when it is closed.
enum Kind {
    /// It goes on in the content around it.
    Same,
    /// A form of its own.
    Form,
    /// A group that is blended as a whole.
    Group(Blending),
}

/// The form of a drawing, in the inks of a press if one is named, and whether it lets what is under it
/// shine through.
pub(crate) fn form(
    picture: &VectorPicture,
    inks: Option<&Inks>,
    deflater: &mut Deflater,
) -> (ExternalStream, bool) {
    // A hundred-thousandth of the drawing is far below what a printer resolves.
    let grain = picture.width.max(picture.height) / 100_000.0;
    let mut open: Vec<(Content<'_>, Kind)> = vec![(Content::new(grain, inks), Kind::Same)];
    let mut transparent = false;
    for step in &picture.steps {
        let Some((content, _)) = open.last_mut() else { break };
        match step {
            Step::Shape(shape) => content.shape(shape),
            Step::Open(layer) => {
                content.clip(layer);
                if let Some(blending) = layer.blending {
                    transparent = true;
                    open.push((Content::new(grain, inks), Kind::Group(blending)));
                } else if content.depth >= DEPTH {
                    open.push((Content::new(grain, inks), Kind::Form));
                } else {
                    let inner = std::mem::replace(content, Content::new(grain, inks));
                    open.push((inner, Kind::Same));
                }
            }
            Step::Close => {
                let Some((inner, kind)) = open.pop() else { break };
                let Some((outer, _)) = open.last_mut() else {
                    open.push((inner, kind));
                    continue;
                };
                match kind {
                    Kind::Group(blending) => {
                        let group = inner.finish(picture, true, deflater);
                        outer.group(group, blending.opacity, blending.mode);
                    }
                    Kind::Form => {
                        outer.blended |= inner.blends();
                        outer.show(inner.finish(picture, false, deflater));
                    }
                    Kind::Same => *outer = inner,
                }
                outer.bytes.extend_from_slice(b"Q\n");
                outer.depth = outer.depth.saturating_sub(1);
            }
        }
    }
    let content = open.swap_remove(0).0;
    transparent |= content.blends();
    let mut form = content.finish(picture, false, deflater);
    let (width, height) = (picture.width, picture.height);
    let unit = [1.0 / width, 0.0, 0.0, -1.0 / height, 0.0, 1.0];
    form.dict.insert("Matrix".to_owned(), numbers(&unit));
    (form, transparent)
}

/// A content stream being written, and what it names.
struct Content<'i> {
    bytes: Vec<u8>,
    /// How many times the state is saved.
    depth: usize,
    /// The inks of colours.
    inks: Option<&'i Inks>,
    /// What the last digit of a coordinate may be worth.
    grain: f32,
    /// Opacities of fillings and strokes in thousandths, and the blend mode.
    states: BTreeMap<(u16, u16, Blend), usize>,
    patterns: Vec<DictItem>,
    groups: Vec<ExternalStream>,
    /// Whether any of these is blended.
    blended: bool,
}

impl<'i> Content<'i> {
    fn new(grain: f32, inks: Option<&'i Inks>) -> Content<'i> {
        let (states, patterns, groups) = (BTreeMap::new(), Vec::new(), Vec::new());
        Content {
            bytes: Vec::new(),
            depth: 0,
            inks,
            grain,
            states,
            patterns,
            groups,
            blended: false,
        }
    }

    /// Whether anything of it is not opaque.
    fn blends(&self) -> bool {
        self.states.keys().any(|state| *state != (1000, 1000, Blend::Normal)) || self.blended
    }

    /// Saves the state and clips to the outlines of a layer.
    fn clip(&mut self, layer: &Layer) {
        self.bytes.extend_from_slice(b"q\n");
        self.depth += 1;
        for clip in &layer.clips {
            self.path(&clip.outline, clip.matrix, self.grain);
            let operator: &[u8] = if clip.even_odd { b"W* n\n" } else { b"W n\n" };
            self.bytes.extend_from_slice(operator);
        }
    }

    /// Shows a group.
    fn group(&mut self, group: ExternalStream, opacity: f32, mode: Blend) {
        let opacity = thousandths(opacity);
        self.state(opacity, opacity, mode);
        self.blended = true;
        self.show(group);
    }

    /// Shows a form.
    fn show(&mut self, form: ExternalStream) {
        let _ = writeln!(self.bytes, "/X{} Do", self.groups.len());
        self.groups.push(form);
    }

    fn state(&mut self, fill: u16, stroke: u16, mode: Blend) {
        let next = self.states.len();
        let at = *self.states.entry((fill, stroke, mode)).or_insert(next);
        let _ = writeln!(self.bytes, "/G{at} gs");
    }

    fn shape(&mut self, shape: &Shape) {
        if shape.fill.is_none() && shape.stroke.is_none() {
            return;
        }
        self.bytes.extend_from_slice(b"q\n");
        let opacity = |opacity: Option<f32>| opacity.map_or(1000, thousandths);
        let filled = opacity(shape.fill.as_ref().map(|fill| fill.opacity));
        let stroked = opacity(shape.stroke.as_ref().map(|stroke| stroke.opacity));
        if (filled, stroked) != (1000, 1000) {
            self.state(filled, stroked, Blend::Normal);
        }
        if let Some(fill) = &shape.fill {
            self.paint(&fill.paint, shape.matrix, ["rg", "k", "cs", "scn"]);
        }
        // A stroke is as wide as its map makes it: it needs the map itself.
        let (matrix, grain) = match &shape.stroke {
            Some(stroke) => {
                self.paint(&stroke.paint, shape.matrix, ["RG", "K", "CS", "SCN"]);
                if shape.matrix != Matrix::IDENTITY {
                    self.numbers(&shape.matrix.0, 1e-6);
                    self.bytes.extend_from_slice(b"cm\n");
                }
                let grain = self.grain / shape.matrix.scale().max(1e-6);
                self.pen(stroke, grain);
                (Matrix::IDENTITY, grain)
            }
            None => (shape.matrix, self.grain),
        };
        let even_odd = |fill: &Fill| if fill.even_odd { "*" } else { "" };
        let paints: &[String] = &match (&shape.fill, &shape.stroke) {
            (Some(fill), None) => vec![format!("f{}", even_odd(fill))],
            (None, _) => vec!["S".to_owned()],
            (Some(fill), Some(_)) if shape.stroke_first => {
                vec!["S".to_owned(), format!("f{}", even_odd(fill))]
            }
            // Both at once would let no filling shine through the stroke (ISO 32000-2 §11.7.4.4).
            (Some(fill), Some(_)) if stroked < 1000 => {
                vec![format!("f{}", even_odd(fill)), "S".to_owned()]
            }
            (Some(fill), Some(_)) => vec![format!("B{}", even_odd(fill))],
        };
        for paint in paints {
            self.path(&shape.outline, matrix, grain);
            let _ = writeln!(self.bytes, "{paint}");
        }
        self.bytes.extend_from_slice(b"Q\n");
    }

    /// Sets a paint; the operators are those of a colour, of inks, of a space and of a pattern.
    fn paint(&mut self, paint: &Paint, matrix: Matrix, [color, ink, space, pattern]: [&str; 4]) {
        match paint {
            Paint::Solid(rgb) => {
                self.numbers(&channels(*rgb, self.inks), 1e-3);
                let operator = if self.inks.is_some() { ink } else { color };
                let _ = writeln!(self.bytes, "{operator}");
            }
            Paint::Gradient(gradient) => {
                let at = self.patterns.len();
                let _ = writeln!(self.bytes, "/Pattern {space} /P{at} {pattern}");
                let pattern = shading(gradient, matrix.after(gradient.matrix), self.inks);
                self.patterns.push(pattern);
            }
        }
    }

    fn pen(&mut self, stroke: &Stroke, grain: f32) {
        self.numbers(&[stroke.width], grain);
        self.bytes.extend_from_slice(b"w\n");
        let cap = match stroke.cap {
            Cap::Butt => 0,
            Cap::Round => 1,
            Cap::Square => 2,
        };
        let join = match stroke.join {
            Join::Miter => 0,
            Join::Round => 1,
            Join::Bevel => 2,
        };
        let _ = writeln!(self.bytes, "{cap} J {join} j");
        if stroke.join == Join::Miter {
            self.numbers(&[stroke.miter.max(1.0)], 1e-3);
            self.bytes.extend_from_slice(b"M\n");
        }
        let whole: f32 = stroke.dashes.iter().sum();
        if whole > 0.0 {
            self.bytes.push(b'[');
            self.numbers(&stroke.dashes, grain);
            self.bytes.extend_from_slice(b"] ");
            self.numbers(&[stroke.offset.rem_euclid(whole)], grain);
            self.bytes.extend_from_slice(b"d\n");
        }
    }

    fn path(&mut self, outline: &[Segment], matrix: Matrix, grain: f32) {
        let [a, b, c, d, e, f] = matrix.0;
        let map = |[x, y]: [f32; 2]| [a * x + c * y + e, b * x + d * y + f];
        for segment in outline {
            match *segment {
                Segment::Move(to) => {
                    self.numbers(&map(to), grain);
                    self.bytes.extend_from_slice(b"m\n");
                }
                Segment::Line(to) => {
                    self.numbers(&map(to), grain);
                    self.bytes.extend_from_slice(b"l\n");
                }
                Segment::Cubic([x1, y1, x2, y2, x, y]) => {
                    for point in [[x1, y1], [x2, y2], [x, y]] {
                        self.numbers(&map(point), grain);
                    }
                    self.bytes.extend_from_slice(b"c\n");
                }
                Segment::Close => self.bytes.extend_from_slice(b"h\n"),
            }
        }
    }

    /// Numbers, each followed by a blank, with as many decimals as their grain asks for.
    fn numbers(&mut self, numbers: &[f32], grain: f32) {
        let mut decimals = 0;
        let mut step = 1.0;
        while step > grain && decimals < 7 {
            step /= 10.0;
            decimals += 1;
        }
        for number in numbers {
            let start = self.bytes.len();
            let _ = write!(self.bytes, "{number:.decimals$}");
            if decimals > 0 {
                while self.bytes.last() == Some(&b'0') {
                    self.bytes.pop();
                }
                if self.bytes.last() == Some(&b'.') {
                    self.bytes.pop();
                }
            }
            if self.bytes[start..] == *b"-0" {
                self.bytes.truncate(start);
                self.bytes.push(b'0');
            }
            self.bytes.push(b' ');
        }
    }

    /// The form XObject of all that was written.
    fn finish(
        self,
        picture: &VectorPicture,
        group: bool,
        deflater: &mut Deflater,
    ) -> ExternalStream {
        let mut resources = Entries::new();
        let mut put = |key: &str, map: Entries| {
            if !map.is_empty() {
                resources.insert(key.to_owned(), DictItem::Dict { map });
            }
        };
        let state = |((fill, stroke, mode), at): (&(u16, u16, Blend), &usize)| {
            let map = Entries::from([
                ("Type".to_owned(), name("ExtGState")),
                ("ca".to_owned(), DictItem::Real(f32::from(*fill) / 1000.0)),
                ("CA".to_owned(), DictItem::Real(f32::from(*stroke) / 1000.0)),
                ("BM".to_owned(), name(&format!("{mode:?}"))),
            ]);
            (format!("G{at}"), DictItem::Dict { map })
        };
        put("ExtGState", self.states.iter().map(state).collect());
        let named = |(at, pattern)| (format!("P{at}"), pattern);
        put("Pattern", self.patterns.into_iter().enumerate().map(named).collect());
        let named = |(at, stream)| (format!("X{at}"), DictItem::Stream { stream });
        put("XObject", self.groups.into_iter().enumerate().map(named).collect());
        let mut dict = Entries::from([
            ("Type".to_owned(), name("XObject")),
            ("Subtype".to_owned(), name("Form")),
            ("BBox".to_owned(), numbers(&[0.0, 0.0, picture.width, picture.height])),
            ("Resources".to_owned(), DictItem::Dict { map: resources }),
            ("Filter".to_owned(), name("FlateDecode")),
        ]);
        if group {
            let map = Entries::from([
                ("Type".to_owned(), name("Group")),
                ("S".to_owned(), name("Transparency")),
                ("CS".to_owned(), name("DeviceRGB")),
                ("I".to_owned(), DictItem::Bool(true)),
            ]);
            dict.insert("Group".to_owned(), DictItem::Dict { map });
        }
        let content = deflater.zlib(&self.bytes);
        ExternalStream { dict, content, compress: false }
    }
}

fn thousandths(opacity: f32) -> u16 {
    (opacity.clamp(0.0, 1.0) * 1000.0).round() as u16
}

#[cfg(test)]
mod tests {
    use super::form;
    use crate::object::Deflater;
    use printpdf::{DictItem, ExternalStream};
    use vanban_article::image::vector::{
        Blend, Blending, Clip, Course, Fill, Gradient, Layer, Matrix, Paint, Segment, Shape, Step,
        VectorPicture,
    };

    fn square(paint: Paint, opacity: f32) -> Step {
        let outline = [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0]];
        let mut outline: Vec<Segment> = outline.into_iter().map(Segment::Line).collect();
        outline[0] = Segment::Move([0.0, 0.0]);
        outline.push(Segment::Close);
        let fill = Some(Fill { paint, opacity, even_odd: false });
        let matrix = Matrix::IDENTITY;
        let shape = Shape { outline, matrix, fill, stroke: None, stroke_first: false };
        Step::Shape(Box::new(shape))
    }

    fn red() -> Paint {
        Paint::Solid([255, 0, 0])
    }

    fn of(steps: Vec<Step>) -> (ExternalStream, bool) {
        let picture = VectorPicture { width: 20.0, height: 10.0, steps };
        form(&picture, None, &mut Deflater::new(6))
    }

    fn content(stream: &ExternalStream) -> String {
        let filter = crate::object::dict([("Filter", crate::object::name("FlateDecode"))]);
        let content = lopdf::Stream::new(filter, stream.content.clone()).decompressed_content();
        String::from_utf8(content.expect("a content stream is deflated")).expect("it is text")
    }

    fn resource<'a>(stream: &'a ExternalStream, kind: &str, name: &str) -> &'a DictItem {
        let DictItem::Dict { map } = &stream.dict["Resources"] else { panic!("no resources") };
        let DictItem::Dict { map } = &map[kind] else { panic!("no {kind}") };
        &map[name]
    }

    #[test]
    fn an_opaque_shape_is_filled_and_nothing_shines_through() {
        let (form, transparent) = of(vec![square(red(), 1.0)]);
        assert_eq!(content(&form), "q\n1 0 0 rg\n0 0 m\n10 0 l\n10 10 l\nh\nf\nQ\n");
        assert!(!transparent);
        let DictItem::Array(matrix) = &form.dict["Matrix"] else { panic!("no matrix") };
        assert_eq!(matrix[3], DictItem::Real(-0.1));
    }

    #[test]
    fn opacity_is_a_state_and_a_layer_is_a_group() {
        let (form, transparent) = of(vec![square(red(), 0.5)]);
        assert!(transparent && content(&form).contains("/G0 gs"));
        let blending = Some(Blending { opacity: 0.5, mode: Blend::Multiply });
        let open = Step::Open(Layer { clips: Vec::new(), blending });
        let (form, transparent) = of(vec![open, square(red(), 1.0), Step::Close]);
        assert!(transparent);
        assert_eq!(content(&form), "q\n/G0 gs\n/X0 Do\nQ\n");
        let DictItem::Stream { stream } = resource(&form, "XObject", "X0") else { panic!() };
        assert!(stream.dict.contains_key("Group") && content(stream).ends_with("f\nQ\n"));
        let DictItem::Dict { map } = resource(&form, "ExtGState", "G0") else { panic!() };
        assert_eq!(map["BM"], DictItem::Name(b"Multiply".to_vec()));
    }

    #[test]
    fn a_clip_holds_until_its_layer_ends() {
        let outline = vec![Segment::Move([0.0, 0.0]), Segment::Line([4.0, 4.0]), Segment::Close];
        let matrix = Matrix([2.0, 0.0, 0.0, 2.0, 1.0, 0.0]);
        let clips = vec![Clip { outline, even_odd: true, matrix }];
        let open = Step::Open(Layer { clips, blending: None });
        let (form, transparent) =
            of(vec![open, square(red(), 1.0), Step::Close, square(red(), 1.0)]);
        let text = content(&form);
        assert!(text.starts_with("q\n1 0 m\n9 8 l\nh\nW* n\nq\n1 0 0 rg"), "{text}");
        assert_eq!((text.matches("q\n").count(), text.matches("Q\n").count()), (3, 3));
        assert!(!transparent);
    }

    #[test]
    fn a_jump_between_two_stops_is_kept() {
        let stops = vec![(0.25, [255, 0, 0]), (0.5, [0, 255, 0]), (0.5, [0, 0, 255])];
        let course = Course::Line([0.0, 0.0, 1.0, 0.0]);
        let gradient = Gradient { course, matrix: Matrix::IDENTITY, stops };
        let (form, _) = of(vec![square(Paint::Gradient(gradient), 1.0)]);
        assert!(content(&form).contains("/Pattern cs /P0 scn"));
        let DictItem::Dict { map } = resource(&form, "Pattern", "P0") else { panic!() };
        let DictItem::Dict { map } = &map["Shading"] else { panic!() };
        let DictItem::Dict { map } = &map["Function"] else { panic!() };
        let DictItem::Array(parts) = &map["Functions"] else { panic!() };
        assert_eq!(parts.len(), 3);
        assert_eq!(map["Bounds"], DictItem::Array([0.25, 0.5].map(DictItem::Real).to_vec()));
    }

    #[test]
    fn the_state_is_never_saved_deeper_than_an_archive_allows() {
        let layer = || Step::Open(Layer { clips: Vec::new(), blending: None });
        let mut steps: Vec<Step> = (0..70).map(|_| layer()).collect();
        steps.push(square(red(), 1.0));
        steps.extend((0..70).map(|_| Step::Close));
        steps.push(square(red(), 1.0));
        let (form, transparent) = of(steps);
        assert!(!transparent);
        let mut inner = &form;
        let mut forms = 1;
        loop {
            let text = content(inner);
            let saved = text.lines().filter(|line| *line == "q").count();
            assert!(saved <= 28 && saved == text.lines().filter(|line| *line == "Q").count());
            let DictItem::Dict { map } = &inner.dict["Resources"] else { panic!("resources") };
            let Some(DictItem::Dict { map }) = map.get("XObject") else { break };
            let DictItem::Stream { stream } = &map["X0"] else { panic!("a form") };
            assert!(!stream.dict.contains_key("Group"));
            (inner, forms) = (stream, forms + 1);
        }
        assert_eq!(forms, 3);
        assert!(content(inner).contains("f\n") && content(&form).ends_with("f\nQ\n"));
    }

    #[test]
    fn the_same_drawing_gives_the_same_bytes() {
        let make = || of(vec![square(red(), 0.3), square(red(), 0.7)]).0;
        assert_eq!(make(), make());
    }
}

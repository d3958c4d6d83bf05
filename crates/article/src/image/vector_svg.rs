//! The steps of a drawing as an SVG file (SVG 1.1): shapes, gradients, clips and layers, and nothing
//! else. Whatever the author's file held beside them, scripts, references, styles, is not in it.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::vector::{
    Blend, Cap, Clip, Course, Gradient, Join, Layer, Matrix, Paint, Segment, Shape, Step, Stroke,
    VectorPicture,
};

/// The file of a drawing.
pub(super) fn write(picture: &VectorPicture) -> String {
    let mut file =
        File { defs: String::new(), body: String::new(), ids: 0, clips: BTreeMap::new() };
    let mut open: Vec<usize> = Vec::new();
    for step in &picture.steps {
        match step {
            Step::Open(layer) => open.push(file.open(layer)),
            Step::Close => {
                for _ in 0..open.pop().unwrap_or_default() {
                    file.body.push_str("</g>");
                }
            }
            Step::Shape(shape) => file.shape(shape),
        }
    }
    for _ in 0..open.iter().sum() {
        file.body.push_str("</g>");
    }
    let (width, height) = (picture.width, picture.height);
    let File { defs, body, .. } = file;
    let defs = if defs.is_empty() { defs } else { format!("<defs>{defs}</defs>") };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\">{defs}{body}</svg>"
    )
}

struct File {
    defs: String,
    body: String,
    ids: u32,
    /// The identifiers of clips by what they hold.
    clips: BTreeMap<String, u32>,
}

impl File {
    fn id(&mut self) -> u32 {
        self.ids += 1;
        self.ids
    }

    /// Opens a layer; the answer is how many elements close it.
    fn open(&mut self, layer: &Layer) -> usize {
        let clips: Vec<u32> = layer.clips.iter().map(|clip| self.clip(clip)).collect();
        for (at, id) in clips.iter().enumerate() {
            let _ = write!(self.body, "<g clip-path=\"url(#a{id})\"");
            if at + 1 < clips.len() || layer.blending.is_none() {
                self.body.push('>');
            }
        }
        let Some(blending) = layer.blending else { return clips.len() };
        if clips.is_empty() {
            self.body.push_str("<g");
        }
        if blending.opacity < 1.0 {
            let _ = write!(self.body, " opacity=\"{}\"", short(blending.opacity));
        }
        if blending.mode != Blend::Normal {
            let _ = write!(self.body, " style=\"mix-blend-mode:{}\"", mode(blending.mode));
        } else if blending.opacity >= 1.0 {
            self.body.push_str(" style=\"isolation:isolate\"");
        }
        self.body.push('>');
        clips.len().max(1)
    }

    fn clip(&mut self, clip: &Clip) -> u32 {
        let mut path = String::from("<path");
        outline(&mut path, &clip.outline);
        transform(&mut path, "transform", clip.matrix);
        if clip.even_odd {
            path.push_str(" clip-rule=\"evenodd\"");
        }
        path.push_str("/>");
        if let Some(known) = self.clips.get(&path) {
            return *known;
        }
        let id = self.id();
        let _ = write!(self.defs, "<clipPath id=\"a{id}\">{path}</clipPath>");
        self.clips.insert(path, id);
        id
    }

    fn shape(&mut self, shape: &Shape) {
        let fill = shape.fill.as_ref().map(|fill| {
            let mut style = String::new();
            self.paint(&mut style, "fill", &fill.paint, fill.opacity);
            if fill.even_odd {
                style.push_str(" fill-rule=\"evenodd\"");
            }
            style
        });
        let stroke = shape.stroke.as_ref().map(|stroke| {
            let mut style = String::new();
            self.paint(&mut style, "stroke", &stroke.paint, stroke.opacity);
            pen(&mut style, stroke);
            style
        });
        let none = || " fill=\"none\"".to_owned();
        let looks = match (fill, stroke) {
            (None, None) => return,
            (Some(fill), None) => vec![fill],
            (None, Some(stroke)) => vec![none() + &stroke],
            // `paint-order` is of SVG 2, which few word processors read.
            (Some(fill), Some(stroke)) if shape.stroke_first => vec![none() + &stroke, fill],
            (Some(fill), Some(stroke)) => vec![fill + &stroke],
        };
        for look in looks {
            self.body.push_str("<path");
            outline(&mut self.body, &shape.outline);
            transform(&mut self.body, "transform", shape.matrix);
            self.body.push_str(&look);
            self.body.push_str("/>");
        }
    }

    fn paint(&mut self, style: &mut String, name: &str, paint: &Paint, opacity: f32) {
        match paint {
            Paint::Solid(color) => {
                let _ = write!(style, " {name}=\"{}\"", hex(*color));
            }
            Paint::Gradient(gradient) => {
                let id = self.gradient(gradient);
                let _ = write!(style, " {name}=\"url(#a{id})\"");
            }
        }
        if opacity < 1.0 {
            let _ = write!(style, " {name}-opacity=\"{}\"", short(opacity));
        }
    }

    fn gradient(&mut self, gradient: &Gradient) -> u32 {
        let id = self.id();
        let defs = &mut self.defs;
        let end = match gradient.course {
            Course::Line([x1, y1, x2, y2]) => {
                let _ = write!(defs, "<linearGradient id=\"a{id}\" x1=\"{x1}\" y1=\"{y1}\" ");
                let _ = write!(defs, "x2=\"{x2}\" y2=\"{y2}\"");
                "</linearGradient>"
            }
            Course::Circles([fx, fy, fr, cx, cy, r]) => {
                let _ = write!(defs, "<radialGradient id=\"a{id}\" cx=\"{cx}\" cy=\"{cy}\" ");
                let _ = write!(defs, "r=\"{r}\" fx=\"{fx}\" fy=\"{fy}\"");
                if fr > 0.0 {
                    let _ = write!(defs, " fr=\"{fr}\"");
                }
                "</radialGradient>"
            }
        };
        defs.push_str(" gradientUnits=\"userSpaceOnUse\"");
        transform(defs, "gradientTransform", gradient.matrix);
        defs.push('>');
        for (place, color) in &gradient.stops {
            let _ = write!(defs, "<stop offset=\"{place}\" stop-color=\"{}\"/>", hex(*color));
        }
        defs.push_str(end);
        id
    }
}

fn pen(style: &mut String, stroke: &Stroke) {
    let _ = write!(style, " stroke-width=\"{}\"", stroke.width);
    match stroke.cap {
        Cap::Butt => {}
        Cap::Round => style.push_str(" stroke-linecap=\"round\""),
        Cap::Square => style.push_str(" stroke-linecap=\"square\""),
    }
    match stroke.join {
        Join::Miter => {
            let _ = write!(style, " stroke-miterlimit=\"{}\"", stroke.miter);
        }
        Join::Round => style.push_str(" stroke-linejoin=\"round\""),
        Join::Bevel => style.push_str(" stroke-linejoin=\"bevel\""),
    }
    if !stroke.dashes.is_empty() {
        let dashes: Vec<String> = stroke.dashes.iter().map(f32::to_string).collect();
        let _ = write!(style, " stroke-dasharray=\"{}\"", dashes.join(" "));
        let _ = write!(style, " stroke-dashoffset=\"{}\"", stroke.offset);
    }
}

fn outline(text: &mut String, segments: &[Segment]) {
    text.push_str(" d=\"");
    for segment in segments {
        let (letter, numbers): (char, &[f32]) = match segment {
            Segment::Move(to) => ('M', to),
            Segment::Line(to) => ('L', to),
            Segment::Cubic(points) => ('C', points),
            Segment::Close => ('Z', &[]),
        };
        text.push(letter);
        for (at, number) in numbers.iter().enumerate() {
            let blank = if at > 0 { " " } else { "" };
            let _ = write!(text, "{blank}{number}");
        }
    }
    text.push('"');
}

fn transform(text: &mut String, name: &str, matrix: Matrix) {
    if matrix != Matrix::IDENTITY {
        let [a, b, c, d, e, f] = matrix.0;
        let _ = write!(text, " {name}=\"matrix({a} {b} {c} {d} {e} {f})\"");
    }
}

fn hex([r, g, b]: [u8; 3]) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// An opacity to three digits.
fn short(opacity: f32) -> f32 {
    (opacity * 1000.0).round() / 1000.0
}

fn mode(mode: Blend) -> &'static str {
    match mode {
        Blend::Normal => "normal",
        Blend::Multiply => "multiply",
        Blend::Screen => "screen",
        Blend::Overlay => "overlay",
        Blend::Darken => "darken",
        Blend::Lighten => "lighten",
        Blend::ColorDodge => "color-dodge",
        Blend::ColorBurn => "color-burn",
        Blend::HardLight => "hard-light",
        Blend::SoftLight => "soft-light",
        Blend::Difference => "difference",
        Blend::Exclusion => "exclusion",
        Blend::Hue => "hue",
        Blend::Saturation => "saturation",
        Blend::Color => "color",
        Blend::Luminosity => "luminosity",
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::image::load;
    use crate::image::vector::{Step, Vector};

    fn vector(inside: &str) -> Option<Arc<Vector>> {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\">{inside}</svg>"
        );
        load(Arc::from(svg.into_bytes()), &[]).expect("a drawing").vector
    }

    #[test]
    fn only_shapes_are_in_the_file() {
        let made = vector(
            "<script>alert(1)</script><a href='http://x.vn'><rect width='9' height='9' \
             onclick='f()' style='fill:red'/></a><image href='http://x.vn/a.png'/>",
        );
        let svg = String::from_utf8(made.expect("vectors").svg.to_vec()).expect("SVG is UTF-8");
        assert_eq!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\" viewBox=\"0 0 40 \
             20\"><path d=\"M0 0L9 0L9 9L0 9Z\" fill=\"#ff0000\"/></svg>"
        );
    }

    #[test]
    fn a_drawing_written_again_is_the_same_drawing() {
        let made = vector(
            "<linearGradient id='l'><stop stop-color='red'/><stop offset='1' stop-color='blue'/>\
             </linearGradient><clipPath id='c'><circle cx='9' cy='9' r='8'/></clipPath>\
             <g clip-path='url(#c)' opacity='.5'><rect width='20' height='20' fill='url(#l)'/></g>\
             <path d='M0 0Q9 9 18 0' stroke='#123456' stroke-width='2' fill='none' \
             stroke-dasharray='3 1' stroke-linecap='round' transform='rotate(10)'/>",
        );
        let made = made.expect("vectors");
        let again = load(Arc::clone(&made.svg), &[]).expect("a drawing").vector.expect("vectors");
        assert_eq!(again.picture.steps.len(), made.picture.steps.len());
        let layers = |vector: &Vector| {
            vector.picture.steps.iter().filter(|step| matches!(step, Step::Open(_))).count()
        };
        assert_eq!((layers(&made), layers(&again)), (1, 1));
    }

    #[test]
    fn what_vectors_cannot_say_has_none() {
        for inside in [
            "<filter id='f'><feGaussianBlur stdDeviation='2'/></filter>\
             <rect width='9' height='9' filter='url(#f)'/>",
            "<pattern id='p' width='4' height='4' patternUnits='userSpaceOnUse'>\
             <rect width='2' height='2'/></pattern><rect width='9' height='9' fill='url(#p)'/>",
            "<linearGradient id='l'><stop stop-color='red'/><stop offset='1' stop-opacity='0'/>\
             </linearGradient><rect width='9' height='9' fill='url(#l)'/>",
            "<mask id='m'><rect width='5' height='5' fill='#fff'/></mask>\
             <rect width='9' height='9' mask='url(#m)'/>",
        ] {
            assert!(vector(inside).is_none(), "{inside}");
        }
        let deep = "<g opacity='.9'>".repeat(13) + "<rect width='9' height='9'/>";
        assert!(vector(&(deep + &"</g>".repeat(13))).is_none());
    }
}

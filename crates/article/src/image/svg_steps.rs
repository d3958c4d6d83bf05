//! The library's tree of an SVG file to the steps of a [`VectorPicture`]; none where the tree holds
//! what they cannot say: filters, masks, patterns, colours that fade away. Walks with a stack of its
//! own, never on that of the program.

use resvg::usvg::tiny_skia_path::{Path as Outline, PathSegment};
use resvg::usvg::{
    BaseGradient, BlendMode, ClipPath, FillRule, Group, LineCap, LineJoin, Node, Opacity,
    Paint as TreePaint, PaintOrder, Path, SpreadMethod, Transform, Tree,
};

use super::vector::{
    Blend, Blending, Cap, Clip, Course, Fill, Gradient, Join, Layer, Matrix, Paint, Segment, Shape,
    Step, Stroke, VectorPicture,
};

/// How deep layers may nest: PDF/A allows 28 saved states in one another (ISO 19005-2 §6.1.13), and a
/// layer takes at most two.
const LAYERS: usize = 12;
/// Segments of all outlines: beyond, pixels are smaller.
const SEGMENTS: usize = 500_000;

enum Visit<'t> {
    Node(&'t Node, Matrix, usize),
    Close,
}

/// The steps of a tree.
pub(super) fn steps(tree: &Tree) -> Option<VectorPicture> {
    let size = tree.size();
    let mut picture =
        VectorPicture { width: size.width(), height: size.height(), steps: Vec::new() };
    let mut room = SEGMENTS;
    let mut visits = Vec::new();
    enter(tree.root(), Matrix::IDENTITY, 0, &mut picture.steps, &mut visits, &mut room)?;
    while let Some(visit) = visits.pop() {
        match visit {
            Visit::Close => picture.steps.push(Step::Close),
            Visit::Node(node, matrix, depth) => match node {
                Node::Group(group) => {
                    enter(group, matrix, depth, &mut picture.steps, &mut visits, &mut room)?;
                }
                Node::Text(text) => {
                    let group = text.flattened();
                    enter(group, matrix, depth, &mut picture.steps, &mut visits, &mut room)?;
                }
                Node::Path(path) if path.is_visible() => {
                    let shape = shape(path, matrix, &mut room)?;
                    picture.steps.push(Step::Shape(Box::new(shape)));
                }
                Node::Path(_) => {}
                Node::Image(_) => return None,
            },
        }
    }
    Some(picture)
}

/// Opens a group's layer, if it is one, and has its children visited.
fn enter<'t>(
    group: &'t Group,
    outer: Matrix,
    depth: usize,
    steps: &mut Vec<Step>,
    visits: &mut Vec<Visit<'t>>,
    room: &mut usize,
) -> Option<()> {
    if !group.filters().is_empty() || group.mask().is_some() {
        return None;
    }
    let matrix = outer.after(self::matrix(group.transform()));
    let mut clips = Vec::new();
    let mut clip = group.clip_path();
    while let Some(path) = clip {
        clips.push(self::clip(path, matrix, room)?);
        clip = path.clip_path();
    }
    let opacity = group.opacity().get();
    let mode = blend(group.blend_mode())?;
    let whole = opacity < 1.0 || mode != Blend::Normal || group.isolate();
    let blending = whole.then_some(Blending { opacity, mode });
    let is_layer = whole || !clips.is_empty();
    let depth = depth + usize::from(is_layer);
    if depth > LAYERS {
        return None;
    }
    if is_layer {
        steps.push(Step::Open(Layer { clips, blending }));
        visits.push(Visit::Close);
    }
    visits.extend(group.children().iter().rev().map(|node| Visit::Node(node, matrix, depth)));
    Some(())
}

/// A clip path as one outline; none where it is more than that.
fn clip(path: &ClipPath, outer: Matrix, room: &mut usize) -> Option<Clip> {
    let mut matrix = outer.after(self::matrix(path.transform()));
    let mut group = path.root();
    let path = loop {
        match group.children() {
            [Node::Path(path)] => break path,
            [Node::Group(inner)] if !inner.should_isolate() => {
                matrix = matrix.after(self::matrix(inner.transform()));
                group = inner;
            }
            _ => return None,
        }
    };
    let even_odd = path.fill().is_some_and(|fill| fill.rule() == FillRule::EvenOdd);
    (path.is_visible() && path.fill().is_some())
        .then(|| Some(Clip { outline: outline(path.data(), room)?, even_odd, matrix }))?
}

fn shape(path: &Path, matrix: Matrix, room: &mut usize) -> Option<Shape> {
    let fill = match path.fill() {
        Some(fill) => Some(Fill {
            paint: paint(fill.paint())?,
            opacity: fill.opacity().get(),
            even_odd: fill.rule() == FillRule::EvenOdd,
        }),
        None => None,
    };
    let stroke = match path.stroke() {
        Some(stroke) => Some(Stroke {
            paint: paint(stroke.paint())?,
            opacity: stroke.opacity().get(),
            width: stroke.width().get(),
            cap: match stroke.linecap() {
                LineCap::Butt => Cap::Butt,
                LineCap::Round => Cap::Round,
                LineCap::Square => Cap::Square,
            },
            join: match stroke.linejoin() {
                LineJoin::Miter => Join::Miter,
                LineJoin::Round => Join::Round,
                LineJoin::Bevel => Join::Bevel,
                // A corner that is left out where it would be long: PDF would bevel it.
                LineJoin::MiterClip => return None,
            },
            miter: stroke.miterlimit().get(),
            dashes: stroke.dasharray().map(<[f32]>::to_vec).unwrap_or_default(),
            offset: stroke.dashoffset(),
        }),
        None => None,
    };
    Some(Shape {
        outline: outline(path.data(), room)?,
        matrix,
        fill,
        stroke,
        stroke_first: path.paint_order() == PaintOrder::StrokeAndFill,
    })
}

fn outline(path: &Outline, room: &mut usize) -> Option<Vec<Segment>> {
    *room = room.checked_sub(path.len())?;
    let mut outline = Vec::with_capacity(path.len());
    let mut at = [0.0, 0.0];
    for segment in path.segments() {
        outline.push(match segment {
            PathSegment::MoveTo(to) => {
                at = [to.x, to.y];
                Segment::Move(at)
            }
            PathSegment::LineTo(to) => {
                at = [to.x, to.y];
                Segment::Line(at)
            }
            PathSegment::QuadTo(by, to) => {
                // The same curve as a cubic one: its control points lie two thirds of the way.
                let toward = |from: f32, by: f32| from + (by - from) * (2.0 / 3.0);
                let first = [toward(at[0], by.x), toward(at[1], by.y)];
                let second = [toward(to.x, by.x), toward(to.y, by.y)];
                at = [to.x, to.y];
                Segment::Cubic([first[0], first[1], second[0], second[1], at[0], at[1]])
            }
            PathSegment::CubicTo(first, second, to) => {
                at = [to.x, to.y];
                Segment::Cubic([first.x, first.y, second.x, second.y, to.x, to.y])
            }
            PathSegment::Close => Segment::Close,
        });
    }
    Some(outline)
}

fn paint(paint: &TreePaint) -> Option<Paint> {
    let (course, base): (Course, &BaseGradient) = match paint {
        TreePaint::Color(color) => return Some(Paint::Solid([color.red, color.green, color.blue])),
        TreePaint::LinearGradient(line) => {
            (Course::Line([line.x1(), line.y1(), line.x2(), line.y2()]), line)
        }
        TreePaint::RadialGradient(circles) => {
            let (cx, cy, r) = (circles.cx(), circles.cy(), circles.r().get());
            let (fx, fy, fr) = (circles.fx(), circles.fy(), circles.fr().get());
            // Where the inner circle is not inside the outer one, PDF draws a cone.
            let (dx, dy, dr) = (fx - cx, fy - cy, r - fr);
            if dr <= 0.0 || dx * dx + dy * dy >= dr * dr {
                return None;
            }
            (Course::Circles([fx, fy, fr, cx, cy, r]), circles)
        }
        TreePaint::Pattern(_) => return None,
    };
    let opaque = base.stops().iter().all(|stop| stop.opacity() == Opacity::ONE);
    if base.spread_method() != SpreadMethod::Pad || !opaque || base.stops().is_empty() {
        return None;
    }
    let stop = |stop: &resvg::usvg::Stop| {
        let color = stop.color();
        (stop.offset().get(), [color.red, color.green, color.blue])
    };
    let stops = base.stops().iter().map(stop).collect();
    Some(Paint::Gradient(Gradient { course, matrix: matrix(base.transform()), stops }))
}

fn matrix(transform: Transform) -> Matrix {
    let Transform { sx, kx, ky, sy, tx, ty } = transform;
    Matrix([sx, ky, kx, sy, tx, ty])
}

fn blend(mode: BlendMode) -> Option<Blend> {
    Some(match mode {
        BlendMode::Normal => Blend::Normal,
        BlendMode::Multiply => Blend::Multiply,
        BlendMode::Screen => Blend::Screen,
        BlendMode::Overlay => Blend::Overlay,
        BlendMode::Darken => Blend::Darken,
        BlendMode::Lighten => Blend::Lighten,
        BlendMode::ColorDodge => Blend::ColorDodge,
        BlendMode::ColorBurn => Blend::ColorBurn,
        BlendMode::HardLight => Blend::HardLight,
        BlendMode::SoftLight => Blend::SoftLight,
        BlendMode::Difference => Blend::Difference,
        BlendMode::Exclusion => Blend::Exclusion,
        BlendMode::Hue => Blend::Hue,
        BlendMode::Saturation => Blend::Saturation,
        BlendMode::Color => Blend::Color,
        BlendMode::Luminosity => Blend::Luminosity,
        // PDF has no such mode.
        BlendMode::PlusLighter => return None,
    })
}

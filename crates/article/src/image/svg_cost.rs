//! What drawing an SVG would cost, judged before it is drawn: a few hundred bytes can ask for days
//! of work or for all memory.

use resvg::usvg::filter::Kind;
use resvg::usvg::{Group, Node, Paint, Path, Rect, Tree};

use super::ImageError;

/// Pixels that may be touched in all, each counted as often as it is: some seconds of work.
const WORK: f64 = 4e8;
/// What a path costs however small it is, in pixels.
const PATH: f64 = 300.0;
/// What each point of a path costs, in pixels.
const POINT: f64 = 30.0;
/// Bytes of layers that may be open at once.
const LAYERS: f64 = 512.0 * 1024.0 * 1024.0;
/// Nodes that may be visited.
const NODES: u32 = 1_000_000;

/// What is left to visit.
enum Visit<'t> {
    /// A group inside layers of this many bytes.
    Group(&'t Group, f64),
    /// A path inside layers of this many bytes.
    Path(&'t Path, f64),
}

/// Refuses a drawing that costs too much at a size in pixels.
pub(super) fn check(
    tree: &Tree,
    scale: f32,
    (width, height): (u32, u32),
) -> Result<(), ImageError> {
    let canvas = f64::from(width) * f64::from(height);
    let area = |rect: Rect| {
        let (scale, pixel) = (f64::from(scale), 1.0);
        let wide = f64::from(rect.width()) * scale + pixel;
        let high = f64::from(rect.height()) * scale + pixel;
        (wide.min(f64::from(width)) * high.min(f64::from(height))).max(1.0)
    };
    let (mut work, mut nodes) = (0.0, 0u32);
    let mut visits = vec![Visit::Group(tree.root(), 0.0)];
    while let Some(visit) = visits.pop() {
        nodes += 1;
        match visit {
            Visit::Group(group, layers) => {
                let size = area(group.abs_layer_bounding_box().to_rect());
                let mut inside = layers;
                if group.should_isolate() {
                    inside += size * 4.0;
                    work += size * 4.0;
                }
                for filter in group.filters() {
                    // Several buffers of the filter's region are open at once.
                    inside += size * 16.0;
                    work += filter.primitives().iter().map(|p| size * cost(p.kind())).sum::<f64>();
                    for primitive in filter.primitives() {
                        if let Kind::Image(image) = primitive.kind() {
                            visits.push(Visit::Group(image.root(), inside));
                        }
                    }
                }
                if inside > LAYERS {
                    return Err(too_large());
                }
                let mut mask = group.mask();
                while let Some(inner) = mask {
                    visits.push(Visit::Group(inner.root(), inside + canvas * 4.0));
                    work += canvas;
                    mask = inner.mask();
                }
                let mut clip = group.clip_path();
                while let Some(inner) = clip {
                    visits.push(Visit::Group(inner.root(), inside + canvas * 4.0));
                    work += canvas;
                    clip = inner.clip_path();
                }
                for child in group.children() {
                    match child {
                        Node::Group(group) => visits.push(Visit::Group(group, inside)),
                        Node::Path(path) => visits.push(Visit::Path(path, inside)),
                        Node::Text(text) => visits.push(Visit::Group(text.flattened(), inside)),
                        Node::Image(_) => {}
                    }
                }
            }
            Visit::Path(path, layers) => {
                let size = area(path.abs_stroke_bounding_box());
                let points = f64::from(u32::try_from(path.data().len()).unwrap_or(u32::MAX));
                work += size + PATH + points * POINT;
                let paints = [path.fill().map(|f| f.paint()), path.stroke().map(|s| s.paint())];
                for paint in paints.into_iter().flatten() {
                    if let Paint::Pattern(pattern) = paint {
                        visits.push(Visit::Group(pattern.root(), layers + canvas * 4.0));
                    }
                }
            }
        }
        if nodes > NODES || work > WORK {
            return Err(too_large());
        }
    }
    Ok(())
}

/// How often a filter touches each pixel.
fn cost(kind: &Kind) -> f64 {
    match kind {
        Kind::ConvolveMatrix(convolve) => {
            f64::from(convolve.matrix().columns()) * f64::from(convolve.matrix().rows())
        }
        // The radius grows with the scale of the drawing.
        Kind::Morphology(morphology) => {
            let side = |radius: f32| f64::from(radius).min(3000.0) * 4.0 + 1.0;
            side(morphology.radius_x().get()) * side(morphology.radius_y().get())
        }
        Kind::Turbulence(turbulence) => 15.0 * f64::from(turbulence.num_octaves().max(1)),
        Kind::DiffuseLighting(_) | Kind::SpecularLighting(_) => 40.0,
        Kind::GaussianBlur(_) | Kind::DropShadow(_) => 25.0,
        _ => 10.0,
    }
}

fn too_large() -> ImageError {
    ImageError::TooLarge("drawing it would take too much time or memory".to_owned())
}

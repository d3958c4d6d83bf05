//! A drawing as vectors: a flat list of steps, whatever format it came from. Made by
//! `svg_steps`; a PDF says it as operators, so that it is sharp at every size.
//!
//! Only what every paper can say stands here. A drawing that needs more, such as a filter, has no
//! vector form and is shown as pixels in both papers.

use std::sync::Arc;

/// A drawing that is also carried as vectors.
#[derive(Clone, Debug, PartialEq)]
pub struct Vector {
    /// The drawing as an SVG file of its own: shapes only, no scripts, nothing from outside.
    pub svg: Arc<[u8]>,
    /// The drawing as steps.
    pub picture: VectorPicture,
}

/// A drawing as steps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VectorPicture {
    /// Its width in units of its own.
    pub width: f32,
    /// Its height in units of its own.
    pub height: f32,
    /// What is drawn, in painting order; y points down, the origin is the top left corner.
    pub steps: Vec<Step>,
}

/// A step of a drawing.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Opens a layer.
    Open(Layer),
    /// Closes the innermost layer.
    Close,
    /// Paints a shape.
    Shape(Box<Shape>),
}

/// What holds for all steps up to its [`Step::Close`].
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// Outlines that all is clipped to.
    pub clips: Vec<Clip>,
    /// How the layer is blended as a whole; none where its steps are painted one by one.
    pub blending: Option<Blending>,
}

/// How a layer is blended as a whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Blending {
    /// Its opacity, from 0 to 1.
    pub opacity: f32,
    /// How its colours are mixed with those below.
    pub mode: Blend,
}

/// A blend mode that ISO 32000-2 §11.3.5 knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are those of the standard")]
pub enum Blend {
    #[default]
    Normal,
    Multiply,
    Screen,
    Overlay,
    Darken,
    Lighten,
    ColorDodge,
    ColorBurn,
    HardLight,
    SoftLight,
    Difference,
    Exclusion,
    Hue,
    Saturation,
    Color,
    Luminosity,
}

/// An affine map: x' = a·x + c·y + e, y' = b·x + d·y + f.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Matrix(pub [f32; 6]);

/// An outline that is clipped to.
#[derive(Clone, Debug, PartialEq)]
pub struct Clip {
    /// The outline.
    pub outline: Vec<Segment>,
    /// Whether what it crosses an even number of times lies outside.
    pub even_odd: bool,
    /// From its coordinates to the drawing's.
    pub matrix: Matrix,
}

/// A part of an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    /// Begins at a point.
    Move([f32; 2]),
    /// A straight line to a point.
    Line([f32; 2]),
    /// A cubic Bézier curve: two control points and its end.
    Cubic([f32; 6]),
    /// A straight line to where it began.
    Close,
}

/// A painted shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Its outline.
    pub outline: Vec<Segment>,
    /// From its coordinates to the drawing's; strokes are as wide as it makes them.
    pub matrix: Matrix,
    /// What fills it.
    pub fill: Option<Fill>,
    /// What runs along it.
    pub stroke: Option<Stroke>,
    /// Whether the stroke lies under the filling.
    pub stroke_first: bool,
}

/// What fills a shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Fill {
    /// The paint.
    pub paint: Paint,
    /// Its opacity, from 0 to 1.
    pub opacity: f32,
    /// Whether what the outline crosses an even number of times lies outside.
    pub even_odd: bool,
}

/// What runs along an outline.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// The paint.
    pub paint: Paint,
    /// Its opacity, from 0 to 1.
    pub opacity: f32,
    /// Its width.
    pub width: f32,
    /// How its ends look.
    pub cap: Cap,
    /// How its corners look.
    pub join: Join,
    /// How long a pointed corner may be, in widths.
    pub miter: f32,
    /// Lengths of dashes and gaps in turn; none where it is whole.
    pub dashes: Vec<f32>,
    /// Where in the dashes it begins.
    pub offset: f32,
}

/// The end of a stroke.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cap {
    /// Cut off at the end.
    Butt,
    /// Rounded beyond the end.
    Round,
    /// Half a width beyond the end.
    Square,
}

/// The corner of a stroke.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// Pointed.
    Miter,
    /// Rounded.
    Round,
    /// Cut off.
    Bevel,
}

/// A paint, in sRGB.
#[derive(Clone, Debug, PartialEq)]
pub enum Paint {
    /// One colour.
    Solid([u8; 3]),
    /// Colours that change from place to place.
    Gradient(Gradient),
}

/// Colours that change along a line or from circle to circle.
#[derive(Clone, Debug, PartialEq)]
pub struct Gradient {
    /// Where.
    pub course: Course,
    /// From its coordinates to the shape's.
    pub matrix: Matrix,
    /// Where each colour is reached, from 0 to 1, in order; at least one.
    pub stops: Vec<(f32, [u8; 3])>,
}

/// The course of a gradient; before its start and after its end the first and last colour hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Course {
    /// From one point to another.
    Line([f32; 4]),
    /// From one circle to another that holds it: x, y and radius of each.
    Circles([f32; 6]),
}

impl Matrix {
    /// Leaves everything where it is.
    pub const IDENTITY: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// First `inner`, then `self`.
    #[must_use]
    pub fn after(self, inner: Matrix) -> Matrix {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, inner.0);
        Matrix([
            a * g + c * h,
            b * g + d * h,
            a * i + c * j,
            b * i + d * j,
            a * k + c * l + e,
            b * k + d * l + f,
        ])
    }

    /// The longest that a length of one becomes, at most a little too long.
    #[must_use]
    pub fn scale(self) -> f32 {
        let [a, b, c, d, ..] = self.0;
        (a.abs() + c.abs()).max(b.abs() + d.abs())
    }
}

#[cfg(test)]
mod tests {
    use super::Matrix;

    #[test]
    fn the_inner_map_comes_first() {
        let double = Matrix([2.0, 0.0, 0.0, 2.0, 0.0, 0.0]);
        let right = Matrix([1.0, 0.0, 0.0, 1.0, 5.0, 0.0]);
        assert_eq!(double.after(right), Matrix([2.0, 0.0, 0.0, 2.0, 10.0, 0.0]));
        assert_eq!(right.after(double), Matrix([2.0, 0.0, 0.0, 2.0, 5.0, 0.0]));
        assert_eq!(Matrix::IDENTITY.after(right), right);
    }
}

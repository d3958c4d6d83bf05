//! Points, sizes, and where they are measured from.

use vanban_theme::Pt;

/// A place on a page: from its left edge and down from its top edge.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: Pt,
    /// From the top.
    pub y: Pt,
}

/// A width and a height.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// From left to right.
    pub width: Pt,
    /// From top to bottom.
    pub height: Pt,
}

impl Point {
    /// A point from its coordinates.
    #[must_use]
    pub fn new(x: Pt, y: Pt) -> Point {
        Point { x, y }
    }
}

impl Size {
    /// A size from its sides.
    #[must_use]
    pub fn new(width: Pt, height: Pt) -> Size {
        Size { width, height }
    }
}

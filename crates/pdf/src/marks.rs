//! Crop marks: where paper is to be cut, for pages with a bleed and for imposed sheets.
//!
//! They are drawn in `DeviceGray`, which every output intent allows and every press prints with its
//! black plate alone.

use std::fmt::Write;

/// From the edge of the page, or of its bleed, to where a mark begins, in points: 1 mm.
pub(crate) const OFFSET: f64 = 72.0 / 25.4;
/// How long a mark is, in points: 5 mm.
pub(crate) const LENGTH: f64 = 5.0 * 72.0 / 25.4;
/// How thick it is, in points.
const WIDTH: f64 = 0.25;

/// The operators of marks at these cuts around a block: left, bottom, right and top of the block,
/// the cuts across and up it, and how far from it marks begin.
pub(crate) fn draw(block: [f64; 4], across: &[f64], up: &[f64], away: f64) -> String {
    let [left, bottom, right, top] = block;
    let mut ops = format!("q\n0 G\n{WIDTH} w\n");
    let mut line = |x1: f64, y1: f64, x2: f64, y2: f64| {
        let [x1, y1, x2, y2] = [x1, y1, x2, y2].map(short);
        let _ = writeln!(ops, "{x1} {y1} m {x2} {y2} l");
    };
    for x in across {
        line(*x, bottom - away, *x, bottom - away - LENGTH);
        line(*x, top + away, *x, top + away + LENGTH);
    }
    for y in up {
        line(left - away, *y, left - away - LENGTH, *y);
        line(right + away, *y, right + away + LENGTH, *y);
    }
    ops.push_str("S\nQ\n");
    ops
}

/// A number as short as thousandths of a point allow.
pub(crate) fn short(value: f64) -> f64 {
    // Adding zero turns the negative zero into zero.
    (value * 1000.0).round() / 1000.0 + 0.0
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_cut_has_a_mark_on_both_sides_and_none_inside() {
        let ops = super::draw([10.0, 20.0, 110.0, 220.0], &[10.0, 110.0], &[20.0, 220.0], 3.0);
        assert_eq!(ops.matches(" l\n").count(), 8);
        assert!(ops.contains("10 17 m 10 2.827 l") && ops.contains("113 220 m 127.173 220 l"));
        assert!(ops.starts_with("q\n0 G\n") && ops.ends_with("S\nQ\n"));
    }
}

//! The ground that pages are drawn on: opaque sRGB pixels, and what paints them.

use vanban_theme::Color;

/// An opaque picture.
#[derive(Clone, PartialEq)]
pub struct Pixmap {
    /// The width in pixels.
    pub width: u32,
    /// The height in pixels.
    pub height: u32,
    /// Three bytes a pixel, row by row from the top.
    pub rgb: Vec<u8>,
    /// Pixels an inch.
    pub dpi: f32,
}

/// How much of each pixel something covers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mask {
    /// From the origin to the left edge, in pixels.
    pub(crate) left: i32,
    /// From the origin down to the top edge, in pixels.
    pub(crate) top: i32,
    /// The width in pixels.
    pub(crate) width: usize,
    /// A byte a pixel, row by row; 255 is wholly covered.
    pub(crate) coverage: Vec<u8>,
}

/// The pixels of a page that something covers, and where in it they begin.
struct Shown {
    x: usize,
    columns: usize,
    skipped: usize,
}

impl Pixmap {
    /// A white ground.
    pub(crate) fn white(width: u32, height: u32, dpi: f32) -> Pixmap {
        Pixmap { width, height, rgb: vec![255; width as usize * height as usize * 3], dpi }
    }

    /// What of `columns` from `left` on lies on the ground.
    fn across(&self, left: i64, columns: usize) -> Option<Shown> {
        let end = (left + columns as i64).min(i64::from(self.width));
        let start = left.max(0);
        let columns = usize::try_from(end - start).ok().filter(|columns| *columns > 0)?;
        let (x, skipped) = (usize::try_from(start).ok()?, usize::try_from(start - left).ok()?);
        Some(Shown { x, columns, skipped })
    }

    /// The pixels of a row.
    fn row(&mut self, y: i64, shown: &Shown) -> Option<&mut [u8]> {
        let y = usize::try_from(y).ok().filter(|y| *y < self.height as usize)?;
        let start = (y * self.width as usize + shown.x) * 3;
        self.rgb.get_mut(start..start + shown.columns * 3)
    }

    /// Fills a rectangle of whole pixels: left, top, and what no longer belongs to it.
    pub(crate) fn fill(&mut self, [left, top, right, bottom]: [i32; 4], color: Color) {
        let columns = usize::try_from(i64::from(right) - i64::from(left)).unwrap_or(0);
        let Some(shown) = self.across(i64::from(left), columns) else { return };
        let (top, bottom) =
            (top.max(0), bottom.min(i32::try_from(self.height).unwrap_or(i32::MAX)));
        for y in top..bottom {
            let Some(row) = self.row(i64::from(y), &shown) else { continue };
            for pixel in row.chunks_exact_mut(3) {
                pixel.copy_from_slice(&[color.r, color.g, color.b]);
            }
        }
    }

    /// Paints a colour through a mask whose origin stands at a pixel's corner.
    pub(crate) fn paint(&mut self, mask: &Mask, [x, y]: [i32; 2], color: Color) {
        if mask.width == 0 {
            return;
        }
        let left = i64::from(x) + i64::from(mask.left);
        let Some(shown) = self.across(left, mask.width) else { return };
        let top = i64::from(y) + i64::from(mask.top);
        for (down, coverage) in mask.coverage.chunks_exact(mask.width).enumerate() {
            let Some(row) = self.row(top + down as i64, &shown) else { continue };
            let coverage = &coverage[shown.skipped..];
            for (pixel, coverage) in row.chunks_exact_mut(3).zip(coverage) {
                match *coverage {
                    0 => {}
                    covered => mix(pixel, [color.r, color.g, color.b], covered),
                }
            }
        }
    }

    /// Lays a row of samples over a row of the ground: three bytes of colour and one of opacity each.
    pub(crate) fn lay(&mut self, samples: &[[u8; 4]], x: i32, y: i32) {
        let Some(shown) = self.across(i64::from(x), samples.len()) else { return };
        let Some(row) = self.row(i64::from(y), &shown) else { return };
        for (pixel, [r, g, b, opacity]) in row.chunks_exact_mut(3).zip(&samples[shown.skipped..]) {
            mix(pixel, [*r, *g, *b], *opacity);
        }
    }

    /// Whether a row can be seen at all.
    pub(crate) fn has_row(&self, y: i32) -> bool {
        u32::try_from(y).is_ok_and(|y| y < self.height)
    }
}

/// Lays a colour over a pixel, as opaque as a byte says.
fn mix(pixel: &mut [u8], color: [u8; 3], opacity: u8) {
    let opacity = u32::from(opacity);
    for (under, over) in pixel.iter_mut().zip(color) {
        let sum = u32::from(*under) * (255 - opacity) + u32::from(over) * opacity;
        *under = ((sum + 127) / 255) as u8;
    }
}

#[cfg(test)]
mod tests {
    use super::{Mask, Pixmap};
    use vanban_theme::Color;

    fn reds(pixmap: &Pixmap) -> Vec<u8> {
        pixmap.rgb.chunks_exact(3).map(|pixel| pixel[0]).collect()
    }

    #[test]
    fn what_stands_over_the_edge_is_cut_off() {
        let mut pixmap = Pixmap::white(3, 2, 96.0);
        pixmap.fill([-5, 1, 1, 9], Color::BLACK);
        pixmap.fill([i32::MIN, i32::MIN, i32::MAX, -1], Color::BLACK);
        pixmap.fill([2, 0, 1, 2], Color::BLACK);
        assert_eq!(reds(&pixmap), [255, 255, 255, 0, 255, 255]);
        let mask = Mask { left: -1, top: -1, width: 2, coverage: vec![255; 4] };
        pixmap.paint(&mask, [3, 0], Color::BLACK);
        pixmap.paint(&mask, [i32::MAX, i32::MIN], Color::BLACK);
        assert_eq!(reds(&pixmap), [255, 255, 0, 0, 255, 255]);
        pixmap.lay(&[[9, 9, 9, 255]; 2], -1, 1);
        assert_eq!(reds(&pixmap), [255, 255, 0, 9, 255, 255]);
    }

    #[test]
    fn half_covered_pixels_are_halfway() {
        let mut pixmap = Pixmap::white(1, 1, 96.0);
        let mask = Mask { left: 0, top: 0, width: 1, coverage: vec![128] };
        pixmap.paint(&mask, [0, 0], Color::rgb(0, 255, 55));
        assert_eq!(pixmap.rgb, [127, 255, 155]);
    }
}

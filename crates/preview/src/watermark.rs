//! The watermark of a page, behind its text: as an element of SVG, and as a drawing that pixels are
//! made of.

use std::sync::Arc;

use vanban_article::ImageError;
use vanban_article::image::load;
use vanban_article::image::samples::{Samples, drawn};
use vanban_layout::{Size, Watermark};

use crate::outlines;

/// The watermark of a page of this size as a path, in points from the top left corner.
pub(crate) fn element(watermark: &Watermark, page: Size) -> String {
    let (x, y) = (page.width.0 / 2.0, page.height.0 / 2.0);
    let (path, color) = (outlines::path(&watermark.outline), watermark.color.hex());
    // Outlines go upward, pages downward; it rises at 45 degrees.
    format!(
        "<path transform=\"translate({x} {y})scale(1 -1)rotate(45)\" fill=\"#{color}\" d=\"{path}\"/>\n"
    )
}

/// The watermark of a page of this size on a transparent ground of so many pixels, `scale` to a point.
///
/// # Errors
/// When the ground has more pixels than the limits allow.
pub(crate) fn samples(
    watermark: &Watermark,
    page: Size,
    pixels: [u32; 2],
    scale: f32,
) -> Result<Option<Samples<'static>>, ImageError> {
    let (width, height) = (page.width.0, page.height.0);
    let file = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\">{}</svg>",
        element(watermark, page)
    );
    let image = load(Arc::from(file.into_bytes()), &[])?;
    let Some(vector) = &image.vector else { return Ok(None) };
    let unit = |units: f32, points: f32| scale * points / units;
    let units = [unit(vector.picture.width, width), unit(vector.picture.height, height)];
    drawn(vector, pixels, units, [0.0, 0.0]).map(Some)
}

#[cfg(test)]
mod tests {
    use vanban_fonts::{FontLibrary, PathSegment};
    use vanban_layout::Watermark;
    use vanban_theme::Color;

    use crate::trial::Trial;
    use crate::{Pages, Raster, Svg};

    #[test]
    fn it_rises_across_the_middle_of_the_page() {
        let mut trial = Trial::default();
        let corners = [[-200.0, -20.0], [200.0, -20.0], [200.0, 20.0], [-200.0, 20.0]];
        let mut outline = vec![PathSegment::Move(corners[0])];
        outline.extend(corners[1..].iter().map(|corner| PathSegment::Line(*corner)));
        outline.push(PathSegment::Close);
        let color = Color { r: 0xD9, g: 0xD9, b: 0xD9 };
        trial.layout.watermark = Some(Watermark { color, outline });
        let fonts = FontLibrary::bundled();
        let pages = Pages { layout: &trial.layout, fonts, images: &trial.images };
        let page = Raster::new(pages, &[0], 72.0).unwrap().page(0).unwrap();
        let shade = |x: usize, y: usize| page.rgb[(y * page.width as usize + x) * 3];
        assert_eq!([shade(298, 421), shade(398, 321), shade(198, 521)], [0xD9; 3]);
        assert_eq!([shade(198, 321), shade(398, 521), shade(10, 10)], [255; 3]);
        let svg = Svg::new(pages).page(0).unwrap();
        assert!(svg.contains("fill=\"#D9D9D9\" d=\"M-200-20L200-20"), "{svg}");
    }
}

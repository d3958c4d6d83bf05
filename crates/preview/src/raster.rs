//! A page as pixels: its items in painting order.

use vanban_layout::{GlyphRun, Item, Point, Rule};

use crate::Pages;
use crate::error::PreviewError;
use crate::ink::Ink;
use crate::picture;
use crate::pixmap::Pixmap;
use crate::watermark;

/// Points in an inch.
const INCH: f32 = 72.0;
/// Pixels that a page may have: A4 at 1,200 to the inch has 139 million.
const PIXELS: f32 = 160e6;

/// What draws pages at one resolution, and keeps the glyphs that it has drawn.
pub struct Raster<'a> {
    pages: Pages<'a>,
    dpi: f32,
    ink: Ink,
}

impl<'a> Raster<'a> {
    /// Prepares to draw some pages, counted from 0, at so many pixels an inch.
    ///
    /// # Errors
    /// When there is no such page, it would have too many pixels, or a face cannot be read.
    pub fn new(pages: Pages<'a>, asked: &[usize], dpi: f32) -> Result<Raster<'a>, PreviewError> {
        let ink = Ink::gather(pages.layout, asked, pages.fonts, dpi / INCH)?;
        Ok(Raster { pages, dpi, ink })
    }

    /// Draws a page, one of those prepared for.
    ///
    /// # Errors
    /// When there is no such page, it would have too many pixels, or a picture is not there or damaged.
    pub fn page(&mut self, at: usize) -> Result<Pixmap, PreviewError> {
        let page = self.pages.layout.pages.get(at).ok_or(PreviewError::NoPage(at))?;
        let scale = self.dpi / INCH;
        let (width, height) =
            ((page.size.width.0 * scale).ceil(), (page.size.height.0 * scale).ceil());
        // Written so that what is not a number is refused too.
        if !(width >= 1.0 && height >= 1.0 && width * height <= PIXELS) {
            return Err(PreviewError::Size { page: at, dpi: self.dpi });
        }
        let pixels = [width as u32, height as u32];
        let mut ground = Pixmap::white(pixels[0], pixels[1], self.dpi);
        if let Some(watermark) = &self.pages.layout.watermark {
            let drawing = watermark::samples(watermark, page.size, pixels, scale);
            if let Some(drawing) = drawing.map_err(PreviewError::Watermark)? {
                picture::lay(&mut ground, &drawing, pixels, [0, 0]);
            }
        }
        for (origin, item) in &page.frame.items {
            match item {
                Item::Run(run) => write(&mut ground, &mut self.ink, *origin, run, scale),
                Item::Rule(rule) => fill(&mut ground, *origin, rule, scale),
                Item::Image(shown) => {
                    picture::show(&mut ground, self.pages.images, *origin, shown, scale)?;
                }
                Item::Link(_) => {}
            }
        }
        Ok(ground)
    }
}

/// Draws glyphs. Their baseline stands on a whole pixel, so that a line of text is even.
fn write(ground: &mut Pixmap, ink: &mut Ink, origin: Point, run: &GlyphRun, scale: f32) {
    let em = run.size.0 * scale;
    let mut x = origin.x;
    for glyph in &run.glyphs {
        let at = (x + glyph.x_offset).0 * scale;
        let baseline = ((origin.y - glyph.y_offset).0 * scale).floor() as i32;
        if let Some((mask, whole)) = ink.mask(run, glyph.id, em, at) {
            ground.paint(mask, [whole, baseline], run.color);
        }
        x += glyph.advance;
    }
}

/// Fills a rule; its sides stand on whole pixels, and it is never too thin to be seen.
fn fill(ground: &mut Pixmap, origin: Point, rule: &Rule, scale: f32) {
    let sides = |start: f32, length: f32| {
        let (start, end) = ((start * scale).round(), ((start + length) * scale).round());
        (start as i32, end.max(start + 1.0) as i32)
    };
    if rule.size.width.0 <= 0.0 || rule.size.height.0 <= 0.0 {
        return;
    }
    let (left, right) = sides(origin.x.0, rule.size.width.0);
    let (top, bottom) = sides(origin.y.0, rule.size.height.0);
    ground.fill([left, top, right, bottom], rule.color);
}

#[cfg(test)]
mod tests {
    use super::Raster;
    use crate::trial::{Trial, run};
    use crate::{Pages, PreviewError};
    use vanban_fonts::{FaceId, FontLibrary};
    use vanban_layout::{Item, Point, Rule, Size};
    use vanban_theme::{Color, Pt};

    fn pages(trial: &Trial) -> Pages<'_> {
        Pages { layout: &trial.layout, fonts: FontLibrary::bundled(), images: &trial.images }
    }

    #[test]
    fn a_page_has_the_pixels_of_its_paper() {
        let trial = Trial::default();
        for (dpi, sides) in [(96.0, (794, 1123)), (150.0, (1241, 1754)), (10.0, (83, 117))] {
            let page = Raster::new(pages(&trial), &[0], dpi).unwrap().page(0).unwrap();
            assert_eq!((page.width, page.height), sides);
            assert!(page.rgb.iter().all(|value| *value == 255));
        }
    }

    #[test]
    fn what_cannot_be_drawn_is_refused_before_memory_is_asked_for() {
        let mut trial = Trial::default();
        assert!(matches!(Raster::new(pages(&trial), &[1], 96.0), Err(PreviewError::NoPage(1))));
        for dpi in [0.0, -1.0, f32::NAN, f32::INFINITY, 5000.0] {
            let mut raster = Raster::new(pages(&trial), &[0], dpi).unwrap();
            assert!(matches!(raster.page(0), Err(PreviewError::Size { page: 0, .. })), "{dpi}");
        }
        trial.layout.pages[0].size = Size::new(Pt(0.0), Pt(10.0));
        let mut raster = Raster::new(pages(&trial), &[0], 96.0).unwrap();
        assert!(raster.page(0).is_err());
    }

    #[test]
    fn the_thinnest_rule_is_a_pixel_and_neighbours_leave_no_gap() {
        let mut trial = Trial::default();
        let rule = |width, height| {
            Item::Rule(Rule { size: Size::new(Pt(width), Pt(height)), color: Color::BLACK })
        };
        trial.item(Point::new(Pt(10.1), Pt(10.1)), rule(0.05, 3.3));
        trial.item(Point::new(Pt(10.1), Pt(13.4)), rule(0.05, 3.3));
        let page = Raster::new(pages(&trial), &[0], 72.0).unwrap().page(0).unwrap();
        let dark: Vec<usize> = page
            .rgb
            .chunks_exact(3)
            .enumerate()
            .filter_map(|(at, pixel)| (pixel[0] == 0).then_some(at))
            .collect();
        let width = page.width as usize;
        assert_eq!(dark, (10..17).map(|y| y * width + 10).collect::<Vec<_>>());
    }

    #[test]
    fn glyphs_take_the_colour_of_their_run() {
        let mut trial = Trial::default();
        let mut text = run(FaceId(4), Pt(14.0), "l");
        text.color = Color::rgb(255, 0, 0);
        trial.item(Point::new(Pt(20.0), Pt(40.0)), Item::Run(text));
        let page = Raster::new(pages(&trial), &[0], 288.0).unwrap().page(0).unwrap();
        let solid = page.rgb.chunks_exact(3).filter(|pixel| **pixel == [255, 0, 0]).count();
        assert!(solid > 100, "{solid}");
        assert!(page.rgb.chunks_exact(3).all(|pixel| pixel[0] == 255));
    }
}

//! Glyphs as masks: rasterised by `fontdue`, each once for a size and a place between two pixels.
//! The only file, with the tests of `face`, that names that library.
//!
//! `fontdue` puts every glyph on whole pixels. Small text needs finer places, or its letters stand
//! unevenly: so it is rasterised four times as large, and each pixel is the mean of sixteen, which may
//! begin at any quarter.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use fontdue::{Font, FontSettings};
use vanban_fonts::{FaceId, FontLibrary};
use vanban_layout::{GlyphRun, Item, Layout};

use crate::error::PreviewError;
use crate::face;
use crate::pixmap::Mask;

/// Places between two pixels.
const PHASES: u8 = 4;
/// The largest em, in pixels, whose glyphs stand between pixels; beyond, nobody sees a quarter.
const FINE: f32 = 64.0;

/// Pixels that the raster of a glyph may have: `fontdue` takes four bytes for each.
const RASTER: usize = 64 << 20;

/// The glyphs of some pages.
pub(crate) struct Ink {
    fonts: BTreeMap<FaceId, Font>,
    /// By face, pixels of an em, and glyph.
    large: HashMap<(FaceId, u32, u16), Large>,
    /// The same, and the place between two pixels.
    masks: HashMap<(FaceId, u32, u16, u8), Mask>,
}

/// A glyph as many times larger as there are places between two pixels.
struct Large {
    left: i32,
    /// Above the baseline.
    top: i32,
    width: usize,
    coverage: Vec<u8>,
}

impl Ink {
    /// Reads the faces that pages use, at a scale of so many pixels to a point.
    pub(crate) fn gather(
        layout: &Layout,
        pages: &[usize],
        fonts: &FontLibrary,
        scale: f32,
    ) -> Result<Ink, PreviewError> {
        let mut used: BTreeMap<FaceId, (BTreeSet<u16>, f32)> = BTreeMap::new();
        for page in pages {
            let page = layout.pages.get(*page).ok_or(PreviewError::NoPage(*page))?;
            for (_, item) in &page.frame.items {
                let Item::Run(run) = item else { continue };
                let (glyphs, largest) = used.entry(run.face).or_default();
                glyphs.extend(run.glyphs.iter().map(|glyph| glyph.id));
                *largest = largest.max(run.size.0 * scale);
            }
        }
        let mut ink = Ink { fonts: BTreeMap::new(), large: HashMap::new(), masks: HashMap::new() };
        for (id, (glyphs, largest)) in used {
            let face = fonts.face(id);
            let fail = |reason| PreviewError::Face { face: face.name.to_string(), reason };
            let glyphs: Vec<u16> = glyphs.into_iter().collect();
            let file = face::file(&face.bytes, &glyphs).ok_or_else(|| fail("it is damaged"))?;
            let settings = FontSettings {
                scale: flatness(largest, f32::from(face.units_per_em)),
                load_substitutions: false,
                ..FontSettings::default()
            };
            let font = Font::from_bytes(file, settings).map_err(fail)?;
            let pixels = enlargement(largest);
            if !glyphs.iter().all(|glyph| is_drawable(&font, *glyph, largest * pixels)) {
                return Err(fail("its letters are too large"));
            }
            ink.fonts.insert(id, font);
        }
        Ok(ink)
    }

    /// The mask of a glyph at a number of pixels right of its page's edge, and the whole pixel that
    /// its origin stands on; none without ink.
    pub(crate) fn mask(
        &mut self,
        run: &GlyphRun,
        glyph: u16,
        em: f32,
        x: f32,
    ) -> Option<(&Mask, i32)> {
        let font = self.fonts.get(&run.face)?;
        if glyph >= font.glyph_count() || em.is_nan() {
            return None;
        }
        let whole = x.floor();
        let phase =
            if em > FINE { 0 } else { ((x - whole) * f32::from(PHASES)).floor() as u8 % PHASES };
        let size = em.to_bits();
        let mask = self.masks.entry((run.face, size, glyph, phase)).or_insert_with(|| {
            if em > FINE {
                return exact(font, glyph, em);
            }
            let large = self.large.entry((run.face, size, glyph));
            phased(large.or_insert_with(|| enlarged(font, glyph, em)), phase)
        });
        (mask.width > 0).then_some((mask, whole as i32))
    }
}

/// How much larger than asked glyphs are rasterised.
fn enlargement(em: f32) -> f32 {
    if em > FINE { 1.0 } else { f32::from(PHASES) }
}

/// Whether a glyph's raster stays within bounds at an em of so many pixels: a font may say anything.
fn is_drawable(font: &Font, glyph: u16, em: f32) -> bool {
    if glyph >= font.glyph_count() {
        // Nothing is drawn for it.
        return true;
    }
    let metrics = font.metrics_indexed(glyph, em);
    metrics.width.checked_mul(metrics.height).is_some_and(|pixels| pixels <= RASTER)
}

/// How finely `fontdue` is to flatten curves, as it measures that: such that a curve misses by less
/// than a tenth of a pixel of the largest glyph.
fn flatness(em: f32, units_per_em: f32) -> f32 {
    let pixels = em * enlargement(em);
    (60.0 * pixels * pixels / units_per_em.max(1.0)).clamp(40.0, 40_000.0)
}

fn exact(font: &Font, glyph: u16, em: f32) -> Mask {
    let (metrics, coverage) = font.rasterize_indexed(glyph, em);
    let height = i32::try_from(metrics.height).unwrap_or(0);
    Mask { left: metrics.xmin, top: -(metrics.ymin + height), width: metrics.width, coverage }
}

fn enlarged(font: &Font, glyph: u16, em: f32) -> Large {
    let (metrics, coverage) = font.rasterize_indexed(glyph, em * f32::from(PHASES));
    let height = i32::try_from(metrics.height).unwrap_or(0);
    Large { left: metrics.xmin, top: metrics.ymin + height, width: metrics.width, coverage }
}

/// A mask whose origin stands some quarters right of a pixel's corner.
fn phased(large: &Large, phase: u8) -> Mask {
    let times = i32::from(PHASES);
    if large.width == 0 {
        return Mask::default();
    }
    let (start, height) = (large.left + i32::from(phase), large.coverage.len() / large.width);
    let (left, top) = (start.div_euclid(times), (-large.top).div_euclid(times));
    let (right, down) = (start.rem_euclid(times) as usize, (-large.top).rem_euclid(times) as usize);
    let times = usize::from(PHASES);
    let width = (right + large.width).div_ceil(times);
    let mut sums = vec![0u16; width * (down + height).div_ceil(times)];
    for (y, row) in large.coverage.chunks_exact(large.width).enumerate() {
        let sums = &mut sums[(y + down) / times * width..][..width];
        for (x, covered) in row.iter().enumerate() {
            sums[(x + right) / times] += u16::from(*covered);
        }
    }
    let parts = u16::from(PHASES) * u16::from(PHASES);
    let coverage = sums.into_iter().map(|sum| ((sum + parts / 2) / parts) as u8).collect();
    Mask { left, top, width, coverage }
}

#[cfg(test)]
mod tests {
    use super::{Ink, Large, phased};
    use crate::trial::{Trial, run};
    use vanban_fonts::{FaceId, FontLibrary};
    use vanban_layout::{Item, Point};
    use vanban_theme::Pt;

    fn area(coverage: &[u8]) -> u32 {
        coverage.iter().map(|covered| u32::from(*covered)).sum()
    }

    #[test]
    fn a_quarter_moves_ink_and_loses_none() {
        let large = Large { left: -3, top: 2, width: 2, coverage: vec![255; 8] };
        for (phase, left, row) in [(0, -1, vec![64, 64]), (1, -1, vec![0; 0]), (3, 0, vec![0; 0])] {
            let mask = phased(&large, phase);
            assert_eq!((mask.left, mask.top), (left, -1), "{phase}");
            assert!(area(&mask.coverage).abs_diff(8 * 255 / 16) <= 4, "{mask:?}");
            if !row.is_empty() {
                assert_eq!(mask.width, 1);
            }
        }
    }

    #[test]
    fn glyphs_cover_the_same_area_wherever_they_stand() {
        let mut trial = Trial::default();
        let text = run(FaceId(0), Pt(14.0), "ệ");
        trial.item(Point::new(Pt(10.0), Pt(40.0)), Item::Run(text.clone()));
        let layout = &trial.layout;
        let mut ink = Ink::gather(layout, &[0], FontLibrary::bundled(), 1.0).expect("it draws");
        let glyph = text.glyphs[0].id;
        let mut areas = Vec::new();
        for x in [10.0, 10.25, 10.5, 10.99, 11.0] {
            let (mask, whole) = ink.mask(&text, glyph, 18.0, x).expect("it has ink");
            assert_eq!(whole, x as i32);
            areas.push(area(&mask.coverage));
        }
        let (least, most) = (areas.iter().min().unwrap(), areas.iter().max().unwrap());
        assert!(most - least < most / 50, "{areas:?}");
        assert_eq!(areas[0], areas[4]);
        assert!(ink.mask(&text, u16::MAX, 18.0, 0.0).is_none());
    }

    #[test]
    fn letters_larger_than_any_page_are_refused() {
        for (size, refused) in [(500.0, false), (50_000.0, true), (f32::NAN, false)] {
            let mut trial = Trial::default();
            let text = run(FaceId(0), Pt(size), "m");
            trial.item(Point::new(Pt(10.0), Pt(40.0)), Item::Run(text));
            let made = Ink::gather(&trial.layout, &[0], FontLibrary::bundled(), 4.0);
            assert_eq!(made.is_err(), refused, "{size}");
        }
    }

    #[test]
    fn the_stacked_marks_of_a_letter_stand_above_it() {
        let mut trial = Trial::default();
        for text in ["e", "ệ", "ể"] {
            let run = run(FaceId(0), Pt(14.0), text);
            trial.item(Point::new(Pt(10.0), Pt(40.0)), Item::Run(run));
        }
        let layout = &trial.layout;
        let mut ink = Ink::gather(layout, &[0], FontLibrary::bundled(), 1.0).expect("it draws");
        let mut top = |text| {
            let run = run(FaceId(0), Pt(14.0), text);
            ink.mask(&run, run.glyphs[0].id, 40.0, 0.0).expect("it has ink").0.top
        };
        let tops = ["e", "ệ", "ể"].map(&mut top);
        assert!(tops[0] > tops[1] && tops[1] > tops[2], "{tops:?}");
    }
}

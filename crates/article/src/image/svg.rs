//! SVG: drawn at twice the resolution of a screen, and as vectors where those can say it, with the
//! caller's fonts and nothing else from outside the file. The only file, with [`super::svg_cost`]
//! and [`super::svg_steps`], that names the SVG library.

use std::sync::Arc;

use ::image::DynamicImage;
use ::image::codecs::png::{CompressionType, FilterType, PngEncoder};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Family, Query, Source, Stretch, Style, Weight};
use resvg::usvg::{FontFamily, FontResolver, FontStyle, ImageHrefResolver, Options, Tree};

use super::vector::Vector;
use super::{Image, ImageError, ImageFile, ImageFormat, decode, svg_cost, svg_steps, vector_svg};

/// Bytes that an SVG file may have.
const FILE: usize = 16 << 20;
/// How deep elements may nest: the library recurses.
const DEPTH: usize = 256;
/// Pixels of the drawing for each of CSS, of which an inch has 96.
const SCALE: f32 = 2.0;
/// The longest side of the drawing in pixels.
const SIDE: f32 = 3000.0;

/// Whether bytes are an SVG file: `<svg` stands near the start of a text.
pub(super) fn is_svg(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let head = &start[..start.len().min(8192)];
    head.starts_with(b"<") && !head.contains(&0) && head.windows(4).any(|window| window == b"<svg")
}

/// Draws an SVG file.
pub(super) fn load(bytes: &[u8], fonts: &[&'static [u8]]) -> Result<Image, ImageError> {
    if bytes.len() > FILE {
        return Err(ImageError::TooLarge(format!("the SVG file has more than {FILE} bytes")));
    }
    if deepest(bytes) > DEPTH {
        return Err(ImageError::TooLarge(format!("its elements nest more than {DEPTH} deep")));
    }
    let tree = Tree::from_data(bytes, &options(bytes, fonts)).map_err(error)?;
    let size = tree.size();
    let capped = |scale: f32| scale.min(SIDE / size.width()).min(SIDE / size.height());
    let side = |length: f32, scale: f32| (length * scale).round().max(1.0) as u32;
    let sides = |scale: f32| (side(size.width(), scale), side(size.height(), scale));
    let affordable = |scale: f32| svg_cost::check(&tree, scale, sides(scale)).map(|()| scale);
    // What costs too much sharp is drawn coarser.
    let scale = affordable(capped(SCALE)).or_else(|_| affordable(capped(SCALE / 2.0)))?;
    let (width, height) = sides(scale);
    let mut pixmap = Pixmap::new(width, height)
        .ok_or_else(|| ImageError::TooLarge(format!("{width} × {height} pixels")))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let decoded = straight(&pixmap).ok_or(ImageError::Unknown)?;
    let mut png = Vec::new();
    let encoder =
        PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::Adaptive);
    decoded.write_with_encoder(encoder).map_err(|error| ImageError::Corrupt(error.to_string()))?;
    let file = ImageFile { format: ImageFormat::Png, bytes: Arc::from(png) };
    let vector = svg_steps::steps(&tree).map(|picture| {
        let svg = vector_svg::write(&picture).into_bytes();
        Arc::new(Vector { svg: Arc::from(svg), picture })
    });
    Ok(Image { vector, ..decode::image(decoded, file, Some(96.0 * scale)) })
}

/// A drawing that [`load`] made vectors of, on a transparent ground: four bytes a pixel, colour and
/// opacity apart. What a unit of it is across and down, and where its corner stands, is in pixels.
pub(super) fn drawn(
    svg: &[u8],
    [width, height]: [u32; 2],
    [across, down]: [f32; 2],
    [left, top]: [f32; 2],
) -> Result<Vec<u8>, ImageError> {
    let tree = Tree::from_data(svg, &options(svg, &[])).map_err(error)?;
    let mut pixmap = Pixmap::new(width, height)
        .ok_or_else(|| ImageError::TooLarge(format!("{width} × {height} pixels")))?;
    let map = Transform::from_row(across, 0.0, 0.0, down, left, top);
    resvg::render(&tree, map, &mut pixmap.as_mut());
    Ok(pixmap.take_demultiplied())
}

/// The pixels with colour and opacity apart; without opacity where all are opaque.
fn straight(pixmap: &Pixmap) -> Option<DynamicImage> {
    let (width, height) = (pixmap.width(), pixmap.height());
    let pixels = || pixmap.pixels().iter().map(|pixel| pixel.demultiply());
    if pixmap.pixels().iter().all(|pixel| pixel.is_opaque()) {
        let rgb = pixels().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect();
        return ::image::RgbImage::from_raw(width, height, rgb).map(DynamicImage::ImageRgb8);
    }
    let rgba = pixels()
        .flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()])
        .collect();
    ::image::RgbaImage::from_raw(width, height, rgba).map(DynamicImage::ImageRgba8)
}

fn options(bytes: &[u8], fonts: &[&'static [u8]]) -> Options<'static> {
    let mut database = Database::new();
    // Reading the names of a dozen fonts takes longer than most drawings.
    if bytes.windows(5).any(|window| window == b"<text" || window == b":text") {
        for font in fonts {
            database.load_font_source(Source::Binary(Arc::new(*font)));
        }
    }
    database.set_serif_family(SERIF);
    database.set_sans_serif_family(SANS_SERIF);
    database.set_monospace_family(MONOSPACE);
    database.set_cursive_family(SERIF);
    database.set_fantasy_family(SERIF);
    Options {
        resources_dir: None,
        font_family: SERIF.to_owned(),
        languages: vec!["vi".to_owned()],
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        font_resolver: FontResolver {
            select_font: Box::new(|font, database| {
                let mut families: Vec<Family<'_>> = font.families().iter().map(family).collect();
                families.push(Family::Serif);
                let style = match font.style() {
                    FontStyle::Normal => Style::Normal,
                    FontStyle::Italic | FontStyle::Oblique => Style::Italic,
                };
                database.query(&Query {
                    families: &families,
                    weight: Weight(font.weight()),
                    stretch: Stretch::Normal,
                    style,
                })
            }),
            select_fallback: FontResolver::default_fallback_selector(),
        },
        fontdb: Arc::new(database),
        ..Options::default()
    }
}

const SERIF: &str = "Tinos";
const SANS_SERIF: &str = "Arimo";
const MONOSPACE: &str = "Cousine";

/// A family, or the one of the same widths that stands in for it.
fn family(family: &FontFamily) -> Family<'_> {
    match family {
        FontFamily::Serif | FontFamily::Cursive | FontFamily::Fantasy => Family::Serif,
        FontFamily::SansSerif => Family::SansSerif,
        FontFamily::Monospace => Family::Monospace,
        FontFamily::Named(name) => match name.to_ascii_lowercase().as_str() {
            "times new roman" | "times" | "liberation serif" => Family::Serif,
            "arial" | "helvetica" | "liberation sans" => Family::SansSerif,
            "courier new" | "courier" | "liberation mono" => Family::Monospace,
            _ => Family::Name(name),
        },
    }
}

/// How deep elements nest, judged by their tags alone.
fn deepest(bytes: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    let mut at = 0;
    while let Some(open) = bytes[at..].iter().position(|byte| *byte == b'<') {
        let start = at + open + 1;
        let rest = &bytes[start..];
        let end = rest.iter().position(|byte| *byte == b'>').unwrap_or(rest.len());
        match rest.first() {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(b'!' | b'?') => {}
            _ if end > 0 && rest[end - 1] == b'/' => {}
            _ => depth += 1,
        }
        deepest = deepest.max(depth);
        at = start;
    }
    deepest
}

fn error(error: resvg::usvg::Error) -> ImageError {
    match error {
        resvg::usvg::Error::ElementsLimitReached => {
            ImageError::TooLarge("it has too many elements".to_owned())
        }
        resvg::usvg::Error::InvalidSize => {
            ImageError::Corrupt("its width, height or view box is wrong".to_owned())
        }
        resvg::usvg::Error::NotAnUtf8Str => ImageError::Corrupt("it is not UTF-8".to_owned()),
        error => ImageError::Corrupt(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::image::{Image, ImageError, ImageFormat, Raster, load};

    fn draw(inside: &str) -> Result<Image, ImageError> {
        let svg = format!(
            "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" \
             xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"40\" height=\"20\">{inside}</svg>"
        );
        load(Arc::from(svg.into_bytes()), &[])
    }

    fn red(image: &Image) -> usize {
        let Raster::Pixels { rgb, .. } = &image.raster else { panic!("not decoded") };
        rgb.chunks(3).filter(|pixel| *pixel == [255, 0, 0]).count()
    }

    #[test]
    fn a_drawing_keeps_its_natural_size() {
        let image = draw("<rect width='20' height='20' fill='red'/>").expect("a drawing");
        assert_eq!((image.width, image.height, image.dpi), (80, 40, Some(192.0)));
        assert_eq!(image.file.format, ImageFormat::Png);
        assert_eq!(red(&image), 40 * 40);
        assert!(matches!(&image.raster, Raster::Pixels { alpha: Some(_), .. }));
        let filled = draw("<rect width='40' height='20' fill='red'/>").expect("a drawing");
        assert!(matches!(&filled.raster, Raster::Pixels { alpha: None, .. }));
    }

    #[test]
    fn a_large_drawing_is_capped() {
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1000000 500000'/>";
        let image = load(Arc::from(svg.as_bytes()), &[]).expect("a drawing");
        assert_eq!((image.width, image.height), (3000, 1500));
    }

    #[test]
    fn nothing_outside_the_file_is_read() {
        let image = draw(
            "<image href='/etc/hostname' width='9' height='9'/><image href='http://127.0.0.1/a.png' \
             width='9' height='9'/><script>x</script><foreignObject><p/></foreignObject>\
             <rect width='10' height='20' fill='red'/>",
        );
        assert_eq!(red(&image.expect("a drawing")), 20 * 40);
    }

    #[test]
    fn hostile_drawings_are_refused() {
        let deep = "<g>".repeat(100_000) + &"</g>".repeat(100_000);
        assert!(matches!(draw(&deep), Err(ImageError::TooLarge(_))));
        let mut bomb = "<defs><rect id='a0' width='9' height='9'/>".to_owned();
        for level in 1..9 {
            bomb += &format!("<g id='a{level}'>");
            bomb += &format!("<use xlink:href='#a{}'/>", level - 1).repeat(10);
            bomb += "</g>";
        }
        assert!(draw(&(bomb + "</defs><use xlink:href='#a8'/>")).is_err());
        let layers = "<g opacity='0.5'>".repeat(200)
            + "<rect width='1000000' height='1000000'/>"
            + &"</g>".repeat(200);
        let huge = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='3000' height='3000'>{layers}</svg>"
        );
        assert!(matches!(load(Arc::from(huge.into_bytes()), &[]), Err(ImageError::TooLarge(_))));
        for costly in [
            "<filter id='f'><feMorphology radius='500'/></filter>\
             <rect width='3000' height='3000' filter='url(#f)'/>"
                .to_owned(),
            "<rect width='3000' height='3000'/>".repeat(1000),
        ] {
            let svg = format!(
                "<svg xmlns='http://www.w3.org/2000/svg' width='3000' height='3000'>{costly}</svg>"
            );
            let refused = load(Arc::from(svg.into_bytes()), &[]);
            assert!(matches!(refused, Err(ImageError::TooLarge(_))));
        }
        let entities = "<!DOCTYPE svg [<!ENTITY a 'x'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>\
             <!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'>]>\
             <svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text>&d;&d;</text></svg>";
        assert!(load(Arc::from(entities.as_bytes()), &[]).is_err());
    }

    #[test]
    fn broken_drawings_are_errors() {
        for svg in
            ["<svg", "<svg>", "<svg xmlns='http://www.w3.org/2000/svg' width='0' height='1'/>"]
        {
            assert!(load(Arc::from(svg.as_bytes()), &[]).is_err(), "{svg}");
        }
    }
}

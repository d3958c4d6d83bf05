//! Pixels to a PNG file (PNG, third edition). The only file that names that library.

use ::png::{BitDepth, ColorType, Compression, Encoder, Filter, PixelDimensions, Unit};

use vanban_article::image::samples::Samples;

use crate::error::PreviewError;
use crate::pixmap::Pixmap;

/// Inches in a metre.
const INCHES: f32 = 1.0 / 0.0254;

impl Pixmap {
    /// The pixels as a PNG file that says its resolution; one channel where all is grey.
    ///
    /// # Errors
    /// When the library refuses, which it has no reason to.
    pub fn png(&self) -> Result<Vec<u8>, PreviewError> {
        let sides = [self.width, self.height];
        let per_metre = Some((self.dpi * INCHES).round() as u32);
        if self.rgb.chunks_exact(3).all(|pixel| pixel[0] == pixel[1] && pixel[1] == pixel[2]) {
            let grey: Vec<u8> = self.rgb.iter().step_by(3).copied().collect();
            return encode(sides, ColorType::Grayscale, &grey, per_metre);
        }
        encode(sides, ColorType::Rgb, &self.rgb, per_metre)
    }
}

/// Samples of a picture as a PNG file.
pub(crate) fn encoded(samples: &Samples<'_>) -> Result<Vec<u8>, PreviewError> {
    let sides = [samples.width, samples.height];
    let Some(alpha) = &samples.alpha else {
        return encode(sides, ColorType::Rgb, &samples.rgb, None);
    };
    let pixels = samples.rgb.chunks_exact(3).zip(alpha.iter());
    let rgba: Vec<u8> =
        pixels.flat_map(|(rgb, opacity)| [rgb[0], rgb[1], rgb[2], *opacity]).collect();
    encode(sides, ColorType::Rgba, &rgba, None)
}

fn encode(
    [width, height]: [u32; 2],
    color: ColorType,
    bytes: &[u8],
    per_metre: Option<u32>,
) -> Result<Vec<u8>, PreviewError> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, width, height);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_color(color);
    encoder.set_compression(Compression::Balanced);
    // Letters repeat, and are found again only as they are; photographs go on from row to row.
    let letters = color == ColorType::Grayscale;
    encoder.set_filter(if letters { Filter::NoFilter } else { Filter::Up });
    encoder.set_pixel_dims(per_metre.map(|pixels| PixelDimensions {
        xppu: pixels,
        yppu: pixels,
        unit: Unit::Meter,
    }));
    let mut writer = encoder.write_header().map_err(PreviewError::Png)?;
    writer.write_image_data(bytes).map_err(PreviewError::Png)?;
    writer.finish().map_err(PreviewError::Png)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use crate::pixmap::Pixmap;
    use vanban_theme::Color;

    fn read(file: &[u8]) -> (::png::OutputInfo, Vec<u8>, Option<u32>) {
        let mut reader = ::png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
        let dims = reader.info().pixel_dims.map(|dims| dims.xppu);
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        (info, pixels, dims)
    }

    #[test]
    fn the_pixels_come_back_with_their_resolution() {
        let mut pixmap = Pixmap::white(5, 4, 96.0);
        pixmap.fill([1, 1, 3, 2], Color::rgb(200, 10, 10));
        let file = pixmap.png().expect("a small picture");
        let (info, pixels, dims) = read(&file);
        assert_eq!((info.width, info.height, info.color_type), (5, 4, ::png::ColorType::Rgb));
        assert_eq!(pixels, pixmap.rgb);
        assert_eq!(dims, Some(3780));
        assert_eq!(file, pixmap.png().expect("a small picture"));
    }

    #[test]
    fn a_grey_page_takes_one_channel() {
        let mut pixmap = Pixmap::white(5, 4, 150.0);
        pixmap.fill([1, 1, 3, 2], Color::rgb(7, 7, 7));
        let (info, pixels, _) = read(&pixmap.png().expect("a small picture"));
        assert_eq!(info.color_type, ::png::ColorType::Grayscale);
        assert_eq!(pixels.len(), 20);
        assert_eq!(pixels[6], 7);
    }
}

//! A loaded picture as samples to look at: what a screen shows of it. The papers carry pictures as
//! they are and need none of this; previews do.

use std::borrow::Cow;

use super::vector::Vector;
use super::{Image, ImageError, Raster, check_size, decode, svg};

/// Eight-bit RGB samples, row by row from the top, with opacity beside them where there is any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Samples<'a> {
    /// The width in pixels.
    pub width: u32,
    /// The height in pixels.
    pub height: u32,
    /// Three bytes a pixel.
    pub rgb: Cow<'a, [u8]>,
    /// A byte a pixel; 255 is opaque.
    pub alpha: Option<Cow<'a, [u8]>>,
}

/// The samples of a picture, decoded where it is carried encoded.
///
/// # Errors
/// When the encoded bytes are damaged behind their header, or have another size than it says.
pub fn samples(image: &Image) -> Result<Samples<'_>, ImageError> {
    let pixels = image.width as usize * image.height as usize;
    let (rgb, alpha): (Cow<'_, [u8]>, Option<Cow<'_, [u8]>>) = match &image.raster {
        Raster::Pixels { rgb, alpha } => (rgb.into(), alpha.as_deref().map(Cow::Borrowed)),
        Raster::Jpeg { .. } => decoded(image, ::image::ImageFormat::Jpeg)?,
        Raster::Png { .. } => decoded(image, ::image::ImageFormat::Png)?,
    };
    if rgb.len() != pixels * 3 || alpha.as_ref().is_some_and(|alpha| alpha.len() != pixels) {
        return Err(ImageError::Corrupt("its samples are not as many as its sides say".to_owned()));
    }
    Ok(Samples { width: image.width, height: image.height, rgb, alpha })
}

type Decoded = (Cow<'static, [u8]>, Option<Cow<'static, [u8]>>);

fn decoded(image: &Image, format: ::image::ImageFormat) -> Result<Decoded, ImageError> {
    match decode::pixels(decode::decode(&image.file.bytes, format)?) {
        Raster::Pixels { rgb, alpha } => Ok((rgb.into(), alpha.map(Cow::Owned))),
        _ => Err(ImageError::Unknown),
    }
}

/// A drawing on a transparent ground of so many pixels: `scale` pixels, across and down, for a unit
/// of the drawing, its top left corner at `origin`.
///
/// # Errors
/// When the ground has no pixels or more than the limits allow.
pub fn drawn(
    vector: &Vector,
    [width, height]: [u32; 2],
    scale: [f32; 2],
    origin: [f32; 2],
) -> Result<Samples<'static>, ImageError> {
    check_size(width, height, 4)?;
    let rgba = svg::drawn(&vector.svg, [width, height], scale, origin)?;
    let mut rgb = Vec::with_capacity(rgba.len() / 4 * 3);
    let mut alpha = Vec::with_capacity(rgba.len() / 4);
    for pixel in rgba.chunks_exact(4) {
        rgb.extend_from_slice(&pixel[..3]);
        alpha.push(pixel[3]);
    }
    Ok(Samples { width, height, rgb: rgb.into(), alpha: Some(alpha.into()) })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{drawn, samples};
    use crate::image::{Raster, load};

    #[test]
    fn encoded_pictures_give_as_many_samples_as_their_sides_say() {
        for bytes in [crate::image::png::tests::rgb(), crate::image::jpeg::tests::rgb()] {
            let image = load(Arc::from(bytes), &[]).expect("a whole picture");
            let samples = samples(&image).expect("it decodes");
            assert_eq!(samples.rgb.len() as u32, image.width * image.height * 3);
            assert_eq!((samples.width, samples.alpha), (image.width, None));
        }
    }

    #[test]
    fn samples_that_do_not_fit_the_sides_are_refused() {
        let bytes = crate::image::png::tests::rgb();
        let mut image = load(Arc::from(bytes), &[]).expect("a whole picture");
        image.raster = Raster::Pixels { rgb: vec![0; 5], alpha: None };
        assert!(samples(&image).is_err());
    }

    #[test]
    fn a_drawing_stands_where_it_is_put() {
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg' width='2' height='1'>\
            <path fill='#f00' d='M0 0h1v1h-1z'/></svg>";
        let image = load(Arc::from(svg.as_slice()), &[]).expect("a drawing");
        let vector = image.vector.expect("it has a vector form");
        let samples = drawn(&vector, [6, 3], [2.0, 2.0], [1.0, 1.0]).expect("it is small");
        let alpha = samples.alpha.expect("the ground is transparent");
        assert_eq!(alpha[..], [0, 0, 0, 0, 0, 0, 0, 255, 255, 0, 0, 0, 0, 255, 255, 0, 0, 0]);
        assert_eq!(samples.rgb[21..24], [255, 0, 0]);
        assert!(drawn(&vector, [0, 3], [2.0, 2.0], [0.0, 0.0]).is_err());
        assert!(drawn(&vector, [60_000, 60_000], [2.0, 2.0], [0.0, 0.0]).is_err());
    }
}

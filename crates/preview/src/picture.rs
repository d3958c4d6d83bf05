//! Pictures on a page: decoded, brought to the pixels that they cover, laid over the ground.
//!
//! Samples cover whole pixels, as they do in print: a picture that ends within a pixel fills it. What
//! is made smaller is averaged over all samples that a pixel covers; what is made larger is blended,
//! or at four times and more left in its squares. Drawings are drawn anew at the size that is asked.

use vanban_article::image::Image;
use vanban_article::image::samples::{Samples, drawn, samples};
use vanban_article::{ImageError, Images};
use vanban_layout::{Picture, Point};

use crate::error::PreviewError;
use crate::pixmap::Pixmap;

/// Draws a picture with its top left corner at a point.
pub(crate) fn show(
    ground: &mut Pixmap,
    images: &Images,
    origin: Point,
    shown: &Picture,
    scale: f32,
) -> Result<(), PreviewError> {
    let picture = shown.picture.index();
    let image = loaded(images, picture)?;
    let fail = |source| PreviewError::Picture { picture, source };
    let (left, top) = (origin.x.0 * scale, origin.y.0 * scale);
    let (right, bottom) = (left + shown.size.width.0 * scale, top + shown.size.height.0 * scale);
    let first = [left.floor(), top.floor()];
    let sides = [right.floor() - first[0] + 1.0, bottom.floor() - first[1] + 1.0];
    let most = [ground.width, ground.height].map(|side| side as f32 + 2.0);
    // Written so that what is not a number is refused too.
    if !(sides[0] >= 1.0 && sides[1] >= 1.0 && sides[0] <= most[0] && sides[1] <= most[1]) {
        return Err(fail(ImageError::TooLarge("it is larger than its page".to_owned())));
    }
    let (at, size) = (first.map(|side| side as i32), sides.map(|side| side as u32));
    if let Some(vector) = &image.vector {
        let units = [vector.picture.width, vector.picture.height];
        let per_unit = [(right - left) / units[0], (bottom - top) / units[1]];
        let drawing =
            drawn(vector, size, per_unit, [left - first[0], top - first[1]]).map_err(fail)?;
        // Drawn at the very pixels: nothing is left to be scaled.
        lay(ground, &drawing, size, at);
    } else {
        lay(ground, &samples(image).map_err(fail)?, size, at);
    }
    Ok(())
}

/// A picture that was loaded.
pub(crate) fn loaded(images: &Images, picture: usize) -> Result<&Image, PreviewError> {
    let entry = images.entries.get(picture).and_then(Option::as_deref);
    entry.ok_or(PreviewError::MissingPicture(picture))
}

/// How a line of pixels is made of a line of samples: for each the first sample, and the weights of
/// it and those that follow, which sum up to one.
type Weights = Vec<(usize, Vec<f32>)>;

/// How the samples of one direction become pixels.
#[derive(Clone, Copy)]
enum Growth {
    Blended,
    Squares,
}

fn weights(samples: u32, pixels: u32, growth: Growth) -> Weights {
    let step = samples as f32 / pixels as f32;
    let last = samples as usize - 1;
    let pixel = |at: u32| {
        let start = at as f32 * step;
        if step > 1.0 {
            let end = start + step;
            let (first, past) = ((start as usize).min(last), (end.ceil() as usize).min(last + 1));
            let parts = (first..past.max(first + 1)).map(|sample| {
                let sample = sample as f32;
                (end.min(sample + 1.0) - start.max(sample)).max(0.0) / step
            });
            return (first, parts.collect());
        }
        let middle = start + step / 2.0;
        match growth {
            Growth::Squares => ((middle as usize).min(last), vec![1.0]),
            Growth::Blended => {
                let place = (middle - 0.5).clamp(0.0, last as f32);
                let first = (place as usize).min(last.saturating_sub(1));
                let second = place - first as f32;
                if last == 0 { (0, vec![1.0]) } else { (first, vec![1.0 - second, second]) }
            }
        }
    };
    (0..pixels).map(pixel).collect()
}

/// Brings samples to a size and lays them over the ground.
pub(crate) fn lay(ground: &mut Pixmap, samples: &Samples<'_>, size: [u32; 2], at: [i32; 2]) {
    if samples.width == 0 || samples.height == 0 {
        return;
    }
    let large = size[0] / samples.width >= 4 || size[1] / samples.height >= 4;
    let growth = if large { Growth::Squares } else { Growth::Blended };
    let across = weights(samples.width, size[0], growth);
    let down = weights(samples.height, size[1], growth);
    // A row that two rows of pixels share is brought to their width once.
    let mut shared: (usize, Vec<[f32; 4]>) = (usize::MAX, Vec::new());
    let mut sums = vec![[0.0f32; 4]; size[0] as usize];
    let mut row = vec![[0u8; 4]; size[0] as usize];
    for (y, (first, parts)) in (at[1]..).zip(&down) {
        if !ground.has_row(y) {
            continue;
        }
        sums.fill([0.0; 4]);
        for (sample, part) in (*first..).zip(parts) {
            if shared.0 != sample {
                shared.1.clear();
                shared.1.extend(
                    across.iter().map(|(first, parts)| mean(samples, sample, *first, parts)),
                );
                shared.0 = sample;
            }
            for (sum, value) in sums.iter_mut().zip(&shared.1) {
                for (sum, value) in sum.iter_mut().zip(value) {
                    *sum += value * part;
                }
            }
        }
        for (pixel, [r, g, b, opacity]) in row.iter_mut().zip(&sums) {
            let opaque = if *opacity > 0.0 { 1.0 / opacity } else { 0.0 };
            let byte = |value: f32| (value + 0.5) as u8;
            *pixel = [byte(r * opaque), byte(g * opaque), byte(b * opaque), byte(opacity * 255.0)];
        }
        ground.lay(&row, at[0], y);
    }
}

/// The mean of some samples of a row: colours by opacity, and opacity.
fn mean(samples: &Samples<'_>, row: usize, first: usize, parts: &[f32]) -> [f32; 4] {
    let start = row * samples.width as usize + first;
    let mut sum = [0.0; 4];
    for (at, part) in (start..).zip(parts) {
        let opacity =
            samples.alpha.as_ref().map_or(1.0, |alpha| f32::from(alpha[at]) / 255.0) * part;
        for (sum, value) in sum.iter_mut().zip(&samples.rgb[at * 3..at * 3 + 3]) {
            *sum += f32::from(*value) * opacity;
        }
        sum[3] += opacity;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::{Growth, lay, weights};
    use crate::pixmap::Pixmap;
    use vanban_article::image::samples::Samples;

    fn grey<'a>(width: u32, values: &[u8], alpha: Option<&[u8]>) -> Samples<'a> {
        let rgb: Vec<u8> = values.iter().flat_map(|value| [*value; 3]).collect();
        let height = values.len() as u32 / width;
        let alpha = alpha.map(|alpha| alpha.to_vec().into());
        Samples { width, height, rgb: rgb.into(), alpha }
    }

    fn laid(samples: &Samples<'_>, size: [u32; 2]) -> Vec<u8> {
        let mut ground = Pixmap::white(size[0], size[1], 96.0);
        lay(&mut ground, samples, size, [0, 0]);
        ground.rgb.iter().step_by(3).copied().collect()
    }

    #[test]
    fn weights_sum_up_to_one_and_name_only_samples_that_are_there() {
        for (samples, pixels) in [(1, 1), (1, 9), (9, 1), (7, 3), (3, 7), (1000, 999), (2, 8)] {
            for growth in [Growth::Blended, Growth::Squares] {
                for (first, parts) in weights(samples, pixels, growth) {
                    let sum: f32 = parts.iter().sum();
                    assert!((sum - 1.0).abs() < 1e-3, "{samples} {pixels}: {sum}");
                    assert!(first + parts.len() <= samples as usize, "{samples} {pixels}");
                }
            }
        }
    }

    #[test]
    fn a_smaller_picture_is_the_mean_of_its_samples() {
        assert_eq!(laid(&grey(4, &[0, 100, 10, 30], None), [2, 1]), [50, 20]);
        assert_eq!(laid(&grey(3, &[0, 90, 30], None), [2, 1]), [30, 50]);
    }

    #[test]
    fn a_larger_picture_is_blended_and_a_far_larger_one_shows_its_squares() {
        assert_eq!(laid(&grey(2, &[0, 100], None), [4, 1]), [0, 25, 75, 100]);
        assert_eq!(laid(&grey(2, &[0, 100], None), [8, 1]), [0, 0, 0, 0, 100, 100, 100, 100]);
    }

    #[test]
    fn what_is_transparent_has_no_colour() {
        let samples = grey(4, &[0, 0, 10, 200], Some(&[0, 0, 255, 0]));
        assert_eq!(laid(&samples, [2, 1]), [255, 132]);
    }

    #[test]
    fn a_picture_over_the_edge_is_cut_off() {
        let mut ground = Pixmap::white(2, 2, 96.0);
        lay(&mut ground, &grey(1, &[0], None), [2, 2], [-1, 1]);
        assert_eq!(ground.rgb.iter().step_by(3).copied().collect::<Vec<_>>(), [255, 255, 0, 255]);
    }
}

//! Pictures of pages, and how alike two of them look.

use std::io::Cursor;
use std::path::Path;

/// A picture of a page.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// The width in pixels.
    pub width: usize,
    /// The height in pixels.
    pub height: usize,
    /// How light each pixel is, row by row.
    pub grey: Vec<u8>,
    /// Three bytes a pixel.
    pub rgb: Vec<u8>,
}

/// The side of the windows that are compared, as in Wang and Bovik, "A universal image quality
/// index", 2002.
const WINDOW: usize = 8;

impl Picture {
    /// A picture from its colours.
    #[must_use]
    pub fn new(width: usize, height: usize, rgb: Vec<u8>) -> Picture {
        let light = |pixel: &[u8]| {
            let [r, g, b] = [0, 1, 2].map(|at| u32::from(pixel[at]));
            ((299 * r + 587 * g + 114 * b + 500) / 1000) as u8
        };
        let grey = rgb.chunks_exact(3).map(light).collect();
        Picture { width, height, grey, rgb }
    }

    /// Reads a PNG file of eight bits a channel, without opacity.
    ///
    /// # Panics
    /// If it is none.
    #[must_use]
    pub fn read(file: &[u8]) -> Picture {
        let mut reader = png::Decoder::new(Cursor::new(file)).read_info().expect("a PNG file");
        let size = reader.output_buffer_size().expect("a page is not that large");
        let mut samples = vec![0; size];
        let info = reader.next_frame(&mut samples).expect("a whole PNG file");
        assert_eq!(info.bit_depth, png::BitDepth::Eight);
        let rgb = match info.color_type {
            png::ColorType::Rgb => samples,
            png::ColorType::Grayscale => samples.iter().flat_map(|grey| [*grey; 3]).collect(),
            other => panic!("{other:?}"),
        };
        Picture::new(info.width as usize, info.height as usize, rgb)
    }

    /// Reads the PNG files of a folder, by name.
    ///
    /// # Panics
    /// If they cannot be read.
    #[must_use]
    pub fn folder(folder: &Path) -> Vec<Picture> {
        let entries = std::fs::read_dir(folder).expect("the folder is there");
        let mut files: Vec<_> =
            entries.map(|entry| entry.expect("a folder can be listed").path()).collect();
        files.retain(|path| path.extension().is_some_and(|end| end == "png"));
        files.sort();
        let read = |path| Picture::read(&std::fs::read(path).expect("the file is there"));
        files.iter().map(read).collect()
    }

    /// The picture so many times smaller, each pixel the mean of a square.
    #[must_use]
    pub fn smaller(&self, times: usize) -> Picture {
        let (width, height) = (self.width / times, self.height / times);
        let mut rgb = Vec::with_capacity(width * height * 3);
        for (y, x) in (0..height).flat_map(|y| (0..width).map(move |x| (y, x))) {
            for channel in 0..3 {
                let row = |down| ((y * times + down) * self.width + x * times) * 3 + channel;
                let sum: usize = (0..times)
                    .flat_map(|down| (0..times).map(move |right| row(down) + right * 3))
                    .map(|at| usize::from(self.rgb[at]))
                    .sum();
                rgb.push((sum / (times * times)) as u8);
            }
        }
        Picture::new(width, height, rgb)
    }
}

/// The structural similarity of two pictures, 1 where they are the same (Wang, Bovik, Sheikh,
/// Simoncelli, "Image quality assessment", 2004), over even windows of 8 × 8; none where their sides
/// differ.
#[must_use]
pub fn similarity(one: &Picture, other: &Picture) -> Option<f64> {
    if (one.width, one.height) != (other.width, other.height) {
        return None;
    }
    let (width, height) = (one.width, one.height);
    if width < WINDOW || height < WINDOW {
        return None;
    }
    // For each column the sums of the last eight rows: lightnesses, squares, and products.
    let mut columns = vec![[0i64; 5]; width];
    let terms = |at: usize| {
        let (a, b) = (i64::from(one.grey[at]), i64::from(other.grey[at]));
        [a, b, a * a, b * b, a * b]
    };
    let (mut total, mut windows) = (0.0, 0u32);
    for y in 0..height {
        for (x, column) in columns.iter_mut().enumerate() {
            let entering = terms(y * width + x);
            let leaving = y.checked_sub(WINDOW).map_or([0; 5], |y| terms(y * width + x));
            for (sum, (new, old)) in column.iter_mut().zip(entering.iter().zip(leaving)) {
                *sum += new - old;
            }
        }
        if y + 1 < WINDOW {
            continue;
        }
        let mut sums = [0i64; 5];
        for x in 0..width {
            let leaving = x.checked_sub(WINDOW).map_or([0; 5], |x| columns[x]);
            for (sum, (new, old)) in sums.iter_mut().zip(columns[x].iter().zip(leaving)) {
                *sum += new - old;
            }
            if x + 1 >= WINDOW {
                total += alike(sums);
                windows += 1;
            }
        }
    }
    Some(total / f64::from(windows))
}

/// The similarity of a window from its sums.
fn alike(sums: [i64; 5]) -> f64 {
    const FIRST: f64 = 0.01 * 255.0 * (0.01 * 255.0);
    const SECOND: f64 = 0.03 * 255.0 * (0.03 * 255.0);
    let count = (WINDOW * WINDOW) as f64;
    let [a, b, aa, bb, ab] = sums.map(|sum| sum as f64 / count);
    let (va, vb, covariance) = (aa - a * a, bb - b * b, ab - a * b);
    (2.0 * a * b + FIRST) * (2.0 * covariance + SECOND)
        / ((a * a + b * b + FIRST) * (va + vb + SECOND))
}

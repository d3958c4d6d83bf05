//! JPEG: the header is read, the file goes through unchanged (ISO 32000-2 §7.4.8).

use std::sync::Arc;

use super::{
    Image, ImageError, ImageFile, ImageFormat, Raster, check_size, decode, exif, plausible,
};

/// What the segments before the pixels say (ITU-T T.81 annex B).
#[derive(Debug, Default)]
struct Header {
    width: u32,
    height: u32,
    channels: u8,
    dpi: Option<f32>,
    adobe: bool,
    orientation: u8,
}

/// Loads a JPEG file.
pub(super) fn load(bytes: Arc<[u8]>) -> Result<Image, ImageError> {
    let header = header(&bytes)?;
    // A PDF has no notion of a camera held upright.
    if (2..=8).contains(&header.orientation) {
        let upright = decode::upright(&bytes, header.orientation)?;
        let mut image = load_upright(upright)?;
        image.dpi = header.dpi;
        return Ok(image);
    }
    Ok(image(bytes, &header))
}

fn load_upright(bytes: Arc<[u8]>) -> Result<Image, ImageError> {
    let header = header(&bytes)?;
    Ok(image(bytes, &header))
}

fn image(bytes: Arc<[u8]>, header: &Header) -> Image {
    Image {
        width: header.width,
        height: header.height,
        dpi: header.dpi,
        file: ImageFile { format: ImageFormat::Jpeg, bytes },
        raster: Raster::Jpeg {
            channels: header.channels,
            // Adobe's programs write CMYK inverted, and nobody else writes CMYK.
            inverted: header.channels == 4 && header.adobe,
        },
        vector: None,
    }
}

fn header(bytes: &[u8]) -> Result<Header, ImageError> {
    let mut header = Header::default();
    let mut at = 2;
    let mut scans = 0;
    loop {
        let (marker, start) = next_marker(bytes, at)?;
        match marker {
            0xd9 if scans > 0 => break,
            0xd9 => return Err(corrupt("it holds no pixels")),
            0x01 | 0xd0..=0xd8 => at = start,
            _ => {
                let segment = segment(bytes, start)?;
                at = start + 2 + segment.len();
                match marker {
                    0xc0..=0xc2 => frame(segment, &mut header)?,
                    0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                        return Err(corrupt("its kind of compression cannot be printed"));
                    }
                    0xda => {
                        if header.width == 0 {
                            return Err(corrupt("its pixels come before its size"));
                        }
                        scans += 1;
                        at = scan_end(bytes, at);
                    }
                    0xe0 => density(segment, &mut header),
                    0xe1 => exif_segment(segment, &mut header),
                    0xee if segment.starts_with(b"Adobe") => header.adobe = true,
                    _ => {}
                }
            }
        }
    }
    Ok(header)
}

/// The next marker and where its segment starts.
fn next_marker(bytes: &[u8], at: usize) -> Result<(u8, usize), ImageError> {
    let rest = bytes.get(at..).unwrap_or_default();
    if rest.first().is_some_and(|byte| *byte != 0xff) {
        return Err(corrupt("its segments do not follow each other"));
    }
    // Any number of fill bytes may stand before a marker.
    let fill = rest.iter().position(|byte| *byte != 0xff).ok_or_else(truncated)?;
    Ok((rest[fill], at + fill + 1))
}

/// The bytes of a segment, its length left out.
fn segment(bytes: &[u8], start: usize) -> Result<&[u8], ImageError> {
    let length = bytes.get(start..start + 2).ok_or_else(truncated)?;
    let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
    if length < 2 {
        return Err(corrupt("a segment has no length"));
    }
    bytes.get(start + 2..start + length).ok_or_else(truncated)
}

/// Where the marker after entropy-coded pixels is.
fn scan_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(next) = bytes[at..].iter().position(|byte| *byte == 0xff) {
        at += next;
        match bytes.get(at + 1) {
            Some(0x00 | 0xd0..=0xd7) => at += 2,
            Some(0xff) => at += 1,
            _ => return at,
        }
    }
    bytes.len()
}

fn frame(segment: &[u8], header: &mut Header) -> Result<(), ImageError> {
    let [precision, high, low, wide, narrow, channels, ..] = *segment else {
        return Err(truncated());
    };
    if precision != 8 {
        return Err(corrupt("its samples are not of eight bits"));
    }
    if !matches!(channels, 1 | 3 | 4) {
        return Err(corrupt("its number of colours is none that can be printed"));
    }
    header.height = u32::from(u16::from_be_bytes([high, low]));
    header.width = u32::from(u16::from_be_bytes([wide, narrow]));
    header.channels = channels;
    check_size(header.width, header.height, u64::from(channels))
}

/// The density of a JFIF segment.
fn density(segment: &[u8], header: &mut Header) {
    if let Some([unit, high, low]) = segment.strip_prefix(b"JFIF\0").and_then(|rest| rest.get(2..5))
    {
        let density = f32::from(u16::from_be_bytes([*high, *low]));
        header.dpi = match unit {
            1 => plausible(density),
            2 => plausible(density * 2.54),
            _ => None,
        };
    }
}

fn exif_segment(segment: &[u8], header: &mut Header) {
    if let Some(tiff) = segment.strip_prefix(b"Exif\0\0") {
        let exif = exif::read(tiff);
        header.orientation = exif.orientation;
        header.dpi = header.dpi.or(exif.dpi);
    }
}

fn truncated() -> ImageError {
    corrupt("the file ends early")
}

fn corrupt(reason: &str) -> ImageError {
    ImageError::Corrupt(reason.to_owned())
}

#[cfg(test)]
pub(super) mod tests {
    use std::sync::Arc;

    use crate::image::{Image, ImageError, Raster, load};

    /// A JPEG of 3 × 2 pixels.
    pub(in crate::image) fn rgb() -> Vec<u8> {
        let mut bytes = Vec::new();
        let picture = ::image::RgbImage::from_fn(3, 2, |x, y| {
            ::image::Rgb([(x * 80) as u8, (y * 200) as u8, 9])
        });
        let encoder = ::image::codecs::jpeg::JpegEncoder::new(&mut bytes);
        picture.write_with_encoder(encoder).expect("memory takes every byte");
        bytes
    }

    /// The JPEG with a segment put in after its start.
    fn with_segment(marker: u8, segment: &[u8]) -> Vec<u8> {
        let bytes = rgb();
        let length = (segment.len() as u16 + 2).to_be_bytes();
        [&bytes[..2], &[0xff, marker], &length, segment, &bytes[2..]].concat()
    }

    fn read(bytes: &[u8]) -> Image {
        load(Arc::from(bytes), &[]).expect("a whole picture")
    }

    fn exif(orientation: u8) -> Vec<u8> {
        let mut segment = b"Exif\0\0II*\0\x08\0\0\0\x01\0".to_vec();
        segment.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]);
        with_segment(0xe1, &segment)
    }

    #[test]
    fn the_file_goes_through_unchanged() {
        let bytes = rgb();
        let image = read(&bytes);
        assert_eq!((image.width, image.height), (3, 2));
        assert_eq!(image.file.bytes.as_ref(), bytes);
        assert_eq!(image.raster, Raster::Jpeg { channels: 3, inverted: false });
    }

    #[test]
    fn densities_are_pixels_an_inch() {
        // The encoder's own JFIF segment follows and says nothing.
        let mut bytes = rgb();
        let at = bytes.windows(5).position(|window| window == b"JFIF\0").expect("JFIF");
        bytes[at + 7..at + 12].copy_from_slice(&[1, 0x01, 0x2c, 0x01, 0x2c]);
        assert_eq!(read(&bytes).dpi, Some(300.0));
        bytes[at + 7] = 0;
        assert_eq!(read(&bytes).dpi, None);
        bytes[at + 7..at + 12].copy_from_slice(&[2, 0, 100, 0, 100]);
        assert_eq!(read(&bytes).dpi, Some(254.0));
    }

    #[test]
    fn pictures_of_turned_cameras_are_turned() {
        assert_eq!(read(&exif(1)).file.bytes.as_ref(), exif(1));
        let turned = read(&exif(6));
        assert_eq!((turned.width, turned.height), (2, 3));
        assert_ne!(turned.file.bytes.as_ref(), exif(6));
        assert_eq!((read(&exif(3)).width, read(&exif(9)).width), (3, 3));
    }

    #[test]
    fn adobe_alone_does_not_invert_three_channels() {
        let bytes = with_segment(0xee, b"Adobe\0\x64\0\0\0\0\x01");
        assert_eq!(read(&bytes).raster, Raster::Jpeg { channels: 3, inverted: false });
    }

    #[test]
    fn sizes_are_checked_before_pixels_are_read() {
        let mut bytes = rgb();
        let at = bytes.windows(2).position(|window| window == [0xff, 0xc0]).expect("a frame");
        bytes[at + 5..at + 9].fill(0xff);
        assert!(matches!(load(Arc::from(bytes), &[]), Err(ImageError::TooLarge(_))));
    }

    #[test]
    fn what_follows_the_picture_does_not_matter() {
        let bytes = [rgb(), b"more".to_vec()].concat();
        assert_eq!(read(&bytes).width, 3);
    }
}

//! Pictures: `w:drawing` in a line (ECMA-376 §20.4.2.8) and the media parts that carry the bytes.

use std::sync::Arc;

use vanban_article::image::{Image, ImageFormat};
use vanban_theme::Twip;

use crate::xml::Xml;

/// The pictures of the package, each file once, its bytes unchanged.
#[derive(Debug, Default)]
pub(crate) struct Media {
    files: Vec<Arc<Image>>,
}

impl Media {
    /// The part of a picture, relative to `word/`, added where the package lacks it.
    pub(crate) fn part(&mut self, image: &Arc<Image>) -> String {
        let same = |each: &Arc<Image>| Arc::ptr_eq(each, image) || each.file == image.file;
        let known = self.files.iter().position(same);
        let place = known.unwrap_or_else(|| {
            self.files.push(Arc::clone(image));
            self.files.len() - 1
        });
        name(place, image)
    }

    /// The part of the drawing that the pixels of a picture were made from, if there is one; the
    /// picture has its own part already.
    pub(crate) fn drawing_part(&self, image: &Arc<Image>) -> Option<String> {
        let same = |each: &Arc<Image>| Arc::ptr_eq(each, image) || each.file == image.file;
        let place = image.vector.as_ref().and_then(|_| self.files.iter().position(same))?;
        self.files[place].vector.is_some().then(|| drawing_name(place))
    }

    /// The parts of the drawings, relative to `word/`, with their bytes.
    pub(crate) fn drawings(&self) -> impl Iterator<Item = (String, &[u8])> {
        self.files.iter().enumerate().filter_map(|(place, image)| {
            image.vector.as_ref().map(|vector| (drawing_name(place), vector.svg.as_ref()))
        })
    }

    /// The parts, relative to `word/`, with their bytes.
    pub(crate) fn parts(&self) -> impl Iterator<Item = (String, &Arc<[u8]>)> {
        self.files.iter().enumerate().map(|(place, image)| (name(place, image), &image.file.bytes))
    }
}

fn name(place: usize, image: &Image) -> String {
    let ending = match image.file.format {
        ImageFormat::Jpeg => "jpeg",
        ImageFormat::Png => "png",
        ImageFormat::Gif => "gif",
    };
    format!("media/image{}.{ending}", place + 1)
}

fn drawing_name(place: usize) -> String {
    format!("media/image{}.svg", place + 1)
}

/// A picture to be drawn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Drawing<'a> {
    /// A number that no other drawing of the document has, from 1.
    pub(crate) id: u32,
    /// The relationship to its part.
    pub(crate) relationship: &'a str,
    /// The relationship to the part of the same drawing as vectors.
    pub(crate) vector: Option<&'a str>,
    /// What it shows.
    pub(crate) alt: &'a str,
    /// Its width and height.
    pub(crate) size: (Twip, Twip),
}

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
const SVG: &str = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";

/// Writes a drawing.
pub(crate) fn write(xml: &mut Xml, drawing: Drawing<'_>) {
    let name = format!("Picture {}", drawing.id);
    let extent = |xml: &mut Xml, tag: &str| {
        xml.tag(tag).with("cx", drawing.size.0.emu()).with("cy", drawing.size.1.emu()).empty();
    };
    xml.tag("w:drawing").open();
    xml.tag("wp:inline").with("distT", 0).with("distB", 0).with("distL", 0).with("distR", 0).open();
    extent(xml, "wp:extent");
    xml.tag("wp:docPr")
        .with("id", drawing.id)
        .with("name", &name)
        .with("descr", drawing.alt)
        .empty();
    xml.tag("wp:cNvGraphicFramePr").open();
    xml.tag("a:graphicFrameLocks").with("xmlns:a", DRAWING).with("noChangeAspect", 1).empty();
    xml.close("wp:cNvGraphicFramePr");
    xml.tag("a:graphic").with("xmlns:a", DRAWING).open();
    xml.tag("a:graphicData").with("uri", PICTURE).open();
    xml.tag("pic:pic").with("xmlns:pic", PICTURE).open();
    xml.tag("pic:nvPicPr").open();
    xml.tag("pic:cNvPr")
        .with("id", drawing.id)
        .with("name", &name)
        .with("descr", drawing.alt)
        .empty();
    xml.tag("pic:cNvPicPr").open();
    xml.tag("a:picLocks").with("noChangeAspect", 1).empty();
    xml.close("pic:cNvPicPr");
    xml.close("pic:nvPicPr");
    xml.tag("pic:blipFill").open();
    let blip = xml.tag("a:blip").with("r:embed", drawing.relationship);
    match drawing.vector {
        None => blip.empty(),
        // Word 2016 and later show the drawing, others the pixels ([MS-ODRAWXML] 2.3.3.12).
        Some(vector) => {
            blip.open();
            xml.tag("a:extLst").open();
            xml.tag("a:ext").with("uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}").open();
            xml.tag("asvg:svgBlip").with("xmlns:asvg", SVG).with("r:embed", vector).empty();
            xml.close("a:ext");
            xml.close("a:extLst");
            xml.close("a:blip");
        }
    }
    xml.raw("<a:stretch><a:fillRect/></a:stretch>");
    xml.close("pic:blipFill");
    xml.tag("pic:spPr").open();
    xml.raw("<a:xfrm><a:off x=\"0\" y=\"0\"/>");
    extent(xml, "a:ext");
    xml.raw("</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>");
    xml.close("pic:spPr");
    xml.close("pic:pic");
    xml.close("a:graphicData");
    xml.close("a:graphic");
    xml.close("wp:inline");
    xml.close("w:drawing");
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Drawing, Media, write};
    use crate::xml::Xml;
    use vanban_article::image::{Image, ImageFile, ImageFormat, Raster};
    use vanban_theme::Twip;

    fn image(bytes: &[u8]) -> Arc<Image> {
        Arc::new(Image {
            width: 1,
            height: 1,
            dpi: None,
            file: ImageFile { format: ImageFormat::Jpeg, bytes: Arc::from(bytes) },
            raster: Raster::Jpeg { channels: 3, inverted: false },
            vector: None,
        })
    }

    #[test]
    fn the_same_file_is_carried_once() {
        let mut media = Media::default();
        assert_eq!(media.part(&image(b"one")), "media/image1.jpeg");
        assert_eq!(media.part(&image(b"two")), "media/image2.jpeg");
        assert_eq!(media.part(&image(b"one")), "media/image1.jpeg");
        assert_eq!(media.parts().count(), 2);
    }

    #[test]
    fn a_picture_says_what_it_shows() {
        let mut xml = Xml::default();
        let size = (Twip(1440), Twip(720));
        write(
            &mut xml,
            Drawing { id: 4, relationship: "rId9", vector: None, alt: "\"Cờ\" & hoa", size },
        );
        assert!(xml.as_str().contains("<wp:extent cx=\"914400\" cy=\"457200\"/>"));
        assert!(xml.as_str().contains("descr=\"&quot;Cờ&quot; &amp; hoa\""));
        assert!(xml.as_str().contains("<a:blip r:embed=\"rId9\"/>"));
    }
}

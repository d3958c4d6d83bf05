//! Layouts built by hand, for the tests of this crate.

use std::sync::Arc;

use vanban_article::image::{Image, ImageFile, ImageFormat, Raster};
use vanban_article::{Images, PictureId};
use vanban_fonts::{FaceId, FontLibrary};
use vanban_layout::{
    Child, Frame, Glyph, GlyphRun, Item, Layout, NodeId, Page, Picture, Point, Size, Structure, Tag,
};
use vanban_theme::{Color, Pt};

/// A layout in the making: one page of A4.
pub(crate) struct Trial {
    /// The layout so far.
    pub(crate) layout: Layout,
    /// The pictures so far.
    pub(crate) images: Images,
}

impl Default for Trial {
    fn default() -> Trial {
        let mut layout = Layout { structure: Structure::default(), ..Layout::default() };
        layout.info.lang = "vi-VN".to_owned();
        let size = Size::new(Pt(595.276), Pt(841.89));
        layout.pages.push(Page { size, frame: Frame::default(), header: 0..0, footer: 0..0 });
        layout.structure.add(Tag::Document, None);
        Trial { layout, images: Images::default() }
    }
}

impl Trial {
    /// Adds furniture.
    pub(crate) fn item(&mut self, at: Point, item: Item) -> usize {
        let items = &mut self.layout.pages[0].frame.items;
        items.push((at, item));
        items.len() - 1
    }

    /// Adds content: a node of its own.
    pub(crate) fn content(&mut self, tag: Tag, alt: Option<&str>, at: Point, item: Item) {
        let item = self.item(at, item);
        let node = self.layout.structure.add(tag, Some(NodeId(0)));
        let node = &mut self.layout.structure.nodes[node.0];
        node.alt = alt.map(str::to_owned);
        node.children.push(Child::Item { page: 0, item });
    }

    /// A picture of one sample, 20 points wide and 10 high.
    pub(crate) fn picture(&mut self, rgb: [u8; 3]) -> Item {
        let file = ImageFile { format: ImageFormat::Png, bytes: Arc::from(&b"a file"[..]) };
        let raster = Raster::Pixels { rgb: rgb.to_vec(), alpha: None };
        let image = Image { width: 1, height: 1, dpi: None, file, raster, vector: None };
        let picture = PictureId(self.images.entries.len() as u32);
        self.images.entries.push(Some(Arc::new(image)));
        Item::Image(Picture { picture, size: Size::new(Pt(20.0), Pt(10.0)) })
    }
}

/// A run whose glyphs are the face's own for each character, one after another.
pub(crate) fn run(face: FaceId, size: Pt, text: &str) -> GlyphRun {
    let library = FontLibrary::bundled().face(face);
    let glyphs = text.char_indices().map(|(start, c)| {
        let id = library.glyph(c).unwrap_or(0);
        let advance = f32::from(library.advance(id)) / f32::from(library.units_per_em);
        let (x_offset, y_offset) = (Pt(0.0), Pt(0.0));
        let advance = Pt(advance * size.0);
        Glyph { id, advance, x_offset, y_offset, start: start as u32 }
    });
    GlyphRun {
        face,
        size,
        color: Color::BLACK,
        lang: None,
        text: text.to_owned(),
        glyphs: glyphs.collect(),
    }
}

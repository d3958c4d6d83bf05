//! Layouts built by hand, for the tests of this crate, and a reader of what they become.
//!
//! Glyphs are the face's own for each character, one after another, without a shaper.

use std::collections::BTreeMap;
use std::sync::Arc;

use lopdf::{Dictionary, Document, Object, ObjectId};
use vanban_article::image::{Image, ImageFile, ImageFormat, Raster};
use vanban_article::{Images, PictureId};
use vanban_fonts::{FaceId, FontLibrary};
use vanban_layout::{
    Frame, Glyph, GlyphRun, Item, Layout, Link, LinkArea, LinkTarget, NodeId, Page, Picture, Place,
    Point, Rule, Size, Structure, Tag,
};
use vanban_theme::{Color, Pt};

use crate::{PdfOptions, write_pdf};

/// The left edge of everything.
pub(crate) const LEFT: Pt = Pt(85.05);

/// A face and a size.
#[derive(Clone, Copy)]
pub(crate) struct Font(pub(crate) FaceId, pub(crate) Pt);

/// The face of text.
pub(crate) fn body() -> Font {
    Font(FaceId(0), Pt(14.0))
}

/// A layout in the making.
pub(crate) struct Trial {
    /// The layout so far.
    pub(crate) layout: Layout,
    /// The pictures so far.
    pub(crate) images: Images,
    y: Pt,
}

impl Default for Trial {
    fn default() -> Trial {
        let mut layout = Layout { structure: Structure::default(), ..Layout::default() };
        layout.info.lang = "vi-VN".to_owned();
        let mut trial = Trial { layout, images: Images::default(), y: Pt(0.0) };
        trial.page();
        trial
    }
}

impl Trial {
    /// Begins a page of A4.
    pub(crate) fn page(&mut self) {
        self.y = Pt(56.7);
        let size = Size::new(Pt(595.3), Pt(841.9));
        self.layout.pages.push(Page { size, frame: Frame::default(), header: 0..0, footer: 0..0 });
    }

    /// Adds a node.
    pub(crate) fn structure(&mut self, tag: Tag, parent: Option<NodeId>) -> NodeId {
        self.layout.structure.add(tag, parent)
    }

    /// Adds an item at a place of the last page, and gives its number there.
    pub(crate) fn item(&mut self, node: Option<NodeId>, at: Point, item: Item) -> usize {
        let page = self.layout.pages.len() - 1;
        let items = &mut self.layout.pages[page].frame.items;
        items.push((at, item));
        let number = items.len() - 1;
        if let Some(node) = node {
            self.layout.structure.cover(node, page, number);
        }
        number
    }

    /// Adds a line of text.
    pub(crate) fn line(&mut self, node: Option<NodeId>, font: Font, text: &str) -> usize {
        self.y += Pt(20.0);
        let at = Point::new(LEFT, self.y);
        self.item(node, at, Item::Run(run(font, text)))
    }

    /// Adds text behind the last line.
    pub(crate) fn more(&mut self, node: Option<NodeId>, font: Font, text: &str) -> usize {
        let page = self.layout.pages.last().unwrap();
        let end = page.frame.items.iter().rev().find_map(|(at, item)| match item {
            Item::Run(run) => Some(at.x + run.glyphs.iter().map(|g| g.advance).sum()),
            _ => None,
        });
        let at = Point::new(end.unwrap_or(LEFT), self.y);
        self.item(node, at, Item::Run(run(font, text)))
    }

    /// Adds a thin rule.
    pub(crate) fn rule(&mut self, node: Option<NodeId>) -> usize {
        self.y += Pt(10.0);
        let size = Size::new(Pt(200.0), Pt(0.5));
        let rule = Item::Rule(Rule { size, color: Color::rgb(200, 0, 0) });
        self.item(node, Point::new(LEFT, self.y), rule)
    }

    /// Adds a picture of 100 by 50 points.
    pub(crate) fn picture(&mut self, node: Option<NodeId>, raster: Raster, file: &[u8]) -> usize {
        let picture = PictureId(self.images.entries.len() as u32);
        let file = ImageFile { format: ImageFormat::Jpeg, bytes: Arc::from(file) };
        let image = Image { width: 2, height: 1, dpi: None, file, raster, vector: None };
        self.images.entries.push(Some(Arc::new(image)));
        self.y += Pt(10.0);
        let size = Size::new(Pt(100.0), Pt(50.0));
        let at = Point::new(LEFT, self.y);
        self.y += Pt(50.0);
        self.item(node, at, Item::Image(Picture { picture, size }))
    }

    /// Makes the last line a link.
    pub(crate) fn area(&mut self, node: Option<NodeId>, target: LinkTarget) -> usize {
        self.layout.links.push(Link { target, contents: "Xem thêm".to_owned() });
        let link = self.layout.links.len() - 1;
        let size = Size::new(Pt(80.0), Pt(14.0));
        let at = Point::new(LEFT, self.y - Pt(11.0));
        self.item(node, at, Item::Link(LinkArea { size, link }))
    }

    /// Names the last line as a place.
    pub(crate) fn place(&mut self) -> usize {
        let page = self.layout.pages.len() - 1;
        let at = Point::new(LEFT, self.y - Pt(14.0));
        self.layout.places.push(Place { page, at });
        self.layout.places.len() - 1
    }

    /// The file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let fonts = FontLibrary::bundled();
        write_pdf(&self.layout, fonts, &self.images, &PdfOptions::default()).unwrap()
    }

    /// The file, read back.
    pub(crate) fn read(&self) -> Reader {
        Reader { doc: Document::load_mem(&self.bytes()).unwrap() }
    }
}

/// Text as a run.
pub(crate) fn run(font: Font, text: &str) -> GlyphRun {
    let Font(id, size) = font;
    let face = FontLibrary::bundled().face(id);
    let glyphs = text.char_indices().map(|(start, c)| {
        let glyph = face.glyph(c).unwrap_or(0);
        let advance = f32::from(face.advance(glyph)) * size.0 / f32::from(face.units_per_em);
        Glyph {
            id: glyph,
            advance: Pt(advance),
            x_offset: Pt(0.0),
            y_offset: Pt(0.0),
            start: start as u32,
        }
    });
    let glyphs = glyphs.collect();
    let text = text.to_owned();
    GlyphRun { face: id, size, color: Color::BLACK, lang: None, text, glyphs }
}

/// A shown glyph: its code, its text, and where it stands on the page.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    /// The glyph in the subset.
    pub(crate) glyph: u16,
    /// The text of its code.
    pub(crate) text: String,
    /// From the left of the page, in points.
    pub(crate) x: f64,
    /// Above the bottom of the page, in points.
    pub(crate) y: f64,
}

/// A PDF read back.
pub(crate) struct Reader {
    /// The document.
    pub(crate) doc: Document,
}

/// What a font says of its codes.
#[derive(Default)]
struct Codes {
    widths: BTreeMap<u16, f64>,
    texts: BTreeMap<u16, String>,
    glyphs: Option<Vec<u8>>,
}

impl Reader {
    /// The catalog.
    pub(crate) fn catalog(&self) -> &Dictionary {
        self.doc.catalog().unwrap()
    }

    /// What an entry is, its reference followed.
    pub(crate) fn get<'a>(&'a self, entries: &'a Dictionary, key: &str) -> &'a Object {
        let value = entries.get(key.as_bytes()).unwrap_or_else(|_| panic!("no {key}"));
        self.doc.dereference(value).unwrap().1
    }

    /// An entry that is a dictionary.
    pub(crate) fn dict<'a>(&'a self, entries: &'a Dictionary, key: &str) -> &'a Dictionary {
        self.get(entries, key).as_dict().unwrap()
    }

    /// The pages.
    pub(crate) fn pages(&self) -> Vec<(ObjectId, &Dictionary)> {
        let ids = self.doc.get_pages();
        ids.into_values().map(|id| (id, self.doc.get_dictionary(id).unwrap())).collect()
    }

    /// The operators of a page.
    pub(crate) fn operators(&self, page: usize) -> Vec<(String, Vec<Object>)> {
        let (_, entries) = self.pages()[page];
        let contents = self.get(entries, "Contents").as_stream().unwrap();
        let content =
            lopdf::content::Content::decode(&contents.decompressed_content().unwrap()).unwrap();
        content.operations.into_iter().map(|op| (op.operator, op.operands)).collect()
    }

    /// The glyphs of a page as a viewer places them, and its text as a viewer copies it.
    pub(crate) fn text(&self, page: usize) -> (Vec<Shown>, String) {
        let (_, entries) = self.pages()[page];
        let fonts = self.dict(self.dict(entries, "Resources"), "Font");
        let (mut shown, mut text) = (Vec::new(), String::new());
        let (mut codes, mut size) = (Codes::default(), 0.0);
        let (mut x, mut y, mut rise) = (0.0, 0.0, 0.0);
        let mut spans: Vec<bool> = Vec::new();
        let float = |object: &Object| f64::from(object.as_float().unwrap());
        for (operator, operands) in self.operators(page) {
            match operator.as_str() {
                "Tf" => {
                    let font = String::from_utf8(operands[0].as_name().unwrap().to_vec()).unwrap();
                    codes = self.codes(self.dict(fonts, &font));
                    size = float(&operands[1]);
                }
                "Tm" => (x, y) = (float(&operands[4]), float(&operands[5])),
                "Ts" => rise = float(&operands[0]),
                "BDC" => {
                    let actual = operands[1].as_dict().unwrap().get(b"ActualText");
                    if let Ok(actual) = actual {
                        let units: Vec<u16> = actual.as_str().unwrap()[2..]
                            .chunks(2)
                            .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                            .collect();
                        text.push_str(&String::from_utf16(&units).unwrap());
                    }
                    spans.push(actual.is_ok());
                }
                "EMC" => {
                    spans.pop().unwrap();
                }
                "Tj" | "TJ" => {
                    let items = match &operands[0] {
                        Object::Array(items) => items.clone(),
                        one => vec![one.clone()],
                    };
                    for item in items {
                        let Ok(string) = item.as_str() else {
                            x -= float(&item) / 1000.0 * size;
                            continue;
                        };
                        for code in string.chunks(2).map(|c| u16::from_be_bytes([c[0], c[1]])) {
                            let at = usize::from(code) * 2;
                            let glyph = codes
                                .glyphs
                                .as_ref()
                                .map_or(code, |map| u16::from_be_bytes([map[at], map[at + 1]]));
                            let told = codes.texts[&code].clone();
                            if !spans.contains(&true) {
                                text.push_str(&told);
                            }
                            shown.push(Shown { glyph, text: told, x, y: y + rise });
                            x += codes.widths[&code] / 1000.0 * size;
                        }
                    }
                }
                _ => {}
            }
        }
        assert!(spans.is_empty(), "marks are balanced");
        (shown, text)
    }

    fn codes(&self, font: &Dictionary) -> Codes {
        let mut codes = Codes::default();
        let descendants = self.get(font, "DescendantFonts").as_array().unwrap();
        let cid_font = self.doc.dereference(&descendants[0]).unwrap().1.as_dict().unwrap();
        for pair in self.get(cid_font, "W").as_array().unwrap().chunks(2) {
            let first = pair[0].as_i64().unwrap() as u16;
            for (at, width) in (first..).zip(pair[1].as_array().unwrap()) {
                codes.widths.insert(at, f64::from(width.as_float().unwrap()));
            }
        }
        if let Object::Stream(map) = self.get(cid_font, "CIDToGIDMap") {
            codes.glyphs = Some(map.decompressed_content().unwrap());
        }
        let cmap = self.get(font, "ToUnicode").as_stream().unwrap();
        let cmap = String::from_utf8(cmap.decompressed_content().unwrap()).unwrap();
        for line in cmap.lines().filter(|line| line.starts_with('<') && !line.contains("FFFF>")) {
            let parts: Vec<&str> = line.split(['<', '>']).filter(|p| !p.is_empty()).collect();
            let units: Vec<u16> = (0..parts[1].len() / 4)
                .map(|at| u16::from_str_radix(&parts[1][at * 4..at * 4 + 4], 16).unwrap())
                .collect();
            let code = u16::from_str_radix(parts[0], 16).unwrap();
            codes.texts.insert(code, String::from_utf16(&units).unwrap());
        }
        codes
    }

    /// The elements of the structure tree, in tree order: depth, type, dictionary.
    pub(crate) fn elements(&self) -> Vec<(usize, String, &Dictionary)> {
        let root = self.dict(self.catalog(), "StructTreeRoot");
        let mut elements = Vec::new();
        let mut open: Vec<(usize, &Dictionary)> =
            self.kids(root).into_iter().rev().map(|k| (0, k)).collect();
        while let Some((depth, element)) = open.pop() {
            let kind = self.get(element, "S").as_name().unwrap();
            elements.push((depth, String::from_utf8(kind.to_vec()).unwrap(), element));
            open.extend(self.kids(element).into_iter().rev().map(|kid| (depth + 1, kid)));
        }
        elements
    }

    /// The elements in an element.
    fn kids<'a>(&'a self, element: &'a Dictionary) -> Vec<&'a Dictionary> {
        let Ok(held) = element.get(b"K") else { return Vec::new() };
        let held: Vec<&Object> = match held {
            Object::Array(held) => held.iter().collect(),
            one => vec![one],
        };
        held.into_iter()
            .filter_map(|kid| self.doc.dereference(kid).unwrap().1.as_dict().ok())
            .filter(|kid| kid.has(b"S"))
            .collect()
    }
}

//! A builder of articles, for tests: blocks are opened, filled and closed in document order.

use std::sync::Arc;

use vanban_article::image::{Image, ImageFile, ImageFormat, PngColor, Raster};
use vanban_article::{
    Anchor, AnchorId, Article, Block, BlockId, BlockKind, Images, Inline, InlineKind, Link, LinkId,
    Marks, Note, NoteId, ParagraphKind, PictureId, PictureRef, PictureSize, Span, Target,
};

/// An article being built.
#[derive(Default)]
pub(crate) struct Draft {
    /// What is built so far.
    pub(crate) article: Article,
    /// Its pictures.
    pub(crate) images: Images,
}

/// A stretch of text to be built.
#[derive(Clone)]
pub(crate) struct Piece {
    kind: InlineKind,
    marks: Marks,
    link: Option<LinkId>,
}

/// Plain text.
pub(crate) fn text(words: &str) -> Piece {
    Piece { kind: InlineKind::Text(words.to_owned()), marks: Marks::NONE, link: None }
}

/// Marked text.
pub(crate) fn marked(words: &str, marks: Marks) -> Piece {
    Piece { marks, ..text(words) }
}

/// A line end.
pub(crate) fn line_break() -> Piece {
    Piece { kind: InlineKind::LineBreak, ..text("") }
}

/// The mark of a note.
pub(crate) fn note_mark(note: u32, again: bool) -> Piece {
    Piece { kind: InlineKind::NoteMark { note: NoteId(note), again }, ..text("") }
}

/// A picture in a line.
pub(crate) fn picture(picture: u32, alt: &str) -> Piece {
    let kind = InlineKind::Picture {
        picture: PictureId(picture),
        alt: alt.to_owned(),
        size: PictureSize::OWN,
    };
    Piece { kind, ..text("") }
}

impl Piece {
    /// The same stretch in a link.
    pub(crate) fn in_link(self, link: LinkId) -> Piece {
        Piece { link: Some(link), ..self }
    }
}

impl Draft {
    /// Adds a leaf block.
    pub(crate) fn leaf(&mut self, kind: BlockKind, pieces: &[Piece]) -> BlockId {
        let start = self.article.inlines.len() as u32;
        self.article.inlines.extend(pieces.iter().map(|piece| {
            let plain = Inline::plain(Span::default(), piece.kind.clone());
            Inline { marks: piece.marks, link: piece.link, ..plain }
        }));
        let id = self.open(kind);
        self.article.blocks[id.index()].inlines = start..self.article.inlines.len() as u32;
        self.close(id);
        id
    }

    /// Adds a paragraph of running text.
    pub(crate) fn body(&mut self, pieces: &[Piece]) -> BlockId {
        self.paragraph(ParagraphKind::Body, pieces)
    }

    /// Adds a paragraph.
    pub(crate) fn paragraph(&mut self, kind: ParagraphKind, pieces: &[Piece]) -> BlockId {
        self.leaf(BlockKind::Paragraph(kind), pieces)
    }

    /// Adds a heading with an anchor of its own.
    pub(crate) fn heading(&mut self, level: u8, words: &str) -> AnchorId {
        let anchor = AnchorId(self.article.anchors.len() as u32);
        let block = self.leaf(BlockKind::Heading { level, anchor, numbered: true }, &[text(words)]);
        self.article.anchors.push(Anchor { name: format!("h{}", anchor.0), block, number: None });
        anchor
    }

    /// Starts a block that holds blocks.
    pub(crate) fn open(&mut self, kind: BlockKind) -> BlockId {
        let id = BlockId(self.article.blocks.len() as u32);
        let block = Block { span: Span::default(), kind, end: id, inlines: 0..0 };
        self.article.blocks.push(block);
        id
    }

    /// Ends a block.
    pub(crate) fn close(&mut self, id: BlockId) {
        self.article.blocks[id.index()].end = BlockId(self.article.blocks.len() as u32);
    }

    /// Adds a block and what it holds.
    pub(crate) fn within(&mut self, kind: BlockKind, fill: impl FnOnce(&mut Draft)) -> BlockId {
        let id = self.open(kind);
        fill(self);
        self.close(id);
        id
    }

    /// Adds an item.
    pub(crate) fn item(
        &mut self,
        number: Option<u64>,
        checked: Option<bool>,
        fill: impl FnOnce(&mut Draft),
    ) {
        self.within(BlockKind::Item { number, checked }, fill);
    }

    /// Adds a row of cells of plain text.
    pub(crate) fn row(&mut self, header: bool, cells: &[&str]) {
        self.within(BlockKind::Row { header }, |row| {
            for cell in cells {
                row.within(BlockKind::PLAIN_CELL, |cell_draft| {
                    cell_draft.body(&[text(cell)]);
                });
            }
        });
    }

    /// Adds a link.
    pub(crate) fn link(&mut self, target: Target, title: Option<&str>) -> LinkId {
        let title = title.map(str::to_owned);
        self.article.links.push(Link { span: Span::default(), target, title });
        LinkId(self.article.links.len() as u32 - 1)
    }

    /// Adds a picture that is loaded, or one that is not.
    pub(crate) fn picture(&mut self, image: Option<Image>) -> PictureId {
        let id = PictureId(self.article.pictures.len() as u32);
        self.article
            .pictures
            .push(PictureRef { path: format!("{}.png", id.0), span: Span::default() });
        self.images.entries.push(image.map(Arc::new));
        id
    }

    /// Ends the body: what follows are notes.
    pub(crate) fn end_body(&mut self) {
        self.article.body_len = self.article.blocks.len() as u32;
    }

    /// Adds a note; the body must have ended.
    pub(crate) fn note(&mut self, fill: impl FnOnce(&mut Draft)) {
        let start = self.article.blocks.len() as u32;
        fill(self);
        let number = self.article.notes.len() as u32 + 1;
        let blocks = start..self.article.blocks.len() as u32;
        self.article.notes.push(Note { span: Span::default(), number, blocks });
    }
}

/// A PNG of one colour.
pub(crate) fn png(width: u32, height: u32, rgb: [u8; 3]) -> Image {
    let row = [vec![0], rgb.repeat(width as usize)].concat();
    let pixels = row.repeat(height as usize);
    let mut zlib = vec![0x78, 0x01];
    let mut chunks = pixels.chunks(0xFFFF).peekable();
    while let Some(chunk) = chunks.next() {
        zlib.push(u8::from(chunks.peek().is_none()));
        zlib.extend((chunk.len() as u16).to_le_bytes());
        zlib.extend((!(chunk.len() as u16)).to_le_bytes());
        zlib.extend(chunk);
    }
    let (a, b) = pixels.iter().fold((1u32, 0u32), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    zlib.extend((b << 16 | a).to_be_bytes());
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    for (kind, content) in [(b"IHDR", &header[..]), (b"IDAT", &zlib), (b"IEND", &[])] {
        bytes.extend((content.len() as u32).to_be_bytes());
        let start = bytes.len();
        bytes.extend(kind);
        bytes.extend(content);
        let crc = crc32(&bytes[start..]);
        bytes.extend(crc.to_be_bytes());
    }
    Image {
        width,
        height,
        dpi: None,
        file: ImageFile { format: ImageFormat::Png, bytes: Arc::from(bytes) },
        raster: Raster::Png { data: Arc::from(zlib), bits: 8, color: PngColor::Rgb },
        vector: None,
    }
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 }
        })
    })
}

//! pandoc's document tree, as its JSON gives it: how pandoc reads a source or a DOCX.

use std::collections::BTreeMap;

use serde_json::Value;

/// A document.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The metadata as plain text, a list as several.
    pub meta: BTreeMap<String, Vec<String>>,
    /// The blocks.
    pub blocks: Vec<Block>,
}

/// A block.
#[derive(Clone, Debug)]
pub enum Block {
    /// A heading.
    Heading {
        /// 1 the highest.
        level: u64,
        /// The name by which links call it.
        id: String,
        /// Its text.
        pieces: Vec<Piece>,
    },
    /// A paragraph.
    Paragraph(Vec<Piece>),
    /// A block of code.
    Code(String),
    /// A quotation.
    Quote(Vec<Block>),
    /// A list.
    List {
        /// The first number of an ordered list.
        start: Option<u64>,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// A table.
    Table {
        /// The alignment of each column: `AlignLeft` and so on.
        columns: Vec<String>,
        /// The header rows.
        head: Vec<Vec<Vec<Block>>>,
        /// The other rows.
        body: Vec<Vec<Vec<Block>>>,
    },
    /// A thematic break.
    Rule,
}

/// A stretch of text.
#[derive(Clone, Debug)]
pub struct Piece {
    /// What it is.
    pub kind: PieceKind,
    /// The marks on it: [`EMPHASIS`] and so on.
    pub marks: u8,
    /// Where the link that it is part of leads.
    pub link: Option<String>,
}

/// What a stretch is.
#[derive(Clone, Debug)]
pub enum PieceKind {
    /// Text.
    Text(String),
    /// White space that a line may end in.
    Space,
    /// A line end that the author asked for.
    Break,
    /// A note with its blocks.
    Note(Vec<Block>),
    /// A picture.
    Picture {
        /// The text in the brackets of the source; the alternative text of a DOCX.
        text: Vec<Piece>,
        /// The `alt` of the source's attributes.
        alt: Option<String>,
        /// The file.
        target: String,
    },
}

/// Emphasis.
pub const EMPHASIS: u8 = 1;
/// Strong emphasis.
pub const STRONG: u8 = 2;
/// Struck out.
pub const STRIKE: u8 = 4;
/// Code in a line.
pub const CODE: u8 = 8;

/// Reads pandoc's JSON.
///
/// # Panics
/// If it is not a pandoc document.
#[must_use]
pub fn read(json: &str) -> Document {
    let value: Value = serde_json::from_str(json).expect("pandoc writes JSON");
    let mut meta = BTreeMap::new();
    for (key, entry) in value["meta"].as_object().expect("a document has metadata") {
        meta.insert(key.clone(), meta_texts(entry));
    }
    Document { meta, blocks: blocks(&value["blocks"]) }
}

fn meta_texts(value: &Value) -> Vec<String> {
    let content = &value["c"];
    match kind(value) {
        "MetaList" => array(content).iter().flat_map(meta_texts).collect(),
        "MetaInlines" => vec![plain(&inlines(content))],
        "MetaBlocks" => {
            let texts = blocks(content).iter().map(block_text).collect::<Vec<_>>();
            vec![texts.join(" ")]
        }
        "MetaString" => vec![string(content)],
        "MetaBool" => vec![content.to_string()],
        other => panic!("metadata of kind {other}"),
    }
}

/// The text of pieces, white space as single spaces.
#[must_use]
pub fn plain(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        match &piece.kind {
            PieceKind::Text(part) => text.push_str(part),
            PieceKind::Space | PieceKind::Break => text.push(' '),
            PieceKind::Note(_) | PieceKind::Picture { .. } => {}
        }
    }
    squeeze(&text)
}

/// White space, U+00A0 included, as single spaces; marks without width left out.
#[must_use]
pub fn squeeze(text: &str) -> String {
    let joined = text.replace(['\u{200B}', '\u{2060}'], "");
    joined.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn block_text(block: &Block) -> String {
    match block {
        Block::Heading { pieces, .. } | Block::Paragraph(pieces) => plain(pieces),
        Block::Code(text) => squeeze(text),
        Block::Quote(inner) => inner.iter().map(block_text).collect::<Vec<_>>().join(" "),
        Block::List { .. } | Block::Table { .. } | Block::Rule => String::new(),
    }
}

fn blocks(value: &Value) -> Vec<Block> {
    let mut found = Vec::new();
    for block in array(value) {
        let content = &block["c"];
        match kind(block) {
            "Plain" | "Para" => found.push(Block::Paragraph(inlines(content))),
            "Header" => found.push(Block::Heading {
                level: content[0].as_u64().expect("a heading has a level"),
                id: string(&content[1][0]),
                pieces: inlines(&content[2]),
            }),
            "CodeBlock" => found.push(Block::Code(string(&content[1]))),
            "BlockQuote" => found.push(Block::Quote(blocks(content))),
            "BulletList" => found.push(Block::List {
                start: None,
                items: array(content).iter().map(blocks).collect(),
            }),
            "OrderedList" => found.push(Block::List {
                start: content[0][0].as_u64(),
                items: array(&content[1]).iter().map(blocks).collect(),
            }),
            "Table" => found.push(table(content)),
            "Div" => found.extend(blocks(&content[1])),
            "HorizontalRule" => found.push(Block::Rule),
            "LineBlock" => {
                found.extend(array(content).iter().map(|line| Block::Paragraph(inlines(line))));
            }
            "RawBlock" | "Null" => {}
            other => panic!("a block of kind {other}"),
        }
    }
    found
}

fn table(content: &Value) -> Block {
    let rows = |value: &Value| -> Vec<Vec<Vec<Block>>> {
        let cells =
            |row: &Value| array(&row[1]).iter().map(|cell| blocks(&cell[4])).collect::<Vec<_>>();
        array(value).iter().map(cells).collect()
    };
    let mut head = rows(&content[3][1]);
    let mut body = Vec::new();
    for part in array(&content[4]) {
        head.extend(rows(&part[2]));
        body.extend(rows(&part[3]));
    }
    body.extend(rows(&content[5][1]));
    let columns = array(&content[2]).iter().map(|column| kind(&column[0]).to_owned()).collect();
    Block::Table { columns, head, body }
}

fn inlines(value: &Value) -> Vec<Piece> {
    let mut found = Vec::new();
    collect(value, 0, None, &mut found);
    found
}

fn collect(value: &Value, marks: u8, link: Option<&str>, found: &mut Vec<Piece>) {
    for inline in array(value) {
        let content = &inline["c"];
        let mut push = |kind| {
            found.push(Piece { kind, marks, link: link.map(str::to_owned) });
        };
        match kind(inline) {
            "Str" => push(PieceKind::Text(string(content))),
            "Space" | "SoftBreak" => push(PieceKind::Space),
            "LineBreak" => push(PieceKind::Break),
            "Code" => {
                let text = string(&content[1]);
                let link = link.map(str::to_owned);
                found.push(Piece { kind: PieceKind::Text(text), marks: marks | CODE, link });
            }
            "Math" => push(PieceKind::Text(string(&content[1]))),
            "RawInline" => {}
            "Note" => push(PieceKind::Note(blocks(content))),
            "Image" => {
                let alt = array(&content[0][2])
                    .iter()
                    .find(|pair| pair[0] == "alt")
                    .map(|pair| string(&pair[1]));
                let target = string(&content[2][0]);
                push(PieceKind::Picture { text: inlines(&content[1]), alt, target });
            }
            "Emph" => collect(content, marks | EMPHASIS, link, found),
            "Strong" => collect(content, marks | STRONG, link, found),
            "Strikeout" => collect(content, marks | STRIKE, link, found),
            "Underline" | "Superscript" | "Subscript" | "SmallCaps" => {
                collect(content, marks, link, found);
            }
            "Quoted" | "Cite" | "Span" => collect(&content[1], marks, link, found),
            "Link" => {
                let target = string(&content[2][0]);
                collect(&content[1], marks, Some(&target), found);
            }
            other => panic!("an inline of kind {other}"),
        }
    }
}

fn kind(value: &Value) -> &str {
    value["t"].as_str().expect("every node of pandoc's has a kind")
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is not a string")).to_owned()
}

fn array(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("{value} is not a list"))
}

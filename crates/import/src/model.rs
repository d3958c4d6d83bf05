//! A document that was read from another format: the value between the readers and the writer of Markdown.
//! It knows what the source language can say, and nothing of where it was read from.

/// A document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// What the front matter holds, in its order.
    pub meta: Vec<(String, MetaValue)>,
    /// The body.
    pub blocks: Vec<Block>,
    /// The notes that marks name by their index.
    pub notes: Vec<Vec<Block>>,
    /// The pictures that figures name by their index.
    pub pictures: Vec<Picture>,
}

/// A value of the front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MetaValue {
    /// A text.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// Several texts.
    List(Vec<String>),
    /// Values with names.
    Map(Vec<(String, MetaValue)>),
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The name that its file should have: no folder, an extension that says what it is.
    pub name: String,
    /// Its bytes; none where only a place for it is known.
    pub bytes: Option<Vec<u8>>,
}

/// Attributes of a block or span, as `{#id .class key=value}` writes them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    /// The identifier.
    pub id: Option<String>,
    /// The classes.
    pub classes: Vec<String>,
    /// Keys with values.
    pub keys: Vec<(String, String)>,
}

/// A block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading.
    Heading {
        /// Its level, from 1 to 6.
        level: u8,
        /// What it says.
        inlines: Vec<Inline>,
        /// Its attributes.
        attributes: Attributes,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// A list.
    List(List),
    /// Terms, each with its definitions.
    Definitions(Vec<(Vec<Inline>, Vec<Vec<Block>>)>),
    /// Code.
    Code {
        /// Its language, if it is known.
        language: Option<String>,
        /// Its lines.
        text: String,
    },
    /// A table.
    Table(Table),
    /// A picture of its own, with its caption.
    Figure {
        /// The picture.
        picture: usize,
        /// What it shows, for who cannot see it.
        alt: String,
        /// Its caption.
        caption: Vec<Inline>,
        /// Its attributes: identifier, width, height.
        attributes: Attributes,
    },
    /// A formula in its own line, in LaTeX.
    Math {
        /// The formula.
        source: String,
        /// Its identifier.
        id: Option<String>,
    },
    /// Lines that stay as they are: a poem.
    Lines(Vec<Vec<Inline>>),
    /// A division with a class: an alert, a landscape section, centred blocks.
    Division {
        /// Its attributes.
        attributes: Attributes,
        /// What it holds.
        blocks: Vec<Block>,
    },
    /// A rule.
    Rule,
    /// A new page.
    PageBreak,
    /// The table of contents, or a list of figures or tables, as its mark is written: `TOC`, `LOF`, `LOT`.
    Contents(String),
}

/// A list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// What stands before the first item: `-`, `1.`, `a)`, `(i)`, `c)`.
    pub marker: String,
    /// Whether no empty line stands between its items.
    pub tight: bool,
    /// Its items.
    pub items: Vec<Item>,
}

/// An item of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Of a task: whether it is done.
    pub task: Option<bool>,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The sides of its columns.
    pub columns: Vec<Side>,
    /// How many of its first rows are headers.
    pub header: usize,
    /// Its rows; places that a merged cell covers are left out.
    pub rows: Vec<Vec<Cell>>,
    /// Its caption.
    pub caption: Vec<Inline>,
    /// Its attributes.
    pub attributes: Attributes,
}

/// The side on which the text of a column stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// None is said.
    #[default]
    Unsaid,
    /// Left.
    Left,
    /// The middle.
    Middle,
    /// Right.
    Right,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// How many columns it takes.
    pub across: usize,
    /// How many rows it takes.
    pub down: usize,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A stretch of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Text.
    Text(String),
    /// A line end that was asked for.
    LineBreak,
    /// Inlines under one mark.
    Marked(Mark, Vec<Inline>),
    /// Code.
    Code(String),
    /// A link.
    Link {
        /// Where it leads.
        target: String,
        /// Its title.
        title: String,
        /// What it says.
        inlines: Vec<Inline>,
    },
    /// A span with attributes: a role, a language.
    Span(Attributes, Vec<Inline>),
    /// A picture in the line.
    Picture {
        /// The picture.
        picture: usize,
        /// What it shows, for who cannot see it.
        alt: String,
        /// Its attributes: width, height.
        attributes: Attributes,
    },
    /// A formula in LaTeX.
    Math(String),
    /// The mark of a note, by its index.
    Note(usize),
    /// A cross reference, as it is written: `@fig:nha`, `@page:fig:nha`.
    Reference(String),
}

/// A mark on inlines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Struck out.
    Strike,
    /// Underlined.
    Underline,
    /// Raised.
    Superscript,
    /// Lowered.
    Subscript,
    /// Small capitals.
    SmallCaps,
    /// Highlighted.
    Highlight,
}

/// Something that was read and could not be carried, or was carried in doubt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Where it stands: a line of a text, a part and paragraph of a package; empty for the whole.
    pub place: String,
    /// What it is.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

/// What came of reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// The document.
    pub document: Document,
    /// What could not be carried.
    pub notes: Vec<Note>,
}

/// Why bytes were refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

//! Markdown to events: the only file that names the Markdown parser.
//!
//! The parser delivers events at any depth and splits text inside words; both are left to the
//! stages after this one. Its YAML option takes quadratic time and stays off: [`super::front`]
//! splits the front matter. So does its option for the attributes of headings, which would take any
//! braces at the end of one: [`super::attribute`] tells them from text.

use std::borrow::Cow;
use std::collections::BTreeMap;

use pulldown_cmark as cmark;

use super::attribute;
use super::draft::CellDraft;
use super::fence::{Fence, Fences};
use super::inline_note;
use crate::kind::AlertKind;
use crate::model::Alignment;
use crate::source::Span;

/// What was read, and where.
#[derive(Debug)]
pub(super) struct Event<'a> {
    /// Its place; that of the whole element for an opening and its closing.
    pub(super) span: Span,
    /// What it is.
    pub(super) kind: EventKind<'a>,
}

/// What an event is. Openings and closings are balanced.
#[derive(Debug)]
pub(super) enum EventKind<'a> {
    /// An element begins.
    Open(Tag<'a>),
    /// The element begun last ends.
    Close,
    /// Text.
    Text(Cow<'a, str>),
    /// Code in a line.
    Code(Cow<'a, str>),
    /// A line of an HTML block.
    Html(Cow<'a, str>),
    /// A formula: its LaTeX, and whether it stands by itself.
    Math(Cow<'a, str>, bool),
    /// An HTML tag or comment in a line.
    InlineHtml(Cow<'a, str>),
    /// The mark of a note, with its label.
    Note(Cow<'a, str>),
    /// A line end that means a space.
    SoftBreak,
    /// A line end that the author asked for.
    HardBreak,
    /// A thematic break.
    Rule,
    /// The box of a task, ticked or not.
    Task(bool),
}

/// An element that holds others.
#[derive(Debug)]
pub(super) enum Tag<'a> {
    /// A paragraph.
    Paragraph,
    /// A heading; 1 to 6.
    Heading(u8),
    /// A quotation, or an alert.
    Quote(Option<AlertKind>),
    /// A list of definitions.
    Definitions,
    /// A term.
    Term,
    /// What a term means.
    Definition,
    /// A line that opens or closes a division.
    Fence(Fence),
    /// A block of code; the info string of its fence.
    CodeBlock(Option<Cow<'a, str>>),
    /// A block of HTML.
    HtmlBlock,
    /// A list; its first number.
    List(Option<u64>),
    /// An item.
    Item,
    /// A note's definition; its label.
    Note(Cow<'a, str>),
    /// A table.
    Table(Vec<Alignment>),
    /// The header row.
    Head,
    /// A body row.
    Row,
    /// A cell.
    Cell,
    /// A grid table: how each column is aligned, and its share of the width.
    GridTable(Vec<Alignment>, Vec<u32>),
    /// A row of a grid table; whether it is a header.
    GridRow(bool),
    /// A cell of a grid table.
    GridCell(CellDraft),
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Struck out.
    Strike,
    /// A link.
    Link {
        /// Where it leads.
        destination: Cow<'a, str>,
        /// Its title.
        title: Cow<'a, str>,
    },
    /// Text in brackets with attributes after them.
    Span,
    /// A picture.
    Image {
        /// Where it is.
        destination: Cow<'a, str>,
        /// Its title.
        title: Cow<'a, str>,
    },
    /// An element that this dialect does not have.
    Other,
}

/// Reads `masked`, the text with its fences masked, from byte `start` on; spans count from the start
/// of `text`.
pub(super) fn events<'a>(
    text: &'a str,
    masked: &'a str,
    fences: &'a Fences,
    start: usize,
) -> impl Iterator<Item = Event<'a>> {
    let source = &masked[start..];
    let broken = move |link: cmark::BrokenLink<'_>| {
        let none = || (cmark::CowStr::Borrowed(""), cmark::CowStr::Borrowed(""));
        is_span(source, &link).then(none)
    };
    let parser = cmark::Parser::new_with_broken_link_callback(source, options(), Some(broken));
    parser.into_offset_iter().map(move |(event, range)| {
        let span = Span::new(start + range.start, start + range.end);
        let mut kind = kind(event);
        if let Some(fence) = fences.at(span) {
            match &mut kind {
                EventKind::Open(tag @ Tag::HtmlBlock) => *tag = Tag::Fence(fence.clone()),
                // Where the parser takes a fence for code, it is that.
                EventKind::Text(read) | EventKind::Code(read) if read.len() == range.len() => {
                    *read = Cow::Borrowed(&text[span.range()]);
                }
                _ => {}
            }
        }
        Event { span, kind }
    })
}

/// Whether brackets that name no link are a span: attributes follow them.
fn is_span(text: &str, link: &cmark::BrokenLink<'_>) -> bool {
    link.link_type == cmark::LinkType::Shortcut
        && !inline_note::is_note(text, link.span.clone())
        && text.get(link.span.end..).is_some_and(|after| attribute::read(after).is_some())
}

fn options() -> cmark::Options {
    cmark::Options::ENABLE_TABLES
        | cmark::Options::ENABLE_FOOTNOTES
        | cmark::Options::ENABLE_STRIKETHROUGH
        | cmark::Options::ENABLE_TASKLISTS
        | cmark::Options::ENABLE_DEFINITION_LIST
        | cmark::Options::ENABLE_GFM
        | cmark::Options::ENABLE_MATH
}

/// The definitions of a document's links: destination and title by label.
#[derive(Debug, Default)]
pub(super) struct Definitions(BTreeMap<String, (String, String)>);

/// The definitions of links in `text` from byte `start` on.
pub(super) fn definitions(text: &str, start: usize) -> Definitions {
    let parser = cmark::Parser::new_ext(&text[start..], options());
    let all = parser.reference_definitions().iter().map(|(label, definition)| {
        let title = definition.title.as_deref().unwrap_or_default().to_owned();
        (folded(label), (definition.dest.to_string(), title))
    });
    Definitions(all.collect())
}

/// Reads a text of its own, such as a cell's, whose links may be defined in the document.
pub(super) fn nested(text: &str, definitions: &Definitions) -> Vec<Event<'static>> {
    let known = |link: cmark::BrokenLink<'_>| {
        let defined = definitions.0.get(&folded(&link.reference));
        match defined {
            Some((destination, title)) => Some((destination.clone().into(), title.clone().into())),
            None => is_span(text, &link).then(|| ("".into(), "".into())),
        }
    };
    cmark::Parser::new_with_broken_link_callback(text, options(), Some(known))
        .into_offset_iter()
        .map(|(event, range)| {
            let kind = kind(event.into_static());
            Event { span: Span::new(range.start, range.end), kind }
        })
        .collect()
}

/// A label as labels are compared.
fn folded(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn kind(event: cmark::Event<'_>) -> EventKind<'_> {
    match event {
        cmark::Event::Start(start) => EventKind::Open(tag(start)),
        cmark::Event::End(_) => EventKind::Close,
        cmark::Event::Text(text) => EventKind::Text(cow(text)),
        cmark::Event::InlineMath(text) => EventKind::Math(cow(text), false),
        cmark::Event::DisplayMath(text) => EventKind::Math(cow(text), true),
        cmark::Event::Code(text) => EventKind::Code(cow(text)),
        cmark::Event::Html(text) => EventKind::Html(cow(text)),
        cmark::Event::InlineHtml(text) => EventKind::InlineHtml(cow(text)),
        cmark::Event::FootnoteReference(label) => EventKind::Note(cow(label)),
        cmark::Event::SoftBreak => EventKind::SoftBreak,
        cmark::Event::HardBreak => EventKind::HardBreak,
        cmark::Event::Rule => EventKind::Rule,
        cmark::Event::TaskListMarker(checked) => EventKind::Task(checked),
    }
}

fn tag(tag: cmark::Tag<'_>) -> Tag<'_> {
    match tag {
        cmark::Tag::Paragraph => Tag::Paragraph,
        cmark::Tag::Heading { level, .. } => Tag::Heading(level as u8),
        cmark::Tag::BlockQuote(kind) => Tag::Quote(kind.map(alert)),
        cmark::Tag::CodeBlock(cmark::CodeBlockKind::Indented) => Tag::CodeBlock(None),
        cmark::Tag::CodeBlock(cmark::CodeBlockKind::Fenced(info)) => {
            Tag::CodeBlock(Some(cow(info)))
        }
        cmark::Tag::HtmlBlock => Tag::HtmlBlock,
        cmark::Tag::List(start) => Tag::List(start),
        cmark::Tag::Item => Tag::Item,
        cmark::Tag::FootnoteDefinition(label) => Tag::Note(cow(label)),
        cmark::Tag::Table(columns) => Tag::Table(columns.into_iter().map(alignment).collect()),
        cmark::Tag::TableHead => Tag::Head,
        cmark::Tag::TableRow => Tag::Row,
        cmark::Tag::TableCell => Tag::Cell,
        cmark::Tag::Emphasis => Tag::Emphasis,
        cmark::Tag::Strong => Tag::Strong,
        cmark::Tag::Strikethrough => Tag::Strike,
        cmark::Tag::Link { link_type: cmark::LinkType::ShortcutUnknown, dest_url, .. }
            if dest_url.is_empty() =>
        {
            Tag::Span
        }
        cmark::Tag::Link { link_type, dest_url, title, .. } => {
            let mut destination = cow(dest_url);
            if link_type == cmark::LinkType::Email {
                destination.to_mut().insert_str(0, "mailto:");
            }
            Tag::Link { destination, title: cow(title) }
        }
        cmark::Tag::Image { dest_url, title, .. } => {
            Tag::Image { destination: cow(dest_url), title: cow(title) }
        }
        cmark::Tag::DefinitionList => Tag::Definitions,
        cmark::Tag::DefinitionListTitle => Tag::Term,
        cmark::Tag::DefinitionListDefinition => Tag::Definition,
        cmark::Tag::Superscript | cmark::Tag::Subscript | cmark::Tag::MetadataBlock(_) => {
            Tag::Other
        }
    }
}

fn alert(kind: cmark::BlockQuoteKind) -> AlertKind {
    match kind {
        cmark::BlockQuoteKind::Note => AlertKind::Note,
        cmark::BlockQuoteKind::Tip => AlertKind::Tip,
        cmark::BlockQuoteKind::Important => AlertKind::Important,
        cmark::BlockQuoteKind::Warning => AlertKind::Warning,
        cmark::BlockQuoteKind::Caution => AlertKind::Caution,
    }
}

fn alignment(alignment: cmark::Alignment) -> Alignment {
    match alignment {
        cmark::Alignment::None => Alignment::Auto,
        cmark::Alignment::Left => Alignment::Left,
        cmark::Alignment::Center => Alignment::Center,
        cmark::Alignment::Right => Alignment::Right,
    }
}

fn cow(text: cmark::CowStr<'_>) -> Cow<'_, str> {
    match text {
        cmark::CowStr::Borrowed(text) => Cow::Borrowed(text),
        owned => Cow::Owned(owned.into_string()),
    }
}

//! Raw HTML: what has a meaning in an article becomes that, of the rest the text is kept.
//!
//! Block tags only end paragraphs; tables and lists that are whole in one block of HTML keep their
//! structure ([`super::html_table`]).

use std::borrow::Cow;

use super::build::{Builder, OpenMark};
use super::draft::{DraftKind, Piece, PieceKind, is_space};
use super::html_table::{self, Structure};
use super::html_tag::{Kind, Token, kind, tokens};
use super::report::{NESTING, Tag};
use super::{division, inline, page, picture_size, table_width};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Alignment, Marks, ParagraphKind};
use crate::source::Span;

/// What HTML left open.
#[derive(Debug, Default)]
pub(super) struct HtmlState {
    /// Whether a block of HTML is being read.
    block: bool,
    /// The tag whose content is left out, and how many of its name are open.
    muted: Option<(String, u32)>,
    /// Tags printed as written unless their end follows: name and piece.
    literals: Vec<(String, usize)>,
    /// A block of preformatted text is open.
    pre: bool,
    /// Blocks that are open, and what their ends mean to the page.
    pages: Vec<page::Open>,
    /// The tables, lists and quotations of the block.
    pub(super) structure: Structure,
}

impl HtmlState {
    /// Whether content is being left out.
    pub(super) fn is_muted(&self) -> bool {
        self.muted.is_some()
    }

    /// Whether a block of HTML is being read.
    pub(super) fn in_block(&self) -> bool {
        self.block
    }

    /// Leaves tags that did not end as they are written.
    pub(super) fn forget_literals(&mut self) {
        self.literals.clear();
    }
}

/// Reads a tag or comment in a line.
pub(super) fn inline(builder: &mut Builder<'_>, html: &str, span: Span) {
    let start = span.start as usize;
    for (token, _) in tokens(html, &|offset| start + offset) {
        read(builder, token, span);
    }
}

/// Reads a block of HTML.
pub(super) fn block(builder: &mut Builder<'_>, lines: &[(Cow<'_, str>, Span)], span: Span) {
    let mut html = String::new();
    let mut starts = Vec::with_capacity(lines.len());
    for (text, span) in lines {
        starts.push((html.len(), span.start as usize));
        html.push_str(text);
    }
    let place = |offset: usize| {
        let line = starts.partition_point(|(start, _)| *start <= offset).saturating_sub(1);
        starts.get(line).map_or(span.start as usize, |(start, at)| at + (offset - start))
    };
    builder.html.block = true;
    let opened = html.trim_start();
    if opened.starts_with("<!--") && !opened.contains("-->") {
        let message = "the comment is not closed: all that follows it is left out";
        builder.report.push(
            Diagnostic::warning(Code::HTML, span, message).hint("close the comment with `-->`"),
        );
    }
    let mut tokens = tokens(&html, &place);
    html_table::plan(builder, &mut tokens, span);
    for (token, span) in tokens {
        read(builder, token, span);
    }
    html_table::end_block(builder);
    end_paragraph(builder, span);
    builder.html.pre = false;
    builder.html.block = false;
    end_leaf(builder);
}

/// Forgets what HTML left open in a leaf block that ends.
pub(super) fn end_leaf(builder: &mut Builder<'_>) {
    builder.marks.retain(|open| open.tag.is_none());
    builder.html.muted = None;
}

fn read(builder: &mut Builder<'_>, token: Token, span: Span) {
    match token {
        Token::Text(text) => {
            if !text.trim_matches(is_space).is_empty() {
                html_table::enter_item(builder, span);
            }
            inline::text(builder, Cow::Owned(text), span, Marks::NONE);
        }
        Token::Start { .. } => {
            if let Some(start) = Start::new(&token, span) {
                read_start(builder, &start);
            }
        }
        Token::End(name) => end_tag(builder, &name, span),
        Token::PageBreak => page_break(builder, span),
        Token::Switch(said) => builder.draft.switches.push((span, said)),
        Token::Other(name) => builder.report.tag(Tag::Dropped(name), span),
    }
}

/// A tag that begins.
struct Start<'t> {
    name: &'t str,
    attributes: &'t [(String, String)],
    closed: bool,
    span: Span,
}

impl<'t> Start<'t> {
    fn new(token: &'t Token, span: Span) -> Option<Start<'t>> {
        let Token::Start { name, attributes, closed } = token else { return None };
        Some(Start { name, attributes, closed: *closed, span })
    }

    fn attribute(&self, wanted: &str) -> Option<&'t str> {
        self.attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    }
}

fn read_start(builder: &mut Builder<'_>, tag: &Start<'_>) {
    if let Some((muted, depth)) = &mut builder.html.muted {
        *depth += u32::from(*muted == tag.name && !tag.closed);
        return;
    }
    let what = kind(tag.name);
    if asks_for_page(builder, what, tag) {
        return;
    }
    match what {
        Kind::Mark(marks) if !tag.closed => open_mark(builder, tag, marks, None),
        Kind::Link if !tag.closed => {
            if let Some(href) = tag.attribute("href") {
                let title = tag.attribute("title").unwrap_or_default();
                let link = builder.add_link(tag.span, href, title);
                open_mark(builder, tag, Marks::NONE, Some(link));
            }
        }
        Kind::Image => {
            html_table::enter_item(builder, tag.span);
            let alt = inline::one_line(tag.attribute("alt").unwrap_or_default());
            let source = tag.attribute("src").unwrap_or_default();
            let size = picture_size::of_tag(tag.attributes, tag.span, &mut builder.report);
            inline::place(builder, source, (alt, size), Vec::new(), tag.span);
        }
        Kind::LineBreak => inline::line_break(builder, tag.span),
        Kind::Rule | Kind::Heading(_) | Kind::Pre | Kind::FigureCaption => {
            start_block(builder, what, tag)
        }
        Kind::Section(_) if builder.html.block && html_table::section(builder, what) => {}
        Kind::Block | Kind::Section(_) | Kind::Caption => {
            split(builder, tag.span);
            if what == Kind::Block {
                open_page(builder, tag);
            }
        }
        Kind::Neutral if tag.name == "col" => html_table::column(builder, tag.attributes),
        Kind::Quote | Kind::List(_) | Kind::Item | Kind::Table | Kind::Row | Kind::Cell(_) => {
            start_container(builder, what, tag);
        }
        Kind::Dropped => {
            builder.report.tag(Tag::Dropped(written(builder, tag)), tag.span);
            if !tag.closed {
                builder.html.muted = Some((tag.name.to_owned(), 1));
            }
        }
        Kind::Unknown(known) => unknown(builder, known, tag),
        Kind::Mark(_) | Kind::Link | Kind::Neutral => {}
    }
    for key in ["id", "name"] {
        if let Some(name) = tag.attribute(key).filter(|_| key == "id" || what == Kind::Link) {
            builder.add_name(name);
        }
    }
}

/// A leaf block that begins; in a line only the paragraph ends.
fn start_block(builder: &mut Builder<'_>, kind: Kind, tag: &Start<'_>) {
    if !split(builder, tag.span) {
        return;
    }
    html_table::enter_item(builder, tag.span);
    match kind {
        Kind::Rule => {
            builder.open_block(DraftKind::Break, tag.span);
        }
        Kind::Heading(level) if builder.html.block => {
            if alignment(builder, tag).is_some() {
                open_page(builder, tag);
            }
            let name = tag.attribute("id").filter(|id| !id.is_empty()).map(str::to_owned);
            builder.open_leaf(DraftKind::Heading { level, name, numbered: true }, tag.span, false);
        }
        Kind::FigureCaption if builder.html.block => {
            let after = builder.stream.blocks.last().map(|block| &block.kind);
            if matches!(after, Some(DraftKind::Figure { .. })) {
                let caption = DraftKind::Paragraph(ParagraphKind::Caption);
                builder.open_leaf(caption, tag.span, false);
            }
        }
        Kind::Pre if builder.html.block => {
            builder.open_leaf(DraftKind::Code { language: None }, tag.span, false);
            builder.html.pre = true;
        }
        _ => {}
    }
}

/// A table, list or quotation, or a part of one, that begins.
fn start_container(builder: &mut Builder<'_>, kind: Kind, tag: &Start<'_>) {
    let start = match kind {
        Kind::List(true) => {
            tag.attribute("start").and_then(|start| start.trim().parse().ok()).or(Some(1))
        }
        _ => None,
    };
    if builder.html.block && html_table::open(builder, kind, start, tag.attributes, tag.span) {
        return;
    }
    if matches!(kind, Kind::Table | Kind::List(_)) {
        builder.report.tag(Tag::Unwrapped(written(builder, tag)), tag.span);
    }
    let Kind::Cell(_) = kind else {
        split(builder, tag.span);
        return;
    };
    // Cells of a table that has lost its structure share a paragraph.
    if builder.leaf.as_ref().is_some_and(|leaf| leaf.pieces.iter().any(Piece::is_visible)) {
        inline::text(builder, Cow::Borrowed(" | "), tag.span, Marks::NONE);
    }
}

/// A tag without meaning. One that HTML does not have and that looks like a placeholder,
/// `git clone <url>`, is printed unless its end follows.
fn unknown(builder: &mut Builder<'_>, known: bool, tag: &Start<'_>) {
    let deliberate = known || tag.closed || !tag.attributes.is_empty();
    if deliberate || builder.html.block || !builder.images.is_empty() {
        builder.report.tag(Tag::Unwrapped(written(builder, tag)), tag.span);
        return;
    }
    let text = builder.text;
    inline::text(builder, Cow::Borrowed(&text[tag.span.range()]), tag.span, Marks::NONE);
    if let Some(at) = builder.position().checked_sub(1) {
        builder.html.literals.push((tag.name.to_owned(), at));
    }
    builder.report.tag(Tag::Literal(written(builder, tag)), tag.span);
}

/// The name of a tag as its author wrote it.
fn written(builder: &Builder<'_>, tag: &Start<'_>) -> String {
    let start = tag.span.start as usize + 1;
    let written = builder.text.get(start..start + tag.name.len());
    written.filter(|written| written.eq_ignore_ascii_case(tag.name)).unwrap_or(tag.name).to_owned()
}

fn end_tag(builder: &mut Builder<'_>, name: &str, span: Span) {
    if let Some((muted, depth)) = &mut builder.html.muted {
        if muted == name {
            *depth -= 1;
            if *depth == 0 {
                builder.html.muted = None;
            }
        }
        return;
    }
    match kind(name) {
        Kind::Mark(_) | Kind::Link => {
            let open = |open: &OpenMark| open.tag.as_deref() == Some(name);
            if let Some(at) = builder.marks.iter().rposition(open) {
                builder.marks.remove(at);
            }
        }
        Kind::LineBreak => inline::line_break(builder, span),
        Kind::Section(_)
            if builder.html.block && html_table::section(builder, Kind::Section(false)) => {}
        Kind::Block | Kind::Heading(_) | Kind::Section(_) | Kind::Caption | Kind::FigureCaption => {
            split(builder, span);
            if matches!(kind(name), Kind::Block | Kind::Heading(_)) {
                close_page(builder, name, span);
            }
        }
        Kind::Quote | Kind::List(_) | Kind::Item | Kind::Table | Kind::Row | Kind::Cell(_) => {
            let closed = builder.html.block && html_table::close(builder, kind(name));
            if !closed && !matches!(kind(name), Kind::Cell(_)) {
                split(builder, span);
            }
        }
        Kind::Pre => {
            split(builder, span);
            builder.html.pre = false;
        }
        Kind::Unknown(_) => {
            let literal = builder.html.literals.iter().rposition(|(open, _)| open == name);
            if let Some(literal) = literal {
                let (name, at) = builder.html.literals.remove(literal);
                let piece = builder.pieces_mut().and_then(|pieces| pieces.get_mut(at));
                if let Some(Piece { kind: PieceKind::Text(text), span, .. }) = piece {
                    *text = Cow::Borrowed("");
                    let span = *span;
                    builder.report.unliteral(&name, span);
                }
            }
        }
        _ => {}
    }
}

/// Puts a page break between paragraphs.
fn page_break(builder: &mut Builder<'_>, span: Span) {
    if split(builder, span) {
        builder.open_block(DraftKind::PageBreak, span);
    }
}

/// Does what a line end, a rule or a heading asks of its page; whether it is nothing else.
fn asks_for_page(builder: &mut Builder<'_>, what: Kind, tag: &Start<'_>) -> bool {
    if !matches!(what, Kind::LineBreak | Kind::Rule | Kind::Heading(_)) {
        return false;
    }
    let style = tag.attribute("style").unwrap_or_default();
    let asked = page::asked(style, tag.attribute("class").unwrap_or_default());
    if asked.before || (asked.after && !matches!(what, Kind::Heading(_))) {
        page_break(builder, tag.span);
        return !matches!(what, Kind::Heading(_));
    }
    false
}

/// Takes note of what a block asks of its page.
fn open_page(builder: &mut Builder<'_>, tag: &Start<'_>) {
    let style = tag.attribute("style").unwrap_or_default();
    let asked = page::asked(style, tag.attribute("class").unwrap_or_default());
    end_paragraph(builder, tag.span);
    if asked.before {
        page_break(builder, tag.span);
    }
    if tag.closed || builder.html.pages.len() >= NESTING as usize {
        return;
    }
    // A landscape part is one of the body, not of a quotation or note.
    let top = builder.frames.is_empty() && builder.html.pages.iter().all(|open| !open.is_section());
    let section = asked.landscape && top;
    let kind = if section {
        Some(DraftKind::Section { landscape: true })
    } else {
        alignment(builder, tag).map(DraftKind::Aligned)
    };
    let block = kind.map(|kind| builder.open_block(kind, tag.span));
    builder.depth += u32::from(block.is_some());
    let (tag, frames) = (tag.name.to_owned(), builder.frames.len());
    builder.html.pages.push(page::Open { tag, after: asked.after, block, section, frames });
}

/// How a block asks its lines to stand. Cells and items of HTML have their own ways.
fn alignment(builder: &Builder<'_>, tag: &Start<'_>) -> Option<Alignment> {
    if !builder.html.block || !builder.html.structure.is_closed() || builder.depth >= NESTING {
        return None;
    }
    let style = tag.attribute("style").unwrap_or_default();
    let asked = table_width::declared(style, "text-align").or(tag.attribute("align"));
    match asked.map(str::to_ascii_lowercase).as_deref() {
        Some("center" | "middle") => Some(Alignment::Center),
        Some("right") => Some(Alignment::Right),
        Some("left") => Some(Alignment::Left),
        None if tag.name == "center" => Some(Alignment::Center),
        _ => None,
    }
}

/// Ends the paragraph of HTML that is open: the next block ends it, tag or no tag.
fn end_paragraph(builder: &mut Builder<'_>, span: Span) {
    if builder.html.pages.last().is_some_and(|open| open.tag == "p") {
        close_page(builder, "p", span);
    }
}

/// Does what the end of a block means to its page.
fn close_page(builder: &mut Builder<'_>, name: &str, span: Span) {
    let Some(at) = builder.html.pages.iter().rposition(|open| open.tag == name) else { return };
    if builder.html.pages[at].is_section() && !builder.frames.is_empty() {
        return;
    }
    // What was opened in an element of Markdown ends in it.
    if builder.html.pages[at].frames != builder.frames.len() {
        return;
    }
    for open in builder.html.pages.split_off(at).into_iter().rev() {
        close_opened(builder, open.block);
        if open.after {
            page_break(builder, span);
        }
    }
}

/// Closes a block of HTML and what is still open inside it.
fn close_opened(builder: &mut Builder<'_>, block: Option<u32>) {
    let Some(block) = block else { return };
    html_table::close_all(builder);
    division::close_after(builder, block);
    builder.depth -= 1;
    builder.close_block(block);
}

/// Closes what was opened after a block, by HTML that does not end where it should.
pub(super) fn close_after(builder: &mut Builder<'_>, block: u32) {
    let inside = |open: &page::Open| open.block.is_some_and(|each| each > block);
    while let Some(at) = builder.html.pages.iter().rposition(inside) {
        let open = builder.html.pages.remove(at);
        close_opened(builder, open.block);
    }
}

/// Closes what HTML opened in an element of Markdown that ends.
pub(super) fn close_inside(builder: &mut Builder<'_>) {
    let frames = builder.frames.len();
    while builder.html.pages.last().is_some_and(|open| open.frames > frames) {
        let open = builder.html.pages.pop();
        close_opened(builder, open.and_then(|open| open.block));
    }
}

/// Closes what HTML left open at the end of the source.
pub(super) fn end(builder: &mut Builder<'_>) {
    while let Some(open) = builder.html.pages.pop() {
        close_opened(builder, open.block);
    }
}

fn open_mark(builder: &mut Builder<'_>, tag: &Start<'_>, marks: Marks, link: Option<u32>) {
    let open = builder.marks.iter().filter(|open| open.tag.is_some()).count();
    if open >= NESTING as usize {
        builder.report.nesting(tag.span);
        return;
    }
    let tag = Some(tag.name.to_owned());
    builder.marks.push(OpenMark { tag, marks, link, style: None });
}

/// Ends the open paragraph; in what cannot be split, a heading or a picture's text, ends the line
/// instead and says so.
fn split(builder: &mut Builder<'_>, span: Span) -> bool {
    if !builder.images.is_empty() {
        inline::line_break(builder, span);
        return false;
    }
    let Some(leaf) = &builder.leaf else { return true };
    let kind = &builder.stream.blocks[leaf.block as usize].kind;
    let splits = matches!(kind, DraftKind::Paragraph(ParagraphKind::Body)) || builder.html.block;
    if splits && !matches!(kind, DraftKind::Code { .. } if !builder.html.pre) {
        builder.close_leaf();
        return true;
    }
    inline::line_break(builder, span);
    false
}

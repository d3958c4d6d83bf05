//! Events to a draft: blocks. Depth lives on [`Builder::frames`], never on the call stack.

use std::borrow::Cow;

use super::build::{Builder, Frame, Interrupted};
use super::draft::{Draft, DraftKind, NoteDraft, fold_label};
use super::event::{Event, EventKind, Tag};
use super::fence::Fences;
use super::report::{NESTING, Report};
use super::table_grid::{self, Form};
use super::{arrange, attribute, division, grid_table, html, html_table, inline, page, table};
use crate::model::{Marks, ParagraphKind};
use crate::numerals::{Enclosure, Numerals};
use crate::source::Span;

/// Reads Markdown from byte `start` of `text` on, the fences of its divisions masked.
pub(super) fn read<'a>(
    text: &'a str,
    (masked, fences): (&'a str, &'a Fences),
    start: usize,
    report: Report,
) -> (Draft<'a>, Report) {
    let mut builder = Builder { text, report, ..Builder::default() };
    for event in grid_table::expand(text, (masked, fences), start) {
        let range = event.span.range();
        if builder.skip.contains(&range.start) || range.contains(&builder.skip.start) {
            inline::cut(&mut builder, event);
        } else {
            step(&mut builder, event);
        }
    }
    html_table::close_all(&mut builder);
    division::close_all(&mut builder);
    builder.close_leaf();
    html::end(&mut builder);
    builder.draft.body = std::mem::take(&mut builder.stream);
    arrange::arrange(&mut builder.draft.body, text);
    for note in &mut builder.draft.notes {
        arrange::arrange(&mut note.stream, text);
    }
    (builder.draft, builder.report)
}

/// Takes an event.
pub(super) fn step<'a>(builder: &mut Builder<'a>, event: Event<'a>) {
    let span = event.span;
    match event.kind {
        EventKind::Open(tag) => {
            let counts = counts(&tag);
            if counts && builder.depth >= NESTING {
                builder.report.nesting(span);
                builder.frames.push(Frame::Through);
                return;
            }
            let frame = open(builder, tag, span);
            // A frame that counts is recognised again by its kind when it closes.
            builder.depth += u32::from(frame_counts(&frame));
            builder.muted += u32::from(matches!(frame, Frame::Muted));
            builder.frames.push(frame);
        }
        EventKind::Close => {
            if let Some(frame) = builder.frames.pop() {
                builder.depth -= u32::from(frame_counts(&frame));
                builder.muted -= u32::from(matches!(frame, Frame::Muted));
                html_table::leave(builder);
                close(builder, frame, span);
            }
        }
        EventKind::Html(text) => match builder.frames.last_mut() {
            Some(Frame::Html(lines)) => lines.push((text, span)),
            Some(Frame::Fence) => {}
            _ => html::inline(builder, &text, span),
        },
        EventKind::InlineHtml(text) => html::inline(builder, &text, span),
        EventKind::Rule => {
            builder.open_block(DraftKind::Break, span);
        }
        EventKind::Task(checked) => tick(builder, checked),
        EventKind::Text(text) => inline::text(builder, text, span, Marks::NONE),
        EventKind::Code(text) => inline::text(builder, text, span, Marks::CODE),
        EventKind::Math(latex, display) => inline::math(builder, latex, display, span),
        EventKind::SoftBreak => inline::text(builder, Cow::Borrowed(" "), span, Marks::NONE),
        EventKind::HardBreak => inline::line_break(builder, span),
        EventKind::Note(label) => inline::note(builder, &label, span),
    }
}

/// Whether an element counts towards the limit of nesting: a list counts once, with its items.
fn counts(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Quote(_)
            | Tag::List(_)
            | Tag::Definitions
            | Tag::Span
            | Tag::Note(_)
            | Tag::Table(_)
            | Tag::GridTable(..)
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Strike
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

fn frame_counts(frame: &Frame<'_>) -> bool {
    matches!(
        frame,
        Frame::Quote(_)
            | Frame::List { .. }
            | Frame::Definitions { .. }
            | Frame::Span(_)
            | Frame::Note(_)
            | Frame::Table { .. }
            | Frame::GridTable(_)
            | Frame::Mark
            | Frame::Link { .. }
            | Frame::Image
    )
}

fn open<'a>(builder: &mut Builder<'a>, tag: Tag<'a>, span: Span) -> Frame<'a> {
    let row = matches!(tag, Tag::Head | Tag::Row);
    if matches!(builder.frames.last(), Some(Frame::Table { .. })) && !row {
        // Beyond its own limit of cells the parser goes on with paragraphs inside the table.
        builder.report.cells(span);
        return Frame::Muted;
    }
    match tag {
        Tag::Paragraph => {
            if let [.., Frame::List { loose, .. }, Frame::Item(_)] = builder.frames.as_mut_slice() {
                *loose = true;
            }
            if let [.., Frame::Definitions { loose, .. }, Frame::Definition(_)] =
                builder.frames.as_mut_slice()
            {
                *loose = true;
            }
            let kind = builder.paragraph_kind();
            builder.open_leaf(DraftKind::Paragraph(kind), span, true);
            Frame::Leaf
        }
        Tag::Heading(level) => {
            builder.open_leaf(
                DraftKind::Heading { level, name: None, numbered: true },
                span,
                false,
            );
            name_heading(builder, span);
            Frame::Leaf
        }
        Tag::Quote(None) => Frame::Quote(builder.open_block(DraftKind::Quote, span)),
        Tag::Quote(Some(kind)) => Frame::Quote(division::alert(builder, kind, "", span)),
        Tag::Definitions => {
            let block = builder.open_block(DraftKind::Definitions { tight: true }, span);
            Frame::Definitions { block, loose: false }
        }
        Tag::Term => {
            builder.open_leaf(DraftKind::Paragraph(ParagraphKind::Term), span, false);
            Frame::Leaf
        }
        Tag::Definition => Frame::Definition(builder.open_block(DraftKind::Definition, span)),
        Tag::Fence(fence) => {
            division::fence(builder, fence, span);
            Frame::Fence
        }
        Tag::Span => inline::open_span(builder, span),
        Tag::CodeBlock(info) => {
            let language = info.as_deref().and_then(language);
            builder.open_leaf(DraftKind::Code { language }, span, false);
            Frame::Code
        }
        Tag::HtmlBlock => {
            builder.close_leaf();
            Frame::Html(Vec::new())
        }
        Tag::List(start) => {
            let numerals = Numerals { enclosure: enclosure(builder, span), ..Numerals::default() };
            let block = builder.open_block(DraftKind::List { start, tight: true, numerals }, span);
            Frame::List { block, loose: false }
        }
        Tag::Item if matches!(builder.frames.last(), Some(Frame::List { .. })) => {
            Frame::Item(builder.open_block(DraftKind::Item { checked: None }, span))
        }
        Tag::Item => Frame::Through,
        Tag::Note(label) => open_note(builder, &label, span),
        Tag::Table(columns) => table::open(builder, columns, span),
        Tag::Head => table::open_row(builder, true, span),
        Tag::Row => table::open_row(builder, false, span),
        Tag::Cell => table::open_cell(builder, span),
        Tag::GridTable(columns, widths) => {
            Frame::GridTable(builder.open_block(DraftKind::Table { columns, widths }, span))
        }
        Tag::GridRow(header) => {
            Frame::GridPart(builder.open_block(DraftKind::Row { header, firm: header }, span))
        }
        Tag::GridCell(cell) => Frame::GridPart(builder.open_block(DraftKind::Cell(cell), span)),
        Tag::Emphasis => inline::open_mark(builder, Marks::EMPHASIS),
        Tag::Strong => inline::open_mark(builder, Marks::STRONG),
        Tag::Strike => inline::open_mark(builder, Marks::STRIKE),
        Tag::Link { destination, title } => inline::open_link(builder, &destination, &title, span),
        Tag::Image { destination, title } => inline::open_image(builder, destination, title),
        Tag::Other => Frame::Through,
    }
}

fn close<'a>(builder: &mut Builder<'a>, frame: Frame<'a>, span: Span) {
    html::close_inside(builder);
    division::close_inside(builder);
    match frame {
        Frame::Leaf => {
            builder.close_leaf();
            html::end_leaf(builder);
        }
        Frame::Code => builder.close_leaf(),
        Frame::Html(lines) => html::block(builder, &lines, span),
        Frame::Quote(block)
        | Frame::Item(block)
        | Frame::Definition(block)
        | Frame::GridPart(block) => {
            builder.close_block(block);
        }
        Frame::Definitions { block, loose } => {
            builder.close_block(block);
            if let DraftKind::Definitions { tight } =
                &mut builder.stream.blocks[block as usize].kind
            {
                *tight = !loose;
            }
        }
        Frame::GridTable(block) => {
            builder.close_block(block);
            table_grid::settle(builder, block, Form::Free, &[]);
        }
        Frame::List { block, loose } => {
            builder.close_block(block);
            if let DraftKind::List { tight, .. } = &mut builder.stream.blocks[block as usize].kind {
                *tight = !loose;
            }
        }
        Frame::Note(interrupted) => close_note(builder, *interrupted),
        Frame::Table { block, .. } => table::close(builder, block),
        Frame::Row { block, cells } => table::close_row(builder, block, cells, span),
        Frame::Cell(block) => table::close_cell(builder, block, span),
        Frame::Mark => inline::close_mark(builder),
        Frame::Span(attributes) => inline::close_span(builder, attributes),
        Frame::Link { link, from } => inline::close_link(builder, link, from, span),
        Frame::Bracket(from) => inline::close_bracket(builder, from, span),
        Frame::Image => inline::close_image(builder, span),
        Frame::Through | Frame::Muted | Frame::Fence => {}
    }
}

/// Reads the attributes at the end of a heading.
fn name_heading(builder: &mut Builder<'_>, span: Span) {
    let text = builder.text;
    let Some((range, attributes)) = attribute::at_end(&text[span.range()], span.start as usize)
    else {
        return;
    };
    builder.skip = range.clone();
    for (key, value) in attributes.pairs {
        let Some(leaf) = &builder.leaf else { continue };
        let heading = &mut builder.stream.blocks[leaf.block as usize].kind;
        match (key, heading) {
            ("#", DraftKind::Heading { name, .. }) => *name = Some(value),
            ("-" | ".unnumbered", DraftKind::Heading { numbered, .. }) => *numbered = false,
            _ if page::is_break_class(key) => page::break_before_leaf(builder),
            _ => builder.report.attribute(key, Span::new(range.start, range.end)),
        }
    }
}

fn open_note<'a>(builder: &mut Builder<'a>, label: &str, span: Span) -> Frame<'a> {
    builder.close_leaf();
    let note = builder.draft.notes.len();
    builder.draft.notes.push(NoteDraft {
        label: fold_label(label),
        written: label.to_owned(),
        span,
        stream: Default::default(),
    });
    let stream = std::mem::take(&mut builder.stream);
    let structure = std::mem::take(&mut builder.html.structure);
    Frame::Note(Box::new(Interrupted { stream, structure, note }))
}

fn close_note<'a>(builder: &mut Builder<'a>, interrupted: Interrupted<'a>) {
    html_table::close_all(builder);
    builder.close_leaf();
    builder.html.structure = interrupted.structure;
    let stream = std::mem::replace(&mut builder.stream, interrupted.stream);
    builder.draft.notes[interrupted.note].stream = stream;
}

fn tick(builder: &mut Builder<'_>, ticked: bool) {
    let item = builder.frames.iter().rev().find_map(|frame| match frame {
        Frame::Item(block) => Some(*block as usize),
        _ => None,
    });
    if let Some(item) = item
        && let DraftKind::Item { checked } = &mut builder.stream.blocks[item].kind
    {
        *checked = Some(ticked);
    }
}

/// The language in the info string of a fence: `rust`, `js{1,3}`, `rust,ignore`, `{.python}`.
fn language(info: &str) -> Option<String> {
    let info = info.trim();
    let info = info.strip_prefix('{').unwrap_or(info).trim_start().trim_start_matches('.');
    let end = info.find(|c: char| c.is_whitespace() || matches!(c, ',' | '{' | '}' | ':'));
    let name = &info[..end.unwrap_or(info.len())];
    (!name.is_empty()).then(|| vanban_text::normalize::nfc(name).into_owned())
}

/// What stands after the number of a list's first item.
fn enclosure(builder: &Builder<'_>, span: Span) -> Enclosure {
    let item = builder.text.get(span.start as usize..).unwrap_or_default().trim_start();
    if item.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(')') {
        Enclosure::Bracket
    } else {
        Enclosure::Stop
    }
}

#[cfg(test)]
mod tests {
    use super::language;

    #[test]
    fn the_language_is_the_first_word_of_the_info_string() {
        let of = |info| language(info).unwrap_or_default();
        assert_eq!(of("rust"), "rust");
        assert_eq!(of("rust,ignore"), "rust");
        assert_eq!(of("js{1,3-4} title=x"), "js");
        assert_eq!(of("{.python .numberLines}"), "python");
        assert_eq!(of("js:line-numbers"), "js");
        assert_eq!(of("c++ main.cc"), "c++");
        assert_eq!(language("  "), None);
    }
}

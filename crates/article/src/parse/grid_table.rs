//! Grid tables: a paragraph that is drawn as one becomes its rows, cells and what the cells hold.
//!
//! The Markdown parser knows no grid tables and gives their lines as a paragraph. The text of each
//! cell is read on its own, its places mapped back to the source. The one recursion of this stage:
//! a grid table in a cell, four deep at most.

use std::collections::{BTreeSet, VecDeque};

use super::event::{self, Definitions, Event, EventKind, Tag};
use super::fence::Fences;
use super::grid_read::{self, Drawing};
use crate::source::Span;

/// How deep grid tables nest; what is drawn deeper stays text.
const DEEPEST: u32 = 4;

/// The events of `text` from byte `start` on, grid tables among them.
pub(super) fn expand<'a>(
    text: &'a str,
    (masked, fences): (&'a str, &'a Fences),
    start: usize,
) -> impl Iterator<Item = Event<'a>> {
    let mut events = event::events(text, masked, fences, start);
    let mut found: VecDeque<Event<'a>> = VecDeque::new();
    let mut definitions: Option<Definitions> = None;
    std::iter::from_fn(move || {
        if let Some(event) = found.pop_front() {
            return Some(event);
        }
        let event = events.next()?;
        let Some(drawing) = drawing(text, &event) else { return Some(event) };
        skip_element(&mut events);
        let known = definitions.get_or_insert_with(|| event::definitions(text, start));
        let mut made = Vec::new();
        table(text, drawing, event.span, known, 0, &mut made);
        found.extend(made);
        found.pop_front()
    })
}

/// The grid table that a paragraph is.
fn drawing(text: &str, event: &Event<'_>) -> Option<Drawing> {
    match event.kind {
        EventKind::Open(Tag::Paragraph) => grid_read::read(text, event.span.range()),
        _ => None,
    }
}

/// Passes over the rest of an element whose opening was read.
fn skip_element<'e>(events: &mut impl Iterator<Item = Event<'e>>) {
    let mut depth = 1;
    for event in events {
        match event.kind {
            EventKind::Open(_) => depth += 1,
            EventKind::Close => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return;
        }
    }
}

/// The events of a grid table, and of the text that follows it in its paragraph.
fn table(
    text: &str,
    drawing: Drawing,
    span: Span,
    known: &Definitions,
    depth: u32,
    out: &mut Vec<Event<'static>>,
) {
    let whole = Span::new(span.start as usize, drawing.end);
    let push = |out: &mut Vec<Event<'static>>, span, kind| out.push(Event { span, kind });
    push(out, whole, EventKind::Open(Tag::GridTable(drawing.aligns, drawing.widths)));
    for row in drawing.rows {
        let place = Span::new(row.place.start, row.place.end);
        push(out, place, EventKind::Open(Tag::GridRow(row.header)));
        for cell in row.cells {
            let first = cell.lines.iter().find(|line| !line.is_empty()).or(cell.lines.first());
            let first = first.map_or(place, |line| Span::new(line.start, line.end));
            let last = cell.lines.iter().rev().find(|line| !line.is_empty());
            let span = last.map_or(first, |line| first.to(Span::new(line.start, line.end)));
            push(out, span, EventKind::Open(Tag::GridCell(cell.look)));
            contents(text, &cell.lines, known, depth + 1, out);
            push(out, span, EventKind::Close);
        }
        push(out, place, EventKind::Close);
    }
    push(out, whole, EventKind::Close);
    let rest = drawing.end..span.end as usize;
    if !text[rest.clone()].trim().is_empty() {
        let mut at = rest.start;
        let lines: Vec<_> = text[rest]
            .split('\n')
            .map(|line| {
                let start = at + line.len() - line.trim_start_matches([' ', '\t', '>']).len();
                at += line.len() + 1;
                start..(at - 1)
            })
            .collect();
        contents(text, &lines, known, depth + 1, out);
    }
}

/// The events of lines of the source read as a text of their own.
fn contents(
    text: &str,
    lines: &[std::ops::Range<usize>],
    known: &Definitions,
    depth: u32,
    out: &mut Vec<Event<'static>>,
) {
    let mut own = String::new();
    let mut starts = Vec::with_capacity(lines.len());
    for line in lines {
        starts.push((own.len(), line.clone()));
        own.push_str(&text[line.clone()]);
        own.push('\n');
    }
    let len = own.len();
    // The parser takes for a note's mark only what it finds defined.
    for label in note_labels(&own[..len]) {
        own.push_str("\n\n[^");
        own.push_str(&label);
        own.push_str("]: .\n");
    }
    let place = |offset: usize| {
        let line = starts.partition_point(|(start, _)| *start <= offset).saturating_sub(1);
        starts.get(line).map_or(0, |(start, line)| line.start + (offset - start).min(line.len()))
    };
    let mapped = |span: Span| {
        let range = span.range();
        let start = place(range.start.min(len));
        let end = if range.is_empty() { start } else { place_end(&starts, range.end.min(len)) };
        Span::new(start, end)
    };
    let mut events = event::nested(&own, known).into_iter();
    while let Some(event) = events.next() {
        if event.span.start as usize >= len {
            continue;
        }
        match drawing(&own, &event).filter(|_| depth < DEEPEST) {
            None => out.push(Event { span: mapped(event.span), kind: event.kind }),
            Some(drawing) => {
                skip_element(&mut events);
                let mut inner = Vec::new();
                table(&own, drawing, event.span, known, depth, &mut inner);
                out.extend(
                    inner.into_iter().map(|event| Event { span: mapped(event.span), ..event }),
                );
            }
        }
    }
}

/// The place in the source of the end of something that ends before this offset.
fn place_end(starts: &[(usize, std::ops::Range<usize>)], end: usize) -> usize {
    let last = end.saturating_sub(1);
    let line = starts.partition_point(|(start, _)| *start <= last).saturating_sub(1);
    starts.get(line).map_or(0, |(start, line)| line.start + (end - start).min(line.len()))
}

/// The labels of the notes that a text marks.
fn note_labels(text: &str) -> BTreeSet<String> {
    let marks = text.match_indices("[^").filter_map(|(at, _)| {
        let rest = &text[at + 2..];
        let end = rest.find([']', '\n'])?;
        (rest[end..].starts_with(']') && end > 0 && !rest[..end].contains('['))
            .then(|| rest[..end].to_owned())
    });
    marks.collect()
}

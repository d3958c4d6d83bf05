//! Events to a draft: what stands in lines.

use std::borrow::Cow;

use super::build::{Builder, Frame, ImageFrame, OpenMark};
use super::draft::{DraftKind, Piece, PieceKind, Shot, fold_label, is_forbidden, is_space};
use super::event::{Event, EventKind};
use super::picture_size::Asked;
use super::{attribute, block, inline_note, picture};
use crate::diagnostic::{Code, Diagnostic};
use crate::extent::PictureSize;
use crate::kind::InlineStyle;
use crate::model::{Marks, ParagraphKind};
use crate::source::Span;

/// Adds text.
pub(super) fn text<'a>(builder: &mut Builder<'a>, text: Cow<'a, str>, span: Span, extra: Marks) {
    if !text.is_empty() {
        builder.push_piece(PieceKind::Text(text), span, extra);
    }
}

/// Adds a line end that the author asked for.
pub(super) fn line_break(builder: &mut Builder<'_>, span: Span) {
    builder.push_piece(PieceKind::Break, span, Marks::NONE);
}

/// Adds the mark of a note.
pub(super) fn note(builder: &mut Builder<'_>, label: &str, span: Span) {
    builder.push_piece(PieceKind::Note(fold_label(label)), span, Marks::NONE);
}

/// Adds a formula; one by itself is a paragraph of its own.
///
/// As in pandoc, a dollar sign before a digit ends no formula: `$5–$10` is a price.
pub(super) fn math<'a>(builder: &mut Builder<'a>, latex: Cow<'a, str>, display: bool, span: Span) {
    let after = builder.text.as_bytes().get(span.end as usize);
    if !display && after.is_some_and(u8::is_ascii_digit) {
        let written = builder.text.get(span.range()).unwrap_or_default();
        return text(builder, Cow::Borrowed(written), span, Marks::NONE);
    }
    if latex.trim().is_empty() {
        let written = builder.text.get(span.range()).unwrap_or_default();
        return text(builder, Cow::Borrowed(written), span, Marks::NONE);
    }
    if display && builder.may_split() {
        builder.open_leaf(DraftKind::Paragraph(ParagraphKind::Equation), span, false);
        builder.push_piece(PieceKind::Math(latex, true), span, Marks::NONE);
        name_formula(builder, span);
        builder.close_leaf();
    } else {
        builder.push_piece(PieceKind::Math(latex, false), span, Marks::NONE);
    }
}

/// Reads the attributes after a formula: `$$…$$ {#eq:x}`.
fn name_formula(builder: &mut Builder<'_>, span: Span) {
    let source = builder.text;
    let rest = &source[span.end as usize..];
    let start = source.len() - rest.trim_start_matches([' ', '\t']).len();
    let Some(attributes) = attribute::read(&source[start..]) else { return };
    let place = Span::new(start, start + attributes.len);
    for (key, value) in attributes.pairs {
        if key == "#" {
            builder.add_name(&value);
        } else {
            builder.report.attribute(key, place);
        }
    }
    builder.skip = span.end as usize..start + attributes.len;
}

/// Takes what of an event stands outside the attributes that were read from the source already.
pub(super) fn cut<'a>(builder: &mut Builder<'a>, event: Event<'a>) {
    let skip = builder.skip.clone();
    let range = event.span.range();
    let inside = skip.contains(&range.start);
    match event.kind {
        // The content of an element comes as events of its own.
        EventKind::Open(_) | EventKind::Close if !inside => block::step(builder, event),
        EventKind::Text(_) => {
            for part in [range.start..skip.start, skip.end..range.end] {
                let written = builder.text.get(part.clone()).unwrap_or_default();
                let span = Span::new(part.start, part.end.max(part.start));
                text(builder, Cow::Borrowed(written), span, Marks::NONE);
            }
        }
        _ if !inside => block::step(builder, event),
        _ => {}
    }
}

/// Opens a mark.
pub(super) fn open_mark<'a>(builder: &mut Builder<'a>, marks: Marks) -> Frame<'a> {
    builder.marks.push(OpenMark { tag: None, marks, ..OpenMark::default() });
    Frame::Mark
}

/// Closes the mark or link of Markdown that was opened last.
pub(super) fn close_mark(builder: &mut Builder<'_>) {
    if let Some(at) = builder.marks.iter().rposition(|open| open.tag.is_none()) {
        builder.marks.remove(at);
    }
}

/// Opens a link.
pub(super) fn open_link<'a>(
    builder: &mut Builder<'a>,
    destination: &str,
    title: &str,
    span: Span,
) -> Frame<'a> {
    if inline_note::is_note(builder.text, span.range()) {
        let start = span.start as usize;
        text(builder, Cow::Borrowed("["), Span::new(start, start + 1), Marks::NONE);
        return Frame::Bracket(builder.position());
    }
    let link = builder.add_link(span, destination, title);
    builder.marks.push(OpenMark { link: Some(link), ..OpenMark::default() });
    Frame::Link { link, from: builder.position() }
}

/// Closes a link; one without text shows its address.
pub(super) fn close_link(builder: &mut Builder<'_>, link: u32, from: usize, span: Span) {
    let from = from.min(builder.position());
    let visible =
        builder.pieces_mut().is_some_and(|pieces| pieces[from..].iter().any(Piece::is_visible));
    if !visible {
        let destination = builder.draft.links[link as usize].destination.clone();
        let shown = destination.strip_prefix("mailto:").unwrap_or(&destination).to_owned();
        text(builder, Cow::Owned(shown), span, Marks::NONE);
    }
    close_mark(builder);
    if builder.images.is_empty() {
        read_attributes(builder, span, None);
    }
}

/// Closes what the parser takes for a link and what is a note: the rest of it is text.
pub(super) fn close_bracket(builder: &mut Builder<'_>, from: usize, span: Span) {
    let from = from.min(builder.position());
    let source = builder.text;
    let last = builder.pieces_mut().and_then(|pieces| pieces[from..].last().map(|p| p.span.end));
    let start = last.map_or(span.start as usize + 1, |end| end as usize);
    let rest = source.get(start..span.end as usize).unwrap_or_default();
    // What closes marks stands before the bracket.
    let bracket = start + rest.find(']').unwrap_or(0);
    let rest = source.get(bracket..span.end as usize).unwrap_or_default();
    text(builder, Cow::Borrowed(rest), Span::new(bracket, span.end as usize), Marks::NONE);
}

/// Opens text in brackets whose attributes follow it: they stand after the brackets, yet what they
/// say of the text must be known before it.
pub(super) fn open_span<'a>(builder: &mut Builder<'a>, span: Span) -> Frame<'a> {
    let after = span.end as usize;
    let mut open = OpenMark::default();
    let mut style = InlineStyle::default();
    let mut end = after;
    if let Some(attributes) = attribute::read(&builder.text[after..]) {
        end += attributes.len;
        let place = Span::new(after, end);
        for (name, value) in attributes.pairs {
            match name {
                "#" => builder.add_name(&value),
                "lang" => style.lang = Some(value),
                name => {
                    match name.strip_prefix('.') {
                        Some(class) => match class_marks(class) {
                            Some(marks) => open.marks = open.marks.with(marks),
                            None if style.role.is_none() => style.role = Some(class.to_owned()),
                            None => {
                                let message = format!("a span has one role; `{class}` is left out");
                                let warning = Diagnostic::warning(Code::ROLE, place, message);
                                builder.report.push(warning.hint(
                                    "give the theme a role that looks like both: `[span.x]`",
                                ));
                            }
                        },
                        None => builder.report.attribute(name, place),
                    }
                }
            }
        }
    }
    if style != InlineStyle::default() {
        open.style = Some(builder.add_style(style));
    }
    builder.marks.push(open);
    Frame::Span(after..end)
}

/// Closes text in brackets, whose attributes are no text.
pub(super) fn close_span(builder: &mut Builder<'_>, attributes: std::ops::Range<usize>) {
    close_mark(builder);
    builder.skip = attributes;
}

/// The marks that a class names.
fn class_marks(class: &str) -> Option<Marks> {
    match class {
        "underline" | "ul" => Some(Marks::UNDERLINE),
        "smallcaps" | "small-caps" => Some(Marks::SMALL_CAPS),
        "mark" | "highlight" | "hl" => Some(Marks::HIGHLIGHT),
        "strike" | "strikethrough" => Some(Marks::STRIKE),
        "strong" | "bold" => Some(Marks::STRONG),
        "emphasis" | "italic" => Some(Marks::EMPHASIS),
        "sup" | "superscript" => Some(Marks::SUPERSCRIPT),
        "sub" | "subscript" => Some(Marks::SUBSCRIPT),
        _ => None,
    }
}

/// Opens a picture.
pub(super) fn open_image<'a>(
    builder: &mut Builder<'a>,
    destination: Cow<'a, str>,
    title: Cow<'a, str>,
) -> Frame<'a> {
    builder.images.push(ImageFrame { destination, title, pieces: Vec::new() });
    Frame::Image
}

/// Closes a picture.
pub(super) fn close_image(builder: &mut Builder<'_>, span: Span) {
    let Some(image) = builder.images.pop() else { return };
    if !builder.images.is_empty() {
        // A picture in the text of a picture is part of that text.
        for piece in image.pieces {
            builder.push(piece);
        }
        return;
    }
    let mut asked = Asked::default();
    let alt = read_attributes(builder, span, Some(&mut asked));
    let titled = !image.title.trim().is_empty();
    let mut caption = builder.scanned(image.pieces);
    let written = plain(&caption);
    let captioned = caption.iter().any(Piece::is_visible);
    if titled && (alt.is_none() || !captioned) {
        let (marks, link, style) = builder.current();
        let kind = PieceKind::Text(image.title);
        caption = vec![Piece { span, kind, marks, link, style }];
    }
    let alt = match alt {
        Some(alt) => one_line(&alt),
        None if captioned => written,
        None => plain(&caption),
    };
    place(builder, &image.destination, (alt, asked.size()), caption, span);
}

/// Reads the attributes after a picture or link, which are no text; gives the alternative text. Only a
/// picture has a size that can be `asked` for.
fn read_attributes(
    builder: &mut Builder<'_>,
    span: Span,
    mut asked: Option<&mut Asked>,
) -> Option<String> {
    let after = span.end as usize;
    let attributes = attribute::read(&builder.text[after..])?;
    builder.skip = after..after + attributes.len;
    let place = Span::new(after, after + attributes.len);
    let mut alt = None;
    for (name, value) in attributes.pairs {
        match name {
            "alt" => alt = Some(value),
            "#" => builder.add_name(&value),
            name => {
                let size = asked
                    .as_mut()
                    .is_some_and(|asked| asked.take(name, &value, place, &mut builder.report));
                if !size {
                    builder.report.attribute(name, place);
                }
            }
        }
    }
    alt
}

/// Places a picture, or its text where the picture is on the network.
pub(super) fn place<'a>(
    builder: &mut Builder<'a>,
    destination: &str,
    (alt, size): (String, PictureSize),
    caption: Vec<Piece<'a>>,
    span: Span,
) {
    if picture::is_remote(destination) {
        builder.report.remote(destination, span);
        let captioned = caption.iter().any(Piece::is_visible);
        if !captioned {
            text(builder, Cow::Owned(alt), span, Marks::NONE);
        } else if !alt.is_empty() && alt != plain(&caption) {
            // As where a picture is not loaded: what it shows stands in its place, in brackets.
            text(builder, Cow::Owned(format!("[{alt}] ")), span, Marks::NONE);
        }
        for piece in caption {
            builder.push(piece);
        }
        return;
    }
    let path = picture::decode_path(destination);
    let shot = Shot { path, alt, size, caption };
    builder.push_piece(PieceKind::Picture(Box::new(shot)), span, Marks::NONE);
}

/// The text of pieces on one line, for who cannot see the picture.
pub(super) fn plain(pieces: &[Piece<'_>]) -> String {
    let mut text = String::new();
    for piece in pieces {
        match &piece.kind {
            PieceKind::Text(part) => text.push_str(part),
            PieceKind::Break => text.push(' '),
            PieceKind::Picture(shot) => text.push_str(&shot.alt),
            PieceKind::Reference { written, .. } => text.push_str(written),
            PieceKind::Address { shown, .. } => text.push_str(shown),
            PieceKind::Math(latex, _) => text.push_str(latex),
            PieceKind::Note(_) => {}
        }
    }
    one_line(&text)
}

/// Text in NFC on one line, without control characters.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split(is_space).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.extend(word.chars().filter(|char| !is_forbidden(*char)));
    }
    vanban_text::normalize::nfc(&line).into_owned()
}

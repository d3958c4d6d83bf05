//! Rich Text Format, as Word, WordPad and LibreOffice write it.
//!
//! ```text
//! bytes ─token→ control words ─reader (table, picture)→ paragraphs and rows (flow) ─body→ blocks
//! ```
//!
//! Read by hand: the crates there are read text and few marks, with no code pages by font, no notes, lists,
//! tables or pictures, and no limits.

mod body;
mod flow;
mod picture;
mod reader;
mod table;
mod token;
mod words;

use crate::flow::captioned;
use crate::legacy::Fonts;
use crate::model::{Block, Document, MetaValue, Note, Read, Refused};
use crate::plain::byline;
use crate::runs::{plain, tidy};

use body::Reading;
use flow::{Part, What};
use reader::Content;

/// The document of RTF.
///
/// # Errors
///
/// It is no RTF, or its groups nest too deep.
pub(crate) fn read(bytes: &[u8]) -> Result<Read, Refused> {
    let content = reader::read(bytes)?;
    let mut fonts = Fonts::default();
    collect(&content.parts, &content, &mut fonts);
    for note in &content.notes {
        collect(note, &content, &mut fonts);
    }
    let (fonts, mut notes) = fonts.decide();
    let reading = Reading { tables: &content.tables, fonts: &fonts };
    let mut parts = content.parts;
    let mut meta = Vec::new();
    front(&mut parts, &reading, &content.info, &mut meta, &mut notes);
    let mut blocks = body::blocks(&parts, &reading);
    foot(&mut blocks, &mut meta);
    raise(&mut blocks);
    let blocks = captioned(blocks);
    for (what, (at, count)) in &content.lost {
        let line = bytes[..*at].iter().filter(|byte| **byte == b'\n').count() + 1;
        let times = if *count > 1 { format!(" ({count} times)") } else { String::new() };
        notes.push(Note {
            place: format!("line {line}"),
            message: format!("{what} was left out{times}"),
            hint: "add by hand what the article needs of it".to_owned(),
        });
    }
    let of_notes = content.notes.iter().map(|note| body::blocks(note, &reading)).collect();
    let document = Document { meta, blocks, notes: of_notes, pictures: content.pictures };
    Ok(Read { document, notes })
}

/// The text of each font; cells hold parts as the format nests them, one deep.
fn collect(parts: &[Part], content: &Content, fonts: &mut Fonts) {
    let mut rest: Vec<&Part> = parts.iter().collect();
    while let Some(part) = rest.pop() {
        match part {
            Part::Paragraph(paragraph) => {
                for stretch in &paragraph.stretches {
                    if let What::Text(text, _) = &stretch.what {
                        fonts.add(content.tables.name(stretch.font), text);
                    }
                }
            }
            Part::Row(row) => rest.extend(row.cells.iter().flatten()),
            Part::Page => {}
        }
    }
}

/// The title, by its style, by what the document says of itself, or because it stands first and stands out.
fn front(
    parts: &mut Vec<Part>,
    reading: &Reading<'_>,
    info: &std::collections::BTreeMap<&'static str, String>,
    meta: &mut Vec<(String, MetaValue)>,
    notes: &mut Vec<Note>,
) {
    let said = |part: &Part| match part {
        Part::Paragraph(paragraph) => {
            let inlines = crate::runs::inlines(body::runs(paragraph, reading));
            plain(&inlines).trim().to_owned()
        }
        _ => String::new(),
    };
    let styled = |part: &Part, name: &str| matches!(part, Part::Paragraph(paragraph) if reading.tables.style(paragraph.set.style) == name);
    // Empty lines above the title are no text.
    while matches!(parts.first(), Some(Part::Paragraph(first)) if first.mark.is_none()
        && first.stretches.iter().all(|stretch| !matches!(stretch.what, What::Whole(_))))
        && said(&parts[0]).is_empty()
    {
        parts.remove(0);
    }
    let told = info.get("title").map(|title| tidy(title).trim().to_owned());
    let found = parts.iter().take(20).position(|part| styled(part, "title"));
    let mut title = found.map(|at| said(&parts[at])).filter(|title| !title.is_empty());
    if let Some(at) = found.filter(|_| title.is_some()) {
        parts.remove(at);
        if parts.get(at).is_some_and(|part| styled(part, "subtitle")) {
            let subtitle = said(&parts[at]);
            parts.remove(at);
            if !subtitle.is_empty() {
                meta.push(("subtitle".to_owned(), MetaValue::Text(subtitle)));
            }
        }
    }
    if title.is_none()
        && parts.len() > 1
        && let Some(Part::Paragraph(first)) = parts.first()
    {
        let words = said(&parts[0]);
        let bold = first.stretches.iter().all(|stretch| match &stretch.what {
            What::Text(text, _) => {
                text.trim().is_empty() || stretch.look.marks.has(crate::model::Mark::Strong)
            }
            _ => false,
        });
        let stands_out =
            bold || first.set.side == Some("center") || told.as_deref() == Some(&words);
        let short =
            (2..=200).contains(&words.chars().count()) && !words.ends_with(['.', ';', ':', ',']);
        let heading = first.set.level.or_else(|| reading.tables.level(first.set.style)).is_some();
        if stands_out && short && !heading && !first.set.table && first.mark.is_none() {
            title = Some(words);
            parts.remove(0);
        }
    }
    match title.or(told.filter(|told| !told.is_empty())) {
        Some(title) => meta.insert(0, ("title".to_owned(), MetaValue::Text(title))),
        None if parts.is_empty() => {}
        None => notes.push(Note {
            place: String::new(),
            message: "no title was found".to_owned(),
            hint: "write it into the front matter: `title: …`".to_owned(),
        }),
    }
    let words = info.get("keywords").map(|words| tidy(words)).unwrap_or_default();
    let words: Vec<String> = words
        .split([',', ';'])
        .map(|word| word.trim().to_owned())
        .filter(|word| !word.is_empty())
        .collect();
    if !words.is_empty() {
        meta.push(("keywords".to_owned(), MetaValue::List(words)));
    }
}

/// A name at the end, on the right, is who wrote the text.
fn foot(blocks: &mut Vec<Block>, meta: &mut Vec<(String, MetaValue)>) {
    let named = match blocks.last() {
        Some(Block::Division { attributes, blocks }) if attributes.classes == ["right"] => {
            match blocks.as_slice() {
                [Block::Paragraph(inlines)] => byline(&plain(inlines)),
                _ => None,
            }
        }
        _ => None,
    };
    let Some(names) = named.filter(|_| blocks.len() > 1) else { return };
    blocks.pop();
    let value = match names.as_slice() {
        [one] => MetaValue::Text(one.clone()),
        _ => MetaValue::List(names),
    };
    meta.push(("author".to_owned(), value));
}

/// Headings so that the highest is of level 1.
fn raise(blocks: &mut [Block]) {
    let levels = blocks.iter().filter_map(|block| match block {
        Block::Heading { level, .. } => Some(*level),
        _ => None,
    });
    let by = levels.min().unwrap_or(1) - 1;
    for block in blocks {
        if let Block::Heading { level, .. } = block {
            *level -= by;
        }
    }
}

#[cfg(test)]
mod tests;

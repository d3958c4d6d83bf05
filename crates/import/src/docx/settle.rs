//! What is known only when all is read: the title block, the labels of captions, where references lead.

use vanban_docx::read::Tree;
use vanban_text::terms;

use super::Walk;
use super::inline::Piece;
use crate::model::{Attributes, Block, Document, Inline, MetaValue};

/// The inlines among the pieces of a paragraph.
pub(super) fn inlines(pieces: Vec<Piece>) -> Vec<Inline> {
    let mut inlines: Vec<Inline> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match piece {
            // Runs of code that follow each other are one.
            Piece::Inline(Inline::Code(code)) => match inlines.last_mut() {
                Some(Inline::Code(before)) => before.push_str(&code),
                _ => inlines.push(Inline::Code(code)),
            },
            Piece::Inline(Inline::Text(text)) => match inlines.last_mut() {
                Some(Inline::Text(before)) => before.push_str(&text),
                _ => inlines.push(Inline::Text(text)),
            },
            Piece::Inline(inline) => inlines.push(inline),
            Piece::Display(source) => inlines.push(Inline::Math(source)),
            Piece::Tab => inlines.push(Inline::Text(" ".to_owned())),
            Piece::Number(_) | Piece::PageBreak | Piece::Contents(_) => {}
        }
    }
    inlines
}

/// Whether nothing of a paragraph is seen.
pub(super) fn is_empty(pieces: &[Piece]) -> bool {
    pieces.iter().all(|piece| match piece {
        Piece::Inline(inline) => is_blank(inline),
        Piece::Tab | Piece::PageBreak => true,
        _ => false,
    })
}

fn is_blank(inline: &Inline) -> bool {
    let mut open = vec![inline];
    while let Some(inline) = open.pop() {
        match inline {
            Inline::Text(text) => {
                if !text.trim().is_empty() {
                    return false;
                }
            }
            Inline::LineBreak => {}
            Inline::Marked(_, inlines)
            | Inline::Span(_, inlines)
            | Inline::Link { inlines, .. } => {
                open.extend(inlines);
            }
            _ => return false,
        }
    }
    true
}

/// The text of code: its line ends as line feeds.
pub(super) fn text(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Inline(Inline::LineBreak) => text.push('\n'),
            Piece::Inline(inline) => text.push_str(&plain(std::slice::from_ref(inline))),
            Piece::Tab => text.push_str("    "),
            _ => {}
        }
    }
    text
}

/// The words of inlines.
pub(super) fn plain(inlines: &[Inline]) -> String {
    let mut words = String::new();
    let mut open: Vec<&Inline> = inlines.iter().rev().collect();
    while let Some(inline) = open.pop() {
        match inline {
            Inline::Text(text) | Inline::Code(text) | Inline::Math(text) => words.push_str(text),
            Inline::LineBreak => words.push(' '),
            Inline::Marked(_, inlines)
            | Inline::Span(_, inlines)
            | Inline::Link { inlines, .. } => {
                open.extend(inlines.iter().rev());
            }
            Inline::Picture { alt, .. } => words.push_str(alt),
            Inline::Reference(name) => {
                words.push_str(name.rsplit('\u{1}').next().unwrap_or_default());
            }
            Inline::Note(_) => {}
        }
    }
    words
}

/// The lines of a poem.
pub(super) fn lines(inlines: Vec<Inline>) -> Vec<Vec<Inline>> {
    let mut lines = vec![Vec::new()];
    for inline in inlines {
        match inline {
            Inline::LineBreak => lines.push(Vec::new()),
            inline => {
                if let Some(line) = lines.last_mut() {
                    line.push(inline);
                }
            }
        }
    }
    lines
}

/// A caption without its word and number.
pub(super) fn caption(mut pieces: Vec<Piece>) -> Vec<Inline> {
    let Some(at) = pieces.iter().position(|piece| matches!(piece, Piece::Number(_))) else {
        return inlines(pieces);
    };
    let mut rest = pieces.split_off(at + 1);
    while let Some(Piece::Tab) = rest.first() {
        rest.remove(0);
    }
    if let Some(Piece::Inline(first)) = rest.first_mut() {
        trim(first);
    }
    inlines(rest)
}

/// Takes what parts a number from its caption off the beginning of an inline.
fn trim(inline: &mut Inline) {
    match inline {
        Inline::Text(text) => {
            let sign =
                |c: char| c.is_whitespace() || matches!(c, '.' | ':' | '–' | '—' | '-' | '\u{a0}');
            *text = text.trim_start_matches(sign).to_owned();
        }
        Inline::Marked(_, inlines) | Inline::Span(_, inlines) => {
            if let Some(first) = inlines.first_mut() {
                trim(first);
            }
        }
        _ => {}
    }
}

/// The formula that a paragraph is, and whether it is numbered.
pub(super) fn formula(pieces: &[Piece]) -> Option<(String, bool)> {
    let mut source = None;
    let numbered = pieces.iter().any(|piece| matches!(piece, Piece::Number(_)));
    let tabs = pieces.iter().any(|piece| matches!(piece, Piece::Tab));
    for piece in pieces {
        match piece {
            Piece::Display(formula) if source.is_none() => source = Some(formula.clone()),
            Piece::Inline(Inline::Math(formula)) if source.is_none() && (numbered || tabs) => {
                source = Some(formula.clone());
            }
            Piece::Inline(inline) => {
                let words = plain(std::slice::from_ref(inline));
                let sign = |c: char| {
                    c.is_whitespace() || c.is_ascii_digit() || matches!(c, '(' | ')' | '.')
                };
                if !words.chars().all(sign) {
                    return None;
                }
            }
            Piece::Tab | Piece::Number(_) => {}
            _ => return None,
        }
    }
    source.map(|source| (source, numbered))
}

/// Settles a document that is read.
pub(super) fn settle(document: &mut Document, walk: &mut Walk, core: Option<&Tree>) {
    document.meta = meta(document, walk, core);
    let mut notes = std::mem::take(&mut document.notes);
    for blocks in std::iter::once(&mut document.blocks).chain(&mut notes) {
        settle_blocks(blocks, walk);
    }
    document.notes = notes;
}

/// The class of a paragraph of the title block, and its words.
fn titled(block: &Block) -> Option<(&str, String)> {
    let Block::Division { attributes, blocks } = block else { return None };
    let class = attributes.classes.first()?;
    let known = ["title", "subtitle", "lead", "abstract", "dateline", "byline", "source-line"];
    let class = known.into_iter().find(|known| known == class)?;
    match &blocks[..] {
        [Block::Paragraph(inlines)] => {
            let words = plain(inlines).replace('\u{2060}', "").replace('\u{a0}', " ");
            Some((class, words.split_whitespace().collect::<Vec<_>>().join(" ")))
        }
        _ => None,
    }
}

/// The front matter: what the title block and the package say; the blocks that it prints again go.
fn meta(document: &mut Document, walk: &mut Walk, core: Option<&Tree>) -> Vec<(String, MetaValue)> {
    let said = |name: &str| {
        let core = core?;
        let node = core.child(core.root(), name)?;
        let text = core.text(node).trim().to_owned();
        (!text.is_empty()).then_some(text)
    };
    let mut values: Vec<(&str, MetaValue)> = Vec::new();
    let mut put = |key: &'static str, value: MetaValue| {
        if !values.iter().any(|(known, _)| *known == key) {
            values.push((key, value));
        }
    };
    let text = MetaValue::Text;
    let authors = |words: &str| {
        let listed = said("dc:creator").unwrap_or_default();
        let listed: Vec<String> = listed.split("; ").map(str::to_owned).collect();
        if listed.join(", ") == words && listed.len() > 1 {
            MetaValue::List(listed)
        } else {
            MetaValue::Text(words.to_owned())
        }
    };
    let mut cover = false;
    let mut opened = false;
    let blocks = &mut document.blocks;
    while !blocks.is_empty() {
        if let Some((class, words)) = titled(&blocks[0]) {
            match class {
                "title" => put("title", text(words)),
                "subtitle" => put("subtitle", text(words)),
                "lead" => put("lead", text(words)),
                "abstract" => put("abstract", text(words)),
                "byline" => {
                    cover |= walk.styles.own;
                    put("author", authors(&words));
                }
                "source-line" => {
                    put(
                        "source",
                        text(words.trim_start_matches(terms::SOURCE.trim()).trim().to_owned()),
                    );
                }
                _ => match date(&words) {
                    Some((place, day)) => {
                        if let Some(place) = place {
                            put("place", text(place));
                        }
                        put("date", text(day));
                    }
                    None if walk.styles.own => put("place", text(words)),
                    None => break,
                },
            }
            opened = true;
            blocks.remove(0);
            continue;
        }
        match &blocks[0] {
            Block::Contents(kind) if opened => {
                match kind.strip_prefix("TOC") {
                    Some("3") | None => break,
                    Some(depth) => put("toc", text(depth.to_owned())),
                }
                blocks.remove(0);
            }
            Block::PageBreak if cover => {
                blocks.remove(0);
            }
            _ => break,
        }
    }
    let mut last = blocks.len();
    while last > 0 {
        let Some((class, words)) = titled(&blocks[last - 1]) else { break };
        match class {
            "byline" => put("author", authors(&words)),
            "source-line" => {
                let source = words.trim_start_matches(terms::SOURCE.trim()).trim().to_owned();
                put("source", text(source));
            }
            _ => break,
        }
        last -= 1;
    }
    blocks.truncate(last);
    if !walk.styles.own {
        for (key, name) in [("title", "dc:title"), ("author", "dc:creator")] {
            if let Some(value) = said(name).filter(|_| key == "title" || opened) {
                put(key, text(value));
            }
        }
    }
    if let Some(category) = said("cp:category") {
        put("category", text(category));
    }
    if let Some(words) = said("cp:keywords") {
        let words: Vec<String> = words
            .split([';', ','])
            .map(|word| word.trim().to_owned())
            .filter(|w| !w.is_empty())
            .collect();
        put("keywords", MetaValue::List(words));
    }
    if let Some(lang) = said("dc:language").filter(|lang| lang != "vi-VN" && lang != "vi") {
        put("lang", text(lang));
    }
    if cover {
        put("cover", MetaValue::Flag(true));
    }
    if walk.numbered {
        put("number-sections", MetaValue::Flag(true));
    }
    if walk.all_numbered {
        put("number-captions", MetaValue::Flag(true));
    }
    let order: Vec<&str> = vanban_article::FRONT_KEYS.iter().map(|key| key.name).collect();
    values.sort_by_key(|(key, _)| order.iter().position(|each| each == key));
    values.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// The place and the day of a dateline; the day as the front matter has it.
fn date(words: &str) -> Option<(Option<String>, String)> {
    let lower = words.to_lowercase();
    let Some(at) = lower.find("ngày ") else {
        let day = words.trim();
        let sound =
            day.len() >= 8 && day.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '/'));
        return sound.then(|| (None, day.to_owned()));
    };
    let numbers: Vec<u32> = lower
        .get(at..)?
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|number| number.parse().ok())
        .collect();
    let [day, month, year] = numbers[..] else { return None };
    let place = words.get(..at).unwrap_or_default().trim().trim_end_matches(',').trim();
    let place = (!place.is_empty()).then(|| place.to_owned());
    Some((place, format!("{year:04}-{month:02}-{day:02}")))
}

/// Goes down the blocks; the reader limits how deep they nest.
fn settle_blocks(blocks: &mut [Block], walk: &mut Walk) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) => settle_inlines(inlines, walk),
            Block::Heading { inlines, attributes, .. } => {
                settle_inlines(inlines, walk);
                let slug = vanban_text::slug::slug(&plain(inlines));
                attributes.id.take_if(|id| *id == slug);
            }
            Block::Figure { caption, .. } => settle_inlines(caption, walk),
            Block::Quote(blocks) => settle_blocks(blocks, walk),
            Block::List(list) => {
                for item in &mut list.items {
                    settle_blocks(&mut item.blocks, walk);
                }
            }
            Block::Definitions(terms) => {
                for (term, definitions) in terms {
                    settle_inlines(term, walk);
                    for blocks in definitions {
                        settle_blocks(blocks, walk);
                    }
                }
            }
            Block::Table(table) => {
                settle_inlines(&mut table.caption, walk);
                for cell in table.rows.iter_mut().flatten() {
                    settle_blocks(&mut cell.blocks, walk);
                }
            }
            Block::Lines(lines) => {
                for line in lines {
                    settle_inlines(line, walk);
                }
            }
            Block::Division { attributes, blocks } => {
                settle_blocks(blocks, walk);
                if attributes.classes == ["title"]
                    && let [Block::Paragraph(inlines)] = &mut blocks[..]
                {
                    let inlines = std::mem::take(inlines);
                    let attributes = Attributes::default();
                    *block = Block::Heading { level: 1, inlines, attributes };
                }
            }
            Block::Contents(kind) if kind.starts_with("TOC") => *kind = "TOC".to_owned(),
            _ => {}
        }
    }
}

fn settle_inlines(inlines: &mut Vec<Inline>, walk: &mut Walk) {
    let old = std::mem::take(inlines);
    let mut closes = false;
    for mut inline in old {
        match &mut inline {
            Inline::Marked(_, inside) | Inline::Span(_, inside) => settle_inlines(inside, walk),
            Inline::Link { target, inlines: inside, .. } => {
                settle_inlines(inside, walk);
                if let Some(name) = target.strip_prefix('#') {
                    match walk.names.get(name) {
                        Some(id) => *target = format!("#{id}"),
                        None => {
                            walk.tell(
                                "",
                                "a link to a place that is no heading, figure or table is text",
                                "",
                            );
                            inlines.append(inside);
                            continue;
                        }
                    }
                }
            }
            Inline::Text(text) if std::mem::take(&mut closes) => {
                if let Some(rest) = text.strip_prefix(')') {
                    *text = rest.to_owned();
                }
            }
            Inline::Reference(name) if name.contains('\u{1}') => {
                let parts: Vec<&str> = name.split('\u{1}').collect();
                let [sign, bookmark, words] = parts[..] else { continue };
                let Some(id) = walk.names.get(bookmark) else {
                    inlines.push(Inline::Text(words.to_owned()));
                    continue;
                };
                let series = ["fig:", "tbl:", "eq:", "sec:"].iter().any(|s| id.starts_with(s));
                if sign == "page" {
                    *name = format!("@page:{id}");
                } else if !series {
                    let target = format!("#{id}");
                    let inside = vec![Inline::Text(words.to_owned())];
                    inlines.push(Inline::Link { target, title: String::new(), inlines: inside });
                    continue;
                } else {
                    let written = format!("@{id}");
                    let mut number = false;
                    let equation = format!("{}\u{a0}(", terms::EQUATION);
                    let section = format!("{}\u{a0}", terms::SECTION);
                    if bookmark.starts_with("_Number") {
                        number = true;
                        if let Some(Inline::Text(before)) = inlines.last_mut()
                            && let Some(kept) = before.strip_suffix(&equation)
                        {
                            *before = kept.to_owned();
                            (closes, number) = (true, false);
                        }
                    } else if id.starts_with("sec:")
                        && let Some(Inline::Text(before)) = inlines.last_mut()
                        && let Some(kept) = before.strip_suffix(&section)
                    {
                        *before = kept.to_owned();
                    }
                    *name = if number { format!("-{written}") } else { written };
                }
            }
            _ => {}
        }
        inlines.push(inline);
    }
}

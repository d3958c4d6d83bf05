//! Articles as text: a block a line, children indented; marks as `{es:…}`, links as `[…](→…)`.

use std::fmt::Write as _;

use vanban_article::{
    Article, Block, BlockId, BlockKind, Code, Diagnostic, Extent, Inline, InlineKind, Marks,
    ParagraphKind, Parsed, PictureSize, Source, Target, parse,
};

/// Parses a source; its normal form is checked.
pub(crate) fn read(text: &str) -> Parsed {
    let parsed = parse(&Source::new("a.md", text));
    check(&parsed.article, text);
    parsed
}

/// The dump of a source that is parsed without a diagnostic.
pub(crate) fn clean(text: &str) -> String {
    let parsed = read(text);
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
    dump(&parsed.article)
}

/// The dump of a source and the codes of its diagnostics.
pub(crate) fn told(text: &str) -> (String, Vec<Code>) {
    let parsed = read(text);
    let codes = parsed.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    (dump(&parsed.article), codes)
}

/// The only diagnostic of a source.
pub(crate) fn only(text: &str) -> Diagnostic {
    let parsed = read(text);
    assert_eq!(parsed.diagnostics.len(), 1, "{:?}", parsed.diagnostics);
    parsed.diagnostics.into_iter().next().expect("there is one")
}

/// The dump of an article.
pub(crate) fn dump(article: &Article) -> String {
    let mut out = String::new();
    blocks(article, 0..article.body_len, &mut out);
    for note in &article.notes {
        writeln!(out, "note {}", note.number).expect("strings take all");
        blocks(article, note.blocks.clone(), &mut out);
    }
    out.replace('\u{a0}', "~").replace('\u{2060}', "⁀")
}

fn blocks(article: &Article, range: std::ops::Range<u32>, out: &mut String) {
    let mut ends: Vec<u32> = Vec::new();
    for id in range {
        while ends.last().is_some_and(|end| id >= *end) {
            ends.pop();
        }
        let block = article.block(BlockId(id));
        let indent = "  ".repeat(ends.len());
        writeln!(out, "{indent}{}", line(article, block)).expect("strings take all");
        if block.end.0 > id + 1 {
            ends.push(block.end.0);
        }
    }
}

fn line(article: &Article, block: &Block) -> String {
    let text: String =
        article.inlines_of(block).iter().map(|inline| show(article, inline)).collect();
    let head = match &block.kind {
        BlockKind::Paragraph(kind) => format!("{kind:?}").to_lowercase().replace("body", "p"),
        BlockKind::Heading { level, anchor, numbered } => {
            let name = &article.anchors[anchor.index()].name;
            format!("h{level} #{name}{}", if *numbered { "" } else { " -" })
        }
        BlockKind::Quote => "quote".to_owned(),
        BlockKind::Alert(kind) => format!("alert {kind:?}").to_lowercase(),
        BlockKind::Aligned(alignment) => format!("aligned {alignment:?}").to_lowercase(),
        BlockKind::Definitions { tight } => {
            format!("definitions{}", if *tight { "" } else { " loose" })
        }
        BlockKind::Definition => "definition".to_owned(),
        BlockKind::List { start, tight, numerals } => {
            let start = start.map_or(String::new(), |start| format!(" {}", numerals.marker(start)));
            let start = start.trim_end_matches('.');
            format!("list{start}{}", if *tight { "" } else { " loose" })
        }
        BlockKind::Item { number, checked } => {
            let number = number.map_or(String::new(), |number| format!(" {number}"));
            let checked = checked.map_or("", |checked| if checked { " [x]" } else { " [ ]" });
            format!("item{number}{checked}")
        }
        BlockKind::Code { language } => {
            format!("code {}", language.as_deref().unwrap_or_default()).trim_end().to_owned()
        }
        BlockKind::Table { columns, widths } => {
            let widths = if widths.is_empty() { String::new() } else { format!(" {widths:?}") };
            format!("table {columns:?}{widths}").to_lowercase()
        }
        BlockKind::Row { header } => (if *header { "head" } else { "row" }).to_owned(),
        BlockKind::Cell { columns, rows, align, .. } => {
            let mut shown = "cell".to_owned();
            if (*columns, *rows) != (1, 1) {
                write!(shown, " {columns}x{rows}").expect("strings take all");
            }
            if *align != vanban_article::Alignment::Auto {
                write!(shown, " {align:?}").expect("strings take all");
            }
            shown.to_lowercase()
        }
        BlockKind::Figure { picture, alt, size } => {
            let path = &article.pictures[picture.index()].path;
            format!("figure {path} {alt:?}{}", asked(*size))
        }
        BlockKind::Break => "break".to_owned(),
        BlockKind::PageBreak => "page-break".to_owned(),
        BlockKind::Section { landscape } => format!("section landscape={landscape}"),
        BlockKind::Contents(kind) => format!("contents {kind:?}"),
    };
    if text.is_empty() { head } else { format!("{head}: {text}") }
}

/// The size that is asked for a picture.
fn asked(size: PictureSize) -> String {
    let side = |extent: Option<Extent>| match extent {
        None => "-".to_owned(),
        Some(Extent::Twips(twips)) => twips.to_string(),
        Some(Extent::Share(share)) => format!("{}%", f64::from(share) / 100.0),
    };
    if size.is_own() {
        return String::new();
    }
    format!(" {}x{}", side(size.width), side(size.height))
}

fn show(article: &Article, inline: &Inline) -> String {
    let mut shown = match &inline.kind {
        InlineKind::Text(text) => text.clone(),
        InlineKind::LineBreak => "⏎".to_owned(),
        InlineKind::Picture { picture, alt, size } => {
            let path = &article.pictures[picture.index()].path;
            format!("<{path} {alt:?}{}>", asked(*size))
        }
        InlineKind::Math(math) => format!("${}$", article.maths[math.index()].source),
        InlineKind::Number { number, .. } => format!("<{number}>"),
        InlineKind::Reference { anchor, shown, .. } => {
            format!("<{shown:?} {}>", article.anchors[anchor.index()].name)
        }
        InlineKind::NoteMark { note, again } => {
            format!("[^{}{}]", article.notes[note.index()].number, if *again { "!" } else { "" })
        }
    };
    let marks = [
        (Marks::EMPHASIS, 'e'),
        (Marks::STRONG, 's'),
        (Marks::STRIKE, 'x'),
        (Marks::UNDERLINE, 'u'),
        (Marks::CODE, 'c'),
        (Marks::SUPERSCRIPT, '^'),
        (Marks::SUBSCRIPT, '_'),
        (Marks::SMALL_CAPS, 'k'),
        (Marks::HIGHLIGHT, 'h'),
    ];
    let set: String =
        marks.iter().filter(|(mark, _)| inline.marks.has(*mark)).map(|(_, char)| char).collect();
    if !set.is_empty() {
        shown = format!("{{{set}:{shown}}}");
    }
    if let Some(style) = inline.style {
        let style = &article.styles[style.index()];
        let said = [&style.lang, &style.role].map(|name| name.clone().unwrap_or_default());
        shown = format!("⟨{} {shown}⟩", said.join("/"));
    }
    if let Some(token) = inline.token.name() {
        shown = format!("{{{token}:{shown}}}");
    }
    if let Some(link) = inline.link {
        let target = match &article.links[link.index()].target {
            Target::Url(url) => url.clone(),
            Target::Anchor(anchor) => format!("#{}", article.anchors[anchor.index()].name),
        };
        shown = format!("[{shown}](→{target})");
    }
    shown
}

/// Checks what the head of the model promises of every article.
fn check(article: &Article, source: &str) {
    let count = article.blocks.len() as u32;
    assert!(article.body_len <= count);
    let mut next_inline = 0;
    let mut ends: Vec<(u32, u32)> = Vec::new();
    for (id, block) in (0..).zip(&article.blocks) {
        while ends.last().is_some_and(|(_, end)| id >= *end) {
            ends.pop();
        }
        assert!(block.end.0 > id && block.end.0 <= count, "{id} {block:?}");
        if let Some((parent, end)) = ends.last() {
            assert!(block.end.0 <= *end, "{id} reaches out of {parent}");
            let parent = &article.blocks[*parent as usize].kind;
            let fits = match (parent, &block.kind) {
                (BlockKind::List { .. }, kind) => matches!(kind, BlockKind::Item { .. }),
                (BlockKind::Table { .. }, kind) => matches!(kind, BlockKind::Row { .. }),
                (BlockKind::Row { .. }, kind) => matches!(kind, BlockKind::Cell { .. }),
                (BlockKind::Figure { .. }, kind) => matches!(kind, BlockKind::Paragraph(_)),
                (BlockKind::Definitions { .. }, kind) => matches!(
                    kind,
                    BlockKind::Definition | BlockKind::Paragraph(ParagraphKind::Term)
                ),
                (
                    BlockKind::Quote
                    | BlockKind::Alert(_)
                    | BlockKind::Aligned(_)
                    | BlockKind::Definition
                    | BlockKind::Item { .. }
                    | BlockKind::Cell { .. },
                    kind,
                ) => !matches!(
                    kind,
                    BlockKind::Item { .. }
                        | BlockKind::Definition
                        | BlockKind::Row { .. }
                        | BlockKind::Cell { .. }
                ),
                (parent, _) => panic!("{parent:?} has children"),
            };
            assert!(fits, "{parent:?} holds {:?}", block.kind);
        }
        let children: Vec<&Block> =
            article.children(BlockId(id)).map(|child| article.block(child)).collect();
        match &block.kind {
            BlockKind::Item { .. } => assert!(matches!(
                children.first().map(|child| &child.kind),
                Some(BlockKind::Paragraph(_) | BlockKind::Heading { .. })
            )),
            BlockKind::Table { columns, widths } => {
                assert!(widths.is_empty() || widths.len() == columns.len());
                let mut grid = vanban_article::Grid::new(columns.len());
                let mut head = true;
                for row in article.children(BlockId(id)) {
                    let header = article.block(row).kind == BlockKind::Row { header: true };
                    let slots = grid.row(article, row);
                    let covered: usize = slots.iter().map(|slot| slot.columns).sum();
                    assert_eq!(covered, columns.len(), "{slots:?}");
                    assert!(header || !head || slots.iter().all(|slot| slot.above == 0));
                    head &= header;
                }
                assert!(grid.is_closed());
            }
            BlockKind::Cell { .. } => assert!(!children.is_empty()),
            _ => {}
        }
        assert_eq!(block.inlines.start, next_inline);
        next_inline = block.inlines.end;
        if block.end.0 > id + 1 {
            ends.push((id, block.end.0));
        }
        let code = matches!(block.kind, BlockKind::Code { .. });
        let inlines = article.inlines_of(block);
        for pair in inlines.windows(2) {
            let both = matches!(
                (&pair[0].kind, &pair[1].kind),
                (InlineKind::Text(_), InlineKind::Text(_))
            );
            let look = |inline: &Inline| (inline.marks, inline.link, inline.style, inline.token);
            let same = look(&pair[0]) == look(&pair[1]);
            assert!(!(both && same), "neighbours differ in nothing: {pair:?}");
        }
        for inline in inlines {
            assert!(inline.span.end as usize <= source.len());
            assert!(source.get(inline.span.range()).is_some(), "{inline:?}");
            if let InlineKind::Text(text) = &inline.kind {
                assert!(!text.is_empty());
                assert_eq!(vanban_text::normalize::nfc(text), text.as_str());
                assert!(!text.chars().any(char::is_control), "{text:?}");
                assert!(code || inline.marks.has(Marks::CODE) || !text.contains("  "), "{text:?}");
            }
        }
        assert!(source.get(block.span.range()).is_some(), "{block:?}");
    }
    assert_eq!(next_inline as usize, article.inlines.len());
    for anchor in &article.anchors {
        assert!(anchor.block.0 < count.max(1));
    }
    for (number, note) in (1..).zip(&article.notes) {
        assert_eq!(note.number, number);
        assert!(!note.blocks.is_empty() && note.blocks.start >= article.body_len);
        let first = &article.blocks[note.blocks.start as usize].kind;
        assert!(matches!(first, BlockKind::Paragraph(_)), "{first:?}");
    }
}

//! What a screen reader hears of a PDF is what its article says: the structure tree, as a library
//! that did not write it walks it, against the article itself.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use vanban_article::{
    Article, Block, BlockId, BlockKind, ContentsKind, Defaults, Grid, Headings, Inline, InlineKind,
    Marks, Numerals, ParagraphKind, Source, System, Target, as_read, contents, parse, parse_as,
    task_box,
};
use vanban_tests::ast::squeeze;
use vanban_tests::compare;
use vanban_tests::oracle::structure;
use vanban_tests::papers::{all, every};
use vanban_tests::tool::{Tool, present};
use vanban_theme::Theme;

#[test]
fn what_is_heard_is_what_the_article_says() {
    if !present(&[Tool::Pikepdf]) {
        return;
    }
    every(all(), |paper| {
        let text = std::fs::read_to_string(&paper.article).expect("the article is there");
        let (article, theme) = read(&Source::new("bai.md", &*text), &paper.article);
        let heard = structure::heard(&structure::tree(&paper.pdf));
        if heard.lang != article.meta.lang {
            return Err(format!("language {}, expected {}", heard.lang, article.meta.lang));
        }
        let mut script = Script::new(&article, &theme);
        for id in article.body() {
            script.block(id, 0);
        }
        let mut body = std::mem::take(&mut script.lines);
        for (line, heard) in body.iter_mut().zip(&heard.body) {
            *line = with_pages(line, heard);
        }
        for note in &article.notes {
            script.line(0, "Note");
            script.line(1, &format!("Lbl {}", note.number));
            article.note_blocks(note).for_each(|id| script.block(id, 1));
        }
        compare::lines(&body, &heard.body)?;
        compare::lines(&script.lines, &heard.notes)
    });
}

/// A line with the numbers of pages, which layout alone knows, as they are heard.
fn with_pages(line: &str, heard: &str) -> String {
    let mut whole = String::new();
    let mut parts = line.split("[page]()");
    whole.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let rest = heard.get(whole.len()..).unwrap_or_default();
        let digits = rest.trim_start_matches('[').split(']').next().unwrap_or_default();
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        whole.push_str(&format!("[{}]()", if is_number { digits } else { "page" }));
        whole.push_str(part);
    }
    whole
}

/// The article as the program reads it for a paper, and its theme: a built-in one, or a file beside it.
fn read(source: &Source, path: &Path) -> (Article, Theme) {
    let mut article = parse(source).article;
    let name = article.meta.theme.as_ref().map_or("office", |theme| &theme.value);
    let theme = Theme::named(name).unwrap_or_else(|| {
        let text = std::fs::read_to_string(path.with_file_name(name)).expect("the theme is there");
        let inherits = |name: &str| Theme::named(name).ok_or_else(|| "not built in".to_owned());
        vanban_theme::read::read(&text, &mut |name| inherits(name)).theme
    });
    let own =
        |block: &Block| matches!(block.kind, BlockKind::Contents(ContentsKind::Headings { .. }));
    let listed =
        theme.contents && article.headings().nth(1).is_some() && !article.blocks.iter().any(own);
    let wishes = Defaults {
        cover: theme.cover.on && article.meta.title.is_some(),
        toc: listed.then_some(3),
    };
    if wishes != Defaults::default() {
        article = parse_as(source, wishes).article;
    }
    (article, theme)
}

/// What is to be heard.
struct Script<'a> {
    article: &'a Article,
    theme: &'a Theme,
    numbers: BTreeMap<BlockId, String>,
    headings: Headings,
    /// The caption of the table that comes next.
    caption: Option<String>,
    /// How many lists are open.
    lists: u8,
    lines: Vec<String>,
}

impl<'a> Script<'a> {
    fn new(article: &'a Article, theme: &'a Theme) -> Script<'a> {
        let asked = article.meta.number_sections;
        let numbers = theme.numbering.count(asked, article.headings()).into_iter().collect();
        let (headings, caption) = (Headings::default(), None);
        Script { article, theme, numbers, headings, caption, lists: 0, lines: Vec::new() }
    }

    fn line(&mut self, depth: usize, text: &str) {
        self.lines.push(format!("{:indent$}{}", "", text.trim_end(), indent = depth * 2));
    }

    /// A line with words; none without.
    fn words(&mut self, depth: usize, kind: &str, block: &Block) {
        let words = self.inlines(block);
        if !words.is_empty() {
            self.line(depth, &format!("{kind} {words}"));
        }
    }

    fn children(&mut self, id: BlockId, depth: usize) {
        self.article.children(id).for_each(|child| self.block(child, depth));
    }

    fn block(&mut self, id: BlockId, depth: usize) {
        let article = self.article;
        let block = article.block(id);
        match &block.kind {
            BlockKind::Paragraph(ParagraphKind::Title) => self.words(depth, "P Title", block),
            BlockKind::Paragraph(ParagraphKind::Caption) => self.words(depth, "Caption", block),
            BlockKind::Paragraph(ParagraphKind::TableCaption) => {
                self.caption = Some(self.inlines(block));
            }
            BlockKind::Paragraph(ParagraphKind::Term) => self.words(depth, "Lbl", block),
            BlockKind::Paragraph(_) => self.words(depth, "P", block),
            BlockKind::Heading { level, .. } => {
                let depth_of = self.headings.next(*level).depth;
                let words = self.inlines(block);
                let number = self.numbers.get(&id).map_or("", String::as_str);
                self.line(depth, &format!("H{depth_of} {}", squeeze(&format!("{number} {words}"))));
            }
            BlockKind::Code { .. } => {
                let words = article.plain_text(block);
                self.line(depth, &format!("P `{}`", squeeze(&words)));
            }
            BlockKind::Quote => {
                self.line(depth, "BlockQuote");
                self.children(id, depth + 1);
            }
            BlockKind::Alert(_) => {
                self.line(depth, "Div");
                self.children(id, depth + 1);
            }
            BlockKind::Figure { alt, .. } => {
                let captioned = article.children(id).next().is_some();
                if captioned {
                    self.line(depth, "Div");
                }
                let depth = depth + usize::from(captioned);
                self.line(depth, &format!("Figure {}", squeeze(alt)));
                self.children(id, depth);
            }
            BlockKind::Definitions { .. } => self.definitions(id, depth),
            BlockKind::List { start, numerals, .. } => self.list(id, *start, *numerals, depth),
            BlockKind::Table { columns, .. } => self.table(id, columns.len(), depth),
            BlockKind::Contents(kind) => {
                self.line(depth, &format!("P {}", contents::title(article, *kind)));
                self.line(depth, "TOC");
                for entry in contents::entries(article, *kind, &self.numbers) {
                    let words = squeeze(&as_read(&entry.text));
                    self.line(depth + 1, &format!("TOCI [{words}]"));
                }
            }
            BlockKind::Break | BlockKind::PageBreak => {}
            BlockKind::Aligned(_)
            | BlockKind::Section { .. }
            | BlockKind::Item { .. }
            | BlockKind::Definition
            | BlockKind::Row { .. }
            | BlockKind::Cell { .. } => self.children(id, depth),
        }
    }

    fn definitions(&mut self, id: BlockId, depth: usize) {
        self.line(depth, "L None");
        let mut open = false;
        for child in self.article.children(id) {
            if self.article.block(child).kind == BlockKind::Paragraph(ParagraphKind::Term) {
                self.line(depth + 1, "LI");
                self.block(child, depth + 2);
                open = false;
            } else {
                if !open {
                    self.line(depth + 2, "LBody");
                }
                open = true;
                self.block(child, depth + 3);
            }
        }
    }

    fn list(&mut self, id: BlockId, start: Option<u64>, numerals: Numerals, depth: usize) {
        self.lists += 1;
        let bullet = self.theme.bullet(self.lists).to_owned();
        let items: Vec<_> = self.article.children(id).collect();
        let of = |item: &BlockId| match self.article.block(*item).kind {
            BlockKind::Item { number, checked } => (number, checked),
            _ => (None, None),
        };
        let tasks = items.iter().any(|item| of(item).1.is_some());
        let counting = match (start, numerals.system) {
            (Some(_), System::Decimal) => "Decimal",
            (Some(_), System::Letters { capital: false, .. }) => "LowerAlpha",
            (Some(_), System::Letters { capital: true, .. }) => "UpperAlpha",
            (Some(_), System::Roman { capital: false }) => "LowerRoman",
            (Some(_), System::Roman { capital: true }) => "UpperRoman",
            (None, _) if bullet == "•" && !tasks => "Disc",
            (None, _) => "None",
        };
        let labels: Vec<_> = items
            .iter()
            .map(|item| match of(item) {
                (_, Some(checked)) => task_box(checked).to_owned(),
                (Some(number), None) => numerals.marker(number),
                (None, None) => bullet.clone(),
            })
            .collect();
        self.line(depth, &format!("L {counting}"));
        for (item, label) in items.into_iter().zip(labels) {
            self.line(depth + 1, "LI");
            self.line(depth + 2, &format!("Lbl {label}"));
            self.line(depth + 2, "LBody");
            let before = self.lines.len();
            self.children(item, depth + 3);
            if self.lines.len() == before {
                self.lines.pop();
            }
        }
        self.lists -= 1;
    }

    fn table(&mut self, id: BlockId, columns: usize, depth: usize) {
        let article = self.article;
        self.line(depth, "Table");
        if let Some(caption) = self.caption.take() {
            self.line(depth + 1, &format!("Caption {caption}"));
        }
        let header = |row| matches!(article.block(row).kind, BlockKind::Row { header: true });
        let names = |cell| matches!(article.block(cell).kind, BlockKind::Cell { head: true, .. });
        let headed = article.children(id).any(|row| !header(row));
        let wide = |cell| matches!(article.block(cell).kind, BlockKind::Cell { columns, .. } if columns > 1);
        let mut heads = article.children(id).filter(|row| header(*row));
        let named = heads.any(|row| article.children(row).any(wide));
        let mut grid = Grid::new(columns);
        let mut over: Vec<Vec<BlockId>> = vec![Vec::new(); columns];
        let mut part = "";
        for row in article.children(id) {
            let is_head = header(row);
            let own = if is_head && headed { "THead" } else { "TBody" };
            if part != own {
                part = own;
                self.line(depth + 1, own);
            }
            self.line(depth + 2, "TR");
            let slots = grid.row(article, row);
            for slot in slots.iter().filter(|slot| slot.above == 0) {
                let range = slot.column..slot.column + slot.columns;
                let names_row = !is_head && names(slot.cell);
                let kind = if is_head || names_row { "TH" } else { "TD" };
                let mut line = format!("{kind} {}x{}", slot.columns, slot.below + 1);
                if is_head {
                    line.push_str(" Column");
                } else if names_row {
                    line.push_str(" Row");
                }
                let above: BTreeSet<BlockId> =
                    over[range].iter().flatten().copied().filter(|_| named).collect();
                for cell in above {
                    let words: Vec<String> = article
                        .children(cell)
                        .map(|child| self.inlines(article.block(child)))
                        .collect();
                    line.push_str(&format!(" <{}>", squeeze(&words.join(" "))));
                }
                self.line(depth + 3, &line);
                self.children(slot.cell, depth + 4);
            }
            for slot in slots.iter().filter(|slot| is_head && slot.above == 0) {
                over[slot.column..slot.column + slot.columns]
                    .iter_mut()
                    .for_each(|over| over.push(slot.cell));
            }
        }
    }

    fn inlines(&self, block: &Block) -> String {
        let article = self.article;
        let inlines = article.inlines_of(block);
        let mut text = String::new();
        let mut rest = inlines;
        while let Some(first) = rest.first() {
            let count = match first.link {
                Some(_) => rest.iter().take_while(|each| each.link == first.link).count(),
                None => 1,
            };
            let (these, others) = rest.split_at(count);
            rest = others;
            let words: String = these.iter().map(|each| self.inline(each)).collect();
            match first.link {
                Some(link) => {
                    let address = match &article.links[link.index()].target {
                        Target::Url(url) => url,
                        Target::Anchor(_) => "",
                    };
                    text.push_str(&format!("[{words}]({address})"));
                }
                None => text.push_str(&words),
            }
        }
        squeeze(&as_read(&text))
    }

    fn inline(&self, inline: &Inline) -> String {
        let article = self.article;
        let mut words = match &inline.kind {
            InlineKind::Text(text) => text.clone(),
            InlineKind::LineBreak => return " ".to_owned(),
            InlineKind::Number { number, .. } => number.to_string(),
            InlineKind::Picture { alt, .. } => format!("![{alt}]"),
            InlineKind::Math(math) => format!("${}$", article.maths[math.index()].source),
            InlineKind::NoteMark { note, .. } => {
                return format!("[{}]()", article.notes[note.index()].number);
            }
            InlineKind::Reference { anchor, shown, .. } => {
                match article.refer(*anchor, *shown, &self.numbers) {
                    Some(named) => return format!("[{}]()", named.text()),
                    None => return "[page]()".to_owned(),
                }
            }
        };
        let lang = inline.style.and_then(|style| article.styles[style.index()].language());
        if let Some(lang) = lang {
            words = format!("<{lang}:{words}>");
        }
        if inline.marks.has(Marks::CODE) {
            words = format!("`{words}`");
        }
        words
    }
}

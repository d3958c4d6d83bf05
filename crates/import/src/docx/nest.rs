//! Paragraphs in a row to blocks in blocks: what the indents and the numberings of a DOCX say of lists,
//! quotations, alerts and definitions.

use vanban_article::{AlertKind, Enclosure};

use super::numbering::Marker;
use super::styles::Role;
use crate::model::{Attributes, Block, Inline, Item, List};

/// Where a paragraph stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Depth {
    /// Its left indent, in twips.
    pub(super) left: i32,
    /// That of its style.
    pub(super) base: i32,
    /// Its right indent.
    pub(super) right: i32,
    /// Whether the document is vanban's own.
    pub(super) own: bool,
}

/// What a paragraph or table is.
pub(super) enum What {
    Block(Block),
    Paragraph(Vec<Inline>),
    Named(Role, Vec<Inline>),
    Code(Option<String>, String),
    Lines(Vec<Vec<Inline>>),
    Term(Vec<Inline>),
    AlertTitle(String, String),
    Caption { is_table: bool, inlines: Vec<Inline>, id: Option<String> },
}

/// A paragraph or table in its place.
pub(super) struct Entry {
    pub(super) what: What,
    pub(super) depth: Depth,
    pub(super) role: Role,
    /// Its list, the level, and what stands before it.
    pub(super) item: Option<(String, u8, Marker)>,
    /// The side on which its lines stand, where it says so itself.
    pub(super) side: Option<&'static str>,
}

impl Entry {
    pub(super) fn block(block: Block, depth: Depth) -> Entry {
        Entry { what: What::Block(block), depth, role: Role::Body, item: None, side: None }
    }
}

/// A container that is open.
enum Frame {
    Landscape(Vec<Block>),
    Quote(Vec<Block>),
    Alert(Attributes, Vec<Block>),
    List { key: String, level: u8, kind: Kind, next: u64, list: List },
    Item(Item, i32),
    Definitions(Vec<(Vec<Inline>, Vec<Vec<Block>>)>),
    Definition(Vec<Block>),
}

/// What the items of a list have before them: those of one list have the same.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Bullet,
    Number(Enclosure),
    Text,
}

/// Blocks being put together.
#[derive(Default)]
pub(super) struct Nest {
    blocks: Vec<Block>,
    frames: Vec<Frame>,
    breaks: bool,
    /// The caption that waits for its table.
    caption: Option<(Vec<Inline>, Option<String>)>,
    landscape: bool,
    gap: bool,
    /// How far quotations stand in, as the first of them says.
    quote: i32,
}

impl Nest {
    /// A page ends before what comes next.
    pub(super) fn page_break(&mut self) {
        self.breaks = true;
    }

    /// An empty paragraph stands here.
    pub(super) fn gap(&mut self) {
        self.gap = true;
    }

    /// What comes next stands on pages that are wider than high, or does not.
    pub(super) fn landscape(&mut self, wide: bool) {
        if self.landscape != wide {
            self.close_to(0);
            self.landscape = wide;
            self.breaks = false;
            if wide {
                self.frames.push(Frame::Landscape(Vec::new()));
            }
        }
    }

    /// Adds what comes next.
    pub(super) fn add(&mut self, entry: Entry) {
        let Entry { what, depth, role, item, side } = entry;
        let carried = item.is_none() && depth.own && self.breaks;
        if !carried && std::mem::take(&mut self.breaks) {
            let floor = usize::from(self.landscape);
            self.close_to(floor);
            if !self.target().is_empty() {
                self.push(Block::PageBreak);
            }
        }
        let gap = std::mem::take(&mut self.gap);
        let tight = match role {
            Role::ListItem => !depth.own,
            // As pandoc writes items with room between them.
            Role::Body => depth.own,
            _ => true,
        };
        match item {
            Some((key, level, marker)) if marker != Marker::Nothing => {
                self.enter_item(&key, level, &marker, depth, tight);
            }
            Some((_, level, _)) => self.go_on(level),
            None => self.find(role, depth, &what),
        }
        if carried {
            self.breaks = false;
            let first = self.frames.is_empty() && self.blocks.is_empty();
            if !first {
                self.push(Block::PageBreak);
            }
        }
        if let Some(Frame::List { list, .. }) =
            self.frames.iter_mut().rev().find(|frame| matches!(frame, Frame::List { .. }))
            && role == Role::ListItemTight
        {
            list.tight = true;
        }
        let block = match what {
            What::Block(block) => self.captioned(block),
            What::Paragraph(inlines) => Block::Paragraph(inlines),
            What::Named(role, inlines) => named(role, inlines),
            What::Code(language, text) => {
                // Other programs write a paragraph for each line.
                if let Some(Block::Code { text: before, .. }) =
                    self.target().last_mut().filter(|_| !depth.own && !gap)
                {
                    before.push('\n');
                    before.push_str(&text);
                    return;
                }
                Block::Code { language, text }
            }
            What::Lines(lines) => Block::Lines(lines),
            What::Term(inlines) => {
                match self.frames.last_mut() {
                    Some(Frame::Definitions(terms)) => terms.push((inlines, Vec::new())),
                    _ => self.frames.push(Frame::Definitions(vec![(inlines, Vec::new())])),
                }
                return;
            }
            What::AlertTitle(title, color) => {
                self.open_alert(title, &color);
                return;
            }
            What::Caption { is_table, inlines, id } => {
                self.caption(is_table, inlines, id);
                return;
            }
        };
        let aligned = side.filter(|_| {
            matches!(block, Block::Paragraph(_))
                && !self.frames.iter().any(|f| matches!(f, Frame::Item(..)))
        });
        match aligned {
            Some(side) => {
                let class = |attributes: &Attributes| attributes.classes == [side];
                if let Some(Block::Division { attributes, blocks }) = self.target().last_mut()
                    && class(attributes)
                    && !gap
                {
                    blocks.push(block);
                    return;
                }
                let attributes =
                    Attributes { classes: vec![side.to_owned()], ..Attributes::default() };
                self.push(Block::Division { attributes, blocks: vec![block] });
            }
            None => self.push(block),
        }
    }

    /// A table takes the caption before it.
    fn captioned(&mut self, block: Block) -> Block {
        match block {
            Block::Table(mut table) => {
                if let Some((caption, id)) = self.caption.take() {
                    table.caption = caption;
                    table.attributes.id = id;
                }
                Block::Table(table)
            }
            block => block,
        }
    }

    /// Gives a caption to what it belongs to.
    fn caption(&mut self, is_table: bool, inlines: Vec<Inline>, id: Option<String>) {
        match self.target().last_mut() {
            Some(Block::Figure { caption, attributes, .. }) if caption.is_empty() && !is_table => {
                *caption = inlines;
                attributes.id = id.or(attributes.id.take());
            }
            _ if is_table => self.caption = Some((inlines, id)),
            _ => self.push(Block::Paragraph(inlines)),
        }
    }

    /// Opens the list and the item that a numbered paragraph is.
    fn enter_item(&mut self, key: &str, level: u8, marker: &Marker, depth: Depth, tight: bool) {
        let kind = match marker {
            Marker::Number(numerals, _) => Kind::Number(numerals.enclosure),
            Marker::Text(text) if text.ends_with(')') => Kind::Number(Enclosure::Bracket),
            Marker::Text(text) if text.starts_with('(') => Kind::Number(Enclosure::Brackets),
            Marker::Text(_) => Kind::Text,
            _ => Kind::Bullet,
        };
        // Definitions and alerts hold lists only where something says so: lists end them.
        let lists = |frame: &Frame| matches!(frame, Frame::List { .. });
        let deeper = self.frames.iter().position(|frame| match frame {
            Frame::List { level: open, .. } => *open >= level,
            _ => false,
        });
        if let Some(at) = deeper {
            let same = match &self.frames[at] {
                Frame::List { key: open, level: at_level, kind: of, .. } => {
                    let boxes = matches!(marker, Marker::Task(_) | Marker::Text(_));
                    *at_level == level && *of == kind && (open == key || boxes)
                }
                _ => false,
            };
            self.close_to(if same { at + 1 } else { at });
        } else if !self.frames.iter().any(lists) {
            self.close_to(self.base(depth));
        }
        if !matches!(self.frames.last(), Some(Frame::List { level: open, .. }) if *open == level) {
            let first = match marker {
                Marker::Number(numerals, start) => numerals.marker(*start),
                Marker::Text(text) => text.clone(),
                _ => "-".to_owned(),
            };
            let list = List { marker: first, tight, items: Vec::new() };
            self.frames.push(Frame::List { key: key.to_owned(), level, kind, next: 0, list });
        }
        if let Some(Frame::List { next, .. }) = self.frames.last_mut() {
            *next += 1;
        }
        let task = match marker {
            Marker::Task(done) => Some(*done),
            _ => None,
        };
        self.frames.push(Frame::Item(Item { task, blocks: Vec::new() }, depth.left));
    }

    /// How many of the frames a paragraph outside lists can stand in.
    fn base(&self, depth: Depth) -> usize {
        let mut quotes = if self.quote > 0 { depth.right / self.quote } else { 0 };
        let mut keeps = |frame: &Frame| match frame {
            Frame::Landscape(_) => true,
            Frame::Quote(_) => {
                quotes -= 1;
                quotes >= 0
            }
            Frame::Alert(..) => depth.own && depth.left > depth.base,
            _ => false,
        };
        self.frames.iter().take_while(|frame| keeps(frame)).count()
    }

    /// Goes on with the item of a level.
    fn go_on(&mut self, level: u8) {
        let at = self
            .frames
            .iter()
            .rposition(|frame| matches!(frame, Frame::List { level: open, .. } if *open <= level));
        match at {
            Some(at) => self.close_to((at + 2).min(self.frames.len())),
            None => self.close_to(usize::from(self.landscape)),
        }
    }

    /// Finds the place of a paragraph without a number.
    fn find(&mut self, role: Role, depth: Depth, what: &What) {
        let listed = depth.left - if depth.own && !is_item(role) { depth.base } else { 0 };
        // The deepest item whose text stands where this does.
        let item = self.frames.iter().rposition(|frame| match frame {
            Frame::Item(_, left) => listed > 0 && (listed - left).abs() <= 20,
            _ => false,
        });
        match (role, what) {
            (_, What::Caption { .. }) => {}
            (Role::Term, _) => {
                let keep =
                    self.frames.iter().rposition(|frame| matches!(frame, Frame::Definitions(_)));
                self.close_to(keep.map_or(usize::from(self.landscape), |at| at + 1));
            }
            (Role::Definition, _) => self.define(),
            (Role::Quote, _) => {
                let wanted = match self.quote {
                    0 => 1,
                    quote => (depth.left.max(depth.right) / quote).clamp(1, 16) as usize,
                };
                if self.quote == 0 {
                    self.quote = depth.base.max(1);
                }
                let inside = item.map_or(usize::from(self.landscape), |at| at + 1);
                let quotes = self.frames[inside.min(self.frames.len())..]
                    .iter()
                    .take_while(|frame| matches!(frame, Frame::Quote(_)))
                    .count();
                self.close_to(inside + quotes.min(wanted));
                for _ in quotes..wanted {
                    self.frames.push(Frame::Quote(Vec::new()));
                }
            }
            (Role::Alert, _) => {
                let keep = self.frames.iter().rposition(|frame| matches!(frame, Frame::Alert(..)));
                self.close_to(keep.map_or(usize::from(self.landscape), |at| at + 1));
            }
            (Role::ListItem | Role::ListItemTight, _) if item.is_none() && depth.own => {
                // A definition stands as far in as an item, and has no number.
                self.define();
            }
            _ => match item {
                Some(at) => self.close_to(at + 1),
                None if depth.own
                    && listed > 0
                    && matches!(what, What::Code(..) | What::Block(_)) =>
                {
                    let at = self.frames.iter().rposition(|frame| {
                        matches!(frame, Frame::Definition(_) | Frame::Alert(..) | Frame::Quote(_))
                    });
                    self.close_to(at.map_or(usize::from(self.landscape), |at| at + 1));
                }
                None => self.close_to(self.base(depth)),
            },
        }
    }

    fn define(&mut self) {
        match self.frames.iter().rposition(|frame| matches!(frame, Frame::Definitions(_))) {
            Some(at) => {
                if matches!(self.frames.get(at + 1), Some(Frame::Definition(_))) {
                    self.close_to(at + 2);
                } else {
                    self.close_to(at + 1);
                    self.frames.push(Frame::Definition(Vec::new()));
                }
            }
            None => self.close_to(usize::from(self.landscape)),
        }
    }

    fn open_alert(&mut self, title: String, color: &str) {
        self.close_to(usize::from(self.landscape));
        let kinds = [
            AlertKind::Note,
            AlertKind::Tip,
            AlertKind::Important,
            AlertKind::Warning,
            AlertKind::Caution,
        ];
        let classes = ["note", "tip", "important", "warning", "caution"];
        let labelled = kinds.iter().position(|kind| kind.label() == title);
        // The hue says the kind where the title does not.
        let at = labelled.unwrap_or_else(|| hue(color));
        let mut attributes =
            Attributes { classes: vec![classes[at].to_owned()], ..Attributes::default() };
        if labelled.is_none() {
            attributes.keys.push(("title".to_owned(), title));
        }
        self.frames.push(Frame::Alert(attributes, Vec::new()));
    }

    /// The blocks that what comes next joins.
    fn target(&mut self) -> &mut Vec<Block> {
        for frame in self.frames.iter_mut().rev() {
            match frame {
                Frame::Landscape(blocks)
                | Frame::Quote(blocks)
                | Frame::Alert(_, blocks)
                | Frame::Definition(blocks)
                | Frame::Item(Item { blocks, .. }, _) => return blocks,
                Frame::List { .. } | Frame::Definitions(_) => {}
            }
        }
        &mut self.blocks
    }

    fn push(&mut self, block: Block) {
        if matches!(self.frames.last(), Some(Frame::List { .. } | Frame::Definitions(_))) {
            self.close_to(self.frames.len() - 1);
        }
        self.target().push(block);
    }

    fn close_to(&mut self, keep: usize) {
        while self.frames.len() > keep {
            let Some(frame) = self.frames.pop() else { return };
            match frame {
                Frame::Landscape(blocks) => {
                    let classes = vec!["landscape".to_owned()];
                    let attributes = Attributes { classes, ..Attributes::default() };
                    self.target().push(Block::Division { attributes, blocks });
                }
                Frame::Quote(blocks) => self.target().push(Block::Quote(blocks)),
                Frame::Alert(attributes, blocks) => {
                    self.target().push(Block::Division { attributes, blocks });
                }
                Frame::List { list, .. } => self.target().push(Block::List(list)),
                Frame::Item(item, _) => {
                    if let Some(Frame::List { list, .. }) = self.frames.last_mut() {
                        list.items.push(item);
                    }
                }
                Frame::Definitions(terms) => self.target().push(Block::Definitions(terms)),
                Frame::Definition(blocks) => {
                    if let Some(Frame::Definitions(terms)) = self.frames.last_mut()
                        && let Some((_, definitions)) = terms.last_mut()
                    {
                        definitions.push(blocks);
                    }
                }
            }
        }
    }

    /// All blocks.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.close_to(0);
        if let Some((caption, _)) = self.caption.take() {
            self.blocks.push(Block::Paragraph(caption));
        }
        self.blocks
    }
}

fn is_item(role: Role) -> bool {
    matches!(role, Role::ListItem | Role::ListItemTight | Role::Body)
}

/// A paragraph that is more than text; settled when all is read.
fn named(role: Role, inlines: Vec<Inline>) -> Block {
    let class = match role {
        Role::Title => "title",
        Role::Subtitle => "subtitle",
        Role::Lead => "lead",
        Role::Abstract => "abstract",
        Role::Dateline => "dateline",
        Role::Byline => "byline",
        _ => "source-line",
    };
    let attributes = Attributes { classes: vec![class.to_owned()], ..Attributes::default() };
    Block::Division { attributes, blocks: vec![Block::Paragraph(inlines)] }
}

/// The kind of alert that a colour is nearest to: blue, green, violet, amber, red.
fn hue(color: &str) -> usize {
    let part = |at: usize| color.get(at..at + 2).and_then(|hex| i32::from_str_radix(hex, 16).ok());
    let (Some(red), Some(green), Some(blue)) = (part(0), part(2), part(4)) else { return 0 };
    match () {
        () if blue > red && blue > green => {
            if red > green {
                2
            } else {
                0
            }
        }
        () if green > red && green >= blue => 1,
        () if green * 2 > red => 3,
        () => 4,
    }
}

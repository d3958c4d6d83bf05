//! Lists as Markdown: those that it counts, and those of letters and Roman numerals, which are lines of
//! paragraphs.

use vanban_article::{Enclosure, Numerals, System};

use super::blocks::{Writer, hung};
use super::inline::Place;
use crate::model::{Block, Item, List};

/// What a marker says.
enum Marker {
    Bullet,
    /// A number of Markdown: where it starts, and whether a bracket closes it.
    Number(u64, bool),
    /// What pandoc's users write: counted from the first.
    Counted(Numerals),
    /// Letters that begin elsewhere.
    Other(Numerals, u64),
}

/// Whether two blocks in a row would be read as one.
pub(super) fn joins(before: &Block, block: &Block) -> bool {
    match (before, block) {
        (Block::List(one), Block::List(two)) => match (marker(&one.marker), marker(&two.marker)) {
            (Marker::Bullet, Marker::Bullet) => true,
            (Marker::Number(_, one), Marker::Number(_, two)) => one == two,
            (Marker::Counted(_) | Marker::Other(..), _) => false,
            // A counted list that cannot be written so is a numbered one.
            (_, Marker::Counted(_)) => true,
            _ => false,
        },
        (Block::Definitions(_), Block::Definitions(_)) => true,
        _ => false,
    }
}

/// Reads the marker of a list's first item.
fn marker(text: &str) -> Marker {
    let inside = text.trim().trim_start_matches('(');
    let number = inside.trim_end_matches([')', '.']);
    let enclosure = match (text.trim().starts_with('('), text.trim().ends_with(')')) {
        (true, _) => Enclosure::Brackets,
        (false, true) => Enclosure::Bracket,
        (false, false) => Enclosure::Stop,
    };
    if number.is_empty() || !number.chars().all(char::is_alphanumeric) {
        return Marker::Bullet;
    }
    if let Ok(start) = number.parse::<u64>() {
        return match enclosure {
            Enclosure::Stop => Marker::Number(start, false),
            Enclosure::Bracket => Marker::Number(start, true),
            Enclosure::Brackets => {
                let numerals = Numerals { system: System::Decimal, enclosure };
                if start == 1 { Marker::Counted(numerals) } else { Marker::Other(numerals, start) }
            }
        };
    }
    let capital = number.chars().all(char::is_uppercase);
    let roman = System::Roman { capital };
    let letters = System::Letters { vietnamese: true, capital };
    // One letter is a letter, but for the first of Roman numerals.
    let systems = if number.eq_ignore_ascii_case("i") || number.chars().count() > 1 {
        [roman, letters]
    } else {
        [letters, roman]
    };
    for system in systems {
        if let Some(start) = (1..=200).find(|start| system.write(*start) == number) {
            let numerals = Numerals { system, enclosure };
            return if start == 1 {
                Marker::Counted(numerals)
            } else {
                Marker::Other(numerals, start)
            };
        }
    }
    Marker::Bullet
}

impl Writer<'_> {
    /// A list.
    pub(super) fn list(&mut self, list: &List) -> String {
        match marker(&list.marker) {
            Marker::Bullet => self.items(list, |_| "- ".to_owned()),
            Marker::Number(start, bracket) => self.items(list, |at| numbered(start, at, bracket)),
            Marker::Counted(numerals) if fits(list) => self.counted(list, numerals, 1),
            Marker::Other(numerals, start) if fits(list) => self.counted(list, numerals, start),
            Marker::Counted(Numerals { enclosure, .. }) => {
                self.items(list, |at| numbered(1, at, enclosure != Enclosure::Stop))
            }
            Marker::Other(Numerals { enclosure, .. }, start) => {
                self.items(list, |at| numbered(start, at, enclosure != Enclosure::Stop))
            }
        }
    }

    fn items(&mut self, list: &List, marker: impl Fn(usize) -> String) -> String {
        let close = list.tight && list.items.iter().all(is_close);
        let mut out = String::new();
        for (at, item) in list.items.iter().enumerate() {
            if at > 0 {
                out.push_str(if close { "\n" } else { "\n\n" });
            }
            let marker = marker(at);
            let indent = marker.chars().count();
            let task = match item.task {
                Some(true) => "[x] ",
                Some(false) => "[ ] ",
                None => "",
            };
            let mut content = self.joined(&item.blocks, close);
            if content == "---" {
                content = "***".to_owned();
            }
            out.push_str(&hung(&format!("{marker}{task}"), indent, &content));
        }
        out
    }

    /// A list whose items are lines of a paragraph, or paragraphs.
    fn counted(&mut self, list: &List, numerals: Numerals, start: u64) -> String {
        let mut out = String::new();
        let nests = list.items.iter().any(|item| item.blocks.len() > 1);
        for (number, item) in (start..).zip(&list.items) {
            if !out.is_empty() {
                let close = list.tight && !nests && start == 1;
                out.push_str(if close { "\n" } else { "\n\n" });
            }
            out.push_str(&numerals.marker(number));
            out.push(' ');
            for (at, block) in item.blocks.iter().enumerate() {
                match block {
                    Block::Paragraph(inlines) if at == 0 => {
                        let text = self.inline(inlines, Place::Line);
                        out.push_str(&text);
                    }
                    block => {
                        out.push_str("\n\n");
                        let written = self.blocks(std::slice::from_ref(block));
                        out.push_str(&written);
                    }
                }
            }
        }
        out
    }
}

fn numbered(start: u64, at: usize, bracket: bool) -> String {
    let number = start.saturating_add(at as u64).min(999_999_999);
    format!("{number}{} ", if bracket { ')' } else { '.' })
}

/// Whether the items of a list can be lines: a paragraph each, lists between them only.
fn fits(list: &List) -> bool {
    let last = list.items.len().saturating_sub(1);
    list.items.len() > 1
        && list.items.iter().enumerate().all(|(at, item)| {
            item.task.is_none()
                && matches!(item.blocks.first(), Some(Block::Paragraph(inlines)) if !inlines.is_empty())
                && item.blocks[1..].iter().all(|block| {
                    at < last
                        && matches!(block, Block::List(list)
                            if !matches!(marker(&list.marker), Marker::Counted(_) | Marker::Other(..)))
                })
        })
}

fn is_flat(list: &List) -> bool {
    list.items.iter().all(|item| item.blocks.len() == 1)
}

/// Whether the blocks of an item can follow each other without empty lines.
fn is_close(item: &Item) -> bool {
    let Some((first, rest)) = item.blocks.split_first() else { return true };
    matches!(first, Block::Paragraph(_) | Block::Heading { .. })
        && rest.iter().all(|block| match block {
            Block::List(list) => match marker(&list.marker) {
                Marker::Bullet => true,
                Marker::Number(start, _) => start == 1,
                // Its items are lines of the paragraph before it.
                Marker::Counted(_) => fits(list) && list.tight && is_flat(list),
                _ => false,
            },
            Block::Code { .. } | Block::Quote(_) => true,
            _ => false,
        })
        && rest
            .windows(2)
            .all(|pair| !joins(&pair[0], &pair[1]) && !matches!(pair[1], Block::Quote(_)))
}

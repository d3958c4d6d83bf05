//! `press`: an article as newspapers print it. A large title on the left, a bold lead, type of 11.5 pt
//! in a narrower measure, captions in a small sans-serif, the author's name in bold at the end, the
//! paper's name and the day on top.

use super::{bold, entry, heading, italic, kept, office, plain, text};
use crate::color::Color;
use crate::furniture::{Band, Furniture};
use crate::length::{Mm, Pt, Twip};
use crate::page::PageStyle;
use crate::role::Role;
use crate::style::{Align, Family, LineHeight, ParagraphStyle, Rule, TextStyle};
use crate::theme::{TableStyle, Theme};

/// The colour of what stands beside the text.
const GREY: Color = Color::rgb(0x55, 0x55, 0x55);
/// The colour of rules.
const LINE: Color = Color::rgb(0x99, 0x99, 0x99);

fn sans(size: f32) -> TextStyle {
    let mut look = text(size);
    look.font.family = Family::Sans;
    look
}

fn press_style(role: Role) -> ParagraphStyle {
    let pt = |points: f32| Pt(points).twips();
    let body = ParagraphStyle { after: pt(4.0), ..plain(text(11.5), 16.0, Align::Justify) };
    match role {
        Role::Body => ParagraphStyle { first_line: Mm(5.0).twips(), ..body },
        Role::Title => kept(0.0, 6.0, plain(bold(text(26.0)), 32.0, Align::Left)),
        Role::Subtitle => {
            kept(0.0, 8.0, plain(TextStyle { color: GREY, ..text(15.0) }, 20.0, Align::Left))
        }
        Role::Lead => ParagraphStyle {
            before: pt(4.0),
            after: pt(8.0),
            ..plain(bold(text(12.5)), 17.0, Align::Left)
        },
        Role::Abstract => ParagraphStyle {
            left: Mm(8.0).twips(),
            right: Mm(8.0).twips(),
            after: pt(8.0),
            ..plain(italic(text(11.0)), 15.0, Align::Justify)
        },
        Role::Dateline => ParagraphStyle {
            after: pt(8.0),
            ..plain(TextStyle { color: GREY, ..sans(9.5) }, 13.0, Align::Left)
        },
        Role::Byline => ParagraphStyle {
            before: pt(6.0),
            after: pt(2.0),
            keep_together: true,
            ..plain(bold(text(12.0)), 16.0, Align::Right)
        },
        Role::SourceLine => {
            plain(TextStyle { color: GREY, ..italic(text(10.5)) }, 14.0, Align::Right)
        }
        Role::Heading1 => heading(14.5, 19.0, 12.0, false),
        Role::Heading2 => heading(12.5, 17.0, 10.0, false),
        Role::Heading3 => heading(11.5, 16.0, 8.0, true),
        Role::Heading4 => {
            ParagraphStyle { text: italic(text(11.5)), ..heading(11.5, 16.0, 8.0, true) }
        }
        Role::Heading5 => heading(11.0, 15.0, 6.0, false),
        Role::Heading6 => heading(11.0, 15.0, 6.0, true),
        Role::Quote => plain(italic(text(11.5)), 16.0, Align::Justify),
        Role::ListItem => body,
        Role::ListItemTight => ParagraphStyle { after: pt(2.0), ..body },
        Role::Code => {
            let mut look = text(9.0);
            look.font.family = Family::Mono;
            ParagraphStyle {
                before: pt(4.0),
                after: pt(6.0),
                fill: Some(Color::rgb(0xF3, 0xF3, 0xF0)),
                ..plain(look, 12.0, Align::Left)
            }
        }
        Role::Figure => ParagraphStyle {
            before: pt(4.0),
            after: pt(4.0),
            line_height: LineHeight::Natural,
            ..plain(text(11.5), 16.0, Align::Center)
        },
        Role::Caption => ParagraphStyle {
            after: pt(8.0),
            keep_together: true,
            ..plain(TextStyle { color: GREY, ..sans(9.0) }, 12.0, Align::Center)
        },
        Role::ContentsTitle => kept(12.0, 6.0, plain(bold(text(14.5)), 19.0, Align::Left)),
        Role::Contents1 => entry(bold(text(11.5)), 16.0, 0.0),
        Role::Contents2 => entry(text(11.5), 16.0, 5.0),
        Role::Contents3 => entry(italic(text(11.5)), 16.0, 10.0),
        Role::ContentsCaption => entry(text(11.5), 16.0, 0.0),
        Role::TableCaption => {
            kept(8.0, 4.0, plain(TextStyle { color: GREY, ..bold(sans(9.0)) }, 12.0, Align::Left))
        }
        Role::AlertTitle => kept(6.0, 2.0, plain(bold(text(11.0)), 15.0, Align::Left)),
        Role::Alert => ParagraphStyle { after: pt(4.0), ..plain(text(11.0), 15.0, Align::Justify) },
        Role::Term => kept(0.0, 2.0, plain(bold(text(11.5)), 16.0, Align::Left)),
        Role::Verse => ParagraphStyle {
            left: Mm(12.0).twips(),
            ..plain(italic(text(11.5)), 16.0, Align::Left)
        },
        Role::Equation => ParagraphStyle {
            before: pt(6.0),
            keep_together: true,
            ..plain(text(11.5), 16.0, Align::Center)
        },
        Role::TableHead => {
            ParagraphStyle { after: Twip::ZERO, ..plain(bold(text(10.5)), 14.0, Align::Center) }
        }
        Role::TableCell => {
            ParagraphStyle { after: Twip::ZERO, ..plain(text(10.5), 14.0, Align::Left) }
        }
        Role::Note => ParagraphStyle {
            after: Twip::ZERO,
            keep_together: true,
            ..plain(text(9.5), 12.5, Align::Justify)
        },
        Role::Break => ParagraphStyle {
            left: Mm(60.0).twips(),
            right: Mm(60.0).twips(),
            after: pt(10.0),
            rule_below: Some(Rule { width: Pt(0.5), color: LINE }),
            ..plain(text(11.5), 10.0, Align::Center)
        },
        Role::Header => ParagraphStyle {
            after: Twip::ZERO,
            rule_below: Some(Rule { width: Pt(0.5), color: LINE }),
            ..plain(TextStyle { color: GREY, ..sans(9.0) }, 13.0, Align::Left)
        },
        Role::Footer => ParagraphStyle {
            after: Twip::ZERO,
            ..plain(TextStyle { color: GREY, ..sans(9.0) }, 12.0, Align::Center)
        },
    }
}

/// The theme.
pub(super) fn press() -> Theme {
    let office = office();
    Theme {
        name: "press".to_owned(),
        page: PageStyle {
            top: Mm(25.0),
            bottom: Mm(22.0),
            left: Mm(28.0),
            right: Mm(28.0),
            header: Mm(13.0),
            footer: Mm(11.0),
            ..office.page
        },
        head: Furniture {
            general: Band {
                left: "{{source}}".to_owned(),
                center: String::new(),
                right: "{{date}}".to_owned(),
            },
            ..Furniture::default()
        },
        foot: Furniture { general: Band::centered("{{page}}"), ..Furniture::default() },
        paragraphs: Role::ALL.into_iter().map(press_style).collect(),
        table: TableStyle {
            border: Rule { width: Pt(0.5), color: LINE },
            around: Pt(6.0).twips(),
            ..office.table
        },
        ..office
    }
}

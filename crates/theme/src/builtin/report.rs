//! `report`: a report of several sections. Type of 13 pt, headings in a dark blue whose sizes step
//! down clearly, the title on top of every page but the first, "Trang 2/9" at the foot.

use super::{bold, entry, heading, italic, kept, office, plain, text};
use crate::color::Color;
use crate::furniture::{Band, Furniture};
use crate::length::{Mm, Pt, Twip};
use crate::numbering::Numbering;
use crate::page::PageStyle;
use crate::role::Role;
use crate::style::{Align, Family, LineHeight, ParagraphStyle, Rule, TextStyle};
use crate::theme::{CoverStyle, TableStyle, Theme};

/// The colour of headings.
const BLUE: Color = Color::rgb(0x1F, 0x38, 0x64);
/// The colour of furniture and captions.
const GREY: Color = Color::rgb(0x59, 0x59, 0x59);
/// The colour of rules.
const LINE: Color = Color::rgb(0x8E, 0xA9, 0xDB);

fn colored(style: ParagraphStyle, color: Color) -> ParagraphStyle {
    ParagraphStyle { text: TextStyle { color, ..style.text }, ..style }
}

fn report_style(role: Role) -> ParagraphStyle {
    let pt = |points: f32| Pt(points).twips();
    let body = plain(text(13.0), 18.0, Align::Justify);
    match role {
        Role::Body => ParagraphStyle { first_line: Mm(10.0).twips(), ..body },
        Role::Title => kept(6.0, 12.0, colored(plain(bold(text(22.0)), 28.0, Align::Center), BLUE)),
        Role::Subtitle => kept(0.0, 10.0, plain(italic(text(15.0)), 20.0, Align::Center)),
        Role::Lead => ParagraphStyle {
            before: pt(4.0),
            after: pt(8.0),
            ..plain(bold(text(13.0)), 18.0, Align::Justify)
        },
        Role::Abstract => ParagraphStyle {
            left: Mm(10.0).twips(),
            right: Mm(10.0).twips(),
            after: pt(10.0),
            ..plain(italic(text(12.5)), 17.0, Align::Justify)
        },
        Role::Dateline => plain(italic(text(13.0)), 18.0, Align::Right),
        Role::Byline => ParagraphStyle {
            before: pt(6.0),
            keep_together: true,
            ..plain(bold(text(13.0)), 18.0, Align::Right)
        },
        Role::SourceLine => plain(italic(text(12.0)), 16.0, Align::Right),
        Role::Heading1 => colored(heading(17.0, 23.0, 18.0, false), BLUE),
        Role::Heading2 => colored(heading(14.5, 19.5, 14.0, false), BLUE),
        Role::Heading3 => colored(heading(13.0, 18.0, 10.0, false), BLUE),
        Role::Heading4 => colored(heading(13.0, 18.0, 8.0, true), BLUE),
        Role::Heading5 => heading(12.5, 17.0, 8.0, false),
        Role::Heading6 => heading(12.5, 17.0, 8.0, true),
        Role::Quote => plain(italic(text(13.0)), 18.0, Align::Justify),
        Role::ListItem => body,
        Role::ListItemTight => ParagraphStyle { after: pt(3.0), ..body },
        Role::Code => {
            let mut look = text(10.0);
            look.font.family = Family::Mono;
            ParagraphStyle {
                before: pt(6.0),
                after: pt(8.0),
                fill: Some(Color::rgb(0xF2, 0xF5, 0xFA)),
                ..plain(look, 13.5, Align::Left)
            }
        }
        Role::Figure => ParagraphStyle {
            before: pt(6.0),
            after: pt(6.0),
            line_height: LineHeight::Natural,
            ..plain(text(13.0), 18.0, Align::Center)
        },
        Role::Caption => ParagraphStyle {
            after: pt(10.0),
            left: Mm(8.0).twips(),
            right: Mm(8.0).twips(),
            keep_together: true,
            ..colored(plain(italic(text(11.5)), 15.0, Align::Center), GREY)
        },
        Role::ContentsTitle => {
            kept(14.0, 10.0, colored(plain(bold(text(17.0)), 23.0, Align::Left), BLUE))
        }
        Role::Contents1 => ParagraphStyle { before: pt(4.0), ..entry(bold(text(13.0)), 18.0, 0.0) },
        Role::Contents2 => entry(text(13.0), 18.0, 6.0),
        Role::Contents3 => entry(text(13.0), 18.0, 12.0),
        Role::ContentsCaption => entry(text(13.0), 18.0, 0.0),
        Role::TableCaption => {
            kept(8.0, 4.0, colored(plain(bold(text(11.5)), 15.0, Align::Left), GREY))
        }
        Role::AlertTitle => kept(6.0, 2.0, plain(bold(text(12.5)), 17.0, Align::Left)),
        Role::Alert => plain(text(12.5), 17.0, Align::Justify),
        Role::Term => kept(0.0, 2.0, plain(bold(text(13.0)), 18.0, Align::Left)),
        Role::Verse => ParagraphStyle {
            left: Mm(20.0).twips(),
            ..plain(italic(text(13.0)), 18.0, Align::Left)
        },
        Role::Equation => ParagraphStyle {
            before: pt(6.0),
            keep_together: true,
            ..plain(text(13.0), 18.0, Align::Center)
        },
        Role::TableHead => {
            ParagraphStyle { after: Twip::ZERO, ..plain(bold(text(12.0)), 15.5, Align::Center) }
        }
        Role::TableCell => {
            ParagraphStyle { after: Twip::ZERO, ..plain(text(12.0), 15.5, Align::Left) }
        }
        Role::Note => ParagraphStyle {
            after: Twip::ZERO,
            keep_together: true,
            ..plain(text(10.5), 13.5, Align::Justify)
        },
        Role::Break => ParagraphStyle {
            left: Mm(55.0).twips(),
            right: Mm(55.0).twips(),
            after: pt(12.0),
            rule_below: Some(Rule { width: Pt(0.75), color: LINE }),
            ..plain(text(13.0), 12.0, Align::Center)
        },
        Role::Header => ParagraphStyle {
            after: Twip::ZERO,
            rule_below: Some(Rule { width: Pt(0.5), color: LINE }),
            ..colored(plain(italic(text(10.5)), 14.0, Align::Left), GREY)
        },
        Role::Footer => ParagraphStyle {
            after: Twip::ZERO,
            ..colored(plain(text(10.5), 14.0, Align::Right), GREY)
        },
    }
}

/// The theme.
pub(super) fn report() -> Theme {
    let office = office();
    let numbers = Band { right: "Trang {{page}}/{{pages}}".to_owned(), ..Band::default() };
    Theme {
        name: "report".to_owned(),
        page: PageStyle {
            top: Mm(25.0),
            bottom: Mm(22.0),
            left: Mm(30.0),
            right: Mm(20.0),
            header: Mm(12.0),
            footer: Mm(11.0),
            ..office.page
        },
        head: Furniture {
            general: Band { left: "{{title}}".to_owned(), ..Band::default() },
            first: Some(Band::default()),
            ..Furniture::default()
        },
        foot: Furniture { general: numbers, ..Furniture::default() },
        paragraphs: Role::ALL.into_iter().map(report_style).collect(),
        table: TableStyle {
            border: Rule { width: Pt(0.5), color: LINE },
            head_fill: Some(Color::rgb(0xDE, 0xE7, 0xF5)),
            ..office.table
        },
        cover: CoverStyle { on: true, ..office.cover },
        contents: true,
        numbering: Numbering { on: true, ..office.numbering },
        ..office
    }
}

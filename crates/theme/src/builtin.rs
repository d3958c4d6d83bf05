//! The built-in themes.
//!
//! `office` is what Vietnamese offices expect (NĐ 30/2020/NĐ-CP, Phụ lục I): A4, margins
//! 20/20/30/15 mm, a Times-metric serif of 14 pt, justified, first line 10 mm, at least 6 pt between
//! paragraphs, the page number centred in the top margin from page 2.
//! `office-times` is the same, but the DOCX names Times New Roman, Arial and Courier New.

use std::collections::BTreeMap;

use crate::color::Color;
use crate::furniture::{Band, Furniture};
use crate::length::{Em, Mm, Pt, Twip};
use crate::numbering::{LevelNumber, NumberFormat, Numbering};
use crate::page::PageStyle;
use crate::role::Role;
use crate::span::SpanLook;
use crate::style::{
    Align, Family, FontNames, FontSpec, LineHeight, ParagraphStyle, Rule, TextStyle,
};
use crate::theme::{AlertStyle, CoverStyle, ListStyle, NoteStyle, TableStyle, Theme};

mod legal;
mod press;
mod report;

/// The names of the built-in themes.
pub(crate) const NAMES: &[&str] = &["office", "office-times", "legal", "press", "report"];

/// What a built-in theme is for.
pub(crate) fn about(name: &str) -> Option<&'static str> {
    Some(match name {
        "office" => "documents of offices: NĐ 30/2020/NĐ-CP, 14 pt, the page number on top",
        "office-times" => "the same; the DOCX names Times New Roman, Arial and Courier New",
        "legal" => "laws and decrees: Phần, Chương, Mục, Điều, numbered by the headings",
        "press" => "articles of newspapers: a large title, a bold lead, 11.5 pt",
        "report" => "reports: 13 pt, coloured headings, a running head, \"Trang 2/9\" at the foot",
        _ => return None,
    })
}

/// The built-in theme of this name.
pub(crate) fn named(name: &str) -> Option<Theme> {
    match name {
        "office" => Some(office()),
        "office-times" => Some(office_times()),
        "legal" => Some(legal::legal()),
        "press" => Some(press::press()),
        "report" => Some(report::report()),
        _ => None,
    }
}

const SERIF: FontSpec = FontSpec { family: Family::Serif, bold: false, italic: false };
const INK: Color = Color::BLACK;

fn text(size: f32) -> TextStyle {
    TextStyle {
        font: SERIF,
        size: Pt(size),
        color: INK,
        underline: false,
        strike: false,
        highlight: None,
    }
}

fn bold(mut style: TextStyle) -> TextStyle {
    style.font.bold = true;
    style
}

fn italic(mut style: TextStyle) -> TextStyle {
    style.font.italic = true;
    style
}

fn plain(text: TextStyle, line: f32, align: Align) -> ParagraphStyle {
    ParagraphStyle {
        text,
        align,
        left: Twip::ZERO,
        right: Twip::ZERO,
        first_line: Twip::ZERO,
        before: Twip::ZERO,
        after: Pt(6.0).twips(),
        line_height: LineHeight::Exact(Pt(line)),
        keep_next: false,
        keep_together: false,
        fill: None,
        rule_below: None,
    }
}

fn heading(size: f32, line: f32, before: f32, slanted: bool) -> ParagraphStyle {
    let look = bold(text(size));
    let look = if slanted { italic(look) } else { look };
    kept(before, 6.0, plain(look, line, Align::Left))
}

/// A paragraph with this room above and below, in points, that stays whole and with what follows it.
fn kept(before: f32, after: f32, style: ParagraphStyle) -> ParagraphStyle {
    let (before, after) = (Pt(before).twips(), Pt(after).twips());
    ParagraphStyle { before, after, keep_next: true, keep_together: true, ..style }
}

/// An entry of a table of contents. The indent from the right is the page number's column: with five
/// digits and a gap before them it is full.
fn entry(look: TextStyle, line: f32, left: f32) -> ParagraphStyle {
    ParagraphStyle {
        left: Mm(left).twips(),
        right: Mm(15.0).twips(),
        after: Pt(3.0).twips(),
        ..plain(look, line, Align::Left)
    }
}

/// The look of each role. 14 pt of Tinos needs 321 twips of room (Ẵ, Ễ); 18 pt gives 360.
fn office_style(role: Role) -> ParagraphStyle {
    let body = plain(text(14.0), 18.0, Align::Justify);
    let pt = |points: f32| Pt(points).twips();
    match role {
        Role::Body => ParagraphStyle { first_line: Mm(10.0).twips(), ..body },
        Role::Title => kept(0.0, 8.0, plain(bold(text(18.0)), 23.0, Align::Center)),
        Role::Subtitle => kept(0.0, 8.0, plain(italic(text(14.0)), 18.0, Align::Center)),
        Role::Lead => ParagraphStyle {
            before: pt(4.0),
            after: pt(8.0),
            first_line: Mm(10.0).twips(),
            ..plain(bold(text(14.0)), 18.0, Align::Justify)
        },
        Role::Abstract => ParagraphStyle {
            left: Mm(10.0).twips(),
            right: Mm(10.0).twips(),
            after: pt(8.0),
            ..plain(italic(text(13.0)), 17.0, Align::Justify)
        },
        Role::Dateline => plain(italic(text(14.0)), 18.0, Align::Right),
        Role::Byline => ParagraphStyle {
            before: pt(6.0),
            keep_together: true,
            ..plain(bold(text(14.0)), 18.0, Align::Right)
        },
        Role::SourceLine => plain(italic(text(13.0)), 17.0, Align::Right),
        Role::Heading1 => heading(16.0, 21.0, 14.0, false),
        Role::Heading2 => heading(14.0, 18.0, 12.0, false),
        Role::Heading3 => heading(14.0, 18.0, 10.0, true),
        Role::Heading4 => {
            ParagraphStyle { text: italic(text(14.0)), ..heading(14.0, 18.0, 8.0, true) }
        }
        Role::Heading5 => heading(13.0, 17.0, 8.0, false),
        Role::Heading6 => heading(13.0, 17.0, 8.0, true),
        Role::Quote => plain(text(14.0), 18.0, Align::Justify),
        Role::ListItem => plain(text(14.0), 18.0, Align::Justify),
        Role::ListItemTight => {
            ParagraphStyle { after: pt(3.0), ..plain(text(14.0), 18.0, Align::Justify) }
        }
        Role::Code => {
            let mut look = text(10.5);
            look.font.family = Family::Mono;
            ParagraphStyle {
                before: pt(6.0),
                after: pt(8.0),
                fill: Some(Color::rgb(0xF3, 0xF3, 0xF0)),
                ..plain(look, 13.5, Align::Left)
            }
        }
        Role::Figure => ParagraphStyle {
            before: pt(6.0),
            after: pt(6.0),
            line_height: LineHeight::Natural,
            ..plain(text(14.0), 18.0, Align::Center)
        },
        Role::Caption => ParagraphStyle {
            after: pt(10.0),
            left: Mm(8.0).twips(),
            right: Mm(8.0).twips(),
            keep_together: true,
            ..plain(italic(text(12.0)), 15.5, Align::Center)
        },
        Role::TableCaption => ParagraphStyle {
            left: Mm(8.0).twips(),
            right: Mm(8.0).twips(),
            ..kept(8.0, 4.0, plain(italic(text(12.0)), 15.5, Align::Center))
        },
        Role::AlertTitle => kept(8.0, 2.0, plain(bold(text(13.0)), 17.0, Align::Left)),
        Role::Alert => plain(text(13.0), 17.0, Align::Justify),
        Role::Term => kept(0.0, 2.0, plain(bold(text(14.0)), 18.0, Align::Left)),
        Role::Verse => ParagraphStyle {
            left: Mm(20.0).twips(),
            ..plain(italic(text(14.0)), 18.0, Align::Left)
        },
        Role::Equation => ParagraphStyle {
            before: pt(6.0),
            keep_together: true,
            ..plain(text(14.0), 18.0, Align::Center)
        },
        Role::TableHead => {
            ParagraphStyle { after: Twip::ZERO, ..plain(bold(text(12.0)), 15.5, Align::Center) }
        }
        Role::TableCell => {
            ParagraphStyle { after: Twip::ZERO, ..plain(text(12.0), 15.5, Align::Left) }
        }
        // A note stays whole: word processors differ on how they split one.
        Role::Note => ParagraphStyle {
            after: Twip::ZERO,
            keep_together: true,
            ..plain(text(11.0), 14.0, Align::Justify)
        },
        Role::Break => ParagraphStyle {
            left: Mm(55.0).twips(),
            right: Mm(55.0).twips(),
            after: pt(12.0),
            rule_below: Some(Rule { width: Pt(0.5), color: INK }),
            ..plain(text(14.0), 12.0, Align::Center)
        },
        Role::Header | Role::Footer => {
            ParagraphStyle { after: Twip::ZERO, ..plain(text(14.0), 18.0, Align::Center) }
        }
        Role::ContentsTitle => kept(14.0, 8.0, plain(bold(text(16.0)), 21.0, Align::Center)),
        Role::Contents1 => ParagraphStyle { before: pt(4.0), ..entry(bold(text(14.0)), 18.0, 0.0) },
        Role::Contents2 => entry(text(14.0), 18.0, 6.0),
        Role::Contents3 => entry(italic(text(14.0)), 18.0, 12.0),
        Role::ContentsCaption => entry(text(14.0), 18.0, 0.0),
    }
}

/// The office's own families in the DOCX: their metrics are those of the bundled ones, so lines and
/// pages break alike, and nothing is embedded.
fn office_times() -> Theme {
    let font_names = FontNames {
        serif: "Times New Roman".to_owned(),
        sans: "Arial".to_owned(),
        mono: "Courier New".to_owned(),
        ..FontNames::default()
    };
    Theme { name: "office-times".to_owned(), font_names, ..office() }
}

/// 1. 1.1. 1.1.1.: numbers of headings where the article asks for them.
fn decimal_numbering() -> Numbering {
    let level = |text: &str| LevelNumber {
        text: text.to_owned(),
        format: NumberFormat::Decimal,
        continues: false,
        own_line: false,
    };
    let levels = ["%1.", "%1.%2.", "%1.%2.%3.", "%1.%2.%3.%4.", "", ""].map(level).to_vec();
    Numbering { on: false, levels }
}

/// The looks that spans can ask for: `[text]{.accent}`.
fn spans() -> BTreeMap<String, SpanLook> {
    let accent =
        SpanLook { bold: true, color: Some(Color::rgb(0x9C, 0x1C, 0x1C)), ..SpanLook::default() };
    let muted = SpanLook { color: Some(Color::rgb(0x59, 0x59, 0x59)), ..SpanLook::default() };
    let term = SpanLook { italic: true, ..SpanLook::default() };
    let name = SpanLook { bold: true, ..SpanLook::default() };
    [("accent", accent), ("muted", muted), ("term", term), ("name", name)]
        .into_iter()
        .map(|(name, look)| (name.to_owned(), look))
        .collect()
}

fn office() -> Theme {
    Theme {
        name: "office".to_owned(),
        font_names: FontNames::default(),
        page: PageStyle {
            width: Mm(210.0),
            height: Mm(297.0),
            top: Mm(20.0),
            bottom: Mm(20.0),
            left: Mm(30.0),
            right: Mm(15.0),
            header: Mm(10.0),
            footer: Mm(10.0),
        },
        // From page 2 on (NĐ 30/2020, Phụ lục I).
        head: Furniture {
            general: Band::centered("{{page}}"),
            first: Some(Band::default()),
            ..Furniture::default()
        },
        foot: Furniture::default(),
        paragraphs: Role::ALL.iter().map(|role| office_style(*role)).collect(),
        list: ListStyle {
            indent: Mm(10.0).twips(),
            step: Mm(8.0).twips(),
            hanging: Mm(7.0).twips(),
            digit: Pt(7.0).twips(),
            bullets: vec!["-".to_owned(), "+".to_owned(), "•".to_owned()],
        },
        quote_indent: Mm(10.0).twips(),
        table: TableStyle {
            border: Rule { width: Pt(0.5), color: INK },
            padding_x: Twip(108),
            padding_y: Twip(40),
            head_fill: Some(Color::rgb(0xEE, 0xEE, 0xEE)),
            min_column: Mm(8.0).twips(),
            around: Pt(8.0).twips(),
            separator: Twip(20),
        },
        note: NoteStyle {
            separator: Rule { width: Pt(0.5), color: INK },
            separator_length: Mm(50.0).twips(),
            separator_height: Pt(8.0).twips(),
        },
        cover: CoverStyle { on: false, above: Mm(70.0).twips(), between: Mm(25.0).twips() },
        contents: false,
        alert: AlertStyle {
            indent: Mm(5.0).twips(),
            bar: Pt(2.25).twips(),
            gap: Pt(8.0).twips(),
            colors: [
                Color::rgb(0x05, 0x4F, 0xA3),
                Color::rgb(0x1B, 0x6B, 0x2F),
                Color::rgb(0x5B, 0x35, 0x94),
                Color::rgb(0x8A, 0x5A, 0x00),
                Color::rgb(0xA3, 0x15, 0x15),
            ],
        },
        numbering: decimal_numbering(),
        spans: spans(),
        highlight: Color::rgb(0xFF, 0xFF, 0x00),
        small_caps_size: Em(0.8),
        link_color: Color::rgb(0x05, 0x4F, 0xA3),
        code: crate::code::office(),
        code_size: Em(0.85),
        script_size: Em(0.58),
        superscript_rise: Em(0.39),
        subscript_fall: Em(0.08),
        picture_dpi: 96.0,
        picture_share: 0.75,
    }
}

#[cfg(test)]
mod tests {
    use super::{NAMES, named, office};
    use crate::check::LEAST_LINE;
    use crate::length::Twip;
    use crate::role::{Depth, Role};
    use crate::style::LineHeight;
    use crate::theme::Theme;

    #[test]
    fn every_listed_theme_exists() {
        assert!(NAMES.iter().all(|name| named(name).is_some_and(|theme| theme.name == *name)));
        assert!(named("no such theme").is_none());
    }

    #[test]
    fn stacked_diacritics_fit_every_exact_line() {
        for theme in NAMES.iter().filter_map(|name| named(name)) {
            for role in Role::ALL {
                let style = *theme.style(role);
                if let LineHeight::Exact(height) = style.line_height
                    && role != Role::Break
                {
                    let least = style.text.size.0 * LEAST_LINE;
                    assert!(height.0 >= least, "{} {role:?}: {height:?}", theme.name);
                }
            }
        }
    }

    #[test]
    fn every_theme_is_read_back_as_it_is_written() {
        for theme in NAMES.iter().filter_map(|name| named(name)) {
            let written = theme.to_toml();
            let read = Theme::from_toml(&written, &mut |name| Err(name.to_owned()));
            assert_eq!(read.problems, [], "{written}");
            assert_eq!(read.theme, theme);
            assert!(super::about(&theme.name).is_some());
        }
    }

    #[test]
    fn indents_add_up_with_depth_and_drop_the_first_line() {
        let theme = office();
        let deep = theme.paragraph(Role::Body, Depth { lists: 2, quotes: 1, alerts: 0 });
        assert_eq!(deep.left, theme.quote_indent + theme.list.indent + theme.list.step);
        assert_eq!(deep.right, theme.quote_indent);
        assert_eq!(deep.first_line, Twip::ZERO);
    }

    #[test]
    fn long_numbers_hang_further_out() {
        let theme = office();
        assert_eq!(theme.list_hanging(20), theme.list.hanging);
        assert_eq!(theme.list_hanging(30), theme.list.hanging + theme.list.digit);
    }
}

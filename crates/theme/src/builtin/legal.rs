//! `legal`: legal documents (NĐ 30/2020/NĐ-CP, Phụ lục I): the office theme whose headings are
//! Chương, Mục and Điều; the articles count through the chapters.

use super::{bold, kept, office, plain, text};
use crate::length::Pt;
use crate::numbering::{LevelNumber, NumberFormat, Numbering};
use crate::role::Role;
use crate::style::{Align, ParagraphStyle};
use crate::theme::Theme;

fn legal_style(role: Role, office: &Theme) -> ParagraphStyle {
    let centered = |before| kept(before, 6.0, plain(bold(text(14.0)), 18.0, Align::Center));
    match role {
        Role::Heading1 => centered(14.0),
        Role::Heading2 => centered(10.0),
        Role::Heading3 => ParagraphStyle {
            before: Pt(6.0).twips(),
            keep_next: true,
            first_line: office.style(Role::Body).first_line,
            ..plain(bold(text(14.0)), 18.0, Align::Justify)
        },
        _ => *office.style(role),
    }
}

/// The theme.
pub(super) fn legal() -> Theme {
    let office = office();
    let level = |text: &str, format, continues, own_line| LevelNumber {
        text: text.to_owned(),
        format,
        continues,
        own_line,
    };
    let levels = vec![
        level("Chương %1", NumberFormat::UpperRoman, false, true),
        level("Mục %2", NumberFormat::Decimal, false, true),
        level("Điều %3.", NumberFormat::Decimal, true, false),
        LevelNumber::default(),
        LevelNumber::default(),
        LevelNumber::default(),
    ];
    let styles = Role::ALL.into_iter().map(|role| legal_style(role, &office));
    Theme {
        name: "legal".to_owned(),
        paragraphs: styles.collect(),
        numbering: Numbering { on: true, levels },
        ..office
    }
}

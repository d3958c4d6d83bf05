//! `legal`: legal documents (NĐ 30/2020/NĐ-CP, Phụ lục I): the office theme whose headings are
//! Chương, Mục and Điều; the articles count through the chapters.

use super::{bold, office, plain, text};
use crate::length::Pt;
use crate::numbering::{LevelNumber, NumberFormat, Numbering};
use crate::role::Role;
use crate::style::{Align, ParagraphStyle};
use crate::theme::Theme;

fn legal_style(role: Role, office: ParagraphStyle) -> ParagraphStyle {
    let centered = |before: f32| ParagraphStyle {
        before: Pt(before).twips(),
        keep_next: true,
        keep_together: true,
        ..plain(bold(text(14.0)), 18.0, Align::Center)
    };
    match role {
        Role::Heading1 => centered(14.0),
        Role::Heading2 => centered(10.0),
        Role::Heading3 => ParagraphStyle {
            before: Pt(6.0).twips(),
            keep_next: true,
            first_line: office.first_line,
            ..plain(bold(text(14.0)), 18.0, Align::Justify)
        },
        _ => office,
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
    let body = *office.style(Role::Body);
    let styles = Role::ALL.into_iter().map(|role| {
        let style = *office.style(role);
        let style = ParagraphStyle { first_line: body.first_line, ..style };
        if matches!(role, Role::Heading1 | Role::Heading2 | Role::Heading3) {
            legal_style(role, style)
        } else {
            *office.style(role)
        }
    });
    Theme {
        name: "legal".to_owned(),
        paragraphs: styles.collect(),
        numbering: Numbering { on: true, levels },
        ..office
    }
}

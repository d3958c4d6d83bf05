//! Large operators, brackets, accents and tables of a formula.

use vanban_article::{Alignment, Limits, Math, MathKind, TableKind};

use super::argument;
use crate::xml::Xml;

/// Writes a large operator with its limits and what it reaches over.
pub(super) fn nary(
    math: &Math,
    at: usize,
    limits: Limits,
    xml: &mut Xml,
    inside: impl FnOnce(&mut Xml),
) {
    let (sub, sup) = match math.kind(at) {
        MathKind::Scripts { sub, sup, .. } => (*sub, *sup),
        _ => (false, false),
    };
    let mut children = math.children(at);
    let base = if sub || sup { children.next().unwrap_or(at) } else { at };
    let MathKind::Symbol { text, .. } = math.kind(base) else { return };
    let stacked = match limits {
        Limits::Right => false,
        Limits::Stacked => true,
        Limits::Movable => math.display,
    };
    xml.tag("m:nary").open();
    xml.tag("m:naryPr").open();
    xml.tag("m:chr").with("m:val", text).empty();
    xml.tag("m:limLoc").with("m:val", if stacked { "undOvr" } else { "subSup" }).empty();
    for (tag, shown) in [("m:subHide", sub), ("m:supHide", sup)] {
        xml.tag(tag).with("m:val", if shown { "0" } else { "1" }).empty();
    }
    xml.close("m:naryPr");
    for (tag, shown) in [("m:sub", sub), ("m:sup", sup)] {
        let child = if shown { children.next() } else { None };
        argument(math, child, tag, xml);
    }
    xml.tag("m:e").open();
    inside(xml);
    xml.close("m:e");
    xml.close("m:nary");
}

/// Writes delimiters around something.
pub(super) fn fence(
    open: Option<char>,
    close: Option<char>,
    xml: &mut Xml,
    inside: impl FnOnce(&mut Xml),
) {
    let sign = |sign: Option<char>| sign.map_or(String::new(), String::from);
    xml.tag("m:d").open();
    xml.tag("m:dPr").open();
    xml.tag("m:begChr").with("m:val", sign(open)).empty();
    xml.tag("m:endChr").with("m:val", sign(close)).empty();
    xml.close("m:dPr");
    xml.tag("m:e").open();
    inside(xml);
    xml.close("m:e");
    xml.close("m:d");
}

/// Writes something under or over a mark: a bar, a brace, or an accent.
pub(super) fn accent(math: &Math, at: usize, mark: char, below: bool, xml: &mut Xml) {
    let child = math.children(at).next();
    let properties = |xml: &mut Xml, tag: &str, chr: Option<char>, pos: bool| {
        xml.tag(tag).open();
        if let Some(chr) = chr {
            xml.tag("m:chr").with("m:val", String::from(chr)).empty();
        }
        if pos {
            xml.tag("m:pos").with("m:val", if below { "bot" } else { "top" }).empty();
            if chr.is_some() {
                let side = if below { "top" } else { "bot" };
                xml.tag("m:vertJc").with("m:val", side).empty();
            }
        }
        xml.close(tag);
    };
    let combining = match mark {
        '‾' | '_' => None,
        '´' => Some('\u{301}'),
        '˘' => Some('\u{306}'),
        'ˇ' => Some('\u{30C}'),
        '˙' => Some('\u{307}'),
        '¨' => Some('\u{308}'),
        '`' => Some('\u{300}'),
        '^' => Some('\u{302}'),
        '~' => Some('\u{303}'),
        '˚' => Some('\u{30A}'),
        '→' if !below => Some('\u{20D7}'),
        '←' if !below => Some('\u{20D6}'),
        '↔' if !below => Some('\u{20E1}'),
        '⇀' if !below => Some('\u{20D1}'),
        '↼' if !below => Some('\u{20D0}'),
        other => Some(other),
    };
    let tag = match combining {
        None => "m:bar",
        Some(sign) if sign == mark => "m:groupChr",
        Some(_) => "m:acc",
    };
    xml.tag(tag).open();
    properties(xml, &format!("{tag}Pr"), combining, tag != "m:acc");
    argument(math, child, "m:e", xml);
    xml.close(tag);
}

/// Writes a matrix.
pub(super) fn table(math: &Math, at: usize, kind: TableKind, columns: &[Alignment], xml: &mut Xml) {
    let widest = math.children(at).map(|row| math.children(row).count()).max().unwrap_or(1);
    xml.tag("m:m").open();
    xml.tag("m:mPr").open();
    if kind == TableKind::Aligned {
        // Columns stand close: the pairs are what the relation joins.
        xml.tag("m:cGpRule").with("m:val", 3).empty();
        xml.tag("m:cGp").with("m:val", 40).empty();
    }
    xml.tag("m:mcs").open();
    for column in 0..widest {
        let alignment = match kind {
            TableKind::Aligned if column % 2 == 0 => "right",
            TableKind::Aligned => "left",
            _ => match columns.get(column).or(columns.last()) {
                Some(Alignment::Left) => "left",
                Some(Alignment::Right) => "right",
                _ => "center",
            },
        };
        xml.tag("m:mc").open();
        xml.tag("m:mcPr").open();
        xml.tag("m:count").with("m:val", 1).empty();
        xml.tag("m:mcJc").with("m:val", alignment).empty();
        xml.close("m:mcPr");
        xml.close("m:mc");
    }
    xml.close("m:mcs");
    xml.close("m:mPr");
    for line in math.children(at) {
        xml.tag("m:mr").open();
        let mut cells = math.children(line);
        for _ in 0..widest {
            argument(math, cells.next(), "m:e", xml);
        }
        xml.close("m:mr");
    }
    xml.close("m:m");
}

//! The blocks of a story: paragraphs and tables in their order, with what each is and how deep it stands.

use vanban_docx::read::Node;

use super::inline::{self, Ground, Line, Piece};
use super::nest::{Depth, Entry, Nest, What};
use super::numbering::Marker;
use super::styles::{self, Role};
use super::{Part, Walk, child_attribute, math, settle, table};
use crate::model::{Attributes, Block, Inline};

/// Reads the blocks of a body, a cell or a note.
pub(super) fn read(walk: &mut Walk, part: Part<'_>, holder: Node) -> Vec<Block> {
    let mut nest = Nest::default();
    let sections = sections(part, holder);
    let mut section = 0;
    blocks(walk, part, holder, &mut nest, &sections, &mut section);
    nest.finish()
}

/// Whether the pages of each section of a body are wider than high.
fn sections(part: Part<'_>, holder: Node) -> Vec<bool> {
    let tree = part.tree;
    if tree.name(holder) != "w:body" {
        return Vec::new();
    }
    let properties = tree.inside(holder).filter(|node| tree.name(*node) == "w:sectPr");
    let wide = |node| child_attribute(tree, node, "w:pgSz", "w:orient") == Some("landscape");
    properties.map(wide).collect()
}

fn blocks(
    walk: &mut Walk,
    part: Part<'_>,
    holder: Node,
    nest: &mut Nest,
    sections: &[bool],
    section: &mut usize,
) {
    let tree = part.tree;
    for node in tree.children(holder) {
        match tree.name(node) {
            "w:p" => {
                nest.landscape(sections.get(*section).copied().unwrap_or(false));
                paragraph(walk, part, node, nest);
                let properties = tree.child(node, "w:pPr");
                if let Some(ends) = properties.and_then(|p| tree.child(p, "w:sectPr")) {
                    *section += 1;
                    let continuous =
                        child_attribute(tree, ends, "w:type", "w:val") == Some("continuous");
                    let turns = sections.get(*section) != sections.get(*section - 1);
                    if !continuous && !turns {
                        nest.page_break();
                    }
                }
            }
            "w:tbl" => {
                nest.landscape(sections.get(*section).copied().unwrap_or(false));
                let left = table::left(tree, node);
                let table = table::read(walk, part, node);
                nest.add(Entry::block(Block::Table(table), Depth { left, ..Depth::default() }));
            }
            "w:sdt" => {
                if let Some(inside) = tree.child(node, "w:sdtContent") {
                    blocks(walk, part, inside, nest, sections, section);
                }
            }
            "w:ins" | "w:moveTo" | "w:customXml" | "w:smartTag" => {
                blocks(walk, part, node, nest, sections, section);
            }
            "w:del" | "w:moveFrom" => {
                walk.tell(
                    "",
                    "tracked changes are read as accepted",
                    "accept or refuse them first",
                );
            }
            "mc:AlternateContent" => {
                let inside =
                    tree.child(node, "mc:Choice").or_else(|| tree.child(node, "mc:Fallback"));
                if let Some(inside) = inside {
                    blocks(walk, part, inside, nest, sections, section);
                }
            }
            "m:oMathPara" | "m:oMath" => {
                let source = math::latex(tree, node);
                nest.add(Entry::block(Block::Math { source, id: None }, Depth::default()));
            }
            "w:altChunk" => {
                walk.tell("", "a part in another format is left out", "save the document anew");
            }
            _ => {}
        }
    }
}

fn paragraph(walk: &mut Walk, part: Part<'_>, node: Node, nest: &mut Nest) {
    let tree = part.tree;
    let properties = tree.child(node, "w:pPr");
    let value = |name: &str| properties.and_then(|p| child_attribute(tree, p, name, "w:val"));
    let style = value("w:pStyle");
    let role = walk.styles.role(style);
    let (bold, italic) = walk.styles.look(style);
    let ground = Ground { style, bold, italic, code: role == Role::Code };
    let line = inline::read(walk, part, node, ground);
    let own = properties.and_then(|p| styles::number(tree, p));
    let number = own.clone().or_else(|| walk.styles.number(style));
    let breaks =
        properties.is_some_and(|p| styles::toggle(tree, p, "w:pageBreakBefore") == Some(true));
    if breaks {
        nest.page_break();
    }
    if let Some(Piece::Contents(instruction)) =
        line.pieces.iter().find(|piece| matches!(piece, Piece::Contents(_)))
    {
        let kind = if !instruction.contains("\\c") {
            let depth = instruction.split('"').nth(1).and_then(|range| range.split('-').nth(1));
            format!("TOC{}", depth.unwrap_or("3"))
        } else if instruction.contains("Bảng")
            || instruction.contains("Table")
            || instruction.contains("Tabelle")
        {
            "LOT".to_owned()
        } else {
            "LOF".to_owned()
        };
        nest.add(Entry::block(Block::Contents(kind), Depth::default()));
        return;
    }
    if line.listing || matches!(role, Role::Contents | Role::ContentsTitle) {
        return;
    }
    let said_left = properties.and_then(|p| styles::left(tree, p));
    let listed = number.as_ref().filter(|(number, _)| number != "0");
    let marker = listed.and_then(|(number, level)| walk.numbering.marker(number, *level)).cloned();
    let base = walk.styles.left(style);
    let left = said_left
        .or_else(|| {
            let (number, level) = own.as_ref()?;
            walk.numbering.left(number, *level)
        })
        .unwrap_or(base);
    let right = properties.and_then(|p| {
        let indent = tree.child(p, "w:ind")?;
        tree.attribute(indent, "w:right").or_else(|| tree.attribute(indent, "w:end"))?.parse().ok()
    });
    let side = value("w:jc").map(str::to_owned);
    let depth = Depth { left, base, right: right.unwrap_or(0), own: walk.styles.own };
    let line_of = |line: Line| settle::inlines(line.pieces);
    // Page breaks in the line part the paragraph.
    let mut line = line;
    if let Some(at) = line.pieces.iter().position(|piece| *piece == Piece::PageBreak) {
        let rest = line.pieces.split_off(at + 1);
        line.pieces.pop();
        if !settle::is_empty(&line.pieces) {
            let before = Line { pieces: std::mem::take(&mut line.pieces), ..Line::default() };
            nest.add(Entry::block(Block::Paragraph(line_of(before)), depth));
        }
        nest.page_break();
        line.pieces = rest;
        line.pieces.retain(|piece| *piece != Piece::PageBreak);
    }
    let empty = settle::is_empty(&line.pieces);
    if let Role::Heading(level) = role {
        if empty {
            return;
        }
        let numbered = match (&own, walk.styles.number(style)) {
            (Some((id, level)), Some(_)) => {
                id != "0" && walk.numbering.marker(id, *level) != Some(&Marker::Nothing)
            }
            (None, Some(_)) => true,
            _ => false,
        };
        walk.numbered |= numbered;
        let bookmarks = line.bookmarks.clone();
        let inlines = line_of(line);
        let words = settle::plain(&inlines);
        let id = walk.name(&bookmarks, "sec:", &words);
        let mut attributes = Attributes { id, ..Attributes::default() };
        if !numbered
            && walk.styles.number(Some("Heading1")).is_some()
            && walk.styles.number(style).is_some()
        {
            attributes.classes.push("unnumbered".to_owned());
        }
        nest.add(Entry::block(Block::Heading { level, inlines, attributes }, depth));
        return;
    }
    let bookmarks = line.bookmarks.clone();
    let what = match role {
        Role::Rule => What::Block(Block::Rule),
        Role::Separator if empty => return,
        Role::Code => What::Code(language(&bookmarks), settle::text(&line.pieces)),
        Role::AlertTitle => {
            What::AlertTitle(settle::plain(&line_of(line)), border(part, properties))
        }
        Role::Term => What::Term(line_of(line)),
        Role::Verse => What::Lines(settle::lines(line_of(line))),
        _ if is_rule(part, node, empty) => What::Block(Block::Rule),
        _ if empty && marker.is_none() => {
            nest.gap();
            return;
        }
        Role::Title
        | Role::Subtitle
        | Role::Lead
        | Role::Abstract
        | Role::Dateline
        | Role::Byline
        | Role::SourceLine => What::Named(role, line_of(line)),
        Role::Caption | Role::TableCaption => {
            let number = line.pieces.iter().find_map(|piece| match piece {
                Piece::Number(series) => Some(series.clone()),
                _ => None,
            });
            let numbered = number.is_some();
            let is_table = role == Role::TableCaption
                || number
                    .as_deref()
                    .is_some_and(|series| matches!(series, "Bảng" | "Table" | "Tabelle"));
            let inlines = settle::caption(line.pieces);
            let words = settle::plain(&inlines);
            let series = if is_table { "tbl:" } else { "fig:" };
            let mut id = walk.name(&bookmarks, series, &words);
            if id.is_none() && numbered && walk.styles.own {
                walk.all_numbered = true;
            } else if id.is_none() && numbered {
                let mark = "\u{1}".to_owned();
                walk.wanted.insert(mark.clone());
                id = walk.name(&[mark], series, &words);
            }
            What::Caption { is_table, inlines, id }
        }
        _ => match settle::formula(&line.pieces) {
            Some((source, numbered)) => {
                let id = walk.name(&bookmarks, "eq:", "").or_else(|| {
                    numbered.then(|| {
                        walk.wanted.insert("\u{2}".to_owned());
                        walk.name(&["\u{2}".to_owned()], "eq:", "")
                    })?
                });
                What::Block(Block::Math { source, id })
            }
            None => {
                let inlines = line_of(line);
                if let [Inline::Picture { picture, alt, attributes }] = &inlines[..] {
                    let mut attributes = attributes.clone();
                    attributes.id = walk.name(&bookmarks, "fig:", alt);
                    What::Block(Block::Figure {
                        picture: *picture,
                        alt: alt.clone(),
                        caption: Vec::new(),
                        attributes,
                    })
                } else {
                    What::Paragraph(inlines)
                }
            }
        },
    };
    let side = side.as_deref().and_then(|side| match side {
        "center" => Some("center"),
        "right" | "end" => Some("right"),
        "left" | "start" if walk.styles.own => Some("left"),
        _ => None,
    });
    let item = match (marker, &own) {
        (Some(marker), _) => listed.map(|(number, level)| (number.clone(), *level, marker)),
        _ => None,
    };
    nest.add(Entry { what, depth, role, item, side });
}

/// The language of code, which the name of a bookmark says.
fn language(bookmarks: &[String]) -> Option<String> {
    let name = bookmarks.iter().find_map(|name| name.strip_prefix("_code_"))?;
    let (_, written) = name.split_once('_')?;
    let mut language = String::new();
    for (at, part) in written.split('_').enumerate() {
        match u32::from_str_radix(part, 16).ok().and_then(char::from_u32) {
            Some(char) if at % 2 == 1 => language.push(char),
            _ => language.push_str(part),
        }
    }
    Some(language)
}

/// The colour of the bar beside an alert.
fn border(part: Part<'_>, properties: Option<Node>) -> String {
    let borders = properties.and_then(|p| part.tree.child(p, "w:pBdr"));
    let color = borders.and_then(|b| child_attribute(part.tree, b, "w:left", "w:color"));
    color.unwrap_or_default().to_owned()
}

/// Whether an empty paragraph is a line drawn across the page: a border, or a drawing of Word's.
fn is_rule(part: Part<'_>, node: Node, empty: bool) -> bool {
    let tree = part.tree;
    let drawn = tree.inside(node).any(|inside| {
        matches!(tree.name(inside), "v:rect")
            && matches!(tree.attribute(inside, "o:hr"), Some("t" | "true" | "1"))
    });
    let bordered =
        tree.child(node, "w:pPr").and_then(|p| tree.child(p, "w:pBdr")).is_some_and(|b| {
            tree.child(b, "w:bottom")
                .is_some_and(|side| tree.attribute(side, "w:val") != Some("nil"))
        });
    drawn || (empty && bordered)
}

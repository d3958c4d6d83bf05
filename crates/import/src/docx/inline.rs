//! What stands in a paragraph: runs, links, fields, notes, formulas and pictures (ECMA-376 §17.3.2,
//! §17.16).

use vanban_docx::read::Node;
use vanban_text::encoding::{Encoding, decode};

use super::{Part, Walk, child_attribute, math, styles::toggle};
use crate::model::{Attributes, Inline, Mark};

/// A field that is open.
pub(super) struct Field {
    /// What it says.
    instruction: String,
    /// Whether what it shows is being read.
    shows: bool,
    /// Where in the paragraph what it shows begins.
    from: usize,
}

/// A stretch of a paragraph, or a sign that means something to its block.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    Inline(Inline),
    /// The number of a caption: what is counted.
    Number(String),
    /// A formula in its own line.
    Display(String),
    /// A page ends here.
    PageBreak,
    /// A table of contents: what its field says.
    Contents(String),
    /// A tab.
    Tab,
}

/// What a paragraph holds.
#[derive(Default)]
pub(super) struct Line {
    pub(super) pieces: Vec<Piece>,
    /// The bookmarks that begin in it.
    pub(super) bookmarks: Vec<String>,
    /// Whether a table of contents goes on from it.
    pub(super) listing: bool,
}

/// The look of the paragraph that runs stand in.
#[derive(Clone, Copy)]
pub(super) struct Ground<'s> {
    pub(super) style: Option<&'s str>,
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) code: bool,
}

/// Reads the content of a paragraph.
pub(super) fn read(walk: &mut Walk, part: Part<'_>, paragraph: Node, ground: Ground<'_>) -> Line {
    let mut line = Line::default();
    let listing = walk.fields.iter().any(|field| is_listing(&field.instruction));
    for field in &mut walk.fields {
        field.from = 0;
    }
    content(walk, part, paragraph, ground, &mut line);
    line.listing = listing || walk.fields.iter().any(|field| is_listing(&field.instruction));
    line
}

fn is_listing(instruction: &str) -> bool {
    instruction.trim_start().starts_with("TOC")
}

fn content(walk: &mut Walk, part: Part<'_>, holder: Node, ground: Ground<'_>, line: &mut Line) {
    let tree = part.tree;
    for node in tree.children(holder) {
        match tree.name(node) {
            "w:r" => run(walk, part, node, ground, line),
            "w:hyperlink" => {
                let from = line.pieces.len();
                content(walk, part, node, ground, line);
                let address = tree.attribute(node, "r:id").and_then(|id| part.targets.get(id));
                let anchor = tree.attribute(node, "w:anchor");
                let target = match (address, anchor) {
                    (Some(address), Some(anchor)) => format!("{}#{anchor}", address.target),
                    (Some(address), None) => address.target.clone(),
                    (None, Some(anchor)) => format!("#{anchor}"),
                    (None, None) => continue,
                };
                let title = tree.attribute(node, "w:tooltip").unwrap_or_default();
                link(line, from, target, title);
            }
            "w:fldSimple" => {
                let from = line.pieces.len();
                content(walk, part, node, ground, line);
                let instruction = tree.attribute(node, "w:instr").unwrap_or_default().to_owned();
                shown(walk, &instruction, from, line);
            }
            "w:ins" | "w:moveTo" => {
                walk.tell(
                    "",
                    "tracked changes are read as accepted",
                    "accept or refuse them first",
                );
                content(walk, part, node, ground, line);
            }
            "w:del" | "w:moveFrom" => {
                walk.tell(
                    "",
                    "tracked changes are read as accepted",
                    "accept or refuse them first",
                );
            }
            "w:smartTag" | "w:customXml" | "w:sdtContent" | "w:dir" | "w:bdo" => {
                content(walk, part, node, ground, line);
            }
            "w:sdt" => {
                if let Some(inside) = tree.child(node, "w:sdtContent") {
                    content(walk, part, inside, ground, line);
                }
            }
            "w:bookmarkStart" => {
                line.bookmarks.extend(tree.attribute(node, "w:name").map(str::to_owned));
            }
            "m:oMath" => line.pieces.push(Piece::Inline(Inline::Math(math::latex(tree, node)))),
            "m:oMathPara" => {
                for formula in tree.children(node).filter(|node| tree.name(*node) == "m:oMath") {
                    line.pieces.push(Piece::Display(math::latex(tree, formula)));
                }
            }
            _ => {}
        }
    }
}

fn link(line: &mut Line, from: usize, target: String, title: &str) {
    let mut inlines = Vec::new();
    for piece in line.pieces.drain(from..) {
        match piece {
            Piece::Inline(inline) => inlines.push(inline),
            Piece::Tab => inlines.push(Inline::Text(" ".to_owned())),
            _ => {}
        }
    }
    if !inlines.is_empty() {
        let link = Inline::Link { target, title: title.to_owned(), inlines };
        line.pieces.push(Piece::Inline(link));
    }
}

/// Takes what a field shows for what it means.
fn shown(walk: &mut Walk, instruction: &str, from: usize, line: &mut Line) {
    let from = from.min(line.pieces.len());
    let words: Vec<&str> = instruction.split_whitespace().collect();
    let argument = words.get(1).map(|word| word.trim_matches('"')).unwrap_or_default();
    match words.first().copied().unwrap_or_default() {
        "SEQ" => {
            line.pieces.truncate(from);
            line.pieces.push(Piece::Number(argument.to_owned()));
        }
        kind @ ("REF" | "PAGEREF") => {
            if argument.starts_with("_Toc") {
                return;
            }
            let mut words = String::new();
            for piece in line.pieces.drain(from..) {
                if let Piece::Inline(inline) = piece {
                    words.push_str(&super::settle::plain(std::slice::from_ref(&inline)));
                }
            }
            // What it stands on is known when all is read: the words stay with it until then.
            let sign = if kind == "PAGEREF" { "page" } else { "ref" };
            line.pieces.push(Piece::Inline(Inline::Reference(format!(
                "{sign}\u{1}{argument}\u{1}{words}"
            ))));
        }
        "NOTEREF" => {
            if let Some(note) = walk.note_marks.get(argument).copied() {
                line.pieces.truncate(from);
                line.pieces.push(Piece::Inline(Inline::Note(note)));
            }
        }
        "HYPERLINK" => {
            let at = words.iter().position(|word| *word == "\\l");
            let anchor = at.and_then(|at| words.get(at + 1)).map(|word| word.trim_matches('"'));
            let target = match anchor {
                Some(anchor) if at == Some(1) => format!("#{anchor}"),
                Some(anchor) => format!("{argument}#{anchor}"),
                None => argument.to_owned(),
            };
            link(line, from, target, "");
        }
        "TOC" => {
            line.pieces.truncate(from);
        }
        _ => {}
    }
}

fn run(walk: &mut Walk, part: Part<'_>, node: Node, ground: Ground<'_>, line: &mut Line) {
    let tree = part.tree;
    let properties = tree.child(node, "w:rPr");
    let style = properties.and_then(|p| child_attribute(tree, p, "w:rStyle", "w:val"));
    let mut look = style.map(|style| walk.styles.run(style)).unwrap_or_default();
    let mut marks: Vec<Mark> = Vec::new();
    let mut lang = None;
    let mut font = None;
    if let Some(p) = properties {
        if toggle(tree, p, "w:vanish") == Some(true) {
            walk.tell("", "hidden text is left out", "show it before importing");
            return;
        }
        look.strong |= toggle(tree, p, "w:b") == Some(true) && !ground.bold;
        match toggle(tree, p, "w:i") {
            Some(true) if !ground.italic => look.emphasis = true,
            Some(false) if ground.italic || look.slanted => look.emphasis = true,
            _ => {}
        }
        look.strike |= toggle(tree, p, "w:strike") == Some(true);
        look.small_caps |= toggle(tree, p, "w:smallCaps") == Some(true);
        look.underline |= child_attribute(tree, p, "w:u", "w:val").is_some_and(|u| u != "none");
        match child_attribute(tree, p, "w:vertAlign", "w:val") {
            Some("superscript") => marks.push(Mark::Superscript),
            Some("subscript") => marks.push(Mark::Subscript),
            _ => {}
        }
        if child_attribute(tree, p, "w:highlight", "w:val").is_some_and(|color| color != "none") {
            marks.push(Mark::Highlight);
        }
        if walk.styles.own {
            lang = child_attribute(tree, p, "w:lang", "w:val").map(str::to_owned);
        }
        look.code |= toggle(tree, p, "w:noProof") == Some(true) && walk.styles.own;
        font = child_attribute(tree, p, "w:rFonts", "w:ascii").map(str::to_owned);
    }
    if look.continuation {
        return;
    }
    let font = font.or(look.font.clone());
    let font = font.as_deref().or_else(|| walk.styles.font(ground.style));
    let legacy = font.and_then(Encoding::of_font);
    for (on, mark) in [
        (look.strike, Mark::Strike),
        (look.underline, Mark::Underline),
        (look.small_caps, Mark::SmallCaps),
        (look.emphasis, Mark::Emphasis),
        (look.strong, Mark::Strong),
    ] {
        if on {
            marks.push(mark);
        }
    }
    let mut attributes = Attributes::default();
    attributes.classes.extend(look.role.clone());
    attributes.keys.extend(lang.map(|lang| ("lang".to_owned(), lang)));
    let code = look.code && !ground.code;
    let dress = |inline: Inline| {
        let inline = marks.iter().fold(inline, |inline, mark| Inline::Marked(*mark, vec![inline]));
        if attributes == Attributes::default() {
            inline
        } else {
            Inline::Span(attributes.clone(), vec![inline])
        }
    };
    let mut open: Vec<Node> = tree.children(node).collect();
    open.reverse();
    while let Some(node) = open.pop() {
        let mut push = |piece: Piece| line.pieces.push(piece);
        match tree.name(node) {
            "w:t" => {
                let mut text = tree.text(node);
                if let Some(encoding) = legacy {
                    text = decoded(walk, &text, encoding);
                }
                let inline = if code { Inline::Code(text) } else { Inline::Text(text) };
                push(Piece::Inline(dress(inline)));
            }
            "w:sym" => {
                let char = tree
                    .attribute(node, "w:char")
                    .and_then(|hex| u32::from_str_radix(hex, 16).ok());
                let char = char.and_then(char::from_u32);
                let own =
                    tree.attribute(node, "w:font").is_some_and(|font| font.starts_with("Vanban"));
                match char.filter(|char| own || !matches!(char, '\u{f000}'..='\u{f0ff}')) {
                    Some(char) => push(Piece::Inline(dress(Inline::Text(char.to_string())))),
                    None => walk.tell("", "a sign of a symbol font is left out", "type it as text"),
                }
            }
            "w:br" => match tree.attribute(node, "w:type") {
                Some("page") => push(Piece::PageBreak),
                _ => push(Piece::Inline(Inline::LineBreak)),
            },
            "w:cr" => push(Piece::Inline(Inline::LineBreak)),
            "w:tab" | "w:ptab" => push(Piece::Tab),
            "w:noBreakHyphen" => push(Piece::Inline(dress(Inline::Text("\u{2011}".to_owned())))),
            "w:softHyphen" => push(Piece::Inline(dress(Inline::Text("\u{ad}".to_owned())))),
            "w:footnoteReference" | "w:endnoteReference" => {
                let kind = tree.name(node).trim_end_matches("Reference").to_owned();
                let id = tree.attribute(node, "w:id").unwrap_or_default().to_owned();
                if let Some(note) = walk.note_ids.get(&(kind, id)).copied() {
                    for name in line
                        .bookmarks
                        .iter()
                        .filter(|name| name.starts_with("_note_") || name.starts_with("_Ref"))
                    {
                        walk.note_marks.entry(name.clone()).or_insert(note);
                    }
                    line.pieces.push(Piece::Inline(Inline::Note(note)));
                }
            }
            "w:fldChar" => match tree.attribute(node, "w:fldCharType") {
                Some("begin") => walk.fields.push(Field {
                    instruction: String::new(),
                    shows: false,
                    from: line.pieces.len(),
                }),
                Some("separate") => {
                    if let Some(field) = walk.fields.last_mut() {
                        field.shows = true;
                        field.from = line.pieces.len();
                        if is_listing(&field.instruction) {
                            let instruction = field.instruction.trim().to_owned();
                            line.pieces.push(Piece::Contents(instruction));
                            if let Some(field) = walk.fields.last_mut() {
                                field.from = line.pieces.len();
                            }
                        }
                    }
                }
                Some("end") => {
                    if let Some(field) = walk.fields.pop() {
                        shown(walk, &field.instruction, field.from, line);
                    }
                }
                _ => {}
            },
            "w:instrText" => {
                if let Some(field) = walk.fields.last_mut().filter(|field| !field.shows) {
                    field.instruction.push_str(&tree.text(node));
                }
            }
            "w:drawing" => drawing(walk, part, node, line),
            "w:pict" | "w:object" => {
                let image = tree.inside(node).find(|inside| tree.name(*inside) == "v:imagedata");
                let target =
                    image.and_then(|image| part.targets.get(tree.attribute(image, "r:id")?));
                match target.filter(|target| !target.external) {
                    Some(target) => {
                        let picture = walk.picture(&target.target);
                        let inline = Inline::Picture {
                            picture,
                            alt: String::new(),
                            attributes: Attributes::default(),
                        };
                        line.pieces.push(Piece::Inline(inline));
                    }
                    None if tree
                        .inside(node)
                        .any(|inside| tree.name(inside) == "w:txbxContent") =>
                    {
                        boxed(walk, part, node, ground, line);
                    }
                    None => {}
                }
            }
            "mc:AlternateContent" => {
                let choice =
                    tree.child(node, "mc:Choice").or_else(|| tree.child(node, "mc:Fallback"));
                let inside: Vec<Node> =
                    choice.into_iter().flat_map(|choice| tree.children(choice)).collect();
                open.extend(inside.into_iter().rev());
            }
            "m:oMath" => push(Piece::Inline(Inline::Math(math::latex(tree, node)))),
            _ => {}
        }
    }
}

/// The text of a box, read after the paragraph that it is tied to.
fn boxed(walk: &mut Walk, part: Part<'_>, node: Node, ground: Ground<'_>, line: &mut Line) {
    let tree = part.tree;
    walk.tell(
        "",
        "a text box is read as text of the paragraph that it is tied to",
        "check where it stands",
    );
    let Some(holder) = tree.inside(node).find(|inside| tree.name(*inside) == "w:txbxContent")
    else {
        return;
    };
    for paragraph in tree.children(holder).filter(|node| tree.name(*node) == "w:p") {
        line.pieces.push(Piece::Inline(Inline::Text(" ".to_owned())));
        content(walk, part, paragraph, ground, line);
    }
}

/// Text of a font that draws another encoding, in Unicode.
fn decoded(walk: &mut Walk, text: &str, encoding: Encoding) -> String {
    // A name is no proof: the letters must be bytes, some in the upper half.
    if text.is_ascii() && !matches!(encoding, Encoding::Tcvn3Capitals) {
        return text.to_owned();
    }
    let bytes: Option<Vec<u8>> = text.chars().map(byte).collect();
    let Some(bytes) = bytes else { return text.to_owned() };
    let decoded = decode(&bytes, encoding);
    walk.tell(
        "",
        &format!("text in a font of {} is read as such", encoding.name()),
        "check it against the original",
    );
    decoded
}

/// The byte that a character of Windows-1252 stands for; those of U+F000 are bytes too.
fn byte(char: char) -> Option<u8> {
    const UPPER: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    match u32::from(char) {
        code @ (0..=0x7f | 0xa0..=0xff) => u8::try_from(code).ok(),
        code @ 0xf000..=0xf0ff => u8::try_from(code - 0xf000).ok(),
        _ => {
            let at = UPPER.chars().position(|each| each == char)?;
            u8::try_from(0x80 + at).ok()
        }
    }
}

/// A length of so many EMU in centimetres where that says it to the twip, else in points.
fn centimetres(emu: f64) -> String {
    // 635 units are a twip, 360,000 a centimetre (ECMA-376 §20.1.10.16).
    let twips = (emu / 635.0).round();
    let short = format!("{:.2}", twips * 2.54 / 1440.0);
    let exact = short.parse::<f64>().is_ok_and(|cm| (cm * 1440.0 / 2.54).round() == twips);
    let trim = |text: String| text.trim_end_matches('0').trim_end_matches('.').to_owned();
    if exact { trim(short) + "cm" } else { trim(format!("{:.2}", twips / 20.0)) + "pt" }
}

fn drawing(walk: &mut Walk, part: Part<'_>, node: Node, line: &mut Line) {
    let tree = part.tree;
    let named = |name: &str| tree.inside(node).find(|inside| tree.name(*inside) == name);
    let Some(blip) = named("a:blip") else {
        if named("w:txbxContent").is_some() {
            let ground = Ground { style: None, bold: false, italic: false, code: false };
            boxed(walk, part, node, ground, line);
        } else {
            walk.tell("", "a drawing that is no picture is left out", "save it as a picture");
        }
        return;
    };
    // The drawing itself is better than its pixels.
    let vector =
        named("asvg:svgBlip").and_then(|svg| part.targets.get(tree.attribute(svg, "r:embed")?));
    let pixels = tree.attribute(blip, "r:embed").and_then(|id| part.targets.get(id));
    let Some(target) = vector.or(pixels).filter(|target| !target.external) else {
        walk.tell("", "a picture that is not in the file is left out", "put it into the document");
        return;
    };
    let properties = named("wp:docPr");
    let described =
        |name: &str| properties.and_then(|p| tree.attribute(p, name)).unwrap_or_default();
    let alt = if described("descr").is_empty() { described("title") } else { described("descr") };
    let alt = alt.to_owned();
    let mut attributes = Attributes::default();
    let extent = named("wp:extent");
    let length = |name: &str| extent.and_then(|e| tree.attribute(e, name)?.parse::<f64>().ok());
    if let Some(width) = length("cx").filter(|width| *width > 0.0) {
        attributes.keys.push(("width".to_owned(), centimetres(width)));
    }
    let picture = walk.picture(&target.target);
    line.pieces.push(Piece::Inline(Inline::Picture { picture, alt, attributes }));
}

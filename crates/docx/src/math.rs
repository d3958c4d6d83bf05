//! Formulas as Office Math (ECMA-376 part 1 §22.1): the one recursion over a formula's tree, whose
//! depth the parser limits.
//!
//! LibreOffice reads a formula back into its own language of commands, in which a sign without its
//! operand or a bracket without its fellow is an error: brackets that match become delimiters, and an
//! operand that is missing is written as words of no width.

mod frame;
mod run;

use frame::{accent, fence, nary, table};
use run::{is_command, run, spaces};
use vanban_article::{Alphabet, Limits, Math, MathClass, MathKind};

use crate::xml::Xml;

/// The namespace of Office Math.
pub(crate) const NAMESPACE: (&str, &str) =
    ("xmlns:m", "http://schemas.openxmlformats.org/officeDocument/2006/math");
/// The face in which word processors set formulas.
pub(crate) const FONT: &str = "Cambria Math";
/// How deep brackets and large operators in one row are told apart: deeper ones stand side by side.
const BRACKETS: usize = 24;
/// The functions that LibreOffice sets upright by itself; the names of others are words to it.
const FUNCTIONS: [&str; 18] = [
    "sin", "cos", "tan", "cot", "sinh", "cosh", "tanh", "coth", "arcsin", "arccos", "arctan",
    "arccot", "ln", "log", "exp", "lim", "liminf", "limsup",
];
/// Stands for an operand that is not there.
const NOTHING: &str = "\u{200B}";

/// Writes a formula; `alone` where its paragraph holds nothing else.
pub(crate) fn write(math: &Math, alone: bool, xml: &mut Xml) {
    if alone {
        xml.tag("m:oMathPara").open();
    }
    xml.tag("m:oMath").open();
    row(math, 0, xml);
    xml.close("m:oMath");
    if alone {
        xml.close("m:oMathPara");
    }
}

/// What a child is to its neighbours.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Something to operate on.
    Operand,
    /// A sign that stands between two operands.
    Operator,
    /// A sign that may stand before an operand alone.
    Sign,
    /// A bracket or bar.
    Bracket,
    /// Room, or a comma, which belongs to nothing.
    Apart,
}

/// Writes the children of a node, side by side.
fn row(math: &Math, at: usize, xml: &mut Xml) {
    let children: Vec<usize> = flat(math, at);
    let fellows = fellows(math, &children);
    let line = Line { children: &children, fellows: &fellows };
    stretch(math, line, 0..children.len(), BRACKETS, xml);
}

/// The children of a node, those of plain rows and styles among them in their place.
fn flat(math: &Math, at: usize) -> Vec<usize> {
    let range = math.inside(at);
    let mut children = Vec::new();
    let mut next = range.start;
    while next < range.end {
        match math.kind(next) {
            MathKind::Row | MathKind::Styled(_) => next += 1,
            _ => {
                children.push(next);
                next = math.inside(next).end.max(next + 1);
            }
        }
    }
    children
}

/// For every child the place of the bracket that closes it, where it is one that is closed.
fn fellows(math: &Math, children: &[usize]) -> Vec<Option<usize>> {
    let mut fellows = vec![None; children.len()];
    let mut open: Vec<usize> = Vec::new();
    for (place, at) in children.iter().enumerate() {
        let Some((sign, class)) = bracket(math, *at) else { continue };
        let closes = match class {
            MathClass::Open => false,
            MathClass::Close => true,
            // Bars open and close alike.
            _ => open.last().is_some_and(|last| {
                place > last + 1
                    && bracket(math, children[*last]).is_some_and(|(other, _)| other == sign)
            }),
        };
        if !closes {
            open.push(place);
            continue;
        }
        // A bar that nothing closes is no bracket.
        while let Some(last) = open.pop() {
            let (_, opening) = bracket(math, children[last]).unwrap_or((' ', MathClass::Open));
            if (opening == MathClass::Open) == (class == MathClass::Close) {
                fellows[last] = Some(place);
                break;
            }
        }
    }
    fellows
}

/// The sign and class of a bracket or bar.
fn bracket(math: &Math, at: usize) -> Option<(char, MathClass)> {
    match math.kind(at) {
        MathKind::Symbol { text, class, .. } => {
            let mut signs = text.chars();
            let sign = signs.next().filter(|_| signs.next().is_none())?;
            let is_bracket = match class {
                MathClass::Open | MathClass::Close => true,
                MathClass::Ordinary => matches!(sign, '|' | '∥' | '‖'),
                _ => false,
            };
            is_bracket.then_some((sign, *class))
        }
        MathKind::Delimiter { text, class, .. } => Some((*text, *class)),
        // A script on a closing bracket is one on all that the brackets hold.
        MathKind::Scripts { limits: Limits::Right, .. } => {
            let base = math.children(at).next()?;
            let leaf = math.inside(base).is_empty();
            bracket(math, base).filter(|(_, class)| leaf && *class != MathClass::Open)
        }
        _ => None,
    }
}

fn part(math: &Math, at: usize) -> Part {
    match math.kind(at) {
        MathKind::Symbol { class, text, .. } => match class {
            MathClass::Relation => Part::Operator,
            MathClass::Binary if matches!(text.as_str(), "+" | "−" | "±" | "∓") => Part::Sign,
            MathClass::Binary => Part::Operator,
            MathClass::Open | MathClass::Close => Part::Bracket,
            MathClass::Punctuation => Part::Apart,
            MathClass::Ordinary if text == "/" => Part::Operator,
            _ => Part::Operand,
        },
        MathKind::Delimiter { .. } => Part::Bracket,
        MathKind::Space(_) => Part::Apart,
        MathKind::Scripts { .. } => match math.children(at).next().map(|base| part(math, base)) {
            Some(Part::Operator) => Part::Operator,
            _ => Part::Operand,
        },
        _ => Part::Operand,
    }
}

/// Children side by side, and for each the place of the bracket that closes it.
#[derive(Clone, Copy)]
struct Line<'a> {
    children: &'a [usize],
    fellows: &'a [Option<usize>],
}

/// Writes children from one place to another.
fn stretch(
    math: &Math,
    line: Line<'_>,
    range: std::ops::Range<usize>,
    depth: usize,
    xml: &mut Xml,
) {
    let Line { children, fellows } = line;
    let mut place = range.start;
    let mut before = Part::Apart;
    while place < range.end {
        let at = children[place];
        let kind = part(math, at);
        let close = fellows[place].filter(|close| *close < range.end && depth > 0);
        if matches!(kind, Part::Operator) && before != Part::Operand {
            run(NOTHING, Alphabet::Upright, true, xml);
        }
        before = kind;
        if let Some(close) = close {
            let sign = |place: usize| bracket(math, children[place]).map(|(sign, _)| sign);
            let fenced = |xml: &mut Xml| {
                fence(sign(place), sign(close), xml, |xml| {
                    stretch(math, line, place + 1..close, depth - 1, xml);
                });
            };
            match math.kind(children[close]) {
                MathKind::Scripts { sub, sup, .. } => {
                    aside(math, children[close], (*sub, *sup), xml, fenced);
                }
                _ => fenced(xml),
            }
            before = Part::Operand;
            place = close + 1;
            continue;
        }
        if let Some(reach) = reaches(math, at) {
            // What is summed reaches to the next sign that stands between operands.
            let mut end = place + 1;
            while end < range.end && depth > 1 {
                match part(math, children[end]) {
                    Part::Operator | Part::Sign => break,
                    _ => end = fellows[end].filter(|to| *to < range.end).unwrap_or(end) + 1,
                }
            }
            let depth = depth.max(1);
            let inside = |xml: &mut Xml| {
                if place + 1 == end {
                    run(NOTHING, Alphabet::Upright, true, xml);
                }
                stretch(math, line, place + 1..end, depth - 1, xml);
            };
            match reach {
                Reach::Large(limits) => nary(math, at, limits, xml, inside),
                Reach::Function => function(math, at, xml, inside),
            }
            before = Part::Operand;
            place = end;
            continue;
        }
        let scripted = matches!(math.kind(at), MathKind::Scripts { .. });
        if !scripted && bracket(math, at).is_some() {
            let sign = bracket(math, at).map_or(' ', |(sign, _)| sign);
            run(sign.encode_utf8(&mut [0; 4]), Alphabet::Upright, true, xml);
            before = Part::Operand;
        } else {
            node(math, at, xml);
        }
        place += 1;
    }
    if matches!(before, Part::Operator | Part::Sign) {
        run(NOTHING, Alphabet::Upright, true, xml);
    }
}

/// What reaches over the operands after it.
enum Reach {
    /// A large operator, its limits so.
    Large(Limits),
    /// The name of a function.
    Function,
}

/// Whether a node reaches over the operands after it.
fn reaches(math: &Math, at: usize) -> Option<Reach> {
    let base = match math.kind(at) {
        MathKind::Scripts { .. } => math.children(at).next()?,
        _ => at,
    };
    match math.kind(base) {
        MathKind::Symbol { class: MathClass::Function, .. } => Some(Reach::Function),
        MathKind::Symbol { text, .. } if !"∑∏∐∫∬∭∮∯∰".contains(text.as_str()) => {
            None
        }
        _ => large(math, at).map(Reach::Large),
    }
}

/// Writes a function with what it is applied to.
fn function(math: &Math, at: usize, xml: &mut Xml, inside: impl FnOnce(&mut Xml)) {
    xml.tag("m:func").open();
    xml.tag("m:fName").open();
    match math.kind(at) {
        // LibreOffice knows a limit by what stands under it.
        MathKind::Scripts { sub: true, sup: false, limits: Limits::Movable } => {
            let mut children = math.children(at);
            xml.tag("m:limLow").open();
            argument(math, children.next(), "m:e", xml);
            argument(math, children.next(), "m:lim", xml);
            xml.close("m:limLow");
        }
        _ => node(math, at, xml),
    }
    xml.close("m:fName");
    xml.tag("m:e").open();
    inside(xml);
    xml.close("m:e");
    xml.close("m:func");
}

/// Where the limits of a large operator stand, perhaps none, if a node is one.
fn large(math: &Math, at: usize) -> Option<Limits> {
    let is_large =
        |at: usize| matches!(math.kind(at), MathKind::Symbol { class: MathClass::Large, .. });
    match math.kind(at) {
        MathKind::Scripts { limits, .. } => {
            let base = math.children(at).next()?;
            is_large(base).then_some(*limits)
        }
        _ => is_large(at).then_some(Limits::Right),
    }
}

/// Writes an element that holds the children of a node, or nothing.
fn argument(math: &Math, at: Option<usize>, tag: &str, xml: &mut Xml) {
    let Some(at) = at else { return xml.tag(tag).empty() };
    xml.tag(tag).open();
    inside(math, at, xml);
    xml.close(tag);
}

/// Writes a node that is alone in its place.
fn inside(math: &Math, at: usize, xml: &mut Xml) {
    match math.kind(at) {
        _ if flat(math, at).is_empty() && is_row(math, at) => {
            run(NOTHING, Alphabet::Upright, true, xml);
        }
        _ if is_row(math, at) => row(math, at, xml),
        MathKind::Symbol { text, class: MathClass::Binary | MathClass::Relation, .. }
            if text != "∘" && text != "∗" =>
        {
            // Alone, as in a limit from the right.
            node(math, at, xml);
            run(NOTHING, Alphabet::Upright, true, xml);
        }
        MathKind::Symbol { .. } | MathKind::Delimiter { .. } if bracket(math, at).is_some() => {
            let sign = bracket(math, at).map_or(' ', |(sign, _)| sign);
            run(sign.encode_utf8(&mut [0; 4]), Alphabet::Upright, true, xml);
        }
        _ if matches!(reaches(math, at), Some(Reach::Large(_))) => {
            let limits = large(math, at).unwrap_or(Limits::Right);
            nary(math, at, limits, xml, |xml| run(NOTHING, Alphabet::Upright, true, xml));
        }
        _ => node(math, at, xml),
    }
}

/// Whether a node holds children side by side.
fn is_row(math: &Math, at: usize) -> bool {
    matches!(math.kind(at), MathKind::Row | MathKind::Styled(_) | MathKind::TableCell)
}

/// Writes one node.
fn node(math: &Math, at: usize, xml: &mut Xml) {
    let mut children = math.children(at);
    match math.kind(at) {
        MathKind::Row | MathKind::Styled(_) | MathKind::TableRow | MathKind::TableCell => {
            row(math, at, xml);
        }
        MathKind::Symbol { text, class, alphabet } => {
            let upright = !matches!(class, MathClass::Ordinary | MathClass::Number);
            let alphabet =
                if upright && *alphabet == Alphabet::Auto { Alphabet::Upright } else { *alphabet };
            let foreign = *class == MathClass::Function && !FUNCTIONS.contains(&text.as_str());
            run(text, alphabet, foreign || is_command(text), xml);
        }
        MathKind::Delimiter { text, .. } => {
            run(text.encode_utf8(&mut [0; 4]), Alphabet::Upright, true, xml);
        }
        MathKind::Text(words) => run(words, Alphabet::Upright, true, xml),
        MathKind::Space(room) => {
            let spaces = spaces(*room);
            if !spaces.is_empty() {
                run(&spaces, Alphabet::Upright, true, xml);
            }
        }
        MathKind::Fraction { ruled } => {
            xml.tag("m:f").open();
            if !ruled {
                xml.tag("m:fPr").open();
                xml.tag("m:type").with("m:val", "noBar").empty();
                xml.close("m:fPr");
            }
            argument(math, children.next(), "m:num", xml);
            argument(math, children.next(), "m:den", xml);
            xml.close("m:f");
        }
        MathKind::Root => {
            let (radicand, index) = (children.next(), children.next());
            xml.tag("m:rad").open();
            if index.is_none() {
                xml.tag("m:radPr").open();
                xml.tag("m:degHide").with("m:val", "1").empty();
                xml.close("m:radPr");
            }
            argument(math, index, "m:deg", xml);
            argument(math, radicand, "m:e", xml);
            xml.close("m:rad");
        }
        MathKind::Scripts { sub, sup, limits } => scripts(math, at, (*sub, *sup), *limits, xml),
        MathKind::Fenced { open, close } => {
            fence(*open, *close, xml, |xml| {
                if let Some(inside) = children.next() {
                    match math.kind(inside) {
                        MathKind::Row | MathKind::Styled(_) => row(math, inside, xml),
                        _ => node(math, inside, xml),
                    }
                }
            });
        }
        MathKind::Accent { mark, below, .. } => accent(math, at, *mark, *below, xml),
        MathKind::Table { kind, columns, .. } => table(math, at, *kind, columns, xml),
        MathKind::Struck => {
            xml.tag("m:borderBox").open();
            xml.tag("m:borderBoxPr").open();
            for hidden in ["m:hideTop", "m:hideBot", "m:hideLeft", "m:hideRight", "m:strikeBLTR"] {
                xml.tag(hidden).with("m:val", "1").empty();
            }
            xml.close("m:borderBoxPr");
            argument(math, children.next(), "m:e", xml);
            xml.close("m:borderBox");
        }
    }
}

fn scripts(math: &Math, at: usize, (sub, sup): (bool, bool), limits: Limits, xml: &mut Xml) {
    let mut children = math.children(at);
    let base = children.next();
    let below = if sub { children.next() } else { None };
    let above = if sup { children.next() } else { None };
    let stacked = match limits {
        Limits::Right => false,
        Limits::Stacked => true,
        Limits::Movable => math.display,
    };
    if stacked {
        for _ in 0..usize::from(sup) {
            xml.tag("m:limUpp").open();
            xml.tag("m:e").open();
        }
        if sub {
            xml.tag("m:limLow").open();
            argument(math, base, "m:e", xml);
            argument(math, below, "m:lim", xml);
            xml.close("m:limLow");
        } else if let Some(base) = base {
            match math.kind(base) {
                MathKind::Row | MathKind::Styled(_) => row(math, base, xml),
                _ => node(math, base, xml),
            }
        }
        if sup {
            xml.close("m:e");
            argument(math, above, "m:lim", xml);
            xml.close("m:limUpp");
        }
        return;
    }
    aside(math, at, (sub, sup), xml, |xml| {
        if let Some(base) = base {
            inside(math, base, xml);
        }
    });
}

/// Writes scripts to the right of a base.
fn aside(
    math: &Math,
    at: usize,
    (sub, sup): (bool, bool),
    xml: &mut Xml,
    base: impl FnOnce(&mut Xml),
) {
    let tag = match (sub, sup) {
        (true, true) => "m:sSubSup",
        (true, false) => "m:sSub",
        _ => "m:sSup",
    };
    let mut scripts = math.children(at).skip(1);
    xml.tag(tag).open();
    xml.tag("m:e").open();
    base(xml);
    xml.close("m:e");
    for tag in
        ["m:sub", "m:sup"].into_iter().zip([sub, sup]).filter_map(|(tag, is)| is.then_some(tag))
    {
        argument(math, scripts.next(), tag, xml);
    }
    xml.close(tag);
}

#[cfg(test)]
mod tests;

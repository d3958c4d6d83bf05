//! How large LibreOffice sets a formula: lines of the DOCX break by its width, and a line must be as
//! high as it is, or it is cut.
//!
//! LibreOffice sets every formula at 12 pt in the style of a displayed one, letters in the face of
//! Times (here Tinos, whose advances are the same), signs in its own. What it adds between the parts
//! was measured in versions 7.4 and 25.2, which agree: a formula is known within a third of a point.

mod signs;

use vanban_article::{Limits, Math, MathClass, MathKind};
use vanban_fonts::FontLibrary;
use vanban_theme::{Family, FontSpec, Twip};

use signs::{operator, sign};

/// The size at which formulas are set, in points.
const SIZE: f64 = 12.0;
/// Room between neighbours, as a share of the size.
const GAP: f64 = 0.1;
/// Room that a letter's ink is given at each side, as a share of the size.
const BORDER: f64 = 0.05;
/// The size of scripts.
const SCRIPT: f64 = 0.6;

/// What a formula takes, in points.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Extent {
    pub(crate) width: f64,
    pub(crate) ascent: f64,
    pub(crate) descent: f64,
}

impl Extent {
    fn of(width: f64, size: f64) -> Extent {
        Extent { width, ascent: 0.87 * size, descent: 0.23 * size }
    }

    fn height(self) -> f64 {
        self.ascent + self.descent
    }

    /// Both side by side.
    fn beside(self, other: Extent, gap: f64) -> Extent {
        Extent {
            width: self.width + gap + other.width,
            ascent: self.ascent.max(other.ascent),
            descent: self.descent.max(other.descent),
        }
    }
}

/// What LibreOffice makes of a formula.
pub(crate) fn extent(math: &Math, library: &'static FontLibrary) -> Extent {
    let office = Office { math, library };
    let whole = office.row(0, SIZE);
    Extent { width: whole.width + 0.04, ..whole }
}

/// Points in twips.
pub(crate) fn twips(points: f64) -> Twip {
    Twip((points * 20.0).round() as i32)
}

struct Office<'m> {
    math: &'m Math,
    library: &'static FontLibrary,
}

/// What stands in a row.
#[derive(Clone, Copy)]
enum Part {
    Operand(Extent),
    /// A sign and what it takes with its room, and whether it may stand before one operand.
    Operator(Extent, bool),
    /// A bracket, and what its script adds to its width and height.
    Bracket(char, Side, Extent),
}

/// Which side of something a bracket stands on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Open,
    Close,
    /// A bar: either.
    Both,
}

/// What is set side by side so far, since the bracket that opened it.
#[derive(Clone, Copy)]
struct Line {
    bracket: Option<(char, Side)>,
    extent: Option<Extent>,
    /// Whether an operand is wanted: at the start, and after a sign.
    wants: bool,
}

impl Line {
    fn new(bracket: Option<(char, Side)>) -> Line {
        Line { bracket, extent: None, wants: true }
    }

    fn operand(&mut self, extent: Extent, size: f64) {
        let gap = if self.wants { 0.0 } else { GAP * size };
        self.extent = Some(self.extent.map_or(extent, |before| before.beside(extent, gap)));
        self.wants = false;
    }

    fn operator(&mut self, mut extent: Extent, unary: bool, size: f64) {
        // One that stands before its operand has room on one side only; an operand that is missing
        // is written, and has a little width.
        if self.wants {
            extent.width += if unary { -GAP * size } else { BORDER * size };
        }
        self.extent = Some(self.extent.map_or(extent, |before| before.beside(extent, 0.0)));
        self.wants = true;
    }

    /// The whole; a sign at the end wants an operand that is written for it.
    fn end(self, size: f64) -> Extent {
        let nothing = Extent::of(BORDER * size, size);
        match self.extent {
            Some(extent) if self.wants => extent.beside(nothing, 0.0),
            Some(extent) => extent,
            None => nothing,
        }
    }
}

impl Office<'_> {
    fn row(&self, at: usize, size: f64) -> Extent {
        let mut parts = Vec::new();
        self.parts(at, size, &mut parts);
        let mut lines = vec![Line::new(None)];
        for part in parts {
            let Some(line) = lines.last_mut() else { break };
            match part {
                Part::Operand(extent) => line.operand(extent, size),
                Part::Operator(extent, unary) => line.operator(extent, unary, size),
                Part::Bracket(sign, side, script) => {
                    let closes = match line.bracket {
                        Some((open, Side::Both)) => open == sign && line.extent.is_some(),
                        Some((_, Side::Open)) => side == Side::Close,
                        _ => false,
                    };
                    match (line.bracket, closes) {
                        (Some((open, _)), true) => {
                            let inside = line.end(size);
                            let height = inside.height();
                            let sides = bracket(Some(open), height, size)
                                + bracket(Some(sign), height, size);
                            let fenced = Extent {
                                width: inside.width + sides + script.width,
                                ascent: inside.ascent + script.ascent,
                                descent: inside.descent + script.descent,
                            };
                            lines.pop();
                            if let Some(line) = lines.last_mut() {
                                line.operand(fenced, size);
                            }
                        }
                        _ if side == Side::Close => {
                            let width = bracket(Some(sign), size, size) + script.width;
                            line.operand(Extent::of(width, size), size);
                        }
                        _ => lines.push(Line::new(Some((sign, side)))),
                    }
                }
            }
        }
        // Brackets that nothing closes stand as signs.
        while lines.len() > 1 {
            let Some(inner) = lines.pop() else { break };
            if let (Some(line), Some((sign, _))) = (lines.last_mut(), inner.bracket) {
                line.operand(Extent::of(bracket(Some(sign), size, size), size), size);
                if let Some(extent) = inner.extent {
                    line.operand(extent, size);
                }
            }
        }
        lines.pop().unwrap_or(Line::new(None)).end(size)
    }

    /// The children of a node, those of plain rows and styles among them in their place.
    fn parts(&self, at: usize, size: f64, parts: &mut Vec<Part>) {
        let range = self.math.inside(at);
        let mut next = range.start;
        while next < range.end {
            match self.math.kind(next) {
                MathKind::Row | MathKind::Styled(_) => next += 1,
                _ => {
                    parts.push(self.part(next, size));
                    next = self.math.inside(next).end.max(next + 1);
                }
            }
        }
    }

    fn part(&self, at: usize, size: f64) -> Part {
        if let Some((sign, side)) = self.bracket(at) {
            return Part::Bracket(sign, side, Extent::default());
        }
        match self.math.kind(at) {
            MathKind::Symbol { text, class, .. }
                if matches!(class, MathClass::Binary | MathClass::Relation) || text == "/" =>
            {
                let unary = matches!(text.as_str(), "+" | "−" | "±" | "∓");
                Part::Operator(Extent::of(operator(text) * size / SIZE, size), unary)
            }
            MathKind::Scripts { limits: Limits::Right, .. } => {
                let base = self.math.children(at).next().and_then(|base| self.bracket(base));
                match base {
                    Some((sign, side)) if side != Side::Open => {
                        let whole = self.node(at, size);
                        let plain = Extent::of(bracket(Some(sign), 1.1 * size, size), size);
                        let script = Extent {
                            width: whole.width - plain.width,
                            ascent: whole.ascent - plain.ascent,
                            descent: whole.descent - plain.descent,
                        };
                        Part::Bracket(sign, side, script)
                    }
                    _ => Part::Operand(self.node(at, size)),
                }
            }
            _ => Part::Operand(self.node(at, size)),
        }
    }

    /// The sign of a bracket or bar, and its side.
    fn bracket(&self, at: usize) -> Option<(char, Side)> {
        let of = |class: MathClass, sign: char| match class {
            MathClass::Open => Some((sign, Side::Open)),
            MathClass::Close => Some((sign, Side::Close)),
            MathClass::Ordinary if matches!(sign, '|' | '∥' | '‖') => Some((sign, Side::Both)),
            _ => None,
        };
        match self.math.kind(at) {
            MathKind::Symbol { text, class, .. } => {
                let mut signs = text.chars();
                let sign = signs.next().filter(|_| signs.next().is_none())?;
                of(*class, sign)
            }
            MathKind::Delimiter { text, class, .. } => of(*class, *text),
            _ => None,
        }
    }

    fn child(&self, at: Option<usize>, size: f64) -> Extent {
        let Some(at) = at else { return Extent::of(0.0, size) };
        match self.math.kind(at) {
            MathKind::Row | MathKind::Styled(_) | MathKind::TableCell => self.row(at, size),
            _ => self.node(at, size),
        }
    }

    fn node(&self, at: usize, size: f64) -> Extent {
        let mut children = self.math.children(at);
        match self.math.kind(at) {
            MathKind::Row | MathKind::Styled(_) | MathKind::TableRow | MathKind::TableCell => {
                self.row(at, size)
            }
            MathKind::Symbol { text, class: MathClass::Large, .. } => {
                let width = sign(text).unwrap_or(10.0);
                let tall = if text.starts_with(['∫', '∮', '∬', '∭']) { 1.0 } else { 0.95 };
                Extent { width: width * size / SIZE, ascent: tall * size, descent: 0.4 * size }
            }
            MathKind::Symbol { text, class: MathClass::Open | MathClass::Close, .. } => {
                Extent::of(bracket(text.chars().next(), 1.1 * size, size), size)
            }
            MathKind::Symbol { text, class, .. } => {
                if let Some(width) = sign(text) {
                    return Extent::of(width * size / SIZE, size);
                }
                let slanted = *class == MathClass::Ordinary;
                Extent::of(self.words(text, slanted, size), size)
            }
            MathKind::Delimiter { text, .. } => {
                Extent::of(bracket(Some(*text), 1.1 * size, size), size)
            }
            MathKind::Text(words) => Extent::of(self.words(words, false, size), size),
            MathKind::Space(room) if *room >= 160 => {
                Extent::of((f64::from(*room) / 1000.0 + 0.045) * size, size)
            }
            MathKind::Space(_) => Extent::default(),
            MathKind::Fraction { ruled } => {
                let (top, bottom) =
                    (self.child(children.next(), size), self.child(children.next(), size));
                let side = if *ruled { 0.2 * size } else { 0.0 };
                let half = if *ruled { 0.1 } else { 0.03 } * size;
                Extent {
                    width: top.width.max(bottom.width) + side,
                    ascent: top.height() + half + 0.3 * size,
                    descent: (bottom.height() + half - 0.3 * size).max(0.0),
                }
            }
            MathKind::Root => {
                let inside = self.child(children.next(), size);
                let index = children.next().map(|at| self.child(Some(at), size * SCRIPT));
                let over = index.map_or(0.0, |index| (index.width - 0.38 * size).max(0.0));
                Extent {
                    width: inside.width + 0.611 * size + over,
                    ascent: inside.ascent + 0.15 * size,
                    descent: inside.descent,
                }
            }
            MathKind::Scripts { sub, sup, limits } => self.scripts(at, (*sub, *sup), *limits, size),
            MathKind::Fenced { open, close } => {
                let inside = self.child(children.next(), size);
                let sides =
                    bracket(*open, inside.height(), size) + bracket(*close, inside.height(), size);
                Extent {
                    width: inside.width + sides,
                    ascent: inside.ascent + 0.05 * inside.height(),
                    descent: inside.descent + 0.05 * inside.height(),
                }
            }
            MathKind::Accent { mark, below, .. } => {
                let base = self.child(children.next(), size);
                let (up, down) = match (*mark, *below) {
                    ('⏞' | '⏟' | '⏜' | '⏝' | '⏠' | '⏡', false) => (0.4, 0.0),
                    ('⏞' | '⏟' | '⏜' | '⏝' | '⏠' | '⏡', true) => (0.0, 0.4),
                    (_, false) => (0.1, 0.0),
                    (_, true) => (0.0, 0.1),
                };
                Extent {
                    width: base.width,
                    ascent: base.ascent + up * size,
                    descent: base.descent + down * size,
                }
            }
            MathKind::Table { .. } => self.table(at, size),
            MathKind::Struck => self.child(children.next(), size),
        }
    }

    fn scripts(&self, at: usize, (sub, sup): (bool, bool), limits: Limits, size: f64) -> Extent {
        let mut children = self.math.children(at);
        let base_at = children.next();
        let base = self.child(base_at, size);
        let below = if sub { children.next() } else { None };
        let below = below.map(|at| self.child(Some(at), size * SCRIPT));
        let above = if sup { children.next() } else { None };
        let above = above.map(|at| self.child(Some(at), size * SCRIPT));
        let widest = [below, above].into_iter().flatten().map(|e| e.width).fold(0.0, f64::max);
        let kind = base_at.map(|at| self.math.kind(at));
        let class = match kind {
            Some(MathKind::Symbol { class, .. }) => *class,
            _ => MathClass::Ordinary,
        };
        let stacked =
            class == MathClass::Large || limits == Limits::Stacked || limits == Limits::Movable;
        let high = |extent: Option<Extent>| extent.map_or(0.0, Extent::height);
        if stacked {
            return Extent {
                width: base.width.max(widest),
                ascent: base.ascent + high(above),
                descent: base.descent + high(below),
            };
        }
        // A script reaches over its base by a part of itself only.
        let rise = above.map_or(0.0, |above| (above.height() - 0.46 * size).max(0.0));
        let fall = below.map_or(0.0, |below| (below.height() - 0.5 * size).max(0.0));
        Extent {
            width: base.width + widest,
            ascent: base.ascent + rise,
            descent: base.descent + fall,
        }
    }

    fn table(&self, at: usize, size: f64) -> Extent {
        let mut widths: Vec<f64> = Vec::new();
        let mut height = 0.0;
        for (line, row) in self.math.children(at).enumerate() {
            let mut tallest = Extent::default();
            for (column, cell) in self.math.children(row).enumerate() {
                let cell = self.row(cell, size);
                if widths.len() <= column {
                    widths.push(0.0);
                }
                widths[column] = widths[column].max(cell.width);
                tallest.ascent = tallest.ascent.max(cell.ascent);
                tallest.descent = tallest.descent.max(cell.descent);
            }
            height += tallest.height() + if line > 0 { 0.03 * size } else { 0.0 };
        }
        let gaps = widths.len().saturating_sub(1) as f64 * 0.893 * size;
        Extent {
            width: widths.iter().sum::<f64>() + gaps,
            ascent: height / 2.0 + 0.4 * size,
            descent: (height / 2.0 - 0.4 * size).max(0.0),
        }
    }

    /// The width of letters: their advances, and room where ink comes near the ends.
    fn words(&self, text: &str, slanted: bool, size: f64) -> f64 {
        let spec = FontSpec { family: Family::Serif, bold: false, italic: slanted };
        let mut width = 0.0;
        let (mut first, mut last) = (None, 0.0);
        for (_, c, face) in self.library.faces_of(spec, text) {
            let face = self.library.face(face.unwrap_or(self.library.id(spec)));
            let glyph = face.glyph(c).unwrap_or(0);
            let upem = f64::from(face.units_per_em);
            let advance = f64::from(face.advance(glyph)) / upem;
            let [left, _, right, _] = face.ink(glyph).map(|side| f64::from(side) / upem);
            width += advance;
            first.get_or_insert((BORDER - left).max(0.0));
            last = (right - advance + BORDER).max(0.0);
        }
        (width + first.unwrap_or(0.0) + last) * size
    }
}

/// The width of a bracket around something of this height.
fn bracket(sign: Option<char>, height: f64, size: f64) -> f64 {
    // Narrow around a line of letters, wider around what is higher, in ems.
    let (narrow, wide) = match sign {
        None => return 0.0,
        Some('(' | ')') => (0.252, 0.388),
        Some('[' | ']') => (0.239, 0.352),
        Some('{' | '}') => (0.26, 0.398),
        Some('|' | '∥' | '‖') => (0.322, 0.322),
        Some(_) => (0.27, 0.37),
    };
    let growth = ((height / size - 1.1) / 1.3).max(0.0);
    (narrow + (wide - narrow) * growth) * size
}

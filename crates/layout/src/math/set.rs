//! The tree of a formula to a box: the one recursion over it, as deep as the parser lets a formula
//! nest.

use vanban_article::{
    Alphabet, Limits, Math, MathClass, MathKind, MathStyle, TableKind, TableLines,
};
use vanban_fonts::{FontLibrary, Growth, MathFace, Shaper};
use vanban_theme::TextStyle;

use super::boxes::MathBox;
use super::construct::{self, Manner};
use super::glyphs::{Pens, em};
use super::row::{Atom, join};
use super::table::{Lines, table};

/// How far a prime that is raised as a script goes down again, in ems.
const PRIME_DROP: f64 = -0.3;

/// Arrows that grow with what stands over and under them.
const ARROWS: &str = "→←↔⇒⇐⇔↦⇌↠↪↩⇀↼⇁↽";
/// How much longer such an arrow is than that, and how long it is at least, in ems.
const ARROW_MORE: f64 = 0.6;
const ARROW_LEAST: f64 = 1.0;

/// The styles of TeX, cramped or not.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Style {
    level: MathStyle,
    cramped: bool,
}

/// A formula being set.
pub(crate) struct Setter<'m, 'l> {
    math: &'m Math,
    pens: Pens<'m, 'l>,
    /// The room between signs, as a share of TeX's.
    room: f64,
    /// Characters that no face has.
    pub(crate) missing: Vec<char>,
}

/// Something in a row: a box, or a delimiter as high as its row.
enum Part {
    Box(Atom, MathBox),
    Middle(char),
}

impl<'m, 'l> Setter<'m, 'l> {
    /// A setter of a formula in text of this look.
    pub(crate) fn new(
        math: &'m Math,
        look: TextStyle,
        room: f64,
        library: &'l FontLibrary,
        shaper: &'m mut Shaper<'l>,
    ) -> Setter<'m, 'l> {
        let pens = Pens { math: MathFace::bundled(), library, shaper, words: look.font };
        Setter { math, pens, room, missing: Vec::new() }
    }

    /// The whole formula.
    pub(crate) fn whole(&mut self) -> MathBox {
        let level = if self.math.display { MathStyle::Display } else { MathStyle::Text };
        let mut whole = self.row(0, Style { level, cramped: false });
        whole.width += whole.italic;
        whole
    }

    fn manner(&self, style: Style) -> Manner {
        let n = &self.pens.math.numbers;
        let percent = match style.level {
            MathStyle::Display | MathStyle::Text => 100,
            MathStyle::Script => n.script_percent,
            MathStyle::ScriptScript => n.script_script_percent,
        };
        Manner {
            display: style.level == MathStyle::Display,
            scale: f64::from(percent) / 100.0,
            cramped: style.cramped,
        }
    }

    /// The children of a node side by side.
    fn row(&mut self, at: usize, style: Style) -> MathBox {
        let mut parts = Vec::new();
        self.parts(at, style, &mut parts);
        self.joined(parts, style)
    }

    fn joined(&mut self, parts: Vec<Part>, style: Style) -> MathBox {
        let manner = self.manner(style);
        let script = matches!(style.level, MathStyle::Script | MathStyle::ScriptScript);
        let mut around = MathBox::default();
        for part in &parts {
            if let Part::Box(_, part) = part {
                around.ascent = around.ascent.max(part.ascent);
                around.descent = around.descent.max(part.descent);
            }
        }
        let height = construct::delimiter_height(&self.pens.math.numbers, manner, &around);
        let parts = parts.into_iter().map(|part| match part {
            Part::Box(atom, part) => (atom, part),
            Part::Middle(sign) => {
                (Atom::Inner, construct::delimiter(&self.pens, manner, sign, height))
            }
        });
        join(parts.collect(), manner.scale * self.room, script)
    }

    /// Appends the children of a node; those of a style that the author chose among them.
    fn parts(&mut self, at: usize, style: Style, parts: &mut Vec<Part>) {
        let math = self.math;
        for child in math.children(at) {
            match math.kind(child) {
                MathKind::Styled(level) => {
                    let level = match (style.level, level) {
                        // A style chosen inside a script keeps the script's size.
                        (MathStyle::Script | MathStyle::ScriptScript, MathStyle::Text) => {
                            style.level
                        }
                        (_, level) => *level,
                    };
                    self.parts(child, Style { level, ..style }, parts);
                }
                MathKind::Delimiter { text, height: 0, .. } => parts.push(Part::Middle(*text)),
                _ => {
                    let (atom, part) = self.node(child, style);
                    parts.push(Part::Box(atom, part));
                }
            }
        }
    }

    /// A child of a node, by its number, as a box; nothing where there is none.
    fn child(&mut self, at: Option<usize>, style: Style) -> MathBox {
        at.map_or_else(MathBox::default, |at| self.node(at, style).1)
    }

    fn node(&mut self, at: usize, style: Style) -> (Atom, MathBox) {
        let math = self.math;
        let manner = self.manner(style);
        let mut children = math.children(at);
        let cramped = Style { cramped: true, ..style };
        match math.kind(at) {
            MathKind::Row | MathKind::Styled(_) | MathKind::TableRow | MathKind::TableCell => {
                let mut parts = Vec::new();
                if let MathKind::Styled(level) = math.kind(at) {
                    self.parts(at, Style { level: *level, ..style }, &mut parts);
                } else {
                    self.parts(at, style, &mut parts);
                }
                let atom = match parts.as_slice() {
                    [Part::Box(atom, _)] => *atom,
                    _ => Atom::Ordinary,
                };
                (atom, self.joined(parts, style))
            }
            MathKind::Symbol { text, class, alphabet } => {
                (Atom::from(*class), self.symbol(text, *class, *alphabet, style))
            }
            MathKind::Delimiter { text, class, height } => {
                let height = f64::from(*height) / 10.0 * manner.scale;
                let sign = construct::delimiter(&self.pens, manner, *text, height);
                (Atom::from(*class), sign)
            }
            MathKind::Text(words) => {
                let words = self.pens.words(words, manner.scale, &mut self.missing);
                (Atom::Ordinary, words)
            }
            MathKind::Space(room) => {
                let width = f64::from(*room) / 1000.0 * manner.scale;
                (Atom::Space, MathBox::space(width))
            }
            MathKind::Fraction { ruled } => {
                let level = match style.level {
                    MathStyle::Display => MathStyle::Text,
                    MathStyle::Text => MathStyle::Script,
                    _ => MathStyle::ScriptScript,
                };
                let top = self.child(children.next(), Style { level, ..style });
                let bottom = self.child(children.next(), Style { level, cramped: true });
                let n = &self.pens.math.numbers;
                (Atom::Inner, construct::fraction(n, manner, *ruled, top, bottom))
            }
            MathKind::Root => {
                let inside = self.child(children.next(), cramped);
                let level = MathStyle::ScriptScript;
                let index =
                    children.next().map(|at| self.child(Some(at), Style { level, cramped: true }));
                (Atom::Ordinary, construct::root(&self.pens, manner, inside, index))
            }
            MathKind::Scripts { sub, sup, limits } => {
                self.scripts(at, (*sub, *sup), *limits, style)
            }
            MathKind::Fenced { open, close } => {
                let inside = self.child(children.next(), style);
                let n = &self.pens.math.numbers;
                let height = construct::delimiter_height(n, manner, &inside);
                let mut whole = MathBox::default();
                if let Some(open) = open {
                    whole.push(construct::delimiter(&self.pens, manner, *open, height));
                }
                let italic = inside.italic;
                whole.push(inside);
                whole.width += italic;
                if let Some(close) = close {
                    whole.push(construct::delimiter(&self.pens, manner, *close, height));
                }
                whole.italic = 0.0;
                (Atom::Inner, whole)
            }
            MathKind::Accent { mark, below, wide } => {
                let base = self.child(children.next(), cramped);
                let mark = (*mark, *below, *wide);
                (Atom::Ordinary, construct::accent(&self.pens, manner, mark, base))
            }
            MathKind::Table { kind, columns, lines } => {
                (Atom::Inner, self.table(at, *kind, (columns, lines), style))
            }
            MathKind::Struck => {
                let (atom, base) = match children.next() {
                    Some(at) => self.node(at, style),
                    None => (Atom::Ordinary, MathBox::default()),
                };
                (atom, construct::struck(&self.pens, manner, base))
            }
        }
    }

    fn symbol(
        &mut self,
        text: &str,
        class: MathClass,
        alphabet: Alphabet,
        style: Style,
    ) -> MathBox {
        let manner = self.manner(style);
        if class == MathClass::Large {
            let sign = text.chars().next().unwrap_or('∑');
            let least = if manner.display {
                em(self.pens.math.numbers.display_operator_min_height, manner.scale)
            } else {
                0.0
            };
            let grown = self.pens.grown(sign, Growth::Up, least, manner.scale);
            if grown.ink.is_empty() {
                return self.pens.words(text, manner.scale, &mut self.missing);
            }
            let axis = em(self.pens.math.numbers.axis_height, manner.scale);
            let rise = axis - (grown.ascent - grown.descent) / 2.0;
            return MathBox { single: true, ..grown.raised(rise) };
        }
        let letter = |c: char| match class {
            _ if alphabet != Alphabet::Auto => alphabet.letter(c),
            MathClass::Ordinary => Alphabet::Auto.letter(c),
            _ => c,
        };
        let line = self.pens.letters(text, letter, manner.scale, &mut self.missing);
        if text.starts_with('′') {
            // The face draws primes raised, and they are superscripts.
            return line.raised(PRIME_DROP * manner.scale);
        }
        line
    }

    fn scripts(
        &mut self,
        at: usize,
        (sub, sup): (bool, bool),
        limits: Limits,
        style: Style,
    ) -> (Atom, MathBox) {
        let math = self.math;
        let manner = self.manner(style);
        let mut children = math.children(at);
        let (atom, base, large) = match children.next() {
            Some(base) => {
                let large =
                    matches!(math.kind(base), MathKind::Symbol { class: MathClass::Large, .. });
                let (atom, base) = self.node(base, style);
                (atom, base, large)
            }
            None => (Atom::Ordinary, MathBox::default(), false),
        };
        let level = match style.level {
            MathStyle::Display | MathStyle::Text => MathStyle::Script,
            _ => MathStyle::ScriptScript,
        };
        let below = if sub { children.next() } else { None };
        let below = below.map(|at| self.child(Some(at), Style { level, cramped: true }));
        let above = if sup { children.next() } else { None };
        let above = above.map(|at| self.child(Some(at), Style { level, ..style }));
        let stacked = match limits {
            Limits::Right => false,
            Limits::Stacked => true,
            Limits::Movable => manner.display,
        };
        let arrow = math.children(at).next().and_then(|base| self.arrow(base));
        let base = match arrow.filter(|_| stacked) {
            // What stands over or under an arrow makes it long.
            Some(sign) => {
                let over = [&above, &below].into_iter().flatten();
                let widest = over.map(|part| part.width + part.italic).fold(0.0, f64::max);
                let least = (widest + ARROW_MORE * manner.scale).max(ARROW_LEAST * manner.scale);
                self.pens.grown(sign, Growth::Along, least, manner.scale)
            }
            None => base,
        };
        let n = &self.pens.math.numbers;
        let whole = if stacked {
            construct::limits(n, manner, large, base, below, above)
        } else {
            construct::scripts(n, manner, large, base, below, above)
        };
        (atom, whole)
    }

    /// The arrow that a node is, where it is one that can be made longer.
    fn arrow(&self, at: usize) -> Option<char> {
        let MathKind::Symbol { text, class: MathClass::Relation, .. } = self.math.kind(at) else {
            return None;
        };
        let mut signs = text.chars();
        let sign = signs.next().filter(|sign| ARROWS.contains(*sign) && signs.next().is_none())?;
        self.pens.math.face.glyph(sign).map(|_| sign)
    }

    fn table(
        &mut self,
        at: usize,
        kind: TableKind,
        (columns, lines): (&[vanban_article::Alignment], &TableLines),
        style: Style,
    ) -> MathBox {
        let math = self.math;
        let level = match (kind, style.level) {
            (TableKind::Matrix | TableKind::Cases, MathStyle::Display) => MathStyle::Text,
            (_, level) => level,
        };
        let inner = Style { level, ..style };
        let manner = self.manner(inner);
        let mut rows = Vec::new();
        for line in math.children(at) {
            let mut cells = Vec::new();
            for (column, cell) in math.children(line).enumerate() {
                let mut parts = Vec::new();
                if kind == TableKind::Aligned && column % 2 == 1 {
                    // What the relation stands after is in the cell before.
                    parts.push(Part::Box(Atom::Ordinary, MathBox::default()));
                }
                self.parts(cell, inner, &mut parts);
                cells.push(self.joined(parts, inner));
            }
            rows.push(cells);
        }
        let n = &self.pens.math.numbers;
        let axis = em(n.axis_height, self.manner(style).scale);
        let thickness = em(n.fraction_rule_thickness, manner.scale);
        table(kind, columns, rows, axis, manner, Lines { lines, thickness })
    }
}

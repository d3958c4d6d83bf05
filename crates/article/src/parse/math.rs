//! LaTeX to the tree of a formula: with `math/convert` and `math/rows`, all that names the LaTeX
//! parser, and the one recursion over a formula while it is read, as deep as [`MATH_NESTING`] at most.
//!
//! The parser knows the commands; what it delivers is a stream of events in prefix form. Macros that
//! the author defines stay off: they could expand without end.

mod check;
mod convert;
mod digits;
mod rows;

use pulldown_latex::event::{
    ArrayColumn, Content, DelimiterSize, DelimiterType, Event, Grouping, ScriptPosition,
    ScriptType, StateChange, Visual,
};
use pulldown_latex::{Parser, Storage};
use vanban_text::normalize::nfc;

use check::{defines, depth, reason, strays};
use convert::{is_accent, thousandths, words};

use crate::diagnostic::{Code, Diagnostic};
use crate::math::{
    Alphabet, Limits, MATH_NESTING, MathClass, MathKind, MathNode, TableKind, TableLines,
};
use crate::model::Alignment;
use crate::parse::report::Report;
use crate::source::Span;

/// The longest formula that is read, in bytes, and the most nodes that it may have: what is longer
/// stands as its source.
const LONGEST: usize = 8_000;
const MOST_NODES: usize = 20_000;
/// Commands by which macros are defined.
const DEFINITIONS: [&str; 9] = [
    "\\def",
    "\\gdef",
    "\\edef",
    "\\let",
    "\\futurelet",
    "\\newcommand",
    "\\renewcommand",
    "\\providecommand",
    "\\DeclareMathOperator",
];

/// The LaTeX of a formula as it is kept: NFC, on one line.
pub(super) fn source(written: &str) -> String {
    super::inline::one_line(written)
}

/// The tree of a formula, or nothing where it cannot be read; the report then says why.
pub(super) fn read(written: &str, span: Span, report: &mut Report) -> Option<Vec<MathNode>> {
    let written = nfc(written);
    let written = digits::braced(&written);
    let fail = |report: &mut Report, why: &str, hint: &str| {
        let message = format!("this formula is printed as its source: {why}");
        report.push(Diagnostic::warning(Code::MATH, span, message).hint(hint));
        None
    };
    if let Some(command) = DEFINITIONS.iter().find(|command| defines(&written, command)) {
        let why = format!("macros defined with {command} are not expanded");
        return fail(report, &why, "write what the macro stands for");
    }
    if written.len() > LONGEST || depth(&written) > MATH_NESTING {
        return fail(report, "it is too long or too deep", "write it as several formulas");
    }
    if let Some(at) = strays(&written) {
        let rest: String = written[at..].chars().take(2).collect();
        let hint = "write letters with marks inside \\text{…}, and no backslash before them";
        return fail(report, &format!("there is no command {rest}"), hint);
    }
    let storage = Storage::new();
    let mut events = Vec::new();
    for event in Parser::new(&written, &storage) {
        match event {
            Ok(event) if events.len() < MOST_NODES => events.push(event),
            Ok(_) => return fail(report, "it is too long", "write it as several formulas"),
            Err(error) => {
                let why = reason(&error.to_string());
                let hint = "check the spelling of its commands and that every brace is closed";
                return fail(report, &why, hint);
            }
        }
    }
    let mut reader =
        Reader { events: &events, at: 0, nodes: Vec::new(), lost: Vec::new(), ruled: false };
    let root = reader.open(MathKind::Row);
    let read = reader.row(Alphabet::Auto, MATH_NESTING);
    if read.is_none() || reader.at < events.len() {
        return fail(report, "it is too deep", "write it as several formulas");
    }
    reader.close(root);
    if reader.ruled {
        let message = "the lines between rows and columns of a formula are in the PDF only";
        report.push(
            Diagnostic::note(Code::MATH_PART, span, message)
                .hint("Office Math has none; where they matter, write a table of the article"),
        );
    }
    for what in reader.lost {
        let message = format!("{what} of a formula is left out");
        report.push(
            Diagnostic::note(Code::MATH_PART, span, message)
                .hint("neither paper shows it; the rest of the formula is complete"),
        );
    }
    Some(reader.nodes)
}

/// The events of a formula, and the tree that grows from them.
struct Reader<'e> {
    events: &'e [Event<'e>],
    at: usize,
    nodes: Vec<MathNode>,
    /// What the tree cannot hold.
    lost: Vec<&'static str>,
    /// Whether a table has lines.
    ruled: bool,
}

impl Reader<'_> {
    fn open(&mut self, kind: MathKind) -> usize {
        self.nodes.push(MathNode { kind, end: 0 });
        self.nodes.len() - 1
    }

    fn close(&mut self, at: usize) {
        self.nodes[at].end = self.nodes.len() as u32;
    }

    fn leaf(&mut self, kind: MathKind) {
        let at = self.open(kind);
        self.close(at);
    }

    fn lose(&mut self, what: &'static str) {
        if !self.lost.contains(&what) {
            self.lost.push(what);
        }
    }

    /// Elements up to the end of their group or cell. Nothing where they nest too deep.
    fn row(&mut self, mut alphabet: Alphabet, depth: usize) -> Option<()> {
        let mut styled = Vec::new();
        let mut last = None;
        while let Some(event) = self.events.get(self.at) {
            match event {
                Event::End | Event::EnvironmentFlow(_) => break,
                Event::StateChange(change) => {
                    self.at += 1;
                    match change {
                        StateChange::Font(font) => alphabet = convert::alphabet(*font),
                        StateChange::Color(_) => self.lose("the colour"),
                        StateChange::Style(style) if styled.len() < depth => {
                            styled.push(self.open(MathKind::Styled(convert::style(*style))));
                        }
                        StateChange::Style(_) => return None,
                    }
                    last = None;
                }
                _ if last.is_some() && self.primes().is_some() => {
                    self.primed(last?, alphabet, depth)?;
                }
                _ => {
                    last = Some(self.nodes.len());
                    self.element(alphabet, depth)?;
                }
            }
        }
        for at in styled.into_iter().rev() {
            self.close(at);
        }
        Some(())
    }

    /// How many primes stand here, and whether the last is the base of scripts.
    fn primes(&self) -> Option<(usize, Option<ScriptType>)> {
        let prime = |event: Option<&Event<'_>>| {
            matches!(event, Some(Event::Content(Content::Ordinary { content: '′', .. })))
        };
        let rest = &self.events[self.at..];
        let count = rest.iter().take_while(|event| prime(Some(event))).count();
        let scripts = match rest.get(count) {
            Some(Event::Script { ty, position: ScriptPosition::Right })
                if prime(rest.get(count + 1)) =>
            {
                Some(*ty)
            }
            _ => None,
        };
        (count > 0 || scripts.is_some()).then_some((count, scripts))
    }

    /// Makes the node at `base`, the last one, the base of the primes that follow it.
    fn primed(&mut self, base: usize, alphabet: Alphabet, depth: usize) -> Option<()> {
        let (count, scripts) = self.primes()?;
        let inner = depth.checked_sub(1)?;
        self.at += count + if scripts.is_some() { 2 } else { 0 };
        let text = "′".repeat(count + usize::from(scripts.is_some()));
        let sub = matches!(scripts, Some(ScriptType::Subscript | ScriptType::SubSuperscript));
        let kind = MathKind::Scripts { sub, sup: true, limits: Limits::Right };
        self.nodes.insert(base, MathNode { kind, end: 0 });
        self.nodes[base + 1..].iter_mut().for_each(|node| node.end += 1);
        if sub {
            self.element(alphabet, inner)?;
        }
        let row = self.open(MathKind::Row);
        let class = MathClass::Ordinary;
        self.leaf(MathKind::Symbol { text, class, alphabet: Alphabet::Upright });
        if matches!(scripts, Some(ScriptType::Superscript | ScriptType::SubSuperscript)) {
            self.element(alphabet, inner)?;
        }
        self.close(row);
        self.close(base);
        Some(())
    }

    /// One element; an empty row where there is none.
    fn element(&mut self, alphabet: Alphabet, depth: usize) -> Option<()> {
        let inner = depth.checked_sub(1)?;
        let Some(event) = self.events.get(self.at) else {
            self.leaf(MathKind::Row);
            return Some(());
        };
        if matches!(event, Event::End | Event::EnvironmentFlow(_)) {
            self.leaf(MathKind::Row);
            return Some(());
        }
        self.at += 1;
        match event {
            Event::Content(content) => self.content(*content, alphabet),
            Event::Begin(grouping) => self.group(grouping, alphabet, inner)?,
            Event::Visual(visual) => self.visual(*visual, alphabet, inner)?,
            Event::Script { ty, position } => self.scripts(*ty, *position, alphabet, inner)?,
            Event::Space { width, .. } => {
                let room = width.map_or(0, thousandths);
                if room == 0 {
                    self.leaf(MathKind::Row);
                } else {
                    self.leaf(MathKind::Space(room));
                }
            }
            // A change of state that is the argument of something changes nothing.
            Event::StateChange(_) | Event::End | Event::EnvironmentFlow(_) => {
                self.leaf(MathKind::Row);
            }
        }
        Some(())
    }

    fn content(&mut self, content: Content<'_>, alphabet: Alphabet) {
        let mut symbol = |text: &str, class, alphabet| {
            self.leaf(MathKind::Symbol { text: text.to_owned(), class, alphabet });
        };
        let one = |c: char| if c == '\u{b5}' { "μ".to_owned() } else { c.to_string() };
        match content {
            Content::Text(text) => self.leaf(MathKind::Text(words(text))),
            Content::Number(digits) => symbol(digits, MathClass::Number, alphabet),
            Content::Function(name) => {
                let plain = matches!(alphabet, Alphabet::Auto);
                let alphabet = if plain { Alphabet::Upright } else { alphabet };
                symbol(&words(name), MathClass::Function, alphabet);
            }
            Content::Ordinary { content, .. } => {
                symbol(&one(content), MathClass::Ordinary, alphabet);
            }
            Content::LargeOp { content, small: true } => {
                symbol(&one(content), MathClass::Ordinary, Alphabet::Upright);
            }
            Content::LargeOp { content, .. } => {
                symbol(&one(content), MathClass::Large, Alphabet::Upright);
            }
            Content::BinaryOp { content, .. } => {
                symbol(&one(content), MathClass::Binary, Alphabet::Upright);
            }
            Content::Relation { content, .. } => {
                let mut bytes = [0; 8];
                let text = content.encode_utf8_to_buf(&mut bytes);
                let text = String::from_utf8_lossy(text);
                symbol(&text, MathClass::Relation, Alphabet::Upright);
            }
            Content::Punctuation(c) => {
                symbol(&one(c), MathClass::Punctuation, Alphabet::Upright);
            }
            Content::Delimiter { content, size, ty } => {
                let class = match ty {
                    DelimiterType::Open => MathClass::Open,
                    DelimiterType::Close => MathClass::Close,
                    DelimiterType::Fence => MathClass::Relation,
                };
                // One whose size the author chose is no relation.
                let class = match (size, class) {
                    (Some(_), MathClass::Relation) => MathClass::Ordinary,
                    (_, class) => class,
                };
                let height = match (size, ty) {
                    // `\middle`, as far as the parser tells it from `\bigm`.
                    (Some(DelimiterSize::Big), DelimiterType::Fence) => 0,
                    (Some(DelimiterSize::Big), _) => 12,
                    (Some(DelimiterSize::BIG), _) => 18,
                    (Some(DelimiterSize::Bigg), _) => 24,
                    (Some(DelimiterSize::BIGG), _) => 30,
                    (None, _) => return symbol(&one(content), class, Alphabet::Upright),
                };
                self.leaf(MathKind::Delimiter { text: content, class, height });
            }
        }
    }

    fn group(&mut self, grouping: &Grouping, alphabet: Alphabet, depth: usize) -> Option<()> {
        let mut lines = TableLines::default();
        let (kind, columns) = match grouping {
            Grouping::Normal => {
                let row = self.open(MathKind::Row);
                self.row(alphabet, depth)?;
                return self.end(row);
            }
            Grouping::LeftRight(open, close) => {
                let fenced = self.open(MathKind::Fenced { open: *open, close: *close });
                let row = self.open(MathKind::Row);
                self.row(alphabet, depth.checked_sub(1)?)?;
                self.close(row);
                return self.end(fenced);
            }
            Grouping::Cases { left } => {
                let (open, close) = if *left { (Some('{'), None) } else { (None, Some('}')) };
                let fenced = self.open(MathKind::Fenced { open, close });
                let columns = (vec![Alignment::Left], TableLines::default());
                self.table(TableKind::Cases, columns, depth.checked_sub(1)?)?;
                return self.end(fenced);
            }
            Grouping::Array(asked) => {
                let mut columns = Vec::new();
                for column in asked.iter() {
                    match column {
                        ArrayColumn::Column(alignment) => {
                            columns.push(convert::alignment(*alignment));
                        }
                        ArrayColumn::Separator(_) => {
                            TableLines::add(&mut lines.columns, columns.len(), 1);
                        }
                    }
                }
                (TableKind::Matrix, columns)
            }
            Grouping::Matrix { alignment } => {
                (TableKind::Matrix, vec![convert::alignment(*alignment)])
            }
            Grouping::SubArray { alignment } => {
                (TableKind::Lines, vec![convert::alignment(*alignment)])
            }
            Grouping::Align { eq_numbers } | Grouping::Alignat { eq_numbers, .. } => {
                if *eq_numbers {
                    self.lose("the number");
                }
                (TableKind::Aligned, Vec::new())
            }
            Grouping::Aligned | Grouping::Alignedat { .. } | Grouping::Split => {
                (TableKind::Aligned, Vec::new())
            }
            Grouping::Equation { eq_numbers } | Grouping::Gather { eq_numbers } => {
                if *eq_numbers {
                    self.lose("the number");
                }
                (TableKind::Lines, vec![Alignment::Center])
            }
            Grouping::Gathered | Grouping::Multline => (TableKind::Lines, vec![Alignment::Center]),
        };
        self.table(kind, (columns, lines), depth)?;
        self.at += usize::from(matches!(self.events.get(self.at), Some(Event::End)));
        Some(())
    }

    /// Passes the end of a group and closes its node.
    fn end(&mut self, at: usize) -> Option<()> {
        self.at += usize::from(matches!(self.events.get(self.at), Some(Event::End)));
        self.close(at);
        Some(())
    }

    fn visual(&mut self, visual: Visual, alphabet: Alphabet, depth: usize) -> Option<()> {
        let kind = match visual {
            Visual::SquareRoot | Visual::Root => MathKind::Root,
            Visual::Fraction(rule) => {
                MathKind::Fraction { ruled: rule.is_none_or(|rule| rule.value != 0.0) }
            }
            Visual::Negation => return self.negated(alphabet, depth),
        };
        let at = self.open(kind);
        self.element(alphabet, depth)?;
        if !matches!(visual, Visual::SquareRoot) {
            self.element(alphabet, depth)?;
        }
        self.close(at);
        Some(())
    }

    /// A sign that Unicode has struck through, or anything else with a stroke over it.
    fn negated(&mut self, alphabet: Alphabet, depth: usize) -> Option<()> {
        let at = self.open(MathKind::Struck);
        self.element(alphabet, depth)?;
        self.close(at);
        if let [.., MathNode { kind: MathKind::Symbol { text, .. }, .. }] =
            self.nodes.as_mut_slice()
        {
            let struck = nfc(&format!("{text}\u{338}")).into_owned();
            if struck.chars().count() == 1 && at + 2 == self.nodes.len() {
                let MathNode { kind, .. } = self.nodes.pop()?;
                let MathKind::Symbol { class, alphabet, .. } = kind else { return None };
                self.nodes[at].kind = MathKind::Symbol { text: struck, class, alphabet };
                self.close(at);
            }
        }
        Some(())
    }

    fn scripts(
        &mut self,
        ty: ScriptType,
        position: ScriptPosition,
        alphabet: Alphabet,
        depth: usize,
    ) -> Option<()> {
        let limits = match position {
            ScriptPosition::Right => Limits::Right,
            ScriptPosition::AboveBelow => Limits::Stacked,
            ScriptPosition::Movable => Limits::Movable,
        };
        let sub = ty != ScriptType::Superscript;
        let sup = ty != ScriptType::Subscript;
        let at = self.open(MathKind::Scripts { sub, sup, limits });
        self.element(alphabet, depth)?;
        if limits == Limits::Stacked
            && sub != sup
            && let Some(Event::Content(Content::Ordinary { content, stretchy })) =
                self.events.get(self.at)
            && is_accent(*content)
        {
            // The parser calls the marks under something all wide, and no overline so.
            let wide = *stretchy || matches!(content, '‾' | '_');
            self.nodes[at].kind = MathKind::Accent { mark: *content, below: sub, wide };
            self.at += 1;
            self.close(at);
            return Some(());
        }
        if sub {
            self.element(alphabet, depth)?;
        }
        if sup {
            self.element(alphabet, depth)?;
        }
        self.close(at);
        Some(())
    }
}

#[cfg(test)]
mod tests;

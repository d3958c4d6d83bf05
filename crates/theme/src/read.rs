//! A theme file to a theme: what it inherits, then what it says itself, each thing that is wrong with
//! it told at its place.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::check;
use crate::furniture::{Band, Variable, unknown_variable};
use crate::keys::{self, Limits, Slot, Visit};
use crate::length::{Em, Mm, Pt};
use crate::numbering::NumberFormat;
use crate::problem::{Problem, ProblemKind};
use crate::span;
use crate::style::{Align, Family, LineHeight};
use crate::theme::Theme;
use crate::tree::{self, Entry, Node, Value};
use crate::value;

/// What came of a theme file.
#[derive(Clone, Debug)]
pub struct ReadTheme {
    /// The theme; where a problem is an error, not what its author meant.
    pub theme: Theme,
    /// What is wrong with the file, in its order.
    pub problems: Vec<Problem>,
    /// Where the file names the families of serif, sans and mono.
    pub fonts: [Option<Range<usize>>; 3],
}

/// Reads a theme file. `resolve` finds a theme that is inherited from and not built in, or says why
/// it cannot: lower case, no full stop.
#[must_use]
pub fn read(text: &str, resolve: &mut dyn FnMut(&str) -> Result<Theme, String>) -> ReadTheme {
    let office = || Theme::named("office").expect("the office theme is built in");
    let text =
        text.strip_prefix('\u{feff}').map_or((text, 0), |rest| (rest, text.len() - rest.len()));
    let (text, mark) = text;
    let mut read = match tree::read(text) {
        Err(error) => {
            let message = format!("the theme is no valid TOML: {}", error.message);
            let problem = Problem::new(ProblemKind::Syntax, error.span, message);
            ReadTheme { theme: office(), problems: vec![problem], fonts: [const { None }; 3] }
        }
        Ok(entries) => {
            let mut problems = Vec::new();
            let inherit = entries.iter().find(|entry| entry.name == "inherit");
            let mut theme = match inherit {
                None => office(),
                Some(entry) => inherited(entry, resolve, &mut problems).unwrap_or_else(office),
            };
            let mut reader = Reader::new(&entries, problems);
            keys::theme(&mut theme, &mut reader);
            reader.leave();
            let Reader { mut problems, places, .. } = reader;
            if !problems.iter().any(|problem| problem.kind.is_error()) {
                check::theme(&theme, &places, &mut problems);
            }
            problems.sort_by_key(|problem| (problem.span.start, problem.span.end, problem.kind));
            let fonts = ["fonts.serif", "fonts.sans", "fonts.mono"];
            let fonts = fonts.map(|path| places.get(path).cloned());
            ReadTheme { theme, problems, fonts }
        }
    };
    let spans = read.problems.iter_mut().map(|problem| &mut problem.span);
    for span in spans.chain(read.fonts.iter_mut().flatten()) {
        *span = span.start + mark..span.end + mark;
    }
    read
}

fn inherited(
    entry: &Entry,
    resolve: &mut dyn FnMut(&str) -> Result<Theme, String>,
    problems: &mut Vec<Problem>,
) -> Option<Theme> {
    let span = entry.node.span.clone();
    let Value::Text(name) = &entry.node.value else {
        let message = "`inherit` is no text".to_owned();
        problems.push(Problem::new(ProblemKind::Inherit, span, message));
        return None;
    };
    if let Some(theme) = Theme::named(name) {
        return Some(theme);
    }
    match resolve(name) {
        Ok(theme) => Some(theme),
        Err(message) => {
            let problem = Problem::new(ProblemKind::Inherit, span, message);
            // A file that is named has been found wanting, not mistaken for another.
            problems.push(if name.contains(['.', '/', '\\']) {
                problem
            } else {
                problem.choice(name, Theme::names().to_vec())
            });
            None
        }
    }
}

/// Walks the keys beside the tables of the file.
struct Reader<'t> {
    tables: Vec<Table<'t>>,
    problems: Vec<Problem>,
    /// Where each key and each table stands, by its path.
    places: BTreeMap<String, Range<usize>>,
}

/// A table that is being read; no entries where the file does not have it.
struct Table<'t> {
    entries: &'t [Entry],
    path: String,
    known: Vec<&'static str>,
    /// Whether its tables have the names that the file gives them.
    own: bool,
}

impl<'t> Reader<'t> {
    fn new(entries: &'t [Entry], problems: Vec<Problem>) -> Reader<'t> {
        let top = Table { entries, path: String::new(), known: vec!["inherit"], own: false };
        Reader { tables: vec![top], problems, places: BTreeMap::new() }
    }

    /// The entry of a name in the innermost table, and its path.
    fn find(&mut self, name: &'static str) -> Option<(&'t Entry, String)> {
        let table = self.tables.last_mut()?;
        table.known.push(name);
        self.entry(name)
    }

    /// The entry of a name in the innermost table, known or not, and its path.
    fn entry(&mut self, name: &str) -> Option<(&'t Entry, String)> {
        let table = self.tables.last()?;
        let entry = table.entries.iter().find(|entry| entry.name == name)?;
        let path =
            if table.path.is_empty() { name.to_owned() } else { format!("{}.{name}", table.path) };
        self.places.insert(path.clone(), entry.span.clone());
        Some((entry, path))
    }

    /// Ends the innermost table: what of it no one asked for is unknown.
    fn leave(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        if table.own {
            return;
        }
        for entry in table.entries.iter().filter(|entry| !table.known.contains(&&*entry.name)) {
            let within = if table.path.is_empty() {
                String::new()
            } else {
                format!(" in `[{}]`", table.path)
            };
            let message = format!("the key `{}`{within} is unknown", shorten(&entry.name));
            let problem = Problem::new(ProblemKind::UnknownKey, entry.span.clone(), message);
            self.problems.push(problem.choice(&entry.name, table.known.clone()));
        }
    }

    /// Begins a table, of which the file may have nothing.
    fn enter(&mut self, name: &str, found: Option<(&'t Entry, String)>) {
        let path = found.as_ref().map_or_else(String::new, |(_, path)| path.clone());
        let entries = match found.map(|(entry, _)| &entry.node) {
            None => &[][..],
            Some(Node { value: Value::Table(entries), .. }) => entries,
            Some(node) => {
                self.wrong(name, node, format!("a table, such as `[{path}]`"));
                &[]
            }
        };
        self.tables.push(Table { entries, path, known: Vec::new(), own: false });
    }

    fn wrong(&mut self, name: &str, node: &Node, wanted: impl Into<String>) {
        let message = format!("the value of `{name}` is not right");
        let problem = Problem::new(ProblemKind::Value, node.span.clone(), message);
        self.problems.push(problem.hint(wanted));
    }

    /// A number within its limits, said in their unit.
    fn within(
        &mut self,
        name: &str,
        node: &Node,
        value: Option<f64>,
        Limits(least, most): Limits,
        unit: &str,
    ) -> Option<f64> {
        match value {
            Some(value) if (least..=most).contains(&value) => Some(value),
            Some(_) => {
                self.wrong(name, node, format!("between {least}{unit} and {most}{unit}"));
                None
            }
            None => {
                let example = match unit {
                    "em" => "a number of ems, such as \"0.85em\"",
                    "" => "a number",
                    _ => "a length with its unit, such as \"14pt\", \"10mm\", \"1.2cm\"",
                };
                self.wrong(name, node, example);
                None
            }
        }
    }

    /// One of a few words.
    fn word<T: Copy>(&mut self, name: &str, node: &Node, words: &[(&'static str, T)]) -> Option<T> {
        let written = text(node).unwrap_or_default();
        let found = words.iter().find(|(word, _)| *word == written).map(|(_, value)| *value);
        if found.is_none() {
            let known = words.iter().map(|(word, _)| *word).collect::<Vec<_>>();
            self.wrong(name, node, format!("one of {}", known.join(", ")));
        }
        found
    }

    fn template(&mut self, name: &str, node: &Node) -> Option<String> {
        let Some(template) = text(node).filter(|text| !text.contains(['\n', '\r'])) else {
            self.wrong(name, node, "a text on one line");
            return None;
        };
        if let Some(unknown) = unknown_variable(template) {
            let message = format!("`{{{{{}}}}}` names no variable", shorten(unknown));
            let problem = Problem::new(ProblemKind::Variable, node.span.clone(), message);
            let known = Variable::ALL.iter().map(|variable| variable.name()).collect();
            self.problems.push(problem.choice(unknown, known));
        }
        Some(template.to_owned())
    }

    fn variant(
        &mut self,
        name: &'static str,
        node: &'t Node,
        path: String,
    ) -> Option<Option<Band>> {
        match &node.value {
            Value::Text(text) if text == SAME => Some(None),
            Value::Text(_) => self.template(name, node).map(|text| Some(Band::centered(text))),
            Value::Table(entries) => {
                let mut band = Band::default();
                self.tables.push(Table { entries, path, known: Vec::new(), own: false });
                keys::band(&mut band, self);
                self.leave();
                Some(Some(band))
            }
            _ => {
                self.wrong(name, node, "a text for the middle, a table of parts, or \"same\"");
                None
            }
        }
    }
}

/// The word for a variant that is as the others.
pub(crate) const SAME: &str = "same";

impl Visit for Reader<'_> {
    fn open(&mut self, name: &'static str, _: &'static str) {
        let found = self.find(name);
        self.enter(name, found);
    }

    fn own_tables(&mut self) -> Vec<String> {
        let Some(table) = self.tables.last_mut() else { return Vec::new() };
        table.own = true;
        let entries = table.entries;
        for entry in entries.iter().filter(|entry| !span::is_name(&entry.name)) {
            let message = format!("`{}` cannot be the name of a role", shorten(&entry.name));
            let problem = Problem::new(ProblemKind::Value, entry.span.clone(), message);
            self.problems.push(problem.hint(NAME));
        }
        let mut named = entries.iter().filter(|entry| span::is_name(&entry.name));
        let names = named.by_ref().take(span::MOST).map(|entry| entry.name.clone()).collect();
        if let Some(next) = named.next() {
            let message = format!("a theme has at most {} roles of spans", span::MOST);
            self.problems.push(Problem::new(ProblemKind::Value, next.span.clone(), message));
        }
        names
    }

    fn open_own(&mut self, name: &str, _: &'static str) {
        let found = self.entry(name);
        self.enter(name, found);
    }

    fn close(&mut self) {
        self.leave();
    }
    fn key(&mut self, name: &'static str, _: &'static str, slot: Slot<'_>) {
        let Some((entry, path)) = self.find(name) else { return };
        let node = &entry.node;
        match slot {
            Slot::Text(into) => match text(node).filter(|text| !text.trim().is_empty()) {
                Some(text) => *into = text.to_owned(),
                None => self.wrong(name, node, "a text"),
            },
            Slot::Pattern(into) => match text(node) {
                Some(text) => *into = text.to_owned(),
                None => self.wrong(name, node, "a text"),
            },
            Slot::Texts(into) => match texts(node) {
                Some(texts) => *into = texts,
                None => self.wrong(name, node, "a list of short texts, such as [\"-\", \"+\"]"),
            },
            Slot::Flag(into) => match node.value {
                Value::Flag(flag) => *into = flag,
                _ => self.wrong(name, node, "true or false"),
            },
            Slot::Size(into) => {
                let points = text(node).and_then(|text| value::points(text, None));
                if let Some(points) = self.within(name, node, points, Limits(4.0, 200.0), "pt") {
                    // Word counts sizes in half points: a finer one would differ between the papers.
                    if (points * 2.0).fract() == 0.0 {
                        *into = Pt(points as f32);
                    } else {
                        self.wrong(name, node, "a multiple of half a point");
                    }
                }
            }
            Slot::Length(into, limits, em) => {
                let points = text(node).and_then(|text| value::points(text, Some(em)));
                if let Some(points) = self.within(name, node, points, limits, "pt") {
                    *into = Pt(points as f32).twips();
                }
            }
            Slot::Paper(into, limits) => {
                let length = text(node).and_then(value::millimetres);
                if let Some(length) = self.within(name, node, length, limits, "mm") {
                    *into = Mm(length as f32);
                }
            }
            Slot::Ems(into, limits) => {
                let length = text(node).and_then(value::ems);
                if let Some(length) = self.within(name, node, length, limits, "em") {
                    *into = Em(length as f32);
                }
            }
            Slot::Number(into, limits) => {
                let number = match node.value {
                    Value::Number(number) => Some(number),
                    _ => None,
                };
                if let Some(number) = self.within(name, node, number, limits, "") {
                    *into = number as f32;
                }
            }
            Slot::Color(into) => match text(node).and_then(value::color) {
                Some(color) => *into = color,
                None => self.wrong(name, node, "a colour, such as \"#054fa3\""),
            },
            Slot::Fill(into) => match text(node) {
                Some(value::NONE) => *into = None,
                written => match written.and_then(value::color) {
                    Some(color) => *into = Some(color),
                    None => self.wrong(name, node, "a colour, such as \"#eeeeee\", or \"none\""),
                },
            },
            Slot::Rule(into) => match text(node).and_then(value::rule) {
                Some(rule) => *into = rule,
                None => self.wrong(name, node, RULE),
            },
            Slot::RuleOrNone(into) => match text(node) {
                Some(value::NONE) => *into = None,
                written => match written.and_then(value::rule) {
                    Some(rule) => *into = Some(rule),
                    None => self.wrong(name, node, format!("{RULE}, or \"none\"")),
                },
            },
            Slot::Align(into) => *into = self.word(name, node, &ALIGNS).unwrap_or(*into),
            Slot::Numerals(into) => *into = self.word(name, node, &NUMERALS).unwrap_or(*into),
            Slot::Family(into) => *into = self.word(name, node, &FAMILIES).unwrap_or(*into),
            Slot::FamilyOrNone(into) => {
                *into = self.word(name, node, &FAMILIES_OR_NONE).unwrap_or(*into);
            }
            Slot::LineHeight(into, em) => match text(node) {
                Some(NATURAL) => *into = LineHeight::Natural,
                written => {
                    let points = written.and_then(|text| value::points(text, Some(em)));
                    if let Some(points) = self.within(name, node, points, Limits(4.0, 400.0), "pt")
                    {
                        *into = LineHeight::Exact(Pt(points as f32).twips().pt());
                    }
                }
            },
            Slot::Template(into) => {
                if let Some(template) = self.template(name, node) {
                    *into = template;
                }
            }
            Slot::Variant(into) => {
                if let Some(band) = self.variant(name, node, path) {
                    *into = band;
                }
            }
        }
    }
}

/// The word for lines as high as what they hold.
pub(crate) const NATURAL: &str = "natural";
/// What rules are like.
const RULE: &str = "a thickness from 0.25pt to 12pt and a colour, such as \"0.5pt #000000\"";
/// The words for how numbers are written.
pub(crate) const NUMERALS: [(&str, NumberFormat); 4] = [
    ("decimal", NumberFormat::Decimal),
    ("upper-roman", NumberFormat::UpperRoman),
    ("upper-letter", NumberFormat::UpperLetter),
    ("lower-letter", NumberFormat::LowerLetter),
];
/// The words for where lines stand.
pub(crate) const ALIGNS: [(&str, Align); 4] = [
    ("left", Align::Left),
    ("center", Align::Center),
    ("right", Align::Right),
    ("justify", Align::Justify),
];
/// The words for families.
pub(crate) const FAMILIES: [(&str, Family); 3] =
    [("serif", Family::Serif), ("sans", Family::Sans), ("mono", Family::Mono)];

/// The same words, and that for no family.
const FAMILIES_OR_NONE: [(&str, Option<Family>); 4] = [
    ("serif", Some(Family::Serif)),
    ("sans", Some(Family::Sans)),
    ("mono", Some(Family::Mono)),
    (value::NONE, None),
];
/// What names of roles are like.
const NAME: &str = "a name is a class as articles write it, such as `canh-bao`: up to forty characters \
                    without spaces, full stops, commas, quotes and braces, and none of the marks such as \
                    `underline`";

fn text(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

/// Texts of a few characters each, at least one and at most nine.
fn texts(node: &Node) -> Option<Vec<String>> {
    let Value::List(list) = &node.value else { return None };
    let short = |node: &Node| {
        text(node).filter(|text| (1..=4).contains(&text.chars().count())).map(str::to_owned)
    };
    let texts: Option<Vec<String>> = list.iter().map(short).collect();
    texts.filter(|texts| (1..=9).contains(&texts.len()))
}

/// At most forty characters of a name, for a message.
fn shorten(name: &str) -> String {
    name.chars().map(|c| if c.is_control() { ' ' } else { c }).take(40).collect()
}

#[cfg(test)]
mod tests;

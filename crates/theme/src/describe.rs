//! A theme as a file: every key with its value and what it is, for who writes a theme and for what
//! helps them write it.

use std::borrow::Cow;

use crate::furniture::Band;
use crate::keys::{self, Slot, Visit};
use crate::read::{ALIGNS, FAMILIES, NATURAL, NUMERALS, SAME};
use crate::style::LineHeight;
use crate::theme::Theme;
use crate::value;

/// A table of a theme file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableKeys {
    /// The names that lead to it from the top, which has none.
    pub path: Vec<Cow<'static, str>>,
    /// What it is.
    pub about: &'static str,
    /// Its keys, in order.
    pub keys: Vec<Key>,
}

/// A key of a theme file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub about: &'static str,
    /// What may stand behind it.
    pub kind: KeyKind,
    /// What stands behind it, in TOML.
    pub written: String,
}

/// What may stand behind a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// A text.
    Text,
    /// A list of texts.
    Texts,
    /// Yes or no.
    Flag,
    /// A length with its unit, ems too where `ems`.
    Length {
        /// Whether ems are a unit.
        ems: bool,
    },
    /// A length in ems.
    Ems,
    /// A length with its unit, or this word.
    LengthOr(&'static str),
    /// A number.
    Number,
    /// A colour.
    Color,
    /// A colour, or this word.
    ColorOr(&'static str),
    /// A thickness and a colour.
    Rule,
    /// A thickness and a colour, or this word.
    RuleOr(&'static str),
    /// One of these words.
    Word(&'static [&'static str]),
    /// A template of furniture.
    Template,
    /// A variant of furniture: a template, the three parts, or this word.
    Variant(&'static str),
}

/// Every table of a theme file with its keys, as this theme has them.
#[must_use]
pub fn describe(theme: &Theme) -> Vec<TableKeys> {
    let mut describer = Describer::default();
    describer.tables.push(TableKeys { path: Vec::new(), about: "", keys: Vec::new() });
    describer.open.push(0);
    keys::theme(&mut theme.clone(), &mut describer);
    describer.tables
}

/// The theme as a file that says everything, each key with what it is.
#[must_use]
pub fn write(theme: &Theme) -> String {
    let mut text = String::new();
    for table in describe(theme) {
        if !table.path.is_empty() {
            text.push_str(&format!("\n# {}\n", table.about));
            // A table of tables alone needs no line of its own.
            if table.keys.is_empty() {
                continue;
            }
            let names = table.path.iter().map(|name| bare_or_quoted(name)).collect::<Vec<_>>();
            text.push_str(&format!("[{}]\n", names.join(".")));
        }
        let lines: Vec<_> =
            table.keys.iter().map(|key| format!("{} = {}", key.name, key.written)).collect();
        let width = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0).min(30);
        for (line, key) in lines.iter().zip(&table.keys) {
            text.push_str(&format!("{line:width$}  # {}\n", key.about));
        }
    }
    text
}

#[derive(Default)]
struct Describer {
    tables: Vec<TableKeys>,
    /// The tables that are open, by their place.
    open: Vec<usize>,
}

impl Describer {
    fn table(&mut self, name: Cow<'static, str>, about: &'static str) {
        let outer = self.open.last().map(|at| &self.tables[*at].path);
        let path = outer.into_iter().flatten().cloned().chain([name]).collect();
        self.open.push(self.tables.len());
        self.tables.push(TableKeys { path, about, keys: Vec::new() });
    }
}

impl Visit for Describer {
    fn open(&mut self, name: &'static str, about: &'static str) {
        self.table(Cow::Borrowed(name), about);
    }

    fn open_own(&mut self, name: &str, about: &'static str) {
        self.table(Cow::Owned(name.to_owned()), about);
    }

    fn close(&mut self) {
        self.open.pop();
    }

    fn key(&mut self, name: &'static str, about: &'static str, slot: Slot<'_>) {
        let or_none = |text: Option<String>| quoted(text.as_deref().unwrap_or(value::NONE));
        let (kind, written) = match slot {
            Slot::Text(text) | Slot::Pattern(text) => (KeyKind::Text, quoted(text)),
            Slot::Texts(texts) => {
                let texts = texts.iter().map(|text| quoted(text)).collect::<Vec<_>>();
                (KeyKind::Texts, format!("[{}]", texts.join(", ")))
            }
            Slot::Flag(flag) => (KeyKind::Flag, flag.to_string()),
            Slot::Size(size) => (KeyKind::Length { ems: false }, format!("\"{}pt\"", size.0)),
            Slot::Length(length, ..) => {
                (KeyKind::Length { ems: true }, quoted(&value::write_twip(*length)))
            }
            Slot::Paper(length, _) => {
                (KeyKind::Length { ems: false }, format!("\"{}mm\"", length.0))
            }
            Slot::Ems(length, _) => (KeyKind::Ems, format!("\"{}em\"", length.0)),
            Slot::Number(number, _) => (KeyKind::Number, number.to_string()),
            Slot::Color(color) => (KeyKind::Color, quoted(&value::write_color(*color))),
            Slot::Fill(color) => {
                (KeyKind::ColorOr(value::NONE), or_none(color.map(value::write_color)))
            }
            Slot::Rule(rule) => (KeyKind::Rule, quoted(&value::write_rule(*rule))),
            Slot::RuleOrNone(rule) => {
                (KeyKind::RuleOr(value::NONE), or_none(rule.map(value::write_rule)))
            }
            Slot::Align(align) => {
                let word = ALIGNS.iter().find(|(_, each)| each == align);
                (
                    KeyKind::Word(&["left", "center", "right", "justify"]),
                    quoted(word.map_or("", |(word, _)| word)),
                )
            }
            Slot::Numerals(format) => {
                let word = NUMERALS.iter().find(|(_, each)| each == format);
                (
                    KeyKind::Word(&["decimal", "upper-roman", "upper-letter", "lower-letter"]),
                    quoted(word.map_or("", |(word, _)| word)),
                )
            }
            Slot::Family(family) => {
                // The families that only lend characters are no one's choice.
                let word = FAMILIES.iter().find(|(_, each)| each == family);
                (
                    KeyKind::Word(&["serif", "sans", "mono"]),
                    quoted(word.map_or("serif", |(word, _)| word)),
                )
            }
            Slot::FamilyOrNone(family) => {
                let word = FAMILIES.iter().find(|(_, each)| Some(*each) == *family);
                (
                    KeyKind::Word(&["serif", "sans", "mono", value::NONE]),
                    or_none(word.map(|(word, _)| (*word).to_owned())),
                )
            }
            Slot::LineHeight(LineHeight::Natural, _) => {
                (KeyKind::LengthOr(NATURAL), quoted(NATURAL))
            }
            Slot::LineHeight(LineHeight::Exact(height), _) => {
                (KeyKind::LengthOr(NATURAL), quoted(&value::write_twip(height.twips())))
            }
            Slot::Template(template) => (KeyKind::Template, quoted(template)),
            Slot::Variant(band) => {
                let written = band.as_ref().map_or_else(|| quoted(SAME), parts);
                (KeyKind::Variant(SAME), written)
            }
        };
        if let Some(at) = self.open.last() {
            self.tables[*at].keys.push(Key { name, about, kind, written });
        }
    }
}

/// The parts of a band as one value; those that are empty are left out.
fn parts(band: &Band) -> String {
    let named = ["left", "center", "right"].into_iter().zip(band.parts());
    let parts = named
        .filter(|(_, part)| !part.is_empty())
        .map(|(name, part)| format!("{name} = {}", quoted(part)))
        .collect::<Vec<_>>();
    if parts.is_empty() { quoted("") } else { format!("{{ {} }}", parts.join(", ")) }
}

/// The name of a table or key of TOML.
fn bare_or_quoted(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if name.chars().all(bare) { name.to_owned() } else { quoted(name) }
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", c as u32)),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

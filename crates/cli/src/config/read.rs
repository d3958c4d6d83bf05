//! A configuration file to the layers that it holds: its own, and one for each profile; each thing that is
//! wrong is told at its place.

use std::collections::BTreeMap;

use vanban_article::{Code, Diagnostic, Severity, Source, Span, nearest};
use vanban_theme::tree::{self, Entry, Node, Value as Written};

use super::{KEYS, Key, Kind, Layer, Origin, TABLES, Value};

/// What a configuration file says.
#[derive(Debug, Default)]
pub(crate) struct Config {
    /// What holds always.
    pub(crate) always: Layer,
    /// What holds in a profile, before that.
    pub(crate) profiles: BTreeMap<String, Layer>,
}

/// Reads a configuration file; it can be used if no diagnostic is an error.
pub(crate) fn read(source: &Source) -> (Config, Vec<Diagnostic>) {
    let text = source.text.trim_start_matches('\u{feff}');
    let mut reader = Reader { source, mark: source.text.len() - text.len(), told: Vec::new() };
    let mut config = Config::default();
    match tree::read(text) {
        Err(error) => {
            let span = reader.span(&error.span);
            let message = format!("the configuration is no valid TOML: {}", error.message);
            reader.told.push(Diagnostic::error(Code::CONFIG_SYNTAX, span, message));
        }
        Ok(entries) => {
            let (profiles, own): (Vec<_>, Vec<_>) =
                entries.iter().partition(|entry| entry.name == "profile");
            config.always = reader.layer(own.into_iter(), &["profile"]);
            for entry in profiles {
                config.profiles = reader.profiles(entry);
            }
        }
    }
    (config, reader.told)
}

/// Whether a file with these diagnostics can be used.
pub(crate) fn is_usable(told: &[Diagnostic]) -> bool {
    told.iter().all(|each| each.severity < Severity::Error)
}

struct Reader<'s> {
    source: &'s Source,
    /// The bytes of the byte order mark.
    mark: usize,
    told: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn span(&self, span: &std::ops::Range<usize>) -> Span {
        Span::new(span.start + self.mark, span.end + self.mark)
    }

    fn layer<'e>(&mut self, entries: impl Iterator<Item = &'e Entry>, more: &[&str]) -> Layer {
        let mut layer = Layer::new();
        let mut flat: Vec<(String, &Entry)> = Vec::new();
        for entry in entries {
            match &entry.node.value {
                Written::Table(inner) if TABLES.contains(&&*entry.name) => {
                    flat.extend(
                        inner.iter().map(|key| (format!("{}.{}", entry.name, key.name), key)),
                    );
                }
                _ => flat.push((entry.name.clone(), entry)),
            }
        }
        for (name, entry) in flat {
            let Some(key) = KEYS.iter().find(|key| key.name == name) else {
                self.unknown(&name, entry, more);
                continue;
            };
            match value(key, &entry.node) {
                Ok(value) => {
                    let line = self.source.location(self.span(&entry.span).start).line;
                    let origin = Origin::File { name: self.source.name.clone(), line };
                    layer.insert(key.name, (value, origin));
                }
                Err(wanted) => {
                    let message = format!("the value of `{}` is not right", key.name);
                    let span = self.span(&entry.node.span);
                    let told = Diagnostic::error(Code::CONFIG_VALUE, span, message).hint(wanted);
                    self.told.push(told);
                }
            }
        }
        layer
    }

    fn profiles(&mut self, entry: &Entry) -> BTreeMap<String, Layer> {
        let mut profiles = BTreeMap::new();
        let wanted = "profiles are tables, such as `[profile.ci]`";
        let Written::Table(tables) = &entry.node.value else {
            let span = self.span(&entry.node.span);
            let told = Diagnostic::error(Code::CONFIG_VALUE, span, "`profile` is no table");
            self.told.push(told.hint(wanted));
            return profiles;
        };
        for table in tables {
            let Written::Table(entries) = &table.node.value else {
                let span = self.span(&table.span);
                let message = format!("the profile `{}` is no table", shortened(&table.name));
                let told = Diagnostic::error(Code::CONFIG_VALUE, span, message).hint(wanted);
                self.told.push(told);
                continue;
            };
            profiles.insert(table.name.clone(), self.layer(entries.iter(), &[]));
        }
        profiles
    }

    fn unknown(&mut self, name: &str, entry: &Entry, more: &[&str]) {
        let known = KEYS.iter().map(|key| key.name).chain(more.iter().copied());
        let hint = match nearest(name, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                let names: Vec<_> = KEYS.iter().map(|key| key.name).collect();
                format!("the keys: {}", names.join(", "))
            }
        };
        let message = format!("the key `{}` is unknown", shortened(name));
        let span = self.span(&entry.span);
        self.told.push(Diagnostic::error(Code::CONFIG_UNKNOWN, span, message).hint(hint));
    }
}

fn shortened(name: &str) -> String {
    name.chars().map(|c| if c.is_control() { ' ' } else { c }).take(40).collect()
}

/// The value of a key, or what it should be.
fn value(key: &Key, node: &Node) -> Result<Value, String> {
    let text = |node: &Node| match &node.value {
        Written::Text(text) if !text.is_empty() => Some(text.clone()),
        _ => None,
    };
    let several = |node: &Node| match &node.value {
        Written::List(list) => list.iter().map(text).collect::<Option<Vec<_>>>(),
        _ => text(node).map(|text| vec![text]),
    };
    let wanted = wanted(key.kind);
    match key.kind {
        Kind::Text => text(node).map(Value::Text).ok_or(wanted),
        Kind::Texts => several(node).map(Value::Texts).ok_or(wanted),
        Kind::Word(words) => {
            let known = |text: &String| words.contains(&text.as_str());
            text(node).filter(known).map(Value::Text).ok_or(wanted)
        }
        Kind::Words(words) => {
            let known = |texts: &Vec<String>| {
                !texts.is_empty() && texts.iter().all(|text| words.contains(&text.as_str()))
            };
            several(node).filter(known).map(Value::Texts).ok_or(wanted)
        }
        Kind::Flag => match node.value {
            Written::Flag(flag) => Ok(Value::Flag(flag)),
            _ => Err(wanted),
        },
        Kind::Count => match node.value {
            Written::Number(number)
                if (1.0..=65_535.0).contains(&number) && number.fract() == 0.0 =>
            {
                Ok(Value::Count(number as usize))
            }
            _ => Err(wanted),
        },
    }
}

/// What a value of a kind is, for a hint.
pub(super) fn wanted(kind: Kind) -> String {
    match kind {
        Kind::Text => "a text in quotes".to_owned(),
        Kind::Texts => "a list of texts, such as [\"tin/**/*.md\"]".to_owned(),
        Kind::Word(words) => format!("one of {}", words.join(", ")),
        Kind::Words(words) => format!("one or more of {}", words.join(", ")),
        Kind::Flag => "true or false".to_owned(),
        Kind::Count => "a whole number from 1".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_usable, read};
    use crate::config::{self, Origin};
    use vanban_article::Source;

    fn wrong(text: &str) -> Vec<(&'static str, usize, String)> {
        let source = Source::new("vanban.toml", text);
        let told = read(&source).1.into_iter();
        told.map(|each| {
            let line = source.location(each.span.start).line;
            (each.code.0, line, each.hints.first().cloned().unwrap_or_default())
        })
        .collect()
    }

    #[test]
    fn values_know_their_lines_and_profiles_stand_apart() {
        let text =
            "\u{feff}theme = \"press\"\nto = \"pdf\"\n\n[profile.ci]\nstrict = true\njobs = 4\n";
        let (config, told) = read(&Source::new("x/vanban.toml", text));
        assert!(is_usable(&told), "{told:?}");
        assert_eq!(config::text(&config.always, "theme"), Some("press"));
        assert_eq!(config::texts(&config.always, "to"), Some(["pdf".to_owned()].as_slice()));
        assert!(!config::flag(&config.always, "strict"));
        let ci = &config.profiles["ci"];
        assert_eq!((config::flag(ci, "strict"), config::count(ci, "jobs")), (true, Some(4)));
        let origin = Origin::File { name: "x/vanban.toml".to_owned(), line: 5 };
        assert_eq!(ci["strict"].1, origin);
    }

    #[test]
    fn what_is_wrong_is_told_at_its_line_with_what_is_right() {
        let told =
            wrong("them = \"press\"\njobs = 0\n[profile.ci]\nto = [\"odt\"]\nstrikt = true\n");
        let expected = [
            ("VB0112", 1, "did you mean `theme`?"),
            ("VB0113", 2, "a whole number from 1"),
            ("VB0113", 4, "one or more of pdf, docx"),
            ("VB0112", 5, "did you mean `strict`?"),
        ];
        let told: Vec<_> = told.iter().map(|(code, line, hint)| (*code, *line, &**hint)).collect();
        assert_eq!(told, expected);
        assert_eq!(wrong("theme = \n")[0].0, "VB0111");
        assert_eq!(wrong("profile = 1\n")[0].0, "VB0113");
    }
}

//! Settings: which there are, what they may be, and where a value comes from.
//!
//! ```text
//! command line ─┐
//! environment ──┼─ layers, the first that says something wins ─ settings
//! vanban.toml ──┘  (front matter stands between the environment and the file)
//! ```

pub(crate) mod environment;
pub(crate) mod find;
pub(crate) mod read;
pub(crate) mod resolve;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// A setting.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key {
    /// Its name in configuration files; in the environment `VANBAN_` and the name in capitals.
    pub(crate) name: &'static str,
    /// What it may be.
    pub(crate) kind: Kind,
    /// What it is for.
    pub(crate) about: &'static str,
    /// What holds where nothing is said, as it is shown.
    pub(crate) default: &'static str,
}

/// What a setting may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A text.
    Text,
    /// Several texts.
    Texts,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Several of these words.
    Words(&'static [&'static str]),
    /// Yes or no.
    Flag,
    /// A whole number from 1.
    Count,
    /// A size in bytes with its unit.
    Size,
    /// A size, or none.
    Memory,
    /// A time, or none.
    Time,
}

/// The value of a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// A text, a word, a size or a time.
    Text(String),
    /// Several.
    Texts(Vec<String>),
    /// Yes or no.
    Flag(bool),
    /// A whole number from 1.
    Count(usize),
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The command line.
    CommandLine,
    /// A variable of the environment.
    Environment(String),
    /// A line of a configuration file.
    File {
        /// The file's name.
        name: String,
        /// The line, from 1.
        line: usize,
    },
}

/// What one place says about the settings.
pub(crate) type Layer = BTreeMap<&'static str, (Value, Origin)>;

/// Every setting.
pub(crate) const KEYS: [Key; 31] = [
    Key {
        name: "theme",
        kind: Kind::Text,
        about: "the theme of articles whose front matter names none: a built-in one, or a file that \
                ends in .toml",
        default: "office",
    },
    Key {
        name: "to",
        kind: Kind::Words(&["pdf", "docx"]),
        about: "the papers that are written",
        default: "pdf, docx",
    },
    Key {
        name: "out-dir",
        kind: Kind::Text,
        about: "the folder that papers are written into, in folders as those of the articles below \
                the configuration's folder",
        default: "(beside each article)",
    },
    Key {
        name: "docx-fonts",
        kind: Kind::Word(&["full", "vietnamese", "none"]),
        about: "how much of the fonts a DOCX carries",
        default: "vietnamese",
    },
    Key {
        name: "pdf-standard",
        kind: Kind::Words(&["a-2b", "a-2u", "a-2a", "a-3a", "a-4", "ua-1", "x-4", "1.7", "2.0"]),
        about: "what the PDF conforms to",
        default: "a-2a, ua-1",
    },
    Key {
        name: "strict",
        kind: Kind::Flag,
        about: "whether warnings are errors",
        default: "false",
    },
    Key {
        name: "include",
        kind: Kind::Texts,
        about: "globs of the files that are articles when a folder is given; they count from the \
                configuration's folder",
        default: "*.md, *.markdown",
    },
    Key {
        name: "exclude",
        kind: Kind::Texts,
        about: "globs of files and folders that are left out when a folder is given; they count from \
                the configuration's folder",
        default: "(nothing)",
    },
    Key {
        name: "cache",
        kind: Kind::Text,
        about: "the folder in which papers are kept, so that only what has changed is made again; read \
                as `jobs` is",
        default: "(none)",
    },
    Key {
        name: "jobs",
        kind: Kind::Count,
        about: "how many articles are made at a time; read from the configuration of the folder that \
                vanban is run in",
        default: "(as many as there are cores)",
    },
    Key {
        name: "fail-fast",
        kind: Kind::Flag,
        about: "whether no further article is begun after one that failed; read as `jobs` is",
        default: "false",
    },
    Key {
        name: "message-format",
        kind: Kind::Word(&["human", "short", "json", "sarif", "github"]),
        about: "how diagnostics are told; read as `jobs` is",
        default: "human",
    },
    Key {
        name: "root",
        kind: Kind::Text,
        about: "the folder that pictures may lie in, at any depth; it counts from the configuration's \
                folder",
        default: "(each article's folder)",
    },
    Key {
        name: "font-path",
        kind: Kind::Texts,
        about: "fonts, or folders of fonts, for what the bundled ones do not draw and for themes to \
                name; they count from the configuration's folder",
        default: "(nothing)",
    },
    Key {
        name: "pages",
        kind: Kind::Text,
        about: "the pages that the PDF has, such as 1-3,5,8-",
        default: "(all)",
    },
    Key {
        name: "bleed",
        kind: Kind::Text,
        about: "how far the PDF prints beyond the edge of the paper, such as 3mm",
        default: "0mm",
    },
    Key {
        name: "crop-marks",
        kind: Kind::Flag,
        about: "whether the PDF marks where the paper is to be cut",
        default: "false",
    },
    Key {
        name: "output-profile",
        kind: Kind::Text,
        about: "the ICC profile of the press into whose inks the PDF turns colours; it counts from the \
                configuration's folder",
        default: "(colours stay RGB)",
    },
    Key {
        name: "attach-source",
        kind: Kind::Flag,
        about: "whether the PDF carries the source of the article",
        default: "false",
    },
    Key {
        name: "max-input",
        kind: Kind::Size,
        about: "the largest article that is read",
        default: "32MiB",
    },
    Key {
        name: "max-pages",
        kind: Kind::Count,
        about: "the most pages that an article may have",
        default: "20000",
    },
    Key {
        name: "max-output",
        kind: Kind::Size,
        about: "the largest paper that is written",
        default: "2GiB",
    },
    Key {
        name: "time-limit",
        kind: Kind::Time,
        about: "how long an article may take",
        default: "60s",
    },
    Key {
        name: "memory-limit",
        kind: Kind::Memory,
        about: "how much memory an article may take, each in a process of its own",
        default: "none; with `isolate` 1GiB",
    },
    Key {
        name: "isolate",
        kind: Kind::Flag,
        about: "whether each article is made in a process of its own",
        default: "false",
    },
    Key {
        name: "lang",
        kind: Kind::Word(&["en", "vi"]),
        about: "the language in which things are told; read as `jobs` is",
        default: "en",
    },
    Key {
        name: "check.off",
        kind: Kind::Texts,
        about: "rules of spelling that are off, by their codes or names; `all` for all of them",
        default: "(none)",
    },
    Key {
        name: "check.tone-style",
        kind: Kind::Word(&["majority", "old", "new", "keep"]),
        about: "where tones stand: hòa (old), hoà (new), as most of an article has it, or any",
        default: "majority",
    },
    Key {
        name: "check.words",
        kind: Kind::Texts,
        about: "words that are right although no rule of spelling knows them",
        default: "(none)",
    },
    Key {
        name: "check.word-list",
        kind: Kind::Texts,
        about: "files of such words, one a line, `#` before remarks; from the configuration's folder",
        default: "(none)",
    },
    Key {
        name: "check.decree",
        kind: Kind::Flag,
        about: "whether the capitals and numbers of Nghị định 30/2020/NĐ-CP are asked for",
        default: "false",
    },
];

/// The tables of a configuration file whose keys are settings: `off` of `[check]` is `check.off`.
pub(crate) const TABLES: [&str; 1] = ["check"];

/// Adds to a layer what a lower one says and it does not.
pub(crate) fn below(mut layer: Layer, lower: &Layer) -> Layer {
    for (name, value) in lower {
        layer.entry(name).or_insert_with(|| value.clone());
    }
    layer
}

/// The text of a setting.
pub(crate) fn text<'l>(layer: &'l Layer, name: &str) -> Option<&'l str> {
    match layer.get(name) {
        Some((Value::Text(text), _)) => Some(text),
        _ => None,
    }
}

/// The texts of a setting.
pub(crate) fn texts<'l>(layer: &'l Layer, name: &str) -> Option<&'l [String]> {
    match layer.get(name) {
        Some((Value::Texts(texts), _)) => Some(texts),
        _ => None,
    }
}

/// Whether a setting says yes; no where it says nothing.
pub(crate) fn flag(layer: &Layer, name: &str) -> bool {
    said_flag(layer, name) == Some(true)
}

/// What a setting says, yes or no.
pub(crate) fn said_flag(layer: &Layer, name: &str) -> Option<bool> {
    match layer.get(name) {
        Some((Value::Flag(flag), _)) => Some(*flag),
        _ => None,
    }
}

/// The paths of a setting: those of a file begin with its folder; what was typed may be no UTF-8, as
/// layers are, and is given as it was.
pub(crate) fn paths<P: AsRef<Path>>(
    layer: &Layer,
    name: &str,
    folder: Option<&Path>,
    typed: &[P],
) -> Vec<PathBuf> {
    let texts = match layer.get(name) {
        Some((_, Origin::CommandLine)) if !typed.is_empty() => {
            return typed.iter().map(|path| path.as_ref().to_owned()).collect();
        }
        Some((Value::Texts(texts), _)) => texts.as_slice(),
        Some((Value::Text(text), _)) => std::slice::from_ref(text),
        _ => return Vec::new(),
    };
    let from_file = matches!(layer.get(name), Some((_, Origin::File { .. })));
    let base = folder.filter(|_| from_file).unwrap_or(Path::new(""));
    texts.iter().map(|text| base.join(text)).collect()
}

/// The number of a setting.
pub(crate) fn count(layer: &Layer, name: &str) -> Option<usize> {
    match layer.get(name) {
        Some((Value::Count(count), _)) => Some(*count),
        _ => None,
    }
}

/// What is named by a word of a setting; readers of layers have let only known words in.
pub(crate) fn word<T: Copy>(layer: &Layer, name: &str, words: &[(&str, T)]) -> Option<T> {
    let written = text(layer, name)?;
    words.iter().find(|(word, _)| *word == written).map(|(_, value)| *value)
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Text(text) => write!(f, "{text}"),
            Value::Texts(texts) => write!(f, "{}", texts.join(", ")),
            Value::Flag(flag) => write!(f, "{flag}"),
            Value::Count(count) => write!(f, "{count}"),
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::CommandLine => write!(f, "command line"),
            Origin::Environment(name) => write!(f, "environment, {name}"),
            Origin::File { name, line } => write!(f, "{name}:{line}"),
        }
    }
}

//! Themes by name or from files: those of the command line from anywhere, those of an article from its
//! folder and below it only.

use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use cap_std::ambient_authority;
use cap_std::fs::{Dir, File};
use vanban_article::{Code, Diagnostic, Severity, Source, Span, nearest};
use vanban_fonts::FontLibrary;
use vanban_theme::{Problem, Theme};

use crate::{font_path, needs, report};

/// The largest theme file that is read, in bytes.
const MAX_THEME: u64 = 1 << 20;
/// How many theme files may inherit from one another.
const MAX_CHAIN: usize = 8;

/// Whether a theme is asked for by its file.
pub(crate) fn is_file(name: &str) -> bool {
    name.contains(['/', '\\']) || name.to_ascii_lowercase().ends_with(".toml")
}

/// The theme of this name or file, as [`load_with`], whatever families it names.
///
/// # Errors
///
/// Why there is no such theme, and what to do.
pub(crate) fn load(
    name: &str,
    folder: Option<&Path>,
    strict: bool,
) -> Result<Theme, (String, String)> {
    load_in(name, folder, strict, None)
}

/// The theme of this name or file. What there is to say about files is printed, warnings as errors
/// where `strict`. Files are read from `folder` and below it, or from anywhere; the families that they
/// name are those of `fonts`.
///
/// # Errors
///
/// Why there is no such theme, and what to do.
pub(crate) fn load_with(
    name: &str,
    folder: Option<&Path>,
    strict: bool,
    fonts: &FontLibrary,
) -> Result<Theme, (String, String)> {
    load_in(name, folder, strict, Some(fonts))
}

fn load_in(
    name: &str,
    folder: Option<&Path>,
    strict: bool,
    fonts: Option<&FontLibrary>,
) -> Result<Theme, (String, String)> {
    if !is_file(name) {
        return Theme::named(name).ok_or_else(|| (unknown(name), known(name)));
    }
    let root = match folder.map(|folder| Dir::open_ambient_dir(folder, ambient_authority())) {
        None => None,
        Some(Ok(root)) => Some(root),
        Some(Err(error)) => {
            return Err((format!("cannot open the article's folder: {error}"), String::new()));
        }
    };
    let (chain, reports) = (Vec::new(), Vec::new());
    let mut files = Files { root, shown: folder, strict, fonts, chain, reports };
    let theme = files.load(Path::new(name));
    for (source, diagnostics) in &files.reports {
        report::diagnostics(source, diagnostics);
    }
    theme.map_err(|message| (message, "`vanban theme show office` prints a whole theme".to_owned()))
}

fn unknown(name: &str) -> String {
    format!("no theme is called `{name}`")
}

fn known(name: &str) -> String {
    let names = Theme::names().iter().copied();
    match nearest(name, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the built-in themes: {}", Theme::names().join(", ")),
    }
}

/// Theme files being read.
struct Files<'f> {
    /// The folder that they must lie in, if any.
    root: Option<Dir>,
    /// What that folder is called.
    shown: Option<&'f Path>,
    strict: bool,
    /// The fonts that themes may name, where that matters.
    fonts: Option<&'f FontLibrary>,
    /// The files that led to the one being read.
    chain: Vec<PathBuf>,
    reports: Vec<(Source, Vec<Diagnostic>)>,
}

impl Files<'_> {
    /// Reads a file and those that it inherits from; they are at most [`MAX_CHAIN`].
    fn load(&mut self, path: &Path) -> Result<Theme, String> {
        let path = plain(path);
        let name = match self.shown {
            Some(folder) if folder != Path::new(".") => folder.join(&path).display().to_string(),
            _ => path.display().to_string(),
        };
        if self.chain.contains(&path) {
            return Err(format!("`{name}` inherits from itself"));
        }
        if self.chain.len() >= MAX_CHAIN {
            return Err(format!("more than {MAX_CHAIN} themes inherit from one another"));
        }
        let read = self.read(&path);
        if self.root.is_some() {
            let read = read.as_ref().map(String::as_bytes);
            needs::say(&path.to_string_lossy(), read);
        }
        let text = read.map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => format!("no such theme file: `{name}`"),
            io::ErrorKind::PermissionDenied if self.root.is_some() => {
                format!("`{name}` leads out of the article's folder or may not be read")
            }
            io::ErrorKind::FileTooLarge => {
                format!("`{name}` is larger than {} KiB", MAX_THEME >> 10)
            }
            io::ErrorKind::InvalidData => format!("`{name}` is not UTF-8"),
            _ => format!("cannot read `{name}`: {error}"),
        })?;
        let folder = path.parent().map(Path::to_owned).unwrap_or_default();
        self.chain.push(path);
        let read = Theme::from_toml(&text, &mut |parent| {
            if is_file(parent) { self.load(&folder.join(parent)) } else { Err(unknown(parent)) }
        });
        self.chain.pop();
        let mut diagnostics = diagnostics(&read.problems);
        if let Some(fonts) = self.fonts {
            diagnostics.extend(font_path::unknown_families(&read, fonts));
        }
        if self.strict {
            diagnostics.iter_mut().for_each(|each| each.severity = Severity::Error);
        }
        let usable = diagnostics.iter().all(|each| each.severity < Severity::Error);
        self.reports.push((Source::new(&*name, text), diagnostics));
        if usable { Ok(read.theme) } else { Err(format!("the theme `{name}` cannot be used")) }
    }

    fn read(&self, path: &Path) -> io::Result<String> {
        // Asked before opening: opening a pipe would wait for who writes into it.
        let (file, kind) = match &self.root {
            Some(root) => {
                let kind = root.metadata(path)?;
                (if kind.is_file() { Some(root.open(path)?) } else { None }, kind)
            }
            None => {
                let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty());
                let folder = folder.unwrap_or(Path::new("."));
                let name = path.file_name().ok_or(io::ErrorKind::NotFound)?;
                let kind = Dir::open_ambient_dir(folder, ambient_authority())?.metadata(name)?;
                let file = kind.is_file().then(|| File::open_ambient(path, ambient_authority()));
                (file.transpose()?, kind)
            }
        };
        let Some(file) = file else { return Err(io::Error::other("not a regular file")) };
        if kind.len() > MAX_THEME {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let mut text = String::new();
        file.take(MAX_THEME).read_to_string(&mut text)?;
        Ok(text)
    }
}

/// The diagnostics of a file's problems: of very many only the first, for a file that is not meant
/// as a theme has one a line.
fn diagnostics(problems: &[Problem]) -> Vec<Diagnostic> {
    const SHOWN: usize = 50;
    let mut shown: Vec<Diagnostic> = problems.iter().take(SHOWN).map(diagnostic).collect();
    if let Some(next) = problems.get(SHOWN) {
        let more = problems.len() - SHOWN;
        // The error that makes the file useless may be among those that are not shown.
        let worst = problems[SHOWN..].iter().find(|problem| problem.kind.is_error());
        let mut last = diagnostic(worst.unwrap_or(next));
        last.message = format!("{} (the first of {more} more things)", last.message);
        shown.push(last);
    }
    shown
}

/// The diagnostic of what is wrong with a theme file.
fn diagnostic(problem: &Problem) -> Diagnostic {
    let (code, span) = (Code(problem.kind.code()), Span::new(problem.span.start, problem.span.end));
    let mut diagnostic = if problem.kind.is_error() {
        Diagnostic::error(code, span, &*problem.message)
    } else {
        Diagnostic::warning(code, span, &*problem.message)
    };
    if let Some(hint) = &problem.hint {
        diagnostic = diagnostic.hint(&**hint);
    }
    if let Some(choice) = &problem.choice {
        let near = nearest(&choice.written, choice.known.iter().copied());
        diagnostic = diagnostic.hint(match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known here: {}", choice.known.join(", ")),
        });
    }
    diagnostic
}

/// A path without `.` and, where it can be told, without `..`, so that one file has one path.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(plain.components().next_back(), Some(Component::Normal(_))) =>
            {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::{Dir, ambient_authority, is_file, load, plain};
    use std::path::{Path, PathBuf};

    #[test]
    fn a_file_is_told_from_a_name() {
        assert!(is_file("a.toml") && is_file("./a") && is_file("A.TOML"));
        assert!(!is_file("office"));
        assert_eq!(plain(Path::new("./a/../b/./c.toml")), PathBuf::from("b/c.toml"));
        assert_eq!(plain(Path::new("../c.toml")), PathBuf::from("../c.toml"));
    }

    #[test]
    fn files_that_inherit_in_a_circle_or_too_deep_are_refused() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = Dir::open_ambient_dir(folder.path(), ambient_authority()).expect("it is there");
        let write = |name: &str, parent: &str| {
            let text = format!("inherit = \"{parent}\"\n");
            root.write(name, text).expect("it can be written");
        };
        write("a.toml", "b.toml");
        write("b.toml", "./a.toml");
        write("0.toml", "press");
        for at in 1..10 {
            write(&format!("{at}.toml"), &format!("{}.toml", at - 1));
        }
        let load = |name: &str| load(name, Some(folder.path()), false);
        assert!(load("a.toml").is_err());
        assert!(load("9.toml").is_err());
        assert_eq!(load("7.toml").map(|theme| theme.name).as_deref(), Ok("press"));
        assert!(load("../a.toml").is_err() && load("no.toml").is_err());
    }
}

//! Which articles there are: files by name, folders walked, globs that the shell did not expand.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::{DirEntry, WalkBuilder};
use vanban_article::Code;

use crate::config::find::whole;
use crate::config::resolve::{Resolver, Seen, Settings, glob};
use crate::settings::{Input, UsageError};
use crate::{files, report};

/// An article that was found.
#[derive(Debug)]
pub(crate) struct Article {
    /// Where it is read from.
    pub(crate) input: Input,
    /// The folder, of those that were given, that it was found in: below it trees are mirrored.
    pub(crate) root: PathBuf,
    /// Its settings.
    pub(crate) settings: Arc<Settings>,
}

/// The articles that arguments name, in the order of the arguments, those of a folder by name.
///
/// # Errors
///
/// Where an argument names nothing, or a configuration is wrong.
pub(crate) fn articles(
    arguments: &[PathBuf],
    resolver: &mut Resolver<'_>,
) -> Result<Vec<Article>, UsageError> {
    let mut articles = Vec::new();
    let mut missing = false;
    for argument in arguments {
        if argument.as_os_str() == "-" {
            let settings = resolver.of(Path::new("."))?;
            articles.push(Article { input: Input::Stdin, root: PathBuf::from("."), settings });
        } else if argument.is_dir() {
            let before = articles.len();
            folder(argument, None, resolver, &mut articles)?;
            if articles.len() == before {
                return Err(UsageError {
                    message: format!("no article in the folder `{}`", argument.display()),
                    hint:
                        "articles are named *.md or *.markdown, are not hidden and not left out by \
                           .gitignore, `include` or `exclude`"
                            .to_owned(),
                });
            }
        } else if argument.symlink_metadata().is_err() && is_glob(argument) {
            let before = articles.len();
            let (root, pattern) = split(argument);
            if root.is_dir() {
                folder(&root, Some(&pattern), resolver, &mut articles)?;
            }
            if articles.len() == before {
                let message = format!("no file matches `{}`", argument.display());
                let hint = "`*` ends at a slash; `**/` stands for any folders".to_owned();
                return Err(UsageError { message, hint });
            }
        } else if let Err((source, diagnostic)) = files::check(argument) {
            report::diagnostics(&source, &[*diagnostic]);
            missing = true;
        } else {
            let root = files::parent(argument).to_owned();
            let settings = resolver.of(&root)?;
            articles.push(Article { input: Input::File(argument.clone()), root, settings });
        }
    }
    if missing { Err(UsageError::told()) } else { Ok(articles) }
}

fn is_glob(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '[', '{'])
}

/// A glob's folder, which no sign of a glob stands in, and the rest.
pub(crate) fn split(path: &Path) -> (PathBuf, String) {
    let mut root = PathBuf::new();
    let mut rest = Vec::new();
    for part in path.components() {
        if rest.is_empty() && !is_glob(Path::new(part.as_os_str())) {
            root.push(part);
        } else {
            rest.push(part.as_os_str().to_string_lossy().into_owned());
        }
    }
    if root.as_os_str().is_empty() {
        root.push(".");
    }
    (root, rest.join("/"))
}

/// Adds the articles below a folder: those that its settings include, or those that a glob names.
fn folder(
    root: &Path,
    pattern: Option<&str>,
    resolver: &mut Resolver<'_>,
    articles: &mut Vec<Article>,
) -> Result<(), UsageError> {
    let matcher = pattern.map(glob).transpose()?.map(|glob| glob.compile_matcher());
    let here = whole(root);
    let mut walk = WalkBuilder::new(root);
    // Not what this machine ignores elsewhere: the same tree has the same articles everywhere.
    walk.require_git(false).git_global(false).git_exclude(false);
    walk.sort_by_file_name(std::cmp::Ord::cmp);
    if let Some(pattern) = pattern.filter(|pattern| !pattern.contains("**")) {
        walk.max_depth(Some(pattern.split('/').count()));
    }
    let outer = resolver.of(root)?;
    let (given, settled) = (root.to_owned(), here.clone());
    walk.filter_entry(move |entry| {
        let below = entry.path().strip_prefix(&given).unwrap_or(entry.path());
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        entry.depth() == 0 || !is_folder || !leaves_out(&outer, below, &settled.join(below))
    });
    for entry in walk.build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let message = format!("a part of `{}` is left out: {error}", root.display());
                report::warning(Code::LEFT_OUT, &message, "check its rights");
                continue;
            }
        };
        let path = entry.path();
        let below = path.strip_prefix(root).unwrap_or(path);
        let kind = entry.file_type();
        if kind.is_none_or(|kind| kind.is_dir()) || below.as_os_str().is_empty() {
            continue;
        }
        if kind.is_some_and(|kind| !kind.is_file() && !kind.is_symlink()) {
            continue;
        }
        let settings = resolver.of(files::parent(path))?;
        let whole = here.join(below);
        let seen = Seen { given: below, config: from_config(&settings, &whole) };
        let wanted = match &matcher {
            Some(matcher) => matcher.is_match(below) && !settings.filter.leaves_out(seen),
            None => settings.filter.takes(seen),
        };
        if kind.is_some_and(|kind| kind.is_symlink()) && !is_inside(&entry, &here, wanted) {
            continue;
        }
        if wanted {
            let plain = |path: &Path| path.strip_prefix(".").unwrap_or(path).to_owned();
            articles.push(Article { input: Input::File(plain(path)), root: plain(root), settings });
        }
    }
    Ok(())
}

fn leaves_out(settings: &Settings, below: &Path, whole: &Path) -> bool {
    let seen = Seen { given: below, config: from_config(settings, whole) };
    settings.filter.leaves_out(seen)
}

/// A path as the configuration counts it.
fn from_config<'p>(settings: &Settings, whole: &'p Path) -> Option<&'p Path> {
    let (folder, _) = settings.config.as_ref()?;
    whole.strip_prefix(folder).ok()
}

/// Whether a link leads to a file of the same folder; one that leads out of it is told where it would
/// have been an article or a folder of them.
fn is_inside(entry: &DirEntry, here: &Path, wanted: bool) -> bool {
    // A link that leads nowhere is an article that cannot be read.
    let Ok(target) = entry.path().canonicalize() else { return true };
    let is_folder = target.is_dir();
    if target.starts_with(here) {
        return !is_folder;
    }
    if wanted || is_folder {
        let message = format!("the link `{}` leads out of the folder", entry.path().display());
        report::warning(Code::LEFT_OUT, &message, "give what it leads to by its own name");
    }
    false
}

#[cfg(test)]
mod tests {
    use super::split;
    use std::path::{Path, PathBuf};

    #[test]
    fn a_glob_begins_where_its_first_sign_stands() {
        let parts = |text: &str| {
            let (root, rest) = split(Path::new(text));
            (root.display().to_string(), rest)
        };
        assert_eq!(parts("tin/2026/**/a*.md"), ("tin/2026".to_owned(), "**/a*.md".to_owned()));
        assert_eq!(parts("*.md"), (".".to_owned(), "*.md".to_owned()));
        assert_eq!(parts("/x/{a,b}/c"), ("/x".to_owned(), "{a,b}/c".to_owned()));
        assert_eq!(PathBuf::from("./a").strip_prefix(".").ok(), Some(Path::new("a")));
    }
}

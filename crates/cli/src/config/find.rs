//! The configuration of an article: the nearest `vanban.toml` in its folder or above it, up to the root
//! of its repository.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use vanban_article::{Code, Diagnostic, Source, Span};

use super::read::{Config, is_usable, read};
use crate::args::batch::ConfigArgs;
use crate::settings::UsageError;
use crate::{files, report};

/// What configuration files are called.
pub(crate) const NAME: &str = "vanban.toml";
/// The largest configuration file that is read, in bytes.
const MOST: u64 = 1 << 20;

/// A configuration file.
#[derive(Debug)]
pub(crate) struct Found {
    /// What it says.
    pub(crate) config: Config,
    /// Its folder, absolute and without links.
    pub(crate) folder: PathBuf,
    /// Its folder as it is shown and as paths in it begin: from the working folder where it lies below.
    pub(crate) shown: PathBuf,
}

/// The configuration files of folders, each read once.
#[derive(Debug)]
pub(crate) struct Configs {
    /// The working folder.
    here: PathBuf,
    /// The one for all articles, if one was asked for, or none at all.
    only: Option<Option<Arc<Found>>>,
    /// Those of folders that have been asked for.
    known: BTreeMap<PathBuf, Option<Arc<Found>>>,
}

impl Configs {
    /// Configurations as the command line asks for them.
    ///
    /// # Errors
    ///
    /// Where the one that it names cannot be used.
    pub(crate) fn new(args: &ConfigArgs) -> Result<Configs, UsageError> {
        let here = Path::new(".").canonicalize().unwrap_or_default();
        let mut configs = Configs { here, only: None, known: BTreeMap::new() };
        if args.no_config {
            configs.only = Some(None);
        } else if let Some(path) = &args.config {
            let folder = whole(files::parent(path));
            configs.only = Some(Some(Arc::new(configs.load(path, folder)?)));
        }
        Ok(configs)
    }

    /// The configuration of a folder, absolute and without links.
    ///
    /// # Errors
    ///
    /// Where it cannot be used; what is wrong with it has been told.
    pub(crate) fn of(&mut self, folder: &Path) -> Result<Option<Arc<Found>>, UsageError> {
        if let Some(only) = &self.only {
            return Ok(only.clone());
        }
        let mut passed = Vec::new();
        let mut found = None;
        for above in folder.ancestors() {
            if let Some(known) = self.known.get(above) {
                found = known.clone();
                break;
            }
            passed.push(above);
            let path = above.join(NAME);
            if path.symlink_metadata().is_ok() {
                found = Some(Arc::new(self.load(&path, above.to_owned())?));
                break;
            }
            if above.join(".git").symlink_metadata().is_ok() {
                break;
            }
        }
        for above in passed {
            self.known.insert(above.to_owned(), found.clone());
        }
        Ok(found)
    }

    fn load(&self, path: &Path, folder: PathBuf) -> Result<Found, UsageError> {
        let shown = folder.strip_prefix(&self.here).map_or_else(|_| folder.clone(), Path::to_owned);
        let name = shown.join(path.file_name().unwrap_or_default()).display().to_string();
        let text = files::text(path, MOST).map_err(|error| {
            let why = match error.kind() {
                io::ErrorKind::FileTooLarge => format!("it is larger than {} MiB", MOST >> 20),
                io::ErrorKind::InvalidData => "it is not UTF-8".to_owned(),
                _ => error.to_string(),
            };
            let message = format!("the configuration cannot be read: {why}");
            let told = Diagnostic::error(Code::CONFIG_FILE, Span::default(), message)
                .hint("`--no-config` builds without it");
            report::diagnostics(&Source::new(&*name, ""), &[told]);
            UsageError::told()
        })?;
        let source = Source::new(name, text);
        let (config, told) = read(&source);
        report::diagnostics(&source, &told);
        if !is_usable(&told) {
            return Err(UsageError::told());
        }
        Ok(Found { config, folder, shown })
    }
}

/// A folder's absolute path without links; as it is where the folder is not there.
pub(crate) fn whole(folder: &Path) -> PathBuf {
    let absolute = || std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    folder.canonicalize().unwrap_or_else(|_| absolute())
}

#[cfg(test)]
mod tests {
    use super::{Configs, files, whole};
    use crate::args::batch::ConfigArgs;
    use crate::config::text;

    #[test]
    fn the_nearest_configuration_up_to_the_repository_is_an_articles_own() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = whole(folder.path());
        let write = |path: &str, text: &str| {
            let written = files::write_new(&root.join(path), text);
            assert!(written.is_ok_and(|written| written));
        };
        write("vanban.toml", "theme = \"report\"\n");
        write("a/b/x.md", "x");
        write("c/vanban.toml", "theme = \"press\"\n");
        write("c/d/x.md", "x");
        write("repo/.git/HEAD", "x");
        let mut configs = Configs::new(&ConfigArgs::default()).expect("nothing is asked for");
        let mut theme = |path: &str| {
            let found = configs.of(&root.join(path)).expect("all can be used");
            found.and_then(|found| text(&found.config.always, "theme").map(str::to_owned))
        };
        assert_eq!(theme("a/b").as_deref(), Some("report"));
        assert_eq!(theme("a").as_deref(), Some("report"));
        assert_eq!(theme("c/d").as_deref(), Some("press"));
        assert_eq!(theme("repo"), None);
        let none = ConfigArgs { no_config: true, ..ConfigArgs::default() };
        let mut none = Configs::new(&none).expect("nothing is asked for");
        assert!(none.of(&root).expect("none is read").is_none());
    }
}

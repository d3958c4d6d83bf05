//! Where things lie: samples, inputs, accepted outputs, and what a run leaves behind.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The root of the workspace.
#[must_use]
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests lie in the workspace")
}

/// The folder of this package.
#[must_use]
pub fn tests() -> PathBuf {
    root().join("tests")
}

/// What runs leave behind; not under version control.
#[must_use]
pub fn out() -> PathBuf {
    tests().join("out")
}

/// A folder of [`out`], emptied. The first call waits until no other run uses them.
///
/// # Panics
/// If it cannot be made.
#[must_use]
pub fn emptied(name: &str) -> PathBuf {
    static OURS: OnceLock<File> = OnceLock::new();
    let out = out();
    let _ours = OURS.get_or_init(|| {
        std::fs::create_dir_all(&out).expect("the tests' folder can be made");
        let file = File::create(out.join("lock")).expect("the tests' folder can be written");
        file.lock().expect("files can be locked");
        file
    });
    let folder = out.join(name);
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).expect("the tests' folder can be written");
    folder
}

/// The accepted output of this name.
#[must_use]
pub fn reference(name: &str) -> PathBuf {
    tests().join("ref").join(name)
}

/// The articles that are shown, by name.
#[must_use]
pub fn samples() -> Vec<PathBuf> {
    articles(&root().join("samples"))
}

/// The small articles, one construct each, by name.
#[must_use]
pub fn suite() -> Vec<PathBuf> {
    articles(&tests().join("suite"))
}

/// The inputs that are wrong.
#[must_use]
pub fn bad() -> PathBuf {
    tests().join("suite/bad")
}

/// The Markdown files of a folder, by name.
fn articles(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("a folder can be listed").path())
        .filter(|path| path.extension().is_some_and(|end| end == "md"))
        .collect();
    found.sort();
    assert!(!found.is_empty(), "no article in {}", folder.display());
    found
}

/// The name of an article, without folder and extension.
///
/// # Panics
/// On a name that is not UTF-8: the project has none.
#[must_use]
pub fn stem(article: &Path) -> String {
    article
        .file_stem()
        .and_then(|stem| stem.to_str())
        .expect("articles have names in UTF-8")
        .to_owned()
}

//! What an article's papers need besides its source: pictures, and theme files that its front matter
//! names, each by its name as it counts from the article's folder, with the hash of its bytes; above the
//! folder only what lies below the root that was named for pictures.
//!
//! Who reads such a file says so here; who makes an article gathers what was said.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use cap_std::ambient_authority;
use cap_std::fs::Dir;
use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::pictures;

/// A file that papers need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Need {
    /// Its name, from the article's folder.
    pub(crate) path: String,
    /// The hash of its bytes; none where it is not there, for then its coming changes the papers.
    pub(crate) blake3: Option<Digest>,
}

/// What was said while an article was made.
#[derive(Debug, Default)]
pub(crate) struct Needs {
    files: BTreeMap<String, Option<Digest>>,
    /// Whether something could not be read for a reason that may pass, or changed meanwhile.
    uncertain: bool,
}

thread_local! {
    static NEEDS: RefCell<Option<Needs>> = const { RefCell::new(None) };
}

impl Needs {
    /// The files, by name; none where it is uncertain what the papers were made of.
    pub(crate) fn certain(self) -> Option<Vec<Need>> {
        let need = |(path, blake3)| Need { path, blake3 };
        (!self.uncertain).then(|| self.files.into_iter().map(need).collect())
    }
}

/// Works, and returns with the result what was needed meanwhile on this thread.
pub(crate) fn gather<T>(work: impl FnOnce() -> T) -> (T, Needs) {
    NEEDS.set(Some(Needs::default()));
    let done = work();
    (done, NEEDS.take().unwrap_or_default())
}

/// Says that a file was read, or could not be.
pub(crate) fn say(path: &str, read: Result<&[u8], &io::Error>) {
    NEEDS.with_borrow_mut(|needs| {
        let Some(needs) = needs else { return };
        let digest = match read {
            Ok(bytes) => Some(Digest::of(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(_) => {
                needs.uncertain = true;
                None
            }
        };
        let before = needs.files.insert(path.to_owned(), digest);
        needs.uncertain |= before.is_some_and(|before| before != digest);
    });
}

/// A step from a folder to the one above it.
const ABOVE: &str = "../";

/// A path from a root, as it counts from a folder that lies `below` it.
pub(crate) fn from_folder(below: &[&str], path: &str) -> String {
    let names: Vec<&str> = path.split('/').collect();
    let folders = &names[..names.len() - 1];
    let same = below.iter().zip(folders).take_while(|(one, other)| one == other).count();
    ABOVE.repeat(below.len() - same) + &names[same..].join("/")
}

/// Whether the files are as they were.
pub(crate) fn hold(needs: &[Need], folder: &Path) -> bool {
    if needs.is_empty() {
        return true;
    }
    let Ok(root) = Dir::open_ambient_dir(folder, ambient_authority()) else { return false };
    let read = |path: &str| {
        let rest = path.trim_start_matches(ABOVE);
        if rest.len() == path.len() {
            return pictures::read(&root, path);
        }
        let above = folder.canonicalize()?.join(&path[..path.len() - rest.len()]);
        pictures::read(&Dir::open_ambient_dir(above, ambient_authority())?, rest)
    };
    needs.iter().all(|need| match read(&need.path) {
        Ok(bytes) => need.blake3 == Some(Digest::of(&bytes)),
        Err(error) => error.kind() == io::ErrorKind::NotFound && need.blake3.is_none(),
    })
}

#[cfg(test)]
mod tests {
    use super::{gather, hold, say};
    use crate::files;
    use crate::settings::Output;
    use std::io;

    #[test]
    fn what_is_needed_is_gathered_once_and_compared_later() {
        let missing = io::Error::from(io::ErrorKind::NotFound);
        let ((), needs) = gather(|| {
            say("b.png", Ok(b"x"));
            say("a.png", Err(&missing));
            say("b.png", Ok(b"x"));
        });
        let needs = needs.certain().expect("nothing changed");
        let names: Vec<_> = needs.iter().map(|need| need.path.as_str()).collect();
        assert_eq!(names, ["a.png", "b.png"]);
        let folder = tempfile::tempdir().expect("a temporary folder");
        assert!(!hold(&needs, folder.path()));
        let write = |name: &str| {
            let written = files::write_new(&folder.path().join(name), "x");
            assert!(written.is_ok_and(|written| written));
        };
        write("b.png");
        assert!(hold(&needs, folder.path()));
        write("a.png");
        assert!(!hold(&needs, folder.path()));
    }

    #[test]
    fn a_path_from_a_root_counts_from_the_folder() {
        assert_eq!(super::from_folder(&[], "img/a.png"), "img/a.png");
        assert_eq!(super::from_folder(&["bai", "tin"], "bai/tin/a.png"), "a.png");
        assert_eq!(super::from_folder(&["bai", "tin"], "bai/img/a.png"), "../img/a.png");
        assert_eq!(super::from_folder(&["bai"], "bai"), "../bai");
    }

    #[test]
    fn what_is_needed_above_the_folder_is_compared_too() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let write = |text: &str| {
            let output = Output::File(root.path().join("a.png"));
            files::write(&output, text.as_bytes()).expect("it can be written");
        };
        files::make_folder(&root.path().join("bai")).expect("it can be made");
        write("x");
        let (_, needs) = gather(|| say("../a.png", Ok(b"x")));
        let needs = needs.certain().expect("nothing changed");
        assert!(hold(&needs, &root.path().join("bai")));
        write("y");
        assert!(!hold(&needs, &root.path().join("bai")));
    }

    #[test]
    fn what_changes_meanwhile_or_may_not_be_read_is_uncertain() {
        let refused = io::Error::from(io::ErrorKind::PermissionDenied);
        assert!(gather(|| say("a", Err(&refused))).1.certain().is_none());
        let changed = gather(|| {
            say("a", Ok(b"1"));
            say("a", Ok(b"2"));
        });
        assert!(changed.1.certain().is_none());
        say("nobody listens", Ok(b""));
    }
}

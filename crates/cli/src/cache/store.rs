//! The folder of a cache: papers by the hash of their bytes, entries by the hash of what leads to them, an
//! index for each working folder.
//!
//! ```text
//! CACHEDIR.TAG
//! 1/papers/3f/3f09…   the bytes
//! 1/entries/a0/a07c…  a line with the hash of the rest, then what is known, the newest first
//! 1/index/5be1…       the same, a line a job
//! ```
#![allow(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "the one place where the cache is read and written"
)]

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::known::Known;
use crate::digest::Digest;

/// What an entry holds at most: a source with other pictures or themes each time.
const VARIANTS: usize = 8;
/// The largest entry or index that is read, in bytes.
const MOST: u64 = 1 << 30;
/// What tells other programs that the folder need not be saved (<https://bford.info/cachedir/>).
const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n\
    # This folder is a cache of vanban. It may be deleted at any time.\n";

/// Something in the cache whose bytes are not those that were written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Damaged;

/// The folder.
#[derive(Debug)]
pub(super) struct Store {
    folder: PathBuf,
    /// The name of the index.
    index: PathBuf,
}

impl Store {
    /// The folder, made if it is missing, and what is wrong where that is not possible.
    pub(super) fn open(folder: &Path) -> (Store, Option<String>) {
        let here = Path::new(".").canonicalize().unwrap_or_default();
        let name = Digest::of(here.as_os_str().as_encoded_bytes()).to_string();
        let store = Store { folder: folder.to_owned(), index: Path::new("1/index").join(name) };
        let tag = folder.join("CACHEDIR.TAG");
        let made = fs::create_dir_all(folder.join("1"))
            .and_then(|()| if tag.exists() { Ok(()) } else { fs::write(&tag, TAG) });
        (store, made.err().map(|error| error.to_string()))
    }

    /// The folder's name.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// A paper; none where it is not kept.
    ///
    /// # Errors
    ///
    /// Where other bytes lie under its name; they are removed.
    pub(super) fn paper(&self, digest: Digest) -> Result<Option<Vec<u8>>, Damaged> {
        let path = self.path("papers", digest);
        let Ok(bytes) = read(&path) else { return Ok(None) };
        if Digest::of(&bytes) == digest {
            return Ok(Some(bytes));
        }
        let _ = fs::remove_file(path);
        Err(Damaged)
    }

    /// Keeps a paper.
    ///
    /// # Errors
    ///
    /// What the operating system says.
    pub(super) fn keep_paper(&self, digest: Digest, bytes: &[u8]) -> io::Result<()> {
        let path = self.path("papers", digest);
        // Bytes of another size under its name are damaged: found when they are read, replaced here.
        if fs::metadata(&path).is_ok_and(|file| file.len() == bytes.len() as u64) {
            return Ok(());
        }
        write(&path, bytes)
    }

    /// What is known under a key, the newest first.
    ///
    /// # Errors
    ///
    /// Where it is damaged; it is removed.
    pub(super) fn entry(&self, key: Digest) -> Result<Vec<Known>, Damaged> {
        let path = self.path("entries", key);
        let Ok(bytes) = read(&path) else { return Ok(Vec::new()) };
        let known = checked(&bytes).and_then(|text| serde_json::from_str(text).ok());
        known.ok_or_else(|| {
            let _ = fs::remove_file(path);
            Damaged
        })
    }

    /// Keeps what is known under a key, before what was known.
    ///
    /// # Errors
    ///
    /// What the operating system says.
    pub(super) fn keep_entry(
        &self,
        key: Digest,
        known: &Known,
        before: Vec<Known>,
    ) -> io::Result<()> {
        let mut all = before;
        all.retain(|other| other.needs != known.needs || !other.is_told_as(known));
        all.insert(0, known.clone());
        all.truncate(VARIANTS);
        write(&self.path("entries", key), with_hash(&serde_json::to_string(&all)?).as_bytes())
    }

    /// The index of the working folder; none where there is none, or it is damaged.
    pub(super) fn index(&self) -> Option<String> {
        let bytes = read(&self.folder.join(&self.index)).ok()?;
        checked(&bytes).map(str::to_owned)
    }

    /// Keeps the index of the working folder.
    ///
    /// # Errors
    ///
    /// What the operating system says.
    pub(super) fn keep_index(&self, text: &str) -> io::Result<()> {
        write(&self.folder.join(&self.index), with_hash(text).as_bytes())
    }

    fn path(&self, kind: &str, digest: Digest) -> PathBuf {
        let name = digest.to_string();
        self.folder.join("1").join(kind).join(&name[..2]).join(name)
    }
}

fn with_hash(text: &str) -> String {
    format!("{}\n{text}", Digest::of(text.as_bytes()))
}

/// The text after its hash.
fn checked(bytes: &[u8]) -> Option<&str> {
    let (hash, text) = std::str::from_utf8(bytes).ok()?.split_once('\n')?;
    (Digest::read(hash)? == Digest::of(text.as_bytes())).then_some(text)
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Writes a file under its name only when it is whole. It is not forced to the disk: what a fall of the
/// machine leaves of it is found by its hash.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = crate::files::temporary(folder)?;
    file.write_all(bytes)?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Damaged, Store};
    use crate::cache::known::Known;
    use crate::digest::Digest;
    use crate::needs::Need;

    #[test]
    fn what_is_damaged_is_found_and_what_is_whole_is_read() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (store, trouble) = Store::open(folder.path());
        assert_eq!(trouble, None);
        let digest = Digest::of(b"giay");
        assert_eq!(store.paper(digest), Ok(None));
        store.keep_paper(digest, b"giay").expect("it can be written");
        assert_eq!(store.paper(digest), Ok(Some(b"giay".to_vec())));
        std::fs::write(store.path("papers", digest), "giat").expect("it can be written");
        assert_eq!(store.paper(digest), Err(Damaged));
        assert_eq!(store.paper(digest), Ok(None));
        store.keep_index("một\n").expect("it can be written");
        assert_eq!(store.index().as_deref(), Some("một\n"));
    }

    #[test]
    fn an_entry_holds_what_is_known_with_other_needs() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (store, _) = Store::open(folder.path());
        let (key, source) = (Digest::of(b"k"), Digest::of(b"s"));
        let known = |picture: &[u8]| {
            let need = Need { path: "a.png".to_owned(), blake3: Some(Digest::of(picture)) };
            Known::new("a.md", source, vec![need], None, Some(Vec::new()), &[])
        };
        for picture in [b"1", b"2", b"1"] {
            let before = store.entry(key).expect("it is whole");
            store.keep_entry(key, &known(picture), before).expect("it can be written");
        }
        let all = store.entry(key).expect("it is whole");
        assert_eq!(all.len(), 2);
        assert_eq!(all[0].needs, known(b"1").needs);
        std::fs::write(store.path("entries", key), "x\n[]").expect("it can be written");
        assert!(store.entry(key).is_err());
        assert!(store.entry(key).is_ok_and(|all| all.is_empty()));
    }
}

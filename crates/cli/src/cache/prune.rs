//! Making a cache smaller: what was written longest ago goes first.
#![allow(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "the one place where files of the cache are removed"
)]

use std::fs;
use std::io;
use std::path::Path;
use std::time::SystemTime;

/// What was removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pruned {
    /// How many files there were.
    pub(crate) files: usize,
    /// How many are removed.
    pub(crate) removed: usize,
    /// How many bytes are left.
    pub(crate) bytes: u64,
}

/// Removes the oldest files of a cache until the rest is no larger than `most` bytes.
///
/// # Errors
///
/// Where the folder is no cache, or what the operating system says.
pub(crate) fn prune(folder: &Path, most: u64) -> io::Result<Pruned> {
    if !folder.join("CACHEDIR.TAG").is_file() || !folder.join("1").is_dir() {
        return Err(io::Error::other("this folder is no cache of vanban"));
    }
    let mut found = Vec::new();
    let mut folders = vec![folder.join("1")];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            if kind.is_dir() {
                folders.push(entry.path());
            } else if let Ok(file) = entry.metadata() {
                let modified = file.modified().unwrap_or(SystemTime::UNIX_EPOCH);
                found.push((modified, entry.path(), file.len()));
            }
        }
    }
    found.sort();
    let mut pruned =
        Pruned { files: found.len(), removed: 0, bytes: found.iter().map(|each| each.2).sum() };
    for (_, path, bytes) in found {
        if pruned.bytes <= most {
            break;
        }
        fs::remove_file(path)?;
        pruned.removed += 1;
        pruned.bytes -= bytes;
    }
    Ok(pruned)
}

/// The bytes that a size such as `500M` or `2GiB` stands for.
pub(crate) fn size(text: &str) -> Option<u64> {
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let number: u64 = text[..digits].parse().ok()?;
    let unit = text[digits..].trim().to_ascii_lowercase();
    let shift = match unit.trim_end_matches('b').trim_end_matches('i') {
        "" => 0,
        "k" => 10,
        "m" => 20,
        "g" => 30,
        "t" => 40,
        _ => return None,
    };
    number.checked_mul(1 << shift)
}

#[cfg(test)]
mod tests {
    use super::{prune, size};

    #[test]
    fn sizes_have_units() {
        assert_eq!(size("500"), Some(500));
        assert_eq!(size("2K"), Some(2048));
        assert_eq!((size("3 MiB"), size("1gb")), (Some(3 << 20), Some(1 << 30)));
        assert_eq!((size("x"), size("5 q"), size("")), (None, None, None));
    }

    #[test]
    fn only_a_cache_is_made_smaller() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("below")).expect("it can be made");
            std::fs::write(path, text).expect("it can be written");
        };
        write("1/papers/ab/x", "123456");
        write("1/papers/ab/y", "123456");
        assert!(prune(folder.path(), 0).is_err());
        write("CACHEDIR.TAG", "");
        let pruned = prune(folder.path(), 8).expect("it is a cache");
        assert_eq!((pruned.files, pruned.removed, pruned.bytes), (2, 1, 6));
    }
}

//! Gives the program a name for its own build, `VANBAN_BUILD`: a hash of the sources and fonts that it is
//! made of, so that a cache never holds papers of another build for its own.
#![allow(
    clippy::disallowed_methods,
    reason = "what the program is made of is read before it is made"
)]

use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let parts = ["Cargo.lock", "crates", "fonts"].map(|part| root.join(part));
    let mut files = Vec::new();
    for part in &parts {
        println!("cargo:rerun-if-changed={}", part.display());
        gather(part, &mut files);
    }
    files.sort();
    let mut hash = Fnv(0xcbf2_9ce4_8422_2325);
    for path in files {
        let below = path.strip_prefix(&root).unwrap_or(&path);
        hash.add(below.to_string_lossy().replace('\\', "/").as_bytes());
        hash.add(&fs::read(&path).unwrap_or_default());
    }
    println!("cargo:rustc-env=VANBAN_BUILD={:016x}", hash.0);
}

fn gather(path: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(path) else {
        files.extend(path.is_file().then(|| path.to_owned()));
        return;
    };
    for entry in entries.flatten() {
        gather(&entry.path(), files);
    }
}

/// FNV-1a in 64 bits, of texts that nobody would forge.
struct Fnv(u64);

impl Fnv {
    fn add(&mut self, bytes: &[u8]) {
        let length = (bytes.len() as u64).to_le_bytes();
        for byte in length.iter().chain(bytes) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

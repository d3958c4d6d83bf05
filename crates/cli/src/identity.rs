//! What an article is called wherever it lies, and what its papers depend on besides files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::find::whole;
use crate::digest::Digest;
use crate::manifest::BUILD;
use crate::plan::Job;
use crate::settings::{Choices, Input};
use crate::walk::Article;

/// Gives each job, of the article at the same place, its id: the path from the folder that all that was
/// given lies in.
pub(crate) fn name(jobs: &mut [Job], articles: &[Article]) {
    let mut roots = Roots::default();
    let wholes: Vec<PathBuf> = articles.iter().map(|article| roots.of(&article.root)).collect();
    let common = common(&wholes);
    for ((job, article), whole) in jobs.iter_mut().zip(articles).zip(wholes) {
        job.id = match &article.input {
            Input::Stdin => "-".to_owned(),
            Input::File(path) => id(path, &article.root, &whole, &common),
        };
    }
}

/// Folders without links, the last remembered: articles of one folder follow one another.
#[derive(Default)]
struct Roots {
    last: Option<(PathBuf, PathBuf)>,
}

impl Roots {
    fn of(&mut self, root: &Path) -> PathBuf {
        if let Some((last, whole)) = &self.last
            && last == root
        {
            return whole.clone();
        }
        let here = if root.as_os_str().is_empty() { Path::new(".") } else { root };
        let whole = whole(here);
        self.last = Some((root.to_owned(), whole.clone()));
        whole
    }
}

/// The deepest folder that all folders lie in.
fn common(folders: &[PathBuf]) -> PathBuf {
    let mut folders = folders.iter();
    let Some(mut common) = folders.next().cloned() else { return PathBuf::new() };
    for folder in folders {
        while !folder.starts_with(&common) && common.pop() {}
    }
    common
}

fn id(path: &Path, root: &Path, whole: &Path, common: &Path) -> String {
    let root = root.strip_prefix(".").unwrap_or(root);
    let plain = path.strip_prefix(".").unwrap_or(path);
    let name = || Path::new(path.file_name().unwrap_or_default());
    let below = plain.strip_prefix(root).unwrap_or_else(|_| name());
    let full = whole.join(below);
    let names = full.strip_prefix(common).unwrap_or(&full).components();
    let names: Vec<_> = names.map(|name| name.as_os_str().to_string_lossy()).collect();
    names.join("/")
}

/// Gives each job the hash of what its papers depend on besides files.
pub(crate) fn settle(jobs: &mut [Job]) {
    let mut last: Option<(Arc<Choices>, Digest)> = None;
    for job in jobs {
        let choices = match &last {
            Some((choices, digest)) if Arc::ptr_eq(choices, &job.choices) => *digest,
            _ => {
                let digest = digest(&job.choices);
                last = Some((Arc::clone(&job.choices), digest));
                digest
            }
        };
        let mut parts = vec![choices.bytes()];
        parts.extend(job.outputs.iter().map(|(format, _)| format.extension().as_bytes()));
        job.settings = Digest::of_parts(&parts);
    }
}

/// The hash of choices. What is printed of them names every field, those that come later included; of the
/// fonts it names only families.
fn digest(choices: &Choices) -> Digest {
    let shown = format!("{choices:?}");
    Digest::of_parts(&[BUILD.as_bytes(), shown.as_bytes(), choices.fonts.digest.bytes()])
}

#[cfg(test)]
mod tests {
    use super::{common, id};
    use std::path::{Path, PathBuf};

    #[test]
    fn an_id_is_the_path_from_the_folder_of_all() {
        let of = |path: &str, root: &str, whole: &str, common: &str| {
            id(Path::new(path), Path::new(root), Path::new(whole), Path::new(common))
        };
        assert_eq!(of("bai/tin/a.md", "bai", "/w/bai", "/w/bai"), "tin/a.md");
        assert_eq!(of("/w/bai/tin/a.md", "/w/bai", "/w/bai", "/w/bai"), "tin/a.md");
        assert_eq!(of("bai/tin/a.md", "bai", "/w/bai", "/w"), "bai/tin/a.md");
        assert_eq!(of("a.md", ".", "/w", "/w"), "a.md");
        assert_eq!(of("./a.md", "", "/w", "/w"), "a.md");
        assert_eq!(of("x/../a.md", "x/..", "/w", "/w"), "a.md");
    }

    #[test]
    fn the_folder_of_all_is_the_deepest() {
        let of = |folders: &[&str]| common(&folders.iter().map(PathBuf::from).collect::<Vec<_>>());
        assert_eq!(of(&["/a/b", "/a/b/c", "/a/bc"]), Path::new("/a"));
        assert_eq!(of(&["/a/b"]), Path::new("/a/b"));
        assert_eq!(of(&[]), Path::new(""));
    }
}

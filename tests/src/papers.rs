//! The papers of every article, built once a run.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::{ast, oracle::pandoc, place, runner};

/// An article and its papers.
#[derive(Debug)]
pub struct Paper {
    /// The article's name, without folder and extension.
    pub name: String,
    /// The article.
    pub article: PathBuf,
    /// Its PDF.
    pub pdf: PathBuf,
    /// Its DOCX.
    pub docx: PathBuf,
    /// What the program said on standard error.
    pub stderr: String,
}

/// The papers of the samples.
///
/// # Panics
/// If one cannot be built.
pub fn samples() -> &'static [Paper] {
    static PAPERS: OnceLock<Vec<Paper>> = OnceLock::new();
    PAPERS.get_or_init(|| build(&place::samples(), "samples"))
}

/// The papers of the small articles.
///
/// # Panics
/// If one cannot be built.
pub fn suite() -> &'static [Paper] {
    static PAPERS: OnceLock<Vec<Paper>> = OnceLock::new();
    PAPERS.get_or_init(|| build(&place::suite(), "suite"))
}

/// The papers of samples and small articles.
#[must_use]
pub fn all() -> Vec<&'static Paper> {
    // The oracles that read text compare no formulas: each reader writes one in its own way.
    samples().iter().chain(suite()).collect()
}

/// The articles whose papers hold more than pandoc's reading of them: page breaks, covers, tables of
/// contents, formulas, spans, notes in their place, lists as pandoc's Markdown has them. `topic/pages`
/// judges some of it.
const WITH_MORE: [&str; 11] = [
    "contents",
    "contents-lists",
    "cover",
    "legal",
    "list-kinds",
    "math",
    "notes-inline",
    "page-breaks",
    "sections",
    "spans",
    REFERENCE,
];

/// The reference page of the syntax: every construct, much of which pandoc reads as text.
pub const REFERENCE: &str = "tham-khao";

/// The articles that hold formulas, whose letters each program sets in its own fonts and lines.
pub const WITH_FORMULAS: [&str; 2] = ["math", REFERENCE];

/// The papers of those articles that pandoc reads as vanban does: what it does not know of merged
/// cells, widths and grid tables of CommonMark stands in the articles whose names begin with `table-`.
pub fn read_alike() -> impl Iterator<Item = &'static Paper> {
    all().into_iter().filter(|paper| {
        !paper.name.starts_with("table-") && !WITH_MORE.contains(&paper.name.as_str())
    })
}

fn build(articles: &[PathBuf], folder: &str) -> Vec<Paper> {
    let out = place::emptied(folder);
    articles.iter().map(|article| build_one(article, &out)).collect()
}

fn build_one(article: &Path, out: &Path) -> Paper {
    // Messages name the article as it is given: from the root, so that they can be accepted.
    let given = article.strip_prefix(place::root()).unwrap_or(article);
    let run = runner::vanban(place::root());
    let made = run
        .args([Path::new("build").as_os_str(), given.as_os_str()])
        .args([Path::new("--out-dir").as_os_str(), out.as_os_str()])
        .run();
    let name = place::stem(article);
    assert!(made.code == Some(0), "{name}: exit {:?}\n{}", made.code, made.stderr);
    let paper = |end: &str| {
        let path = out.join(&name).with_extension(end);
        assert!(path.is_file(), "{name}: no {end} was written");
        path
    };
    Paper {
        pdf: paper("pdf"),
        docx: paper("docx"),
        article: article.to_owned(),
        stderr: made.stderr,
        name,
    }
}

impl Paper {
    /// pandoc's reading of the article.
    #[must_use]
    pub fn source(&self) -> ast::Document {
        pandoc::source(&self.article)
    }
}

/// Judges every paper and reports all failures together.
///
/// # Panics
/// If one fails.
pub fn every<'a>(
    papers: impl IntoIterator<Item = &'a Paper>,
    judge: impl Fn(&Paper) -> Result<(), String>,
) {
    let mut problems = Vec::new();
    for paper in papers {
        if let Err(problem) = judge(paper) {
            problems.push(format!("{}: {problem}", paper.name));
        }
    }
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

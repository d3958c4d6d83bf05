//! Which article goes to which files: settled before any work, so that nothing is overwritten by chance.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::args::Format;
use crate::config::find::whole;
use crate::config::{Layer, Origin, text, texts};
use crate::digest::Digest;
use crate::files;
use crate::settings::{Choices, Input, Output, UsageError};
use crate::walk::Article;

/// One article and its papers.
#[derive(Clone, Debug)]
pub(crate) struct Job {
    /// What it is called wherever it lies: its path from the folder that all articles lie in.
    pub(crate) id: String,
    /// The hash of what its papers depend on besides files.
    pub(crate) settings: Digest,
    /// Where it is read from.
    pub(crate) input: Input,
    /// What is written where.
    pub(crate) outputs: Vec<(Format, Output)>,
    /// How its papers are made.
    pub(crate) choices: Arc<Choices>,
}

/// The jobs of articles, in their order, and the folders for all papers that must be there.
///
/// # Errors
///
/// Where an output is named that cannot hold all that is asked for.
pub(crate) fn jobs(
    articles: &[Article],
    output: Option<&Path>,
    out_dir: Option<&Path>,
) -> Result<(Vec<Job>, BTreeSet<PathBuf>), UsageError> {
    if output.is_some() && articles.len() > 1 {
        return Err(UsageError::new(
            "one output cannot hold several articles",
            "use `--out-dir DIR`, or build them one by one",
        ));
    }
    let mut jobs = Vec::with_capacity(articles.len());
    let mut folders = BTreeSet::new();
    for article in articles {
        let formats = formats(&article.settings.layer, output);
        let place = place(article, output, out_dir, &mut folders);
        if !matches!(place, Place::Folder(_)) && formats.len() > 1 {
            return Err(UsageError::new(
                "one output cannot hold two papers",
                "choose one: `--to pdf` or `--to docx`",
            ));
        }
        let outputs = formats
            .into_iter()
            .map(|format| Ok((format, place.output(&article.input, format)?)))
            .collect::<Result<Vec<_>, UsageError>>()?;
        let choices = Arc::clone(&article.settings.choices);
        jobs.push(job(article.input.clone(), outputs, choices));
    }
    Ok((jobs, folders))
}

/// The jobs of articles whose papers are made and not written.
pub(crate) fn checks(articles: &[Article]) -> Vec<Job> {
    let of = |article: &Article| {
        let outputs = formats(&article.settings.layer, None)
            .into_iter()
            .map(|format| (format, Output::Nowhere))
            .collect();
        job(article.input.clone(), outputs, Arc::clone(&article.settings.choices))
    };
    articles.iter().map(of).collect()
}

/// A job whose id and settings are not worked out.
pub(crate) fn job(input: Input, outputs: Vec<(Format, Output)>, choices: Arc<Choices>) -> Job {
    Job { id: String::new(), settings: Digest::of_parts(&[]), input, outputs, choices }
}

/// The papers that are asked for.
fn formats(layer: &Layer, output: Option<&Path>) -> Vec<Format> {
    let typed = matches!(layer.get("to"), Some((_, Origin::CommandLine)));
    if let Some(format) = output.and_then(format_of).filter(|_| !typed) {
        return vec![format];
    }
    let asked = |format: &Format| {
        texts(layer, "to").is_none_or(|words| words.iter().any(|word| word == format.extension()))
    };
    Format::ALL.into_iter().filter(asked).collect()
}

/// The paper that a file's name asks for.
pub(crate) fn format_of(path: &Path) -> Option<Format> {
    let extension = path.extension()?.to_str()?;
    Format::ALL.into_iter().find(|format| format.extension().eq_ignore_ascii_case(extension))
}

/// Where the papers of an article go.
enum Place {
    Stdout,
    File(PathBuf),
    Folder(PathBuf),
}

impl Place {
    fn output(&self, input: &Input, format: Format) -> Result<Output, UsageError> {
        let folder = match self {
            Place::Stdout => return Ok(Output::Stdout),
            Place::File(path) => return Ok(Output::File(path.clone())),
            Place::Folder(folder) => folder,
        };
        let stem = match input {
            Input::Stdin => Some(std::ffi::OsStr::new("stdin")),
            Input::File(path) => path.file_stem(),
        };
        let Some(stem) = stem else {
            let message = format!("`{}` names no file", files::name(input));
            return Err(UsageError::new(message, "name an article, such as `bai.md`"));
        };
        let mut name = stem.to_owned();
        name.push(".");
        name.push(format.extension());
        Ok(Output::File(folder.join(name)))
    }
}

fn place(
    article: &Article,
    output: Option<&Path>,
    out_dir: Option<&Path>,
    folders: &mut BTreeSet<PathBuf>,
) -> Place {
    match output {
        Some(output) if output.as_os_str() == "-" => return Place::Stdout,
        Some(output) => return Place::File(output.to_owned()),
        None => {}
    }
    let parent = match &article.input {
        Input::Stdin => Path::new(""),
        Input::File(path) => path.parent().unwrap_or(Path::new("")),
    };
    let layer = &article.settings.layer;
    // What was typed may be no UTF-8, as layers are.
    let Some(out_dir) = out_dir.or_else(|| text(layer, "out-dir").map(Path::new)) else {
        return match article.input {
            Input::Stdin => Place::Stdout,
            Input::File(_) => Place::Folder(parent.to_owned()),
        };
    };
    let from_file = matches!(layer.get("out-dir"), Some((_, Origin::File { .. })));
    let (out_dir, below) = match article.settings.config.as_ref().filter(|_| from_file) {
        Some((folder, shown)) => {
            let parent = whole(files::parent(&parent.join("x")));
            let below = parent.strip_prefix(folder).map(Path::to_owned).unwrap_or_default();
            (shown.join(out_dir), below)
        }
        None => {
            let below = parent.strip_prefix(&article.root).map(Path::to_owned).unwrap_or_default();
            (out_dir.to_owned(), below)
        }
    };
    let folder = out_dir.join(below);
    folders.insert(out_dir);
    Place::Folder(folder)
}

/// Refuses articles given twice, outputs that collide, and outputs that would replace an article or one
/// of `others`: files that are written besides.
///
/// # Errors
///
/// That.
pub(crate) fn check(jobs: &[Job], others: &[&Output]) -> Result<(), UsageError> {
    let mut names = Names::default();
    let mut inputs = BTreeMap::new();
    for job in jobs {
        let path = match &job.input {
            Input::Stdin => PathBuf::from("-"),
            Input::File(path) => names.of(path),
        };
        let shown = files::name(&job.input);
        if let Some(before) = inputs.insert(path, shown.clone()) {
            let message = if before == shown {
                format!("`{shown}` is given twice")
            } else {
                format!("`{shown}` is given twice, once as `{before}`")
            };
            return Err(UsageError::new(message, "name each article once"));
        }
    }
    let papers =
        jobs.iter().flat_map(|job| job.outputs.iter().map(move |(_, output)| (Some(job), output)));
    let mut outputs: BTreeMap<PathBuf, Option<&Job>> = BTreeMap::new();
    for (job, output) in papers.chain(others.iter().map(|output| (None, *output))) {
        let Output::File(path) = output else { continue };
        let name = names.of(path);
        if let Some(article) = inputs.get(&name) {
            let message = format!("`{}` would replace the article `{article}`", path.display());
            return Err(UsageError::new(message, "name another output"));
        }
        if let Some(other) = outputs.insert(name, job) {
            let both = match (other, job) {
                (Some(one), Some(other)) => {
                    let (one, other) = (files::name(&one.input), files::name(&other.input));
                    format!("two articles, `{one}` and `{other}`,")
                }
                _ => "a paper and the report or manifest".to_owned(),
            };
            let message = format!("{both} would be written to `{}`", path.display());
            return Err(UsageError::new(message, "build them into different folders"));
        }
    }
    Ok(())
}

/// Names of files by which two names of one file are the same: folders without links.
#[derive(Default)]
struct Names {
    folders: BTreeMap<PathBuf, PathBuf>,
}

impl Names {
    fn of(&mut self, path: &Path) -> PathBuf {
        let folder = files::parent(path);
        let known = self.folders.get(folder).cloned();
        let whole = known.unwrap_or_else(|| {
            let whole = existing(folder);
            self.folders.insert(folder.to_owned(), whole.clone());
            whole
        });
        whole.join(path.file_name().unwrap_or_default())
    }
}

/// A folder without links, as far as it is there; the rest as it would be made.
fn existing(folder: &Path) -> PathBuf {
    let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    for above in absolute.ancestors() {
        if let Ok(whole) = above.canonicalize() {
            let rest = absolute.strip_prefix(above).unwrap_or(Path::new(""));
            return whole.join(rest);
        }
    }
    absolute
}

#[cfg(test)]
mod tests {
    use super::{Job, check, jobs};
    use crate::args::batch::ConfigArgs;
    use crate::args::{Cli, Command, Format};
    use crate::config::resolve::{Resolver, typed_build};
    use crate::settings::{Input, Output, Same, UsageError};
    use crate::walk::Article;
    use clap::Parser;
    use std::path::{Path, PathBuf};

    /// The jobs of words of which the first are articles found below the folder `goc` or beside it.
    fn build(words: &[&str]) -> Result<Vec<Job>, String> {
        let cli = Cli::parse_from(["vanban", "build"].iter().chain(words));
        let Command::Build(args) = cli.into_command() else { panic!("no build") };
        let none = ConfigArgs { no_config: true, ..ConfigArgs::default() };
        let planned = || -> Result<Vec<Job>, UsageError> {
            let mut resolver =
                Resolver::new(&args.choices, typed_build(&args), &none, Same::default())?;
            let settings = resolver.of(Path::new("."))?;
            let articles: Vec<Article> = args
                .articles
                .iter()
                .map(|path| Article {
                    input: if path.as_os_str() == "-" {
                        Input::Stdin
                    } else {
                        Input::File(path.clone())
                    },
                    root: if path.starts_with("goc") {
                        PathBuf::from("goc")
                    } else {
                        path.parent().unwrap_or(Path::new("")).to_owned()
                    },
                    settings: settings.clone(),
                })
                .collect();
            let (jobs, _) = jobs(&articles, args.output.as_deref(), args.out_dir.as_deref())?;
            check(&jobs, &[])?;
            Ok(jobs)
        };
        planned().map_err(|problem| problem.message)
    }

    fn outputs(words: &[&str]) -> Vec<(Format, Output)> {
        let jobs = build(words).expect("the words make sense");
        jobs.into_iter().flat_map(|job| job.outputs).collect()
    }

    fn file(path: &str) -> Output {
        Output::File(PathBuf::from(path))
    }

    #[test]
    fn both_papers_stand_beside_the_article() {
        let expected = [(Format::Pdf, file("tin/bai.pdf")), (Format::Docx, file("tin/bai.docx"))];
        assert_eq!(outputs(&["tin/bai.md"]), expected);
    }

    #[test]
    fn a_folder_for_papers_mirrors_the_tree_below_the_folder_that_was_given() {
        let made =
            outputs(&["goc/a.md", "goc/x/y/a.md", "khac/b.md", "--out-dir", "ra", "--to", "pdf"]);
        let paths = ["ra/a.pdf", "ra/x/y/a.pdf", "ra/b.pdf"];
        assert_eq!(made, paths.map(|path| (Format::Pdf, file(path))));
    }

    #[test]
    fn the_name_of_the_output_asks_for_its_paper() {
        assert_eq!(outputs(&["bai.md", "-o", "ra.docx"]), [(Format::Docx, file("ra.docx"))]);
    }

    #[test]
    fn standard_input_goes_to_standard_output() {
        assert_eq!(outputs(&["-", "--to", "pdf"]), [(Format::Pdf, Output::Stdout)]);
        assert!(build(&["-"]).is_err());
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        assert!(build(&["a.md", "-o", "ra.bin"]).is_err());
        assert!(build(&["a.md", "b.md", "-o", "ra.pdf"]).is_err());
        assert!(build(&["a.md", "./a.md"]).is_err());
        assert!(build(&["x/a.md", "y/a.md", "--out-dir", "ra"]).is_err());
        assert!(build(&["a.md", "a.markdown"]).is_err());
        assert!(build(&["a.pdf", "--to", "pdf"]).is_err());
        assert!(build(&["a.md", "--theme", "offce"]).is_err());
    }
}

//! What was typed, checked and made definite: which article goes to which files.

pub(crate) mod preview;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use vanban_docx::EmbedFonts;
use vanban_pdf::Standard;
use vanban_theme::Theme;

use crate::args::{BuildArgs, ChoiceArgs, DocxFonts, Format, VerifyArgs};
use crate::font_path::{self, FontPath};
use crate::press::PressChoices;
use crate::{standards, themes};

/// A build that makes sense.
#[derive(Debug)]
pub(crate) struct Build {
    /// The jobs, in the order of the articles.
    pub(crate) jobs: Vec<Job>,
    /// How the papers are made.
    pub(crate) choices: Choices,
}

/// How papers are made, whatever they are made of.
#[derive(Debug)]
pub(crate) struct Choices {
    /// The fonts, those of the font path included.
    pub(crate) fonts: FontPath,
    /// The theme, if not the article's own.
    pub(crate) theme: Option<Theme>,
    /// How much of the fonts a DOCX carries.
    pub(crate) docx_fonts: EmbedFonts,
    /// What a PDF conforms to.
    pub(crate) standard: Standard,
    /// Whether warnings are errors.
    pub(crate) strict: bool,
    /// What the press asks of the PDF.
    pub(crate) press: PressChoices,
}

impl Choices {
    /// Makes what was typed definite.
    ///
    /// # Errors
    ///
    /// Where a font cannot be read or may not be used, there is no such theme, or its file is wrong.
    pub(crate) fn from_args(args: &ChoiceArgs) -> Result<Choices, UsageError> {
        let fonts = font_path::load(&args.font_path, args.strict)?;
        let theme = match &args.theme {
            None => None,
            Some(name) => {
                let loaded = themes::load_with(name, None, args.strict, &fonts.library);
                Some(loaded.map_err(|(message, hint)| UsageError { message, hint })?)
            }
        };
        let docx_fonts = match args.docx_fonts {
            DocxFonts::Full => EmbedFonts::Full,
            DocxFonts::Vietnamese => EmbedFonts::Vietnamese,
            DocxFonts::None => EmbedFonts::None,
        };
        let standard = standards::wanted(&args.pdf_standard)?;
        let press = PressChoices::default();
        Ok(Choices { fonts, theme, docx_fonts, standard, strict: args.strict, press })
    }
}

/// One article and its papers.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Job {
    /// Where it is read from.
    pub(crate) input: Input,
    /// What is written where.
    pub(crate) outputs: Vec<(Format, Output)>,
}

/// Where an article is read from.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

/// Where a paper is written to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Output {
    /// Standard output.
    Stdout,
    /// A file.
    File(PathBuf),
}

/// A command line that makes no sense: what is wrong, and what to do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct UsageError {
    /// What is wrong.
    pub(crate) message: String,
    /// What to do.
    pub(crate) hint: String,
}

fn wrong<T>(message: impl Into<String>, hint: impl Into<String>) -> Result<T, UsageError> {
    Err(UsageError { message: message.into(), hint: hint.into() })
}

/// A verification that makes sense.
#[derive(Debug)]
pub(crate) struct Verify {
    /// The articles.
    pub(crate) articles: Vec<PathBuf>,
    /// The LibreOffice program.
    pub(crate) soffice: PathBuf,
    /// How the papers are made.
    pub(crate) choices: Choices,
}

impl Verify {
    /// Makes what was typed definite.
    ///
    /// # Errors
    ///
    /// Where there is no such theme.
    pub(crate) fn from_args(args: VerifyArgs) -> Result<Verify, UsageError> {
        let choices = Choices::from_args(&args.choices)?;
        let soffice = args.soffice.unwrap_or_else(|| PathBuf::from("soffice"));
        Ok(Verify { articles: args.articles, soffice, choices })
    }
}

impl Build {
    /// Makes what was typed definite.
    ///
    /// # Errors
    ///
    /// Where the arguments contradict each other: one output for several papers, two articles for one
    /// file, an output that would replace an article.
    pub(crate) fn from_args(args: BuildArgs) -> Result<Build, UsageError> {
        let formats = formats(&args)?;
        let mut jobs = Vec::with_capacity(args.articles.len());
        for article in &args.articles {
            let outputs = formats
                .iter()
                .map(|format| Ok((*format, output(&args, article, *format)?)))
                .collect::<Result<Vec<_>, UsageError>>()?;
            let stdin = article.as_os_str() == "-";
            let input = if stdin { Input::Stdin } else { Input::File(article.clone()) };
            jobs.push(Job { input, outputs });
        }
        check_files(&jobs)?;
        let mut choices = Choices::from_args(&args.choices)?;
        choices.press = PressChoices::from_args(&args.press)?;
        Ok(Build { jobs, choices })
    }
}

/// The papers that are asked for.
fn formats(args: &BuildArgs) -> Result<Vec<Format>, UsageError> {
    let mut formats = args.to.clone();
    formats.sort_unstable();
    formats.dedup();
    let output = args.output.as_deref();
    if formats.is_empty() {
        formats = match output.and_then(format_of) {
            Some(format) => vec![format],
            None => vec![Format::Pdf, Format::Docx],
        };
    }
    let single = output.is_some()
        || args.out_dir.is_none() && args.articles.iter().any(|article| article.as_os_str() == "-");
    if single && formats.len() > 1 {
        return wrong("one output cannot hold two papers", "choose one: `--to pdf` or `--to docx`");
    }
    if output.is_some() && args.articles.len() > 1 {
        return wrong(
            "one output cannot hold several articles",
            "use `--out-dir DIR`, or build them one by one",
        );
    }
    Ok(formats)
}

/// The paper that a file's name asks for.
fn format_of(path: &Path) -> Option<Format> {
    let extension = path.extension()?.to_str()?;
    [Format::Pdf, Format::Docx]
        .into_iter()
        .find(|format| format.extension().eq_ignore_ascii_case(extension))
}

/// Where a paper of an article goes.
fn output(args: &BuildArgs, article: &Path, format: Format) -> Result<Output, UsageError> {
    if let Some(output) = &args.output {
        if output.as_os_str() == "-" {
            return Ok(Output::Stdout);
        }
        return Ok(Output::File(output.clone()));
    }
    let stdin = article.as_os_str() == "-";
    if stdin && args.out_dir.is_none() {
        return Ok(Output::Stdout);
    }
    let stem = if stdin { Some(std::ffi::OsStr::new("stdin")) } else { article.file_stem() };
    let Some(stem) = stem else {
        return wrong(
            format!("`{}` names no file", article.display()),
            "name an article, such as `bai.md`",
        );
    };
    let mut name = stem.to_owned();
    name.push(".");
    name.push(format.extension());
    let folder = match &args.out_dir {
        Some(folder) => folder.clone(),
        None => article.parent().map(Path::to_owned).unwrap_or_default(),
    };
    Ok(Output::File(folder.join(name)))
}

/// Refuses articles given twice, outputs that collide, and outputs that would replace an article.
fn check_files(jobs: &[Job]) -> Result<(), UsageError> {
    let mut inputs = BTreeMap::new();
    for job in jobs {
        let path = match &job.input {
            Input::Stdin => Path::new("-"),
            Input::File(path) => path,
        };
        if inputs.insert(plain(path), ()).is_some() {
            let message = format!("`{}` is given twice", path.display());
            return wrong(message, "name each article once");
        }
    }
    let mut outputs: BTreeMap<PathBuf, &Path> = BTreeMap::new();
    let paths = jobs.iter().flat_map(|job| &job.outputs).filter_map(|(_, output)| match output {
        Output::Stdout => None,
        Output::File(path) => Some(path),
    });
    for path in paths {
        if inputs.contains_key(&plain(path)) {
            let message = format!("`{}` would replace the article", path.display());
            return wrong(message, "name another output");
        }
        if outputs.insert(plain(path), path).is_some() {
            let message = format!("two articles would be written to `{}`", path.display());
            return wrong(message, "build them into different folders");
        }
    }
    Ok(())
}

/// A path without its `.` parts, so that `./a.md` and `a.md` are one.
fn plain(path: &Path) -> PathBuf {
    path.components().filter(|part| !matches!(part, std::path::Component::CurDir)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Build, Output};
    use crate::args::{Cli, Command, Format};
    use clap::Parser;
    use std::path::PathBuf;

    fn build(words: &[&str]) -> Result<Build, String> {
        let cli = Cli::parse_from(std::iter::once(&"vanban").chain(words));
        let Command::Build(args) = cli.into_command() else { panic!("no build") };
        Build::from_args(args).map_err(|problem| problem.message)
    }

    fn outputs(words: &[&str]) -> Vec<(Format, Output)> {
        let build = build(words).expect("the words make sense");
        build.jobs.into_iter().flat_map(|job| job.outputs).collect()
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
        assert!(build(&["a.pdf", "--to", "pdf"]).is_err());
        assert!(build(&["a.md", "--theme", "offce"]).is_err());
        assert!(build(&["a.md", "--pdf-standard", "a-4,ua-1"]).is_err());
    }
}

//! What a typed preview means: which pages of which article go where, as what.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::args::{PictureKind, PreviewArgs};
use crate::settings::{Choices, Input, Output, UsageError};

/// A preview that makes sense.
#[derive(Debug)]
pub(crate) struct Preview {
    /// The article.
    pub(crate) input: Input,
    /// The pages asked for.
    pub(crate) pages: PageRanges,
    /// What is drawn.
    pub(crate) kind: Kind,
    /// Where to.
    pub(crate) target: Target,
    /// How the pages are made.
    pub(crate) choices: Choices,
}

/// A kind of picture of a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    /// Pixels, so many an inch.
    Png(f32),
    /// Outlines and text.
    Svg,
}

/// Where pictures of pages go.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// One, to here.
    One(Output),
    /// Each to a file of its own in this folder, whose name begins with this stem.
    Each(PathBuf, String),
}

/// Ranges of pages counted from 1, both ends within; without an end, to the last page. No range is
/// every page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct PageRanges(Vec<(usize, Option<usize>)>);

/// The resolution of a screen (CSS Values 4 §6.2).
const SCREEN: u16 = 96;

impl Preview {
    /// Makes what was typed definite.
    ///
    /// # Errors
    ///
    /// Where the arguments contradict each other, or there is no such theme.
    pub(crate) fn from_args(args: PreviewArgs) -> Result<Preview, UsageError> {
        let pages = match &args.page {
            Some(text) => PageRanges::parse(text)?,
            None => PageRanges::default(),
        };
        let named = args.output.as_deref().and_then(kind_of);
        let kind = match (args.to.or(named).unwrap_or(PictureKind::Png), args.dpi) {
            (PictureKind::Png, dpi) => Kind::Png(f32::from(dpi.unwrap_or(SCREEN))),
            (PictureKind::Svg, None) => Kind::Svg,
            (PictureKind::Svg, Some(_)) => {
                return Err(UsageError::new("SVG pages have no resolution", "leave out `--dpi`"));
            }
        };
        let stdin = args.article.as_os_str() == "-";
        let stem = if stdin { Some(OsStr::new("stdin")) } else { args.article.file_stem() };
        let Some(stem) = stem else {
            return Err(UsageError::new(
                format!("`{}` names no file", args.article.display()),
                "name an article, such as `bai.md`",
            ));
        };
        let stem = stem.to_string_lossy().into_owned();
        let target = match args.output {
            Some(output) if output.as_os_str() == "-" => Target::One(Output::Stdout),
            Some(output) if named.is_some() => Target::One(Output::File(output)),
            Some(folder) => Target::Each(folder, stem),
            None if stdin => Target::One(Output::Stdout),
            None => {
                Target::Each(args.article.parent().map(Path::to_owned).unwrap_or_default(), stem)
            }
        };
        if let Target::One(Output::File(path)) = &target
            && *path == args.article
        {
            let message = format!("`{}` would replace the article", path.display());
            return Err(UsageError::new(message, "name another output"));
        }
        let folder = if stdin { Path::new(".") } else { crate::files::parent(&args.article) };
        let choices = Choices::from_args(&args.choices, folder)?;
        let input = if stdin { Input::Stdin } else { Input::File(args.article) };
        Ok(Preview { input, pages, kind, target, choices })
    }
}

impl Kind {
    /// The ending of its files' names.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Kind::Png(_) => "png",
            Kind::Svg => "svg",
        }
    }
}

/// The kind that a file's name asks for.
fn kind_of(path: &Path) -> Option<PictureKind> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "png" => Some(PictureKind::Png),
        "svg" => Some(PictureKind::Svg),
        _ => None,
    }
}

impl PageRanges {
    fn parse(text: &str) -> Result<PageRanges, UsageError> {
        let number = |text: &str| match text.trim().parse::<usize>() {
            Ok(number) if number > 0 => Some(number),
            _ => None,
        };
        let range = |part: &str| match part.split_once('-') {
            None => number(part).map(|page| (page, Some(page))),
            Some((first, "")) => number(first).map(|first| (first, None)),
            Some((first, last)) => {
                let (first, last) = (number(first)?, number(last)?);
                (first <= last).then_some((first, Some(last)))
            }
        };
        let mut ranges = Vec::new();
        for part in text.split(',') {
            match range(part.trim()) {
                Some(range) => ranges.push(range),
                None => {
                    return Err(UsageError::new(
                        format!("`{}` is no page or range of pages", part.trim()),
                        "write pages as `3`, `1-3`, `1-3,5` or `4-`; the first page is 1",
                    ));
                }
            }
        }
        Ok(PageRanges(ranges))
    }

    /// The pages of so many, counted from 0, ascending, each once.
    ///
    /// # Errors
    ///
    /// Where a page is asked for that is not there.
    pub(crate) fn of(&self, count: usize) -> Result<Vec<usize>, UsageError> {
        if self.0.is_empty() {
            return Ok((0..count).collect());
        }
        let mut asked = vec![false; count];
        for (first, last) in &self.0 {
            let beyond = last.unwrap_or(*first).max(*first);
            if beyond > count {
                let pages =
                    if count == 1 { "one page".to_owned() } else { format!("{count} pages") };
                return Err(UsageError::new(
                    format!("there is no page {beyond}: the article has {pages}"),
                    "ask for pages that are there; `4-` means all from the fourth on",
                ));
            }
            asked[first - 1..last.unwrap_or(count)].fill(true);
        }
        Ok((0..count).filter(|page| asked[*page]).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, PageRanges, Preview, Target};
    use crate::args::{Cli, Command};
    use crate::settings::Output;
    use clap::Parser;
    use std::path::PathBuf;

    fn preview(words: &[&str]) -> Result<Preview, String> {
        let cli = Cli::parse_from(["vanban", "preview"].iter().chain(words));
        let Command::Preview(args) = cli.into_command() else { panic!("no preview") };
        Preview::from_args(args).map_err(|problem| problem.message)
    }

    fn pages(text: &str, count: usize) -> Result<Vec<usize>, String> {
        let ranges = PageRanges::parse(text).and_then(|ranges| ranges.of(count));
        ranges.map_err(|problem| problem.message)
    }

    #[test]
    fn ranges_name_each_page_once_in_order() {
        assert_eq!(pages("5,1-3, 2", 9), Ok(vec![0, 1, 2, 4]));
        assert_eq!(pages("7-", 9), Ok(vec![6, 7, 8]));
        assert_eq!(PageRanges::default().of(2), Ok(vec![0, 1]));
        for (text, count) in [("10", 9), ("1-10", 9), ("10-", 9)] {
            assert!(pages(text, count).is_err_and(|message| message.contains("page 10")), "{text}");
        }
        for text in ["", "0", "3-1", "-2", "a", "1,,2", "1-2-3", "99999999999999999999"] {
            assert!(pages(text, 9).is_err(), "{text}");
        }
    }

    #[test]
    fn the_name_of_the_output_tells_file_from_folder_and_kind() {
        let made = preview(&["tin/bai.md"]).expect("it makes sense");
        assert_eq!(made.kind, Kind::Png(96.0));
        assert_eq!(made.target, Target::Each(PathBuf::from("tin"), "bai".to_owned()));
        let made = preview(&["bai.md", "-o", "ra.svg"]).expect("it makes sense");
        assert_eq!(made.kind, Kind::Svg);
        assert_eq!(made.target, Target::One(Output::File(PathBuf::from("ra.svg"))));
        let made = preview(&["bai.md", "-o", "ra"]).expect("it makes sense");
        assert_eq!(made.target, Target::Each(PathBuf::from("ra"), "bai".to_owned()));
        let made = preview(&["-", "--to", "svg"]).expect("it makes sense");
        assert_eq!(made.target, Target::One(Output::Stdout));
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        assert!(preview(&["bai.md", "--to", "svg", "--dpi", "96"]).is_err());
        assert!(preview(&["bai.png", "-o", "bai.png"]).is_err());
        assert!(preview(&["bai.md", "--page", "0"]).is_err());
        assert!(preview(&["bai.md", "--theme", "offce"]).is_err());
    }
}

//! What is asked of a PDF for the press, and lengths and papers as they are typed.

use std::path::{Path, PathBuf};

use clap::Args;
use vanban_article::{Code, Diagnostic, Source, Span};
use vanban_pdf::{Attachment, OutputProfile, PageRange, Press};
use vanban_theme::{Mm, Pt};

use crate::config::{self, Layer, Origin};
use crate::files;
use crate::settings::UsageError;

/// The arguments that concern only the PDF.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "PDF for the press")]
pub(crate) struct PressArgs {
    /// Write only these pages, such as 1-3,5,8-; they keep their numbers
    #[arg(long, value_name = "PAGES")]
    pub(crate) pages: Option<String>,
    /// Print so far beyond the edge of the paper, such as 3mm
    #[arg(long, value_name = "LENGTH")]
    pub(crate) bleed: Option<String>,
    /// Mark where the paper is to be cut
    #[arg(
        long,
        value_name = "BOOL",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "true"
    )]
    pub(crate) crop_marks: Option<bool>,
    /// Turn colours into the inks (CMYK) of this press; black and grey text is black ink alone
    #[arg(long, value_name = "FILE.icc")]
    pub(crate) output_profile: Option<PathBuf>,
    /// Attach the source of the article (PDF/A-3)
    #[arg(
        long,
        value_name = "BOOL",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "true"
    )]
    pub(crate) attach_source: Option<bool>,
}

/// What is asked of a PDF, checked.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PressChoices {
    /// What is the same for every article.
    press: Press,
    attach_source: bool,
}

/// The widest bleed, in millimetres.
const WIDEST_BLEED: f32 = 50.0;

impl PressChoices {
    /// Makes what was typed definite.
    ///
    /// # Errors
    ///
    /// Where pages or lengths make no sense.
    pub(crate) fn from_args(args: &PressArgs) -> Result<PressChoices, UsageError> {
        let said = |flag: Option<bool>| flag == Some(true);
        let pages = args.pages.as_deref().map(ranges).transpose()?.unwrap_or_default();
        let bleed = match args.bleed.as_deref() {
            Some(text) => length("bleed", text, Mm(WIDEST_BLEED))?,
            None => Pt(0.0),
        };
        let profile = args.output_profile.as_deref().map(profile).transpose()?;
        let press =
            Press { pages, bleed, crop_marks: said(args.crop_marks), profile, attached: None };
        Ok(PressChoices { press, attach_source: said(args.attach_source) })
    }

    /// What settings ask for; paths of a configuration begin with `folder`, and `typed` is the profile
    /// as it was typed.
    ///
    /// # Errors
    ///
    /// Where pages, lengths or the profile make no sense.
    pub(crate) fn of_layer(
        layer: &Layer,
        folder: Option<&Path>,
        typed: Option<&Path>,
    ) -> Result<PressChoices, UsageError> {
        let text = |name| config::text(layer, name).map(str::to_owned);
        let all = PressArgs {
            pages: text("pages"),
            bleed: text("bleed"),
            crop_marks: config::said_flag(layer, "crop-marks"),
            output_profile: config::paths(layer, "output-profile", folder, typed.as_slice())
                .into_iter()
                .next(),
            attach_source: config::said_flag(layer, "attach-source"),
        };
        // Told with where it stands, unless it was typed.
        let only = |name: &str| PressArgs {
            pages: all.pages.clone().filter(|_| name == "pages"),
            bleed: all.bleed.clone().filter(|_| name == "bleed"),
            output_profile: all.output_profile.clone().filter(|_| name == "output-profile"),
            ..PressArgs::default()
        };
        PressChoices::from_args(&all).map_err(|problem| {
            let wrong = ["pages", "bleed", "output-profile"].into_iter().find_map(|name| {
                let origin = &layer.get(name)?.1;
                let typed = *origin == Origin::CommandLine;
                let own = PressChoices::from_args(&only(name)).err().filter(|_| !typed)?;
                Some(UsageError::new(format!("{} ({origin})", own.message), own.hint))
            });
            wrong.unwrap_or(problem)
        })
    }

    /// What is asked of the PDF of a source.
    pub(crate) fn of(&self, source: &Source) -> Press {
        let mut press = self.press.clone();
        if self.attach_source {
            let name = source.name.rsplit(['/', '\\']).next().unwrap_or_default();
            let name = if name == "<stdin>" { "stdin.md" } else { name };
            press.attached = Some(Attachment {
                name: name.to_owned(),
                media_type: "text/markdown".to_owned(),
                about: vanban_text::terms::SOURCE_FILE.to_owned(),
                bytes: source.text.clone().into_bytes(),
            });
        }
        press
    }

    /// What there is to say of pages that an article of so many does not have.
    pub(crate) fn check(&self, pages: usize, diagnostics: &mut Vec<Diagnostic>) {
        let missing =
            |range: &&PageRange| range.first > pages || range.last.is_some_and(|last| last > pages);
        let Some(range) = self.press.pages.iter().find(missing) else { return };
        let page = range.last.unwrap_or(range.first);
        let message = format!("there is no page {page}: the article has {pages}");
        let none = self.press.chosen(pages).is_empty();
        let make = if none { Diagnostic::error } else { Diagnostic::warning };
        let told = make(Code::PAGES, Span::default(), message);
        diagnostics.push(told.hint(format!("pages are counted from 1 to {pages}")));
    }
}

/// A wrong argument.
pub(crate) fn wrong<T>(message: String, hint: &str) -> Result<T, UsageError> {
    Err(UsageError { message, hint: hint.to_owned() })
}

/// The profile of a press.
fn profile(path: &Path) -> Result<OutputProfile, UsageError> {
    let hint = "give the CMYK profile that your printer names, such as `FOGRA39L_coated.icc`";
    match files::read_whole(path).map(|bytes| OutputProfile::read(&bytes)) {
        Ok(Ok(profile)) => Ok(profile),
        Ok(Err(reason)) => {
            wrong(format!("cannot use the profile `{}`: {reason}", path.display()), hint)
        }
        Err(message) => wrong(message, hint),
    }
}

/// Ranges of pages, such as `1-3,5,8-`.
fn ranges(text: &str) -> Result<Vec<PageRange>, UsageError> {
    let number = |text: &str| text.trim().parse::<usize>().ok().filter(|number| *number > 0);
    let range = |part: &str| {
        let Some((first, last)) = part.split_once(['-', '–']) else {
            let page = number(part)?;
            return Some(PageRange { first: page, last: Some(page) });
        };
        let first = if first.trim().is_empty() { 1 } else { number(first)? };
        let last = if last.trim().is_empty() { None } else { Some(number(last)?) };
        let right = last.is_none_or(|last| first <= last) && part.trim().len() > 1;
        right.then_some(PageRange { first, last })
    };
    let ranges: Option<Vec<PageRange>> = text.split(',').map(range).collect();
    match ranges {
        Some(ranges) => Ok(ranges),
        None => wrong(
            format!("`{text}` names no pages"),
            "name pages from 1 on, such as `--pages 1-3,5,8-`",
        ),
    }
}

/// A length with its unit, from nothing up to a most.
///
/// # Errors
///
/// Where it is none, or out of reach.
pub(crate) fn length(what: &str, text: &str, most: Mm) -> Result<Pt, UsageError> {
    match points(text) {
        Some(points) if points >= 0.0 && points <= most.pt().0 => Ok(Pt(points)),
        _ => wrong(
            format!("`{text}` is no {what}"),
            &format!("write a length from 0mm to {}mm, such as `3mm` or `0.5cm`", most.0),
        ),
    }
}

/// A length in points.
fn points(text: &str) -> Option<f32> {
    let text = text.trim();
    let end = text.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(text.len());
    // A decimal comma is what a Vietnamese hand writes first.
    let number: f32 = text[..end].trim().replace(',', ".").parse().ok()?;
    let unit = match &text[end..] {
        "pt" => 1.0,
        "mm" => 72.0 / 25.4,
        "cm" => 720.0 / 25.4,
        "in" => 72.0,
        "" if number == 0.0 => 0.0,
        _ => return None,
    };
    Some(number * unit).filter(|points| points.is_finite())
}

/// Papers by their names, upright, in millimetres (ISO 216, ISO 217, ANSI).
const PAPERS: [(&str, f32, f32); 9] = [
    ("a0", 841.0, 1189.0),
    ("a1", 594.0, 841.0),
    ("a2", 420.0, 594.0),
    ("a3", 297.0, 420.0),
    ("a4", 210.0, 297.0),
    ("a5", 148.0, 210.0),
    ("a6", 105.0, 148.0),
    ("sra3", 320.0, 450.0),
    ("letter", 215.9, 279.4),
];

/// A paper: its name, or its sides, such as `330x480mm`.
///
/// # Errors
///
/// Where there is no such paper.
pub(crate) fn paper(text: &str) -> Result<(Pt, Pt), UsageError> {
    let name = text.trim().to_ascii_lowercase();
    if let Some((_, width, height)) = PAPERS.iter().find(|(known, _, _)| *known == name) {
        return Ok((Mm(*width).pt(), Mm(*height).pt()));
    }
    let sides = || {
        let (width, height) = name.split_once(['x', '×'])?;
        let unit: String = height.chars().skip_while(|c| !c.is_ascii_alphabetic()).collect();
        let full = |side: &str| match side.trim().ends_with(|c: char| c.is_ascii_alphabetic()) {
            true => points(side),
            false => points(&format!("{side}{unit}")),
        };
        let range = 28.0..=14_400.0;
        let sides = (full(width)?, full(height)?);
        (range.contains(&sides.0) && range.contains(&sides.1)).then_some(sides)
    };
    match sides() {
        Some((width, height)) => Ok((Pt(width), Pt(height))),
        None => wrong(
            format!("`{text}` is no paper"),
            "name A0 to A6, SRA3 or Letter, or its sides, such as `330x480mm`",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::{PressArgs, PressChoices, paper, ranges};
    use vanban_pdf::PageRange;

    #[test]
    fn ranges_are_open_at_either_end() {
        let range = |first, last| PageRange { first, last };
        let read = ranges("1-3, 5,8-,-2").expect("ranges");
        let wanted = [range(1, Some(3)), range(5, Some(5)), range(8, None), range(1, Some(2))];
        assert_eq!(read, wanted);
        for text in ["", "0", "3-1", "-", "a", "1,,2", "1-2-3"] {
            assert!(ranges(text).is_err(), "{text}");
        }
    }

    #[test]
    fn pages_that_are_not_there_are_told() {
        let args = PressArgs { pages: Some("2,7".to_owned()), ..PressArgs::default() };
        let choices = PressChoices::from_args(&args).expect("ranges");
        let mut told = Vec::new();
        choices.check(5, &mut told);
        choices.check(1, &mut told);
        choices.check(7, &mut told);
        let severities: Vec<_> = told.iter().map(|told| told.severity).collect();
        use vanban_article::Severity::{Error, Warning};
        assert_eq!(severities, [Warning, Error]);
    }

    #[test]
    fn papers_have_names_or_sides() {
        let millimetres = |text: &str| {
            let (width, height) = paper(text).expect("a paper");
            [width, height].map(|side| (side.0 * 25.4 / 72.0).round() as i32)
        };
        assert_eq!(millimetres("A4"), [210, 297]);
        assert_eq!(millimetres("330x480mm"), [330, 480]);
        assert_eq!(millimetres("33cm x 480mm"), [330, 480]);
        for text in ["A9", "", "10", "x", "0x0mm", "1e9x1mm"] {
            assert!(paper(text).is_err(), "{text}");
        }
    }
}

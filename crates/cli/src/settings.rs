//! What was typed and configured, made definite: how papers are made, where articles are read from and
//! papers written to.

pub(crate) mod preview;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use vanban_article::spelling::Options;
use vanban_docx::EmbedFonts;
use vanban_pdf::{Profile, Standard};
use vanban_theme::Theme;

use crate::args::batch::ConfigArgs;
use crate::args::{ChoiceArgs, DocxFonts, VerifyArgs};
use crate::config::resolve::{Resolver, typed_choices};
use crate::config::{self, Layer, Origin};
use crate::font_path::{self, FontPath};
use crate::limits::Limits;
use crate::press::PressChoices;
use crate::{files, spelling, standards, themes};

/// What is read once, however many folders have settings of their own.
#[derive(Clone, Debug, Default)]
pub(crate) struct Same {
    /// The fonts by their paths, and by whether warnings are errors.
    pub(crate) fonts: BTreeMap<(Vec<PathBuf>, bool), FontPath>,
    /// The profile of the press as it was typed.
    pub(crate) profile: Option<PathBuf>,
    /// Whether what is wrong in the spelling is an error, not a warning.
    pub(crate) firm: bool,
}

/// How papers are made, whatever they are made of.
#[derive(Clone, Debug)]
pub(crate) struct Choices {
    /// The fonts, those of the font path included.
    pub(crate) fonts: FontPath,
    /// The theme, if not the article's own.
    pub(crate) theme: Option<Theme>,
    /// The theme of articles that ask for none.
    pub(crate) house_theme: Option<Theme>,
    /// How much of the fonts a DOCX carries.
    pub(crate) docx_fonts: EmbedFonts,
    /// What a PDF conforms to.
    pub(crate) standard: Standard,
    /// Whether warnings are errors.
    pub(crate) strict: bool,
    /// What the press asks of the PDF.
    pub(crate) press: PressChoices,
    /// The folder that pictures may lie in, if not the article's own.
    pub(crate) root: Option<PathBuf>,
    /// How much an article may take.
    pub(crate) limits: Limits,
    /// What is looked for in the spelling.
    pub(crate) spelling: Options,
    /// Whether what is wrong there is an error, not a warning.
    pub(crate) firm: bool,
}

impl Choices {
    /// Makes what was typed definite, with what the environment and the configuration of a folder say.
    ///
    /// # Errors
    ///
    /// Where there is no such theme, or its file or the configuration is wrong.
    pub(crate) fn from_args(args: &ChoiceArgs, folder: &Path) -> Result<Choices, UsageError> {
        let (typed, config) = (typed_choices(args), ConfigArgs::default());
        let mut resolver = Resolver::new(args, typed, &config, Same::default())?;
        let settings = resolver.of(folder)?;
        resolver.check_profile()?;
        Ok(Choices::clone(&settings.choices))
    }

    /// Makes settings definite; paths of the configuration begin with `folder`.
    ///
    /// # Errors
    ///
    /// Where there is no such theme, or its file is wrong.
    pub(crate) fn made(
        args: &ChoiceArgs,
        layer: &Layer,
        folder: Option<&Path>,
        same: &mut Same,
    ) -> Result<Choices, UsageError> {
        let strict = config::flag(layer, "strict");
        let paths = config::paths(layer, "font-path", folder, &args.font_path);
        let fonts = match same.fonts.get(&(paths.clone(), strict)) {
            Some(fonts) => fonts.clone(),
            None => {
                let fonts = font_path::load(&paths, strict)?;
                same.fonts.insert((paths, strict), fonts.clone());
                fonts
            }
        };
        let (mut theme, mut house_theme) = (None, None);
        if let Some((config::Value::Text(name), origin)) = layer.get("theme") {
            let is_of_file = matches!(origin, Origin::File { .. });
            let path = match folder.filter(|_| is_of_file && themes::is_file(name)) {
                Some(folder) => folder.join(name).display().to_string(),
                None => name.clone(),
            };
            let loaded = themes::load_with(&path, None, strict, &fonts.library);
            let loaded = loaded.map_err(|(message, hint)| {
                let message = match origin {
                    Origin::CommandLine => message,
                    _ => format!("{message} ({origin})"),
                };
                UsageError { message, hint }
            })?;
            *(if is_of_file { &mut house_theme } else { &mut theme }) = Some(loaded);
        }
        let part = config::word(layer, "docx-fonts", &DocxFonts::WORDS).unwrap_or_default();
        let docx_fonts = match part {
            DocxFonts::Full => EmbedFonts::Full,
            DocxFonts::Vietnamese => EmbedFonts::Vietnamese,
            DocxFonts::None => EmbedFonts::None,
        };
        let named = config::texts(layer, "pdf-standard").unwrap_or_default();
        let named: Vec<_> = named.iter().filter_map(|name| Profile::named(name)).collect();
        let press = PressChoices::of_layer(layer, folder, same.profile.as_deref())?;
        let standard = standards::wanted(&named, &press)?;
        let root = config::paths(layer, "root", folder, args.root.as_slice()).into_iter().next();
        let limits = Limits::of(layer);
        let spelling = spelling::options(layer, folder)?;
        let firm = same.firm;
        Ok(Choices {
            fonts,
            theme,
            house_theme,
            docx_fonts,
            standard,
            strict,
            press,
            root,
            limits,
            spelling,
            firm,
        })
    }
}

/// Where an article is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

/// Where a paper is written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Output {
    /// It is made to be checked only.
    Nowhere,
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

impl UsageError {
    /// What has been told already.
    pub(crate) fn told() -> UsageError {
        UsageError { message: String::new(), hint: String::new() }
    }

    /// An error with what is wrong and what to do.
    pub(crate) fn new(message: impl Into<String>, hint: impl Into<String>) -> UsageError {
        UsageError { message: message.into(), hint: hint.into() }
    }
}

/// A verification that makes sense.
#[derive(Debug)]
pub(crate) struct Verify {
    /// The articles, and how the papers of each are made.
    pub(crate) articles: Vec<(PathBuf, Arc<Choices>)>,
    /// The LibreOffice program.
    pub(crate) soffice: PathBuf,
}

impl Verify {
    /// Makes what was typed definite.
    ///
    /// # Errors
    ///
    /// Where there is no such theme.
    pub(crate) fn from_args(args: VerifyArgs) -> Result<Verify, UsageError> {
        let (typed, config) = (typed_choices(&args.choices), ConfigArgs::default());
        let mut resolver = Resolver::new(&args.choices, typed, &config, Same::default())?;
        let mut articles = Vec::with_capacity(args.articles.len());
        for path in args.articles {
            let settings = resolver.of(files::parent(&path))?;
            articles.push((path, Arc::clone(&settings.choices)));
        }
        resolver.check_profile()?;
        let soffice = args.soffice.unwrap_or_else(|| PathBuf::from("soffice"));
        Ok(Verify { articles, soffice })
    }
}

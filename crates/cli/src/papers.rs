//! An article's source to its papers: every crate below called in turn.

use std::path::Path;

use vanban_article::{
    Article, Block, BlockKind, Code, ContentsKind, Defaults, Diagnostic, Images, Severity, Source,
};
use vanban_docx::{DocxOptions, EmbedFonts, write_docx};
use vanban_fonts::FontLibrary;
use vanban_layout::{Typeset, typeset};
use vanban_pdf::{PdfOptions, write_pdf};
use vanban_theme::Theme;

use crate::args::Format;
use crate::settings::{Choices, Input};
use crate::{files, font_path, furniture, pictures, report, standards, themes};

/// The papers of a source, in the order of `formats`, and what there is to say; none where there is
/// an error.
pub(crate) fn make(
    input: &Input,
    source: &Source,
    formats: &[Format],
    choices: &Choices,
) -> (Option<Vec<Vec<u8>>>, Vec<Diagnostic>) {
    make_counted(input, source, formats, choices, &mut None)
}

/// The same, and how many pages there are, if they could be set.
pub(crate) fn make_counted(
    input: &Input,
    source: &Source,
    formats: &[Format],
    choices: &Choices,
    pages: &mut Option<usize>,
) -> (Option<Vec<Vec<u8>>>, Vec<Diagnostic>) {
    let (ready, diagnostics) = lay_out(input, source, formats, choices, pages);
    (ready.and_then(|ready| papers(&ready, input, source, formats, choices)), diagnostics)
}

/// An article laid out, and all that its papers are made of.
pub(crate) struct Ready {
    /// What it says.
    pub(crate) article: Article,
    /// How it looks.
    pub(crate) theme: Theme,
    /// The fonts, as its theme sees them.
    pub(crate) fonts: FontLibrary,
    /// Its pictures.
    pub(crate) images: Images,
    /// Its pages.
    pub(crate) typeset: Typeset,
}

/// Lays a source out for papers of these formats, and what there is to say; none where there is an
/// error. `pages` tells how many there are, if they could be set.
pub(crate) fn lay_out(
    input: &Input,
    source: &Source,
    formats: &[Format],
    choices: &Choices,
    pages: &mut Option<usize>,
) -> (Option<Ready>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut spelling = Vec::new();
    let mut ready =
        ready(input, source, formats, choices, pages, (&mut diagnostics, &mut spelling));
    if !choices.firm {
        vanban_article::spelling::soften(&mut spelling);
    }
    let limit = if choices.strict { Severity::Warning } else { Severity::Error };
    if spelling.iter().any(|diagnostic| diagnostic.severity >= limit) {
        ready = None;
    }
    diagnostics.append(&mut spelling);
    if choices.strict {
        for diagnostic in &mut diagnostics {
            if diagnostic.severity == Severity::Warning {
                diagnostic.severity = Severity::Error;
            }
        }
    }
    (ready, diagnostics)
}

fn ready(
    input: &Input,
    source: &Source,
    formats: &[Format],
    choices: &Choices,
    pages: &mut Option<usize>,
    (diagnostics, spelling): (&mut Vec<Diagnostic>, &mut Vec<Diagnostic>),
) -> Option<Ready> {
    let stop = |diagnostics: &[Diagnostic]| {
        let limit = if choices.strict { Severity::Warning } else { Severity::Error };
        diagnostics.iter().any(|diagnostic| diagnostic.severity >= limit)
    };
    let mut parsed = vanban_article::parse(source);
    let folder = files::folder(input);
    let mut told = Vec::new();
    let theme = match &choices.theme {
        Some(theme) => theme.clone(),
        None => theme(&parsed.article, &folder, choices, &mut told),
    };
    let defaults = wishes(&theme, &parsed.article);
    if defaults != Defaults::default() {
        parsed = vanban_article::parse_as(source, defaults);
    }
    let slips = vanban_article::spelling::look(source, &parsed, &choices.spelling);
    spelling.extend(slips.into_iter().map(|slip| slip.diagnostic));
    diagnostics.extend(parsed.diagnostics);
    diagnostics.append(&mut told);
    let article = parsed.article;
    let theme = furniture::chosen(theme, &article.meta, diagnostics);
    let (images, problems) = pictures::load(&article, &folder);
    diagnostics.extend(problems);
    if stop(diagnostics) {
        return None;
    }
    // What a theme file names in vain is told where it is read, and stops here already.
    let (fonts, _) = choices.fonts.library.for_theme(&theme.font_names);
    let mut typeset = typeset(&article, &theme, &fonts, &images);
    *pages = Some(typeset.layout.pages.len());
    diagnostics.append(&mut typeset.diagnostics);
    let docx = formats.contains(&Format::Docx) && choices.docx_fonts != EmbedFonts::None;
    diagnostics.extend(font_path::told_of(&fonts, &typeset.layout, docx));
    if formats.contains(&Format::Pdf) {
        diagnostics.extend(standards::lacking(&article, &theme, choices.standard));
    }
    if stop(diagnostics) {
        return None;
    }
    choices.press.check(typeset.layout.pages.len(), diagnostics);
    if stop(diagnostics) {
        return None;
    }
    Some(Ready { article, theme, fonts, images, typeset })
}

fn papers(
    ready: &Ready,
    input: &Input,
    source: &Source,
    formats: &[Format],
    choices: &Choices,
) -> Option<Vec<Vec<u8>>> {
    let Ready { article, theme, fonts, images, typeset } = ready;
    let mut papers = Vec::with_capacity(formats.len());
    for format in formats {
        let made = match format {
            Format::Pdf => {
                let (standard, press) = (choices.standard, choices.press.of(source));
                let options = PdfOptions { standard, press, ..PdfOptions::default() };
                write_pdf(&typeset.layout, fonts, images, &options)
                    .map_err(|error| error.to_string())
            }
            Format::Docx => {
                let options = DocxOptions { fonts: choices.docx_fonts };
                write_docx(article, theme, fonts, images, &typeset.hints, &options)
                    .map_err(|error| error.to_string())
            }
        };
        match made {
            Ok(bytes) => papers.push(bytes),
            Err(error) => {
                let name = files::name(input);
                let paper = format.extension().to_uppercase();
                report::failure(
                    Code::PAPER,
                    &format!("cannot make the {paper} of `{name}`: {error}"),
                );
                return None;
            }
        }
    }
    Some(papers)
}

/// What a theme wishes an article to have that does not say: a cover for a title, a table of contents
/// for headings.
fn wishes(theme: &Theme, article: &Article) -> Defaults {
    /// How many levels of headings are listed.
    const LEVELS: u8 = 3;
    let own =
        |block: &Block| matches!(block.kind, BlockKind::Contents(ContentsKind::Headings { .. }));
    let listed =
        theme.contents && article.headings().nth(1).is_some() && !article.blocks.iter().any(own);
    Defaults {
        cover: theme.cover.on && article.meta.title.is_some(),
        toc: listed.then_some(LEVELS),
    }
}

/// The theme that the article asks for; that of the house, or the office theme, where there is none.
fn theme(
    article: &Article,
    folder: &Path,
    choices: &Choices,
    diagnostics: &mut Vec<Diagnostic>,
) -> Theme {
    let office = || Theme::named("office").expect("the office theme is built in");
    let Some(asked) = &article.meta.theme else {
        return choices.house_theme.clone().unwrap_or_else(office);
    };
    let loaded =
        themes::load_with(&asked.value, Some(folder), choices.strict, &choices.fonts.library);
    loaded.unwrap_or_else(|(message, hint)| {
        let diagnostic = if themes::is_file(&asked.value) {
            Diagnostic::error(Code::THEME, asked.span, message)
        } else {
            Diagnostic::warning(Code::THEME, asked.span, message)
        };
        diagnostics.push(diagnostic.hint(hint));
        office()
    })
}

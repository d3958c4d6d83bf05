//! What a PDF is asked to conform to, and what an article lacks for it.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use vanban_article::{Article, Code, Diagnostic, Lack, Need, Target, lacks};
use vanban_pdf::{Profile, Reason, Standard};
use vanban_theme::Theme;

use crate::press::PressChoices;
use crate::settings::UsageError;

/// Reads the name of a standard.
pub(crate) fn parser() -> impl TypedValueParser<Value = Profile> {
    PossibleValuesParser::new(Profile::ALL.map(Profile::name))
        .map(|name| Profile::named(&name).expect("only names of standards are possible"))
}

/// What follows all standards that were named.
///
/// # Errors
///
/// Where no PDF can follow two of them, or what one of them needs is not given.
pub(crate) fn wanted(profiles: &[Profile], press: &PressChoices) -> Result<Standard, UsageError> {
    let standard = Standard::of(profiles).map_err(|conflict| {
        let hint = match conflict.reason {
            Reason::TwoArchives => "choose one of them; `ua-1` goes with any of part 2 and 3",
            Reason::TwoVersions => {
                "build two papers: `a-4` and `2.0` go together, `x-4` with any of the others but \
                 `1.7`, and all of those with `1.7`"
            }
        };
        UsageError { message: conflict.to_string(), hint: hint.to_owned() }
    })?;
    if standard.press {
        press.fit_for_press()?;
    }
    Ok(standard)
}

/// What an article that looks like this lacks for a standard.
pub(crate) fn lacking(article: &Article, theme: &Theme, standard: Standard) -> Vec<Diagnostic> {
    // What is no tag is left out of every paper.
    let anyway = |need| (need == Need::Language).then_some("RFC 5646 §2.1");
    let told = |lack: &Lack| {
        let clause = standard.asks(lack.need).or_else(|| anyway(lack.need));
        clause.map(|clause| tell(*lack, clause))
    };
    let meant = |lack: &&Lack| !is_a_kind(article, theme, lack.need);
    let mut lacking: Vec<Diagnostic> =
        lacks(article).iter().filter(meant).filter_map(told).collect();
    lacking.extend(if standard.press { unlinked(article) } else { None });
    lacking
}

/// Whether something that is lacking concerns every paper, not the PDF alone.
pub(crate) fn is_of_all_papers(told: &Diagnostic) -> bool {
    told.code == Code::LANGUAGE
}

/// What there is to say of the links of an article that is only printed.
fn unlinked(article: &Article) -> Option<Diagnostic> {
    let outside = |link: &&vanban_article::Link| matches!(link.target, Target::Url(_));
    let count = article.links.iter().filter(outside).count();
    let first = article.links.iter().find(outside)?;
    let message = match count {
        1 => "a link is left out of the PDF, its words are not (ISO 15930-7)".to_owned(),
        _ => format!("{count} links are left out of the PDF, their words are not (ISO 15930-7)"),
    };
    let told = Diagnostic::note(Code::UNLINKED, first.span, message);
    Some(told.hint("build another PDF without `x-4` for the screen"))
}

/// Whether a level that seems to be skipped to is a kind of heading of its own: the articles of a law
/// count on through its chapters and stand under a chapter, under a section, or under neither.
fn is_a_kind(article: &Article, theme: &Theme, need: Need) -> bool {
    let Need::Level { level, .. } = need else { return false };
    let numbering = &theme.numbering;
    article.meta.number_sections.unwrap_or(numbering.on)
        && numbering.levels.get(usize::from(level) - 1).is_some_and(|own| own.continues)
}

fn tell(lack: Lack, clause: &str) -> Diagnostic {
    let warn = |code, message: String| {
        Diagnostic::warning(code, lack.span, format!("{message} ({clause})"))
    };
    match lack.need {
        Need::Title => warn(Code::TITLE, "the article has no title".to_owned())
            .hint("write `title: …` in the front matter, or begin with a heading"),
        Need::Alternative => {
            warn(Code::ALTERNATIVE, "the picture has no alternative text".to_owned())
                .hint("say in its brackets what it shows, or in `{alt=\"…\"}` after it")
        }
        Need::HeaderRow => warn(Code::HEADER_ROW, "the table has no header row".to_owned())
            .hint("name its columns in its first row; in HTML with `<th>`"),
        Need::Level { level, above } => {
            let message =
                format!("a heading of level {level} stands right under one of level {above}");
            let marks = "#".repeat(usize::from(above) + 1);
            warn(Code::LEVEL, message)
                .hint(format!("write it with `{marks}`, or add the heading between"))
        }
        Need::Language => {
            // A paper without it is read in the language of the rest.
            warn(Code::LANGUAGE, "the language of the span is no language tag".to_owned())
                .hint("a language tag is like `en` or `zh-Hant`")
        }
        Need::Date => warn(Code::UNDATED, "the article has no date".to_owned())
            .hint("write `date: …` in the front matter: without it the PDF is not PDF/X-4"),
        Need::Length => warn(Code::LENGTH, "the text is longer than an archive allows".to_owned())
            .hint("write no more than 32,767 bytes, or build with `--pdf-standard a-4`"),
        Need::PublicUse => {
            warn(Code::PRIVATE_USE, "a character of private use means nothing by itself".to_owned())
                .hint("write a character that Unicode knows, or a picture")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{lacking, wanted};
    use crate::press::PressChoices;
    use vanban_article::{Source, parse};
    use vanban_pdf::{Profile, Standard};
    use vanban_theme::Theme;

    #[test]
    fn an_archive_of_looks_has_nothing_to_tell() {
        let article = parse(&Source::new("bai.md", "![](a.png)\n")).article;
        let of = |profiles: &[Profile]| {
            let standard = Standard::of(profiles).expect("they go together");
            let theme = Theme::named("office").expect("it is built in");
            lacking(&article, &theme, standard).iter().map(|told| told.code.0).collect::<Vec<_>>()
        };
        assert_eq!(of(&[]), ["VB0911", "VB0910"]);
        assert_eq!(of(&[Profile::A2b]), [""; 0]);
        assert_eq!(of(&[Profile::Pdf20]), [""; 0]);
    }

    #[test]
    fn articles_of_a_law_stand_right_under_a_chapter() {
        let article = parse(&Source::new("bai.md", "# A\n\n### B\n")).article;
        let told = |name| {
            let theme = Theme::named(name).expect("it is built in");
            lacking(&article, &theme, Standard::default()).len()
        };
        assert_eq!([told("office"), told("legal")], [1, 0]);
    }

    #[test]
    fn what_cannot_be_is_told_with_what_can() {
        let press = PressChoices::default();
        let problem = wanted(&[Profile::A2a, Profile::A4], &press).expect_err("two parts of PDF/A");
        assert!(problem.message.contains("a-2a and a-4") && !problem.hint.is_empty());
        let problem = wanted(&[Profile::X4], &press).expect_err("no press is named");
        assert!(problem.message.contains("x-4") && problem.hint.contains("--output-profile"));
    }

    #[test]
    fn a_language_that_is_none_is_told_whatever_is_asked_for() {
        let text = "# A\n\n[một]{lang=\"tiếng Anh\"}\n";
        let article = parse(&Source::new("bai.md", text)).article;
        let theme = Theme::named("office").expect("it is built in");
        for profile in [Profile::A2b, Profile::Pdf20, Profile::Ua1] {
            let standard = Standard::of(&[profile]).expect("it is one");
            let told = lacking(&article, &theme, standard);
            assert_eq!(told.iter().map(|told| told.code.0).collect::<Vec<_>>(), ["VB0914"]);
        }
    }

    #[test]
    fn a_press_is_told_a_day_and_no_links() {
        let text = "# A\n\n[một](https://a.vn) [hai](#a)\n";
        let article = parse(&Source::new("bai.md", text)).article;
        let theme = Theme::named("office").expect("it is built in");
        let standard = Standard::of(&[Profile::X4]).expect("it is one");
        let told: Vec<_> = lacking(&article, &theme, standard)
            .iter()
            .map(|told| (told.code.0, told.severity))
            .collect();
        use vanban_article::Severity::{Note, Warning};
        assert_eq!(told, [("VB0915", Warning), ("VB0916", Note)]);
    }
}

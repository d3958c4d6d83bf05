//! The running heads and feet that front matter asks for, put in the place of the theme's.

use vanban_article::{BandChoice, Code, Diagnostic, Field, FurnitureChoice, Meta, Span, nearest};
use vanban_theme::check::misfits;
use vanban_theme::furniture::unknown_variable;
use vanban_theme::{Band, Furniture, Theme, Variable};

/// The theme with the furniture of the front matter.
pub(crate) fn chosen(mut theme: Theme, meta: &Meta, diagnostics: &mut Vec<Diagnostic>) -> Theme {
    if meta.header.is_none() && meta.footer.is_none() {
        return theme;
    }
    for (choice, furniture) in [(&meta.header, &mut theme.head), (&meta.footer, &mut theme.foot)] {
        if let Some(choice) = choice {
            apply(choice, furniture);
            for field in fields(choice) {
                check(field, diagnostics);
            }
        }
    }
    for misfit in misfits(&theme) {
        let choice = if misfit.edge == "head" { &meta.header } else { &meta.footer };
        // A theme that is wrong by itself has been told.
        let Some(span) = choice.iter().flat_map(fields).map(|field| field.span).next() else {
            continue;
        };
        let diagnostic = Diagnostic::error(Code::FURNITURE, span, misfit.message);
        diagnostics.push(diagnostic.hint(misfit.hint));
    }
    theme
}

/// A band for all pages replaces those of odd and even ones; the first page keeps the theme's, for
/// there the title stands.
fn apply(choice: &FurnitureChoice, furniture: &mut Furniture) {
    if let Some(general) = &choice.general {
        furniture.general = band(general);
        (furniture.odd, furniture.even) = (None, None);
    }
    for (choice, into) in [
        (&choice.first, &mut furniture.first),
        (&choice.odd, &mut furniture.odd),
        (&choice.even, &mut furniture.even),
    ] {
        if let Some(choice) = choice {
            *into = Some(band(choice));
        }
    }
}

fn band(choice: &BandChoice) -> Band {
    let text =
        |field: Option<&Field<String>>| field.map(|field| field.value.clone()).unwrap_or_default();
    let [left, center, right] = choice.parts().map(text);
    Band { left, center, right }
}

fn fields(choice: &FurnitureChoice) -> impl Iterator<Item = &Field<String>> {
    let bands = [&choice.general, &choice.first, &choice.odd, &choice.even];
    bands.into_iter().flatten().flat_map(|band| band.parts()).flatten()
}

fn check(field: &Field<String>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(name) = unknown_variable(&field.value) else { return };
    let span: Span = field.span;
    let shown: String = name.chars().take(40).collect();
    let message = format!("`{{{{{shown}}}}}` names no variable");
    let names: Vec<_> = Variable::ALL.iter().map(|variable| variable.name()).collect();
    let hint = match nearest(name, names.iter().copied()) {
        Some(near) => format!("did you mean `{{{{{near}}}}}`?"),
        None => format!("the variables: {}", names.join(", ")),
    };
    diagnostics.push(Diagnostic::warning(Code::FRONT_VALUE, span, message).hint(hint));
}

#[cfg(test)]
mod tests {
    use super::chosen;
    use vanban_article::{Source, parse};
    use vanban_theme::Theme;

    fn with(front: &str) -> (Theme, Vec<String>) {
        let source = Source::new("a.md", format!("---\n{front}---\na\n"));
        let meta = parse(&source).article.meta;
        let mut told = Vec::new();
        let theme = chosen(Theme::named("office").expect("built in"), &meta, &mut told);
        (theme, told.into_iter().map(|told| told.message).collect())
    }

    #[test]
    fn a_text_stands_in_the_middle_of_all_pages_but_the_first() {
        let (theme, told) = with("header: 'Số {{page}}'\n");
        assert_eq!((theme.head.general.center.as_str(), told.len()), ("Số {{page}}", 0));
        assert!(theme.head.first.is_some_and(|band| band.is_empty()));
        assert!(theme.foot.is_empty());
    }

    #[test]
    fn parts_and_variants_replace_the_themes() {
        let (theme, _) = with("footer: {left: a, right: b, first: c, even: {right: d}}\n");
        assert_eq!(theme.foot.general.parts(), ["a", "", "b"]);
        assert_eq!(theme.foot.first.map(|band| band.center).as_deref(), Some("c"));
        assert_eq!(theme.foot.even.map(|band| band.right).as_deref(), Some("d"));
    }

    #[test]
    fn variables_that_do_not_exist_are_told() {
        assert_eq!(with("header: '{{pgae}}'\n").1, ["`{{pgae}}` names no variable"]);
    }
}

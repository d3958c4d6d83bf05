//! The language in which things are told: English as it is written all over the program, Vietnamese by
//! the catalogue.
//!
//! Messages are made in English where they arise, with the words of the author in them. The catalogue
//! has each as a template with places, `{}`; a message that fits a template gives its words to the
//! places of the Vietnamese one. What fits none is told in English. Programs read codes, which have no
//! language.

mod article;
mod look;
mod machines;
mod program;
mod spelling;

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::args::batch::Lang;

static LANG: OnceLock<Lang> = OnceLock::new();

/// Templates in English and Vietnamese; in the latter `{1}` is the second place of the former.
type Catalogue = &'static [(&'static str, &'static str)];

const CATALOGUES: [Catalogue; 5] =
    [article::MESSAGES, look::MESSAGES, program::MESSAGES, machines::MESSAGES, spelling::MESSAGES];

/// Chooses the language; the first choice holds.
pub(crate) fn choose(lang: Lang) {
    LANG.get_or_init(|| lang);
}

/// Whether Vietnamese was chosen.
pub(crate) fn is_vietnamese() -> bool {
    LANG.get() == Some(&Lang::Vi)
}

/// A message or a hint in the language that was chosen.
pub(crate) fn text(english: &str) -> Cow<'_, str> {
    match is_vietnamese() {
        true => vietnamese(english).map_or(Cow::Borrowed(english), Cow::Owned),
        false => Cow::Borrowed(english),
    }
}

/// Hints in the language that was chosen.
pub(crate) fn texts(english: &[String]) -> Vec<String> {
    english.iter().map(|hint| text(hint).into_owned()).collect()
}

/// A message in Vietnamese, if the catalogue has it.
pub(crate) fn vietnamese(english: &str) -> Option<String> {
    fitting(english).map(|(template, words, to)| filled(template, &words, to))
}

/// The template that a text fits, its words, and the Vietnamese template: of several the one that says
/// most.
fn fitting(english: &str) -> Option<(&'static str, Vec<&str>, &'static str)> {
    let all = CATALOGUES.iter().flat_map(|catalogue| catalogue.iter());
    let fitting = all.filter_map(|(from, to)| Some((*from, words(from, english)?, *to)));
    fitting.max_by_key(|(from, ..)| from.len() - 2 * from.matches("{}").count())
}

/// The words of a text in the places of a template that it fits.
fn words<'t>(template: &str, text: &'t str) -> Option<Vec<&'t str>> {
    let mut literals = template.split("{}");
    let mut rest = text.strip_prefix(literals.next()?)?;
    let mut words = Vec::new();
    let mut literals = literals.peekable();
    while let Some(literal) = literals.next() {
        let end = match literals.peek() {
            // The last one ends the text.
            None => rest.strip_suffix(literal)?.len(),
            Some(_) => rest.find(literal)?,
        };
        words.push(&rest[..end]);
        rest = &rest[end + literal.len()..];
    }
    rest.is_empty().then_some(words)
}

/// The Vietnamese template with the words in their places. Words of ours, which stand in no marks, are
/// Vietnamese too.
fn filled(from: &str, words: &[&str], to: &str) -> String {
    let theirs: Vec<bool> = from.split("{}").map(|before| before.ends_with('`')).collect();
    let word = |at: usize| {
        let shown = words.get(at).copied().unwrap_or_default();
        let theirs = theirs.get(at).copied().unwrap_or(true) || shown.is_empty();
        let ours = (!theirs).then(|| fitting(shown)).flatten();
        match ours {
            Some((_, inner, to)) => {
                inner.iter().fold(to.to_owned(), |text, word| text.replacen("{}", word, 1))
            }
            None => shown.to_owned(),
        }
    };
    let mut out = String::with_capacity(to.len() + 16);
    let mut rest = to;
    let mut next = 0;
    while let Some(open) = rest.find('{') {
        let inner = &rest[open + 1..];
        let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
        out.push_str(&rest[..open]);
        if inner[digits..].starts_with('}') {
            let named = inner[..digits].parse::<usize>().ok();
            out.push_str(&word(named.unwrap_or(next)));
            next += usize::from(named.is_none());
            rest = &inner[digits + 1..];
        } else {
            // A brace of the message itself.
            out.push('{');
            rest = inner;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests;

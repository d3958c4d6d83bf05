//! Fenced divisions, pandoc's `::: {.class #id key=value}` … `:::`, found before Markdown is read.
//!
//! The Markdown parser does not know them: a fence would be text of the paragraph before it. Each
//! fence is masked by a processing instruction of the same length, `<?…?>`, which the parser reads as
//! a block of HTML of one line wherever it stands, so that places stay true.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::attribute;
use super::report::Report;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// The fences of a text by the bytes at which their colons start.
#[derive(Debug, Default)]
pub(super) struct Fences {
    list: BTreeMap<u32, Fence>,
}

/// A line that opens or closes a division.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fence {
    /// It opens one.
    Open(Division),
    /// It closes the one opened last.
    Close,
}

/// What the opening of a division says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Division {
    /// Its attributes: an identifier is named `#`, a class `.` and its name.
    pub(super) pairs: Vec<(String, String)>,
    /// The words after its class: the title of an admonition.
    pub(super) title: String,
}

/// No fences.
pub(super) static NONE: Fences = Fences { list: BTreeMap::new() };

impl Fences {
    /// The fence that starts inside a place.
    pub(super) fn at(&self, span: Span) -> Option<&Fence> {
        // Most articles have none, and every event asks.
        if self.list.is_empty() {
            return None;
        }
        self.list.range(span.start..span.end).next().map(|(_, fence)| fence)
    }
}

/// Finds the fences of a text from byte `start` on; gives the text with each masked.
pub(super) fn find<'a>(text: &'a str, start: usize, report: &mut Report) -> (Cow<'a, str>, Fences) {
    let mut fences = Fences::default();
    if !text[start..].contains(":::") {
        return (Cow::Borrowed(text), fences);
    }
    let mut places = Vec::new();
    let mut open: Vec<(usize, std::ops::Range<usize>)> = Vec::new();
    let mut code: Option<(char, usize)> = None;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let content = line.trim_start_matches([' ', '\t', '>']);
        let from = at + line.len() - content.len();
        let content = content.trim_end();
        at += line.len();
        if let Some((mark, length)) = code {
            if run(content, mark) >= length && content.trim_matches(mark).is_empty() {
                code = None;
            }
            continue;
        }
        code =
            ['`', '~'].into_iter().map(|mark| (mark, run(content, mark))).find(|(mark, length)| {
                *length >= 3 && (*mark == '~' || !content[*length..].contains('`'))
            });
        let Some(fence) = read(content) else { continue };
        let place = from..from + content.len();
        match &fence {
            Fence::Open(_) => open.push((places.len(), place.clone())),
            Fence::Close if open.pop().is_none() => continue,
            Fence::Close => {}
        }
        places.push((place, Some(fence)));
    }
    for (index, place) in open {
        let message = "the division is not closed: its fence is printed as text";
        report.push(
            Diagnostic::warning(Code::DIVISION, Span::new(place.start, place.end), message)
                .hint("close it with a line of three colons, `:::`"),
        );
        places[index].1 = None;
    }
    let mut masked = String::with_capacity(text.len());
    let mut done = 0;
    for (place, fence) in places {
        let Some(fence) = fence else { continue };
        masked.push_str(&text[done..place.start]);
        mask(place.len(), &mut masked);
        done = place.end;
        fences.list.insert(place.start as u32, fence);
    }
    masked.push_str(&text[done..]);
    (Cow::Owned(masked), fences)
}

/// A processing instruction of this many bytes, three at least.
fn mask(len: usize, out: &mut String) {
    out.push_str("<?");
    if len > 3 {
        out.extend(std::iter::repeat_n(' ', len - 4));
        out.push('?');
    }
    out.push('>');
}

/// How many of a character a text starts with.
fn run(text: &str, mark: char) -> usize {
    text.len() - text.trim_start_matches(mark).len()
}

/// The fence that a line is.
fn read(line: &str) -> Option<Fence> {
    let colons = run(line, ':');
    if colons < 3 {
        return None;
    }
    let rest = line[colons..].trim();
    if rest.is_empty() {
        return Some(Fence::Close);
    }
    if rest.starts_with('{') {
        let attributes = attribute::read(rest)?;
        let after = rest[attributes.len..].trim_matches(':').trim();
        let pairs = owned(attributes.pairs);
        return after.is_empty().then(|| Fence::Open(Division { pairs, title: String::new() }));
    }
    // A word names a class; after it an admonition has its title, in brackets or bare.
    let end =
        rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(rest.len());
    let (word, rest) = rest.split_at(end);
    if word.is_empty() {
        return None;
    }
    let mut pairs = vec![(format!(".{word}"), String::new())];
    let mut title = rest.trim();
    if title.starts_with('{')
        && let Some(attributes) = attribute::read(title)
    {
        title = title[attributes.len..].trim();
        pairs.extend(owned(attributes.pairs));
    }
    let title = title.trim_end_matches(':').trim();
    let title = title.strip_prefix('[').and_then(|title| title.strip_suffix(']')).unwrap_or(title);
    Some(Fence::Open(Division { pairs, title: title.to_owned() }))
}

fn owned(pairs: Vec<(&str, String)>) -> Vec<(String, String)> {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Division, Fence, find, read};
    use crate::parse::report::Report;

    fn masked(text: &str) -> String {
        find(text, 0, &mut Report::default()).0.into_owned()
    }

    #[test]
    fn fences_are_masked_in_their_own_length() {
        assert_eq!(masked("::: {.a}\nb\n:::\n"), "<?    ?>\nb\n<?>\n");
        assert_eq!(masked("> ::::a\n> :::\n"), "> <? ?>\n> <?>\n");
    }

    #[test]
    fn fences_in_code_and_fences_without_their_other_half_are_text() {
        for text in ["```\n::: {.a}\n:::\n```\n", ":::\na\n", "a ::: b"] {
            assert_eq!(masked(text), text);
        }
        let mut report = Report::default();
        assert_eq!(find("::: {.a}\nb\n", 0, &mut report).0, "::: {.a}\nb\n");
        assert_eq!(report.finish().len(), 1);
    }

    #[test]
    fn a_word_is_a_class_and_what_follows_it_a_title() {
        let open = |line| match read(line) {
            Some(Fence::Open(Division { pairs, title })) => (pairs, title),
            other => panic!("{other:?}"),
        };
        let class = |name: &str| (format!(".{name}"), String::new());
        assert_eq!(open(":::tip Mẹo nhỏ"), (vec![class("tip")], "Mẹo nhỏ".to_owned()));
        assert_eq!(open("::: warning :::"), (vec![class("warning")], String::new()));
        assert_eq!(open(":::note[Chú ý]"), (vec![class("note")], "Chú ý".to_owned()));
        let (pairs, _) = open("::: {#x .giua} :::");
        assert_eq!(pairs, [("#".to_owned(), "x".to_owned()), class("giua")]);
        assert_eq!(read("::"), None);
        assert_eq!(read("::::"), Some(Fence::Close));
    }
}

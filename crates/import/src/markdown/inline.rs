//! The inlines of a paragraph as Markdown: which sign opens and closes what, so that marks nest, and
//! HTML where the signs of Markdown would not be read so.

use std::collections::BTreeSet;

use super::attributes::{braces, destination, file, parts, title};
use super::escape::{self, Context, Pairs};
use super::leaf::{Leaf, Under, What, leaves};
use crate::model::{Attributes, Block, Document, Inline};

/// Where inlines stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Place {
    /// A paragraph: lines can end, blocks can begin.
    #[default]
    Paragraph,
    /// A heading, caption or term: one line.
    Line,
    /// A term that definitions follow: one line, which could begin a block.
    Term,
    /// A cell between bars.
    Cell,
    /// The brackets of a picture.
    Bracket,
}

/// What opens and closes around stretches.
#[derive(Clone, Debug, PartialEq)]
enum Feature<'d> {
    /// A mark, by its place.
    Mark(usize),
    /// Brackets with attributes.
    Span(Attributes),
    /// A link.
    Link(usize, &'d str, &'d str),
}

/// How an open feature closes.
struct Open<'d> {
    feature: Feature<'d>,
    close: String,
    bracket: bool,
}

const SIGNS: [(&str, &str); 6] =
    [("**", "strong"), ("*", "em"), ("~~", "s"), ("==", "mark"), ("^", "sup"), ("~", "sub")];

/// Writes inlines; the notes that they mark go to `notes`.
pub(super) fn write(
    document: &Document,
    inlines: &[Inline],
    place: Place,
    notes: &mut Vec<usize>,
) -> String {
    let leaves = leaves(inlines);
    let marked = leaves.iter().any(|leaf| {
        leaf.under.marks.contains(&true) || matches!(leaf.what, What::Math(_) | What::Code(_))
    });
    let texts = leaves.iter().filter_map(|leaf| match &leaf.what {
        What::Text(text) => Some(text.as_str()),
        _ => None,
    });
    let mut writer = Writer {
        document,
        place,
        pairs: Pairs::of(texts, marked),
        out: String::new(),
        open: Vec::new(),
        leaves: &leaves,
    };
    for at in 0..leaves.len() {
        writer.turn(at);
        writer.leaf(at, notes);
    }
    writer.close_to(0);
    writer.out
}

struct Writer<'w, 'd> {
    document: &'d Document,
    place: Place,
    pairs: Pairs,
    out: String,
    open: Vec<Open<'d>>,
    leaves: &'w [Leaf<'d>],
}

impl<'d> Writer<'_, 'd> {
    /// Closes what does not hold the next stretch and opens what does, the longest first.
    fn turn(&mut self, at: usize) {
        let wanted = features(&self.leaves[at].under);
        let keep = self.open.iter().take_while(|open| wanted.contains(&open.feature)).count();
        self.close_to(keep);
        let mut news: Vec<(usize, Feature<'d>)> = wanted
            .into_iter()
            .filter(|feature| !self.open.iter().any(|open| open.feature == *feature))
            .map(|feature| (self.reach(at, &feature), feature))
            .collect();
        news.sort_by_key(|(reach, _)| std::cmp::Reverse(*reach));
        let count =
            news.iter().filter(|(_, feature)| matches!(feature, Feature::Mark(0 | 1))).count();
        for (reach, feature) in news {
            self.enter(at, reach, feature, count > 1);
        }
    }

    /// The first stretch from `at` on that a feature does not hold.
    fn reach(&self, at: usize, feature: &Feature<'d>) -> usize {
        let inside = |leaf: &Leaf<'d>| features(&leaf.under).contains(feature);
        self.leaves[at..]
            .iter()
            .position(|leaf| !inside(leaf))
            .map_or(self.leaves.len(), |len| at + len)
    }

    fn enter(&mut self, at: usize, reach: usize, feature: Feature<'d>, together: bool) {
        let bracketed = self.open.iter().any(|open| open.bracket);
        let (open, close, bracket) = match &feature {
            Feature::Mark(mark) => {
                let (sign, tag) = SIGNS[*mark];
                if self.signs_work(*mark, at, reach, together) {
                    (sign.to_owned(), sign.to_owned(), false)
                } else {
                    (format!("<{tag}>"), format!("</{tag}>"), false)
                }
            }
            Feature::Span(attributes) if bracketed || self.has_link(at, reach) => {
                let only = attributes.classes == ["underline"]
                    && attributes.id.is_none()
                    && attributes.keys.is_empty();
                match only {
                    true => ("<u>".to_owned(), "</u>".to_owned(), false),
                    // Links hold no brackets: theirs is written in HTML inside these.
                    false if !bracketed => {
                        ("[".to_owned(), format!("]{}", braces(attributes)), true)
                    }
                    false => (String::new(), String::new(), false),
                }
            }
            Feature::Span(attributes) if parts(attributes).is_empty() => {
                (String::new(), String::new(), false)
            }
            Feature::Span(attributes) => ("[".to_owned(), format!("]{}", braces(attributes)), true),
            Feature::Link(_, target, named) => {
                if bracketed || self.place == Place::Bracket {
                    let title = if named.is_empty() {
                        String::new()
                    } else {
                        format!(" title=\"{}\"", html(named))
                    };
                    (format!("<a href=\"{}\"{title}>", html(target)), "</a>".to_owned(), false)
                } else {
                    let close = format!("]({}{})", destination(target), title(named));
                    ("[".to_owned(), close, true)
                }
            }
        };
        self.out.push_str(&open);
        self.open.push(Open { feature, close, bracket });
    }

    fn has_link(&self, at: usize, reach: usize) -> bool {
        self.leaves[at..reach].iter().any(|leaf| leaf.under.link.is_some())
            && self.open.iter().any(|open| matches!(open.feature, Feature::Link(..)))
    }

    fn close_to(&mut self, keep: usize) {
        while self.open.len() > keep {
            if let Some(open) = self.open.pop() {
                self.out.push_str(&open.close);
            }
        }
    }

    /// Whether the signs of a mark are read as such around the stretches from `at` to `reach`
    /// (CommonMark §6.2).
    fn signs_work(&self, mark: usize, at: usize, reach: usize, together: bool) -> bool {
        let before = self.out.chars().last();
        let first = self.first_of(at);
        let last = self.last_of(reach.saturating_sub(1));
        let after = self.leaves.get(reach).and_then(|_| self.first_of(reach));
        let breaks = self.leaves[at..reach].iter().any(|leaf| matches!(leaf.what, What::Break));
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let punctuation = |c: Option<char>| !blank(c) && !word(c);
        if mark >= 4 {
            let [Leaf { what: What::Text(text), .. }] = &self.leaves[at..reach] else {
                return false;
            };
            let sign = if mark == 4 { '^' } else { '~' };
            return word(before)
                && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '+' | '-' | '−'))
                && after != Some(sign)
                && !self.open.iter().any(|open| matches!(open.feature, Feature::Mark(1..)));
        }
        if mark == 3 {
            return !breaks
                && !word(before)
                && before != Some('=')
                && !word(after)
                && !matches!(after, Some('='))
                && first != Some('=')
                && last != Some('=')
                && !blank(first);
        }
        let sign = SIGNS[mark].0.chars().next();
        // Signs beside signs of their like are told apart by none.
        let opened_here = self
            .open
            .last()
            .is_some_and(|open| open.close.starts_with('*') && self.out.ends_with(&open.close));
        if before == sign && !(opened_here && mark < 2) {
            return false;
        }
        let before = if opened_here { self.before_signs() } else { before };
        let next_marked = self.leaves.get(reach).is_some_and(|leaf| {
            let opens = |mark: usize| {
                let is_open = |open: &Open<'_>| open.feature == Feature::Mark(mark);
                leaf.under.marks[mark] && !self.open.iter().any(is_open)
            };
            (mark < 2 && (opens(0) || opens(1))) || (mark == 2 && opens(2))
        });
        let opens = !blank(first) && (!punctuation(first) || blank(before) || punctuation(before));
        let closes = !blank(last) && (!punctuation(last) || blank(after) || punctuation(after));
        let inside_word = word(before) && word(first) || word(last) && word(after);
        opens
            && closes
            && first != sign
            && last != sign
            && !next_marked
            && !(inside_word && (together || !self.open.is_empty() || mark == 2))
    }

    /// The character before the signs that stand last.
    fn before_signs(&self) -> Option<char> {
        self.out.trim_end_matches('*').chars().last()
    }

    fn first_of(&self, at: usize) -> Option<char> {
        match &self.leaves.get(at)?.what {
            What::Text(text) => text.chars().next(),
            What::Break => Some('\n'),
            What::Code(_) => Some('`'),
            What::Math(_) => Some('$'),
            What::Picture { .. } => Some('!'),
            What::Note(_) => Some('['),
            What::Reference(name) => Some(if name.starts_with('@') { '@' } else { '[' }),
        }
    }

    fn last_of(&self, at: usize) -> Option<char> {
        match &self.leaves.get(at)?.what {
            What::Text(text) => text.chars().last(),
            What::Break => Some('\n'),
            What::Code(_) => Some('`'),
            What::Math(_) => Some('$'),
            What::Picture { .. } | What::Note(_) => Some(']'),
            What::Reference(name) => name.chars().last(),
        }
    }

    fn leaf(&mut self, at: usize, notes: &mut Vec<usize>) {
        let leaf = &self.leaves[at];
        match &leaf.what {
            What::Text(words) => {
                let alone =
                    self.leaves.get(at + 1).is_none_or(|next| next.under.link != leaf.under.link)
                        && (at == 0 || self.leaves[at - 1].under.link != leaf.under.link);
                if alone && self.autolink(words) {
                    return;
                }
                self.text(words, at);
            }
            What::Break => match self.place {
                Place::Paragraph => self.out.push_str("\\\n"),
                _ => self.out.push_str("<br>"),
            },
            What::Code(code) => {
                let written = self::code(code);
                let written =
                    if self.place == Place::Cell { written.replace('|', "\\|") } else { written };
                self.out.push_str(&written);
            }
            What::Picture { picture, alt, attributes } => {
                let written = self::picture(self.document, *picture, alt, attributes);
                self.out.push_str(&written);
            }
            What::Math(source) => {
                if self.out.ends_with(['$', '\\']) {
                    self.out.push_str("<!-- -->");
                }
                self.out.push_str(&format!("${}$", formula(source)));
                // A digit after the sign would make it a price.
                if self
                    .leaves
                    .get(at + 1)
                    .and_then(|_| self.first_of(at + 1))
                    .is_some_and(|c| c.is_ascii_digit())
                {
                    self.out.push_str("<!-- -->");
                }
            }
            What::Note(note) if self.place == Place::Bracket && self.written_note(*note, notes) => {
            }
            What::Note(note) => {
                let known = notes.iter().position(|each| each == note);
                let number = known.unwrap_or_else(|| {
                    notes.push(*note);
                    notes.len() - 1
                });
                self.out.push_str(&format!("[^{}]", number + 1));
            }
            What::Reference(name) => {
                let joined = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.');
                let before =
                    self.out.chars().last().is_some_and(|c| c.is_alphanumeric() || c == '.');
                let after = self.leaves.get(at + 1).and_then(|_| self.first_of(at + 1));
                let trails = match after {
                    // A full stop or colon ends a sentence, not a name.
                    Some('.' | ':') => false,
                    after => after.is_some_and(joined),
                };
                if before || trails || name.starts_with('-') {
                    self.out.push_str(&format!("[{name}]"));
                } else {
                    self.out.push_str(name);
                }
            }
        }
    }

    /// A note written where it is marked: the brackets of a picture hold no mark of another.
    fn written_note(&mut self, note: usize, notes: &mut Vec<usize>) -> bool {
        let Some([Block::Paragraph(inlines)]) = self.document.notes.get(note).map(Vec::as_slice)
        else {
            return false;
        };
        if notes.contains(&note) {
            return false;
        }
        let text = write(self.document, inlines, Place::Bracket, notes);
        self.out.push_str(&format!("^[{text}]"));
        true
    }

    /// A link that shows its own address.
    fn autolink(&mut self, words: &str) -> bool {
        let Some(Open { feature: Feature::Link(_, target, ""), bracket: true, .. }) =
            self.open.last()
        else {
            return false;
        };
        let shown = *target == words || target.strip_prefix("mailto:") == Some(words);
        let sound =
            |c: char| c.is_ascii() && !c.is_control() && !matches!(c, ' ' | '<' | '>' | '\\' | '|');
        let mail = target.starts_with("mailto:")
            && words.contains('@')
            && !words.contains([':', '/', '?']);
        let absolute = ["https://", "http://", "ftp://"].iter().any(|s| words.starts_with(s));
        if !shown || !words.chars().all(sound) || !(mail || absolute) || !self.out.ends_with('[') {
            return false;
        }
        self.out.pop();
        self.out.push('<');
        self.out.push_str(words);
        if let Some(open) = self.open.last_mut() {
            open.close = ">".to_owned();
        }
        true
    }

    fn text(&mut self, words: &str, at: usize) {
        let before = self.out.chars().last();
        let begins = matches!(self.place, Place::Paragraph | Place::Term)
            && (self.out.is_empty() || before == Some('\n'));
        let after = if at + 1 < self.leaves.len() {
            let next = &self.leaves[at + 1];
            match (&next.what, next.under == self.leaves[at].under) {
                (What::Text(_), false) => Some('*'),
                _ => self.first_of(at + 1),
            }
        } else {
            None
        };
        let context = Context {
            before,
            after: if self.open.is_empty() { after } else { after.or(Some('*')) },
            begins,
            bracket: self.place == Place::Bracket || self.open.iter().any(|open| open.bracket),
            cell: self.place == Place::Cell,
            last: self.place != Place::Paragraph && at + 1 == self.leaves.len(),
            pairs: self.pairs,
        };
        escape::text(words, context, &mut self.out);
    }
}

fn features<'d>(under: &Under<'d>) -> Vec<Feature<'d>> {
    let mut features: Vec<Feature<'d>> = Vec::new();
    if let Some((id, target, title)) = under.link {
        features.push(Feature::Link(id, target, title));
    }
    features.extend(under.span.clone().map(Feature::Span));
    features.extend((0..6).filter(|mark| under.marks[*mark]).map(Feature::Mark));
    features
}

/// Code in a line: between more ticks than it holds.
fn code(code: &str) -> String {
    let code = code.replace('\n', " ");
    let runs: BTreeSet<usize> =
        code.split(|c| c != '`').map(str::len).filter(|len| *len > 0).collect();
    let ticks = (1..).find(|len| !runs.contains(len)).unwrap_or(1);
    let fence = "`".repeat(ticks);
    let blank = code.chars().all(|c| c == ' ');
    let padded = code.starts_with('`')
        || code.ends_with('`')
        || (!blank && code.starts_with(' ') && code.ends_with(' '));
    let room = if padded { " " } else { "" };
    format!("{fence}{room}{code}{room}{fence}")
}

/// A formula on one line, its dollar signs escaped.
pub(super) fn formula(source: &str) -> String {
    let mut written = source.split_whitespace().collect::<Vec<_>>().join(" ");
    // A space that a backslash asks for stays.
    if written.ends_with('\\') {
        written.push_str(" {}");
    }
    let mut sound = String::with_capacity(written.len());
    let mut slash = false;
    for char in written.chars() {
        if char == '$' && !slash {
            sound.push('\\');
        }
        sound.push(char);
        slash = char == '\\' && !slash;
    }
    sound
}

/// A picture in a line.
fn picture(document: &Document, picture: usize, alt: &str, attributes: &Attributes) -> String {
    let name = document.pictures.get(picture).map_or("", |picture| picture.name.as_str());
    let alt = escaped(alt);
    format!("![{alt}]({}){}", file(name), braces(attributes))
}

/// A text in the brackets of a picture.
fn escaped(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let pairs = Pairs::of(std::iter::once(words.as_str()), true);
    let mut out = String::new();
    let context = Context { bracket: true, cell: true, pairs, ..Context::default() };
    escape::text(&words, context, &mut out);
    out
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('|', "&#124;")
}

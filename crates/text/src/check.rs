//! What may be wrong with a document's Vietnamese: the passages in, located findings out.
//!
//! [`check`] reads each passage once (words in `spelling`, signs in `characters`, dates and numbers
//! in `figures`, capitals in `capitals`), gathers what only the whole document can decide, and
//! decides that last: the majority's place of the tone, the form of ranges, what a slip's
//! neighbours say. Nothing is ever found in code and addresses; in quotations and names nothing
//! that is a matter of style.

mod capitals;
mod characters;
mod confusion;
mod figures;
mod quotes;
mod ranges;
mod spelling;
mod symbols;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::token::{Token, tokens};

pub(crate) use confusion::seconds;

/// What a passage is, which decides what may be found in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A paragraph, a cell, a caption.
    Body,
    /// A heading or a title.
    Heading,
    /// Someone else's words: only what is no Vietnamese at all is found.
    Quotation,
    /// Code and formulas: nothing is found.
    Code,
    /// An address: nothing is found.
    Link,
    /// A name, as of the author: nothing is found.
    Name,
}

/// A stretch of text that belongs together, such as a paragraph without its code and addresses
/// (U+FFFC where they stood).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage<'a> {
    /// The text, in any normal form.
    pub text: &'a str,
    /// What it is.
    pub kind: Kind,
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A question that only the author can answer.
    Query,
    /// A matter of style.
    Style,
    /// Likely wrong.
    Warning,
    /// Wrong.
    Error,
}

/// The place of the tone that a document should keep.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tones {
    /// The place that most of its words have.
    #[default]
    Majority,
    /// Each word as it is.
    Keep,
    /// hòa, thủy.
    Old,
    /// hoà, thuỷ.
    New,
}

/// What to look for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The place of the tone.
    pub tones: Tones,
    /// Words that are right although no rule knows them, in any case.
    pub words: BTreeSet<String>,
    /// Rules that are switched off.
    pub off: BTreeSet<Rule>,
    /// Whether the capitals and numbers of Nghị định 30/2020/NĐ-CP are asked for.
    pub decree: bool,
}

/// A rule by which something is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// A word with Vietnamese marks that is no syllable: values word; repairs.
    ImpossibleSyllable,
    /// Syllables written without the space between them.
    JoinedSyllables,
    /// A word often written for another: values as written, as meant.
    ConfusedWords,
    /// The tone stands where the rest of the document does not put it.
    ToneStyle,
    /// Letters and marks apart, not in normal form C.
    Decomposed,
    /// A letter of another alphabet that looks like a Vietnamese one.
    LookAlike,
    /// A character that nobody sees, or a no-break space without a reason: value its code point.
    HiddenCharacter,
    /// Alignment by spaces: value how many.
    LayoutBySpaces,
    /// A space before a mark that closes.
    SpaceBeforePunctuation,
    /// Two or three spaces.
    DoubleSpace,
    /// A straight quotation mark.
    StraightQuotes,
    /// A range of years joined otherwise than most of the document's.
    RangeForm,
    /// One term with two ranges of years: values the other range.
    TwoPeriods,
    /// A capital that Nghị định 30/2020/NĐ-CP, phụ lục II, has otherwise.
    Capitals,
    /// A date that no calendar has.
    NoSuchDate,
    /// The number of a document that is not written as one.
    DocumentNumber,
    /// The abbreviation of a document's type that is unknown or of another type: values type,
    /// abbreviation.
    DocumentType,
    /// A line that stands for a picture.
    Placeholder,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Rule; 18] = [
        Rule::ImpossibleSyllable,
        Rule::JoinedSyllables,
        Rule::ConfusedWords,
        Rule::ToneStyle,
        Rule::Decomposed,
        Rule::LookAlike,
        Rule::HiddenCharacter,
        Rule::LayoutBySpaces,
        Rule::SpaceBeforePunctuation,
        Rule::DoubleSpace,
        Rule::StraightQuotes,
        Rule::RangeForm,
        Rule::TwoPeriods,
        Rule::Capitals,
        Rule::NoSuchDate,
        Rule::DocumentNumber,
        Rule::DocumentType,
        Rule::Placeholder,
    ];

    /// The stable name of the rule.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Rule::ImpossibleSyllable => "impossible-syllable",
            Rule::JoinedSyllables => "joined-syllables",
            Rule::ConfusedWords => "confused-words",
            Rule::ToneStyle => "tone-style",
            Rule::Decomposed => "decomposed",
            Rule::LookAlike => "look-alike",
            Rule::HiddenCharacter => "hidden-character",
            Rule::LayoutBySpaces => "layout-by-spaces",
            Rule::SpaceBeforePunctuation => "space-before-punctuation",
            Rule::DoubleSpace => "double-space",
            Rule::StraightQuotes => "straight-quotes",
            Rule::RangeForm => "range-form",
            Rule::TwoPeriods => "two-periods",
            Rule::Capitals => "capitals",
            Rule::NoSuchDate => "no-such-date",
            Rule::DocumentNumber => "document-number",
            Rule::DocumentType => "document-type",
            Rule::Placeholder => "placeholder",
        }
    }

    /// The rule of a name.
    #[must_use]
    pub fn of(name: &str) -> Option<Rule> {
        Rule::ALL.into_iter().find(|rule| rule.name() == name)
    }
}

/// Something found, and what could be done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The passage, counted from 0.
    pub passage: usize,
    /// The bytes of its text.
    pub span: Range<usize>,
    /// The rule.
    pub rule: Rule,
    /// How much it weighs.
    pub severity: Severity,
    /// The words that a message is made of, as the rule says.
    pub values: Vec<String>,
    /// What could stand there instead, the likeliest first.
    pub repairs: Vec<String>,
    /// Whether the first repair may be made without asking.
    pub certain: bool,
    /// Whether it stands in someone else's words.
    pub quoted: bool,
}

/// What may be wrong with a document, in the order of its passages.
///
/// ```
/// use vanban_text::check::{Kind, Options, Passage, Rule, check};
/// let passages = [Passage { text: "Văn phòng Trung ưong Đảng", kind: Kind::Body }];
/// let found = check(&passages, &Options::default());
/// assert_eq!(found[0].rule, Rule::ImpossibleSyllable);
/// assert_eq!(found[0].repairs[0], "ương");
/// assert!(found[0].certain);
/// ```
#[must_use]
pub fn check(passages: &[Passage<'_>], options: &Options) -> Vec<Finding> {
    let mut found = Vec::new();
    if Rule::ALL.iter().all(|rule| options.off.contains(rule)) {
        return found;
    }
    let mut survey = Survey::default();
    let mut list = Vec::new();
    // A project's list may have ten thousand words, and is looked at for each of its documents.
    let is_lower = |word: &String| word.chars().all(|c| c.to_lowercase().eq([c]));
    let words = if options.words.iter().all(is_lower) {
        Cow::Borrowed(&options.words)
    } else {
        Cow::Owned(options.words.iter().map(|word| word.to_lowercase()).collect())
    };
    for (index, Passage { text, kind }) in passages.iter().enumerate() {
        if matches!(kind, Kind::Code | Kind::Link | Kind::Name) {
            continue;
        }
        list.clear();
        tokens(text, &mut list);
        let from = found.len();
        let quoted = characters::look(index, text, *kind, &mut survey, &mut found);
        let page = Page { index, text, kind: *kind, tokens: &list, quoted: &quoted };
        spelling::look(&page, &words, &mut survey, &mut found);
        figures::look(&page, options, &mut survey, &mut found);
        if options.decree {
            capitals::look(&page, &mut found);
        }
        placeholder(&page, &mut found);
        for finding in &mut found[from..] {
            finding.quoted = page.is_quoted(finding.span.start);
        }
    }
    spelling::decide(passages, options, &survey, &mut found);
    quotes::decide(&survey, &mut found);
    ranges::decide(&survey, &mut found);
    found.retain(|finding| !options.off.contains(&finding.rule));
    found.sort_by(|a, b| {
        (a.passage, a.span.start, a.span.end, a.rule).cmp(&(
            b.passage,
            b.span.start,
            b.span.end,
            b.rule,
        ))
    });
    found
}

/// A passage while it is looked at.
struct Page<'a> {
    index: usize,
    text: &'a str,
    kind: Kind,
    tokens: &'a [Token],
    /// The stretches between quotation marks, in order.
    quoted: &'a [Range<usize>],
}

impl<'a> Page<'a> {
    fn shown(&self, token: &Token) -> &'a str {
        &self.text[token.start..token.end]
    }

    /// Whether a place belongs to someone else's words.
    fn is_quoted(&self, at: usize) -> bool {
        self.kind == Kind::Quotation || {
            let next = self.quoted.partition_point(|range| range.end <= at);
            self.quoted.get(next).is_some_and(|range| range.start <= at)
        }
    }

    /// The token before one, when only a space parts them.
    fn before(&self, at: usize) -> Option<&'a Token> {
        let token = self.tokens.get(at)?;
        let before = self.tokens.get(at.checked_sub(1)?)?;
        is_space(&self.text[before.end..token.start]).then_some(before)
    }

    /// The token after one, when only a space parts them.
    fn after(&self, at: usize) -> Option<&'a Token> {
        let token = self.tokens.get(at)?;
        let after = self.tokens.get(at + 1)?;
        is_space(&self.text[token.end..after.start]).then_some(after)
    }

    fn finding(&self, span: Range<usize>, rule: Rule, severity: Severity) -> Finding {
        finding(self.index, span, rule, severity)
    }
}

fn is_space(text: &str) -> bool {
    !text.is_empty() && text.chars().all(char::is_whitespace)
}

fn finding(passage: usize, span: Range<usize>, rule: Rule, severity: Severity) -> Finding {
    let (values, repairs) = (Vec::new(), Vec::new());
    Finding { passage, span, rule, severity, values, repairs, certain: false, quoted: false }
}

/// What only the whole document decides.
#[derive(Default)]
struct Survey {
    tones: Vec<spelling::Toned>,
    slips: Vec<spelling::Slip>,
    ranges: Vec<ranges::Years>,
    quotes: Vec<quotes::Straight>,
    /// Whether typographic quotation marks are used anywhere.
    curly: bool,
}

/// A paragraph of one word that nobody can speak stands for a picture: "hncvp", "anh1.jpg".
fn placeholder(page: &Page<'_>, found: &mut Vec<Finding>) {
    let text = page.text.trim();
    if page.kind != Kind::Body || page.tokens.len() != 1 || !(3..=40).contains(&text.len()) {
        return;
    }
    let token = page.tokens[0];
    let stem = text
        .rsplit_once('.')
        .filter(|(_, end)| matches!(*end, "jpg" | "jpeg" | "png" | "gif" | "webp" | "bmp"));
    let named = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    let spoken = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let mute = text.chars().all(named)
        && !text.contains(spoken)
        && text.contains(|c: char| c.is_ascii_lowercase());
    if mute || stem.is_some_and(|(name, _)| name.chars().all(named)) {
        let mut placed = page.finding(token.start..token.end, Rule::Placeholder, Severity::Query);
        placed.values = vec![text.to_owned()];
        found.push(placed);
    }
}

#[cfg(test)]
mod tests;

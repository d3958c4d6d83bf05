//! The spelling of an article: findings of the rules of [`vanban_text::check`] as diagnostics at their
//! places in the source, with what could stand there instead.
//!
//! ```text
//! Prose ─look→ Slip { diagnostic, edits } ─repair→ the source repaired
//! ```
//!
//! What is looked for is the house's wish ([`Options`]), then the front matter's
//! ([`SpellingChoice`]), then that of comments in the text (`switch`).

mod message;
pub mod repair;
mod switch;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
pub use vanban_text::check::Options;
use vanban_text::check::{self, Finding, Kind, Rule, Tones};
use vanban_text::{nfc, syllable};

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::meta::Field;
use crate::nearest::nearest;
use crate::parse::Parsed;
use crate::prose::Passage;
use crate::source::{Source, Span};

/// What the front matter says of the check of spelling.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpellingChoice {
    /// Whether there is none.
    pub none: bool,
    /// Rules that are off, by their codes or names.
    pub off: Vec<Field<String>>,
    /// Words that are right.
    pub words: Vec<String>,
    /// Where tones stand: a word of [`tones`].
    pub tone_style: Option<String>,
    /// Whether the capitals and numbers of Nghị định 30/2020/NĐ-CP are asked for.
    pub decree: Option<bool>,
}

/// Something that may be wrong with the spelling.
#[derive(Clone, Debug)]
pub struct Slip {
    /// What there is to say.
    pub diagnostic: Diagnostic,
    /// What to write instead; none where only the author knows, or where it is not ours to change.
    pub edits: Vec<Edit>,
    /// Whether the edits may be made without asking.
    pub certain: bool,
}

/// A change of the source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// The bytes that go.
    pub span: Span,
    /// What stands there instead.
    pub text: String,
}

/// Each rule with its code, in the order of the codes.
pub const RULES: [(Code, Rule); 18] = [
    (Code::SYLLABLE, Rule::ImpossibleSyllable),
    (Code::JOINED, Rule::JoinedSyllables),
    (Code::CONFUSED, Rule::ConfusedWords),
    (Code::TONES, Rule::ToneStyle),
    (Code::DECOMPOSED, Rule::Decomposed),
    (Code::LOOK_ALIKE, Rule::LookAlike),
    (Code::HIDDEN, Rule::HiddenCharacter),
    (Code::SPACES, Rule::LayoutBySpaces),
    (Code::SPACE_BEFORE, Rule::SpaceBeforePunctuation),
    (Code::DOUBLE_SPACE, Rule::DoubleSpace),
    (Code::STRAIGHT, Rule::StraightQuotes),
    (Code::RANGE, Rule::RangeForm),
    (Code::PERIODS, Rule::TwoPeriods),
    (Code::CAPITALS, Rule::Capitals),
    (Code::DATE, Rule::NoSuchDate),
    (Code::NUMBER, Rule::DocumentNumber),
    (Code::TYPE, Rule::DocumentType),
    (Code::PLACEHOLDER, Rule::Placeholder),
];

/// The rule of a code, `VB1003` or `1003`, or of a name, `confused-words`.
#[must_use]
pub fn rule(name: &str) -> Option<Rule> {
    let name = name.trim();
    let of_code = RULES.iter().find(|(code, _)| {
        code.0.eq_ignore_ascii_case(name) || name.len() == 4 && code.0.ends_with(name)
    });
    of_code.map(|(_, rule)| *rule).or_else(|| Rule::of(&name.to_ascii_lowercase()))
}

/// Why a name names no rule, and what it may have meant.
#[must_use]
pub fn unknown_rule(name: &str) -> (String, String) {
    let shown: String = name.chars().filter(|c| !c.is_control()).take(40).collect();
    let upper = shown.to_ascii_uppercase();
    let codes = RULES.iter().map(|(code, _)| code.0);
    let near = nearest(&upper, codes).or_else(|| nearest(&shown, Rule::ALL.map(Rule::name)));
    let hint = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "the rules are VB1001 to VB1018; `vanban explain` lists them".to_owned(),
    };
    (format!("no rule of spelling is called `{shown}`"), hint)
}

/// The code of a rule.
#[must_use]
pub fn code(rule: Rule) -> Code {
    RULES.iter().find(|(_, each)| *each == rule).map_or(Code::RULE, |(code, _)| *code)
}

/// Whether a code is that of a rule of spelling.
#[must_use]
pub fn is_spelling(code: &str) -> bool {
    RULES.iter().any(|(each, _)| each.0 == code)
}

/// Where tones stand, by the word that names it.
#[must_use]
pub fn tones(word: &str) -> Option<Tones> {
    match word.to_lowercase().as_str() {
        "old" | "cũ" => Some(Tones::Old),
        "new" | "mới" => Some(Tones::New),
        "keep" | "giữ" => Some(Tones::Keep),
        "majority" => Some(Tones::Majority),
        _ => None,
    }
}

/// Looks at the spelling of an article, as the house and the article wish; what is found is in the
/// order of its places.
#[must_use]
pub fn look(source: &Source, parsed: &Parsed, house: &Options) -> Vec<Slip> {
    let meta = &parsed.article.meta;
    let mut slips = Vec::new();
    let mut options = Cow::Borrowed(house);
    if let Some(choice) = &meta.check {
        if choice.none {
            return slips;
        }
        let options = options.to_mut();
        for name in &choice.off {
            match rule(&name.value) {
                Some(rule) => {
                    options.off.insert(rule);
                }
                None => slips.push(told(unknown(&name.value, name.span))),
            }
        }
        options.words.extend(choice.words.iter().cloned());
        options.tones = choice.tone_style.as_deref().and_then(tones).unwrap_or(options.tones);
        options.decree = choice.decree.unwrap_or(options.decree);
    }
    let (switches, problems) = switch::Switches::read(source, &parsed.prose.switches);
    slips.extend(problems.into_iter().map(told));
    // Names are spelt as their bearers spell them.
    for author in &meta.authors {
        let words = author.value.split(|c: char| !c.is_alphabetic());
        for odd in words.filter(|word| !word.is_empty() && !syllable::is_valid(word)) {
            options.to_mut().words.insert(nfc(odd).to_lowercase());
        }
    }
    let passages = &parsed.prose.passages;
    let seen: Vec<_> = passages
        .iter()
        .map(|passage| check::Passage { text: &passage.text, kind: passage.kind })
        .collect();
    for finding in check::check(&seen, &options) {
        let passage = &passages[finding.passage];
        if finding.rule == Rule::Placeholder && !passage.alone {
            continue;
        }
        let written = passage.written(finding.span.clone());
        // Markup that leaves nothing stands between these spaces.
        if finding.rule == Rule::DoubleSpace && !written.exact {
            continue;
        }
        if !switches.is_off(finding.rule, written.span.start) {
            slips.push(slip(&finding, passage, written.span));
        }
    }
    slips.sort_by_key(|slip| (slip.diagnostic.span, slip.diagnostic.code));
    slips
}

fn told(diagnostic: Diagnostic) -> Slip {
    Slip { diagnostic, edits: Vec::new(), certain: false }
}

fn unknown(name: &str, span: Span) -> Diagnostic {
    let (message, hint) = unknown_rule(name);
    Diagnostic::warning(Code::RULE, span, message).hint(hint)
}

fn slip(finding: &Finding, passage: &Passage, span: Span) -> Slip {
    let shown = &passage.text[finding.span.clone()];
    let (message, hint) = message::of(finding, &nfc(shown));
    let code = code(finding.rule);
    let mut diagnostic = match finding.severity {
        check::Severity::Error => Diagnostic::error(code, span, message),
        check::Severity::Warning => Diagnostic::warning(code, span, message),
        check::Severity::Style | check::Severity::Query => Diagnostic::note(code, span, message),
    };
    diagnostic.hints.extend(Some(hint).filter(|hint| !hint.is_empty()));
    let mut slip = told(diagnostic);
    // The same text in another form is no change of someone's words.
    let theirs = passage.kind == Kind::Quotation || finding.quoted;
    if finding.rule == Rule::Decomposed {
        slip.edits = composed(passage);
        slip.certain = true;
    } else if let Some(repair) = finding.repairs.first()
        && (!theirs || finding.rule == Rule::StraightQuotes && passage.kind != Kind::Quotation)
    {
        let written = passage.written(finding.span.clone());
        if written.exact && finding.severity != check::Severity::Query {
            slip.edits.push(Edit { span: written.span, text: repair.clone() });
        }
        slip.certain = finding.certain;
    }
    slip
}

/// The edits that compose the letters of a passage.
fn composed(passage: &Passage) -> Vec<Edit> {
    let is_mark = |c: char| ('\u{300}'..='\u{36f}').contains(&c);
    let mut edits = Vec::new();
    let mut done = 0;
    while let Some(found) = passage.text[done..].find(is_mark) {
        let at = done + found;
        let rest = &passage.text[at..];
        let end = at + rest.find(|c| !is_mark(c)).unwrap_or(rest.len());
        let before = passage.text[done..at].char_indices().next_back();
        let start = before.map_or(at, |(start, _)| done + start);
        done = end;
        let apart = &passage.text[start..end];
        let whole = nfc(apart);
        let written = passage.written(start..end);
        if written.exact && whole != apart {
            edits.push(Edit { span: written.span, text: whole.into_owned() });
        }
    }
    edits
}

/// Takes what is wrong for what is likely wrong: a build makes papers of it.
pub fn soften(diagnostics: &mut [Diagnostic]) {
    for diagnostic in diagnostics {
        if diagnostic.severity == Severity::Error && is_spelling(diagnostic.code.0) {
            diagnostic.severity = Severity::Warning;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Options, RULES, code, look, rule};
    use crate::{Severity, Source, parse};
    use vanban_text::check::Rule;

    fn found(text: &str) -> Vec<(String, String, Severity)> {
        let source = Source::new("a.md", text);
        look(&source, &parse(&source), &Options::default())
            .into_iter()
            .map(|slip| {
                let span = slip.diagnostic.span.range();
                (slip.diagnostic.code.0.to_owned(), text[span].to_owned(), slip.diagnostic.severity)
            })
            .collect()
    }

    fn codes(text: &str) -> Vec<String> {
        found(text).into_iter().map(|(code, ..)| code).collect()
    }

    #[test]
    fn every_rule_has_a_code_of_its_own() {
        let rules: Vec<Rule> = RULES.iter().map(|(_, rule)| *rule).collect();
        assert_eq!(rules, Rule::ALL);
        for (at, (each, of)) in RULES.iter().enumerate() {
            assert_eq!(each.0, format!("VB{}", 1001 + at));
            assert_eq!((code(*of), rule(each.0), rule(of.name())), (*each, Some(*of), Some(*of)));
        }
        assert_eq!((rule("1003"), rule("vb1003")), (rule("VB1003"), rule("VB1003")));
        assert_eq!(rule("VB1019"), None);
    }

    #[test]
    fn what_is_found_stands_at_its_place_in_the_source() {
        let text = "---\ntitle: Trung ưong\n---\n\n- Văn *phòng* **tòan** quốc\n- 30/02/2020\n";
        let error = |code: &str, shown: &str| (code.to_owned(), shown.to_owned(), Severity::Error);
        let expected =
            [error("VB1001", "ưong"), error("VB1001", "tòan"), error("VB1015", "30/02/2020")];
        assert_eq!(found(text), expected);
    }

    #[test]
    fn nothing_is_found_in_code_addresses_and_names_of_authors() {
        let text = "---\nauthor: Trần Thị Ưong\n---\n`ưong` https://a.vn/tòan $tòan$\n\n    tòan\n\nÔng Ưong nói.\n";
        assert!(found(text).is_empty(), "{:?}", found(text));
    }

    #[test]
    fn the_front_matter_switches_rules_and_knows_words() {
        assert!(codes("---\ncheck: false\n---\ntòan ưong\n").is_empty());
        assert_eq!(codes("---\ncheck: {off: VB1015}\n---\ntòan 30/02/2020\n"), ["VB1001"]);
        assert_eq!(codes("---\ncheck: {words: [tòan]}\n---\ntòan 30/02/2020\n"), ["VB1015"]);
        assert_eq!(codes("---\ncheck: {off: [VB1020]}\n---\ntoàn\n"), ["VB1019"]);
        let old = "---\ncheck: {tone-style: new}\n---\nhòa bình, khỏe mạnh\n";
        assert_eq!(codes(old), ["VB1004", "VB1004"]);
    }

    #[test]
    fn comments_switch_rules_from_there_on() {
        let text = "<!-- vanban: off VB1001 -->\n\ntòan 30/02/2020\n\n<!-- vanban: on -->\n\ntòan\n\n\
                    <!-- vanban: ignore-next impossible-syllable -->\n\ntòan\n\ntòan `<!-- vanban: off -->` tòan\n";
        assert_eq!(codes(text), ["VB1015", "VB1001", "VB1001", "VB1001"]);
        assert_eq!(codes("tòan <!-- vanban: off --> tòan\n"), ["VB1001"]);
        assert_eq!(codes("<!-- vanban: of VB1001 -->\n\na\n"), ["VB1019"]);
        assert_eq!(codes("<!-- vanban: off VB0401 -->\n\na\n"), ["VB1019"]);
    }
}

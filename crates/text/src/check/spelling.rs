//! Words: what is no syllable, what was likely meant otherwise, where the tone stands. Each
//! passage is looked at, then the document decides.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Finding, Kind, Options, Page, Passage, Rule, Severity, Survey, Tones, confusion, finding,
};
use crate::letter::{self, Key};
use crate::repair::{self, Repair, repairs};
use crate::syllable::{NEW, OLD, SECOND, ToneStyle};
use crate::token::{Class, Token, tokens};
use crate::{nfc, syllable, tone_style};

/// A word whose tone has two places, and which one it has.
pub(super) struct Toned {
    passage: usize,
    start: usize,
    word: String,
    style: ToneStyle,
}

/// A word that is no syllable.
pub(super) struct Slip {
    passage: usize,
    start: usize,
    end: usize,
    word: String,
    before: Key,
    after: Key,
    quoted: bool,
}

/// A repair that costs no more is likelier than syllables without a space.
const NEAR: u16 = 20;

/// A word of Western letters without a repair this cheap is of another language.
const FOREIGN: u16 = 15;

/// What a tone on the wrong letter costs.
const MOVED: u16 = 5;

/// So many words before and after a word may tell its language.
const AROUND: usize = 3;

const VOWELS: [char; 12] = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y'];

/// Looks at the words of a passage.
pub(super) fn look(
    page: &Page<'_>,
    words: &BTreeSet<String>,
    survey: &mut Survey,
    found: &mut Vec<Finding>,
) {
    for (at, token) in page.tokens.iter().enumerate() {
        match token.class {
            Class::Syllable if token.flags != 0 => {
                if token.flags & (OLD | NEW) != 0 {
                    toned(page, token, words, survey);
                }
                if token.flags & SECOND != 0 {
                    found.extend(confusion::look(page, at));
                }
            }
            Class::Impossible => {
                let word = nfc(page.shown(token));
                if words.is_empty() || !words.contains(&word.to_lowercase()) {
                    if is_part(page, token) || is_among_others(page, at) {
                        continue;
                    }
                    survey.slips.push(Slip {
                        passage: page.index,
                        start: token.start,
                        end: token.end,
                        word: word.into_owned(),
                        before: page.before(at).map_or(0, |token| token.key),
                        after: page.after(at).map_or(0, |token| token.key),
                        quoted: page.is_quoted(token.start),
                    });
                }
            }
            _ => {}
        }
    }
}

/// Whether a word is part of something longer: it touches code or a character that nobody sees, or
/// was cut short.
fn is_part(page: &Page<'_>, token: &Token) -> bool {
    let touches = ['\u{FFFC}', '\u{AD}', '\u{200B}', '\u{200C}', '\u{200D}', '\u{2060}'];
    let after = &page.text[token.end..];
    page.text[..token.start].ends_with(touches)
        || after.starts_with(touches)
        || after.starts_with('…')
        || after.starts_with("...")
}

/// Whether words of another language stand around a token: pinyin has cì and tuán beside shì.
fn is_among_others(page: &Page<'_>, at: usize) -> bool {
    let around = at.saturating_sub(AROUND)..(at + AROUND + 1).min(page.tokens.len());
    page.tokens[around].iter().any(|token| token.class == Class::Foreign && token.marked)
}

fn toned(page: &Page<'_>, token: &Token, words: &BTreeSet<String>, survey: &mut Survey) {
    let word = nfc(page.shown(token));
    // A capital may begin a name, which is spelt as its bearer spells it; Ủy ban is none.
    if token.capital && !matches!(&*word, "Ủy" | "Uỷ")
        || page.is_quoted(token.start)
        || words.contains(&word.to_lowercase())
    {
        return;
    }
    let style = if token.flags & OLD != 0 { ToneStyle::Old } else { ToneStyle::New };
    let word = word.into_owned();
    survey.tones.push(Toned { passage: page.index, start: token.start, word, style });
}

/// Decides what the whole document says about its words.
pub(super) fn decide(
    passages: &[Passage<'_>],
    options: &Options,
    survey: &Survey,
    found: &mut Vec<Finding>,
) {
    let old = survey.tones.iter().filter(|toned| toned.style == ToneStyle::Old).count();
    let new = survey.tones.len() - old;
    let most = if new > old { ToneStyle::New } else { ToneStyle::Old };
    let kept = match options.tones {
        Tones::Keep => None,
        // One against one is no majority.
        Tones::Majority => (old != new).then_some(most),
        Tones::Old => Some(ToneStyle::Old),
        Tones::New => Some(ToneStyle::New),
    };
    if let Some(kept) = kept {
        for toned in survey.tones.iter().filter(|toned| toned.style != kept) {
            let Some(repair) = tone_style::convert(&toned.word, kept) else { continue };
            let span = toned.start..passages[toned.passage].text.len();
            let length = written(&passages[toned.passage].text[span]);
            let span = toned.start..toned.start + length;
            let mut style = finding(toned.passage, span, Rule::ToneStyle, Severity::Style);
            style.values = vec![toned.word.clone(), old.to_string(), new.to_string()];
            style.repairs = vec![repair];
            style.certain = true;
            found.push(style);
        }
    }
    slips(passages, kept.unwrap_or(most), survey, found);
}

/// The length of the word that a text begins with.
fn written(text: &str) -> usize {
    let inside = |c: char| c.is_alphabetic() || ('\u{300}'..='\u{36F}').contains(&c);
    text.find(|c| !inside(c)).unwrap_or(text.len())
}

fn slips(passages: &[Passage<'_>], style: ToneStyle, survey: &Survey, found: &mut Vec<Finding>) {
    if survey.slips.is_empty() {
        return;
    }
    let mut known: BTreeMap<&str, Vec<Repair>> = BTreeMap::new();
    for slip in &survey.slips {
        known.entry(&slip.word).or_insert_with(|| repairs(&slip.word, style));
    }
    let pairs = neighbours(passages, survey, &known);
    for slip in &survey.slips {
        let mut list = known[slip.word.as_str()].clone();
        let seen = |repair: &Repair| {
            let key = letter::key(&repair.word).unwrap_or(0);
            let count = |pair| pairs.get(&pair).copied().unwrap_or(0);
            count((slip.before, key)) + count((key, slip.after))
        };
        list.sort_by_cached_key(|repair| (repair.cost, usize::MAX - seen(repair)));
        found.extend(judge(slip, &list));
    }
}

/// How often the candidates stand beside the neighbours of their slips, elsewhere.
fn neighbours(
    passages: &[Passage<'_>],
    survey: &Survey,
    known: &BTreeMap<&str, Vec<Repair>>,
) -> BTreeMap<(Key, Key), usize> {
    let mut pairs = BTreeMap::new();
    for slip in &survey.slips {
        let list = &known[slip.word.as_str()];
        // Neighbours settle ties only.
        if list.len() < 2 || list[0].cost != list[1].cost {
            continue;
        }
        for repair in list {
            let key = letter::key(&repair.word).unwrap_or(0);
            for pair in [(slip.before, key), (key, slip.after)] {
                if pair.0 != 0 && pair.1 != 0 {
                    pairs.insert(pair, 0);
                }
            }
        }
    }
    if pairs.is_empty() {
        return pairs;
    }
    let mut list = Vec::new();
    for passage in passages.iter().filter(|passage| passage.kind != Kind::Code) {
        list.clear();
        tokens(passage.text, &mut list);
        for pair in list.windows(2) {
            if let Some(count) = pairs.get_mut(&(pair[0].key, pair[1].key)) {
                *count += 1;
            }
        }
    }
    pairs
}

/// What a word that is no syllable is: a slip, syllables without their space, or a word of another
/// language, which is none of our business.
fn judge(slip: &Slip, list: &[Repair]) -> Option<Finding> {
    let cost = list.first().map_or(u16::MAX, |repair| repair.cost);
    if cost > FOREIGN && is_western(&slip.word) {
        return None;
    }
    // An abbreviation: đc, sđt; and Hồng Kông, whose name the rules refuse.
    let spoken = |c: char| letter::untoned(c).is_none_or(|(letter, _)| VOWELS.contains(&letter));
    if !slip.word.chars().any(spoken) || slip.word == "Kông" {
        return None;
    }
    let capital = slip.word.starts_with(char::is_uppercase);
    let span = slip.start..slip.end;
    if cost > NEAR
        && let Some(parts) = parted(&slip.word)
    {
        // Loans are written together: vắcxin, ôxy; their syllables are no words of ours.
        if capital || !parts.iter().all(|part| repair::rank(part).is_some()) {
            return None;
        }
        let mut joined = finding(slip.passage, span, Rule::JoinedSyllables, Severity::Warning);
        joined.values = vec![slip.word.clone()];
        joined.repairs = vec![parts.join(" ")];
        return Some(joined);
    }
    // Names of the highlands and words of dialects have spellings of their own.
    let sure = cost <= NEAR + 5 && (!capital || cost <= FOREIGN);
    // Play with spelling (zậy, wán) and letters of loans.
    let played = slip.word.to_lowercase().contains(['f', 'j', 'w', 'z']);
    let severity = match list {
        [] => Severity::Query,
        _ if sure && !played => Severity::Error,
        _ => Severity::Warning,
    };
    let mut slipped = finding(slip.passage, span, Rule::ImpossibleSyllable, severity);
    slipped.values = vec![slip.word.clone()];
    slipped.repairs = list.iter().take(3).map(|repair| repair.word.clone()).collect();
    // A capital may begin a name; a tone on the wrong letter is wrong in names, too.
    slipped.certain = !slip.quoted && repair::is_certain(list) && (!capital || cost <= MOVED);
    slipped.quoted = slip.quoted;
    Some(slipped)
}

/// Whether all marks of a word are those of Western Europe.
fn is_western(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii() || ('\u{C0}'..='\u{FF}').contains(&c))
}

/// The word as two or three syllables, each of two letters or more.
fn parted(word: &str) -> Option<Vec<&str>> {
    let cuts: Vec<usize> = word.char_indices().map(|(at, _)| at).skip(2).collect();
    if cuts.len() > 3 * letter::LONGEST {
        return None;
    }
    let whole = |part: &str| part.chars().nth(1).is_some() && syllable::is_valid(part);
    let two = |word| {
        let cut = cuts.iter().copied().filter(move |cut| *cut < str::len(word));
        cut.map(move |cut| word.split_at(cut)).find(|(a, b)| whole(a) && whole(b))
    };
    if let Some((a, b)) = two(word) {
        return Some(vec![a, b]);
    }
    for cut in cuts {
        let (head, rest) = word.split_at(cut);
        if whole(head) {
            for (at, _) in rest.char_indices().skip(2) {
                let (middle, tail) = rest.split_at(at);
                if whole(middle) && whole(tail) {
                    return Some(vec![head, middle, tail]);
                }
            }
        }
    }
    None
}

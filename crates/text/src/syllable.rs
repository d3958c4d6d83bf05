//! The syllable of Vietnamese: initial, rime and tone by the rules of its spelling.
//!
//! Asked by whoever must tell Vietnamese from what only looks like it: text in the wrong encoding,
//! a slip of the keyboard. It knows spelling, not words: "thích" and "tích" are alike to it.

mod rimes;
mod table;

pub(crate) use table::{NEW, OLD, SECOND, flags};

use crate::letter;
use rimes::RIMES;

/// The six tones, in the order of the dictionary: ba, bà, bả, bã, bá, bạ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// Ngang, without a mark.
    Level,
    /// Huyền, the grave accent.
    Huyen,
    /// Hỏi, the hook above.
    Hoi,
    /// Ngã, the tilde.
    Nga,
    /// Sắc, the acute accent.
    Sac,
    /// Nặng, the dot below.
    Nang,
}

impl Tone {
    /// The tones in the order of the dictionary.
    pub const ALL: [Tone; 6] =
        [Tone::Level, Tone::Huyen, Tone::Hoi, Tone::Nga, Tone::Sac, Tone::Nang];
}

/// Where the tone of an open rime oa, oe or uy stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ToneStyle {
    /// On the first letter: hòa, khỏe, thủy.
    Old,
    /// On the letter of the main vowel: hoà, khoẻ, thuỷ (Quyết định 1989/QĐ-BGDĐT, Điều 8).
    New,
}

/// How well a rime is attested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// In every inventory, in several syllables.
    Core,
    /// In the inventories, in few syllables.
    Rare,
    /// In one inventory only: sounds of nature, loans.
    Marginal,
}

/// A syllable taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Syllable {
    /// The initial as written, empty for none; "gi" gives its i to a rime that begins with one.
    pub initial: &'static str,
    /// The rime without its tone.
    pub rime: &'static str,
    /// The tone.
    pub tone: Tone,
    /// The style of the tone's place; `None` where both styles agree.
    pub style: Option<ToneStyle>,
    /// How well the rime is attested.
    pub status: Status,
}

/// The initials, the longest that fits first.
const INITIALS: [&str; 27] = [
    "ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g",
    "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x",
];

/// Syllables that the rules refuse and everybody writes: names, and sounds of nature.
pub(crate) const EXCEPTIONS: [&str; 9] =
    ["gen", "ka", "kon", "krông", "lắk", "quoàng", "quoạng", "quoắt", "đắk"];

/// Whether a token, in normal form C and any case, is spelt as a syllable of Vietnamese may be.
///
/// ```
/// assert!(vanban_text::syllable::is_valid("nghiêng"));
/// assert!(!vanban_text::syllable::is_valid("ưong"));
/// ```
#[must_use]
pub fn is_valid(token: &str) -> bool {
    letter::key(token).is_some_and(|key| flags(key).is_some())
}

/// Takes a token, in normal form C and any case, apart; `None` when the rules refuse it.
///
/// ```
/// use vanban_text::syllable::{Tone, parse};
/// let giong = parse("Giếng").unwrap();
/// assert_eq!((giong.initial, giong.rime, giong.tone), ("gi", "iêng", Tone::Sac));
/// ```
#[must_use]
pub fn parse(token: &str) -> Option<Syllable> {
    read(&spelling(token)?)
}

/// The syllable of letters without tone, in lower case, and a tone that stands where it should.
pub(crate) fn assemble(letters: &str, tone: Tone) -> Option<Syllable> {
    read(&Spelling { letters: letters.to_owned(), tone, at: None })
}

/// The initial that letters begin with, and what follows it.
pub(crate) fn split(letters: &str) -> (&'static str, &str) {
    let initial = INITIALS.into_iter().find(|initial| letters.starts_with(initial)).unwrap_or("");
    (initial, &letters[initial.len()..])
}

fn read(spelling: &Spelling) -> Option<Syllable> {
    let letters = spelling.letters.as_str();
    let (initial, rest) = split(letters);
    // "gi" takes the i of the rime into itself: gì, gìn, giết; but gịa has the rime ia.
    let own = rest.starts_with(['a', 'ă', 'â', 'e', 'o', 'ô', 'ơ', 'u', 'ư']);
    let shared = initial == "gi" && (!own || rest == "a" && spelling.at == Some(1));
    if shared && let Some(found) = with_rime("gi", &letters[1..], 1, spelling) {
        return Some(found);
    }
    if initial == "gi" && !own {
        return None;
    }
    with_rime(initial, rest, initial.chars().count(), spelling)
}

/// The syllable of an initial and a rime that begins `from` letters into it.
fn with_rime(
    initial: &'static str,
    rime: &str,
    from: usize,
    spelling: &Spelling,
) -> Option<Syllable> {
    let found = RIMES.binary_search_by_key(&rime, |(rime, ..)| rime).ok()?;
    let (rime, old, new, status) = RIMES[found];
    let tone = spelling.tone;
    if !meet(initial, rime, tone) {
        return None;
    }
    let style = match spelling.at {
        None => None,
        Some(at) => {
            let place = (at + 1).checked_sub(from)?;
            match (place == usize::from(old), place == usize::from(new)) {
                (true, true) => None,
                (true, false) => Some(ToneStyle::Old),
                (false, true) => Some(ToneStyle::New),
                (false, false) => return None,
            }
        }
    };
    Some(Syllable { initial, rime, tone, style, status })
}

/// Whether an initial stands before a rime with this tone.
fn meet(initial: &str, rime: &str, tone: Tone) -> bool {
    if is_stopped(rime) && !matches!(tone, Tone::Sac | Tone::Nang) {
        return false;
    }
    let begins = |with: &[char]| rime.starts_with(with);
    match initial {
        "gi" if rime == "ia" => tone == Tone::Nang,
        // giu is gi and u.
        "gi" => !begins(&['y', 'ê']) && rime != "iu",
        // quốc alone; and never quiên beside quyên.
        "qu" if rime == "ôc" => tone == Tone::Sac,
        "qu" => !begins(&['o', 'u', 'ư', 'ô']) && !rime.starts_with("iê"),
        "c" => !begins(&['e', 'ê', 'i', 'y']),
        "k" => begins(&['e', 'ê', 'i']) || rime == "y",
        "g" => !begins(&['e', 'ê', 'i', 'y']),
        "ng" => !begins(&['e', 'ê', 'i']) && (!begins(&['y']) || rime == "y"),
        "gh" | "ngh" => begins(&['e', 'ê', 'i']),
        "" => !rime.starts_with("iê"),
        // After an initial y stands alone: lý, kỹ, but miêu, not myêu.
        _ => !begins(&['y']) || rime == "y",
    }
}

/// Whether a rime ends in a stop, and so takes sắc and nặng only.
fn is_stopped(rime: &str) -> bool {
    rime.ends_with(['c', 'p', 't']) || rime.ends_with("ch")
}

/// Letters without their tone, in lower case.
struct Spelling {
    letters: String,
    tone: Tone,
    /// The place of the letter that carries the tone, counted from 0.
    at: Option<usize>,
}

/// Takes a token apart; `None` when a letter is not Vietnamese, two carry a tone, or there are
/// too many.
fn spelling(token: &str) -> Option<Spelling> {
    let mut spelling = Spelling { letters: String::new(), tone: Tone::Level, at: None };
    for (place, c) in token.chars().enumerate() {
        if place == letter::LONGEST {
            return None;
        }
        let (letter, tone) = letter::untoned(c)?;
        if matches!(letter, 'f' | 'j' | 'w' | 'z') {
            return None;
        }
        spelling.letters.push(letter);
        if tone != Tone::Level {
            if spelling.at.is_some() {
                return None;
            }
            (spelling.tone, spelling.at) = (tone, Some(place));
        }
    }
    Some(spelling)
}

/// The letters of a syllable, in lower case.
///
/// ```
/// use vanban_text::syllable::{ToneStyle, parse, spell};
/// let word = parse("HOÀ").unwrap();
/// assert_eq!(spell(&word, ToneStyle::Old), "hòa");
/// ```
#[must_use]
pub fn spell(syllable: &Syllable, style: ToneStyle) -> String {
    let Syllable { initial, rime, tone, .. } = *syllable;
    let initial = if initial == "gi" && rime.starts_with('i') { "g" } else { initial };
    let place = RIMES.binary_search_by_key(&rime, |(rime, ..)| rime).map_or(0, |found| {
        let (_, old, new, _) = RIMES[found];
        usize::from(if style == ToneStyle::Old { old } else { new })
    });
    let mut word = initial.to_owned();
    for (at, c) in (1..).zip(rime.chars()) {
        word.push(if at == place { letter::with_tone(c, tone) } else { c });
    }
    word
}

/// Every syllable that the rules allow with rimes of the status given or better attested ones, in
/// the order of initials and rimes; a rime whose tone has two places comes once, its style `None`.
pub fn all(worst: Status) -> impl Iterator<Item = Syllable> {
    INITIALS.into_iter().chain([""]).flat_map(move |initial| {
        RIMES.into_iter().filter(move |(.., status)| *status <= worst).flat_map(
            move |(rime, _, _, status)| {
                Tone::ALL
                    .into_iter()
                    .filter(move |tone| meet(initial, rime, *tone))
                    .map(move |tone| Syllable { initial, rime, tone, style: None, status })
            },
        )
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{
        EXCEPTIONS, INITIALS, RIMES, Status, Tone, ToneStyle, all, is_valid, parse, spell,
    };

    #[test]
    fn rimes_can_be_searched_and_initials_are_tried_longest_first() {
        assert!(RIMES.is_sorted_by_key(|(rime, ..)| rime));
        assert!(INITIALS.is_sorted_by_key(|initial| std::cmp::Reverse(initial.chars().count())));
    }

    #[test]
    fn ordinary_syllables_are_valid() {
        let text = "Trung ương Đảng nghiêng khuỷu ngoéo quốc quý quyền quýt già giữ gì gìn giết \
             giếng gịa hòa hoà khỏe khoẻ thủy thuỷ yêu yên ỉa ý lý kỹ xoong huých nghĩ ghế kẻ cá \
             ngã uống ươn oách ĐƯỜNG Xã vỹ Krông Đắk quoắt giờ giuộc huơ thuở khuya tuyết";
        for syllable in text.split_whitespace() {
            assert!(is_valid(syllable), "{syllable}");
        }
    }

    #[test]
    fn what_the_spelling_forbids_is_not() {
        let text = "ưong qủa thúôc tòan nghành gê cê kà ngê iêu hat cap tôt được1 zô fa jì đâ1 \
             myên quốt quu áá strong cliché été niño über naïve façade nghiênggg đ b giê quiên";
        for syllable in text.split_whitespace() {
            assert!(!is_valid(syllable), "{syllable}");
        }
        assert!(!is_valid(""));
    }

    #[test]
    fn the_grammar_spells_as_many_syllables_as_its_tables_say() {
        let spelt = |worst| -> BTreeSet<String> {
            all(worst).map(|syllable| spell(&syllable, ToneStyle::New)).collect()
        };
        // 17,721 by rule, and gịa, which is an exception.
        assert_eq!(spelt(Status::Rare).len(), 17_722);
        assert!(spelt(Status::Marginal).len() > 19_000);
    }

    #[test]
    fn what_is_spelt_is_read_again() {
        for syllable in all(Status::Marginal) {
            for style in [ToneStyle::Old, ToneStyle::New] {
                let word = spell(&syllable, style);
                assert!(is_valid(&word), "{word}");
                let read = parse(&word).unwrap();
                assert_eq!(spell(&read, style), word);
                assert_eq!(read.rime, syllable.rime, "{word}");
                assert!(read.style.is_none_or(|found| found == style), "{word}");
            }
        }
    }

    #[test]
    fn the_table_and_the_rules_agree() {
        let mut tried = 0;
        for syllable in all(Status::Rare).step_by(7) {
            let word = spell(&syllable, ToneStyle::Old);
            let letters: Vec<char> = word.chars().collect();
            for at in 0..letters.len() {
                for c in ['a', 'ê', 'ú', 'ọ', 'n', 'h', 'q', 'y', 'w'] {
                    let mut other = letters.clone();
                    other[at] = c;
                    let other: String = other.into_iter().collect();
                    let known = EXCEPTIONS.contains(&other.as_str());
                    assert_eq!(is_valid(&other), known || parse(&other).is_some(), "{other}");
                    tried += 1;
                }
            }
        }
        assert!(tried > 10_000);
    }

    #[test]
    fn parts_are_named() {
        let parts = |word| parse(word).map(|found| (found.initial, found.rime, found.tone));
        assert_eq!(parts("quý"), Some(("qu", "y", Tone::Sac)));
        assert_eq!(parts("già"), Some(("gi", "a", Tone::Huyen)));
        assert_eq!(parts("gịa"), Some(("gi", "ia", Tone::Nang)));
        assert_eq!(parts("gì"), Some(("gi", "i", Tone::Huyen)));
        assert_eq!(parts("Nghiêng"), Some(("ngh", "iêng", Tone::Level)));
        assert_eq!(parts("yêu"), Some(("", "yêu", Tone::Level)));
        assert_eq!(parts("quốc"), Some(("qu", "ôc", Tone::Sac)));
    }
}

//! Whether letters can be a syllable of Vietnamese: initial, rime and tone by the rules of its
//! spelling.
//!
//! Asked by whoever must tell Vietnamese from what only looks like it, such as text read in the
//! wrong encoding. It knows spelling, not words: "thích" and "tích" are alike to it.

mod rimes;

use rimes::RIMES;

/// The tones in the order of [`TONED`], after the level one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tone {
    Level,
    Huyen,
    Sac,
    Hoi,
    Nga,
    Nang,
}

const TONES: [Tone; 6] = [Tone::Level, Tone::Huyen, Tone::Sac, Tone::Hoi, Tone::Nga, Tone::Nang];

/// Each vowel with its six tones.
const TONED: [[char; 6]; 12] = [
    ['a', 'à', 'á', 'ả', 'ã', 'ạ'],
    ['ă', 'ằ', 'ắ', 'ẳ', 'ẵ', 'ặ'],
    ['â', 'ầ', 'ấ', 'ẩ', 'ẫ', 'ậ'],
    ['e', 'è', 'é', 'ẻ', 'ẽ', 'ẹ'],
    ['ê', 'ề', 'ế', 'ể', 'ễ', 'ệ'],
    ['i', 'ì', 'í', 'ỉ', 'ĩ', 'ị'],
    ['o', 'ò', 'ó', 'ỏ', 'õ', 'ọ'],
    ['ô', 'ồ', 'ố', 'ổ', 'ỗ', 'ộ'],
    ['ơ', 'ờ', 'ớ', 'ở', 'ỡ', 'ợ'],
    ['u', 'ù', 'ú', 'ủ', 'ũ', 'ụ'],
    ['ư', 'ừ', 'ứ', 'ử', 'ữ', 'ự'],
    ['y', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ'],
];

/// The initials, the longest that fits first.
const INITIALS: [&str; 27] = [
    "ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g",
    "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x",
];

/// Syllables that the rules refuse and everybody writes: names, and sounds of nature.
const EXCEPTIONS: [&str; 9] =
    ["gen", "ka", "kon", "krông", "lắk", "quoàng", "quoạng", "quoắt", "đắk"];

/// The most letters of a syllable: "nghiêng".
const LONGEST: usize = 7;

/// Whether a token, in normal form C and any case, is spelt as a syllable of Vietnamese may be.
#[must_use]
pub fn is_valid(token: &str) -> bool {
    let Some(spelling) = spelling(token) else { return false };
    if EXCEPTIONS.contains(&token.to_lowercase().as_str()) {
        return true;
    }
    let letters = spelling.letters.as_str();
    let initial = INITIALS.into_iter().find(|initial| letters.starts_with(initial)).unwrap_or("");
    let rest = &letters[initial.len()..];
    match initial {
        "gi" => after_gi(rest, &spelling),
        "qu" if rest == "ôc" => spelling.tone == Tone::Sac && spelling.at == Some(2),
        "qu" => !rest.starts_with(['o', 'u', 'ư', 'ô']) && carries(rest, 2, &spelling),
        _ => {
            let begins = |with: &[char]| rest.starts_with(with);
            let lawful = match initial {
                "c" => !begins(&['e', 'ê', 'i', 'y']),
                "k" => begins(&['e', 'ê', 'i', 'y']),
                "g" => !begins(&['e', 'ê', 'i', 'y']),
                "ng" => !begins(&['e', 'ê', 'i']),
                "gh" | "ngh" => begins(&['e', 'ê', 'i']),
                "" => !rest.starts_with("iê"),
                // After an initial y stands alone: lý, kỹ, but miêu, not myêu.
                _ => !begins(&['y']) || rest == "y",
            };
            lawful && carries(rest, initial.chars().count(), &spelling)
        }
    }
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
        if place == LONGEST {
            return None;
        }
        let c = c.to_lowercase().next()?;
        let (letter, tone) = match c {
            'f' | 'j' | 'w' | 'z' => return None,
            'a'..='z' | 'đ' => (c, Tone::Level),
            _ => toned(c)?,
        };
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

fn toned(c: char) -> Option<(char, Tone)> {
    TONED.iter().find_map(|row| {
        let tone = row.iter().position(|each| *each == c)?;
        Some((row[0], TONES[tone]))
    })
}

/// "gi" takes the i of the rime into itself: gì, gìn, giết; but gịa has the rime ia.
fn after_gi(rest: &str, spelling: &Spelling) -> bool {
    if rest.starts_with(['a', 'ă', 'â', 'e', 'o', 'ô', 'ơ', 'u', 'ư']) {
        let ia = rest == "a" && spelling.tone == Tone::Nang && spelling.at == Some(1);
        return ia || carries(rest, 2, spelling);
    }
    carries(&spelling.letters["g".len()..], 1, spelling)
}

/// Whether a rime, `from` letters into the syllable, exists and carries the tone where it may.
fn carries(rime: &str, from: usize, spelling: &Spelling) -> bool {
    let Ok(found) = RIMES.binary_search_by_key(&rime, |(rime, ..)| rime) else { return false };
    let (_, old, new) = RIMES[found];
    let stopped = rime.ends_with(['c', 'p', 't']) || rime.ends_with("ch");
    if stopped && !matches!(spelling.tone, Tone::Sac | Tone::Nang) {
        return false;
    }
    spelling.at.is_none_or(|at| {
        let place = (at + 1).checked_sub(from);
        place == Some(usize::from(old)) || place == Some(usize::from(new))
    })
}

#[cfg(test)]
mod tests {
    use super::{INITIALS, RIMES, is_valid};

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
        let text = "ưong qủa thúôc tòan nghành gê cê kà ngê iêu hat cap tôt được1 zô fa jì đâ \
             myên quốt quu áá strong cliché été niño über naïve façade nghiênggg đ b";
        for syllable in text.split_whitespace() {
            assert!(!is_valid(syllable), "{syllable}");
        }
        assert!(!is_valid(""));
    }
}

//! The order of the dictionary: a ă â b c d đ e ê …; words that differ in tones only by these,
//! ngang before huyền, hỏi, ngã, sắc, nặng (as CLDR has it for vi). Both styles of tone are one.
//!
//! A key is built once for each entry and compared as often as sorting needs.

use crate::syllable::ToneStyle;
use crate::{letter, nfc, tone_style};

/// Letters in their order; f, j, w and z where the Latin alphabet has them.
const ORDER: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// Where the letters begin, above all other characters of ASCII.
const LETTERS_FROM: u32 = 0x100;

/// What a text is sorted by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    letters: Vec<u32>,
    tones: Vec<u8>,
    /// Small letters before capitals.
    capitals: Vec<bool>,
    /// The text itself, so that only equals are equal.
    text: String,
}

/// The key of a text in any normal form.
///
/// ```
/// use vanban_text::collate::key;
/// let mut words = ["đa", "bạ", "dá", "bà", "ba", "ăn", "an"];
/// words.sort_by_cached_key(|word| key(word));
/// assert_eq!(words, ["an", "ăn", "ba", "bà", "bạ", "dá", "đa"]);
/// ```
#[must_use]
pub fn key(text: &str) -> Key {
    let one = tone_style::convert_text(&nfc(text), ToneStyle::Old);
    let mut key =
        Key { letters: Vec::new(), tones: Vec::new(), capitals: Vec::new(), text: text.to_owned() };
    for c in one.chars() {
        let (weight, tone) = match letter::untoned(c) {
            Some((letter, tone)) => {
                let place = ORDER.chars().position(|each| each == letter).unwrap_or(0);
                (LETTERS_FROM + place as u32, tone as u8)
            }
            // Letters of other alphabets come after ours, signs and digits before.
            None if c.is_alphabetic() => (2 * LETTERS_FROM + u32::from(c), 0),
            None if c.is_whitespace() => (0, 0),
            None if c.is_ascii() => (u32::from(c), 0),
            None => continue,
        };
        key.letters.push(weight);
        key.tones.push(tone);
        key.capitals.push(c.is_uppercase());
    }
    key
}

/// What people are sorted by: the given name, which is the last word, then the others.
///
/// ```
/// use vanban_text::collate::person;
/// let mut people = ["Trần Quốc Vượng", "Lê Hồng Anh", "Nguyễn Văn An"];
/// people.sort_by_cached_key(|name| person(name));
/// assert_eq!(people, ["Nguyễn Văn An", "Lê Hồng Anh", "Trần Quốc Vượng"]);
/// ```
#[must_use]
pub fn person(name: &str) -> (Key, Key) {
    let name = name.trim();
    let (family, given) = name.rsplit_once(char::is_whitespace).unwrap_or(("", name));
    (key(given), key(family))
}

#[cfg(test)]
mod tests {
    use super::{key, person};

    fn sorted(text: &str) -> String {
        let mut words: Vec<&str> = text.split(' ').collect();
        words.sort_by_cached_key(|word| key(word));
        words.join(" ")
    }

    #[test]
    fn letters_go_before_tones() {
        assert_eq!(sorted("bạ bá bã bả bà ba"), "ba bà bả bã bá bạ");
        assert_eq!(sorted("bạn bán ban bà"), "bà ban bán bạn");
        assert_eq!(sorted("ơi ôi oi ưa ua đi di êm em"), "di đi em êm oi ôi ơi ua ưa");
        assert_eq!(sorted("z y x w v f e"), "e f v w x y z");
    }

    #[test]
    fn styles_forms_and_cases_stand_together() {
        assert_eq!(sorted("hóa hoà hòa hoá hoa"), "hoa hoà hòa hoá hóa");
        assert_eq!(sorted("Ba ba bà Bà"), "ba Ba bà Bà");
        let mut pair = ["tiến", "tie\u{302}\u{301}ng"];
        pair.sort_by_cached_key(|word| key(word));
        assert_eq!(pair[0], "tiến");
    }

    #[test]
    fn shorter_texts_and_words_go_first() {
        let mut lines = ["an toàn", "anh", "an", "an bình", "2 an", "Ωmega", "ăn"];
        lines.sort_by_cached_key(|line| key(line));
        assert_eq!(lines, ["2 an", "an", "an bình", "an toàn", "anh", "ăn", "Ωmega"]);
    }

    #[test]
    fn people_go_by_given_name() {
        let mut people = ["Hồ Đức", "Đỗ An Bình", "Lê Dung", "An", "Bùi An Bình"];
        people.sort_by_cached_key(|name| person(name));
        assert_eq!(people, ["An", "Bùi An Bình", "Đỗ An Bình", "Lê Dung", "Hồ Đức"]);
    }
}

//! How often syllables are written: their order in a count of Vietnamese prose.
//!
//! Counted from 250 Vietnamese Markdown files of public repositories (statutes, which are public by
//! law; technical books and documentation under MIT, CC BY 4.0, CC BY-SA 3.0 and 4.0), by
//! `cargo run -p vanban-text --example ranks -- FILES`, tones in the old style. Only the order of
//! the syllables seen twice or more is kept: a fact about the language and no text of
//! theirs, under the licence of this crate.

use std::sync::OnceLock;

use crate::letter::{self, Key};
use crate::syllable::{self, NEW, ToneStyle};
use crate::tone_style;

/// The syllables, the most frequent first.
const LIST: &str = include_str!("ranks.txt");

static RANKS: OnceLock<Vec<(Key, u16)>> = OnceLock::new();

/// The place of a syllable, in normal form C, any case and either style, among the most frequent
/// ones, counted from 0; `None` when nobody writes it.
#[must_use]
pub fn rank(word: &str) -> Option<u16> {
    let mut key = letter::key(word)?;
    if syllable::flags(key)? & NEW != 0 {
        key = letter::key(&tone_style::convert(word, ToneStyle::Old)?)?;
    }
    let ranks = RANKS.get_or_init(|| {
        let words = LIST.split_ascii_whitespace().filter_map(letter::key);
        let mut ranks: Vec<_> = words.zip(0..).collect();
        ranks.sort_unstable();
        ranks
    });
    ranks.binary_search_by_key(&key, |(key, _)| *key).ok().map(|found| ranks[found].1)
}

#[cfg(test)]
mod tests {
    use super::{LIST, rank};
    use crate::syllable;

    #[test]
    fn the_list_holds_syllables_once_each() {
        let mut words: Vec<&str> = LIST.split_ascii_whitespace().collect();
        assert!(words.len() > 1500, "{}", words.len());
        assert!(words.iter().all(|word| syllable::is_valid(word)));
        words.sort_unstable();
        assert!(words.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn common_words_come_first_in_either_style() {
        assert!(rank("của") < rank("ương"));
        assert_eq!(rank("HOÀ"), rank("hòa"));
        assert_eq!(rank("quuy"), None);
    }
}

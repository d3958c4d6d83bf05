//! What a word that is no syllable was meant to be: candidates by the slips of typing and of
//! spelling, the cheapest first.
//!
//! Every candidate is a syllable by the rules of [`crate::syllable`]; how often it is written
//! ([`rank`]) settles ties, and what a neighbour says is the caller's to add.

mod ranks;
mod slips;

pub use ranks::rank;

use crate::letter;
use crate::syllable::{self, Syllable, Tone, ToneStyle, assemble};

/// A syllable that a word may have been meant to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The syllable, its first letter a capital where the word's is.
    pub word: String,
    /// What the slip costs, in tenths: 5 for a tone that stands elsewhere, 10 for a spelling that
    /// the rules forbid, 15 and more for letters lost, doubled, swapped or added.
    pub cost: u16,
}

/// A candidate that nobody writes costs as much more.
const UNHEARD: u16 = 15;

/// A repair that costs no more may be made without asking, when no other is as near.
const CERTAIN: u16 = 10;

/// The most repairs that are worth offering.
const MOST: usize = 8;

/// The repairs of a word in normal form C, the likeliest first, with tones in a style; none when
/// it is a syllable already, or like none.
///
/// ```
/// use vanban_text::repair::{is_certain, repairs};
/// use vanban_text::syllable::ToneStyle;
/// let found = repairs("ưong", ToneStyle::Old);
/// assert_eq!(found[0].word, "ương");
/// assert!(is_certain(&found));
/// ```
#[must_use]
pub fn repairs(word: &str, style: ToneStyle) -> Vec<Repair> {
    let mut letters = String::new();
    let mut tones = Vec::new();
    for c in word.chars() {
        let Some((letter, tone)) = letter::untoned(c) else { return Vec::new() };
        letters.push(letter);
        if tone != Tone::Level && !tones.contains(&tone) {
            tones.push(tone);
        }
    }
    if letters.chars().count() > letter::LONGEST + 2 || syllable::is_valid(word) {
        return Vec::new();
    }
    let two = tones.len() > 1;
    if tones.is_empty() {
        tones.push(Tone::Level);
    }
    let mut found = Vec::new();
    slips::each(&letters, |letters, cost| {
        for tone in &tones {
            // The same letters again: their tone stood in the wrong place, or there were two.
            let cost = if cost == 0 { 5 } else { cost } + if two { 5 } else { 0 };
            offer(letters, *tone, cost, style, &mut found);
        }
    });
    let capital = word.starts_with(char::is_uppercase);
    // The cheapest way to each syllable first, so that the others fall away.
    found.sort_by(|a: &Repair, b| (&a.word, a.cost).cmp(&(&b.word, b.cost)));
    found.dedup_by(|a, b| a.word == b.word);
    for repair in &mut found {
        if rank(&repair.word).is_none() {
            repair.cost += UNHEARD;
        }
    }
    found.sort_by_cached_key(|repair| (repair.cost, rank(&repair.word), repair.word.clone()));
    found.truncate(MOST);
    if capital {
        for repair in &mut found {
            repair.word = capitalized(&repair.word);
        }
    }
    found
}

/// Whether the first repair may be made without asking: it costs no more than a forbidden
/// spelling does, and no other is within as much again.
#[must_use]
pub fn is_certain(repairs: &[Repair]) -> bool {
    match repairs {
        [only] => only.cost <= CERTAIN,
        [first, second, ..] => first.cost <= CERTAIN && second.cost > first.cost + CERTAIN,
        [] => false,
    }
}

/// Adds the syllable of letters and a tone; before a stop that does not take the tone, those of
/// the tones that it takes.
fn offer(letters: &str, tone: Tone, cost: u16, style: ToneStyle, found: &mut Vec<Repair>) {
    let mut add = |syllable: Syllable, cost| {
        found.push(Repair { word: syllable::spell(&syllable, style), cost });
    };
    if let Some(syllable) = assemble(letters, tone) {
        add(syllable, cost);
    } else if !matches!(tone, Tone::Sac | Tone::Nang) {
        for other in [Tone::Sac, Tone::Nang] {
            if let Some(syllable) = assemble(letters, other) {
                // Letters alone were right: the tone is the whole slip.
                add(syllable, if cost == 5 { 10 } else { cost + 10 });
            }
        }
    }
}

/// The word with a capital at its head.
pub(crate) fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        let mut out = String::from(letter::upper(first));
        out.push_str(chars.as_str());
        out
    })
}

#[cfg(test)]
mod tests;

//! All valid syllables as one hash table, so that a token of running text costs a look instead of
//! a parse; built from the rules of [`super`] when it is first asked.

use std::sync::OnceLock;

use super::rimes::RIMES;
use super::{EXCEPTIONS, INITIALS, Tone, meet};
use crate::letter::{self, Key};

/// The tone stands where the old style puts it and the new one does not.
pub(crate) const OLD: u8 = 1;

/// The tone stands where the new style puts it and the old one does not.
pub(crate) const NEW: u8 = 2;

/// The syllable ends a pair of words that are often confused.
pub(crate) const SECOND: u8 = 4;

/// A power of two with room for the syllables of both styles at two thirds.
const SLOTS: usize = 1 << 15;

/// Flags stand above the letters of a key: seven letters of seven bits.
const FLAGS_FROM: u32 = 56;

static TABLE: OnceLock<Box<[u64]>> = OnceLock::new();

fn table() -> &'static [u64] {
    TABLE.get_or_init(build)
}

fn build() -> Box<[u64]> {
    let mut slots = vec![0; SLOTS].into_boxed_slice();
    for initial in INITIALS.into_iter().chain([""]) {
        for &(rime, old, new, _) in &RIMES {
            let shared = initial == "gi" && rime.starts_with('i');
            let head = letter::key(if shared { "g" } else { initial }).unwrap_or(0);
            for tone in Tone::ALL.into_iter().filter(|tone| meet(initial, rime, *tone)) {
                let with = |place| toned(head, rime, place, tone);
                let (old, new) = (with(old), with(new));
                insert(&mut slots, old, if old == new { 0 } else { OLD });
                if old != new {
                    insert(&mut slots, new, NEW);
                }
            }
        }
    }
    for word in EXCEPTIONS {
        insert(&mut slots, letter::key(word).unwrap_or(0), 0);
    }
    for word in crate::check::seconds() {
        if let Some(key) = letter::key(word) {
            let slot = find(&slots, key);
            if slots[slot] != 0 {
                slots[slot] |= u64::from(SECOND) << FLAGS_FROM;
            }
        }
    }
    slots
}

/// The key of a rime after the letters of `head`, the tone on the letter at `place`, from 1.
fn toned(head: Key, rime: &str, place: u8, tone: Tone) -> Key {
    let letters = rime.chars().zip(1..).filter_map(|(c, at)| Some((letter::code(c)?.0, at)));
    letters.fold(head, |key, (code, at)| {
        // The tones of a vowel follow each other.
        letter::push(key, if at == place { code + tone as u8 } else { code })
    })
}

fn insert(slots: &mut [u64], key: Key, flags: u8) {
    let slot = find(slots, key);
    slots[slot] = key | u64::from(flags) << FLAGS_FROM;
}

/// Where a key stands, or the free slot in which it would.
#[inline]
fn find(slots: &[u64], key: Key) -> usize {
    let mut at = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - 15)) as usize;
    while slots[at] != 0 && slots[at] & ((1 << FLAGS_FROM) - 1) != key {
        at = (at + 1) % SLOTS;
    }
    at
}

/// The flags of a valid syllable, `None` for any other letters.
#[inline]
pub(crate) fn flags(key: Key) -> Option<u8> {
    let slots = table();
    let found = slots[find(slots, key)];
    (found != 0).then_some((found >> FLAGS_FROM) as u8)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{FLAGS_FROM, NEW, OLD, SLOTS, flags, table};
    use crate::letter::key;
    use crate::syllable::{EXCEPTIONS, Status, ToneStyle, all, spell};

    #[test]
    fn the_table_holds_what_the_rules_spell_and_nothing_else() {
        let mut expected = BTreeMap::new();
        for syllable in all(Status::Marginal) {
            let old = spell(&syllable, ToneStyle::Old);
            let new = spell(&syllable, ToneStyle::New);
            expected.insert(key(&old).unwrap(), if old == new { 0 } else { OLD });
            if old != new {
                expected.insert(key(&new).unwrap(), NEW);
            }
        }
        expected.extend(EXCEPTIONS.map(|word| (key(word).unwrap(), 0)));
        let held: BTreeMap<u64, u8> = table()
            .iter()
            .filter(|slot| **slot != 0)
            .map(|slot| (slot & ((1 << FLAGS_FROM) - 1), (slot >> FLAGS_FROM) as u8 & (OLD | NEW)))
            .collect();
        assert_eq!(held, expected);
    }

    #[test]
    fn a_third_of_the_table_is_free() {
        let taken = table().iter().filter(|slot| **slot != 0).count();
        assert!(taken > 20_000 && taken * 3 < SLOTS * 2, "{taken}");
    }

    #[test]
    fn styles_are_told_apart_only_where_they_differ() {
        for (word, expected) in [
            ("hòa", Some(OLD)),
            ("HOÀ", Some(NEW)),
            ("thủy", Some(OLD)),
            ("hoa", Some(0)),
            ("quý", Some(0)),
            ("già", Some(0)),
            ("toán", Some(0)),
            ("tòan", None),
        ] {
            assert_eq!(
                flags(key(word).unwrap()).map(|flags| flags & (OLD | NEW)),
                expected,
                "{word}"
            );
        }
    }
}

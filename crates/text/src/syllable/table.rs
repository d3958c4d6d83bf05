//! All valid syllables as one hash table, so that a token of running text costs a look instead of
//! a parse; built from the rules of [`super`] when it is first asked.

use std::sync::OnceLock;

use super::{EXCEPTIONS, Status, ToneStyle, all, spell};
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
    for syllable in all(Status::Marginal) {
        let old = spell(&syllable, ToneStyle::Old);
        let new = spell(&syllable, ToneStyle::New);
        let apart = old != new;
        insert(&mut slots, &old, if apart { OLD } else { 0 });
        if apart {
            insert(&mut slots, &new, NEW);
        }
    }
    for word in EXCEPTIONS {
        insert(&mut slots, word, 0);
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

fn insert(slots: &mut [u64], word: &str, flags: u8) {
    let Some(key) = letter::key(word) else { return };
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
    use super::{NEW, OLD, SLOTS, flags, table};
    use crate::letter::key;

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

//! Which encoding bytes are in: every table is tried, and the one that yields Vietnamese wins, if
//! it leads.

use super::{Encoding, decode};
use crate::syllable;

/// What bytes are in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// One encoding, without doubt.
    Certain(Encoding),
    /// One of these, the likeliest first: to be asked, never to be guessed.
    Ask(Vec<Encoding>),
    /// None: Unicode already, plain ASCII, or not Vietnamese.
    No,
}

/// The encodings tried; a font of capitals has the bytes of TCVN3.
const TRIED: [Encoding; 10] = [
    Encoding::Tcvn3,
    Encoding::Vni,
    Encoding::Vps,
    Encoding::Viscii,
    Encoding::Windows1258,
    Encoding::Bkhcm1,
    Encoding::Bkhcm2,
    Encoding::VietwareF,
    Encoding::VietwareX,
    Encoding::Isc,
];

/// How much of a file is read: a few pages tell as much as a book.
const SAMPLE: usize = 64 * 1024;

/// Fewer marked syllables than this prove nothing.
const FEWEST: usize = 30;

/// The share of valid syllables, in thousandths, that the right table reaches (measured: 950 to
/// 1000), and its lead over the next.
const SHARE: usize = 950;
const LEAD: usize = 100;

/// The share that makes a table worth asking for; languages of Western Europe stay below 190.
const WORTH: usize = 750;

/// The encoding of bytes by the share of valid syllables among the words with a mark.
///
/// ```
/// use vanban_text::encoding::{Verdict, detect};
/// assert_eq!(detect("Tiếng Việt".as_bytes()), Verdict::No);
/// assert_eq!(detect(b"plain text"), Verdict::No);
/// ```
#[must_use]
pub fn detect(bytes: &[u8]) -> Verdict {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if sample.is_ascii() {
        return viqr(sample);
    }
    if is_unicode(sample) {
        return Verdict::No;
    }
    let shares = shares(sample);
    let Some(&(best, marked, encoding)) = shares.first() else { return Verdict::No };
    // ISC has most small letters of TCVN3, and is rare: it rivals only where it reads as well.
    let rival = |found: &&(usize, usize, Encoding)| {
        (encoding, found.2) != (Encoding::Tcvn3, Encoding::Isc) || found.0 >= best
    };
    let second = shares[1..].iter().find(rival).map_or(0, |(share, ..)| *share);
    if best >= SHARE && best >= second + LEAD && marked >= FEWEST {
        return Verdict::Certain(encoding);
    }
    Verdict::Ask(shares.into_iter().map(|(.., encoding)| encoding).collect())
}

/// The encodings worth asking for, the best first, each with its share in thousandths and the
/// number of marked words.
fn shares(sample: &[u8]) -> Vec<(usize, usize, Encoding)> {
    let mut shares: Vec<(usize, usize, Encoding)> = TRIED
        .into_iter()
        .map(|encoding| {
            let (share, marked) = share(&decode(sample, encoding));
            (share, marked, encoding)
        })
        .filter(|(share, ..)| *share >= WORTH)
        .collect();
    // The order of the list among equals.
    shares.sort_by_key(|(share, ..)| std::cmp::Reverse(*share));
    shares
}

/// Whether bytes are UTF-8; the last character may have been cut.
fn is_unicode(sample: &[u8]) -> bool {
    match std::str::from_utf8(sample) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none() && sample.len() == SAMPLE,
    }
}

/// ASCII is never certain to be VIQR: its signs are punctuation as well.
fn viqr(sample: &[u8]) -> Verdict {
    let (share, marked) = share(&decode(sample, Encoding::Viqr));
    if share >= SHARE && marked >= FEWEST && sample.contains(&b'^') {
        Verdict::Ask(vec![Encoding::Viqr])
    } else {
        Verdict::No
    }
}

/// The name of the encoding that these bytes are likely in, given that they are not UTF-8; `None`
/// when that is not clear, as for the languages of Western Europe.
#[must_use]
pub fn guess(bytes: &[u8]) -> Option<&'static str> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if let Some(name) = utf16(sample) {
        return Some(name);
    }
    match detect(sample) {
        Verdict::Certain(encoding) => Some(encoding.name()),
        Verdict::Ask(_) | Verdict::No => None,
    }
}

/// UTF-16 by its byte order mark, or by the zeros that half of its bytes are in ASCII.
fn utf16(sample: &[u8]) -> Option<&'static str> {
    match sample {
        [0xFF, 0xFE, ..] => return Some("UTF-16LE"),
        [0xFE, 0xFF, ..] => return Some("UTF-16BE"),
        _ => {}
    }
    let (pairs, _) = sample.as_chunks::<2>();
    let first = pairs.iter().filter(|pair| pair[0] == 0).count();
    let second = pairs.iter().filter(|pair| pair[1] == 0).count();
    // Spaces and plain letters are more than a third of any Vietnamese text.
    let many = pairs.len() / 3 + 1;
    match (first, second) {
        (few, zeros) if zeros >= many && few * 8 < zeros => Some("UTF-16LE"),
        (zeros, few) if zeros >= many && few * 8 < zeros => Some("UTF-16BE"),
        _ => None,
    }
}

/// How many thousandths of the words with a marked letter are Vietnamese syllables, and how many
/// such words there are.
fn share(text: &str) -> (usize, usize) {
    let (marked, valid) = marked_words(text);
    ((valid * 1000usize).checked_div(marked).unwrap_or(0), marked)
}

/// How many words of a text have a marked letter, and how many of those are Vietnamese syllables; the
/// control characters that some tables yield are taken for letters.
#[must_use]
pub fn marked_words(text: &str) -> (usize, usize) {
    let (mut marked, mut valid) = (0, 0);
    for word in text.split(|c: char| !c.is_alphabetic() && !is_control(c)) {
        // A letter alone says nothing: à is French too.
        if word.is_ascii() || word.chars().nth(1).is_none() {
            continue;
        }
        marked += 1;
        // Capitals apart from the rest: a letter of another table in the midst of a word.
        let inner = word.chars().skip(1).any(char::is_uppercase);
        let capitals = word.chars().all(char::is_uppercase);
        valid += usize::from((capitals || !inner) && syllable::is_valid(word));
    }
    (marked, valid)
}

/// What only a table that has no letter there yields in the midst of words.
fn is_control(c: char) -> bool {
    ('\u{80}'..='\u{9F}').contains(&c)
}

//! Which old encoding a text is in, when it is not UTF-8: a hint for its author.
//!
//! Nothing is converted for good: the file is read through each table and the table that yields
//! Vietnamese wins. Letter frequencies cannot tell (Spanish read through TCVN3 scores as high as
//! Vietnamese does), the spelling of syllables can.

mod tcvn3;
mod viscii;
mod vni;
mod vps;
mod windows_1258;

use crate::syllable;

/// A letter and its byte, or its two bytes, the first in the upper half.
type Letter = (u16, char);

/// The encodings told apart, each with its letters in ascending order.
const TABLES: [(&str, &[Letter]); 5] = [
    ("TCVN3", &tcvn3::LETTERS),
    ("VNI-Windows", &vni::LETTERS),
    ("VPS", &vps::LETTERS),
    ("VISCII", &viscii::LETTERS),
    ("windows-1258", &windows_1258::LETTERS),
];

/// How much of a file is read: a few pages tell as much as a book.
const SAMPLE: usize = 64 * 1024;

/// Fewer marked syllables than this prove nothing.
const FEWEST: usize = 20;

/// The share of valid syllables, in thousandths, that the right table reaches (measured: 950 to
/// 1000), and its lead over the next.
const SHARE: usize = 950;
const LEAD: usize = 100;

/// The name of the encoding that these bytes are likely in, given that they are not UTF-8; `None`
/// when that is not clear, as for the languages of Western Europe.
#[must_use]
pub fn guess(bytes: &[u8]) -> Option<&'static str> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if let Some(name) = utf16(sample) {
        return Some(name);
    }
    let mut shares = TABLES.map(|(name, letters)| (share(&decode(sample, letters)), name));
    shares.sort_unstable_by(|a, b| b.cmp(a));
    let [(best, name), (second, _), ..] = shares;
    (best >= SHARE && best >= second + LEAD).then_some(name)
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

/// Reads bytes through a table. What it has no letter for is a space where Windows-1252 has
/// punctuation, and U+FFFD where that has a letter.
fn decode(bytes: &[u8], letters: &[Letter]) -> String {
    let find = |key: u16| {
        letters.binary_search_by_key(&key, |(key, _)| *key).ok().map(|found| letters[found].1)
    };
    let mut single = [' '; 256];
    for (byte, slot) in (0..=u8::MAX).zip(&mut single) {
        *slot = find(u16::from(byte)).unwrap_or(match byte {
            0..0x80 => char::from(byte),
            0x83 | 0x8A | 0x8C | 0x8E | 0x9A | 0x9C | 0x9E | 0x9F => '\u{FFFD}',
            0xC0.. if byte != 0xD7 && byte != 0xF7 => '\u{FFFD}',
            _ => ' ',
        });
    }
    let mut text = String::with_capacity(bytes.len() * 2);
    let mut rest = bytes;
    while let [first, after @ ..] = rest {
        // No second byte is ASCII.
        let pair = after
            .first()
            .filter(|second| !second.is_ascii())
            .and_then(|second| find(u16::from_be_bytes([*first, *second])));
        text.push(pair.unwrap_or(single[usize::from(*first)]));
        rest = if pair.is_some() { &after[1..] } else { after };
    }
    text
}

/// How many thousandths of the words with a marked letter are Vietnamese syllables; 0 when there
/// are too few.
fn share(text: &str) -> usize {
    let (mut marked, mut valid) = (0, 0);
    for word in text.split(|c: char| !c.is_alphabetic() && c != '\u{FFFD}') {
        // A letter alone says nothing: à is French too.
        if word.is_ascii() || word.chars().nth(1).is_none() {
            continue;
        }
        marked += 1;
        valid += usize::from(syllable::is_valid(word));
    }
    if marked < FEWEST { 0 } else { valid * 1000 / marked }
}

#[cfg(test)]
mod tests {
    use super::{Letter, TABLES, decode, guess};

    const TEXT: &str = "Sáng ngày 15 tháng 8, tại thành phố Hồ Chí Minh, các đồng chí lãnh đạo đã \
        đến thăm và làm việc với những người lao động đang thi công tuyến đường. Đây là công trình \
        có ý nghĩa rất lớn đối với sự phát triển kinh tế của cả vùng trong nhiều năm tới.";

    fn encode(text: &str, letters: &[Letter]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for c in text.chars() {
            match letters.iter().find(|(_, letter)| *letter == c) {
                Some((key, _)) if *key > 0xFF => bytes.extend(key.to_be_bytes()),
                Some((key, _)) => bytes.push(*key as u8),
                None => bytes.push(u8::try_from(c).unwrap()),
            }
        }
        bytes
    }

    #[test]
    fn tables_are_in_order_and_without_doubles() {
        for (name, letters) in TABLES {
            assert!(letters.is_sorted_by(|a, b| a.0 < b.0), "{name}");
        }
    }

    #[test]
    fn each_encoding_is_recognised() {
        for (name, letters) in TABLES {
            let bytes = encode(TEXT, letters);
            assert_eq!(decode(&bytes, letters), TEXT, "{name}");
            assert_eq!(guess(&bytes), Some(name));
        }
    }

    #[test]
    fn utf_16_is_recognised_with_and_without_its_mark() {
        let big: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let little: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(guess(&big), Some("UTF-16BE"));
        assert_eq!(guess(&little), Some("UTF-16LE"));
        assert_eq!(guess(&[0xFF, 0xFE, 0x41, 0x1E]), Some("UTF-16LE"));
        assert_eq!(guess(&[0xFE, 0xFF, 0x1E, 0x41]), Some("UTF-16BE"));
    }

    #[test]
    fn western_languages_are_none_of_them() {
        let french = "Là-bas, à côté du château, l'été dernier, où l'on mangeait des pâtes très \
            salées, les élèves préférés étaient déjà là : « ça ira », répétait le vieux maître \
            déçu, près de la forêt, après avoir été arrêté même à l'hôtel où il était né.";
        let german = "Die größten Städte für schöne Bücher müssen über Nacht fröhlich prüfen, ob \
            die Männer natürlich zurück in die Häuser kömmen; dafür wären höhere Gebühren nötig, \
            erklärte der Präsident gegenüber den Schülern während der Übung.";
        let spanish = "El año pasado, el niño español comió más jamón en el corazón de la región, \
            según explicó la policía después de la reunión; también habló de energía, economía \
            y educación, además de la situación del avión y de la canción más pequeña del país.";
        for text in [french, german, spanish] {
            let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(c).unwrap()).collect();
            assert_eq!(guess(&bytes), None, "{text}");
        }
    }

    #[test]
    fn too_little_text_or_none_proves_nothing() {
        assert_eq!(guess(b""), None);
        assert_eq!(guess(b"\x00"), None);
        assert_eq!(guess(&encode("Đảng", TABLES[0].1)), None);
        assert_eq!(guess(b"plain"), None);
        let noise: Vec<u8> =
            (0..4096u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(guess(&noise), None);
    }
}

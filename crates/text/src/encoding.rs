//! The encodings of Vietnamese before Unicode: reading, writing, and telling which one a text is
//! in.
//!
//! A table for each ([`Encoding`]); [`decode`] and [`encode`] say what is lost. [`detect()`] reads a
//! text through every table and weighs the share of valid syllables: letter frequencies cannot tell
//! (Spanish read through TCVN3 scores as high as Vietnamese does), the spelling of syllables can.

mod bkhcm1;
mod bkhcm2;
mod detect;
mod isc;
mod tcvn3;
mod vietware_f;
mod vietware_x;
mod viqr;
mod viscii;
mod vni;
mod vps;
mod western;
mod windows_1258;

pub use detect::{Verdict, detect, guess, marked_words};

use crate::nfc;

/// A letter and its byte, or its two bytes, the first in the upper half.
type Letter = (u16, char);

/// An encoding of Vietnamese.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Encoding {
    /// TCVN 5712:1993 VN3, the fonts .VnTime: no capital with a tone.
    Tcvn3,
    /// The same bytes in a font of capitals, .VnTimeH.
    Tcvn3Capitals,
    /// The fonts VNI-Times: a letter, then its mark.
    Vni,
    /// The fonts VPS Times.
    Vps,
    /// VISCII 1.1 (RFC 1456).
    Viscii,
    /// VIQR (RFC 1456), in ASCII: "Vie^.t".
    Viqr,
    /// Windows code page 1258: tones as letters of their own.
    Windows1258,
    /// BKHCM 1.
    Bkhcm1,
    /// BKHCM 2.
    Bkhcm2,
    /// Vietware F: toned capitals as small letters.
    VietwareF,
    /// Vietware X.
    VietwareX,
    /// ISC.
    Isc,
}

impl Encoding {
    /// Every encoding.
    pub const ALL: [Encoding; 12] = [
        Encoding::Tcvn3,
        Encoding::Tcvn3Capitals,
        Encoding::Vni,
        Encoding::Vps,
        Encoding::Viscii,
        Encoding::Viqr,
        Encoding::Windows1258,
        Encoding::Bkhcm1,
        Encoding::Bkhcm2,
        Encoding::VietwareF,
        Encoding::VietwareX,
        Encoding::Isc,
    ];

    /// What the encoding is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Encoding::Tcvn3 => "TCVN3",
            Encoding::Tcvn3Capitals => "TCVN3-H",
            Encoding::Vni => "VNI-Windows",
            Encoding::Vps => "VPS",
            Encoding::Viscii => "VISCII",
            Encoding::Viqr => "VIQR",
            Encoding::Windows1258 => "windows-1258",
            Encoding::Bkhcm1 => "BKHCM1",
            Encoding::Bkhcm2 => "BKHCM2",
            Encoding::VietwareF => "Vietware-F",
            Encoding::VietwareX => "Vietware-X",
            Encoding::Isc => "ISC",
        }
    }

    /// The encoding of a name, in any case.
    #[must_use]
    pub fn of(name: &str) -> Option<Encoding> {
        Encoding::ALL.into_iter().find(|each| each.name().eq_ignore_ascii_case(name))
    }

    /// The encoding that a font of this name draws, if its name says so. Fonts of Unicode may be
    /// named alike: a name is no proof before [`detect()`] agrees.
    ///
    /// ```
    /// use vanban_text::encoding::Encoding;
    /// assert_eq!(Encoding::of_font(".VnTimeH"), Some(Encoding::Tcvn3Capitals));
    /// assert_eq!(Encoding::of_font("ABCDEF+VNI-Times"), Some(Encoding::Vni));
    /// assert_eq!(Encoding::of_font("Times New Roman"), None);
    /// ```
    #[must_use]
    pub fn of_font(name: &str) -> Option<Encoding> {
        // PDF writes the tag of a subset before the name.
        let name = match name.split_once('+') {
            Some((tag, name)) if tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()) => {
                name
            }
            _ => name,
        };
        let capitals = name.ends_with('H');
        let name = name.to_lowercase();
        if name.starts_with(".vn") {
            Some(if capitals { Encoding::Tcvn3Capitals } else { Encoding::Tcvn3 })
        } else if name.starts_with("vni") {
            Some(Encoding::Vni)
        } else if name.starts_with("vps") {
            Some(Encoding::Vps)
        } else if name.starts_with("vn") {
            Some(if name.ends_with('2') { Encoding::Bkhcm2 } else { Encoding::Bkhcm1 })
        } else {
            None
        }
    }

    /// The letters in ascending order of their bytes; none for VIQR, which has a scheme.
    fn letters(self) -> &'static [Letter] {
        match self {
            Encoding::Tcvn3 | Encoding::Tcvn3Capitals => &tcvn3::LETTERS,
            Encoding::Vni => &vni::LETTERS,
            Encoding::Vps => &vps::LETTERS,
            Encoding::Viscii => &viscii::LETTERS,
            Encoding::Viqr => &[],
            Encoding::Windows1258 => &windows_1258::LETTERS,
            Encoding::Bkhcm1 => &bkhcm1::LETTERS,
            Encoding::Bkhcm2 => &bkhcm2::LETTERS,
            Encoding::VietwareF => &vietware_f::LETTERS,
            Encoding::VietwareX => &vietware_x::LETTERS,
            Encoding::Isc => &isc::LETTERS,
        }
    }
}

/// The text of bytes, in normal form C. Bytes without a letter are read as Windows-1252 has them.
///
/// ```
/// use vanban_text::encoding::{Encoding, decode};
/// assert_eq!(decode(b"Tr\xADng \xAD\xACng \xA7\xB6ng", Encoding::Tcvn3), "Trưng ương Đảng");
/// ```
#[must_use]
pub fn decode(bytes: &[u8], encoding: Encoding) -> String {
    if encoding == Encoding::Viqr {
        return viqr::decode(bytes);
    }
    let letters = encoding.letters();
    let find = |key: u16| {
        letters.binary_search_by_key(&key, |(key, _)| *key).ok().map(|found| letters[found].1)
    };
    let mut single = ['\0'; 256];
    for (byte, slot) in (0..=u8::MAX).zip(&mut single) {
        *slot = find(u16::from(byte)).unwrap_or_else(|| other(byte, encoding));
    }
    let pairs = letters.last().is_some_and(|(key, _)| *key > 0xFF);
    let mut text = String::with_capacity(bytes.len() * 2);
    let mut rest = bytes;
    while let [first, after @ ..] = rest {
        let pair = after
            .first()
            .filter(|_| pairs)
            .and_then(|second| find(u16::from_be_bytes([*first, *second])));
        text.push(pair.unwrap_or(single[usize::from(*first)]));
        rest = if pair.is_some() { &after[1..] } else { after };
    }
    match encoding {
        Encoding::Tcvn3Capitals => text.to_uppercase(),
        // Tones that stand after a letter that is precomposed.
        Encoding::Windows1258 => nfc(&text).into_owned(),
        _ => text,
    }
}

/// What a byte is that no table has a letter for.
fn other(byte: u8, encoding: Encoding) -> char {
    match (encoding, byte) {
        (Encoding::Windows1258, 0xCC) => '\u{300}',
        (Encoding::Windows1258, 0xD2) => '\u{309}',
        (Encoding::Windows1258, 0xDE) => '\u{303}',
        (Encoding::Windows1258, 0xEC) => '\u{301}',
        (Encoding::Windows1258, 0xF2) => '\u{323}',
        (Encoding::Windows1258, 0xFE) => '₫',
        _ => western::decode(byte),
    }
}

/// Bytes, and what they could not keep.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Encoded {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The characters that the encoding lacks, each with its byte offset in the text: a capital
    /// became a small letter, all else a question mark.
    pub lost: Vec<(usize, char)>,
}

/// The bytes of a text in normal form C.
///
/// ```
/// use vanban_text::encoding::{Encoding, encode};
/// let written = encode("Ủy viên", Encoding::Tcvn3);
/// assert_eq!(written.lost, [(0, 'Ủ')]);
/// ```
#[must_use]
pub fn encode(text: &str, encoding: Encoding) -> Encoded {
    if encoding == Encoding::Viqr {
        return viqr::encode(text);
    }
    let mut keys: Vec<(char, u16)> =
        encoding.letters().iter().map(|(key, letter)| (*letter, *key)).collect();
    // The single byte before the pair.
    keys.sort_unstable();
    let find = |c: char| {
        let at = keys.partition_point(|(letter, _)| *letter < c);
        keys.get(at).filter(|(letter, _)| *letter == c).map(|(_, key)| *key)
    };
    let capitals = encoding == Encoding::Tcvn3Capitals;
    let mut written = Encoded::default();
    let mut push = |key: u16| {
        if key > 0xFF {
            written.bytes.push((key >> 8) as u8);
        }
        written.bytes.push((key & 0xFF) as u8);
    };
    let mut lost = Vec::new();
    for (at, c) in text.char_indices() {
        let small = c.to_lowercase().next().unwrap_or(c);
        let own = if capitals { find(small) } else { find(c) };
        if let Some(key) = own {
            if capitals && c != crate::letter::upper(c) {
                lost.push((at, c));
            }
            push(key);
            continue;
        }
        let taken = |byte: &u8| {
            encoding.letters().binary_search_by_key(&u16::from(*byte), |(key, _)| *key).is_ok()
        };
        // A letter of ours is never written as what a Western font draws there.
        let ours = !c.is_ascii() && crate::letter::code(c).is_some();
        let plain = (0..=u8::MAX).find(|byte| other(*byte, encoding) == c);
        if let Some(byte) = plain.filter(|byte| !ours && !taken(byte)) {
            push(u16::from(byte));
        } else {
            lost.push((at, c));
            push(find(small).unwrap_or(u16::from(b'?')));
        }
    }
    written.lost = lost;
    written
}

#[cfg(test)]
mod tests;

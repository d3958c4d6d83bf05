//! Bytes to text: Unicode by its own signs, the encodings of Vietnamese before it by the syllables that
//! they yield. Where that is not certain the candidates are told, and nothing is guessed.

use std::sync::LazyLock;

use encoding_rs::WINDOWS_1252;
use vanban_text::encoding::{self as old, Verdict};

use crate::model::{Note, Refused};

/// The encoding of a text file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// An encoding of Vietnamese before Unicode.
    Old(old::Encoding),
    /// Any that the web knows (WHATWG Encoding, 4.2), Unicode among them.
    Web(&'static encoding_rs::Encoding),
}

/// A text, and what was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// What it was in.
    pub encoding: Encoding,
    /// What is to be told about it.
    pub notes: Vec<Note>,
}

impl Encoding {
    /// The encoding of a name, in any case: those of [`names`], and every label of the web.
    #[must_use]
    pub fn of(name: &str) -> Option<Encoding> {
        // The web has no word for what UTF-16 is without its byte order.
        if name.eq_ignore_ascii_case("VNI") {
            return Some(Encoding::Old(old::Encoding::Vni));
        }
        old::Encoding::of(name)
            .map(Encoding::Old)
            .or_else(|| encoding_rs::Encoding::for_label(name.as_bytes()).map(Encoding::Web))
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Old(encoding) => encoding.name(),
            Encoding::Web(encoding) => encoding.name(),
        }
    }

    /// The text of bytes, and whether all of them are in it.
    fn decode(self, bytes: &[u8]) -> (String, bool) {
        match self {
            Encoding::Old(encoding) => (old::decode(bytes, encoding), true),
            Encoding::Web(encoding) => {
                let (text, lossy) = encoding.decode_with_bom_removal(bytes);
                (text.into_owned(), !lossy)
            }
        }
    }
}

/// The names that are worth listing: Unicode, Vietnamese before it, Western Europe.
pub fn names() -> impl Iterator<Item = &'static str> {
    ["UTF-8", "UTF-16LE", "UTF-16BE"]
        .into_iter()
        .chain(old::Encoding::ALL.into_iter().map(old::Encoding::name))
        .chain(["windows-1252"])
}

/// The text of a file: in the encoding that is given, or in the one that it shows without doubt, or, for
/// what says its own (a page of the web), in the one that it declares.
///
/// # Errors
///
/// The encoding cannot be told; the hint names what it may be.
pub fn decode(
    bytes: &[u8],
    given: Option<Encoding>,
    declared: Option<&str>,
) -> Result<Decoded, Refused> {
    if let Some(encoding) = given {
        return Ok(forced(bytes, encoding));
    }
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return Ok(forced(bytes, Encoding::Web(encoding)));
    }
    // UTF-16 without its mark shows by its shape alone; plain letters in it are UTF-8 as well.
    if bytes.contains(&0)
        && let Some(encoding) = old::guess(bytes).filter(|name| name.starts_with("UTF-16"))
        && let Some(encoding) = Encoding::of(encoding)
    {
        return Ok(forced(bytes, encoding));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => unicode(text),
        Err(error) => foreign(bytes, error.valid_up_to(), declared),
    }
}

/// What was asked for, as far as it goes.
fn forced(bytes: &[u8], encoding: Encoding) -> Decoded {
    let (text, whole) = encoding.decode(bytes);
    let mut notes = Vec::new();
    if !whole {
        let first = text.split('\u{fffd}').next().unwrap_or_default();
        notes.push(Note {
            place: format!("line {}", first.matches('\n').count() + 1),
            message: format!("bytes that are not {} stand as U+FFFD", encoding.name()),
            hint: "name another encoding with `--from-encoding`".to_owned(),
        });
    }
    Decoded { text, encoding, notes }
}

/// Text that is UTF-8: but its letters may be those of an old font, saved as if they were Western.
fn unicode(text: &str) -> Result<Decoded, Refused> {
    let encoding = Encoding::Web(encoding_rs::UTF_8);
    let mut decoded = Decoded { text: text.to_owned(), encoding, notes: Vec::new() };
    if text.is_ascii() {
        return match old::detect(text.as_bytes()) {
            Verdict::Ask(candidates) if !candidates.is_empty() => Err(ask(
                "the text is ASCII, and reads as Vietnamese in mnemonics",
                &[candidates, Vec::new()].concat(),
                "`--from-encoding UTF-8` takes it as it stands",
            )),
            _ => Ok(decoded),
        };
    }
    // Only a part is judged: a few pages tell as much as a book.
    let Some(bytes) = western_bytes(text, 64 << 10) else { return Ok(decoded) };
    if let Verdict::Certain(found) = old::detect(&bytes) {
        let whole = western_bytes(text, usize::MAX);
        decoded.text = whole.map_or_else(String::new, |bytes| old::decode(&bytes, found));
        decoded.encoding = Encoding::Old(found);
        decoded.notes.push(Note {
            place: String::new(),
            message: format!(
                "the text is {} that was saved as if it were Western; it was read as {}",
                found.name(),
                found.name()
            ),
            hint: "`--from-encoding UTF-8` takes it as it stands".to_owned(),
        });
    }
    Ok(decoded)
}

/// Bytes that are no UTF-8.
fn foreign(bytes: &[u8], at: usize, declared: Option<&str>) -> Result<Decoded, Refused> {
    match old::detect(bytes) {
        Verdict::Certain(found) => return Ok(forced(bytes, Encoding::Old(found))),
        // What declares nothing, or Western letters as everything once did, may be any of them.
        Verdict::Ask(candidates) if !candidates.is_empty() => {
            let trusted = declared.and_then(Encoding::of).filter(|encoding| {
                *encoding == Encoding::Old(old::Encoding::Windows1258)
                    || !matches!(encoding, Encoding::Web(web) if *web == WINDOWS_1252)
            });
            if let Some(encoding) = trusted {
                return Ok(forced(bytes, encoding));
            }
            let message = "the text is not UTF-8, and its encoding is not certain";
            return Err(ask(message, &candidates, ""));
        }
        Verdict::Ask(_) | Verdict::No => {}
    }
    if let Some(encoding) = declared.and_then(Encoding::of) {
        return Ok(forced(bytes, encoding));
    }
    let byte = bytes.get(at).copied().unwrap_or(0);
    let message = format!(
        "the text is not UTF-8 (byte 0x{byte:02X} at offset {at}), and no encoding of Vietnamese reads it"
    );
    let hint = "name its encoding, such as `--from-encoding windows-1252`".to_owned();
    Err(Refused { message, hint })
}

/// What to ask where several encodings may be meant.
fn ask(message: &str, candidates: &[old::Encoding], other: &str) -> Refused {
    let names: Vec<&str> = candidates.iter().map(|encoding| encoding.name()).collect();
    let mut hint = format!("say which: `--from-encoding {}`", names.join("`, `--from-encoding "));
    if !other.is_empty() {
        hint.push_str("; ");
        hint.push_str(other);
    }
    Refused { message: message.to_owned(), hint }
}

/// What Windows-1252 has from 80 to 9F.
static UPPER: LazyLock<Vec<char>> = LazyLock::new(|| {
    let bytes: Vec<u8> = (0x80..=0x9F).collect();
    WINDOWS_1252.decode_without_bom_handling(&bytes).0.chars().collect()
});

/// The byte that draws a character in a Western font, which an old font gave another look.
pub(crate) fn western_byte(c: char) -> Option<u8> {
    match c {
        '\0'..='\u{7F}' | '\u{A0}'..='\u{FF}' => u8::try_from(c).ok(),
        _ => {
            let at = UPPER.iter().position(|each| *each == c)?;
            u8::try_from(0x80 + at).ok()
        }
    }
}

/// The bytes of the first `most` characters, if a Western font has all of them.
fn western_bytes(text: &str, most: usize) -> Option<Vec<u8>> {
    text.chars().take(most).map(western_byte).collect()
}

/// The text of bytes in a code page of Windows, by its number; none where the number is unknown.
pub(crate) fn code_page(bytes: &[u8], page: u32) -> Option<String> {
    let label = match page {
        1258 => return Some(old::decode(bytes, old::Encoding::Windows1258)),
        0 | 437 | 850 | 10000 | 1252 => "windows-1252".to_owned(),
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        65001 => "utf-8".to_owned(),
        1250..=1257 | 874 => format!("windows-{page}"),
        _ => return None,
    };
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
}

#[cfg(test)]
mod tests {
    use super::{Encoding, decode, names};
    use vanban_text::encoding as old;

    const SEED: &str = include_str!("../../text/tests/fixtures/hoi-nghi.txt");

    #[test]
    fn every_name_that_is_listed_is_known() {
        for name in names() {
            assert!(Encoding::of(name).is_some(), "{name}");
        }
        assert_eq!(Encoding::of("vni"), Some(Encoding::Old(old::Encoding::Vni)));
        assert_eq!(Encoding::of("latin1").map(Encoding::name), Some("windows-1252"));
        assert_eq!(Encoding::of("klingon"), None);
    }

    #[test]
    fn unicode_is_read_by_its_mark_or_its_shape() {
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        for bytes in [
            "\u{feff}Tiếng Việt".as_bytes().to_vec(),
            "Tiếng Việt".as_bytes().to_vec(),
            wide("\u{feff}Tiếng Việt"),
        ] {
            assert_eq!(decode(&bytes, None, None).expect("it is Unicode").text, "Tiếng Việt");
        }
        assert_eq!(decode(&wide(SEED), None, None).expect("by its zeros").text, SEED);
    }

    #[test]
    fn each_old_encoding_of_the_seed_is_read_right_or_asked_for() {
        for encoding in old::Encoding::ALL {
            let bytes = old::encode(SEED, encoding).bytes;
            match decode(&bytes, None, None) {
                Ok(read) => {
                    // Capitals are a matter of the font: their bytes are those of TCVN3.
                    let own = match encoding {
                        old::Encoding::Tcvn3Capitals => old::Encoding::Tcvn3,
                        other => other,
                    };
                    assert_eq!(read.encoding, Encoding::Old(own));
                    assert_eq!(read.text, old::decode(&bytes, own));
                }
                Err(refused) => {
                    let name = match encoding {
                        old::Encoding::Tcvn3Capitals => "TCVN3",
                        other => other.name(),
                    };
                    assert!(refused.hint.contains(name), "{name}: {refused:?}");
                }
            }
            let forced = decode(&bytes, Some(Encoding::Old(encoding)), None).expect("it is named");
            assert_eq!(forced.text, old::decode(&bytes, encoding));
        }
    }

    #[test]
    fn western_languages_are_refused_with_a_way_out() {
        let french = "Le cœur a ses raisons que la raison ne connaît pas: c'est là qu'il fut forcé de \
                      s'arrêter, près de la forêt où l'été dernier les élèves étaient déjà passés.";
        let bytes: Vec<u8> = french.chars().filter_map(super::western_byte).collect();
        let refused = decode(&bytes, None, None).expect_err("it is French");
        assert!(refused.hint.contains("windows-1252"), "{refused:?}");
        let read = decode(&bytes, Encoding::of("windows-1252"), None).expect("it is named");
        assert_eq!(read.text, french);
        assert_eq!(decode(&bytes, None, Some("iso-8859-1")).expect("it says so").text, french);
        assert_eq!(decode(french.as_bytes(), None, None).expect("UTF-8").text, french);
    }

    #[test]
    fn an_old_text_that_was_saved_as_western_unicode_is_read() {
        let bytes = old::encode(SEED, old::Encoding::Tcvn3).bytes;
        let saved = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes).0.into_owned();
        let read = decode(saved.as_bytes(), None, None).expect("it is certain");
        assert_eq!(read.text, old::decode(&bytes, old::Encoding::Tcvn3));
        assert_eq!(read.notes.len(), 1);
    }

    #[test]
    fn what_an_encoding_does_not_have_is_told() {
        let read = decode(b"a\nb\xff", Encoding::of("utf-8"), None).expect("it is named");
        assert_eq!((read.text.as_str(), read.notes[0].place.as_str()), ("a\nb\u{fffd}", "line 2"));
    }
}

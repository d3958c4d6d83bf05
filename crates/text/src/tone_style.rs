//! The two places of the tone in oa, oe, uy: which one a word shows, and the way from one to the
//! other. Only the syllable's own rime is looked at: quý and già are the same in both styles.

use crate::letter;
use crate::syllable::{ToneStyle, parse, spell};

/// The style that a word in normal form C shows; `None` where both would spell it so, or where it
/// is no syllable.
///
/// ```
/// use vanban_text::syllable::ToneStyle;
/// use vanban_text::tone_style::of;
/// assert_eq!(of("thủy"), Some(ToneStyle::Old));
/// assert_eq!(of("thuỷ"), Some(ToneStyle::New));
/// assert_eq!(of("quý"), None);
/// ```
#[must_use]
pub fn of(word: &str) -> Option<ToneStyle> {
    parse(word)?.style
}

/// The word in a style, its capitals kept; `None` when nothing changes.
///
/// ```
/// use vanban_text::syllable::ToneStyle;
/// use vanban_text::tone_style::convert;
/// assert_eq!(convert("Uỷ", ToneStyle::Old).as_deref(), Some("Ủy"));
/// assert_eq!(convert("quý", ToneStyle::Old), None);
/// ```
#[must_use]
pub fn convert(word: &str, style: ToneStyle) -> Option<String> {
    let syllable = parse(word)?;
    if syllable.style.is_none_or(|found| found == style) {
        return None;
    }
    let letters = spell(&syllable, style);
    Some(
        word.chars()
            .zip(letters.chars())
            .map(|(old, new)| if old.is_uppercase() { letter::upper(new) } else { new })
            .collect(),
    )
}

/// The text with every syllable in a style; all else stays as it is.
///
/// ```
/// use vanban_text::syllable::ToneStyle;
/// use vanban_text::tone_style::convert_text;
/// assert_eq!(convert_text("Quý khách hoà nhã", ToneStyle::Old), "Quý khách hòa nhã");
/// ```
#[must_use]
pub fn convert_text(text: &str, style: ToneStyle) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(char::is_alphabetic) {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        match convert(&rest[..end], style) {
            Some(word) => out.push_str(&word),
            None => out.push_str(&rest[..end]),
        }
        rest = &rest[end..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::{convert, convert_text};
    use crate::syllable::{Status, ToneStyle, all, spell};

    #[test]
    fn both_ways_are_inverse_for_every_syllable() {
        let mut pairs = 0;
        for syllable in all(Status::Marginal) {
            let old = spell(&syllable, ToneStyle::Old);
            let new = spell(&syllable, ToneStyle::New);
            if old == new {
                assert_eq!(convert(&old, ToneStyle::New), None, "{old}");
                continue;
            }
            pairs += 1;
            assert_eq!(convert(&old, ToneStyle::New), Some(new.clone()));
            assert_eq!(convert(&new, ToneStyle::Old), Some(old));
        }
        assert!(pairs > 200, "{pairs}");
    }

    #[test]
    fn capitals_and_other_words_stay() {
        assert_eq!(convert("HOÀ", ToneStyle::Old).as_deref(), Some("HÒA"));
        assert_eq!(
            convert_text("Quý già quả giá; UỶ BAN, thuỷ-hoá, café", ToneStyle::Old),
            "Quý già quả giá; ỦY BAN, thủy-hóa, café"
        );
        assert_eq!(convert_text("toán hoán quyền", ToneStyle::New), "toán hoán quyền");
        assert_eq!(convert_text("", ToneStyle::New), "");
    }
}

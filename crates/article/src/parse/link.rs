//! Where links lead: schemes, percent-encoding (RFC 3986), places in the article.

use std::collections::{BTreeMap, BTreeSet};

use super::report::{Report, shorten};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{AnchorId, Target};
use crate::source::Span;

/// How many unknown anchors get a suggestion; finding one compares with every anchor.
const SUGGESTIONS: usize = 50;
/// How many anchors a suggestion is looked for among.
const CANDIDATES: usize = 2000;

/// The places of an article by name.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// Each name and its anchor.
    pub(super) names: BTreeMap<String, AnchorId>,
    /// Fragments that nothing is named, which were told.
    told: BTreeSet<String>,
}

impl Places {
    /// The anchor that a fragment means: as it is, decoded, or as the slug that others make of it.
    pub(super) fn find(&self, fragment: &str) -> Option<AnchorId> {
        spellings(fragment).iter().find_map(|name| self.names.get(name).copied())
    }

    fn suggest(&self, fragment: &str) -> Option<&str> {
        if self.told.len() > SUGGESTIONS || self.names.len() > CANDIDATES {
            return None;
        }
        let wanted = vanban_text::normalize::nfc(&percent_decode(fragment)).to_lowercase();
        let near = self.names.keys().map(|name| (strsim::jaro_winkler(name, &wanted), name));
        near.filter(|(score, _)| *score > 0.9)
            .max_by(|(one, _), (other, _)| one.total_cmp(other))
            .map(|(_, name)| name.as_str())
    }
}

/// The names that a fragment may mean, the likeliest first.
pub(super) fn spellings(fragment: &str) -> [String; 4] {
    let decoded = percent_decode(fragment);
    let composed = vanban_text::normalize::nfc(&decoded).into_owned();
    let lower = composed.to_lowercase();
    let slug = vanban_text::slug::slug(&composed);
    [fragment.to_owned(), composed, lower, slug]
}

/// Where a destination leads; none, and a diagnostic, where it leads nowhere.
pub(super) fn resolve(
    destination: &str,
    span: Span,
    places: &mut Places,
    report: &mut Report,
) -> Option<Target> {
    let destination = destination.trim();
    if destination.is_empty() {
        report.push(
            Diagnostic::warning(Code::LINK_TARGET, span, "the link has no target")
                .hint("its text is printed without a link"),
        );
        return None;
    }
    if let Some(fragment) = destination.strip_prefix('#') {
        if let Some(anchor) = places.find(fragment) {
            return Some(Target::Anchor(anchor));
        }
        if !places.told.insert(fragment.to_owned()) {
            return None;
        }
        let message = format!("nothing in the article is named `{}`", shorten(destination));
        let mut diagnostic = Diagnostic::warning(Code::LINK_TARGET, span, message);
        if let Some(name) = places.suggest(fragment) {
            diagnostic = diagnostic.hint(format!("did you mean `#{name}`?"));
        }
        report.push(diagnostic);
        return None;
    }
    match scheme(destination) {
        None => {}
        Some(scheme) if ["http", "https", "mailto", "tel", "ftp"].contains(&scheme.as_str()) => {}
        Some(scheme) => {
            let message = format!("links of the scheme `{}:` are not kept", shorten(&scheme));
            report.push(
                Diagnostic::warning(Code::LINK_SCHEME, span, message)
                    .hint("http, https, mailto, tel, ftp and relative links are"),
            );
            return None;
        }
    }
    Some(Target::Url(percent_encode(destination)))
}

/// The scheme of an address in lower case (RFC 3986 §3.1), found as browsers find it: control
/// characters and spaces do not hide it.
pub(super) fn scheme(address: &str) -> Option<String> {
    let mut scheme = String::new();
    for char in address.chars() {
        match char {
            ':' => return (!scheme.is_empty()).then_some(scheme),
            _ if char.is_whitespace() || char.is_control() => {}
            'a'..='z' | 'A'..='Z' => scheme.push(char.to_ascii_lowercase()),
            '0'..='9' | '+' | '-' | '.' if !scheme.is_empty() => scheme.push(char),
            _ => return None,
        }
    }
    None
}

/// An address with every byte that RFC 3986 does not allow percent-encoded; text in NFC.
pub(super) fn percent_encode(address: &str) -> String {
    let address = vanban_text::normalize::nfc(address);
    let bytes = address.as_bytes();
    let mut encoded = String::with_capacity(bytes.len());
    for (at, byte) in bytes.iter().enumerate() {
        let kept = match byte {
            b'%' => {
                bytes.get(at + 1..at + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit))
            }
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => true,
            _ => b"-._~:/?#[]@!$&'()*+,;=".contains(byte),
        };
        if kept {
            encoded.push(char::from(*byte));
        } else {
            encoded.push('%');
            for digit in [byte >> 4, byte & 15] {
                let digit = char::from_digit(u32::from(digit), 16).unwrap_or('0');
                encoded.push(digit.to_ascii_uppercase());
            }
        }
    }
    encoded
}

/// A text with its percent-encoded bytes decoded once; unchanged where they are not UTF-8.
pub(super) fn percent_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digit =
            |offset: usize| bytes.get(at + offset).and_then(|byte| char::from(*byte).to_digit(16));
        match (bytes[at], digit(1), digit(2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push((high * 16 + low) as u8);
                at += 3;
            }
            (byte, ..) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{percent_decode, percent_encode, scheme};

    #[test]
    fn addresses_become_ascii_and_stay_what_they_are() {
        assert_eq!(
            percent_encode("https://a.vn/bài viết?q=1#x"),
            "https://a.vn/b%C3%A0i%20vi%E1%BA%BFt?q=1#x"
        );
        assert_eq!(percent_encode("a%20b%zz"), "a%20b%25zz");
        assert_eq!(percent_encode("a<b>\"{}|\\^`"), "a%3Cb%3E%22%7B%7D%7C%5C%5E%60");
    }

    #[test]
    fn decoding_happens_once_and_never_breaks_text() {
        assert_eq!(percent_decode("%2541"), "%41");
        assert_eq!(percent_decode("Ti%E1%BA%BFng"), "Tiếng");
        assert_eq!(percent_decode("%FF%"), "%FF%");
    }

    #[test]
    fn schemes_cannot_hide_behind_spaces() {
        assert_eq!(scheme("java\tscript:x").as_deref(), Some("javascript"));
        assert_eq!(scheme(" JavaScript:x").as_deref(), Some("javascript"));
        assert_eq!(scheme("a/b:c"), None);
        assert_eq!(scheme("?a:b"), None);
        assert_eq!(scheme("ghi chú: a"), None);
    }
}

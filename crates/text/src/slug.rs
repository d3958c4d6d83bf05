//! Names of headings as addresses: what a link may write after `#`.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The identifier that GitHub gives a heading: lower case, without punctuation, a hyphen for each
/// space; letters of every script stay as they are. Not unique: numbering twins is the caller's.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.trim().chars() {
        if c.is_whitespace() {
            slug.push('-');
        } else if c.is_alphabetic() || c.is_ascii_digit() || c == '-' || c == '_' {
            slug.extend(c.to_lowercase());
        } else if is_combining_mark(c) {
            slug.push(c);
        }
    }
    slug
}

/// The text without marks, as people type it who have no Vietnamese keyboard: `đ` becomes `d`,
/// every other letter loses its marks. Characters without a plain Latin form stay.
#[must_use]
pub fn ascii(text: &str) -> String {
    text.nfd()
        .filter(|c| !is_combining_mark(*c))
        .map(|c| match c {
            'đ' => 'd',
            'Đ' => 'D',
            _ => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{ascii, slug};

    #[test]
    fn slugs_are_those_of_github() {
        assert_eq!(slug("Mục 1. Điều kiện"), "mục-1-điều-kiện");
        assert_eq!(slug("  Kinh tế - xã hội  "), "kinh-tế---xã-hội");
        assert_eq!(slug("C++ & snake_case, `x`²!"), "c--snake_case-x");
        assert_eq!(slug("ĐỘC LẬP"), "độc-lập");
        assert_eq!(slug("…"), "");
    }

    #[test]
    fn folding_leaves_plain_letters() {
        assert_eq!(ascii("Đường về quê mẹ, năm 1954"), "Duong ve que me, nam 1954");
        assert_eq!(ascii("ƯỠN ẵ e\u{302}\u{301}"), "UON a e");
        assert_eq!(ascii("漢"), "漢");
    }
}

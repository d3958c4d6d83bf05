//! The kinds of words that bind: numbers and units, keywords, titles, symbols of documents.

/// Units, currencies and counted things that stay with the number before them; in byte order.
#[rustfmt::skip]
const UNITS: [&str; 111] = [
    "$", "%", "A", "EUR", "GB", "GHz", "GW", "GWh", "Gbps", "Hz", "J", "K", "KB", "L", "MB",
    "MHz", "MPa", "MW", "MWh", "Mbps", "N", "Pa", "TB", "TWh", "USD", "V", "VA", "VND", "VNĐ",
    "W", "Wh", "bar", "byte", "cal", "cm", "cm2", "cm²", "cm³", "dB", "dm", "dm2", "dm²", "dm³",
    "g", "g/l", "giây", "giờ", "h", "ha", "kB", "kHz", "kJ", "kPa", "kV", "kVA", "kW", "kWh",
    "kcal", "kg", "kg/ha", "kg/m³", "km", "km/giờ", "km/h", "km2", "km²", "l", "lít",
    "lít/phút", "m", "m/s", "m2", "m3", "mA", "mL", "mg", "mg/l", "ml", "mm", "mmHg", "mm²",
    "ms", "m²", "m³", "m³/s", "nghìn", "ngàn", "người", "nm", "phút", "pt", "px", "s", "triệu",
    "tuổi", "tạ", "tấn", "tấn/ha", "tỉ", "tỷ", "£", "°C", "°F", "µm", "đ", "đồng", "μm", "‰",
    "₫", "€", "℃",
];

/// Words that stay with the number after them; in byte order. "năm" is not among them: it is the
/// number five as well.
#[rustfmt::skip]
const KEYWORDS: [&str; 38] = [
    "Bài", "Bảng", "Chương", "Câu", "Hình", "Khoản", "Mục", "Ngày", "Phường", "Phần", "Quý",
    "Quận", "Số", "Tháng", "Thứ", "Tiết", "Trang", "bài", "bảng", "chương", "câu", "hình",
    "khoản", "mục", "ngày", "phường", "phần", "quý", "quận", "số", "tháng", "thứ", "tiết",
    "trang", "Điều", "Điểm", "điều", "điểm",
];

/// Titles and kinds of places that stay with the name after them, when a full stop ends or joins
/// them; in byte order.
const TITLES: [&str; 15] = [
    "BS", "BSCKI", "BSCKII", "CN", "DS", "GS", "KS", "LS", "NSND", "NSƯT", "PGS", "TP", "TS",
    "ThS", "Tp",
];

/// A word without the brackets and quotation marks that open it.
pub(super) fn opened(word: &str) -> &str {
    word.trim_start_matches(['(', '[', '{', '“', '‘', '"', '\'', '«'])
}

/// A word without the punctuation that closes it.
pub(super) fn unpunctuated(word: &str) -> &str {
    word.trim_end_matches([
        '.', ',', ';', ':', '!', '?', '…', ')', ']', '}', '”', '’', '"', '\'', '»',
    ])
}

/// How many digits a word begins with.
pub(super) fn digits(word: &str) -> usize {
    word.bytes().take_while(u8::is_ascii_digit).count()
}

/// Whether a word is a number, a range of numbers, or one with a sign before it.
pub(super) fn is_number(word: &str) -> bool {
    let word = word.trim_start_matches(['+', '-', '–', '−', '±', '~', '≈', '<', '>', '≤', '≥']);
    word.starts_with(|c: char| c.is_ascii_digit())
        && word
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '–' | '/' | '×'))
}

/// Whether a word is four digits.
pub(super) fn is_year(word: &str) -> bool {
    word.len() == 4 && digits(word) == 4
}

/// Whether a word stays with the number before it.
pub(super) fn is_unit(word: &str) -> bool {
    UNITS.binary_search(&word).is_ok()
}

/// Whether a word stays with the number after it.
pub(super) fn is_keyword(word: &str) -> bool {
    KEYWORDS.binary_search(&word).is_ok()
}

/// Whether a word is a Roman numeral in capitals, up to 109.
pub(super) fn is_numeral(word: &str) -> bool {
    const TENS: [&str; 11] = ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC", "C"];
    const UNITS: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let units = word.trim_start_matches(['X', 'L', 'C']);
    let tens = &word[..word.len() - units.len()];
    !word.is_empty() && TENS.contains(&tens) && UNITS.contains(&units)
}

/// Whether a word is a title that stays with the name after it: `TS.`, `PGS.TS`, `đ/c`, `ông`.
pub(super) fn is_title(word: &str) -> bool {
    match word {
        "ông" | "bà" | "Ông" | "Bà" | "đ/c" | "Đ/c" | "Đ/C" => true,
        _ => {
            let Some((before, last)) = word.rsplit_once('.') else { return false };
            // Either a full stop ends it, or it joins two titles.
            let title = if last.is_empty() {
                before.rsplit_once('.').map_or(before, |(_, title)| title)
            } else {
                last
            };
            TITLES.binary_search(&title).is_ok()
        }
    }
}

/// Whether a word begins like a name.
pub(super) fn is_name(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Reports the offset after each hyphen in the symbol of a document: digits, perhaps a year, then
/// groups of capitals (`30/2020/NĐ-CP`, `36-HD/VPTW`). Any other word has none.
pub(super) fn symbol_hyphens(word: &str, mut report: impl FnMut(usize)) {
    if !word.bytes().any(|byte| byte == b'-') {
        return;
    }
    let symbol = unpunctuated(opened(word));
    let start = word.len() - opened(word).len();
    let mut groups = symbol.split(['-', '/']);
    let number =
        groups.next().is_some_and(|first| !first.is_empty() && first.len() == digits(first));
    let mut letters = 0;
    let lawful = groups.all(|group| {
        let year = letters == 0 && is_year(group);
        letters += usize::from(!year);
        year || is_group(group)
    });
    if number && lawful && letters > 0 {
        let hyphens = symbol.bytes().enumerate().filter(|(_, byte)| *byte == b'-');
        hyphens.for_each(|(at, _)| report(start + at + 1));
    }
}

/// Whether a part of a symbol is an abbreviation: capitals, at most two small letters (`TTg`).
fn is_group(group: &str) -> bool {
    let small = group.chars().filter(|c| c.is_lowercase()).count();
    is_name(group)
        && small <= 2
        && group.chars().all(|c| c.is_alphabetic() || c.is_ascii_digit() || c == '.')
}

#[cfg(test)]
mod tests {
    use super::{KEYWORDS, TITLES, UNITS, is_number, is_numeral};

    #[test]
    fn the_lists_are_in_byte_order() {
        assert!(UNITS.is_sorted() && KEYWORDS.is_sorted() && TITLES.is_sorted());
    }

    #[test]
    fn numerals_are_told_from_words() {
        for numeral in ["I", "II", "IV", "IX", "X", "XIV", "XIX", "XXI", "XL", "L"] {
            assert!(is_numeral(numeral), "{numeral}");
        }
        for word in ["", "VV", "IIII", "Các", "CIVIL", "XXXXX", "IC", "VX"] {
            assert!(!is_numeral(word), "{word}");
        }
    }

    #[test]
    fn numbers_may_be_signed_and_may_be_ranges() {
        for number in ["5", "1.234,5", "10-15", "±3", "-2", "1/2"] {
            assert!(is_number(number), "{number}");
        }
        for word in ["a5", "", "-", "5a5", "v1"] {
            assert!(!is_number(word), "{word}");
        }
    }
}

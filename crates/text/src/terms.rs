//! The words that vanban itself writes into a Vietnamese document, and its dates.

/// What a figure is called in its caption and in references to it.
pub const FIGURE: &str = "Hình";

/// What a table is called in its caption and in references to it.
pub const TABLE: &str = "Bảng";

/// The heading of a table of contents, in the language of a BCP 47 tag.
#[must_use]
pub fn contents(lang: &str) -> &'static str {
    if is_english(lang) { "Contents" } else { "Mục lục" }
}

/// The heading of a list of figures.
#[must_use]
pub fn figures(lang: &str) -> &'static str {
    if is_english(lang) { "List of figures" } else { "Danh mục hình" }
}

/// The heading of a list of tables.
#[must_use]
pub fn tables(lang: &str) -> &'static str {
    if is_english(lang) { "List of tables" } else { "Danh mục bảng" }
}

fn is_english(lang: &str) -> bool {
    lang.split('-').next().is_some_and(|language| language.eq_ignore_ascii_case("en"))
}

/// What a formula is called in references to it.
pub const EQUATION: &str = "Công thức";

/// What a numbered section is called in references to it, where its number has no word.
pub const SECTION: &str = "Mục";

/// What the attached source of an article is called.
pub const SOURCE_FILE: &str = "Bản gốc của bài";

/// The labels of alerts: note, tip, important, warning, caution.
pub const ALERTS: [&str; 5] = ["Ghi chú", "Mẹo", "Quan trọng", "Cảnh báo", "Thận trọng"];

/// The letters that Vietnamese lists count by.
const LETTERS: [char; 23] = [
    'a', 'b', 'c', 'd', 'đ', 'e', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't',
    'u', 'v', 'x', 'y',
];

/// The letters of an item, counted from 1: those of Vietnamese lists (a, b, c, d, đ, e, g, …) or
/// of the Latin alphabet; after the last letter aa, bb, cc, as word processors count.
#[must_use]
pub fn letters(number: u64, vietnamese: bool) -> String {
    let count = if vietnamese { LETTERS.len() as u64 } else { 26 };
    let place = number.saturating_sub(1);
    let at = (place % count) as u8;
    let letter = if vietnamese { LETTERS[usize::from(at)] } else { char::from(b'a' + at) };
    let times = usize::try_from(place / count).unwrap_or(0).min(8) + 1;
    std::iter::repeat_n(letter, times).collect()
}

/// What stands before the source of a picture or a table.
pub const SOURCE: &str = "Nguồn: ";

/// What a footnote is called for who cannot see its mark: "Chú thích 3".
#[must_use]
pub fn note(number: u32) -> String {
    format!("Chú thích {number}")
}

/// A date in words: "ngày 05 tháng 01 năm 2020".
///
/// Nghị định 30/2020/NĐ-CP, phụ lục I: a zero goes before days below 10 and months 1 and 2 only.
#[must_use]
pub fn long_date(year: u16, month: u8, day: u8) -> String {
    let zero = if month < 3 { "0" } else { "" };
    format!("ngày {day:02} tháng {zero}{month} năm {year}")
}

/// The line of place and date (year, month, day): "Vũng Tàu, ngày 07 tháng 11 năm 2013". `None`
/// when neither is known; a date alone begins with a capital.
#[must_use]
pub fn dateline(place: Option<&str>, date: Option<(u16, u8, u8)>) -> Option<String> {
    let place = place.map(str::trim).filter(|place| !place.is_empty());
    let date = date.map(|(year, month, day)| long_date(year, month, day));
    match (place, date) {
        (Some(place), Some(date)) => Some(format!("{place}, {date}")),
        (Some(place), None) => Some(place.to_owned()),
        (None, Some(date)) => Some(date.replacen("ngày", "Ngày", 1)),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{dateline, long_date};

    #[test]
    fn letters_follow_the_vietnamese_alphabet() {
        let seven: Vec<_> = (1..=8).map(|number| super::letters(number, true)).collect();
        assert_eq!(seven, ["a", "b", "c", "d", "đ", "e", "g", "h"]);
        assert_eq!(super::letters(6, false), "f");
        assert_eq!(super::letters(24, true), "aa");
    }

    #[test]
    fn zeros_stand_where_the_decree_puts_them() {
        assert_eq!(long_date(2020, 1, 5), "ngày 05 tháng 01 năm 2020");
        assert_eq!(long_date(2013, 11, 7), "ngày 07 tháng 11 năm 2013");
        assert_eq!(long_date(2024, 8, 15), "ngày 15 tháng 8 năm 2024");
        assert_eq!(long_date(2024, 2, 29), "ngày 29 tháng 02 năm 2024");
    }

    #[test]
    fn a_dateline_says_what_is_known() {
        let date = Some((2013, 11, 7));
        assert_eq!(
            dateline(Some("Vũng Tàu"), date).as_deref(),
            Some("Vũng Tàu, ngày 07 tháng 11 năm 2013")
        );
        assert_eq!(dateline(None, date).as_deref(), Some("Ngày 07 tháng 11 năm 2013"));
        assert_eq!(dateline(Some(" "), date), dateline(None, date));
        assert_eq!(dateline(Some("Huế"), None).as_deref(), Some("Huế"));
        assert_eq!(dateline(None, None), None);
    }
}

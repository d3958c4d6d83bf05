//! Where a Vietnamese line must not end although Unicode lets it: a number and its unit, a keyword
//! and its number, a title and its name, the parts of a document's symbol.
//!
//! Asked before lines are broken; both papers then write the answers as U+00A0 and U+2060, so that
//! they see the same opportunities. One pass over the words; a word that holds no digit and stands
//! before none costs a comparison or two.

mod words;

use words::{
    digits, is_keyword, is_name, is_number, is_numeral, is_title, is_unit, is_year, opened,
    symbol_hyphens, unpunctuated,
};

/// A place in a text where a line must not end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// The byte offset of a U+0020 that becomes U+00A0.
    Space(usize),
    /// The byte offset just after a hyphen or dash, where U+2060 goes.
    Hyphen(usize),
}

/// The most spaces bound in a row: longer pieces leave holes in justified lines.
const CHAIN: usize = 3;

/// The bindings of a text, in ascending order; where both kinds meet, the hyphen comes first.
#[must_use]
pub fn bind(text: &str) -> Vec<Binding> {
    let mut bindings = Vec::new();
    let mut chain = 0;
    // The two words before the space in question; empty at the start and after a doubled space.
    let (mut before, mut left) = ("", "");
    // The space after the dash of a range, which is bound together with the one before it.
    let mut settled = None;
    for (at, right) in words(text) {
        let space = at.checked_sub(1).filter(|space| text.as_bytes()[*space] == b' ');
        match space.filter(|_| !left.is_empty() && !right.is_empty()) {
            Some(space) if settled == Some(space) => {}
            Some(space) if chain < CHAIN && binds(before, left, right) => {
                bindings.push(Binding::Space(space));
                chain += 1;
            }
            Some(space) if chain + 1 < CHAIN && is_range(left, right, &text[at..]) => {
                let dash = at + right.len();
                // Unicode allows a break between a dash and U+00A0 (LB12a).
                bindings.extend([
                    Binding::Space(space),
                    Binding::Hyphen(dash),
                    Binding::Space(dash),
                ]);
                chain += 2;
                settled = Some(dash);
            }
            _ => chain = 0,
        }
        symbol_hyphens(right, |hyphen| bindings.push(Binding::Hyphen(at + hyphen)));
        (before, left) = (left, right);
    }
    bindings
}

/// The pieces between spaces and forced line ends, each with its offset.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split([' ', '\n']).scan(0, |next, word| {
        let at = *next;
        *next += word.len() + 1;
        Some((at, word))
    })
}

/// Whether the space between `left` and `right` must not break; `before` is the word before them.
fn binds(before: &str, left: &str, right: &str) -> bool {
    let Some(&first) = right.as_bytes().first() else { return false };
    let left = opened(left);
    if left.as_bytes().last().is_some_and(u8::is_ascii_digit) {
        return is_number(left) && is_unit(unpunctuated(right));
    }
    if first.is_ascii_digit() || matches!(first, b'I' | b'V' | b'X' | b'L' | b'C') {
        match left {
            "năm" | "Năm" => return digits(right) == 4,
            "lục" if matches!(opened(before), "Phụ" | "phụ") => {
                return first.is_ascii_digit() || is_numeral(unpunctuated(right));
            }
            _ if is_keyword(left) => {
                return first.is_ascii_digit() || is_numeral(unpunctuated(right));
            }
            _ => {}
        }
    }
    if matches!(left, "điểm" | "Điểm") {
        let letter = unpunctuated(right);
        return letter.chars().count() == 1 && letter.chars().all(char::is_lowercase);
    }
    is_name(right) && is_title(left)
}

/// Whether `left`, the dash `dash` and the word after it in `rest` are a range of years.
fn is_range(left: &str, dash: &str, rest: &str) -> bool {
    matches!(dash, "-" | "–" | "—")
        && is_year(opened(left))
        && rest[dash.len()..].strip_prefix(' ').is_some_and(|end| digits(end) == 4)
}

#[cfg(test)]
mod tests {
    use super::{Binding, bind};
    use crate::line_break::{Edition, opportunities};

    /// The text with `_` for bound spaces and `*` after bound hyphens.
    fn bound(text: &str) -> String {
        let mut out = String::new();
        let mut from = 0;
        for binding in bind(text) {
            let (Binding::Space(at) | Binding::Hyphen(at)) = binding;
            out.push_str(&text[from..at]);
            from = at;
            match binding {
                Binding::Space(_) => {
                    assert_eq!(&text[at..=at], " ");
                    out.push('_');
                    from += 1;
                }
                Binding::Hyphen(_) => out.push('*'),
            }
        }
        out + &text[from..]
    }

    #[track_caller]
    fn unbound(text: &str) {
        assert_eq!(bound(text), text);
    }

    #[test]
    fn numbers_keep_their_units() {
        assert_eq!(
            bound("dài 25 km, nặng 1,5 kg; 30 °C (25 %)."),
            "dài 25_km, nặng 1,5_kg; 30_°C (25_%)."
        );
        assert_eq!(bound("1.234 m² và 60 km/h"), "1.234_m² và 60_km/h");
        unbound("có 25 cây, 3 con và 25, km");
    }

    #[test]
    fn numbers_keep_their_money_and_their_people() {
        assert_eq!(bound("2,5 tỷ đồng, 30 triệu, 500 đồng"), "2,5_tỷ đồng, 30_triệu, 500_đồng");
        assert_eq!(bound("12 người, 3 nghìn người"), "12_người, 3_nghìn người");
        unbound("đồng bào, người dân, tỷ lệ");
    }

    #[test]
    fn keywords_keep_their_numbers() {
        assert_eq!(bound("Điều 5. Khoản 2 Mục 1"), "Điều_5. Khoản_2 Mục_1");
        assert_eq!(bound("điểm a khoản 2 Điều 5"), "điểm_a khoản_2 Điều_5");
        assert_eq!(
            bound("Chương II, Phần I; (Bảng 3) Hình 1.2"),
            "Chương_II, Phần_I; (Bảng_3) Hình_1.2"
        );
        assert_eq!(bound("Phụ lục IV, số 12, Quận 1, thứ 7"), "Phụ lục_IV, số_12, Quận_1, thứ_7");
        unbound("Điều này, số người, điểm khác, Phần Lan, kỷ lục 5");
        unbound("điều Cần biết, Mục Lục");
    }

    #[test]
    fn dates_keep_day_month_and_year() {
        assert_eq!(bound("ngày 07 tháng 11 năm 2013"), "ngày_07 tháng_11 năm_2013");
        assert_eq!(bound("Ngày 06/11/2013"), "Ngày_06/11/2013");
        unbound("năm 12 cây, ngày nay, tháng tới");
    }

    #[test]
    fn titles_keep_their_names() {
        assert_eq!(bound("TP. Hồ Chí Minh, Tp. Huế"), "TP._Hồ Chí Minh, Tp._Huế");
        assert_eq!(bound("PGS. TS. Nguyễn Văn An"), "PGS._TS._Nguyễn Văn An");
        assert_eq!(bound("PGS.TS Lê Mai và GS.TS. Vũ"), "PGS.TS_Lê Mai và GS.TS._Vũ");
        assert_eq!(bound("đ/c Nguyễn, ông Đặng và Bà Trưng"), "đ/c_Nguyễn, ông_Đặng và Bà_Trưng");
        unbound("ông ấy, bà con, TP. là, TS là viết tắt");
    }

    #[test]
    fn ranges_of_years_stay_whole() {
        assert_eq!(bound("giai đoạn (2011 - 2015)"), "giai đoạn (2011_-*_2015)");
        assert_eq!(bound("2020 – 2025, năm 2011 - 2015."), "2020_–*_2025, năm_2011_-*_2015.");
        unbound("Độc lập - Tự do - Hạnh phúc");
        unbound("12 - 15, 2011 - 12, 2011 - 20155");
    }

    #[test]
    fn symbols_of_documents_stay_whole() {
        assert_eq!(bound("30/2020/NĐ-CP, (36-HD/VPTW)"), "30/2020/NĐ-*CP, (36-*HD/VPTW)");
        assert_eq!(bound("Số: 123/QĐ-UBND-TTg."), "Số: 123/QĐ-*UBND-*TTg.");
        unbound("Mát-xcơ-va COVID-19 12-15 2020-Present 06-11-2013 e-mail");
    }

    #[test]
    fn no_more_than_four_words_hang_together() {
        assert_eq!(bound("PGS. TS. BS. ThS. BS. Nguyễn"), "PGS._TS._BS._ThS. BS._Nguyễn");
    }

    #[test]
    fn doubled_spaces_and_odd_text_are_left_alone() {
        unbound("Điều  5");
        unbound(" ");
        unbound("");
        unbound("Điều ");
        unbound(" 5 ");
        unbound("Điều\u{A0}5 - ");
        unbound("Điều\n5");
    }

    #[test]
    fn a_forced_line_end_parts_words() {
        assert_eq!(bound("Chương I\nĐiều 5\n2011 - 2015"), "Chương_I\nĐiều_5\n2011_-*_2015");
    }

    #[test]
    fn bound_text_does_not_break_inside() {
        let text = "2011 - 2015 36-HD Điều 5";
        let mut written = text.to_owned();
        for binding in bind(text).into_iter().rev() {
            match binding {
                Binding::Space(at) => written.replace_range(at..=at, "\u{A0}"),
                Binding::Hyphen(at) => written.insert(at, '\u{2060}'),
            }
        }
        assert_eq!(opportunities(&written, Edition::Unicode14).len(), 3, "{written:?}");
    }
}

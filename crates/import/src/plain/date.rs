//! Lines that tell the day: `Hà Nội, ngày 05 tháng 3 năm 2020`, `Thứ tư, 06/11/2013 | 10:20`.

use vanban_article::Date;

/// A line of a day: its place, if it names one, and the day as front matter has it.
pub(super) fn line(text: &str) -> Option<(Option<String>, String)> {
    if text.chars().count() > 80 {
        return None;
    }
    let text = text.trim_matches(['(', ')', '/', '.', ' ', '-', '–']);
    let (start, end, day) = find(text)?;
    let before = text[..start].trim_end_matches([' ', ',', ':', '-', '|']);
    let after = &text[end..];
    if !after.split([' ', ',', '|', ':', '-', '/']).all(is_clock) {
        return None;
    }
    let kept: Vec<&str> =
        before.split([' ', ',', '|', ':', '-']).filter(|w| !is_clock(w)).collect();
    let place = kept.join(" ");
    let named = kept.len() <= 5 && kept.iter().all(|word| word.starts_with(char::is_uppercase));
    named.then(|| ((!place.is_empty()).then_some(place), day))
}

/// The first day that a text names, as front matter has it.
pub(crate) fn day(text: &str) -> Option<String> {
    find(text).map(|(.., day)| day)
}

/// Words of clocks and weeks.
fn is_clock(word: &str) -> bool {
    let word = word.trim_matches(['(', ')', '.', '+', '"']).to_lowercase();
    word.bytes().all(|byte| byte.is_ascii_digit())
        || matches!(
            word.as_str(),
            "thứ"
                | "hai"
                | "ba"
                | "tư"
                | "năm"
                | "sáu"
                | "bảy"
                | "chủ"
                | "nhật"
                | "cn"
                | "ngày"
                | "lúc"
                | "cập"
                | "đăng"
                | "giờ"
                | "phút"
                | "am"
                | "pm"
                | "sa"
                | "ch"
                | "gmt"
                | "gmt+7"
                | "utc"
                | "xuất"
                | "bản"
                | "–"
                | "•"
        )
        || word.strip_suffix('h').is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
        || word.split_once('h').is_some_and(|(hours, minutes)| {
            [hours, minutes].iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()))
        })
}

/// The first day in a text: where it starts and ends, and itself.
fn find(text: &str) -> Option<(usize, usize, String)> {
    in_words(text).or_else(|| in_figures(text))
}

/// `ngày 06 tháng 11 năm 2013`
fn in_words(text: &str) -> Option<(usize, usize, String)> {
    let start = text.find("ngày ").or_else(|| text.find("Ngày "))?;
    let rest = &text[start..];
    let words: Vec<&str> = rest.split(' ').take(6).collect();
    let [_, day, "tháng", month, "năm", year] = words[..] else { return None };
    let digits = year.bytes().take_while(u8::is_ascii_digit).count();
    let found = made(&year[..digits], month, day)?;
    let length = words[..5].iter().map(|word| word.len() + 1).sum::<usize>() + digits;
    Some((start, start + length, found))
}

/// `06/11/2013`, `6-11-2013`, `06.11.2013`, `2013-11-06`
fn in_figures(text: &str) -> Option<(usize, usize, String)> {
    let mut at = 0;
    for word in text.split([' ', ',', '(', ')', '|', 'T']) {
        for sign in ['/', '-', '.'] {
            let parts: Vec<&str> = word.trim_end_matches('.').split(sign).collect();
            let [first, middle, last] = parts[..] else { continue };
            let day = made(last, middle, first).or_else(|| made(first, middle, last));
            if let Some(day) = day {
                return Some((at, at + word.len(), day));
            }
        }
        // Each sign that parts words is one byte.
        at += word.len() + 1;
    }
    None
}

fn made(year: &str, month: &str, day: &str) -> Option<String> {
    let number = |text: &str, most: usize| {
        let fits = (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        text.parse::<u16>().ok().filter(|_| fits)
    };
    let year = number(year, 4).filter(|year| (1900..2200).contains(year))?;
    let month = u8::try_from(number(month, 2)?).ok()?;
    let day = u8::try_from(number(day, 2)?).ok()?;
    let date = Date::new(year, month, day)?;
    Some(format!("{:04}-{:02}-{:02}", date.year, date.month, date.day))
}

#[cfg(test)]
mod tests {
    use super::{day, line};

    #[test]
    fn lines_of_a_day_are_known() {
        let known = |text| line(text).map(|(place, day)| (place.unwrap_or_default(), day));
        let of = |place: &str, day: &str| Some((place.to_owned(), day.to_owned()));
        assert_eq!(known("Hà Nội, ngày 05 tháng 3 năm 2020"), of("Hà Nội", "2020-03-05"));
        assert_eq!(known("Thứ tư, 06/11/2013 | 10:20"), of("", "2013-11-06"));
        assert_eq!(known("Cập nhật lúc 14h30 ngày 6-11-2013"), of("", "2013-11-06"));
        assert_eq!(known("2013-11-06"), of("", "2013-11-06"));
        for none in [
            "Hội nghị họp ngày 06 tháng 11 năm 2013 tại Vũng Tàu",
            "31/02/2013",
            "Vũng Tàu",
            "Số 30/2020/NĐ-CP",
        ] {
            assert_eq!(known(none), None, "{none}");
        }
    }

    #[test]
    fn a_day_is_found_in_a_time() {
        assert_eq!(day("2024-05-17T08:30:00+07:00").as_deref(), Some("2024-05-17"));
        assert_eq!(day("không ngày"), None);
    }
}

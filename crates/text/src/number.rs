//! Numbers as Vietnamese writes and speaks them: 1.234,5; một nghìn hai trăm ba mươi tư.

/// The words of the digits.
const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

/// The names of the thousands, over and over: after a billion one counts billions again.
const THOUSANDS: [&str; 3] = ["", "nghìn", "triệu"];

/// A number in words.
///
/// ```
/// use vanban_text::number::words;
/// assert_eq!(
///     words(1_234_567),
///     "một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy"
/// );
/// assert_eq!(words(105), "một trăm linh năm");
/// ```
#[must_use]
pub fn words(number: u64) -> String {
    if number == 0 {
        return DIGITS[0].to_owned();
    }
    // Groups of three, the lowest first.
    let mut groups = Vec::new();
    let mut rest = number;
    while rest > 0 {
        groups.push(rest % 1000);
        rest /= 1000;
    }
    let mut said: Vec<&str> = Vec::new();
    for (place, group) in groups.iter().enumerate().rev() {
        if *group > 0 {
            three(*group, !said.is_empty(), &mut said);
            said.extend(Some(THOUSANDS[place % 3]).filter(|name| !name.is_empty()));
        }
        // Each third thousand closes the billions above it, said or not.
        if place > 0 && place.is_multiple_of(3) {
            said.push("tỷ");
        }
    }
    said.join(" ")
}

/// Three digits; the hundreds are said even when zero where something was said before.
fn three(group: u64, inner: bool, said: &mut Vec<&str>) {
    let digit = |number: u64| DIGITS[(number % 10) as usize];
    let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
    let above = inner || hundreds > 0;
    if above {
        said.extend([digit(hundreds), "trăm"]);
    }
    match tens {
        0 if above && ones > 0 => said.push("linh"),
        0 => {}
        1 => said.push("mười"),
        _ => said.extend([digit(tens), "mươi"]),
    }
    match (tens, ones) {
        (_, 0) => {}
        (2.., 1) => said.push("mốt"),
        (2.., 4) => said.push("tư"),
        (1.., 5) => said.push("lăm"),
        _ => said.push(digit(ones)),
    }
}

/// An amount of money in words, with a capital, as orders of payment have it: "Một nghìn đồng".
///
/// ```
/// assert_eq!(vanban_text::number::money(15_000), "Mười lăm nghìn đồng");
/// ```
#[must_use]
pub fn money(dong: u64) -> String {
    crate::repair::capitalized(&format!("{} đồng", words(dong)))
}

/// A whole number with a dot between thousands (accounting, CLDR).
///
/// ```
/// assert_eq!(vanban_text::number::grouped(-1_234_567), "-1.234.567");
/// ```
#[must_use]
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::from(if number < 0 { "-" } else { "" });
    group(&digits, &mut out);
    out
}

/// A number written with a decimal point, with the comma and the dots of Vietnamese; `None` when
/// it is not written so.
///
/// ```
/// use vanban_text::number::decimal;
/// assert_eq!(decimal("1234567.891").as_deref(), Some("1.234.567,891"));
/// assert_eq!(decimal("1e9"), None);
/// ```
#[must_use]
pub fn decimal(number: &str) -> Option<String> {
    let (sign, digits) = match number.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", number),
    };
    let (whole, part) = digits.split_once('.').map_or((digits, None), |(a, b)| (a, Some(b)));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || part.is_some_and(|part| !is_number(part)) {
        return None;
    }
    let mut out = sign.to_owned();
    group(whole, &mut out);
    if let Some(part) = part {
        out.push(',');
        out.push_str(part);
    }
    Some(out)
}

fn group(digits: &str, out: &mut String) {
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
}

#[cfg(test)]
mod tests {
    use super::{decimal, grouped, money, words};

    #[test]
    fn numbers_are_said_as_people_say_them() {
        for (number, said) in [
            (0, "không"),
            (5, "năm"),
            (10, "mười"),
            (11, "mười một"),
            (14, "mười bốn"),
            (15, "mười lăm"),
            (20, "hai mươi"),
            (21, "hai mươi mốt"),
            (24, "hai mươi tư"),
            (55, "năm mươi lăm"),
            (100, "một trăm"),
            (101, "một trăm linh một"),
            (110, "một trăm mười"),
            (111, "một trăm mười một"),
            (1_000, "một nghìn"),
            (1_001, "một nghìn không trăm linh một"),
            (2_024, "hai nghìn không trăm hai mươi tư"),
            (1_000_000, "một triệu"),
            (1_000_005, "một triệu không trăm linh năm"),
            (1_000_000_000, "một tỷ"),
            (1_000_000_000_000, "một nghìn tỷ"),
            (1_002_000_000_000, "một nghìn không trăm linh hai tỷ"),
            (1_000_000_000_000_000_000, "một tỷ tỷ"),
        ] {
            assert_eq!(words(number), said);
        }
        assert!(words(u64::MAX).starts_with("mười tám tỷ"));
        assert_eq!(money(2_000_000), "Hai triệu đồng");
    }

    #[test]
    fn thousands_have_dots_and_parts_a_comma() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(i64::MIN), "-9.223.372.036.854.775.808");
        assert_eq!(decimal("3.14").as_deref(), Some("3,14"));
        assert_eq!(decimal("-1000").as_deref(), Some("-1.000"));
        for text in ["", ".", "1.", ".5", "1,5", "a"] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }
}

//! What stands before an item of a list or a heading: `-`, `1.`, `a)`, `II.`, `Điều 5.`

/// The kinds of marks of lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A sign, which is the same for each item.
    Sign(char),
    /// A number, and the sign after it.
    Number(char),
    /// A small letter, and the sign after it.
    Letter(char),
}

/// A mark of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Marker<'a> {
    /// Its kind.
    pub(crate) kind: Kind,
    /// The mark as it is written.
    pub(crate) written: &'a str,
    /// Its place in the sequence, from 1; 0 for signs.
    pub(crate) value: usize,
    /// What stands after it.
    pub(crate) rest: &'a str,
}

/// The letters that count points in Vietnamese documents (Nghị định 30/2020/NĐ-CP, phụ lục I).
const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";

/// The mark of a list at the beginning of a line.
pub(crate) fn marker(text: &str) -> Option<Marker<'_>> {
    let first = text.chars().next()?;
    let after = &text[first.len_utf8()..];
    if matches!(first, '-' | '–' | '+' | '*' | '•' | '·' | '●' | '▪' | '■' | '◦' | '○' | '➢' | '✓')
    {
        let spaced = after.strip_prefix(' ');
        // "-Tiếp tục" is an item, "-5" is a number.
        let tight =
            (first == '-').then_some(after).filter(|rest| rest.starts_with(char::is_uppercase));
        let rest = spaced.or(tight)?;
        // "* * *" is a rule.
        if rest.is_empty() || !rest.contains(char::is_alphanumeric) {
            return None;
        }
        let written = &text[..first.len_utf8()];
        return Some(Marker { kind: Kind::Sign(first), written, value: 0, rest });
    }
    let (label, sign, rest) = label(text)?;
    let written = &text[..label.len() + 1];
    if label.bytes().all(|byte| byte.is_ascii_digit()) {
        let value = label.parse().ok().filter(|_| label.len() <= 3)?;
        return Some(Marker { kind: Kind::Number(sign), written, value, rest });
    }
    let mut letters = label.chars();
    let (letter, None) = (letters.next()?, letters.next()) else { return None };
    let value = LETTERS.chars().position(|each| each == letter)? + 1;
    Some(Marker { kind: Kind::Letter(sign), written, value, rest })
}

/// What stands before a full stop or a bracket and a space.
fn label(text: &str) -> Option<(&str, char, &str)> {
    let at = text.find(['.', ')']).filter(|at| (1..=8).contains(at))?;
    let sign = text[at..].chars().next()?;
    let rest = text[at + 1..].strip_prefix(' ')?;
    Some((&text[..at], sign, rest))
}

/// How a heading is counted, the widest part of a document first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// `Phần`
    Part,
    /// `Chương`
    Chapter,
    /// `I.`
    Roman,
    /// Capitals alone.
    Capitals,
    /// `Mục`
    Section,
    /// `Tiểu mục`
    Subsection,
    /// `Điều`
    Article,
    /// `1.`
    First,
    /// `1.1.`
    Second,
    /// `1.1.1.`
    Third,
}

/// What a line is as a heading, if it is short enough to be one: its rank, its number, and whether it is
/// only its number.
pub(crate) fn heading(text: &str) -> Option<(Rank, usize, bool)> {
    let length = text.chars().count();
    if length > 160 {
        return None;
    }
    let open = !text.ends_with(['.', ';', ':', ',', '?', '!', '…']);
    let words = [
        ("Phần ", Rank::Part),
        ("Chương ", Rank::Chapter),
        ("Mục ", Rank::Section),
        ("Tiểu mục ", Rank::Subsection),
        ("Điều ", Rank::Article),
    ];
    for (word, rank) in words {
        let Some(rest) = strip_word(text, word) else { continue };
        let number = rest.split([' ', '.', ':', '-']).next().unwrap_or_default();
        let value =
            number.parse().ok().or_else(|| roman(number)).or_else(|| ordinal(rest, rank))?;
        let tail = rest[number.len()..].trim_start_matches(['.', ':', '-', ' ']);
        let marked = rest[number.len()..].starts_with(['.', ':', '-']);
        let bare = tail.is_empty() || ordinal(rest, rank).is_some();
        // "Điều 5 quy định" begins a sentence.
        return (bare || marked && open).then_some((rank, value, bare));
    }
    if !open {
        return None;
    }
    if let Some((label, _, rest)) = label(text).or_else(|| dashed(text))
        && let Some(value) = roman(label)
        && !rest.is_empty()
    {
        return Some((Rank::Roman, value, false));
    }
    let digits = text.split(' ').next().unwrap_or_default();
    let numbered = digits.ends_with('.') || digits.contains('.');
    let parts: Vec<&str> = digits.trim_end_matches('.').split('.').collect();
    let counts =
        |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if numbered && digits.len() < text.len() && parts.iter().all(counts) {
        let rank = match parts.len() {
            1 => Rank::First,
            2 => Rank::Second,
            3 => Rank::Third,
            _ => return None,
        };
        let value = parts.last().and_then(|part| part.parse().ok())?;
        return Some((rank, value, false));
    }
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = letters >= 6 && length <= 100 && !text.chars().any(char::is_lowercase);
    (capitals && text.contains(' ')).then_some((Rank::Capitals, 0, false))
}

/// What follows a word, in its own case or in capitals.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    text.strip_prefix(word).or_else(|| text.strip_prefix(word.to_uppercase().as_str()))
}

/// `thứ nhất` of parts.
fn ordinal(rest: &str, rank: Rank) -> Option<usize> {
    const WORDS: [&str; 6] = ["thứ nhất", "thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu"];
    let small = rest.to_lowercase();
    let found = WORDS.iter().position(|word| small == *word)?;
    (rank == Rank::Part).then_some(found + 1)
}

/// `I- TÌNH HÌNH`
fn dashed(text: &str) -> Option<(&str, char, &str)> {
    let (label, rest) = text.split_once('-')?;
    (label.len() <= 8).then_some((label.trim_end(), '-', rest.trim_start()))
}

/// The value of a Roman number in capitals.
pub(crate) fn roman(text: &str) -> Option<usize> {
    if text.is_empty() || !text.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L')) {
        return None;
    }
    (1..=60).find(|value| written(*value) == text)
}

fn written(mut value: usize) -> String {
    const SIGNS: [(usize, &str); 7] =
        [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut text = String::new();
    for (worth, sign) in SIGNS {
        while value >= worth {
            text.push_str(sign);
            value -= worth;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Kind, Rank, heading, marker};

    #[test]
    fn marks_of_lists_are_known() {
        let kind =
            |text| marker(text).map(|found| (found.kind, found.value, found.rest.to_owned()));
        assert_eq!(kind("- Một"), Some((Kind::Sign('-'), 0, "Một".to_owned())));
        assert_eq!(kind("-Một"), Some((Kind::Sign('-'), 0, "Một".to_owned())));
        assert_eq!(kind("đ) năm"), Some((Kind::Letter(')'), 5, "năm".to_owned())));
        assert_eq!(kind("12. mười hai"), Some((Kind::Number('.'), 12, "mười hai".to_owned())));
        for none in ["-5 độ", "2013. Năm", "* * *", "a.b", "TS. Lê", "w) lạ", "3.500 đồng", "", "…"]
        {
            assert_eq!(kind(none), None, "{none}");
        }
    }

    #[test]
    fn headings_are_told_by_their_numbers() {
        assert_eq!(heading("Chương II"), Some((Rank::Chapter, 2, true)));
        assert_eq!(heading("Điều 5. Phạm vi"), Some((Rank::Article, 5, false)));
        assert_eq!(heading("Phần thứ nhất"), Some((Rank::Part, 1, true)));
        assert_eq!(heading("II. Kết quả"), Some((Rank::Roman, 2, false)));
        assert_eq!(heading("I- TÌNH HÌNH"), Some((Rank::Roman, 1, false)));
        assert_eq!(heading("1.2. Tồn tại"), Some((Rank::Second, 2, false)));
        assert_eq!(heading("TÌNH HÌNH CHUNG"), Some((Rank::Capitals, 0, false)));
        for none in
            ["Điều 5 quy định về", "Mục đích", "I. Câu này hết.", "VTV", "Phần lớn", "06/11"]
        {
            assert_eq!(heading(none), None, "{none}");
        }
    }
}

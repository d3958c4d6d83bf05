//! How headings are numbered: a pattern for each level, and the counters that fill it.

use serde::{Deserialize, Serialize};

/// How the headings of an article are numbered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbering {
    /// Whether they are numbered where the article does not say.
    pub on: bool,
    /// The numbers of the levels, the highest first; deeper levels have none.
    pub levels: Vec<LevelNumber>,
}

/// The number of the headings of one level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelNumber {
    /// What stands before the heading, `%1` … `%6` for the numbers of the levels: `%1.%2.`,
    /// `Chương %1`, `Điều %3.`
    pub text: String,
    /// How the level's own number is written, here and in the patterns of deeper levels.
    pub format: NumberFormat,
    /// Whether it counts on where a higher level begins anew, as the articles of a law do.
    pub continues: bool,
    /// Whether it stands on a line of its own, above the heading's text.
    pub own_line: bool,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NumberFormat {
    /// 1, 2, 3.
    #[default]
    Decimal,
    /// I, II, III.
    UpperRoman,
    /// A, B, C.
    UpperLetter,
    /// a, b, c.
    LowerLetter,
}

impl NumberFormat {
    /// A number as it is written.
    #[must_use]
    pub fn write(self, number: u32) -> String {
        match self {
            NumberFormat::Decimal => number.to_string(),
            NumberFormat::UpperRoman => roman(number),
            NumberFormat::UpperLetter => letters(number, b'A'),
            NumberFormat::LowerLetter => letters(number, b'a'),
        }
    }
}

/// A number in Roman numerals; in digits beyond 3999, where they end.
fn roman(mut number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number > 3999 {
        return number.to_string();
    }
    let mut written = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            written.push_str(sign);
            number -= value;
        }
    }
    written
}

/// A number in letters, as word processors count: a … z, aa, bb.
fn letters(number: u32, first: u8) -> String {
    let place = number.saturating_sub(1);
    let letter = char::from(first + (place % 26) as u8);
    std::iter::repeat_n(letter, (place / 26).min(8) as usize + 1).collect()
}

impl Numbering {
    /// The numbers of headings, given in document order with their levels, 1 the highest; `asked` is
    /// what the article says. Each with what named it.
    pub fn count<T>(
        &self,
        asked: Option<bool>,
        headings: impl Iterator<Item = (T, u8)>,
    ) -> Vec<(T, String)> {
        if !asked.unwrap_or(self.on) {
            return Vec::new();
        }
        let mut counters = [0u32; 6];
        let mut numbered = Vec::new();
        for (name, level) in headings {
            let at = usize::from(level.clamp(1, 6)) - 1;
            let Some(own) = self.levels.get(at).filter(|own| !own.text.is_empty()) else {
                continue;
            };
            counters[at] += 1;
            for (deeper, counter) in counters.iter_mut().enumerate().skip(at + 1) {
                if self.levels.get(deeper).is_none_or(|level| !level.continues) {
                    *counter = 0;
                }
            }
            numbered.push((name, self.fill(&own.text, &counters)));
        }
        numbered
    }

    /// A pattern with its numbers.
    fn fill(&self, pattern: &str, counters: &[u32; 6]) -> String {
        let mut text = String::new();
        let mut chars = pattern.chars().peekable();
        while let Some(char) = chars.next() {
            let level = (char == '%').then(|| chars.peek().and_then(|c| c.to_digit(10))).flatten();
            match level {
                Some(level @ 1..=6) => {
                    chars.next();
                    let at = level as usize - 1;
                    let format = self.levels.get(at).map_or_else(Default::default, |l| l.format);
                    // A level that was skipped counts as its first.
                    text.push_str(&format.write(counters[at].max(1)));
                }
                _ => text.push(char),
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::{LevelNumber, NumberFormat, Numbering};

    fn level(text: &str, format: NumberFormat, continues: bool) -> LevelNumber {
        LevelNumber { text: text.to_owned(), format, continues, own_line: false }
    }

    fn numbers(numbering: &Numbering, levels: &[u8]) -> Vec<String> {
        let headings = levels.iter().map(|level| ((), *level));
        numbering.count(Some(true), headings).into_iter().map(|(_, number)| number).collect()
    }

    #[test]
    fn deeper_levels_begin_anew() {
        let decimal = |text| level(text, NumberFormat::Decimal, false);
        let numbering = Numbering { on: false, levels: vec![decimal("%1."), decimal("%1.%2.")] };
        assert_eq!(numbers(&numbering, &[1, 2, 2, 1, 2, 3]), ["1.", "1.1.", "1.2.", "2.", "2.1."]);
        assert!(numbering.count(None, [((), 1)].into_iter()).is_empty());
    }

    #[test]
    fn articles_of_a_law_count_through_its_chapters() {
        let numbering = Numbering {
            on: true,
            levels: vec![
                level("Chương %1", NumberFormat::UpperRoman, false),
                level("Điều %2.", NumberFormat::Decimal, true),
            ],
        };
        assert_eq!(
            numbers(&numbering, &[1, 2, 2, 1, 2]),
            ["Chương I", "Điều 1.", "Điều 2.", "Chương II", "Điều 3."]
        );
    }

    #[test]
    fn numbers_are_written_in_their_format() {
        assert_eq!(NumberFormat::UpperRoman.write(1994), "MCMXCIV");
        assert_eq!(NumberFormat::LowerLetter.write(28), "bb");
        assert_eq!(NumberFormat::UpperRoman.write(4000), "4000");
    }
}

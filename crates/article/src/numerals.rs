//! How the numbers of a list are written: what is counted by, and what stands around it.

use serde::{Deserialize, Serialize};
use vanban_text::terms;

/// How the numbers of a list are written.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub struct Numerals {
    /// What is counted by.
    pub system: System,
    /// What stands around it.
    pub enclosure: Enclosure,
}

/// What a list is counted by.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum System {
    /// 1, 2, 3.
    #[default]
    Decimal,
    /// a, b, c.
    Letters {
        /// Whether đ follows d, as in Vietnamese.
        vietnamese: bool,
        /// Whether the letters are capitals.
        capital: bool,
    },
    /// i, ii, iii.
    Roman {
        /// Whether the letters are capitals.
        capital: bool,
    },
}

/// What stands around a number.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Enclosure {
    /// A full stop after it: 1.
    #[default]
    Stop,
    /// A bracket after it: 1)
    Bracket,
    /// Brackets around it: (1)
    Brackets,
}

impl Numerals {
    /// The marker of an item.
    #[must_use]
    pub fn marker(self, number: u64) -> String {
        self.enclosure.around(&self.system.write(number))
    }

    /// About how wide a number is without what closes it, in tenths of a digit.
    pub(crate) fn width(self, number: u64) -> u32 {
        let opened = if self.enclosure == Enclosure::Brackets { 7 } else { 0 };
        let written = self.system.write(number);
        let letters = written.chars().map(|c| match c {
            'i' => 6,
            'I' => 7,
            'm' | 'M' => 16,
            c if c.is_uppercase() => 14,
            _ => 10,
        });
        opened + letters.sum::<u32>()
    }
}

impl System {
    /// A number, counted from 1.
    #[must_use]
    pub fn write(self, number: u64) -> String {
        let (small, capital) = match self {
            System::Decimal => return number.to_string(),
            System::Letters { vietnamese, capital } => {
                (terms::letters(number, vietnamese), capital)
            }
            System::Roman { capital } => (roman(number), capital),
        };
        if capital { small.to_uppercase() } else { small }
    }
}

impl Enclosure {
    /// A text with what stands around it.
    #[must_use]
    pub fn around(self, text: &str) -> String {
        match self {
            Enclosure::Stop => format!("{text}."),
            Enclosure::Bracket => format!("{text})"),
            Enclosure::Brackets => format!("({text})"),
        }
    }
}

/// A number in small Roman numerals; in digits where they have no word for it.
fn roman(number: u64) -> String {
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    const TENS: [&str; 10] = ["", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"];
    const HUNDREDS: [&str; 10] = ["", "c", "cc", "ccc", "cd", "d", "dc", "dcc", "dccc", "cm"];
    const THOUSANDS: [&str; 4] = ["", "m", "mm", "mmm"];
    if !(1..=3999).contains(&number) {
        return number.to_string();
    }
    let digit = |of: u64| (number / of % 10) as usize;
    [THOUSANDS[digit(1000)], HUNDREDS[digit(100)], TENS[digit(10)], ONES[digit(1)]].concat()
}

#[cfg(test)]
mod tests {
    use super::{Enclosure, Numerals, System};

    #[test]
    fn numbers_are_written_as_the_list_counts() {
        let of = |system, enclosure, number| Numerals { system, enclosure }.marker(number);
        assert_eq!(Numerals::default().marker(12), "12.");
        assert_eq!(of(System::Decimal, Enclosure::Brackets, 3), "(3)");
        assert_eq!(of(System::Roman { capital: false }, Enclosure::Bracket, 1994), "mcmxciv)");
        assert_eq!(of(System::Roman { capital: true }, Enclosure::Stop, 4), "IV.");
        assert_eq!(of(System::Roman { capital: true }, Enclosure::Stop, 4000), "4000.");
        let letters = System::Letters { vietnamese: true, capital: true };
        assert_eq!(of(letters, Enclosure::Stop, 5), "Đ.");
    }

    #[test]
    fn narrow_letters_take_less_room() {
        let of = |system| Numerals { system, enclosure: Enclosure::Stop };
        assert_eq!(of(System::Decimal).width(1234), 40);
        assert_eq!(of(System::Roman { capital: false }).width(8), 28);
        assert_eq!(of(System::Roman { capital: true }).width(10), 14);
    }
}

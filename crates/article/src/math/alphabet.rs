//! The letters of Unicode's mathematical alphabets (UAX #25, the block U+1D400 and the letters that
//! stood elsewhere before it).

use super::Alphabet;

/// Where an alphabet begins: its A, its a, its 0 and its Α, 0 where Unicode has none.
struct Block {
    capital: u32,
    small: u32,
    digit: u32,
    greek: u32,
}

impl Alphabet {
    /// A letter or digit of this alphabet; any other character, and what the alphabet lacks, is
    /// itself. [`Alphabet::Auto`] slants variables as LaTeX does: all but Greek capitals.
    #[must_use]
    pub fn letter(self, c: char) -> char {
        let block = |capital, small, digit, greek| Block { capital, small, digit, greek };
        let block = match self {
            Alphabet::Upright => return c,
            Alphabet::Auto if ('Α'..='Ω').contains(&c) => return c,
            Alphabet::Auto | Alphabet::Italic => block(0x1D434, 0x1D44E, 0, 0x1D6E2),
            Alphabet::Bold => block(0x1D400, 0x1D41A, 0x1D7CE, 0x1D6A8),
            Alphabet::BoldItalic => block(0x1D468, 0x1D482, 0x1D7CE, 0x1D71C),
            Alphabet::Script => block(0x1D49C, 0x1D4B6, 0, 0),
            Alphabet::BoldScript => block(0x1D4D0, 0x1D4EA, 0, 0),
            Alphabet::Fraktur => block(0x1D504, 0x1D51E, 0, 0),
            Alphabet::BoldFraktur => block(0x1D56C, 0x1D586, 0, 0),
            Alphabet::DoubleStruck => block(0x1D538, 0x1D552, 0x1D7D8, 0),
            Alphabet::Sans => block(0x1D5A0, 0x1D5BA, 0x1D7E2, 0),
            Alphabet::BoldSans => block(0x1D5D4, 0x1D5EE, 0x1D7EC, 0x1D756),
            Alphabet::Mono => block(0x1D670, 0x1D68A, 0x1D7F6, 0),
        };
        let from = |base: u32, offset: u32| match base {
            0 => c,
            base => char::from_u32(base + offset).unwrap_or(c),
        };
        let letter = match c {
            'A'..='Z' => from(block.capital, u32::from(c) - 0x41),
            'a'..='z' => from(block.small, u32::from(c) - 0x61),
            '0'..='9' => from(block.digit, u32::from(c) - 0x30),
            'Α'..='Ω' => from(block.greek, u32::from(c) - 0x391),
            'α'..='ω' => from(block.greek, u32::from(c) - 0x3B1 + 26),
            'ı' if matches!(self, Alphabet::Auto | Alphabet::Italic) => '\u{1D6A4}',
            'ȷ' if matches!(self, Alphabet::Auto | Alphabet::Italic) => '\u{1D6A5}',
            _ => match "∇∂ϵϑϰϕϱϖ".chars().position(|other| other == c) {
                Some(0) if self != Alphabet::Auto => from(block.greek, 25),
                Some(0) | None => c,
                Some(at) => from(block.greek, 50 + at as u32),
            },
        };
        before_the_block(letter).unwrap_or(letter)
    }
}

/// Letters that Unicode had before the block, whose places there are empty.
fn before_the_block(letter: char) -> Option<char> {
    Some(match letter {
        '\u{1D455}' => 'ℎ',
        '\u{1D49D}' => 'ℬ',
        '\u{1D4A0}' => 'ℰ',
        '\u{1D4A1}' => 'ℱ',
        '\u{1D4A3}' => 'ℋ',
        '\u{1D4A4}' => 'ℐ',
        '\u{1D4A7}' => 'ℒ',
        '\u{1D4A8}' => 'ℳ',
        '\u{1D4AD}' => 'ℛ',
        '\u{1D4BA}' => 'ℯ',
        '\u{1D4BC}' => 'ℊ',
        '\u{1D4C4}' => 'ℴ',
        '\u{1D506}' => 'ℭ',
        '\u{1D50B}' => 'ℌ',
        '\u{1D50C}' => 'ℑ',
        '\u{1D515}' => 'ℜ',
        '\u{1D51D}' => 'ℨ',
        '\u{1D53A}' => 'ℂ',
        '\u{1D53F}' => 'ℍ',
        '\u{1D545}' => 'ℕ',
        '\u{1D547}' => 'ℙ',
        '\u{1D548}' => 'ℚ',
        '\u{1D549}' => 'ℝ',
        '\u{1D551}' => 'ℤ',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::Alphabet;

    #[test]
    fn letters_are_those_of_unicode() {
        assert_eq!(Alphabet::Auto.letter('x'), '𝑥');
        assert_eq!(Alphabet::Auto.letter('h'), 'ℎ');
        assert_eq!(Alphabet::Auto.letter('α'), '𝛼');
        assert_eq!(Alphabet::Auto.letter('ϕ'), '𝜙');
        assert_eq!(Alphabet::Auto.letter('∂'), '𝜕');
        assert_eq!(Alphabet::Auto.letter('Δ'), 'Δ');
        assert_eq!(Alphabet::Auto.letter('3'), '3');
        assert_eq!(Alphabet::DoubleStruck.letter('R'), 'ℝ');
        assert_eq!(Alphabet::Fraktur.letter('g'), '𝔤');
        assert_eq!(Alphabet::Script.letter('L'), 'ℒ');
        assert_eq!(Alphabet::Bold.letter('Ω'), '𝛀');
        assert_eq!(Alphabet::Bold.letter('7'), '𝟕');
        assert_eq!(Alphabet::Upright.letter('x'), 'x');
        assert_eq!(Alphabet::Bold.letter('+'), '+');
    }
}

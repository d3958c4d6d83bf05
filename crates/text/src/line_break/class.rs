//! Line breaking classes (UAX #14, table 1) as the rules see them, after LB1.

use unicode_linebreak::{BreakClass, break_property};

/// What a character is to line breaking. Names are the two letters of UAX #14 unless explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Al,
    B2,
    Ba,
    Bb,
    Cb,
    Cl,
    Cm,
    Cp,
    Cr,
    Eb,
    Em,
    Ex,
    Gl,
    H2,
    H3,
    /// U+2010 HYPHEN, which is BA everywhere but in the rule for hyphens that begin a word.
    Hh,
    Hl,
    Hy,
    Id,
    In,
    Is,
    Jl,
    Jt,
    Jv,
    Lf,
    /// BK and NL: a line ends after them.
    Nl,
    Ns,
    Nu,
    /// Opening punctuation of Latin text.
    Op,
    /// Opening punctuation of East Asian text, as wide as an ideograph.
    Opw,
    Po,
    Pr,
    Qu,
    Ri,
    Sp,
    Sy,
    Wj,
    /// An ideograph that is a pictograph not assigned yet.
    Xp,
    Zw,
    Zwj,
}

/// The class of a character.
#[inline]
pub(super) fn class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{1E00}'..='\u{1EFF}' => Class::Al,
        ' ' => Class::Sp,
        '0'..='9' => Class::Nu,
        '\u{C0}'..='\u{24F}' => Class::Al,
        _ => listed(c),
    }
}

fn listed(c: char) -> Class {
    match break_property(u32::from(c)) {
        // LB1, with conditional Japanese starters as non-starters, and Thai and its neighbours as
        // letters: their words would need a dictionary.
        BreakClass::Alphabetic
        | BreakClass::Ambiguous
        | BreakClass::ComplexContext
        | BreakClass::Surrogate
        | BreakClass::Unknown => Class::Al,
        BreakClass::ConditionalJapaneseStarter | BreakClass::NonStarter => Class::Ns,
        BreakClass::BeforeAndAfter => Class::B2,
        BreakClass::After if c == '\u{2010}' => Class::Hh,
        BreakClass::After => Class::Ba,
        BreakClass::Before => Class::Bb,
        BreakClass::Contingent => Class::Cb,
        BreakClass::ClosePunctuation => Class::Cl,
        BreakClass::CombiningMark => Class::Cm,
        BreakClass::CloseParenthesis => Class::Cp,
        BreakClass::CarriageReturn => Class::Cr,
        BreakClass::EmojiBase => Class::Eb,
        BreakClass::EmojiModifier => Class::Em,
        BreakClass::Exclamation => Class::Ex,
        BreakClass::NonBreakingGlue => Class::Gl,
        BreakClass::HangulLvSyllable => Class::H2,
        BreakClass::HangulLvtSyllable => Class::H3,
        BreakClass::HebrewLetter => Class::Hl,
        BreakClass::Hyphen => Class::Hy,
        BreakClass::Ideographic if is_unassigned_pictograph(c) => Class::Xp,
        BreakClass::Ideographic => Class::Id,
        BreakClass::Inseparable => Class::In,
        BreakClass::InfixSeparator => Class::Is,
        BreakClass::HangulLJamo => Class::Jl,
        BreakClass::HangulTJamo => Class::Jt,
        BreakClass::HangulVJamo => Class::Jv,
        BreakClass::LineFeed => Class::Lf,
        BreakClass::Mandatory | BreakClass::NextLine => Class::Nl,
        BreakClass::Numeric => Class::Nu,
        BreakClass::OpenPunctuation if is_wide(c) => Class::Opw,
        BreakClass::OpenPunctuation => Class::Op,
        BreakClass::Postfix => Class::Po,
        BreakClass::Prefix => Class::Pr,
        BreakClass::Quotation => Class::Qu,
        BreakClass::RegionalIndicator => Class::Ri,
        BreakClass::Space => Class::Sp,
        BreakClass::Symbol => Class::Sy,
        BreakClass::WordJoiner => Class::Wj,
        BreakClass::ZeroWidthSpace => Class::Zw,
        BreakClass::ZeroWidthJoiner => Class::Zwj,
    }
}

/// Whether opening punctuation is East Asian wide, fullwidth or halfwidth (UAX #11).
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2329}' | '\u{3000}'..='\u{303F}' | '\u{FE10}'..='\u{FE6F}' | '\u{FF00}'..)
        && c < '\u{10000}'
}

/// Whether an ideographic character is Extended_Pictographic and not assigned (Unicode 15.0).
fn is_unassigned_pictograph(c: char) -> bool {
    matches!(
        c,
        '\u{1F02C}'..='\u{1F02F}'
            | '\u{1F094}'..='\u{1F09F}'
            | '\u{1F0AF}'..='\u{1F0B0}'
            | '\u{1F0C0}'
            | '\u{1F0D0}'
            | '\u{1F0F6}'..='\u{1F0FF}'
            | '\u{1F1AE}'..='\u{1F1E5}'
            | '\u{1F203}'..='\u{1F20F}'
            | '\u{1F23C}'..='\u{1F23F}'
            | '\u{1F249}'..='\u{1F24F}'
            | '\u{1F252}'..='\u{1F25F}'
            | '\u{1F266}'..='\u{1F2FF}'
            | '\u{1F6D8}'..='\u{1F6DB}'
            | '\u{1F6ED}'..='\u{1F6EF}'
            | '\u{1F6FD}'..='\u{1F6FF}'
            | '\u{1F777}'..='\u{1F77A}'
            | '\u{1F7DA}'..='\u{1F7DF}'
            | '\u{1F7EC}'..='\u{1F7EF}'
            | '\u{1F7F1}'..='\u{1F7FF}'
            | '\u{1F80C}'..='\u{1F80F}'
            | '\u{1F848}'..='\u{1F84F}'
            | '\u{1F85A}'..='\u{1F85F}'
            | '\u{1F888}'..='\u{1F88F}'
            | '\u{1F8AE}'..='\u{1F8AF}'
            | '\u{1F8B2}'..='\u{1F8FF}'
            | '\u{1FA54}'..='\u{1FA5F}'
            | '\u{1FA6E}'..='\u{1FA6F}'
            | '\u{1FA7D}'..='\u{1FA7F}'
            | '\u{1FA89}'..='\u{1FA8F}'
            | '\u{1FABE}'
            | '\u{1FAC6}'..='\u{1FACD}'
            | '\u{1FADC}'..='\u{1FADF}'
            | '\u{1FAE9}'..='\u{1FAEF}'
            | '\u{1FAF9}'..='\u{1FAFF}'
            | '\u{1FC00}'..='\u{1FFFD}'
    )
}

#[cfg(test)]
mod tests {
    use super::{class, listed};

    #[test]
    fn the_short_way_agrees_with_the_table() {
        for c in (0..0x2000).filter_map(char::from_u32) {
            assert_eq!(class(c), listed(c), "{c:?}");
        }
    }
}

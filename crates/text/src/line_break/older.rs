//! The older edition of the rules: UAX #14 of Unicode 5 as LibreOffice 7.4 tailors it.
//!
//! What differs in Vietnamese text: a line may end after every hyphen, whatever follows (`HD-|981`,
//! `-|a`), before a percent sign after a letter (`a|%`), and after a backslash.

use super::class::{self, Class};
use super::{Left, Number, number_follows};

/// The class of a character.
pub(super) fn class(c: char) -> Class {
    match c {
        '\\' => Class::Sy,
        '\u{b0}' => Class::Al,
        _ => class::class(c),
    }
}

/// Whether a line may break between what stands left and `right`, the first character of `rest`.
pub(super) fn breaks_before(left: Left, right: Class, rest: &str) -> bool {
    use Class::{
        Al, B2, Ba, Bb, Cb, Cl, Cm, Cp, Cr, Ex, Gl, Hh, Hy, In, Is, Lf, Nl, Ns, Op, Opw, Qu, Sp,
        Sy, Wj, Zw, Zwj,
    };
    let Left { class: before, spaces, .. } = left;
    if before == Al && right == Al && !spaces {
        return false; // LB28, by far the most frequent
    }
    if matches!(before, Nl | Lf) || (before == Cr && right != Lf) {
        return true; // LB4, LB5
    }
    if matches!(right, Nl | Cr | Lf | Sp | Zw) {
        return false; // LB6, LB7
    }
    if before == Zw {
        return true; // LB8
    }
    let right = match right {
        Cm | Zwj if !spaces => return false, // LB9
        Cm | Zwj => Al,                      // LB10
        _ => right,
    };
    if right == Wj || (!spaces && (matches!(before, Wj | Gl) || right == Gl)) {
        return false; // LB11, LB12
    }
    if matches!(right, Cl | Cp | Ex | Is | Sy) || matches!(before, Op | Opw) {
        return false; // LB13, LB14
    }
    if (matches!(before, Cl | Cp) && right == Ns) || (before == B2 && right == B2) {
        return false; // LB16, LB17
    }
    if spaces {
        return true; // LB18
    }
    if before == Qu || right == Qu {
        return false; // LB19
    }
    if before == Cb || right == Cb {
        return true; // LB20
    }
    if matches!(right, Ba | Hh | Hy | Ns) || before == Bb || left.hebrew {
        return false; // LB21
    }
    if right == In {
        return !matches!(before, Al | Class::Hl | Class::Id | In | Class::Nu); // LB22
    }
    !joins(left, right, rest)
}

/// LB23 to LB30: whether neighbours without a space between them stay together.
fn joins(left: Left, right: Class, rest: &str) -> bool {
    use Class::{Al, Cl, Cp, H2, H3, Hl, Id, Is, Jl, Jt, Jv, Nu, Op, Opw, Po, Pr, Sy};
    match (left.class, right) {
        (Al | Hl, Nu) | (Nu, Al | Hl) | (Id, Po) => true, // LB23
        (Pr, Id) | (Al, Pr) | (Pr | Po, Al | Hl) => true, // LB24
        (Nu | Pr | Po | Is, Nu) | (Nu, Pr | Po) => true,  // LB25, LB29
        (Sy, Nu) | (Sy | Is, Pr | Po) => left.number == Number::Digits, // LB25
        (Cl | Cp, Pr | Po) => left.number == Number::Closed, // LB25
        (Pr | Po, Op | Opw) => number_follows(rest),      // LB25
        (Jl, Jl | Jv | H2 | H3) | (Jv | H2, Jv | Jt) | (Jt | H3, Jt) => true, // LB26
        (Jl | Jv | Jt | H2 | H3, Po) | (Pr, Jl | Jv | Jt | H2 | H3) => true, // LB27
        (Al | Hl, Al | Hl) | (Is, Al) => true,            // LB28, LB29
        (Al | Hl | Nu, Op | Opw) | (Cl | Cp, Al | Hl | Nu) => true, // LB30
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::line_break::Edition;
    use crate::line_break::tests::broken_by;

    fn broken(text: &str) -> String {
        broken_by(text, Edition::Unicode5)
    }

    #[test]
    fn every_hyphen_ends_a_line() {
        assert_eq!(broken("HD-981 100-199 a -b"), "HD-|981 |100-|199 |a |-|b");
        assert_eq!(broken("30/2020/NĐ-CP"), "30/2020/|NĐ-|CP");
    }

    #[test]
    fn percent_signs_stay_with_numbers_but_not_with_letters() {
        assert_eq!(broken("25% a%2B 5%-6%"), "25% |a|%2B |5%-|6%");
    }

    #[test]
    fn backslashes_break_as_slashes_do() {
        assert_eq!(broken("C:\\a\\b"), "C:\\|a\\|b");
    }
}

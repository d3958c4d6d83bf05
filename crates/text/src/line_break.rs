//! Where a line may end: the line breaking algorithm of Unicode, as LibreOffice tailors it.
//!
//! Both papers must break alike, and the DOCX is broken by its reader: so these are the rules of
//! UAX #14 (Unicode 14, strict), without LB15 (a break is allowed between a quotation mark and an
//! opening bracket), with a break after a hyphen between two numbers (`100-|199`), and without one
//! between a hyphen that begins a word and its first letter (`-a`). Older versions of LibreOffice go
//! by an older edition of the rules, which `older` holds. One pass, no backtracking; a rule that
//! looks ahead looks over marks and at most three characters.

mod class;
mod older;

use class::{Class, class};

/// An edition of the rules: versions of word processors differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    /// Unicode 14 as LibreOffice 25.2 tailors it: the reference.
    Unicode14,
    /// Unicode 5 as LibreOffice 7.4 tailors it.
    Unicode5,
}

/// The byte offsets before which a line may break, ascending; the end of the text is always the
/// last of them, its start never one of them (but in the empty text they are the same).
#[must_use]
pub fn opportunities(text: &str, edition: Edition) -> Vec<usize> {
    let mut breaks = Vec::with_capacity(text.len() / 5 + 1);
    let mut chars = text.char_indices();
    let class_of = match edition {
        Edition::Unicode14 => class,
        Edition::Unicode5 => older::class,
    };
    if let Some((_, first)) = chars.next() {
        let mut left = Left::first(class_of(first));
        for (at, c) in chars {
            let right = class_of(c);
            let broken = match edition {
                Edition::Unicode14 => left.breaks_before(right, &text[at..]),
                Edition::Unicode5 => older::breaks_before(left, right, &text[at..]),
            };
            if broken {
                breaks.push(at);
            }
            left = left.then(right, broken);
        }
    }
    breaks.push(text.len());
    breaks
}

/// How far a number has come (LB25).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Number {
    /// There is none.
    None,
    /// Digits, and separators inside it.
    Digits,
    /// A bracket closed it.
    Closed,
    /// A unit or a currency sign ended it.
    Affixed,
    /// A hyphen follows it: perhaps a range.
    Hyphen,
}

/// What stands left of a gap.
#[derive(Clone, Copy)]
struct Left {
    /// The class of the last character that is neither a space nor a mark upon another (LB9,
    /// LB10); a space where a line begins with one.
    class: Class,
    /// The class of the very last character.
    last: Class,
    /// Whether spaces stand between that character and the gap.
    spaces: bool,
    /// Whether a line may begin with that character.
    begins: bool,
    /// Whether it is a hyphen after a Hebrew letter.
    hebrew: bool,
    /// Whether it is the second half of a flag.
    flag: bool,
    /// The number that it belongs to.
    number: Number,
}

impl Left {
    fn first(class: Class) -> Left {
        let blank = Left {
            class: Class::Nl,
            last: Class::Nl,
            spaces: false,
            begins: true,
            hebrew: false,
            flag: false,
            number: Number::None,
        };
        blank.then(class, true)
    }

    /// What stands left of the next gap, when `right` follows this one.
    fn then(self, right: Class, broken: bool) -> Left {
        use Class::{Al, Ba, Cm, Hh, Hl, Hy, Ri, Sp, Zwj};
        match right {
            Cm | Zwj if !broken && !self.spaces => return Left { last: right, ..self },
            Sp if !broken => {
                return Left { last: Sp, spaces: true, number: Number::None, ..self };
            }
            _ => {}
        }
        let joined = !broken && !self.spaces;
        Left {
            class: if matches!(right, Cm | Zwj) { Al } else { right },
            last: right,
            spaces: right == Sp,
            begins: broken,
            hebrew: joined && self.class == Hl && matches!(right, Ba | Hh | Hy),
            flag: joined && self.class == Ri && right == Ri && !self.flag,
            number: next_number(if joined { self.number } else { Number::None }, right),
        }
    }

    /// Whether a line may break between this and `right`, the first character of `rest`.
    fn breaks_before(self, right: Class, rest: &str) -> bool {
        use Class::{
            Al, B2, Ba, Bb, Cb, Cl, Cm, Cp, Cr, Ex, Gl, Hh, Hy, In, Is, Lf, Nl, Ns, Op, Opw, Qu,
            Sp, Sy, Wj, Zw, Zwj,
        };
        let Left { class: left, spaces, .. } = self;
        if left == Al && right == Al && !spaces {
            return false; // LB28, by far the most frequent
        }
        if matches!(left, Nl | Lf) || (left == Cr && right != Lf) {
            return true; // LB4, LB5
        }
        if matches!(right, Nl | Cr | Lf | Sp | Zw) {
            return false; // LB6, LB7
        }
        if self.number == Number::Hyphen && number_follows(rest) {
            return true; // LibreOffice's number ranges
        }
        if left == Zw {
            return true; // LB8
        }
        if self.last == Zwj {
            return false; // LB8a
        }
        let right = match right {
            Cm | Zwj if !spaces => return false, // LB9
            Cm | Zwj => Al,                      // LB10
            _ => right,
        };
        if right == Wj || (!spaces && matches!(left, Wj | Gl)) {
            return false; // LB11, LB12
        }
        if right == Gl && !spaces && !matches!(left, Ba | Hh | Hy) {
            return false; // LB12a
        }
        if matches!(right, Cl | Cp | Ex | Sy) || matches!(left, Op | Opw) {
            return false; // LB13, LB14
        }
        if right == Is {
            return spaces && decimal_follows(rest); // LB14a, LB14b
        }
        if (matches!(left, Cl | Cp) && right == Ns) || (left == B2 && right == B2) {
            return false; // LB16, LB17
        }
        if spaces {
            return true; // LB18
        }
        if left == Qu || right == Qu {
            return false; // LB19
        }
        if left == Cb || right == Cb {
            return true; // LB20
        }
        if self.begins && matches!(left, Hy | Hh) && right == Al {
            return false; // LB20.09 of ICU
        }
        if matches!(right, Ba | Hh | Hy | Ns | In) || left == Bb || self.hebrew {
            return false; // LB21, LB21a, LB22
        }
        !self.joins(right, rest)
    }

    /// LB21b and LB23 to LB30b: whether neighbours without a space between them stay together.
    fn joins(self, right: Class, rest: &str) -> bool {
        use Class::{
            Al, Cl, Cp, Eb, Em, H2, H3, Hl, Hy, Id, Is, Jl, Jt, Jv, Nu, Op, Opw, Po, Pr, Ri, Sy, Xp,
        };
        match (self.class, right) {
            (Sy, Hl) => true,                                                     // LB21b
            (Al | Hl, Nu) | (Nu, Al | Hl) => true,                                // LB23
            (Pr, Id | Xp | Eb | Em) | (Id | Xp | Eb | Em, Po) => true,            // LB23a
            (Pr | Po, Al | Hl) | (Al | Hl, Pr | Po) => true,                      // LB24
            (Nu | Pr | Po | Hy | Is, Nu) | (Nu, Pr | Po) => true,                 // LB25
            (Sy, Nu) | (Sy | Is, Pr | Po) => self.number == Number::Digits,       // LB25
            (Cl | Cp, Pr | Po) => self.number == Number::Closed,                  // LB25
            (Pr | Po, Op | Opw) => number_follows(rest),                          // LB25
            (Jl, Jl | Jv | H2 | H3) | (Jv | H2, Jv | Jt) | (Jt | H3, Jt) => true, // LB26
            (Jl | Jv | Jt | H2 | H3, Po) | (Pr, Jl | Jv | Jt | H2 | H3) => true,  // LB27
            (Al | Hl | Is, Al | Hl) => true,                                      // LB28, LB29
            (Al | Hl | Nu, Op) | (Cp, Al | Hl | Nu) => true,                      // LB30
            (Ri, Ri) => !self.flag,                                               // LB30a
            (Eb | Xp, Em) => true,                                                // LB30b
            _ => false,
        }
    }
}

fn next_number(number: Number, right: Class) -> Number {
    use Class::{Cl, Cp, Hy, Is, Nu, Po, Pr, Sy};
    match (number, right) {
        (_, Nu) | (Number::Digits, Sy | Is) => Number::Digits,
        (Number::Digits, Cl | Cp) => Number::Closed,
        (Number::Digits | Number::Closed, Pr | Po) => Number::Affixed,
        (Number::Digits | Number::Closed | Number::Affixed, Hy) => Number::Hyphen,
        _ => Number::None,
    }
}

/// Whether a number begins here: a prefix or postfix, an opening bracket or hyphen and a decimal
/// sign may stand before its first digit, each once and in this order.
fn number_follows(rest: &str) -> bool {
    use Class::{Cm, Hy, Is, Nu, Op, Opw, Po, Pr, Zwj};
    let mut stage = 0;
    for (nth, c) in rest.chars().enumerate() {
        let (from, to) = match class(c) {
            Cm | Zwj if nth > 0 => continue,
            Pr | Po => (0, 1),
            Op | Opw | Hy => (1, 2),
            Is => (2, 3),
            class => return class == Nu,
        };
        if stage > from {
            return false;
        }
        stage = to;
    }
    false
}

/// Whether a number without a digit before its decimal sign begins here (`.23`).
fn decimal_follows(rest: &str) -> bool {
    let mut after = rest.chars().map(class).skip(1);
    after.find(|class| !matches!(class, Class::Cm | Class::Zwj)) == Some(Class::Nu)
}

#[cfg(test)]
mod tests {
    use super::Edition;

    fn opportunities(text: &str) -> Vec<usize> {
        super::opportunities(text, Edition::Unicode14)
    }

    fn broken(text: &str) -> String {
        broken_by(text, Edition::Unicode14)
    }

    /// The text with a bar where a line may break.
    pub(super) fn broken_by(text: &str, edition: Edition) -> String {
        let mut pieces = Vec::new();
        let mut from = 0;
        for at in super::opportunities(text, edition) {
            pieces.push(&text[from..at]);
            from = at;
        }
        pieces.join("|")
    }

    #[test]
    fn the_end_is_always_the_last() {
        assert_eq!(opportunities(""), [0]);
        assert_eq!(opportunities("Trung ương"), [6, "Trung ương".len()]);
        assert_eq!(opportunities(" "), [1]);
    }

    #[test]
    fn vietnamese_breaks_at_spaces() {
        assert_eq!(broken("Độc lập - Tự do"), "Độc |lập |- |Tự |do");
        assert_eq!(broken("đất nước : (khi) “ấy”…"), "đất |nước : |(khi) |“ấy”…");
        assert_eq!(broken("a\u{A0}b a\u{2060}b"), "a\u{A0}b |a\u{2060}b");
    }

    #[test]
    fn hyphens_and_slashes_break_as_unicode_says() {
        assert_eq!(broken("Mát-xcơ-va"), "Mát-|xcơ-|va");
        assert_eq!(broken("30/2020/NĐ-CP"), "30/2020/|NĐ-|CP");
        assert_eq!(
            broken("2011 – 2015, 06/11/2013, 3.500.000"),
            "2011 |– |2015, |06/11/2013, |3.500.000"
        );
        assert_eq!(broken("5%-6% $(5) 1,5"), "5%-|6% |$(5) |1,5");
    }

    #[test]
    fn number_ranges_break_after_their_hyphen() {
        assert_eq!(broken("100-199"), "100-|199");
        assert_eq!(broken("1-2-3"), "1-|2-|3");
        assert_eq!(broken("1--2 (1)-%(,5"), "1-|-2 |(1)-|%(,5");
        assert_eq!(broken("a-1 -1 a -1-x"), "a-1 |-1 |a |-1-|x");
    }

    #[test]
    fn a_hyphen_that_begins_a_word_stays_with_it() {
        assert_eq!(broken("-a -b a-b"), "-a |-b |a-|b");
        assert_eq!(broken("\u{2010}a x\u{2010}a"), "\u{2010}a |x\u{2010}|a");
    }

    #[test]
    fn brackets_may_follow_quotation_marks_on_a_new_line() {
        assert_eq!(broken("“a” (b)"), "“a” |(b)");
        assert_eq!(broken("( a"), "( a");
    }

    #[test]
    fn marks_stay_on_their_letters() {
        assert_eq!(broken("e\u{302}\u{301} -\u{301}a"), "e\u{302}\u{301} |-\u{301}a");
        assert_eq!(broken("a \u{301}b"), "a |\u{301}b");
    }

    #[test]
    fn emoji_and_flags_stay_whole() {
        assert_eq!(broken("👍🏽👍"), "👍🏽|👍");
        assert_eq!(broken("🇻🇳🇻🇳"), "🇻🇳|🇻🇳");
        assert_eq!(broken("👩\u{200D}👩"), "👩\u{200D}👩");
    }

    #[test]
    fn a_line_ends_after_a_mandatory_break() {
        assert_eq!(broken("a\r\nb\nc\u{2028}d"), "a\r\n|b\n|c\u{2028}|d");
    }

    #[test]
    fn a_decimal_sign_after_a_space_begins_its_number() {
        assert_eq!(broken("a .5 . b"), "a |.5 . |b");
    }
}

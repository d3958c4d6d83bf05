//! Digits that are arguments: TeX takes one, the parser would take the whole number.

use std::borrow::Cow;

/// Commands that take two arguments, and those that take one.
const TWO: [&str; 10] = [
    "frac", "dfrac", "tfrac", "cfrac", "binom", "dbinom", "tbinom", "overset", "underset",
    "stackrel",
];
const ONE: [&str; 12] = [
    "sqrt",
    "hat",
    "bar",
    "vec",
    "dot",
    "ddot",
    "tilde",
    "overline",
    "underline",
    "mathbf",
    "mathrm",
    "boldsymbol",
];

/// LaTeX with braces around each digit that is an argument and has another beside it: `\frac12` is
/// a half, `x^12` is `x^1` times 2.
pub(super) fn braced(latex: &str) -> Cow<'_, str> {
    let bytes = latex.as_bytes();
    let mut out = String::new();
    let (mut kept, mut at) = (0, 0);
    while at < bytes.len() {
        let mut wanted = match bytes[at] {
            b'^' | b'_' => 1,
            b'\\' => {
                let name = name(&latex[at + 1..]);
                at += name.len();
                if name.is_empty() {
                    // A backslash and a sign are a command, whatever the sign.
                    at += 1;
                }
                if TWO.contains(&name) { 2 } else { usize::from(ONE.contains(&name)) }
            }
            _ => 0,
        };
        at += 1;
        while wanted > 0 {
            let digit =
                at + latex[at.min(latex.len())..].bytes().take_while(|b| *b == b' ').count();
            if !bytes.get(digit).is_some_and(u8::is_ascii_digit) {
                break;
            }
            let more = |b: &u8| b.is_ascii_digit() || matches!(b, b'.' | b',');
            if bytes.get(digit + 1).is_some_and(more) {
                out.push_str(&latex[kept..digit]);
                out.push('{');
                out.push_str(&latex[digit..=digit]);
                out.push('}');
                kept = digit + 1;
            }
            at = digit + 1;
            wanted -= 1;
        }
    }
    if kept == 0 {
        return Cow::Borrowed(latex);
    }
    out.push_str(&latex[kept..]);
    Cow::Owned(out)
}

/// The letters at the start of a text.
fn name(text: &str) -> &str {
    let end = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::braced;

    #[test]
    fn one_digit_is_an_argument() {
        assert_eq!(braced(r"\frac12"), r"\frac{1}2");
        assert_eq!(braced(r"\frac123"), r"\frac{1}{2}3");
        assert_eq!(braced("x^12"), "x^{1}2");
        assert_eq!(braced(r"\sqrt 23\\^{12}"), r"\sqrt {2}3\\^{12}");
        assert_eq!(braced("12,5+x_1"), "12,5+x_1");
        assert_eq!(braced(r"\\12\_12ế\"), r"\\12\_12ế\");
    }
}

//! Values of theme files: how lengths, colours and rules are written, and how they are read.

use crate::color::Color;
use crate::length::{Mm, Pt, Twip};
use crate::style::Rule;

/// The word for a colour or a rule that is not there.
pub(crate) const NONE: &str = "none";

/// Points in a unit of length; none where there is no such unit. An em is `em` points.
fn unit(name: &str, em: Option<Pt>) -> Option<f64> {
    match name {
        "pt" => Some(1.0),
        "mm" => Some(72.0 / 25.4),
        "cm" => Some(720.0 / 25.4),
        "in" => Some(72.0),
        "em" => em.map(|em| f64::from(em.0)),
        _ => None,
    }
}

/// A number and the unit behind it.
fn split(text: &str) -> Option<(f64, &str)> {
    let text = text.trim();
    let end = text.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(text.len());
    // A decimal comma is what a Vietnamese hand writes first.
    let number: f64 = text[..end].trim().replace(',', ".").parse().ok()?;
    number.is_finite().then_some((number, &text[end..]))
}

/// A length in points, such as `14pt`, `10mm`, `1.2em`.
pub(crate) fn points(text: &str, em: Option<Pt>) -> Option<f64> {
    let (number, name) = split(text)?;
    if name.is_empty() {
        // Nothing is nothing in every unit.
        return (number == 0.0).then_some(0.0);
    }
    Some(number * unit(name, em)?)
}

/// A number of ems, such as `0.85em`.
pub(crate) fn ems(text: &str) -> Option<f64> {
    let (number, name) = split(text)?;
    (name == "em").then_some(number)
}

/// A length of paper in millimetres: as written where it is written in them.
pub(crate) fn millimetres(text: &str) -> Option<f64> {
    match split(text)? {
        (number, "mm") => Some(number),
        (number, "cm") => Some(number * 10.0),
        _ => points(text, None).map(|points| points * 25.4 / 72.0),
    }
}

/// A colour, such as `#054fa3`.
pub(crate) fn color(text: &str) -> Option<Color> {
    let digits = text.trim().strip_prefix('#')?;
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let channel = |at: usize, width: usize| {
        let value = u8::from_str_radix(digits.get(at * width..(at + 1) * width)?, 16).ok()?;
        Some(if width == 1 { value * 17 } else { value })
    };
    let width = match digits.len() {
        3 => 1,
        6 => 2,
        _ => return None,
    };
    Some(Color::rgb(channel(0, width)?, channel(1, width)?, channel(2, width)?))
}

/// A rule, such as `0.5pt #000000`; its thickness is a whole number of eighths of a point, from two
/// on, which is all that a word processor can say (ECMA-376 §17.18.23).
pub(crate) fn rule(text: &str) -> Option<Rule> {
    let (width, ink) = match text.find('#') {
        Some(at) => (&text[..at], color(&text[at..])?),
        None => (text, Color::BLACK),
    };
    let points = points(width, None)?;
    if !(0.25..=12.0).contains(&points) {
        return None;
    }
    Some(Rule { width: Pt((points * 8.0).round() as f32 / 8.0), color: ink })
}

/// How a colour is written.
pub(crate) fn write_color(color: Color) -> String {
    format!("#{}", color.hex().to_ascii_lowercase())
}

/// How a rule is written.
pub(crate) fn write_rule(rule: Rule) -> String {
    format!("{}pt {}", rule.width.0, write_color(rule.color))
}

/// How a length in twips is written: in points where it is a multiple of half a point, in
/// millimetres where it is that of half a millimetre, else in points exactly.
pub(crate) fn write_twip(length: Twip) -> String {
    if length.0 % 10 == 0 {
        return format!("{}pt", length.pt().0);
    }
    let half_millimetres = (f64::from(length.0) * 25.4 / 720.0).round();
    let nearest = Mm((half_millimetres / 2.0) as f32);
    if nearest.twips() == length {
        return format!("{}mm", nearest.0);
    }
    let hundredths = i64::from(length.0) * 5;
    let sign = if hundredths < 0 { "-" } else { "" };
    let digits = hundredths.unsigned_abs();
    let fraction = format!("{:02}", digits % 100);
    format!("{sign}{}.{}pt", digits / 100, fraction.trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::{color, ems, millimetres, points, rule, write_color, write_rule, write_twip};
    use crate::color::Color;
    use crate::length::{Pt, Twip};

    #[test]
    fn every_twip_is_read_back_as_it_was_written() {
        for twips in -3000..9000 {
            let written = write_twip(Twip(twips));
            let read = points(&written, None).expect("a length");
            assert_eq!(Pt(read as f32).twips(), Twip(twips), "{written}");
        }
        assert_eq!(write_twip(Twip(567)), "10mm");
        assert_eq!(write_twip(Twip(120)), "6pt");
        assert_eq!(write_twip(Twip(-7)), "-0.35pt");
    }

    #[test]
    fn lengths_have_units() {
        assert_eq!(points("1in", None), Some(72.0));
        assert_eq!(points("2,5 em", Some(Pt(10.0))), Some(25.0));
        assert_eq!(points("1em", None), None);
        assert_eq!(points("0", None), Some(0.0));
        assert_eq!(ems("0.85em"), Some(0.85));
        assert_eq!(millimetres("2.1cm"), Some(21.0));
        for wrong in ["", "14", "pt", "14px", "1e999pt", "nanpt", "infpt", "14 pt 3"] {
            assert_eq!(points(wrong, None), None, "{wrong}");
        }
    }

    #[test]
    fn colors_and_rules_are_read_back() {
        let blue = Color::rgb(5, 79, 163);
        assert_eq!(color(&write_color(blue)), Some(blue));
        assert_eq!(color("#fa0"), Some(Color::rgb(255, 170, 0)));
        for wrong in ["", "fff", "#ff", "#gggggg", "#ffffff0", "#é1"] {
            assert_eq!(color(wrong), None, "{wrong}");
        }
        let written = rule("0.5pt #054fa3").expect("a rule");
        assert_eq!(rule(&write_rule(written)), Some(written));
        assert_eq!(rule("0.75pt").map(|rule| rule.color), Some(Color::BLACK));
        assert_eq!((rule("0.1pt"), rule("-1pt"), rule("1pt #12")), (None, None, None));
    }
}

//! The size that an author asks for a picture: `{width=50%}`, `{width=8cm height=30mm}`, the
//! attributes and the style of `<img>`.
//!
//! Units are those of pandoc and CSS, a pixel being 1/96 of an inch; a number alone counts pixels.

use super::report::{Report, shorten};
use super::table_width::declared;
use crate::diagnostic::{Code, Diagnostic};
use crate::extent::{Extent, PictureSize};
use crate::source::Span;

/// The longest length that is kept, in twips: far more than any page has.
const LONGEST: f64 = 1_000_000.0;

/// What is asked for while attributes are read: a style counts before an attribute.
#[derive(Debug, Default)]
pub(super) struct Asked {
    attributes: PictureSize,
    style: PictureSize,
}

impl Asked {
    /// Takes an attribute, telling of a length that is none; false where it says nothing of the size.
    pub(super) fn take(
        &mut self,
        name: &str,
        value: &str,
        span: Span,
        report: &mut Report,
    ) -> bool {
        match name {
            "width" | "height" => {
                *side(&mut self.attributes, name) = read(name, value, span, report)
            }
            "style" => {
                let mut said = false;
                for name in ["width", "height"] {
                    if let Some(value) = declared(value, name) {
                        said = true;
                        *side(&mut self.style, name) = read(name, value, span, report);
                    }
                }
                return said;
            }
            _ => return false,
        }
        true
    }

    /// The size that is asked for.
    pub(super) fn size(&self) -> PictureSize {
        PictureSize {
            width: self.style.width.or(self.attributes.width),
            height: self.style.height.or(self.attributes.height),
        }
    }
}

/// The size that a tag of HTML asks for.
pub(super) fn of_tag(
    attributes: &[(String, String)],
    span: Span,
    report: &mut Report,
) -> PictureSize {
    let mut asked = Asked::default();
    for (name, value) in attributes {
        asked.take(name, value, span, report);
    }
    asked.size()
}

fn side<'s>(size: &'s mut PictureSize, name: &str) -> &'s mut Option<Extent> {
    if name == "width" { &mut size.width } else { &mut size.height }
}

fn read(name: &str, value: &str, span: Span, report: &mut Report) -> Option<Extent> {
    let value = value.trim().trim_end_matches("!important").trim_end();
    // Words of CSS for the picture's own size.
    if ["", "auto", "inherit", "initial", "unset", "max-content", "min-content", "fit-content"]
        .into_iter()
        .any(|word| value.eq_ignore_ascii_case(word))
    {
        return None;
    }
    let length = extent(value);
    if length.is_none() {
        let message = format!("`{}` is no {name} of a picture", shorten(value));
        let whole = if name == "width" { "the line" } else { "the page" };
        report.push(Diagnostic::warning(Code::PICTURE_SIZE, span, message).hint(format!(
            "write a length with its unit (px, pt, mm, cm, in), such as `{name}=8cm`, or a share of {whole}, such as `{name}=50%`; the picture has its own {name}"
        )));
    }
    length
}

/// A length such as `50%`, `8cm` or `300`; none where it is nothing that can be printed.
fn extent(text: &str) -> Option<Extent> {
    let end = text.find(|c: char| c.is_ascii_alphabetic() || c == '%').unwrap_or(text.len());
    // A decimal comma is what a Vietnamese hand writes first.
    let number: f64 = text[..end].trim().replace(',', ".").parse().ok()?;
    let unit = text[end..].trim().to_ascii_lowercase();
    if !number.is_finite() || number <= 0.0 {
        return None;
    }
    if unit == "%" {
        let share = (number * 100.0).round().clamp(1.0, f64::from(Extent::WHOLE));
        return Some(Extent::Share(share as u32));
    }
    let twips = match unit.as_str() {
        "" | "px" => 15.0,
        "pt" => 20.0,
        "pc" => 240.0,
        "in" | "inch" => 1440.0,
        "cm" => 1440.0 / 2.54,
        "mm" => 144.0 / 2.54,
        _ => return None,
    };
    Some(Extent::Twips((number * twips).round().clamp(1.0, LONGEST) as u32))
}

#[cfg(test)]
mod tests {
    use super::{Asked, extent};
    use crate::diagnostic::Code;
    use crate::extent::{Extent, PictureSize};
    use crate::parse::report::Report;
    use crate::source::Span;

    fn asked(pairs: &[(&str, &str)]) -> (PictureSize, Vec<String>) {
        let (mut asked, mut report) = (Asked::default(), Report::default());
        for (name, value) in pairs {
            asked.take(name, value, Span::new(0, 1), &mut report);
        }
        let told = report.finish();
        assert!(told.iter().all(|told| told.code == Code::PICTURE_SIZE));
        (asked.size(), told.into_iter().map(|told| told.message).collect())
    }

    #[test]
    fn lengths_have_the_units_of_pandoc() {
        for (text, twips) in [
            ("96", 1440),
            ("96px", 1440),
            ("72pt", 1440),
            ("1in", 1440),
            ("1 inch", 1440),
            ("8cm", 4535),
            ("2,54 cm", 1440),
            ("25.4MM", 1440),
            ("0.01px", 1),
            ("999999cm", 1_000_000),
        ] {
            assert_eq!(extent(text), Some(Extent::Twips(twips)), "{text}");
        }
        assert_eq!(extent("33.333%"), Some(Extent::Share(3333)));
        assert_eq!(extent("250 %"), Some(Extent::Share(10_000)));
    }

    #[test]
    fn what_is_no_length_is_told() {
        for wrong in ["0", "-3cm", "50vw", "3em", "rộng", "cm", "1e999", "nan", "5 5cm", "%"] {
            let (size, told) = asked(&[("width", wrong)]);
            assert_eq!((size, told.len()), (PictureSize::OWN, 1), "{wrong}");
        }
        assert_eq!(asked(&[("height", "auto"), ("width", "")]), (PictureSize::OWN, Vec::new()));
    }

    #[test]
    fn a_style_counts_before_an_attribute() {
        let (size, told) = asked(&[
            ("style", "float: left; width: 2in !important; height: auto"),
            ("width", "30"),
            ("height", "50%"),
        ]);
        assert_eq!(told, Vec::<String>::new());
        assert_eq!(
            (size.width, size.height),
            (Some(Extent::Twips(2880)), Some(Extent::Share(5000)))
        );
    }
}

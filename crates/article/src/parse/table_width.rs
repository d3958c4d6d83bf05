//! The widths that authors ask for a table's columns.

/// The width that is asked for a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Width {
    /// As its contents need.
    Contents,
    /// A share of the table's, in hundredths of a per cent.
    Share(u32),
    /// A length, in pixels: what counts is how it compares with the others.
    Pixels(u32),
}

/// All of a table's width, in hundredths of a per cent.
const WHOLE: u32 = 10_000;

/// A share such as `30%`, in hundredths of a per cent.
pub(super) fn share(text: &str) -> Option<u32> {
    let number: f64 = text.trim().strip_suffix('%')?.trim_end().parse().ok()?;
    (number > 0.0 && number <= 100.0).then(|| ((number * 100.0).round() as u32).max(1))
}

/// The value of a declaration in an attribute `style`.
pub(super) fn declared<'s>(style: &'s str, wanted: &str) -> Option<&'s str> {
    style.split(';').find_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        name.trim().eq_ignore_ascii_case(wanted).then(|| value.trim())
    })
}

/// The width in the attributes of an HTML tag: that of its style, else its attribute.
pub(super) fn of(attributes: &[(String, String)]) -> Width {
    let value = |wanted: &str| {
        attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    };
    let styled = value("style").and_then(|style| declared(style, "width"));
    let Some(text) = styled.or_else(|| value("width")) else { return Width::Contents };
    if let Some(share) = share(text) {
        return Width::Share(share);
    }
    let pixels = text.trim().trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<f64>();
    match pixels {
        Ok(pixels) if (1.0..1e6).contains(&pixels) => Width::Pixels(pixels.round() as u32),
        _ => Width::Contents,
    }
}

/// The shares of columns; none where all are as their contents need.
pub(super) fn shares(asked: &[Width], count: usize) -> Vec<u32> {
    let asked = asked.iter().copied().chain(std::iter::repeat(Width::Contents)).take(count);
    let asked: Vec<Width> = asked.collect();
    let shares: Vec<u32> = asked
        .iter()
        .map(|width| if let Width::Share(share) = width { *share } else { 0 })
        .collect();
    if shares.iter().any(|share| *share > 0) {
        return shares;
    }
    let pixels: Option<Vec<u64>> = asked
        .iter()
        .map(
            |width| if let Width::Pixels(pixels) = width { Some(u64::from(*pixels)) } else { None },
        )
        .collect();
    pixels.map(|pixels| relative(&pixels)).unwrap_or_default()
}

/// The shares of columns whose widths compare as these numbers.
pub(super) fn relative(lengths: &[u64]) -> Vec<u32> {
    let sum = lengths.iter().sum::<u64>().max(1);
    let share = |length: &u64| (length * u64::from(WHOLE) / sum) as u32;
    lengths.iter().map(|length| share(length).max(1)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Width, declared, of, share, shares};

    fn attributes(name: &str, value: &str) -> Vec<(String, String)> {
        vec![(name.to_owned(), value.to_owned())]
    }

    #[test]
    fn shares_and_lengths_are_told_apart() {
        assert_eq!(share(" 12.5 % "), Some(1250));
        assert_eq!((share("0%"), share("140%"), share("30")), (None, None, None));
        assert_eq!(of(&attributes("width", "20%")), Width::Share(2000));
        assert_eq!(of(&attributes("style", "color: red; width: 40%")), Width::Share(4000));
        assert_eq!(of(&attributes("width", "120px")), Width::Pixels(120));
        assert_eq!(of(&attributes("width", "auto")), Width::Contents);
        assert_eq!(declared("Text-Align : right ;", "text-align"), Some("right"));
    }

    #[test]
    fn lengths_count_only_where_every_column_has_one() {
        assert_eq!(shares(&[Width::Pixels(100), Width::Pixels(300)], 2), [2500, 7500]);
        assert!(shares(&[Width::Pixels(100)], 2).is_empty());
        assert_eq!(shares(&[Width::Share(3000), Width::Pixels(9)], 3), [3000, 0, 0]);
    }
}

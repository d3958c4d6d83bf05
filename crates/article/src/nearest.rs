//! Which of the known names an author may have meant by one that is unknown.

/// The known name nearest to a written one, where it is near enough to be a slip: at most two
/// letters typed wrongly, left out, doubled or exchanged, and no more than a third of the name.
#[must_use]
pub fn nearest<'k>(written: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    // Longer names are no slips, and would take long to compare.
    if written.len() > 80 {
        return None;
    }
    let written = vanban_text::normalize::nfc(written).to_lowercase();
    let measured = known.into_iter().map(|key| {
        let distance = strsim::damerau_levenshtein(&key.to_lowercase(), &written);
        (distance, key)
    });
    measured
        .filter(|(distance, key)| *distance <= 2 && distance * 3 <= key.len())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, key)| key)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_near_and_another_word_is_not() {
        let known = ["title", "lead", "line-height"];
        assert_eq!(nearest("Tilte", known), Some("title"));
        assert_eq!(nearest("line-heigth", known), Some("line-height"));
        assert_eq!(nearest("layout", known), None);
        assert_eq!(nearest("x", known), None);
        assert_eq!(nearest(&"x".repeat(1_000_000), known), None);
    }
}

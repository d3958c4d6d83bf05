//! What changes in a text, as people and `patch` read it: the only file that compares lines.

use similar::TextDiff;

/// The lines that change between two texts of a file, in the unified form, with three around them.
pub(crate) fn unified(name: &str, before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    let mut unified = diff.unified_diff();
    unified.context_radius(3).header(name, name).to_string()
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn only_lines_that_change_and_their_neighbours_are_shown() {
        let before = "a\nb\nc\nd\ne\nf\n";
        let shown = unified("x.md", before, "a\nb\nc\nd\ne\ng\n");
        assert!(shown.starts_with("--- x.md\n+++ x.md\n@@ "), "{shown}");
        assert!(shown.contains("\n-f\n+g\n") && !shown.contains("\n a\n"), "{shown}");
        assert_eq!(unified("x.md", before, before), "");
    }
}

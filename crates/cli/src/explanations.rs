//! What each code of a diagnostic means: what is wrong, why it matters, what to do, an example.
//!
//! A test of the suite reads every code in the sources and asks for its explanation.

mod article;
mod input;
mod look;
mod papers;
mod spelling;
pub(crate) mod vietnamese;

/// The explanation of a code.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Explanation {
    /// The code.
    pub(crate) code: &'static str,
    /// What is wrong, in one line.
    pub(crate) title: &'static str,
    /// The whole.
    pub(crate) text: &'static str,
}

const fn explain(code: &'static str, title: &'static str, text: &'static str) -> Explanation {
    Explanation { code, title, text }
}

/// The explanations by area, in the order of their codes.
const AREAS: [&[Explanation]; 5] = [
    input::EXPLANATIONS,
    article::EXPLANATIONS,
    look::EXPLANATIONS,
    papers::EXPLANATIONS,
    spelling::EXPLANATIONS,
];

/// Every explanation, in the order of the codes.
pub(crate) fn all() -> impl Iterator<Item = &'static Explanation> + Clone {
    AREAS.iter().copied().flatten()
}

#[cfg(test)]
mod tests {
    use super::all;

    #[test]
    fn codes_are_unique_and_in_order() {
        assert!(all().map(|each| each.code).is_sorted_by(|one, next| one < next));
    }

    #[test]
    fn every_explanation_is_a_paragraph() {
        for each in all() {
            assert!(each.text.len() > 120 && each.text.ends_with('.'), "{}", each.code);
            assert!(!each.title.ends_with('.'), "{}", each.code);
        }
    }
}

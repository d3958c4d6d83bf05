//! What each rule of spelling says of what it found, and what to do about it.

use vanban_text::check::{Finding, Rule};

/// The message of a finding that shows `shown`, and a hint, perhaps empty.
pub(super) fn of(finding: &Finding, shown: &str) -> (String, String) {
    let value = |at: usize| finding.values.get(at).map_or("", String::as_str);
    let first = finding.repairs.first().map_or("", String::as_str);
    match finding.rule {
        Rule::ImpossibleSyllable => {
            (format!("`{shown}` is no syllable of Vietnamese"), offered(finding))
        }
        Rule::JoinedSyllables => {
            (format!("`{shown}` is several syllables without a space"), write(first))
        }
        Rule::ConfusedWords => {
            (format!("`{shown}` is often written for `{}`", value(1)), write(first))
        }
        Rule::ToneStyle => {
            let message = format!("the tone of `{shown}` stands otherwise than in the rest");
            (message, write(first))
        }
        Rule::Decomposed => {
            let message = format!("the letter `{shown}` and its marks stand apart");
            (message, "`vanban fix` joins the letters and marks of the paragraph".to_owned())
        }
        Rule::LookAlike => {
            let message =
                format!("`{}` in `{shown}` only looks like a Vietnamese letter", value(0));
            (message, write(first))
        }
        Rule::HiddenCharacter => {
            let message = if value(0) == "U+00A0" {
                format!("no rule asks for this no-break space, {}", value(0))
            } else {
                format!("a character that is not seen, {}", value(0))
            };
            let hint = if first.is_empty() { "delete it" } else { "write a plain space" };
            (message, hint.to_owned())
        }
        Rule::LayoutBySpaces => {
            let message = format!("{} spaces in a row lay the line out", value(0));
            let hint =
                "no paper keeps them: the front matter's `author` makes a byline, a table columns";
            (message, hint.to_owned())
        }
        Rule::SpaceBeforePunctuation => {
            (format!("a space stands before `{}`", value(0)), "delete it".to_owned())
        }
        Rule::DoubleSpace => ("several spaces stand in a row".to_owned(), "write one".to_owned()),
        Rule::StraightQuotes => ("a straight quotation mark".to_owned(), write(first)),
        Rule::RangeForm => {
            (format!("the years `{shown}` are joined otherwise than the rest"), write(first))
        }
        Rule::TwoPeriods => {
            let message =
                format!("`{}` has the years `{shown}` here and `{}` before", value(0), value(1));
            (message, "one of them may be wrong".to_owned())
        }
        Rule::Capitals => {
            let message = format!("`{shown}` has other capitals in Nghị định 30/2020/NĐ-CP");
            (message, write(first))
        }
        Rule::NoSuchDate => (format!("no calendar has the date `{shown}`"), String::new()),
        Rule::DocumentNumber => {
            let message = format!("`{shown}` is not written as the number of a document is");
            (message, if first.is_empty() { String::new() } else { write(first) })
        }
        Rule::DocumentType => {
            let message = format!("`{}` does not abbreviate the type `{}`", value(2), value(0));
            (message, format!("the abbreviation of `{}` is `{}`", value(0), value(1)))
        }
        Rule::Placeholder => {
            let message = format!("`{shown}` stands alone, as what is left of a picture does");
            (message, "if a picture belongs there, write `![caption](path)`".to_owned())
        }
    }
}

fn write(repair: &str) -> String {
    if repair.is_empty() { String::new() } else { format!("write `{repair}`") }
}

/// The repairs of a word: one that is certain, or some to choose from.
fn offered(finding: &Finding) -> String {
    let marked: Vec<_> = finding.repairs.iter().map(|word| format!("`{word}`")).collect();
    match marked.as_slice() {
        [] => "if it is right, add it to `words` of `check`".to_owned(),
        [first, ..] if finding.certain => format!("write {first}"),
        [only] => format!("did you mean {only}?"),
        [first @ .., last] => format!("did you mean {} or {last}?", first.join(", ")),
    }
}

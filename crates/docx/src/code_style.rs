//! What the character styles of code are called: identifiers and names, one line a part.

use vanban_theme::CodePart;

/// The identifier and the name of a part's style.
pub(crate) fn names(part: CodePart) -> (&'static str, &'static str) {
    match part {
        CodePart::Keyword => ("CodeKeyword", "Code Keyword"),
        CodePart::String => ("CodeString", "Code String"),
        CodePart::Number => ("CodeNumber", "Code Number"),
        CodePart::Comment => ("CodeComment", "Code Comment"),
        CodePart::Function => ("CodeFunction", "Code Function"),
        CodePart::Type => ("CodeType", "Code Type"),
        CodePart::Constant => ("CodeConstant", "Code Constant"),
        CodePart::Operator => ("CodeOperator", "Code Operator"),
        CodePart::Attribute => ("CodeAttribute", "Code Attribute"),
        CodePart::Inserted => ("CodeInserted", "Code Inserted"),
        CodePart::Deleted => ("CodeDeleted", "Code Deleted"),
        CodePart::Heading => ("CodeHeading", "Code Heading"),
        CodePart::Continuation => ("CodeContinuation", "Code Continuation"),
    }
}

#[cfg(test)]
mod tests {
    use super::names;
    use vanban_theme::CodePart;

    #[test]
    fn every_part_has_a_style_of_its_own() {
        let mut ids = CodePart::ALL.map(|part| names(part).0).to_vec();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), CodePart::ALL.len());
    }
}

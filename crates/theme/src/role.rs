//! What can be styled: paragraphs by role, runs by mark.

use serde::{Deserialize, Serialize};

/// What a paragraph is in its article; each role has one named style in both papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Running text.
    Body,
    /// The title (tít) of the article.
    Title,
    /// The line under the title.
    Subtitle,
    /// The opening paragraph that sums the article up (sapo).
    Lead,
    /// The summary of a report.
    Abstract,
    /// Place and date.
    Dateline,
    /// The author's name, at the end.
    Byline,
    /// Where the text comes from.
    SourceLine,
    /// A heading of level 1.
    Heading1,
    /// A heading of level 2.
    Heading2,
    /// A heading of level 3.
    Heading3,
    /// A heading of level 4.
    Heading4,
    /// A heading of level 5.
    Heading5,
    /// A heading of level 6.
    Heading6,
    /// A paragraph of a block quotation.
    Quote,
    /// A paragraph of a list item.
    ListItem,
    /// A paragraph of an item in a list whose items stand close together.
    ListItemTight,
    /// A block of code.
    Code,
    /// The paragraph that holds a figure's picture.
    Figure,
    /// The caption under a figure.
    Caption,
    /// The caption above a table.
    TableCaption,
    /// The label of an alert.
    AlertTitle,
    /// A paragraph of an alert.
    Alert,
    /// A term that is defined.
    Term,
    /// Verses.
    Verse,
    /// A displayed formula.
    Equation,
    /// A cell of a table's header row.
    TableHead,
    /// A cell of a table's body.
    TableCell,
    /// A footnote.
    Note,
    /// A thematic break.
    Break,
    /// The running head.
    Header,
    /// The running foot.
    Footer,
    /// The heading of a table of contents.
    ContentsTitle,
    /// An entry of a table of contents, of level 1.
    Contents1,
    /// An entry of level 2.
    Contents2,
    /// An entry of level 3.
    Contents3,
    /// An entry of a list of figures or tables.
    ContentsCaption,
}

impl Role {
    /// Every role, in the order in which styles are written.
    pub const ALL: [Role; 37] = [
        Role::Body,
        Role::Title,
        Role::Subtitle,
        Role::Lead,
        Role::Abstract,
        Role::Dateline,
        Role::Byline,
        Role::SourceLine,
        Role::Heading1,
        Role::Heading2,
        Role::Heading3,
        Role::Heading4,
        Role::Heading5,
        Role::Heading6,
        Role::Quote,
        Role::ListItem,
        Role::ListItemTight,
        Role::Code,
        Role::Figure,
        Role::Caption,
        Role::TableCaption,
        Role::AlertTitle,
        Role::Alert,
        Role::Term,
        Role::Verse,
        Role::Equation,
        Role::TableHead,
        Role::TableCell,
        Role::Note,
        Role::Break,
        Role::Header,
        Role::Footer,
        Role::ContentsTitle,
        Role::Contents1,
        Role::Contents2,
        Role::Contents3,
        Role::ContentsCaption,
    ];

    /// The name by which articles and theme files call the role.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Role::Body => "body",
            Role::Title => "title",
            Role::Subtitle => "subtitle",
            Role::Lead => "lead",
            Role::Abstract => "abstract",
            Role::Dateline => "dateline",
            Role::Byline => "byline",
            Role::SourceLine => "source-line",
            Role::Heading1 => "heading1",
            Role::Heading2 => "heading2",
            Role::Heading3 => "heading3",
            Role::Heading4 => "heading4",
            Role::Heading5 => "heading5",
            Role::Heading6 => "heading6",
            Role::Quote => "quote",
            Role::ListItem => "list-item",
            Role::ListItemTight => "list-item-tight",
            Role::Code => "code",
            Role::Figure => "figure",
            Role::Caption => "caption",
            Role::TableCaption => "table-caption",
            Role::AlertTitle => "alert-title",
            Role::Alert => "alert",
            Role::Term => "term",
            Role::Verse => "verse",
            Role::Equation => "equation",
            Role::TableHead => "table-head",
            Role::TableCell => "table-cell",
            Role::Note => "note",
            Role::Break => "break",
            Role::Header => "header",
            Role::Footer => "footer",
            Role::ContentsTitle => "contents-title",
            Role::Contents1 => "contents1",
            Role::Contents2 => "contents2",
            Role::Contents3 => "contents3",
            Role::ContentsCaption => "contents-caption",
        }
    }

    /// The role of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// What a run is in its paragraph; each mark has one character style in both papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// Emphasis: italic, upright again inside italic text.
    Emphasis,
    /// Strong emphasis: bold.
    Strong,
    /// Text struck out.
    Strike,
    /// Underlined text.
    Underline,
    /// Code in a line.
    Code,
    /// A link.
    Link,
    /// Raised, smaller text.
    Superscript,
    /// Lowered, smaller text.
    Subscript,
    /// Highlighted text.
    Highlight,
}

/// How deep in lists and quotations a paragraph stands: its indents follow from it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Depth {
    /// Lists around the paragraph.
    pub lists: u8,
    /// Block quotations around the paragraph.
    pub quotes: u8,
    /// Alerts around the paragraph.
    pub alerts: u8,
}

#[cfg(test)]
mod tests {
    use super::Role;

    #[test]
    fn every_role_is_found_by_its_name() {
        for role in Role::ALL {
            assert_eq!(Role::named(role.name()), Some(role));
        }
        assert_eq!(Role::named("nothing"), None);
    }
}

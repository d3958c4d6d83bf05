//! What the styles of the document are called: identifiers and names, one line a role.
//!
//! A name that Word builds in (ECMA-376 §17.7.4.9; Word shows it in the reader's language) is used
//! wherever there is one; pandoc knows `Source Code` and `Verbatim Char`.

use vanban_theme::{Depth, Role};

/// A style's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StyleName {
    /// By which the document calls it.
    pub(crate) id: &'static str,
    /// By which a person calls it.
    pub(crate) name: &'static str,
    /// What Vietnamese editors call it, where Word has no name of its own.
    pub(crate) alias: Option<&'static str>,
    /// The style of the paragraph that is begun after it.
    pub(crate) next: Option<&'static str>,
    /// Where it stands in lists of styles.
    pub(crate) priority: u32,
}

const fn named(id: &'static str, name: &'static str, priority: u32) -> StyleName {
    StyleName { id, name, alias: None, next: Some(NORMAL), priority }
}

impl StyleName {
    const fn alias(mut self, alias: &'static str) -> StyleName {
        self.alias = Some(alias);
        self
    }

    const fn followed_by_itself(mut self) -> StyleName {
        self.next = None;
        self
    }
}

/// The style of running text, the document's default.
pub(crate) const NORMAL: &str = "Normal";
/// The character style of a note's mark.
pub(crate) const NOTE_REFERENCE: &str = "FootnoteReference";
/// The table style.
pub(crate) const TABLE: &str = "ArticleTable";
/// The paragraph that WordprocessingML demands after some tables.
pub(crate) const TABLE_SEPARATOR: &str = "TableSeparator";

/// The paragraph style of a role.
pub(crate) fn of(role: Role) -> StyleName {
    match role {
        Role::Body => named(NORMAL, "Normal", 0).followed_by_itself(),
        Role::Title => named("Title", "Title", 10),
        Role::Subtitle => named("Subtitle", "Subtitle", 11),
        Role::Lead => named("Lead", "Lead", 12).alias("Sapo"),
        Role::Abstract => named("Abstract", "Abstract", 13).alias("Tóm tắt"),
        Role::Dateline => named("Dateline", "Dateline", 14).alias("Địa danh và ngày tháng"),
        Role::Byline => named("Byline", "Byline", 15).alias("Tác giả"),
        Role::SourceLine => named("SourceLine", "Source Line", 16).alias("Nguồn"),
        Role::Heading1 => named("Heading1", "heading 1", 9),
        Role::Heading2 => named("Heading2", "heading 2", 9),
        Role::Heading3 => named("Heading3", "heading 3", 9),
        Role::Heading4 => named("Heading4", "heading 4", 9),
        Role::Heading5 => named("Heading5", "heading 5", 9),
        Role::Heading6 => named("Heading6", "heading 6", 9),
        Role::Quote => named("Quote", "Quote", 29).followed_by_itself(),
        Role::ListItem => named("ListParagraph", "List Paragraph", 34).followed_by_itself(),
        Role::ListItemTight => {
            named("ListParagraphTight", "List Paragraph Tight", 34).followed_by_itself()
        }
        Role::Code => named("SourceCode", "Source Code", 35).followed_by_itself(),
        Role::Figure => {
            StyleName { next: Some("Caption"), ..named("Figure", "Figure", 36).alias("Hình") }
        }
        Role::Caption => named("Caption", "caption", 35),
        Role::TableCaption => StyleName {
            next: Some(NORMAL),
            ..named("TableCaption", "Table Caption", 35).alias("Tên bảng")
        },
        Role::AlertTitle => StyleName {
            next: Some("Alert"),
            ..named("AlertTitle", "Alert Title", 39).alias("Đầu ghi chú")
        },
        Role::Alert => named("Alert", "Alert", 39).alias("Ghi chú").followed_by_itself(),
        Role::Term => StyleName {
            next: Some("ListParagraph"),
            ..named("DefinitionTerm", "Definition Term", 40).alias("Thuật ngữ")
        },
        Role::Verse => named("Verse", "Verse", 40).alias("Thơ").followed_by_itself(),
        Role::Equation => named("Equation", "Equation", 36).alias("Công thức"),
        Role::TableHead => {
            named("TableHeading", "Table Heading", 37).alias("Đầu bảng").followed_by_itself()
        }
        Role::TableCell => {
            named("TableText", "Table Text", 37).alias("Chữ trong bảng").followed_by_itself()
        }
        Role::Note => named("FootnoteText", "footnote text", 99).followed_by_itself(),
        Role::Break => named("ThematicBreak", "Thematic Break", 38).alias("Ngắt ý"),
        Role::Header => named("Header", "header", 99).followed_by_itself(),
        Role::Footer => named("Footer", "footer", 99).followed_by_itself(),
        Role::ContentsTitle => named("TOCHeading", "TOC Heading", 39),
        Role::Contents1 => named("TOC1", "toc 1", 39),
        Role::Contents2 => named("TOC2", "toc 2", 39),
        Role::Contents3 => named("TOC3", "toc 3", 39),
        Role::ContentsCaption => named("TableofFigures", "table of figures", 99),
    }
}

/// How deep a paragraph stands that needs nothing but the style of its role: a list's text in one
/// list, a quotation's in one quotation.
pub(crate) fn home(role: Role) -> Depth {
    match role {
        Role::ListItem | Role::ListItemTight => Depth { lists: 1, ..Depth::default() },
        Role::Quote => Depth { quotes: 1, ..Depth::default() },
        Role::Alert | Role::AlertTitle => Depth { alerts: 1, ..Depth::default() },
        _ => Depth::default(),
    }
}

/// The outline level of a heading's role, 0 the highest.
pub(crate) fn outline_level(role: Role) -> Option<u32> {
    match role {
        Role::Heading1 => Some(0),
        Role::Heading2 => Some(1),
        Role::Heading3 => Some(2),
        Role::Heading4 => Some(3),
        Role::Heading5 => Some(4),
        Role::Heading6 => Some(5),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{of, outline_level};
    use vanban_theme::Role;

    #[test]
    fn every_role_has_a_style_of_its_own() {
        let mut ids = Role::ALL.map(|role| of(role).id).to_vec();
        let mut names = Role::ALL.map(|role| of(role).name.to_lowercase()).to_vec();
        names.sort();
        names.dedup();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!((ids.len(), names.len()), (Role::ALL.len(), Role::ALL.len()));
    }

    #[test]
    fn headings_and_only_they_are_in_the_outline() {
        let levels = Role::ALL.iter().filter_map(|role| outline_level(*role)).collect::<Vec<_>>();
        assert_eq!(levels, [0, 1, 2, 3, 4, 5]);
    }
}

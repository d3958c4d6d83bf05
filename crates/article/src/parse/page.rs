//! What the source asks of pages: breaks, landscape parts, tables of contents; and where these
//! cannot stand.

use std::collections::BTreeMap;

use super::build::Builder;
use super::draft::{Draft, DraftKind};
use super::report::Report;
use crate::contents;
use crate::diagnostic::{Code, Diagnostic};
use crate::kind::ContentsKind;
use crate::meta::Meta;
use crate::model::{Article, BlockKind};
use crate::source::Span;

/// What a block of HTML asks of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// A page break before it.
    pub(super) before: bool,
    /// A page break after it.
    pub(super) after: bool,
    /// Pages wider than high.
    pub(super) landscape: bool,
}

/// A block of HTML that is open.
#[derive(Debug)]
pub(super) struct Open {
    /// Its tag.
    pub(super) tag: String,
    /// Whether a page break follows it.
    pub(super) after: bool,
    /// The block that it is, a section or blocks that are aligned.
    pub(super) block: Option<u32>,
    /// Whether that is a section.
    pub(super) section: bool,
    /// How many elements of Markdown were open before it.
    pub(super) frames: usize,
}

impl Open {
    /// Whether it is a section.
    pub(super) fn is_section(&self) -> bool {
        self.section
    }
}

/// What a style and a class ask (CSS Fragmentation 3 §3.1, CSS 2.2 §13.3.1).
pub(super) fn asked(style: &str, class: &str) -> Asked {
    let mut asked = Asked::default();
    for declaration in style.split(';') {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        let value = value.trim().to_ascii_lowercase();
        let value = value.strip_suffix("!important").unwrap_or(&value).trim_end();
        if !matches!(value, "always" | "page" | "left" | "right" | "recto" | "verso") {
            continue;
        }
        match name.trim().to_ascii_lowercase().as_str() {
            "page-break-before" | "break-before" => asked.before = true,
            "page-break-after" | "break-after" => asked.after = true,
            _ => {}
        }
    }
    for class in class.split_ascii_whitespace() {
        match class {
            "landscape" => asked.landscape = true,
            "page-break-before" | "pagebreak" | "page-break" | "newpage" => asked.before = true,
            "page-break-after" => asked.after = true,
            _ => {}
        }
    }
    asked
}

/// Whether an attribute is a class that asks for a page break before its block.
pub(super) fn is_break_class(key: &str) -> bool {
    key.strip_prefix('.').is_some_and(|class| asked("", class).before)
}

/// Puts a page break before the open leaf, which holds nothing yet and is the last block.
pub(super) fn break_before_leaf(builder: &mut Builder<'_>) {
    let Some(leaf) = &mut builder.leaf else { return };
    let Some(mut block) = builder.stream.blocks.pop() else { return };
    let span = Span { start: block.span.start, end: block.span.start };
    let pieces = block.pieces.start;
    let at = builder.stream.blocks.len() as u32;
    leaf.block = at + 1;
    block.end = at + 2;
    builder.stream.blocks.push(super::draft::BlockDraft {
        span,
        kind: DraftKind::PageBreak,
        end: at + 1,
        pieces: pieces..pieces,
    });
    builder.stream.blocks.push(block);
}

/// The tables of contents that the front matter asks for.
pub(super) fn front_contents(meta: &Meta) -> Vec<(ContentsKind, Span)> {
    let headings =
        meta.toc.as_ref().map(|toc| (ContentsKind::Headings { depth: toc.value }, toc.span));
    let figures = meta.lof.then_some((ContentsKind::Figures, Span::default()));
    let tables = meta.lot.then_some((ContentsKind::Tables, Span::default()));
    [headings, figures, tables].into_iter().flatten().collect()
}

/// Whether the article lists its figures or tables: word processors list numbered captions only.
pub(super) fn lists_captions(draft: &Draft<'_>, meta: &Meta) -> bool {
    let lists = |kind: &DraftKind| {
        matches!(kind, DraftKind::Contents(ContentsKind::Figures | ContentsKind::Tables))
    };
    meta.lof || meta.lot || draft.body.blocks.iter().any(|block| lists(&block.kind))
}

/// What a block is called that cannot stand in a note, or in the blocks of these kinds.
pub(super) fn misplaced<'k>(
    kind: &DraftKind,
    note: bool,
    mut around: impl Iterator<Item = &'k BlockKind>,
) -> Option<&'static str> {
    match kind {
        DraftKind::PageBreak => {
            let fixed = note || around.any(|kind| matches!(kind, BlockKind::Cell { .. }));
            fixed.then_some("a page break")
        }
        DraftKind::Contents(_) => {
            let inside = note || around.any(|kind| !matches!(kind, BlockKind::Section { .. }));
            inside.then_some("a table of contents")
        }
        DraftKind::Section { .. } => (note || around.next().is_some()).then_some("a section"),
        _ => None,
    }
}

/// How many tables of contents an article has at most: each is as long as the article has headings.
pub(super) const MOST_CONTENTS: usize = 8;

/// The message about one table of contents too many.
pub(super) fn too_many(span: Span) -> Diagnostic {
    let message = format!("an article has {MOST_CONTENTS} tables of contents at most");
    Diagnostic::warning(Code::PAGE_PLACE, span, message).hint("leave this one out")
}

/// The message about what stands where it cannot.
pub(super) fn told(what: &str, span: Span) -> Diagnostic {
    let message = format!("{what} cannot stand here and is left out");
    let hint = "move it out of the table, the note, the list or the quotation";
    Diagnostic::warning(Code::PAGE_PLACE, span, message).hint(hint)
}

/// Says which tables of contents have nothing to list.
pub(super) fn report_empty_contents(article: &Article, report: &mut Report) {
    for block in &article.blocks[..article.body_len as usize] {
        let BlockKind::Contents(kind) = block.kind else { continue };
        if contents::entries(article, kind, &BTreeMap::new()).is_empty() {
            let (what, hint) = match kind {
                ContentsKind::Headings { .. } => ("headings", "write headings as `# Chương một`"),
                ContentsKind::Figures => ("figures with captions", "write `![caption](picture)`"),
                ContentsKind::Tables => ("tables with captions", "give the tables captions"),
            };
            let message = format!("there are no {what} to list");
            report.push(Diagnostic::warning(Code::CONTENTS_EMPTY, block.span, message).hint(hint));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::asked;
    use crate::diagnostic::Code;
    use crate::model::BlockKind;
    use crate::parse::{Parsed, parse};
    use crate::source::Source;

    fn parsed(text: &str) -> Parsed {
        parse(&Source { name: "a.md".to_owned(), text: text.to_owned() })
    }

    fn shape(text: &str) -> String {
        let blocks = parsed(text).article.blocks;
        let kind = |kind: &BlockKind| match kind {
            BlockKind::PageBreak => 'b',
            BlockKind::Section { .. } => 's',
            BlockKind::Paragraph(_) => 'p',
            BlockKind::Heading { .. } => 'h',
            BlockKind::Contents(_) => 'c',
            _ => '.',
        };
        blocks.iter().map(|block| kind(&block.kind)).collect()
    }

    #[test]
    fn styles_and_classes_ask_for_breaks() {
        assert!(asked("color: red; page-break-before: always", "").before);
        assert!(asked("BREAK-AFTER:page!important;", "").after);
        assert!(!asked("page-break-after: avoid", "note").after);
        assert!(asked("", "wide landscape").landscape);
    }

    #[test]
    fn breaks_of_html_stand_between_paragraphs() {
        assert_eq!(shape("một\n\n<!-- pagebreak -->\n\nhai"), "pbp");
        assert_eq!(shape("một <!-- pagebreak --> hai"), "pbp");
        assert_eq!(shape("một\n\n<div style=\"page-break-after: always\"></div>\n\nhai"), "pbp");
        assert_eq!(shape("<div style=\"page-break-after:always\">\n\nmột\n\n</div>\n\nhai"), "pbp");
        assert_eq!(shape("một\n\n<p style=\"break-before: page\">hai</p>"), "pbp");
    }

    #[test]
    fn blocks_of_html_that_are_not_closed_and_rules_break_pages_too() {
        assert_eq!(shape("<p style=\"page-break-after: always\">một\n\nhai"), "pbp");
        assert_eq!(shape("một\n\n<hr class=\"pagebreak\">\n\nhai"), "pbp");
        assert_eq!(shape("một\n\n<br style=\"page-break-before: always\">\n\nhai"), "pbp");
        assert_eq!(shape("một\n\n<h2 style=\"break-before: page\">hai</h2>"), "pbh");
    }

    #[test]
    fn a_heading_can_ask_for_its_page() {
        assert_eq!(shape("một\n\n# Hai {.page-break-before #hai}\n\nba"), "pbhp");
        assert!(parsed("# Hai {.pagebreak}\n\nba").diagnostics.is_empty());
    }

    #[test]
    fn a_landscape_part_holds_what_stands_in_it() {
        let text = "một\n\n<div class=\"landscape\">\n\nhai\n\n<div>ba</div>\n\n</div>\n\nbốn";
        assert_eq!(shape(text), "psppp");
        let article = parsed(text).article;
        let section = article.body().nth(1).expect("the section");
        assert_eq!(article.children(section).count(), 2);
        let fenced = "một\n\n::: {.landscape}\n\nhai\n\nba\n\n:::\n\nbốn";
        assert_eq!(shape(fenced), "psppp");
        assert_eq!(shape("một\n\n::: newpage\n:::\n\nbốn"), "pbp");
        // One that is not closed ends with the text.
        assert_eq!(shape("<div class=\"landscape\">\n\nhai\n\n> ba"), "sp.p");
    }

    #[test]
    fn what_cannot_break_a_page_is_told() {
        let one = |text: &str| {
            let parsed = parsed(text);
            let codes: Vec<Code> = parsed.diagnostics.iter().map(|told| told.code).collect();
            assert_eq!(codes, [Code::PAGE_PLACE], "{text}");
        };
        one("a[^n]\n\n[^n]: b\n\n    \\newpage\n");
        one("> \\tableofcontents\n\n# a\n");
        one("<table><tr><td>a<!-- pagebreak -->b</td></tr></table>");
    }

    #[test]
    fn a_table_of_contents_of_nothing_is_told() {
        let codes: Vec<Code> =
            parsed("[TOC]\n\na").diagnostics.iter().map(|told| told.code).collect();
        assert_eq!(codes, [Code::CONTENTS_EMPTY]);
    }

    #[test]
    fn tables_of_contents_are_counted() {
        let told = parsed(&"[TOC]\n\n".repeat(10)).diagnostics;
        let many = told.iter().filter(|told| told.code == Code::PAGE_PLACE).count();
        assert_eq!(many, 2);
    }

    #[test]
    fn the_front_matter_puts_a_cover_and_contents_before_the_text() {
        let front = |keys: &str| format!("---\ntitle: A\nlead: B\n{keys}\n---\n\n# C\n\nD\n");
        assert_eq!(shape(&front("toc: true")), "ppchp");
        assert_eq!(shape(&front("cover: true")), "pbphp");
        assert_eq!(shape(&front("cover: true\ntoc: 2")), "pbcbphp");
        assert_eq!(parsed(&front("toc: 7")).diagnostics[0].code, Code::FRONT_VALUE);
    }
}

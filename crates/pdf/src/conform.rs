//! What PDF/A (ISO 19005-2, -3, -4), PDF/UA-1 (ISO 14289-1) and PDF/X-4 (ISO 15930-7) ask, and who
//! sees to it.
//!
//! | asked | PDF/A-2, -3 | PDF/A-4 | PDF/UA-1 | by |
//! |---|---|---|---|---|
//! | version in the header, `/ID`, no encryption | 6.1.2, 6.1.3 | 6.1.2, 6.1.3 | | `save` |
//! | Info in step with XMP | 6.6.3 | | | `metadata` |
//! | no Info | | 6.1.3 | | `save` |
//! | output intent for device colours | 6.2.3 | 6.2.3 | | `finish`, `icc` |
//! | no device colours but the intent's | 6.2.4.3 | 6.2.4.3 | | `image`, `image_inks`, `inks` |
//! | strings, names, nesting, paper within bounds | 6.1.13 | | | `limits`, `vector` |
//! | no interpolation | 6.2.8 | 6.2.8 | | `image` writes none |
//! | colour space to blend in | 6.2.10 | 6.2.9 | | `finish`, `vector` |
//! | fonts embedded, widths as in the font | 6.2.11.4, .5 | 6.2.10.4, .5 | 7.21.4, .5 | `font`, `font_dictionary` |
//! | no `CIDSet` that is not whole | 6.2.11.4.2 | 6.2.10.4.2 | 7.21.4.2 | none is written |
//! | text of every code | 6.2.11.7 (U, A) | 6.2.10.7 | 7.21.7 | `font_dictionary`, `text` |
//! | no `.notdef` | 6.2.11.8 | 6.2.10.8 | 7.21.8 | claimed only where none is drawn |
//! | annotations printed | 6.3.2 | 6.3.2 | | `link` |
//! | XMP with identification | 6.6.2, 6.6.4 | 6.7.2, 6.7.3 | 5 | `metadata` |
//! | schemas described | 6.6.2.3 | | | `metadata` |
//! | tagged, `/MarkInfo` | 6.7.2 (A) | | 7.1 | `structure`, `finish` |
//! | own structure types mapped | 6.7.3.4 (A) | | 7.1 | `structure` |
//! | artifacts marked with their kind | | | 7.1, 7.8 | `page` |
//! | language of document and passages | 6.7.4 (A) | | 7.2 | `finish`, `structure`; tags that are none are left out |
//! | title shown | | | 7.1 | `finish`, `metadata`; told where the article has none |
//! | figures have alternative text | | | 7.3 | told; claimed only where all have |
//! | heading levels skip none | | | 7.4.2 | told; the tree's own levels never do |
//! | header cells have a scope | | | 7.5 | `structure`, `headers` |
//! | tables have header cells | | | 7.5 | told; claimed only where all have |
//! | lists say how they count | | | 7.6 | `structure` |
//! | formulas have alternative text | | | 7.7 | told; claimed only where all have |
//! | notes have identifiers | | | 7.9 | `structure` |
//! | no code for a glyph of private use | 6.2.11.7.3 (A) | | | claimed only where none is shown |
//! | links tagged, described, tab order | | | 7.18 | `link`, `finish`; claimed only where all are |
//!
//! PDF/X-4 asks of a document for a press: version 1.6 and `/ID` (`save`), an intent with the profile of
//! the press (`inks`), its boxes (`dress`), no annotations and no actions (`still`), fonts embedded
//! (`font_dictionary`), identification, dates, and whether it is trapped (`metadata`), nothing attached.
//!
//! *Told* means: an article that lacks it gets a diagnostic ([`Standard::asks`]). A document claims
//! no more than holds: what the layout leaves out is left out of the XMP.

use std::collections::BTreeSet;

use vanban_article::Need;
use vanban_layout::{Item, Layout, Node, Tag};

use crate::font::Faces;
use crate::press::Press;
use crate::standard::{Archive, Level, Standard};
use crate::tags::Plan;

impl Standard {
    /// Whether a document that lacks this cannot, or only in the letter, follow the standard; the
    /// clause that asks for it.
    #[must_use]
    pub fn asks(self, need: Need) -> Option<&'static str> {
        let told = self.archive.is_some_and(|archive| archive.level == Level::Accessible);
        match need {
            Need::Language if told && !self.accessible => Some("ISO 19005-2 §6.7.4"),
            Need::Date => self.press.then_some("ISO 15930-7"),
            Need::Title if self.press && !self.accessible => Some("ISO 15930-7"),
            Need::Length => self
                .archive
                .is_some_and(|archive| archive.part < 4)
                .then_some("ISO 19005-2 §6.1.13"),
            Need::PublicUse => told.then_some("ISO 19005-2 §6.2.11.7.3"),
            _ if !self.accessible => None,
            Need::Title => Some("ISO 14289-1 §7.1"),
            Need::Language => Some("ISO 14289-1 §7.2"),
            Need::Alternative => Some("ISO 14289-1 §7.3"),
            Need::Level { .. } => Some("ISO 14289-1 §7.4.2"),
            Need::HeaderRow => Some("ISO 14289-1 §7.5"),
        }
    }
}

/// What a document says it conforms to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Claims {
    /// The part and level of PDF/A.
    pub(crate) archive: Option<Archive>,
    /// PDF/UA-1.
    pub(crate) accessible: bool,
    /// PDF/X-4.
    pub(crate) press: bool,
}

/// What the PDF of a layout may claim of a standard.
pub(crate) fn claims(
    layout: &Layout,
    plan: &Plan,
    faces: &Faces<'_>,
    standard: Standard,
    press: &Press,
) -> Claims {
    let nodes = &layout.structure.nodes;
    let notdef = faces.iter().any(|used| used.draws_notdef);
    // Without a structure the text can still be told, and so can signs of private use: level U.
    let private = faces.iter().any(|used| used.cids.values().any(|cid| is_private(&cid.text)));
    let most = if nodes.is_empty() || private { Level::Unicode } else { Level::Accessible };
    let archive = standard
        .archive
        .filter(|_| !notdef)
        .map(|archive| Archive { level: archive.level.min(most), ..archive });
    // What no page shows is not written either.
    let shown = nodes.iter().zip(&plan.named).filter(|(_, named)| **named).map(|(node, _)| node);
    let told = shown.clone().all(|node| {
        !matches!(node.tag, Tag::Figure | Tag::Formula)
            || node.alt.as_deref().is_some_and(|alt| !alt.trim().is_empty())
    });
    let areas = layout
        .pages
        .iter()
        .flat_map(|page| &page.frame.items)
        .filter(|(_, item)| matches!(item, Item::Link(_)))
        .count();
    let links_tagged = plan.areas.len() == areas
        && plan.areas.iter().all(|(_, node)| nodes[*node].tag == Tag::Link);
    let whole = !notdef
        && !nodes.is_empty()
        && told
        && links_tagged
        && levels_follow(shown)
        && tables_have_headers(nodes, plan);
    Claims {
        archive,
        accessible: standard.accessible && whole,
        press: standard.press
            && press.profile.is_some()
            && press.attached.is_none()
            && layout.info.date.is_some(),
    }
}

/// Whether a text has characters that mean what two people agree on (Unicode, private use areas).
fn is_private(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..))
}

/// Whether each table that is shown has a header cell.
fn tables_have_headers(nodes: &[Node], plan: &Plan) -> bool {
    let table_of = |cell: &Node| {
        let mut at = cell.parent;
        while let Some(node) = at.and_then(|at| nodes.get(at.0)) {
            if node.tag == Tag::Table {
                return at;
            }
            at = node.parent;
        }
        None
    };
    let headers = nodes.iter().filter(|node| node.tag == Tag::HeaderCell);
    let headed: BTreeSet<usize> = headers.filter_map(table_of).map(|table| table.0).collect();
    let mut tables = nodes.iter().zip(&plan.named).enumerate();
    tables.all(|(at, (node, named))| node.tag != Tag::Table || !named || headed.contains(&at))
}

/// Whether the first heading is of level 1 and none goes down by more than one level.
fn levels_follow<'a>(mut nodes: impl Iterator<Item = &'a Node>) -> bool {
    let mut last = 0;
    nodes.all(|node| match node.tag {
        Tag::Heading(level) => {
            let follows = level <= last + 1;
            last = level;
            follows
        }
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use super::{Claims, claims};
    use crate::press::Press;
    use crate::standard::{Archive, Level, Profile, Standard};
    use crate::trial::{Trial, body};
    use vanban_article::Need;
    use vanban_fonts::FontLibrary;
    use vanban_layout::{NodeId, Tag};

    fn as_asked(trial: &Trial, profiles: &[Profile]) -> Claims {
        let faces = crate::font::gather(&trial.layout, FontLibrary::bundled()).unwrap();
        let plan = crate::tags::plan(&trial.layout, crate::Version::Pdf17);
        claims(&trial.layout, &plan, &faces, Standard::of(profiles).unwrap(), &Press::default())
    }

    fn of(trial: &Trial) -> (Option<Level>, bool) {
        let claims = as_asked(trial, &[]);
        (claims.archive.map(|archive| archive.level), claims.accessible)
    }

    fn paragraph() -> Trial {
        let mut trial = Trial::default();
        let root = trial.structure(Tag::Document, None);
        let paragraph = trial.structure(Tag::Paragraph, Some(root));
        trial.line(Some(paragraph), body(), "a");
        trial
    }

    #[test]
    fn a_figure_without_alternative_text_is_no_accessible_document() {
        let mut trial = Trial::default();
        let root = trial.structure(Tag::Document, None);
        let figure = trial.structure(Tag::Figure, Some(root));
        assert_eq!(of(&trial), (Some(Level::Accessible), false));
        trial.layout.structure.node_mut(figure).alt = Some("Hội trường".to_owned());
        assert_eq!(of(&trial), (Some(Level::Accessible), true));
    }

    #[test]
    fn a_picture_that_no_page_shows_needs_no_text() {
        let mut trial = paragraph();
        trial.layout.structure.detached(Tag::Figure, NodeId(0));
        assert_eq!(of(&trial), (Some(Level::Accessible), true));
    }

    #[test]
    fn a_skipped_level_is_no_accessible_document() {
        let mut trial = Trial::default();
        let root = trial.structure(Tag::Document, None);
        trial.structure(Tag::Heading(1), Some(root));
        trial.structure(Tag::Heading(3), Some(root));
        assert!(!of(&trial).1);
    }

    #[test]
    fn a_box_for_a_missing_character_is_no_archive() {
        let mut trial = Trial::default();
        let root = trial.structure(Tag::Document, None);
        let paragraph = trial.structure(Tag::Paragraph, Some(root));
        trial.line(Some(paragraph), body(), "a漢");
        assert_eq!(of(&trial), (None, false));
    }

    #[test]
    fn a_document_without_structure_is_still_an_archive() {
        let mut trial = Trial::default();
        trial.line(None, body(), "a");
        assert_eq!(of(&trial), (Some(Level::Unicode), false));
    }

    #[test]
    fn nothing_is_claimed_that_was_not_asked_for() {
        let trial = paragraph();
        assert_eq!(
            as_asked(&trial, &[Profile::Pdf17]),
            Claims { archive: None, accessible: false, press: false }
        );
        let archive = Some(Archive { part: 2, level: Level::Basic });
        let plain = Claims { archive: None, accessible: false, press: false };
        assert_eq!(as_asked(&trial, &[Profile::A2b]), Claims { archive, ..plain });
        assert_eq!(as_asked(&trial, &[Profile::Ua1]), Claims { accessible: true, ..plain });
        // A press must be named.
        assert_eq!(as_asked(&trial, &[Profile::X4]), plain);
    }

    #[test]
    fn a_table_without_headers_is_no_accessible_document() {
        for (cell, accessible) in [(Tag::HeaderCell, true), (Tag::DataCell, false)] {
            let mut trial = paragraph();
            let table = trial.structure(Tag::Table, Some(NodeId(0)));
            let part = trial.structure(Tag::TableBody, Some(table));
            let row = trial.structure(Tag::TableRow, Some(part));
            let cell = trial.structure(cell, Some(row));
            trial.line(Some(cell), body(), "a");
            assert_eq!(of(&trial), (Some(Level::Accessible), accessible));
        }
    }

    #[test]
    fn an_archive_of_looks_asks_nothing_of_the_author() {
        let needs =
            [Need::Title, Need::Alternative, Need::HeaderRow, Need::Language, Need::PublicUse];
        let asked = |profile| {
            let standard = Standard::of(&[profile]).unwrap();
            needs.iter().filter(|need| standard.asks(**need).is_some()).count()
        };
        assert_eq!([Profile::A2b, Profile::A4, Profile::Pdf20].map(asked), [0, 0, 0]);
        assert_eq!([Profile::A2a, Profile::Ua1].map(asked), [2, 4]);
    }
}

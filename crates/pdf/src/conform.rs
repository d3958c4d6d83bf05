//! What PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) ask, and who sees to it.
//!
//! | asked | clause | by |
//! |---|---|---|
//! | header, `/ID`, no encryption | A 6.1.2, 6.1.3 | `save` |
//! | output intent for device colours | A 6.2.3 | `finish`, `icc` |
//! | no `DeviceCMYK` beside an RGB intent | A 6.2.4.3 | `image` |
//! | no interpolation | A 6.2.8 | `image` writes none |
//! | colour space to blend in | A 6.2.10 | `finish` |
//! | fonts embedded, widths as in the font | A 6.2.11.4, 6.2.11.5 | `font`, `font_dictionary` |
//! | text of every code | A 6.2.11.7 | `font_dictionary`, `text` |
//! | no `.notdef` | A 6.2.11.8, UA 7.21.8 | claimed only where none is drawn |
//! | annotations printed | A 6.3.2 | `link` |
//! | XMP, in step with Info, schemas described | A 6.6.2, UA 5 | `metadata` |
//! | tagged, `/MarkInfo` | A 6.7.2, UA 7.1 | `structure`, `finish` |
//! | artifacts marked with their kind | UA 7.1, 7.8 | `page` |
//! | language of document and passages | A 6.7.4, UA 7.2 | `finish`, `text` |
//! | title shown | UA 7.1 | `finish`, `metadata` |
//! | figures have alternative text | UA 7.3 | claimed only where all have |
//! | heading levels skip none | UA 7.4.2 | claimed only where none is skipped |
//! | header cells have a scope | UA 7.5 | `structure` |
//! | notes have identifiers | UA 7.9 | `structure` |
//! | links tagged, described, tab order | UA 7.18 | `link`, `finish`; claimed only where all are |
//!
//! A document claims no more than holds: what the layout leaves out is left out of the XMP.

use vanban_layout::{Item, Layout, Tag};

use crate::font::Faces;
use crate::tags::Plan;

/// What a document says it conforms to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Claims {
    /// The conformance level of PDF/A-2.
    pub(crate) archive: Option<&'static str>,
    /// PDF/UA-1.
    pub(crate) accessible: bool,
}

/// What the PDF of a layout may claim.
pub(crate) fn claims(layout: &Layout, plan: &Plan, faces: &Faces<'_>) -> Claims {
    let nodes = &layout.structure.nodes;
    let notdef = faces.iter().any(|used| used.draws_notdef);
    let tagged = !nodes.is_empty();
    let archive = match (notdef, tagged) {
        (true, _) => None,
        // Without a structure the text can still be told: level U.
        (false, false) => Some("U"),
        (false, true) => Some("A"),
    };
    let figures_told = nodes.iter().all(|node| {
        node.tag != Tag::Figure || node.alt.as_deref().is_some_and(|alt| !alt.trim().is_empty())
    });
    let areas = layout
        .pages
        .iter()
        .flat_map(|page| &page.frame.items)
        .filter(|(_, item)| matches!(item, Item::Link(_)))
        .count();
    let links_tagged = plan.areas.len() == areas
        && plan.areas.iter().all(|(_, node)| nodes[*node].tag == Tag::Link);
    let accessible = archive == Some("A") && figures_told && links_tagged && levels_follow(layout);
    Claims { archive, accessible }
}

/// Whether the first heading is of level 1 and none goes down by more than one level.
fn levels_follow(layout: &Layout) -> bool {
    let mut last = 0;
    layout.structure.nodes.iter().all(|node| match node.tag {
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
    use crate::trial::{Trial, body};
    use vanban_fonts::FontLibrary;
    use vanban_layout::Tag;

    fn of(trial: &Trial) -> Claims {
        let faces = crate::font::gather(&trial.layout, FontLibrary::bundled()).unwrap();
        claims(&trial.layout, &crate::tags::plan(&trial.layout), &faces)
    }

    #[test]
    fn a_figure_without_alternative_text_is_no_accessible_document() {
        let mut trial = Trial::default();
        let root = trial.structure(Tag::Document, None);
        let figure = trial.structure(Tag::Figure, Some(root));
        assert_eq!(of(&trial), Claims { archive: Some("A"), accessible: false });
        trial.layout.structure.node_mut(figure).alt = Some("Hội trường".to_owned());
        assert_eq!(of(&trial), Claims { archive: Some("A"), accessible: true });
    }

    #[test]
    fn a_skipped_level_is_no_accessible_document() {
        let mut trial = Trial::default();
        let root = trial.structure(Tag::Document, None);
        trial.structure(Tag::Heading(1), Some(root));
        trial.structure(Tag::Heading(3), Some(root));
        assert!(!of(&trial).accessible);
    }

    #[test]
    fn a_box_for_a_missing_character_is_no_archive() {
        let mut trial = Trial::default();
        let root = trial.structure(Tag::Document, None);
        let paragraph = trial.structure(Tag::Paragraph, Some(root));
        trial.line(Some(paragraph), body(), "a漢");
        assert_eq!(of(&trial), Claims { archive: None, accessible: false });
    }

    #[test]
    fn a_document_without_structure_is_still_an_archive() {
        let mut trial = Trial::default();
        trial.line(None, body(), "a");
        assert_eq!(of(&trial), Claims { archive: Some("U"), accessible: false });
    }
}

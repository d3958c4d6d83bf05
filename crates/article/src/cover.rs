//! The cover: the lines of the title block that stand on a page of their own.
//!
//! Both writers ask here which paragraphs these are and where room is left among them.

use crate::model::{Article, BlockId, BlockKind, ParagraphKind};

/// What a paragraph is on the cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CoverPart {
    /// The first: the theme says how far down it stands.
    First,
    /// The first below the title and its subtitle: the theme says how far below.
    Below,
    /// Any other.
    Other,
}

/// What a block is on the cover; none where it does not stand there.
#[must_use]
pub fn part(article: &Article, id: BlockId) -> Option<CoverPart> {
    // The parser ends the cover with a page break, and it has six lines at most.
    const MOST: u32 = 6;
    if !article.meta.cover || id.0 > MOST || id.0 >= article.body_len {
        return None;
    }
    let on_cover = |at: u32| match article.block(BlockId(at)).kind {
        BlockKind::Paragraph(ParagraphKind::Body | ParagraphKind::Caption) => None,
        BlockKind::Paragraph(kind) => Some(kind),
        _ => None,
    };
    let kind = on_cover(id.0)?;
    if (0..id.0).any(|at| on_cover(at).is_none()) {
        return None;
    }
    let heads = |kind| matches!(kind, ParagraphKind::Title | ParagraphKind::Subtitle);
    let before = id.0.checked_sub(1).and_then(on_cover);
    Some(match before {
        None => CoverPart::First,
        Some(before) if heads(before) && !heads(kind) => CoverPart::Below,
        Some(_) => CoverPart::Other,
    })
}

#[cfg(test)]
mod tests {
    use super::{CoverPart, part};
    use crate::model::BlockId;
    use crate::parse::parse;
    use crate::source::Source;

    #[test]
    fn the_cover_holds_title_author_and_date_and_ends_before_the_lead() {
        let keys = "title: A\nsubtitle: B\nlead: C\nauthor: D\ndate: 2013-11-07\n";
        let of = |cover: bool| {
            let text = format!("---\n{keys}cover: {cover}\n---\n\nE\n");
            let article = parse(&Source { name: "a.md".to_owned(), text }).article;
            (0..article.body_len).map(|at| part(&article, BlockId(at))).collect::<Vec<_>>()
        };
        use CoverPart::{Below, First, Other};
        let expected = [Some(First), Some(Other), Some(Below), Some(Other), None, None, None];
        assert_eq!(of(true), expected);
        assert!(of(false).iter().all(Option::is_none));
    }
}

//! What fits in a band: how wide its parts are, how much room each has, and how text is cut.

use vanban_article::{Code, Diagnostic, FurnitureChoice};
use vanban_theme::{TextStyle, Twip};

use super::Edge;
use crate::context::Context;
use crate::inline::{Content, Piece, Text, shape, width};
use crate::structure::NodeId;

/// What does not fit in a band.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    /// Text: it is cut.
    Text,
    /// The title of a section: the band shows none.
    Section,
}

/// The longest text that is measured, in characters: more than any line holds.
const LONGEST: usize = 400;
/// What stands where text is cut.
pub(super) const ELLIPSIS: char = '…';

/// The width of text in twips.
pub(super) fn measured(cx: &mut Context<'_>, look: &TextStyle, words: &str) -> f64 {
    if words.is_empty() { 0.0 } else { width(&shaped(cx, look, limited(words)).1) }
}

/// How much room each part of a band has, the parts being so wide: all where it stands alone; else
/// the middle keeps half the measure, what is left goes to the sides.
pub(super) fn rooms([left, center, right]: [f64; 3], measure: Twip, gap: f64) -> [f64; 3] {
    // Word processors round each run: a little less than the measure is sure to fit.
    let measure = f64::from(measure.0) - 10.0;
    let sides = left.max(right);
    if center > 0.0 && sides > 0.0 {
        let center = center.min((measure / 2.0).max(measure - 2.0 * (sides + gap)));
        let side = (measure - center) / 2.0 - gap;
        return [side, center, side];
    }
    if left > 0.0 && right > 0.0 {
        let right = right.min(((measure - gap) / 2.0).max(measure - gap - left));
        return [measure - gap - right, 0.0, right];
    }
    [measure; 3]
}

/// Cuts the words of a part, the longest first, until they fit.
pub(super) fn cut(
    cx: &mut Context<'_>,
    look: &TextStyle,
    words: &mut [String],
    may: &[bool],
    room: f64,
) {
    let mut open: Vec<usize> = (0..words.len()).filter(|at| may[*at]).collect();
    while let Some(longest) =
        open.iter().copied().max_by_key(|at| (words[*at].chars().count(), usize::MAX - at))
    {
        open.retain(|at| *at != longest);
        let whole = limited(&words[longest]);
        let ends = whole.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
        let mut ends: Vec<usize> = ends.collect();
        if ends.is_empty() {
            ends = whole.char_indices().map(|(at, _)| at).collect();
        }
        let try_at = |cx: &mut Context<'_>, words: &mut [String], end: usize| {
            let kept =
                whole[..end].trim_end_matches(|c: char| c.is_whitespace() || ",;:–-".contains(c));
            words[longest] = format!("{kept}{ELLIPSIS}");
            measured(cx, look, &words.concat()) <= room
        };
        // The most words that fit, by halving.
        let (mut fits, mut fails) = (0, ends.len());
        while fits + 1 < fails {
            let middle = (fits + fails) / 2;
            if try_at(cx, words, ends[middle]) { fits = middle } else { fails = middle }
        }
        if ends.get(fits).is_some_and(|end| *end > 0 && try_at(cx, words, *end)) {
            return;
        }
        words[longest] = ELLIPSIS.to_string();
        if measured(cx, look, &words.concat()) <= room {
            return;
        }
    }
}

/// Tells that a band does not fit.
pub(super) fn report(cx: &mut Context<'_>, edge: Edge, fault: Fault) {
    let meta = &cx.article.meta;
    let said = |choice: &Option<FurnitureChoice>| {
        let choice = choice.as_ref()?;
        let bands = [&choice.general, &choice.odd, &choice.even, &choice.first];
        let mut fields = bands.into_iter().flatten().flat_map(|band| band.parts()).flatten();
        fields.next().map(|field| field.span)
    };
    let own = said(match edge {
        Edge::Head => &meta.header,
        Edge::Foot => &meta.footer,
    });
    let edge = edge.name();
    let message = match fault {
        Fault::Text => format!("the running {edge} is longer than its line and is cut"),
        Fault::Section => {
            format!("the title of a section has no room in the running {edge}, which shows none")
        }
    };
    let diagnostic = match own {
        Some(span) => Diagnostic::warning(Code::FURNITURE, span, message),
        // It is the theme's: the author need not do anything.
        None => {
            let span = meta.title.as_ref().map(|title| title.span).unwrap_or_default();
            Diagnostic::note(Code::FURNITURE, span, message)
        }
    };
    cx.diagnostics.push(
        diagnostic.hint(
            "say less in it: `header:` and `footer:` of the front matter replace the theme's",
        ),
    );
}

pub(super) fn limited(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

pub(super) fn shaped(
    cx: &mut Context<'_>,
    look: &TextStyle,
    words: String,
) -> ([Piece<'static>; 1], Text) {
    let pieces = [Piece::new(Content::Label(words), *look, NodeId(0))];
    let text = shape(&pieces, cx.library, &mut cx.shaper);
    (pieces, text)
}

#[cfg(test)]
mod tests {
    use super::rooms;
    use vanban_theme::Twip;

    #[test]
    fn parts_share_the_measure() {
        let rooms = |widths| rooms(widths, Twip(1010), 10.0);
        assert_eq!(rooms([2000.0, 0.0, 0.0]), [1000.0; 3]);
        assert_eq!(rooms([100.0, 300.0, 50.0]), [340.0, 300.0, 340.0]);
        assert_eq!(rooms([900.0, 0.0, 900.0]), [495.0, 0.0, 495.0]);
        assert_eq!(rooms([900.0, 0.0, 100.0]), [890.0, 0.0, 100.0]);
        assert_eq!(rooms([100.0, 2000.0, 0.0]), [100.0, 780.0, 100.0]);
        assert_eq!(rooms([900.0, 2000.0, 900.0])[1], 500.0);
    }
}

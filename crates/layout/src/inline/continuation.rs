//! Lines of code that are longer than the measure: the rest of each goes on behind a mark, `↳`, so
//! that nobody takes it for a line of its own.
//!
//! No line end is forced in the DOCX. The mark stands in the text where layout cuts the line, glued to
//! what follows, after a space or an opening without width; since it makes the rest still wider, every
//! word processor ends the line before it by its own rules. In both papers the mark is no part of the
//! text: an artifact in the PDF, a symbol (`w:sym`) in the DOCX, which readers of text pass over. A
//! `w:br` would have stood there as a line end of the code, and an indent says nothing in languages
//! whose lines are indented. Where the versions of the word processors would not all end the lines
//! before the marks, the block has none.

use vanban_article::hints::CONTINUATION;
use vanban_text::Edition;
use vanban_theme::{CodePart, TextStyle, Twip};

use crate::context::Context;
use crate::inline::break_lines::{LineRange, Profile, break_hanging, openings};
use crate::inline::collect::{Content, Piece};
use crate::inline::shape::{Kind, Text, shape};
use crate::inline::stable::settle;

/// How much narrower than the measure lines are cut: more than any rounding, less than the mark.
const MARGIN: Twip = Twip(20);

/// Cuts the lines of a block of code, whose text looks like `look`, where they do not fit, and leaves
/// the places in the hints.
pub(crate) fn continue_lines(
    cx: &mut Context<'_>,
    pieces: &mut [Piece<'_>],
    look: TextStyle,
    measure: Twip,
) {
    let Some(face) = cx.library.face_for(look.font, CONTINUATION) else { return };
    let metrics = cx.library.face(face);
    let units = metrics.glyph(CONTINUATION).map_or(0, |glyph| i32::from(metrics.advance(glyph)));
    let hang = Twip(look.size.twips().0 * units / i32::from(metrics.units_per_em) + 1);
    if hang <= MARGIN || measure < (hang + MARGIN) * 4 {
        return;
    }
    let whole = shape(pieces, cx.library, &mut cx.shaper);
    let open = openings(&whole, Edition::Unicode14);
    let lines = break_hanging(&whole, &open, measure - MARGIN, hang, Profile::Floored);
    let cuts = cuts(&whole, &lines, pieces.len());
    let count: usize = cuts.iter().map(Vec::len).sum();
    if count == 0 {
        return;
    }
    let mark = cx.theme.code(look, CodePart::Continuation);
    for (piece, cuts) in pieces.iter_mut().zip(cuts) {
        if let (Content::Text(words), false) = (&piece.content, cuts.is_empty()) {
            piece.content = Content::Split { words, cuts, mark };
        }
    }
    let agree = agree(shape(pieces, cx.library, &mut cx.shaper), measure, count);
    for piece in pieces {
        let Content::Split { words, cuts, .. } = &piece.content else { continue };
        if let (true, Some(inline)) = (agree, piece.inline) {
            cx.hints.cuts.insert(inline, cuts.clone());
        } else {
            piece.content = Content::Text(words);
        }
    }
}

/// The byte offsets in the text of each piece at which a line goes on.
fn cuts(text: &Text, lines: &[LineRange], pieces: usize) -> Vec<Vec<u32>> {
    let piece = |cluster: usize| text.runs[text.clusters[cluster].run as usize].piece;
    let mut starts = vec![None; pieces];
    for cluster in 0..text.clusters.len().saturating_sub(1) {
        starts[piece(cluster)].get_or_insert(text.clusters[cluster].at);
    }
    let mut cuts = vec![Vec::new(); pieces];
    for line in lines.iter().filter(|line| goes_on(text, line.start)) {
        let piece = piece(line.start);
        cuts[piece].push(text.clusters[line.start].at - starts[piece].unwrap_or_default());
    }
    cuts
}

/// Whether every version of the word processors begins a line at each of so many marks, and nowhere
/// else but after the line ends of the code.
fn agree(mut text: Text, measure: Twip, marks: usize) -> bool {
    let settled = settle(&mut text, measure, Twip::ZERO);
    let starts = settled.lines.iter().map(|line| line.start);
    let continued: Vec<usize> = starts.filter(|start| goes_on(&text, *start)).collect();
    settled.nudge.is_some()
        && continued.len() == marks
        && continued.iter().all(|start| text.clusters[*start].kind == Kind::Continuation)
}

/// Whether the line that begins at this cluster goes on from the one before.
fn goes_on(text: &Text, start: usize) -> bool {
    start > 0 && start + 1 < text.clusters.len() && text.clusters[start - 1].kind != Kind::Newline
}

#[cfg(test)]
mod tests {
    use vanban_article::hints::CONTINUATION;
    use vanban_article::{Images, Source, parse};
    use vanban_fonts::FontLibrary;
    use vanban_theme::Theme;

    use crate::flow::{Typeset, typeset};
    use crate::frame::Item;

    fn set(markdown: &str) -> Typeset {
        let source = Source { name: "a.md".to_owned(), text: markdown.to_owned() };
        let theme = Theme::named("office").expect("the theme is built in");
        let article = parse(&source).article;
        typeset(&article, &theme, FontLibrary::bundled(), &Images::default())
    }

    /// The lines of the first page, marks included.
    fn lines(made: &Typeset) -> Vec<String> {
        let mut lines: Vec<(f32, String)> = Vec::new();
        for (origin, item) in &made.layout.pages[0].frame.items {
            let Item::Run(run) = item else { continue };
            match lines.last_mut() {
                Some((y, line)) if *y == origin.y.0 => line.push_str(&run.text),
                _ => lines.push((origin.y.0, run.text.clone())),
            }
        }
        lines.into_iter().map(|(_, line)| line).collect()
    }

    #[test]
    fn the_rest_of_a_long_line_goes_on_behind_a_mark() {
        let word = "a".repeat(100);
        let made = set(&format!("```\nx = {word}\ny\n```\n"));
        let lines = lines(&made);
        assert_eq!(lines.len(), 4, "{lines:?}");
        assert_eq!(lines[0].trim_end(), "x =");
        assert!(lines[1].starts_with(CONTINUATION) && lines[2].starts_with(CONTINUATION));
        assert_eq!(lines[3].trim_end(), "y");
        let text: String = lines.concat().chars().filter(|c| *c != CONTINUATION).collect();
        assert!(text.contains(&word));
        let cuts: Vec<_> = made.hints.cuts.values().flatten().copied().collect();
        assert_eq!(cuts.len(), 2);
        assert_eq!(cuts[0], 4);
    }

    #[test]
    fn lines_that_fit_have_no_mark() {
        let made = set(&format!("```rust\nlet x = 1; // {}\n```\n", "b".repeat(55)));
        assert!(made.hints.cuts.is_empty());
        assert_eq!(lines(&made).len(), 1);
    }

    #[test]
    fn a_line_may_go_on_where_a_token_begins() {
        let made = set(&format!("```rust\n\"{}\" fn x() {{ let y = 1; }}\n```\n", "b".repeat(70)));
        let lines = lines(&made);
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert!(lines[1].starts_with("↳fn x"), "{lines:?}");
        assert_eq!(made.hints.cuts.values().flatten().copied().collect::<Vec<_>>(), [0]);
    }

    #[test]
    fn long_lines_take_time_in_proportion_to_their_length() {
        let made = set(&format!("```\n{}\n```\n", "ab ".repeat(20_000)));
        assert!(made.layout.pages.len() > 10);
    }
}

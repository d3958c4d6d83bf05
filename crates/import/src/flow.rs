//! Runs to paragraphs: where one ends, and what is a figure because a picture stands alone in it.

use crate::model::{Block, Inline, Mark};
use crate::runs::{Piece, Run, inlines, plain};

/// What is being written.
#[derive(Default)]
pub(crate) struct Out {
    /// The blocks that are whole.
    pub(crate) blocks: Vec<Block>,
    /// The paragraph that is not.
    pub(crate) runs: Vec<Run>,
}

/// Whether a block is a line or two.
pub(crate) fn is_short(block: &Block) -> bool {
    matches!(block, Block::Paragraph(inlines) if plain(inlines).chars().count() <= 120)
}

/// Ends the paragraph: two line ends part paragraphs, pictures alone are figures.
pub(crate) fn flush(out: &mut Out) {
    let runs = std::mem::take(&mut out.runs);
    let mut parts: Vec<Vec<Run>> = vec![Vec::new()];
    let mut breaks = 0;
    for run in runs {
        let blank = matches!(&run.piece, Piece::Text(text) if text.trim().is_empty());
        match run.piece {
            Piece::Break => breaks += 1,
            _ if blank && breaks > 0 => continue,
            _ => {
                if breaks > 1 {
                    parts.push(Vec::new());
                }
                breaks = 0;
            }
        }
        if let Some(part) = parts.last_mut() {
            part.push(run);
        }
    }
    for part in parts {
        let made = inlines(part);
        if made.is_empty() {
            continue;
        }
        let mut pictures = Vec::new();
        if made.iter().all(|inline| alone(inline, &mut pictures)) {
            out.blocks.extend(pictures);
        } else {
            out.blocks.push(Block::Paragraph(made));
        }
    }
}

/// Whether an inline is a picture and nothing more; it is added as a figure.
fn alone(inline: &Inline, figures: &mut Vec<Block>) -> bool {
    match inline {
        Inline::Picture { picture, alt, attributes } => {
            figures.push(Block::Figure {
                picture: *picture,
                alt: alt.clone(),
                caption: Vec::new(),
                attributes: attributes.clone(),
            });
            true
        }
        Inline::Link { inlines, .. } | Inline::Marked(_, inlines) => {
            inlines.iter().all(|inline| alone(inline, figures))
        }
        Inline::LineBreak => true,
        Inline::Text(text) => text.trim().is_empty(),
        _ => false,
    }
}

/// Inlines without the marks that hold all of them, where those are the look of a style.
pub(crate) fn unmarked(mut inlines: Vec<Inline>, marks: &[Mark]) -> Vec<Inline> {
    while let [Inline::Marked(mark, inner)] = inlines.as_slice()
        && marks.contains(mark)
    {
        inlines = inner.clone();
    }
    inlines
}

/// Figures with the lines under them that are set as captions: in the middle, and in italics throughout.
/// Where nothing says what a picture shows, its caption says the most.
pub(crate) fn captioned(blocks: Vec<Block>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        if let Some(Block::Figure { caption, .. }) = out.last_mut()
            && caption.is_empty()
            && let Block::Division { attributes, blocks } = &block
            && attributes.classes == ["center"]
            && let [Block::Paragraph(words)] = blocks.as_slice()
            && matches!(words.as_slice(), [Inline::Marked(Mark::Emphasis, _)])
        {
            caption.clone_from(words);
            continue;
        }
        out.push(block);
    }
    for block in &mut out {
        if let Block::Figure { alt, caption, .. } = block {
            *caption = unmarked(std::mem::take(caption), &[Mark::Emphasis, Mark::Strong]);
            if alt.is_empty() {
                *alt = plain(caption);
            }
        }
    }
    out
}

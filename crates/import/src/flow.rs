//! Runs to paragraphs: where one ends, and what is a figure because a picture stands alone in it.

use crate::model::{Block, Inline};
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

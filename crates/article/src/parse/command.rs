//! Commands that stand alone in a paragraph: page breaks and tables of contents, as writers of LaTeX
//! and of wikis ask for them.

use super::draft::{DraftKind, Piece, PieceKind};
use crate::contents::LOWEST_LISTED;
use crate::kind::ContentsKind;
use crate::model::Marks;

/// How long a paragraph of commands may be, in bytes.
const LONGEST: usize = 200;

/// The commands that a paragraph holds; none if it holds anything else.
pub(super) fn read(pieces: &[Piece<'_>]) -> Vec<DraftKind> {
    let mut text = String::new();
    for piece in pieces {
        match &piece.kind {
            PieceKind::Text(part)
                if piece.link.is_none()
                    && !piece.marks.has(Marks::CODE)
                    && text.len() + part.len() <= LONGEST =>
            {
                text.push_str(part);
            }
            PieceKind::Break => text.push(' '),
            _ => return Vec::new(),
        }
    }
    if !text.trim_start().starts_with(['\\', '[']) {
        return Vec::new();
    }
    text.split_whitespace().map(command).collect::<Option<_>>().unwrap_or_default()
}

fn command(word: &str) -> Option<DraftKind> {
    let headings = ContentsKind::Headings { depth: LOWEST_LISTED };
    Some(match word {
        r"\newpage" | r"\pagebreak" | r"\clearpage" => DraftKind::PageBreak,
        r"\tableofcontents" => DraftKind::Contents(headings),
        r"\listoffigures" => DraftKind::Contents(ContentsKind::Figures),
        r"\listoftables" => DraftKind::Contents(ContentsKind::Tables),
        // The underscores of `[[_TOC_]]` may have been read as emphasis.
        _ => match word.to_ascii_lowercase().as_str() {
            "[toc]" | "[[toc]]" | "[[_toc_]]" => DraftKind::Contents(headings),
            _ => return None,
        },
    })
}

#[cfg(test)]
mod tests {
    use crate::kind::ContentsKind;
    use crate::model::BlockKind;
    use crate::parse::parse;
    use crate::source::Source;

    fn kinds(text: &str) -> Vec<BlockKind> {
        let source = Source { name: "a.md".to_owned(), text: text.to_owned() };
        parse(&source).article.blocks.into_iter().map(|block| block.kind).collect()
    }

    #[test]
    fn commands_alone_in_a_paragraph_are_blocks() {
        let toc = BlockKind::Contents(ContentsKind::Headings { depth: 3 });
        for text in ["[TOC]", "[[_TOC_]]", "[[TOC]]", "\\tableofcontents", "  [toc]  "] {
            assert_eq!(kinds(text), std::slice::from_ref(&toc), "{text}");
        }
        assert_eq!(
            kinds("\\newpage\n\\listoffigures\n\\listoftables"),
            [
                BlockKind::PageBreak,
                BlockKind::Contents(ContentsKind::Figures),
                BlockKind::Contents(ContentsKind::Tables)
            ]
        );
    }

    #[test]
    fn commands_among_words_are_words() {
        for text in ["Lệnh \\newpage ngắt trang", "`\\newpage`", "[TOC](a.md)", "[TOC] là mục lục"]
        {
            assert!(matches!(kinds(text)[..], [BlockKind::Paragraph(_)]), "{text}");
        }
    }
}

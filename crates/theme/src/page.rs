//! The page: paper, margins, and where furniture stands.

use serde::{Deserialize, Serialize};

use crate::length::{Mm, Twip};

/// The paper of an article and the room left around its text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageStyle {
    /// Width of the paper.
    pub width: Mm,
    /// Height of the paper.
    pub height: Mm,
    /// Room above the text.
    pub top: Mm,
    /// Room below the text.
    pub bottom: Mm,
    /// Room left of the text.
    pub left: Mm,
    /// Room right of the text.
    pub right: Mm,
    /// From the paper's top edge to the header.
    pub header: Mm,
    /// From the footer to the paper's bottom edge.
    pub footer: Mm,
}

impl PageStyle {
    /// The width of the text area.
    #[must_use]
    pub fn text_width(&self) -> Twip {
        self.width.twips() - self.left.twips() - self.right.twips()
    }

    /// The same paper turned, its margins where they are, so that it is wider than high; or as it is.
    #[must_use]
    pub fn turned(&self, landscape: bool) -> PageStyle {
        let mut page = self.clone();
        if landscape && page.width.0 < page.height.0 {
            std::mem::swap(&mut page.width, &mut page.height);
        }
        page
    }

    /// The height of the text area.
    #[must_use]
    pub fn text_height(&self) -> Twip {
        self.height.twips() - self.top.twips() - self.bottom.twips()
    }
}

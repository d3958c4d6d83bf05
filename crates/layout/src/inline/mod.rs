//! Paragraph to lines, read as four calls: [`collect`](collect::collect) the inlines into pieces of
//! one look, [`shape`](shape::shape) them into clusters, [`break_lines`](break_lines::break_lines)
//! them, [`place`](place::place) each line's items.
//!
//! The rules of breaking are those under which word processors break the DOCX at the same places;
//! [`stable`](stable::settle) finds the right indent at which all of them agree.

pub(crate) mod break_lines;
pub(crate) mod collect;
mod continuation;
pub(crate) mod place;
mod portion;
pub(crate) mod shape;
pub(crate) mod stable;

pub(crate) use break_lines::LineRange;
pub(crate) use collect::{Content, Piece, collect, note_label};
pub(crate) use continuation::continue_lines;
pub(crate) use place::{Slot, place, width};
pub(crate) use shape::{Cluster, Kind, Text, shape};
pub(crate) use stable::settle;

#[cfg(test)]
pub(crate) mod tests_support {
    //! A text shaped without an article.

    use vanban_article::InlineId;
    use vanban_fonts::{FontLibrary, Shaper};
    use vanban_theme::{Role, Theme};

    use super::{Content, Piece, Text, shape};
    use crate::structure::NodeId;

    /// Body text in the office theme; a line feed is a line end that the author asked for.
    pub(crate) fn text(words: &str) -> Text {
        let theme = Theme::named("office").expect("the office theme is built in");
        let piece = |content| {
            let inline = matches!(content, Content::Text(_)).then_some(InlineId(0));
            Piece { inline, ..Piece::new(content, theme.style(Role::Body).text, NodeId(0)) }
        };
        let mut pieces = Vec::new();
        for (index, line) in words.split('\n').enumerate() {
            if index > 0 {
                pieces.push(piece(Content::LineBreak));
            }
            pieces.push(piece(Content::Text(line)));
        }
        let library = FontLibrary::bundled();
        shape(&pieces, library, &mut Shaper::new(library))
    }
}

//! Pictures of the article in their places: in a line, or alone in the paragraph of a figure.
//! [`crate::drawing`] writes the drawing itself.

use std::sync::Arc;

use vanban_article::{Image, PictureId, PictureRoom, PictureSize};
use vanban_theme::{FontSpec, TextStyle, Twip};

use crate::drawing::{self, Drawing};
use crate::inlines::{Open, look_of, text_runs};
use crate::relationships::Kind;
use crate::run::Run;
use crate::story::{Around, Story, Writing};

/// A picture that is loaded.
pub(crate) fn image<'a>(writing: &Writing<'a>, picture: PictureId) -> Option<&'a Arc<Image>> {
    writing.input.images.entries.get(picture.index())?.as_ref()
}

/// A picture of the article in its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shot<'a> {
    /// Which picture.
    pub(crate) picture: PictureId,
    /// What it shows.
    pub(crate) alt: &'a str,
    /// The size that is asked for it.
    pub(crate) size: PictureSize,
    /// The width and height in twips that layout gave it.
    pub(crate) printed: Option<(i32, i32)>,
}

/// Writes a picture in a run of its own, or what it shows where there is no picture.
pub(crate) fn picture_or_alt(
    writing: &mut Writing<'_>,
    story: &mut Story,
    open: &mut Open,
    (text, run, font): (TextStyle, Run, FontSpec),
    shot: Shot<'_>,
    around: Around,
) {
    if image(writing, shot.picture).is_none() {
        if !shot.alt.is_empty() {
            text_runs(writing, story, open, text, run, font, &format!("[{}]", shot.alt));
        }
        return;
    }
    story.xml.tag("w:r").open();
    look_of(writing, text, run, font).write("w:rPr", &mut story.xml);
    draw(writing, story, shot, around);
    story.xml.close("w:r");
}

/// The width and height at which a picture is drawn.
fn size_of(writing: &Writing<'_>, image: &Image, shot: Shot<'_>, around: Around) -> (Twip, Twip) {
    let theme = writing.input.theme;
    let (width, height) = shot.printed.unwrap_or_else(|| {
        let dpi = image.dpi.filter(|dpi| *dpi >= 1.0).unwrap_or(theme.picture_dpi);
        let text_height = theme.page.text_height().0;
        let share = theme.picture_share;
        let room = PictureRoom { measure: around.width.0, text_height, share };
        shot.size.printed((image.width, image.height), dpi, room)
    });
    (Twip(width.max(1)), Twip(height.max(1)))
}

/// Writes the drawing of a picture that is loaded.
fn draw(writing: &mut Writing<'_>, story: &mut Story, shot: Shot<'_>, around: Around) {
    let Some(image) = image(writing, shot.picture) else {
        return;
    };
    let size = size_of(writing, image, shot, around);
    let part = writing.media.part(image);
    let relationship = story.relationships.to(Kind::Image, &part);
    let id = writing.next_drawing();
    let vector = writing.media.drawing_part(image);
    let vector = vector.map(|part| story.relationships.to(Kind::Image, &part));
    let vector = vector.as_deref();
    let drawing = Drawing { id, relationship: &relationship, vector, alt: shot.alt, size };
    drawing::write(&mut story.xml, drawing);
}

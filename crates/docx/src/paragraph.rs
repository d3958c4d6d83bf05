//! A paragraph: its style, what of it depends on its place, and its runs.
//!
//! Direct formatting says only what no style can: indents by depth, the list, the room after a
//! table, the column's alignment, and what layout has measured.

use vanban_article::{Block, BlockId, InlineKind, LinkId, NoteId, PictureId, Place, Target};
use vanban_fonts::FontLibrary;
use vanban_theme::{Align, Depth, FontSpec, LineHeight, Role, TextStyle, Twip};

use crate::drawing::{self, Drawing};
use crate::field;
use crate::relationships::{Kind, external_target};
use crate::run::{self, Run};
use crate::schema::{Children, PARAGRAPH};
use crate::story::{NoteLabel, Story, Writing, anchor_name, note_name};
use crate::style_names::{self, NORMAL};
use crate::styles;
use crate::units::picture_size;
use crate::xml::Xml;

/// What surrounds a paragraph.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Around {
    /// Lists, quotations, cell, note.
    pub(crate) place: Place,
    /// How the lines of the column that holds it stand, if the author has said so.
    pub(crate) align: Option<Align>,
    /// The width of what holds it.
    pub(crate) width: Twip,
}

impl Around {
    /// How deep the paragraph stands.
    pub(crate) fn depth(&self) -> Depth {
        Depth { lists: self.place.lists, quotes: self.place.quotes }
    }
}

/// What of a paragraph its role does not say.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Special {
    /// Stays with the next paragraph.
    pub(crate) keep_next: bool,
    /// Holds a picture whose height no layout has measured.
    pub(crate) grows: bool,
}

/// Starts a paragraph; the answer is how many bookmarks [`close`] has to end.
pub(crate) fn open(
    writing: &mut Writing<'_>,
    story: &mut Story,
    id: Option<BlockId>,
    role: Role,
    around: Around,
    special: Special,
) -> Vec<u32> {
    story.xml.tag("w:p").open();
    properties(writing, story, id, role, around, special).write("w:pPr", &mut story.xml);
    let mut bookmarks = Vec::new();
    for anchor in std::mem::take(&mut story.anchors) {
        bookmarks.push(start_bookmark(writing, &mut story.xml, &anchor_name(anchor)));
    }
    if let Some(label) = story.label.take() {
        label_of_note(writing, story, role, label);
    }
    bookmarks
}

/// Ends a paragraph and its bookmarks.
pub(crate) fn close(story: &mut Story, bookmarks: Vec<u32>) {
    for id in bookmarks {
        end_bookmark(&mut story.xml, id);
    }
    story.xml.close("w:p");
}

/// Writes the paragraph of a leaf block.
pub(crate) fn leaf(
    writing: &mut Writing<'_>,
    story: &mut Story,
    id: BlockId,
    role: Role,
    around: Around,
) {
    let article = writing.input.article;
    let block = article.block(id);
    let grows = has_pictures(writing, block) && !writing.input.hints.pitches.contains_key(&id);
    let special = Special { grows, ..Special::default() };
    let bookmarks = open(writing, story, Some(id), role, around, special);
    let style = writing.input.theme.paragraph(role, around.depth());
    let around = Around { width: around.width - style.left - style.right, ..around };
    inlines(writing, story, block, role, around);
    close(story, bookmarks);
}

fn has_pictures(writing: &Writing<'_>, block: &Block) -> bool {
    let article = writing.input.article;
    article.inlines_of(block).iter().any(|inline| match inline.kind {
        InlineKind::Picture { picture, .. } => image(writing, picture).is_some(),
        _ => false,
    })
}

fn properties(
    writing: &mut Writing<'_>,
    story: &mut Story,
    id: Option<BlockId>,
    role: Role,
    around: Around,
    special: Special,
) -> Children {
    let input = writing.input;
    let style = input.theme.paragraph(role, style_names::home(role));
    let resolved = input.theme.paragraph(role, around.depth());
    let mut children = Children::new(PARAGRAPH);
    let name = style_names::of(role).id;
    if name != NORMAL {
        children.value("w:pStyle", name);
    }
    if special.keep_next && !style.keep_next {
        children.on("w:keepNext");
    }
    let number = story.number.take();
    if let Some(number) = number {
        children.put("w:numPr").open();
        children.inside().tag("w:ilvl").with("w:val", u32::from(number.level)).empty();
        children.inside().tag("w:numId").with("w:val", number.list).empty();
        children.inside().close("w:numPr");
    }

    let pitch = id.and_then(|id| input.hints.pitches.get(&id)).copied();
    let before = std::mem::take(&mut story.after_table)
        .then_some(input.theme.table.around)
        .filter(|around| *around > style.before);
    let line = match (pitch, style.line_height) {
        (Some(pitch), _) => Some((pitch.max(1), "exact")),
        (None, LineHeight::Exact(height)) if special.grows => Some((height.twips().0, "atLeast")),
        _ => None,
    };
    if before.is_some() || line.is_some() {
        children
            .put("w:spacing")
            .with_some("w:before", before.map(|before| before.0))
            .with_some("w:line", line.map(|(line, _)| line))
            .with_some("w:lineRule", line.map(|(_, rule)| rule))
            .empty();
    }

    let nudge = id.and_then(|id| input.hints.nudges.get(&id)).copied().unwrap_or(0);
    // The numbering's level says the left indent, but no more than the level's own depth.
    let (left, first_line) = match number {
        Some(number) => (input.theme.list_indent(number.level + 1), -number.hanging),
        None => (style.left, style.first_line),
    };
    let wanted = match number {
        Some(number) => -number.hanging,
        None => resolved.first_line,
    };
    let right = resolved.right + Twip(nudge);
    if (left, style.right, first_line) != (resolved.left, right, wanted) {
        styles::indent(&mut children, resolved.left, right, wanted);
    }
    if let Some(align) = around.align.filter(|align| *align != style.align) {
        children.value("w:jc", styles::justification(align));
    }
    children
}

fn start_bookmark(writing: &mut Writing<'_>, xml: &mut Xml, name: &str) -> u32 {
    let id = writing.next_bookmark();
    xml.tag("w:bookmarkStart").with("w:id", id).with("w:name", name).empty();
    id
}

fn end_bookmark(xml: &mut Xml, id: u32) {
    xml.tag("w:bookmarkEnd").with("w:id", id).empty();
}

/// Writes bookmarks that no paragraph bears any more.
pub(crate) fn leftover_bookmarks(writing: &mut Writing<'_>, story: &mut Story) {
    for anchor in std::mem::take(&mut story.anchors) {
        let id = start_bookmark(writing, &mut story.xml, &anchor_name(anchor));
        end_bookmark(&mut story.xml, id);
    }
}

/// The number and the space with which a note's text starts.
fn label_of_note(writing: &mut Writing<'_>, story: &mut Story, role: Role, label: NoteLabel) {
    let text = writing.input.theme.style(role).text;
    let note = Run { is_note: true, ..Run::default() };
    writing.faces.set(text.font, "1 ");
    let look = look_of(writing, text, note, text.font);
    field::run(&mut story.xml, look, |xml| match label {
        NoteLabel::Counted => xml.tag("w:footnoteRef").empty(),
        NoteLabel::Own(number) => xml.leaf("w:t", &number.to_string()),
    });
    let plain = look_of(writing, text, Run::default(), text.font);
    field::run(&mut story.xml, plain, |xml| xml.raw("<w:t xml:space=\"preserve\"> </w:t>"));
}

fn look_of(writing: &Writing<'_>, text: TextStyle, run: Run, face: FontSpec) -> Children {
    let input = writing.input;
    run::properties(input.theme, writing.fonts(), input.body, text, run, face)
}

/// Runs being written: the one that is open, and the link that holds it.
#[derive(Default)]
struct Open {
    run: Option<(Run, FontSpec)>,
    link: Option<LinkId>,
    in_hyperlink: bool,
}

/// Writes the inlines of a paragraph.
fn inlines(
    writing: &mut Writing<'_>,
    story: &mut Story,
    block: &Block,
    role: Role,
    around: Around,
) {
    let article = writing.input.article;
    let text = writing.input.theme.style(role).text;
    let mut open = Open::default();
    for (at, inline) in (block.inlines.start..).zip(article.inlines_of(block)) {
        enter_link(writing, story, &mut open, inline.link);
        let run = Run { marks: inline.marks, is_link: inline.link.is_some(), is_note: false };
        let font = run::look(writing.input.theme, text, run).font;
        match &inline.kind {
            InlineKind::Text(words) => text_runs(writing, story, &mut open, text, run, font, words),
            InlineKind::LineBreak => {
                // A line break has no face: it stays in the run before it where it can.
                let face = open.run.filter(|(last, _)| *last == run).map_or(font, |(_, face)| face);
                enter_run(writing, story, &mut open, text, run, face);
                story.xml.tag("w:br").empty();
            }
            InlineKind::Picture { picture, alt } => {
                leave_run(story, &mut open);
                let hint = writing.input.hints.pictures.get(&vanban_article::InlineId(at)).copied();
                let run = (text, run, font);
                picture_or_alt(writing, story, &mut open, run, *picture, alt, hint, around);
            }
            InlineKind::NoteMark { note, again } => {
                leave_run(story, &mut open);
                note_mark(writing, story, text, *note, *again);
            }
        }
    }
    leave_run(story, &mut open);
    enter_link(writing, story, &mut open, None);
}

/// Writes text, cut where a face lacks a character as the layout cuts it.
fn text_runs(
    writing: &mut Writing<'_>,
    story: &mut Story,
    open: &mut Open,
    text: TextStyle,
    run: Run,
    font: FontSpec,
    words: &str,
) {
    let library = FontLibrary::bundled();
    let wanted = library.face(library.id(font));
    let mut rest = words;
    while !rest.is_empty() {
        let face_of = |character: char| {
            if wanted.covers(character) {
                return font;
            }
            library.face_for(font, character).map_or(font, |id| library.face(id).spec)
        };
        let face = rest.chars().next().map_or(font, face_of);
        let end = rest.char_indices().find(|(_, each)| face_of(*each) != face);
        let (piece, after) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
        writing.faces.set(face, piece);
        enter_run(writing, story, open, text, run, face);
        characters(&mut story.xml, piece);
        rest = after;
    }
}

/// Writes text into the run that is open.
fn characters(xml: &mut Xml, text: &str) {
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            xml.tag("w:br").empty();
        }
        for (at, piece) in line.split('\t').enumerate() {
            if at > 0 {
                xml.tag("w:tab").empty();
            }
            if !piece.is_empty() {
                xml.tag("w:t").with("xml:space", "preserve").open();
                xml.text(piece);
                xml.close("w:t");
            }
        }
    }
}

fn enter_run(
    writing: &Writing<'_>,
    story: &mut Story,
    open: &mut Open,
    text: TextStyle,
    run: Run,
    face: FontSpec,
) {
    if open.run == Some((run, face)) {
        return;
    }
    leave_run(story, open);
    story.xml.tag("w:r").open();
    look_of(writing, text, run, face).write("w:rPr", &mut story.xml);
    open.run = Some((run, face));
}

fn leave_run(story: &mut Story, open: &mut Open) {
    if open.run.take().is_some() {
        story.xml.close("w:r");
    }
}

/// Ends one link and starts another, unless they are the same.
fn enter_link(writing: &Writing<'_>, story: &mut Story, open: &mut Open, link: Option<LinkId>) {
    if open.link == link {
        return;
    }
    leave_run(story, open);
    if std::mem::take(&mut open.in_hyperlink) {
        story.xml.close("w:hyperlink");
    }
    open.link = link;
    let Some(link) = link.and_then(|id| writing.input.article.links.get(id.index())) else {
        return;
    };
    // Word shows at most 260 characters of a tip and refuses longer ones.
    let tip = link.title.as_ref().map(|title| title.chars().take(259).collect::<String>());
    match &link.target {
        Target::Anchor(anchor) => {
            let name = anchor_name(*anchor);
            let tag = story.xml.tag("w:hyperlink").with("w:anchor", name);
            tag.with_some("w:tooltip", tip).with("w:history", 1).open();
            open.in_hyperlink = true;
        }
        Target::Url(url) => {
            if let Some(target) = external_target(url) {
                let id = story.relationships.to(Kind::Hyperlink, &target);
                let tag = story.xml.tag("w:hyperlink").with("r:id", id);
                tag.with_some("w:tooltip", tip).with("w:history", 1).open();
                open.in_hyperlink = true;
            }
        }
    }
}

fn image<'a>(
    writing: &Writing<'a>,
    picture: PictureId,
) -> Option<&'a std::sync::Arc<vanban_article::Image>> {
    writing.input.images.entries.get(picture.index())?.as_ref()
}

/// Writes a picture in a run of its own, or what it shows where there is no picture.
#[allow(clippy::too_many_arguments, reason = "a picture has a place, a look and a size")]
fn picture_or_alt(
    writing: &mut Writing<'_>,
    story: &mut Story,
    open: &mut Open,
    (text, run, font): (TextStyle, Run, FontSpec),
    picture: PictureId,
    alt: &str,
    hint: Option<(i32, i32)>,
    around: Around,
) {
    if image(writing, picture).is_none() {
        if !alt.is_empty() {
            text_runs(writing, story, open, text, run, font, &format!("[{alt}]"));
        }
        return;
    }
    story.xml.tag("w:r").open();
    look_of(writing, text, run, font).write("w:rPr", &mut story.xml);
    draw(writing, story, picture, alt, hint, around);
    story.xml.close("w:r");
}

/// Writes the drawing of a picture that is loaded.
fn draw(
    writing: &mut Writing<'_>,
    story: &mut Story,
    picture: PictureId,
    alt: &str,
    hint: Option<(i32, i32)>,
    around: Around,
) {
    let Some(image) = image(writing, picture) else {
        return;
    };
    let theme = writing.input.theme;
    let size = match hint {
        Some((width, height)) => (Twip(width.max(1)), Twip(height.max(1))),
        None => picture_size(
            (image.width, image.height),
            image.dpi.filter(|dpi| *dpi >= 1.0).unwrap_or(theme.picture_dpi),
            (around.width, Twip((theme.page.text_height().0 as f32 * theme.picture_share) as i32)),
        ),
    };
    let part = writing.media.part(image);
    let relationship = story.relationships.to(Kind::Image, &part);
    let id = writing.next_drawing();
    let drawing = Drawing { id, relationship: &relationship, alt, size };
    drawing::write(&mut story.xml, drawing);
}

/// Writes the paragraph of a figure's picture; where there is none, what it shows, as captions look;
/// nothing where it says nothing of that either.
pub(crate) fn figure(
    writing: &mut Writing<'_>,
    story: &mut Story,
    id: BlockId,
    (picture, alt): (PictureId, &str),
    around: Around,
    has_caption: bool,
) {
    let is_loaded = image(writing, picture).is_some();
    if !is_loaded && alt.is_empty() {
        return;
    }
    let role = if is_loaded { Role::Figure } else { Role::Caption };
    let special = Special { keep_next: has_caption && is_loaded, ..Special::default() };
    let bookmarks = open(writing, story, Some(id), role, around, special);
    let style = writing.input.theme.paragraph(role, around.depth());
    let width = around.width - style.left - style.right;
    let hint = writing.input.hints.figures.get(&id).copied();
    let mut runs = Open::default();
    let plain = (style.text, Run::default(), style.text.font);
    let around = Around { width, ..around };
    picture_or_alt(writing, story, &mut runs, plain, picture, alt, hint, around);
    leave_run(story, &mut runs);
    close(story, bookmarks);
}

/// Writes the mark of a note: a reference at the first place in the body, its number elsewhere.
fn note_mark(
    writing: &mut Writing<'_>,
    story: &mut Story,
    text: TextStyle,
    note: NoteId,
    again: bool,
) {
    // A mark looks like its paragraph, raised, whatever the words beside it look like.
    let run = Run { is_note: true, ..Run::default() };
    let face = text.font;
    writing.faces.set(face, "");
    let look = look_of(writing, text, run, face);
    let number = writing.input.article.notes.get(note.index()).map(|note| note.number);
    let Some(number) = number else {
        return;
    };
    if story.in_note || again || writing.notes.is_shown(note) {
        let instruction = format!("NOTEREF {} \\h", note_name(note));
        let look = || look_of(writing, text, run, face);
        field::write(&mut story.xml, &instruction, &number.to_string(), look);
        return;
    }
    reference(writing, story, look, note, number);
    // A note cannot hold another note's reference (ECMA-376 §17.11): the notes that this one brings
    // with it are referred to beside it.
    let mut waiting = brought_by(writing, note);
    while let Some(note) = waiting.pop() {
        if writing.notes.is_shown(note) {
            continue;
        }
        let Some(number) = writing.input.article.notes.get(note.index()).map(|note| note.number)
        else {
            continue;
        };
        let look = || look_of(writing, text, run, face);
        field::run(&mut story.xml, look(), |xml| xml.leaf("w:t", ","));
        let look = look();
        reference(writing, story, look, note, number);
        waiting.extend(brought_by(writing, note));
    }
}

/// The notes whose first mark stands in a note, the last first.
fn brought_by(writing: &Writing<'_>, note: NoteId) -> Vec<NoteId> {
    let nested = writing.notes.nested.iter().rev();
    nested.filter(|(holder, _)| *holder == note).map(|(_, brought)| *brought).collect()
}

fn reference(
    writing: &mut Writing<'_>,
    story: &mut Story,
    look: Children,
    note: NoteId,
    number: u32,
) {
    let bookmark = writing.notes.repeated.contains(&note).then(|| {
        let name = note_name(note);
        start_bookmark(writing, &mut story.xml, &name)
    });
    let label = writing.notes.show(note, number);
    field::run(&mut story.xml, look, |xml| {
        let tag = xml.tag("w:footnoteReference");
        match label {
            NoteLabel::Counted => tag.with("w:id", note.0 + 1).empty(),
            NoteLabel::Own(number) => {
                tag.with("w:customMarkFollows", 1).with("w:id", note.0 + 1).empty();
                xml.leaf("w:t", &number.to_string());
            }
        }
    });
    if let Some(id) = bookmark {
        end_bookmark(&mut story.xml, id);
    }
}

//! A paragraph: its style, what of it depends on its place, and its runs.
//!
//! Direct formatting says only what no style can: indents by depth, the list, the room after a
//! table, the column's alignment, and what layout has measured.

use vanban_article::{Block, BlockId, BlockKind, InlineKind};
use vanban_theme::{LineHeight, Role, Twip};

use crate::alert_bar;
use crate::contents_style;
use crate::field;
use crate::inlines::{Open, inlines, is_equation, leave_run, look_of};
use crate::pages::{self, Begins};
use crate::picture::{Shot, image, picture_or_alt};
use crate::run::Run;
use crate::schema::{Children, PARAGRAPH};
use crate::story::{
    Around, NoteLabel, Story, Writing, anchor_name, code_name, end_bookmark, listed_name,
    start_bookmark,
};
use crate::style_names::{self, NORMAL};
use crate::styles;

/// What of a paragraph its role does not say.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Special {
    /// Stays with the next paragraph.
    pub(crate) keep_next: bool,
    /// Further right indent.
    pub(crate) nudge: Twip,
    /// The place of its style's tab, and the place where it stands instead.
    pub(crate) tab: Option<(Twip, Twip)>,
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
    let begins = pages::start(writing, story);
    story.xml.tag("w:p").open();
    let from = story.xml.as_str().len();
    properties(writing, story, id, role, around, special, begins).write("w:pPr", &mut story.xml);
    let to = story.xml.as_str().len();
    pages::note_paragraph(story, from..to);
    let mut bookmarks = Vec::new();
    if let Some(id) = id.filter(|id| writing.listed.contains(id)) {
        bookmarks.push(start_bookmark(writing, &mut story.xml, &listed_name(id)));
    }
    for anchor in std::mem::take(&mut story.anchors) {
        bookmarks.push(start_bookmark(writing, &mut story.xml, &anchor_name(anchor)));
    }
    if let Some(name) = id.and_then(|id| code_bookmark(writing, id)) {
        bookmarks.push(start_bookmark(writing, &mut story.xml, &name));
    }
    if let Some(label) = story.label.take() {
        label_of_note(writing, story, role, label);
    }
    bookmarks
}

/// The name of the bookmark of code whose language is known; Word takes no more than 40 characters.
fn code_bookmark(writing: &Writing<'_>, id: BlockId) -> Option<String> {
    match &writing.input.article.block(id).kind {
        BlockKind::Code { language: Some(language) } => {
            Some(code_name(id, language)).filter(|name| name.len() <= 40)
        }
        _ => None,
    }
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
    heading_number(writing, story, id, role);
    inlines(writing, story, block, role, around);
    close(story, bookmarks);
}

/// The line that a heading's number has to itself ends where its text begins.
fn heading_number(writing: &mut Writing<'_>, story: &mut Story, id: BlockId, role: Role) {
    let Some(level) =
        style_names::outline_level(role).filter(|_| writing.numbers.contains_key(&id))
    else {
        return;
    };
    let levels = &writing.input.theme.numbering.levels;
    if levels.get(level as usize).is_some_and(|level| level.own_line) {
        let text = writing.input.theme.style(role).text;
        let look = look_of(writing, text, Run::default(), text.font);
        field::run(&mut story.xml, look, |xml| xml.tag("w:br").empty());
    }
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
    begins: Begins,
) -> Children {
    let input = writing.input;
    let style = input.theme.paragraph(role, style_names::home(role));
    let resolved = input.theme.paragraph(role, around.depth());
    let mut children = Children::new(PARAGRAPH);
    let name = style_names::of(role).id;
    if name != NORMAL {
        children.value("w:pStyle", name);
    }
    if (special.keep_next || story.keep_next) && !style.keep_next {
        children.on("w:keepNext");
    }
    if begins == Begins::Page {
        children.on("w:pageBreakBefore");
    }
    if let Some((usual, own)) = special.tab {
        children.put("w:tabs").open();
        children.inside().tag("w:tab").with("w:val", "clear").with("w:pos", usual.0).empty();
        contents_style::page_tab(children.inside(), own);
        children.inside().close("w:tabs");
    }
    let number = story.number.take();
    if style_names::outline_level(role).is_some()
        && writing.headings_numbered()
        && number.is_none()
        && !id.is_some_and(|id| writing.numbers.contains_key(&id))
    {
        children.put("w:numPr").open();
        let none = writing.numbering.no_number();
        children.inside().tag("w:ilvl").with("w:val", 0).empty();
        children.inside().tag("w:numId").with("w:val", none).empty();
        children.inside().close("w:numPr");
    }
    alert_bar::write(writing, &mut children, &resolved, number.map(|n| n.hanging), around.place);
    let numbered = id
        .map(|id| input.article.block(id))
        .is_some_and(|block| is_equation(block) && input.article.inlines_of(block).len() > 1);
    if numbered {
        let right = around.width - resolved.right;
        children.put("w:tabs").open();
        for (kind, at) in [("center", (resolved.left.0 + right.0) / 2), ("right", right.0)] {
            children.inside().tag("w:tab").with("w:val", kind).with("w:pos", at).empty();
        }
        children.inside().close("w:tabs");
    }
    if let Some(number) = number {
        children.put("w:numPr").open();
        children.inside().tag("w:ilvl").with("w:val", u32::from(number.level)).empty();
        children.inside().tag("w:numId").with("w:val", number.list).empty();
        children.inside().close("w:numPr");
    }

    let pitch = id.and_then(|id| input.hints.pitches.get(&id)).copied();
    let before = std::mem::take(&mut story.after_table)
        .then_some(input.theme.table.around)
        .filter(|around| *around > style.before)
        .max(story.gap.take())
        .max(id.and_then(|id| input.hints.pushes.get(&id)).map(|room| Twip(*room)));
    // Word processors differ on the room above what begins a page by order.
    let before = match begins {
        Begins::Nothing => before,
        _ => (style.before != Twip::ZERO).then_some(Twip::ZERO),
    };
    let before = match id.filter(|_| role == Role::ContentsTitle) {
        Some(id) => contents_style::title_room(writing, id, before.unwrap_or(style.before)),
        None => before,
    };
    let line = match (pitch, style.line_height) {
        (Some(pitch), _) => {
            let stretches = id.is_some_and(|id| input.hints.stretches.contains(&id));
            Some((pitch.max(1), if stretches { "atLeast" } else { "exact" }))
        }
        (None, LineHeight::Exact(height)) if special.grows => Some((height.twips().0, "atLeast")),
        _ => None,
    };
    let after = id.and_then(|id| input.hints.pushes_below.get(&id)).copied();
    if before.is_some() || after.is_some() || line.is_some() {
        children
            .put("w:spacing")
            .with_some("w:before", before.map(|before| before.0))
            .with_some("w:after", after)
            .with_some("w:line", line.map(|(line, _)| line))
            .with_some("w:lineRule", line.map(|(_, rule)| rule))
            .empty();
    }

    let nudge = id.and_then(|id| input.hints.nudges.get(&id)).copied().unwrap_or(0);
    let nudge = nudge + special.nudge.0;
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
    // Items hang from their markers, however the column stands.
    let stands = around.align.filter(|_| around.place.lists == 0);
    if numbered {
        children.value("w:jc", "left");
    } else if let Some(align) = stands.filter(|align| *align != style.align) {
        children.value("w:jc", styles::justification(align));
    }
    children
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

/// Writes the paragraph of a figure's picture; where there is none, what it shows, as captions look;
/// nothing where it says nothing of that either.
pub(crate) fn figure(
    writing: &mut Writing<'_>,
    story: &mut Story,
    id: BlockId,
    shot: Shot<'_>,
    around: Around,
    has_caption: bool,
) {
    let is_loaded = image(writing, shot.picture).is_some();
    if !is_loaded && shot.alt.is_empty() {
        return;
    }
    let role = if is_loaded { Role::Figure } else { Role::Caption };
    let style = writing.input.theme.paragraph(role, around.depth());
    let around = Around { width: around.width - style.left - style.right, ..around };
    let shot = Shot { printed: writing.input.hints.figures.get(&id).copied(), ..shot };
    let special = Special { keep_next: has_caption && is_loaded, ..Special::default() };
    let bookmarks = open(writing, story, Some(id), role, around, special);
    let mut runs = Open::default();
    let plain = (style.text, Run::default(), style.text.font);
    picture_or_alt(writing, story, &mut runs, plain, shot, around);
    leave_run(story, &mut runs);
    close(story, bookmarks);
}

//! The inlines of a paragraph: runs, links, pictures and the marks of notes (ECMA-376 §17.3.2).
//! `paragraph` opens and closes what they stand in.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::continuation;
use crate::field;
use crate::math;
use crate::picture::{Shot, picture_or_alt};
use crate::relationships::{Kind, external_target};
use crate::run::{self, Run};
use crate::schema::Children;
use crate::span_role;
use crate::story::{
    Around, NoteLabel, Story, Writing, anchor_name, end_bookmark, label_name, note_name,
    number_name, start_bookmark,
};
use crate::xml::Xml;
use vanban_article::{
    AnchorId, Article, Block, BlockKind, InlineId, InlineKind, LinkId, NoteId, ParagraphKind,
    Referred, Series, Shown, Target,
};
use vanban_theme::{FontSpec, Role, TextStyle};

pub(crate) fn look_of(
    writing: &Writing<'_>,
    text: TextStyle,
    run: Run,
    face: FontSpec,
) -> Children {
    let input = writing.input;
    let mut children = run::properties(input.theme, writing.fonts(), input.body, text, run, face);
    let lang = run.lang.and_then(|id| input.article.styles.get(id.index())?.language());
    if let Some(lang) = lang {
        children.value("w:lang", &lang);
    }
    children
}

/// Runs being written: the one that is open, and the link that holds it.
#[derive(Default)]
pub(crate) struct Open {
    run: Option<(Run, FontSpec)>,
    link: Option<LinkId>,
    in_hyperlink: bool,
}

/// Writes the inlines of a paragraph.
pub(crate) fn inlines(
    writing: &mut Writing<'_>,
    story: &mut Story,
    block: &Block,
    role: Role,
    around: Around,
) {
    let article = writing.input.article;
    let text = writing.input.theme.style(role).text;
    let mut open = Open::default();
    let color = around
        .place
        .alert
        .filter(|_| role == Role::AlertTitle)
        .map(|kind| writing.input.theme.alert.colors[kind as usize]);
    let mut label = open_label(writing, story, block);
    for (at, inline) in (block.inlines.start..).zip(article.inlines_of(block)) {
        enter_link(writing, story, &mut open, inline.link);
        let style = inline.style.and_then(|id| article.styles.get(id.index()));
        let role = style.and_then(|style| style.role.as_ref());
        let run = Run {
            marks: inline.marks,
            is_link: inline.link.is_some(),
            span: role.and_then(|role| span_role::named(writing.input.theme, role)),
            color,
            token: inline.token,
            lang: inline.style.filter(|_| style.is_some_and(|style| style.lang.is_some())),
            ..Run::default()
        };
        let font = run::look(writing.input.theme, text, run).font;
        match &inline.kind {
            InlineKind::Text(words) => {
                if let Some(cuts) = writing.input.hints.cuts.get(&InlineId(at)) {
                    let run = (text, run, font);
                    continuation::text(writing, story, &mut open, run, words, InlineId(at), cuts);
                    continue;
                }
                let marks = writing.input.hints.marks.get(&InlineId(at));
                let words = marks.map_or(Cow::Borrowed(words.as_str()), |at| marked(words, at));
                text_runs(writing, story, &mut open, text, run, font, &words);
            }
            InlineKind::LineBreak => {
                // A line break has no face: it stays in the run before it where it can.
                let alike = |last: Run| Run { token: run.token, ..last } == run;
                let before = open.run.filter(|(last, _)| alike(*last));
                let (run, face) = before.unwrap_or((run, font));
                enter_run(writing, story, &mut open, text, run, face);
                story.xml.tag("w:br").empty();
            }
            InlineKind::Picture { picture, alt, size } => {
                leave_run(story, &mut open);
                let printed = writing.input.hints.pictures.get(&InlineId(at)).copied();
                let picture = Shot { picture: *picture, alt, size: *size, printed };
                let run = (text, run, font);
                picture_or_alt(writing, story, &mut open, run, picture, around);
            }
            InlineKind::Number { series, number, anchor } => {
                leave_run(story, &mut open);
                let own = anchor
                    .map(|anchor| start_bookmark(writing, &mut story.xml, &number_name(anchor)));
                writing.faces.set(font, &number.to_string());
                let look = || look_of(writing, text, run, font);
                let instruction = format!("SEQ {} \\* ARABIC", sequence(*series));
                field::write(&mut story.xml, &instruction, &number.to_string(), look);
                for id in own.into_iter().chain(label.take()) {
                    end_bookmark(&mut story.xml, id);
                }
            }
            InlineKind::Reference { anchor, shown, .. } => {
                leave_run(story, &mut open);
                let (instruction, referred) = reference_field(writing, *anchor, *shown);
                text_runs(writing, story, &mut open, text, run, font, &referred.before);
                leave_run(story, &mut open);
                writing.faces.set(font, &referred.number);
                let look = || look_of(writing, text, run, font);
                field::write(&mut story.xml, &instruction, &referred.number, look);
                text_runs(writing, story, &mut open, text, run, font, referred.after);
            }
            InlineKind::Math(math) => {
                leave_run(story, &mut open);
                let alone = is_alone(article, block);
                let numbered = !alone && is_equation(block);
                // A numbered formula stands at a tab in the middle of its line, the number at its end.
                if numbered {
                    tab(writing, story, text);
                }
                math::write(&article.maths[math.index()], alone, &mut story.xml);
                if numbered {
                    tab(writing, story, text);
                }
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

/// Starts the bookmark of a caption's word and number, if references name it.
fn open_label(writing: &mut Writing<'_>, story: &mut Story, block: &Block) -> Option<u32> {
    let inlines = writing.input.article.inlines_of(block);
    let anchor = inlines.iter().find_map(|inline| match inline.kind {
        // The number of a formula is called by itself.
        InlineKind::Number { series: Series::Figure | Series::Table, anchor, .. } => anchor,
        _ => None,
    })?;
    Some(start_bookmark(writing, &mut story.xml, &label_name(anchor)))
}

/// What Word calls a series; lists of figures and tables are made by it.
pub(crate) fn sequence(series: Series) -> &'static str {
    match series {
        Series::Figure | Series::Table => series.word(),
        Series::Equation => "Equation",
    }
}

/// The instruction of a reference's field and what it shows, with what stands before and after the
/// field (ECMA-376 §17.16.5.45, §17.16.5.51).
fn reference_field(writing: &Writing<'_>, anchor: AnchorId, shown: Shown) -> (String, Referred) {
    let input = writing.input;
    let Some(referred) = input.article.refer(anchor, shown, &writing.numbers) else {
        let page = input.hints.anchor_pages.get(anchor.index()).copied().unwrap_or(1);
        let instruction = format!("PAGEREF {} \\h", anchor_name(anchor));
        return (instruction, Referred { number: page.to_string(), ..Referred::default() });
    };
    let place = &input.article.anchors[anchor.index()];
    match (shown, place.number) {
        // The bookmark of a caption's label holds its word too.
        (Shown::Label, Some((Series::Figure | Series::Table, _))) => {
            let whole = Referred { number: referred.text(), ..Referred::default() };
            (format!("REF {} \\h", label_name(anchor)), whole)
        }
        (_, Some(_)) => (format!("REF {} \\h", number_name(anchor)), referred),
        // The number of the heading's paragraph.
        (_, None) if writing.numbers.contains_key(&place.block) => {
            (format!("REF {} \\r \\h", anchor_name(anchor)), referred)
        }
        (_, None) => (format!("REF {} \\h", anchor_name(anchor)), referred),
    }
}

fn tab(writing: &Writing<'_>, story: &mut Story, text: TextStyle) {
    let look = look_of(writing, text, Run::default(), text.font);
    field::run(&mut story.xml, look, |xml| xml.tag("w:tab").empty());
}

/// Whether a block is the paragraph of a displayed formula.
pub(crate) fn is_equation(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph(ParagraphKind::Equation))
}

/// Whether a displayed formula is all that its paragraph holds.
fn is_alone(article: &Article, block: &Block) -> bool {
    is_equation(block) && article.inlines_of(block).len() == 1
}

/// A text with characters put in at these byte offsets.
pub(crate) fn marked<'a>(words: &'a str, marks: &BTreeMap<u32, char>) -> Cow<'a, str> {
    let mut text = String::with_capacity(words.len() + 3 * marks.len());
    let mut from = 0;
    for (at, mark) in marks {
        // Hints that belong to another article are not followed.
        let Some(part) = words.get(from..*at as usize) else { continue };
        text.push_str(part);
        text.push(*mark);
        from = *at as usize;
    }
    text.push_str(&words[from..]);
    Cow::Owned(text)
}

/// Writes text, cut where a face lacks a character as the layout cuts it.
pub(crate) fn text_runs(
    writing: &mut Writing<'_>,
    story: &mut Story,
    open: &mut Open,
    text: TextStyle,
    run: Run,
    font: FontSpec,
    words: &str,
) {
    let library = writing.input.library;
    let mut write = |face: FontSpec, piece: &str| {
        if !piece.is_empty() {
            writing.faces.set(face, piece);
            enter_run(writing, story, open, text, run, face);
            characters(&mut story.xml, piece);
        }
    };
    let (mut start, mut current) = (0, font);
    for (at, _, id) in library.faces_of(font, words) {
        let face = id.map_or(font, |id| library.spec_of(id, font));
        if face != current {
            write(current, &words[start..at]);
            (start, current) = (at, face);
        }
    }
    write(current, &words[start..]);
}

/// Writes text into the run that is open.
pub(crate) fn characters(xml: &mut Xml, text: &str) {
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

pub(crate) fn enter_run(
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

pub(crate) fn leave_run(story: &mut Story, open: &mut Open) {
    if open.run.take().is_some() {
        story.xml.close("w:r");
    }
}

/// Ends one link and starts another, unless they are the same.
pub(crate) fn enter_link(
    writing: &Writing<'_>,
    story: &mut Story,
    open: &mut Open,
    link: Option<LinkId>,
) {
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

/// Writes the mark of a note: a reference at the first place in the body, its number elsewhere.
pub(crate) fn note_mark(
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
pub(crate) fn brought_by(writing: &Writing<'_>, note: NoteId) -> Vec<NoteId> {
    let nested = writing.notes.nested.iter().rev();
    nested.filter(|(holder, _)| *holder == note).map(|(_, brought)| *brought).collect()
}

pub(crate) fn reference(
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

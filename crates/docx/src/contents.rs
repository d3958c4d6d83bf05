//! Tables of contents: a `TOC` field over the paragraphs of its entries (ECMA-376 §17.16.5.68), each a
//! link to its heading with the page number as a field of its own, all with their present values.
//!
//! The table of headings stands in a content control, by which word processors know it (§17.5.2).

use vanban_article::contents::{self, Entry};
use vanban_article::{BlockId, ContentsKind, EntryHint, Series};
use vanban_theme::{Role, Twip};

use crate::field;
use crate::inlines::{Open, leave_run, look_of, marked, sequence, text_runs};
use crate::pages;
use crate::paragraph::{self, Special};
use crate::run::Run;
use crate::story::{Around, Story, Writing, listed_name};

/// Writes a table of contents; one that has nothing to list is not written.
pub(crate) fn write(
    writing: &mut Writing<'_>,
    story: &mut Story,
    id: BlockId,
    kind: ContentsKind,
    around: Around,
) {
    let entries = contents::entries(writing.input.article, kind, &writing.numbers);
    if entries.is_empty() {
        return;
    }
    pages::reach(writing, story);
    let controlled = matches!(kind, ContentsKind::Headings { .. });
    if controlled {
        story.xml.tag("w:sdt").open();
        story.xml.tag("w:sdtPr").open();
        story.xml.tag("w:docPartObj").open();
        story.xml.tag("w:docPartGallery").with("w:val", "Table of Contents").empty();
        story.xml.tag("w:docPartUnique").empty();
        story.xml.close("w:docPartObj");
        story.xml.close("w:sdtPr");
        story.xml.tag("w:sdtContent").open();
    }
    title(writing, story, id, kind, around);
    let hints = writing.input.hints.entries.get(&id);
    let none = EntryHint::default();
    for (at, entry) in entries.iter().enumerate() {
        let hint = hints.and_then(|hints| hints.get(at)).unwrap_or(&none);
        let begin = (at == 0).then(|| instruction(kind));
        let ends = at + 1 == entries.len();
        self::entry(writing, story, entry, role(kind, entry.level), hint, (begin, ends), around);
    }
    if controlled {
        story.xml.close("w:sdtContent");
        story.xml.close("w:sdt");
        pages::note_other(story);
    }
}

fn role(kind: ContentsKind, level: u8) -> Role {
    match (kind, level) {
        (ContentsKind::Figures | ContentsKind::Tables, _) => Role::ContentsCaption,
        (_, 0 | 1) => Role::Contents1,
        (_, 2) => Role::Contents2,
        _ => Role::Contents3,
    }
}

/// What the field lists: headings by their styles or outline levels, captions by their sequence;
/// entries are links, and numbers are hidden where there are no pages.
fn instruction(kind: ContentsKind) -> String {
    match kind {
        ContentsKind::Headings { depth } => format!("TOC \\o \"1-{depth}\" \\h \\z \\u"),
        ContentsKind::Figures => format!("TOC \\h \\z \\c \"{}\"", sequence(Series::Figure)),
        ContentsKind::Tables => format!("TOC \\h \\z \\c \"{}\"", sequence(Series::Table)),
    }
}

fn title(
    writing: &mut Writing<'_>,
    story: &mut Story,
    id: BlockId,
    kind: ContentsKind,
    around: Around,
) {
    let words = contents::title(writing.input.article, kind);
    let role = Role::ContentsTitle;
    let bookmarks = paragraph::open(writing, story, Some(id), role, around, Special::default());
    plain(writing, story, role, words);
    paragraph::close(story, bookmarks);
}

/// Writes words that look as their paragraph does.
fn plain(writing: &mut Writing<'_>, story: &mut Story, role: Role, words: &str) {
    let text = writing.input.theme.style(role).text;
    let mut open = Open::default();
    text_runs(writing, story, &mut open, text, Run::default(), text.font, words);
    leave_run(story, &mut open);
}

/// Writes an entry; the first begins the field with its instruction, the last ends it.
fn entry(
    writing: &mut Writing<'_>,
    story: &mut Story,
    entry: &Entry,
    role: Role,
    hint: &EntryHint,
    (begin, ends): (Option<String>, bool),
    around: Around,
) {
    let text = writing.input.theme.style(role).text;
    let usual = writing.input.theme.page.text_width();
    let tab = (around.width != usual).then_some((usual, around.width));
    let special = Special { nudge: Twip(hint.nudge), tab, ..Special::default() };
    let bookmarks = paragraph::open(writing, story, None, role, around, special);
    writing.faces.set(text.font, "0123456789");
    if let Some(instruction) = begin {
        let look = || look_of(writing, text, Run::default(), text.font);
        field::begin(&mut story.xml, &instruction, look);
    }
    let name = listed_name(entry.block);
    story.xml.tag("w:hyperlink").with("w:anchor", &name).with("w:history", 1).open();
    plain(writing, story, role, &marked(&entry.text, &hint.marks));
    let page = writing.input.hints.listed_pages.get(&entry.block).copied().unwrap_or(1);
    let look = || look_of(writing, text, Run::default(), text.font);
    field::run(&mut story.xml, look(), |xml| xml.tag("w:tab").empty());
    field::write(&mut story.xml, &format!("PAGEREF {name} \\h"), &page.to_string(), look);
    story.xml.close("w:hyperlink");
    if ends {
        field::end(&mut story.xml, look);
    }
    paragraph::close(story, bookmarks);
}

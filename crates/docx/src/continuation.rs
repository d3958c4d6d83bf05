//! Text of code whose line is too long: where layout cuts it stands a mark, and nothing forces the line
//! to end there (see `vanban_layout`). The mark is a symbol (`w:sym`, ECMA-376 §17.3.3.30): what it
//! stands in is not text, so that who reads the code out of the document gets the code.

use std::collections::BTreeMap;

use vanban_article::hints::{CONTINUATION, needs_opening};
use vanban_article::{InlineId, InlineKind};
use vanban_theme::{FontSpec, TextStyle};

use crate::inlines::{Open, enter_run, marked, text_runs};
use crate::run::Run;
use crate::story::{Story, Writing};

/// U+200B: a line may end there.
const OPENER: &str = "\u{200B}";

/// Writes text that goes on behind a mark at these byte offsets.
pub(crate) fn text(
    writing: &mut Writing<'_>,
    story: &mut Story,
    open: &mut Open,
    (text, run, font): (TextStyle, Run, FontSpec),
    words: &str,
    inline: InlineId,
    cuts: &[u32],
) {
    let none = BTreeMap::new();
    let marks = writing.input.hints.marks.get(&inline).unwrap_or(&none);
    let ends = cuts.iter().map(|cut| *cut as usize).chain([words.len()]);
    let mut start = 0;
    for end in ends {
        // Hints that belong to another article are not followed.
        let Some(part) = words.get(start..end).filter(|part| !part.is_empty()) else { continue };
        let from = start as u32;
        if cuts.binary_search(&from).is_ok() {
            let before = if start > 0 { &words[..start] } else { text_before(writing, inline) };
            mark(writing, story, open, text, before);
        }
        let inside = marks.range(from..end as u32).map(|(at, mark)| (at - from, *mark));
        let part = marked(part, &inside.collect());
        text_runs(writing, story, open, text, run, font, &part);
        start = end;
    }
}

/// The text of the inline before this one.
fn text_before<'a>(writing: &Writing<'a>, inline: InlineId) -> &'a str {
    let before = inline.index().checked_sub(1).and_then(|at| writing.input.article.inlines.get(at));
    match before.map(|inline| &inline.kind) {
        Some(InlineKind::Text(text)) => text,
        _ => "",
    }
}

/// Writes the mark before the rest of a line.
fn mark(
    writing: &mut Writing<'_>,
    story: &mut Story,
    open: &mut Open,
    text: TextStyle,
    before: &str,
) {
    let library = writing.input.library;
    let Some(face) = library.face_for(text.font, CONTINUATION) else { return };
    let face = library.spec_of(face, text.font);
    let mut sign = [0; 4];
    writing.faces.set(face, CONTINUATION.encode_utf8(&mut sign));
    let run = Run { is_continuation: true, ..Run::default() };
    enter_run(writing, story, open, text, run, face);
    if needs_opening(before) {
        story.xml.leaf("w:t", OPENER);
    }
    let font = writing.fonts().of(face.family);
    let code = format!("{:04X}", u32::from(CONTINUATION));
    story.xml.tag("w:sym").with("w:font", font).with("w:char", code).empty();
}

//! Runs to inlines: what the readers of HTML and RTF find flat, a stretch of text with its marks and its
//! link, is nested here, spaces tidied, hidden characters taken out.

use vanban_text::nfc;

use crate::model::{Attributes, Inline, Mark};

/// A set of marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks(u8);

/// The marks from the outermost to the innermost.
const ORDER: [Mark; 8] = [
    Mark::Strong,
    Mark::Emphasis,
    Mark::Underline,
    Mark::Strike,
    Mark::Highlight,
    Mark::SmallCaps,
    Mark::Superscript,
    Mark::Subscript,
];

impl Marks {
    fn bit(mark: Mark) -> u8 {
        1 << ORDER.iter().position(|each| *each == mark).unwrap_or(0)
    }

    /// Sets a mark or takes it away.
    pub(crate) fn set(&mut self, mark: Mark, on: bool) {
        if on {
            self.0 |= Marks::bit(mark);
        } else {
            self.0 &= !Marks::bit(mark);
        }
    }

    /// The set with one mark more.
    #[cfg(test)]
    pub(crate) fn with(mut self, mark: Mark) -> Marks {
        self.set(mark, true);
        self
    }

    /// Whether a mark is in it.
    pub(crate) fn has(self, mark: Mark) -> bool {
        self.0 & Marks::bit(mark) != 0
    }
}

/// How a run looks and where it leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Look {
    /// Its marks.
    pub(crate) marks: Marks,
    /// Whether it is code.
    pub(crate) code: bool,
    /// Where it leads.
    pub(crate) link: Option<String>,
}

/// What stands in a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Text.
    Text(String),
    /// A line end.
    Break,
    /// What is an inline already: a picture, the mark of a note, a formula.
    Whole(Inline),
}

/// A run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// Its look.
    pub(crate) look: Look,
    /// What stands in it.
    pub(crate) piece: Piece,
}

impl Run {
    /// A run of text.
    pub(crate) fn text(look: &Look, text: impl Into<String>) -> Run {
        Run { look: look.clone(), piece: Piece::Text(text.into()) }
    }
}

/// Text as an article has it: composed, without what nobody sees; a no-break space stays only between
/// digits, for all else that it binds is bound by rule.
pub(crate) fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\u{A0}' | '\u{202F}' => {
                let before = out.chars().next_back().is_some_and(|c| c.is_ascii_digit());
                let after = characters.peek().is_some_and(char::is_ascii_digit);
                out.push(if before && after { '\u{A0}' } else { ' ' });
            }
            '\u{AD}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}' | '\u{FEFF}' => {}
            '\u{2000}'..='\u{200A}' | '\u{3000}' | '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' => {
                out.push(' ');
            }
            '\u{2011}' => out.push('-'),
            '\u{2028}' | '\u{2029}' | '\u{85}' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    nfc(&out).into_owned()
}

/// The inlines of runs: spaces collapsed, those at the ends taken away, marks and links nested.
pub(crate) fn inlines(runs: Vec<Run>) -> Vec<Inline> {
    let runs = separated(collapsed(merged(runs)));
    linked(&merged(runs))
}

/// The text of inlines, without marks.
pub(crate) fn plain(inlines: &[Inline]) -> String {
    let mut text = String::new();
    add_plain(inlines, &mut text);
    text
}

/// Inlines nest no deeper than their marks and links.
fn add_plain(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(own) | Inline::Code(own) | Inline::Math(own) => text.push_str(own),
            Inline::LineBreak => text.push(' '),
            Inline::Marked(_, inner)
            | Inline::Link { inlines: inner, .. }
            | Inline::Span(_, inner) => add_plain(inner, text),
            Inline::Picture { .. } | Inline::Note(_) | Inline::Reference(_) => {}
        }
    }
}

/// Runs of one look as one; tidied only when they are whole, for a letter and its mark may stand in two.
fn merged(runs: Vec<Run>) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs {
        if let Piece::Text(text) = &run.piece {
            if text.is_empty() {
                continue;
            }
            if let Some(Run { look, piece: Piece::Text(before) }) = out.last_mut()
                && *look == run.look
            {
                before.push_str(text);
                continue;
            }
        }
        out.push(run);
    }
    out
}

/// One space where several stand, none at the ends of lines.
fn collapsed(runs: Vec<Run>) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::with_capacity(runs.len());
    // Whether a space would be one too many here.
    let mut spaced = true;
    for mut run in runs {
        match &mut run.piece {
            Piece::Text(text) => {
                let mut kept = String::with_capacity(text.len());
                for c in tidy(text).chars() {
                    if c != ' ' || !spaced {
                        kept.push(c);
                    }
                    spaced = c == ' ';
                }
                *text = kept;
            }
            Piece::Break => {
                trim_end(&mut out);
                spaced = true;
            }
            Piece::Whole(_) => spaced = false,
        }
        out.push(run);
    }
    while out.last().is_some_and(|run| match &run.piece {
        Piece::Text(text) => text.trim_end_matches(' ').is_empty(),
        Piece::Break => true,
        Piece::Whole(_) => false,
    }) {
        out.pop();
    }
    trim_end(&mut out);
    let first = out.iter().position(|run| match &run.piece {
        Piece::Text(text) => !text.is_empty(),
        Piece::Break => false,
        Piece::Whole(_) => true,
    });
    out.split_off(first.unwrap_or(out.len()))
}

fn trim_end(runs: &mut [Run]) {
    if let Some(Run { piece: Piece::Text(text), .. }) = runs.last_mut() {
        text.truncate(text.trim_end_matches(' ').len());
    }
}

/// Spaces at the ends of a run as runs of their own, with only the look that both neighbours share: a mark
/// that begins or ends with a space is none in Markdown.
fn separated(runs: Vec<Run>) -> Vec<Run> {
    let mut parts: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs {
        let Piece::Text(text) = &run.piece else {
            parts.push(run);
            continue;
        };
        let inner = text.trim_start_matches(' ');
        let (before, inner) = text.split_at(text.len() - inner.len());
        let (inner, after) = inner.split_at(inner.trim_end_matches(' ').len());
        for part in [before, inner, after] {
            if !part.is_empty() {
                parts.push(Run::text(&run.look, part));
            }
        }
    }
    let is_space =
        |run: &Run| matches!(&run.piece, Piece::Text(text) if text.trim_matches(' ').is_empty());
    for at in 0..parts.len() {
        if !is_space(&parts[at]) {
            continue;
        }
        let before = at.checked_sub(1).map(|before| parts[before].look.clone());
        // Two spaces side by side were collapsed: the next run is none.
        let after = parts.get(at + 1).map(|run| run.look.clone());
        let look = match (before, after) {
            (Some(before), Some(after)) => Look {
                marks: Marks(before.marks.0 & after.marks.0),
                code: before.code && after.code,
                link: before.link.filter(|link| after.link.as_ref() == Some(link)),
            },
            _ => Look::default(),
        };
        parts[at].look = look;
    }
    parts
}

/// Runs of one link as one link.
fn linked(runs: &[Run]) -> Vec<Inline> {
    let mut out = Vec::new();
    for group in runs.chunk_by(|one, next| one.look.link == next.look.link) {
        let inner = marked(group, &ORDER);
        match group.first().and_then(|run| run.look.link.clone()) {
            Some(target) => {
                out.push(Inline::Link { target, title: String::new(), inlines: inner });
            }
            None => out.extend(inner),
        }
    }
    out
}

/// Runs that share a mark, under it; as deep as there are marks.
fn marked(runs: &[Run], marks: &[Mark]) -> Vec<Inline> {
    let [mark, rest @ ..] = marks else { return runs.iter().map(bare).collect() };
    let mut out = Vec::new();
    let has = |run: &Run| run.look.marks.has(*mark);
    for group in runs.chunk_by(|one, next| has(one) == has(next)) {
        let inner = marked(group, rest);
        if group.first().is_some_and(has) {
            out.push(Inline::Marked(*mark, inner));
        } else {
            out.extend(inner);
        }
    }
    out
}

fn bare(run: &Run) -> Inline {
    match &run.piece {
        Piece::Text(text) if run.look.code => Inline::Code(text.clone()),
        Piece::Text(text) => Inline::Text(text.clone()),
        Piece::Break => Inline::LineBreak,
        Piece::Whole(inline) => inline.clone(),
    }
}

/// No attributes but a class.
pub(crate) fn class(name: &str) -> Attributes {
    Attributes { classes: vec![name.to_owned()], ..Attributes::default() }
}

#[cfg(test)]
mod tests {
    use super::{Look, Marks, Piece, Run, inlines, plain, tidy};
    use crate::model::{Inline, Mark};

    fn bold() -> Look {
        Look { marks: Marks::default().with(Mark::Strong), ..Look::default() }
    }

    #[test]
    fn spaces_stand_outside_of_marks_and_once() {
        let runs = vec![
            Run::text(&Look::default(), "\n  một "),
            Run::text(&bold(), " hai\u{A0}"),
            Run::text(&bold(), ""),
            Run::text(&Look::default(), "ba \n"),
        ];
        let expected = [
            Inline::Text("một ".into()),
            Inline::Marked(Mark::Strong, vec![Inline::Text("hai".into())]),
            Inline::Text(" ba".into()),
        ];
        assert_eq!(inlines(runs), expected);
    }

    #[test]
    fn marks_nest_in_one_order() {
        let both = Look { marks: bold().marks.with(Mark::Emphasis), ..Look::default() };
        let made = inlines(vec![Run::text(&both, "a"), Run::text(&bold(), " b")]);
        let inner = vec![
            Inline::Marked(Mark::Emphasis, vec![Inline::Text("a".into())]),
            Inline::Text(" b".into()),
        ];
        assert_eq!(made, [Inline::Marked(Mark::Strong, inner)]);
        assert_eq!(plain(&made), "a b");
    }

    #[test]
    fn breaks_at_the_ends_of_a_paragraph_are_none() {
        let run = |piece| Run { look: Look::default(), piece };
        let made = inlines(vec![
            run(Piece::Break),
            run(Piece::Text("a ".into())),
            run(Piece::Break),
            run(Piece::Text(" b".into())),
            run(Piece::Break),
        ]);
        let text = |text: &str| Inline::Text(text.into());
        assert_eq!(made, [text("a"), Inline::LineBreak, text("b")]);
        assert_eq!(inlines(vec![run(Piece::Break), run(Piece::Text("  ".into()))]), []);
    }

    #[test]
    fn hidden_characters_go_and_digits_stay_bound() {
        assert_eq!(
            tidy("tỉnh\u{A0}ủy 10\u{A0}000\u{200B} Vie\u{302}\u{323}t"),
            "tỉnh ủy 10\u{A0}000 Việt"
        );
    }
}

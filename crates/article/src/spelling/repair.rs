//! Repairs of the spelling, made in the source: at their places and nowhere else, never so that the
//! article is built otherwise than before.

use std::ops::Range;

use super::{Edit, Options, look};
use crate::inline::InlineKind;
use crate::model::{Article, BlockKind};
use crate::parse::{Parsed, parse};
use crate::source::{Source, Span};

/// How often the repaired source is looked at again: a repair may let another be seen.
const ROUNDS: usize = 4;

/// Which repairs are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repairs {
    /// Those that need no question.
    Certain,
    /// Those that are likely, too.
    Likely,
}

/// A source repaired.
#[derive(Clone, Debug)]
pub struct Repaired {
    /// The text of the source.
    pub text: String,
    /// How many repairs were made.
    pub made: usize,
    /// How many likely ones were not.
    pub left: usize,
}

/// Repairs the spelling of a source; once more changes nothing.
#[must_use]
pub fn repair(source: &Source, house: &Options, which: Repairs) -> Repaired {
    let mut now = source.clone();
    let mut made = 0;
    let mut left = 0;
    for _ in 0..ROUNDS {
        let parsed = parse(&now);
        let mut edits = Vec::new();
        left = 0;
        for slip in look(&now, &parsed, house) {
            if slip.certain || which == Repairs::Likely {
                edits.extend(slip.edits);
            } else {
                left += usize::from(!slip.edits.is_empty());
            }
        }
        let edits = apart(edits);
        let before = structure(&parsed);
        let safe = safe(&now, &edits, &before);
        if safe.is_empty() {
            break;
        }
        made += safe.len();
        now.text = applied(&now.text, &safe);
    }
    Repaired { text: now.text, made, left }
}

/// The edits in order, those left out that touch another.
fn apart(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|edit| (edit.span.start, std::cmp::Reverse(edit.span.end)));
    let mut kept: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits {
        if kept.last().is_none_or(|last| last.span.end <= edit.span.start) {
            kept.push(edit);
        }
    }
    kept
}

/// A text with edits made, given in order.
#[must_use]
pub fn applied(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for Edit { span: Span { start, end }, text: new } in edits {
        out.push_str(&text[done..*start as usize]);
        out.push_str(new);
        done = *end as usize;
    }
    out.push_str(&text[done..]);
    out
}

/// The edits that leave the article built as it is. All at once most often do; where they do not, the
/// halves are tried, so that one that does not costs the others nothing.
fn safe(source: &Source, edits: &[Edit], before: &[Built]) -> Vec<Edit> {
    let keeps = |edits: &[Edit]| {
        let text = applied(&source.text, edits);
        structure(&parse(&Source::new(source.name.clone(), text))) == before
    };
    let mut kept: Vec<Edit> = Vec::new();
    let mut todo: Vec<Range<usize>> = Vec::new();
    todo.push(0..edits.len());
    while let Some(range) = todo.pop() {
        if range.is_empty() {
            continue;
        }
        let mut tried = kept.clone();
        tried.extend_from_slice(&edits[range.clone()]);
        if keeps(&tried) {
            kept = tried;
        } else if range.len() > 1 {
            let middle = range.start + range.len() / 2;
            todo.push(middle..range.end);
            todo.push(range.start..middle);
        }
    }
    kept
}

/// A part of how an article is built, without its words.
#[derive(Debug, PartialEq, Eq)]
enum Built {
    Block(std::mem::Discriminant<BlockKind>, u32, u8),
    Inline(std::mem::Discriminant<InlineKind>, u16, bool),
    Front([usize; 5]),
    Told(&'static str),
}

fn structure(parsed: &Parsed) -> Vec<Built> {
    let Article { meta, blocks, .. } = &parsed.article;
    let has = |field: bool| usize::from(field);
    let mut built = vec![Built::Front([
        has(meta.title.is_some()),
        has(meta.subtitle.is_some()),
        has(meta.lead.is_some()),
        has(meta.summary.is_some()),
        meta.authors.len(),
    ])];
    for block in blocks {
        let level = match block.kind {
            BlockKind::Heading { level, .. } => level,
            _ => 0,
        };
        built.push(Built::Block(std::mem::discriminant(&block.kind), block.end.0, level));
        for inline in parsed.article.inlines_of(block) {
            let kind = std::mem::discriminant(&inline.kind);
            built.push(Built::Inline(kind, inline.marks.0, inline.link.is_some()));
        }
    }
    built.extend(parsed.diagnostics.iter().map(|told| Built::Told(told.code.0)));
    built
}

#[cfg(test)]
mod tests {
    use super::{Repairs, repair};
    use crate::spelling::Options;
    use crate::{Source, parse};

    fn fixed(text: &str) -> String {
        let source = Source::new("a.md", text);
        let once = repair(&source, &Options::default(), Repairs::Certain);
        let again =
            repair(&Source::new("a.md", &*once.text), &Options::default(), Repairs::Certain);
        assert_eq!((&again.text, again.made), (&once.text, 0));
        once.text
    }

    #[test]
    fn certain_slips_are_repaired_where_they_stand() {
        assert_eq!(
            fixed(
                "Trung **ưong** Đảng :  hai\u{a0}\u{a0}ba \"tốt\".\n\n- tie\u{302}\u{301}ng vie\u{323}\u{302}t\n"
            ),
            "Trung **ương** Đảng: hai ba “tốt”.\n\n- tiếng việt\n"
        );
    }

    #[test]
    fn code_addresses_quotations_names_and_keys_stay() {
        for text in [
            "`ưong  :` <https://a.vn/ưong> [x](ưong.md)\n",
            "> Trung ưong  Đảng :\n",
            "Ông nói “trung ưong Đảng ” rồi.\n",
            "---\ntitle: a\nkeywords: trung ưong\nauthor: Ưong\n---\nb\n",
            "<div class=\"ưong  x\">a</div>\n",
            "```\nưong\n```\n",
        ] {
            assert_eq!(fixed(text), text);
        }
    }

    #[test]
    fn a_repair_that_would_make_something_else_of_a_line_is_not_made() {
        // Without its spaces the line would begin a list.
        let text = "\u{a0}\u{a0}- một  hai\n";
        assert_eq!(fixed(text), "\u{a0}\u{a0}- một hai\n");
        let front = "---\ntitle: Đất nước :mới, tòan dân\n---\na\n";
        assert!(parse(&Source::new("a.md", fixed(front))).article.meta.title.is_some());
    }

    #[test]
    fn likely_repairs_are_made_when_asked_for() {
        let source = Source::new("a.md", "đạt thành thích cao\n");
        let certain = repair(&source, &Options::default(), Repairs::Certain);
        assert_eq!((certain.text.as_str(), certain.left), ("đạt thành thích cao\n", 1));
        let likely = repair(&source, &Options::default(), Repairs::Likely);
        assert_eq!(likely.text, "đạt thành tích cao\n");
    }
}

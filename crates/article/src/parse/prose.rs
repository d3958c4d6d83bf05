//! The draft to running text: what is read together, without code, formulas, pictures and addresses,
//! and text in other languages.

use vanban_text::check::Kind;

use super::draft::{BlockDraft, Draft, DraftKind, Piece, PieceKind, Stream};
use super::inline;
use crate::meta::{Field, Meta};
use crate::model::{Marks, ParagraphKind};
use crate::prose::{OBJECT, Passage, Prose};
use crate::source::Span;

/// How far behind a picture its attributes are looked for, in bytes.
const REACH: usize = 600;

/// The running text of a draft of `text`; none of an article in another language.
pub(super) fn collect(text: &str, draft: &Draft<'_>, meta: &Meta) -> Prose {
    let mut prose = Prose { passages: Vec::new(), switches: draft.switches.clone() };
    if !is_vietnamese(&meta.lang) {
        return prose;
    }
    let fields = [
        (&meta.title, Kind::Heading),
        (&meta.subtitle, Kind::Heading),
        (&meta.lead, Kind::Body),
        (&meta.summary, Kind::Body),
    ];
    for (field, kind) in fields {
        prose.passages.extend(field.as_ref().map(|field| of_field(text, field, kind)));
    }
    let collector = Collector { text, draft };
    collector.stream(&draft.body, true, &mut prose);
    for note in &draft.notes {
        collector.stream(&note.stream, false, &mut prose);
    }
    prose
}

fn is_vietnamese(tag: &str) -> bool {
    tag.split('-').next().is_some_and(|language| language.eq_ignore_ascii_case("vi"))
}

/// A value of the front matter as it is written in YAML, where its quotation marks and indents are
/// all that YAML adds.
fn of_field(text: &str, field: &Field<String>, kind: Kind) -> Passage {
    let mut passage = Passage::new(kind, false);
    let written = text.get(field.span.range()).unwrap_or_default();
    let quoted = |mark: char| {
        written
            .strip_prefix(mark)
            .and_then(|inner| inner.strip_suffix(mark))
            .filter(|inner| !(inner.contains(mark) || mark == '"' && inner.contains('\\')))
    };
    let (skip, inner) = match written.chars().next() {
        Some(mark @ ('"' | '\'')) => match quoted(mark) {
            Some(inner) => (1, inner),
            None => {
                passage.push(&field.value, field.span, false);
                return passage;
            }
        },
        Some('>' | '|') => {
            let head = written.find('\n').map_or(written.len(), |end| end + 1);
            let rest = written[head..].trim_start_matches([' ', '\t']);
            (written.len() - rest.len(), rest)
        }
        _ => (0, written),
    };
    let start = field.span.start as usize + skip;
    passage.push(inner, Span::new(start, start + inner.len()), true);
    passage
}

struct Collector<'d, 'a> {
    text: &'d str,
    draft: &'d Draft<'a>,
}

impl Collector<'_, '_> {
    fn stream(&self, stream: &Stream<'_>, body: bool, prose: &mut Prose) {
        let mut quote_end = 0;
        let mut outer_end = 0;
        for (index, block) in stream.blocks.iter().enumerate() {
            let at = index as u32;
            let quoted = at < quote_end;
            let alone = body && at >= outer_end;
            outer_end = outer_end.max(block.end);
            let kind = match &block.kind {
                DraftKind::Quote => {
                    quote_end = quote_end.max(block.end);
                    continue;
                }
                DraftKind::Figure { alt, .. } => {
                    let caption = stream.blocks.get(index + 1).filter(|_| block.end > at + 1);
                    let caption = caption.map(|caption| pieces_of(stream, caption));
                    self.alternative(alt, caption.unwrap_or_default(), block.span, prose);
                    continue;
                }
                DraftKind::Heading { .. } => Kind::Heading,
                DraftKind::Paragraph(_) => Kind::Body,
                _ => continue,
            };
            let kind = if quoted { Kind::Quotation } else { kind };
            let alone = alone && block.kind == DraftKind::Paragraph(ParagraphKind::Body);
            self.passage(pieces_of(stream, block), kind, alone, prose);
        }
    }

    fn passage(&self, pieces: &[Piece<'_>], kind: Kind, alone: bool, prose: &mut Prose) {
        let mut passage = Passage::new(kind, alone);
        for piece in pieces {
            match &piece.kind {
                PieceKind::Text(_) if piece.marks.has(Marks::CODE) || self.is_foreign(piece) => {
                    passage.push_sign(OBJECT, piece.span);
                }
                PieceKind::Text(text) => self.text(text, piece.span, &mut passage),
                PieceKind::Break => passage.push_sign('\n', piece.span),
                PieceKind::Picture(shot) => {
                    passage.push_sign(OBJECT, piece.span);
                    self.alternative(&shot.alt, &shot.caption, piece.span, prose);
                    self.passage(&shot.caption, kind, false, prose);
                }
                PieceKind::Math(..) | PieceKind::Reference { .. } | PieceKind::Address { .. } => {
                    passage.push_sign(OBJECT, piece.span);
                }
                // A mark stands on the word before it and parts nothing.
                PieceKind::Note(_) => {}
            }
        }
        if !passage.text.trim().is_empty() {
            prose.passages.push(passage);
        }
    }

    fn text(&self, text: &str, span: Span, passage: &mut Passage) {
        let written = self.text.get(span.range());
        if written == Some(text) {
            passage.push(text, span, true);
        } else if text.chars().all(char::is_whitespace) {
            // A line end of the source, or a space that its author asked for by name.
            passage.push_sign('\n', span);
        } else {
            passage.push(text, span, false);
        }
    }

    /// What a picture shows, unless it is its caption.
    fn alternative(&self, alt: &str, caption: &[Piece<'_>], span: Span, prose: &mut Prose) {
        if alt.is_empty() || !caption.is_empty() && inline::plain(caption) == alt {
            return;
        }
        let start = span.start as usize;
        let mut end = (span.end as usize + REACH).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let found = self.text.get(start..end).and_then(|written| written.find(alt));
        let mut passage = Passage::new(Kind::Body, false);
        match found {
            Some(at) => {
                let place = Span::new(start + at, start + at + alt.len());
                passage.push(alt, place, true);
            }
            None => passage.push(alt, span, false),
        }
        prose.passages.push(passage);
    }

    /// Whether a piece stands in a span of another language.
    fn is_foreign(&self, piece: &Piece<'_>) -> bool {
        let style = piece.style.and_then(|style| self.draft.styles.get(style as usize));
        style.and_then(|style| style.lang.as_deref()).is_some_and(|lang| !is_vietnamese(lang))
    }
}

fn pieces_of<'s, 'a>(stream: &'s Stream<'a>, block: &BlockDraft) -> &'s [Piece<'a>] {
    stream.pieces.get(block.pieces.start as usize..block.pieces.end as usize).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use vanban_text::check::Kind;

    use crate::{Source, parse};

    /// The passages of a source, with whether each stands there as it is.
    fn passages(text: &str) -> Vec<(Kind, String, bool)> {
        let prose = parse(&Source::new("a.md", text)).prose;
        let exact = |passage: &crate::prose::Passage| {
            let written = passage.written(0..passage.text.len());
            written.exact && text[written.span.range()] == passage.text
        };
        prose.passages.iter().map(|each| (each.kind, each.text.clone(), exact(each))).collect()
    }

    fn one(kind: Kind, text: &str, exact: bool) -> (Kind, String, bool) {
        (kind, text.to_owned(), exact)
    }

    #[test]
    fn paragraphs_headings_quotations_cells_and_notes_are_passages() {
        let text = "# Đầu đề\n\nMột  hai[^1]\n\n> Lời người khác\n\n- mục\n\n| a b | c |\n|---|---|\n| d | e |\n\n\
                    ```\nmã\n```\n\n[^1]: chú thích\n";
        let found: Vec<_> =
            passages(text).into_iter().map(|(kind, text, _)| (kind, text)).collect();
        let body = |text: &str| (Kind::Body, text.to_owned());
        let expected = [
            (Kind::Heading, "Đầu đề".to_owned()),
            body("Một  hai"),
            (Kind::Quotation, "Lời người khác".to_owned()),
            body("mục"),
            body("a b"),
            body("c"),
            body("d"),
            body("e"),
            body("chú thích"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn code_formulas_addresses_and_other_languages_are_left_out() {
        let text = "Gọi `tòan` và $ưong$ ở https://a.vn/ưong, [the ưong]{lang=en} xong";
        let found = passages(text);
        assert!(!found[0].1.contains("ưong") && !found[0].1.contains("tòan"), "{found:?}");
        assert!(passages("---\nlang: en\n---\nưong\n").is_empty());
    }

    #[test]
    fn values_of_the_front_matter_are_as_written() {
        let text = "---\ntitle: Tít  hai\nsubtitle: \"Dòng \\\"phụ\\\"\"\nlead: >\n  Một\n  hai\nabstract: 'Tóm tắt'\n\
                    author: Ưong\n---\n";
        let found = passages(text);
        assert_eq!(found[0], one(Kind::Heading, "Tít  hai", true));
        assert_eq!(found[1], one(Kind::Heading, "Dòng \"phụ\"", false));
        assert_eq!(found[2].1, "Một\nhai");
        assert_eq!(found[3], one(Kind::Body, "Tóm tắt", true));
        assert_eq!(found.len(), 4);
    }

    #[test]
    fn letters_that_stand_apart_are_still_apart() {
        let found = passages("Tie\u{302}\u{301}ng   Việt\u{a0}Nam\n");
        assert_eq!(found, [one(Kind::Body, "Tie\u{302}\u{301}ng   Việt\u{a0}Nam", true)]);
    }
}

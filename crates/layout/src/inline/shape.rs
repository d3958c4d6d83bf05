//! Pieces to clusters: the second stage of a paragraph.
//!
//! A [`Text`] holds two strings. `breaks` is what the line breaker sees, as a word processor sees it:
//! a note's mark and a picture are one character each. `display` is what a reader copies.

use vanban_article::hints::{CONTINUATION, needs_opening};
use vanban_article::{InlineId, Span};
use vanban_fonts::{FaceId, FontLibrary, Shaper, is_invisible};
use vanban_theme::{Color, FontSpec, Pt, TextStyle};

use crate::inline::collect::{Content, Piece};
use crate::inline::portion;
use crate::structure::NodeId;

/// What the line breaker takes a note's mark for: a combining mark, which never leaves the word
/// before it (UAX #14, class CM).
const MARK: char = '\u{1}';
/// What the line breaker takes a picture for (UAX #14, class CB).
const OBJECT: char = '\u{fffc}';
/// An opening without width: a line may end there.
const OPENER: char = '\u{200B}';
/// How wide the box is that stands for a character no face has, in thousandths of the size.
const BOX_WIDTH: i64 = 600;
/// How wide it is for an ideograph, a kana or a hangul syllable: nearly every font that has them
/// gives them an em, so lines agree whichever font a reader's machine takes.
const WIDE_BOX_WIDTH: i64 = 1000;

/// A shaped paragraph.
#[derive(Debug, Default)]
pub(crate) struct Text {
    /// The text as the line breaker sees it.
    pub(crate) breaks: String,
    /// The text as a reader copies it.
    pub(crate) display: String,
    /// Its clusters; one more, empty, closes the ranges of the last.
    pub(crate) clusters: Vec<Cluster>,
    /// Its glyphs.
    pub(crate) glyphs: Vec<Shaped>,
    /// Its runs.
    pub(crate) runs: Vec<Run>,
    /// Characters that no face has, where they stand.
    pub(crate) missing: Vec<(char, Span)>,
    /// Looks that the families in which they are set lack: the face used instead, the look, where.
    pub(crate) lacking: Vec<(FaceId, FontSpec, Span)>,
    /// Whether it holds formulas, whose widths are not known to the twip.
    pub(crate) formulas: bool,
}

impl Text {
    /// Takes note of the mark that the DOCX has before a cluster: a portion of its own, which has no
    /// width.
    pub(crate) fn part(&mut self, at: usize) {
        self.clusters[at..].iter_mut().for_each(|cluster| cluster.portion += 2);
    }

    /// The inline whose text a cluster is part of, and its byte offset in that text.
    pub(crate) fn place(&self, at: usize) -> Option<(InlineId, u32)> {
        let run = &self.runs[self.clusters[at].run as usize];
        let same = |cluster: &Cluster| self.runs[cluster.run as usize].piece == run.piece;
        let first = self.clusters[..at].iter().rposition(|cluster| !same(cluster));
        let start = first.map_or(0, |other| other + 1);
        // What stands between the parts of a cut text is none of it.
        let foreign = |index: usize| self.runs[self.clusters[index].run as usize].inline.is_none();
        let added: u32 = (start..at)
            .filter(|index| foreign(*index))
            .map(|index| self.clusters[index + 1].at - self.clusters[index].at)
            .sum();
        run.inline.map(|inline| (inline, self.clusters[at].at - self.clusters[start].at - added))
    }
}

/// Characters that share glyphs. Its ranges end where the next cluster's begin.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cluster {
    /// Its start in [`Text::breaks`].
    pub(crate) at: u32,
    /// Its start in [`Text::display`].
    pub(crate) display: u32,
    /// Its first glyph.
    pub(crate) glyph: u32,
    /// Its advance in the units of its run.
    pub(crate) units: i32,
    /// Its run.
    pub(crate) run: u32,
    /// Its portion: a stretch over which word processors round widths as one.
    pub(crate) portion: u32,
    /// What it is to the line breaker.
    pub(crate) kind: Kind,
}

/// What a cluster is to the line breaker and to the placer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters and signs.
    Letter,
    /// U+0020: stretches in justified lines, does not count at a line's end.
    Space,
    /// Another blank: keeps its width.
    Blank,
    /// A slash, after which a line ends only where it must.
    Slash,
    /// A line end that the author asked for.
    Newline,
    /// A picture.
    Object,
    /// A character that no face has, drawn as a box.
    Missing,
    /// The mark before the rest of a line of code.
    Continuation,
}

/// A glyph in units of its run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shaped {
    /// Its index in the face.
    pub(crate) id: u16,
    /// Its advance.
    pub(crate) advance: i32,
    /// Right of its origin.
    pub(crate) x: i32,
    /// Above the baseline.
    pub(crate) y: i32,
    /// Its cluster's start in [`Text::display`].
    pub(crate) display: u32,
}

/// A stretch of one face and one look.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    /// The face.
    pub(crate) face: FaceId,
    /// The font size in twips; widths are units × size / units an em.
    pub(crate) size: i64,
    /// Units an em.
    pub(crate) upem: i64,
    /// How far its baseline is raised.
    pub(crate) rise: Pt,
    /// The colour.
    pub(crate) color: Color,
    /// Whether a line runs under it.
    pub(crate) underline: bool,
    /// Whether a line runs through it.
    pub(crate) strike: bool,
    /// The colour behind it.
    pub(crate) highlight: Option<Color>,
    /// Its language, where it is not the article's.
    pub(crate) lang: Option<String>,
    /// The link that it is part of: a place in the layout's links.
    pub(crate) link: Option<usize>,
    /// The structure node that it belongs to, unless it is no part of the text.
    pub(crate) node: Option<NodeId>,
    /// Its piece.
    pub(crate) piece: usize,
    /// The inline whose text it is.
    pub(crate) inline: Option<InlineId>,
}

/// Shapes the pieces of a paragraph.
pub(crate) fn shape<'l>(
    pieces: &[Piece<'_>],
    library: &'l FontLibrary,
    shaper: &mut Shaper<'l>,
) -> Text {
    let mut text = Text::default();
    for (index, piece) in pieces.iter().enumerate() {
        let mut pen = Pen { text: &mut text, library, shaper, piece, index };
        match &piece.content {
            Content::Text(words) => pen.words(words),
            Content::Split { words, cuts, mark } => pen.split(words, cuts, *mark),
            Content::Label(words) => pen.words(words),
            Content::SmallCaps(words) => pen.capitals(words),
            Content::NoteMark(number) => pen.mark(number),
            Content::LineBreak => pen.single(Kind::Newline, '\n', " ", 0),
            Content::Math(formula) => {
                let run = Run { size: 1, upem: 1, ..pen.run(piece.look) };
                pen.text.runs.push(run);
                pen.single(Kind::Object, OBJECT, "", formula.office.0);
                pen.text.missing.extend(&formula.missing);
                pen.text.formulas = true;
            }
            Content::Picture { width, .. } => {
                let run = Run { size: 1, upem: 1, ..pen.run(piece.look) };
                pen.text.runs.push(run);
                pen.single(Kind::Object, OBJECT, "", width.0);
            }
        }
    }
    let last = text.runs.len().saturating_sub(1) as u32;
    let end = Cluster {
        at: text.breaks.len() as u32,
        display: text.display.len() as u32,
        glyph: text.glyphs.len() as u32,
        units: 0,
        run: last,
        portion: u32::MAX / 2,
        kind: Kind::Letter,
    };
    text.clusters.push(end);
    portion::number(&mut text);
    text
}

/// Where the clusters of one piece are appended.
struct Pen<'p, 'l> {
    text: &'p mut Text,
    library: &'l FontLibrary,
    shaper: &'p mut Shaper<'l>,
    piece: &'p Piece<'p>,
    index: usize,
}

impl Pen<'_, '_> {
    /// A run of the piece in the face of this look.
    fn run(&self, look: TextStyle) -> Run {
        self.run_in(self.library.id(look.font), look)
    }

    fn run_in(&self, face: FaceId, look: TextStyle) -> Run {
        let metrics = self.library.face(face);
        let size = i64::from(look.size.twips().0);
        let upem = i64::from(metrics.units_per_em);
        Run {
            face,
            size,
            upem,
            rise: self.piece.rise,
            color: look.color,
            underline: look.underline,
            strike: look.strike,
            highlight: look.highlight,
            lang: self.piece.lang.clone(),
            link: self.piece.link,
            node: Some(self.piece.node),
            piece: self.index,
            inline: self
                .piece
                .inline
                .filter(|_| matches!(self.piece.content, Content::Text(_) | Content::Split { .. })),
        }
    }

    /// Text whose line goes on behind a mark at these offsets.
    fn split(&mut self, words: &str, cuts: &[u32], mark: TextStyle) {
        let mut start = 0;
        for cut in cuts {
            let cut = *cut as usize;
            self.words(&words[start..cut]);
            self.continuation(needs_opening(&self.text.breaks), mark);
            // The text after the mark is a run of its own.
            let run = self.run(self.piece.look);
            self.text.runs.push(run);
            start = cut;
        }
        self.words(&words[start..]);
    }

    /// The mark before the rest of a line.
    fn continuation(&mut self, opening: bool, look: TextStyle) {
        let face = self.library.face_for(look.font, CONTINUATION);
        let Some(face) = face else { return };
        let run = Run { node: None, inline: None, ..self.run_in(face, look) };
        self.text.runs.push(run);
        if opening {
            self.single(Kind::Letter, OPENER, "", 0);
        }
        let metrics = self.library.face(face);
        let glyph = metrics.glyph(CONTINUATION).unwrap_or(0);
        let advance = i32::from(metrics.advance(glyph));
        let mut sign = [0; 4];
        let display = self.text.display.len() as u32;
        let sign = CONTINUATION.encode_utf8(&mut sign);
        self.single(Kind::Continuation, CONTINUATION, sign, advance);
        self.push_glyph(glyph, advance, display);
    }

    /// Opens a run in this face unless the text already ends in it.
    fn open(&mut self, face: FaceId) {
        let open = self
            .text
            .runs
            .last()
            .is_some_and(|run| run.piece == self.index && run.face == face && run.upem > 1);
        if !open {
            let run = self.run_in(face, self.piece.look);
            self.text.runs.push(run);
            let look = self.piece.look.font;
            if self.library.lacks(look, face) {
                self.text.lacking.push((face, look, self.piece.span));
            }
        }
    }

    /// Text: words are shaped one by one, so that a syllable once shaped need not be again.
    fn words(&mut self, words: &str) {
        let spec = self.piece.look.font;
        let mut start = 0;
        let mut face = None;
        let text_face = self.library.id(spec);
        for (at, c, drawn) in self.library.faces_of(spec, words) {
            let blank = matches!(c, ' ' | '\u{a0}');
            // A joiner in a sequence of emoji is shaped with it.
            let invisible = is_invisible(c) && drawn == Some(text_face);
            let wanted = if invisible { face } else { drawn };
            let alone = blank || invisible || wanted.is_none();
            if alone || wanted != face {
                self.word(&words[start..at], face);
                start = at;
                face = wanted.or(face);
            }
            if alone {
                let next = at + c.len_utf8();
                start = next;
                self.lone(c, &words[at..next], wanted);
            }
        }
        self.word(&words[start..], face);
    }

    /// Small letters set as capitals; a reader copies what the author wrote.
    fn capitals(&mut self, words: &str) {
        let start = self.text.display.len();
        let capitals: String = words
            .chars()
            .map(|small| {
                // The reader's text must have the same offsets.
                let mut upper = small.to_uppercase();
                match (upper.next(), upper.next()) {
                    (Some(upper), None) if upper.len_utf8() == small.len_utf8() => upper,
                    _ => small,
                }
            })
            .collect();
        self.words(&capitals);
        if self.text.display.len() - start == words.len() {
            self.text.display.truncate(start);
            self.text.display.push_str(words);
        }
    }

    /// A word of one face.
    fn word(&mut self, word: &str, face: Option<FaceId>) {
        let Some(face) = face.filter(|_| !word.is_empty()) else { return };
        self.open(face);
        let glyphs = self.shaper.shape(face, word);
        let at = self.text.breaks.len() as u32;
        let display = self.text.display.len() as u32;
        self.text.breaks.push_str(word);
        self.text.display.push_str(word);
        let mut last = u32::MAX;
        for glyph in glyphs.iter() {
            if glyph.cluster != last {
                last = glyph.cluster;
                let slash = word.as_bytes().get(last as usize) == Some(&b'/');
                let kind = if slash { Kind::Slash } else { Kind::Letter };
                self.cluster(at + last, display + last, kind);
            }
            self.glyph(glyph.id, glyph.advance, glyph.x_offset, glyph.y_offset, display + last);
        }
    }

    /// A character by itself: a blank, one without a glyph, one that no face has.
    fn lone(&mut self, c: char, word: &str, face: Option<FaceId>) {
        match c {
            ' ' => self.blank(Kind::Space, c),
            '\u{a0}' => self.blank(Kind::Blank, c),
            _ if is_invisible(c) => {
                let face = self.library.id(self.piece.look.font);
                self.open(face);
                self.single(Kind::Letter, c, "", 0);
            }
            _ if face.is_none() => {
                let face = self.library.id(self.piece.look.font);
                self.open(face);
                self.text.missing.push((c, self.piece.span));
                let upem = self.text.runs.last().map_or(0, |run| run.upem);
                let share = if is_wide(c) { WIDE_BOX_WIDTH } else { BOX_WIDTH };
                let width = i32::try_from(share * upem / 1000).unwrap_or(0);
                self.single(Kind::Missing, c, word, width);
                let blank = self.library.face(face).glyph(' ').unwrap_or(0);
                let display = self.text.display.len() - word.len();
                self.push_glyph(blank, width, display as u32);
            }
            _ => {}
        }
    }

    fn blank(&mut self, kind: Kind, c: char) {
        let spec = self.piece.look.font;
        let face = self.library.face_for(spec, c).unwrap_or_else(|| self.library.id(spec));
        self.open(face);
        let metrics = self.library.face(face);
        let glyph = metrics.glyph(c).or_else(|| metrics.glyph(' ')).unwrap_or(0);
        let advance = i32::from(metrics.advance(glyph));
        self.single(kind, c, " ", advance);
        let display = self.text.display.len() as u32 - 1;
        self.push_glyph(metrics.glyph(' ').unwrap_or(glyph), advance, display);
    }

    /// A note's mark: digits to the reader, one character to the line breaker.
    fn mark(&mut self, number: &str) {
        let face = self.library.id(self.piece.look.font);
        self.open(face);
        self.single(Kind::Letter, MARK, number, 0);
        let display = self.text.display.len() - number.len();
        let glyphs = self.shaper.shape(face, number);
        let mut units = 0;
        for glyph in glyphs.iter() {
            units += glyph.advance;
            let at = display as u32 + glyph.cluster;
            self.glyph(glyph.id, glyph.advance, glyph.x_offset, glyph.y_offset, at);
        }
        if let Some(cluster) = self.text.clusters.last_mut() {
            cluster.units = units;
        }
    }

    /// A cluster of one character without glyphs of its own.
    fn single(&mut self, kind: Kind, c: char, display: &str, units: i32) {
        if self.text.runs.last().is_none_or(|run| run.piece != self.index) {
            let run = self.run(self.piece.look);
            self.text.runs.push(run);
        }
        self.cluster(self.text.breaks.len() as u32, self.text.display.len() as u32, kind);
        if let Some(cluster) = self.text.clusters.last_mut() {
            cluster.units = units;
        }
        self.text.breaks.push(c);
        self.text.display.push_str(display);
        if kind == Kind::Newline {
            let face = self.text.runs.last().map(|run| run.face);
            let blank = face.and_then(|face| self.library.face(face).glyph(' '));
            let at = self.text.display.len() as u32 - 1;
            self.push_glyph(blank.unwrap_or(0), 0, at);
        }
    }

    fn cluster(&mut self, at: u32, display: u32, kind: Kind) {
        self.text.clusters.push(Cluster {
            at,
            display,
            glyph: self.text.glyphs.len() as u32,
            units: 0,
            run: self.text.runs.len() as u32 - 1,
            portion: 0,
            kind,
        });
    }

    /// A glyph of the last cluster, whose advance it adds to.
    fn glyph(&mut self, id: u16, advance: i32, x: i32, y: i32, display: u32) {
        self.text.glyphs.push(Shaped { id, advance, x, y, display });
        if let Some(cluster) = self.text.clusters.last_mut() {
            cluster.units += advance;
        }
    }

    /// A glyph of a cluster whose advance is known already.
    fn push_glyph(&mut self, id: u16, advance: i32, display: u32) {
        self.text.glyphs.push(Shaped { id, advance, x: 0, y: 0, display });
    }
}

/// Whether a character is wide or fullwidth (UAX #11).
fn is_wide(c: char) -> bool {
    matches!(
        c,
        '\u{1100}'..='\u{115F}'
            | '\u{2E80}'..='\u{303E}'
            | '\u{3041}'..='\u{A4CF}'
            | '\u{A960}'..='\u{A97C}'
            | '\u{AC00}'..='\u{D7A3}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{FE30}'..='\u{FE6F}'
            | '\u{FF01}'..='\u{FF60}'
            | '\u{FFE0}'..='\u{FFE6}'
            | '\u{20000}'..='\u{3FFFD}'
    )
}

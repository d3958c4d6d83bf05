//! A run of glyphs as text-showing operators.
//!
//! The viewer moves its pen by the widths of the font dictionary; where a glyph belongs elsewhere (a
//! stretched space, a kern, a mark), the `TJ` operator moves it (ISO 32000-2 §9.4.3). The pen is
//! reckoned with here from the very numbers that the file states, so that no error adds up.

use std::fmt;

use vanban_layout::{GlyphRun, Point};
use vanban_theme::Pt;

use crate::content::{Content, Pieces};
use crate::font::{Code, UsedFace, clusters};
use crate::object::{round, utf16};

/// How far, in points, a glyph may stand from its place before the pen is moved.
const TOLERANCE: f64 = 0.005;

/// The pen of a viewer, and what it has yet to be told.
struct Pen<'a> {
    content: &'a mut Content,
    /// Points in a thousandth of an em.
    unit: f64,
    /// Where the pen is, from the start of the run, in points.
    at: f64,
    /// Above the baseline, in points.
    rise: f32,
    pieces: Pieces,
    codes: Vec<u16>,
}

impl Pen<'_> {
    fn glyph(&mut self, code: Code, at: f64, rise: f32) {
        if rise != self.rise {
            self.show();
            self.content.number(rise);
            self.content.operator("Ts");
            self.rise = rise;
        }
        if (at - self.at).abs() > TOLERANCE {
            self.word();
            // Tenths of a unit: a hundredth of a point only at a font size of 200 points.
            let tenths = ((self.at - at) / self.unit * 10.0).round();
            self.pieces.back(tenths as i64);
            self.at -= tenths / 10.0 * self.unit;
        }
        self.codes.push(code.cid);
        self.at += f64::from(code.width) * self.unit;
    }

    fn word(&mut self) {
        if !self.codes.is_empty() {
            self.pieces.string(&self.codes);
            self.codes.clear();
        }
    }

    fn show(&mut self) {
        self.word();
        self.content.show(&mut self.pieces);
    }

    fn begin(&mut self, text: &str) {
        self.show();
        self.content.mark("Span", format_args!("/ActualText<{}>", Hexadecimal(&utf16(text))));
    }

    fn end(&mut self) {
        self.show();
        self.content.operator("EMC");
    }
}

/// Bytes in hexadecimal digits.
struct Hexadecimal<'a>(&'a [u8]);

impl fmt::Display for Hexadecimal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02X}"))
    }
}

/// Shows a run in a text object, its baseline starting at a point of a page of this height.
pub(crate) fn show(
    content: &mut Content,
    origin: Point,
    height: Pt,
    run: &GlyphRun,
    used: &UsedFace<'_>,
) {
    for value in [1.0, 0.0, 0.0, 1.0, origin.x.0, (height - origin.y).0] {
        content.number(value);
    }
    content.operator("Tm");
    let mut pen = Pen {
        content,
        unit: f64::from(round(run.size.0)) / 1000.0,
        at: 0.0,
        rise: 0.0,
        pieces: Pieces::default(),
        codes: Vec::with_capacity(run.glyphs.len()),
    };
    let mut origin = 0.0;
    for cluster in clusters(run) {
        let plain = cluster.is_plain() && used.tells(run.glyphs[cluster.first].id, cluster.text);
        if !plain {
            pen.begin(cluster.text);
        }
        for glyph in &run.glyphs[cluster.first..cluster.end] {
            let code =
                if plain { used.code_of(glyph.id, cluster.text) } else { used.part(glyph.id) };
            pen.glyph(code, origin + f64::from(glyph.x_offset.0), round(glyph.y_offset.0));
            origin += f64::from(glyph.advance.0);
        }
        if !plain {
            pen.end();
        }
    }
    pen.show();
    if pen.rise != 0.0 {
        pen.content.number(0.0);
        pen.content.operator("Ts");
    }
}

/// Selects the face and size of a run.
pub(crate) fn select(content: &mut Content, run: &GlyphRun, used: &UsedFace<'_>) {
    content.name(&used.resource);
    content.number(run.size.0);
    content.operator("Tf");
}

#[cfg(test)]
mod tests {
    use crate::trial::{Font, LEFT, Trial, body, run};
    use vanban_fonts::FaceId;
    use vanban_layout::{GlyphRun, Item, Point, Tag};
    use vanban_theme::Pt;

    const PANGRAM: &str =
        "Đẩy mạnh cải cách hành chính; “giữ gìn” – Huế, Cần Thơ: ỷ ỹ ỵ ợ ự ẵ 1.250 ₫";

    fn shown(runs: &[GlyphRun]) -> (Vec<crate::trial::Shown>, String) {
        let mut trial = Trial::default();
        let root = trial.structure(Tag::Document, None);
        for (line, run) in runs.iter().enumerate() {
            let at = Point::new(LEFT, Pt(100.0 + 20.0 * line as f32));
            trial.item(Some(root), at, Item::Run(run.clone()));
        }
        trial.read().text(0)
    }

    fn assert_placed(run: &GlyphRun) {
        let (glyphs, _) = shown(std::slice::from_ref(run));
        assert_eq!(glyphs.len(), run.glyphs.len());
        let mut origin = f64::from(LEFT.0);
        for (shown, glyph) in glyphs.iter().zip(&run.glyphs) {
            let x = origin + f64::from(glyph.x_offset.0);
            let y = f64::from((Pt(841.9) - Pt(100.0) + glyph.y_offset).0);
            assert!((shown.x - x).abs() < 0.01, "{}: {} for {x}", shown.text, shown.x);
            assert!((shown.y - y).abs() < 0.01, "{}: {} for {y}", shown.text, shown.y);
            origin += f64::from(glyph.advance.0);
        }
    }

    #[test]
    fn text_comes_back_as_it_was() {
        let sizes = [(0, 14.0), (1, 11.5), (5, 9.0), (8, 10.0)];
        let runs = sizes.map(|(face, size)| run(Font(FaceId(face), Pt(size)), PANGRAM));
        assert_eq!(shown(&runs).1, PANGRAM.repeat(runs.len()));
    }

    #[test]
    fn natural_text_needs_no_adjustment() {
        let mut trial = Trial::default();
        trial.line(None, body(), PANGRAM);
        let operators = trial.read().operators(0);
        let shows: Vec<_> =
            operators.iter().filter(|(name, _)| name == "Tj" || name == "TJ").collect();
        assert!(shows.len() == 1 && shows[0].0 == "Tj", "{shows:?}");
        assert!(!operators.iter().any(|(_, operands)| format!("{operands:?}").contains("Actual")));
    }

    #[test]
    fn stretched_spaces_and_odd_advances_stay_within_a_hundredth_of_a_point() {
        for size in [7.0, 13.3, 14.0, 96.0] {
            let mut run = run(Font(FaceId(2), Pt(size)), &PANGRAM.repeat(4));
            for (at, glyph) in run.glyphs.iter_mut().enumerate() {
                let space = run.text[glyph.start as usize..].starts_with(' ');
                glyph.advance += Pt(if space { 1.237 } else { 0.0003 * (at % 7) as f32 });
            }
            assert_placed(&run);
        }
    }

    #[test]
    fn offsets_move_a_glyph_and_not_the_next() {
        let mut run = run(body(), "a1b2");
        (run.glyphs[1].x_offset, run.glyphs[1].y_offset) = (Pt(-0.7), Pt(4.5));
        (run.glyphs[3].x_offset, run.glyphs[3].y_offset) = (Pt(0.3), Pt(-2.0));
        assert_placed(&run);
    }

    #[test]
    fn every_text_of_one_glyph_comes_back() {
        // A space that does not break is drawn by the glyph of one that does.
        let mut one = run(body(), "5\u{A0}km và 7 km");
        let space =
            one.glyphs.iter().rev().find(|glyph| &one.text[glyph.start as usize..][..1] == " ");
        let space = space.unwrap().id;
        one.glyphs[1].id = space;
        let two = run(body(), "漢字");
        let (glyphs, text) = shown(&[one, two]);
        assert_eq!(text, "5\u{A0}km và 7 km漢字");
        assert_eq!(glyphs[1].glyph, glyphs[4].glyph);
        let boxes = &glyphs[glyphs.len() - 2..];
        assert!(boxes[0].glyph == 0 && boxes[1].glyph == 0, "{boxes:?}");
    }

    #[test]
    fn clusters_of_many_characters_or_glyphs_come_back() {
        let mut run = run(body(), "fia\u{306}\u{301}x\u{E123}");
        // "fi" is one glyph, "ắ" two for three characters.
        run.glyphs.remove(1);
        run.glyphs.remove(3);
        run.glyphs[2].start = run.glyphs[1].start;
        let (glyphs, text) = shown(std::slice::from_ref(&run));
        assert_eq!(text, run.text);
        assert_eq!(glyphs[0].text, "fi");
    }
}

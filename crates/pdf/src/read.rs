//! The lines of a PDF as they stand on its pages: what `vanban verify` compares.
//!
//! Reads the text of any producer whose fonts say what their codes mean (`ToUnicode`); positions
//! follow the text and graphics state (ISO 32000-2 §8.3, §9.4). Widths are not needed: a line is
//! what stands on one baseline, from left to right. What is marked as a formula (ISO 32000-2 §14.8.4)
//! is left out: each program sets formulas with letters and on baselines of its own.

use lopdf::content::Operation;
use lopdf::{Document, Encoding, Object};

use crate::error::PdfError;

/// A line of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct TextLine {
    /// Its text, without the gaps between the pieces that a producer cuts it into.
    pub text: String,
    /// From the page's top to its baseline, in points.
    pub baseline: f32,
}

/// Pieces whose baselines differ by less than this share of the larger size stand on one line: a
/// raised mark belongs to the line under it.
const SAME_LINE: f32 = 0.5;

/// The lines of each page, from top to bottom, without their formulas.
///
/// # Errors
/// When the file cannot be read as a PDF.
pub fn read_lines(bytes: &[u8]) -> Result<Vec<Vec<TextLine>>, PdfError> {
    let unreadable = |error: lopdf::Error| PdfError::Unreadable(error.to_string());
    let document = Document::load_mem(bytes).map_err(unreadable)?;
    let mut pages = Vec::new();
    for page in document.page_iter() {
        let content = document.get_and_decode_page_content(page).map_err(unreadable)?;
        let mut fonts = Vec::new();
        for (name, font) in document.get_page_fonts(page).map_err(unreadable)? {
            if let Ok(encoding) = font.get_font_encoding(&document) {
                fonts.push((name, encoding));
            }
        }
        let mut reader = Reader { fonts: &fonts, ..Reader::default() };
        content.operations.iter().for_each(|operation| reader.step(operation));
        pages.push(lines(reader.pieces, height(&document, page)));
    }
    Ok(pages)
}

/// The height of a page in points.
fn height(document: &Document, page: lopdf::ObjectId) -> f32 {
    let mut node = document.get_dictionary(page);
    while let Ok(dictionary) = node {
        let found = dictionary.get(b"MediaBox").and_then(|found| document.dereference(found));
        if let Ok(bounds) = found.and_then(|(_, found)| found.as_array()) {
            return bounds.get(3).map_or(0.0, number);
        }
        let parent = dictionary.get(b"Parent").and_then(Object::as_reference);
        node = parent.and_then(|parent| document.get_dictionary(parent));
    }
    0.0
}

/// A piece of text where it is shown.
#[derive(Debug)]
struct Piece {
    x: f32,
    y: f32,
    size: f32,
    text: String,
}

/// A transformation: the six numbers of ISO 32000-2 §8.3.4.
type Matrix = [f32; 6];

const SAME: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// `first`, then `then`.
fn product(first: Matrix, then: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = first;
    let [g, h, i, j, k, l] = then;
    [
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + l,
    ]
}

/// The state in which a page's operators are read.
#[derive(Default)]
struct Reader<'d> {
    fonts: &'d [(Vec<u8>, Encoding<'d>)],
    pieces: Vec<Piece>,
    /// The transformations of the graphics states, the current one last.
    states: Vec<Matrix>,
    line: Matrix,
    leading: f32,
    rise: f32,
    size: f32,
    font: Option<usize>,
    /// Whether each sequence of marked content that is open is a formula.
    marks: Vec<bool>,
}

impl Reader<'_> {
    fn step(&mut self, operation: &Operation) {
        let operands = &operation.operands;
        let at = |index: usize| operands.get(index).map_or(0.0, number);
        let current = self.states.last().copied().unwrap_or(SAME);
        match operation.operator.as_str() {
            "q" => self.states.push(current),
            "Q" => {
                self.states.pop();
            }
            "cm" => {
                let change = [at(0), at(1), at(2), at(3), at(4), at(5)];
                self.states.pop();
                self.states.push(product(change, current));
            }
            "BMC" | "BDC" => {
                let tag = operands.first().and_then(|tag| tag.as_name().ok());
                self.marks.push(tag == Some(b"Formula"));
            }
            "EMC" => {
                self.marks.pop();
            }
            "BT" => self.line = SAME,
            "Tm" => self.line = [at(0), at(1), at(2), at(3), at(4), at(5)],
            "Td" => self.next(at(0), at(1)),
            "TD" => {
                self.leading = -at(1);
                self.next(at(0), at(1));
            }
            "T*" => self.next(0.0, -self.leading),
            "TL" => self.leading = at(0),
            "Ts" => self.rise = at(0),
            "Tf" => {
                let name = operands.first().and_then(|name| name.as_name().ok());
                self.font = self.fonts.iter().position(|(known, _)| Some(&**known) == name);
                self.size = at(1);
            }
            "Tj" | "TJ" => self.show(operands),
            "'" | "\"" => {
                self.next(0.0, -self.leading);
                self.show(&operands[operands.len().saturating_sub(1)..]);
            }
            _ => {}
        }
    }

    fn next(&mut self, x: f32, y: f32) {
        self.line = product([1.0, 0.0, 0.0, 1.0, x, y], self.line);
    }

    fn show(&mut self, operands: &[Object]) {
        let Some(font) = self.font.filter(|_| !self.marks.contains(&true)) else { return };
        let mut text = String::new();
        for operand in operands {
            let one = std::slice::from_ref(operand);
            for part in operand.as_array().map_or(one, Vec::as_slice) {
                if let Object::String(bytes, _) = part
                    && let Ok(part) = Document::decode_text(&self.fonts[font].1, bytes)
                {
                    text.push_str(&part);
                }
            }
        }
        if text.trim().is_empty() {
            return;
        }
        let current = self.states.last().copied().unwrap_or(SAME);
        let [a, b, _, d, x, y] = product(self.line, current);
        let scale = d.abs().max(a.abs()).max(b.abs());
        let (y, size) = (y + self.rise * scale, self.size * scale);
        self.pieces.push(Piece { x, y, size, text });
    }
}

fn number(object: &Object) -> f32 {
    object.as_float().unwrap_or(0.0)
}

/// Pieces gathered to lines.
fn lines(mut pieces: Vec<Piece>, height: f32) -> Vec<TextLine> {
    pieces.sort_by(|one, other| other.y.total_cmp(&one.y));
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        let joined = rows.last_mut().filter(|row| {
            let largest = row.iter().map(|each| each.size).fold(piece.size, f32::max);
            (row[0].y - piece.y).abs() < SAME_LINE * largest
        });
        match joined {
            Some(row) => row.push(piece),
            None => rows.push(vec![piece]),
        }
    }
    let line = |mut row: Vec<Piece>| {
        row.sort_by(|one, other| one.x.total_cmp(&other.x));
        let lowest = row.iter().map(|piece| piece.y).fold(f32::MAX, f32::min);
        let text = row.into_iter().map(|piece| piece.text).collect();
        TextLine { text, baseline: height - lowest }
    };
    rows.into_iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::read_lines;
    use crate::error::PdfError;
    use crate::trial::{Trial, body};
    use vanban_layout::Tag;

    #[test]
    fn the_lines_of_our_own_papers_are_read_back() {
        let mut trial = Trial::default();
        trial.line(None, body(), "Điều 5. ");
        trial.more(None, body(), "Nghỉ lễ");
        trial.line(None, body(), "Tết");
        let pages = read_lines(&trial.bytes()).expect("a PDF");
        let texts: Vec<_> = pages[0].iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["Điều 5. Nghỉ lễ", "Tết"]);
        assert!((pages[0][1].baseline - 96.7).abs() < 0.1, "{:?}", pages[0][1]);
    }

    #[test]
    fn formulas_are_left_out_and_the_words_around_them_stay() {
        let mut trial = Trial::default();
        let root = trial.structure(Tag::Document, None);
        let paragraph = trial.structure(Tag::Paragraph, Some(root));
        let formula = trial.structure(Tag::Formula, Some(paragraph));
        trial.line(Some(paragraph), body(), "Diện tích ");
        trial.more(Some(formula), body(), "S=πr");
        trial.more(Some(paragraph), body(), ", chu vi");
        trial.line(Some(formula), body(), "x=1");
        let pages = read_lines(&trial.bytes()).expect("a PDF");
        let texts: Vec<_> = pages[0].iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["Diện tích , chu vi"]);
    }

    #[test]
    fn what_is_no_pdf_is_told() {
        assert!(matches!(read_lines(b"PK"), Err(PdfError::Unreadable(_))));
    }
}

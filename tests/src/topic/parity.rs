//! Both papers break lines and pages at the same places.

use vanban_tests::oracle::{libreoffice, mupdf};
use vanban_tests::papers::{Paper, all, every};
use vanban_tests::tool::{Tool, present};

/// The least share of lines that must be the same; page breaks must all be.
const LINES: f64 = 0.99;

#[test]
fn libreoffice_breaks_the_docx_where_the_pdf_breaks() {
    if !present(&[Tool::LibreOffice, Tool::Mupdf]) {
        return;
    }
    every(all(), judge);
}

fn judge(paper: &Paper) -> Result<(), String> {
    let ours = lines(&mupdf::lines(&paper.pdf));
    let theirs = lines(&mupdf::lines(&libreoffice::pdfs()[&paper.name]));
    let breaks = |lines: &[(usize, String)]| {
        // Where pages begin, counted in signs of the text: independent of where lines end.
        let mut signs = 0;
        let mut page = 0;
        let mut found = Vec::new();
        for (on, text) in lines {
            if *on != page {
                found.push(signs);
                page = *on;
            }
            signs += text.chars().filter(|char| !char.is_whitespace()).count();
        }
        found
    };
    let same = common(&ours, &theirs);
    let share = 2.0 * same as f64 / (ours.len() + theirs.len()) as f64;
    let first = ours.iter().zip(&theirs).find(|(ours, theirs)| ours != theirs);
    if breaks(&ours) != breaks(&theirs) {
        return Err(format!("pages break differently; lines: {share:.4}; first: {first:?}"));
    }
    if share < LINES {
        return Err(format!("{share:.4} of the lines agree; first: {first:?}"));
    }
    Ok(())
}

/// The lines with their pages, page numbers left out; labels and marks stay.
fn lines(pages: &[mupdf::Page]) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        for line in &page.lines {
            if line.baseline < 20.0 * 72.0 / 25.4 {
                continue;
            }
            // What is one line in one reader may have another gap in the other: gaps do not count.
            found.push((at, line.text.replace([' ', '\u{2060}'], "")));
        }
    }
    found
}

/// The length of the longest common subsequence.
fn common(left: &[(usize, String)], right: &[(usize, String)]) -> usize {
    let mut best = vec![0usize; right.len() + 1];
    for a in left {
        let mut diagonal = 0;
        for (at, b) in right.iter().enumerate() {
            let above = best[at + 1];
            best[at + 1] = if a == b { diagonal + 1 } else { above.max(best[at]) };
            diagonal = above;
        }
    }
    best[right.len()]
}

//! Both papers break lines and pages at the same places.

use std::collections::BTreeMap;
use std::path::PathBuf;

use vanban_tests::oracle::{libreoffice, mupdf};
use vanban_tests::papers::{Paper, WITH_FORMULAS, all, every};
use vanban_tests::tool::{Tool, present};
use vanban_tests::{place, runner};

#[test]
fn libreoffice_breaks_the_docx_where_the_pdf_breaks() {
    if present(&[Tool::LibreOffice, Tool::Mupdf]) {
        every(papers(), |paper| judge(paper, libreoffice::pdfs()));
    }
}

#[test]
fn libreoffice_25_breaks_the_docx_where_the_pdf_breaks() {
    if !present(&[Tool::LibreOffice, Tool::Mupdf]) {
        return;
    }
    match libreoffice::newer_pdfs() {
        Some(pdfs) => every(papers(), |paper| judge(paper, pdfs)),
        None => eprintln!("not run: LibreOffice 25.2 is missing (tests/libreoffice-25.sh)"),
    }
}

#[test]
fn verify_tells_that_the_papers_agree() {
    if !present(&[Tool::LibreOffice]) {
        return;
    }
    let made =
        runner::vanban(place::root()).args(["verify", "samples/hoi-nghi-van-phong.md"]).run();
    let told = String::from_utf8(made.stdout).expect("the report is UTF-8");
    assert_eq!((made.code, made.stderr.as_str()), (Some(0), ""), "{told}");
    let agreed = told.starts_with("samples/hoi-nghi-van-phong.md: 32 of 32 lines and 1 of 1 page");
    assert!(agreed, "{told}");
}

#[test]
fn verify_finds_no_difference_in_the_reference_page_whatever_the_theme() {
    if !present(&[Tool::LibreOffice]) {
        return;
    }
    let newer = place::out().join("libreoffice-25/soffice");
    let newer = newer.exists().then(|| newer.display().to_string());
    for program in std::iter::once("soffice".to_owned()).chain(newer) {
        for theme in ["office", "press", "report", "legal"] {
            let page = "samples/tham-khao.md";
            let args = ["verify", page, "--theme", theme, "--soffice", &program];
            let made = runner::vanban(place::root()).args(args).run();
            let told = String::from_utf8(made.stdout).expect("the report is UTF-8");
            assert_eq!(made.code, Some(0), "{theme}, {program}: {told}{}", made.stderr);
        }
    }
}

#[test]
fn verify_without_libreoffice_says_what_to_do() {
    let made = runner::vanban(place::root())
        .args(["verify", "samples/hoi-nghi-van-phong.md", "--soffice", "no-such-program"])
        .run();
    assert_eq!(made.code, Some(1));
    assert!(made.stderr.contains("--soffice"), "{}", made.stderr);
}

/// The papers whose lines can be compared: not those of the article that is nothing but formulas, whose
/// own lines each program sets as it does.
fn papers() -> impl Iterator<Item = &'static Paper> {
    all().into_iter().filter(|paper| paper.name != "math")
}

/// Whether every line stands on the same page, with the same words, in both.
fn judge(paper: &Paper, theirs: &BTreeMap<String, PathBuf>) -> Result<(), String> {
    let mut ours = lines(&mupdf::lines(&paper.pdf));
    let mut theirs = lines(&mupdf::lines(&theirs[&paper.name]));
    if WITH_FORMULAS.contains(&paper.name.as_str()) {
        ours = prose(ours);
        theirs = prose(theirs);
    }
    if ours == theirs {
        return Ok(());
    }
    let first = ours.iter().zip(&theirs).find(|(ours, theirs)| ours != theirs);
    Err(format!("{} lines, and {}; the first that differ: {first:?}", ours.len(), theirs.len()))
}

/// The words of lines that hold formulas, whose own lines and letters each program sets as it does;
/// small capitals are capitals in one paper's text.
fn prose(lines: Vec<(usize, String)>) -> Vec<(usize, String)> {
    let words = |line: String| -> String {
        let parts = line.split(|c: char| !c.is_alphabetic() || c.len_utf8() == 4);
        let words = parts.filter(|part| part.chars().count() > 3);
        words.collect::<Vec<_>>().join(" ").to_lowercase()
    };
    let lines = lines.into_iter().map(|(page, line)| (page, words(line)));
    lines.filter(|(_, words)| !words.is_empty()).collect()
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
            let text = line.text.replace([' ', '\u{200B}', '\u{2060}', '\u{FFFD}'], "");
            // Nor do the dots that lead to a page number: programs set more of them or fewer.
            let parts: Vec<&str> = text.split("....").map(|part| part.trim_matches('.')).collect();
            let led = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
            found.push((at, led.join("…")));
        }
    }
    found
}

//! Every paper says what the article says.

use vanban_tests::ast::squeeze;
use vanban_tests::compare;
use vanban_tests::expect::expected;
use vanban_tests::oracle::{libreoffice, mupdf, poppler};
use vanban_tests::papers::{every, read_alike, samples};
use vanban_tests::tool::{Tool, present};

#[test]
fn samples_build_without_a_word() {
    every(samples(), |paper| {
        // One is printed as it was found, with its slips; `orthography` says which.
        let told = paper.stderr.lines().filter(|line| line.starts_with(['e', 'w']));
        let told: Vec<_> = told.filter(|line| !line.starts_with("warning[VB10")).collect();
        if told.is_empty() { Ok(()) } else { Err(paper.stderr.clone()) }
    });
}

#[test]
fn poppler_reads_the_article_in_the_pdf() {
    if !present(&[Tool::Poppler, Tool::Pandoc]) {
        return;
    }
    every(read_alike(), |paper| {
        let pages = compare::without_folios(&poppler::pages(&paper.pdf))?;
        compare::pages(&expected(&paper.source()), &pages)
    });
}

#[test]
fn mupdf_reads_the_article_in_the_pdf() {
    if !present(&[Tool::Mupdf, Tool::Pandoc]) {
        return;
    }
    every(read_alike(), |paper| {
        let pages = compare::without_folios(&mupdf::pages(&paper.pdf))?;
        compare::pages(&expected(&paper.source()), &pages)
    });
}

#[test]
fn libreoffice_shows_the_article_of_the_docx() {
    if !present(&[Tool::LibreOffice, Tool::Poppler, Tool::Pandoc]) {
        return;
    }
    every(read_alike(), |paper| {
        let pdf = &libreoffice::pdfs()[&paper.name];
        let pages = compare::without_folios(&poppler::pages(pdf))?;
        compare::pages(&expected(&paper.source()), &pages)
    });
}

#[test]
fn text_is_composed_unicode_without_replacement_characters() {
    if !present(&[Tool::Poppler]) {
        return;
    }
    every(read_alike(), |paper| {
        let text = poppler::pages(&paper.pdf).join("\n");
        let odd = |char: char| matches!(char, '\u{300}'..='\u{36f}' | '\u{fffd}' | '\u{e000}'..='\u{f8ff}');
        match text.lines().find(|line| line.contains(odd)) {
            Some(line) => Err(format!("{}", squeeze(line).escape_unicode())),
            None => Ok(()),
        }
    });
}

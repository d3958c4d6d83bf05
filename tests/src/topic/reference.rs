//! The papers of the small articles are those that were accepted.

use vanban_tests::dump;
use vanban_tests::papers::{every, suite};
use vanban_tests::tool::{Tool, present};

#[test]
fn pdf_dumps_are_as_accepted() {
    if !present(&[Tool::Mupdf]) {
        return;
    }
    every(suite(), |paper| {
        dump::accepted(&format!("{}.pdf.txt", paper.name), &dump::pdf(&paper.pdf))
    });
}

#[test]
fn docx_dumps_are_as_accepted() {
    every(suite(), |paper| {
        dump::accepted(&format!("{}.docx.txt", paper.name), &dump::docx(&paper.docx))
    });
}

#[test]
fn messages_about_small_articles_are_as_accepted() {
    let messages = suite().iter().map(|paper| paper.stderr.as_str()).collect::<String>();
    if let Err(difference) = dump::accepted("suite.stderr", &messages) {
        panic!("\n{difference}");
    }
}

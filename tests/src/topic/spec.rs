//! Every example of CommonMark's specification and of GitHub's extensions, through both papers.
//!
//! What an example's HTML shows in a browser is what the papers must say: all of it, in order, and
//! nothing else.

use std::io::{Cursor, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

use vanban_article::{Images, Source, parse};
use vanban_docx::{DocxOptions, EmbedFonts, write_docx};
use vanban_fonts::FontLibrary;
use vanban_layout::typeset;
use vanban_pdf::{PdfOptions, read_lines, write_pdf};
use vanban_tests::specification::{Example, Spaces, examples, says, words};
use vanban_tests::{browser, place};
use vanban_theme::Theme;

/// Examples that the papers show otherwise, and why.
const OTHERWISE: [(&str, usize, &str); 8] = [
    ("commonmark", 201, "`<bar>` is no tag of HTML: it is printed, for it may be a placeholder"),
    ("commonmark", 484, "a link without text shows its address"),
    ("commonmark", 613, "`<bab><c2c>` are no tags of HTML: they are printed"),
    ("gfm", 7, "a cell beyond those of the header is kept in the last one"),
    ("gfm", 24, "no HTML is passed on, so no tag need be made harmless by printing it"),
    ("gfm-extensions", 20, "only says that nothing must crash, and shows nothing"),
    ("gfm-extensions", 22, "no HTML is passed on, so no tag need be made harmless by printing it"),
    ("gfm-extensions", 23, "notes stand at the foot of a page, without arrows back to the text"),
];

/// Front matter, so that no example begins the file and none is empty.
const FRONT: &str = "---\ntitle: Ví dụ\n---\n\n";

/// What both papers of an example say.
fn papers(example: &Example, theme: &Theme) -> [String; 2] {
    let fonts = FontLibrary::bundled();
    let source = Source::new("vi-du.md", format!("{FRONT}{}", example.markdown));
    let article = parse(&source).article;
    let images = Images { entries: vec![None; article.pictures.len()] };
    let set = typeset(&article, theme, fonts, &images);
    let pdf = write_pdf(
        &set.layout,
        fonts,
        &images,
        &PdfOptions { compression: 1, ..PdfOptions::default() },
    );
    let lines = read_lines(&pdf.expect("the PDF is written")).expect("the PDF is read");
    let lines = lines.into_iter().enumerate().flat_map(|(page, lines)| {
        let folio = (page + 1).to_string();
        lines.into_iter().filter(move |line| page == 0 || line.text != folio)
    });
    let pdf = lines.map(|line| line.text).collect::<Vec<_>>().join("\n");
    let options = DocxOptions { fonts: EmbedFonts::None };
    let docx = write_docx(&article, theme, &images, &set.hints, &options);
    let docx = docx.expect("the DOCX is written");
    let mut package = zip::ZipArchive::new(Cursor::new(docx)).expect("a DOCX is a ZIP");
    let mut said = String::new();
    for part in ["word/document.xml", "word/footnotes.xml"] {
        let mut xml = String::new();
        if let Ok(mut part) = package.by_name(part) {
            part.read_to_string(&mut xml).expect("the part is UTF-8");
        }
        said.push_str(&words(&xml));
    }
    [pdf, said]
}

/// What is wrong with the papers of an example.
fn judge(example: &Example, theme: &Theme) -> Result<(), String> {
    let mut expected = vec!["Ví dụ".to_owned()];
    expected.extend(browser::shown(&example.html));
    let papers = catch_unwind(AssertUnwindSafe(|| papers(example, theme)))
        .map_err(|_| "it panics".to_owned())?;
    let kinds = [("PDF", Spaces::Guessed), ("DOCX", Spaces::Written)];
    for ((name, spaces), paper) in kinds.into_iter().zip(papers) {
        says(&expected, &paper, spaces).map_err(|problem| format!("{name}: {problem}"))?;
    }
    Ok(())
}

fn every(specification: &str, count: usize) {
    let all = examples(&place::tests().join("spec").join(specification).with_extension("txt"));
    assert_eq!(all.len(), count, "the specification is whole");
    let theme = Theme::named("office").expect("the office theme is built in");
    let mut problems = Vec::new();
    for example in &all {
        let otherwise = OTHERWISE.iter().find(|(specification, number, _)| {
            *specification == example.specification && *number == example.number
        });
        match (judge(example, &theme), otherwise) {
            (Ok(()), None) | (Err(_), Some(_)) => {}
            (Ok(()), Some(_)) => problems.push(format!("{}: no exception", example.number)),
            (Err(problem), None) => {
                problems.push(format!("{}: {problem}\n{}", example.number, example.markdown));
            }
        }
    }
    assert!(problems.is_empty(), "\n{}\n{} fail", problems.join("\n"), problems.len());
}

#[test]
fn both_papers_say_what_the_examples_of_commonmark_show() {
    every("commonmark", 652);
}

#[test]
fn both_papers_say_what_the_examples_of_githubs_specification_show() {
    every("gfm", 24);
}

#[test]
fn both_papers_say_what_the_examples_of_githubs_extensions_show() {
    every("gfm-extensions", 28);
}

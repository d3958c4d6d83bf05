//! PDF for the press: page ranges, bleed, watermark, attached source, imposed sheets, through the
//! program and the judges.

use std::path::{Path, PathBuf};

use vanban_tests::oracle::{openxml_audit, pdfua, poppler, qpdf};
use vanban_tests::place;
use vanban_tests::runner::{Outcome, vanban};
use vanban_tests::tool::{Tool, present, run, text, with};

/// A folder with an article of several pages under a Vietnamese name.
fn folder(front: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let sample = place::root().join("samples/danh-muc-thu-tuc.md");
    let article = std::fs::read_to_string(sample).expect("the sample is there");
    let article = article.replacen("---\n", &format!("---\n{front}"), 1);
    let path = folder.path().join("bài viết.md");
    std::fs::write(&path, article).expect("the folder can be written");
    (folder, path)
}

fn good(outcome: &Outcome) {
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
}

fn sound(pdf: &Path) {
    qpdf::check(pdf).unwrap_or_else(|told| panic!("{told}"));
}

fn pages(pdf: &Path) -> usize {
    poppler::info(pdf)["Pages"].parse().expect("a number")
}

fn words(pdf: &Path) -> String {
    text(with("pdftotext", &["-layout"]).arg(pdf).arg("-"))
}

#[test]
fn some_pages_are_a_sound_document_and_keep_their_text() {
    if !present(&[Tool::Qpdf, Tool::Poppler, Tool::Pdfua]) {
        return;
    }
    let (folder, _) = folder("");
    let build = |args: &[&str]| {
        vanban(folder.path()).args(["build", "bài viết.md", "--to", "pdf"]).args(args).run()
    };
    good(&build(&["-o", "whole.pdf"]));
    good(&build(&["-o", "part.pdf", "--pages", "2-"]));
    let (whole, part) = (folder.path().join("whole.pdf"), folder.path().join("part.pdf"));
    sound(&part);
    assert_eq!(pages(&part) + 1, pages(&whole));
    assert_eq!(pdfua::findings(&part), Vec::<String>::new());
    let of = |pdf: &Path| words(pdf).split('\u{c}').map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(of(&part)[0], of(&whole)[1]);

    let outcome = build(&["-o", "none.pdf", "--pages", "900"]);
    assert_eq!(outcome.code, Some(1));
    assert!(outcome.stderr.contains("VB0931"), "{}", outcome.stderr);
    assert_eq!(build(&["-o", "none.pdf", "--pages", "3-1"]).code, Some(2));
}

#[test]
fn bleed_and_marks_stand_around_the_page() {
    if !present(&[Tool::Qpdf, Tool::Poppler, Tool::Pdfua]) {
        return;
    }
    let (folder, _) = folder("");
    let args = ["build", "bài viết.md", "-o", "a.pdf", "--bleed", "3mm", "--crop-marks"];
    good(&vanban(folder.path()).args(args).run());
    let pdf = folder.path().join("a.pdf");
    sound(&pdf);
    assert_eq!(pdfua::findings(&pdf), Vec::<String>::new());
    let boxes = text(with("pdfinfo", &["-box"]).arg(&pdf));
    let of = |name: &str| -> Vec<f64> {
        let line = boxes.lines().find(|line| line.starts_with(name)).expect("a box");
        line.split_whitespace().skip(1).map(|side| side.parse().expect("a number")).collect()
    };
    let (media, bleed, trim) = (of("MediaBox"), of("BleedBox"), of("TrimBox"));
    assert_eq!(trim[..2], [0.0, 0.0]);
    for side in 0..4 {
        assert!((bleed[side] - trim[side]).abs() - 8.504 < 0.01);
        assert!((media[side] - bleed[side]).abs() > 14.0);
    }
}

#[test]
fn a_watermark_stands_in_both_papers_and_moves_nothing() {
    if !present(&[Tool::Qpdf, Tool::Poppler, Tool::Pdfua, Tool::OpenxmlAudit]) {
        return;
    }
    let (plain, _) = folder("");
    let (marked, _) = folder("watermark: {text: MẬT, color: '#f5c6c6'}\n");
    for folder in [&plain, &marked] {
        good(&vanban(folder.path()).args(["build", "bài viết.md"]).run());
    }
    let of = |folder: &tempfile::TempDir| folder.path().join("bài viết.pdf");
    assert_eq!(words(&of(&plain)), words(&of(&marked)));
    sound(&of(&marked));
    assert_eq!(pdfua::findings(&of(&marked)), Vec::<String>::new());
    let docx = marked.path().join("bài viết.docx");
    for profile in openxml_audit::PROFILES {
        assert_eq!(openxml_audit::findings(&docx, profile), Vec::<String>::new());
    }
    let file = std::fs::File::open(&docx).expect("it is there");
    let mut package = zip::ZipArchive::new(file).expect("a package");
    let mut head = String::new();
    let mut part = package.by_name("word/header1.xml").expect("a head");
    std::io::Read::read_to_string(&mut part, &mut head).expect("XML is UTF-8");
    assert!(head.contains("string=\"MẬT\"") && head.contains("rotation:315"), "{head}");
}

#[test]
fn the_source_travels_with_the_pdf_under_its_name() {
    if !present(&[Tool::Qpdf, Tool::Poppler]) {
        return;
    }
    let (folder, article) = folder("");
    let args = ["build", "bài viết.md", "-o", "a.pdf", "--attach-source"];
    good(&vanban(folder.path()).args(args).run());
    let pdf = folder.path().join("a.pdf");
    sound(&pdf);
    assert!(poppler::xmp(&pdf).contains("<pdfaid:part>3<"));
    let saved = folder.path().join("saved.md");
    let taken = run(with("pdfdetach", &["-save", "1", "-o"]).arg(&saved).arg(&pdf));
    assert_eq!(taken.code, Some(0), "{}", taken.stderr);
    let read = |path: &Path| std::fs::read(path).expect("it is there");
    assert_eq!(read(&saved), read(&article));
    assert!(text(with("pdfdetach", &["-list"]).arg(&pdf)).contains("bài viết.md"));
}

#[test]
fn a_booklet_reads_in_order_when_it_is_folded() {
    if !present(&[Tool::Qpdf, Tool::Poppler]) {
        return;
    }
    let (folder, _) = folder("");
    good(&vanban(folder.path()).args(["build", "bài viết.md", "-o", "a.pdf"]).run());
    let sheets = folder.path().join("sheets.pdf");
    let impose = |file: &str, args: &[&str]| {
        vanban(folder.path()).args(["impose", file, "-o", "sheets.pdf"]).args(args).run()
    };
    let whole = pages(&folder.path().join("a.pdf"));
    good(&impose("a.pdf", &["--booklet", "--paper", "A3"]));
    sound(&sheets);
    assert_eq!(pages(&sheets), whole.next_multiple_of(4) / 2);
    // Every word is still there, on a sheet as wide as two pages.
    let count = |pdf: &Path| {
        let mut letters: Vec<char> = words(pdf).chars().filter(|c| !c.is_whitespace()).collect();
        letters.sort_unstable();
        letters
    };
    assert_eq!(count(&sheets), count(&folder.path().join("a.pdf")));
    let size = poppler::info(&sheets)["Page size"].clone();
    assert!(size.ends_with("(A3)"), "{size}");

    good(&impose("a.pdf", &["--nup", "2x2", "--gap", "5mm", "--crop-marks"]));
    sound(&sheets);
    assert_eq!(pages(&sheets), whole.div_ceil(4));
    let more = |pdf: &Path| std::fs::metadata(pdf).expect("it is there").len();
    assert!(more(&sheets) < more(&folder.path().join("a.pdf")) + 4000 * whole as u64);
}

#[test]
fn what_cannot_be_imposed_is_refused_and_the_older_sheets_stay() {
    if !present(&[Tool::Qpdf]) {
        return;
    }
    let (folder, _) = folder("");
    good(&vanban(folder.path()).args(["build", "bài viết.md", "-o", "a.pdf"]).run());
    let pdf = folder.path().join("a.pdf");
    let locked = folder.path().join("locked.pdf");
    let lock = ["--encrypt", "a", "b", "256", "--"];
    let done = run(with("qpdf", &lock).arg(&pdf).arg(&locked));
    assert_eq!(done.code, Some(0), "{}", done.stderr);
    let open = folder.path().join("open.pdf");
    let done = run(with("qpdf", &["--encrypt", "", "b", "256", "--"]).arg(&pdf).arg(&open));
    assert_eq!(done.code, Some(0), "{}", done.stderr);
    let bytes = std::fs::read(&pdf).expect("it is there");
    std::fs::write(folder.path().join("cut.pdf"), &bytes[..bytes.len() / 2]).expect("written");
    std::fs::write(folder.path().join("sheets.pdf"), "older").expect("written");
    for (file, told) in [
        ("locked.pdf", "encrypted"),
        ("open.pdf", "encrypted"),
        ("cut.pdf", "no sound PDF"),
        ("bài viết.md", "no sound PDF"),
        ("missing.pdf", "cannot read"),
    ] {
        let args = ["impose", file, "--booklet", "-o", "sheets.pdf"];
        let outcome = vanban(folder.path()).args(args).run();
        assert_eq!(outcome.code, Some(1), "{file}: {}", outcome.stderr);
        assert!(outcome.stderr.contains(told) && outcome.stderr.contains("VB0930"), "{file}");
        let old = std::fs::read(folder.path().join("sheets.pdf")).expect("it is there");
        assert_eq!(old, b"older");
    }
    let wrong = ["impose", "a.pdf", "--nup", "0x2", "-o", "b.pdf"];
    assert_eq!(vanban(folder.path()).args(wrong).run().code, Some(2));
}

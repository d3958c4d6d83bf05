//! What a PDF claims holds, clause by clause: every paper, every standard, and articles that lack
//! something.

use std::io::Read;
use std::path::{Path, PathBuf};

use vanban_tests::oracle::{clauses, outloud, pdfua, qpdf, structure};
use vanban_tests::papers::{REFERENCE, all, samples};
use vanban_tests::runner::vanban;
use vanban_tests::tool::{Tool, present};
use vanban_tests::{place, profile};

/// A folder with an article `a.md` and the profile of a press, `press.icc`.
fn folder(article: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let write = |name: &str, bytes: &[u8]| {
        std::fs::write(folder.path().join(name), bytes).expect("the folder can be written");
    };
    write("a.md", article.as_bytes());
    write("press.icc", &profile::of_four_inks());
    folder
}

/// Builds the PDF of `a.md`; what was said on standard error.
fn build(folder: &Path, args: &[&str]) -> (PathBuf, String) {
    let done = vanban(folder).args(["build", "a.md", "-o", "a.pdf"]).args(args).run();
    assert_eq!(done.code, Some(0), "{}", done.stderr);
    let pdf = folder.join("a.pdf");
    qpdf::check(&pdf).unwrap_or_else(|told| panic!("{told}"));
    (pdf, done.stderr)
}

/// The claims of a PDF against which nothing is found.
fn claims(pdf: &Path) -> Vec<String> {
    let judged = clauses::judge(&[pdf]).remove(0);
    assert_eq!(judged.findings, Vec::<String>::new());
    judged.claims
}

#[test]
fn every_paper_holds_what_it_claims() {
    if !present(&[Tool::Pikepdf]) {
        return;
    }
    let papers = all();
    let pdfs: Vec<&PathBuf> = papers.iter().map(|paper| &paper.pdf).collect();
    let judged = clauses::judge(&pdfs);
    let found: Vec<String> = judged
        .iter()
        .zip(&papers)
        .filter(|(judged, _)| !judged.findings.is_empty())
        .map(|(judged, paper)| format!("{}: {}", paper.name, judged.findings.join("\n  ")))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
    for (judged, paper) in judged.iter().zip(&papers).take(samples().len()) {
        assert_eq!(judged.claims, ["A-2a", "UA-1"], "{}", paper.name);
    }
}

#[test]
fn every_breach_of_a_rule_is_seen() {
    if !present(&[Tool::Pikepdf]) {
        return;
    }
    let rich = samples().iter().find(|paper| paper.name == REFERENCE).expect("a sample");
    assert_eq!(clauses::unseen(&rich.pdf), Vec::<String>::new());
}

#[test]
fn every_standard_that_is_asked_for_is_claimed_and_holds() {
    if !present(&[Tool::Pikepdf, Tool::Qpdf]) {
        return;
    }
    let sample = place::root().join("samples").join(format!("{REFERENCE}.md"));
    let article = std::fs::read_to_string(sample).expect("the sample is there");
    let folder = folder(&article);
    let samples = std::fs::read_dir(place::root().join("samples")).expect("the samples are there");
    for file in samples.map(|file| file.expect("a folder can be listed").path()) {
        let name = file.file_name().expect("a file has a name").to_owned();
        if file.extension().is_some_and(|end| end != "md") {
            std::fs::copy(&file, folder.path().join(name)).expect("a picture");
        }
    }
    for (asked, claimed) in [
        ("a-2b", &["A-2b"][..]),
        ("a-2u", &["A-2u"]),
        ("a-3a,ua-1", &["A-3a", "UA-1"]),
        ("a-4", &["A-4"]),
        ("2.0", &[]),
        ("x-4", &["X-4"]),
        ("x-4,ua-1,a-2a", &["A-2a", "UA-1", "X-4"]),
    ] {
        let press: &[&str] = match asked.contains("x-4") {
            true => &["--output-profile", "press.icc", "--bleed", "3mm", "--crop-marks"],
            false => &[],
        };
        let args = [&["--pdf-standard", asked], press].concat();
        assert_eq!(claims(&build(folder.path(), &args).0), claimed, "{asked}");
    }
    let args = ["--attach-source", "--output-profile", "press.icc"];
    assert_eq!(claims(&build(folder.path(), &args).0), ["A-3a", "UA-1"]);
}

#[test]
fn a_press_is_told_its_inks_and_gets_nothing_to_click() {
    if !present(&[Tool::Pikepdf, Tool::Qpdf, Tool::Pdfua]) {
        return;
    }
    let article = "---\ntitle: Tờ rơi\ndate: 2024-11-27\n---\n\n# Một\n\nXem [trang](https://a.vn).\n\n\
                   ![Hình vẽ](hinh.svg)\n\n![Ảnh](anh.png)\n";
    let folder = folder(article);
    let suite = place::tests().join("suite");
    std::fs::copy(suite.join("hinh-ve.svg"), folder.path().join("hinh.svg")).expect("a drawing");
    let picture = png(&[255, 0, 0, 0, 0, 255]);
    std::fs::write(folder.path().join("anh.png"), picture).expect("a picture");
    let press = ["--pdf-standard", "x-4,a-2a,ua-1", "--output-profile", "press.icc"];
    let (pdf, _) = build(folder.path(), &press);
    assert_eq!(claims(&pdf), ["A-2a", "UA-1", "X-4"]);
    assert_eq!(pdfua::findings(&pdf), Vec::<String>::new());
    let bytes = std::fs::read(&pdf).expect("it is there");
    assert!(bytes.starts_with(b"%PDF-1.6\n") && !bytes.windows(9).any(|part| part == b"DeviceRGB"));
    let heard = structure::heard(&structure::tree(&pdf)).body.join("\n");
    assert!(heard.contains("Xem trang."), "{heard}");

    let article = std::fs::read_to_string(folder.path().join("a.md")).expect("it is there");
    let undated = article.replace("date: 2024-11-27\n", "");
    std::fs::write(folder.path().join("a.md"), undated).expect("the folder can be written");
    let (pdf, told) = build(folder.path(), &press);
    assert!(told.contains("VB0915"), "{told}");
    assert_eq!(claims(&pdf), ["A-2a", "UA-1"]);
    for wrong in [&["--pdf-standard", "x-4"][..], &[&press[..], &["--attach-source"]].concat()] {
        let args = [&["build", "a.md", "-o", "b.pdf"], wrong].concat();
        assert_eq!(vanban(folder.path()).args(args).run().code, Some(2), "{wrong:?}");
    }
}

/// A PNG of one row of RGB pixels, stored without compression.
fn png(rgb: &[u8]) -> Vec<u8> {
    let row = [&[0], rgb].concat();
    let length = u16::try_from(row.len()).expect("a short row");
    let (mut a, mut b) = (1_u32, 0_u32);
    for byte in &row {
        a = (a + u32::from(*byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    let stored = [&[0x78, 0x01, 0x01][..], &length.to_le_bytes(), &(!length).to_le_bytes(), &row];
    let content = [stored.concat(), (b << 16 | a).to_be_bytes().to_vec()].concat();
    let width = u32::try_from(rgb.len() / 3).expect("a short row").to_be_bytes();
    let head = [&width[..], &[0, 0, 0, 1, 8, 2, 0, 0, 0]].concat();
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, content) in [(b"IHDR", head), (b"IDAT", content), (b"IEND", Vec::new())] {
        let part = [&kind[..], &content].concat();
        file.extend(u32::try_from(content.len()).expect("a short part").to_be_bytes());
        file.extend(&part);
        file.extend(check_sum(&part).to_be_bytes());
    }
    file
}

/// The check sum of a part of a PNG (ISO/IEC 15948 §5.5).
fn check_sum(bytes: &[u8]) -> u32 {
    let step = |sum: u32, byte: &u8| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 }
        })
    };
    !bytes.iter().fold(u32::MAX, step)
}

#[test]
fn a_table_without_headers_is_told_and_not_claimed() {
    if !present(&[Tool::Pikepdf, Tool::Qpdf, Tool::Pdfua, Tool::Outloud]) {
        return;
    }
    let article = |table: &str| format!("# Bảng biểu\n\nLời.\n\n<table>{table}</table>\n");
    let folder = folder(&article("<tr><td>a</td><td>b</td></tr><tr><td>1</td><td>2</td></tr>"));
    let (pdf, told) = build(folder.path(), &[]);
    assert!(told.contains("VB0912"), "{told}");
    assert_eq!(claims(&pdf), ["A-2a"]);
    for (table, cells) in [
        // Headers of rows, of columns with an empty corner, of both, and a head without a body.
        ("<tr><th>a</th><td>1</td></tr><tr><th>b</th><td>2</td></tr>", "Row TD Row TD"),
        ("<tr><td></td><th>a</th></tr><tr><td>b</td><td>2</td></tr>", "Column Column TD TD"),
        ("<tr><td></td><th>a</th></tr><tr><th>b</th><td>2</td></tr>", "Column Column Row TD"),
        ("<tr><th>a</th><th>b</th></tr>", "Column Column"),
    ] {
        std::fs::write(folder.path().join("a.md"), article(table)).expect("it can be written");
        let (pdf, told) = build(folder.path(), &[]);
        assert!(!told.contains("VB0912"), "{table}: {told}");
        assert_eq!(claims(&pdf), ["A-2a", "UA-1"], "{table}");
        assert_eq!(pdfua::findings(&pdf), Vec::<String>::new(), "{table}");
        assert_eq!(outloud::findings(&pdf), Vec::<String>::new(), "{table}");
        let heard = structure::heard(&structure::tree(&pdf)).body;
        let cell = |line: &String| {
            let line = line.trim();
            let kind = if line.starts_with("TH") { line.rsplit(' ').next() } else { Some("TD") };
            kind.filter(|_| line.starts_with("TH ") || line.starts_with("TD ")).map(str::to_owned)
        };
        let heard: Vec<String> = heard.iter().filter_map(cell).collect();
        assert_eq!(heard.join(" "), cells, "{table}");
    }
}

#[test]
fn a_language_that_is_none_is_in_neither_paper() {
    if !present(&[Tool::Pikepdf, Tool::Qpdf]) {
        return;
    }
    let folder = folder("# A\n\n[word]{lang=\"tiếng Anh\"} và [mot]{lang=EN-gb}.\n");
    let (pdf, told) = build(folder.path(), &["--pdf-standard", "a-2b"]);
    assert!(told.contains("VB0914"), "{told}");
    let tree = structure::tree(&pdf).to_string();
    assert!(tree.contains("en-GB") && !tree.contains("tiếng Anh"), "{tree}");
    let done = vanban(folder.path()).args(["build", "a.md", "--to", "docx", "-o", "a.docx"]).run();
    assert!(done.code == Some(0) && done.stderr.contains("VB0914"), "{}", done.stderr);
    let file = std::fs::File::open(folder.path().join("a.docx")).expect("it is there");
    let mut package = zip::ZipArchive::new(file).expect("a package");
    let mut document = String::new();
    let mut part = package.by_name("word/document.xml").expect("a document");
    let _ = part.read_to_string(&mut document).expect("XML is UTF-8");
    assert!(document.contains("\"en-GB\"") && !document.contains("tiếng Anh"), "{document}");
}

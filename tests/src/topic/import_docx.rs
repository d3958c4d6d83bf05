//! DOCX files come back as sources: vanban's own as the same article, those of other programs with their
//! text, headings, lists, tables, notes and pictures.

use std::io::Read;
use std::path::Path;

use vanban_import::{docx, markdown};
use vanban_tests::papers::{Paper, all, every};
use vanban_tests::runner;
use vanban_tests::tool::{self, Tool, present};

/// The small articles whose DOCX does not say all that their source does, and what it does not say.
const NOT_THE_SAME: [(&str, &str); 8] = [
    ("math", "in which style the rows of a formula are set"),
    ("spans", "the role of code"),
    ("list-kinds", "Roman numerals that begin elsewhere have no syntax but HTML"),
    ("picture-sizes", "a height beside a width"),
    ("sections", "where one landscape part ends and the next begins"),
    ("table-grid", "that the author gave the widths of columns"),
    ("tham-khao", "that the author gave the widths of columns"),
    ("table-widths", "that the author gave the widths of columns"),
];

/// Writes the source of a DOCX and its pictures into a folder; gives what was told.
fn import(paper: &Path, folder: &Path) -> Result<Vec<String>, String> {
    let bytes = std::fs::read(paper).map_err(|error| error.to_string())?;
    let read = docx(bytes).map_err(|refused| refused.message)?;
    for picture in &read.document.pictures {
        if let Some(bytes) = &picture.bytes {
            std::fs::write(folder.join(&picture.name), bytes).map_err(|error| error.to_string())?;
        }
    }
    std::fs::write(folder.join("bai.md"), markdown(&read.document))
        .map_err(|error| error.to_string())?;
    Ok(read.notes.into_iter().map(|note| note.message).collect())
}

fn part(path: &Path, name: &str) -> String {
    let file = std::fs::File::open(path).expect("the DOCX is there");
    let mut archive = zip::ZipArchive::new(file).expect("it is an archive");
    let mut text = String::new();
    if let Ok(mut part) = archive.by_name(name) {
        part.read_to_string(&mut text).expect("it is text");
    }
    text
}

/// Where the document of a paper differs from that of its import, built again.
fn again(paper: &Paper) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    import(&paper.docx, folder.path())?;
    let source = std::fs::read_to_string(&paper.article).map_err(|error| error.to_string())?;
    let mut front = source.lines().skip(1).take_while(|line| *line != "---");
    let theme = front.find_map(|line| line.strip_prefix("theme: "));
    let theme = theme.map(|theme| theme.trim().to_owned()).filter(|_| source.starts_with("---"));
    if let Some(file) = theme.as_deref().filter(|theme| theme.ends_with(".toml")) {
        let from = paper.article.with_file_name(file);
        std::fs::copy(from, folder.path().join(file)).map_err(|error| error.to_string())?;
    }
    let mut run = runner::vanban(folder.path()).args(["build", "bai.md", "--to", "docx"]);
    if let Some(theme) = theme {
        run = run.args(["--theme", &theme]);
    }
    let done = run.run();
    let built = folder.path().join("bai.docx");
    if !built.is_file() {
        return Err(format!("it is not built: {}", done.stderr));
    }
    for name in ["word/document.xml", "word/footnotes.xml"] {
        let (first, second) = (part(&paper.docx, name), part(&built, name));
        if first != second {
            let at = first.bytes().zip(second.bytes()).take_while(|(one, two)| one == two).count();
            let around = |text: &str| {
                let bytes = text.as_bytes();
                let range = at.saturating_sub(120)..(at + 160).min(bytes.len());
                String::from_utf8_lossy(&bytes[range]).into_owned()
            };
            return Err(format!("{name} differs:\n  {}\n  {}", around(&first), around(&second)));
        }
    }
    Ok(())
}

#[test]
fn what_vanban_writes_comes_back_as_the_same_document() {
    every(all(), |paper| {
        let known = NOT_THE_SAME.iter().find(|(name, _)| *name == paper.name);
        match (again(paper), known) {
            (Ok(()), Some((_, what))) => Err(format!("it is the same, though listed: {what}")),
            (Err(_), Some(_)) => Ok(()),
            (result, None) => result,
        }
    });
}

#[test]
fn what_pandoc_writes_comes_back_with_its_text() {
    if !present(&[Tool::Pandoc]) {
        return;
    }
    let folder = runner::tree(&[(
        "a.md",
        "---\ntitle: Tên bài\n---\n\n# Một\n\nĐoạn *nghiêng* và **đậm**, `mã`, [liên kết](https://a.vn).[^1]\n\n\
         [^1]: Lời chú.\n\n- a\n- b\n    1. c\n    2. d\n\n> Trích.\n\n| A | B |\n|---|--:|\n| 1 | 2 |\n\n\
         : Bảng một\n\nTừ\n:   Nghĩa.\n\n$$x^2 + \\frac{1}{2}$$\n",
    )]);
    let paper = folder.path().join("a.docx");
    let source = folder.path().join("a.md");
    let _ = tool::text(tool::with("pandoc", &["--to=docx", "-o"]).arg(&paper).arg(&source));
    import(&paper, folder.path()).expect("it is read");
    let text = std::fs::read_to_string(folder.path().join("bai.md")).expect("it is written");
    for expected in [
        "title: Tên bài",
        "# Một",
        "Đoạn *nghiêng* và **đậm**, `mã`, [liên kết](https://a.vn).[^1]",
        "[^1]: Lời chú.",
        "- a\n- b\n  1. c\n  2. d",
        "> Trích.",
        "| A | B |\n|---|--:|\n| 1 | 2 |",
        ": Bảng một",
        "Từ\n: Nghĩa.",
        "$$x^2+\\frac{1}{2}$$",
    ] {
        assert!(text.contains(expected), "{expected:?} is not in\n{text}");
    }
}

#[test]
fn whatever_happens_to_a_docx_nothing_panics() {
    let paper = &vanban_tests::papers::samples()[0];
    let sound = std::fs::read(&paper.docx).expect("the DOCX is there");
    let mut seed = 7u64;
    for _ in 0..60 {
        let mut bytes = sound.clone();
        for _ in 0..3 {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let at = (seed >> 33) as usize % bytes.len();
            bytes[at] = (seed >> 20) as u8;
        }
        if let Ok(read) = docx(bytes) {
            let _ = markdown(&read.document);
        }
    }
}

//! Fonts that the user names: fallback, families of themes, licences, files that are no good.

use std::path::{Path, PathBuf};

use vanban_tests::dump::{part, part_names};
use vanban_tests::oracle::{openxml_audit, pdfua, poppler, qpdf};
use vanban_tests::place;
use vanban_tests::runner::{Outcome, vanban};
use vanban_tests::tool::{Tool, present};

const ARTICLE: &str = "---\ntitle: Chữ Hán\n---\nMột đoạn có 漢字 và 中國北京，文化。\n";

/// A font of the suite.
fn font(name: &str) -> PathBuf {
    place::tests().join("suite/fonts").join(name)
}

/// A folder with the article and these files.
fn folder(files: &[(&str, Vec<u8>)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    std::fs::write(folder.path().join("bai.md"), ARTICLE).expect("the folder can be written");
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).expect("the folder can be written");
    }
    folder
}

/// Builds the article with these fonts.
fn build(folder: &Path, fonts: &[&Path], more: &[&str]) -> Outcome {
    let run = vanban(folder).args(["build", "bai.md"]).args(more);
    fonts.iter().fold(run, |run, font| run.args(["--font-path".as_ref(), font.as_os_str()])).run()
}

fn built(folder: &Path, fonts: &[&Path], more: &[&str]) {
    let outcome = build(folder, fonts, more);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""), "{fonts:?}");
}

/// The font with other licence bits (`OS/2`, `fsType`).
fn licensed(name: &str, bits: u16) -> Vec<u8> {
    let mut bytes = std::fs::read(font(name)).expect("the font is there");
    let tables = u16::from_be_bytes([bytes[4], bytes[5]]);
    let record = (0..usize::from(tables)).map(|at| 12 + 16 * at);
    let record = record.clone().find(|at| &bytes[*at..at + 4] == b"OS/2").expect("a table OS/2");
    let offset: [u8; 4] = bytes[record + 8..record + 12].try_into().expect("four bytes");
    let place = u32::from_be_bytes(offset) as usize + 8;
    bytes[place..place + 2].copy_from_slice(&bits.to_be_bytes());
    bytes
}

fn xml(docx: &Path, name: &str) -> String {
    String::from_utf8(part(docx, name).expect("the part is there")).expect("XML is UTF-8")
}

fn font_parts(docx: &Path) -> usize {
    part_names(docx).iter().filter(|name| name.ends_with(".odttf")).count()
}

#[test]
fn what_no_bundled_font_draws_is_drawn_by_the_first_font_given() {
    if !present(&[Tool::Poppler, Tool::Qpdf, Tool::OpenxmlAudit, Tool::Pdfua]) {
        return;
    }
    for (file, faces) in [
        ("probe-han.ttf", &["VanbanProbeHan-Regular"][..]),
        ("probe-han.otf", &["VanbanProbeHanCFF-Regular"]),
        ("probe-variable.ttf", &["VanbanProbeVariable-Regular"]),
        ("probe.ttc", &["VanbanProbeA-Regular", "VanbanProbeB-Regular"]),
    ] {
        let folder = folder(&[]);
        built(folder.path(), &[&font(file)], &[]);
        let (pdf, docx) = (folder.path().join("bai.pdf"), folder.path().join("bai.docx"));
        assert_eq!(qpdf::check(&pdf), Ok(()), "{file}");
        assert_eq!(pdfua::findings(&pdf), Vec::<String>::new(), "{file}");
        let fonts = poppler::fonts(&pdf);
        for face in faces {
            let found = fonts.iter().find(|font| font.name.ends_with(face));
            let found = found.unwrap_or_else(|| panic!("{file}: {fonts:?}"));
            assert!(found.embedded && found.subset && found.unicode, "{found:?}");
        }
        let text = poppler::pages(&pdf).concat();
        assert!(text.contains("漢字") && text.contains("中國北京，文化。"), "{file}: {text}");
        for profile in openxml_audit::PROFILES {
            assert_eq!(openxml_audit::findings(&docx, profile), Vec::<String>::new(), "{file}");
        }
        let document = xml(&docx, "word/document.xml");
        assert!(document.contains(">漢字<"), "{file}: {document}");
        assert!(document.contains("w:eastAsia=\"Vanban Probe"), "{file}: {document}");
        // Tinos in two cuts, and the faces.
        assert_eq!(font_parts(&docx), 2 + faces.len(), "{file}");
    }
}

#[test]
fn fonts_count_in_the_order_in_which_they_are_given() {
    let folder = folder(&[]);
    let (one, other) = (font("probe-han.ttf"), font("probe-variable.ttf"));
    for (fonts, family) in
        [([&*one, &*other], "Vanban Probe Han"), ([&*other, &*one], "Vanban Probe Variable")]
    {
        built(folder.path(), &fonts, &["--to", "docx"]);
        let table = xml(&folder.path().join("bai.docx"), "word/fontTable.xml");
        assert_eq!(table.matches("w:name=\"Vanban").count(), 1, "{table}");
        assert!(table.contains(&format!("w:name=\"{family}\"")), "{table}");
    }
}

#[test]
fn a_theme_sets_text_in_a_family_given_and_libreoffice_breaks_it_alike() {
    if !present(&[Tool::Poppler, Tool::LibreOffice]) {
        return;
    }
    let theme = "[fonts]\nserif = \"vanban probe\"\n[role.title]\nitalic = true\n";
    let text = "Trung tâm đã nghe báo cáo và *thảo luận* về các **giải pháp** của địa phương. ";
    let folder = folder(&[
        ("my.toml", theme.as_bytes().to_vec()),
        ("bai.md", format!("---\ntitle: Tên bài\n---\n{}\n", text.repeat(60)).into_bytes()),
    ]);
    let fonts = [&*font("probe.ttf"), &*font("probe-bold.ttf")];
    let outcome = build(folder.path(), &fonts, &["--theme", "my.toml"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    // Told once, not at every word that is emphasised.
    let lacks = "[VB0606]: the family `Vanban Probe` has no italic cut";
    assert_eq!(outcome.stderr.matches(lacks).count(), 1, "{}", outcome.stderr);
    let names: Vec<_> =
        poppler::fonts(&folder.path().join("bai.pdf")).into_iter().map(|font| font.name).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names.iter().all(|name| name.contains("+VanbanProbe-")), "{names:?}");
    let styles = xml(&folder.path().join("bai.docx"), "word/styles.xml");
    assert!(styles.contains("w:ascii=\"Vanban Probe\"") && !styles.contains("Tinos"), "{styles}");
    let run = vanban(folder.path()).args(["verify", "bai.md", "--theme", "my.toml"]);
    let run =
        fonts.iter().fold(run, |run, font| run.args(["--font-path".as_ref(), font.as_os_str()]));
    let outcome = run.run();
    let said = String::from_utf8_lossy(&outcome.stdout).into_owned();
    assert_eq!(outcome.code, Some(0), "{said}{}", outcome.stderr);
}

#[test]
fn a_family_that_no_font_has_is_an_error_where_the_theme_names_it() {
    let folder = folder(&[("my.toml", b"[fonts]\nsans = \"Vanban Prob\"\n".to_vec())]);
    let probe = font("probe.ttf");
    let outcome = build(folder.path(), &[&probe], &["--theme", "my.toml"]);
    assert_eq!(outcome.code, Some(2), "{}", outcome.stderr);
    for part in ["error[VB0605]", "my.toml:2:", "did you mean `Vanban Probe`?"] {
        assert!(outcome.stderr.contains(part), "{}", outcome.stderr);
    }
    let article = ARTICLE.replace("title:", "theme: my.toml\ntitle:");
    std::fs::write(folder.path().join("bai.md"), article).expect("the folder can be written");
    let outcome = build(folder.path(), &[], &[]);
    assert_eq!(outcome.code, Some(1), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("error[VB0605]"), "{}", outcome.stderr);
}

#[test]
fn licences_are_kept() {
    if !present(&[Tool::Poppler]) {
        return;
    }
    let folder = folder(&[
        ("restricted.ttf", licensed("probe-han.ttf", 0x0002)),
        ("bitmaps.ttf", licensed("probe-han.ttf", 0x0208)),
        ("print.ttf", licensed("probe-han.ttf", 0x0004)),
        ("whole.ttf", licensed("probe-han.ttf", 0x0108)),
        ("whole.otf", licensed("probe-han.otf", 0x0108)),
    ]);
    let path = |name: &str| folder.path().join(name);
    for (name, why) in [
        ("restricted.ttf", "restricted licence: fsType bit 1"),
        ("bitmaps.ttf", "its bitmaps only (fsType bit 9"),
    ] {
        let outcome = build(folder.path(), &[&path(name)], &[]);
        assert_eq!(outcome.code, Some(2), "{}", outcome.stderr);
        assert!(outcome.stderr.contains("VanbanProbeHan-Regular"), "{}", outcome.stderr);
        assert!(outcome.stderr.contains(why), "{}", outcome.stderr);
        assert!(!path("bai.pdf").exists() && !path("bai.docx").exists());
    }
    let outcome = build(folder.path(), &[&path("print.ttf")], &[]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("warning[VB0607]"), "{}", outcome.stderr);
    assert_eq!(font_parts(&path("bai.docx")), 2);
    assert!(xml(&path("bai.docx"), "word/fontTable.xml").contains("Vanban Probe Han"));
    assert!(poppler::fonts(&path("bai.pdf")).iter().any(|font| font.name.contains("ProbeHan")));
    built(folder.path(), &[&path("print.ttf")], &["--docx-fonts", "none"]);
    for (name, face) in
        [("whole.ttf", "VanbanProbeHan-Regular"), ("whole.otf", "VanbanProbeHanCFF-Regular")]
    {
        built(folder.path(), &[&path(name)], &[]);
        let fonts = poppler::fonts(&path("bai.pdf"));
        let whole =
            fonts.iter().find(|font| font.name == face).unwrap_or_else(|| panic!("{fonts:?}"));
        assert!(whole.embedded && !whole.subset && whole.unicode, "{whole:?}");
        assert!(poppler::pages(&path("bai.pdf")).concat().contains("中國北京"), "{name}");
        let carried = part_names(&path("bai.docx"))
            .into_iter()
            .filter(|name| name.ends_with(".odttf"))
            .filter_map(|name| part(&path("bai.docx"), &name))
            .any(|bytes| bytes.len() as u64 == path(name).metadata().expect("a file").len());
        assert!(carried, "{name}");
    }
}

#[test]
fn files_that_are_no_good_are_refused_by_name_and_left_out_of_folders() {
    let whole = std::fs::read(font("probe-han.ttf")).expect("the font is there");
    let packed = |magic: &[u8; 4]| [&magic[..], &whole[4..]].concat();
    let cyclic = std::fs::read(font("probe-cyclic.ttf")).expect("the font is there");
    let folder = folder(&[
        ("a.woff.ttf", packed(b"wOFF")),
        ("b.woff2.ttf", packed(b"wOF2")),
        ("c.ttf", whole[..whole.len() / 2].to_vec()),
        ("d.ttf", cyclic),
        ("e.ttf", b"no font".to_vec()),
        ("f.ttf", Vec::new()),
        ("z.ttf", whole),
    ]);
    for (name, why) in [
        ("a.woff.ttf", "(WOFF)"),
        ("b.woff2.ttf", "(WOFF2)"),
        ("c.ttf", "it is damaged"),
        ("d.ttf", "made of itself"),
        ("e.ttf", "no font file"),
        ("f.ttf", "is not used"),
        ("none.ttf", "no such font file or folder"),
        ("/dev/zero", "not a regular file"),
    ] {
        let outcome = build(folder.path(), &[Path::new(name)], &[]);
        assert_eq!(outcome.code, Some(2), "{}", outcome.stderr);
        assert!(outcome.stderr.contains(why), "{}", outcome.stderr);
        assert!(outcome.stderr.contains(name), "{}", outcome.stderr);
    }
    // The cyclic font is of the same family and cut as the last, and found out when it is used.
    std::fs::remove_file(folder.path().join("d.ttf")).expect("it was there");
    let outcome = build(folder.path(), &[Path::new(".")], &["--to", "pdf"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    assert_eq!(outcome.stderr.matches("warning[VB0604]").count(), 5, "{}", outcome.stderr);
    assert!(!outcome.stderr.contains("VB0601"), "{}", outcome.stderr);
    let strict = build(folder.path(), &[Path::new(".")], &["--strict"]);
    assert_eq!(strict.code, Some(2), "{}", strict.stderr);
}

#[test]
fn a_font_of_a_folder_that_is_found_out_late_is_told_and_draws_nothing() {
    let cyclic = std::fs::read(font("probe-cyclic.ttf")).expect("the font is there");
    let folder = folder(&[]);
    std::fs::create_dir(folder.path().join("fonts")).expect("a folder");
    std::fs::write(folder.path().join("fonts/a.ttf"), cyclic).expect("it can be written");
    let outcome = build(folder.path(), &[Path::new("fonts")], &[]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    for code in ["warning[VB0604]", "warning[VB0601]"] {
        assert!(outcome.stderr.contains(code), "{}", outcome.stderr);
    }
    assert!(outcome.stderr.contains("--font-path"), "{}", outcome.stderr);
}

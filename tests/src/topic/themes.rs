//! Themes from files, running heads and feet, schemas and explanations, through the program.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use vanban_tests::oracle::mupdf;
use vanban_tests::runner::{Outcome, vanban};
use vanban_tests::tool::{self, Tool, present, with};
use vanban_tests::{dump, place};

/// A folder with these files in it.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).expect("the folder can be written");
    }
    folder
}

fn run(folder: &Path, args: &[&str]) -> Outcome {
    vanban(folder).args(args).run()
}

/// What a command that succeeds says on standard output.
fn said(args: &[&str]) -> String {
    let outcome = run(place::root(), args);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""), "{args:?}");
    String::from_utf8(outcome.stdout).expect("it is UTF-8")
}

/// The lines of each page of a paper, from top to bottom.
fn pages(pdf: &Path) -> Vec<Vec<String>> {
    let mut pages = Vec::new();
    for page in mupdf::lines(pdf) {
        let mut lines = page.lines;
        lines.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
        pages.push(lines.into_iter().map(|line| line.text.trim().to_owned()).collect());
    }
    pages
}

const ARTICLE: &str = "---\ntitle: Tên bài\nauthor: An\ndate: 2020-01-05\n";

/// Text of several pages under two headings of level 1.
fn long_text() -> String {
    let section = |name: &str| {
        let paragraph = "Hội nghị đã nghe báo cáo và thảo luận về các giải pháp. ".repeat(6);
        format!("# {name}\n\n{}", format!("{paragraph}\n\n").repeat(20))
    };
    section("Kết quả") + &section("Phương hướng")
}

#[test]
fn a_theme_that_is_shown_is_the_same_theme_as_a_file() {
    for line in said(&["theme", "list"]).lines() {
        let name = line.split_whitespace().next().expect("a line names a theme");
        let shown = said(&["theme", "show", name]);
        let article = format!("{ARTICLE}---\n\n{}", long_text());
        let folder = folder(&[("my.toml", &shown), ("bai.md", &article)]);
        assert_eq!(
            said(&["theme", "show", &folder.path().join("my.toml").display().to_string()]),
            shown
        );
        let outcome = run(folder.path(), &["bai.md", "--theme", "my.toml", "--out-dir", "a"]);
        assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""), "{name}");
        let outcome = run(folder.path(), &["bai.md", "--theme", name, "--out-dir", "b"]);
        assert_eq!(outcome.code, Some(0), "{name}");
        for paper in ["bai.pdf", "bai.docx"] {
            let read = |part: &str| std::fs::read(folder.path().join(part).join(paper));
            assert!(read("a").expect("a paper") == read("b").expect("a paper"), "{name} {paper}");
        }
    }
}

#[test]
fn front_matter_names_a_theme_file_of_the_articles_folder() {
    let article = format!("{ARTICLE}theme: my.toml\n---\nMột đoạn.\n");
    let outside = format!("{ARTICLE}theme: ../my.toml\n---\nMột đoạn.\n");
    let theme = "inherit = \"press\"\n[page]\nwidth = \"148mm\"\nheight = \"210mm\"\n\
                 [role.break]\nleft = \"30mm\"\nright = \"30mm\"\n";
    let folder = folder(&[("bai.md", &article), ("ngoai.md", &outside), ("my.toml", theme)]);
    let outcome = run(folder.path(), &["bai.md"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    if present(&[Tool::Mupdf]) {
        let page = mupdf::lines(&folder.path().join("bai.pdf")).remove(0);
        assert!((page.size.0 - 148.0 * 72.0 / 25.4).abs() < 0.5, "{:?}", page.size);
    }
    let outcome = run(folder.path(), &["ngoai.md"]);
    assert_eq!(outcome.code, Some(1));
    assert!(outcome.stderr.contains("error[VB0205]"), "{}", outcome.stderr);
}

#[test]
fn what_is_wrong_with_a_theme_file_is_told_at_its_place() {
    let theme = "inherit = \"pres\"\nnmae = \"x\"\n\n[page]\nleft = \"3\"\n\n[role.body]\nline-heigth = \"18pt\"\nsize = \"13.3pt\"\n";
    let low = "[role.body]\nline-height = \"15pt\"\n\n[foot]\nright = \"{{trang}}\"\n";
    let folder = folder(&[("bai.md", "Một đoạn.\n"), ("sai.toml", theme), ("thap.toml", low)]);
    let outcome = run(folder.path(), &["bai.md", "--theme", "sai.toml"]);
    assert_eq!(outcome.code, Some(2), "{}", outcome.stderr);
    accept("theme-wrong.stderr", &outcome.stderr);
    let outcome = run(folder.path(), &["bai.md", "--theme", "thap.toml"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    accept("theme-low.stderr", &outcome.stderr);
    let outcome = run(folder.path(), &["bai.md", "--theme", "thap.toml", "--strict"]);
    assert_eq!(outcome.code, Some(2), "{}", outcome.stderr);
    let outcome = run(folder.path(), &["bai.md", "--theme", "khong-co.toml"]);
    assert_eq!(outcome.code, Some(2), "{}", outcome.stderr);
}

fn accept(name: &str, text: &str) {
    if let Err(difference) = dump::accepted(name, text) {
        panic!("\n{difference}");
    }
}

#[test]
fn running_heads_show_the_pages_values_in_both_papers() {
    if !present(&[Tool::Mupdf, Tool::LibreOffice]) {
        return;
    }
    let front = "header:\n  left: \"{{title}}\"\n  right: \"{{section}}\"\n  first: false\n  even: {left: \"{{author}}\", right: \"{{date-long}}\"}\nfooter: \"Trang {{page}}/{{pages}}\"\n";
    let article = format!("{ARTICLE}{front}---\n\n{}", long_text());
    let folder = folder(&[("bai.md", &article)]);
    let outcome = run(folder.path(), &["bai.md"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    let ours = pages(&folder.path().join("bai.pdf"));
    let count = ours.len();
    assert!(count >= 5, "{count}");
    let compact = |line: &String| line.replace(' ', "");
    // Pages between the one on which the second section begins and the first show the first.
    let turn = ours.iter().position(|lines| lines[2..].iter().any(|line| line == "Phương hướng"));
    let turn = turn.expect("the second section begins") + 1;
    for (number, lines) in (1..).zip(&ours) {
        let text = lines.iter().map(compact).collect::<Vec<_>>();
        assert!(text.contains(&format!("Trang{number}/{count}")), "{text:?}");
        let head = text[..2].concat();
        let expected = match number {
            1 => "Tênbài",
            n if n % 2 == 0 => "Anngày05tháng01năm2020",
            n if n < turn => "TênbàiKếtquả",
            _ => "TênbàiPhươnghướng",
        };
        assert!(head.starts_with(expected), "page {number}: {head}");
    }
    let theirs = libreoffice(folder.path(), Path::new("soffice"));
    assert_eq!(without_heads(&ours), without_heads(&theirs), "the text of both papers");
    for (ours, theirs) in ours.iter().zip(&theirs) {
        assert_eq!(ours.last().map(compact), theirs.last().map(compact));
    }
    let newer = place::out().join("libreoffice-25/soffice");
    if newer.exists() {
        // The older version has no field for the section: it shows the value that is stored.
        let flat = |pages: &[Vec<String>]| {
            pages
                .iter()
                .map(|lines| lines.iter().map(compact).collect::<String>())
                .collect::<Vec<_>>()
        };
        assert_eq!(flat(&ours), flat(&libreoffice(folder.path(), &newer)));
    }
}

/// The lines of `bai.docx` as LibreOffice lays it out.
fn libreoffice(folder: &Path, program: &Path) -> Vec<Vec<String>> {
    let home = tempfile::tempdir().expect("a temporary folder can be made");
    let out = home.path().join("out");
    let mut command = with(&program.display().to_string(), &["--headless", "--convert-to", "pdf"]);
    command
        .arg(format!("-env:UserInstallation=file://{}", home.path().join("profile").display()))
        .arg("--outdir")
        .arg(&out)
        .arg(folder.join("bai.docx"));
    tool::run(&mut command);
    pages(&out.join("bai.pdf"))
}

#[test]
fn papers_agree_in_every_theme() {
    if !present(&[Tool::LibreOffice]) {
        return;
    }
    for theme in ["office-times", "press", "report"] {
        let outcome = run(
            place::root(),
            &[
                "verify",
                "samples/hoi-nghi-van-phong.md",
                "samples/so-tay-van-ban.md",
                "--theme",
                theme,
            ],
        );
        let told = String::from_utf8_lossy(&outcome.stdout).into_owned();
        assert_eq!(outcome.code, Some(0), "{theme}: {told}");
    }
}

#[test]
fn a_section_whose_title_has_no_room_is_shown_by_neither_paper() {
    let article = format!(
        "{ARTICLE}header: {{left: \"{{{{title}}}}\", right: \"{{{{section}}}}\"}}\n---\n\n# {}\n\n{}",
        "Một đầu đề dài hơn một dòng ".repeat(6),
        long_text()
    );
    let folder = folder(&[("bai.md", &article)]);
    let outcome = run(folder.path(), &["bai.md"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("warning[VB0708]"), "{}", outcome.stderr);
    if !present(&[Tool::Mupdf, Tool::LibreOffice]) {
        return;
    }
    let compact = |pages: &[Vec<String>]| {
        pages.iter().map(|lines| lines.concat().replace(' ', "")).collect::<Vec<_>>()
    };
    let ours = compact(&pages(&folder.path().join("bai.pdf")));
    assert!(ours[1].starts_with("Tênbài") && !ours[1].starts_with("TênbàiMột"), "{}", ours[1]);
    assert_eq!(ours, compact(&libreoffice(folder.path(), Path::new("soffice"))));
}

/// The text of each page between its head and its foot.
fn without_heads(pages: &[Vec<String>]) -> Vec<String> {
    let furniture = ["Trang", "Tênbài", "An", "ngày", "Kếtquả", "Phươnghướng"];
    let body = |lines: &Vec<String>| {
        let lines = lines.iter().map(|line| line.replace(' ', ""));
        lines
            .filter(|line| !furniture.iter().any(|each| line.starts_with(each)))
            .collect::<String>()
    };
    pages.iter().map(body).collect()
}

#[test]
fn a_running_head_that_is_too_long_is_cut_alike_and_told() {
    let front = format!("header: \"{} {{{{page}}}}\"\n", "rất dài ".repeat(40));
    let article = format!("{ARTICLE}{front}---\n\n{}", long_text());
    let folder = folder(&[("bai.md", &article)]);
    let outcome = run(folder.path(), &["bai.md"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("warning[VB0708]"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("bai.md:5:9"), "{}", outcome.stderr);
    if !present(&[Tool::Mupdf, Tool::LibreOffice]) {
        return;
    }
    let ours = pages(&folder.path().join("bai.pdf"));
    let theirs = libreoffice(folder.path(), Path::new("soffice"));
    assert!(ours[1][0].ends_with("…2") || ours[1][0].ends_with("… 2"), "{}", ours[1][0]);
    let compact = |pages: &[Vec<String>]| {
        pages.iter().map(|lines| lines.concat().replace(' ', "")).collect::<Vec<_>>()
    };
    assert_eq!(compact(&ours), compact(&theirs));
}

#[test]
fn a_running_foot_that_does_not_fit_its_margin_is_refused() {
    let theme = "[page]\nfooter = \"18mm\"\n";
    let article = format!("{ARTICLE}theme: my.toml\nfooter: a\n---\nMột đoạn.\n");
    let folder = folder(&[("my.toml", theme), ("bai.md", &article)]);
    let outcome = run(folder.path(), &["bai.md"]);
    assert_eq!(outcome.code, Some(1), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("error[VB0708]"), "{}", outcome.stderr);
}

#[test]
fn schemas_are_json_and_name_every_key() {
    let theme: serde_json::Value =
        serde_json::from_str(&said(&["theme", "schema"])).expect("it is JSON");
    let front: serde_json::Value =
        serde_json::from_str(&said(&["schema", "front-matter"])).expect("it is JSON");
    assert_eq!(said(&["theme", "schema"]), said(&["schema", "theme"]));
    assert!(front["properties"]["header"]["anyOf"].is_array());
    // Each key of a theme that is shown is in the schema, under its table.
    let mut table = theme["properties"].clone();
    for line in said(&["theme", "show", "office"]).lines() {
        if let Some(path) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            table = theme["properties"].clone();
            for step in path.split('.') {
                table = table[step]["properties"].clone();
            }
        } else if let Some((key, _)) = line.split_once(" = ").filter(|_| !line.starts_with('#')) {
            assert!(table[key]["description"].is_string(), "{line}");
        }
    }
}

/// Every code in the sources of the crates, with how often it is defined.
fn codes() -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    let mut folders = vec![place::root().join("crates")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("a folder can be listed").path();
            if path.is_dir() {
                folders.extend((!path.ends_with("explanations")).then_some(path));
                continue;
            }
            if path.extension().is_none_or(|end| end != "rs") {
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("sources are UTF-8");
            let text = text.split("#[cfg(test)]").next().unwrap_or_default();
            for piece in text.split("\"VB").skip(1) {
                let code: String = piece.chars().take_while(char::is_ascii_digit).collect();
                if code.len() == 4 && piece[4..].starts_with('"') {
                    *found.entry(format!("VB{code}")).or_default() += 1;
                }
            }
        }
    }
    found
}

#[test]
fn every_code_is_unique_and_explained() {
    let codes = codes();
    assert!(codes.len() > 30, "{codes:?}");
    let twice = codes.iter().filter(|(_, times)| **times > 1).collect::<Vec<_>>();
    assert!(twice.is_empty(), "defined twice: {twice:?}");
    let listed = said(&["explain"]);
    let listed = listed.lines().filter_map(|line| line.split("  ").next()).collect::<BTreeSet<_>>();
    let defined = codes.keys().map(String::as_str).collect::<BTreeSet<_>>();
    assert_eq!(listed, defined);
    let text = said(&["explain", "vb0203"]);
    assert!(text.starts_with("VB0203: ") && text.contains("schema front-matter"), "{text}");
    assert_eq!(said(&["explain", "0203"]), text);
}

#[test]
fn an_unknown_code_is_wrong_usage_with_a_suggestion() {
    let outcome = run(place::root(), &["explain", "VB0230"]);
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.stderr.contains("did you mean `VB0"), "{}", outcome.stderr);
}

#[test]
fn a_file_that_cannot_be_written_has_a_code() {
    let folder = folder(&[("bai.md", "Một đoạn.\n")]);
    std::fs::create_dir(folder.path().join("bai.pdf")).expect("a folder can be made");
    let outcome = run(folder.path(), &["bai.md", "--to", "pdf"]);
    assert_eq!(outcome.code, Some(1));
    assert!(outcome.stderr.contains("error[VB0801]: cannot write"), "{}", outcome.stderr);
}

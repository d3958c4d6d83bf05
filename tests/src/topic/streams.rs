//! Where papers go: beside the article, into a folder, to a file, to standard output.

use std::path::Path;

use vanban_tests::papers::samples;
use vanban_tests::{place, runner};

const ARTICLE: &str = "# Thử\n\nMột đoạn văn.\n";

/// A folder that holds `a.md` and `b.md`.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for name in ["a.md", "b.md"] {
        std::fs::write(folder.path().join(name), ARTICLE).expect("the folder can be written");
    }
    folder
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let mut names = std::fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("a folder can be listed").file_name())
        .map(|name| name.into_string().expect("names are UTF-8"))
        .collect::<Vec<_>>();
    names.sort();
    names
}

#[test]
fn a_bare_article_builds_both_papers_beside_it() {
    let folder = folder();
    let made = runner::vanban(place::root()).args([folder.path().join("a.md")]).run();
    assert_eq!((made.code, made.stderr.as_str()), (Some(0), ""));
    assert_eq!(names(folder.path()), ["a.docx", "a.md", "a.pdf", "b.md"]);
}

#[test]
fn to_chooses_the_paper() {
    let folder = folder();
    let made = runner::vanban(folder.path()).args(["build", "a.md", "--to", "docx"]).run();
    assert_eq!((made.code, made.stderr.as_str()), (Some(0), ""));
    assert_eq!(names(folder.path()), ["a.docx", "a.md", "b.md"]);
}

#[test]
fn out_dir_is_made_and_takes_every_paper() {
    let folder = folder();
    let made =
        runner::vanban(folder.path()).args(["build", "a.md", "b.md", "--out-dir", "x/y"]).run();
    assert_eq!((made.code, made.stderr.as_str()), (Some(0), "2 built, 0 failed, 0 warnings\n"));
    assert_eq!(names(&folder.path().join("x/y")), ["a.docx", "a.pdf", "b.docx", "b.pdf"]);
    assert_eq!(names(folder.path()), ["a.md", "b.md", "x"]);
}

#[test]
fn the_name_of_the_output_chooses_the_paper() {
    let folder = folder();
    for (name, start) in [("x.pdf", b"%PDF".as_slice()), ("x.docx", b"PK".as_slice())] {
        let made = runner::vanban(folder.path()).args(["build", "a.md", "-o", name]).run();
        assert_eq!((made.code, made.stderr.as_str()), (Some(0), ""));
        let bytes = std::fs::read(folder.path().join(name)).expect("the paper is there");
        assert!(bytes.starts_with(start), "{name}");
    }
    assert_eq!(names(folder.path()), ["a.md", "b.md", "x.docx", "x.pdf"]);
}

#[test]
fn one_output_file_takes_no_two_papers() {
    let folder = folder();
    for args in [
        ["build", "a.md", "--to", "pdf,docx", "-o", "x.pdf"].as_slice(),
        ["build", "a.md", "b.md", "--to", "pdf", "-o", "x.pdf"].as_slice(),
        ["build", "a.md", "-o", "-"].as_slice(),
    ] {
        let made = runner::vanban(folder.path()).args(args).run();
        assert_eq!(made.code, Some(2), "{args:?}: {}", made.stderr);
        assert!(!made.stderr.is_empty() && made.stdout.is_empty());
        assert_eq!(names(folder.path()), ["a.md", "b.md"]);
    }
}

#[test]
fn standard_input_and_output_give_the_bytes_of_files() {
    let folder = folder();
    for format in ["pdf", "docx"] {
        let piped = runner::vanban(folder.path())
            .args(["build", "-", "--to", format, "-o", "-"])
            .stdin(ARTICLE)
            .run();
        assert_eq!((piped.code, piped.stderr.as_str()), (Some(0), ""));
        let name = format!("a.{format}");
        let made = runner::vanban(folder.path()).args(["build", "a.md", "--to", format]).run();
        assert_eq!(made.code, Some(0), "{}", made.stderr);
        let file = std::fs::read(folder.path().join(name)).expect("the paper is there");
        assert!(piped.stdout == file, "{format} from standard input differs");
    }
}

#[test]
fn pictures_of_standard_input_lie_in_the_working_folder() {
    let paper = samples().iter().find(|paper| paper.name == "hoi-nghi-van-phong").expect("sample");
    let article = std::fs::read(&paper.article).expect("the article is there");
    let piped = runner::vanban(&place::root().join("samples"))
        .args(["build", "-", "--to", "pdf", "-o", "-"])
        .stdin(article)
        .run();
    // It is printed as it was found, with its slips.
    let told = piped.stderr.lines().filter(|line| line.starts_with(['e', 'w']));
    let told: Vec<_> = told.filter(|line| !line.starts_with("warning[VB10")).collect();
    assert_eq!((piped.code, told.len()), (Some(0), 0), "{}", piped.stderr);
    assert!(piped.stdout == std::fs::read(&paper.pdf).expect("the paper is there"));
}

#[test]
fn one_bad_article_does_not_stop_the_others() {
    let folder = folder();
    std::fs::write(folder.path().join("m.md"), "---\ntitle: x\n").expect("it can be written");
    let made = runner::vanban(folder.path()).args(["build", "a.md", "m.md", "b.md"]).run();
    assert_eq!(made.code, Some(1), "{}", made.stderr);
    assert_eq!(
        names(folder.path()),
        ["a.docx", "a.md", "a.pdf", "b.docx", "b.md", "b.pdf", "m.md"]
    );
}

#[test]
fn no_temporary_file_is_left() {
    let folder = folder();
    for _ in 0..2 {
        let made = runner::vanban(folder.path()).args(["build", "a.md"]).run();
        assert_eq!(made.code, Some(0), "{}", made.stderr);
    }
    assert_eq!(names(folder.path()), ["a.docx", "a.md", "a.pdf", "b.md"]);
}

#[test]
fn an_output_that_cannot_be_written_is_an_error_that_names_it() {
    let folder = folder();
    std::fs::create_dir(folder.path().join("a.pdf")).expect("a folder can be made");
    let made = runner::vanban(folder.path()).args(["build", "a.md", "--to", "pdf"]).run();
    assert_eq!(made.code, Some(1), "{}", made.stderr);
    assert!(made.stderr.contains("a.pdf"), "{}", made.stderr);
    assert_eq!(names(folder.path()), ["a.md", "a.pdf", "b.md"]);
}

//! An article that takes too much is told and stops no other.

use std::path::Path;

use serde_json::Value;
use vanban_tests::runner::{Outcome, tree, vanban};

const SMALL: &str = "# Nhỏ\n\nMột đoạn <blink>văn</blink>.\n";
const OLD: &str = "an older good paper";

fn run(folder: &Path, args: &[&str]) -> Outcome {
    vanban(folder).args(args).run()
}

/// Articles of which the second takes many seconds and hundreds of megabytes.
fn heavy() -> tempfile::TempDir {
    let line = "Đoạn văn có nhiều chữ để dàn trang và xuống dòng cho đủ dài. ".repeat(8);
    let large: String = (0..40_000).map(|at| format!("{at} {line}\n\n")).collect();
    tree(&[("a.md", SMALL), ("b.md", &large), ("c.md", SMALL), ("b.pdf", OLD), ("b.docx", OLD)])
}

fn report(folder: &Path) -> Value {
    let bytes = std::fs::read(folder.join("ra.json")).expect("the report is there");
    serde_json::from_slice(&bytes).expect("JSON")
}

/// The small articles are built, the large one fails with this code, its papers as they were.
fn only_the_large_one_fails(args: &[&str], code: &str) {
    let folder = heavy();
    let args = [&["build", "a.md", "b.md", "c.md", "-j2", "--report", "ra.json"], args].concat();
    let made = run(folder.path(), &args);
    assert_eq!(made.code, Some(1), "{args:?}: {}", made.stderr);
    assert!(made.stderr.contains(&format!("error[{code}]")), "{args:?}: {}", made.stderr);
    assert!(made.stderr.ends_with("2 built, 1 failed, 2 warnings\n"), "{args:?}: {}", made.stderr);
    let report = report(folder.path());
    let articles = report["articles"].as_array().expect("articles");
    for (article, status) in articles.iter().zip(["built", "failed", "built"]) {
        assert_eq!(article["status"], status, "{args:?}: {article}");
    }
    for end in ["pdf", "docx"] {
        let old = std::fs::read_to_string(folder.path().join(format!("b.{end}")));
        assert_eq!(old.ok().as_deref(), Some(OLD), "{args:?}");
    }
    let left = std::fs::read_dir(folder.path()).expect("it is there").flatten();
    let begun = left.filter(|entry| entry.file_name().to_string_lossy().starts_with('.')).count();
    assert_eq!(begun, 0, "{args:?}: files without a name are left");
}

#[test]
fn an_article_that_takes_too_long_is_left_behind() {
    only_the_large_one_fails(&["--time-limit", "3s"], "VB0130");
}

#[test]
fn an_article_that_takes_too_long_alone_is_ended() {
    only_the_large_one_fails(&["--time-limit", "3s", "--isolate"], "VB0130");
}

#[test]
#[cfg(target_os = "linux")]
fn an_article_that_takes_too_much_memory_is_ended() {
    only_the_large_one_fails(&["--memory-limit", "150MiB", "--time-limit=none"], "VB0131");
}

#[test]
fn articles_made_alone_have_the_same_papers_messages_and_report() {
    let made = |more: &[&str]| {
        let folder = tree(&[
            ("vanban.toml", "theme = \"report\"\nroot = \".\"\n"),
            ("x/a.md", SMALL),
            ("x/hỏng.md", "---\ntitle: x\n"),
            ("y/c.md", SMALL),
        ]);
        let args = [&["build", ".", "--report", "ra.json", "--attach-source"], more].concat();
        let outcome = run(folder.path(), &args);
        assert_eq!(outcome.code, Some(1), "{}", outcome.stderr);
        let papers = ["x/a.pdf", "x/a.docx", "y/c.pdf", "y/c.docx"];
        let read = |name: &str| std::fs::read(folder.path().join(name)).expect("it was written");
        (outcome.stderr, papers.map(read), report(folder.path()))
    };
    let (together, alone) = (made(&[]), made(&["--isolate"]));
    assert_eq!(together.0, alone.0);
    assert!(together.1 == alone.1);
    assert_eq!(together.2, alone.2);
    let json = |more: &[&str]| {
        let folder = tree(&[("a.md", SMALL)]);
        let args = [&["build", "a.md", "--message-format", "sarif"], more].concat();
        run(folder.path(), &args).stdout
    };
    assert!(json(&[]) == json(&["--isolate"]));
}

#[test]
fn an_article_alone_reads_standard_input_and_writes_standard_output() {
    let paper = |more: &[&str]| {
        let folder = tree(&[]);
        let args = [&["build", "-", "--to", "pdf"], more].concat();
        let made = vanban(folder.path()).args(args).stdin(SMALL).run();
        assert_eq!(made.code, Some(0), "{}", made.stderr);
        made.stdout
    };
    assert!(paper(&[]) == paper(&["--isolate"]));
}

#[test]
fn pages_and_papers_beyond_the_limit_are_refused_and_the_limit_can_be_set_anywhere() {
    let pages = "\\newpage\n\nMột.\n\n".repeat(12);
    let folder = tree(&[("a.md", &pages), ("a.pdf", OLD)]);
    let refused = |args: &[&str], code: &str| {
        let made = run(folder.path(), &[&["build", "a.md", "--to", "pdf"], args].concat());
        assert_eq!(made.code, Some(1), "{args:?}: {}", made.stderr);
        assert!(made.stderr.contains(&format!("[{code}]")), "{args:?}: {}", made.stderr);
        let paper = std::fs::read_to_string(folder.path().join("a.pdf"));
        assert_eq!(paper.ok().as_deref(), Some(OLD));
    };
    refused(&["--max-pages", "5"], "VB0132");
    refused(&["--max-output", "1KB"], "VB0133");
    std::fs::write(folder.path().join("vanban.toml"), "max-pages = 5\n").expect("written");
    refused(&[], "VB0132");
    std::fs::write(folder.path().join("vanban.toml"), "max-output = \"1KiB\"\n").expect("written");
    refused(&[], "VB0133");
    let made = run(folder.path(), &["build", "a.md", "--max-output=1GiB"]);
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    for wrong in ["max-input = \"much\"\n", "time-limit = 60\n", "memory-limit = \"1XB\"\n"] {
        std::fs::write(folder.path().join("vanban.toml"), wrong).expect("written");
        let made = run(folder.path(), &["build", "a.md"]);
        assert!(
            made.code == Some(2) && made.stderr.contains("[VB0113]"),
            "{wrong}: {}",
            made.stderr
        );
    }
    let made = run(folder.path(), &["build", "a.md", "--no-config", "--time-limit", "soon"]);
    assert_eq!(made.code, Some(2), "{}", made.stderr);
}

#[test]
fn the_press_and_fonts_can_be_configured_and_flags_be_unset() {
    let folder = tree(&[
        (
            "a/vanban.toml",
            "pages = \"2\"\nbleed = \"3mm\"\ncrop-marks = true\nattach-source = true\n\
                           strict = true\n",
        ),
        ("a/x.md", "Một <blink>hai</blink>.\n\n\\newpage\n\nBa.\n"),
        ("b/vanban.toml", "font-path = [\"chu\"]\n"),
        ("b/x.md", "Một.\n"),
        ("c/vanban.toml", "bleed = \"3 thước\"\n"),
        ("c/x.md", "Một.\n"),
    ]);
    let made = run(folder.path(), &["build", "a/x.md", "--to", "pdf"]);
    assert_eq!(made.code, Some(1), "strict: {}", made.stderr);
    let made = run(folder.path(), &["build", "a/x.md", "--to", "pdf", "--strict=false"]);
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    let typed = ["--pages=2", "--bleed=3mm", "--crop-marks", "--attach-source", "--no-config"];
    let args = [&["build", "a/x.md", "--to", "pdf", "-o", "typed.pdf"], &typed[..]].concat();
    assert_eq!(run(folder.path(), &args).code, Some(0));
    let read = |name: &str| std::fs::read(folder.path().join(name)).expect("a paper");
    assert!(read("a/x.pdf") == read("typed.pdf"));
    let made = vanban(folder.path())
        .args(["build", "a/x.md", "--to", "pdf", "-o", "env.pdf", "--no-config"])
        .env("VANBAN_PAGES", "2")
        .env("VANBAN_BLEED", "3mm")
        .env("VANBAN_CROP_MARKS", "yes")
        .env("VANBAN_ATTACH_SOURCE", "1");
    assert_eq!(made.run().code, Some(0));
    assert!(read("env.pdf") == read("typed.pdf"));
    // Paths count from the configuration.
    let made = run(folder.path(), &["build", "b/x.md"]);
    assert!(made.code == Some(2) && made.stderr.contains("`b/chu`"), "{}", made.stderr);
    let made = run(folder.path(), &["build", "c/x.md"]);
    assert!(made.code == Some(2) && made.stderr.contains("c/vanban.toml:1"), "{}", made.stderr);
}

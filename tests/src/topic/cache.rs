//! What is not made again: unchanged articles come out of the cache, with all that was told of them.

use std::path::Path;
use std::process::{Command, Stdio};

use vanban_tests::runner::{Outcome, files, program, tree, vanban};

const ARTICLE: &str = "# Thử\n\nMột đoạn văn.\n";
/// A red square of one pixel.
const RED: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">\
    <rect width=\"9\" height=\"9\" fill=\"red\"/></svg>";

fn build(folder: &Path, args: &[&str]) -> Outcome {
    let args = [&["build", "bai", "--out-dir", "ra", "--cache", "kho"], args].concat();
    vanban(folder).args(args).run()
}

/// The last line that was told.
fn summary(outcome: &Outcome) -> String {
    outcome.stderr.lines().last().unwrap_or_default().to_owned()
}

fn write(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).expect("the folder can be written");
}

/// Two articles with a picture, one with a theme of its own, one that warns, one that fails.
fn articles() -> tempfile::TempDir {
    tree(&[
        ("bai/1.md", "# Một\n\n![Hình](a.svg)\n"),
        ("bai/2.md", "# Hai\n\n![Hình](a.svg)\n"),
        ("bai/3.md", "---\ntheme: nha/rieng.toml\n---\n# Ba\n"),
        ("bai/4.md", "# Bốn\n\nBốn <blink>nháy</blink>.\n"),
        ("bai/5.md", "---\ntitle: x\n"),
        ("bai/a.svg", RED),
        ("bai/nha/rieng.toml", "inherit = \"goc.toml\"\n"),
        ("bai/nha/goc.toml", "inherit = \"office\"\n[role.body]\nsize = \"12pt\"\n"),
    ])
}

#[test]
fn nothing_that_is_unchanged_is_made_again_and_all_is_told_again() {
    let folder = articles();
    let first = build(folder.path(), &[]);
    assert_eq!((first.code, &*summary(&first)), (Some(1), "4 built, 1 failed, 1 warning"));
    let papers = files(&folder.path().join("ra"));
    let second = build(folder.path(), &[]);
    assert_eq!(summary(&second), "0 built, 4 unchanged, 1 failed, 1 warning");
    assert_eq!(second.code, Some(1));
    let without_sum = |outcome: &Outcome| outcome.stderr.replace(&summary(outcome), "");
    assert_eq!(without_sum(&first), without_sum(&second));
    assert!(papers == files(&folder.path().join("ra")));
    // Touched only: found by what it holds.
    for name in ["1.md", "a.svg"] {
        let path = folder.path().join("bai").join(name);
        let text = std::fs::read(&path).expect("it is there");
        std::fs::write(&path, text).expect("it can be written");
    }
    assert_eq!(summary(&build(folder.path(), &[])), summary(&second));
    // A paper that is gone or was edited is put back; what is told is told in any format.
    std::fs::remove_file(folder.path().join("ra/1.pdf")).expect("it is there");
    write(folder.path(), "ra/2.docx", "sửa tay");
    let third = build(folder.path(), &["--message-format", "short"]);
    assert_eq!(summary(&third), summary(&second));
    assert!(third.stderr.contains("bai/4.md:3:5: warning[VB0401]: "), "{}", third.stderr);
    assert!(papers == files(&folder.path().join("ra")));
    let anew = build(folder.path(), &["--to", "pdf"]);
    assert_eq!(summary(&anew), "4 built, 1 failed, 1 warning");
}

#[test]
fn a_change_makes_exactly_what_it_touches() {
    let folder = articles();
    std::fs::remove_file(folder.path().join("bai/5.md")).expect("it is there");
    let built = |folder: &Path| summary(&build(folder, &["--to", "pdf", "--report", "b.json"]));
    assert_eq!(built(folder.path()), "4 built, 0 failed, 1 warning");
    let status = |folder: &Path| {
        let report = std::fs::read(folder.join("b.json")).expect("the report is there");
        let report: serde_json::Value = serde_json::from_slice(&report).expect("JSON");
        let articles = report["articles"].as_array().expect("articles").clone();
        let word = |each: &serde_json::Value| each["status"].as_str().unwrap_or("?").to_owned();
        articles.iter().map(word).collect::<Vec<_>>().join(" ")
    };
    write(folder.path(), "bai/a.svg", &RED.replace("red", "blue"));
    built(folder.path());
    assert_eq!(status(folder.path()), "built built unchanged unchanged");
    write(
        folder.path(),
        "bai/nha/goc.toml",
        "inherit = \"office\"\n[role.body]\nsize = \"13pt\"\n",
    );
    built(folder.path());
    assert_eq!(status(folder.path()), "unchanged unchanged built unchanged");
    std::fs::remove_file(folder.path().join("bai/a.svg")).expect("it is there");
    built(folder.path());
    assert_eq!(status(folder.path()), "failed failed unchanged unchanged");
    // As it was: nothing is made, for it is still known.
    write(folder.path(), "bai/a.svg", RED);
    built(folder.path());
    assert_eq!(status(folder.path()), "unchanged unchanged unchanged unchanged");
    write(folder.path(), "bai/4.md", "# Bốn\n");
    built(folder.path());
    assert_eq!(status(folder.path()), "unchanged unchanged unchanged built");
    let strict = build(folder.path(), &["--to", "pdf", "--theme", "press"]);
    assert!(summary(&strict).starts_with("4 built, 0 failed"), "{}", strict.stderr);
}

#[test]
fn what_is_damaged_is_told_and_made_anew() {
    let folder = tree(&[("bai/a.md", ARTICLE), ("bai/b.md", ARTICLE)]);
    assert_eq!(summary(&build(folder.path(), &["--to", "pdf"])), "2 built, 0 failed, 0 warnings");
    let papers = files(&folder.path().join("ra"));
    let kept = files(&folder.path().join("kho"));
    let spoil = |kind: &str| {
        for (path, bytes) in kept.iter().filter(|(path, _)| path.starts_with(kind)) {
            let mut bytes = bytes.clone();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            std::fs::write(folder.path().join("kho").join(path), bytes).expect("it can be");
        }
    };
    std::fs::remove_dir_all(folder.path().join("ra")).expect("it is there");
    spoil("1/papers");
    let made = build(folder.path(), &["--to", "pdf"]);
    assert!(made.stderr.contains("warning[VB0120]"), "{}", made.stderr);
    assert!(papers == files(&folder.path().join("ra")));
    // Without the index only the entries know.
    std::fs::remove_dir_all(folder.path().join("kho/1/index")).expect("it is there");
    spoil("1/entries");
    let made = build(folder.path(), &["--to", "pdf"]);
    assert_eq!(made.stderr.matches("warning[VB0120]").count(), 2, "{}", made.stderr);
    assert_eq!(summary(&made), "2 built, 0 failed, 2 warnings");
    spoil("1/index");
    let made = build(folder.path(), &["--to", "pdf"]);
    assert_eq!(summary(&made), "0 built, 2 unchanged, 0 failed, 0 warnings");
    assert!(papers == files(&folder.path().join("ra")));
}

#[test]
fn a_cache_that_cannot_be_written_is_a_warning() {
    let folder = tree(&[("bai/a.md", ARTICLE), ("kho", "một tệp")]);
    let made = build(folder.path(), &["--to", "pdf"]);
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    assert_eq!(made.stderr.matches("warning[VB0121]").count(), 1, "{}", made.stderr);
    assert!(folder.path().join("ra/a.pdf").exists());
}

#[test]
fn another_folder_uses_what_the_first_has_kept() {
    let one = tree(&[("bai/a.md", ARTICLE)]);
    let other = tree(&[("bai/a.md", ARTICLE)]);
    let cache = one.path().join("kho").display().to_string();
    let build = |folder: &Path| {
        let args = ["build", "bai/a.md", "--report", "b.json", "--cache", &cache];
        assert_eq!(vanban(folder).args(args).run().code, Some(0));
        std::fs::read_to_string(folder.join("b.json")).expect("the report is there")
    };
    assert!(build(one.path()).contains("\"status\":\"built\""));
    assert!(build(other.path()).contains("\"status\":\"unchanged\""));
    let papers = |folder: &Path| std::fs::read(folder.join("bai/a.pdf")).expect("it is there");
    assert!(papers(one.path()) == papers(other.path()));
}

#[test]
fn a_cache_is_configured_and_can_be_left_out_and_made_smaller() {
    let folder = tree(&[
        ("vanban.toml", "cache = \".kho\"\nto = \"pdf\"\n"),
        ("bai/a.md", ARTICLE),
        ("bai/b.md", ARTICLE),
    ]);
    let run = |args: &[&str]| vanban(folder.path()).args(args).run();
    assert_eq!(summary(&run(&["build", "bai"])), "2 built, 0 failed, 0 warnings");
    let again = run(&["build", "bai"]);
    assert_eq!(summary(&again), "0 built, 2 unchanged, 0 failed, 0 warnings");
    assert!(summary(&run(&["build", "bai", "--no-cache"])).starts_with("2 built, 0 failed"));
    let pruned = run(&["cache", "prune", ".kho", "--max-size", "0"]);
    assert_eq!(pruned.code, Some(0), "{}", pruned.stderr);
    assert!(String::from_utf8_lossy(&pruned.stdout).ends_with("removed, 0 KiB left\n"));
    assert!(summary(&run(&["build", "bai"])).starts_with("2 built, 0 failed"));
    assert_eq!(run(&["cache", "prune", "bai", "--max-size", "0"]).code, Some(2));
    assert_eq!(run(&["cache", "prune", ".kho", "--max-size", "x"]).code, Some(2));
}

#[test]
fn runs_at_once_share_a_cache_and_spoil_nothing() {
    let folder = tree(&[("bai/a.md", ARTICLE), ("bai/b.md", "# Hai\n"), ("bai/c.md", "# Ba\n")]);
    let mut children: Vec<_> = (0..4)
        .map(|_| {
            Command::new(program())
                .current_dir(folder.path())
                .args(["build", "bai", "--out-dir", "ra", "--cache", "kho", "--to", "pdf"])
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .expect("the program runs")
        })
        .collect();
    for child in &mut children {
        assert!(child.wait().expect("a child can be waited for").success());
    }
    let made = build(folder.path(), &["--to", "pdf"]);
    assert_eq!(summary(&made), "0 built, 3 unchanged, 0 failed, 0 warnings");
    let args = ["build", "bai", "--out-dir", "khac", "--to", "pdf"];
    assert_eq!(vanban(folder.path()).args(args).run().code, Some(0));
    assert!(files(&folder.path().join("ra")) == files(&folder.path().join("khac")));
}

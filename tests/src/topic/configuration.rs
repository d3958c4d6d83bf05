//! Settings from the command line, the environment, front matter and configuration files.

use std::path::Path;

use serde_json::Value;
use vanban_tests::runner::{Outcome, tree, vanban};

fn run(folder: &Path, args: &[&str]) -> Outcome {
    vanban(folder).args(args).run()
}

/// The value of a setting and where it comes from, as `--show-settings` tells.
fn setting(outcome: &Outcome, name: &str) -> (String, String) {
    let text = String::from_utf8_lossy(&outcome.stdout);
    let line = text.lines().find(|line| line.trim_start().starts_with(name));
    let line = line.unwrap_or_else(|| panic!("{name}: {text}{}", outcome.stderr));
    let (value, origin) = line.split_once("# ").expect("an origin");
    (value.trim_start()[name.len()..].trim().to_owned(), origin.to_owned())
}

#[test]
fn each_place_wins_over_those_below_it() {
    let folder = tree(&[
        ("vanban.toml", "theme = \"report\"\nstrict = true\n[profile.ci]\ntheme = \"legal\"\n"),
        ("a.md", "Một.\n"),
        ("b.md", "---\ntheme: press\n---\nMột.\n"),
    ]);
    let shown = |args: &[&str], theme: Option<&str>| {
        let run = vanban(folder.path()).args([&["build", "--show-settings"], args].concat());
        let outcome = match theme {
            Some(theme) => run.env("VANBAN_THEME", theme).run(),
            None => run.run(),
        };
        assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
        setting(&outcome, "theme")
    };
    let pair = |value: &str, origin: &str| (value.to_owned(), origin.to_owned());
    assert_eq!(shown(&["a.md", "--no-config"], None), pair("office", "default"));
    assert_eq!(shown(&["a.md"], None), pair("report", "vanban.toml:1"));
    assert_eq!(shown(&["a.md", "--profile", "ci"], None), pair("legal", "vanban.toml:4"));
    assert_eq!(shown(&["b.md"], None), pair("press", "front matter, line 2"));
    let environment = pair("legal", "environment, VANBAN_THEME");
    assert_eq!(shown(&["b.md"], Some("legal")), environment);
    let typed = pair("office", "command line");
    assert_eq!(shown(&["b.md", "--theme", "office"], Some("legal")), typed);
}

#[test]
fn papers_are_as_if_the_settings_had_been_typed() {
    let house = "inherit = \"office\"\n[role.body]\nsize = \"12pt\"\n";
    let folder = tree(&[
        ("a/vanban.toml", "theme = \"nha/cua-toi.toml\"\nto = \"pdf\"\nout-dir = \"../ra\"\n"),
        ("a/nha/cua-toi.toml", house),
        ("a/tin/x.md", "Một đoạn.\n"),
        ("b/x.md", "Một đoạn.\n"),
    ]);
    let made = run(folder.path(), &["build", "a", "b", "--report", "r.json"]);
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    let read = |path: &str| std::fs::read(folder.path().join(path)).ok();
    let own = read("ra/tin/x.pdf").expect("a paper where its configuration wants it");
    assert!(read("ra/tin/x.docx").is_none() && read("b/x.docx").is_some());
    let typed = ["build", "b/x.md", "--theme", "a/nha/cua-toi.toml", "-o", "typed.pdf"];
    assert_eq!(run(folder.path(), &typed).code, Some(0));
    assert!(read("typed.pdf").as_ref() == Some(&own) && read("b/x.pdf").as_ref() != Some(&own));
}

#[test]
fn the_standard_of_pdfs_can_be_configured() {
    let folder = tree(&[("vanban.toml", "pdf-standard = [\"a-2b\"]\n"), ("a.md", "# Một\n")]);
    let claims = |args: &[&str]| {
        let made = run(folder.path(), &[&["build", "a.md", "-o", "a.pdf"], args].concat());
        assert_eq!(made.code, Some(0), "{}", made.stderr);
        let pdf = std::fs::read(folder.path().join("a.pdf")).expect("it was written");
        let text = String::from_utf8_lossy(&pdf).into_owned();
        ["<pdfaid:conformance>B<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"]
            .map(|claim| text.contains(claim))
    };
    assert_eq!(claims(&[]), [true, false, false]);
    assert_eq!(claims(&["--pdf-standard", "a-2a,ua-1"]), [false, true, true]);
    let wrong =
        tree(&[("vanban.toml", "pdf-standard = [\"a-4\", \"ua-1\"]\n"), ("a.md", "# Một\n")]);
    assert_eq!(run(wrong.path(), &["build", "a.md"]).code, Some(2));
}

#[test]
fn a_wrong_configuration_is_told_at_its_place_before_any_work() {
    let folder = tree(&[
        ("tot/a.md", "Một.\n"),
        ("hong/b.md", "Một.\n"),
        ("hong/vanban.toml", "to = [\"pdf\"]\nthem = \"press\"\n"),
    ]);
    let made = run(folder.path(), &["build", "."]);
    assert_eq!(made.code, Some(2), "{}", made.stderr);
    assert!(made.stderr.contains("error[VB0112]: the key `them` is unknown"), "{}", made.stderr);
    assert!(made.stderr.contains("hong/vanban.toml:2:1"), "{}", made.stderr);
    assert!(made.stderr.contains("did you mean `theme`?"), "{}", made.stderr);
    assert!(!folder.path().join("tot/a.pdf").exists());
    assert_eq!(run(folder.path(), &["build", "tot"]).code, Some(0));
    for (text, told) in [
        ("theme = \"offce\"\n", "`office`"),
        ("jobs = \"2\"\n", "vanban.toml:1:8"),
        ("a b\n", "VB0111"),
    ] {
        std::fs::write(folder.path().join("hong/vanban.toml"), text).expect("it can be written");
        let made = run(folder.path(), &["build", "hong"]);
        assert_eq!(made.code, Some(2), "{text}{}", made.stderr);
        assert!(made.stderr.contains(told), "{text}{}", made.stderr);
    }
    let none = run(folder.path(), &["build", "tot", "--profile", "ci"]);
    assert_eq!(none.code, Some(2), "{}", none.stderr);
    let made = vanban(folder.path()).args(["build", "tot"]).env("VANBAN_TO", "odt").run();
    assert_eq!(made.code, Some(2), "{}", made.stderr);
    assert!(made.stderr.contains("VANBAN_TO"), "{}", made.stderr);
}

#[test]
fn include_and_exclude_are_of_the_nearest_configuration() {
    let folder = tree(&[
        ("vanban.toml", "exclude = [\"README.md\", \"a/nhap\"]\n"),
        ("README.md", "x"),
        ("a/nhap/x.md", "x"),
        ("a/nhap.md", "x"),
        ("b/vanban.toml", "include = [\"*.txt\"]\n"),
        ("b/README.md", "x"),
        ("b/c.txt", "x"),
    ]);
    let plan = run(folder.path(), &["build", ".", "--to", "pdf", "--dry-run"]);
    let plan = String::from_utf8_lossy(&plan.stdout).into_owned();
    assert_eq!(plan, "a/nhap.md -> a/nhap.pdf\nb/c.txt -> b/c.pdf\n");
}

#[test]
fn schemas_of_configurations_and_reports_are_json() {
    for (name, key) in [("config", "profile"), ("report", "articles")] {
        let outcome = run(Path::new("."), &["schema", name]);
        let schema: Value = serde_json::from_slice(&outcome.stdout).expect("JSON");
        assert!(schema["properties"][key].is_object(), "{name}");
    }
}

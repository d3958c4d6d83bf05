//! Wrong input is refused with a message that says where and what to do, and harms nothing.
//!
//! The inputs lie in `tests/suite/bad/`, the accepted messages in `tests/ref/bad-NAME.stderr`.

use std::path::{Path, PathBuf};

use vanban_tests::runner::{Outcome, vanban};
use vanban_tests::{dump, place};

const OLD: &[u8] = b"an older good paper";

/// A folder of its own with the bad inputs and, beside the article, older papers; `..` of it is
/// there too, with a picture that no article may reach.
struct Place {
    _root: tempfile::TempDir,
    folder: PathBuf,
}

fn place_for(stem: &str) -> Place {
    let root = tempfile::tempdir().expect("a temporary folder can be made");
    let folder = root.path().join("bad");
    std::fs::create_dir(&folder).expect("a folder can be made");
    for entry in std::fs::read_dir(place::bad()).expect("the inputs are there") {
        let path = entry.expect("a folder can be listed").path();
        let name = path.file_name().expect("a file has a name");
        std::fs::copy(&path, folder.join(name)).expect("the folder can be written");
    }
    let picture = place::tests().join("suite/o-vuong.png");
    std::fs::copy(picture, root.path().join("o-vuong.png")).expect("the folder can be written");
    for end in ["pdf", "docx"] {
        let old = folder.join(format!("{stem}.{end}"));
        std::fs::write(old, OLD).expect("the folder can be written");
    }
    Place { _root: root, folder }
}

fn names(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let mut names =
        entries.map(|entry| entry.expect("a folder can be listed").path()).collect::<Vec<_>>();
    names.sort();
    names
}

fn build(place: &Place, args: &[&str]) -> Outcome {
    vanban(&place.folder).args(["build"]).args(args).run()
}

/// The message of this name is as accepted.
fn message(name: &str, outcome: &Outcome) {
    if let Err(difference) = dump::accepted(&format!("bad-{name}.stderr"), &outcome.stderr) {
        panic!("\n{difference}");
    }
}

/// An error of `file`: exit 1, a code, a place, and nothing written.
fn refused(stem: &str, args: &[&str], located: bool) -> Outcome {
    refused_with(1, stem, args, located)
}

fn refused_with(code: i32, stem: &str, args: &[&str], located: bool) -> Outcome {
    let place = place_for(stem);
    let before = names(&place.folder);
    let outcome = build(&place, args);
    assert_eq!(outcome.code, Some(code), "{stem}: {}", outcome.stderr);
    assert!(outcome.stdout.is_empty(), "{stem}: something on standard output");
    assert!(outcome.stderr.contains("error[VB"), "{stem}: no code: {}", outcome.stderr);
    assert!(!outcome.stderr.contains("panicked"), "{stem}: {}", outcome.stderr);
    if located {
        let line = outcome.stderr.lines().find(|line| line.contains("--> ")).unwrap_or_default();
        let numbers = line.rsplit(':').take(2).map(|part| part.trim().parse::<u32>());
        let there = line.contains(&format!("{stem}.md:")) && numbers.into_iter().all(|n| n.is_ok());
        assert!(there, "{stem}: no file, line and column: {}", outcome.stderr);
    }
    assert_eq!(names(&place.folder), before, "{stem}: files came or went");
    for end in ["pdf", "docx"] {
        let old = std::fs::read(place.folder.join(format!("{stem}.{end}")));
        assert_eq!(old.ok().as_deref(), Some(OLD), "{stem}: the older {end} was touched");
    }
    outcome
}

fn refused_as_accepted(stem: &str) -> Outcome {
    let outcome = refused(stem, &[&format!("{stem}.md")], true);
    message(stem, &outcome);
    outcome
}

#[test]
fn a_missing_file_is_named() {
    let outcome = refused_with(2, "khong-co", &["front-value.md", "khong-co.md"], false);
    assert!(outcome.stderr.contains("khong-co.md"), "{}", outcome.stderr);
    message("missing-file", &outcome);
}

#[test]
fn a_folder_without_articles_is_wrong_usage() {
    let place = place_for("x");
    std::fs::create_dir(place.folder.join("thu-muc.md")).expect("a folder can be made");
    let outcome = build(&place, &["thu-muc.md"]);
    assert_eq!(outcome.code, Some(2), "{}", outcome.stderr);
    message("folder", &outcome);
}

#[test]
fn a_pipe_is_not_waited_for() {
    let place = place_for("x");
    let made = std::process::Command::new("mkfifo").arg(place.folder.join("ong.md")).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo of coreutils");
    let outcome = build(&place, &["ong.md"]);
    assert_eq!(outcome.code, Some(2), "{}", outcome.stderr);
}

#[test]
fn an_empty_file_is_refused() {
    refused_as_accepted("empty");
    refused_as_accepted("blank");
}

#[test]
fn text_that_is_not_utf_8_is_placed_to_the_byte_with_its_likely_encoding() {
    let outcome = refused_as_accepted("windows-1258");
    assert!(outcome.stderr.contains("1258"), "{}", outcome.stderr);
    let offset = std::fs::read(place::bad().join("windows-1258.md"))
        .map(|bytes| std::str::from_utf8(&bytes).expect_err("it is not UTF-8").valid_up_to())
        .expect("the input is there");
    assert!(outcome.stderr.contains(&offset.to_string()), "{}", outcome.stderr);
    let outcome = refused_as_accepted("utf-16");
    assert!(outcome.stderr.contains("UTF-16"), "{}", outcome.stderr);
    refused_as_accepted("cut-utf-8");
}

#[test]
fn front_matter_that_is_not_closed_is_refused() {
    refused_as_accepted("front-unclosed");
}

#[test]
fn front_matter_that_is_no_yaml_is_refused() {
    refused_as_accepted("front-broken");
}

#[test]
fn a_key_that_stands_twice_is_refused() {
    refused_as_accepted("front-duplicate");
}

#[test]
fn an_unknown_key_is_a_warning_and_under_strict_an_error() {
    let place = place_for("front-unknown");
    let outcome = build(&place, &["front-unknown.md"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("warning[VB0203]"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("title"), "no suggestion: {}", outcome.stderr);
    message("front-unknown", &outcome);
    let written = std::fs::read(place.folder.join("front-unknown.pdf")).expect("a paper");
    assert!(written.starts_with(b"%PDF"));
    let strict = refused("front-unknown", &["front-unknown.md", "--strict"], true);
    message("front-unknown-strict", &strict);
}

#[test]
fn pictures_that_are_missing_damaged_or_none_are_refused() {
    refused_as_accepted("picture-missing");
    refused_as_accepted("picture-corrupt");
    refused_as_accepted("picture-not");
}

#[test]
fn pictures_outside_the_folder_are_refused() {
    let outcome = refused_as_accepted("picture-outside");
    assert_eq!(outcome.stderr.matches("error[VB0302]").count(), 3, "{}", outcome.stderr);
}

#[test]
#[cfg(unix)]
fn a_symbolic_link_out_of_the_folder_is_refused() {
    let place = place_for("x");
    std::os::unix::fs::symlink("../o-vuong.png", place.folder.join("lien-ket.png"))
        .expect("a link can be made");
    let text = "Đoạn.\n\n![Liên kết](lien-ket.png)\n";
    std::fs::write(place.folder.join("bai.md"), text).expect("the folder can be written");
    let outcome = build(&place, &["bai.md"]);
    assert_eq!(outcome.code, Some(1), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("bai.md:3:"), "{}", outcome.stderr);
}

#[test]
fn a_day_that_does_not_exist_and_a_picture_of_the_network_are_warnings() {
    for (stem, code) in [("front-value", "VB0204"), ("picture-remote", "VB0304")] {
        let place = place_for("x");
        let article = format!("{stem}.md");
        let outcome = build(&place, &[&article]);
        assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
        assert!(outcome.stderr.contains(&format!("warning[{code}]")), "{}", outcome.stderr);
        message(stem, &outcome);
        let _ = refused(stem, &[&article, "--strict"], true);
    }
}

#[test]
fn a_character_that_no_font_has_is_reported_with_its_place() {
    let place = place_for("x");
    let outcome = build(&place, &["glyph.md"]);
    assert!(outcome.stderr.contains("[VB0601]"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("glyph.md:1:"), "{}", outcome.stderr);
    message("glyph", &outcome);
}

#[test]
fn what_an_article_lacks_for_a_standard_is_a_warning_and_under_strict_an_error() {
    let place = place_for("x");
    let outcome = build(&place, &["lacking.md"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    message("lacking", &outcome);
    // A standard of looks asks for nothing of that; what is no language is one for no paper.
    let of_looks = ["lacking.md", "--to", "pdf", "--pdf-standard", "a-2b"];
    let outcome = build(&place, &of_looks);
    assert_eq!((outcome.code, outcome.stderr.matches("warning[").count()), (Some(0), 1));
    assert!(outcome.stderr.contains("[VB0914]"), "{}", outcome.stderr);
    let _ = refused("lacking", &["lacking.md", "--strict"], true);
}

#[test]
fn nesting_is_limited_at_128() {
    refused_as_accepted("nesting");
    let place = place_for("x");
    let deep = format!("{} vừa đủ sâu\n", ">".repeat(128));
    std::fs::write(place.folder.join("du.md"), deep).expect("the folder can be written");
    let outcome = build(&place, &["du.md"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
}

#[test]
fn hostile_nesting_is_refused_quickly() {
    let place = place_for("x");
    let texts = [
        format!("{}a", "> ".repeat(20_000)),
        format!("{}a\n", "- ".repeat(20_000)),
        format!("{}a{}", "*".repeat(20_000), "*".repeat(20_000)),
        format!("{}a{}", "[".repeat(20_000), "](x)".repeat(20_000)),
    ];
    for text in texts {
        std::fs::write(place.folder.join("sau.md"), &text).expect("the folder can be written");
        let outcome = build(&place, &["sau.md"]);
        let start = text.chars().take(8).collect::<String>();
        assert!(matches!(outcome.code, Some(0 | 1)), "{start}: {:?}", outcome.code);
    }
}

#[test]
fn wrong_usage_exits_with_2() {
    let place = place_for("x");
    let cases: [&[&str]; 6] = [
        &["build"],
        &["build", "front-value.md", "--to", "odt"],
        &["build", "front-value.md", "--no-such-option"],
        &["build", "front-value.md", "--pdf-standard", "a-2a,a-4"],
        &["build", "-", "--to", "pdf", "--out-dir"],
        &["build", "front-value.md", "-o", "x.pdf", "--out-dir", "y"],
    ];
    let before = names(&place.folder);
    for args in cases {
        let outcome = vanban(&place.folder).args(args).run();
        assert_eq!(outcome.code, Some(2), "{args:?}: {}", outcome.stderr);
        assert!(outcome.stdout.is_empty() && !outcome.stderr.is_empty(), "{args:?}");
    }
    assert_eq!(names(&place.folder), before);
}

#[test]
fn no_bad_input_makes_the_program_panic() {
    let place = place_for("x");
    for entry in names(&place.folder) {
        if entry.extension().is_some_and(|end| end == "md") {
            let name = entry.file_name().and_then(|name| name.to_str()).expect("UTF-8");
            let outcome = build(&place, &[name]);
            assert!(matches!(outcome.code, Some(0 | 1)), "{name}: {:?}", outcome.code);
            assert!(!outcome.stderr.contains("panicked"), "{name}: {}", outcome.stderr);
        }
    }
}

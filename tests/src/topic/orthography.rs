//! The check of spelling and its repairs, as authors meet them.

use std::path::Path;

use serde_json::Value;
use vanban_tests::place::root;
use vanban_tests::runner::{Outcome, tree, vanban};

fn run(folder: &Path, args: &[&str]) -> Outcome {
    vanban(folder).args(args).run()
}

/// The findings of spelling of a run of `check`: line, column, code, severity.
fn findings(folder: &Path, args: &[&str]) -> Vec<(u64, u64, String, String)> {
    let outcome = run(folder, &[&["check", "--message-format", "json"], args].concat());
    let text = String::from_utf8(outcome.stdout).expect("UTF-8");
    let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    lines
        .filter(|line| line["code"].as_str().is_some_and(|code| code.starts_with("VB10")))
        .map(|line| {
            let number = |key: &str| line[key].as_u64().unwrap_or(0);
            let text = |key: &str| line[key].as_str().unwrap_or_default().to_owned();
            (number("line"), number("column"), text("code"), text("severity"))
        })
        .collect()
}

fn codes(folder: &Path, args: &[&str]) -> Vec<String> {
    findings(folder, args).into_iter().map(|(_, _, code, _)| code).collect()
}

const SEED: &str = include_str!("../../../crates/text/tests/fixtures/hoi-nghi.txt");

#[test]
fn the_seed_has_the_flaws_that_rules_can_see_at_their_places_and_no_other_error() {
    let folder = tree(&[("seed.md", SEED)]);
    let found = findings(folder.path(), &["seed.md"]);
    let places: Vec<_> =
        found.iter().map(|(line, column, code, _)| (*line, *column, code.as_str())).collect();
    let expected = [
        (5, 1, "VB1018"),
        (7, 77, "VB1007"),
        (7, 115, "VB1001"),
        (7, 147, "VB1007"),
        (7, 157, "VB1007"),
        (7, 160, "VB1007"),
        (7, 173, "VB1003"),
        (7, 230, "VB1012"),
        (9, 70, "VB1004"),
        (9, 80, "VB1004"),
        (9, 236, "VB1004"),
        (9, 246, "VB1004"),
        (9, 495, "VB1009"),
        (9, 690, "VB1004"),
        (9, 698, "VB1011"),
        (9, 747, "VB1011"),
        (11, 404, "VB1013"),
        (13, 1, "VB1008"),
    ];
    assert_eq!(places, expected);
    let errors = found.iter().filter(|(.., severity)| severity == "error");
    assert_eq!(errors.map(|(_, _, code, _)| code.as_str()).collect::<Vec<_>>(), ["VB1001"]);
}

#[test]
fn the_article_made_of_the_seed_has_its_flaws_too() {
    let sample = root().join("samples").join("hoi-nghi-van-phong.md");
    let found = codes(root(), &[&sample.display().to_string()]);
    // Its picture, its byline and its spaces are in order now.
    for code in ["VB1007", "VB1008", "VB1018"] {
        assert!(!found.iter().any(|each| each == code), "{found:?}");
    }
    for (code, times) in
        [("VB1001", 1), ("VB1003", 1), ("VB1004", 5), ("VB1009", 1), ("VB1011", 2), ("VB1012", 1)]
    {
        assert_eq!(found.iter().filter(|each| *each == code).count(), times, "{code}: {found:?}");
    }
}

#[test]
fn a_slip_is_an_error_of_a_check_and_a_warning_of_a_build() {
    let folder = tree(&[("a.md", "# Một\n\nTrung ưong Đảng, hòa bình.\n")]);
    let checked = run(folder.path(), &["check", "a.md"]);
    assert_eq!(checked.code, Some(1), "{}", checked.stderr);
    assert!(checked.stderr.contains("error[VB1001]"), "{}", checked.stderr);
    assert!(checked.stderr.contains("help: write `ương`"), "{}", checked.stderr);
    let built = run(folder.path(), &["build", "a.md"]);
    assert_eq!(built.code, Some(0), "{}", built.stderr);
    assert!(built.stderr.contains("warning[VB1001]"), "{}", built.stderr);
    let strict = run(folder.path(), &["build", "a.md", "--strict", "--out-dir", "ra"]);
    assert_eq!(strict.code, Some(1), "{}", strict.stderr);
    assert!(!folder.path().join("ra/a.pdf").exists());
}

#[test]
fn rules_are_switched_by_configuration_front_matter_and_comments() {
    let text = "Tòan quốc ngày 30/02/2020, quắn đường.\n";
    let folder = tree(&[
        ("a/x.md", text),
        ("b/vanban.toml", "[check]\noff = [\"no-such-date\"]\nword-list = \"rieng.txt\"\n"),
        ("b/rieng.txt", "# từ riêng\ntòan\n"),
        ("b/x.md", text),
        ("c/vanban.toml", "[check]\noff = \"VB1099\"\nwords = [\"tòan\"]\n"),
        ("c/x.md", text),
        ("d/x.md", "<!-- vanban: ignore-next -->\nTòan quốc\n\n30/02/2020\n"),
        ("e/x.md", "---\ncheck: {off: [VB1001, 1015]}\n---\nTòan quốc 30/02/2020\n"),
    ]);
    assert_eq!(codes(folder.path(), &["a/x.md"]), ["VB1001", "VB1015"]);
    assert_eq!(codes(folder.path(), &["a/x.md", "--no-config"]), ["VB1001", "VB1015"]);
    assert!(codes(folder.path(), &["b/x.md"]).is_empty());
    assert_eq!(codes(folder.path(), &["c/x.md"]), ["VB1019", "VB1015"]);
    assert_eq!(codes(folder.path(), &["d/x.md"]), ["VB1015"]);
    assert!(codes(folder.path(), &["e/x.md"]).is_empty());
    let off = vanban(folder.path()).args(["check", "a/x.md"]).env("VANBAN_CHECK_OFF", "all").run();
    assert_eq!(off.code, Some(0), "{}", off.stderr);
    let missing = tree(&[("vanban.toml", "[check]\nword-list = \"x.txt\"\n"), ("a.md", "a\n")]);
    let outcome = run(missing.path(), &["check", "a.md"]);
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.stderr.contains("cannot read the list of words `x.txt`"), "{}", outcome.stderr);
}

#[test]
fn fix_repairs_what_is_certain_and_shows_it() {
    let text = "Trung ưong  Đảng :\n\n`ưong  :` và > “lời tòan dân ”\n\nđạt thành thích cao\n";
    let folder = tree(&[("a.md", text), ("b/tot.md", "Tốt.\n")]);
    let read = || std::fs::read_to_string(folder.path().join("a.md")).expect("it is there");
    let shown = run(folder.path(), &["fix", ".", "--diff"]);
    assert_eq!((shown.code, read().as_str()), (Some(0), text));
    let diff = String::from_utf8(shown.stdout).expect("UTF-8");
    assert!(diff.contains("\n-Trung ưong  Đảng :\n+Trung ương Đảng:\n"), "{diff}");
    assert!(
        shown.stderr.contains("3 repairs, 1 of 2 articles would change; 1 more"),
        "{}",
        shown.stderr
    );
    let asked = run(folder.path(), &["fix", ".", "--check", "-q"]);
    assert_eq!((asked.code, read().as_str()), (Some(1), text));
    assert!(asked.stdout.is_empty() && asked.stderr.is_empty());
    let fixed = run(folder.path(), &["fix", "."]);
    assert_eq!(fixed.code, Some(0), "{}", fixed.stderr);
    let once = text.replace("Trung ưong  Đảng :", "Trung ương Đảng:");
    assert_eq!(read(), once);
    assert_eq!(run(folder.path(), &["fix", ".", "--check"]).code, Some(0));
    let likely = run(folder.path(), &["fix", "a.md", "--unsafe", "-q"]);
    assert_eq!((likely.code, read()), (Some(0), once.replace("thích", "tích")));
}

#[test]
fn a_stream_is_repaired_into_a_stream() {
    let folder = tree(&[]);
    let outcome = vanban(folder.path()).args(["fix", "-"]).stdin("tòan dân  ta\n").run();
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    assert_eq!(String::from_utf8_lossy(&outcome.stdout), "toàn dân ta\n");
}

#[cfg(unix)]
#[test]
fn a_repaired_file_keeps_its_rights_and_its_links() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tree(&[("goc/a.md", "tòan dân\n")]);
    let own = folder.path().join("goc/a.md");
    std::fs::set_permissions(&own, std::fs::Permissions::from_mode(0o640)).expect("it is ours");
    std::os::unix::fs::symlink(&own, folder.path().join("a.md")).expect("a link can be made");
    assert_eq!(run(folder.path(), &["fix", "a.md"]).code, Some(0));
    let kind = std::fs::symlink_metadata(folder.path().join("a.md")).expect("it is there");
    assert!(kind.is_symlink());
    assert_eq!(std::fs::read_to_string(&own).expect("it is there"), "toàn dân\n");
    let mode = std::fs::metadata(&own).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn messages_and_explanations_are_vietnamese_where_that_is_asked_for() {
    let folder = tree(&[
        ("a.md", "---\ntitel: Một\n---\n\nTrung ưong\n"),
        ("vi/vanban.toml", "lang = \"vi\"\n"),
        ("vi/a.md", "Trung ưong\n"),
    ]);
    let said =
        |outcome: Outcome| String::from_utf8_lossy(&outcome.stdout).into_owned() + &outcome.stderr;
    let typed = said(run(folder.path(), &["check", "a.md", "--lang", "vi"]));
    assert!(typed.contains("lỗi[VB1001]: `ưong` không phải là âm tiết tiếng Việt"), "{typed}");
    assert!(typed.contains("trợ giúp: viết `ương`"), "{typed}");
    assert!(typed.contains("không biết khóa `titel`"), "{typed}");
    let told = vanban(folder.path()).args(["check", "a.md"]).env("VANBAN_LANG", "vi").run();
    assert_eq!(said(told), typed);
    let configured = said(vanban(&folder.path().join("vi")).args(["check", "a.md"]).run());
    assert!(configured.contains("không phải là âm tiết"), "{configured}");
    let explained = said(run(folder.path(), &["explain", "VB1003", "--lang", "vi"]));
    assert!(explained.starts_with("VB1003: ") && explained.contains("thành tích"), "{explained}");
    assert!(explained.contains("hay bị viết nhầm"), "{explained}");
    let english = said(run(folder.path(), &["explain", "VB1003"]));
    assert!(english.contains("often written for another"), "{english}");
}

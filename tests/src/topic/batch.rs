//! Many articles in one run: which are found, what is told of them, and that one never harms another.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use vanban_tests::runner::{Outcome, files, program, tree, vanban};

const ARTICLE: &str = "# Thử\n\nMột đoạn văn.\n";
/// Front matter that is not closed.
const BAD: &str = "---\ntitle: x\n";

fn run(folder: &Path, args: &[&str]) -> Outcome {
    vanban(folder).args(args).run()
}

fn said(outcome: &Outcome) -> String {
    String::from_utf8(outcome.stdout.clone()).expect("it is UTF-8")
}

fn names(folder: &Path) -> Vec<String> {
    files(folder).into_iter().map(|(path, _)| path.display().to_string()).collect()
}

fn report(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).expect("the report is there")).expect("JSON")
}

#[test]
fn folders_are_walked_in_order_and_mirrored() {
    let folder = tree(&[
        ("bai/z.md", ARTICLE),
        ("bai/con/a.markdown", ARTICLE),
        ("bai/con/ghi.txt", "x"),
        ("bai/.an/b.md", ARTICLE),
        ("bai/bo/c.md", ARTICLE),
        ("bai/.gitignore", "bo/\n"),
    ]);
    let dry = run(folder.path(), &["build", "bai", "--out-dir", "ra", "--dry-run", "--to", "pdf"]);
    assert_eq!(said(&dry), "bai/con/a.markdown -> ra/con/a.pdf\nbai/z.md -> ra/z.pdf\n");
    assert!(!folder.path().join("ra").exists());
    let made = run(folder.path(), &["build", "bai", "--out-dir", "ra", "--to", "pdf"]);
    assert_eq!((made.code, made.stderr.as_str()), (Some(0), "2 built, 0 failed, 0 warnings\n"));
    assert_eq!(names(&folder.path().join("ra")), ["con/a.pdf", "z.pdf"]);
    // The same from within, and by a name that begins with a dot.
    for given in [".", "./"] {
        let within = vanban(&folder.path().join("bai")).args(["build", given, "--dry-run"]).run();
        assert!(said(&within).starts_with("con/a.markdown -> con/a.pdf, con/a.docx\nz.md -> "));
    }
}

#[test]
fn globs_that_the_shell_did_not_expand_are_expanded() {
    let folder = tree(&[("a/1.md", "x"), ("a/b/2.md", "x"), ("a/b/3.txt", "x"), ("4.md", "x")]);
    let plan = |glob: &str| said(&run(folder.path(), &["build", glob, "--dry-run", "--to", "pdf"]));
    assert_eq!(plan("a/**/*.md"), "a/1.md -> a/1.pdf\na/b/2.md -> a/b/2.pdf\n");
    assert_eq!(plan("*.md"), "4.md -> 4.pdf\n");
    assert_eq!(plan("a/b/[0-9].{md,txt}"), "a/b/2.md -> a/b/2.pdf\na/b/3.txt -> a/b/3.pdf\n");
    let none = run(folder.path(), &["build", "c/*.md"]);
    assert_eq!(none.code, Some(2), "{}", none.stderr);
    assert!(none.stderr.contains("no file matches `c/*.md`"), "{}", none.stderr);
}

#[test]
fn files_of_folders_can_be_included_and_excluded() {
    let folder = tree(&[("a.md", "x"), ("README.md", "x"), ("nhap/b.md", "x"), ("c.txt", "x")]);
    let plan = |args: &[&str]| {
        let args = [&["build", ".", "--dry-run", "--to", "pdf"], args].concat();
        said(&run(folder.path(), &args))
    };
    assert_eq!(plan(&["--exclude", "README.md", "--exclude", "nhap/"]), "a.md -> a.pdf\n");
    assert_eq!(plan(&["--include", "*.txt"]), "c.txt -> c.pdf\n");
    // What is named is built, whatever is excluded.
    let named = run(folder.path(), &["build", "README.md", "--exclude", "README.md", "--dry-run"]);
    assert!(said(&named).starts_with("README.md -> "));
}

#[test]
#[cfg(unix)]
fn links_are_followed_within_the_folder_only() {
    let folder = tree(&[("ngoai/x.md", ARTICLE), ("bai/a.md", ARTICLE), ("bai/con/b.md", ARTICLE)]);
    let link = |to: &str, name: &str| {
        std::os::unix::fs::symlink(to, folder.path().join("bai").join(name)).expect("a link");
    };
    link("../ngoai/x.md", "ra.md");
    link("../ngoai", "ra");
    link("a.md", "lien-ket.md");
    link("..", "con/vong");
    let made = run(folder.path(), &["build", "bai", "--out-dir", "giay", "--to", "pdf"]);
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    assert_eq!(names(&folder.path().join("giay")), ["a.pdf", "con/b.pdf", "lien-ket.pdf"]);
    assert_eq!(made.stderr.matches("warning[VB0114]").count(), 2, "{}", made.stderr);
    assert!(made.stderr.ends_with("3 built, 0 failed, 2 warnings\n"), "{}", made.stderr);
}

#[test]
fn the_same_file_twice_is_refused_before_any_work() {
    let folder = tree(&[("a/x.md", ARTICLE), ("b/x.md", ARTICLE), ("b/x.markdown", ARTICLE)]);
    let before = names(folder.path());
    let absolute = folder.path().join("a/x.md").display().to_string();
    let cases: [&[&str]; 8] = [
        &["a/x.md", "a/x.md"],
        &["a/x.md", "./a/x.md"],
        &["a/x.md", "b/../a/x.md"],
        &["a/x.md", &absolute],
        &["a", "a/*.md"],
        &["a/x.md", "b/x.md", "--out-dir", "ra"],
        &["b"],
        &["a/x.md", "--to", "pdf", "-o", "a/x.md"],
    ];
    for case in cases {
        let outcome = run(folder.path(), &[&["build"], case].concat());
        assert_eq!(outcome.code, Some(2), "{case:?}: {}", outcome.stderr);
        assert_eq!(names(folder.path()), before, "{case:?}");
    }
    let outcome = run(folder.path(), &["build", "a/x.md", "--report", "a/x.md"]);
    assert_eq!(outcome.code, Some(2), "{}", outcome.stderr);
    assert_eq!(names(folder.path()), before);
}

/// A tree of small articles of which every twentieth is bad.
fn many(count: usize) -> tempfile::TempDir {
    let articles: Vec<(String, String)> = (0..count)
        .map(|at| {
            let text =
                if at % 20 == 7 { BAD.to_owned() } else { format!("# Bài {at}\n\nMột.\n") };
            (format!("bai/{}/{at:04}.md", at % 3), text)
        })
        .collect();
    let files: Vec<(&str, &str)> =
        articles.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    tree(&files)
}

#[test]
fn bad_articles_among_many_are_told_and_stop_no_other() {
    let folder = many(200);
    let args = ["build", "bai", "--out-dir", "ra", "--to", "pdf", "--report", "ra.json"];
    let made = run(folder.path(), &args);
    assert_eq!(made.code, Some(1), "{}", made.stderr);
    assert!(made.stderr.ends_with("190 built, 10 failed, 0 warnings\n"), "{}", made.stderr);
    assert_eq!(made.stderr.matches("error[VB0201]").count(), 10);
    assert_eq!(names(&folder.path().join("ra")).len(), 190);
    let report = report(&folder.path().join("ra.json"));
    let articles = report["articles"].as_array().expect("articles");
    let inputs: Vec<_> = articles.iter().filter_map(|each| each["input"].as_str()).collect();
    assert!(inputs.len() == 200 && inputs.is_sorted());
    for each in articles {
        let number: usize =
            each["input"].as_str().expect("a name")[6..10].parse().expect("a number");
        let bad = number % 20 == 7;
        assert_eq!(each["status"], if bad { "failed" } else { "built" });
        assert_eq!(each["outputs"].as_array().map(Vec::len), Some(usize::from(!bad)));
        assert_eq!(each["diagnostics"][0]["code"] == "VB0201", bad);
    }
    assert_eq!(report["summary"]["failed"], 10);
}

#[test]
fn the_number_of_threads_changes_no_byte_of_papers_report_and_messages() {
    let [one, two] = ["1", "2"].map(|jobs| {
        let folder = many(24);
        let args = ["build", "bai", "--out-dir", "ra", "--report", "ra.json", "--jobs", jobs];
        let made = run(folder.path(), &args);
        assert_eq!(made.code, Some(1), "{}", made.stderr);
        (made.stderr, files(folder.path()))
    });
    assert!(one.1.len() > 60);
    assert!(one == two);
}

#[test]
fn the_report_tells_sizes_hashes_pages_and_places() {
    let folder = tree(&[("a.md", "# Một\n\nHai <blink>ba</blink>.\n")]);
    let made = run(folder.path(), &["build", "a.md", "--report", "-"]);
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    let report: Value = serde_json::from_slice(&made.stdout).expect("JSON");
    let article = &report["articles"][0];
    assert_eq!((&article["status"], &article["pages"]), (&"built".into(), &1.into()));
    for (output, name) in article["outputs"].as_array().expect("two").iter().zip(["pdf", "docx"]) {
        let path = folder.path().join(output["path"].as_str().expect("a path"));
        let size = std::fs::metadata(path).expect("it is there").len();
        assert_eq!((&output["format"], &output["bytes"]), (&name.into(), &size.into()));
        assert_eq!(output["blake3"].as_str().map(str::len), Some(64));
    }
    let told = &article["diagnostics"][0];
    assert_eq!(
        (&told["code"], &told["line"], &told["column"]),
        (&"VB0401".into(), &3.into(), &5.into())
    );
    assert!(article.get("milliseconds").is_none());
    let timed = run(folder.path(), &["build", "a.md", "--report", "-", "--timings"]);
    let timed: Value = serde_json::from_slice(&timed.stdout).expect("JSON");
    assert!(timed["articles"][0]["milliseconds"].is_u64());
}

#[test]
fn fail_fast_begins_no_further_article() {
    let folder = many(200);
    let args = ["build", "bai", "--to", "pdf", "--fail-fast", "-j1", "--report", "ra.json"];
    let made = run(folder.path(), &args);
    assert_eq!(made.code, Some(1), "{}", made.stderr);
    let report = report(&folder.path().join("ra.json"));
    let status = |at: usize| report["articles"][at]["status"].clone();
    // bai/0/0027 is the tenth of the first folder.
    assert_eq!([status(8), status(9), status(10)], ["built", "failed", "skipped"]);
    assert_eq!(report["articles"].as_array().map(Vec::len), Some(200));
}

#[test]
fn check_tells_what_build_would_and_writes_nothing() {
    let folder = tree(&[("a.md", "# Bài\n\nMột <blink>hai</blink>.\n"), ("b.md", BAD)]);
    let before = names(folder.path());
    let checked = run(folder.path(), &["check", "."]);
    assert_eq!(checked.code, Some(1), "{}", checked.stderr);
    assert_eq!(names(folder.path()), before);
    assert!(checked.stderr.ends_with("1 good, 1 failed, 1 warning\n"), "{}", checked.stderr);
    let built = run(folder.path(), &["build", "."]);
    assert_eq!(checked.stderr.replace("1 good", "1 built"), built.stderr);
    assert_eq!(run(folder.path(), &["check", "a.md"]).code, Some(0));
    assert_eq!(run(folder.path(), &["check", "a.md", "--strict"]).code, Some(1));
}

#[test]
fn quiet_tells_errors_only_and_twice_nothing() {
    let folder = tree(&[("a.md", "Một <blink>hai</blink>.\n"), ("b.md", BAD)]);
    let quiet = run(folder.path(), &["check", ".", "-q"]);
    assert!(!quiet.stderr.contains("warning") && quiet.stderr.contains("error[VB0201]"));
    let silent = run(folder.path(), &["check", ".", "-qq"]);
    assert_eq!((silent.code, silent.stderr.as_str()), (Some(1), ""));
}

#[test]
fn an_output_folder_that_cannot_be_made_is_refused_before_any_work() {
    let folder = tree(&[("a.md", ARTICLE), ("ra", "a file")]);
    for out in ["ra", "ra/x"] {
        let made = run(folder.path(), &["build", "a.md", "--out-dir", out]);
        assert_eq!(made.code, Some(2), "{}", made.stderr);
        assert!(made.stderr.contains(&format!("`{out}`")), "{}", made.stderr);
    }
    #[cfg(target_os = "linux")]
    assert_eq!(run(folder.path(), &["build", "a.md", "--out-dir", "/proc/ra"]).code, Some(2));
    assert_eq!(names(folder.path()), ["a.md", "ra"]);
}

#[test]
#[cfg(target_os = "linux")]
fn only_regular_files_are_articles() {
    let folder = tree(&[("a.md", ARTICLE)]);
    for input in ["/dev/zero", "/dev/null", "khong-co.md"] {
        let made = run(folder.path(), &["build", "a.md", input]);
        assert_eq!(made.code, Some(2), "{}", made.stderr);
        assert!(made.stderr.contains(&format!("`{input}`")), "{}", made.stderr);
    }
    assert_eq!(names(folder.path()), ["a.md"]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_folder_whose_name_is_no_utf_8_takes_papers_under_that_name() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tree(&[("a.md", ARTICLE)]);
    let out = std::ffi::OsStr::from_bytes(b"ra\xff");
    let made = vanban(folder.path()).args(["build", "a.md", "--to", "pdf", "--out-dir"]);
    let made = made.args([out]).run();
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    assert!(folder.path().join(out).join("a.pdf").exists());
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_device_is_an_error_and_stays_a_device() {
    let folder = tree(&[("a.md", ARTICLE)]);
    let made = run(folder.path(), &["build", "a.md", "--to", "pdf", "-o", "/dev/full"]);
    assert_eq!(made.code, Some(1), "{}", made.stderr);
    assert!(made.stderr.contains("error[VB0801]"), "{}", made.stderr);
    // A report that cannot even be begun is refused before any work.
    let made = run(folder.path(), &["build", "a.md", "--report", "/dev/full"]);
    assert_eq!(made.code, Some(2), "{}", made.stderr);
    let made = run(folder.path(), &["build", "a.md", "--to", "pdf", "-o", "/dev/null"]);
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    use std::os::unix::fs::FileTypeExt;
    for device in ["/dev/full", "/dev/null"] {
        let kind = std::fs::metadata(device).expect("it is there").file_type();
        assert!(kind.is_char_device(), "{device}");
    }
    let full = std::fs::File::options().write(true).open("/dev/full").expect("it is there");
    let status = Command::new(program())
        .current_dir(folder.path())
        .args(["build", "a.md", "--to", "pdf", "-o", "-"])
        .stdout(full)
        .stderr(Stdio::null())
        .status();
    assert_eq!(status.ok().and_then(|status| status.code()), Some(1));
}

#[test]
#[cfg(unix)]
fn a_reader_that_goes_away_is_no_error() {
    let folder = tree(&[("a.md", ARTICLE)]);
    let mut child = Command::new(program())
        .current_dir(folder.path())
        .args(["build", "a.md", "--to", "docx", "-o", "-"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    drop(child.stdout.take());
    let outcome = child.wait_with_output().expect("a child can be waited for");
    assert_eq!((outcome.status.code(), outcome.stderr.as_slice()), (Some(0), b"".as_slice()));
}

#[test]
#[cfg(unix)]
fn an_interruption_finishes_what_was_begun_and_reports_the_rest() {
    let folder = many(400);
    let child = Command::new(program())
        .current_dir(folder.path())
        .args(["build", "bai", "--out-dir", "ra", "--report", "ra.json", "-j2"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let first = folder.path().join("ra/0/0000.pdf");
    let began = Instant::now();
    while !first.exists() && began.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(5));
    }
    let kill = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(kill.is_ok_and(|status| status.success()), "kill of the system");
    let outcome = child.wait_with_output().expect("a child can be waited for");
    let told = String::from_utf8_lossy(&outcome.stderr);
    assert_eq!(outcome.status.code(), Some(130), "{told}");
    assert!(told.contains("interrupted"), "{told}");
    let report = report(&folder.path().join("ra.json"));
    assert_eq!(report["summary"]["interrupted"], true);
    let articles = report["articles"].as_array().expect("articles");
    assert_eq!(articles.len(), 400);
    assert_eq!(articles[0]["status"], "built");
    assert_eq!(articles[399]["status"], "skipped");
    let built = articles.iter().filter(|each| each["status"] == "built").count();
    assert_eq!(names(&folder.path().join("ra")).len(), 2 * built);
}

#[test]
fn a_first_article_builds_without_a_word_and_nothing_is_overwritten() {
    let folder = tree(&[]);
    assert_eq!(run(folder.path(), &["init", "moi"]).code, Some(0));
    let place = folder.path().join("moi");
    assert_eq!(names(&place), ["bai-viet.md", "vanban.toml"]);
    let built = run(&place, &["build", ".", "--strict", "--profile", "ci"]);
    assert_eq!((built.code, built.stderr.as_str()), (Some(0), ""));
    std::fs::write(place.join("bai-viet.md"), "của tôi").expect("it can be written");
    let again = run(folder.path(), &["init", "moi"]);
    assert!(said(&again).contains("is there already"));
    assert_eq!(std::fs::read_to_string(place.join("bai-viet.md")).ok().as_deref(), Some("của tôi"));
}

#[test]
fn shells_and_manuals_know_every_command() {
    let folder = tree(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let text = said(&run(folder.path(), &["completions", shell]));
        assert!(text.contains("verify") && text.contains("fail-fast"), "{shell}");
    }
    assert!(said(&run(folder.path(), &["man"])).contains(".TH vanban 1"));
    assert_eq!(run(folder.path(), &["man", "m"]).code, Some(0));
    let pages = names(&folder.path().join("m"));
    for page in ["vanban.1", "vanban-build.1", "vanban-check.1"] {
        assert!(pages.iter().any(|name| name == page), "{pages:?}");
    }
}

//! What is written survives full disks, kills, signals and runs beside one another.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use vanban_tests::guard::{USUAL, watched};
use vanban_tests::runner::{self, program, tree, vanban};

const OLD: &[u8] = b"an older good paper";

/// The files below a folder by their names.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    runner::files(folder).into_iter().collect()
}

/// A tree of small articles.
fn many(count: usize) -> tempfile::TempDir {
    let articles: Vec<(String, String)> = (0..count)
        .map(|at| {
            (format!("bai/{at:04}.md"), format!("# Bài {at}\n\n{}\n", "Một đoạn. ".repeat(40)))
        })
        .collect();
    let files: Vec<(&str, &str)> =
        articles.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    tree(&files)
}

/// Whether a paper is whole: its last bytes stand at the end of every PDF and ZIP.
fn is_whole(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(1024)..];
    let holds = |mark: &[u8]| tail.windows(mark.len()).any(|part| part == mark);
    bytes.starts_with(b"%PDF-") && holds(b"%%EOF")
        || bytes.starts_with(b"PK") && holds(b"PK\x05\x06")
}

fn begin(folder: &Path, args: &[&str]) -> Child {
    Command::new(program())
        .current_dir(folder)
        .args(args)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs")
}

fn wait_for(path: &Path) {
    let began = Instant::now();
    while !path.exists() && began.elapsed() < Duration::from_secs(120) {
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([name, &child.id().to_string()]).status();
    assert!(sent.is_ok_and(|status| status.success()), "kill of the system");
}

#[test]
fn a_disk_that_is_full_at_any_byte_leaves_the_older_papers() {
    let folder = many(1);
    let whole = folder.path().join("bai");
    let args = ["build", "bai/0000.md"];
    assert_eq!(vanban(folder.path()).args(args).run().code, Some(0));
    let sizes = ["pdf", "docx"].map(|end| {
        std::fs::metadata(whole.join(format!("0000.{end}"))).expect("it was written").len()
    });
    // Limits of file sizes count in blocks of 512 bytes.
    let blocks = [0, 1, sizes[0] / 1024, sizes[0].min(sizes[1]) / 512 - 1];
    for limit in blocks {
        for end in ["pdf", "docx"] {
            std::fs::write(whole.join(format!("0000.{end}")), OLD).expect("it can be written");
        }
        // What the test itself gathers is no file of the limit.
        let line = format!("trap '' XFSZ; ulimit -f {limit}; exec \"$0\" \"$@\" 2>/dev/null");
        let made = watched(folder.path(), USUAL, &line, &args);
        assert_eq!(made.code, Some(1), "{limit}");
        let left = files(&whole);
        assert_eq!(left.len(), 3, "{limit}: {:?}", left.keys());
        for end in ["pdf", "docx"] {
            assert_eq!(left[Path::new(&format!("0000.{end}"))], OLD, "{limit}");
        }
    }
}

#[test]
fn folders_and_names_that_take_no_paper_are_told() {
    let folder = tree(&[("a.md", "Một.\n"), ("tep", "x"), ("doc/x", "")]);
    let run = |args: &[&str]| vanban(folder.path()).args(args).run();
    let long = format!("{}.pdf", "a".repeat(300));
    for (output, code) in [("tep/a.pdf", 1), (long.as_str(), 1), ("doc", 2)] {
        let made = run(&["build", "a.md", "--to", "pdf", "-o", output]);
        assert!(made.code == Some(code) || made.code == Some(1), "{output}: {}", made.stderr);
        assert!(made.stderr.contains("error"), "{output}: {}", made.stderr);
    }
    // A link is replaced; what it leads to stays.
    std::os::unix::fs::symlink("tep", folder.path().join("a.pdf")).expect("a link");
    assert_eq!(run(&["build", "a.md", "--to", "pdf"]).code, Some(0));
    assert_eq!(std::fs::read(folder.path().join("tep")).ok().as_deref(), Some(b"x".as_slice()));
    let kind = std::fs::symlink_metadata(folder.path().join("a.pdf")).expect("it is there");
    assert!(kind.is_file());
    // A folder whose name is decomposed takes papers under that very name.
    let decomposed = "o\u{302}\u{323}";
    std::fs::create_dir(folder.path().join(decomposed)).expect("a folder");
    assert_eq!(run(&["build", "a.md", "--to", "pdf", "--out-dir", decomposed]).code, Some(0));
    assert!(folder.path().join(decomposed).join("a.pdf").exists());
}

#[test]
fn a_kill_at_any_moment_leaves_every_paper_absent_old_or_whole() {
    let kills = std::env::var("VANBAN_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(12);
    let folder = many(60);
    let args = ["build", "bai", "--out-dir", "ra", "-j2"];
    assert_eq!(vanban(folder.path()).args(args).run().code, Some(0));
    let good = files(&folder.path().join("ra"));
    assert_eq!(good.len(), 120);
    let ra = folder.path().join("ra");
    let began = Instant::now();
    std::fs::remove_dir_all(&ra).expect("it was made");
    assert_eq!(vanban(folder.path()).args(args).run().code, Some(0));
    let whole = began.elapsed();
    for at in 0..kills {
        std::fs::remove_dir_all(&ra).expect("it was made");
        std::fs::create_dir(&ra).expect("it can be made");
        for number in (0..60).step_by(2) {
            std::fs::write(ra.join(format!("{number:04}.pdf")), OLD).expect("it can be written");
        }
        let mut child = begin(folder.path(), &args);
        // Moments spread over a run, none twice.
        std::thread::sleep(whole.mul_f64(f64::from(at * 37 % 100) / 100.0));
        let _ = child.kill();
        let _ = child.wait();
        for (name, bytes) in files(&ra) {
            let shown = name.display().to_string();
            if shown.starts_with(".vanban-") {
                continue;
            }
            assert!(bytes == OLD || bytes == good[&name], "{shown} is neither old nor whole");
            assert!(bytes == OLD || is_whole(&bytes), "{shown}");
        }
    }
    assert_eq!(vanban(folder.path()).args(args).run().code, Some(0));
    let mut again = files(&ra);
    again.retain(|name, _| !name.display().to_string().starts_with(".vanban-"));
    assert!(again == good);
}

#[test]
fn being_told_to_end_leaves_no_unfinished_file() {
    use std::os::unix::process::ExitStatusExt;
    for (name, code) in [("-TERM", 143), ("-HUP", 129)] {
        let folder = many(300);
        let mut child = begin(folder.path(), &["build", "bai", "--out-dir", "ra", "-j2"]);
        wait_for(&folder.path().join("ra/0000.pdf"));
        signal(&child, name);
        let status = child.wait().expect("a child can be waited for");
        assert_eq!(status.code().or(status.signal().map(|signal| 128 + signal)), Some(code));
        for (file, bytes) in files(&folder.path().join("ra")) {
            assert!(is_whole(&bytes), "{}", file.display());
        }
    }
}

#[test]
fn a_second_interruption_ends_at_once() {
    let folder = many(300);
    let mut child = begin(folder.path(), &["build", "bai", "--out-dir", "ra", "-j2"]);
    wait_for(&folder.path().join("ra/0000.pdf"));
    let began = Instant::now();
    let ended = |child: &mut Child| child.try_wait().expect("a child can be waited for").is_some();
    while !ended(&mut child) && began.elapsed() < Duration::from_secs(60) {
        let _ = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
        std::thread::sleep(Duration::from_millis(20));
    }
    let _ = child.kill();
    assert_eq!(child.wait().ok().and_then(|status| status.code()), Some(130));
    for (file, bytes) in files(&folder.path().join("ra")) {
        assert!(is_whole(&bytes), "{}", file.display());
    }
}

#[test]
fn runs_beside_one_another_harm_no_paper() {
    let folder = many(8);
    let args = ["build", "bai", "--out-dir", "ra", "-j1"];
    assert_eq!(vanban(folder.path()).args(args).run().code, Some(0));
    let good = files(&folder.path().join("ra"));
    let children: Vec<Child> = (0..16).map(|_| begin(folder.path(), &args)).collect();
    for mut child in children {
        assert_eq!(child.wait().ok().and_then(|status| status.code()), Some(0));
    }
    assert!(files(&folder.path().join("ra")) == good);
}

#[test]
fn no_clock_and_no_variable_of_it_changes_a_byte() {
    let folder = tree(&[("a.md", "---\ntitle: Một\ndate: 2026-11-07\n---\n\nHai.\n")]);
    let papers = |key: &str, value: &str| {
        let made = vanban(folder.path()).args(["build", "a.md"]).env(key, value).run();
        assert_eq!(made.code, Some(0), "{}", made.stderr);
        ["a.pdf", "a.docx"].map(|name| std::fs::read(folder.path().join(name)).expect("a paper"))
    };
    let first = papers("TZ", "UTC");
    for (key, value) in [
        ("SOURCE_DATE_EPOCH", "0"),
        ("SOURCE_DATE_EPOCH", "1700000000"),
        ("SOURCE_DATE_EPOCH", "hôm nay"),
        ("TZ", "Asia/Ho_Chi_Minh"),
    ] {
        assert!(first == papers(key, value), "{key}={value}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn memory_and_open_files_do_not_grow_with_the_number_of_articles() {
    /// The most memory in KiB, and the most open files, of a run over so many articles.
    fn most(count: usize) -> (u64, usize) {
        let folder = many(count);
        let mut child = begin(folder.path(), &["check", "bai", "-j2", "-qq"]);
        let (mut memory, mut open) = (0, 0);
        loop {
            let told = std::fs::read_to_string(format!("/proc/{}/status", child.id()));
            let told = told.unwrap_or_default();
            let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            let number = line.and_then(|line| line.trim().split(' ').next()?.parse().ok());
            memory = memory.max(number.unwrap_or(0));
            let files = std::fs::read_dir(format!("/proc/{}/fd", child.id()));
            open = open.max(files.map_or(0, Iterator::count));
            if let Some(status) = child.try_wait().expect("a child can be waited for") {
                assert_eq!(status.code(), Some(0));
                return (memory, open);
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }
    let (few, many) = (most(100), most(500));
    assert!(many.0 * 4 < few.0 * 5, "{} KiB, then {} KiB", few.0, many.0);
    assert!(many.1 <= few.1 + 4, "{} files, then {}", few.1, many.1);
}

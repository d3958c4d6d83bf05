//! One set of articles on many machines: shards, manifests, merging, and runs that were killed and resumed.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use vanban_tests::runner::{Outcome, files, program, tree, vanban};

/// Articles of which one warns and one fails.
fn set(count: usize) -> tempfile::TempDir {
    let articles: Vec<(String, String)> = (0..count)
        .map(|at| {
            let text = match at {
                3 => "---\ntitle: x\n".to_owned(),
                5 => "# Năm\n\nNăm <blink>nháy</blink>.\n".to_owned(),
                _ => format!("# Bài {at}\n\nMột đoạn.\n"),
            };
            (format!("bai/{}/{at:03}.md", at % 3), text)
        })
        .collect();
    let files: Vec<(&str, &str)> =
        articles.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    tree(&files)
}

fn run(folder: &Path, args: &[&str]) -> Outcome {
    vanban(folder).args(args).run()
}

fn text(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn whole(folder: &Path) -> String {
    let args = ["build", "bai", "--out-dir", "mot", "--to", "pdf", "--manifest", "mot.ndjson"];
    let made = run(folder, &args);
    assert_eq!(made.code, Some(1), "{}", made.stderr);
    assert!(!folder.join("mot.ndjson.journal").exists());
    text(folder, "mot.ndjson")
}

#[test]
fn a_manifest_has_a_line_an_article_in_the_order_of_ids() {
    let folder = set(7);
    let manifest = whole(folder.path());
    let lines: Vec<Value> =
        manifest.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!((&lines[0]["manifest"], &lines[0]["articles"]), (&1.into(), &7.into()));
    let ids: Vec<_> = lines[1..].iter().filter_map(|line| line["id"].as_str()).collect();
    assert!(ids.len() == 7 && ids.is_sorted() && ids[0] == "0/000.md", "{ids:?}");
    let of = |id: &str| lines.iter().find(|line| line["id"] == id).expect("it is there");
    assert_eq!(of("0/003.md")["status"], "failed");
    assert_eq!(of("2/005.md")["diagnostics"][0]["code"], "VB0401");
    let paper = std::fs::read(folder.path().join("mot/0/000.pdf")).expect("it was written");
    assert_eq!(of("0/000.md")["outputs"][0]["bytes"], paper.len());
    // The same from elsewhere, by another name, on more threads and out of a cache.
    let absolute = folder.path().join("bai").display().to_string();
    let elsewhere = folder.path().join("bai/1");
    for _ in 0..2 {
        let more = ["--manifest", "../../hai.ndjson", "--cache", "../../kho", "-j3"];
        let args = [&["build", &absolute, "--out-dir", "../../hai", "--to", "pdf"], &more[..]];
        assert_eq!(run(&elsewhere, &args.concat()).code, Some(1));
        assert_eq!(text(folder.path(), "hai.ndjson"), manifest);
    }
}

#[test]
fn shards_hold_every_article_once_and_merge_into_the_manifest_of_one_run() {
    let folder = set(9);
    let manifest = whole(folder.path());
    let shard = |at: usize| {
        let (shard, name) = (format!("{at}/3"), format!("{at}.ndjson"));
        let args = ["build", "bai", "--out-dir", "ba", "--to", "pdf", "--manifest", &name];
        let made = run(folder.path(), &[&args[..], &["--shard", &shard]].concat());
        assert!(matches!(made.code, Some(0 | 1)), "{}", made.stderr);
    };
    (1..=3).for_each(shard);
    assert!(files(&folder.path().join("mot")) == files(&folder.path().join("ba")));
    let merge =
        |parts: &[&str]| run(folder.path(), &[&["merge", "-o", "het.ndjson"], parts].concat());
    let merged = merge(&["3.ndjson", "1.ndjson", "2.ndjson"]);
    assert_eq!((merged.code, &*merged.stderr), (Some(0), ""));
    assert_eq!(text(folder.path(), "het.ndjson"), manifest);
    std::fs::remove_file(folder.path().join("het.ndjson")).expect("it is there");
    let missing = merge(&["3.ndjson", "1.ndjson"]);
    assert_eq!(missing.code, Some(1));
    assert!(
        missing.stderr.contains("error[VB0122]: shards are missing: 2/3"),
        "{}",
        missing.stderr
    );
    let doubled = merge(&["3.ndjson", "1.ndjson", "2.ndjson", "1.ndjson"]);
    assert!(doubled.code == Some(1) && doubled.stderr.contains("the shard 1/3 is there twice"));
    assert!(!folder.path().join("het.ndjson").exists());
    assert_eq!(merge(&["khong-co.ndjson"]).code, Some(2));
}

#[test]
fn ci_systems_tell_the_shard() {
    let folder = set(6);
    let plan = |vars: &[(&str, &str)]| {
        let mut run = vanban(folder.path());
        for name in ["CI_NODE_INDEX", "CI_NODE_TOTAL", "VANBAN_SHARD"] {
            run = run.env(name, "");
        }
        for (name, value) in vars {
            run = run.env(name, value);
        }
        let made = run.args(["build", "bai", "--to", "pdf", "--dry-run", "--shard", "auto"]).run();
        String::from_utf8_lossy(&made.stdout).lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let all = plan(&[]);
    assert_eq!(all.len(), 6);
    let one = plan(&[("CI_NODE_INDEX", "1"), ("CI_NODE_TOTAL", "2")]);
    let mut both = [one.clone(), plan(&[("VANBAN_SHARD", "2/2")])].concat();
    both.sort();
    assert!(both == all && !one.is_empty());
    let wrong = run(folder.path(), &["build", "bai", "--shard", "3/2"]);
    assert!(wrong.code == Some(2) && wrong.stderr.contains("`3/2` is no shard"));
}

#[test]
#[cfg(unix)]
fn a_run_that_is_killed_at_any_moment_is_resumed_to_the_same_bytes() {
    let folder = set(12);
    let manifest = whole(folder.path());
    let papers = files(&folder.path().join("mot"));
    let args = ["build", "bai", "--out-dir", "ra", "--to", "pdf", "--manifest", "ra.ndjson"];
    let began = Instant::now();
    assert_eq!(run(folder.path(), &["--version"]).code, Some(0));
    let start = began.elapsed();
    for round in 0..6_u32 {
        let mut child = Command::new(program())
            .current_dir(folder.path())
            .args(args)
            .args(if round > 0 { &["--resume"][..] } else { &[] })
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs");
        std::thread::sleep(start + Duration::from_millis(u64::from(round * 67 % 230)));
        child.kill().expect("it can be killed");
        child.wait().expect("a child can be waited for");
        // Every paper is whole, whenever it was killed.
        let made = folder.path().join("ra");
        for (path, bytes) in if made.exists() { files(&made) } else { Vec::new() } {
            let whole = papers.iter().find(|(other, _)| *other == path);
            let begun =
                path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".vanban-"));
            assert!(begun || whole.is_some_and(|(_, whole)| *whole == bytes), "{path:?}");
        }
    }
    let resumed = run(folder.path(), &[&args[..], &["--resume"]].concat());
    assert_eq!(resumed.code, Some(1), "{}", resumed.stderr);
    assert_eq!(text(folder.path(), "ra.ndjson"), manifest);
    assert!(files(&folder.path().join("ra")) == papers);
    assert!(!folder.path().join("ra.ndjson.journal").exists());
}

#[test]
fn a_resumed_run_makes_only_what_does_not_hold() {
    let folder = set(6);
    let args = ["build", "bai", "--out-dir", "ra", "--to", "pdf", "--manifest", "ra.ndjson"];
    let ended = run(folder.path(), &[&args[..], &["--fail-fast", "-j1"]].concat());
    assert_eq!(ended.code, Some(1), "{}", ended.stderr);
    assert!(ended.stderr.contains("warning[VB0123]: the manifest `ra.ndjson` is not written"));
    assert!(!folder.path().join("ra.ndjson").exists());
    let resume = || run(folder.path(), &[&args[..], &["--resume"]].concat());
    let first = resume();
    assert!(
        first.stderr.ends_with("4 built, 1 unchanged, 1 failed, 1 warning\n"),
        "{}",
        first.stderr
    );
    let manifest = text(folder.path(), "ra.ndjson");
    // From the manifest itself; what was told is told again.
    let second = resume();
    assert!(second.stderr.ends_with("0 built, 5 unchanged, 1 failed, 1 warning\n"));
    assert_eq!(first.stderr.matches("VB0401").count(), second.stderr.matches("VB0401").count());
    assert!(second.stderr.contains("bai/2/005.md:3:5"), "{}", second.stderr);
    assert_eq!(text(folder.path(), "ra.ndjson"), manifest);
    std::fs::write(folder.path().join("ra/1/001.pdf"), "hỏng").expect("it can be written");
    std::fs::write(folder.path().join("bai/1/004.md"), "# Khác\n").expect("it can be written");
    assert!(resume().stderr.ends_with("2 built, 3 unchanged, 1 failed, 1 warning\n"));
    assert_ne!(text(folder.path(), "ra.ndjson"), manifest);
}

//! The files of `samples/ci`: what CI systems read is well formed, and the scripts do what they say.

use std::path::Path;
use std::process::Command;

use vanban_tests::runner::{files, program, tree, vanban};
use vanban_tests::{place, tool};

fn articles() -> tempfile::TempDir {
    tree(&[
        ("bai/a.md", "# Một\n\nHai <blink>ba</blink>.\n"),
        ("bai/tin/b.md", "Hai.\n"),
        ("bai/tin/c c.md", "Ba.\n"),
        ("bai/tin/d.markdown", "Bốn.\n"),
    ])
}

/// Runs a script of `samples/ci` with the program in the search path.
#[cfg(unix)]
fn script(folder: &Path, name: &str) -> tool::Done {
    let path = std::env::var("PATH").unwrap_or_default();
    let own = program().parent().expect("the program lies in a folder").display().to_string();
    let mut command = Command::new("sh");
    command.current_dir(folder).env("PATH", format!("{own}:{path}"));
    command.arg(place::root().join("samples/ci").join(name)).args(["bai", "ra", "ra.ndjson", "2"]);
    tool::run(&mut command)
}

#[cfg(unix)]
fn is_as_built_at_once(folder: &Path) {
    let args = ["build", "bai", "--out-dir", "mot", "--manifest", "mot.ndjson"];
    assert_eq!(vanban(folder).args(args).run().code, Some(0));
    let text = |name: &str| std::fs::read_to_string(folder.join(name)).expect("it was written");
    assert_eq!(text("ra.ndjson"), text("mot.ndjson"));
    assert!(files(&folder.join("ra")) == files(&folder.join("mot")));
}

#[test]
fn what_ci_systems_read_is_yaml() {
    let mut count = 0;
    for (path, bytes) in files(&place::root().join("samples/ci")) {
        if path.extension().is_some_and(|ending| ending == "yml") {
            let text = String::from_utf8(bytes).expect("UTF-8");
            let value: serde_json::Value = serde_saphyr::from_str(&text)
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            assert!(value.is_object() && text.contains("vanban"), "{}", path.display());
            count += 1;
        }
    }
    assert_eq!(count, 4);
}

#[test]
#[cfg(unix)]
fn shards_of_the_script_are_what_one_run_builds() {
    let folder = articles();
    let done = script(folder.path(), "shards.sh");
    assert_eq!(done.code, Some(0), "{}", done.stderr);
    is_as_built_at_once(folder.path());
}

#[test]
#[cfg(unix)]
fn workers_under_gnu_parallel_build_what_one_run_builds() {
    let there = Command::new("parallel").arg("--version").output();
    if !there.is_ok_and(|there| String::from_utf8_lossy(&there.stdout).contains("GNU parallel")) {
        eprintln!("not run: GNU parallel is missing");
        return;
    }
    let folder = articles();
    let done = script(folder.path(), "parallel.sh");
    assert_eq!(done.code, Some(0), "{}", done.stderr);
    is_as_built_at_once(folder.path());
}

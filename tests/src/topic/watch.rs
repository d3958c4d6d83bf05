//! Watching: what changes is built again, and nothing else.
#![cfg(unix)]

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use vanban_tests::runner::{program, tree, vanban};

/// How long a build may take on a machine that is busy.
const PATIENCE: Duration = Duration::from_secs(60);

/// The lines that a child tells, as it tells them.
fn lines(stderr: ChildStderr) -> Receiver<String> {
    let (sender, lines) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stderr).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    lines
}

/// Waits for a line that holds this, and returns those before it with it.
fn until(lines: &Receiver<String>, part: &str) -> Vec<String> {
    let mut seen = Vec::new();
    loop {
        match lines.recv_timeout(PATIENCE) {
            Ok(line) => {
                let found = line.contains(part);
                seen.push(line);
                if found {
                    return seen;
                }
            }
            Err(error) => panic!("{error}, waiting for `{part}`: {seen:?}"),
        }
    }
}

fn interrupt(child: &mut Child) -> Option<i32> {
    let kill = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(kill.is_ok_and(|status| status.success()), "kill of the system");
    child.wait().expect("a child can be waited for").code()
}

#[test]
fn what_changes_is_built_again_and_nothing_else() {
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>";
    let folder = tree(&[
        ("vanban.toml", "to = \"pdf\"\nout-dir = \"ra\"\n"),
        ("bai/a.md", "# Một\n"),
        ("bai/b.md", "# Hai\n\n![Hình](hinh.svg)\n"),
        ("bai/c.md", "# Ba\n"),
        ("bai/hinh.svg", picture),
    ]);
    let path = |name: &str| folder.path().join(name);
    let mut child = Command::new(program())
        .current_dir(folder.path())
        .args(["watch", "bai"])
        .env("NO_COLOR", "1")
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let lines = lines(child.stderr.take().expect("a pipe"));
    let first = until(&lines, "watching");
    assert!(first[0].starts_with("3 built, 0 unchanged ("), "{first:?}");
    // As editors save: another file takes the name.
    std::fs::write(path("bai/.a.md.swp"), "# Một khác\n").expect("it can be written");
    std::fs::rename(path("bai/.a.md.swp"), path("bai/a.md")).expect("it can be named");
    assert!(until(&lines, "built")[0].starts_with("`bai/a.md` built, 2 unchanged ("));
    std::fs::write(path("bai/hinh.svg"), picture.replace('9', "8")).expect("it can be written");
    assert!(until(&lines, "built")[0].starts_with("`bai/b.md` built, 2 unchanged ("));
    std::fs::write(path("bai/a.md"), "---\ntitle: x\n").expect("it can be written");
    let failed = until(&lines, "failed,");
    assert!(failed[0].starts_with("error[VB0201]"), "{failed:?}");
    assert!(failed.last().is_some_and(|line| line.starts_with("`bai/a.md` failed, 2 unchanged")));
    std::fs::remove_file(path("bai/a.md")).expect("it is there");
    until(&lines, "`bai/a.md` is gone; its papers stay");
    std::fs::write(path("bai/d.md"), "# Bốn\n").expect("it can be written");
    until(&lines, "`bai/d.md` built, 2 unchanged");
    // A wrong configuration is told; the next one is used.
    std::fs::write(path("vanban.toml"), "to = \"odt\"\n").expect("it can be written");
    until(&lines, "VB0113");
    let house = "to = \"pdf\"\nout-dir = \"ra\"\ntheme = \"press\"\n";
    std::fs::write(path("vanban.toml"), house).expect("it can be written");
    until(&lines, "3 built, 0 unchanged");
    assert_eq!(interrupt(&mut child), Some(130));
    let args = ["build", "bai", "--out-dir", "khac"];
    assert_eq!(vanban(folder.path()).args(args).run().code, Some(0));
    for name in ["b.pdf", "c.pdf", "d.pdf"] {
        let read = |place: &str| std::fs::read(path(place).join(name)).expect("it was written");
        assert!(read("ra/bai") == read("khac"), "{name}");
    }
}

#[test]
fn streams_are_not_watched() {
    let folder = tree(&[("a.md", "# Một\n")]);
    for args in [["watch", "-", "--to", "pdf"], ["watch", "a.md", "--report", "b.json"]] {
        assert_eq!(vanban(folder.path()).args(args).run().code, Some(2));
    }
}

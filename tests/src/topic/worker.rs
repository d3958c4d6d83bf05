//! The worker: requests in lines of JSON, answers that are lines of a manifest.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use vanban_tests::runner::{files, program, tree, vanban};

fn answers(stdout: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(stdout).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn answers_of_workers_make_the_manifest_of_one_run() {
    let folder = tree(&[
        ("bai/a.md", "# Một\n\nHai <blink>ba</blink>.\n"),
        ("bai/tin/b.md", "Hai.\n\n![Hình](khong-co.png)\n"),
        ("bai/tin/c.md", "---\ntheme: report\n---\n# Ba\n\nBốn.\n"),
    ]);
    let args = ["build", "bai", "--out-dir", "mot", "--manifest", "mot.ndjson"];
    assert_eq!(vanban(folder.path()).args(args).run().code, Some(1));
    let requests: String = ["tin/c", "a", "tin/b"]
        .map(|id| {
            let out = [format!("ra/{id}.docx"), format!("ra/{id}.pdf")];
            let request = json!({
                "id": format!("{id}.md"), "article": format!("bai/{id}.md"), "out": out,
            });
            format!("{request}\n")
        })
        .concat();
    let work = vanban(folder.path()).args(["worker"]).stdin(requests).run();
    assert_eq!((work.code, &*work.stderr), (Some(0), ""));
    let ids: Vec<_> = answers(&work.stdout).iter().map(|each| each["id"].clone()).collect();
    assert_eq!(ids, ["tin/c.md", "a.md", "tin/b.md"]);
    std::fs::write(folder.path().join("w.ndjson"), &work.stdout).expect("it can be written");
    let merged = vanban(folder.path()).args(["merge", "w.ndjson", "-o", "-"]).run();
    let manifest = std::fs::read(folder.path().join("mot.ndjson")).expect("it is there");
    assert_eq!(String::from_utf8_lossy(&merged.stdout), String::from_utf8_lossy(&manifest));
    assert!(files(&folder.path().join("mot")) == files(&folder.path().join("ra")));
}

#[test]
fn a_request_that_makes_no_sense_is_answered_and_ends_nothing() {
    let folder =
        tree(&[("a.md", "# Một\n"), ("hong/vanban.toml", "them = 1\n"), ("hong/b.md", "x")]);
    let lines = [
        "khong phai json",
        "[1]",
        "{\"id\":\"1\"}",
        "{\"id\":\"2\",\"article\":\"a.md\",\"thme\":\"press\"}",
        "{\"id\":\"3\",\"article\":\"a.md\",\"theme\":\"khong-co\"}",
        "{\"id\":\"4\",\"article\":\"a.md\",\"out\":[\"a.txt\"]}",
        "{\"id\":\"5\",\"article\":\"a.md\",\"docx-fonts\":\"some\"}",
        "{\"id\":\"6\",\"article\":\"hong/b.md\"}",
        "{\"id\":\"7\",\"article\":\"khong-co.md\",\"out\":[\"x.pdf\"]}",
        "",
        "{\"id\":\"8\",\"article\":\"a.md\",\"out-dir\":\"ra\",\"theme\":\"press\"}",
    ];
    let work = vanban(folder.path()).args(["worker"]).stdin(lines.join("\n")).run();
    assert_eq!(work.code, Some(0), "{}", work.stderr);
    let answers = answers(&work.stdout);
    let of = |id: &str| {
        let found = answers.iter().find(|each| each["id"] == id);
        found.unwrap_or_else(|| panic!("{id}: {answers:?}"))
    };
    assert_eq!(answers.len(), 10);
    assert!(answers[..2].iter().all(|each| each["id"].is_null() && each["status"] == "refused"));
    for id in ["1", "2", "3", "4", "5", "6"] {
        assert_eq!((&of(id)["status"], &of(id)["code"]), (&"refused".into(), &"VB0124".into()));
    }
    assert_eq!(of("2")["hint"], "did you mean `theme`?");
    assert!(of("6")["error"].as_str().is_some_and(|error| error.contains("them")));
    assert_eq!((&of("7")["status"], &of("7")["input"]), (&"failed".into(), &Value::Null));
    assert_eq!(of("8")["status"], "built");
    assert!(folder.path().join("ra/a.pdf").exists() && folder.path().join("ra/a.docx").exists());
}

#[test]
#[cfg(unix)]
fn a_worker_answers_at_once_and_ends_when_it_is_told_to() {
    let folder = tree(&[("a.md", "# Một\n")]);
    let mut child = Command::new(program())
        .current_dir(folder.path())
        .args(["worker", "-j2"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs");
    let mut input = child.stdin.take().expect("a pipe");
    let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
    for id in ["x", "y"] {
        let request = json!({ "id": id, "article": "a.md", "out": [format!("{id}.pdf")] });
        writeln!(input, "{request}").expect("it reads");
        let mut line = String::new();
        output.read_line(&mut line).expect("it answers before more is asked");
        let answer: Value = serde_json::from_str(&line).expect("JSON");
        assert_eq!((&answer["id"], &answer["status"]), (&id.into(), &"built".into()));
    }
    let kill = Command::new("kill").args(["-TERM", &child.id().to_string()]).status();
    assert!(kill.is_ok_and(|status| status.success()), "kill of the system");
    let status = child.wait().expect("a child can be waited for");
    assert!(matches!(status.code(), Some(130 | 143)), "{status:?}");
}

#[test]
fn schemas_of_manifests_and_workers_are_json() {
    for (name, part) in [("manifest", "head"), ("worker", "request")] {
        let outcome = vanban(std::path::Path::new(".")).args(["schema", name]).run();
        let schema: Value = serde_json::from_slice(&outcome.stdout).expect("JSON");
        assert!(schema["$defs"][part].is_object(), "{name}");
    }
}

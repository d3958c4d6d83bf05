//! Diagnostics in the formats that programs and services read.

use std::path::Path;

use serde_json::Value;
use vanban_tests::runner::{Outcome, vanban};

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let write = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).expect("the folder can be written");
    };
    write("a.md", "Tie\u{302}\u{301}ng <blink>Việt</blink>\n");
    write("b.md", "---\ntitle: x\n");
    folder
}

fn check(folder: &Path, format: &str) -> Outcome {
    let outcome = vanban(folder).args(["check", ".", "--message-format", format]).run();
    assert_eq!(outcome.code, Some(1), "{}", outcome.stderr);
    outcome
}

#[test]
fn short_messages_are_a_line_each() {
    let folder = folder();
    let outcome = check(folder.path(), "short");
    let lines: Vec<_> = outcome.stderr.lines().collect();
    assert!(
        lines.contains(&"b.md:1:1: error[VB0201]: the front matter is not closed"),
        "{lines:?}"
    );
    assert!(lines.iter().any(|line| line.starts_with("a.md:1:7: warning[VB0401]: ")), "{lines:?}");
    assert_eq!(lines.last(), Some(&"1 good, 1 failed, 2 warnings"));
}

#[test]
fn lines_of_json_tell_diagnostics_articles_and_the_sum() {
    let folder = folder();
    let outcome = check(folder.path(), "json");
    assert_eq!(outcome.stderr, "");
    let text = String::from_utf8(outcome.stdout).expect("UTF-8");
    let lines: Vec<Value> =
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let of = |kind: &str| lines.iter().filter(|line| line["type"] == kind).collect::<Vec<_>>();
    assert!(of("diagnostic").iter().any(|each| each["code"] == "VB0201" && each["file"] == "b.md"));
    let articles: Vec<_> = of("article").iter().map(|each| each["status"].clone()).collect();
    assert_eq!(articles, ["checked", "failed"]);
    assert_eq!(of("summary")[0]["failed"], 1);
}

#[test]
fn sarif_is_one_document_whose_columns_are_code_points() {
    let folder = folder();
    let outcome = check(folder.path(), "sarif");
    let document: Value = serde_json::from_slice(&outcome.stdout).expect("JSON");
    assert_eq!(document["version"], "2.1.0");
    let run = &document["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    let results = run["results"].as_array().expect("results");
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(result["ruleId"], rules[index]["id"]);
    }
    let html = results.iter().find(|each| each["ruleId"] == "VB0401").expect("it is told");
    let region = &html["locations"][0]["physicalLocation"]["region"];
    // Two marks of the first word are code points of their own.
    assert_eq!((&region["startLine"], &region["startColumn"]), (&1.into(), &9.into()));
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
}

#[test]
fn commands_for_github_name_file_line_and_code() {
    let folder = folder();
    let outcome = check(folder.path(), "github");
    let command = "::error file=b.md,line=1,col=1,endColumn=4,title=VB0201::the front \
                   matter is not closed%0Ahelp: ";
    assert!(outcome.stderr.lines().any(|line| line.starts_with(command)), "{}", outcome.stderr);
}

#[test]
fn colour_is_as_asked_for() {
    let folder = folder();
    let coloured = |args: &[&str]| {
        let args = [&["check", "b.md"], args].concat();
        vanban(folder.path()).args(args).run().stderr.contains('\u{1b}')
    };
    assert!(!coloured(&[]) && !coloured(&["--color", "never"]));
    assert!(coloured(&["--color", "always"]));
}

#[test]
fn standard_output_takes_one_thing_only() {
    let folder = folder();
    for args in [
        ["build", "a.md", "--to=pdf", "-o-", "--report=-"].as_slice(),
        &["build", "a.md", "--to=pdf", "-o-", "--message-format=json"],
        &["check", "a.md", "--report=-", "--message-format=sarif"],
    ] {
        let outcome = vanban(folder.path()).args(args).run();
        assert_eq!((outcome.code, outcome.stdout.len()), (Some(2), 0), "{}", outcome.stderr);
    }
}

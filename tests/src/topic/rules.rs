//! The rules of the workspace: which crate may use which, and who touches the world.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use vanban_tests::{place, tool};

/// What each crate may use of the others: arrows run downward only.
const ARROWS: [(&str, &[&str]); 11] = [
    ("text", &[]),
    ("theme", &[]),
    ("deflate", &[]),
    ("article", &["text"]),
    ("fonts", &["theme"]),
    ("layout", &["article", "fonts", "text", "theme"]),
    ("pdf", &["article", "deflate", "fonts", "layout", "theme"]),
    ("preview", &["article", "fonts", "layout", "theme"]),
    ("docx", &["article", "deflate", "fonts", "theme"]),
    ("import", &["article", "docx", "text", "theme"]),
    ("cli", &["article", "docx", "fonts", "import", "layout", "pdf", "preview", "text", "theme"]),
];

/// Libraries that several crates may name: they define no behaviour of ours.
const SHARED: [&str; 1] = ["serde"];

/// The packages of `crates/` as cargo describes them.
fn packages() -> Vec<Value> {
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(place::root()).args(["metadata", "--no-deps", "--format-version", "1"]);
    let metadata: Value = serde_json::from_str(&tool::text(&mut command)).expect("cargo's JSON");
    let crates = place::root().join("crates");
    let packages = metadata["packages"].as_array().expect("a workspace has packages").clone();
    packages
        .into_iter()
        .filter(|package| {
            let manifest = package["manifest_path"].as_str().expect("a package has a manifest");
            Path::new(manifest).starts_with(&crates)
        })
        .collect()
}

/// The names of a package's normal dependencies.
fn dependencies(package: &Value) -> BTreeSet<String> {
    let all = package["dependencies"].as_array().expect("a package lists its dependencies");
    let normal = all.iter().filter(|dependency| dependency["kind"].is_null());
    normal.map(|dependency| dependency["name"].as_str().expect("a name").to_owned()).collect()
}

fn name(package: &Value) -> String {
    package["name"].as_str().expect("a package has a name").to_owned()
}

#[test]
fn arrows_between_crates_run_downward_only() {
    let arrows = BTreeMap::from(ARROWS);
    for package in packages() {
        let name = name(&package);
        let own = name.strip_prefix("vanban-").unwrap_or_else(|| panic!("{name}"));
        let allowed = arrows.get(own).unwrap_or_else(|| panic!("{name} has no floor in this list"));
        let folder = place::root().join("crates").join(own).join("Cargo.toml");
        assert_eq!(package["manifest_path"].as_str(), folder.to_str(), "folder and name agree");
        for used in dependencies(&package) {
            if let Some(used) = used.strip_prefix("vanban-") {
                assert!(allowed.contains(&used), "{own} may not use {used}");
            }
        }
    }
}

#[test]
fn every_library_is_named_in_one_crate() {
    let mut users: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in packages() {
        for library in dependencies(&package) {
            if !library.starts_with("vanban-") && !SHARED.contains(&library.as_str()) {
                users.entry(library).or_default().push(name(&package));
            }
        }
    }
    let several = users.iter().filter(|(_, users)| users.len() > 1).collect::<Vec<_>>();
    assert!(several.is_empty(), "{several:?}");
}

/// The Rust files of a crate with their text.
fn files(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("a folder can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = std::fs::read_to_string(&path).expect("sources are UTF-8");
                let short = path.strip_prefix(place::root()).expect("it lies in the workspace");
                found.push((short.display().to_string(), text));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn only_the_program_touches_files_environment_clock_and_terminal() {
    let forbidden = [
        "std::fs",
        "std::env",
        "std::net",
        "std::process",
        "SystemTime",
        "Instant::now",
        "println!",
    ];
    for (own, _) in ARROWS {
        if own == "cli" {
            continue;
        }
        for (file, text) in files(&place::root().join("crates").join(own).join("src")) {
            // Tests beside the code may do as they like.
            if file.contains("/tests/") || file.ends_with("/tests.rs") {
                continue;
            }
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
                let found = forbidden.iter().find(|word| line.contains(**word));
                assert!(found.is_none(), "{file}: {line}");
            }
        }
    }
}

#[test]
fn the_bill_of_materials_names_every_package_of_the_program() {
    let mut command = Command::new("python3");
    command.current_dir(place::root()).arg("tests/sbom.py");
    let bill: Value = serde_json::from_str(&tool::text(&mut command)).expect("JSON");
    assert_eq!(bill["bomFormat"], "CycloneDX");
    let components = bill["components"].as_array().expect("components");
    let names: BTreeSet<&str> =
        components.iter().filter_map(|each| each["name"].as_str()).collect();
    for name in ["vanban-pdf", "pulldown-cmark", "printpdf", "clap"] {
        assert!(names.contains(name), "{name}");
    }
    // What only the tests use is no part of the program.
    assert!(!names.contains("docx-rs") && !names.contains("proptest"), "{names:?}");
    for each in components {
        let own = each["name"].as_str().is_some_and(|name| name.starts_with("vanban-"));
        assert!(own || each["hashes"][0]["content"].is_string(), "{each}");
        assert!(each["licenses"][0]["expression"].is_string(), "{each}");
    }
}

#[test]
fn every_file_says_what_it_holds_and_none_is_long() {
    for (own, _) in ARROWS {
        for (file, text) in files(&place::root().join("crates").join(own)) {
            assert!(text.starts_with("//!"), "{file} does not say what it holds");
            let lines = text.lines().count();
            assert!(lines <= 500, "{file} has {lines} lines: split it");
        }
    }
}

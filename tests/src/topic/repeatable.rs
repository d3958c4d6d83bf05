//! The same input gives the same bytes, anywhere, at any time.

use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use vanban_tests::papers::{every, samples};
use vanban_tests::{place, runner};

/// Copies a folder's files, with another time of change.
fn copied(folder: &Path, to: &Path, seconds: u64) {
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("a folder can be listed").path();
        if path.is_file() {
            let copy = to.join(path.file_name().expect("a file has a name"));
            std::fs::copy(&path, &copy).expect("the copy can be written");
            let file = std::fs::File::options().write(true).open(&copy).expect("it was written");
            file.set_modified(UNIX_EPOCH + Duration::from_secs(seconds)).expect("times can be set");
        }
    }
}

#[test]
fn folder_time_zone_locale_and_file_times_change_no_byte() {
    let elsewhere = tempfile::tempdir().expect("a temporary folder can be made");
    copied(&place::root().join("samples"), elsewhere.path(), 86_400 * 365);
    every(samples(), |paper| {
        let article = format!("{}.md", paper.name);
        let made = runner::vanban(elsewhere.path())
            .args(["build", &article])
            .env("TZ", "Pacific/Kiritimati")
            .env("LC_ALL", "tr_TR.UTF-8")
            .env("LANG", "tr_TR.UTF-8")
            .env("HOME", "/nonexistent")
            .run();
        if made.code != Some(0) {
            return Err(made.stderr);
        }
        for first in [&paper.pdf, &paper.docx] {
            let second = elsewhere.path().join(first.file_name().expect("a paper has a name"));
            if std::fs::read(first).ok() != std::fs::read(&second).ok() {
                return Err(format!("{} differs", second.display()));
            }
        }
        Ok(())
    });
}

/// Both papers of a source text, built in a folder of its own.
fn papers_of(text: &str) -> [Vec<u8>; 2] {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let article: PathBuf = folder.path().join("bai.md");
    std::fs::write(&article, text).expect("the temporary folder can be written");
    let made = runner::vanban(folder.path()).args(["build", "bai.md"]).run();
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    ["bai.pdf", "bai.docx"].map(|name| std::fs::read(folder.path().join(name)).expect("a paper"))
}

const ARTICLE: &str = "---\ntitle: Việc cần làm\nauthor: Thùy Ly\n---\n\n# Mục một\n\n\
                       Tiếng Việt có dấu: nghiêng, thuở, ngưỡng.\n\n- một\n- hai\n";

#[test]
fn byte_order_mark_and_kinds_of_line_end_change_no_byte() {
    let plain = papers_of(ARTICLE);
    assert!(plain == papers_of(&ARTICLE.replace('\n', "\r\n")), "CR LF");
    assert!(plain == papers_of(&ARTICLE.replace('\n', "\r")), "CR");
    assert!(plain == papers_of(&format!("\u{feff}{ARTICLE}")), "byte order mark");
    assert!(plain == papers_of(ARTICLE.trim_end()), "no final line end");
}

#[test]
fn decomposed_letters_change_no_byte() {
    let pairs = [
        ("ệ", "e\u{323}\u{302}"),
        ("ầ", "a\u{302}\u{300}"),
        ("à", "a\u{300}"),
        ("ở", "o\u{31b}\u{309}"),
        ("ưỡ", "u\u{31b}o\u{31b}\u{303}"),
        ("ộ", "o\u{323}\u{302}"),
    ];
    let decomposed =
        pairs.iter().fold(ARTICLE.to_owned(), |text, (one, several)| text.replace(one, several));
    assert_ne!(decomposed, ARTICLE);
    assert!(papers_of(ARTICLE) == papers_of(&decomposed), "NFC and NFD differ");
}

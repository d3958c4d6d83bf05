//! Papers as readable text, and the accepted dumps in `tests/ref/`.
//!
//! `VANBAN_ACCEPT=1` writes what was found in place of what was accepted: read the difference before
//! it is committed.

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::Path;

use crate::{oracle::mupdf, place};

/// Whether found text is written in place of the accepted.
#[must_use]
pub fn accepting() -> bool {
    std::env::var_os("VANBAN_ACCEPT").is_some_and(|value| value == "1")
}

/// Compares found text with the accepted text of this name.
///
/// # Errors
/// Shows the first lines that differ.
pub fn accepted(name: &str, found: &str) -> Result<(), String> {
    let path = place::reference(name);
    if accepting() {
        std::fs::write(&path, found).expect("the accepted outputs can be written");
        return Ok(());
    }
    let wanted = std::fs::read_to_string(&path)
        .map_err(|error| format!("{name}: {error} (VANBAN_ACCEPT=1 accepts what is there)"))?;
    let split = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    crate::compare::lines(&split(&wanted), &split(found))
        .map_err(|difference| format!("{name} (VANBAN_ACCEPT=1 accepts it)\n{difference}"))
}

/// A PDF: each line with its left edge, right edge and baseline in points, its font and its size.
#[must_use]
pub fn pdf(path: &Path) -> String {
    let mut text = String::new();
    for (at, page) in mupdf::lines(path).iter().enumerate() {
        let (width, height) = page.size;
        let _ = writeln!(text, "page {} ({width:.1} x {height:.1})", at + 1);
        for line in &page.lines {
            let _ = writeln!(
                text,
                "{:6.1} {:6.1} {:6.1}  {} {}  {}",
                line.left, line.right, line.baseline, line.font, line.size, line.text
            );
        }
    }
    text
}

/// The main parts of a DOCX that the article decides, an element a line.
///
/// # Panics
/// If it is no package or lacks its main part.
#[must_use]
pub fn docx(path: &Path) -> String {
    let mut text = String::new();
    for part in ["word/document.xml", "word/footnotes.xml"] {
        if let Some(xml) = part_text(path, part) {
            let _ = writeln!(text, "=== {part}");
            text.push_str(&pretty(&xml));
        }
    }
    text
}

/// The bytes of a part of a package.
///
/// # Panics
/// If the file is no package.
#[must_use]
pub fn part(path: &Path, name: &str) -> Option<Vec<u8>> {
    let file = std::fs::read(path).expect("the paper is there");
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(file)).expect("a DOCX is a ZIP");
    let mut part = package.by_name(name).ok()?;
    let mut bytes = Vec::new();
    part.read_to_end(&mut bytes).expect("the part is whole");
    Some(bytes)
}

/// The names of the parts of a package, in their order.
///
/// # Panics
/// If the file is no package.
#[must_use]
pub fn part_names(path: &Path) -> Vec<String> {
    let file = std::fs::read(path).expect("the paper is there");
    let package = zip::ZipArchive::new(std::io::Cursor::new(file)).expect("a DOCX is a ZIP");
    let names = package.file_names().map(|name| name.map(std::borrow::Cow::into_owned));
    let mut names = names.collect::<Result<Vec<String>, _>>().expect("names are UTF-8");
    names.sort();
    names
}

fn part_text(path: &Path, name: &str) -> Option<String> {
    part(path, name).map(|bytes| String::from_utf8(bytes).expect("the parts are UTF-8"))
}

/// XML with an element a line; text stays on the line of its element.
fn pretty(xml: &str) -> String {
    let mut text = String::new();
    let mut depth = 0usize;
    let mut fresh = true;
    for piece in xml.split_inclusive('>') {
        let (before, tag) = piece.split_once('<').unwrap_or((piece, ""));
        if tag.is_empty() || tag.starts_with('?') {
            continue;
        }
        // White space with a line end in it stands between elements.
        if !(before.is_empty() || before.trim().is_empty() && before.contains('\n')) {
            text.push_str(before);
            fresh = false;
        }
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
            // The end of an element that holds elements stands on a line of its own: left out.
            if !fresh {
                let _ = writeln!(text, "<{tag}");
            }
            fresh = true;
            continue;
        }
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        let tag = without_namespaces(tag);
        let _ = write!(text, "{:indent$}<{tag}", "", indent = depth * 2);
        fresh = true;
        if !tag.ends_with("/>") {
            depth += 1;
        }
    }
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// A tag without the declarations of namespaces, which are many and never change.
fn without_namespaces(tag: &str) -> String {
    let mut kept = String::new();
    let mut rest = tag;
    while let Some(at) = rest.find(" xmlns") {
        kept.push_str(&rest[..at]);
        let tail = &rest[at + 1..];
        let value = tail.find('"').map(|from| from + 1).unwrap_or(tail.len());
        let end = tail[value..].find('"').map_or(tail.len(), |end| value + end + 1);
        rest = &tail[end..];
    }
    kept.push_str(rest);
    kept
}

//! poppler: text, metadata, fonts and pictures of PDF files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::picture::Picture;
use crate::tool;

/// The text of each page, in the order of its content.
#[must_use]
pub fn pages(pdf: &Path) -> Vec<String> {
    let text = tool::text(tool::with("pdftotext", &["-raw", "-enc", "UTF-8"]).arg(pdf).arg("-"));
    let mut pages = text.split('\u{c}').map(str::to_owned).collect::<Vec<_>>();
    // Every page ends in a form feed.
    pages.pop();
    pages
}

/// What `pdfinfo` says, by key.
#[must_use]
pub fn info(pdf: &Path) -> BTreeMap<String, String> {
    let text = tool::text(tool::with("pdfinfo", &["-isodates"]).arg(pdf));
    text.lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(key, value)| (key.to_owned(), value.trim().to_owned()))
        .collect()
}

/// The XMP metadata.
#[must_use]
pub fn xmp(pdf: &Path) -> String {
    tool::text(tool::with("pdfinfo", &["-meta"]).arg(pdf))
}

/// The named destinations and links of a PDF, as `pdfinfo -url` lists them.
#[must_use]
pub fn urls(pdf: &Path) -> Vec<String> {
    let text = tool::text(tool::with("pdfinfo", &["-url"]).arg(pdf));
    text.lines()
        .skip(1)
        .filter_map(|line| line.split_whitespace().nth(2))
        .map(str::to_owned)
        .collect()
}

/// A font of a PDF.
#[derive(Debug, PartialEq, Eq)]
pub struct Font {
    /// Its name, with the tag of a subset.
    pub name: String,
    /// Whether it is embedded.
    pub embedded: bool,
    /// Whether it is a subset.
    pub subset: bool,
    /// Whether its characters are mapped to Unicode.
    pub unicode: bool,
}

/// The fonts of a PDF.
#[must_use]
pub fn fonts(pdf: &Path) -> Vec<Font> {
    let text = tool::text(tool::with("pdffonts", &[]).arg(pdf));
    let mut lines = text.lines();
    let head = lines.next().expect("pdffonts writes a head");
    let column = |name: &str| head.find(name).expect("pdffonts names its columns");
    let [embedded, subset, unicode] = ["emb", "sub", "uni"].map(column);
    let yes = |line: &str, at: usize| line.get(at..).is_some_and(|rest| rest.starts_with("yes"));
    lines
        .skip(1)
        .map(|line| Font {
            name: line.split_whitespace().next().unwrap_or_default().to_owned(),
            embedded: yes(line, embedded),
            subset: yes(line, subset),
            unicode: yes(line, unicode),
        })
        .collect()
}

/// An embedded picture of a PDF, as `pdfimages -list` describes it.
#[derive(Debug, PartialEq, Eq)]
pub struct Embedded {
    /// `image`, or `smask` for opacity.
    pub kind: String,
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// `jpeg` for a JPEG file, `image` for other samples.
    pub encoding: String,
}

/// The pictures of a PDF.
#[must_use]
pub fn pictures(pdf: &Path) -> Vec<Embedded> {
    let text = tool::text(tool::with("pdfimages", &["-list"]).arg(pdf));
    text.lines()
        .skip(2)
        .map(|line| {
            let fields = line.split_whitespace().collect::<Vec<_>>();
            let number = |at: usize| fields[at].parse().expect("sizes are numbers");
            Embedded {
                kind: fields[2].to_owned(),
                size: (number(3), number(4)),
                encoding: fields[8].to_owned(),
            }
        })
        .collect()
}

/// The JPEG files that a PDF carries, byte for byte.
///
/// # Panics
/// If they cannot be taken out.
#[must_use]
pub fn jpegs(pdf: &Path) -> Vec<Vec<u8>> {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let prefix = folder.path().join("p");
    let _ = tool::text(tool::with("pdfimages", &["-all"]).arg(pdf).arg(&prefix));
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder.path())
        .expect("the folder is there")
        .map(|entry| entry.expect("a folder can be listed").path())
        .filter(|path| path.extension().is_some_and(|end| end == "jpg"))
        .collect();
    files.sort();
    files.iter().map(|path| std::fs::read(path).expect("the file is there")).collect()
}

/// The pages as poppler draws them, at so many pixels an inch.
///
/// # Panics
/// If they cannot be drawn.
#[must_use]
pub fn drawn(pdf: &Path, dpi: u32) -> Vec<Picture> {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let prefix = folder.path().join("p");
    let dpi = dpi.to_string();
    let _ = tool::text(tool::with("pdftoppm", &["-r", &dpi, "-png"]).arg(pdf).arg(&prefix));
    Picture::folder(folder.path())
}

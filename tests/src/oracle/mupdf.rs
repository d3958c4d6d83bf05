//! mupdf: text of PDF files, and where each line stands.

use std::path::Path;

use crate::tool;

/// The text of each page, in the order of its content.
///
/// # Panics
/// If mutool fails.
#[must_use]
pub fn pages(pdf: &Path) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let pattern = folder.path().join("page%d.txt");
    let _ =
        tool::text(tool::with("mutool", &["draw", "-q", "-F", "txt", "-o"]).arg(pattern).arg(pdf));
    let mut pages = Vec::new();
    while let Ok(text) =
        std::fs::read_to_string(folder.path().join(format!("page{}.txt", pages.len() + 1)))
    {
        pages.push(text);
    }
    pages
}

/// A page as lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Width and height in points.
    pub size: (f64, f64),
    /// The lines, from the top.
    pub lines: Vec<Line>,
}

/// What stands on one baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The left edge in points.
    pub left: f64,
    /// The right edge.
    pub right: f64,
    /// The baseline, from the top.
    pub baseline: f64,
    /// The size of the largest letters in points.
    pub size: f64,
    /// The font of the first letter, without the tag of a subset.
    pub font: String,
    /// The text, white space as single spaces.
    pub text: String,
}

struct Char {
    left: f64,
    right: f64,
    baseline: f64,
    size: f64,
    font: String,
    char: char,
}

/// The lines of each page.
///
/// Letters whose baselines differ by less than a third of their size are one line: raised marks
/// belong to it.
///
/// # Panics
/// If mutool fails.
#[must_use]
pub fn lines(pdf: &Path) -> Vec<Page> {
    let xml = tool::text(tool::with("mutool", &["draw", "-q", "-F", "stext", "-o", "-"]).arg(pdf));
    let mut pages: Vec<Page> = Vec::new();
    let mut chars: Vec<Char> = Vec::new();
    let (mut font, mut size) = (String::new(), 0.0);
    for tag in xml.split('<').skip(1) {
        let number = |name| attribute(tag, name).and_then(|text| text.parse::<f64>().ok());
        if tag.starts_with("page ") {
            let side = |name| number(name).expect("a page has a size");
            pages.push(Page { size: (side("width"), side("height")), lines: Vec::new() });
        } else if tag.starts_with("font ") {
            let name = attribute(tag, "name").unwrap_or_default();
            font = name.split_once('+').map_or(name, |(_, name)| name).to_owned();
            size = number("size").unwrap_or_default();
        } else if tag.starts_with("char ") {
            let quad = attribute(tag, "quad").unwrap_or_default();
            let corners =
                quad.split(' ').filter_map(|text| text.parse().ok()).collect::<Vec<f64>>();
            let Some(char) = attribute(tag, "c").and_then(unescape) else { continue };
            chars.push(Char {
                left: corners[0],
                right: corners[2],
                baseline: number("y").unwrap_or_default(),
                size,
                font: font.clone(),
                char,
            });
        } else if tag.starts_with("/page") {
            let page = pages.last_mut().expect("a page that ends has begun");
            page.lines = gather(std::mem::take(&mut chars));
        }
    }
    pages
}

fn gather(mut chars: Vec<Char>) -> Vec<Line> {
    // A space that mupdf made up has no width and may stand on the line before.
    chars.retain(|char| !char.char.is_whitespace());
    let mut rows: Vec<Vec<Char>> = Vec::new();
    chars.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    for char in chars {
        let row = rows.last_mut().filter(|row| {
            let tallest = row.iter().fold(char.size, |size, other| size.max(other.size));
            let base = row.iter().max_by(|a, b| a.size.total_cmp(&b.size));
            base.is_some_and(|base| (char.baseline - base.baseline).abs() < tallest / 2.5)
        });
        match row {
            Some(row) => row.push(char),
            None => rows.push(vec![char]),
        }
    }
    rows.into_iter().map(line).collect()
}

fn line(mut row: Vec<Char>) -> Line {
    row.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut text = String::new();
    let mut right = f64::MIN;
    for char in &row {
        if right > f64::MIN && char.left - right > 0.12 * char.size {
            text.push(' ');
        }
        text.push(char.char);
        right = right.max(char.right);
    }
    let tallest = row.iter().max_by(|a, b| a.size.total_cmp(&b.size)).expect("a row is not empty");
    Line {
        left: row[0].left,
        right,
        baseline: tallest.baseline,
        size: tallest.size,
        font: row[0].font.clone(),
        text,
    }
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let from = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[from..].split('"').next()
}

fn unescape(text: &str) -> Option<char> {
    let reference = text.strip_prefix('&').and_then(|text| text.strip_suffix(';'));
    match reference {
        None => text.chars().next(),
        Some("amp") => Some('&'),
        Some("lt") => Some('<'),
        Some("gt") => Some('>'),
        Some("quot") => Some('"'),
        Some("apos") => Some('\''),
        Some(number) => {
            let number = number.strip_prefix("#x")?;
            u32::from_str_radix(number, 16).ok().and_then(char::from_u32)
        }
    }
}

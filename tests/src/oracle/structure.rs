//! The structure tree of a PDF, read with pikepdf, as a screen reader walks it.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::ast::squeeze;
use crate::tool;

/// The tree that the script beside this file reads.
///
/// # Panics
/// If the marked content and the tree do not fit together: the script says where.
#[must_use]
pub fn tree(pdf: &Path) -> Value {
    let script = include_str!("structure.py");
    let text = tool::text(tool::script("python3", &["-c", script]).arg(pdf));
    serde_json::from_str(&text).expect("the script writes JSON")
}

/// What is heard of a PDF.
#[derive(Debug, Default)]
pub struct Heard {
    /// The language of the document.
    pub lang: String,
    /// The elements of the body, a line each, indented by their depth.
    pub body: Vec<String>,
    /// The same of the notes.
    pub notes: Vec<String>,
}

/// What is heard of a tree: a line for each element, with the text of those that hold text.
///
/// In a line stand `[text](address)`, `<lang:words>`, `` `code` ``, `$formula$` and `![picture]`.
#[must_use]
pub fn heard(tree: &Value) -> Heard {
    let mut cells = BTreeMap::new();
    name_cells(tree, &mut cells);
    let mut heard = Heard { lang: text_of(tree, "lang"), ..Heard::default() };
    for kid in kids(tree) {
        let lines = if text_of(kid, "type") == "Note" { &mut heard.notes } else { &mut heard.body };
        say(kid, 0, &cells, lines);
    }
    heard
}

fn kids(element: &Value) -> &[Value] {
    element["kids"].as_array().map_or(&[], Vec::as_slice)
}

fn text_of(element: &Value, key: &str) -> String {
    element[key].as_str().unwrap_or_default().to_owned()
}

/// The texts of the cells that have an identifier.
fn name_cells(element: &Value, cells: &mut BTreeMap<String, String>) {
    for kid in kids(element) {
        if text_of(kid, "type") == "TH" {
            let words: String = kids(kid).iter().map(inline).collect::<Vec<_>>().join(" ");
            cells.insert(text_of(kid, "id"), squeeze(&words));
        }
        name_cells(kid, cells);
    }
}

fn say(element: &Value, depth: usize, cells: &BTreeMap<String, String>, lines: &mut Vec<String>) {
    let kind = text_of(element, "type");
    let mut line = format!("{:indent$}{kind}", "", indent = depth * 2);
    if text_of(element, "role") == "Title" {
        line.push_str(" Title");
    }
    let leaf = matches!(kind.as_str(), "P" | "Caption" | "Lbl" | "TOCI") || kind.starts_with('H');
    match kind.as_str() {
        "L" => line.push_str(&format!(" {}", text_of(element, "numbering"))),
        "Figure" => line.push_str(&format!(" {}", squeeze(&text_of(element, "alt")))),
        "TH" | "TD" => {
            let size = |key: &str| element[key].as_u64().unwrap_or(1);
            line.push_str(&format!(" {}x{}", size("columns"), size("rows")));
            if kind == "TH" {
                line.push_str(&format!(" {}", text_of(element, "scope")));
            }
            for header in element["headers"].as_array().into_iter().flatten() {
                let text = cells.get(header.as_str().unwrap_or_default());
                line.push_str(&format!(" <{}>", text.map_or("nothing", String::as_str)));
            }
        }
        _ if leaf => {
            let mut words: String = kids(element).iter().map(inline).collect();
            if kind == "TOCI" {
                // The number of the page is layout's to know.
                let text = words.strip_suffix("]()").unwrap_or(&words);
                words = format!("{}]", text.trim_end_matches(|c: char| c.is_ascii_digit()).trim());
            }
            line.push_str(&format!(" {}", squeeze(&words)));
        }
        _ => {}
    }
    lines.push(line.trim_end().to_owned());
    if !leaf && kind != "Figure" {
        kids(element).iter().for_each(|kid| say(kid, depth + 1, cells, lines));
    }
}

/// What is heard of something in a line.
fn inline(element: &Value) -> String {
    if let Some(text) = element.as_str() {
        return text.to_owned();
    }
    let words: String = kids(element).iter().map(inline).collect();
    match text_of(element, "type").as_str() {
        "Link" => format!("[{words}]({})", text_of(&element["object"], "uri")),
        "Span" => format!("<{}:{words}>", text_of(element, "lang")),
        "Code" => format!("`{words}`"),
        "Formula" => format!("${}$", text_of(element, "alt")),
        "Figure" => format!("![{}]", text_of(element, "alt")),
        _ => words,
    }
}

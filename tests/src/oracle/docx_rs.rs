//! docx-rs: one more reader of DOCX files.

use serde_json::Value;

/// What docx-rs reads in a DOCX.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The text of each paragraph outside tables that has any, white space as single spaces.
    pub paragraphs: Vec<String>,
    /// Rows and columns of each table.
    pub tables: Vec<(usize, usize)>,
    /// The text of each cell, in the order of the tables.
    pub cells: Vec<String>,
}

/// Reads a DOCX.
///
/// # Errors
/// What docx-rs says.
pub fn read(bytes: &[u8]) -> Result<Reading, String> {
    let document = docx_rs::read_docx(bytes).map_err(|error| format!("docx-rs: {error}"))?;
    let json = document.json();
    let value: Value = serde_json::from_str(&json).map_err(|error| error.to_string())?;
    let mut reading = Reading::default();
    for child in children(&value["document"]) {
        match child["type"].as_str() {
            Some("paragraph") => {
                let text = text(&child["data"]);
                if !text.is_empty() {
                    reading.paragraphs.push(text);
                }
            }
            Some("table") => {
                let rows = child["data"]["rows"].as_array().map(Vec::as_slice).unwrap_or_default();
                let mut columns = 0;
                for row in rows {
                    let cells = row["data"]["cells"].as_array().map(Vec::as_slice);
                    let cells = cells.unwrap_or_default();
                    columns = columns.max(cells.len());
                    reading.cells.extend(cells.iter().map(|cell| text(&cell["data"])));
                }
                reading.tables.push((rows.len(), columns));
            }
            _ => {}
        }
    }
    Ok(reading)
}

fn children(value: &Value) -> &[Value] {
    value["children"].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// All text below a node, a break as a space.
fn text(value: &Value) -> String {
    let mut text = String::new();
    let mut stack = vec![value];
    while let Some(node) = stack.pop() {
        match node["type"].as_str() {
            Some("text") => text.push_str(node["data"]["text"].as_str().unwrap_or_default()),
            Some("break" | "tab" | "paragraph") => text.push(' '),
            _ => {}
        }
        let below = if node["data"].is_object() { &node["data"] } else { node };
        stack.extend(children(below).iter().rev());
    }
    crate::ast::squeeze(&text)
}

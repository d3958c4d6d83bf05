//! Merged cells, column widths and blocks in cells reach both papers.

use vanban_tests::papers::{every, suite};
use vanban_tests::tool::{self, Tool, present};

/// Columns, rows, and how many cells take them.
type Cells = &'static [(u64, u64, usize)];

/// How many cells of the tables of an article take these columns and rows, for every reader.
const MERGED: [(&str, Cells); 3] = [
    ("table-spans", &[(2, 1, 2), (1, 3, 1), (3, 1, 1), (1, 2, 4), (2, 2, 1)]),
    ("table-grid", &[(2, 1, 2), (1, 2, 3)]),
    ("table-widths", &[(2, 1, 1)]),
];

#[test]
fn pandoc_reads_the_merged_cells_of_the_docx() {
    if !present(&[Tool::Pandoc]) {
        return;
    }
    every(suite(), |paper| {
        let Some((_, wanted)) = MERGED.iter().find(|(name, _)| *name == paper.name) else {
            return Ok(());
        };
        let json =
            tool::text(tool::with("pandoc", &["--to=json", "--from", "docx"]).arg(&paper.docx));
        let json = serde_json::from_str(&json).expect("pandoc writes JSON");
        let mut found = Vec::new();
        cells(&json, &mut found);
        for (columns, rows, count) in *wanted {
            let seen = found.iter().filter(|cell| **cell == (*columns, *rows)).count();
            if seen != *count {
                return Err(format!("{seen} cells of {columns} x {rows}, expected {count}"));
            }
        }
        let merged = found.iter().filter(|cell| **cell != (1, 1)).count();
        let all: usize = wanted.iter().map(|(_, _, count)| count).sum();
        if merged == all { Ok(()) } else { Err(format!("{merged} merged cells, expected {all}")) }
    });
}

/// The columns and rows of every cell in pandoc's tree: a cell is a list of attributes, alignment,
/// rows, columns and blocks.
fn cells(value: &serde_json::Value, found: &mut Vec<(u64, u64)>) {
    match value {
        serde_json::Value::Array(list) => {
            if let [_, align, rows, columns, _] = list.as_slice()
                && align["t"].as_str().is_some_and(|align| align.starts_with("Align"))
                && let (Some(rows), Some(columns)) = (rows.as_u64(), columns.as_u64())
            {
                found.push((columns, rows));
            }
            list.iter().for_each(|value| cells(value, found));
        }
        serde_json::Value::Object(map) => map.values().for_each(|value| cells(value, found)),
        _ => {}
    }
}

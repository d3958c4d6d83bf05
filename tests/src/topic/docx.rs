//! The DOCX is valid and has the article's structure for every reader.

use vanban_tests::ast::{Block, Document, PieceKind, plain, squeeze};
use vanban_tests::compare;
use vanban_tests::expect::{back, front};
use vanban_tests::oracle::{docx_rs, libreoffice, openxml_audit, pandoc, python_docx};
use vanban_tests::outline::{Reader, outline};
use vanban_tests::papers::{Paper, REFERENCE, all, every, read_alike, samples};
use vanban_tests::tool::{Tool, present};

#[test]
fn openxml_audit_finds_nothing_for_any_version_of_office() {
    if !present(&[Tool::OpenxmlAudit]) {
        return;
    }
    every(all(), |paper| {
        let audit = |profile| openxml_audit::findings(&paper.docx, profile);
        let found: Vec<String> = openxml_audit::PROFILES.into_iter().flat_map(audit).collect();
        if found.is_empty() { Ok(()) } else { Err(found.join("\n")) }
    });
}

#[test]
fn pandoc_reads_the_structure_of_the_source() {
    if !present(&[Tool::Pandoc]) {
        return;
    }
    every(read_alike(), |paper| same_outline(paper, &pandoc::docx(&paper.docx)));
}

#[test]
fn libreoffice_keeps_headings_tables_and_notes() {
    if !present(&[Tool::Pandoc, Tool::LibreOffice]) {
        return;
    }
    every(read_alike(), |paper| {
        let odt = pandoc::odt(&libreoffice::odts()[&paper.name]);
        compare::lines(&shape(&paper.source()), &shape(&odt))
    });
}

/// Headings, rows and columns of tables with the text of their cells, and how many notes there are.
/// The head's cells are left out: pandoc's reader of ODT does not read them.
fn shape(document: &Document) -> Vec<String> {
    let outline = outline(document, Reader::Source);
    let mut lines =
        outline.iter().filter(|line| line.starts_with('h')).cloned().collect::<Vec<_>>();
    for block in &document.blocks {
        if let Block::Table { columns, head, body } = block {
            lines.push(format!("table {} x {}", head.len() + body.len(), columns.len()));
            for cell in body.iter().flatten() {
                let mut texts = Vec::new();
                flatten(cell, &mut texts, &mut Vec::new(), &mut Vec::new());
                lines.push(texts.join(" "));
            }
        }
    }
    let notes = outline.iter().filter(|line| line.starts_with("note ")).count();
    lines.push(format!("{notes} notes"));
    lines
}

/// The paragraphs of the front matter, then the body's outline, then the closing paragraphs; pandoc
/// makes metadata of the title and its like, which is taken as read where it agrees.
fn same_outline(paper: &Paper, document: &Document) -> Result<(), String> {
    let source = paper.source();
    let mut wanted = Vec::new();
    for (key, text) in front(&source) {
        match document.meta.get(key) {
            Some(found) if squeeze(&found.join(", ")) == squeeze(&text) => {}
            Some(found) => return Err(format!("{key}: {found:?}, expected {text:?}")),
            None => wanted.push(format!("p {}", squeeze(&text))),
        }
    }
    let body = outline(&source, Reader::Source);
    let notes = body.iter().position(|line| line == "note 1").unwrap_or(body.len());
    wanted.extend_from_slice(&body[..notes]);
    wanted.extend(back(&source).into_iter().map(|(_, text)| format!("p {}", squeeze(&text))));
    wanted.extend_from_slice(&body[notes..]);
    compare::lines(&wanted, &outline(document, Reader::Docx))
}

#[test]
fn python_docx_reads_properties_page_and_tables() {
    if !present(&[Tool::PythonDocx, Tool::Pandoc]) {
        return;
    }
    every(samples().iter().filter(|paper| paper.name != REFERENCE), |paper| {
        let source = paper.source();
        let report = python_docx::report(&paper.docx);
        let of = |key: &str| source.meta.get(key).map(|text| text.join("; ")).unwrap_or_default();
        for (property, key) in [
            ("title", "title"),
            ("author", "author"),
            ("keywords", "keywords"),
            ("category", "category"),
        ] {
            if report[property] != of(key) {
                return Err(format!("{property}: {}, expected {:?}", report[property], of(key)));
            }
        }
        let page = serde_json::json!([210.0, 297.0, 20.0, 20.0, 30.0, 15.0]);
        let near = report["page"].as_array().zip(page.as_array()).is_some_and(|(found, wanted)| {
            found.iter().zip(wanted).all(|(found, wanted)| {
                (found.as_f64().unwrap_or(0.0) - wanted.as_f64().unwrap_or(0.0)).abs() < 0.15
            })
        });
        if !near {
            return Err(format!("page {}", report["page"]));
        }
        let fields = report["header_fields"].to_string();
        if report["different_first_page"] != true
            || !fields.contains("PAGE")
            || report["first_header"] != ""
        {
            return Err(format!("header: {fields}, first page {}", report["first_header"]));
        }
        if report["languages"] != serde_json::json!(["vi-VN"]) {
            return Err(format!("languages {}", report["languages"]));
        }
        same_tables(&source, &report)?;
        same_pictures(&source, &report)
    });
}

fn same_tables(source: &Document, report: &serde_json::Value) -> Result<(), String> {
    let found = report["tables"].as_array().expect("a list of tables");
    let wanted = source.blocks.iter().filter_map(|block| match block {
        Block::Table { columns, head, body } => Some((columns, head, body)),
        _ => None,
    });
    let wanted = wanted.collect::<Vec<_>>();
    if wanted.len() != found.len() {
        return Err(format!("{} tables, expected {}", found.len(), wanted.len()));
    }
    for ((columns, head, body), table) in wanted.into_iter().zip(found) {
        let rows = table.as_array().expect("a list of rows");
        if rows.len() != head.len() + body.len() {
            return Err(format!("{} rows, expected {}", rows.len(), head.len() + body.len()));
        }
        for (at, row) in rows.iter().enumerate() {
            if row["header"] != (at < head.len()) || row["whole"] != true {
                return Err(format!("row {at}: {row}"));
            }
            let cells = row["cells"].as_array().map(Vec::len);
            if cells != Some(columns.len()) {
                return Err(format!("row {at}: {cells:?} cells"));
            }
            for (column, align) in columns.iter().zip(row["align"].as_array().into_iter().flatten())
            {
                let agrees = match column.as_str() {
                    "AlignCenter" => align == "CENTER",
                    "AlignRight" => align == "RIGHT",
                    "AlignLeft" => align.is_null() || align == "LEFT",
                    _ => true,
                };
                if at >= head.len() && !agrees {
                    return Err(format!("row {at}: {align}, expected {column}"));
                }
            }
        }
    }
    Ok(())
}

fn same_pictures(source: &Document, report: &serde_json::Value) -> Result<(), String> {
    let mut wanted = Vec::new();
    for block in &source.blocks {
        if let Block::Paragraph(pieces) = block
            && let [piece] = pieces.as_slice()
            && let PieceKind::Picture { alt: Some(alt), .. } = &piece.kind
        {
            wanted.push(alt.clone());
        }
    }
    let found = report["pictures"].as_array().expect("a list of pictures");
    let alts = found.iter().map(|picture| picture["alt"].as_str().unwrap_or_default());
    if alts.collect::<Vec<_>>() != wanted {
        return Err(format!("pictures {found:?}, expected {wanted:?}"));
    }
    let wide = |picture: &serde_json::Value| {
        let width = picture["width"].as_f64().unwrap_or(0.0);
        !(20.0..165.1).contains(&width)
    };
    match found.iter().find(|picture| wide(picture)) {
        Some(picture) => Err(format!("picture {picture}")),
        None => Ok(()),
    }
}

#[test]
fn docx_rs_reads_paragraphs_and_tables() {
    if !present(&[Tool::Pandoc]) {
        return;
    }
    every(read_alike(), |paper| {
        let bytes = std::fs::read(&paper.docx).expect("the paper is there");
        let reading = docx_rs::read(&bytes)?;
        let (mut paragraphs, mut tables, mut cells) = (Vec::new(), Vec::new(), Vec::new());
        for (_, text) in front(&paper.source()) {
            paragraphs.push(squeeze(&text));
        }
        flatten(&paper.source().blocks, &mut paragraphs, &mut tables, &mut cells);
        for (_, text) in back(&paper.source()) {
            paragraphs.push(squeeze(&text));
        }
        compare::lines(&paragraphs, &reading.paragraphs)?;
        compare::lines(&cells, &reading.cells)?;
        if tables == reading.tables {
            Ok(())
        } else {
            Err(format!("tables {:?}, expected {tables:?}", reading.tables))
        }
    });
}

/// Paragraphs, tables and cells as docx-rs gives them: the text alone, links and notes left out.
fn flatten(
    blocks: &[Block],
    paragraphs: &mut Vec<String>,
    tables: &mut Vec<(usize, usize)>,
    cells: &mut Vec<String>,
) {
    for block in blocks {
        match block {
            Block::Heading { pieces, .. } => paragraphs.push(plain(pieces)),
            Block::Paragraph(pieces) => {
                let text = match pieces.as_slice() {
                    [piece] => match &piece.kind {
                        PieceKind::Picture { text, .. } => plain(text),
                        _ => plain(pieces),
                    },
                    _ => plain(pieces),
                };
                let text = squeeze(text.trim_start_matches(['☐', '☒']));
                if !text.is_empty() {
                    paragraphs.push(text);
                }
            }
            Block::Code(text) => paragraphs.push(squeeze(text)),
            Block::Quote(inner) => flatten(inner, paragraphs, tables, cells),
            Block::List { items, .. } => {
                for item in items {
                    flatten(item, paragraphs, tables, cells);
                }
            }
            Block::Table { columns, head, body } => {
                tables.push((head.len() + body.len(), columns.len()));
                for cell in head.iter().chain(body).flatten() {
                    let mut inner = Vec::new();
                    flatten(cell, &mut inner, tables, cells);
                    cells.push(inner.join(" "));
                }
            }
            Block::Rule => {}
        }
    }
}

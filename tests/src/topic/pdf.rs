//! The PDF is sound, says who wrote it, and can be read aloud.

use vanban_tests::oracle::{mupdf, outloud, pdfua, poppler, qpdf};
use vanban_tests::papers::{REFERENCE, all, every, read_alike, samples};
use vanban_tests::tool::{Tool, present};

#[test]
fn qpdf_finds_nothing() {
    if !present(&[Tool::Qpdf]) {
        return;
    }
    every(all(), |paper| qpdf::check(&paper.pdf));
}

#[test]
fn pages_are_a4_and_metadata_is_the_front_matters() {
    if !present(&[Tool::Poppler, Tool::Pandoc]) {
        return;
    }
    every(samples(), |paper| {
        let info = poppler::info(&paper.pdf);
        let source = paper.source();
        let of = |key: &str| source.meta.get(key).map(|texts| texts.join(", "));
        let wanted =
            [("Title", of("title")), ("Author", of("author")), ("Keywords", of("keywords"))];
        for (key, wanted) in wanted {
            if info.get(key).cloned() != wanted {
                return Err(format!("{key}: {:?}, expected {wanted:?}", info.get(key)));
            }
        }
        let size = info.get("Page size").cloned().unwrap_or_default();
        if !size.ends_with("(A4)") {
            return Err(format!("page size {size}"));
        }
        let day = of("date").unwrap_or_default();
        let date = info.get("CreationDate").cloned().unwrap_or_default();
        if !day.is_empty() && !date.starts_with(&day) {
            return Err(format!("created {date}, expected {day}"));
        }
        Ok(())
    });
}

#[test]
fn xmp_names_title_author_and_language() {
    if !present(&[Tool::Poppler, Tool::Pandoc]) {
        return;
    }
    every(samples(), |paper| {
        let xmp = poppler::xmp(&paper.pdf);
        let source = paper.source();
        let texts = ["title", "author"].into_iter().filter_map(|key| source.meta.get(key));
        for text in texts.flatten().map(String::as_str).chain(["vi-VN"]) {
            if !xmp.contains(text) {
                return Err(format!("XMP lacks {text:?}"));
            }
        }
        Ok(())
    });
}

#[test]
fn pdfua_finds_nothing() {
    if !present(&[Tool::Pdfua]) {
        return;
    }
    every(all(), |paper| nothing(pdfua::findings(&paper.pdf)));
}

#[test]
fn outloud_finds_nothing() {
    if !present(&[Tool::Outloud]) {
        return;
    }
    every(samples(), |paper| {
        let mut findings = outloud::findings(&paper.pdf);
        // It knows a table on the page where it begins only, and takes the rest of one that goes on
        // over pages for a grid that is no table.
        if paper.name == "danh-muc-thu-tuc" {
            findings.retain(|finding| !finding.starts_with("TBL-014"));
        }
        // It shows addresses inside code, and its formulas speak LaTeX, as authors write them; and a
        // reader that takes a paragraph's own text before the links in it finds another order.
        if paper.name == REFERENCE {
            let known = ["LNK-010", "MATH-010", "ORD-001"];
            findings.retain(|finding| !known.iter().any(|code| finding.starts_with(code)));
        }
        nothing(findings)
    });
}

fn nothing(findings: Vec<String>) -> Result<(), String> {
    if findings.is_empty() { Ok(()) } else { Err(findings.join("\n  ")) }
}

#[test]
fn links_lead_where_the_source_says() {
    if !present(&[Tool::Poppler, Tool::Pandoc]) {
        return;
    }
    every(read_alike(), |paper| {
        let json = format!("{:?}", paper.source());
        let mut wanted = json
            .split("link: Some(\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .filter(|target| target.contains(':'))
            .map(str::to_owned)
            .collect::<Vec<_>>();
        let mut found = poppler::urls(&paper.pdf);
        wanted.sort();
        wanted.dedup();
        found.sort();
        found.dedup();
        if found == wanted { Ok(()) } else { Err(format!("{found:?}, expected {wanted:?}")) }
    });
}

#[test]
fn the_page_number_stands_centred_in_the_top_margin_from_page_two() {
    if !present(&[Tool::Mupdf]) {
        return;
    }
    // The reference page has a landscape part.
    every(samples().iter().filter(|paper| paper.name != REFERENCE), |paper| {
        let millimetres = |points: f64| points * 25.4 / 72.0;
        for (at, page) in mupdf::lines(&paper.pdf).iter().enumerate() {
            let margin = page
                .lines
                .iter()
                .filter(|line| millimetres(line.baseline) < 20.0)
                .collect::<Vec<_>>();
            match (at, margin.as_slice()) {
                (0, []) => {}
                (at, [folio]) if at > 0 && folio.text == (at + 1).to_string() => {
                    // The text area is 165 mm wide and begins at 30 mm.
                    let middle = millimetres(f64::midpoint(folio.left, folio.right));
                    if (middle - 112.5).abs() > 0.3 {
                        return Err(format!("the number of page {} stands at {middle} mm", at + 1));
                    }
                }
                (at, lines) => return Err(format!("top margin of page {}: {lines:?}", at + 1)),
            }
        }
        Ok(())
    });
}

#[test]
fn nothing_stands_outside_the_text_area() {
    if !present(&[Tool::Mupdf]) {
        return;
    }
    every(all(), |paper| {
        let points = |millimetres: f64| millimetres * 72.0 / 25.4;
        for (at, page) in mupdf::lines(&paper.pdf).iter().enumerate() {
            let (width, height) = page.size;
            let out = page.lines.iter().find(|line| {
                line.left < points(30.0) - 1.0
                    || line.right > width - points(15.0) + 1.0
                    || line.baseline > height - points(20.0)
            });
            if let Some(line) = out {
                return Err(format!("page {}: {line:?}", at + 1));
            }
        }
        Ok(())
    });
}

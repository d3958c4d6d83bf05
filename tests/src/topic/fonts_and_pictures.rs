//! Fonts and pictures travel inside both papers.

use std::path::Path;

use vanban_tests::dump::{part, part_names};
use vanban_tests::oracle::{libreoffice, poppler};
use vanban_tests::papers::{WITH_FORMULAS, all, every, samples};
use vanban_tests::tool::{Tool, present};
use vanban_tests::{place, runner};

#[test]
fn every_font_of_the_pdf_is_an_embedded_subset_mapped_to_unicode() {
    if !present(&[Tool::Poppler]) {
        return;
    }
    every(all(), |paper| {
        let fonts = poppler::fonts(&paper.pdf);
        if fonts.is_empty() {
            return Err("no font".to_owned());
        }
        match fonts.iter().find(|font| !(font.embedded && font.subset && font.unicode)) {
            Some(font) => Err(format!("{font:?}")),
            None => Ok(()),
        }
    });
}

#[test]
fn libreoffice_uses_the_fonts_in_the_docx_where_no_font_is_installed() {
    if !present(&[Tool::Poppler, Tool::LibreOffice]) {
        return;
    }
    let papers = all().into_iter();
    let papers = papers.filter(|paper| !WITH_FORMULAS.contains(&paper.name.as_str()));
    every(papers, |paper| {
        let fonts = poppler::fonts(&libreoffice::pdfs()[&paper.name]);
        let names = fonts
            .iter()
            .map(|font| font.name.split_once('+').map_or(font.name.as_str(), |(_, name)| name));
        let names = names.collect::<Vec<_>>();
        let ours = |name: &&str| {
            let families = ["Tinos", "Arimo", "Cousine", "NotoEmoji", "VanbanSymbols"];
            families.iter().any(|ours| name.starts_with(ours))
        };
        if names.is_empty() || !names.iter().all(ours) {
            return Err(format!("LibreOffice used {names:?}"));
        }
        Ok(())
    });
}

#[test]
fn jpeg_files_are_carried_byte_for_byte() {
    if !present(&[Tool::Poppler]) {
        return;
    }
    every(samples(), |paper| {
        let text = std::fs::read_to_string(&paper.article).expect("the article is there");
        let folder = paper.article.parent().expect("an article lies in a folder");
        let mut wanted = pictures(&text)
            .filter(|name| name.ends_with(".jpg"))
            .map(|name| std::fs::read(folder.join(name)).expect("the picture is there"))
            .collect::<Vec<_>>();
        let jpeg = |name: &String| {
            Path::new(name).extension().is_some_and(|end| end == "jpg" || end == "jpeg")
        };
        let mut in_docx = part_names(&paper.docx)
            .iter()
            .filter(|name| jpeg(name))
            .filter_map(|name| part(&paper.docx, name))
            .collect::<Vec<_>>();
        let mut in_pdf = poppler::jpegs(&paper.pdf);
        for list in [&mut wanted, &mut in_docx, &mut in_pdf] {
            list.sort();
        }
        if in_docx != wanted {
            return Err("the DOCX carries other JPEG bytes".to_owned());
        }
        if in_pdf != wanted {
            return Err("the PDF carries other JPEG bytes".to_owned());
        }
        Ok(())
    });
}

/// The paths of a source's pictures.
fn pictures(text: &str) -> impl Iterator<Item = &str> {
    text.split("](").skip(1).filter_map(|rest| rest.split(')').next())
}

#[test]
fn a_png_with_opacity_keeps_it_in_the_pdf() {
    if !present(&[Tool::Poppler]) {
        return;
    }
    let paper = samples().iter().find(|paper| paper.name == "so-tay-van-ban").expect("the sample");
    let pictures = poppler::pictures(&paper.pdf);
    let mask = pictures.iter().any(|picture| picture.kind == "smask" && picture.size == (760, 980));
    assert!(mask, "{pictures:?}");
}

/// The parts and the font table of the DOCX that the sample article becomes with these arguments.
fn docx_with(args: &[&str]) -> (Vec<String>, String) {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let paper = folder.path().join("a.docx");
    let made = runner::vanban(place::root())
        .args(["build", "samples/danh-muc-thu-tuc.md", "-o"])
        .args([&paper])
        .args(args)
        .run();
    assert_eq!((made.code, made.stderr.as_str()), (Some(0), ""), "{args:?}");
    let table = part(&paper, "word/fontTable.xml").expect("a DOCX has a font table");
    (part_names(&paper), String::from_utf8(table).expect("XML is UTF-8"))
}

fn fonts(names: &[String]) -> usize {
    names.iter().filter(|name| name.ends_with(".odttf")).count()
}

#[test]
fn docx_fonts_chooses_how_much_of_the_fonts_travels() {
    let (part, _) = docx_with(&[]);
    let (none, table) = docx_with(&["--docx-fonts", "none"]);
    assert!(fonts(&part) > 0);
    assert_eq!(fonts(&none), 0);
    assert!(table.contains("w:name=\"Tinos\""), "{table}");
    let (full, _) = docx_with(&["--docx-fonts", "full"]);
    assert_eq!(fonts(&full), fonts(&part));
}

#[test]
fn a_theme_can_name_the_office_s_own_families() {
    let (names, table) = docx_with(&["--theme", "office-times"]);
    assert_eq!(fonts(&names), 0);
    assert!(table.contains("w:name=\"Times New Roman\""), "{table}");
}

#[test]
fn the_docx_of_the_sample_is_small_beside_its_picture() {
    let sample = samples().iter().find(|paper| paper.name == "hoi-nghi-van-phong");
    let sample = sample.expect("the sample is there");
    let size = |path: &Path| std::fs::metadata(path).expect("the file is there").len();
    let picture = size(&sample.article.with_extension("png"));
    assert!(size(&sample.docx) - picture <= 400 << 10, "{} bytes", size(&sample.docx));
}

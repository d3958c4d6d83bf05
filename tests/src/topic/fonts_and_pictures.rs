//! Fonts and pictures travel inside both papers.

use std::path::Path;

use vanban_tests::dump::{part, part_names};
use vanban_tests::oracle::{libreoffice, poppler};
use vanban_tests::papers::{all, every, samples};
use vanban_tests::tool::{Tool, present};

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
    every(all(), |paper| {
        let fonts = poppler::fonts(&libreoffice::pdfs()[&paper.name]);
        let names = fonts
            .iter()
            .map(|font| font.name.split_once('+').map_or(font.name.as_str(), |(_, name)| name));
        let names = names.collect::<Vec<_>>();
        let ours =
            |name: &&str| ["Tinos", "Arimo", "Cousine"].iter().any(|ours| name.starts_with(ours));
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

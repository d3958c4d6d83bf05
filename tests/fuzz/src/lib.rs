//! What each fuzz target does with bytes that may be anything. The suite does the same with the kept
//! corpus on a stable compiler (`tests/src/topic/fuzzed.rs`).
//!
//! ```text
//! bytes ─article→ Article ─pdf→ PDF
//!                    └────docx→ DOCX
//! bytes ─front_matter, picture, theme→ what they are part of
//! ```
//!
//! A target fails by a panic: one of ours, or one of the assertions here.

use std::sync::Arc;

use vanban_article::{Images, Parsed, Source, image, parse};
use vanban_docx::{DocxOptions, write_docx};
use vanban_fonts::FontLibrary;
use vanban_layout::{Typeset, typeset};
use vanban_pdf::{PdfOptions, write_pdf};
use vanban_theme::Theme;

/// A target: the name of its corpus, and what it does.
pub type Target = (&'static str, fn(&[u8]));

/// Every target; a reader of other formats joins here.
pub const TARGETS: [Target; 6] = [
    ("article", article),
    ("pdf", pdf),
    ("docx", docx),
    ("front_matter", front_matter),
    ("picture", picture),
    ("theme", theme),
];

/// A source to an article, whose every span lies in the source.
pub fn article(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = parsed(text);
    }
}

/// A source to a PDF.
pub fn pdf(bytes: &[u8]) {
    let Some((_, _, images, set)) = laid_out(bytes) else { return };
    let made = write_pdf(&set.layout, FontLibrary::bundled(), &images, &PdfOptions::default());
    assert!(made.is_ok_and(|pdf| pdf.starts_with(b"%PDF-")), "no PDF");
}

/// A source to a DOCX.
pub fn docx(bytes: &[u8]) {
    let Some((parsed, theme, images, set)) = laid_out(bytes) else { return };
    let (fonts, options) = (FontLibrary::bundled(), DocxOptions::default());
    let made = write_docx(&parsed.article, &theme, fonts, &images, &set.hints, &options);
    assert!(made.is_ok_and(|docx| docx.starts_with(b"PK")), "no DOCX");
}

/// Front matter to what it says of an article.
pub fn front_matter(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = parsed(&format!("---\n{text}\n---\n\nMột.\n"));
    }
}

/// A file to a picture, whose pixels are as many as it says.
pub fn picture(bytes: &[u8]) {
    let faces: Vec<&[u8]> = FontLibrary::files().take(1).collect();
    let Ok(picture) = image::load(Arc::from(bytes), &faces) else { return };
    assert!(picture.width > 0 && picture.height > 0);
    if let image::Raster::Pixels { rgb, alpha } = &picture.raster {
        let pixels = picture.width as usize * picture.height as usize;
        assert_eq!(rgb.len(), 3 * pixels);
        assert!(alpha.as_ref().is_none_or(|alpha| alpha.len() == pixels));
    }
}

/// A theme file to a theme, whose every problem lies in the file.
pub fn theme(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let mut built_in = |name: &str| Theme::named(name).ok_or_else(|| "no such theme".to_owned());
    let read = vanban_theme::read::read(text, &mut built_in);
    for problem in &read.problems {
        assert!(problem.span.start <= problem.span.end && problem.span.end <= text.len());
    }
}

/// An article with its diagnostics, checked.
fn parsed(text: &str) -> Parsed {
    let source = Source::new("bai.md", text);
    let parsed = parse(&source);
    let spans = parsed.diagnostics.iter().map(|told| told.span);
    let blocks = parsed.article.blocks.iter().map(|block| block.span);
    let inlines = parsed.article.inlines.iter().map(|inline| inline.span);
    for span in spans.chain(blocks).chain(inlines) {
        let (start, end) = (span.start as usize, span.end as usize);
        assert!(start <= end && end <= text.len(), "{span:?} of {}", text.len());
        assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "{span:?}");
    }
    parsed
}

/// An article laid out without its pictures.
fn laid_out(bytes: &[u8]) -> Option<(Parsed, Theme, Images, Typeset)> {
    let parsed = parsed(std::str::from_utf8(bytes).ok()?);
    let theme = Theme::named("office")?;
    let images = Images { entries: vec![None; parsed.article.pictures.len()] };
    let set = typeset(&parsed.article, &theme, FontLibrary::bundled(), &images);
    Some((parsed, theme, images, set))
}

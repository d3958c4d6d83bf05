//! Pages to PDF bytes: tagged, PDF/A-2a and PDF/UA-1 where nothing else is asked and the layout
//! allows it.
//!
//! ```text
//! Layout ─font, image, tags→ what the pages share ─page, text→ contents
//!        ─printpdf, to_lopdf_document→ lopdf ─finish→ objects ─save→ bytes
//! ```
//!
//! `read` goes the other way: the lines of a PDF, whoever wrote it, for comparing.
//! printpdf writes pages and pictures, `page` their contents; `finish` writes fonts and all that makes of
//! them a document that archives and screen readers accept. Nothing here reads an article, a file or
//! the clock: the same layout gives the same bytes.

use printpdf::{PdfDocument, PdfParseErrorSeverity, PdfSaveOptions};
use vanban_article::Images;
use vanban_fonts::FontLibrary;
use vanban_layout::Layout;

mod attach;
mod conform;
mod content;
mod dress;
mod error;
mod finish;
mod font;
mod font_dictionary;
mod gradient;
mod headers;
mod icc;
mod image;
mod image_inks;
mod impose;
mod inks;
mod limits;
mod link;
mod marks;
mod metadata;
mod object;
mod outline;
mod page;
mod press;
mod read;
mod save;
mod select;
mod standard;
mod still;
mod structure;
mod tags;
mod text;
#[cfg(test)]
mod trial;
mod vector;

pub use error::PdfError;
pub use impose::{ImposeError, Imposed, Imposition, Scheme, impose};
pub use inks::OutputProfile;
pub use press::{Attachment, PageRange, Press};
pub use read::{TextLine, read_lines};
pub use standard::{Archive, Conflict, Level, Profile, Reason, Standard, Version};

/// How hard streams are deflated if nothing is said: the next level saves a hundredth of a file and takes
/// half as long again.
const LEVEL: u8 = 1;

/// How a PDF is written.
#[derive(Clone, Debug, PartialEq)]
pub struct PdfOptions {
    /// How hard streams are deflated, from 1 (fast) to 12 (small).
    pub compression: u8,
    /// What it conforms to, as far as the layout allows.
    pub standard: Standard,
    /// What the press asks for.
    pub press: Press,
}

impl Default for PdfOptions {
    fn default() -> PdfOptions {
        PdfOptions { compression: LEVEL, standard: Standard::default(), press: Press::default() }
    }
}

/// The PDF of a layout.
///
/// # Errors
/// When pages are asked for that the layout does not have, it names a picture, link, place or page that is not there, a face cannot be cut
/// down, or the file would pass 4 GiB.
pub fn write_pdf(
    layout: &Layout,
    fonts: &FontLibrary,
    images: &Images,
    options: &PdfOptions,
) -> Result<Vec<u8>, PdfError> {
    let mut standard = options.standard;
    if options.press.attached.is_some() {
        standard = standard.with_attachment();
    }
    let (layout, numbers) = press::prepare(layout, &options.press, standard.press)?;
    let layout = layout.as_ref();
    let plan = tags::plan(layout, standard.version);
    let inks = match &options.press.profile {
        Some(profile) => {
            let inks = inks::Inks::of(profile);
            Some(inks.map_err(|reason| PdfError::Content { reason: reason.to_owned() })?)
        }
        None => None,
    };
    let faces = font::gather(layout, fonts)?;
    let mut deflater = object::Deflater::new(options.compression);
    let pictures = image::gather(layout, images, inks.as_ref(), &mut deflater)?;

    let mut pdf = PdfDocument::default();
    pictures.register(&mut pdf.resources.xobjects.map);
    pdf.pages = layout.pages.iter().map(page::paper).collect();
    let pages = layout.pages.iter().zip(&plan.marks);
    let contents =
        pages.map(|(page, marks)| page::write(page, marks, &faces, inks.as_ref())).collect();

    let options_of_printpdf = PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        secure: true,
        image_optimization: None,
    };
    let mut warnings = Vec::new();
    let document = pdf.to_lopdf_document(&options_of_printpdf, &mut warnings);
    if let Some(error) = warnings.iter().find(|w| w.severity == PdfParseErrorSeverity::Error) {
        return Err(PdfError::Content { reason: error.msg.clone() });
    }
    drop(pdf);
    let parts = finish::Parts {
        layout,
        plan: &plan,
        contents,
        faces: &faces,
        pictures: &pictures,
        inks: inks.as_ref(),
    };
    finish::finish(document, &parts, standard, &options.press, &numbers, &mut deflater)
}

//! Pages of a finished PDF on sheets for the press: several side by side, or the order of a booklet.
//!
//! ```text
//! bytes ─source→ pages with their boxes ─order→ which page where ─place→ where exactly
//!       ─copy→ their resources, each once ─sheet→ forms on sheets ─save→ bytes
//! ```
//!
//! Reads any well-formed PDF without a password, whoever wrote it. What comes out is for the press:
//! pictures of pages, without tags, links or outline, and it claims no standard.

use std::fmt;

use vanban_theme::Pt;

mod annotation;
mod copy;
mod order;
mod place;
mod sheet;
mod source;

use crate::error::PdfError;

/// How pages go on sheets.
#[derive(Clone, Debug, PartialEq)]
pub struct Imposition {
    /// Which pages stand together.
    pub scheme: Scheme,
    /// The sides of the sheet, either way round; none for one that holds the pages as they are.
    pub paper: Option<(Pt, Pt)>,
    /// Between pages.
    pub gap: Pt,
    /// Between the outermost pages and the edge of the sheet.
    pub margin: Pt,
    /// Whether marks show where to cut.
    pub crop_marks: bool,
    /// How hard streams are deflated, from 1 (fast) to 9 (small).
    pub compression: u8,
}

/// Which pages stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Two pages a side, ordered so that the printed sheets, folded into one another, make a booklet.
    Booklet {
        /// How many pages are folded together, a multiple of four; none for all of them.
        signature: Option<usize>,
    },
    /// Pages in rows, from left to right and from top to bottom.
    Grid {
        /// Pages side by side, at least one.
        columns: usize,
        /// Pages above one another, at least one.
        rows: usize,
    },
}

/// Sheets, and what there is to say of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Imposed {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// How many pages were imposed.
    pub pages: usize,
    /// How many sides of paper they take.
    pub sides: usize,
    /// How many places on them stay empty.
    pub blanks: usize,
    /// The smallest scale of a page, 1 for its own size.
    pub scale: f64,
}

/// Why a PDF cannot be imposed.
#[derive(Debug)]
pub enum ImposeError {
    /// It is encrypted: what its owner allows cannot be known without the password.
    Encrypted,
    /// It is no PDF, or a broken one.
    Unreadable(String),
    /// It has no pages.
    NoPages,
    /// It has more pages than are imposed.
    TooManyPages(usize),
    /// A page of it, counted from 1, cannot be used.
    Page(usize, &'static str),
    /// The pages do not fit: gaps and margins leave no room on the sheet.
    NoRoom,
    /// The sheets cannot be written.
    Write(PdfError),
}

impl fmt::Display for ImposeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ImposeError::Encrypted => write!(f, "it is encrypted"),
            ImposeError::Unreadable(reason) => write!(f, "it is no sound PDF: {reason}"),
            ImposeError::NoPages => write!(f, "it has no pages"),
            ImposeError::TooManyPages(pages) => {
                write!(f, "it has {pages} pages, and at most {} are imposed", source::MOST_PAGES)
            }
            ImposeError::Page(page, reason) => write!(f, "page {page}: {reason}"),
            ImposeError::NoRoom => write!(f, "gaps and margins leave no room for pages"),
            ImposeError::Write(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for ImposeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            ImposeError::Write(error) => Some(error),
            _ => None,
        }
    }
}

/// The pages of a PDF on sheets.
///
/// # Errors
/// When the file is encrypted, broken or over a limit, a page of it has no usable content, or the
/// sheet has no room for pages.
pub fn impose(bytes: &[u8], how: &Imposition) -> Result<Imposed, ImposeError> {
    let source = source::read(bytes)?;
    let sides = order::sides(how.scheme, source.pages.len());
    let plan = place::plan(&source.pages, how).ok_or(ImposeError::NoRoom)?;
    sheet::write(&source, &sides, &plan, how)
}

#[cfg(test)]
mod tests {
    use super::{ImposeError, Imposition, Scheme, impose};
    use crate::trial::{Trial, body};
    use lopdf::{Document, Object};
    use vanban_theme::Pt;

    fn how(scheme: Scheme) -> Imposition {
        Imposition {
            scheme,
            paper: None,
            gap: Pt(0.0),
            margin: Pt(0.0),
            crop_marks: false,
            compression: 6,
        }
    }

    fn pages(count: usize) -> Vec<u8> {
        let mut trial = Trial::default();
        for number in 1..=count {
            if number > 1 {
                trial.page();
            }
            trial.line(None, body(), &format!("trang {number}"));
        }
        trial.bytes()
    }

    fn forms(document: &Document) -> Vec<usize> {
        let count = |page| {
            let (resources, _) = document.get_page_resources(page).expect("resources");
            resources.map_or(0, |resources| {
                resources.get(b"XObject").map_or(0, |named| named.as_dict().expect("names").len())
            })
        };
        document.page_iter().map(count).collect()
    }

    #[test]
    fn a_booklet_of_five_pages_is_two_sheets_with_three_blanks() {
        let scheme = Scheme::Booklet { signature: None };
        let done = impose(&pages(5), &how(scheme)).expect("sound");
        assert_eq!((done.pages, done.sides, done.blanks), (5, 4, 3));
        assert!((done.scale - 1.0).abs() < 1e-9);
        let document = Document::load_mem(&done.bytes).expect("sound");
        assert_eq!(forms(&document), [1, 1, 1, 2]);
        let catalog = document.catalog().expect("a catalog");
        assert!(!catalog.has(b"StructTreeRoot") && !catalog.has(b"Metadata"));
    }

    #[test]
    fn fonts_that_pages_share_are_still_shared() {
        let file = pages(8);
        let done = impose(&file, &how(Scheme::Grid { columns: 2, rows: 2 })).expect("sound");
        let fonts = |bytes: &[u8]| {
            let document = Document::load_mem(bytes).expect("sound");
            let is_font = |object: &&Object| {
                object.as_dict().is_ok_and(|entries| entries.has_type(b"FontDescriptor"))
            };
            document.objects.values().filter(is_font).count()
        };
        assert_eq!(fonts(&done.bytes), fonts(&file));
        assert_eq!(done.sides, 2);
    }

    #[test]
    fn the_same_file_gives_the_same_sheets() {
        let file = pages(3);
        let make = || impose(&file, &how(Scheme::Booklet { signature: None })).expect("sound");
        assert_eq!(make(), make());
    }

    #[test]
    fn what_is_no_pdf_or_encrypted_is_refused() {
        let how = how(Scheme::Booklet { signature: None });
        for bytes in [&b""[..], b"%PDF-1.7\n", b"<html>", &pages(2)[..400]] {
            assert!(matches!(impose(bytes, &how), Err(ImposeError::Unreadable(_))));
        }
        let mut document = Document::load_mem(&pages(1)).expect("sound");
        let lock = document.add_object(lopdf::dictionary! { "Filter" => "Standard", "V" => 9 });
        document.trailer.set("Encrypt", lock);
        let mut locked = Vec::new();
        document.save_to(&mut locked).expect("memory takes it");
        let done = impose(&locked, &how);
        assert!(matches!(done, Err(ImposeError::Encrypted)), "{done:?}");
    }
}

//! The judges: programs and libraries that read or check papers and were not written here.

pub mod clauses;
pub mod docx_rs;
pub mod libreoffice;
pub mod mupdf;
pub mod openxml_audit;
pub mod outloud;
pub mod pandoc;
pub mod pdfua;
pub mod poppler;
pub mod python_docx;
pub mod qpdf;
pub mod structure;

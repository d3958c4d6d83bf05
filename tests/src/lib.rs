//! The machinery of the end-to-end tests.
//!
//! The tests drive the real program and judge its papers by programs that others wrote:
//!
//! ```text
//! samples/*.md ─┬─ runner (vanban build) ─→ papers ─→ oracle/* (poppler, mupdf, LibreOffice, …)
//! suite/*.md    │                                        │
//!               └─ pandoc's Markdown reader ─→ ast ─→ expect ─→ compare ←┘
//! ```
//!
//! What is expected of a paper never comes from vanban: pandoc reads the source a second time.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stderr,
    reason = "the tests drive the real program and say what they skip"
)]

pub mod ast;
pub mod browser;
pub mod compare;
pub mod dump;
pub mod expect;
pub mod guard;
pub mod oracle;
pub mod outline;
pub mod papers;
pub mod picture;
pub mod place;
pub mod profile;
pub mod runner;
pub mod specification;
pub mod tool;

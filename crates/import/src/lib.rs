//! Documents of other formats, to the source that vanban builds.
//!
//! A reader (one for each format) makes a [`Document`](model::Document) of bytes and tells what it could
//! not carry; the writer of Markdown makes the canonical source of it. Nothing here touches files: the
//! caller gives bytes and gets text, pictures and what there is to tell.

mod docx;
pub mod encoding;
mod flow;
mod html;
pub mod legacy;
mod markdown;
pub mod model;
mod plain;
mod read;
mod rtf;
mod runs;

pub use docx::docx;
pub use encoding::{Encoding, names as encoding_names};
pub use markdown::markdown;
pub use read::{Format, MOST, Options, read};

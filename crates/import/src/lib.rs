//! Documents of other formats, to the source that vanban builds.
//!
//! A reader (one for each format) makes a [`Document`](model::Document) of bytes and tells what it could
//! not carry; the writer of Markdown makes the canonical source of it. Nothing here touches files: the
//! caller gives bytes and gets text, pictures and what there is to tell.

pub mod encoding;
pub mod legacy;
pub mod model;
pub mod plain;
mod runs;

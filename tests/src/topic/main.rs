//! The end-to-end tests, a module a topic.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the tests drive the real program"
)]

mod aloud;
mod bad_input;
mod batch;
mod configuration;
mod contents;
mod docx;
mod fonts_and_pictures;
mod given_fonts;
mod machinery;
mod messages;
mod orthography;
mod pages;
mod parity;
mod pdf;
mod press;
mod preview;
mod reference;
mod repeatable;
mod rules;
mod spec;
mod streams;
mod table;
mod text;
mod themes;

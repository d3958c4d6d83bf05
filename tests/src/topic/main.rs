//! The end-to-end tests, a module a topic.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the tests drive the real program"
)]

mod bad_input;
mod contents;
mod docx;
mod fonts_and_pictures;
mod machinery;
mod pages;
mod parity;
mod pdf;
mod reference;
mod repeatable;
mod rules;
mod spec;
mod streams;
mod table;
mod text;
mod themes;

//! See `vanban_fuzz::docx`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vanban_fuzz::docx(bytes));

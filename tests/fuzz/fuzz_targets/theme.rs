//! See `vanban_fuzz::theme`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vanban_fuzz::theme(bytes));

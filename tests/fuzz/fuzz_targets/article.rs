//! See `vanban_fuzz::article`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vanban_fuzz::article(bytes));

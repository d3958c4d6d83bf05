//! See `vanban_fuzz::front_matter`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vanban_fuzz::front_matter(bytes));

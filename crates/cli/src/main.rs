//! The vanban program.
fn main() {}

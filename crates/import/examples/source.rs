//! Prints the source of a DOCX.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a tool for trying"
)]
fn main() {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).expect("readable");
        match vanban_import::docx(bytes) {
            Ok(read) => {
                let out = std::path::Path::new(&path).with_extension("imp.md");
                std::fs::write(&out, vanban_import::markdown(&read.document)).expect("writable");
                for picture in &read.document.pictures {
                    if let Some(bytes) = &picture.bytes {
                        std::fs::write(out.with_file_name(&picture.name), bytes).expect("writable");
                    }
                }
                for note in read.notes {
                    eprintln!("{path}: {}: {}", note.place, note.message);
                }
            }
            Err(refused) => eprintln!("{path}: REFUSED {}", refused.message),
        }
    }
}

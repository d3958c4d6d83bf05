//! Bytes that are no DOCX; whole files are read in `tests/src/topic/import_docx.rs`.

use super::docx;

#[test]
fn bytes_that_are_no_docx_are_refused() {
    for bytes in [&b""[..], b"PK", b"hello", b"PK\x05\x06"] {
        assert!(docx(bytes.to_vec()).is_err());
    }
    let ole = docx(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec()).expect_err("refused");
    assert!(ole.message.contains("encrypted"), "{}", ole.message);
}

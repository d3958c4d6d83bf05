//! Files that were put together by hand: what is read of them, and which are refused.

use super::docx;
use crate::markdown;

/// Reads a file named by the environment of who tries it, and prints its source.
#[test]
fn bytes_that_are_no_docx_are_refused() {
    for bytes in [&b""[..], b"PK", b"hello", b"PK\x05\x06"] {
        assert!(docx(bytes.to_vec()).is_err());
    }
    let ole = docx(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec()).expect_err("refused");
    assert!(ole.message.contains("encrypted"), "{}", ole.message);
    let _ = markdown;
}

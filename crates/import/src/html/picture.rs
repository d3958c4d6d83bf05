//! Pictures of a page: the name of a file by its address, and its bytes where the address holds them.

/// The name of a picture's file by its address, and its bytes where the address holds them.
pub(super) fn named(source: &str, number: usize) -> (String, Option<Vec<u8>>) {
    if let Some(rest) = source.strip_prefix("data:image/") {
        let Some((kind, coded)) = rest.split_once(";base64,") else { return (String::new(), None) };
        let ending = match kind {
            "jpeg" | "jpg" | "pjpeg" => "jpg",
            "png" | "gif" | "webp" | "bmp" => kind,
            _ => return (String::new(), None),
        };
        return (format!("hinh-{number}.{ending}"), base64(coded));
    }
    let path = source.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let safe: String = unescaped(name)
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '-' })
        .collect();
    let safe = safe.trim_matches(['.', '-']);
    if safe.is_empty() { (format!("hinh-{number}"), None) } else { (safe.to_owned(), None) }
}

/// Percent-encoded bytes of an address (RFC 3986, 2.1).
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let pair = after.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        match pair.filter(|_| *first == b'%').and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Base64 (RFC 4648, 4), spaces and line ends in it left out.
fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut bits) = (0_u32, 0);
    for byte in text.bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            byte if byte.is_ascii_whitespace() => continue,
            _ => return None,
        };
        held = held << 6 | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits & 0xFF) as u8);
        }
    }
    (!bytes.is_empty()).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn pictures_are_named_by_their_address() {
        assert_eq!(named("https://a.vn/x/anh%20dep.jpg?w=680", 1).0, "anh-dep.jpg");
        assert_eq!(named("../../..", 3).0, "hinh-3");
        assert_eq!(
            named("data:image/png;base64,iVBO Rw==", 2),
            ("hinh-2.png".into(), Some(b"\x89PNG".to_vec()))
        );
        assert_eq!(named("data:image/png;base64,é", 2).1, None);
    }
}

//! What is looked at before a formula is parsed: commands and depths that the parser cannot take.

/// Whether LaTeX holds this command, not only one that begins with its name.
pub(super) fn defines(written: &str, command: &str) -> bool {
    written.match_indices(command).any(|(at, _)| {
        !written[at + command.len()..].starts_with(|c: char| c.is_ascii_alphabetic())
    })
}

/// Where a backslash stands before what can be no command's name: the parser does not expect it.
pub(super) fn strays(written: &str) -> Option<usize> {
    let bytes = written.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'\\' {
            if bytes.get(at + 1).is_none_or(|next| !next.is_ascii()) {
                return Some(at);
            }
            at += 1;
        }
        at += 1;
    }
    None
}

/// How deep braces and commands that take groups nest at most, before anything is parsed.
pub(super) fn depth(written: &str) -> usize {
    let (mut now, mut deepest, mut chain) = (0usize, 0, 0usize);
    let bytes = written.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'{' => now += 1,
            b'}' => now = now.saturating_sub(1),
            b'\\' if written[at..].starts_with("\\left") => now += 1,
            b'\\' if written[at..].starts_with("\\right") => now = now.saturating_sub(1),
            b'\\' if written[at..].starts_with("\\begin") => now += 1,
            b'\\' if written[at..].starts_with("\\end") => now = now.saturating_sub(1),
            // Commands one after the other may each be the argument of the one before.
            b'\\' => chain += 1,
            b' ' => {}
            byte if byte.is_ascii_alphabetic() => {}
            _ => chain = 0,
        }
        deepest = deepest.max(now).max(chain / 16);
    }
    deepest
}

/// What the parser says is wrong, in one clause.
pub(super) fn reason(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default();
    let line = line.strip_prefix("parsing error: ").unwrap_or(line);
    line.replace("unkown", "unknown").trim_end_matches('.').to_owned()
}

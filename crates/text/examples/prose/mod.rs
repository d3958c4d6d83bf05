//! The prose of a Markdown file for the examples: paragraphs without front matter, code, HTML,
//! formulas and addresses. Rough, for measuring; vanban itself asks its parser.
#![allow(dead_code, reason = "each example takes what it needs")]
#![allow(clippy::disallowed_methods, reason = "an example reads the files it is given")]
#![allow(clippy::print_stderr, reason = "an example says what it could not read")]

/// The paragraphs of the files named on the command line, each with its file.
pub(crate) fn paragraphs() -> Vec<(String, Vec<String>)> {
    let mut all = Vec::new();
    for name in std::env::args().skip(1).filter(|name| !name.starts_with("--")) {
        match std::fs::read_to_string(&name) {
            Ok(text) => all.push((name, prose(&text))),
            Err(error) => eprintln!("{name}: {error}"),
        }
    }
    all
}

fn prose(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n");
    let mut found = Vec::new();
    let mut paragraph = String::new();
    let mut lines = text.lines().peekable();
    if lines.peek() == Some(&"---") {
        lines.next();
        for line in lines.by_ref() {
            if line == "---" {
                break;
            }
        }
    }
    let mut fence: Option<&str> = None;
    for line in lines {
        let bare = line.trim_start().trim_start_matches("> ");
        if let Some(mark) = fence {
            if bare.starts_with(mark) {
                fence = None;
            }
            continue;
        }
        if let Some(mark) = ["```", "~~~", "$$"].into_iter().find(|mark| bare.starts_with(mark)) {
            if !(mark == "$$" && bare.len() > 2 && bare.trim_end().ends_with("$$")) {
                fence = Some(mark);
            }
            continue;
        }
        let apart = bare.is_empty()
            || bare.starts_with(['#', '|', '*', '-', '+', '<'])
            || bare.starts_with(|c: char| c.is_ascii_digit());
        if apart && !paragraph.is_empty() {
            found.push(std::mem::take(&mut paragraph));
        }
        if bare.is_empty() || line.starts_with("    ") || line.starts_with('\t') {
            continue;
        }
        for (at, cell) in inline(bare).split('|').enumerate() {
            if at > 0 {
                found.push(std::mem::take(&mut paragraph));
            }
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(cell.trim());
        }
    }
    found.push(paragraph);
    found.retain(|text| text.chars().any(char::is_alphabetic));
    found
}

/// A line without inline code, formulas, tags, targets of links and marks of emphasis; what was
/// left out is U+FFFC, so that words beside it are seen to touch something.
fn inline(line: &str) -> String {
    let line = line.trim_start_matches(['#', '+', '>', ' ']);
    let line = line.strip_prefix("- ").or(line.strip_prefix("* ")).unwrap_or(line);
    let mut out = String::new();
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let close = match c {
            '`' => rest[1..].find('`').map(|at| at + 2),
            '$' => rest[1..].find('$').map(|at| at + 2),
            '<' => rest.find('>').map(|at| at + 1),
            _ if rest.starts_with("](") => rest.find(')').map(|at| at + 1),
            _ => None,
        };
        match close {
            Some(end) => {
                if c != ']' {
                    out.push('\u{FFFC}');
                }
                rest = &rest[end..];
            }
            None => {
                if !matches!(c, '*' | '[' | ']' | '`') {
                    out.push(c);
                }
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    out
}

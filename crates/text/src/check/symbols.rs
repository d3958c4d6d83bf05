//! Numbers and symbols of documents: 30/2020/NĐ-CP, 36-HD/VPTW; how they are written, and whether
//! the abbreviation is that of the type named before them (Nghị định 30/2020/NĐ-CP, phụ lục III).

use super::{Finding, Options, Page, Rule, Severity};

/// The types of documents and their abbreviations; the first is the one in force.
#[rustfmt::skip]
const TYPES: [(&str, &[&str]); 18] = [
    ("nghị quyết", &["NQ", "NQLT"]), ("quyết định", &["QĐ"]), ("chỉ thị", &["CT"]),
    ("quy chế", &["QC"]), ("quy định", &["QyĐ", "QĐ", "QĐi"]), ("thông báo", &["TB"]),
    ("hướng dẫn", &["HD"]), ("chương trình", &["CTr"]), ("kế hoạch", &["KH"]),
    ("phương án", &["PA"]), ("đề án", &["ĐA"]), ("báo cáo", &["BC"]), ("biên bản", &["BB"]),
    ("tờ trình", &["TTr"]), ("công điện", &["CĐ"]), ("nghị định", &["NĐ"]),
    ("thông tư", &["TT", "TTLT"]), ("liên tịch", &["TTLT", "NQLT"]),
];

/// Bodies whose abbreviation follows that of a type.
const BODIES: [&str; 8] = ["CP", "TTg", "UBND", "HĐND", "TW", "CTN", "VPCP", "TU"];

/// Looks at the token with digits that may be a document's number.
pub(super) fn look(page: &Page<'_>, at: usize, options: &Options, found: &mut Vec<Finding>) {
    let token = &page.tokens[at];
    let shown = page.shown(token);
    let Some(before) = at.checked_sub(1).map(|before| &page.tokens[before]) else { return };
    let gap = &page.text[before.end..token.start];
    if !matches!(page.shown(before), "số" | "Số") || !matches!(gap.trim(), "" | ":") {
        return;
    }
    let digits = shown.bytes().take_while(u8::is_ascii_digit).count();
    if digits == shown.len() {
        parted(page, at, found);
        return;
    }
    // "30a/2008/NQ-CP"; a number of anything else has no slash or hyphen before its letters.
    let rest =
        shown[digits..].strip_prefix(|c: char| c.is_ascii_lowercase()).unwrap_or(&shown[digits..]);
    if digits == 0 || !rest.starts_with(['/', '-', '–']) || !rest.contains(char::is_alphabetic) {
        return;
    }
    let span = token.start..token.end;
    let symbol = rest.contains('/') && rest.contains(char::is_uppercase);
    if symbol && rest.contains('–') {
        let mut number = page.finding(span.clone(), Rule::DocumentNumber, Severity::Warning);
        number.repairs = vec![shown.replace('–', "-")];
        number.certain = !page.is_quoted(token.start);
        found.push(number);
    } else if symbol
        && (rest.contains("//")
            || rest.contains("--")
            || rest.contains("-/")
            || rest.contains("/-"))
    {
        found.push(page.finding(span.clone(), Rule::DocumentNumber, Severity::Warning));
    } else if rest.contains('/') && is_small(rest) {
        let mut number = page.finding(span.clone(), Rule::DocumentNumber, Severity::Warning);
        number.repairs = vec![shown.to_uppercase()];
        found.push(number);
    }
    if options.decree && digits == 1 && rest.starts_with('/') {
        // A zero goes before numbers below ten.
        let mut number = page.finding(span.clone(), Rule::DocumentNumber, Severity::Style);
        number.repairs = vec![format!("0{shown}")];
        found.push(number);
    }
    if symbol {
        kind(page, at, rest, found);
    }
}

/// A symbol wholly in small letters whose first part is a known abbreviation: "qđ-ubnd".
fn is_small(rest: &str) -> bool {
    let upper = rest.to_uppercase();
    !rest.contains(char::is_uppercase)
        && upper.split(['/', '-']).any(|part| TYPES.iter().any(|(_, known)| known.contains(&part)))
}

/// "Số: 12/ QĐ-UBND": the number and its symbol come apart.
fn parted(page: &Page<'_>, at: usize, found: &mut Vec<Finding>) {
    let token = &page.tokens[at];
    let Some(next) = page.tokens.get(at + 1) else { return };
    let gap = &page.text[token.end..next.start];
    if gap.trim() != "/" || gap == "/" || !page.shown(next).contains('-') || !next.capital {
        return;
    }
    let mut number = page.finding(token.start..next.end, Rule::DocumentNumber, Severity::Warning);
    number.repairs = vec![format!("{}/{}", page.shown(token), page.shown(next))];
    number.certain = !page.is_quoted(token.start);
    found.push(number);
}

/// Compares the abbreviation with the type named before "số".
fn kind(page: &Page<'_>, at: usize, rest: &str, found: &mut Vec<Finding>) {
    let Some(from) = at.checked_sub(3) else { return };
    let words = page.text[page.tokens[from].start..page.tokens[from + 1].end].to_lowercase();
    let Some((name, own)) = TYPES.into_iter().find(|(name, _)| *name == words) else { return };
    let is_year = |part: &str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> =
        rest.split(['/', '-', '–']).filter(|part| !part.is_empty() && !is_year(part)).collect();
    let Some(first) = parts.first() else { return };
    if own.contains(first) || parts.len() < 2 || first.contains(|c: char| c.is_ascii_digit()) {
        return;
    }
    let known = TYPES.iter().any(|(_, each)| each.contains(first));
    // Bodies have short names in capitals too; before another body it must be a type.
    if !known && !BODIES.contains(&parts[1]) {
        return;
    }
    let token = &page.tokens[at];
    let mut other = page.finding(token.start..token.end, Rule::DocumentType, Severity::Warning);
    other.values = vec![name.to_owned(), own[0].to_owned(), (*first).to_owned()];
    found.push(other);
}

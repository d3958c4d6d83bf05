//! Limits.

use vanban_article::{Code, Severity};

use crate::dump::{clean, only, told};

#[test]
fn nesting_is_allowed_up_to_the_limit() {
    for deep in [
        "> ".repeat(128) + "a",
        list(128),
        "> ".repeat(126) + "*a **b***",
        "> ".repeat(127) + "- b",
    ] {
        clean(&deep);
    }
}

#[test]
fn nesting_beyond_the_limit_is_an_error_at_its_place() {
    let quotes = only(&("> ".repeat(129) + "a"));
    assert_eq!((quotes.code, quotes.severity), (Code::NESTING, Severity::Error));
    assert_eq!(quotes.span.start, 256);
    assert_eq!(told(&list(129)).1, [Code::NESTING]);
    assert_eq!(told(&("> ".repeat(127) + "*a **b***")).1, [Code::NESTING]);
    assert_eq!(told(&("<b>".repeat(129) + "a")).1[0], Code::NESTING);
}

#[test]
fn deep_text_is_not_lost() {
    let (dump, _) = told(&("> ".repeat(500) + "a *b* [c](d)"));
    assert!(dump.ends_with("p: a {e:b} [c](→d)\n") || dump.contains("a b c"), "{dump}");
}

#[test]
fn a_table_beyond_the_limit_is_an_error() {
    let header = format!("|{}\n|{}\n", "a|".repeat(512), "-|".repeat(512));
    let rows = |count: usize| header.clone() + &"|b|\n".repeat(count);
    assert!(told(&rows(513)).1.is_empty());
    assert_eq!(told(&rows(515)).1, [Code::CELLS]);
    let html =
        |rows: usize| format!("<table>{}</table>", "<tr><td colspan=1000>a</td></tr>".repeat(rows));
    assert!(told(&html(262)).1.is_empty());
    assert!(told(&html(263)).1.contains(&Code::CELLS));
}

#[test]
fn a_table_whose_cells_are_written_may_be_long() {
    assert!(told(&("|a|b|c|\n|-|-|-|\n".to_owned() + &"|1|2|3|\n".repeat(100_000))).1.is_empty());
}

fn list(depth: usize) -> String {
    (0..depth).map(|level| format!("{}- a\n", "  ".repeat(level))).collect()
}

//! Sources that break parsers: each must give an article in bounded time and space, without a panic,
//! on a small stack.

use vanban_article::Code;

use crate::dump::read;

/// Reads a source on a stack of 2 MiB; gives the codes of its diagnostics, each once.
fn survive(text: String) -> Vec<Code> {
    let thread = std::thread::Builder::new().stack_size(2 << 20);
    let run = thread.spawn(move || {
        let parsed = read(&text);
        let mut codes: Vec<_> = parsed.diagnostics.iter().map(|told| told.code).collect();
        codes.dedup();
        codes
    });
    run.expect("a thread").join().expect("no panic")
}

#[test]
fn emphasis() {
    survive("*a **a ".repeat(32_500) + "b" + &" a** a*".repeat(32_500));
    survive("a_ ".repeat(32_500));
    survive("_a ".repeat(32_500));
    survive("*a_ ".repeat(25_000));
    survive("*a ".repeat(20_000) + &"_a*_ ".repeat(20_000));
    survive("a**b".to_owned() + &"c* ".repeat(25_000));
    survive("*".repeat(20_000) + "a" + &"*".repeat(20_000));
    survive(">".repeat(100_000) + &"a*".repeat(100_000));
}

#[test]
fn links_and_pictures() {
    survive("a]".repeat(32_500));
    survive("[a".repeat(32_500));
    survive("[ a_".repeat(25_000));
    survive("[ (](".repeat(40_000));
    survive("![[]()".repeat(40_000));
    survive("**x [a*b**c*](d)".to_owned());
    survive("[".repeat(25_000) + "a" + &"]".repeat(25_000));
    survive("[a](<b".repeat(30_000));
    survive("[a](b".repeat(30_000));
    survive("](".repeat(50_000));
    survive("[](`".repeat(50_000));
    survive("]([\n".repeat(50_000));
    survive("![a](".repeat(20_000) + &")".repeat(20_000));
}

#[test]
fn nesting() {
    assert_eq!(survive("> ".repeat(25_000) + "a"), [Code::NESTING]);
    survive((0..500).map(|level| format!("{}* a\n", "  ".repeat(level))).collect());
    survive("- ".repeat(30_000) + "x" + &"\n".repeat(30_000));
    survive("> ".to_owned() + &"- ".repeat(30_000) + "x" + &"\n> ".repeat(30_000));
    survive("<div>\n\n".repeat(30_000));
    survive("<b>".repeat(30_000));
    survive("<ul><li>".repeat(30_000) + &"</li></ul>".repeat(30_000));
    survive("<blockquote>\n".repeat(30_000) + "a" + &"</blockquote>\n".repeat(30_000));
    survive("<table><tr><td>".repeat(10_000));
}

#[test]
fn backticks_comments_and_tags() {
    survive((0..1000).map(|count| "e".to_owned() + &"`".repeat(count)).collect());
    survive("</".to_owned() + &"<!--".repeat(100_000));
    survive("!-- <".repeat(50_000));
    survive("@".repeat(50_000));
    survive("<x>".repeat(50_000));
    survive("<x>a</x>".repeat(50_000));
    survive("$a".repeat(50_000));
}

#[test]
fn references() {
    survive(
        (0..25_000).map(|key| format!("[{key}]: x\n")).collect::<String>() + &"[0] ".repeat(5_000),
    );
    survive("[a]: ".to_owned() + &"x".repeat(50_000) + "\n\n" + &"[a] ".repeat(50_000));
    survive("[1] ".repeat(5_000) + "\n\n[1]: " + &"\u{0}".repeat(20_000));
    survive((0..20_000).map(|key| format!("a[^{key}]\n\n[^{key}]: b\n\n")).collect());
}

#[test]
fn chains_of_notes() {
    let chain: String = (0..20_000).map(|key| format!("[^{key}]: a[^{}]\n\n", key + 1)).collect();
    survive(format!("a[^0]\n\n{chain}[^20000]: b"));
    survive(format!("a[^0]\n\n{chain}[^20000]: b[^0]"));
    survive(chain);
}

#[test]
fn tables() {
    survive("aaa\rbbb\n-\u{b}\n".repeat(10_000));
    let wide = format!("{}\n{}\n{}", "a|".repeat(5_000), "-|".repeat(5_000), "b|\n".repeat(5_000));
    assert_eq!(survive(wide), [Code::CELLS]);
    survive("|a|b|\n|-|-|\n".to_owned() + &"|1|2|\n".repeat(30_000));
}

#[test]
fn long_and_many() {
    survive("chữ ".repeat(200_000));
    survive("Điều 5, 30 km/h và 30/2020/NĐ-CP ".repeat(20_000));
    survive("a".repeat(1_000_000));
    survive("a\u{301}".repeat(200_000) + &"\u{301}".repeat(10_000));
    survive("# a\n".repeat(30_000));
    survive("a\n: b\n".repeat(30_000));
    survive("---\t\n".repeat(100_000));
    survive("\n---\t".repeat(50_000));
    survive("abc\0de\0".repeat(10_000));
    survive("[a](#b) ".repeat(20_000) + &"\n\n# c".repeat(1_000));
    survive("![a](b.png){".repeat(20_000));
    survive("![a](b.png){a=\"".repeat(20_000));
}

#[test]
fn notes_in_their_place() {
    survive("^[".repeat(100_000));
    survive("a^[b]".repeat(20_000));
    survive("^[ ".repeat(50_000) + &"]".repeat(50_000));
    survive("^[a ".repeat(20_000) + &"]".repeat(20_000));
    survive("^[a](b".repeat(20_000));
    survive("^[a](b)".repeat(20_000));
    survive("^[*a](b)*".repeat(20_000));
    survive("\\^[a]".repeat(20_000) + &"\\".repeat(40_000) + "^[a](b)");
    survive("[a^[".repeat(20_000) + &"b](c)]".repeat(20_000));
    survive("![^[".repeat(10_000) + "a" + &"]](b)".repeat(10_000));
}

//! Sources that break converters, through the real program with a limit of memory and a guard of time.
//!
//! `tests/RELIABILITY.md` names the row of the list that each test stands for.

use std::path::Path;

use serde_json::Value;
use vanban_tests::dump::{part, part_names};
use vanban_tests::guard::{Guard, USUAL, guarded, scaled};
use vanban_tests::runner::{Outcome, tree, vanban};

/// Builds sources side by side, each a file of its own; gives status and codes of each.
fn all(sources: Vec<(&str, String)>) -> Vec<(String, String, Vec<String>)> {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for (name, text) in &sources {
        let path = folder.path().join(format!("{name}.md"));
        std::fs::write(path, text).expect("the folder can be written");
    }
    let args = ["build", ".", "--out-dir", "ra", "--report", "ra.json", "-qq", "--time-limit=none"];
    let made = guarded(folder.path(), USUAL, &args);
    assert!(matches!(made.code, Some(0 | 1)), "{:?} {}", made.code, made.stderr);
    let report = std::fs::read(folder.path().join("ra.json")).expect("the report is whole");
    let report: Value = serde_json::from_slice(&report).expect("JSON");
    let articles = report["articles"].as_array().expect("articles");
    assert_eq!(articles.len(), sources.len());
    let mut found = Vec::new();
    for article in articles {
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let name = text(&article["input"]).trim_end_matches(".md").to_owned();
        let told = article["diagnostics"].as_array().expect("a list");
        let mut codes: Vec<String> = told.iter().map(|told| text(&told["code"])).collect();
        codes.sort();
        codes.dedup();
        let status = text(&article["status"]);
        // Built with both papers, or refused with a reason; a fault of the program is none.
        assert!(!codes.iter().any(|code| code == "VB0115"), "{name}: {told:?}");
        assert!(status == "built" || !codes.is_empty(), "{name}: {status} without a word");
        for end in ["pdf", "docx"] {
            let there = folder.path().join(format!("ra/{name}.{end}")).exists();
            assert_eq!(there, status == "built", "{name}.{end}");
        }
        found.push((name, status, codes));
    }
    found
}

/// All are built.
fn built(sources: Vec<(&str, String)>) {
    for (name, status, codes) in all(sources) {
        assert_eq!(status, "built", "{name}: {codes:?}");
    }
}

/// Each is refused with this code.
fn refused(sources: Vec<(&str, String)>, code: &str) {
    for (name, status, codes) in all(sources) {
        assert_eq!(
            (status.as_str(), codes.as_slice()),
            ("failed", [code.to_owned()].as_slice()),
            "{name}"
        );
    }
}

fn run(folder: &Path, args: &[&str]) -> Outcome {
    vanban(folder).args(args).run()
}

#[test]
fn marks_without_end_are_text_or_nested_too_deep() {
    let n = scaled;
    let found = all(vec![
        ("nested-strong", "*a **a ".repeat(n(32_500)) + "b" + &" a** a*".repeat(n(32_500))),
        ("emph-closers", "a_ ".repeat(n(32_500))),
        ("emph-openers", "_a ".repeat(n(32_500))),
        ("mismatched", "*a_ ".repeat(n(25_000))),
        ("issue-389", "*a ".repeat(n(20_000)) + &"_a*_ ".repeat(n(20_000))),
        ("threes", "a**b".to_owned() + &"c* ".repeat(n(25_000))),
        ("at", "@".repeat(n(50_000))),
        ("backticks", (0..n(2500)).map(|count| "e".to_owned() + &"`".repeat(count)).collect()),
        ("comments", "</".to_owned() + &"<!--".repeat(n(300_000))),
        ("declarations", "!-- <".repeat(n(50_000))),
        ("maths", "$a".repeat(n(50_000))),
    ]);
    for (name, status, codes) in found {
        assert!(status == "built" || codes == ["VB0104"], "{name}: {codes:?}");
    }
}

#[test]
fn links_without_end_are_text() {
    let n = scaled;
    built(vec![
        ("closers", "a]".repeat(n(32_500))),
        ("openers", "[a".repeat(n(32_500))),
        ("link-emph", "[ a_".repeat(n(25_000))),
        ("paths", "[ (](".repeat(n(40_000))),
        ("hard", "**x [a*b**c*](d)".to_owned()),
        ("unclosed-a", "[a](<b".repeat(n(30_000))),
        ("unclosed-b", "[a](b".repeat(n(30_000))),
        ("code", "[](`".repeat(n(50_000))),
        ("lines", "]([\n".repeat(n(50_000))),
        ("brackets", "[".repeat(n(25_000)) + "a" + &"]".repeat(n(25_000))),
    ]);
}

#[test]
fn nesting_beyond_the_limit_is_refused_and_flat_repetition_is_not() {
    let n = scaled;
    refused(
        vec![
            ("quotes", "> ".repeat(n(25_000)) + "a"),
            ("deep-lists", "- ".repeat(n(30_000)) + "x" + &"\n".repeat(n(30_000))),
            (
                "in-a-quote",
                "> ".to_owned() + &"- ".repeat(n(30_000)) + "x" + &"\n> ".repeat(n(30_000)),
            ),
            ("emph-in-quotes", ">".repeat(n(100_000)) + &"a*".repeat(n(100_000))),
        ],
        "VB0104",
    );
    let found = all(vec![
        ("lists", (0..n(500)).map(|level| format!("{}* a\n", "  ".repeat(level))).collect()),
        ("inlines", "*".repeat(n(20_000)) + "a" + &"*".repeat(n(20_000))),
        ("divisions", "<div>\n\n".repeat(n(30_000)) + "a"),
        ("pictures", "![[]()".repeat(n(160_000))),
        ("definitions", "a\n: b\n".repeat(n(30_000))),
        ("rules", "---\t\n".repeat(n(100_000))),
        ("tables", "aaa\rbbb\n-\u{b}\n".repeat(n(30_000))),
        ("nul", "abc\0de\0\n".to_owned()),
    ]);
    assert_eq!(found.len(), 8);
}

#[test]
fn references_are_not_expanded_without_end() {
    let n = scaled;
    let keys = |count: usize| (0..count).map(|key| format!("[{key}]: x\n")).collect::<String>();
    let found = all(vec![
        ("many", keys(n(80_000)) + "\n" + &"[0] ".repeat(n(5_000))),
        ("long", "[a]: ".to_owned() + &"x".repeat(n(50_000)) + "\n\n" + &"[a] ".repeat(n(50_000))),
        ("nul", "[1] ".repeat(n(5_000)) + "\n\n[1]: " + &"\0".repeat(n(20_000))),
        ("notes", (0..n(20_000)).map(|key| format!("a[^{key}]\n\n[^{key}]: b\n\n")).collect()),
    ]);
    for (name, status, _) in &found[2..] {
        assert_eq!(status, "built", "{name}");
    }
    let wide = format!("{}\n{}\n{}", "a|".repeat(5_000), "-|".repeat(5_000), "b|\n".repeat(5_000));
    refused(vec![("wide", wide)], "VB0106");
}

#[test]
fn chains_of_notes_end_and_notes_in_a_circle_are_told_with_it() {
    let chain: String =
        (0..scaled(20_000)).map(|key| format!("[^{key}]: a[^{}]\n\n", key + 1)).collect();
    let last = scaled(20_000);
    built(vec![("chain", format!("a[^0]\n\n{chain}[^{last}]: b\n"))]);
    let folder = tree(&[
        ("tu.md", "a[^x]\n\n[^x]: b[^x]\n"),
        ("hai.md", "a[^x]\n\n[^x]: b[^y]\n\n[^y]: c[^x]\n"),
    ]);
    for (name, told) in [("tu.md", "x"), ("hai.md", "y")] {
        let made = run(folder.path(), &["build", name]);
        assert!(made.stderr.contains("[VB0504]") && made.stderr.contains(told), "{}", made.stderr);
    }
}

#[test]
fn long_lines_words_and_lists_of_parts_take_time_in_proportion() {
    let n = scaled;
    let found = all(vec![
        ("line", "chữ ".repeat(n(300_000))),
        ("word", "a".repeat(n(2_000_000))),
        ("marks", "a".to_owned() + &"\u{301}".repeat(n(10_000)) + "\n"),
        ("headings", "# a\n".repeat(n(20_000))),
        ("rows", "|a|b|\n|-|-|\n".to_owned() + &"|1|2|\n".repeat(n(30_000))),
        ("columns", format!("{}\n{}\n{}\n", "a|".repeat(300), "-|".repeat(300), "b|".repeat(300))),
    ]);
    let told = |name: &str| {
        let (_, status, codes) = found.iter().find(|each| each.0 == name).expect("it was built");
        assert_eq!(status, "built", "{name}");
        codes.clone()
    };
    for name in ["line", "word", "marks", "headings", "rows"] {
        let _ = told(name);
    }
    // Three hundred columns find no room, and that is told.
    assert!(told("columns").iter().any(|code| code == "VB0602"), "{:?}", told("columns"));
}

#[test]
fn more_headings_than_outlines_can_hold_are_refused() {
    let text = "# a\n".repeat(100_001);
    refused(vec![("muc", text)], "VB0134");
}

#[test]
fn formulas_without_sense_are_told_inside_them() {
    let found = all(vec![
        ("long", format!("$$\n{}\n$$\n", "x+".repeat(scaled(100_000)))),
        ("open", "a $\\frac{1}{$ b\n".to_owned()),
        ("def", "$\\def\\a{\\a\\a}\\a$\n".to_owned()),
        ("deep", format!("${}x{}$\n", "{".repeat(5_000), "}".repeat(5_000))),
        ("roots", format!("${}x{}$\n", "\\sqrt{".repeat(5_000), "}".repeat(5_000))),
    ]);
    for name in ["open", "def"] {
        let each = found.iter().find(|each| each.0 == name).expect("it was built");
        assert!(each.2.iter().any(|code| code.starts_with("VB09")), "{each:?}");
    }
}

#[test]
fn nesting_up_to_the_limit_works_in_both_papers() {
    let lists = |depth: usize| {
        (0..depth).map(|level| format!("{}- a\n", "  ".repeat(level))).collect::<String>()
    };
    let table = |depth: usize| {
        let quote = "> ".repeat(depth);
        format!("{quote}- |a|b|\n{quote}  |-|-|\n{quote}  |1|2|\n")
    };
    built(vec![
        ("quotes", "> ".repeat(128) + "a"),
        ("lists", lists(128)),
        ("marks", "> ".repeat(126) + "*a **b***"),
        ("table", table(20)),
    ]);
    refused(
        vec![
            ("quotes", "> ".repeat(129) + "a"),
            ("lists", lists(129)),
            ("marks", "> ".repeat(127) + "*a **b***"),
        ],
        "VB0104",
    );
}

#[test]
fn hostile_front_matter_is_refused_or_told() {
    let bomb = |levels: usize| {
        let mut text = "---\na0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..levels {
            let alias = format!("*a{}, ", level - 1).repeat(9);
            text.push_str(&format!("a{level}: &a{level} [{}]\n", alias.trim_end_matches(", ")));
        }
        text + "---\n\nMột.\n"
    };
    let front = |text: &str| format!("---\n{text}\n---\n\nMột.\n");
    let found = all(vec![
        ("bomb", bomb(12)),
        ("brackets", front(&format!("title: {}", "[".repeat(scaled(100_000))))),
        ("scalar", front(&format!("title: {}", "x".repeat(scaled(2_000_000))))),
        ("tag", front("title: !!python/object/apply:os.system [ls]")),
        ("tab", front("title: a\nauthor:\n\tname: b")),
        ("colon", front("title: a: b")),
        ("keys", front(&(0..scaled(20_000)).map(|key| format!("k{key}: 1\n")).collect::<String>())),
        ("marks", "---\t\n".repeat(scaled(100_000))),
    ]);
    for name in ["bomb", "brackets", "tab", "colon"] {
        let each = found.iter().find(|each| each.0 == name).expect("it was read");
        assert!(
            each.1 == "failed" && each.2.iter().all(|code| code.starts_with("VB02")),
            "{each:?}"
        );
    }
}

#[test]
fn characters_that_no_xml_can_hold_never_reach_a_paper() {
    let text = "# a\u{1}b\u{1f}c\u{0}d\u{fffe}e\u{ffff}f\n\n&#0; &#x1; &#xD800; &#xFFFE; &#1114112;\n\n\
                `x\u{8}y`\n\n![a\u{2}b](k\u{3}.png)\n\n[l\u{4}](http://a/\u{5})\n\n\u{202e}abc\u{202c}\n";
    let folder = tree(&[("a.md", text)]);
    let made = run(folder.path(), &["build", "a.md"]);
    assert!(made.code == Some(1) || made.code == Some(0), "{}", made.stderr);
    // Without the picture that is not there, the rest builds.
    let text = text.replace("![a\u{2}b](k\u{3}.png)", "");
    std::fs::write(folder.path().join("a.md"), text).expect("it can be written");
    let made = run(folder.path(), &["build", "a.md"]);
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    for code in ["[VB0105]", "[VB0136]"] {
        assert!(made.stderr.contains(code), "{}", made.stderr);
    }
    let docx = folder.path().join("a.docx");
    for name in part_names(&docx).iter().filter(|name| name.ends_with(".xml")) {
        let bytes = part(&docx, name).expect("the part is there");
        let xml = String::from_utf8(bytes).expect("XML is UTF-8");
        let bad = |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
        assert!(!xml.contains(bad), "{name}");
    }
}

#[test]
fn what_looks_alike_and_what_no_font_has_is_kept_or_told() {
    let folder = tree(&[("a.md", "ðường hòa hoà ₫ ứ → ☐ 😀\n"), ("b.md", "\u{e000} \u{10ffff}\n")]);
    let made = run(folder.path(), &["build", "a.md"]);
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    assert!(!made.stderr.contains("VB0601"), "{}", made.stderr);
    let made = run(folder.path(), &["build", "b.md"]);
    assert!(made.stderr.contains("[VB0601]") && made.stderr.contains("b.md:1:"), "{}", made.stderr);
}

#[test]
fn articles_that_cannot_be_read_are_named_before_any_work() {
    let folder = tree(&[("a.md", "Một.\n")]);
    let socket = std::os::unix::net::UnixListener::bind(folder.path().join("cam.md"));
    assert!(socket.is_ok(), "a socket can be made");
    let made = run(folder.path(), &["build", "a.md", "cam.md"]);
    assert_eq!(made.code, Some(2), "{}", made.stderr);
    assert!(made.stderr.contains("`cam.md`"), "{}", made.stderr);
    assert!(!folder.path().join("a.pdf").exists());
    let empty =
        tree(&[("a.md", "\u{feff}"), ("b.md", "---\nlang: vi\n---\n"), ("c.md", " \n\t\n")]);
    for name in ["a.md", "b.md", "c.md"] {
        let made = run(empty.path(), &["build", name]);
        assert_eq!(made.code, Some(1), "{name}: {}", made.stderr);
        assert!(made.stderr.contains("[VB0103]"), "{name}: {}", made.stderr);
    }
}

#[test]
fn an_article_beyond_the_limit_is_refused_before_it_is_read() {
    let folder = tree(&[]);
    let file = std::fs::File::create(folder.path().join("a.md")).expect("it can be written");
    // A hundred million bytes that take no room on the disk.
    file.set_len(100_000_000).expect("it can be made long");
    let guard = Guard { seconds: 60, memory: 1024 };
    let made = guarded(folder.path(), guard, &["build", "a.md"]);
    assert_eq!(made.code, Some(1), "{}", made.stderr);
    assert!(made.stderr.contains("[VB0135]") && made.stderr.contains("32 MiB"), "{}", made.stderr);
    assert!(made.stderr.contains("--max-input"), "{}", made.stderr);
    std::fs::write(folder.path().join("b.md"), "một hai ba\n").expect("it can be written");
    let made = run(folder.path(), &["build", "b.md", "--max-input", "10B"]);
    assert!(made.code == Some(1) && made.stderr.contains("[VB0135]"), "{}", made.stderr);
    let made = vanban(folder.path()).args(["build", "-", "--to", "pdf", "--max-input=4"]);
    let made = made.stdin("một hai").run();
    assert!(made.code == Some(1) && made.stderr.contains("[VB0135]"), "{}", made.stderr);
}

//! What the fuzz targets do, on a stable compiler: with their kept corpora, and with random sources.

use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use vanban_article::{Images, Source, parse};
use vanban_docx::{DocxOptions, write_docx};
use vanban_fonts::FontLibrary;
use vanban_layout::{Item, typeset};
use vanban_tests::place;
use vanban_theme::Theme;

#[path = "../../fuzz/src/lib.rs"]
#[allow(unreachable_pub, reason = "the fuzz targets use it as a library")]
mod targets;

/// How many random sources a property is tried with; more with `VANBAN_CASES`.
const CASES: u32 = 96;

/// Tries a property with values of a strategy, the same ones each time.
fn always<S: Strategy>(strategy: &S, property: impl Fn(S::Value)) {
    let cases = std::env::var("VANBAN_CASES").ok().and_then(|text| text.parse().ok());
    let config =
        Config { cases: cases.unwrap_or(CASES), failure_persistence: None, ..Config::default() };
    let random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, random);
    let tried = runner.run(strategy, |value| {
        property(value);
        Ok(())
    });
    if let Err(error) = tried {
        panic!("{error}");
    }
}

/// Pieces that mean something in Markdown, and some that mean nothing.
fn source() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zđ ]{1,12}",
        1 => "\\PC{1,4}",
        6 => proptest::sample::select(vec![
            "\n", "\n\n", "# ", "- ", "1. ", "> ", "* ", "**", "*", "_", "`", "```\n", "~~~", "|", "|-|-|\n",
            "[", "](", "](a)", ")", "![", "^[", "[^a]", "[^a]: ", "<b>", "</b>", "<table><tr><td>", "<!--",
            "-->", "$", "$$", "\\frac{", "}", "{", "{.underline}", "{width=5%}", ":::", "::: {.center}\n",
            "---\n", "title: x\n", "\t", "    ", "\\", "&amp;", "&#0;", "\r", "\u{301}", "\u{feff}", "\0",
            "@fig:a", "{#fig:a}", "\\newpage\n", "[TOC]\n", ": ", "- [ ] ", "~", "^", "==", "+---+\n",
        ]).prop_map(str::to_owned),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

#[test]
fn every_target_passes_its_kept_corpus() {
    for (name, target) in targets::TARGETS {
        let folder = place::tests().join("fuzz/corpus").join(name);
        let mut count = 0;
        for entry in std::fs::read_dir(&folder).expect("each target keeps a corpus") {
            let path = entry.expect("a folder can be listed").path();
            target(&std::fs::read(&path).expect("the file can be read"));
            count += 1;
        }
        assert!(count > 2, "{name} keeps {count} files");
    }
}

#[test]
fn damaged_files_of_every_corpus_make_no_target_panic() {
    let edits =
        (any::<proptest::sample::Index>(), any::<proptest::sample::Index>(), any::<u8>(), 0..4_u8);
    let edits = proptest::collection::vec(edits, 1..6);
    for (name, target) in targets::TARGETS {
        let folder = place::tests().join("fuzz/corpus").join(name);
        let mut files: Vec<_> = std::fs::read_dir(&folder)
            .expect("each target keeps a corpus")
            .map(|entry| entry.expect("a folder can be listed").path())
            .collect();
        files.sort();
        let files: Vec<Vec<u8>> =
            files.iter().map(|path| std::fs::read(path).expect("the file can be read")).collect();
        let strategy = (proptest::sample::select(files), edits.clone());
        always(&strategy, |(mut bytes, edits)| {
            for (one, other, byte, kind) in edits {
                if bytes.is_empty() {
                    break;
                }
                let (one, other) = (one.index(bytes.len()), other.index(bytes.len()));
                match kind {
                    0 => bytes[one] = byte,
                    1 => bytes.insert(one, byte),
                    2 => drop(bytes.drain(one.min(other)..one.max(other))),
                    _ => {
                        let piece = bytes[one.min(other)..one.max(other)].to_vec();
                        bytes.extend(piece);
                    }
                }
            }
            target(&bytes);
        });
    }
}

#[test]
fn random_sources_become_articles_and_papers() {
    always(&source(), |text| targets::article(text.as_bytes()));
    always(&source(), |text| {
        targets::pdf(text.as_bytes());
        targets::docx(text.as_bytes());
    });
}

/// Random articles of words whose every letter both papers print as it is.
fn article() -> impl Strategy<Value = String> {
    let word = proptest::sample::select(vec![
        "Việt",
        "nghiêng",
        "thuở",
        "Điều",
        "5",
        "năm",
        "2026",
        "đường",
        "a",
        "hội",
        "nghị",
        "toàn",
        "quốc",
    ]);
    let line = proptest::collection::vec(word, 1..30).prop_map(|words| words.join(" "));
    let block = (line.clone(), line, 0..6_u8).prop_map(|(one, other, kind)| match kind {
        0 => format!("# {one}"),
        1 => format!("> {one}\n>\n> {other}"),
        2 => format!("{one} **{other}** {one}"),
        3 => format!("| {one} | {other} |\n|---|---|\n| {other} | *{one}* |"),
        4 => format!("{one} [{other}](http://a.vn)"),
        _ => one,
    });
    (proptest::collection::vec(block, 1..12), Just("\n\n"))
        .prop_map(|(blocks, end)| blocks.join(end))
}

#[test]
fn both_papers_of_a_random_article_have_the_same_text() {
    let theme = Theme::named("office").expect("it is built in");
    let fonts = FontLibrary::bundled();
    let images = Images::default();
    always(&article(), |text| {
        let article = parse(&Source::new("bai.md", text)).article;
        let set = typeset(&article, &theme, fonts, &images);
        let pages = set.layout.pages.iter();
        let items = pages.flat_map(|page| {
            let furniture = page.header.clone().chain(page.footer.clone());
            let left_out: Vec<usize> = furniture.collect();
            page.frame.items.iter().enumerate().filter(move |(at, _)| !left_out.contains(at))
        });
        let printed: String = items
            .filter_map(|(_, (_, item))| match item {
                Item::Run(run) => Some(run.text.as_str()),
                _ => None,
            })
            .collect();
        let options = DocxOptions::default();
        let docx = write_docx(&article, &theme, fonts, &images, &set.hints, &options);
        let docx = docx.expect("a DOCX");
        let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let mut letters = [plain(&printed), plain(&words_of(&docx))].map(|text| {
            // A header of a table stands again on each page, and cells side by side: the letters count.
            let mut letters: Vec<char> = text.chars().collect();
            letters.sort_unstable();
            letters
        });
        letters.iter_mut().for_each(|text| text.retain(|c| c.is_alphanumeric()));
        if set.layout.pages.len() == 1 {
            assert_eq!(letters[0], letters[1]);
        } else {
            assert!(letters[0].len() >= letters[1].len());
        }
    });
}

/// The text of a DOCX's body.
fn words_of(docx: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).expect("a ZIP");
    let mut part = archive.by_name("word/document.xml").expect("the body");
    let mut xml = String::new();
    std::io::Read::read_to_string(&mut part, &mut xml).expect("UTF-8");
    let pieces = xml.split("<w:t").skip(1).filter_map(|rest| {
        let rest =
            rest.strip_prefix('>').or_else(|| rest.strip_prefix(" xml:space=\"preserve\">"))?;
        rest.split_once("</w:t>").map(|(text, _)| text)
    });
    pieces.collect::<Vec<_>>().concat()
}

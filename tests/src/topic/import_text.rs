//! `vanban import` of plain text, pages of the web and RTF, through the program: what comes of them, and
//! that it builds.

use std::path::Path;

use vanban_tests::place;
use vanban_tests::runner::{Outcome, tree, vanban};

const SEED: &str = include_str!("../../../crates/text/tests/fixtures/hoi-nghi.txt");

fn import(folder: &Path, args: &[&str]) -> Outcome {
    vanban(folder).args(["import"]).args(args).run()
}

fn good(outcome: &Outcome) {
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).expect("it was written")
}

/// The article without how its lead is folded and what its picture shows.
fn bare(article: &str) -> String {
    let article = article.replace("lead: >-\n  ", "lead: ");
    match (article.find("{alt=\""), article.find("\"}\n")) {
        (Some(start), Some(end)) => format!("{}{}", &article[..start], &article[end + 2..]),
        _ => article,
    }
}

#[test]
fn the_seed_becomes_the_sample_but_for_what_its_picture_shows() {
    let folder = tree(&[("hoi-nghi-van-phong.txt", SEED)]);
    let samples = place::root().join("samples");
    let picture = "hoi-nghi-van-phong.png";
    std::fs::copy(samples.join(picture), folder.path().join(picture)).expect("it can be copied");
    let outcome = import(folder.path(), &["hoi-nghi-van-phong.txt"]);
    good(&outcome);
    assert!(outcome.stderr.contains("`hncvp` is taken to stand for"), "{}", outcome.stderr);
    let sample =
        std::fs::read_to_string(samples.join("hoi-nghi-van-phong.md")).expect("it is there");
    let made = read(folder.path(), "hoi-nghi-van-phong.md");
    assert_eq!(bare(&made).trim_end(), bare(&sample).trim_end());
    good(&vanban(folder.path()).args(["build", "hoi-nghi-van-phong.md"]).run());
}

#[test]
fn a_picture_that_is_not_there_leaves_an_article_that_builds() {
    let folder = tree(&[("bai.txt", SEED)]);
    let outcome = import(folder.path(), &["bai.txt"]);
    good(&outcome);
    assert!(outcome.stderr.contains("VB1103"), "{}", outcome.stderr);
    assert!(read(folder.path(), "bai.md").contains("](bai-hinh/hncvp.svg)"));
    good(&vanban(folder.path()).args(["build", "bai.md", "--to", "pdf"]).run());
}

#[test]
fn each_old_encoding_makes_the_same_article_or_is_asked_for() {
    use vanban_text::encoding::{Encoding, decode, encode};
    let caption = SEED.lines().nth(6).expect("the seed has a caption");
    let folder = tree(&[]);
    for text in [SEED, caption] {
        for encoding in Encoding::ALL {
            let bytes = encode(text, encoding).bytes;
            std::fs::write(folder.path().join("cu.txt"), &bytes).expect("it can be written");
            std::fs::write(folder.path().join("moi.txt"), decode(&bytes, encoding))
                .expect("it can be written");
            good(&import(folder.path(), &["moi.txt", "-o", "moi.md", "--force"]));
            let named = ["cu.txt", "-o", "cu.md", "--force", "--from-encoding", encoding.name()];
            good(&import(folder.path(), &named));
            let same = |name: &str| read(folder.path(), name).replace("moi-hinh", "cu-hinh");
            assert_eq!(same("cu.md"), same("moi.md"), "{encoding:?}");

            let alone = import(folder.path(), &["cu.txt", "-o", "cu.md", "--force"]);
            if alone.code == Some(0) {
                if encoding != Encoding::Tcvn3Capitals {
                    assert_eq!(same("cu.md"), same("moi.md"), "{encoding:?}");
                }
            } else {
                assert!(alone.stderr.contains("VB1101"), "{}", alone.stderr);
                assert!(alone.stderr.contains("--from-encoding"), "{}", alone.stderr);
            }
        }
    }
}

#[test]
fn languages_of_western_europe_are_asked_for() {
    let folder = tree(&[]);
    let german =
        "Die Bürgerinnen und Bürger müssen über die geänderten Maßnahmen aufgeklärt werden.";
    let bytes: Vec<u8> =
        german.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect();
    std::fs::write(folder.path().join("a.txt"), &bytes).expect("it can be written");
    let outcome = import(folder.path(), &["a.txt"]);
    assert_eq!(outcome.code, Some(1));
    assert!(outcome.stderr.contains("windows-1252"), "{}", outcome.stderr);
    good(&import(folder.path(), &["a.txt", "--from-encoding", "latin1"]));
    assert!(read(folder.path(), "a.md").contains("Maßnahmen"));
    assert_eq!(import(folder.path(), &["a.txt", "--from-encoding", "klingon"]).code, Some(2));
}

#[test]
fn an_article_is_never_replaced_unasked() {
    let folder = tree(&[("a.txt", "Một câu.\n\nHai câu."), ("a.md", "của tôi\n")]);
    let outcome = import(folder.path(), &["a.txt"]);
    assert_eq!(outcome.code, Some(1));
    assert!(outcome.stderr.contains("VB1104"), "{}", outcome.stderr);
    assert_eq!(read(folder.path(), "a.md"), "của tôi\n");
    good(&import(folder.path(), &["a.txt", "--force"]));
    assert_eq!(read(folder.path(), "a.md"), "Một câu.\n\nHai câu.\n");
    assert_eq!(import(folder.path(), &["a.txt", "-o", "a.txt"]).code, Some(2));
}

#[test]
fn standard_input_goes_to_standard_output() {
    let folder = tree(&[]);
    let page = "<h1>Tên bài</h1><p>Chữ <b>đậm</b>.</p><table><tr><th>a<th>b<tr><td>1<td>2</table>";
    let outcome = vanban(folder.path()).args(["import", "-"]).stdin(page).run();
    good(&outcome);
    let made = String::from_utf8(outcome.stdout).expect("articles are UTF-8");
    assert!(made.starts_with("---\ntitle: Tên bài\n---\n\nChữ **đậm**.\n"), "{made}");
    assert!(made.contains("| 1 | 2 |"), "{made}");
}

#[test]
fn rich_text_builds_with_its_pictures_and_notes() {
    let png = std::fs::read(place::root().join("samples/so-tay-van-ban-vi-tri.png"))
        .expect("it is there");
    let digits: String = png.iter().map(|byte| format!("{byte:02x}")).collect();
    let rtf = format!(
        "{{\\rtf1\\ansi{{\\fonttbl{{\\f0 Arial;}}{{\\f1 .VnTime;}}}}{{\\stylesheet{{\\s1 heading 1;}}}}\\f1\\b C\\'abng \
         v\\'a8n\\b0\\par\\s1 M\\'f4c m\\'e9t\\par\\pard Trung \\'ad\\'acng{{\\footnote L\\'eai.}} \\'a7\\'b6ng\\par \
         {{\\pict\\pngblip {digits}}}\\par}}"
    );
    let folder = tree(&[("a.rtf", &rtf)]);
    good(&import(folder.path(), &["a.rtf"]));
    let made = read(folder.path(), "a.md");
    assert!(made.starts_with("---\ntitle: Cụng văn\n") || made.contains("title: "), "{made}");
    assert!(
        made.contains("Trung ương[^1] Đảng") && made.contains("](a-hinh/hinh-1.png)"),
        "{made}"
    );
    good(&vanban(folder.path()).args(["build", "a.md", "--to", "pdf"]).run());
}

#[test]
fn what_is_no_document_is_refused() {
    let folder = tree(&[("a.pdf", "%PDF-1.7"), ("b.rtf", "không phải")]);
    for args in [&["a.pdf"][..], &["b.rtf", "--format", "rtf"], &["c.txt"]] {
        let outcome = import(folder.path(), args);
        assert_eq!(outcome.code, Some(1), "{args:?}");
        assert!(outcome.stderr.contains("VB1101"), "{}", outcome.stderr);
    }
    assert_eq!(std::fs::read_dir(folder.path()).expect("it is there").count(), 2);
}

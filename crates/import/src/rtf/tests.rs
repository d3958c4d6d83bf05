//! Documents in RTF and what is made of them.

use super::read;
use crate::markdown;

const HEAD: &str = "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset0 Arial;}\
    {\\f1\\fcharset0 .VnTime;}{\\f2\\fcharset163 Arial;}{\\f3\\fcharset0 VNI-Times;}}\
    {\\stylesheet{\\s0 Normal;}{\\s1 heading 1;}{\\s2\\outlinelevel1 M\\'fac hai;}{\\s3 Title;}{\\s4 caption;}}";

fn source(body: &str) -> String {
    let rtf = format!("{HEAD}{body}}}");
    markdown(&read(rtf.as_bytes()).expect("it is read").document)
}

#[test]
fn marks_and_characters_are_read() {
    assert_eq!(
        source(
            "Ti\\u7871?ng {\\b Vi\\u7879\\'3ft} {\\i\\ul x}\\line m{\\super 2}\\par b\\'e0 \\emdash\\~c\\par"
        ),
        "Tiếng **Việt** [*x*]{.underline}\\\nm^2^\n\nbà — c\n"
    );
}

#[test]
fn each_font_has_its_own_encoding() {
    assert_eq!(
        source(
            "\\f1 Trung \\'ad\\'acng \\'a7\\'b6ng\\par\\f2 Vi\\'ea\\'f2t\\par\\f3 Vie\\'e4t Nam\\par\\f0 caf\\'e9\\par"
        ),
        "Trung ương Đảng\n\nViệt\n\nViệt Nam\n\ncafé\n"
    );
}

#[test]
fn titles_headings_and_bylines_come_from_styles_and_sides() {
    assert_eq!(
        source(
            "\\s3 T\\'ean b\\'e0i\\par\\pard\\s1 M\\'f4t\\par\\pard\\s2 Hai\\par\\pard ch\\'ed\\par\\pard\\qr Th\\u249?y Ly\\par"
        ),
        "---\ntitle: Tên bài\nauthor: Thùy Ly\n---\n\n# Môt\n\n## Hai\n\nchí\n"
    );
}

#[test]
fn lists_are_made_of_their_marks() {
    let item = |level: u8, mark: &str, text: &str| {
        format!("\\pard\\ilvl{level}{{\\listtext\\tab {mark}\\tab}}{text}\\par ")
    };
    let all = [
        item(0, "1.", "a"),
        item(1, "\\'b7", "b"),
        item(1, "\\'b7", "c"),
        item(0, "2.", "d"),
        "\\pard e\\par".to_owned(),
    ];
    assert_eq!(source(&all.concat()), "1. a\n   - b\n   - c\n2. d\n\ne\n");
}

#[test]
fn tables_keep_merged_cells_and_headers() {
    let body = "\\trowd\\trhdr\\cellx1000\\cellx2000\\cellx3000\\pard\\intbl A\\cell B\\cell C\\cell\\row\
        \\trowd\\clvmgf\\cellx1000\\cellx3000\\intbl d\\cell e\\cell\\row\
        \\trowd\\clvmrg\\cellx1000\\cellx2000\\cellx3000\\intbl\\cell f\\cell g\\cell\\row\\pard sau\\par";
    let rtf = format!("{HEAD}{body}}}");
    let made = read(rtf.as_bytes()).expect("it is read").document.blocks;
    let crate::model::Block::Table(table) = &made[0] else { panic!("{made:?}") };
    assert_eq!((table.header, table.columns.len(), table.rows.len()), (1, 3, 3));
    assert_eq!((table.rows[1][0].down, table.rows[1][1].across), (2, 2));
    assert_eq!(table.rows[2].len(), 2);
}

#[test]
fn notes_links_and_pictures_are_carried() {
    let made = source(
        "\\pard Ch\\'fa{\\super\\chftn}{\\footnote\\pard {\\super\\chftn} L\\'f4i ch\\'fa.} \
         {\\field{\\*\\fldinst{HYPERLINK \"https://a.vn\"}}{\\fldrslt n\\'e0y}}\\par \
         {\\pict\\pngblip\\picwgoal2000 89504e470d0a1a0a}\\par",
    );
    assert_eq!(
        made,
        "Chú[^1] [này](https://a.vn)\n\n[^1]: Lôi chú.\n\n![](hinh-1.png){width=100pt}\n"
    );
}

#[test]
fn what_is_left_out_is_told() {
    let rtf =
        format!("{HEAD}{{\\header x}}\n{{\\*\\annotation y}}a\\par{{\\pict\\wmetafile8 0100}}}}");
    let read = read(rtf.as_bytes()).expect("it is read");
    assert_eq!(markdown(&read.document), "a\n");
    let told: Vec<_> = read.notes.iter().map(|note| note.message.as_str()).collect();
    assert_eq!(told.len(), 4, "{told:?}");
}

#[test]
fn deep_and_broken_documents_end() {
    assert!(read(&[b"{\\rtf1 ", "{".repeat(1000).as_bytes()].concat()).is_err());
    assert!(read(b"hello").is_err());
    for body in [
        "}}}}a",
        "\\u55357?",
        "\\cell\\row\\cell",
        "{\\footnote{\\footnote a",
        "\\uc99999\\u5",
        "\\'",
    ] {
        let _ = source(body);
    }
}

#[test]
fn random_documents_never_panic() {
    let parts = [
        "{",
        "}",
        "\\par ",
        "\\cell ",
        "\\row ",
        "\\trowd ",
        "\\cellx100 ",
        "\\cellx999 ",
        "\\intbl ",
        "\\clvmrg ",
        "\\clvmgf ",
        "\\clmrg",
        "\\b ",
        "\\f1 ",
        "\\'ad",
        "\\u7871?",
        "\\u-10179?",
        "{\\footnote ",
        "{\\listtext 1.}",
        "{\\listtext o}",
        "\\ilvl2 ",
        "{\\pict ffd8ff",
        "{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt ",
        "chữ",
        "\\page ",
        "\\pard ",
        "\\s1 ",
        "{\\*\\unknown ",
        "\\bin3 abc",
        "\\line ",
        "\\caps ",
        "\\plain ",
        "\\qc ",
        "\\s4 ",
        "\\s3 ",
    ];
    let mut state: u64 = 5;
    for _ in 0..2000 {
        let mut body = String::new();
        for _ in 0..30 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            body.push_str(parts[(state >> 33) as usize % parts.len()]);
        }
        let _ = source(&body);
    }
}

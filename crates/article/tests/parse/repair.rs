//! Repairs of the spelling in articles of all kinds, with slips strewn over them.

use vanban_article::spelling::repair::{Repairs, repair};
use vanban_article::spelling::{Options, look};
use vanban_article::{InlineKind, Marks, Source, Target, parse};

/// Stretches of Markdown whose structure stands close to words.
const STRETCHES: [&str; 12] = [
    "# Mục một về công tác {#muc-mot}\n\n",
    "Một đoạn **đậm** và *nghiêng*, `mã  ưong :` rồi [liên kết](trang-ưong.md \"tít\") nữa.\n\n",
    "- mục hai\n- mục ba [x]\n  - mục con\n\n1. một\n2. hai\n\n",
    "> Lời người khác nói ra.\n\n",
    "| Cột một | Cột hai |\n|---|--:|\n| ô \\| một | 2 |\n\n",
    "```rust\nlet ưong  = \"a\" ;\n```\n\n",
    "<div align=\"center\">\nGiữa trang\n</div>\n\n",
    "Chú thích[^a] và $x  + y$ và <b>đậm</b> &nbsp; hết.\n\n[^a]: nội dung của chú thích\n\n",
    "![Chú thích ảnh](anh.png){alt=\"Cảnh hội nghị\"}\n\n",
    "Nhiệm kỳ 2011 - 2015, giai đoạn 2012-2013.\n\n",
    "Thuật ngữ\n:   nghĩa của nó\n\n",
    "::: {.right}\nBên phải\n:::\n\n",
];

/// What is strewn.
const SLIPS: [&str; 12] = [
    " tòan ",
    "  ",
    " ưong ",
    " ,",
    "\u{a0}",
    "\u{200b}",
    " \"trích\" ",
    "e\u{302}\u{301}",
    " thuỷ thủy hòa ",
    " 30/02/2020 ",
    "\u{a0}\u{a0}\u{a0}\u{a0}- ",
    " : ",
];

/// Numbers that look strewn and are the same each time (Knuth's multiplier).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }
}

fn strewn(numbers: &mut Numbers) -> String {
    let mut text = String::new();
    if numbers.next(3) == 0 {
        text.push_str("---\ntitle: Hội nghị tòan quốc\nauthor: Thùy Ưong\n---\n\n");
    }
    for _ in 0..3 + numbers.next(6) {
        text.push_str(STRETCHES[numbers.next(STRETCHES.len())]);
    }
    for _ in 0..numbers.next(8) {
        let mut at = numbers.next(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        text.insert_str(at, SLIPS[numbers.next(SLIPS.len())]);
    }
    text
}

/// What no repair may change: kinds of blocks and inlines, code, addresses, keys.
fn kept(text: &str) -> Vec<String> {
    let article = parse(&Source::new("a.md", text)).article;
    let mut kept = Vec::new();
    for block in &article.blocks {
        kept.push(format!("{:?} {:?}", std::mem::discriminant(&block.kind), block.end));
        for inline in article.inlines_of(block) {
            kept.push(match &inline.kind {
                InlineKind::Text(text) if inline.marks.has(Marks::CODE) => text.clone(),
                InlineKind::Text(_) => format!("text {:?}", inline.marks),
                other => format!("{:?}", std::mem::discriminant(other)),
            });
        }
    }
    kept.extend(article.links.iter().map(|link| match &link.target {
        Target::Url(url) => url.clone(),
        Target::Anchor(_) => "anchor".to_owned(),
    }));
    kept.extend(article.meta.authors.iter().map(|author| author.value.clone()));
    kept
}

#[test]
fn repairs_change_words_and_nothing_else_and_once_is_enough() {
    let mut numbers = Numbers(7);
    let mut made = 0;
    for _ in 0..100 {
        let text = strewn(&mut numbers);
        for which in [Repairs::Certain, Repairs::Likely] {
            let source = Source::new("a.md", &*text);
            let once = repair(&source, &Options::default(), which);
            assert_eq!(kept(&once.text), kept(&text), "{text:?}\n{:?}", once.text);
            made += once.made;
            let again = repair(&Source::new("a.md", &*once.text), &Options::default(), which);
            assert_eq!(again.text, once.text, "{text:?}");
        }
    }
    assert!(made > 250, "{made}");
}

#[test]
fn edits_stand_inside_what_was_found_or_compose_letters() {
    let mut numbers = Numbers(11);
    for _ in 0..200 {
        let text = strewn(&mut numbers);
        let source = Source::new("a.md", &*text);
        for slip in look(&source, &parse(&source), &Options::default()) {
            let span = slip.diagnostic.span;
            assert!(text.get(span.range()).is_some(), "{span:?} of {text:?}");
            for edit in &slip.edits {
                let written = &text[edit.span.range()];
                let inside = span.start <= edit.span.start && edit.span.end <= span.end;
                let composed = vanban_text::nfc(written) == edit.text;
                assert!(inside || composed, "{edit:?} of {:?}", slip.diagnostic);
            }
        }
    }
}

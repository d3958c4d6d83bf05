//! Formulas: where a dollar sign begins one, and where a displayed one stands.

use vanban_article::{BlockKind, Code, InlineKind, ParagraphKind, Source, parse};

/// The paragraphs as text: a formula as `⟨source⟩`.
fn paragraphs(markdown: &str) -> Vec<(ParagraphKind, String)> {
    let article = parse(&Source { name: "x.md".to_owned(), text: markdown.to_owned() }).article;
    let blocks = article.blocks.iter().filter_map(|block| match block.kind {
        BlockKind::Paragraph(kind) => Some((kind, article.inlines_of(block))),
        _ => None,
    });
    blocks
        .map(|(kind, inlines)| {
            let text = inlines.iter().map(|inline| match &inline.kind {
                InlineKind::Text(text) => text.replace('\u{a0}', " "),
                InlineKind::Math(math) => {
                    format!("⟨{}⟩", article.maths[math.index()].source)
                }
                _ => String::new(),
            });
            (kind, text.collect())
        })
        .collect()
}

fn line(markdown: &str) -> String {
    paragraphs(markdown).into_iter().map(|(_, text)| text).collect::<Vec<_>>().join("|")
}

#[test]
fn prices_and_names_of_variables_are_text() {
    for text in [
        "Giá 5$ và 10$ một cái.",
        "Từ $5 đến $10.",
        "Biến $HOME và $PATH.",
        "Giá $20,000 và $30,000.",
        "($5)–($10)",
        "$ x $",
        "một $ hai",
    ] {
        assert_eq!(line(text).replace(['\u{2060}', '\u{200b}'], ""), text);
    }
    assert_eq!(line("$x$ và \\$y\\$"), "⟨x⟩ và $y$");
    assert_eq!(line("`$x$`"), "$x$");
}

#[test]
fn a_displayed_formula_is_a_paragraph_of_its_own() {
    use ParagraphKind::{Body, Equation};
    let body = |text: &str| (Body, text.to_owned());
    let equation = |text: &str| (Equation, text.to_owned());
    assert_eq!(
        paragraphs("Nghiệm là\n$$\nx = 1\n$$\ntrong đó.\n"),
        [body("Nghiệm là"), equation("⟨x = 1⟩"), body("trong đó.")]
    );
    assert_eq!(paragraphs("$$x$$\n"), [equation("⟨x⟩")]);
    assert_eq!(paragraphs("- mục\n  $$x$$\n"), [body("mục"), equation("⟨x⟩")]);
    assert_eq!(paragraphs("> $$x$$ $$y$$\n"), [equation("⟨x⟩"), equation("⟨y⟩")]);
}

#[test]
fn a_formula_in_a_heading_stands_in_its_line() {
    let text = "# Hàm $$x^2$$\n".to_owned();
    let article = parse(&Source { name: "x.md".to_owned(), text }).article;
    assert!(!article.maths[0].display);
    assert_eq!(article.title().as_deref(), Some("Hàm x2"));
}

#[test]
fn a_formula_that_cannot_be_read_is_code() {
    let text = "Đây $\\frac{1}$ và\n\n$$\\khonglalenh$$\n".to_owned();
    let parsed = parse(&Source { name: "x.md".to_owned(), text });
    assert!(parsed.article.maths.is_empty());
    let codes: Vec<_> = parsed.diagnostics.iter().map(|said| said.code.0).collect();
    assert_eq!(codes, [Code::MATH.0, Code::MATH.0]);
    assert_eq!(line("$\\frac{1}$"), "\\frac{1}");
}

#[test]
fn ten_thousand_formulas_take_no_more_than_their_share_of_time() {
    let text = "Cho $x_1+\\frac{a}{b}$ và\n\n$$\\sum_{i=1}^n i$$\n\n".repeat(5_000);
    let start = std::time::Instant::now();
    let article = parse(&Source { name: "x.md".to_owned(), text }).article;
    assert_eq!(article.maths.len(), 10_000);
    assert!(start.elapsed().as_secs() < 20);
}

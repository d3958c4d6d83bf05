//! What a formula becomes in Office Math.

use vanban_article::{Source, parse};

use super::write;
use crate::xml::Xml;

/// The Office Math of a formula, without the properties of its runs.
fn office(markdown: &str) -> String {
    let source = Source { name: "x.md".to_owned(), text: format!("{markdown}\n") };
    let article = parse(&source).article;
    let math = article.maths.first().expect("the formula is read");
    let mut xml = Xml::default();
    write(math, math.display, &mut xml);
    let fonts = "<w:rPr><w:rFonts w:ascii=\"Cambria Math\" w:hAnsi=\"Cambria Math\"/></w:rPr>";
    let bare = xml.as_str().replace(fonts, "").replace(" xml:space=\"preserve\"", "");
    let bare = bare.replace("<m:r><m:t>", "").replace("</m:t></m:r>", "");
    let upright = "<m:r><m:rPr><m:sty m:val=\"p\"/></m:rPr><m:t>";
    let words = "<m:r><m:rPr><m:nor/></m:rPr><m:t>";
    let bare = bare.replace(upright, "").replace(words, "'").replace('\u{200B}', "0");
    let bare = bare.strip_prefix("<m:oMath>").unwrap_or(&bare);
    bare.strip_suffix("</m:oMath>").unwrap_or(bare).to_owned()
}

#[test]
fn constructs_are_those_of_office_math() {
    for (latex, expected) in [
        ("a+b", "a+b"),
        (r"\frac{1}{2}", "<m:f><m:num>1</m:num><m:den>2</m:den></m:f>"),
        ("x^2", "<m:sSup><m:e>x</m:e><m:sup>2</m:sup></m:sSup>"),
        ("x_i", "<m:sSub><m:e>x</m:e><m:sub>i</m:sub></m:sSub>"),
        (
            r"\sqrt{x}",
            "<m:rad><m:radPr><m:degHide m:val=\"1\"/></m:radPr><m:deg/><m:e>x</m:e></m:rad>",
        ),
        (r"\sqrt[3]{x}", "<m:rad><m:deg>3</m:deg><m:e>x</m:e></m:rad>"),
        (
            "f(x)",
            "f<m:d><m:dPr><m:begChr m:val=\"(\"/><m:endChr m:val=\")\"/></m:dPr><m:e>x</m:e></m:d>",
        ),
        (r"\sin x+1", "<m:func><m:fName>sin</m:fName><m:e>x</m:e></m:func>+1"),
        (r"\overline{x}", "<m:bar><m:barPr><m:pos m:val=\"top\"/></m:barPr><m:e>x</m:e></m:bar>"),
        (r"\vec{x}", "<m:acc><m:accPr><m:chr m:val=\"\u{20D7}\"/></m:accPr><m:e>x</m:e></m:acc>"),
        (r"\mathbb{R}", "ℝ"),
        (r"\text{nếu}", "'nếu"),
    ] {
        assert_eq!(office(&format!("${latex}$")), expected, "{latex}");
    }
}

#[test]
fn a_large_operator_reaches_to_the_next_sign() {
    let sum = office(r"$\sum_{i=1}^n i+1$");
    assert!(sum.starts_with("<m:nary><m:naryPr><m:chr m:val=\"∑\"/><m:limLoc m:val=\"subSup\"/>"));
    assert!(sum.ends_with("<m:sub>i=1</m:sub><m:sup>n</m:sup><m:e>i</m:e></m:nary>+1"), "{sum}");
    assert!(office(r"$$\sum_{i=1}^n i$$").contains("undOvr"));
}

#[test]
fn an_operand_that_is_missing_is_words_of_no_width() {
    assert_eq!(office("$=b$"), "'0=b");
    assert_eq!(office("$a=$"), "a='0");
    assert_eq!(office("$-x$"), "−x");
    assert_eq!(office("$x^+$"), "<m:sSup><m:e>x</m:e><m:sup>+'0</m:sup></m:sSup>");
}

#[test]
fn brackets_without_their_fellow_are_words() {
    assert_eq!(office("$(x$"), "'(x");
    assert_eq!(office("$x)$"), "x')");
    assert!(office("$[0;1)$").contains("<m:begChr m:val=\"[\"/><m:endChr m:val=\")\"/>"));
    let power = office("$(a+b)^2$");
    assert!(power.starts_with("<m:sSup><m:e><m:d>"), "{power}");
    // Deeper than are told apart: nothing is lost, and nothing overflows.
    let deep = office(&format!("${}x{}$", "(".repeat(2_000), ")".repeat(2_000)));
    assert!(deep.contains('x'));
    assert_eq!(deep.matches("<m:d>").count(), super::BRACKETS);
}

#[test]
fn a_matrix_has_its_rows_and_columns() {
    let matrix = office(r"$$\begin{pmatrix}1&2\\3&\end{pmatrix}$$");
    assert_eq!(matrix.matches("<m:mr>").count(), 2);
    assert_eq!(matrix.matches("<m:mc>").count(), 2);
    assert!(matrix.starts_with("<m:oMathPara><m:oMath><m:d>"), "{matrix}");
    assert!(matrix.contains("<m:e>'0</m:e>"), "an empty cell is no error to LibreOffice");
}

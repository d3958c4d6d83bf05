//! What LaTeX becomes: the tree, written in one line, and what there is to say.

use super::super::report::Report;
use super::read;
use crate::diagnostic::Code;
use crate::math::{Alphabet, Limits, Math, MathKind};
use crate::source::Span;

/// The tree in one line: leaves as they are, containers by name.
fn tree(latex: &str) -> String {
    let mut report = Report::default();
    let nodes = read(latex, Span::default(), &mut report).expect("the formula is read");
    let math = Math { nodes, ..Math::default() };
    write(&math, 0)
}

fn write(math: &Math, at: usize) -> String {
    let children: Vec<String> = math.children(at).map(|child| write(math, child)).collect();
    let inside = children.join(" ");
    match math.kind(at) {
        MathKind::Row => format!("[{inside}]"),
        MathKind::Symbol { text, alphabet: Alphabet::Auto | Alphabet::Upright, .. } => text.clone(),
        MathKind::Symbol { text, alphabet, .. } => format!("{alphabet:?}:{text}"),
        MathKind::Delimiter { text, height, .. } => format!("{text}@{height}"),
        MathKind::Text(text) => format!("“{text}”"),
        MathKind::Space(room) => format!("~{room}"),
        MathKind::Fraction { ruled: true } => format!("frac({inside})"),
        MathKind::Fraction { ruled: false } => format!("stack({inside})"),
        MathKind::Root => format!("root({inside})"),
        MathKind::Scripts { sub, sup, limits } => {
            let kind = match (sub, sup) {
                (true, true) => "subsup",
                (true, false) => "sub",
                _ => "sup",
            };
            let limits = match limits {
                Limits::Right => "",
                Limits::Stacked => "!",
                Limits::Movable => "?",
            };
            format!("{kind}{limits}({inside})")
        }
        MathKind::Fenced { open, close } => {
            let sign = |sign: &Option<char>| sign.map_or('.', |sign| sign);
            format!("fence{}{inside}{}", sign(open), sign(close))
        }
        MathKind::Accent { mark, below, .. } => {
            format!("{}{mark}({inside})", if *below { "under" } else { "over" })
        }
        MathKind::Table { kind, lines, .. } if lines.is_empty() => format!("{kind:?}({inside})"),
        MathKind::Table { kind, lines, .. } => {
            format!("{kind:?}{:?}{:?}({inside})", lines.rows, lines.columns)
        }
        MathKind::TableRow => format!("{inside};"),
        MathKind::TableCell => format!("<{inside}>"),
        MathKind::Styled(style) => format!("{style:?}({inside})"),
        MathKind::Struck => format!("struck({inside})"),
    }
}

fn codes(latex: &str) -> Vec<&'static str> {
    let mut report = Report::default();
    let read = read(latex, Span::default(), &mut report);
    let codes: Vec<_> = report.finish().iter().map(|said| said.code.0).collect();
    assert_eq!(read.is_none(), codes.contains(&Code::MATH.0), "{latex}");
    codes
}

#[test]
fn constructs_have_their_nodes() {
    for (latex, expected) in [
        ("a+b=c", "[a + b = c]"),
        (r"\frac{1}{2}", "[frac([1] [2])]"),
        (r"\binom{n}{k}", "[fence([stack([n] [k])])]"),
        (r"\sqrt[3]{x}", "[root([x] 3)]"),
        ("x_i^2", "[subsup(x i 2)]"),
        (r"\sum_{i=1}^n i", "[subsup?(∑ [i = 1] n) i]"),
        (r"\int_0^1", "[subsup(∫ 0 1)]"),
        (r"\lim_{x\to 0}", "[sub?(lim [x → 0])]"),
        (r"\left(\frac ab\right]", "[fence([frac(a b)]]]"),
        (r"\hat x+\overline{AB}", "[over^(x) + over‾([A B])]"),
        (r"\underbrace{a+b}_{n}", "[sub!(under⏟([a + b]) [n])]"),
        (r"\overset{!}{=}", "[sup!([=] [!])]"),
        (
            r"\mathbb{R}\mathbf{v}\mathcal L\mathfrak g",
            "[[DoubleStruck:R] [Bold:v] [Script:L] [Fraktur:g]]",
        ),
        (r"a\,b\!c\quad d", "[a ~167 b ~-167 c ~1000 d]"),
        (r"\text{nếu } x", "[“nếu\u{a0}” x]"),
        (r"\dfrac12", "[[Display(frac([1] 2))]]"),
        (r"a\neq b\not\in C", "[a ≠ b ∉ C]"),
        (r"\big(x\Big)", "[(@12 x )@18]"),
        (r"\mu", "[μ]"),
    ] {
        assert_eq!(tree(latex), expected, "{latex}");
    }
}

#[test]
fn primes_are_raised() {
    assert_eq!(tree("f'(x)"), "[sup(f [′]) ( x )]");
    assert_eq!(tree("f''"), "[sup(f [′′])]");
    assert_eq!(tree("f'_1"), "[subsup(f 1 [′])]");
    assert_eq!(tree("f'^2+a"), "[sup(f [′ 2]) + a]");
    assert_eq!(tree(r"\frac{a}{b}'"), "[sup(frac([a] [b]) [′])]");
}

#[test]
fn tables_have_rows_and_cells() {
    assert_eq!(
        tree(r"\begin{pmatrix}1&2\\3&4\end{pmatrix}"),
        "[fence([Matrix(<1> <2>; <3> <4>;)])]"
    );
    assert_eq!(
        tree(r"\begin{cases}x&x>0\\-x&x\le 0\\\end{cases}y"),
        "[fence{Cases(<x> <x > 0>; <− x> <x ≤ 0>;). y]"
    );
    assert_eq!(tree(r"\begin{aligned}a&=b\\&=c\end{aligned}"), "[Aligned(<a> <= b>; <> <= c>;)]");
}

#[test]
fn what_cannot_be_read_is_said() {
    assert_eq!(codes(r"\frac{1}"), [Code::MATH.0]);
    assert_eq!(codes(r"\khonglalenh x"), [Code::MATH.0]);
    assert_eq!(codes(r"\newcommand{\R}{\mathbb R}\R"), [Code::MATH.0]);
    assert_eq!(codes(r"\def\a{\a\a}\a"), [Code::MATH.0]);
    assert_eq!(codes(r"\left( x"), [Code::MATH.0]);
    assert_eq!(codes(&"{".repeat(60)), [Code::MATH.0]);
    assert_eq!(codes(r"\color{red}x"), [Code::MATH_PART.0]);
    assert_eq!(codes(r"\delta"), [] as [&str; 0]);
}

#[test]
fn no_input_panics_or_nests_beyond_the_limit() {
    let parts = [
        "{",
        "}",
        "\\",
        "%",
        "&",
        "^",
        "_",
        "'",
        "\\left(",
        "\\right)",
        "\\sqrt",
        "\\frac",
        "\\begin{matrix}",
        "\\end{matrix}",
        "\\\\",
        "x",
        "12",
        "\\text{a",
        "\\not",
        "\\hat",
        "$",
        "#",
        "ế",
        "\\,",
        "[",
        "]",
        "\\mathbb",
        "\\operatorname",
        "\\middle|",
        "\\color",
        "\\hspace{1em}",
        "\\kern",
        "\n",
    ];
    let mut seed = 7u32;
    for _ in 0..4_000 {
        let mut latex = String::new();
        for _ in 0..12 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            latex.push_str(parts[(seed >> 16) as usize % parts.len()]);
        }
        codes(&latex);
    }
    for deep in ["\\sqrt", "\\frac", "\\hat", "x^", "\\not", "\\mathbf", "\\textcolor{red}"] {
        codes(&format!("{}x", deep.repeat(900)));
    }
}

#[test]
fn arrays_keep_the_lines_between_their_rows_and_columns() {
    assert_eq!(
        tree(r"\begin{array}{|c||r} \hline a & b \\ \hline c & d \\ \hline\hline \end{array}"),
        "[Matrix[1, 1, 2][1, 2](<a> <b>; <c> <d>;)]"
    );
    assert_eq!(codes(r"\begin{array}{c|c} a & b \end{array}"), [Code::MATH_PART.0]);
    assert_eq!(codes(r"\begin{array}{cc} a & b \end{array}"), Vec::<&str>::new());
}

//! Boxes of formulas, and how wide LibreOffice sets them.

use vanban_article::{Math, Source, parse};
use vanban_fonts::{FontLibrary, Shaper};
use vanban_theme::{Role, TextStyle, Theme};

use super::{Formula, formula, office};
use crate::frame::Item;

fn read(latex: &str) -> Math {
    let source = Source { name: "x.md".to_owned(), text: format!("{latex}\n") };
    let article = parse(&source).article;
    article.maths.into_iter().next().expect("the formula is read")
}

fn look() -> TextStyle {
    Theme::named("office").expect("the office theme is built in").style(Role::Body).text
}

fn set(latex: &str) -> Formula {
    let library = FontLibrary::bundled();
    formula(&read(latex), look(), library, &mut Shaper::new(library))
}

/// Width, ascent and descent in thousandths of an em.
fn sides(latex: &str) -> [i32; 3] {
    let formula = set(latex);
    let form = formula.form(0);
    let em = look().size.twips().0;
    [form.width, form.ascent, form.descent].map(|side| side.0 * 1000 / em)
}

#[test]
fn libreoffice_sets_formulas_as_wide_as_reckoned() {
    let mut wrong = Vec::new();
    // Measured in versions 7.4 and 25.2, in points.
    for (latex, measured) in [
        ("x", 6.638),
        ("y", 7.538),
        ("f", 5.838),
        ("xx", 14.338),
        ("x+y", 22.338),
        ("x=x", 23.238),
        ("x-x", 23.638),
        ("x^2", 10.238),
        ("x_i^2", 10.238),
        ("2x", 13.838),
        (r"\alpha", 7.338),
        (r"\Delta", 8.138),
        (r"\frac{x}{y}", 9.938),
        (r"\frac{x+y}{2}", 24.738),
        (r"\sqrt{x}", 13.938),
        (r"\sin x", 22.338),
        ("f(x)", 19.538),
        (r"x\to 0", 27.238),
        (r"x\in A", 27.038),
        ("-x", 15.838),
        ("|x|", 14.338),
        (r"\lim_{x\to 0}x", 25.738),
        (r"\infty", 9.138),
        ("3+3", 20.638),
        (r"3\le 3", 21.538),
        (r"\text{ab cd}", 26.238),
        (r"\left(\frac{1}{1}\right)", 17.638),
        (r"30^\circ", 15.738),
    ] {
        let width = office::extent(&read(&format!("${latex}$")), FontLibrary::bundled()).width;
        if (width - measured).abs() >= 0.4 {
            wrong.push(format!("{latex}: {width:.3} for {measured}"));
        }
    }
    assert_eq!(wrong, [] as [String; 0]);
}

#[test]
fn a_fraction_stands_around_the_axis() {
    let [width, ascent, descent] = sides("$$\\frac{1}{2}$$");
    assert!((650..750).contains(&width), "{width}");
    assert!(ascent > 1250 && descent > 550, "{ascent} {descent}");
    let [inline, ..] = sides("$\\frac{1}{2}$");
    assert!(inline < width, "a fraction in a line is small");
}

#[test]
fn what_stands_in_delimiters_makes_them_grow() {
    let [_, low, _] = sides("$$\\left(x\\right)$$");
    let [_, high, _] = sides("$$\\left(\\frac{\\frac{a}{b}}{\\frac{c}{d}}\\right)$$");
    assert!(low < 900 && high > 1500, "{low} {high}");
    // Higher than any variant: assembled of parts.
    let rows = "1\\\\".repeat(12);
    let tall = set(&format!("$$\\left(\\begin{{matrix}}{rows}\\end{{matrix}}\\right)$$"));
    let parts = |sign: &str| {
        let runs = tall.form(0).items.iter().filter_map(|(_, item)| match item {
            Item::Run(run) if run.text == sign => Some(run.glyphs.len()),
            _ => None,
        });
        runs.sum::<usize>()
    };
    assert!(parts("(") >= 3 && parts(")") >= 3, "the parts of a bracket are one character");
}

#[test]
fn scripts_limits_and_accents_stand_where_they_belong() {
    let [plain, ascent, _] = sides("$x$");
    let [raised, higher, _] = sides("$x^2$");
    assert!(raised > plain && higher > ascent);
    let [inline, _, flat] = sides("$\\sum_{i=1}^n$");
    let [display, _, deep] = sides("$$\\sum_{i=1}^n$$");
    assert!(deep > flat + 300 && display < inline + 400, "{display} {inline}");
    let [hat, over, _] = sides("$\\hat x$");
    assert!(hat == plain && over > ascent);
}

#[test]
fn the_text_of_a_formula_is_what_a_reader_copies() {
    let text = |latex: &str| {
        let formula = set(latex);
        let runs = formula.form(0).items.iter().map(|(_, item)| match item {
            Item::Run(run) => run.text.clone(),
            _ => String::new(),
        });
        runs.collect::<String>()
    };
    assert_eq!(text("$ax^2+\\text{nếu}$"), "ax2+nếu");
    assert_eq!(text("$\\mathbb{R}\\sin\\alpha$"), "Rsinα");
}

#[test]
fn a_formula_in_a_full_line_has_closer_forms() {
    let formula = set("$a=b=c=d=e$");
    let widths: Vec<i32> = formula.forms.iter().map(|form| form.width.0).collect();
    assert!(widths.len() > 1 && widths.windows(2).all(|pair| pair[0] > pair[1]), "{widths:?}");
    assert_eq!(set("$$a=b=c=d=e$$").forms.len(), 1);
}

#[test]
fn arrows_are_as_long_as_what_stands_over_and_under_them() {
    let [short, ..] = sides(r"$\xrightarrow{f}$");
    let [over, ..] = sides(r"$\xrightarrow{\text{một lời rất dài}}$");
    let [under, ..] = sides(r"$\xleftarrow[\text{một lời rất dài}]{f}$");
    let [words, ..] = sides(r"$\scriptstyle\text{một lời rất dài}$");
    assert!(short >= 1000 && over > short && over > words && under > words, "{over} {words}");
    let [plain, ..] = sides(r"$\to$");
    assert!(plain <= short);
}

#[test]
fn arrays_have_their_lines() {
    let rules = |latex: &str| {
        let items = &set(latex).forms[0].items;
        items.iter().filter(|(_, item)| matches!(item, Item::Rule(_))).count()
    };
    let array = |columns: &str, line: &str| {
        format!(
            r"$\begin{{array}}{{{columns}}} {line} a & b \\ {line} c & d \\ {line} \end{{array}}$"
        )
    };
    assert_eq!(rules(&array("cc", "")), 0);
    assert_eq!(rules(&array("|c|c|", r"\hline")), 6);
    assert_eq!(rules(&array("c||c", "")), 2);
    let [bare, high, _] = sides(&array("cc", ""));
    let [ruled, higher, _] = sides(&array("|c|c|", r"\hline"));
    assert!(ruled > bare && higher > high);
}

//! What files say and what is told of them.

use super::{ReadTheme, read};
use crate::color::Color;
use crate::furniture::Band;
use crate::length::{Mm, Pt, Twip};
use crate::problem::ProblemKind;
use crate::role::Role;
use crate::style::{Align, LineHeight};
use crate::theme::Theme;

fn theme(text: &str) -> ReadTheme {
    read(text, &mut |name| Err(format!("no theme is called `{name}`")))
}

/// The kinds of the problems of a file, each with the text that it points at.
fn told(text: &str) -> Vec<(ProblemKind, &str)> {
    let told = theme(text).problems.into_iter();
    told.map(|problem| (problem.kind, &text[problem.span])).collect()
}

#[test]
fn an_empty_file_is_the_office_theme() {
    for text in ["", "\u{feff}", "# ghi chú\n"] {
        let read = theme(text);
        assert_eq!((Some(read.theme), read.problems), (Theme::named("office"), Vec::new()));
    }
}

#[test]
fn a_file_changes_what_it_says_and_inherits_the_rest() {
    let read = theme(
        "inherit = \"press\"\nname = \"báo\"\n[page]\nleft = \"3cm\"\n[role.body]\nsize = \"12pt\"\n\
         line-height = \"1.5em\"\nalign = \"left\"\ncolor = \"#123\"\nfirst-line = \"0\"\n\
         [head]\nleft = \"{{title}}\"\nfirst = \"\"\neven = { right = \"{{page}}\" }\n",
    );
    assert_eq!(read.problems, []);
    let (press, theme) = (Theme::named("press").expect("built in"), read.theme);
    assert_eq!((theme.name.as_str(), theme.page.left), ("báo", Mm(30.0)));
    assert_eq!(theme.page.right, press.page.right);
    let body = theme.style(Role::Body);
    assert_eq!((body.text.size, body.line_height), (Pt(12.0), LineHeight::Exact(Pt(18.0))));
    assert_eq!((body.align, body.first_line), (Align::Left, Twip::ZERO));
    assert_eq!(body.text.color, Color::rgb(0x11, 0x22, 0x33));
    assert_eq!(theme.style(Role::Title), press.style(Role::Title));
    assert_eq!(theme.head.general.left, "{{title}}");
    assert_eq!(theme.head.first, Some(Band::default()));
    assert_eq!(theme.head.even.map(|band| band.right).as_deref(), Some("{{page}}"));
}

#[test]
fn unknown_keys_are_told_at_their_place_with_those_that_are_known() {
    assert_eq!(
        told("inhrit = \"press\"\n[role.boddy]\nsize = \"12pt\"\n[role.body]\nsise = \"12pt\"\n"),
        [
            (ProblemKind::UnknownKey, "inhrit"),
            (ProblemKind::UnknownKey, "boddy"),
            (ProblemKind::UnknownKey, "sise")
        ]
    );
    let problem = &theme("[role.body]\nsise = 1\n").problems[0];
    let choice = problem.choice.as_ref().expect("it is a choice");
    assert!(choice.known.contains(&"size") && !choice.known.contains(&"body"));
}

#[test]
fn wrong_values_are_told_at_their_place() {
    for (key, value) in [
        ("[page]\nwidth", "\"-5mm\""),
        ("[page]\nwidth", "210"),
        ("[page]\nwidth", "\"210px\""),
        ("[role.body]\nsize", "\"13.3pt\""),
        ("[role.body]\nsize", "\"1em\""),
        ("[role.body]\nalign", "\"middle\""),
        ("[role.body]\nbold", "\"yes\""),
        ("[role.body]\ncolor", "\"red\""),
        ("[role.body]\nrule-below", "\"1pt red\""),
        ("[inline]\ncode-size", "\"12pt\""),
        ("[picture]\ndpi", "nan"),
        ("[list]\nbullets", "[]"),
        ("[head]\nfirst", "false"),
        ("[head]\nleft", "\"a\\nb\""),
        ("name", "\"\""),
        ("role", "3"),
    ] {
        assert_eq!(told(&format!("{key} = {value}\n")), [(ProblemKind::Value, value)], "{key}");
    }
}

#[test]
fn what_does_not_fit_together_is_told() {
    assert_eq!(
        told("[role.body]\nline-height = \"15pt\"\n"),
        [(ProblemKind::LineHeight, "line-height")]
    );
    assert_eq!(told("[page]\nleft = \"190mm\"\n"), [(ProblemKind::Room, "page")]);
    assert_eq!(told("[page]\nheader = \"18mm\"\n"), [(ProblemKind::Room, "header")]);
    assert_eq!(
        told("[foot]\ncenter = \"{{trang}}\"\n"),
        [(ProblemKind::Variable, "\"{{trang}}\"")]
    );
}

#[test]
fn what_would_part_the_papers_or_leave_no_room_is_refused() {
    use ProblemKind::{Room, Value};
    for (text, expected) in [
        ("[role.body]\nline-height = \"natural\"\n", (Value, "line-height")),
        ("[role.figure]\nline-height = \"18pt\"\n", (Value, "line-height")),
        ("[role.header]\nafter = \"6pt\"\n", (Value, "after")),
        ("[role.footer]\nfill = \"#eee\"\n", (Value, "fill")),
        ("[role.body]\nleft = \"300pt\"\nright = \"300pt\"\n", (Room, "left")),
        ("[role.body]\nfirst-line = \"-200pt\"\n", (Room, "first-line")),
        ("[quote]\nindent = \"90mm\"\n", (Room, "indent")),
        ("[table]\npadding-x = \"20mm\"\n", (Room, "padding-x")),
        ("[page]\nright = \"135mm\"\nleft = \"30mm\"\n", (Room, "page")),
    ] {
        assert_eq!(told(text).first(), Some(&expected), "{text}");
    }
}

#[test]
fn a_file_that_is_no_toml_or_inherits_nothing_is_an_error() {
    let problems = theme("[page\nleft = 1").problems;
    assert!(problems[0].kind == ProblemKind::Syntax && problems[0].kind.is_error());
    assert_eq!(told("inherit = \"nhà\"\n"), [(ProblemKind::Inherit, "\"nhà\"")]);
    assert_eq!(told("inherit = 3\n"), [(ProblemKind::Inherit, "3")]);
}

#[test]
fn a_theme_names_roles_of_spans_of_its_own() {
    let text = "[span.canh-bao]\nbold = true\ncolor = \"#c00\"\nfill = \"#fee\"\nsmall-caps = true\n\
                size = \"0.9em\"\nfamily = \"sans\"\n[span.\"chú-ý\"]\nitalic = true\n[span.accent]\n\
                bold = false\n";
    let read = theme(text);
    assert_eq!(read.problems, []);
    let look = read.theme.spans["canh-bao"];
    assert!(look.bold && look.small_caps && !look.italic);
    assert_eq!((look.color, look.fill.is_some()), (Some(Color::rgb(0xcc, 0, 0)), true));
    assert!(read.theme.spans["chú-ý"].italic && !read.theme.spans["accent"].bold);
    let again = theme(&read.theme.to_toml());
    assert_eq!((again.problems, again.theme), (Vec::new(), read.theme));
}

#[test]
fn keys_and_names_of_roles_that_are_none_are_told() {
    assert_eq!(
        told("[span.canh-bao]\nbolt = true\n[span.\"a b\"]\n[span.underline]\n[span]\nterm = 3\n"),
        [
            (ProblemKind::UnknownKey, "bolt"),
            (ProblemKind::Value, "\"a b\""),
            (ProblemKind::Value, "underline"),
            (ProblemKind::Value, "3")
        ]
    );
    let many: String = (0..600).map(|at| format!("[span.r{at}]\nbold = true\n")).collect();
    assert_eq!(told(&many), [(ProblemKind::Value, "r500")]);
}

//! What must hold between the measures of a theme, each of which may be right by itself.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::length::{Mm, Pt, Twip};
use crate::problem::{Problem, ProblemKind};
use crate::role::{Depth, Role};
use crate::style::LineHeight;
use crate::theme::Theme;

/// From the top of a bold Ẵ to the bottom of the deepest letter of the bundled serif, in ems: lines
/// closer than this run into each other.
pub const LEAST_LINE: f32 = 1.136;

/// The least measure of a paragraph, in millimetres.
const LEAST_MEASURE: f32 = 15.0;

/// How deep a role stands at the least.
fn depth(role: Role) -> Depth {
    match role {
        Role::ListItem | Role::ListItemTight => Depth { lists: 1, ..Depth::default() },
        Role::Quote => Depth { quotes: 1, ..Depth::default() },
        _ => Depth::default(),
    }
}

/// The least width and height of the text, in millimetres.
const LEAST_TEXT: (f32, f32) = (30.0, 40.0);

/// Checks a theme that a file has set; `places` says where the file says what, by path.
pub(crate) fn theme(
    theme: &Theme,
    places: &BTreeMap<String, Range<usize>>,
    problems: &mut Vec<Problem>,
) {
    for role in Role::ALL {
        let style = theme.style(role);
        let LineHeight::Exact(height) = style.line_height else { continue };
        let least = style.text.size.0 * LEAST_LINE;
        if role == Role::Break || height.0 + 0.05 >= least {
            continue;
        }
        let path = format!("role.{}", role.name());
        let place =
            ["line-height", "size"].iter().find_map(|key| places.get(&format!("{path}.{key}")));
        // What is inherited is told where it is said.
        let Some(place) = place else { continue };
        let message = format!(
            "lines of {} are too close for {}: capitals with two marks, such as Ẵ, are cut",
            points(height),
            points(style.text.size)
        );
        let least = (least * 2.0).ceil() / 2.0;
        problems.push(
            Problem::new(ProblemKind::LineHeight, place.clone(), message)
                .hint(format!("a line height of {least}pt or more for `[{path}]`")),
        );
    }
    apt(theme, places, problems);
    room(theme, places, problems);
}

/// What only some roles can have: pictures stand in natural lines, text in exact ones, or the papers
/// would not break alike; furniture is one line at a fixed place.
fn apt(theme: &Theme, places: &BTreeMap<String, Range<usize>>, problems: &mut Vec<Problem>) {
    let mut tell = |role: Role, key: &str, message: &str, hint: &str| {
        if let Some(place) = places.get(&format!("role.{}.{key}", role.name())) {
            let problem = Problem::new(ProblemKind::Value, place.clone(), message.to_owned());
            problems.push(problem.hint(hint));
        }
    };
    for role in Role::ALL {
        let style = theme.style(role);
        match (role, style.line_height) {
            (Role::Figure, LineHeight::Exact(_)) => tell(
                role,
                "line-height",
                "a picture in a line of fixed height covers what follows it",
                "\"natural\"",
            ),
            (Role::Figure, LineHeight::Natural) => {}
            (_, LineHeight::Natural) => tell(
                role,
                "line-height",
                "natural lines of text break at other places in word processors",
                "a length, such as \"1.3em\"; only `[role.figure]` is natural",
            ),
            (_, LineHeight::Exact(_)) => {}
        }
        if matches!(role, Role::Header | Role::Footer) {
            let distance = "its place follows from `page.header` and `page.footer`";
            for (key, length) in
                [("before", style.before), ("after", style.after), ("first-line", style.first_line)]
            {
                if length != Twip::ZERO {
                    tell(role, key, "furniture has no room around its line", distance);
                }
            }
            if style.fill.is_some() {
                tell(role, "fill", "furniture has no background", "\"none\"");
            }
        }
    }
}

/// Whether there is room for text between the margins, and for furniture in them.
fn room(theme: &Theme, places: &BTreeMap<String, Range<usize>>, problems: &mut Vec<Problem>) {
    let page = &theme.page;
    let place =
        |paths: &[&str]| paths.iter().find_map(|path| places.get(*path)).cloned().unwrap_or(0..0);
    let (wide, high) = (page.text_width(), page.text_height());
    if wide < Mm(LEAST_TEXT.0).twips() || high < Mm(LEAST_TEXT.1).twips() {
        let message = format!(
            "the margins leave {} by {} for the text",
            millimetres(wide.pt()),
            millimetres(high.pt())
        );
        let hint = format!("at least {}mm by {}mm", LEAST_TEXT.0, LEAST_TEXT.1);
        problems.push(Problem::new(ProblemKind::Room, place(&["page"]), message).hint(hint));
        return;
    }
    for role in Role::ALL {
        let style = theme.paragraph(role, depth(role));
        let left = wide - style.left - style.right - style.first_line.max(Twip::ZERO);
        if left < Mm(LEAST_MEASURE).twips()
            || style.left + style.first_line.min(Twip::ZERO) < -page.left.twips()
        {
            let path = format!("role.{}", role.name());
            let keys = ["left", "right", "first-line"].map(|key| format!("{path}.{key}"));
            let own = [&*keys[0], &keys[1], &keys[2], "quote.indent", "list.indent", "page"];
            let message = format!("the indents of `[{path}]` leave no room");
            let hint =
                format!("leave at least {LEAST_MEASURE}mm between them, and stay on the paper");
            problems.push(Problem::new(ProblemKind::Room, place(&own), message).hint(hint));
            return;
        }
    }
    let table = &theme.table;
    if table.min_column <= table.padding_x * 2 + Pt(6.0).twips() {
        let place = place(&["table.min-column", "table.padding-x"]);
        let message = "the narrowest column has no room for text between its paddings".to_owned();
        problems.push(
            Problem::new(ProblemKind::Room, place, message)
                .hint("`min-column` is more than 6pt wider than twice `padding-x`"),
        );
    }
    if theme.note.separator_length > wide {
        let place = place(&["notes.separator-length", "page"]);
        let message = "the line above the notes is longer than the text is wide".to_owned();
        problems.push(Problem::new(ProblemKind::Room, place, message));
    }
    for misfit in misfits(theme) {
        let role = match misfit.edge {
            "head" => "role.header",
            _ => "role.footer",
        };
        let [distance, margin] = misfit.keys;
        let line = format!("{role}.line-height");
        let place = place(&[distance, margin, &line, role, misfit.edge]);
        problems.push(Problem::new(ProblemKind::Room, place, misfit.message).hint(misfit.hint));
    }
}

/// A running head or foot that does not fit its margin: with it, the text would move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// `head` or `foot`.
    pub edge: &'static str,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What to do about it.
    pub hint: String,
    /// The keys that say its distance and its margin.
    keys: [&'static str; 2],
}

/// The furniture of a theme that does not fit; that in which nothing stands always does.
#[must_use]
pub fn misfits(theme: &Theme) -> Vec<Misfit> {
    let page = &theme.page;
    let edges = [
        ("head", &theme.head, Role::Header, page.header, page.top, ["page.header", "page.top"]),
        (
            "foot",
            &theme.foot,
            Role::Footer,
            page.footer,
            page.bottom,
            ["page.footer", "page.bottom"],
        ),
    ];
    let mut misfits = Vec::new();
    for (edge, furniture, role, distance, margin, keys) in edges {
        let style = theme.style(role);
        if furniture.is_empty() {
            continue;
        }
        let (message, hint) = match style.pitch() {
            None => (
                format!("the running {edge} has no line height of its own"),
                format!("give `[role.{}]` a `line-height`", role.name()),
            ),
            Some(pitch) => {
                let rule = style.rule_below.map_or(Pt(0.0), |rule| rule.width).twips();
                if distance.twips() + pitch + rule <= margin.twips() {
                    continue;
                }
                (
                    format!(
                        "the running {edge} does not fit its margin: {} from the edge and {} high in {}",
                        millimetres(distance.pt()),
                        points(pitch.pt()),
                        millimetres(margin.pt())
                    ),
                    format!("make `{}` of the theme smaller or `{}` larger", keys[0], keys[1]),
                )
            }
        };
        misfits.push(Misfit { edge, message, hint, keys });
    }
    misfits
}

fn points(length: Pt) -> String {
    format!("{} pt", (length.0 * 100.0).round() / 100.0)
}

fn millimetres(length: Pt) -> String {
    format!("{} mm", (length.0 * 254.0 / 72.0).round() / 10.0)
}

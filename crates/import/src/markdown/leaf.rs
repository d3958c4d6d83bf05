//! Inlines laid flat: stretches of text and what stands between them, each with all that it is under.
//! So two trees that say the same become the same text.

use vanban_text::typography::{self, Binding};

use crate::model::{Attributes, Inline, Mark};

/// A stretch that is under the same marks throughout.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Leaf<'d> {
    pub(super) what: What<'d>,
    pub(super) under: Under<'d>,
}

/// What a stretch is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum What<'d> {
    Text(String),
    Break,
    Code(&'d str),
    Picture { picture: usize, alt: &'d str, attributes: &'d Attributes },
    Math(&'d str),
    Note(usize),
    Reference(&'d str),
}

/// What a stretch is under.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Under<'d> {
    /// Emphasis, strong emphasis, strike, raised, lowered, highlight: by their order.
    pub(super) marks: [bool; 6],
    /// What stands in brackets with attributes after them: a role, a language, an underline.
    pub(super) span: Option<Attributes>,
    /// The link: its place among the links, its target and title.
    pub(super) link: Option<(usize, &'d str, &'d str)>,
}

/// The place of a mark in [`Under::marks`]; none for those that are attributes of a span.
fn place(mark: Mark) -> Result<usize, &'static str> {
    match mark {
        Mark::Strong => Ok(0),
        Mark::Emphasis => Ok(1),
        Mark::Strike => Ok(2),
        Mark::Highlight => Ok(3),
        Mark::Superscript => Ok(4),
        Mark::Subscript => Ok(5),
        Mark::Underline => Err("underline"),
        Mark::SmallCaps => Err("smallcaps"),
    }
}

/// The stretches of a paragraph: white space as single spaces that stand outside the marks they end,
/// neighbours that differ in nothing as one.
pub(super) fn leaves(inlines: &[Inline]) -> Vec<Leaf<'_>> {
    let mut flat = Vec::new();
    let mut links = 0;
    collect(inlines, &Under::default(), &mut links, &mut flat);
    unbind(&mut flat);
    spaced(flat)
}

/// Goes down the inlines; the readers limit how deep they nest.
fn collect<'d>(
    inlines: &'d [Inline],
    under: &Under<'d>,
    links: &mut usize,
    flat: &mut Vec<Leaf<'d>>,
) {
    for inline in inlines {
        let what = match inline {
            Inline::Text(text) if text.is_empty() => continue,
            Inline::Text(text) => What::Text(text.clone()),
            Inline::LineBreak => What::Break,
            Inline::Code(code) if code.is_empty() => continue,
            Inline::Code(code) => What::Code(code),
            Inline::Math(source) if source.trim().is_empty() => continue,
            Inline::Math(source) => What::Math(source),
            Inline::Note(note) => What::Note(*note),
            Inline::Reference(name) => What::Reference(name),
            Inline::Picture { picture, alt, attributes } => {
                What::Picture { picture: *picture, alt, attributes }
            }
            Inline::Marked(mark, inlines) => {
                let mut under = under.clone();
                match place(*mark) {
                    Ok(place) => under.marks[place] = true,
                    Err(class) => {
                        let classes = &mut under.span.get_or_insert_default().classes;
                        if !classes.iter().any(|each| each == class) {
                            classes.push(class.to_owned());
                        }
                    }
                }
                collect(inlines, &under, links, flat);
                continue;
            }
            Inline::Span(attributes, inlines) => {
                let mut under = under.clone();
                if *attributes != Attributes::default() {
                    let span = under.span.get_or_insert_default();
                    span.id = attributes.id.clone().or(span.id.take());
                    for class in &attributes.classes {
                        if !span.classes.contains(class) {
                            span.classes.push(class.clone());
                        }
                    }
                    for (key, value) in &attributes.keys {
                        span.keys.retain(|(name, _)| name != key);
                        span.keys.push((key.clone(), value.clone()));
                    }
                }
                collect(inlines, &under, links, flat);
                continue;
            }
            Inline::Link { target, title, inlines } => {
                let mut under = under.clone();
                // A link in a link has no place of its own.
                if under.link.is_none() {
                    *links += 1;
                    under.link = Some((*links, target, title));
                }
                let from = flat.len();
                collect(inlines, &under, links, flat);
                if flat.len() == from {
                    let shown = target.strip_prefix("mailto:").unwrap_or(target);
                    flat.push(Leaf { what: What::Text(shown.to_owned()), under });
                }
                continue;
            }
        };
        flat.push(Leaf { what, under: under.clone() });
    }
}

/// Stands for what is no text while bindings are looked for.
const OBJECT: char = '\u{fffc}';

/// Writes spaces for the fixed ones that typography puts there again, and leaves its joiners out.
fn unbind(flat: &mut [Leaf<'_>]) {
    let is_fixed = |char: char| matches!(char, '\u{a0}' | '\u{2060}');
    let fixed = |leaf: &Leaf<'_>| match &leaf.what {
        What::Text(text) => text.contains(is_fixed),
        _ => false,
    };
    if !flat.iter().any(fixed) {
        return;
    }
    let mut whole = String::new();
    // Where each fixed character stands in the whole.
    let mut places = Vec::new();
    for leaf in flat.iter() {
        match &leaf.what {
            What::Text(text) => {
                for char in text.chars() {
                    match char {
                        '\u{a0}' => {
                            places.push((whole.len(), char));
                            whole.push(' ');
                        }
                        '\u{2060}' => places.push((whole.len(), char)),
                        char if char.is_whitespace() => whole.push(' '),
                        char => whole.push(char),
                    }
                }
            }
            What::Break => whole.push('\n'),
            What::Note(_) => {}
            What::Reference(_) => whole.push('H'),
            What::Code(_) | What::Picture { .. } | What::Math(_) => whole.push(OBJECT),
        }
    }
    let bindings = typography::bind(&whole);
    let again = |(at, char): &(usize, char)| {
        let wanted = if *char == '\u{a0}' { Binding::Space(*at) } else { Binding::Hyphen(*at) };
        bindings.contains(&wanted)
    };
    let mut again = places.iter().map(again);
    for leaf in flat {
        let What::Text(text) = &mut leaf.what else { continue };
        if !text.contains(is_fixed) {
            continue;
        }
        let mut plain = String::with_capacity(text.len());
        for char in text.chars() {
            match char {
                '\u{a0}' if again.next() == Some(true) => plain.push(' '),
                '\u{2060}' if again.next() == Some(true) => {}
                char => plain.push(char),
            }
        }
        *text = plain;
    }
}

/// White space as single spaces, none at the ends of lines; a space is under what both its neighbours
/// are under.
fn spaced(flat: Vec<Leaf<'_>>) -> Vec<Leaf<'_>> {
    let mut spaced: Vec<Leaf<'_>> = Vec::with_capacity(flat.len());
    let mut space = false;
    for leaf in flat {
        let Leaf { what, under } = leaf;
        match what {
            What::Text(text) => {
                for (at, word) in text.split(is_space).enumerate() {
                    space |= at > 0;
                    if !word.is_empty() {
                        push(&mut spaced, What::Text(word.to_owned()), &under, &mut space);
                    }
                }
            }
            What::Break => {
                space = false;
                if !spaced.is_empty() {
                    spaced.push(Leaf { what: What::Break, under: Under::default() });
                }
            }
            what => push(&mut spaced, what, &under, &mut space),
        }
    }
    while spaced.last().is_some_and(|leaf| leaf.what == What::Break) {
        spaced.pop();
    }
    spaced
}

/// The white space that means no more than a space.
fn is_space(char: char) -> bool {
    matches!(
        char,
        ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

fn push<'d>(spaced: &mut Vec<Leaf<'d>>, what: What<'d>, under: &Under<'d>, space: &mut bool) {
    let wanted = std::mem::take(space)
        && spaced.last().is_some_and(|last| !matches!(last.what, What::Break));
    if wanted {
        let before = spaced.last().map(|last| last.under.clone()).unwrap_or_default();
        text(spaced, " ", &common(&before, under));
    }
    match what {
        What::Text(word) => text(spaced, &word, under),
        what => spaced.push(Leaf { what, under: under.clone() }),
    }
}

fn text<'d>(spaced: &mut Vec<Leaf<'d>>, words: &str, under: &Under<'d>) {
    if let Some(last) = spaced.last_mut()
        && let What::Text(before) = &mut last.what
        && last.under == *under
    {
        before.push_str(words);
        return;
    }
    spaced.push(Leaf { what: What::Text(words.to_owned()), under: under.clone() });
}

fn common<'d>(one: &Under<'d>, two: &Under<'d>) -> Under<'d> {
    let mut both = Under::default();
    for (mark, (one, two)) in both.marks.iter_mut().zip(one.marks.iter().zip(&two.marks)) {
        *mark = *one && *two;
    }
    both.span = one.span.clone().filter(|_| one.span == two.span);
    both.link = one.link.filter(|_| one.link == two.link);
    both
}

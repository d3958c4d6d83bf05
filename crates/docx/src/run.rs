//! The look of a run: a character style, and direct formatting only where the style cannot say it.
//!
//! Toggles of a paragraph style and of a character style cancel each other out (ECMA-376 §17.7.3),
//! and not in every word processor: where both are on, the run says directly what it looks like.

use std::borrow::Cow;

use vanban_article::{Marks, StyleId, Token};
use vanban_theme::{CodePart, Color, Em, FontNames, FontSpec, Mark, SpanLook, TextStyle, Theme};

use crate::code_style;
use crate::schema::{Children, RUN};
use crate::span_role::{self, SpanRole};
use crate::style_names::NOTE_REFERENCE;
use crate::styles::{font, shade, size};

/// A character style.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum CharacterStyle {
    NoteReference,
    Code,
    Link,
    Strong,
    Emphasis,
    Strike,
    Underline,
    /// The role of a span.
    Span(SpanRole),
    /// A part of a block of code.
    Part(CodePart),
}

impl CharacterStyle {
    /// All but those of the parts of code; a run that could have several has the first.
    const MARKS: [CharacterStyle; 7] = [
        CharacterStyle::NoteReference,
        CharacterStyle::Code,
        CharacterStyle::Link,
        CharacterStyle::Strong,
        CharacterStyle::Emphasis,
        CharacterStyle::Strike,
        CharacterStyle::Underline,
    ];

    /// All of them, in the order in which they are written.
    pub(crate) fn all(theme: &Theme) -> impl Iterator<Item = CharacterStyle> + '_ {
        let parts = CodePart::ALL.into_iter().map(CharacterStyle::Part);
        let spans = span_role::all(theme).map(CharacterStyle::Span);
        CharacterStyle::MARKS.into_iter().chain(spans).chain(parts)
    }

    /// The identifier.
    pub(crate) fn id(self, theme: &Theme) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            CharacterStyle::Span(role) => return Cow::Owned(role.id(theme)),
            CharacterStyle::NoteReference => NOTE_REFERENCE,
            CharacterStyle::Code => "VerbatimChar",
            CharacterStyle::Link => "Hyperlink",
            CharacterStyle::Strong => "Strong",
            CharacterStyle::Emphasis => "Emphasis",
            CharacterStyle::Strike => "Strikethrough",
            CharacterStyle::Underline => "Underline",
            CharacterStyle::Part(part) => code_style::names(part).0,
        })
    }

    /// The name by which a person calls it.
    pub(crate) fn name(self, theme: &Theme) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            CharacterStyle::NoteReference => "footnote reference",
            CharacterStyle::Code => "Verbatim Char",
            CharacterStyle::Part(part) => code_style::names(part).1,
            CharacterStyle::Span(role) => return Cow::Owned(role.style_name(theme)),
            _ => return self.id(theme),
        })
    }

    /// Where it stands in lists of styles.
    pub(crate) fn priority(self) -> u32 {
        match self {
            CharacterStyle::NoteReference | CharacterStyle::Link => 99,
            CharacterStyle::Emphasis => 20,
            CharacterStyle::Strong => 22,
            CharacterStyle::Strike | CharacterStyle::Underline => 23,
            CharacterStyle::Span(_) => 24,
            CharacterStyle::Code => 36,
            CharacterStyle::Part(_) => 39,
        }
    }

    /// Whether no word processor builds it in.
    pub(crate) fn is_own(self) -> bool {
        matches!(
            self,
            CharacterStyle::Code
                | CharacterStyle::Strike
                | CharacterStyle::Underline
                | CharacterStyle::Span(_)
                | CharacterStyle::Part(_)
        )
    }

    /// What a paragraph's text looks like under the style, the style being made for `body`.
    pub(crate) fn apply(self, theme: &Theme, body: TextStyle, text: TextStyle) -> TextStyle {
        let mut look = text;
        match self {
            CharacterStyle::NoteReference => {}
            CharacterStyle::Code => {
                let code = theme.marked(body, Mark::Code);
                look.font.family = code.font.family;
                look.size = code.size;
            }
            CharacterStyle::Link => look = theme.marked(look, Mark::Link),
            CharacterStyle::Strong => look.font.bold = true,
            CharacterStyle::Emphasis => look.font.italic = true,
            CharacterStyle::Strike => look.strike = true,
            CharacterStyle::Underline => look.underline = true,
            CharacterStyle::Span(SpanRole { look: span, .. }) => {
                look.font.family = span.family.unwrap_or(look.font.family);
                if span.size != Em(1.0) {
                    look.size = span.on(body).size;
                }
                look.font.bold |= span.bold;
                look.font.italic |= span.italic;
                look.underline |= span.underline;
                look.strike |= span.strike;
                look.color = span.color.unwrap_or(look.color);
            }
            CharacterStyle::Part(part) => look = theme.code(look, part),
        }
        look
    }

    /// Adds to the properties of the style what is no part of a look.
    pub(crate) fn properties(self, run: &mut Children) {
        match self {
            CharacterStyle::Code => run.on("w:noProof"),
            CharacterStyle::Span(role) => role.properties(run),
            _ => {}
        }
    }

    /// The style of a run, if any: a role says more than a mark beside it.
    fn of(run: Run) -> Option<CharacterStyle> {
        let Run { marks, .. } = run;
        if let Some(role) = run.span
            && !(run.is_note || run.is_link || marks.has(Marks::CODE))
        {
            return Some(CharacterStyle::Span(role));
        }
        let marked = CharacterStyle::MARKS.into_iter().find(|style| match style {
            CharacterStyle::NoteReference => run.is_note,
            CharacterStyle::Code => marks.has(Marks::CODE),
            CharacterStyle::Link => run.is_link,
            CharacterStyle::Strong => marks.has(Marks::STRONG),
            CharacterStyle::Emphasis => marks.has(Marks::EMPHASIS),
            CharacterStyle::Strike => marks.has(Marks::STRIKE),
            CharacterStyle::Underline => marks.has(Marks::UNDERLINE),
            CharacterStyle::Span(_) | CharacterStyle::Part(_) => false,
        });
        marked.or(run.part().map(CharacterStyle::Part))
    }
}

/// What a run is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Run {
    /// Its marks.
    pub(crate) marks: Marks,
    /// Whether it is part of a link.
    pub(crate) is_link: bool,
    /// Whether it is a note's mark.
    pub(crate) is_note: bool,
    /// The role of its span.
    pub(crate) span: Option<SpanRole>,
    /// Its colour, where its paragraph's style does not say it.
    pub(crate) color: Option<Color>,
    /// The span whose language it has.
    pub(crate) lang: Option<StyleId>,
    /// What it is in a block of code.
    pub(crate) token: Token,
    /// Whether it is the sign before the rest of a line of code.
    pub(crate) is_continuation: bool,
}

impl Run {
    /// Whether its small letters are small capitals.
    fn has_small_caps(self) -> bool {
        self.marks.has(Marks::SMALL_CAPS) || self.span.is_some_and(|span| span.look.small_caps)
    }

    /// The part of code that it is.
    fn part(self) -> Option<CodePart> {
        if self.is_continuation {
            return Some(CodePart::Continuation);
        }
        self.token.name().and_then(CodePart::named)
    }
}

/// The look of a run in a paragraph's text, in full size even where it is raised or lowered.
pub(crate) fn look(theme: &Theme, text: TextStyle, run: Run) -> TextStyle {
    let marks = [
        (Marks::EMPHASIS, Mark::Emphasis),
        (Marks::STRONG, Mark::Strong),
        (Marks::STRIKE, Mark::Strike),
        (Marks::UNDERLINE, Mark::Underline),
        (Marks::CODE, Mark::Code),
        (Marks::HIGHLIGHT, Mark::Highlight),
    ];
    let set = marks.into_iter().filter(|(bit, _)| run.marks.has(*bit)).map(|(_, mark)| mark);
    let mut look = set.fold(text, |look, mark| theme.marked(look, mark));
    look.color = run.color.unwrap_or(look.color);
    look = run.span.map_or(look, |span| span.look.on(look));
    if run.is_link {
        look = theme.marked(look, Mark::Link);
    }
    run.part().map_or(look, |part| theme.code(look, part))
}

/// The properties of a run in a paragraph whose style's text is `text` and which is to be set in
/// the cut `face`; `body` is the text of the default style.
pub(crate) fn properties(
    theme: &Theme,
    fonts: &FontNames,
    body: TextStyle,
    text: TextStyle,
    run: Run,
    face: FontSpec,
) -> Children {
    let mut children = Children::new(RUN);
    let style = CharacterStyle::of(run);
    let plain = TextStyle {
        font: FontSpec { family: text.font.family, bold: false, italic: false },
        strike: false,
        ..text
    };
    let (styled, own) = match style {
        Some(style) => (style.apply(theme, body, text), style.apply(theme, body, plain)),
        None => (text, plain),
    };
    let mut look = look(theme, text, run);
    look.font = face;
    if let Some(style) = style {
        children.value("w:rStyle", &*style.id(theme));
    }
    if look.font.family != styled.font.family {
        font(&mut children, fonts.of(look.font.family));
    }
    let mut toggle = |name, wanted: bool, paragraph: bool, character: bool| {
        if paragraph && character || wanted != (paragraph || character) {
            children.toggle(name, wanted);
        }
    };
    toggle("w:b", look.font.bold, text.font.bold, own.font.bold);
    toggle("w:i", look.font.italic, text.font.italic, own.font.italic);
    toggle("w:strike", look.strike, text.strike, own.strike);
    let of_style = match style {
        Some(CharacterStyle::Span(role)) => role.look,
        _ => SpanLook::default(),
    };
    if run.has_small_caps() && !of_style.small_caps {
        children.on("w:smallCaps");
    }
    match run.span.and_then(|span| span.look.fill) {
        Some(fill) if of_style.fill != Some(fill) => shade(&mut children, fill),
        Some(_) => {}
        None if look.highlight.is_some() => children.value("w:highlight", "yellow"),
        None => {}
    }
    if run.marks.has(Marks::CODE) && style != Some(CharacterStyle::Code) {
        children.on("w:noProof");
    }
    if look.color != styled.color {
        children.value("w:color", look.color.hex());
    }
    if look.size != styled.size {
        size(&mut children, look.size);
    }
    if look.underline != styled.underline {
        children.value("w:u", if look.underline { "single" } else { "none" });
    }
    if run.marks.has(Marks::SUPERSCRIPT) && !run.is_note {
        children.value("w:vertAlign", "superscript");
    } else if run.marks.has(Marks::SUBSCRIPT) && !run.is_note {
        children.value("w:vertAlign", "subscript");
    }
    children
}

#[cfg(test)]
mod tests {
    use super::{Run, look, properties};
    use crate::xml::Xml;
    use vanban_article::Marks;
    use vanban_theme::{FontNames, Role, Theme};

    fn run(role: Role, marks: Marks, is_link: bool, is_note: bool) -> String {
        let theme = Theme::named("office").expect("the theme is built in");
        let (body, text) = (theme.style(Role::Body).text, theme.style(role).text);
        let run = Run { marks, is_link, is_note, ..Run::default() };
        let face = look(&theme, text, run).font;
        let mut xml = Xml::default();
        properties(&theme, &FontNames::default(), body, text, run, face).write_bare(&mut xml);
        xml.as_str().replace(" w:val", "").replace("w:", "")
    }

    #[test]
    fn one_mark_is_one_style() {
        assert_eq!(run(Role::Body, Marks::NONE, false, false), "");
        assert_eq!(run(Role::Body, Marks::STRONG, false, false), "<rStyle=\"Strong\"/>");
        assert_eq!(run(Role::Body, Marks::EMPHASIS, false, false), "<rStyle=\"Emphasis\"/>");
        assert_eq!(run(Role::Body, Marks::CODE, false, false), "<rStyle=\"VerbatimChar\"/>");
        assert_eq!(run(Role::Body, Marks::NONE, true, false), "<rStyle=\"Hyperlink\"/>");
        assert_eq!(run(Role::Body, Marks::NONE, false, true), "<rStyle=\"FootnoteReference\"/>");
    }

    #[test]
    fn further_marks_are_direct() {
        let marks = Marks::STRONG.with(Marks::EMPHASIS).with(Marks::UNDERLINE);
        assert_eq!(run(Role::Body, marks, false, false), "<rStyle=\"Strong\"/><i/><u=\"single\"/>");
        assert_eq!(
            run(Role::Body, Marks::CODE, true, false),
            "<rStyle=\"VerbatimChar\"/><color=\"054FA3\"/>"
        );
    }

    #[test]
    fn strong_text_in_a_bold_paragraph_stays_bold() {
        assert_eq!(run(Role::Title, Marks::STRONG, false, false), "<rStyle=\"Strong\"/><b/>");
    }

    #[test]
    fn emphasis_in_an_italic_paragraph_is_upright() {
        assert_eq!(
            run(Role::Caption, Marks::EMPHASIS, false, false),
            "<rStyle=\"Emphasis\"/><i=\"0\"/>"
        );
    }

    #[test]
    fn code_is_as_large_as_its_paragraph_asks() {
        assert_eq!(
            run(Role::TableCell, Marks::CODE, false, false),
            "<rStyle=\"VerbatimChar\"/><sz=\"20\"/><szCs=\"20\"/>"
        );
    }

    #[test]
    fn raised_text_keeps_its_size() {
        assert_eq!(
            run(Role::Body, Marks::SUPERSCRIPT, false, false),
            "<vertAlign=\"superscript\"/>"
        );
        assert_eq!(run(Role::Body, Marks::SUBSCRIPT, false, false), "<vertAlign=\"subscript\"/>");
    }
}

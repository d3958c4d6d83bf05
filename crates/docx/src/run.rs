//! The look of a run: a character style, and direct formatting only where the style cannot say it.
//!
//! Toggles of a paragraph style and of a character style cancel each other out (ECMA-376 §17.7.3),
//! and not in every word processor: where both are on, the run says directly what it looks like.

use vanban_article::{Marks, StyleId};
use vanban_theme::{Color, FontNames, FontSpec, Mark, SpanLook, TextStyle, Theme};

use crate::schema::{Children, RUN};
use crate::style_names::NOTE_REFERENCE;
use crate::styles::{font, size};

/// A character style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CharacterStyle {
    NoteReference,
    Code,
    Link,
    Strong,
    Emphasis,
    Strike,
    Underline,
}

impl CharacterStyle {
    /// All of them; a run that could have several has the first.
    pub(crate) const ALL: [CharacterStyle; 7] = [
        CharacterStyle::NoteReference,
        CharacterStyle::Code,
        CharacterStyle::Link,
        CharacterStyle::Strong,
        CharacterStyle::Emphasis,
        CharacterStyle::Strike,
        CharacterStyle::Underline,
    ];

    /// The identifier.
    pub(crate) fn id(self) -> &'static str {
        match self {
            CharacterStyle::NoteReference => NOTE_REFERENCE,
            CharacterStyle::Code => "VerbatimChar",
            CharacterStyle::Link => "Hyperlink",
            CharacterStyle::Strong => "Strong",
            CharacterStyle::Emphasis => "Emphasis",
            CharacterStyle::Strike => "Strikethrough",
            CharacterStyle::Underline => "Underline",
        }
    }

    /// The name by which a person calls it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            CharacterStyle::NoteReference => "footnote reference",
            CharacterStyle::Code => "Verbatim Char",
            _ => self.id(),
        }
    }

    /// Where it stands in lists of styles.
    pub(crate) fn priority(self) -> u32 {
        match self {
            CharacterStyle::NoteReference | CharacterStyle::Link => 99,
            CharacterStyle::Emphasis => 20,
            CharacterStyle::Strong => 22,
            CharacterStyle::Strike | CharacterStyle::Underline => 23,
            CharacterStyle::Code => 36,
        }
    }

    /// Whether no word processor builds it in.
    pub(crate) fn is_own(self) -> bool {
        matches!(self, CharacterStyle::Code | CharacterStyle::Strike | CharacterStyle::Underline)
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
        }
        look
    }

    /// The style of a run, if any.
    fn of(marks: Marks, is_link: bool, is_note: bool) -> Option<CharacterStyle> {
        CharacterStyle::ALL.into_iter().find(|style| match style {
            CharacterStyle::NoteReference => is_note,
            CharacterStyle::Code => marks.has(Marks::CODE),
            CharacterStyle::Link => is_link,
            CharacterStyle::Strong => marks.has(Marks::STRONG),
            CharacterStyle::Emphasis => marks.has(Marks::EMPHASIS),
            CharacterStyle::Strike => marks.has(Marks::STRIKE),
            CharacterStyle::Underline => marks.has(Marks::UNDERLINE),
        })
    }
}

/// What a run is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Run {
    /// Its marks.
    pub(crate) marks: Marks,
    /// Whether it is part of a link.
    pub(crate) is_link: bool,
    /// Whether it is a note's mark.
    pub(crate) is_note: bool,
    /// What its span changes of its look.
    pub(crate) span: Option<SpanLook>,
    /// Its colour, where its paragraph's style does not say it.
    pub(crate) color: Option<Color>,
    /// The span whose language it has.
    pub(crate) lang: Option<StyleId>,
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
    let link = run.is_link.then_some(Mark::Link);
    let mut look = set.chain(link).fold(text, |look, mark| theme.marked(look, mark));
    look.color = run.color.unwrap_or(look.color);
    run.span.map_or(look, |span| span.on(look))
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
    let style = CharacterStyle::of(run.marks, run.is_link, run.is_note);
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
        children.value("w:rStyle", style.id());
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
    if run.marks.has(Marks::SMALL_CAPS) {
        children.on("w:smallCaps");
    }
    if look.highlight.is_some() {
        children.value("w:highlight", "yellow");
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

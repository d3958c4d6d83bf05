//! Every key of a theme file, in one table: what it is called, what it is, what it sets.
//!
//! Reading a file, writing one, and telling others what may stand in one all walk this table, so a
//! new measure of the theme is one line here.

use std::collections::BTreeMap;

use crate::code::CodePart;
use crate::color::Color;
use crate::furniture::{Band, Furniture};
use crate::length::{Em, Mm, Pt, Twip};
use crate::numbering::{LEVELS, NumberFormat, Numbering};
use crate::page::PageStyle;
use crate::role::Role;
use crate::span::SpanLook;
use crate::style::{Align, Family, LineHeight, ParagraphStyle, Rule};
use crate::theme::Theme;

/// The least and the greatest value of a key, in its own unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Limits(pub(crate) f64, pub(crate) f64);

/// What a key sets.
pub(crate) enum Slot<'a> {
    /// A text.
    Text(&'a mut String),
    /// A text, perhaps empty.
    Pattern(&'a mut String),
    /// Texts, at least one.
    Texts(&'a mut Vec<String>),
    /// Yes or no.
    Flag(&'a mut bool),
    /// A font size.
    Size(&'a mut Pt),
    /// A length, and the font size that ems in it refer to; limits in points.
    Length(&'a mut Twip, Limits, Pt),
    /// A length of the paper; limits in millimetres.
    Paper(&'a mut Mm, Limits),
    /// A length in ems.
    Ems(&'a mut Em, Limits),
    /// A number.
    Number(&'a mut f32, Limits),
    /// A colour.
    Color(&'a mut Color),
    /// A colour or none.
    Fill(&'a mut Option<Color>),
    /// A line.
    Rule(&'a mut Rule),
    /// A line or none.
    RuleOrNone(&'a mut Option<Rule>),
    /// Where lines stand.
    Align(&'a mut Align),
    /// How a number is written.
    Numerals(&'a mut NumberFormat),
    /// A family.
    Family(&'a mut Family),
    /// A family or none.
    FamilyOrNone(&'a mut Option<Family>),
    /// A line height, and the font size that ems in it refer to.
    LineHeight(&'a mut LineHeight, Pt),
    /// A template of furniture.
    Template(&'a mut String),
    /// A variant of furniture, or none of its own.
    Variant(&'a mut Option<Band>),
}

/// Who walks the table.
pub(crate) trait Visit {
    /// A key.
    fn key(&mut self, name: &'static str, about: &'static str, slot: Slot<'_>);
    /// A table begins.
    fn open(&mut self, name: &'static str, about: &'static str);
    /// The names of the tables inside the one that began last that a file names as it likes.
    fn own_tables(&mut self) -> Vec<String> {
        Vec::new()
    }
    /// A table begins that a file may name as it likes.
    fn open_own(&mut self, name: &str, about: &'static str);
    /// The table that began last ends.
    fn close(&mut self);
}

/// What lengths may be: nothing or more, in points.
const ROOM: Limits = Limits(0.0, 400.0);
/// How thick bars may be, in points (ECMA-376 §17.18.2).
const BAR: Limits = Limits(0.25, 12.0);
/// What indents may be, in points.
const INDENT: Limits = Limits(-400.0, 400.0);
/// What sides of the paper may be, in millimetres (Word goes to 22 inches).
const SIDE: Limits = Limits(50.0, 558.0);
/// What margins may be, in millimetres.
const MARGIN: Limits = Limits(0.0, 250.0);

/// Walks the whole theme.
pub(crate) fn theme(theme: &mut Theme, to: &mut dyn Visit) {
    let em = theme.style(Role::Body).text.size;
    to.key("name", "what messages call the theme", Slot::Text(&mut theme.name));
    to.open("fonts", "the families by name: bundled ones (Tinos, Arimo, Cousine), families with their metrics, which office documents then name and do not embed (Times New Roman, Arial, Courier New), or families of the font path");
    to.key("serif", "the family with serifs", Slot::Text(&mut theme.font_names.serif));
    to.key("sans", "the family without serifs", Slot::Text(&mut theme.font_names.sans));
    to.key("mono", "the family of code", Slot::Text(&mut theme.font_names.mono));
    to.close();
    page(&mut theme.page, to);
    to.open("head", "the running head: templates with {{page}}, {{pages}}, {{title}}, {{subtitle}}, {{author}}, {{date}}, {{date-long}}, {{place}}, {{source}}, {{category}}, {{section}}");
    furniture(&mut theme.head, to);
    to.close();
    to.open("foot", "the running foot, as the head");
    furniture(&mut theme.foot, to);
    to.close();
    to.open("list", "lists");
    let list = &mut theme.list;
    let room = |length| Slot::Length(length, ROOM, em);
    to.key("indent", "indent of a first-level item's text", room(&mut list.indent));
    to.key("step", "further indent of each deeper level", room(&mut list.step));
    to.key(
        "hanging",
        "how far a bullet or a number of two digits hangs out",
        room(&mut list.hanging),
    );
    to.key(
        "digit",
        "how much further a number hangs out for each more digit",
        room(&mut list.digit),
    );
    to.key("bullets", "the bullets of the levels, used in turn", Slot::Texts(&mut list.bullets));
    to.close();
    to.open("quote", "block quotations");
    to.key("indent", "indent, on both sides, of each level", room(&mut theme.quote_indent));
    to.close();
    to.open("table", "tables");
    let table = &mut theme.table;
    to.key("border", "every border", Slot::Rule(&mut table.border));
    to.key("padding-x", "room left and right of a cell's text", room(&mut table.padding_x));
    to.key("padding-y", "room above and below a cell's text", room(&mut table.padding_y));
    to.key("head-fill", "background of header cells", Slot::Fill(&mut table.head_fill));
    to.key("min-column", "the narrowest a column may be made", room(&mut table.min_column));
    to.key("around", "room above and below the table", room(&mut table.around));
    let least = Limits(0.5, 72.0);
    to.key(
        "separator",
        "the height between two tables in a row",
        Slot::Length(&mut table.separator, least, em),
    );
    to.close();
    to.open("notes", "footnotes");
    let note = &mut theme.note;
    to.key("separator", "the line between the text and the notes", Slot::Rule(&mut note.separator));
    to.key("separator-length", "the length of that line", room(&mut note.separator_length));
    to.key(
        "separator-height",
        "the height that holds that line",
        Slot::Length(&mut note.separator_height, Limits(2.0, 72.0), em),
    );
    to.close();
    to.open("inline", "what stands in a line");
    to.key("link-color", "the colour of links", Slot::Color(&mut theme.link_color));
    let share = Limits(0.2, 2.0);
    to.key(
        "code-size",
        "size of code beside the text around it",
        Slot::Ems(&mut theme.code_size, share),
    );
    to.key(
        "script-size",
        "size of raised and lowered text",
        Slot::Ems(&mut theme.script_size, share),
    );
    let rise = Limits(0.0, 1.0);
    to.key("superscript-rise", "rise of raised text", Slot::Ems(&mut theme.superscript_rise, rise));
    to.key("highlight", "the colour behind highlighted text", Slot::Color(&mut theme.highlight));
    to.key(
        "small-caps-size",
        "size of small letters set as capitals",
        Slot::Ems(&mut theme.small_caps_size, share),
    );
    to.key("subscript-fall", "fall of lowered text", Slot::Ems(&mut theme.subscript_fall, rise));
    to.close();
    to.open("cover", "the page that holds nothing but the title block");
    let cover = &mut theme.cover;
    to.key("on", "where the article does not say", Slot::Flag(&mut cover.on));
    to.key("above", "room above the title", room(&mut cover.above));
    to.key("between", "room below the title and its subtitle", room(&mut cover.between));
    to.close();
    to.open("contents", "the table of contents");
    to.key("on", "where the article does not say", Slot::Flag(&mut theme.contents));
    to.close();
    to.open("alert", "alerts: notes, tips, warnings");
    let alert = &mut theme.alert;
    to.key("indent", "indent of their text, on each level", room(&mut alert.indent));
    to.key("bar", "the thickness of the bar at their left", Slot::Length(&mut alert.bar, BAR, em));
    let least = Limits(0.0, 31.0);
    to.key("gap", "from the bar to the text", Slot::Length(&mut alert.gap, least, em));
    for (name, color) in ALERTS.into_iter().zip(&mut alert.colors) {
        to.key(name, "the colour of its bar and label", Slot::Color(color));
    }
    to.close();
    numbering(&mut theme.numbering, to);
    spans(&mut theme.spans, to);
    to.open("code", "what code is made of");
    for (part, style) in CodePart::ALL.into_iter().zip(&mut theme.code) {
        to.open(part.name(), "its look");
        to.key("color", "the colour of the text", Slot::Color(&mut style.color));
        to.key("bold", "the bold cut", Slot::Flag(&mut style.bold));
        to.key("italic", "the italic cut", Slot::Flag(&mut style.italic));
        to.close();
    }
    to.close();
    to.open("picture", "pictures");
    to.key(
        "dpi",
        "pixels an inch of a picture that does not say it",
        Slot::Number(&mut theme.picture_dpi, Limits(30.0, 2400.0)),
    );
    to.key(
        "share",
        "the share of the text height that a picture takes at most",
        Slot::Number(&mut theme.picture_share, Limits(0.1, 0.9)),
    );
    to.close();
    to.open("role", "how paragraphs look, by what they are");
    for (role, style) in Role::ALL.into_iter().zip(&mut theme.paragraphs) {
        to.open(role.name(), about(role));
        paragraph(style, to);
        to.close();
    }
    to.close();
}

/// The names of alerts, in the order of their colours.
const ALERTS: [&str; 5] = ["note", "tip", "important", "warning", "caution"];

/// What the roles of spans are that every theme has.
const SPANS: [(&str, &str); 4] = [
    ("accent", "what must strike the eye"),
    ("muted", "what may be passed over"),
    ("term", "a term of the trade"),
    ("name", "a name of a person or an office"),
];

/// The roles of spans: those of the theme, and those that a file adds.
fn spans(looks: &mut BTreeMap<String, SpanLook>, to: &mut dyn Visit) {
    to.open("span", "spans of text with a role, [text]{.accent}; a theme adds its own by name");
    for (name, _) in SPANS {
        looks.entry(name.to_owned()).or_default();
    }
    for name in to.own_tables() {
        looks.entry(name).or_default();
    }
    for (name, look) in looks {
        let known = SPANS.iter().find(|(each, _)| each == name);
        to.open_own(name, known.map_or("a role of the theme's own", |(_, about)| about));
        to.key(
            "family",
            "serif, sans or mono; none: that of the text",
            Slot::FamilyOrNone(&mut look.family),
        );
        to.key(
            "size",
            "the size beside the text around it",
            Slot::Ems(&mut look.size, Limits(0.5, 1.5)),
        );
        to.key("bold", "the bold cut", Slot::Flag(&mut look.bold));
        to.key("italic", "the other cut of the text around it", Slot::Flag(&mut look.italic));
        to.key("small-caps", "small letters as small capitals", Slot::Flag(&mut look.small_caps));
        to.key("underline", "a line under the text", Slot::Flag(&mut look.underline));
        to.key("strike", "a line through the text", Slot::Flag(&mut look.strike));
        to.key("color", "the colour; none: that of the text", Slot::Fill(&mut look.color));
        to.key("fill", "the colour behind the text", Slot::Fill(&mut look.fill));
        to.close();
    }
    to.close();
}

/// The numbers of headings.
fn numbering(numbering: &mut Numbering, to: &mut dyn Visit) {
    numbering.levels.resize_with(LEVELS.len(), Default::default);
    to.open("numbering", "the numbers of headings; %1 to %6 are the numbers of the levels");
    to.key("on", "where the article does not say", Slot::Flag(&mut numbering.on));
    for (name, level) in LEVELS.into_iter().zip(&mut numbering.levels) {
        to.open(name, "the number before headings of the level; an empty text: none");
        to.key("text", "the number with what stands around it", Slot::Pattern(&mut level.text));
        to.key(
            "format",
            "how the level's own number is written",
            Slot::Numerals(&mut level.format),
        );
        to.key(
            "continues",
            "counts on where a higher level begins anew",
            Slot::Flag(&mut level.continues),
        );
        to.key("own-line", "stands on a line of its own", Slot::Flag(&mut level.own_line));
        to.close();
    }
    to.close();
}

fn page(page: &mut PageStyle, to: &mut dyn Visit) {
    to.open("page", "the paper and its margins");
    to.key("width", "width of the paper", Slot::Paper(&mut page.width, SIDE));
    to.key("height", "height of the paper", Slot::Paper(&mut page.height, SIDE));
    to.key("top", "room above the text", Slot::Paper(&mut page.top, MARGIN));
    to.key("bottom", "room below the text", Slot::Paper(&mut page.bottom, MARGIN));
    to.key("left", "room left of the text", Slot::Paper(&mut page.left, MARGIN));
    to.key("right", "room right of the text", Slot::Paper(&mut page.right, MARGIN));
    to.key(
        "header",
        "from the paper's top edge to the head",
        Slot::Paper(&mut page.header, MARGIN),
    );
    to.key(
        "footer",
        "from the foot to the paper's bottom edge",
        Slot::Paper(&mut page.footer, MARGIN),
    );
    to.close();
}

/// The parts of a band and the variants that stand for it.
fn furniture(furniture: &mut Furniture, to: &mut dyn Visit) {
    band(&mut furniture.general, to);
    to.key(
        "first",
        "on the first page: parts, a text for its middle, or \"same\"",
        Slot::Variant(&mut furniture.first),
    );
    to.key("odd", "on odd pages, in the same forms", Slot::Variant(&mut furniture.odd));
    to.key("even", "on even pages, in the same forms", Slot::Variant(&mut furniture.even));
}

/// The three parts of a band.
pub(crate) fn band(band: &mut Band, to: &mut dyn Visit) {
    to.key("left", "at the left margin", Slot::Template(&mut band.left));
    to.key("center", "in the middle", Slot::Template(&mut band.center));
    to.key("right", "at the right margin", Slot::Template(&mut band.right));
}

fn paragraph(style: &mut ParagraphStyle, to: &mut dyn Visit) {
    let text = &mut style.text;
    to.key("family", "serif, sans or mono", Slot::Family(&mut text.font.family));
    to.key("size", "the font size, in half points", Slot::Size(&mut text.size));
    to.key("bold", "the bold cut", Slot::Flag(&mut text.font.bold));
    to.key("italic", "the italic cut", Slot::Flag(&mut text.font.italic));
    to.key("underline", "a line under the text", Slot::Flag(&mut text.underline));
    to.key("strike", "a line through the text", Slot::Flag(&mut text.strike));
    to.key("color", "the colour of the text", Slot::Color(&mut text.color));
    let em = text.size;
    to.key(
        "line-height",
        "baseline to baseline; natural: as high as what it holds",
        Slot::LineHeight(&mut style.line_height, em),
    );
    to.key("align", "left, center, right or justify", Slot::Align(&mut style.align));
    to.key("left", "indent from the left", Slot::Length(&mut style.left, INDENT, em));
    to.key("right", "indent from the right", Slot::Length(&mut style.right, INDENT, em));
    to.key(
        "first-line",
        "further indent of the first line; below nothing it hangs out",
        Slot::Length(&mut style.first_line, INDENT, em),
    );
    to.key("before", "room above", Slot::Length(&mut style.before, ROOM, em));
    to.key("after", "room below", Slot::Length(&mut style.after, ROOM, em));
    to.key(
        "keep-next",
        "stays on the page of the next paragraph",
        Slot::Flag(&mut style.keep_next),
    );
    to.key("keep-together", "stays on one page", Slot::Flag(&mut style.keep_together));
    to.key("fill", "background behind its lines", Slot::Fill(&mut style.fill));
    to.key("rule-below", "a line under it", Slot::RuleOrNone(&mut style.rule_below));
}

/// What paragraphs of a role are, in a few words.
fn about(role: Role) -> &'static str {
    match role {
        Role::Body => "running text",
        Role::Title => "the title (tít)",
        Role::Subtitle => "the line under the title",
        Role::Lead => "the opening paragraph (sapo)",
        Role::Abstract => "the summary",
        Role::Dateline => "place and date",
        Role::Byline => "the author's name",
        Role::SourceLine => "where the text comes from",
        Role::Heading1 => "a heading of level 1",
        Role::Heading2 => "a heading of level 2",
        Role::Heading3 => "a heading of level 3",
        Role::Heading4 => "a heading of level 4",
        Role::Heading5 => "a heading of level 5",
        Role::Heading6 => "a heading of level 6",
        Role::Quote => "a block quotation",
        Role::ListItem => "an item of a list",
        Role::ListItemTight => "an item of a list whose items stand close together",
        Role::Code => "a block of code",
        Role::Figure => "the paragraph that holds a figure's picture",
        Role::Caption => "the caption of a figure",
        Role::ContentsTitle => "the title of a table of contents",
        Role::Contents1 => "an entry of level 1 in a table of contents",
        Role::Contents2 => "an entry of level 2 in a table of contents",
        Role::Contents3 => "an entry of level 3 in a table of contents",
        Role::ContentsCaption => "an entry in a list of figures or tables",
        Role::TableCaption => "the caption of a table",
        Role::AlertTitle => "the label of an alert",
        Role::Alert => "a paragraph of an alert",
        Role::Term => "a term that is defined",
        Role::Verse => "verses",
        Role::Equation => "a displayed formula",
        Role::TableHead => "a header cell of a table",
        Role::TableCell => "a cell of a table",
        Role::Note => "a footnote",
        Role::Break => "a thematic break",
        Role::Header => "the running head",
        Role::Footer => "the running foot",
    }
}

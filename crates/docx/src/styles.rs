//! The theme as named styles: `word/styles.xml` (ECMA-376 §17.7).
//!
//! Each paragraph style says everything of its role, so that a change of one style in a word
//! processor changes no other role, and the body needs hardly any direct formatting.

use vanban_theme::{Align, Color, FontNames, LineHeight, Pt, Role, Rule, TextStyle, Theme, Twip};

use crate::contents_style::{self, is_entry, page_tab};
use crate::document::NAMESPACES;
use crate::numbering;
use crate::run::CharacterStyle;
use crate::schema::{CELL, Children, PARAGRAPH, RUN, STYLE, TABLE};
use crate::style_names::{self, NORMAL, StyleName};
use crate::table;
use crate::xml::Xml;

/// The part.
///
/// `headings` is the numbering of the headings, if they have one; `title_room` what stands above the
/// title of the table of contents, where that is not what its role says.
pub(crate) fn write(
    theme: &Theme,
    fonts: &FontNames,
    language: &str,
    headings: Option<usize>,
    title_room: Option<Twip>,
) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.tag("w:styles").with("xmlns:w", NAMESPACES[0].1).open();
    defaults(theme, fonts, language, &mut xml);
    latent(&mut xml);
    for role in Role::ALL {
        let before = title_room.filter(|_| role == Role::ContentsTitle);
        paragraph_style(theme, fonts, role, (headings, before), &mut xml);
    }
    separator_style(theme, &mut xml);
    contents_style::figure_index(&mut xml);
    default_character_style(&mut xml);
    for style in CharacterStyle::all(theme) {
        character_style(theme, fonts, style, &mut xml);
    }
    table_styles(theme, &mut xml);
    no_list(&mut xml);
    xml.close("w:styles");
    xml.into_bytes()
}

/// What holds where no style says otherwise.
fn defaults(theme: &Theme, fonts: &FontNames, language: &str, xml: &mut Xml) {
    let body = theme.style(Role::Body).text;
    let mut run = Children::new(RUN);
    font(&mut run, fonts.of(body.font.family));
    size(&mut run, body.size);
    run.put("w:lang")
        .with("w:val", language)
        .with("w:eastAsia", language)
        .with("w:bidi", "ar-SA")
        .empty();
    let mut paragraph = Children::new(PARAGRAPH);
    paragraph.on("w:widowControl");
    paragraph.toggle("w:autoSpaceDE", false);
    paragraph.toggle("w:autoSpaceDN", false);
    paragraph.toggle("w:snapToGrid", false);
    xml.tag("w:docDefaults").open();
    xml.tag("w:rPrDefault").open();
    run.write("w:rPr", xml);
    xml.close("w:rPrDefault");
    xml.tag("w:pPrDefault").open();
    paragraph.write("w:pPr", xml);
    xml.close("w:pPrDefault");
    xml.close("w:docDefaults");
}

/// Of the styles that a word processor knows by itself, those shown first.
fn latent(xml: &mut Xml) {
    xml.tag("w:latentStyles")
        .with("w:defLockedState", 0)
        .with("w:defUIPriority", 99)
        .with("w:defSemiHidden", 0)
        .with("w:defUnhideWhenUsed", 0)
        .with("w:defQFormat", 0)
        .with("w:count", 376)
        .open();
    let shown = Role::ALL.map(style_names::of);
    for style in shown.iter().filter(|style| style.alias.is_none() && style.priority < 99) {
        xml.tag("w:lsdException")
            .with("w:name", style.name)
            .with("w:uiPriority", style.priority)
            .with("w:qFormat", 1)
            .empty();
    }
    for name in ["Strong", "Emphasis"] {
        xml.tag("w:lsdException").with("w:name", name).with("w:qFormat", 1).empty();
    }
    xml.close("w:latentStyles");
}

fn paragraph_style(
    theme: &Theme,
    fonts: &FontNames,
    role: Role,
    (headings, before): (Option<usize>, Option<Twip>),
    xml: &mut Xml,
) {
    let name = style_names::of(role);
    let body = theme.style(Role::Body);
    let style = theme.paragraph(role, style_names::home(role));
    let is_normal = role == Role::Body;
    let mut children = named(name, (!is_normal).then_some(NORMAL));
    if name.priority < 99 {
        children.on("w:qFormat");
    }
    let mut paragraph = Children::new(PARAGRAPH);
    let differs = |own: bool, normal: bool| own != (!is_normal && normal);
    if differs(style.keep_next, body.keep_next) {
        paragraph.toggle("w:keepNext", style.keep_next);
    }
    if differs(style.keep_together, body.keep_together) {
        paragraph.toggle("w:keepLines", style.keep_together);
    }
    if let Some(Rule { width, color }) = style.rule_below {
        paragraph.put("w:pBdr").open();
        border(paragraph.inside(), "w:bottom", width, color);
        // Word processors take neighbours with the same borders for one box, with a line under the
        // last alone, unless there is a line between them (ECMA-376 §17.3.1.5).
        border(paragraph.inside(), "w:between", width, color);
        paragraph.inside().close("w:pBdr");
    }
    if let Some(fill) = style.fill {
        shade(&mut paragraph, fill);
    }
    if is_entry(role) {
        paragraph.put("w:tabs").open();
        page_tab(paragraph.inside(), theme.page.text_width());
        paragraph.inside().close("w:tabs");
    }
    let (line, rule) = match style.line_height {
        LineHeight::Exact(height) => (height.twips().0, "exact"),
        LineHeight::Natural => (240, "auto"),
    };
    paragraph
        .put("w:spacing")
        .with("w:before", before.unwrap_or(style.before).0)
        .with("w:after", style.after.0)
        .with("w:line", line)
        .with("w:lineRule", rule)
        .empty();
    indent(&mut paragraph, style.left, style.right, style.first_line);
    paragraph.value("w:jc", justification(style.align));
    if let Some(level) = style_names::outline_level(role) {
        let numbered = theme.numbering.levels.get(level as usize);
        if let Some(id) = headings.filter(|_| numbered.is_some_and(|l| !l.text.is_empty())) {
            paragraph.put("w:numPr").open();
            paragraph.inside().tag("w:ilvl").with("w:val", level).empty();
            let id = id + numbering::heading_list(theme, level as usize);
            paragraph.inside().tag("w:numId").with("w:val", id).empty();
            paragraph.inside().close("w:numPr");
        }
        paragraph.value("w:outlineLvl", level);
    }
    children.nest("w:pPr", paragraph);
    let normal = if is_normal { unmarked(style.text) } else { body.text };
    let mut run = Children::new(RUN);
    font(&mut run, fonts.of(style.text.font.family));
    if role == Role::Code {
        run.on("w:noProof");
    }
    differences(&mut run, normal, style.text);
    run.value("w:color", style.text.color.hex());
    size(&mut run, style.text.size);
    children.nest("w:rPr", run);
    write_style("paragraph", name.id, is_normal, !BUILT_IN.contains(&name.name), children, xml);
}

/// The names of our paragraph styles that Word builds in.
const BUILT_IN: [&str; 20] = [
    "Normal",
    "Title",
    "Subtitle",
    "heading 1",
    "heading 2",
    "heading 3",
    "heading 4",
    "heading 5",
    "heading 6",
    "Quote",
    "List Paragraph",
    "caption",
    "footnote text",
    "header",
    "footer",
    "TOC Heading",
    "toc 1",
    "toc 2",
    "toc 3",
    "table of figures",
];

fn unmarked(mut text: TextStyle) -> TextStyle {
    text.font.bold = false;
    text.font.italic = false;
    text.strike = false;
    text.underline = false;
    text
}

/// The toggles in which a look differs from the one that it stands on.
fn differences(run: &mut Children, from: TextStyle, to: TextStyle) {
    if from.font.bold != to.font.bold {
        run.toggle("w:b", to.font.bold);
    }
    if from.font.italic != to.font.italic {
        run.toggle("w:i", to.font.italic);
    }
    if from.strike != to.strike {
        run.toggle("w:strike", to.strike);
    }
    if from.underline != to.underline {
        run.value("w:u", if to.underline { "single" } else { "none" });
    }
}

/// The paragraph after a table that another table or nothing follows.
fn separator_style(theme: &Theme, xml: &mut Xml) {
    let name = StyleName {
        id: style_names::TABLE_SEPARATOR,
        name: "Table Separator",
        alias: None,
        next: Some(NORMAL),
        priority: 99,
    };
    let mut children = named(name, Some(NORMAL));
    let mut paragraph = Children::new(PARAGRAPH);
    paragraph
        .put("w:spacing")
        .with("w:before", 0)
        .with("w:after", 0)
        .with("w:line", theme.table.separator.0)
        .with("w:lineRule", "exact")
        .empty();
    indent(&mut paragraph, Twip::ZERO, Twip::ZERO, Twip::ZERO);
    let mut run = Children::new(RUN);
    size(&mut run, theme.table.separator.pt());
    children.nest("w:pPr", paragraph);
    children.nest("w:rPr", run);
    write_style("paragraph", name.id, false, true, children, xml);
}

fn default_character_style(xml: &mut Xml) {
    let mut children = Children::new(STYLE);
    children.value("w:name", "Default Paragraph Font");
    children.value("w:uiPriority", 1);
    children.on("w:semiHidden");
    children.on("w:unhideWhenUsed");
    write_style("character", DEFAULT_CHARACTER, true, false, children, xml);
}

const DEFAULT_CHARACTER: &str = "DefaultParagraphFont";

fn character_style(theme: &Theme, fonts: &FontNames, style: CharacterStyle, xml: &mut Xml) {
    let mut children = Children::new(STYLE);
    children.value("w:name", &*style.name(theme));
    children.value("w:basedOn", DEFAULT_CHARACTER);
    children.value("w:uiPriority", style.priority());
    if style.priority() < 99 {
        children.on("w:qFormat");
    }
    let plain = unmarked(theme.style(Role::Body).text);
    let look = style.apply(theme, plain, plain);
    let mut run = Children::new(RUN);
    if look.font.family != plain.font.family {
        font(&mut run, fonts.of(look.font.family));
    }
    differences(&mut run, plain, look);
    style.properties(&mut run);
    if look.color != plain.color {
        run.value("w:color", look.color.hex());
    }
    if look.size != plain.size {
        size(&mut run, look.size);
    }
    if style == CharacterStyle::NoteReference {
        run.value("w:vertAlign", "superscript");
    }
    children.nest("w:rPr", run);
    write_style("character", &style.id(theme), false, style.is_own(), children, xml);
}

fn table_styles(theme: &Theme, xml: &mut Xml) {
    let mut children = Children::new(STYLE);
    children.value("w:name", "Normal Table");
    children.value("w:uiPriority", 99);
    children.on("w:semiHidden");
    children.on("w:unhideWhenUsed");
    let mut properties = Children::new(TABLE);
    properties.put("w:tblInd").with("w:w", 0).with("w:type", "dxa").empty();
    table::cell_margins(&mut properties, Twip(108), Twip::ZERO);
    children.nest("w:tblPr", properties);
    write_style("table", "TableNormal", true, false, children, xml);

    let mut children = Children::new(STYLE);
    children.value("w:name", "Article Table");
    children.value("w:basedOn", "TableNormal");
    children.value("w:uiPriority", 39);
    children.on("w:qFormat");
    let mut properties = Children::new(TABLE);
    let Rule { width, color } = theme.table.border;
    properties.put("w:tblBorders").open();
    for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
        border(properties.inside(), side, width, color);
    }
    properties.inside().close("w:tblBorders");
    table::cell_margins(&mut properties, theme.table.padding_x, theme.table.padding_y);
    children.nest("w:tblPr", properties);
    if let Some(fill) = theme.table.head_fill {
        let mut cell = Children::new(CELL);
        shade(&mut cell, fill);
        children.put("w:tblStylePr").with("w:type", "firstRow").open();
        cell.write("w:tcPr", children.inside());
        children.inside().close("w:tblStylePr");
    }
    write_style("table", style_names::TABLE, false, true, children, xml);
}

fn no_list(xml: &mut Xml) {
    let mut children = Children::new(STYLE);
    children.value("w:name", "No List");
    children.value("w:uiPriority", 99);
    children.on("w:semiHidden");
    children.on("w:unhideWhenUsed");
    write_style("numbering", "NoList", true, false, children, xml);
}

fn named(name: StyleName, base: Option<&str>) -> Children {
    let mut children = Children::new(STYLE);
    children.value("w:name", name.name);
    if let Some(alias) = name.alias {
        children.value("w:aliases", alias);
    }
    if let Some(base) = base {
        children.value("w:basedOn", base);
    }
    if let Some(next) = name.next {
        children.value("w:next", next);
    }
    children.value("w:uiPriority", name.priority);
    children
}

/// Writes a style of these properties.
pub(crate) fn write_style(
    kind: &str,
    id: &str,
    is_default: bool,
    is_own: bool,
    children: Children,
    xml: &mut Xml,
) {
    xml.tag("w:style")
        .with("w:type", kind)
        .with_some("w:default", is_default.then_some(1))
        .with_some("w:customStyle", is_own.then_some(1))
        .with("w:styleId", id)
        .open();
    children.write_bare(xml);
    xml.close("w:style");
}

/// The family, for all four kinds of characters alike: a letter never changes its face because a
/// word processor takes it for East Asian.
pub(crate) fn font(run: &mut Children, name: &str) {
    run.put("w:rFonts")
        .with("w:ascii", name)
        .with("w:hAnsi", name)
        .with("w:eastAsia", name)
        .with("w:cs", name)
        .empty();
}

/// The font size.
pub(crate) fn size(run: &mut Children, size: Pt) {
    let half_points = size.half_points().max(2);
    run.value("w:sz", half_points);
    run.value("w:szCs", half_points);
}

/// A background.
pub(crate) fn shade(children: &mut Children, fill: Color) {
    children
        .put("w:shd")
        .with("w:val", "clear")
        .with("w:color", "auto")
        .with("w:fill", fill.hex())
        .empty();
}

/// The indents of a paragraph.
pub(crate) fn indent(children: &mut Children, left: Twip, right: Twip, first_line: Twip) {
    let tag = children.put("w:ind").with("w:left", left.0).with("w:right", right.0);
    if first_line < Twip::ZERO {
        tag.with("w:hanging", (-first_line).0).empty();
    } else {
        tag.with("w:firstLine", first_line.0).empty();
    }
}

/// A border, as thick as eighths of a point can say, a quarter point at least.
pub(crate) fn border(xml: &mut Xml, side: &str, width: Pt, color: Color) {
    border_at(xml, side, width, color, 0);
}

/// The same, so many points from the text, 31 at most.
pub(crate) fn border_at(xml: &mut Xml, side: &str, width: Pt, color: Color, space: i32) {
    xml.tag(side)
        .with("w:val", "single")
        .with("w:sz", width.eighths().clamp(2, 96))
        .with("w:space", space.clamp(0, 31))
        .with("w:color", color.hex())
        .empty();
}

/// Where the lines stand.
pub(crate) fn justification(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
        Align::Justify => "both",
    }
}

#[cfg(test)]
mod tests {
    use super::write;
    use vanban_theme::{FontNames, Role, Theme};

    fn styles() -> String {
        let theme = Theme::named("office").expect("the theme is built in");
        String::from_utf8(write(&theme, &FontNames::default(), "vi-VN", None, None))
            .expect("XML is UTF-8")
    }

    fn style<'a>(styles: &'a str, id: &str) -> &'a str {
        let start = styles.find(&format!("w:styleId=\"{id}\"")).expect("the style exists");
        let end = styles[start..].find("</w:style>").expect("the style ends");
        &styles[start..start + end]
    }

    #[test]
    fn running_text_is_the_default_style() {
        assert_eq!(
            style(&styles(), "Normal"),
            "w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:uiPriority w:val=\"0\"/>\
             <w:qFormat/><w:pPr><w:spacing w:before=\"0\" w:after=\"120\" w:line=\"360\" \
             w:lineRule=\"exact\"/><w:ind w:left=\"0\" w:right=\"0\" w:firstLine=\"567\"/>\
             <w:jc w:val=\"both\"/></w:pPr><w:rPr><w:rFonts w:ascii=\"Tinos\" w:hAnsi=\"Tinos\" \
             w:eastAsia=\"Tinos\" w:cs=\"Tinos\"/><w:color w:val=\"000000\"/>\
             <w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/></w:rPr>"
        );
    }

    #[test]
    fn headings_keep_with_their_text_and_are_in_the_outline() {
        let styles = styles();
        let heading = style(&styles, "Heading3");
        for part in
            ["<w:keepNext/>", "<w:keepLines/>", "<w:outlineLvl w:val=\"2\"/>", "<w:b/><w:i/>"]
        {
            assert!(heading.contains(part), "{part} is not in {heading}");
        }
    }

    #[test]
    fn pictures_stand_in_lines_as_high_as_they() {
        assert!(style(&styles(), "Figure").contains("w:line=\"240\" w:lineRule=\"auto\""));
    }

    #[test]
    fn every_paragraph_style_names_its_family_four_times() {
        let theme = Theme::named("office").expect("the theme is built in");
        let styles = styles();
        for role in Role::ALL {
            let name = theme.style(role).text.font.family.name();
            let style = style(&styles, crate::style_names::of(role).id);
            assert_eq!(style.matches(&format!("=\"{name}\"")).count(), 4, "{style}");
        }
    }

    #[test]
    fn no_style_asks_for_kerning() {
        assert!(!styles().contains("w:kern"));
    }
}

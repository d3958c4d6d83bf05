//! Running heads and feet: `word/header1.xml` and so on, one part a variant (ECMA-376 §17.10).
//!
//! Each is one paragraph; where it has several parts, tabs lead to its middle and to its right end.
//! What changes from page to page is a field, and so are the title and the author, which follow the
//! document's properties; what layout has cut is text.

use vanban_article::furniture::{section_on, sections, variable};
use vanban_article::{Article, Block, BlockKind};
use vanban_theme::furniture::template;
use vanban_theme::{Align, Band, Furniture, Role, TemplatePiece, Theme, Variable, Variant};

use crate::document::open_root;
use crate::field;
use crate::inlines::{Open, leave_run, look_of, text_runs};
use crate::relationships::Kind;
use crate::run::Run;
use crate::schema::{Children, PARAGRAPH};
use crate::story::{Input, Story, Writing};
use crate::style_names;
use crate::styles;
use crate::watermark;

/// A running head or foot.
pub(crate) struct Part {
    /// What it is to the document.
    pub(crate) kind: Kind,
    /// On which pages it stands (`ST_HdrFtr`, ECMA-376 §17.18.36).
    pub(crate) pages: &'static str,
    /// Whether it stands on pages that are wider than high.
    pub(crate) wide: bool,
    /// The name of its file.
    pub(crate) name: String,
    /// Its content.
    pub(crate) xml: Vec<u8>,
}

/// Whether the first page has a head or foot of its own (`w:titlePg`).
///
/// A cover has neither.
pub(crate) fn has_first(theme: &Theme, article: &Article) -> bool {
    theme.head.first.is_some() || theme.foot.first.is_some() || article.meta.cover
}

/// Whether pages of even number have (`w:evenAndOddHeaders`).
pub(crate) fn alternates(theme: &Theme) -> bool {
    theme.head.alternates() || theme.foot.alternates()
}

/// The heads, then the feet; none where nothing stands in them.
pub(crate) fn parts(writing: &mut Writing<'_>) -> Vec<Part> {
    let Input { theme, article, .. } = writing.input;
    let mut variants = vec![(Variant::Odd, "default")];
    if has_first(theme, writing.input.article) {
        variants.push((Variant::First, "first"));
    }
    if alternates(theme) {
        variants.push((Variant::Even, "even"));
    }
    let blank = Band::default();
    let mut parts = Vec::new();
    let wide = |block: &Block| matches!(block.kind, BlockKind::Section { landscape: true });
    let papers = if article.blocks.iter().any(wide) { &[false, true][..] } else { &[false] };
    for wide in papers.iter().copied() {
        for edge in [Edge::HEAD, Edge::FOOT] {
            let furniture = (edge.of)(theme);
            let marked = edge.kind == Kind::Header && watermark::is_asked(writing);
            if furniture.is_empty() && !marked {
                continue;
            }
            writing.faces.set(theme.style(edge.role).text.font, "");
            for (number, (variant, pages)) in (1..).zip(&variants) {
                let name = format!("{}{}{number}.xml", edge.file, if wide { "Wide" } else { "" });
                let cover = *variant == Variant::First && article.meta.cover;
                let band = if cover { &blank } else { furniture.band(*variant) };
                let xml = write(writing, edge, (*variant, wide), band);
                parts.push(Part { kind: edge.kind, pages, wide, name, xml });
            }
        }
    }
    parts
}

/// What of a band depends on the edge of the paper that it stands at.
#[derive(Clone, Copy)]
struct Edge {
    name: &'static str,
    file: &'static str,
    root: &'static str,
    role: Role,
    kind: Kind,
    of: fn(&Theme) -> &Furniture,
}

impl Edge {
    const HEAD: Edge = Edge {
        name: "head",
        file: "header",
        root: "w:hdr",
        role: Role::Header,
        kind: Kind::Header,
        of: |theme| &theme.head,
    };
    const FOOT: Edge = Edge {
        name: "foot",
        file: "footer",
        root: "w:ftr",
        role: Role::Footer,
        kind: Kind::Footer,
        of: |theme| &theme.foot,
    };
}

/// A stretch of a part: text, or a field and what it shows.
enum Bit {
    Text(String),
    Field(&'static str, String),
}

fn write(
    writing: &mut Writing<'_>,
    edge: Edge,
    (variant, wide): (Variant, bool),
    band: &Band,
) -> Vec<u8> {
    let names = ["left", "center", "right"];
    let mut at = 0;
    let parts = band.parts().map(|part| {
        at += 1;
        bits(writing, edge, (variant, wide), names[at - 1], part)
    });
    let theme = writing.input.theme;
    let style = theme.style(edge.role);
    let filled = parts.each_ref().map(|part| !part.is_empty());
    let alone = match filled {
        [_, false, false] => Some(Align::Left),
        [false, true, false] => Some(Align::Center),
        [false, false, true] => Some(Align::Right),
        _ => None,
    };
    let mut story = Story { xml: crate::xml::Xml::part(), ..Story::default() };
    open_root(&mut story.xml, edge.root);
    story.xml.tag("w:p").open();
    let mut paragraph = Children::new(PARAGRAPH);
    paragraph.value("w:pStyle", style_names::of(edge.role).id);
    let is_empty = !filled.contains(&true);
    if is_empty && style.rule_below.is_some() {
        // The style's line belongs to what stands above it.
        paragraph.put("w:pBdr").open();
        paragraph.inside().tag("w:bottom").with("w:val", "nil").empty();
        paragraph.inside().close("w:pBdr");
    }
    if alone.is_none() {
        let right = theme.page.turned(wide).text_width() - style.right;
        paragraph.put("w:tabs").open();
        let mut tab = |kind: &str, at: i32| {
            paragraph.inside().tag("w:tab").with("w:val", kind).with("w:pos", at).empty();
        };
        if filled[1] {
            tab("center", (style.left.0 + right.0) / 2);
        }
        if filled[2] {
            tab("right", right.0);
        }
        paragraph.inside().close("w:tabs");
    }
    let align = alone.unwrap_or(Align::Left);
    if align != style.align && !is_empty {
        paragraph.value("w:jc", styles::justification(align));
    }
    paragraph.write("w:pPr", &mut story.xml);
    if edge.kind == Kind::Header {
        // Each has a number of its own among the shapes of the document.
        let number = 1 + variant as usize + if wide { 3 } else { 0 };
        watermark::write(writing, &mut story.xml, number);
    }
    let mut open = Open::default();
    for (at, part) in parts.iter().enumerate() {
        let tab = alone.is_none() && at > 0 && filled[at];
        if tab {
            text_runs(
                writing,
                &mut story,
                &mut open,
                style.text,
                Run::default(),
                style.text.font,
                "\t",
            );
        }
        for bit in part {
            match bit {
                Bit::Text(text) => {
                    let run = Run::default();
                    text_runs(
                        writing,
                        &mut story,
                        &mut open,
                        style.text,
                        run,
                        style.text.font,
                        text,
                    );
                }
                Bit::Field(instruction, shown) => {
                    leave_run(&mut story, &mut open);
                    writing.faces.set(style.text.font, shown);
                    let look = || look_of(writing, style.text, Run::default(), style.text.font);
                    field::write(&mut story.xml, instruction, shown, look);
                }
            }
        }
    }
    leave_run(&mut story, &mut open);
    story.xml.close("w:p");
    story.xml.close(edge.root);
    story.xml.into_bytes()
}

/// The bits of a template that say something.
fn bits(
    writing: &Writing<'_>,
    edge: Edge,
    (variant, wide): (Variant, bool),
    part: &str,
    text: &str,
) -> Vec<Bit> {
    let input = writing.input;
    let font = input.theme.style(edge.role).text.font;
    let one_face = |text: &str| {
        let library = input.library;
        library
            .faces_of(font, text)
            .all(|(_, _, id)| id.is_none_or(|id| library.spec_of(id, font) == font))
    };
    let (variant, page) = match variant {
        Variant::First => ("first", 1),
        Variant::Even => ("even", 2),
        Variant::Odd if alternates(input.theme) && has_first(input.theme, input.article) => {
            ("odd", 3)
        }
        Variant::Odd if has_first(input.theme, input.article) => ("odd", 2),
        Variant::Odd => ("odd", 1),
    };
    let mut bits = Vec::new();
    for (index, piece) in template(text).into_iter().enumerate() {
        let paper = if wide { "wide-" } else { "" };
        let key = format!("{paper}{}/{variant}/{part}/{index}", edge.name);
        let cut = input.hints.band_cuts.get(&key);
        let variable = match piece {
            TemplatePiece::Text(text) => {
                let text = cut.map_or(text, String::as_str);
                if !text.is_empty() {
                    bits.push(Bit::Text(text.to_owned()));
                }
                continue;
            }
            TemplatePiece::Variable(variable) => variable,
        };
        let value = variable_value(writing, variable, page);
        if value.is_empty() || cut.is_some_and(String::is_empty) {
            continue;
        }
        let is_single = input.article.meta.authors.len() == 1;
        bits.push(match (variable, cut) {
            (_, Some(cut)) => Bit::Text(cut.clone()),
            (Variable::Page, _) => Bit::Field("PAGE", value),
            (Variable::Pages, _) => Bit::Field("NUMPAGES", value),
            (Variable::Section, _) => Bit::Field("STYLEREF \"heading 1\"", value),
            (Variable::Title, _) if one_face(&value) => Bit::Field("TITLE", value),
            (Variable::Author, _) if is_single && one_face(&value) => Bit::Field("AUTHOR", value),
            _ => Bit::Text(value),
        });
    }
    bits
}

/// What a variable says on a page.
fn variable_value(writing: &Writing<'_>, variable: Variable, page: u32) -> String {
    let input = writing.input;
    match variable {
        Variable::Page => page.to_string(),
        Variable::Pages => input.hints.pages.max(1).to_string(),
        Variable::Section => {
            let sections = sections(input.article, &input.hints.anchor_pages);
            section_on(&sections, page).unwrap_or_default().to_owned()
        }
        each => self::variable(input.article, each.name()).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::parts;
    use crate::story::{Input, Writing};
    use vanban_article::{Article, Date, Field, Hints, Images, Span};
    use vanban_fonts::FontLibrary;
    use vanban_theme::{Band, Furniture, Role, Theme};

    /// The parts of an article whose title, author and day are known, with these heads.
    fn heads(head: Furniture, cuts: &[(&str, &str)]) -> Vec<(String, &'static str, String)> {
        let field = |value: &str| Field { value: value.to_owned(), span: Span::default() };
        let mut article = Article::default();
        article.meta.title = Some(field("Tên bài"));
        article.meta.authors = vec![field("An"), field("Bình")];
        article.meta.date =
            Date::new(2020, 1, 5).map(|value| Field { value, span: Span::default() });
        let mut theme = Theme::named("office").expect("built in");
        theme.head = head;
        let cuts = cuts.iter().map(|(place, text)| ((*place).to_owned(), (*text).to_owned()));
        let hints = Hints { pages: 7, band_cuts: cuts.collect(), ..Hints::default() };
        let body = theme.style(Role::Body).text;
        let images = Images::default();
        let input = Input {
            article: &article,
            theme: &theme,
            library: FontLibrary::bundled(),
            names: &theme.font_names,
            images: &images,
            hints: &hints,
            body,
        };
        let parts = parts(&mut Writing::new(input)).into_iter();
        let text = |xml| String::from_utf8(xml).expect("XML is UTF-8");
        parts.map(|part| (part.name, part.pages, text(part.xml))).collect()
    }

    fn band(left: &str, center: &str, right: &str) -> Band {
        Band { left: left.to_owned(), center: center.to_owned(), right: right.to_owned() }
    }

    #[test]
    fn the_head_of_the_first_page_is_an_empty_paragraph() {
        let head = Theme::named("office").expect("built in").head;
        let parts = heads(head, &[]);
        let names: Vec<_> = parts.iter().map(|(name, pages, _)| (name.as_str(), *pages)).collect();
        assert_eq!(names, [("header1.xml", "default"), ("header2.xml", "first")]);
        assert!(parts[0].2.contains(" PAGE "));
        let empty = "<w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr></w:p></w:hdr>";
        assert!(parts[1].2.ends_with(empty), "{}", parts[1].2);
    }

    #[test]
    fn several_parts_stand_at_tabs_and_one_is_aligned() {
        let general = band("{{title}}", "", "{{page}}/{{pages}}");
        let even = Some(band("{{author}}", "", ""));
        let parts = heads(Furniture { general, even, ..Furniture::default() }, &[]);
        let (first, second) = (&parts[0].2, &parts[1].2);
        assert!(first.contains("<w:tab w:val=\"right\" w:pos=\"9355\"/>"), "{first}");
        assert!(first.contains("<w:jc w:val=\"left\"/>") && first.contains(" TITLE "), "{first}");
        assert!(first.contains("<w:t>7</w:t>"), "{first}");
        assert_eq!((parts[1].1, second.contains("<w:tabs>")), ("even", false));
        // No field shows several authors.
        assert!(second.contains(">An, Bình</w:t>") && !second.contains("AUTHOR"), "{second}");
    }

    #[test]
    fn what_layout_has_cut_is_text() {
        let general = band("", "{{title}} {{date}}", "");
        let head = Furniture { general, ..Furniture::default() };
        let parts = heads(head, &[("head/odd/center/0", "Tên…")]);
        let shown = parts[0].2.replace("</w:t><w:t xml:space=\"preserve\">", "");
        assert!(shown.contains(">Tên… 05/01/2020</w:t>"), "{shown}");
    }

    #[test]
    fn furniture_in_which_nothing_stands_has_no_parts() {
        assert!(heads(Furniture::default(), &[]).is_empty());
    }
}

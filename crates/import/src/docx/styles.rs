//! What the styles of a document mean: those of vanban, of Word, of pandoc and of LibreOffice, known by
//! their names down the chain of what they are based on (ECMA-376 §17.7).

use std::collections::BTreeMap;

use vanban_docx::read::{Node, Tree};

/// What a paragraph is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    #[default]
    Body,
    Title,
    Subtitle,
    Lead,
    Abstract,
    Dateline,
    Byline,
    SourceLine,
    Heading(u8),
    Quote,
    Code,
    Figure,
    Caption,
    TableCaption,
    AlertTitle,
    Alert,
    Term,
    Definition,
    Verse,
    Equation,
    Rule,
    Contents,
    ContentsTitle,
    Separator,
    ListItem,
    ListItemTight,
}

/// What a run's style makes of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RunStyle {
    pub(super) strong: bool,
    pub(super) emphasis: bool,
    pub(super) strike: bool,
    pub(super) underline: bool,
    pub(super) small_caps: bool,
    pub(super) code: bool,
    /// The role of a span.
    pub(super) role: Option<String>,
    /// Whether that role slants its text.
    pub(super) slanted: bool,
    /// The sign before the rest of a line of code: no text.
    pub(super) continuation: bool,
    pub(super) font: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based: Option<String>,
    left: Option<i32>,
    outline: Option<u8>,
    number: Option<(String, u8)>,
    bold: Option<bool>,
    italic: Option<bool>,
    run: RunStyle,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    normal: String,
    /// Whether vanban wrote them.
    pub(super) own: bool,
}

/// The longest chain of styles that is followed.
const CHAIN: usize = 16;

/// Reads the part of styles.
pub(super) fn read(tree: &Tree) -> Styles {
    let mut styles = Styles::default();
    for node in tree.children(tree.root()).filter(|node| tree.name(*node) == "w:style") {
        let Some(id) = tree.attribute(node, "w:styleId") else { continue };
        let value = |name: &str| {
            let child = tree.child(node, name)?;
            tree.attribute(child, "w:val").map(str::to_owned)
        };
        let paragraph = tree.child(node, "w:pPr");
        let run = tree.child(node, "w:rPr");
        let name = value("w:name").unwrap_or_else(|| id.to_owned());
        let is_default = matches!(tree.attribute(node, "w:default"), Some("1" | "true"));
        if is_default && tree.attribute(node, "w:type") == Some("paragraph") {
            styles.normal = id.to_owned();
        }
        styles.own |= id == "ArticleTable";
        let outline = paragraph.and_then(|node| tree.child(node, "w:outlineLvl"));
        let outline = outline.and_then(|node| tree.attribute(node, "w:val")?.parse().ok());
        let mut look = RunStyle::default();
        if tree.attribute(node, "w:type") == Some("character") {
            look = named(&name);
        }
        if let Some(run) = run {
            look.strong |= toggle(tree, run, "w:b").unwrap_or(false);
            look.emphasis |= toggle(tree, run, "w:i").unwrap_or(false);
            look.strike |= toggle(tree, run, "w:strike").unwrap_or(false);
            look.small_caps |= toggle(tree, run, "w:smallCaps").unwrap_or(false);
            look.font = tree
                .child(run, "w:rFonts")
                .and_then(|fonts| tree.attribute(fonts, "w:ascii").map(str::to_owned));
        }
        styles.styles.insert(
            id.to_owned(),
            Style {
                name,
                based: value("w:basedOn"),
                left: paragraph.and_then(|node| left(tree, node)),
                outline,
                number: paragraph.and_then(|node| number(tree, node)),
                bold: run.and_then(|run| toggle(tree, run, "w:b")),
                italic: run.and_then(|run| toggle(tree, run, "w:i")),
                run: look,
            },
        );
    }
    styles
}

/// The value of an on-off property; none where it is not said (ECMA-376 §17.17.4).
pub(super) fn toggle(tree: &Tree, properties: Node, name: &str) -> Option<bool> {
    let node = tree.child(properties, name)?;
    Some(!matches!(tree.attribute(node, "w:val"), Some("0" | "false" | "off" | "none")))
}

/// The left indent, in twips.
pub(super) fn left(tree: &Tree, properties: Node) -> Option<i32> {
    let indent = tree.child(properties, "w:ind")?;
    let value = tree.attribute(indent, "w:left").or_else(|| tree.attribute(indent, "w:start"))?;
    value.parse().ok()
}

/// The number and level of a paragraph's numbering.
pub(super) fn number(tree: &Tree, properties: Node) -> Option<(String, u8)> {
    let node = tree.child(properties, "w:numPr")?;
    let value = |name: &str| tree.child(node, name).and_then(|node| tree.attribute(node, "w:val"));
    let level = value("w:ilvl").and_then(|level| level.parse().ok()).unwrap_or(0u8);
    Some((value("w:numId")?.to_owned(), level.min(8)))
}

/// What the name of a character style makes of a run.
fn named(name: &str) -> RunStyle {
    let mut look = RunStyle::default();
    if let Some(role) = name.strip_prefix("Span ") {
        look.role = Some(role.to_owned());
        return look;
    }
    match bare(name).as_str() {
        "verbatimchar" | "htmlcode" | "sourcetext" | "codechar" | "code" | "inlinecode"
        | "htmltypewriter" | "htmlkeyboard" => look.code = true,
        "strong" | "strongemphasis" | "intenseemphasis" => look.strong = true,
        "emphasis" | "subtleemphasis" => look.emphasis = true,
        "strikethrough" => look.strike = true,
        "underline" => look.underline = true,
        "codecontinuation" => look.continuation = true,
        _ => {}
    }
    look
}

/// A name without case, blanks and hyphens.
fn bare(name: &str) -> String {
    let kept = name.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_'));
    kept.flat_map(char::to_lowercase).collect()
}

/// The role that a name means.
fn role(name: &str) -> Option<Role> {
    let name = bare(name);
    if let Some(level) = name.strip_prefix("heading").and_then(|level| level.parse::<u8>().ok()) {
        return Some(Role::Heading(level.clamp(1, 6)));
    }
    Some(match name.as_str() {
        "title" => Role::Title,
        "subtitle" => Role::Subtitle,
        "lead" => Role::Lead,
        "abstract" => Role::Abstract,
        "dateline" | "date" => Role::Dateline,
        "byline" | "author" => Role::Byline,
        "sourceline" => Role::SourceLine,
        "quote" | "intensequote" | "blocktext" | "quotations" | "blockquote" | "blockquotation" => {
            Role::Quote
        }
        "sourcecode" | "htmlpreformatted" | "preformattedtext" | "code" | "codeblock" => Role::Code,
        "figure" | "captionedfigure" => Role::Figure,
        "caption" | "imagecaption" => Role::Caption,
        "tablecaption" => Role::TableCaption,
        "alerttitle" => Role::AlertTitle,
        "alert" => Role::Alert,
        "definitionterm" => Role::Term,
        "definition" => Role::Definition,
        "verse" => Role::Verse,
        "equation" => Role::Equation,
        "thematicbreak" | "horizontalline" => Role::Rule,
        "tableseparator" => Role::Separator,
        "tocheading" | "contentsheading" | "abstracttitle" => Role::ContentsTitle,
        "listparagraph" => Role::ListItem,
        "listparagraphtight" | "compact" => Role::ListItemTight,
        "tableoffigures" => Role::Contents,
        name if name.starts_with("toc") && name[3..].parse::<u8>().is_ok() => Role::Contents,
        "normal" | "bodytext" | "firstparagraph" | "standard" => Role::Body,
        _ => return None,
    })
}

impl Styles {
    fn chain<'s>(&'s self, id: Option<&str>) -> impl Iterator<Item = &'s Style> {
        let mut next = self.styles.get(id.unwrap_or(&self.normal));
        let mut left = CHAIN;
        std::iter::from_fn(move || {
            left = left.checked_sub(1)?;
            let style = next?;
            next = style.based.as_deref().and_then(|based| self.styles.get(based));
            Some(style)
        })
    }

    /// What a paragraph of a style is.
    pub(super) fn role(&self, id: Option<&str>) -> Role {
        for style in self.chain(id) {
            if let Some(role) = role(&style.name) {
                return role;
            }
            if let Some(level) = style.outline.filter(|level| *level < 6) {
                return Role::Heading(level + 1);
            }
        }
        Role::Body
    }

    /// The left indent that a style gives, in twips.
    pub(super) fn left(&self, id: Option<&str>) -> i32 {
        self.chain(id).find_map(|style| style.left).unwrap_or(0)
    }

    /// The numbering that a style gives.
    pub(super) fn number(&self, id: Option<&str>) -> Option<(String, u8)> {
        self.chain(id).find_map(|style| style.number.clone())
    }

    /// Whether the text of a paragraph is bold and italic.
    pub(super) fn look(&self, id: Option<&str>) -> (bool, bool) {
        let bold = self.chain(id).find_map(|style| style.bold).unwrap_or(false);
        let italic = self.chain(id).find_map(|style| style.italic).unwrap_or(false);
        (bold, italic)
    }

    /// The face of a paragraph's text.
    pub(super) fn font(&self, id: Option<&str>) -> Option<&str> {
        self.chain(id).find_map(|style| style.run.font.as_deref())
    }

    /// What a character style makes of a run.
    pub(super) fn run(&self, id: &str) -> RunStyle {
        let mut look = self.styles.get(id).map(|style| style.run.clone()).unwrap_or_default();
        let based = self.styles.get(id).and_then(|style| style.based.as_deref());
        for style in self.chain(Some(based.unwrap_or_default())) {
            look.code |= style.run.code;
            look.strong |= style.run.strong;
            look.emphasis |= style.run.emphasis;
        }
        if look.role.is_some() {
            // The role says it: its look is the theme's.
            let slanted = look.emphasis;
            return RunStyle { role: look.role, slanted, ..RunStyle::default() };
        }
        if look.code {
            return RunStyle { code: true, ..RunStyle::default() };
        }
        look
    }
}

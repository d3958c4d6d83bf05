//! Lists: `word/numbering.xml` (ECMA-376 §17.9).
//!
//! A *shape* is what lists look like, an abstract numbering; each list of the article is a
//! numbering instance of one shape, so that every ordered list counts from its own start.

use std::collections::BTreeMap;

use vanban_article::{Numerals, System, task_box};
use vanban_theme::{Family, FontNames, NumberFormat, Role, Theme, Twip};

use crate::document::NAMESPACES;
use crate::schema::{Children, LEVEL, PARAGRAPH, RUN};
use crate::styles::{font, size};
use crate::xml::Xml;

/// How many levels a numbering has (§17.9.6).
pub(crate) const LEVELS: u8 = 9;

/// The largest number from which Word counts on.
pub(crate) const LARGEST_START: u64 = 32_767;

/// What stands before an item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Marker {
    /// The theme's bullet of the level.
    Bullet,
    /// A number that the word processor counts.
    Counted(Numerals),
    /// The box of a task.
    Box(bool),
    /// None: the paragraph is no item, whatever its style says.
    Nothing,
    /// This text.
    Text(String),
}

impl Marker {
    /// The marker of an item of an ordered list whose last number is `last`: counted by the word
    /// processor where it counts alike, else as text.
    pub(crate) fn of(numerals: Numerals, number: u64, last: u64) -> Marker {
        let counted = match numerals.system {
            System::Decimal => LARGEST_START,
            // Word processors know no đ.
            System::Letters { vietnamese: true, .. } => 4,
            System::Letters { vietnamese: false, .. } => 26,
            System::Roman { .. } => 3999,
        };
        if last <= counted {
            Marker::Counted(numerals)
        } else {
            Marker::Text(numerals.marker(number))
        }
    }

    /// Whether the word processor counts it.
    pub(crate) fn counts(&self) -> bool {
        matches!(self, Marker::Counted(_))
    }
}

/// What lists look like.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shape {
    marker: Marker,
    hanging: Twip,
}

/// A list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Instance {
    shape: usize,
    /// The level and the number of its first item.
    start: Option<(u8, u64)>,
}

/// The lists of the document so far.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    shapes: Vec<Shape>,
    instances: Vec<Instance>,
    /// Whether headings are numbered.
    headings: bool,
}

/// The numbering of a paragraph: the list and the level, 0 the outermost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// The instance, from 1.
    pub(crate) list: usize,
    /// The level.
    pub(crate) level: u8,
    /// How far the marker hangs out.
    pub(crate) hanging: Twip,
}

impl Numbering {
    /// No lists yet; whether headings are numbered.
    pub(crate) fn new(headings: bool) -> Numbering {
        Numbering { headings, ..Numbering::default() }
    }

    /// A new list inside this many lists, itself included; `start` is the number of the first item
    /// of one whose items are counted.
    pub(crate) fn list(
        &mut self,
        marker: Marker,
        hanging: Twip,
        lists: u8,
        start: Option<u64>,
    ) -> Number {
        let shape = Shape { marker, hanging };
        let shape = self.shape(shape);
        let level = lists.clamp(1, LEVELS) - 1;
        self.instances.push(Instance { shape, start: start.map(|start| (level, start)) });
        Number { list: self.instances.len(), level, hanging }
    }

    /// Whether the document has no list.
    pub(crate) fn is_empty(&self) -> bool {
        self.instances.is_empty() && !self.headings
    }

    /// The numbering of paragraphs whose style has one and which have none: a number of 0 would say
    /// the same, but not every reader takes it (§17.9.18).
    pub(crate) fn no_number(&mut self) -> usize {
        let shape = Shape { marker: Marker::Nothing, hanging: Twip::ZERO };
        let shape = self.shape(shape);
        let known = self.instances.iter().position(|each| each.shape == shape);
        known.unwrap_or_else(|| {
            self.instances.push(Instance { shape, start: None });
            self.instances.len() - 1
        }) + 1
    }

    fn shape(&mut self, shape: Shape) -> usize {
        let known = self.shapes.iter().position(|each| *each == shape);
        known.unwrap_or_else(|| {
            self.shapes.push(shape);
            self.shapes.len() - 1
        })
    }

    /// The numbering of the headings, if they have one.
    pub(crate) fn of_headings(&self) -> Option<usize> {
        self.headings.then(|| self.instances.len() + 1)
    }

    /// The part.
    pub(crate) fn write(&self, theme: &Theme, fonts: &FontNames) -> Vec<u8> {
        let family = fonts.of(theme.style(Role::ListItem).text.font.family);
        let mut xml = Xml::part();
        xml.tag("w:numbering").with("xmlns:w", NAMESPACES[0].1).open();
        for (id, shape) in self.shapes.iter().enumerate() {
            xml.tag("w:abstractNum").with("w:abstractNumId", id).open();
            // By this number Word tells lists apart when text is pasted between documents.
            xml.tag("w:nsid").with("w:val", format!("{:08X}", 0x5642_0001 + id)).empty();
            xml.tag("w:multiLevelType").with("w:val", "hybridMultilevel").empty();
            for level in 0..LEVELS {
                xml.tag("w:lvl").with("w:ilvl", u32::from(level)).open();
                level_children(shape, theme, family, level).write_bare(&mut xml);
                xml.close("w:lvl");
            }
            xml.close("w:abstractNum");
        }
        if self.headings {
            for (at, held) in heading_lists(theme) {
                headings(self.shapes.len() + at, theme, &held, &mut xml);
            }
        }
        for (place, instance) in self.instances.iter().enumerate() {
            xml.tag("w:num").with("w:numId", place + 1).open();
            xml.tag("w:abstractNumId").with("w:val", instance.shape).empty();
            if let Some((level, start)) = instance.start {
                xml.tag("w:lvlOverride").with("w:ilvl", u32::from(level)).open();
                xml.tag("w:startOverride").with("w:val", start).empty();
                xml.close("w:lvlOverride");
            }
            xml.close("w:num");
        }
        if let Some(id) = self.of_headings() {
            for (at, _) in heading_lists(theme) {
                xml.tag("w:num").with("w:numId", id + at).open();
                xml.tag("w:abstractNumId").with("w:val", self.shapes.len() + at).empty();
                xml.close("w:num");
            }
        }
        xml.close("w:numbering");
        xml.into_bytes()
    }
}

/// The numbering of the headings of a level, 0 the highest, counted from that of the headings: a level
/// that counts on through higher ones has one of its own, since not every word processor knows
/// `w:lvlRestart` (§17.9.10).
pub(crate) fn heading_list(theme: &Theme, level: usize) -> usize {
    let continues = theme.numbering.levels.get(level).is_some_and(|level| level.continues);
    if continues { level + 1 } else { 0 }
}

/// The numberings of the headings and the levels that each holds.
fn heading_lists(theme: &Theme) -> BTreeMap<usize, Vec<usize>> {
    let mut lists = BTreeMap::new();
    for level in 0..theme.numbering.levels.len().min(6) {
        let list: &mut Vec<usize> = lists.entry(heading_list(theme, level)).or_default();
        list.push(level);
    }
    lists
}

/// A numbering of headings, its levels bound to the headings' styles (§17.9.23).
fn headings(id: usize, theme: &Theme, held: &[usize], xml: &mut Xml) {
    let levels = &theme.numbering.levels;
    xml.tag("w:abstractNum").with("w:abstractNumId", id).open();
    xml.tag("w:nsid").with("w:val", format!("{:08X}", 0x5642_0001 + id)).empty();
    xml.tag("w:multiLevelType").with("w:val", "multilevel").empty();
    for (at, level) in levels.iter().enumerate().filter(|(at, _)| held.contains(at)) {
        let mut children = Children::new(LEVEL);
        children.value("w:start", 1);
        children.value(
            "w:numFmt",
            match level.format {
                NumberFormat::Decimal => "decimal",
                NumberFormat::UpperRoman => "upperRoman",
                NumberFormat::UpperLetter => "upperLetter",
                NumberFormat::LowerLetter => "lowerLetter",
            },
        );
        children.value("w:pStyle", format!("Heading{}", at + 1));
        children.value("w:suff", if level.own_line { "nothing" } else { "space" });
        children.value("w:lvlText", &level.text);
        children.value("w:lvlJc", "left");
        let mut paragraph = Children::new(PARAGRAPH);
        paragraph.put("w:ind").with("w:left", 0).with("w:firstLine", 0).empty();
        children.nest("w:pPr", paragraph);
        xml.tag("w:lvl").with("w:ilvl", at).open();
        children.write_bare(xml);
        xml.close("w:lvl");
    }
    xml.close("w:abstractNum");
}

fn level_children(shape: &Shape, theme: &Theme, family: &str, level: u8) -> Children {
    let mut children = Children::new(LEVEL);
    children.value("w:start", 1);
    children.value(
        "w:numFmt",
        match shape.marker {
            Marker::Bullet => "bullet",
            Marker::Counted(Numerals { system, .. }) => match system {
                System::Decimal => "decimal",
                System::Letters { capital: false, .. } => "lowerLetter",
                System::Letters { capital: true, .. } => "upperLetter",
                System::Roman { capital: false } => "lowerRoman",
                System::Roman { capital: true } => "upperRoman",
            },
            Marker::Box(_) => "bullet",
            // LibreOffice shows the first character only of a bullet.
            Marker::Text(_) | Marker::Nothing => "none",
        },
    );
    let nothing = shape.marker == Marker::Nothing;
    children.value("w:suff", if nothing { "nothing" } else { "tab" });
    match &shape.marker {
        Marker::Nothing => children.value("w:lvlText", ""),
        Marker::Bullet => children.value("w:lvlText", theme.bullet(level + 1)),
        Marker::Counted(Numerals { enclosure, .. }) => {
            children.value("w:lvlText", enclosure.around(&format!("%{}", level + 1)));
        }
        Marker::Box(checked) => children.value("w:lvlText", task_box(*checked)),
        Marker::Text(text) => children.value("w:lvlText", text),
    }
    children.value("w:lvlJc", "left");
    let mut paragraph = Children::new(PARAGRAPH);
    paragraph
        .put("w:ind")
        .with("w:left", if nothing { 0 } else { theme.list_indent(level + 1).0 })
        .with("w:hanging", shape.hanging.0)
        .empty();
    children.nest("w:pPr", paragraph);
    // A marker looks like list text, whatever the paragraph that it stands before.
    let look = theme.style(Role::ListItem).text;
    let mut run = Children::new(RUN);
    let drawn = match shape.marker {
        Marker::Box(_) => Family::Symbols.name(),
        _ => family,
    };
    font(&mut run, drawn);
    run.toggle("w:b", look.font.bold);
    run.toggle("w:i", look.font.italic);
    run.value("w:color", look.color.hex());
    size(&mut run, look.size);
    children.nest("w:rPr", run);
    children
}

#[cfg(test)]
mod tests {
    use super::{Marker, Numbering};
    use vanban_article::Numerals;
    use vanban_theme::{FontNames, Theme, Twip};

    #[test]
    fn each_ordered_list_counts_from_its_own_start() {
        let mut numbering = Numbering::default();
        let first = numbering.list(Marker::Counted(Numerals::default()), Twip(397), 1, Some(1));
        let second = numbering.list(Marker::Counted(Numerals::default()), Twip(397), 2, Some(7));
        assert_eq!((first.list, second.list, second.level), (1, 2, 1));
        let theme = Theme::named("office").expect("the theme is built in");
        let xml = String::from_utf8(numbering.write(&theme, &FontNames::default()))
            .expect("XML is UTF-8");
        assert_eq!(xml.matches("<w:abstractNum ").count(), 1);
        assert!(xml.contains(
            "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"1\">\
             <w:startOverride w:val=\"7\"/></w:lvlOverride></w:num>"
        ));
        assert!(xml.contains("<w:lvlText w:val=\"%2.\"/>"));
    }

    #[test]
    fn lists_deeper_than_nine_stay_on_the_ninth_level() {
        let mut numbering = Numbering::default();
        assert_eq!(numbering.list(Marker::Bullet, Twip(397), 40, None).level, 8);
    }

    #[test]
    fn the_hanging_indent_is_part_of_the_shape() {
        let mut numbering = Numbering::default();
        numbering.list(Marker::Counted(Numerals::default()), Twip(397), 1, Some(1));
        numbering.list(Marker::Counted(Numerals::default()), Twip(537), 1, Some(99));
        assert_eq!(numbering.shapes.len(), 2);
    }
}

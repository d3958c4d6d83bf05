//! The theme: a total map from roles and marks to styles, and the measures of lists, tables, notes.

use serde::{Deserialize, Serialize};

use crate::furniture::Furniture;
use crate::length::{Em, Twip};
use crate::numbering::Numbering;
use crate::page::PageStyle;
use crate::role::{Depth, Mark, Role};
use crate::span::{SpanLook, half_point};
use crate::style::{Family, FontNames, ParagraphStyle, Rule, TextStyle};

/// How lists are set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListStyle {
    /// Indent of a first-level item's text; its marker hangs out to the left.
    pub indent: Twip,
    /// Further indent of each deeper level.
    pub step: Twip,
    /// How far a bullet, or a number of at most two digits, hangs out.
    pub hanging: Twip,
    /// How much further a number hangs out for each digit beyond two.
    pub digit: Twip,
    /// The bullets of the levels, used in turn.
    pub bullets: Vec<String>,
}

/// How tables are set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TableStyle {
    /// Every border.
    pub border: Rule,
    /// Room between a cell's left or right border and its text.
    pub padding_x: Twip,
    /// Room between a cell's top or bottom border and its text.
    pub padding_y: Twip,
    /// Background of header cells.
    pub head_fill: Option<crate::color::Color>,
    /// The narrowest a column may be made.
    pub min_column: Twip,
    /// Room above and below the table.
    pub around: Twip,
    /// The height of the paragraph that keeps two tables apart in a DOCX, where they would be one.
    pub separator: Twip,
}

/// How footnotes are set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoteStyle {
    /// The line between the text and the notes.
    pub separator: Rule,
    /// The length of that line.
    pub separator_length: Twip,
    /// Height of the paragraph that holds that line.
    pub separator_height: Twip,
}

/// How the page is set that holds nothing but the title block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CoverStyle {
    /// Whether articles that do not say have one.
    pub on: bool,
    /// Room above the title.
    pub above: Twip,
    /// Room between the title, with its subtitle, and the lines below them.
    pub between: Twip,
}

/// How alerts are set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AlertStyle {
    /// Indent of their text from the left, on each level.
    pub indent: Twip,
    /// The thickness of the bar at their left.
    pub bar: Twip,
    /// From the bar to the text.
    pub gap: Twip,
    /// The colours of bar and label: note, tip, important, warning, caution.
    pub colors: [crate::color::Color; 5],
}

/// How an article looks: paper, and a style for every role and mark.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Theme {
    /// The name by which front matter asks for the theme.
    pub name: String,
    /// What office documents call the families.
    pub font_names: FontNames,
    /// The paper.
    pub page: PageStyle,
    /// Running heads.
    pub head: Furniture,
    /// Running feet.
    pub foot: Furniture,
    /// A style for each role, in the order of [`Role::ALL`].
    pub(crate) paragraphs: Vec<ParagraphStyle>,
    /// Lists.
    pub list: ListStyle,
    /// Indent, on both sides, of each level of block quotation.
    pub quote_indent: Twip,
    /// Tables.
    pub table: TableStyle,
    /// Footnotes.
    pub note: NoteStyle,
    /// The cover, where the article has one.
    pub cover: CoverStyle,
    /// Whether articles that do not say have a table of contents.
    pub contents: bool,
    /// Alerts.
    pub alert: AlertStyle,
    /// The numbers of headings.
    pub numbering: Numbering,
    /// The looks of spans by the names of their roles.
    pub spans: std::collections::BTreeMap<String, SpanLook>,
    /// The colour behind highlighted text.
    pub highlight: crate::color::Color,
    /// Size of small capitals made from small letters, relative to the text around them.
    pub small_caps_size: Em,
    /// The look of links.
    pub link_color: crate::color::Color,
    /// A look for each part of code, in the order of `CodePart::ALL`.
    pub(crate) code: Vec<crate::code::CodeStyle>,
    /// Size of code in a line, relative to the text around it.
    pub code_size: Em,
    /// Size of raised and lowered text, relative to the text around it.
    pub script_size: Em,
    /// Rise of raised text above the baseline, relative to the text around it.
    pub superscript_rise: Em,
    /// Fall of lowered text below the baseline, relative to the text around it.
    pub subscript_fall: Em,
    /// Resolution at which a picture without one of its own is set, in pixels an inch.
    pub picture_dpi: f32,
    /// The share of the text height that a picture takes at most, so that its caption fits below.
    pub picture_share: f32,
}

impl Theme {
    /// The built-in theme of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Theme> {
        crate::builtin::named(name)
    }

    /// The names of the built-in themes.
    #[must_use]
    pub fn names() -> &'static [&'static str] {
        crate::builtin::NAMES
    }

    /// What a built-in theme is for, in one line.
    #[must_use]
    pub fn about(name: &str) -> Option<&'static str> {
        crate::builtin::about(name)
    }

    /// Reads a theme file; `resolve` finds a theme that the file inherits from and that is not built
    /// in, or says why it cannot.
    #[must_use]
    pub fn from_toml(
        text: &str,
        resolve: &mut dyn FnMut(&str) -> Result<Theme, String>,
    ) -> crate::read::ReadTheme {
        crate::read::read(text, resolve)
    }

    /// The theme as a file that says everything, each key with what it is.
    #[must_use]
    pub fn to_toml(&self) -> String {
        crate::describe::write(self)
    }

    /// The style of a role at the top level of an article.
    #[must_use]
    pub fn style(&self, role: Role) -> &ParagraphStyle {
        let place = Role::ALL.iter().position(|each| *each == role);
        &self.paragraphs[place.expect("Role::ALL holds every role")]
    }

    /// The style of a paragraph inside lists and quotations: its indents added to those of its
    /// role, so that both papers indent alike.
    #[must_use]
    pub fn paragraph(&self, role: Role, depth: Depth) -> ParagraphStyle {
        let mut style = *self.style(role);
        let quote = self.quote_indent * i32::from(depth.quotes);
        style.left +=
            quote + self.list_indent(depth.lists) + self.alert.indent * i32::from(depth.alerts);
        style.right += quote;
        if depth.lists > 0 || depth.quotes > 0 || depth.alerts > 0 {
            style.first_line = Twip::ZERO;
        }
        style
    }

    /// Indent of the text of an item inside this many lists.
    #[must_use]
    pub fn list_indent(&self, lists: u8) -> Twip {
        match lists {
            0 => Twip::ZERO,
            n => self.list.indent + self.list.step * i32::from(n - 1),
        }
    }

    /// How far the marker of a list hangs out when its widest number has this width, in tenths of a
    /// digit.
    #[must_use]
    pub fn list_hanging(&self, width: u32) -> Twip {
        let beyond = i32::try_from(width.saturating_sub(20)).unwrap_or(0).min(80);
        self.list.hanging + Twip(self.list.digit.0 * beyond / 10)
    }

    /// The bullet of a list at this depth, the outermost at 1.
    #[must_use]
    pub fn bullet(&self, lists: u8) -> &str {
        let at = usize::from(lists.max(1) - 1) % self.list.bullets.len().max(1);
        self.list.bullets.get(at).map_or("-", String::as_str)
    }

    /// The look of a run: a paragraph's text under one more mark.
    #[must_use]
    pub fn marked(&self, mut text: TextStyle, mark: Mark) -> TextStyle {
        match mark {
            Mark::Emphasis => text.font.italic = !text.font.italic,
            Mark::Strong => text.font.bold = true,
            Mark::Strike => text.strike = true,
            Mark::Underline => text.underline = true,
            Mark::Code => {
                text.font.family = Family::Mono;
                // Word counts sizes in half-points: a finer size would differ between the papers.
                text.size = half_point(self.code_size.at(text.size));
            }
            Mark::Link => text.color = self.link_color,
            Mark::Highlight => text.highlight = Some(self.highlight),
            // The size of raised text is the reader's business in DOCX (`w:vertAlign`), and
            // LibreOffice rounds it to a twip.
            Mark::Superscript | Mark::Subscript => {
                text.size = self.script_size.at(text.size).twips().pt();
            }
        }
        text
    }
}

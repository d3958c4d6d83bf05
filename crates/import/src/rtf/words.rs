//! What control words mean: what a group is for, what a table at the head says, how a paragraph is set.

use crate::runs::Look;

use super::flow::{Flow, Part, Place, Row, Set};
use super::picture::Drawn;
use super::reader::{After, Goal, Reader};
use super::table::{Font, Style, page_of};

impl Reader {
    /// Words that say what a group is for; whether this is one.
    pub(super) fn goal(&mut self, word: &str, optional: bool) -> bool {
        let goal = match word {
            "fonttbl" => Goal::Fonts,
            "stylesheet" => Goal::Styles,
            "pntext" | "listtext" => {
                self.flow().mark = None;
                Goal::Mark
            }
            "info" | "rtf" | "shppict" | "field" | "upr" | "ud" | "shp" | "shpinst" | "shptxt"
            | "object" | "result" | "sp" | "fldrslt" => {
                return self.inner(word);
            }
            "title" if self.in_info() => Goal::Info("title"),
            "author" if self.in_info() => Goal::Info("author"),
            "keywords" if self.in_info() => Goal::Info("keywords"),
            "fldinst" => Goal::Field,
            "pict" => {
                self.drawn = Drawn::default();
                self.state().after = After::Picture;
                Goal::Picture
            }
            "footnote" => {
                if self.flows.len() > 1 {
                    self.lose("a note within a note");
                    Goal::Skip
                } else {
                    self.flows.push(Flow::default());
                    let state = self.state();
                    state.after = After::Note;
                    state.look = Look::default();
                    state.set = Set::default();
                    return true;
                }
            }
            "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr"
            | "footerf" => {
                self.lose("a running head or foot");
                Goal::Skip
            }
            "annotation" => {
                self.lose("a comment");
                Goal::Skip
            }
            "mmath" | "moMath" | "moMathPara" => {
                self.lose("a formula");
                Goal::Skip
            }
            "colortbl" | "nonshppict" | "shprslt" | "objdata" | "objclass" | "bkmkstart"
            | "bkmkend" | "xe" | "tc" | "nonesttables" | "atnid" | "atnauthor" | "atndate"
            | "atnref" | "atrfstart" | "atrfend" | "filetbl" | "revtbl" | "subject"
            | "operator" | "company" | "creatim" | "revtim" | "printim" | "doccomm" | "comment"
            | "manager" | "category" | "hlinkbase" | "buptim" | "pnseclvl" | "pn" | "ftnsep"
            | "ftnsepc" | "aftnsep" | "aftnsepc" | "ftncn" | "aftncn" | "template"
            | "passwordhash" => Goal::Skip,
            _ if optional => {
                if matches!(word, "nesttableprops" | "pnseclvl") {
                    return false;
                }
                Goal::Skip
            }
            _ => return false,
        };
        self.state().goal = goal;
        true
    }

    /// Groups whose text belongs to what is around them.
    fn inner(&mut self, word: &str) -> bool {
        match word {
            "info" => self.state().goal = Goal::Info("other"),
            "sp" => self.state().goal = Goal::Skip,
            "field" => {
                self.fields.push(String::new());
                self.state().after = After::Field;
            }
            "fldrslt" => {
                let target = self.fields.last().and_then(|field| target(field));
                self.state().look.link = target;
            }
            "shptxt" => self.lose("the frame of a text box, whose text stands in the text"),
            "object" => self.lose("an embedded object, of which only the picture stands"),
            _ => {}
        }
        true
    }

    fn in_info(&mut self) -> bool {
        matches!(self.state().goal, Goal::Info(_))
    }

    /// Words of the tables at the head; whether this is one.
    pub(super) fn definition(&mut self, word: &str, number: Option<i32>) -> bool {
        let number = number.unwrap_or(0);
        match (self.state().goal.clone(), word) {
            (Goal::Fonts, "f") => {
                self.number = number;
                self.font = Font::default();
            }
            (Goal::Fonts, "fcharset") => self.font.page = page_of(number),
            (Goal::Fonts, "cpg") => self.font.page = u32::try_from(number).ok(),
            (Goal::Styles, "s" | "cs" | "ds" | "ts") => {
                self.number = if word == "s" { number } else { -1 };
                self.style = Style::default();
            }
            (Goal::Styles, "outlinelevel") => self.style.level = level(number),
            (Goal::Picture, word) => self.drawn.word(word, number),
            (Goal::Fonts | Goal::Styles, "u") => return false,
            (Goal::Fonts | Goal::Styles, _) => {}
            _ => return false,
        }
        true
    }

    /// Words of paragraphs and tables; whether this is one.
    pub(super) fn paragraph(&mut self, word: &str, number: Option<i32>) -> bool {
        if self.state().goal != Goal::Body {
            return false;
        }
        let set = self.state().set;
        let value = number.unwrap_or(0);
        match word {
            "par" | "sect" => self.flow().end_paragraph(set),
            "page" => {
                self.flow().end_paragraph(set);
                if self.flows.len() == 1 && !set.table {
                    self.flow().parts.push(Part::Page);
                }
            }
            "pard" => self.state().set = Set::default(),
            "s" => self.state().set.style = value,
            "outlinelevel" => self.state().set.level = level(value),
            "qc" => self.state().set.side = Some("center"),
            "qr" => self.state().set.side = Some("right"),
            "ql" | "qj" => self.state().set.side = None,
            "ilvl" => self.state().set.depth = usize::try_from(value).unwrap_or(0).min(8),
            "intbl" => self.state().set.table = true,
            "itap" => self.state().set.table = value > 0,
            "trowd" => {
                self.flow().row = Row::default();
                self.flow().place = Place::default();
            }
            "trhdr" => self.flow().row.head = true,
            "clvmrg" => self.flow().place.from_above = true,
            "clmrg" => self.flow().place.from_before = true,
            "cellx" => {
                let flow = self.flow();
                if flow.row.places.len() < 1024 {
                    let place = std::mem::take(&mut flow.place);
                    flow.row.places.push(Place { edge: value, ..place });
                }
            }
            "cell" => self.flow().end_cell(set),
            "row" => self.flow().end_row(),
            "nestcell" => {
                self.lose("a table within a table, whose text stands in the cell");
                self.flow().end_paragraph(Set { table: true, ..set });
            }
            "nestrow" => {}
            _ => return false,
        }
        true
    }
}

/// The level of a heading by its number from 0; 9 is none.
fn level(number: i32) -> Option<u8> {
    u8::try_from(number).ok().filter(|level| *level < 9).map(|level| level + 1)
}

/// Where a field leads.
fn target(field: &str) -> Option<String> {
    let rest = field.trim().strip_prefix("HYPERLINK")?.trim_start();
    let quoted = rest.strip_prefix('"').and_then(|rest| rest.split('"').next());
    let target = quoted.or_else(|| rest.split_whitespace().next())?.trim();
    let known = ["http://", "https://", "mailto:", "ftp://"]
        .iter()
        .any(|scheme| target.starts_with(scheme));
    (known && !target.contains(char::is_whitespace)).then(|| target.to_owned())
}

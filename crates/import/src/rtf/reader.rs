//! Tokens to paragraphs: what each group is for, what each control word changes, text by the code page of
//! its font.

use std::collections::BTreeMap;

use crate::encoding::code_page;
use crate::model::{Attributes, Inline, Mark, Picture, Refused};
use crate::read::refused;
use crate::runs::Look;

use super::flow::{Flow, Part, Set, Stretch, What};
use super::picture::Drawn;
use super::table::{Font, Style, Tables};
use super::token::{Token, tokens};

/// How deep groups may nest.
const DEPTH: usize = 128;

/// What the text of a group is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Goal {
    /// Text of the document.
    Body,
    /// Nothing that is read.
    Skip,
    /// The table of fonts.
    Fonts,
    /// The table of styles.
    Styles,
    /// A line about the document.
    Info(&'static str),
    /// The mark of an item.
    Mark,
    /// What a field does.
    Field,
    /// A picture.
    Picture,
}

/// What holds from a place on to the end of its group.
#[derive(Clone, Debug)]
pub(super) struct State {
    pub(super) goal: Goal,
    pub(super) look: Look,
    font: i32,
    /// How many characters follow that stand for `\u`.
    skip: usize,
    hidden: bool,
    capitals: bool,
    pub(super) set: Set,
    /// What is done when the group ends.
    pub(super) after: After,
    /// Whether `\*` stood before.
    optional: bool,
}

/// What is done when a group ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum After {
    Nothing,
    Note,
    Picture,
    Field,
}

/// What was read.
pub(super) struct Content {
    /// The body.
    pub(super) parts: Vec<Part>,
    /// The notes.
    pub(super) notes: Vec<Vec<Part>>,
    /// The pictures.
    pub(super) pictures: Vec<Picture>,
    /// The tables.
    pub(super) tables: Tables,
    /// What the document says of itself.
    pub(super) info: BTreeMap<&'static str, String>,
    /// What could not be carried, by what it is: its first place in bytes, and how often.
    pub(super) lost: BTreeMap<&'static str, (usize, usize)>,
}

pub(super) struct Reader {
    states: Vec<State>,
    pub(super) flows: Vec<Flow>,
    content: Content,
    /// Bytes of text that are not decoded yet.
    bytes: Vec<u8>,
    /// The first half of a pair of UTF-16.
    high: Option<u16>,
    /// How many characters are still left out after `\u`.
    left: usize,
    /// The fields that are open: what each does.
    pub(super) fields: Vec<String>,
    /// The font or style that is being defined.
    pub(super) number: i32,
    pub(super) font: Font,
    pub(super) style: Style,
    pub(super) drawn: Drawn,
    at: usize,
}

/// Reads the tokens of a document.
///
/// # Errors
///
/// It is no RTF, or its groups nest too deep.
pub(super) fn read(bytes: &[u8]) -> Result<Content, Refused> {
    if !bytes.trim_ascii_start().starts_with(b"{\\rtf") {
        return refused("this is no RTF".to_owned(), "name its format with `--format`");
    }
    let state = State {
        goal: Goal::Body,
        look: Look::default(),
        font: 0,
        skip: 1,
        hidden: false,
        capitals: false,
        set: Set::default(),
        after: After::Nothing,
        optional: false,
    };
    let tables = Tables { page: 1252, ..Tables::default() };
    let mut reader = Reader {
        states: vec![state],
        flows: vec![Flow::default()],
        content: Content {
            parts: Vec::new(),
            notes: Vec::new(),
            pictures: Vec::new(),
            tables,
            info: BTreeMap::new(),
            lost: BTreeMap::new(),
        },
        bytes: Vec::new(),
        high: None,
        left: 0,
        fields: Vec::new(),
        number: 0,
        font: Font::default(),
        style: Style::default(),
        drawn: Drawn::default(),
        at: 0,
    };
    for (at, token) in tokens(bytes) {
        reader.at = at;
        reader.token(token)?;
    }
    reader.decode();
    while reader.states.len() > 1 {
        reader.close();
    }
    let set = reader.state().set;
    reader.content.parts = reader.flow().end(set);
    Ok(reader.content)
}

impl Reader {
    pub(super) fn state(&mut self) -> &mut State {
        self.states.last_mut().expect("the outermost state is never closed")
    }

    pub(super) fn flow(&mut self) -> &mut Flow {
        self.flows.last_mut().expect("the body is never closed")
    }

    pub(super) fn lose(&mut self, what: &'static str) {
        let (_, count) = self.content.lost.entry(what).or_insert((self.at, 0));
        *count += 1;
    }

    fn token(&mut self, token: Token<'_>) -> Result<(), Refused> {
        match token {
            Token::Text(text) => {
                // Each byte stands for one character that `\u` said already.
                let skipped = self.left.min(text.len());
                self.left -= skipped;
                self.text(&text[skipped..]);
                return Ok(());
            }
            Token::Hex(byte) => {
                if self.left > 0 {
                    self.left -= 1;
                } else {
                    self.text(&[byte]);
                }
                return Ok(());
            }
            _ => {}
        }
        self.decode();
        match token {
            Token::Open => {
                self.left = 0;
                if self.states.len() > DEPTH {
                    return refused(
                        format!("groups nest more than {DEPTH} deep"),
                        "open the document in a word processor and save it again",
                    );
                }
                let state =
                    State { after: After::Nothing, optional: false, ..self.state().clone() };
                self.states.push(state);
            }
            Token::Close => {
                self.left = 0;
                if self.states.len() > 1 {
                    self.close();
                }
            }
            Token::Symbol(symbol) => self.symbol(symbol),
            Token::Word(word, number) => {
                if self.left > 0 && word != "u" {
                    self.left -= 1;
                } else {
                    self.word(word, number);
                }
            }
            Token::Binary(bytes) => {
                if self.state().goal == Goal::Picture {
                    self.drawn.bytes.extend_from_slice(bytes);
                }
            }
            Token::Text(_) | Token::Hex(_) => {}
        }
        Ok(())
    }

    /// Bytes of text, by what the group is for.
    fn text(&mut self, text: &[u8]) {
        match self.state().goal {
            Goal::Skip => {}
            Goal::Picture => self.drawn.digits(text),
            _ => self.bytes.extend_from_slice(text),
        }
    }

    /// Decodes the bytes that are held.
    fn decode(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let font = self.state().font;
        let page = match self.state().goal {
            Goal::Fonts => self.font.page.unwrap_or(self.content.tables.page),
            Goal::Body | Goal::Mark => self.content.tables.page(font),
            _ => self.content.tables.page,
        };
        let text = code_page(&bytes, page).unwrap_or_else(|| {
            self.lose("text in a code page that is not known; its bytes stand as Western letters");
            code_page(&bytes, 1252).unwrap_or_default()
        });
        self.put(&text);
    }

    /// Text, by what the group is for.
    fn put(&mut self, text: &str) {
        let state = self.state();
        match state.goal.clone() {
            Goal::Body => {
                if state.hidden {
                    return;
                }
                let (look, font) = (state.look.clone(), state.font);
                let what = What::Text(text.to_owned(), state.capitals);
                self.stretch(Stretch { look, font, what });
            }
            Goal::Mark => self.flow().mark.get_or_insert_default().push_str(text),
            Goal::Fonts => {
                for part in text.split_inclusive(';') {
                    let (name, ends) =
                        part.strip_suffix(';').map_or((part, false), |name| (name, true));
                    self.font.name.push_str(name);
                    if ends {
                        self.font.name = self.font.name.trim().to_owned();
                        let font = std::mem::take(&mut self.font);
                        self.content.tables.fonts.insert(self.number, font);
                    }
                }
            }
            Goal::Styles => {
                for part in text.split_inclusive(';') {
                    let (name, ends) =
                        part.strip_suffix(';').map_or((part, false), |name| (name, true));
                    self.style.name.push_str(name);
                    if ends {
                        self.style.name = self.style.name.trim().to_lowercase();
                        let style = std::mem::take(&mut self.style);
                        self.content.tables.styles.insert(self.number, style);
                        self.number = 0;
                    }
                }
            }
            Goal::Info(key) => self.content.info.entry(key).or_default().push_str(text),
            Goal::Field => {
                if let Some(field) = self.fields.last_mut() {
                    field.push_str(text);
                }
            }
            Goal::Skip | Goal::Picture => {}
        }
    }

    fn stretch(&mut self, stretch: Stretch) {
        if let What::Text(text, capitals) = &stretch.what
            && let Some(Stretch { look, font, what: What::Text(before, own) }) =
                self.flow().stretches.last_mut()
            && *look == stretch.look
            && *font == stretch.font
            && own == capitals
        {
            before.push_str(text);
            return;
        }
        self.flow().stretches.push(stretch);
    }

    fn whole(&mut self, what: What) {
        let state = self.state();
        if state.goal == Goal::Body && !state.hidden {
            let (look, font) = (state.look.clone(), state.font);
            self.stretch(Stretch { look, font, what });
        }
    }

    fn close(&mut self) {
        let Some(state) = self.states.pop() else { return };
        match state.after {
            After::Nothing => {}
            After::Note => {
                if self.flows.len() > 1
                    && let Some(mut flow) = self.flows.pop()
                {
                    let number = self.content.notes.len();
                    self.content.notes.push(flow.end(Set::default()));
                    self.whole(What::Whole(Inline::Note(number)));
                }
            }
            After::Picture => self.picture(),
            After::Field => {
                self.fields.pop();
            }
        }
    }

    fn picture(&mut self) {
        let drawn = std::mem::take(&mut self.drawn);
        let Some(ending) = drawn.ending() else {
            self.lose(
                "a picture that is a drawing of Windows (WMF, EMF) or a bitmap without a file",
            );
            return;
        };
        let picture = self.content.pictures.len();
        let name = format!("hinh-{}.{ending}", picture + 1);
        let mut attributes = Attributes::default();
        if let Some(width) = drawn.width() {
            attributes.keys.push(("width".to_owned(), format!("{width}pt")));
        }
        self.content.pictures.push(Picture { name, bytes: Some(drawn.bytes) });
        self.whole(What::Whole(Inline::Picture { picture, alt: String::new(), attributes }));
    }

    fn symbol(&mut self, symbol: u8) {
        if self.left > 0 && matches!(symbol, b'\\' | b'{' | b'}' | b'~' | b'-' | b'_') {
            self.left -= 1;
            return;
        }
        match symbol {
            b'*' => self.state().optional = true,
            b'\\' | b'{' | b'}' => self.put(&char::from(symbol).to_string()),
            b'~' => self.put("\u{A0}"),
            b'_' => self.put("-"),
            b'\r' | b'\n' => self.word("par", None),
            b'\t' => self.put("\t"),
            _ => {}
        }
    }

    /// A unit of UTF-16.
    fn unit(&mut self, number: i32) {
        let unit =
            u16::try_from(if number < 0 { number + 0x1_0000 } else { number }).unwrap_or(0xFFFD);
        self.left = self.state().skip;
        match (self.high.take(), unit) {
            (_, 0xD800..=0xDBFF) => self.high = Some(unit),
            (high, _) => {
                let units = high.into_iter().chain([unit]);
                let text: String =
                    char::decode_utf16(units).map(|c| c.unwrap_or('\u{FFFD}')).collect();
                // Fonts of signs are drawn at U+F000: a bullet is all that they say here.
                let sign = text.chars().all(|c| ('\u{F000}'..='\u{F0FF}').contains(&c));
                self.put(if sign { "•" } else { &text });
            }
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let optional = std::mem::take(&mut self.state().optional);
        let on = number != Some(0);
        if self.state().goal == Goal::Skip {
            return;
        }
        if self.goal(word, optional)
            || self.definition(word, number)
            || self.paragraph(word, number)
        {
            return;
        }
        let mark = match word {
            "b" => Some(Mark::Strong),
            "i" => Some(Mark::Emphasis),
            "ul" | "uld" | "uldb" | "ulw" | "ulth" | "uldash" | "ulwave" => Some(Mark::Underline),
            "strike" | "striked" => Some(Mark::Strike),
            "scaps" => Some(Mark::SmallCaps),
            "super" => Some(Mark::Superscript),
            "sub" => Some(Mark::Subscript),
            _ => None,
        };
        let state = self.state();
        if let Some(mark) = mark {
            state.look.marks.set(mark, on);
            return;
        }
        match word {
            "ulnone" => state.look.marks.set(Mark::Underline, false),
            "nosupersub" => {
                state.look.marks.set(Mark::Superscript, false);
                state.look.marks.set(Mark::Subscript, false);
            }
            "highlight" => state.look.marks.set(Mark::Highlight, on),
            "caps" => state.capitals = on,
            "v" | "deleted" => state.hidden = on,
            "plain" => {
                state.look = Look { link: state.look.link.take(), ..Look::default() };
                (state.capitals, state.hidden) = (false, false);
            }
            "f" => state.font = number.unwrap_or(0),
            "uc" => state.skip = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(16),
            "u" => self.unit(number.unwrap_or(0)),
            "ansicpg" => {
                self.content.tables.page =
                    number.and_then(|page| u32::try_from(page).ok()).unwrap_or(1252);
            }
            "mac" => self.content.tables.page = 10000,
            "line" => self.whole(What::Break),
            "tab" => self.put("\t"),
            "emdash" => self.put("—"),
            "endash" => self.put("–"),
            "lquote" => self.put("‘"),
            "rquote" => self.put("’"),
            "ldblquote" => self.put("“"),
            "rdblquote" => self.put("”"),
            "bullet" => self.put("•"),
            "emspace" | "enspace" | "qmspace" => self.put(" "),
            _ => {}
        }
    }
}

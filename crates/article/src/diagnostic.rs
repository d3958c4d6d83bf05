//! What vanban tells the author about the source: collected, never stopping a usable document.

use serde::Serialize;

use crate::source::Span;

/// How serious a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing needs doing.
    Note,
    /// The papers are usable, but something the author wrote is not as written.
    Warning,
    /// No paper is written.
    Error,
}

/// A stable code: `VB` and four digits, the first two naming the area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Code(pub &'static str);

impl Code {
    /// The input cannot be read as an article: missing, a folder, too large.
    pub const INPUT: Code = Code("VB0101");
    /// The input is not UTF-8.
    pub const ENCODING: Code = Code("VB0102");
    /// The document holds nothing.
    pub const EMPTY: Code = Code("VB0103");
    /// Blocks are nested too deep.
    pub const NESTING: Code = Code("VB0104");
    /// A control character that no format can carry was left out.
    pub const CONTROL: Code = Code("VB0105");
    /// A table holds more cells than the limit.
    pub const CELLS: Code = Code("VB0106");
    /// Cells of a table stand where another cell stands, or reach out of it.
    pub const SPAN: Code = Code("VB0107");
    /// A configuration file cannot be read.
    pub const CONFIG_FILE: Code = Code("VB0110");
    /// A configuration file is no valid TOML.
    pub const CONFIG_SYNTAX: Code = Code("VB0111");
    /// A key of a configuration file is unknown.
    pub const CONFIG_UNKNOWN: Code = Code("VB0112");
    /// A value of a configuration file is of the wrong kind.
    pub const CONFIG_VALUE: Code = Code("VB0113");
    /// A folder, or a link in it, is left out of the articles.
    pub const LEFT_OUT: Code = Code("VB0114");
    /// Making an article ended in a fault of vanban.
    pub const FAULT: Code = Code("VB0115");
    /// Something in the cache is damaged.
    pub const CACHE_DAMAGED: Code = Code("VB0120");
    /// The cache cannot be written.
    pub const CACHE: Code = Code("VB0121");
    /// Manifests do not make a whole.
    pub const MERGE: Code = Code("VB0122");
    /// A run ended before its manifest was whole.
    pub const MANIFEST: Code = Code("VB0123");
    /// A request to a worker makes no sense.
    pub const REQUEST: Code = Code("VB0124");
    /// Changes of files cannot be watched.
    pub const WATCH: Code = Code("VB0125");
    /// Making an article took too long.
    pub const TIME_LIMIT: Code = Code("VB0130");
    /// Making an article took too much memory.
    pub const MEMORY_LIMIT: Code = Code("VB0131");
    /// An article has too many pages.
    pub const PAGES_LIMIT: Code = Code("VB0132");
    /// A paper is larger than the limit.
    pub const OUTPUT_LIMIT: Code = Code("VB0133");
    /// An article has too many headings or notes.
    pub const PARTS_LIMIT: Code = Code("VB0134");
    /// The source is larger than the limit.
    pub const INPUT_LIMIT: Code = Code("VB0135");
    /// A character turns the direction of the text.
    pub const DIRECTION: Code = Code("VB0136");
    /// Front matter is not closed.
    pub const FRONT_UNCLOSED: Code = Code("VB0201");
    /// Front matter is not valid YAML.
    pub const FRONT_SYNTAX: Code = Code("VB0202");
    /// A key of the front matter is unknown.
    pub const FRONT_UNKNOWN: Code = Code("VB0203");
    /// A value of the front matter is of the wrong kind.
    pub const FRONT_VALUE: Code = Code("VB0204");
    /// No theme of this name.
    pub const THEME: Code = Code("VB0205");
    /// The theme has no look for a role of a span.
    pub const ROLE: Code = Code("VB0206");
    /// A picture cannot be found.
    pub const PICTURE_MISSING: Code = Code("VB0301");
    /// A picture's path leaves the article's folder or names no file.
    pub const PICTURE_PATH: Code = Code("VB0302");
    /// A picture cannot be decoded.
    pub const PICTURE_CORRUPT: Code = Code("VB0303");
    /// A picture is on the network.
    pub const PICTURE_REMOTE: Code = Code("VB0304");
    /// A picture is larger than the limits.
    pub const PICTURE_LIMIT: Code = Code("VB0305");
    /// A size that is asked for a picture is none.
    pub const PICTURE_SIZE: Code = Code("VB0350");
    /// Raw HTML that has no meaning here; its text is kept.
    pub const HTML: Code = Code("VB0401");
    /// A division, or a class of one, means nothing here or is not closed; its content is kept.
    pub const DIVISION: Code = Code("VB0402");
    /// A link's target does not exist.
    pub const LINK_TARGET: Code = Code("VB0501");
    /// A link's scheme is refused.
    pub const LINK_SCHEME: Code = Code("VB0502");
    /// A note is never referred to.
    pub const NOTE_UNUSED: Code = Code("VB0503");
    /// A note refers to itself, directly or through others.
    pub const NOTE_CYCLE: Code = Code("VB0504");
    /// A formula cannot be read and is printed as its source.
    pub const MATH: Code = Code("VB0901");
    /// Something that a formula asks for is left out.
    pub const MATH_PART: Code = Code("VB0902");
    /// A picture has no alternative text.
    pub const ALTERNATIVE: Code = Code("VB0910");
    /// The article has no title.
    pub const TITLE: Code = Code("VB0911");
    /// A table has no header row.
    pub const HEADER_ROW: Code = Code("VB0912");
    /// A heading skips a level.
    pub const LEVEL: Code = Code("VB0913");
    /// What is written for a language is no language tag.
    pub const LANGUAGE: Code = Code("VB0914");
    /// The article has no date, and a PDF for a press must.
    pub const UNDATED: Code = Code("VB0915");
    /// Links are left out of a PDF for a press.
    pub const UNLINKED: Code = Code("VB0916");
    /// A text is longer than every reader of an archive must bear.
    pub const LENGTH: Code = Code("VB0917");
    /// A character means something by agreement only.
    pub const PRIVATE_USE: Code = Code("VB0918");
    /// A PDF cannot be imposed: it is encrypted, broken or too large, or the sheet has no room.
    pub const IMPOSE: Code = Code("VB0930");
    /// Pages are asked for that the article does not have.
    pub const PAGES: Code = Code("VB0931");
    /// A page break or a table of contents stands where it cannot.
    pub const PAGE_PLACE: Code = Code("VB0507");
    /// A table of contents has nothing to list.
    pub const CONTENTS_EMPTY: Code = Code("VB0508");
    /// No bundled font has a character.
    pub const GLYPH: Code = Code("VB0601");
    /// Something is wider than the room for it.
    pub const OVERFLOW: Code = Code("VB0602");
    /// A paragraph may break differently in another version of a word processor.
    pub const UNSTABLE: Code = Code("VB0603");
    /// A font of the font path cannot be used.
    pub const FONT_REFUSED: Code = Code("VB0604");
    /// A theme names a family that no font has.
    pub const FONT_FAMILY: Code = Code("VB0605");
    /// A family lacks a cut that text is to be set in.
    pub const FONT_CUT: Code = Code("VB0606");
    /// The licence of a font keeps it out of the DOCX.
    pub const FONT_LICENCE: Code = Code("VB0607");
    /// The licence of a font allows no part of it: the papers carry the whole.
    pub const FONT_WHOLE: Code = Code("VB0608");
    /// A running head or foot is longer than its line.
    pub const FURNITURE: Code = Code("VB0708");
    /// A file cannot be written.
    pub const OUTPUT: Code = Code("VB0801");
    /// A paper cannot be made: a limit of its format, or a fault of vanban.
    pub const PAPER: Code = Code("VB0802");
    /// The papers cannot be compared: no LibreOffice, or it does not read the DOCX.
    pub const COMPARE: Code = Code("VB0803");
    /// A word is no syllable.
    pub const SYLLABLE: Code = Code("VB1001");
    /// Syllables are written without the space between them.
    pub const JOINED: Code = Code("VB1002");
    /// A word is often written for another.
    pub const CONFUSED: Code = Code("VB1003");
    /// A tone stands where the rest of the document does not put it.
    pub const TONES: Code = Code("VB1004");
    /// Letters and marks stand apart.
    pub const DECOMPOSED: Code = Code("VB1005");
    /// A letter of another alphabet looks like a Vietnamese one.
    pub const LOOK_ALIKE: Code = Code("VB1006");
    /// A character is not seen.
    pub const HIDDEN: Code = Code("VB1007");
    /// Spaces in a row lay a line out.
    pub const SPACES: Code = Code("VB1008");
    /// A space stands before a mark that closes.
    pub const SPACE_BEFORE: Code = Code("VB1009");
    /// Two or three spaces stand in a row.
    pub const DOUBLE_SPACE: Code = Code("VB1010");
    /// A quotation mark is straight.
    pub const STRAIGHT: Code = Code("VB1011");
    /// A range of years is joined otherwise than most.
    pub const RANGE: Code = Code("VB1012");
    /// One term has two ranges of years.
    pub const PERIODS: Code = Code("VB1013");
    /// A capital is not that of the rules for documents.
    pub const CAPITALS: Code = Code("VB1014");
    /// No calendar has a date.
    pub const DATE: Code = Code("VB1015");
    /// The number of a document is not written as one.
    pub const NUMBER: Code = Code("VB1016");
    /// The abbreviation of a document's type is unknown or another's.
    pub const TYPE: Code = Code("VB1017");
    /// A line stands for a picture.
    pub const PLACEHOLDER: Code = Code("VB1018");
    /// A rule of spelling that is switched is unknown.
    pub const RULE: Code = Code("VB1019");
    /// A document of another format cannot be imported.
    pub const IMPORT_REFUSED: Code = Code("VB1101");
    /// Something of an imported document is not carried, or carried in doubt.
    pub const IMPORT_LOST: Code = Code("VB1102");
    /// A picture that an imported document names is not there.
    pub const IMPORT_PICTURE: Code = Code("VB1103");
    /// The article that an import would write is there already.
    pub const IMPORT_EXISTS: Code = Code("VB1104");
}

/// A message to the author: what, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// The stable code.
    pub code: Code,
    /// How serious it is.
    pub severity: Severity,
    /// Where in the source; empty where the whole source is meant.
    pub span: Span,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What to do about it.
    pub hints: Vec<String>,
    /// The character inside the span that is meant, where the span is wider than the fault.
    pub about: Option<char>,
}

impl Diagnostic {
    /// An error: no paper is written.
    #[must_use]
    pub fn error(code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Error, code, span, message.into())
    }

    /// A warning: the papers are usable.
    #[must_use]
    pub fn warning(code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Warning, code, span, message.into())
    }

    /// A note.
    #[must_use]
    pub fn note(code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Note, code, span, message.into())
    }

    /// The same diagnostic with one more hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Diagnostic {
        self.hints.push(hint.into());
        self
    }

    /// The same diagnostic, about one character of its span.
    #[must_use]
    pub fn about(mut self, character: char) -> Diagnostic {
        self.about = Some(character);
        self
    }

    fn new(severity: Severity, code: Code, span: Span, message: String) -> Diagnostic {
        Diagnostic { code, severity, span, message, hints: Vec::new(), about: None }
    }
}

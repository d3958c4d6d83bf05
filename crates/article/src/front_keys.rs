//! Every key of the front matter: what it is called, what it is, what may stand behind it.

/// A key of the front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrontKey {
    /// Its name.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// What may stand behind it.
    pub kind: FrontKind,
}

/// What may stand behind a key of the front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrontKind {
    /// A text.
    Text,
    /// A text or a list of texts.
    Texts,
    /// A day.
    Date,
    /// A language tag (BCP 47).
    Language,
    /// `true` or `false`.
    Switch,
    /// `true`, `false` or a number of levels.
    Depth,
    /// A running head or foot: a text, or its parts and variants.
    Furniture,
    /// A watermark: a text, or its text and colour.
    Watermark,
    /// What is looked for in the spelling: `false`, or rules and words.
    Spelling,
}

const fn key(name: &'static str, kind: FrontKind, about: &'static str) -> FrontKey {
    FrontKey { name, about, kind }
}

/// Every key, in the order in which an article usually has them.
pub const FRONT_KEYS: [FrontKey; 22] = [
    key("title", FrontKind::Text, "the title (tít)"),
    key("subtitle", FrontKind::Text, "the line under the title"),
    key("lead", FrontKind::Text, "the opening paragraph (sapo)"),
    key("author", FrontKind::Texts, "the author, or a list of authors"),
    key("date", FrontKind::Date, "the day, as 2013-11-07 or 07/11/2013"),
    key("place", FrontKind::Text, "the place named beside the date"),
    key("source", FrontKind::Text, "where the text comes from"),
    key("category", FrontKind::Text, "the section of the paper or the kind of document"),
    key("keywords", FrontKind::Texts, "keywords, as a list or with commas between them"),
    key("abstract", FrontKind::Text, "the summary"),
    key("lang", FrontKind::Language, "the language of the text"),
    key("theme", FrontKind::Text, "the name of a theme, or a theme file in the article's folder"),
    key("toc", FrontKind::Depth, "a table of contents: true, or the lowest level listed, 1 to 3"),
    key("lof", FrontKind::Switch, "a list of figures"),
    key("lot", FrontKind::Switch, "a list of tables"),
    key("cover", FrontKind::Switch, "the title block on a page of its own"),
    key("number-sections", FrontKind::Switch, "whether headings are numbered"),
    key("number-captions", FrontKind::Switch, "whether every caption is numbered"),
    key("header", FrontKind::Furniture, "the running head, in place of the theme's"),
    key("footer", FrontKind::Furniture, "the running foot, in place of the theme's"),
    key("watermark", FrontKind::Watermark, "a word behind the text of every page, such as NHÁP"),
    key(
        "check",
        FrontKind::Spelling,
        "the check of spelling: false, or rules that are off, words, tone-style",
    ),
];

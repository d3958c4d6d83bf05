//! HTML to tokens, and what each tag is to an article: the only file that names the HTML tokenizer.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{HtmlString, State, Tokenizer};

use crate::model::Marks;
use crate::source::Span;

/// A piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub enum Token {
    /// Text, its character references resolved.
    Text(String),
    /// A tag begins.
    Start {
        /// Its name in lower case.
        name: String,
        /// Its attributes.
        attributes: Vec<(String, String)>,
        /// Whether it ends at once.
        closed: bool,
    },
    /// A tag ends.
    End(String),
    /// A comment that asks for a page break.
    PageBreak,
    /// A comment that switches rules of spelling: what follows `vanban:`.
    Switch(String),
    /// Markup that is no tag, such as a processing instruction, and its name.
    Other(String),
}

/// What a tag is to an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Sets marks.
    Mark(Marks),
    /// A link.
    Link,
    /// A picture.
    Image,
    /// A line end.
    LineBreak,
    /// A thematic break.
    Rule,
    /// A heading of this level.
    Heading(u8),
    /// Preformatted text.
    Pre,
    /// A block.
    Block,
    /// A quotation.
    Quote,
    /// A list, ordered or not.
    List(bool),
    /// An item.
    Item,
    /// A table.
    Table,
    /// A part of a table; whether it holds header rows.
    Section(bool),
    /// A row.
    Row,
    /// A cell; whether it is a header.
    Cell(bool),
    /// The caption of a table.
    Caption,
    /// The caption of a picture.
    FigureCaption,
    /// Stands in a line and means nothing to paper.
    Neutral,
    /// Its content is no text.
    Dropped,
    /// Means nothing here; whether HTML has it.
    Unknown(bool),
}

/// What the tag of a name is.
pub(super) fn kind(name: &str) -> Kind {
    match name {
        "b" | "strong" => Kind::Mark(Marks::STRONG),
        "i" | "em" | "cite" | "dfn" | "var" => Kind::Mark(Marks::EMPHASIS),
        "u" | "ins" => Kind::Mark(Marks::UNDERLINE),
        "mark" => Kind::Mark(Marks::HIGHLIGHT),
        "s" | "del" | "strike" => Kind::Mark(Marks::STRIKE),
        "sub" => Kind::Mark(Marks::SUBSCRIPT),
        "sup" => Kind::Mark(Marks::SUPERSCRIPT),
        "code" | "kbd" | "samp" | "tt" => Kind::Mark(Marks::CODE),
        "a" => Kind::Link,
        "img" => Kind::Image,
        "br" => Kind::LineBreak,
        "hr" => Kind::Rule,
        "h1" => Kind::Heading(1),
        "h2" => Kind::Heading(2),
        "h3" => Kind::Heading(3),
        "h4" => Kind::Heading(4),
        "h5" => Kind::Heading(5),
        "h6" => Kind::Heading(6),
        "pre" => Kind::Pre,
        "blockquote" => Kind::Quote,
        "ul" | "menu" => Kind::List(false),
        "ol" => Kind::List(true),
        "li" => Kind::Item,
        "table" => Kind::Table,
        "thead" => Kind::Section(true),
        "tbody" | "tfoot" => Kind::Section(false),
        "tr" => Kind::Row,
        "td" => Kind::Cell(false),
        "th" => Kind::Cell(true),
        "caption" => Kind::Caption,
        "figcaption" => Kind::FigureCaption,
        "p" | "div" | "center" | "section" | "article" | "main" | "header" | "footer" | "nav"
        | "aside" | "figure" | "details" | "summary" | "address" | "hgroup" | "dl" | "dt"
        | "dd" | "fieldset" | "legend" | "html" | "body" => Kind::Block,
        "span" | "font" | "small" | "big" | "abbr" | "acronym" | "time" | "wbr" | "nobr"
        | "bdi" | "bdo" | "data" | "label" | "picture" | "source" | "col" | "colgroup" => {
            Kind::Neutral
        }
        "script" | "style" | "svg" | "math" | "template" => Kind::Dropped,
        name => Kind::Unknown(OTHERS.binary_search(&name).is_ok()),
    }
}

/// The tags that HTML has and that mean nothing here, in alphabetical order.
const OTHERS: [&str; 46] = [
    "applet",
    "area",
    "audio",
    "base",
    "basefont",
    "blink",
    "button",
    "canvas",
    "command",
    "datalist",
    "dialog",
    "dir",
    "embed",
    "form",
    "frame",
    "frameset",
    "head",
    "iframe",
    "input",
    "keygen",
    "link",
    "map",
    "marquee",
    "meta",
    "meter",
    "noframes",
    "noscript",
    "object",
    "optgroup",
    "option",
    "output",
    "param",
    "plaintext",
    "progress",
    "q",
    "rp",
    "rt",
    "ruby",
    "search",
    "select",
    "slot",
    "textarea",
    "title",
    "track",
    "video",
    "xmp",
];

/// The tokens of HTML; `place` gives the place in the source of an offset in it.
pub(super) fn tokens(html: &str, place: &dyn Fn(usize) -> usize) -> Vec<(Token, Span)> {
    read(html, place, false)
}

/// The tokens of a whole page, in which titles and text fields hold no tags.
#[must_use]
pub fn page_tokens(html: &str) -> Vec<(Token, Span)> {
    read(html, &|offset| offset, true)
}

fn read(html: &str, place: &dyn Fn(usize) -> usize, page: bool) -> Vec<(Token, Span)> {
    let emitter = DefaultEmitter::<usize>::new_with_span();
    let mut tokenizer = Tokenizer::new_with_emitter(html, emitter);
    let mut read = Vec::new();
    while let Some(Ok(token)) = tokenizer.next() {
        let (token, span) = match token {
            html5gum::Token::StartTag(tag) => {
                let name = text(&tag.name);
                match name.as_str() {
                    "script" => tokenizer.set_state(State::ScriptData),
                    "style" => tokenizer.set_state(State::RawText),
                    "title" | "textarea" if page => tokenizer.set_state(State::RcData),
                    _ => {}
                }
                let attributes = tag.attributes.iter();
                let token = Token::Start {
                    name,
                    attributes: attributes.map(|(key, value)| (text(key), text(value))).collect(),
                    closed: tag.self_closing,
                };
                (token, tag.span)
            }
            html5gum::Token::EndTag(tag) => (Token::End(text(&tag.name)), tag.span),
            html5gum::Token::String(string) => (Token::Text(text(&string)), string.span),
            html5gum::Token::Comment(comment) => {
                // The tokenizer takes `<?php … ?>` and `<![CDATA[…]]>` for comments, too.
                let start = comment.span.start.min(html.len());
                let written = html.get(start..).unwrap_or_default().trim_start_matches('<');
                let name = ["?", "![CDATA["].into_iter().find(|name| written.starts_with(name));
                let said = text(&comment);
                let token = match (name, said.trim().strip_prefix("vanban:")) {
                    (Some(name), _) => Token::Other(name.to_owned()),
                    (None, Some(switch)) => Token::Switch(switch.trim().to_owned()),
                    (None, None) if is_page_break(&said) => Token::PageBreak,
                    (None, None) => continue,
                };
                (token, comment.span)
            }
            html5gum::Token::Doctype(_) | html5gum::Token::Error(_) => continue,
        };
        let (start, end) = (span.start.min(html.len()), span.end.min(html.len()));
        let last = end.saturating_sub(1).max(start);
        read.push((token, Span::new(place(start), place(last) + usize::from(end > start))));
    }
    read
}

fn is_page_break(comment: &str) -> bool {
    let words = comment.trim().to_ascii_lowercase();
    matches!(words.as_str(), "pagebreak" | "page-break" | "page break" | "newpage")
}

fn text(string: &HtmlString) -> String {
    String::from_utf8_lossy(string).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{Kind, OTHERS, Token, kind, tokens};

    fn written(html: &str) -> Vec<(Token, String)> {
        let slice = |span: crate::source::Span| html[span.range()].to_owned();
        tokens(html, &|offset| offset).into_iter().map(|(t, span)| (t, slice(span))).collect()
    }

    #[test]
    fn spans_hold_what_was_written() {
        let read = written("<p align=\"center\">Chữ &amp; số<br/></p> sau<!-- x --><b>é</b>");
        let written: Vec<_> = read.iter().map(|(_, written)| written.as_str()).collect();
        assert_eq!(
            written,
            ["<p align=\"center\">", "Chữ &amp; số", "<br/>", "</p>", " sau", "<b>", "é", "</b>"]
        );
        assert_eq!(read[1].0, Token::Text("Chữ & số".to_owned()));
    }

    #[test]
    fn scripts_hold_no_tags() {
        let read = written("<script>if (a<b) x('<p>')</script>sau");
        assert_eq!(read[1].0, Token::Text("if (a<b) x('<p>')".to_owned()));
        assert_eq!(read[3].0, Token::Text("sau".to_owned()));
    }

    #[test]
    fn instructions_are_no_comments() {
        assert_eq!(written("<?php x ?>")[0].0, Token::Other("?".to_owned()));
        assert!(written("<!-- x -->").is_empty());
    }

    #[test]
    fn the_other_tags_are_sorted() {
        assert!(OTHERS.is_sorted());
        assert_eq!(kind("video"), Kind::Unknown(true));
        assert_eq!(kind("url"), Kind::Unknown(false));
    }
}

//! HTML as a browser shows it: what the examples of Markdown's specifications expect, as text.
//!
//! The parser is the one that browsers have (HTML Standard §13.2), so it mends what is broken as they
//! do.

use scraper::node::Element;
use scraper::{ElementRef, Html, Node};

/// Elements of which a browser shows nothing.
const HIDDEN: [&str; 7] = ["head", "script", "style", "template", "title", "input", "svg"];
/// Elements that stand in a line; every other begins and ends a block.
const IN_LINES: [&str; 27] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins",
    "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "u", "var",
];

/// The blocks of text that a browser shows of some HTML, white space collapsed.
///
/// Pictures are not there: each shows its alternative text, in brackets as the papers have it, or
/// without them where it is on the network. One that is a paragraph of its own has a caption, as in
/// the papers: its title or, without one, its alternative text.
#[must_use]
pub fn shown(html: &str) -> Vec<String> {
    let document = Html::parse_document(html);
    let mut blocks = vec![String::new()];
    walk(document.root_element(), &mut blocks);
    let collapsed = blocks.iter().map(|block| crate::ast::squeeze(block));
    collapsed.filter(|block| !block.is_empty()).collect()
}

/// The depth of an example is small: its HTML nests as deep as its source.
fn walk(element: ElementRef<'_>, blocks: &mut Vec<String>) {
    for child in element.children() {
        match child.value() {
            Node::Text(text) => push(blocks, text),
            Node::Element(tag) => {
                let name = tag.name();
                let Some(inner) = ElementRef::wrap(child).filter(|_| !HIDDEN.contains(&name))
                else {
                    continue;
                };
                match name {
                    "br" => push(blocks, "\n"),
                    "img" => picture(tag, is_alone(inner), blocks),
                    // A name that HTML does not have stands in a line.
                    name if IN_LINES.contains(&name) || !is_known(name) => walk(inner, blocks),
                    _ => {
                        blocks.push(String::new());
                        walk(inner, blocks);
                        blocks.push(String::new());
                    }
                }
            }
            _ => {}
        }
    }
}

fn picture(tag: &Element, alone: bool, blocks: &mut Vec<String>) {
    let alt = tag.attr("alt").unwrap_or_default();
    if tag.attr("src").is_some_and(|source| source.starts_with("http")) {
        push(blocks, alt);
    } else if !alt.is_empty() {
        push(blocks, &format!("[{alt}]"));
        if alone {
            blocks.push(tag.attr("title").unwrap_or(alt).to_owned());
        }
    }
}

/// Whether a picture, or the link around it, is all that its paragraph holds.
fn is_alone(picture: ElementRef<'_>) -> bool {
    let parents = picture.ancestors().take(2).filter_map(ElementRef::wrap);
    let mut paragraphs = parents.filter(|parent| parent.value().name() != "a");
    paragraphs.next().is_some_and(|parent| {
        let filled = |node: &Node| match node {
            Node::Text(text) => !text.trim().is_empty(),
            _ => true,
        };
        parent.value().name() == "p" && parent.children().filter(|n| filled(n.value())).count() == 1
    })
}

fn push(blocks: &mut [String], text: &str) {
    if let Some(last) = blocks.last_mut() {
        last.push_str(text);
    }
}

/// Whether a name is one of the blocks that the examples use.
fn is_known(name: &str) -> bool {
    const BLOCKS: [&str; 30] = [
        "html",
        "body",
        "article",
        "aside",
        "blockquote",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figure",
        "figcaption",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "ul",
        "main",
    ];
    BLOCKS.contains(&name)
        || ["caption", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"].contains(&name)
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn text_is_shown_block_by_block_without_what_is_hidden() {
        let html =
            "<p>a <em>b</em>\nc&amp;d<br />e</p><style>x</style><!-- y --><ul><li>f</li></ul>";
        assert_eq!(shown(html), ["a b c&d e", "f"]);
    }

    #[test]
    fn a_picture_shows_its_text_and_where_it_is_a_figure_its_caption() {
        assert_eq!(shown("<p>a <img src=\"x\" alt=\"g\" /></p>"), ["a [g]"]);
        assert_eq!(shown("<p><a href=\"y\"><img src=\"x\" alt=\"g\" /></a></p>"), ["[g]", "g"]);
        assert_eq!(shown("<p><img src=\"x\" alt=\"g\" title=\"h\" /></p>"), ["[g]", "h"]);
        assert_eq!(shown("<p><img src=\"http://x\" alt=\"g\" /></p>"), ["g"]);
    }
}

//! Tokens to a tree: tags that are not closed, or closed in the wrong order, are mended as browsers do it,
//! as far as pages of real life need. Flat storage; what would nest deeper than the limit stands in the
//! deepest element instead.

use vanban_article::{HtmlToken, page_tokens};

use crate::model::Refused;
use crate::read::refused;

/// How deep elements may nest.
pub(super) const DEPTH: usize = 128;

/// How many nodes a page may have.
const NODES: usize = 2_000_000;

/// How many marks are begun again in the next paragraph.
const PENDING: usize = 8;

/// An element or a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Node {
    /// The name of the element in lower case; empty for a text.
    pub(super) name: String,
    /// The text.
    pub(super) text: String,
    /// The attributes.
    pub(super) attributes: Vec<(String, String)>,
    /// What it stands in; the root stands in itself.
    pub(super) parent: usize,
    /// What stands in it.
    pub(super) children: Vec<usize>,
    /// Where it begins in the page, in bytes.
    pub(super) at: usize,
}

impl Node {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Its class, identifier and role, in one text in lower case.
    pub(super) fn labels(&self) -> String {
        let of = |name| self.attribute(name).unwrap_or_default();
        format!("{} {} {} {}", of("class"), of("id"), of("role"), of("itemprop"))
            .to_ascii_lowercase()
    }
}

/// A page; the first node is its root.
pub(super) struct Tree {
    /// The nodes in the order of the page: what holds before what is held.
    pub(super) nodes: Vec<Node>,
}

/// Elements without content.
const VOID: [&str; 15] = [
    "area", "base", "basefont", "br", "col", "embed", "hr", "img", "input", "keygen", "link",
    "meta", "param", "source", "wbr",
];

/// Elements that end a paragraph where they begin.
pub(super) const BLOCKS: [&str; 42] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
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
    "html",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];

/// Marks, which go on in the next paragraph where they were not closed.
const MARKS: [&str; 16] = [
    "b", "big", "code", "em", "font", "i", "mark", "s", "small", "strike", "strong", "sub", "sup",
    "tt", "u", "nobr",
];

pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name) || matches!(name, "thead" | "tbody" | "tfoot")
}

/// The tree of a page.
pub(super) fn tree(page: &str) -> Result<Tree, Refused> {
    let mut builder = Builder {
        nodes: vec![Node { name: "#root".to_owned(), ..Node::default() }],
        open: vec![0],
        pending: Vec::new(),
        deep: 0,
    };
    for (token, span) in page_tokens(page) {
        let at = span.range().start;
        match token {
            HtmlToken::Text(text) => builder.text(text, at),
            HtmlToken::Start { name, attributes, closed } => {
                builder.start(name, attributes, closed, at);
            }
            HtmlToken::End(name) => builder.end(&name),
            HtmlToken::PageBreak => builder.start("#page".to_owned(), Vec::new(), true, at),
            HtmlToken::Switch(_) | HtmlToken::Other(_) => {}
        }
        if builder.nodes.len() > NODES {
            return refused(
                format!("the page has more than {NODES} elements"),
                "split it into several",
            );
        }
    }
    Ok(Tree { nodes: builder.nodes })
}

struct Builder {
    nodes: Vec<Node>,
    /// The elements that are open, from the root on.
    open: Vec<usize>,
    /// Marks that were cut off where their paragraph ended.
    pending: Vec<(String, Vec<(String, String)>)>,
    /// How many elements are open that were too deep to stand for themselves.
    deep: usize,
}

impl Builder {
    fn last(&self) -> usize {
        self.open.last().copied().unwrap_or(0)
    }

    fn name(&self, place: usize) -> &str {
        &self.nodes[self.open[place]].name
    }

    fn add(&mut self, node: Node) -> usize {
        let index = self.nodes.len();
        self.nodes[node.parent].children.push(index);
        self.nodes.push(node);
        index
    }

    fn text(&mut self, text: String, at: usize) {
        if !text.trim().is_empty() {
            self.begin_again(at);
        }
        let parent = self.last();
        self.add(Node { text, parent, at, ..Node::default() });
    }

    /// Begins the marks that were cut off.
    fn begin_again(&mut self, at: usize) {
        for (name, attributes) in std::mem::take(&mut self.pending) {
            if self.open.len() < DEPTH {
                let parent = self.last();
                let index = self.add(Node { name, attributes, parent, at, ..Node::default() });
                self.open.push(index);
            }
        }
    }

    fn start(&mut self, name: String, attributes: Vec<(String, String)>, closed: bool, at: usize) {
        self.close_implied(&name);
        if !is_block(&name) && name != "#page" {
            self.begin_again(at);
        }
        let void = VOID.contains(&name.as_str()) || name == "#page";
        let foreign =
            self.open.iter().any(|node| matches!(&*self.nodes[*node].name, "svg" | "math"));
        if self.open.len() >= DEPTH && !void {
            self.deep += 1;
            return;
        }
        let parent = self.last();
        let index = self.add(Node { name, attributes, parent, at, ..Node::default() });
        let ends = void || closed && foreign;
        if !ends {
            self.open.push(index);
        }
    }

    /// Ends what the beginning of an element ends.
    fn close_implied(&mut self, name: &str) {
        let (ends, within): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu", "dir"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "tr" => (&["tr", "td", "th", "caption", "colgroup"], &["table"]),
            "td" | "th" => (&["td", "th", "caption"], &["tr", "table"]),
            "thead" | "tbody" | "tfoot" => {
                (&["thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup"], &["table"])
            }
            "option" => (&["option"], &["select"]),
            _ => (&[], &[]),
        };
        if !ends.is_empty() {
            let mut lowest = None;
            for place in (1..self.open.len()).rev() {
                let own = self.name(place);
                if within.contains(&own) {
                    break;
                }
                if ends.contains(&own) {
                    lowest = Some(place);
                }
            }
            if let Some(place) = lowest {
                // A new row or cell does not go on with the marks of the last.
                self.cut(place, matches!(name, "li" | "dt" | "dd"));
            }
        }
        if is_block(name) {
            let found = (1..self.open.len()).rev().find_map(|place| match self.name(place) {
                "p" => Some(Some(place)),
                "td" | "th" | "table" | "caption" | "li" | "div" | "button" | "object" | "body" => {
                    Some(None)
                }
                _ => None,
            });
            if let Some(Some(place)) = found {
                self.cut(place, true);
            }
        }
    }

    /// Ends the elements from a place on; marks among them may go on after.
    fn cut(&mut self, place: usize, keep: bool) {
        let closed = self.open.split_off(place.max(1));
        if keep {
            for index in closed {
                let node = &self.nodes[index];
                if MARKS.contains(&node.name.as_str()) && self.pending.len() < PENDING {
                    self.pending.push((node.name.clone(), node.attributes.clone()));
                }
            }
        }
    }

    fn end(&mut self, name: &str) {
        if self.deep > 0 {
            self.deep -= 1;
            return;
        }
        if MARKS.contains(&name)
            && let Some(place) = self.pending.iter().rposition(|(own, _)| own == name)
        {
            self.pending.remove(place);
            return;
        }
        // What is in a cell does not end what is around it.
        let wall: &[&str] = match name {
            "table" | "body" | "html" => &[],
            "tr" | "thead" | "tbody" | "tfoot" | "td" | "th" => &["table"],
            _ => &["table", "td", "th"],
        };
        for place in (1..self.open.len()).rev() {
            let own = self.name(place);
            if own == name {
                // `</b>` ends the mark only, `</p>` cuts the marks in it off.
                self.cut(place, is_block(name) && !matches!(name, "td" | "th" | "tr" | "table"));
                return;
            }
            if wall.contains(&own) || MARKS.contains(&name) && is_block(own) && own != "p" {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DEPTH, tree};

    /// The tree as brackets.
    fn shape(page: &str) -> String {
        let tree = tree(page).expect("it is small");
        let mut out = String::new();
        let mut open: Vec<usize> = Vec::new();
        for (index, node) in tree.nodes.iter().enumerate().skip(1) {
            while open.last().is_some_and(|last| *last != node.parent) && !open.is_empty() {
                open.pop();
                out.push(')');
            }
            if node.name.is_empty() {
                out.push_str(node.text.trim());
            } else {
                out.push_str(&format!("{}(", node.name));
                open.push(index);
            }
        }
        out + &")".repeat(open.len())
    }

    #[test]
    fn what_was_not_closed_is_closed() {
        assert_eq!(shape("<p>a<p>b<ul><li>c<li>d</ul>e"), "p(a)p(b)ul(li(c)li(d))e");
        assert_eq!(
            shape("<table><tr><td>a<td>b<tr><td>c</table>d"),
            "table(tr(td(a)td(b))tr(td(c)))d"
        );
    }

    #[test]
    fn a_mark_goes_on_in_the_next_paragraph() {
        assert_eq!(shape("<p><font face=x>a<p>b</font>c"), "p(font(a))p(font(b)c)");
        assert_eq!(shape("<p><b>a</p><p>b</b>c</p>"), "p(b(a))p(b(b)c)");
    }

    #[test]
    fn depth_is_limited_and_nothing_is_lost() {
        let deep = tree(&format!("{}chữ{}", "<div>".repeat(5000), "</div>".repeat(5000)));
        let deep = deep.expect("it is small");
        assert!(deep.nodes.len() <= DEPTH + 1);
        assert!(deep.nodes.iter().any(|node| node.text == "chữ"));
    }
}

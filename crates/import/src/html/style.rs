//! What an element does to the look of its text: by its name, and by the CSS that stands in it.

use crate::model::Mark;
use crate::runs::Look;

use super::tree::Node;

/// The value of a property in the style of an element.
fn property<'a>(style: &'a str, name: &str) -> Option<&'a str> {
    style.split(';').find_map(|rule| {
        let (own, value) = rule.split_once(':')?;
        own.trim().eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

/// The look of what stands in an element.
pub(super) fn look(node: &Node, outer: &Look) -> Look {
    let mut look = outer.clone();
    let mark = match node.name.as_str() {
        "b" | "strong" => Some(Mark::Strong),
        "i" | "em" | "cite" | "dfn" | "var" => Some(Mark::Emphasis),
        "u" | "ins" => Some(Mark::Underline),
        "s" | "strike" | "del" => Some(Mark::Strike),
        "sub" => Some(Mark::Subscript),
        "sup" => Some(Mark::Superscript),
        "mark" => Some(Mark::Highlight),
        _ => None,
    };
    if let Some(mark) = mark {
        look.marks.set(mark, true);
    }
    if matches!(&*node.name, "code" | "kbd" | "samp" | "tt") {
        look.code = true;
    }
    let Some(style) = node.attribute("style") else { return look };
    if let Some(weight) = property(style, "font-weight") {
        let heavy = matches!(weight, "bold" | "bolder")
            || weight.parse().is_ok_and(|weight: u16| weight >= 600);
        look.marks.set(Mark::Strong, heavy);
    }
    if let Some(slant) = property(style, "font-style") {
        look.marks.set(Mark::Emphasis, matches!(slant, "italic" | "oblique"));
    }
    let line =
        property(style, "text-decoration").or_else(|| property(style, "text-decoration-line"));
    if let Some(line) = line {
        if line.contains("underline") {
            look.marks.set(Mark::Underline, true);
        }
        if line.contains("line-through") {
            look.marks.set(Mark::Strike, true);
        }
    }
    match property(style, "vertical-align") {
        Some("super") => look.marks.set(Mark::Superscript, true),
        Some("sub") => look.marks.set(Mark::Subscript, true),
        _ => {}
    }
    if property(style, "font-variant").is_some_and(|variant| variant.contains("small-caps")) {
        look.marks.set(Mark::SmallCaps, true);
    }
    look
}

/// The font that an element asks for.
pub(super) fn font(node: &Node) -> Option<String> {
    let face = node.attribute("face").filter(|_| node.name == "font");
    let family = || property(node.attribute("style")?, "font-family");
    let list = face.or_else(family)?;
    let first = list.split(',').next()?.trim().trim_matches(['"', '\'']);
    (!first.is_empty()).then(|| first.to_owned())
}

/// The class for where the text of a block stands, if that is not where all text does.
pub(super) fn side(node: &Node) -> Option<&'static str> {
    let style = node.attribute("style").and_then(|style| property(style, "text-align"));
    let own = node.attribute("align").or(style).map(str::to_ascii_lowercase);
    match own.as_deref() {
        Some("center") => Some("center"),
        Some("right" | "end") => Some("right"),
        _ if node.name == "center" => Some("center"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{font, look, side};
    use crate::html::tree::Node;
    use crate::model::Mark;
    use crate::runs::Look;

    fn node(name: &str, attributes: &[(&str, &str)]) -> Node {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Node {
            name: name.into(),
            attributes: attributes.iter().map(own).collect(),
            ..Node::default()
        }
    }

    #[test]
    fn css_sets_marks_and_takes_them_away() {
        let bold = look(&node("b", &[]), &Look::default());
        assert!(bold.marks.has(Mark::Strong));
        let plain = look(&node("span", &[("style", "Font-Weight: 400; font-style:italic")]), &bold);
        assert!(!plain.marks.has(Mark::Strong) && plain.marks.has(Mark::Emphasis));
    }

    #[test]
    fn fonts_and_sides_are_read() {
        assert_eq!(font(&node("font", &[("face", ".VnTime, Arial")])).as_deref(), Some(".VnTime"));
        let style = [("style", "font-family:\"VNI-Times\"; text-align: right")];
        assert_eq!(font(&node("span", &style)).as_deref(), Some("VNI-Times"));
        assert_eq!(side(&node("p", &style)), Some("right"));
    }
}

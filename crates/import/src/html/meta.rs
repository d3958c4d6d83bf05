//! What a page says about its article: title, lead, authors, day, keywords, where it comes from.

use crate::model::MetaValue;
use crate::plain::{day, names};
use crate::runs::tidy;

use super::tree::Tree;

/// What was found, and the elements that say it, which are not written once more.
#[derive(Default)]
pub(super) struct Found {
    /// The front matter.
    pub(super) meta: Vec<(String, MetaValue)>,
    /// The elements.
    pub(super) used: Vec<usize>,
}

/// The text of an element, in one line.
pub(super) fn text(tree: &Tree, index: usize, dead: &[bool]) -> String {
    let mut all = String::new();
    let mut rest = vec![index];
    while let Some(index) = rest.pop() {
        let node = &tree.nodes[index];
        if dead.get(index).copied().unwrap_or(false) {
            continue;
        }
        all.push_str(&node.text);
        if node.name == "br" || super::tree::is_block(&node.name) {
            all.push(' ');
        }
        rest.extend(node.children.iter().rev());
    }
    tidy(&all).split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Reads what the page says, and what stands in the article that is found at `root`; what is dead is no
/// part of it.
pub(super) fn find(
    tree: &Tree,
    root: usize,
    dead: &[bool],
    decode: &dyn Fn(usize) -> String,
) -> Found {
    let mut found = Found::default();
    let meta = |names: &[&str]| {
        names.iter().find_map(|wanted| {
            tree.nodes.iter().filter(|node| node.name == "meta").find_map(|node| {
                let name = node.attribute("property").or_else(|| node.attribute("name"))?;
                let content = tidy(node.attribute("content")?).trim().to_owned();
                (name.eq_ignore_ascii_case(wanted) && !content.is_empty()).then_some(content)
            })
        })
    };
    let within = inside(tree, root);
    let body: Vec<usize> =
        (1..tree.nodes.len()).filter(|index| within[*index] && !dead[*index]).collect();
    let element = |name: &str, labels: &[&str]| {
        body.iter().copied().find(|index| {
            let node = &tree.nodes[*index];
            let own = node.labels();
            !node.name.is_empty()
                && (name.is_empty() || node.name == name)
                && (labels.is_empty() || own.split(' ').any(|own| labels.contains(&own)))
        })
    };
    let mut add = |key: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            found.meta.push((key.to_owned(), MetaValue::Text(value)));
        }
    };
    // One heading of the highest level is the title; several are those of parts.
    let all =
        (1..tree.nodes.len()).filter(|index| tree.nodes[*index].name == "h1" && !dead[*index]);
    let all: Vec<usize> = all.filter(|index| !decode(*index).is_empty()).take(2).collect();
    let head = match all.as_slice() {
        [one] => Some(*one),
        _ => None,
    };
    let window = tree.nodes.iter().position(|node| node.name == "title");
    let title = head
        .map(decode)
        .or_else(|| meta(&["og:title", "dc.title", "title"]))
        .or_else(|| window.map(|index| text(tree, index, &[])));
    found.used.extend(head);
    add("title", title);
    let lead = element(
        "",
        &[
            "sapo",
            "lead",
            "article-lead",
            "article__sapo",
            "detail-sapo",
            "chapeau",
            "knc-sapo",
            "singular-sapo",
        ],
    );
    add("lead", lead.map(decode));
    found.used.extend(lead.filter(|lead| !decode(*lead).is_empty()));
    let byline = element(
        "",
        &["author", "byline", "article-author", "article__author", "detail-author", "author-name"],
    );
    let author = meta(&["author", "article:author", "dc.creator", "dc.author"])
        .filter(|author| !author.contains("://"));
    let written = byline.map(decode).filter(|text| (2..=80).contains(&text.chars().count()));
    if written.is_some() {
        found.used.extend(byline);
    }
    let authors = names(&written.or(author).unwrap_or_default());
    match authors.as_slice() {
        [] => {}
        [one] => found.meta.push(("author".to_owned(), MetaValue::Text(one.clone()))),
        _ => found.meta.push(("author".to_owned(), MetaValue::List(authors))),
    }
    let time = body.iter().find_map(|index| {
        let node = &tree.nodes[*index];
        node.attribute("datetime").filter(|_| node.name == "time").map(str::to_owned)
    });
    let date = meta(&[
        "article:published_time",
        "datepublished",
        "pubdate",
        "date",
        "dc.date",
        "dc.date.issued",
    ]);
    let date = date.or(time).as_deref().and_then(day);
    let mut add = |key: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            found.meta.push((key.to_owned(), MetaValue::Text(value)));
        }
    };
    add("date", date);
    add("source", meta(&["og:site_name", "application-name"]));
    let words = meta(&["news_keywords", "keywords"]).unwrap_or_default();
    let words: Vec<String> = words
        .split([',', ';'])
        .map(|word| word.trim().to_owned())
        .filter(|word| !word.is_empty())
        .take(20)
        .collect();
    if !words.is_empty() {
        found.meta.push(("keywords".to_owned(), MetaValue::List(words)));
    }
    let lang =
        tree.nodes.iter().find(|node| node.name == "html").and_then(|node| node.attribute("lang"));
    if let Some(lang) =
        lang.filter(|lang| is_language(lang) && !lang.to_ascii_lowercase().starts_with("vi"))
    {
        found.meta.push(("lang".to_owned(), MetaValue::Text(lang.to_owned())));
    }
    found
}

/// Whether a text may be a tag of a language (BCP 47).
fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && text.len() <= 35
        && text.split('-').all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

/// Which nodes stand in one.
fn inside(tree: &Tree, root: usize) -> Vec<bool> {
    let mut within = vec![false; tree.nodes.len()];
    within[root] = true;
    for index in 1..tree.nodes.len() {
        within[index] |= within[tree.nodes[index].parent];
    }
    within
}

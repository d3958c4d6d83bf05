//! Where the article stands in a page: what says so (`article`, `main`, `articleBody`), or else where most
//! of the running text is.

use super::tree::{Tree, is_block};

/// What was found.
pub(super) struct Found {
    /// The element that holds the article.
    pub(super) root: usize,
    /// For each node, whether it belongs to the page rather than to the article.
    pub(super) dead: Vec<bool>,
    /// How many characters of the page are left out.
    pub(super) left_out: usize,
}

/// A paragraph of fewer characters proves nothing.
const PARAGRAPH: usize = 60;

/// Elements whose content is never text of an article.
fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "head"
            | "script"
            | "style"
            | "noscript"
            | "template"
            | "select"
            | "textarea"
            | "button"
            | "svg"
            | "title"
            | "datalist"
    )
}

/// Elements that frame an article.
fn is_frame(name: &str, labels: &str) -> bool {
    const WORDS: [&str; 16] = [
        "navbar",
        "breadcrumb",
        "sidebar",
        "menu",
        "footer",
        "comment",
        "related",
        "share",
        "social",
        "advert",
        "banner-ads",
        "tin-lien-quan",
        "tinlienquan",
        "box-tag",
        "pagination",
        "cookie",
    ];
    matches!(name, "nav" | "aside" | "footer" | "dialog")
        || name != "body"
            && name != "html"
            && labels
                .split([' ', '_'])
                .any(|label| WORDS.iter().any(|word| label.starts_with(word)))
}

/// Names that pages give the element of their article.
fn is_named(labels: &str) -> bool {
    const WORDS: [&str; 14] = [
        "articlebody",
        "article-body",
        "article__body",
        "article-content",
        "fck_detail",
        "detail-content",
        "detail__content",
        "entry-content",
        "post-content",
        "content-detail",
        "contentdetail",
        "singular-content",
        "noidung",
        "main-content-body",
    ];
    labels.split(' ').any(|label| WORDS.contains(&label))
}

/// Finds the article.
pub(super) fn find(tree: &Tree) -> Found {
    let count = tree.nodes.len();
    let mut silent = vec![false; count];
    let mut dead = vec![false; count];
    let mut linked = vec![false; count];
    let mut framed = false;
    for (index, node) in tree.nodes.iter().enumerate().skip(1) {
        let hidden = node.attributes.iter().any(|(name, value)| {
            name == "hidden" || name == "style" && value.replace(' ', "").contains("display:none")
        });
        silent[index] = silent[node.parent] || is_silent(&node.name) || hidden;
        // The title of a page may stand in its `header`, which is no frame for that.
        let frame = !node.name.is_empty() && is_frame(&node.name, &node.labels());
        framed |= frame;
        dead[index] = dead[node.parent] || frame || silent[index];
        linked[index] = linked[node.parent] || node.name == "a";
    }
    let mut text = vec![0_usize; count];
    let mut live = vec![0_usize; count];
    let mut score = vec![0_usize; count];
    let mut direct = vec![0_usize; count];
    for (index, node) in tree.nodes.iter().enumerate().skip(1) {
        if silent[index] || node.text.is_empty() {
            continue;
        }
        let length = node.text.split_whitespace().map(|word| word.chars().count() + 1).sum();
        text[index] = length;
        if dead[index] {
            continue;
        }
        live[index] = length;
        if !linked[index] {
            direct[block_of(tree, node.parent)] += length;
        }
    }
    for index in (1..count).rev() {
        let parent = tree.nodes[index].parent;
        text[parent] += text[index];
        live[parent] += live[index];
        if direct[index] >= PARAGRAPH {
            let held = matches!(
                tree.nodes[index].name.as_str(),
                "p" | "li" | "blockquote" | "pre" | "h1" | "h2" | "h3" | "h4" | "dd"
            );
            let own = if held { parent } else { index };
            score[own] += direct[index] * 2;
            score[tree.nodes[own].parent] += direct[index];
        }
    }
    let choose = |wanted: &dyn Fn(usize) -> bool| {
        let mut best = None;
        for index in 1..count {
            if !dead[index]
                && wanted(index)
                && live[index] > best.map_or(0, |best: usize| live[best])
            {
                best = Some(index);
            }
        }
        best
    };
    let half = |index: usize| live[index] * 2 >= live[0];
    let root = if framed || tree.nodes.iter().any(|node| matches!(&*node.name, "article" | "main"))
    {
        choose(&|index| is_named(&tree.nodes[index].labels()))
            .filter(|found| live[*found] >= 200)
            .or_else(|| choose(&|index| tree.nodes[index].name == "article"))
            .or_else(|| {
                let main = |index: usize| {
                    tree.nodes[index].name == "main"
                        || tree.nodes[index].attribute("role") == Some("main")
                };
                choose(&main)
            })
            .or_else(|| (1..count).max_by_key(|index| score[*index]).filter(|best| half(*best)))
            .unwrap_or(0)
    } else {
        0
    };
    let body = choose(&|index| tree.nodes[index].name == "body").unwrap_or(0);
    let root = if root == 0 { body } else { root };
    if !framed {
        dead = silent;
    }
    let kept = if framed { live[root] } else { text[root] };
    Found { root, dead, left_out: text[0].saturating_sub(kept) }
}

/// The block that a node stands in; as far as elements nest.
fn block_of(tree: &Tree, mut index: usize) -> usize {
    while index != 0 && !is_block(&tree.nodes[index].name) {
        index = tree.nodes[index].parent;
    }
    index
}

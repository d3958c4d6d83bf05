//! Formulas: what LaTeX says, as a tree in flat storage.
//!
//! Nodes stand in preorder, each before its children; [`MathNode::end`] is the first node after its
//! last descendant, as with blocks. Layout sets the tree in the maths face, the DOCX writer turns it
//! into Office Math. It says nothing of sizes: whether a fraction is small follows from where it
//! stands.

mod alphabet;
mod lines;

use std::ops::Range;

use serde::{Deserialize, Serialize};

pub use lines::TableLines;

use crate::model::Alignment;
use crate::source::Span;

/// How deep the nodes of a formula may nest.
pub const MATH_NESTING: usize = 48;

/// A formula.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Math {
    /// The LaTeX that the author wrote, without the dollar signs, on one line.
    pub source: String,
    /// Whether it stands by itself, between double dollar signs.
    pub display: bool,
    /// The tree; its first node is a row that holds all others.
    pub nodes: Vec<MathNode>,
    /// Its place in the source, dollar signs included.
    pub span: Span,
}

/// A node of a formula.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MathNode {
    /// What it is.
    pub kind: MathKind,
    /// The first node after its last descendant.
    pub end: u32,
}

/// What a node is, and which children it has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MathKind {
    /// Children side by side.
    Row,
    /// Letters, digits or a sign. Leaf.
    Symbol {
        /// What is read: plain letters, whatever their alphabet.
        text: String,
        /// How it keeps apart from its neighbours.
        class: MathClass,
        /// In which letters it is set.
        alphabet: Alphabet,
    },
    /// A delimiter of a size that the author chose. Leaf.
    Delimiter {
        /// The sign.
        text: char,
        /// How it keeps apart.
        class: MathClass,
        /// Its height in tenths of an em; 0 for as high as what stands between its neighbours.
        height: u8,
    },
    /// Words in the text's own face. Leaf.
    Text(String),
    /// Room, in thousandths of an em; it may be negative. Leaf.
    Space(i32),
    /// Two children, one over the other.
    Fraction {
        /// Whether a rule parts them.
        ruled: bool,
    },
    /// The radicand and, where there are two children, the index.
    Root,
    /// The base, then the subscript, then the superscript.
    Scripts {
        /// Whether there is a subscript.
        sub: bool,
        /// Whether there is a superscript.
        sup: bool,
        /// Where they stand.
        limits: Limits,
    },
    /// One child between delimiters as high as it is.
    Fenced {
        /// The opening delimiter.
        open: Option<char>,
        /// The closing delimiter.
        close: Option<char>,
    },
    /// One child under or over a mark.
    Accent {
        /// The mark, a spacing character.
        mark: char,
        /// Whether it stands under the child.
        below: bool,
        /// Whether it is as wide as the child.
        wide: bool,
    },
    /// Rows of cells.
    Table {
        /// How the columns are aligned and spaced.
        kind: TableKind,
        /// How each column is aligned; the last for all that follow.
        columns: Vec<Alignment>,
        /// The lines between its rows and columns.
        #[serde(default)]
        lines: TableLines,
    },
    /// A row of a table; its children are its cells.
    TableRow,
    /// A cell of a table; its children stand side by side.
    TableCell,
    /// Children side by side, in a style that the author chose.
    Styled(MathStyle),
    /// One child struck through.
    Struck,
}

/// How a symbol keeps apart from its neighbours: the atoms of TeX.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MathClass {
    /// A variable or any other sign.
    Ordinary,
    /// A number.
    Number,
    /// The name of a function.
    Function,
    /// A large operator such as a sum.
    Large,
    /// A binary operator such as plus.
    Binary,
    /// A relation such as equals.
    Relation,
    /// An opening delimiter.
    Open,
    /// A closing delimiter.
    Close,
    /// Punctuation.
    Punctuation,
}

/// The letters in which a symbol is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Alphabet {
    /// Italic for variables, upright for the rest.
    #[default]
    Auto,
    /// Upright.
    Upright,
    /// Italic.
    Italic,
    /// Bold.
    Bold,
    /// Bold italic.
    BoldItalic,
    /// Calligraphic.
    Script,
    /// Bold calligraphic.
    BoldScript,
    /// Fraktur.
    Fraktur,
    /// Bold fraktur.
    BoldFraktur,
    /// Double-struck.
    DoubleStruck,
    /// Sans-serif.
    Sans,
    /// Bold sans-serif.
    BoldSans,
    /// Typewriter.
    Mono,
}

/// Where scripts stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Limits {
    /// To the right.
    Right,
    /// Under and over.
    Stacked,
    /// Under and over in a displayed formula, to the right in a line.
    Movable,
}

/// How a table is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TableKind {
    /// A matrix.
    Matrix,
    /// Cases after a brace.
    Cases,
    /// Equations aligned on pairs of columns.
    Aligned,
    /// Lines one under the other.
    Lines,
}

/// A style that the author chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MathStyle {
    /// As in a displayed formula.
    Display,
    /// As in a line.
    Text,
    /// As in a script.
    Script,
    /// As in a script of a script.
    ScriptScript,
}

impl Math {
    /// The children of a node.
    pub fn children(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let range = self.inside(at);
        let mut next = range.start;
        std::iter::from_fn(move || {
            let at = next;
            let node = self.nodes.get(at).filter(|_| at < range.end)?;
            // A tree that says otherwise would never end.
            next = (node.end as usize).max(at + 1);
            Some(at)
        })
    }

    /// The descendants of a node.
    #[must_use]
    pub fn inside(&self, at: usize) -> Range<usize> {
        let end = self.nodes.get(at).map_or(at, |node| node.end as usize);
        at + 1..end.min(self.nodes.len())
    }

    /// What a node is; nothing for one that does not exist.
    #[must_use]
    pub fn kind(&self, at: usize) -> &MathKind {
        self.nodes.get(at).map_or(&MathKind::Row, |node| &node.kind)
    }

    /// The formula in one line of plain characters, for who copies it.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut text = String::new();
        for node in &self.nodes {
            match &node.kind {
                MathKind::Symbol { text: part, .. } | MathKind::Text(part) => text.push_str(part),
                MathKind::Delimiter { text: sign, .. } => text.push(*sign),
                _ => {}
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::{Alphabet, Math, MathClass, MathKind, MathNode};

    fn symbol(text: &str, end: u32) -> MathNode {
        let class = MathClass::Ordinary;
        let kind = MathKind::Symbol { text: text.to_owned(), class, alphabet: Alphabet::Auto };
        MathNode { kind, end }
    }

    #[test]
    fn children_are_the_nodes_that_no_child_holds() {
        let row = |end| MathNode { kind: MathKind::Row, end };
        let nodes = vec![row(5), row(4), symbol("a", 3), symbol("b", 4), symbol("c", 5)];
        let math = Math { nodes, ..Math::default() };
        assert_eq!(math.children(0).collect::<Vec<_>>(), [1, 4]);
        assert_eq!(math.children(1).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(math.children(4).count(), 0);
        assert_eq!(math.plain(), "abc");
    }

    #[test]
    fn a_tree_that_contradicts_itself_ends() {
        let math = Math { nodes: vec![symbol("a", 9), symbol("b", 0)], ..Math::default() };
        assert_eq!(math.children(0).collect::<Vec<_>>(), [1]);
        assert_eq!(math.children(7).count(), 0);
    }
}

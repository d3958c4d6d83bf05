//! The logical tree: what the items of the pages are, recorded while they are laid out.

/// A place in [`Structure::nodes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub usize);

/// The tree; its first node is the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structure {
    /// The nodes, each after its parent. A node that its parent does not name holds nothing.
    pub nodes: Vec<Node>,
    /// Which nodes their parents name already, in the order of the nodes.
    attached: Vec<bool>,
}

/// A node: a structure element of ISO 32000-2 §14.8.4.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub tag: Tag,
    /// What it is part of; none for the document.
    pub parent: Option<NodeId>,
    /// What it holds, in reading order.
    pub children: Vec<Child>,
    /// What it shows, for who cannot see it.
    pub alt: Option<String>,
    /// How many columns and rows a cell takes.
    pub takes: (u32, u32),
    /// Its language, where it is not that of its parent: a BCP 47 tag.
    pub lang: Option<String>,
    /// What it refers to: a mark to its note, a note to its marks.
    pub refers: Vec<NodeId>,
}

impl Node {
    fn new(tag: Tag, parent: Option<NodeId>) -> Node {
        let (children, refers) = (Vec::new(), Vec::new());
        Node { tag, parent, children, alt: None, takes: (1, 1), lang: None, refers }
    }
}

/// What a node holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Child {
    /// A node.
    Node(NodeId),
    /// An item: `pages[page].frame.items[item]`. A link area is named by its `Link` node.
    Item {
        /// The page, from 0.
        page: usize,
        /// The item, from 0.
        item: usize,
    },
}

/// What a node is: the standard structure types that vanban uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tag {
    /// The whole.
    Document,
    /// The title of the document.
    Title,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A quotation.
    BlockQuote,
    /// Blocks that belong together: an alert.
    Division,
    /// A list.
    List(Labels),
    /// An item of a list.
    ListItem,
    /// The label of an item or of a note.
    Label,
    /// The body of an item.
    ListBody,
    /// A block of code, or code in a line.
    Code,
    /// A table.
    Table,
    /// The header rows of a table.
    TableHead,
    /// The other rows of a table.
    TableBody,
    /// A row.
    TableRow,
    /// A header cell of a column.
    HeaderCell,
    /// A cell.
    DataCell,
    /// A picture with its alternative text.
    Figure,
    /// The caption of a figure.
    Caption,
    /// A formula, its source as alternative text.
    Formula,
    /// A footnote.
    Note,
    /// The mark of a note in the text.
    Reference,
    /// Words of another language.
    Span,
    /// A link with its areas.
    Link,
    /// A table of contents.
    Contents,
    /// An entry of a table of contents.
    ContentsItem,
}

/// What the labels of a list are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Labels {
    /// Discs.
    Disc,
    /// Dashes, boxes, words: whatever does not count.
    Other,
    /// 1, 2, 3.
    Decimal,
    /// a, b, c.
    Letters,
    /// A, B, C.
    Capitals,
    /// i, ii, iii.
    Roman,
    /// I, II, III.
    CapitalRoman,
}

impl Structure {
    /// Adds a node under a parent, after what the parent holds already.
    pub fn add(&mut self, tag: Tag, parent: Option<NodeId>) -> NodeId {
        let id = NodeId(self.nodes.len());
        self.nodes.push(Node::new(tag, parent));
        self.attached.push(parent.is_none());
        self.attach(id);
        id
    }

    /// Adds a node that its parent will name once something of it is on a page: nodes are made
    /// before the lines around them are placed, and reading order is the order of placing.
    pub fn detached(&mut self, tag: Tag, parent: NodeId) -> NodeId {
        let id = NodeId(self.nodes.len());
        self.nodes.push(Node::new(tag, Some(parent)));
        self.attached.push(false);
        id
    }

    /// Makes the parent of a node, and the parents above it, name it.
    pub fn attach(&mut self, id: NodeId) {
        let mut chain = Vec::new();
        let mut next = Some(id);
        while let Some(node) = next.filter(|node| !self.attached[node.0]) {
            chain.push(node);
            next = self.nodes[node.0].parent;
        }
        for node in chain.into_iter().rev() {
            self.attached[node.0] = true;
            if let Some(parent) = self.nodes[node.0].parent {
                self.nodes[parent.0].children.push(Child::Node(node));
            }
        }
    }

    /// Names an item as part of a node.
    pub fn cover(&mut self, node: NodeId, page: usize, item: usize) {
        self.attach(node);
        self.nodes[node.0].children.push(Child::Item { page, item });
    }

    /// The nearest node of a kind among a node and those that hold it.
    pub(crate) fn nearest(&self, id: NodeId, tag: Tag) -> Option<NodeId> {
        let mut next = Some(id);
        while let Some(node) = next.filter(|node| self.nodes[node.0].tag != tag) {
            next = self.nodes[node.0].parent;
        }
        next
    }

    /// A node, to be changed.
    pub fn node_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id.0]
    }
}

#[cfg(test)]
mod tests {
    use super::{Child, NodeId, Structure, Tag};

    #[test]
    fn children_stand_in_the_order_in_which_they_were_laid_out() {
        let mut structure = Structure::default();
        let root = structure.add(Tag::Document, None);
        let paragraph = structure.add(Tag::Paragraph, Some(root));
        structure.cover(paragraph, 0, 3);
        let link = structure.add(Tag::Link, Some(paragraph));
        structure.cover(paragraph, 1, 0);
        assert_eq!(
            structure.nodes[paragraph.0].children,
            [Child::Item { page: 0, item: 3 }, Child::Node(link), Child::Item { page: 1, item: 0 }]
        );
        assert_eq!(structure.nodes[link.0].parent, Some(NodeId(1)));
    }

    #[test]
    fn a_detached_node_is_named_when_something_of_it_is_placed() {
        let mut structure = Structure::default();
        let root = structure.add(Tag::Document, None);
        let paragraph = structure.detached(Tag::Paragraph, root);
        let link = structure.detached(Tag::Link, paragraph);
        assert!(structure.nodes[root.0].children.is_empty());
        structure.cover(paragraph, 0, 0);
        structure.cover(link, 0, 1);
        structure.cover(paragraph, 0, 2);
        assert_eq!(structure.nodes[root.0].children, [Child::Node(paragraph)]);
        assert_eq!(
            structure.nodes[paragraph.0].children,
            [Child::Item { page: 0, item: 0 }, Child::Node(link), Child::Item { page: 0, item: 2 }]
        );
    }
}

//! The structure tree (ISO 32000-2 §14.7): an element for every node, the parent tree that leads
//! from marked content back to its element, and the identifiers of notes.

use lopdf::{Dictionary, Document, Object, ObjectId};
use vanban_layout::{Child, Item, Labels, Layout, Node, Picture, Rule, Tag};

use crate::headers::Headers;
use crate::link::Annotation;
use crate::object::{bytes, dict, name, number, text};
use crate::standard::Version;
use crate::tags::{Kid, Plan, structure_type};

/// Entries in a leaf of a number tree: readers search it for every page.
const LEAF: usize = 256;

/// The namespace of the structure types that PDF 2.0 has and PDF 1.7 has not (ISO 32000-2 §14.8.6).
const NAMESPACE: &str = "http://iso.org/pdf2/ssn";

/// Adds the tree, if the layout has a structure, and names its root.
pub(crate) fn add(
    doc: &mut Document,
    layout: &Layout,
    plan: &Plan,
    annotations: &[Annotation],
    pages: &[ObjectId],
    version: Version,
) -> Option<ObjectId> {
    let nodes = &layout.structure.nodes;
    if nodes.is_empty() {
        return None;
    }
    let root = doc.new_object_id();
    let ids: Vec<ObjectId> =
        plan.named.iter().map(|named| if *named { doc.new_object_id() } else { root }).collect();
    let firsts = first_pages(&plan.kids);
    let headers = Headers::of(nodes, plan);
    let namespace = (version == Version::Pdf20).then(|| {
        doc.add_object(dict([("Type", name("Namespace")), ("NS", bytes(NAMESPACE.as_bytes()))]))
    });
    let (mut cells, mut notes): (Vec<Object>, Vec<Object>) = (Vec::new(), Vec::new());
    let mut titled = false;
    for (at, node) in nodes.iter().enumerate().filter(|(at, _)| plan.named[*at]) {
        let parent = node.parent.and_then(|parent| ids.get(parent.0)).unwrap_or(&root);
        let kind = structure_type(node.tag, version);
        let mut element = dict([("S", name(kind)), ("P", Object::Reference(*parent))]);
        titled |= node.tag == Tag::Title;
        if let Some(namespace) = namespace
            && matches!(node.tag, Tag::Document | Tag::Title | Tag::Note)
        {
            element.set("NS", Object::Reference(namespace));
        }
        if let Some(page) = firsts[at] {
            element.set("Pg", Object::Reference(pages[page]));
        }
        hold(&mut element, &plan.kids[at], &ids, annotations, pages);
        if let Some(alt) = node.alt.as_deref().filter(|alt| !alt.is_empty()) {
            element.set("Alt", text(alt));
        }
        if let Some(lang) = &node.lang {
            element.set("Lang", text(lang));
        }
        let refers: Vec<Object> = node
            .refers
            .iter()
            .filter(|other| plan.named.get(other.0) == Some(&true))
            .map(|other| Object::Reference(ids[other.0]))
            .collect();
        if !refers.is_empty() {
            element.set("Ref", Object::Array(refers));
        }
        if let Some(attributes) = attributes(at, layout, &headers) {
            element.set("A", attributes);
        }
        let mut identify = |id: Object, named: &mut Vec<Object>| {
            named.extend([id.clone(), Object::Reference(ids[at])]);
            element.set("ID", id);
        };
        if let Some(id) = headers.id(at) {
            identify(id, &mut cells);
        } else if node.tag == Tag::Note {
            // Of one length, so that their order is that of the text.
            let id = format!("note-{:06}", notes.len() / 2 + 1);
            identify(bytes(id.as_bytes()), &mut notes);
        }
        doc.set_object(ids[at], element);
    }

    let (parents, next) = parent_tree(doc, plan, annotations, &ids);
    let orphans = nodes.iter().zip(&ids).filter(|(node, _)| node.parent.is_none());
    let mut tree = dict([
        ("Type", name("StructTreeRoot")),
        ("K", Object::Array(orphans.map(|(_, id)| Object::Reference(*id)).collect())),
        ("ParentTree", Object::Reference(parents)),
        ("ParentTreeNextKey", Object::Integer(next as i64)),
    ]);
    cells.append(&mut notes);
    if !cells.is_empty() {
        tree.set("IDTree", dict([("Names", Object::Array(cells))]));
    }
    match namespace {
        Some(namespace) => tree.set("Namespaces", Object::Array(vec![namespace.into()])),
        None if titled => tree.set("RoleMap", dict([("Title", name("P"))])),
        None => {}
    }
    doc.set_object(root, tree);
    Some(root)
}

/// The page on which each node's first content stands; children stand after their parents.
fn first_pages(kids: &[Vec<Kid>]) -> Vec<Option<usize>> {
    let mut firsts = vec![None; kids.len()];
    for at in (0..kids.len()).rev() {
        firsts[at] = kids[at].iter().find_map(|kid| match *kid {
            Kid::Content { page, .. } | Kid::Area { page, .. } => Some(page),
            Kid::Node(node) => firsts[node],
        });
    }
    firsts
}

/// Enters what an element holds: identifiers alone for content of its page, references to marked
/// content for other pages.
fn hold(
    element: &mut Dictionary,
    kids: &[Kid],
    ids: &[ObjectId],
    annotations: &[Annotation],
    pages: &[ObjectId],
) {
    let own = kids.iter().find_map(|kid| match kid {
        Kid::Content { page, .. } => Some(*page),
        _ => None,
    });
    if let Some(own) = own {
        element.set("Pg", Object::Reference(pages[own]));
    }
    let mut held: Vec<Object> = kids
        .iter()
        .filter_map(|kid| match *kid {
            Kid::Node(node) => Some(Object::Reference(ids[node])),
            Kid::Content { page, mcid } if Some(page) == own => {
                Some(Object::Integer(i64::from(mcid)))
            }
            Kid::Content { page, mcid } => Some(
                dict([
                    ("Type", name("MCR")),
                    ("Pg", Object::Reference(pages[page])),
                    ("MCID", Object::Integer(i64::from(mcid))),
                ])
                .into(),
            ),
            Kid::Area { page, item } => {
                let at = annotations.binary_search_by_key(&(page, item), |a| (a.page, a.item));
                let annotation = &annotations[at.ok()?];
                Some(
                    dict([
                        ("Type", name("OBJR")),
                        ("Pg", Object::Reference(pages[page])),
                        ("Obj", Object::Reference(annotation.id)),
                    ])
                    .into(),
                )
            }
        })
        .collect();
    match held.len() {
        0 => {}
        1 => element.set("K", held.remove(0)),
        _ => element.set("K", Object::Array(held)),
    }
}

/// The attributes (ISO 32000-1 §14.8.5) without which a list, a table or a figure is not told.
fn attributes(at: usize, layout: &Layout, headers: &Headers) -> Option<Dictionary> {
    let nodes = &layout.structure.nodes;
    let node = &nodes[at];
    match node.tag {
        Tag::List(labels) => {
            let numbering = match labels {
                Labels::Disc => "Disc",
                Labels::Decimal => "Decimal",
                Labels::Letters => "LowerAlpha",
                Labels::Capitals => "UpperAlpha",
                Labels::Roman => "LowerRoman",
                Labels::CapitalRoman => "UpperRoman",
                Labels::Other => "None",
            };
            Some(dict([("O", name("List")), ("ListNumbering", name(numbering))]))
        }
        Tag::HeaderCell | Tag::DataCell => {
            let mut cell = dict([("O", name("Table"))]);
            if node.tag == Tag::HeaderCell {
                cell.set("Scope", name(if headers.names_row(at) { "Row" } else { "Column" }));
            }
            for (key, count) in [("ColSpan", node.takes.0), ("RowSpan", node.takes.1)] {
                if count > 1 {
                    cell.set(key, Object::Integer(i64::from(count)));
                }
            }
            if let Some(above) = headers.above(at) {
                cell.set("Headers", Object::Array(above));
            }
            (cell.len() > 1).then_some(cell)
        }
        Tag::Figure | Tag::Formula => {
            let sides = figure_box(node, layout)?;
            let tag = node.parent.and_then(|parent| nodes.get(parent.0)).map(|parent| parent.tag);
            let in_line = !matches!(
                tag,
                Some(
                    Tag::Document
                        | Tag::Division
                        | Tag::BlockQuote
                        | Tag::ListBody
                        | Tag::HeaderCell
                        | Tag::DataCell
                        | Tag::Note
                )
            );
            Some(dict([
                ("O", name("Layout")),
                ("Placement", name(if in_line { "Inline" } else { "Block" })),
                ("BBox", Object::Array(sides.map(number).to_vec())),
            ]))
        }
        _ => None,
    }
}

/// The box around the pictures of a figure, or around a formula: left, bottom, right, top on their page.
fn figure_box(node: &Node, layout: &Layout) -> Option<[f32; 4]> {
    let mut around: Option<[f32; 4]> = None;
    for child in &node.children {
        let Child::Item { page, item } = *child else { continue };
        let page = layout.pages.get(page)?;
        let (origin, item) = page.frame.items.get(item)?;
        let up = (page.size.height - origin.y).0;
        let sides = match item {
            Item::Image(Picture { size, .. }) | Item::Rule(Rule { size, .. }) => {
                Some((size.width.0, up, up - size.height.0))
            }
            Item::Run(run) if node.tag == Tag::Formula => {
                let width: f32 = run.glyphs.iter().map(|glyph| glyph.advance.0).sum();
                Some((width, up + run.size.0 * 0.8, up - run.size.0 * 0.25))
            }
            _ => None,
        };
        if let Some((width, top, bottom)) = sides {
            let (left, right) = (origin.x.0, origin.x.0 + width);
            let [l, b, r, t] = around.unwrap_or([left, bottom, right, top]);
            around = Some([l.min(left), b.min(bottom), r.max(right), t.max(top)]);
        }
    }
    around
}

/// The parent tree, and the key after its last: pages first, then annotations.
fn parent_tree(
    doc: &mut Document,
    plan: &Plan,
    annotations: &[Annotation],
    ids: &[ObjectId],
) -> (ObjectId, usize) {
    let pages = plan.owners.iter().map(|nodes| {
        Object::Array(nodes.iter().map(|node| Object::Reference(ids[*node])).collect())
    });
    let links = annotations.iter().filter_map(|a| a.node).map(|node| Object::Reference(ids[node]));
    let entries: Vec<Object> = pages.chain(links).collect();
    let next = entries.len();
    let mut leaves: Vec<Dictionary> = Vec::new();
    let mut first = 0;
    for part in entries.chunks(LEAF) {
        let numbered = part
            .iter()
            .enumerate()
            .flat_map(|(at, entry)| [Object::Integer((first + at) as i64), entry.clone()]);
        let mut leaf = dict([("Nums", Object::Array(numbered.collect()))]);
        if next > LEAF {
            let limits = [first, first + part.len() - 1].map(|key| Object::Integer(key as i64));
            leaf.set("Limits", Object::Array(limits.to_vec()));
        }
        leaves.push(leaf);
        first += part.len();
    }
    let tree = if leaves.len() == 1 {
        leaves.remove(0)
    } else {
        let kids = leaves.into_iter().map(|leaf| Object::Reference(doc.add_object(leaf)));
        dict([("Kids", Object::Array(kids.collect()))])
    };
    (doc.add_object(tree), next)
}

#[cfg(test)]
mod tests {
    use crate::trial::{Trial, body};
    use lopdf::Object;
    use vanban_article::image::Raster;
    use vanban_layout::{Labels, Tag};

    /// An article with everything in it, over two pages.
    fn article() -> Trial {
        let mut trial = Trial::default();
        let font = body();
        let root = trial.structure(Tag::Document, None);
        let heading = trial.structure(Tag::Heading(1), Some(root));
        trial.line(Some(heading), font, "Hội nghị");
        let list = trial.structure(Tag::List(Labels::Decimal), Some(root));
        let item = trial.structure(Tag::ListItem, Some(list));
        let label = trial.structure(Tag::Label, Some(item));
        trial.line(Some(label), font, "1.");
        let text = trial.structure(Tag::ListBody, Some(item));
        trial.more(Some(text), font, "Mục một");
        let table = trial.structure(Tag::Table, Some(root));
        for (part, cell) in [(Tag::TableHead, Tag::HeaderCell), (Tag::TableBody, Tag::DataCell)] {
            let part = trial.structure(part, Some(table));
            let row = trial.structure(Tag::TableRow, Some(part));
            for words in ["Tỉnh", "Số xã"] {
                let cell = trial.structure(cell, Some(row));
                trial.line(Some(cell), font, words);
            }
            trial.rule(None);
        }
        let figure = trial.structure(Tag::Figure, Some(root));
        trial.layout.structure.node_mut(figure).alt = Some("Hội trường lớn".to_owned());
        trial.picture(Some(figure), Raster::Jpeg { channels: 3, inverted: false }, b"x");
        let caption = trial.structure(Tag::Caption, Some(root));
        trial.line(Some(caption), font, "Hình 1. Hội trường");
        let paragraph = trial.structure(Tag::Paragraph, Some(root));
        trial.line(Some(paragraph), font, "Đầu đoạn ở trang này,");
        trial.page();
        let head = trial.line(None, font, "2");
        trial.layout.pages[1].header = head..head + 1;
        trial.line(Some(paragraph), font, "cuối đoạn ở trang sau.");
        let note = trial.structure(Tag::Note, Some(root));
        trial.line(Some(note), font, "Chú thích.");
        trial
    }

    #[test]
    fn the_tree_is_the_layout_s() {
        let trial = article();
        let reader = trial.read();
        let tree: Vec<String> =
            reader.elements().iter().map(|(depth, kind, _)| format!("{depth}{kind}")).collect();
        let expected = "0Document 1H1 1L 2LI 3Lbl 3LBody 1Table 2THead 3TR 4TH 4TH 2TBody 3TR 4TD \
                        4TD 1Figure 1Caption 1P 1Note";
        assert_eq!(tree.join(" "), expected);
    }

    #[test]
    fn lists_cells_figures_and_notes_have_their_attributes() {
        let trial = article();
        let reader = trial.read();
        let elements = reader.elements();
        let of = |kind: &str| elements.iter().find(|(_, other, _)| other == kind).unwrap().2;
        let attribute = |kind: &str, key: &str| reader.get(reader.dict(of(kind), "A"), key).clone();
        assert_eq!(attribute("L", "ListNumbering").as_name().unwrap(), b"Decimal");
        assert_eq!(attribute("TH", "Scope").as_name().unwrap(), b"Column");
        let sides = attribute("Figure", "BBox");
        let sides: Vec<f32> =
            sides.as_array().unwrap().iter().map(|side| side.as_float().unwrap()).collect();
        assert!(
            (sides[2] - sides[0] - 100.0).abs() < 0.01 && (sides[3] - sides[1] - 50.0).abs() < 0.01
        );
        assert!(of("Figure").has(b"Alt"));
        let id = reader.get(of("Note"), "ID").as_str().unwrap().to_vec();
        let tree = reader.dict(reader.catalog(), "StructTreeRoot");
        let names = reader.get(reader.dict(tree, "IDTree"), "Names").as_array().unwrap();
        assert_eq!(names[0].as_str().unwrap(), id);
    }

    #[test]
    fn every_mark_leads_to_an_element_that_holds_it() {
        let trial = article();
        let reader = trial.read();
        let tree = reader.dict(reader.catalog(), "StructTreeRoot");
        let numbers = reader.get(reader.dict(tree, "ParentTree"), "Nums").as_array().unwrap();
        for (number, (id, page)) in reader.pages().into_iter().enumerate() {
            let key = reader.get(page, "StructParents").as_i64().unwrap();
            let entry = numbers.chunks(2).find(|pair| pair[0].as_i64().unwrap() == key).unwrap();
            let owners = reader.doc.dereference(&entry[1]).unwrap().1.as_array().unwrap();
            let mut seen = 0;
            for (operator, operands) in reader.operators(number) {
                let Some(mcid) = operands
                    .get(1)
                    .filter(|_| operator == "BDC")
                    .and_then(|properties| properties.as_dict().unwrap().get(b"MCID").ok())
                else {
                    continue;
                };
                let mcid = mcid.as_i64().unwrap();
                assert_eq!(mcid, seen);
                seen += 1;
                let owner = &owners[mcid as usize];
                let element = reader.doc.dereference(owner).unwrap().1.as_dict().unwrap();
                assert_eq!(
                    reader.get(element, "S").as_name().unwrap(),
                    operands[0].as_name().unwrap()
                );
                let held = reader.get(element, "K");
                let held = match held {
                    Object::Array(held) => held.clone(),
                    one => vec![one.clone()],
                };
                assert!(held.iter().any(|kid| match kid {
                    Object::Integer(kid) => {
                        *kid == mcid && element.get(b"Pg").unwrap().as_reference().unwrap() == id
                    }
                    Object::Dictionary(kid) => {
                        reader.get(kid, "MCID").as_i64().unwrap() == mcid
                            && kid.get(b"Pg").unwrap().as_reference().unwrap() == id
                    }
                    _ => false,
                }));
            }
            assert_eq!(seen as usize, owners.len());
        }
    }

    #[test]
    fn all_that_is_painted_is_marked_and_the_head_is_pagination() {
        let trial = article();
        let reader = trial.read();
        for page in 0..2 {
            let mut depth = 0;
            for (operator, _) in reader.operators(page) {
                match operator.as_str() {
                    "BDC" => depth += 1,
                    "EMC" => depth -= 1,
                    "Tj" | "TJ" | "f" | "Do" => assert!(depth > 0, "{operator} stands bare"),
                    _ => {}
                }
            }
        }
        let head = reader.operators(1).into_iter().find(|(operator, _)| operator == "BDC").unwrap();
        assert_eq!(head.1[0].as_name().unwrap(), b"Artifact");
        let kind = head.1[1].as_dict().unwrap();
        assert_eq!(kind.get(b"Type").unwrap().as_name().unwrap(), b"Pagination");
        assert_eq!(kind.get(b"Subtype").unwrap().as_name().unwrap(), b"Header");
    }

    #[test]
    fn a_table_is_on_the_page_of_its_first_cell() {
        let trial = article();
        let reader = trial.read();
        let (page, _) = reader.pages()[0];
        let elements = reader.elements();
        for kind in ["Table", "TR", "L", "Document"] {
            let element = elements.iter().find(|(_, other, _)| other == kind).unwrap().2;
            assert_eq!(element.get(b"Pg").unwrap().as_reference().unwrap(), page, "{kind}");
        }
    }

    #[test]
    fn many_pages_have_a_parent_tree_in_leaves() {
        let mut trial = Trial::default();
        let root = trial.structure(Tag::Document, None);
        for _ in 0..300 {
            trial.line(Some(root), body(), "a");
            trial.page();
        }
        let reader = trial.read();
        let tree = reader.dict(reader.dict(reader.catalog(), "StructTreeRoot"), "ParentTree");
        let kids = reader.get(tree, "Kids").as_array().unwrap();
        assert_eq!(kids.len(), 2);
        let last = reader.doc.dereference(&kids[1]).unwrap().1.as_dict().unwrap();
        let limits = reader.get(last, "Limits").as_array().unwrap();
        assert_eq!((limits[0].as_i64().unwrap(), limits[1].as_i64().unwrap()), (256, 300));
    }
}

//! Which header cells stand over which cells of a table (ISO 32000-1 §14.8.5.7).
//!
//! A reader finds a cell's header by going up its column to a cell whose scope is the column, or back
//! along its row to one whose scope is the row: a header beside cells that are none. Where a header cell
//! spans columns, readers differ in what they find: there every cell names its headers.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::Object;
use vanban_layout::{Node, Tag};

use crate::object::bytes;
use crate::tags::{Kid, Plan};

/// The header cells of the tables that need them named.
#[derive(Default)]
pub(crate) struct Headers {
    /// The number, from 1, of each header cell, by its node.
    numbers: BTreeMap<usize, usize>,
    /// The header cells over each cell, and before it, by their nodes.
    above: BTreeMap<usize, BTreeSet<usize>>,
    /// The header cells that name rows, by their nodes.
    of_rows: BTreeSet<usize>,
}

/// How many headers of its row a cell names at most, the nearest first: a row of thousands would name
/// millions.
const BEFORE: usize = 8;

impl Headers {
    /// Those of all tables of a structure.
    pub(crate) fn of(nodes: &[Node], plan: &Plan) -> Headers {
        let mut headers = Headers::default();
        for (at, node) in nodes.iter().enumerate() {
            if node.tag == Tag::Table && plan.named[at] {
                headers.table(nodes, plan, at);
            }
        }
        headers
    }

    /// The identifier of a header cell; all are of one length, so that their order is that of the text.
    pub(crate) fn id(&self, node: usize) -> Option<Object> {
        self.numbers.get(&node).map(|number| bytes(format!("head-{number:06}").as_bytes()))
    }

    /// Whether a header cell names its row, not its column.
    pub(crate) fn names_row(&self, node: usize) -> bool {
        self.of_rows.contains(&node)
    }

    /// The identifiers of the header cells over a cell, and before it.
    pub(crate) fn above(&self, node: usize) -> Option<Vec<Object>> {
        let above = self.above.get(&node)?;
        Some(above.iter().filter_map(|header| self.id(*header)).collect())
    }

    fn table(&mut self, nodes: &[Node], plan: &Plan, table: usize) {
        let rows: Vec<usize> = kids(plan, table)
            .filter(|part| matches!(nodes[*part].tag, Tag::TableHead | Tag::TableBody))
            .flat_map(|part| kids(plan, part))
            .collect();
        let is_header = |cell: usize| nodes[cell].tag == Tag::HeaderCell;
        for row in &rows {
            if kids(plan, *row).any(|cell| !is_header(cell)) {
                self.of_rows.extend(kids(plan, *row).filter(|cell| is_header(*cell)));
            }
        }
        let cells = rows.iter().flat_map(|row| kids(plan, *row));
        if !cells.into_iter().any(|cell| is_header(cell) && nodes[cell].takes.0 > 1) {
            return;
        }
        // For every column, how many more rows the cell that stands there takes, and its headers.
        let mut columns: Vec<(u32, Vec<usize>)> = Vec::new();
        // The headers of rows, and how many more rows each takes.
        let mut beside: Vec<(u32, usize)> = Vec::new();
        for row in rows {
            let mut column = 0;
            let mut begun = Vec::new();
            for cell in kids(plan, row) {
                while columns.get(column).is_some_and(|(taken, _)| *taken > 0) {
                    column += 1;
                }
                let (wide, high) = nodes[cell].takes;
                let end = column + wide as usize;
                if columns.len() < end {
                    columns.resize_with(end, Default::default);
                }
                let mut above = BTreeSet::new();
                for (taken, headers) in &mut columns[column..end] {
                    *taken = high;
                    above.extend(headers.iter().copied());
                }
                above.extend(beside.iter().rev().take(BEFORE).map(|(_, header)| *header));
                if !above.is_empty() {
                    self.above.insert(cell, above);
                }
                if is_header(cell) {
                    let next = self.numbers.len() + 1;
                    self.numbers.insert(cell, next);
                    if self.names_row(cell) {
                        beside.push((high, cell));
                    } else {
                        begun.push((column..end, cell));
                    }
                }
                column = end;
            }
            for (range, cell) in begun {
                columns[range].iter_mut().for_each(|(_, headers)| headers.push(cell));
            }
            columns.iter_mut().for_each(|(taken, _)| *taken = taken.saturating_sub(1));
            beside.iter_mut().for_each(|(taken, _)| *taken = taken.saturating_sub(1));
            beside.retain(|(taken, _)| *taken > 0);
        }
    }
}

/// The nodes that a node holds.
fn kids(plan: &Plan, node: usize) -> impl Iterator<Item = usize> + '_ {
    plan.kids[node].iter().filter_map(|kid| match *kid {
        Kid::Node(kid) => Some(kid),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use crate::trial::{Trial, body};
    use vanban_layout::{NodeId, Tag};

    /// A table whose cells are given as text, columns and rows; the first two rows are its head.
    fn table(rows: &[&[(&str, u32, u32)]]) -> Trial {
        let mut trial = Trial::default();
        let root = trial.structure(Tag::Document, None);
        let table = trial.structure(Tag::Table, Some(root));
        let parts = [Tag::TableHead, Tag::TableBody].map(|part| trial.structure(part, Some(table)));
        for (at, cells) in rows.iter().enumerate() {
            let part: NodeId = parts[usize::from(at > 1)];
            let row = trial.structure(Tag::TableRow, Some(part));
            for (words, columns, below) in *cells {
                let tag = if at > 1 { Tag::DataCell } else { Tag::HeaderCell };
                let cell = trial.structure(tag, Some(row));
                trial.layout.structure.node_mut(cell).takes = (*columns, *below);
                trial.line(Some(cell), body(), words);
            }
        }
        trial
    }

    /// The cells with the identifiers that they have and name.
    fn told(trial: &Trial) -> Vec<String> {
        let reader = trial.read();
        let cells = reader.elements();
        let cells = cells.iter().filter(|(_, kind, _)| kind == "TH" || kind == "TD");
        let text = |object: &lopdf::Object| {
            String::from_utf8(object.as_str().unwrap().to_vec()).unwrap().replace("head-00000", "")
        };
        let told = cells.map(|(_, kind, element)| {
            let id = element.get(b"ID").map(text).unwrap_or_default();
            let named = element.get(b"A").and_then(|attributes| {
                reader.doc.dereference(attributes)?.1.as_dict()?.get(b"Headers")
            });
            let named: Vec<String> = named
                .map(|named| named.as_array().unwrap().iter().map(text).collect())
                .unwrap_or_default();
            format!("{kind}{id}[{}]", named.join(" "))
        });
        told.collect()
    }

    #[test]
    fn under_spans_every_cell_names_the_headers_of_its_columns() {
        let trial = table(&[
            &[("TT", 1, 2), ("Số xã", 2, 1)],
            &[("Cũ", 1, 1), ("Mới", 1, 1)],
            &[("1", 1, 1), ("10", 1, 2), ("4", 1, 1)],
            &[("2", 1, 1), ("5", 1, 1)],
        ]);
        let expected = "TH1[] TH2[] TH3[2] TH4[2] TD[1] TD[2 3] TD[2 4] TD[1] TD[2 4]";
        assert_eq!(told(&trial).join(" "), expected);
    }

    #[test]
    fn a_header_beside_cells_names_its_row() {
        for wide in [1, 2] {
            let mut trial = table(&[&[("", 1, 1), ("A", wide, 1)]]);
            let body = NodeId(3);
            for words in ["một", "hai"] {
                let row = trial.structure(Tag::TableRow, Some(body));
                let head = trial.structure(Tag::HeaderCell, Some(row));
                trial.line(Some(head), crate::trial::body(), words);
                let cell = trial.structure(Tag::DataCell, Some(row));
                trial.layout.structure.node_mut(cell).takes = (wide, 1);
                trial.line(Some(cell), crate::trial::body(), "1");
            }
            let expected = match wide {
                1 => "TH[] TH[] TH[] TD[] TH[] TD[]",
                _ => "TH1[] TH2[] TH3[1] TD[2 3] TH4[1] TD[2 4]",
            };
            assert_eq!(told(&trial).join(" "), expected);
            let reader = trial.read();
            let scopes = reader.elements();
            let scopes = scopes.iter().filter(|(_, kind, _)| kind == "TH").map(|(_, _, head)| {
                let scope = reader.dict(head, "A").get(b"Scope").unwrap().as_name().unwrap();
                String::from_utf8(scope.to_vec()).unwrap()
            });
            assert_eq!(scopes.collect::<Vec<_>>(), ["Column", "Column", "Row", "Row"]);
        }
    }

    #[test]
    fn where_no_header_spans_columns_scope_is_enough() {
        let trial = table(&[&[("A", 1, 2), ("B", 1, 1)], &[("C", 1, 1)], &[("1", 2, 1)]]);
        assert_eq!(told(&trial).join(" "), "TH[] TH[] TH[] TD[]");
    }
}

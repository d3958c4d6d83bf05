//! Neighbours in a row: which room stands between them (The TeXbook, chapter 18).

use vanban_article::MathClass;

use super::boxes::MathBox;

/// The classes of atoms, as TeX has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Atom {
    Ordinary,
    Operator,
    Binary,
    Relation,
    Open,
    Close,
    Punctuation,
    Inner,
    /// Room that the author chose: it parts its neighbours by itself.
    Space,
}

impl From<MathClass> for Atom {
    fn from(class: MathClass) -> Atom {
        match class {
            MathClass::Ordinary | MathClass::Number => Atom::Ordinary,
            MathClass::Function | MathClass::Large => Atom::Operator,
            MathClass::Binary => Atom::Binary,
            MathClass::Relation => Atom::Relation,
            MathClass::Open => Atom::Open,
            MathClass::Close => Atom::Close,
            MathClass::Punctuation => Atom::Punctuation,
        }
    }
}

/// A thin space, a medium one, a thick one, in eighteenths of an em.
const THIN: i32 = 3;
const MEDIUM: i32 = 4;
const THICK: i32 = 5;

/// The room between two atoms, in eighteenths of an em; in scripts only around operators.
fn room(left: Atom, right: Atom, script: bool) -> i32 {
    use Atom::{Binary, Close, Inner, Open, Operator, Ordinary, Punctuation, Relation, Space};
    let always = match (left, right) {
        (Ordinary | Close | Inner, Operator) => THIN,
        (Operator, Ordinary | Operator) => THIN,
        _ => 0,
    };
    if script || always > 0 {
        return always;
    }
    match (left, right) {
        (Space, _) | (_, Space) => 0,
        (Punctuation, _) => THIN,
        (Binary, Relation | Close | Punctuation | Binary) | (Relation, Relation) => 0,
        (Open, _) | (_, Close) | (Relation, Punctuation) => 0,
        (Binary, _) | (_, Binary) => MEDIUM,
        (Relation, _) | (_, Relation) => THICK,
        (Inner, Ordinary | Open | Punctuation | Inner) => THIN,
        (Ordinary | Operator | Close, Inner) => THIN,
        _ => 0,
    }
}

/// Boxes side by side; a binary sign without two operands is none.
pub(crate) fn join(parts: Vec<(Atom, MathBox)>, scale: f64, script: bool) -> MathBox {
    let mut atoms: Vec<Atom> = parts.iter().map(|(atom, _)| *atom).collect();
    let mut before = None;
    for place in 0..atoms.len() {
        let lonely = match before {
            None => true,
            Some(before) => matches!(
                before,
                Atom::Binary | Atom::Operator | Atom::Relation | Atom::Open | Atom::Punctuation
            ),
        };
        let next = atoms[place + 1..].iter().find(|atom| **atom != Atom::Space);
        let ends = matches!(next, None | Some(Atom::Relation | Atom::Close | Atom::Punctuation));
        if atoms[place] == Atom::Binary && (lonely || ends) {
            atoms[place] = Atom::Ordinary;
        }
        if atoms[place] != Atom::Space {
            before = Some(atoms[place]);
        }
    }
    let only = parts.len() == 1;
    let mut line = MathBox::default();
    let mut last: Option<Atom> = None;
    for (atom, (_, part)) in atoms.into_iter().zip(parts) {
        if only {
            return part;
        }
        if let Some(last) = last {
            line.width += f64::from(room(last, atom, script)) * scale / 18.0;
        }
        let italic = part.italic;
        line.push(part);
        // A slanted letter leans over its width.
        line.width += italic;
        line.italic = 0.0;
        last = Some(atom);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::{Atom, room};

    #[test]
    fn room_is_that_of_the_texbook() {
        use Atom::{Binary, Close, Inner, Open, Operator, Ordinary, Punctuation, Relation};
        let all = [Ordinary, Operator, Binary, Relation, Open, Close, Punctuation, Inner];
        // Chapter 18: 1 a thin space, 2 a medium one, 3 a thick one; 9 cannot be.
        let book = [
            [0, 1, 2, 3, 0, 0, 0, 1],
            [1, 1, 9, 3, 0, 0, 0, 1],
            [2, 2, 9, 9, 2, 9, 9, 2],
            [3, 3, 9, 0, 3, 0, 0, 3],
            [0, 0, 9, 0, 0, 0, 0, 0],
            [0, 1, 2, 3, 0, 0, 0, 1],
            [1, 1, 9, 1, 1, 1, 1, 1],
            [1, 1, 2, 3, 1, 0, 1, 1],
        ];
        for (left, row) in all.into_iter().zip(book) {
            for (right, wanted) in all.into_iter().zip(row) {
                if wanted != 9 {
                    let wanted = [0, 3, 4, 5][wanted];
                    assert_eq!(room(left, right, false), wanted, "{left:?} {right:?}");
                }
            }
        }
    }
}

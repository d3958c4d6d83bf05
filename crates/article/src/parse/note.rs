//! Which notes are printed, in what order, and what becomes of marks inside notes.
//!
//! A page's foot holds no marks: inside a note, the mark of another is text, its number in brackets.
//! A note that only notes refer to is printed at the end of the one that refers to it first.

use std::collections::BTreeMap;

use super::draft::{Draft, NoteDraft, Piece, PieceKind};
use super::report::{Report, shorten};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::NoteId;
use crate::source::Span;

/// How many labels of a circle are told.
const CHAIN: usize = 8;

/// The notes of an article.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The notes that the body marks, in the order of their first marks.
    pub(super) printed: Vec<Printed>,
    /// What becomes of the marks inside each definition, in the order of its pieces.
    pub(super) marks: Vec<Vec<String>>,
    /// The printed note of each definition that the body marks.
    numbers: Vec<Option<NoteId>>,
    /// The first definition of each label.
    labels: BTreeMap<String, usize>,
}

/// A note that is printed.
#[derive(Debug)]
pub(super) struct Printed {
    /// Its definition.
    pub(super) definition: usize,
    /// The definitions printed at its end, and the labels before them.
    pub(super) inside: Vec<(usize, String)>,
}

impl Notes {
    /// The note that a mark in the body refers to.
    pub(super) fn marked(&self, label: &str) -> Option<NoteId> {
        self.numbers[*self.labels.get(label)?]
    }
}

/// Orders the notes of a draft.
pub(super) fn order(draft: &Draft<'_>, report: &mut Report) -> Notes {
    let mut notes = Notes {
        numbers: vec![None; draft.notes.len()],
        marks: vec![Vec::new(); draft.notes.len()],
        ..Notes::default()
    };
    for (at, note) in draft.notes.iter().enumerate() {
        notes.labels.entry(note.label.clone()).or_insert(at);
    }
    for (label, _) in labels(&draft.body.pieces) {
        if let Some(definition) = notes.labels.get(label).copied()
            && notes.numbers[definition].is_none()
        {
            notes.numbers[definition] = Some(NoteId(notes.printed.len() as u32));
            notes.printed.push(Printed { definition, inside: Vec::new() });
        }
    }
    let reached = follow(&draft.notes, &mut notes, report);
    for (note, _) in draft.notes.iter().zip(&reached).filter(|(_, reached)| !**reached) {
        let first = notes.labels.get(&note.label).map(|at| draft.notes[*at].span);
        let label = shorten(&note.written);
        let message = if first == Some(note.span) {
            format!("nothing refers to the note `{label}`; it is not printed")
        } else {
            format!("the note `{label}` is defined twice; only the first is printed")
        };
        report.push(Diagnostic::warning(Code::NOTE_UNUSED, note.span, message));
    }
    notes
}

/// Follows the marks inside notes, depth first; returns which definitions are printed.
fn follow(drafts: &[NoteDraft<'_>], notes: &mut Notes, report: &mut Report) -> Vec<bool> {
    let targets: Vec<Vec<(Option<usize>, Span)>> = drafts
        .iter()
        .map(|note| {
            labels(&note.stream.pieces)
                .map(|(label, span)| (notes.labels.get(label).copied(), span))
                .collect()
        })
        .collect();
    let mut state = vec![State::New; drafts.len()];
    let mut tags: Vec<Option<(usize, String)>> = vec![None; drafts.len()];
    let mut inner: Option<(Span, u32)> = None;
    for root in 0..notes.printed.len() {
        let mut path = vec![notes.printed[root].definition];
        if state[path[0]] != State::New {
            continue;
        }
        state[path[0]] = State::Open;
        while let Some(&node) = path.last() {
            let Some(&(target, span)) = targets[node].get(notes.marks[node].len()) else {
                state[node] = State::Done;
                path.pop();
                continue;
            };
            let Some(target) = target else {
                notes.marks[node].push(String::new());
                continue;
            };
            if state[target] == State::Open {
                report.push(circle(drafts, &path, target, span));
                notes.marks[node].push(String::new());
                continue;
            }
            let (first, count) = inner.unwrap_or((span, 0));
            inner = Some((first.min(span), count + 1));
            if let Some(number) = notes.numbers[target] {
                notes.marks[node].push(format!("[{}]", number.0 + 1));
            } else {
                if tags[target].is_none() {
                    let owner = match (&tags[node], notes.numbers[node]) {
                        (Some((owner, _)), _) => *owner,
                        (None, number) => number.map_or(root, NoteId::index),
                    };
                    let place = notes.printed[owner].inside.len() + 1;
                    let tag = format!("[{}.{place}]", owner + 1);
                    notes.printed[owner].inside.push((target, tag.clone()));
                    tags[target] = Some((owner, tag));
                }
                let tag = tags[target].as_ref().map(|(_, tag)| tag.clone());
                notes.marks[node].push(tag.unwrap_or_default());
            }
            if state[target] == State::New {
                state[target] = State::Open;
                path.push(target);
            }
        }
    }
    if let Some((span, count)) = inner {
        let times = if count == 1 { String::new() } else { format!(" ({count} times)") };
        let message =
            format!("a note cannot hold the mark of another; it is printed as text{times}");
        report.push(Diagnostic::warning(Code::NOTE_CYCLE, span, message));
    }
    state.into_iter().map(|state| state != State::New).collect()
}

/// How far following a definition has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

fn circle(drafts: &[NoteDraft<'_>], path: &[usize], target: usize, span: Span) -> Diagnostic {
    let from = path.iter().position(|node| *node == target).unwrap_or(0);
    let mut chain: Vec<String> = path[from..]
        .iter()
        .chain([&target])
        .map(|node| format!("`{}`", shorten(&drafts[*node].written)))
        .collect();
    if chain.len() > CHAIN {
        chain.splice(CHAIN / 2..chain.len() - CHAIN / 2, ["…".to_owned()]);
    }
    let message = format!("a note refers to itself: {}", chain.join(" → "));
    Diagnostic::warning(Code::NOTE_CYCLE, span, message).hint("the mark inside is left out")
}

fn labels<'p>(pieces: &'p [Piece<'_>]) -> impl Iterator<Item = (&'p str, Span)> {
    pieces.iter().filter_map(|piece| match &piece.kind {
        PieceKind::Note(label) => Some((label.as_str(), piece.span)),
        _ => None,
    })
}

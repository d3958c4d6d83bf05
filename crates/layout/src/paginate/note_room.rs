//! The notes of a page: how much room they take, and which parts of them stand on it.

use std::ops::Range;

use vanban_article::NoteId;
use vanban_theme::Twip;

use super::{MARGIN, NotePart, Planner};
use crate::fragment::Fragment;

impl Planner<'_> {
    /// The height of a note and the room above and below it.
    pub(super) fn note_height(&self, note: NoteId) -> Twip {
        self.boxes[note.index()].height + self.plan.gaps[note.index()]
    }

    /// Widens the gap above the first note of the page, where the unit after the last that fits
    /// would fit too if a word processor kept less room above the notes, or printed the notes of
    /// that unit on the next page.
    pub(super) fn settle(&mut self, fragment: &Fragment, start: usize, count: usize, y: Twip) {
        let (last, before) = match &fragment.units[start..=start + count] {
            [before @ .., last] => (last, before),
            [] => return,
        };
        let bottom = y + before.iter().map(|unit| unit.height).sum() + last.height;
        let mut notes = self.plan.notes[self.page].iter().map(|part| part.height).sum::<Twip>();
        let mut brought = before.iter().flat_map(|unit| &unit.notes).copied().peekable();
        let mut first = self.plan.notes[self.page].first().map(|part| part.note);
        first = first.or_else(|| brought.peek().copied());
        notes += brought.map(|note| self.note_height(note)).sum();
        if first.is_none() {
            first = last.notes.first().copied();
            notes = last.notes.iter().map(|note| self.note_height(*note)).sum();
        }
        let Some(note) = first else { return };
        // A row's lower border is not always kept room for.
        let spare = self.height() - bottom - notes - self.room.least_separator;
        let reach = self.room.separator - self.room.least_separator + MARGIN;
        // What is there already must not be pushed out.
        if spare < Twip::ZERO || reach > last.height {
            return;
        }
        let gap = spare + MARGIN;
        self.plan.gaps[note.index()] += gap;
        if let Some(part) = self.plan.notes[self.page].first_mut() {
            part.gap += gap;
            part.height += gap;
        }
    }

    /// The height of the notes of a page, the line above them included.
    pub(super) fn notes_height(&self, page: usize) -> Twip {
        let parts = &self.plan.notes[page];
        if parts.is_empty() {
            return Twip::ZERO;
        }
        self.room.separator + parts.iter().map(|part| part.height).sum()
    }

    pub(super) fn part(&self, note: NoteId, units: Range<usize>) -> NotePart {
        let whole = &self.boxes[note.index()];
        let top = |unit: usize| whole.units.get(unit).map_or(whole.height, |(y, _)| *y);
        let gap = if units.start == 0 { self.plan.gaps[note.index()] } else { Twip::ZERO };
        NotePart { note, gap, height: gap + top(units.end) - top(units.start), units }
    }

    /// Puts the notes of placed units at the foot of the page; what has no room there is carried to
    /// the next.
    pub(super) fn take_notes(&mut self, index: usize, units: Range<usize>) {
        for unit in &self.fragments[index].units[units] {
            for note in &unit.notes {
                let whole = 0..self.boxes[note.index()].units.len();
                self.take_part(self.part(*note, whole));
            }
        }
    }

    pub(super) fn take_part(&mut self, part: NotePart) {
        if !self.carried.is_empty() {
            self.carried.push_back(part);
            return;
        }
        let used = self.notes_height(self.page);
        let line = if used == Twip::ZERO { self.room.separator } else { Twip::ZERO };
        let room = self.height() - self.y - used - line;
        let mut end = part.units.end;
        let fits = |end| self.part(part.note, part.units.start..end).height <= room;
        while end > part.units.start && !fits(end) {
            end -= 1;
        }
        if end == part.units.start && self.top && end < part.units.end {
            // A line of a note higher than a page: it is printed, whatever the room.
            end += 1;
        }
        if end > part.units.start || part.units.is_empty() {
            let here = self.part(part.note, part.units.start..end);
            self.plan.notes[self.page].push(here);
        }
        if end < part.units.end {
            self.carried.push_back(self.part(part.note, end..part.units.end));
        }
    }
}

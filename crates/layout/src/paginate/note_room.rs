//! The notes of a page: how much room they take, and which parts of them stand on it.

use std::ops::Range;

use vanban_article::NoteId;
use vanban_theme::Twip;

use super::{MARGIN, NotePart, Planner, Room};
use crate::fragment::Fragment;

impl Planner<'_> {
    /// The height of a note and the room above and below it.
    pub(super) fn note_height(&self, note: NoteId) -> Twip {
        self.boxes[note.index()].height + self.plan.gaps[note.index()]
    }

    /// The height of a note up to where it may first be parted.
    fn note_start(&self, note: NoteId) -> Twip {
        let whole = &self.boxes[note.index()];
        let stop = whole.stops.first().copied().unwrap_or(whole.units.len());
        self.part(note, 0..stop).height
    }

    /// What a line's notes need on its page: all of them, of the last its start.
    fn need(&self, notes: &[NoteId]) -> Twip {
        let Some((last, others)) = notes.split_last() else { return Twip::ZERO };
        others.iter().map(|note| self.note_height(*note)).sum::<Twip>() + self.note_start(*last)
    }

    /// How much of the notes of a line stands on its page, where not all has the room.
    fn part_within(&self, notes: &[NoteId], room: Twip) -> Twip {
        let Some((last, others)) = notes.split_last() else { return Twip::ZERO };
        let others: Twip = others.iter().map(|note| self.note_height(*note)).sum();
        let stops = self.boxes[last.index()].stops.iter();
        let heights = stops.map(|stop| self.part(*last, 0..*stop).height);
        let fitting = heights.take_while(|height| others + *height <= room).last();
        others + fitting.unwrap_or_default()
    }

    /// How many units from `start` fit below `y`, lines with their notes.
    pub(super) fn fitting(&self, fragment: &Fragment, start: usize, y: Twip) -> usize {
        let mut notes = self.notes_height(self.page);
        let mut parted = !self.carried.is_empty();
        let mut bottom = y;
        let mut count = 0;
        for unit in &fragment.units[start..] {
            bottom += unit.height;
            let room = self.height() - bottom - fragment.foot - notes;
            if room < Twip::ZERO {
                break;
            }
            if !unit.notes.is_empty() && !fragment.is_row {
                let line = if notes == Twip::ZERO { self.room.separator } else { Twip::ZERO };
                if parted || line + self.need(&unit.notes) > room {
                    break;
                }
                let whole: Twip = unit.notes.iter().map(|note| self.note_height(*note)).sum();
                parted = line + whole > room;
                notes += line;
                notes += if parted { self.part_within(&unit.notes, room - line) } else { whole };
            }
            count += 1;
        }
        count
    }

    /// Widens the gap above the first note of the page, where the line after the last that fits
    /// would fit too if a word processor kept less room above the notes, or printed the notes of
    /// that line on the next page.
    pub(super) fn settle(&mut self, fragment: &Fragment, start: usize, count: usize, y: Twip) {
        let (last, before) = match &fragment.units[start..=start + count] {
            [before @ .., last] => (last, before),
            [] => return,
        };
        let bottom = y + before.iter().map(|unit| unit.height).sum() + last.height;
        let mut notes = self.plan.notes[self.page].iter().map(|part| part.height).sum::<Twip>();
        // What a row marks need not stand on its page.
        let before = if fragment.is_row { &[] } else { before };
        let mut brought = before.iter().flat_map(|unit| &unit.notes).copied();
        let mut first = self.plan.notes[self.page].first().map(|part| part.note);
        first = first.or_else(|| brought.next());
        let alone = first.is_none();
        let room = self.height() - bottom + last.height - notes - self.room.separator;
        let mut own = Twip::ZERO;
        for unit in before {
            let whole: Twip = unit.notes.iter().map(|note| self.note_height(*note)).sum();
            let rest = room - own;
            own += if whole > rest { self.part_within(&unit.notes, rest) } else { whole };
        }
        notes += own;
        if first.is_none() && !fragment.is_row {
            first = last.notes.first().copied();
            notes = self.need(&last.notes);
        }
        let Some(note) = first else { return };
        // A row's lower border is not always kept room for.
        let spare = self.height() - bottom - notes - self.room.least_separator;
        let reach = self.room.separator - self.room.least_separator + MARGIN;
        let gap = if spare >= Twip::ZERO {
            spare + MARGIN
        } else if alone && spare + self.room.least_separator >= Twip::ZERO - MARGIN {
            // Where the notes fit but nothing above them, LibreOffice 25.2 can keep the line.
            spare + self.room.least_separator + MARGIN * 2
        } else {
            return;
        };
        // What is there already must not be pushed out.
        if reach > last.height {
            return;
        }
        self.widen(note, gap);
    }

    /// Widens the gap above a note that is the first of the page, or will be.
    fn widen(&mut self, note: NoteId, gap: Twip) {
        if let Some(part) = self.plan.notes[self.page].first_mut() {
            // A note that goes on here has no gap that could be widened.
            if part.units.start > 0 {
                return;
            }
            part.gap += gap;
            part.height += gap;
        }
        self.plan.gaps[note.index()] += gap;
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
        let fragments = self.fragments;
        let fragment = &fragments[index];
        for unit in &fragment.units[units] {
            for note in &unit.notes {
                let whole = 0..self.boxes[note.index()].units.len();
                self.take_part(self.part(*note, whole), fragment.is_row);
            }
        }
    }

    /// Puts what fits of a part of a note on the page, and carries the rest.
    pub(super) fn take_part(&mut self, part: NotePart, of_row: bool) {
        if !self.carried.is_empty() {
            self.carried.push_back(part);
            return;
        }
        let NotePart { note, units, .. } = part;
        let used = self.notes_height(self.page);
        let line = if used == Twip::ZERO { self.room.separator } else { Twip::ZERO };
        let room = self.height() - self.y - used - line;
        let boxes = self.boxes;
        let whole = &boxes[note.index()];
        let stops = whole.stops.iter().copied().filter(|stop| *stop > units.start);
        let height = |end: usize| self.part(note, units.start..end).height;
        let mut end = stops.clone().take_while(|end| height(*end) <= room).last();
        if end.is_none() && self.top && used == Twip::ZERO {
            // What is higher than a page is parted anywhere, and a line of it printed, whatever the
            // room.
            let lines = units.start + 1..=units.end;
            end = lines.clone().take_while(|end| height(*end) <= room).last();
            end = end.or(lines.clone().next());
        }
        let end = end.unwrap_or(units.start);
        let next = stops.clone().find(|stop| *stop > end);
        let parted = next.map(|next| (height(next) - height(end), height(next)));
        if let Some((more, next)) = parted {
            let gap = self.settling(room - next, of_row && self.plan.notes[self.page].is_empty());
            let kept = end == units.start || room - (next - more) >= gap;
            if gap > Twip::ZERO && kept {
                let first = self.plan.notes[self.page].first().map_or(note, |first| first.note);
                self.widen(first, gap);
            }
        }
        if end > units.start || units.is_empty() {
            let here = self.part(note, units.start..end);
            self.plan.notes[self.page].push(here);
        }
        if end < units.end {
            self.carried.push_back(self.part(note, end..units.end));
        }
    }

    /// How much the gap above the notes must be widened so that versions of word processors agree that
    /// something of them has no room.
    ///
    /// `spare` is how much room would be left where most is kept above the notes. Where one fits but
    /// for less than the separator's line keeps, LibreOffice moves its row.
    fn settling(&self, spare: Twip, is_first: bool) -> Twip {
        let Room { separator, least_separator: least, .. } = self.room;
        let spare = spare + separator - least;
        let window = WINDOW + MARGIN;
        if spare >= Twip::ZERO - window {
            return spare + window + MARGIN;
        }
        let low = Twip::ZERO - least - window;
        if is_first && spare <= Twip::ZERO - least + MARGIN && spare >= low {
            return spare - low + MARGIN;
        }
        Twip::ZERO
    }
}

/// How much less than it needs may be left for a note of a row, for LibreOffice to move the row.
const WINDOW: Twip = Twip(40);

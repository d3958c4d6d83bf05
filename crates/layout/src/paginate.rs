//! Fragments to pages, by the rules under which word processors page the same document.
//!
//! - The gap between two fragments is the larger of the room below the first and above the second;
//!   room above is dropped where a page begins by itself.
//! - Two lines of a paragraph stay together at a page's foot and head.
//! - A fragment that keeps with the next is not split, and a chain of them moves whole, unless it
//!   begins the page.
//! - A line takes its notes along: they stand at the foot of the page that marks them; of the last,
//!   the first paragraph at least. A row does not: what has no room of its notes goes on on the next
//!   page. Versions of word processors keep more or less room above the notes: where that decides
//!   what fits, the first of the notes gets room above it that settles the matter.
//!
//! The plan is made first, as placements that can be taken back; the pages are filled from it.

mod chain;
mod note_room;

use std::collections::{BTreeSet, VecDeque};
use std::ops::Range;

use vanban_article::NoteId;
use vanban_theme::Twip;

use crate::begin::Begin;
use crate::first_guess::heads;
use crate::fragment::{Fragment, Unit};
use crate::note::NoteBox;

/// Where some units of a fragment stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placement {
    /// The page, from 0.
    pub(crate) page: usize,
    /// The top of the first of the units, from the top of the text area.
    pub(crate) y: Twip,
    /// The fragment.
    pub(crate) fragment: usize,
    /// Its units.
    pub(crate) units: Range<usize>,
    /// Whether the header rows of its table are repeated above it.
    pub(crate) head: bool,
    /// Whether it begins its page.
    top: bool,
    /// How far the page was filled before it.
    floor: Twip,
}

/// A part of a note at the foot of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NotePart {
    /// The note.
    pub(crate) note: NoteId,
    /// Its units on this page.
    pub(crate) units: Range<usize>,
    /// Room above them.
    pub(crate) gap: Twip,
    /// The height of these units and the room above and below them.
    pub(crate) height: Twip,
}

/// What stands on which page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    /// The text, in order.
    pub(crate) placements: Vec<Placement>,
    /// The notes at the foot of each page.
    pub(crate) notes: Vec<Vec<NotePart>>,
    /// Whether each page is wider than high.
    pub(crate) landscape: Vec<bool>,
    /// Room above each note.
    pub(crate) gaps: Vec<Twip>,
    /// Room above fragments that begin a page, where it keeps them from the page before; for a
    /// table, room below the fragment before it.
    pub(crate) pushes: Vec<(usize, Push)>,
}

/// Room that is dropped at the end of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Push {
    /// Above a paragraph.
    Above(Twip),
    /// Below a paragraph.
    Below(Twip),
}

/// Room on a page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Room {
    /// The height of the text area.
    pub(crate) height: Twip,
    /// The same where the paper is turned.
    pub(crate) turned_height: Twip,
    /// The most that a word processor keeps for the line above the notes.
    pub(crate) separator: Twip,
    /// The least.
    pub(crate) least_separator: Twip,
}

/// How much larger than it must be the room is that keeps something from a page.
const MARGIN: Twip = Twip(5);

/// Plans the pages of a sequence of fragments.
pub(crate) fn paginate(fragments: &[Fragment], notes: &[NoteBox], room: Room) -> Plan {
    let mut planner = Planner {
        fragments,
        boxes: notes,
        room,
        plan: Plan {
            placements: Vec::new(),
            notes: vec![Vec::new()],
            landscape: vec![false],
            gaps: vec![Twip::ZERO; notes.len()],
            pushes: Vec::new(),
        },
        heads: heads(fragments),
        page: 0,
        landscape: false,
        y: Twip::ZERO,
        top: true,
        after: Twip::ZERO,
        carried: VecDeque::new(),
    };
    let mut index = 0;
    let mut start = 0;
    while index < fragments.len() {
        (index, start) = planner.step(index, start);
    }
    while !planner.carried.is_empty() {
        planner.turn();
    }
    planner.plan
}

struct Planner<'f> {
    fragments: &'f [Fragment],
    boxes: &'f [NoteBox],
    room: Room,
    plan: Plan,
    /// The fragments that begin a page before anything is laid out.
    heads: BTreeSet<usize>,
    /// The page being filled.
    page: usize,
    /// Whether it is wider than high.
    landscape: bool,
    /// How far it is filled.
    y: Twip,
    /// Whether nothing stands on it yet.
    top: bool,
    /// Room below the last fragment on it.
    after: Twip,
    /// Parts of notes that did not fit on the page that marks them.
    carried: VecDeque<NotePart>,
}

impl Planner<'_> {
    /// Places what fits of a fragment from one of its units on; returns what comes next.
    fn step(&mut self, index: usize, start: usize) -> (usize, usize) {
        let fragment = &self.fragments[index];
        if let (0, Some(begin)) = (start, fragment.begin) {
            self.begin(begin);
        }
        let first_page = self.page == 0;
        let gap = match (start, self.top) {
            (0, true) if first_page => fragment.before,
            (0, true) => fragment.begin.map_or(Twip::ZERO, |begin| begin.gap),
            (0, false) => self.after.max(fragment.before),
            _ => Twip::ZERO,
        };
        let head = match &fragment.head {
            Some(head) if self.top => head.iter().map(|unit| unit.height).sum(),
            _ => Twip::ZERO,
        };
        let y = self.y + gap + head;
        let rest = fragment.units.len() - start;
        let mut count = self.fitting(fragment, start, y);
        let fits = count;
        if count < rest {
            self.settle(fragment, start, count, y);
            if fragment.keep_together || fragment.keep_next {
                if !self.top {
                    count = 0;
                }
            } else {
                count = count.min(rest.saturating_sub(fragment.orphans));
                if start == 0 && count < fragment.orphans {
                    count = 0;
                }
            }
            let marks = |units: &[Unit]| units.iter().any(|unit| !unit.notes.is_empty());
            if count == 0 && !self.top && marks(&fragment.units[start..start + fits]) {
                // LibreOffice 25.2 leaves a heading behind whose text moves with notes that it had
                // set already.
                self.settle(fragment, start, 0, y);
            }
            if count == 0 && self.top {
                // Not even an empty page has the room: what there is is used.
                count = self.fitting(fragment, start, y).max(1);
            }
        }
        let held = count == rest && self.is_delicate(index, start, y);
        if held {
            count = 0;
        }
        if count == 0 && rest > 0 {
            let next = self.retreat(index, start, held);
            self.turn();
            return next;
        }
        let height: Twip =
            fragment.units[start..start + count].iter().map(|unit| unit.height).sum();
        self.plan.placements.push(Placement {
            page: self.page,
            y,
            fragment: index,
            units: start..start + count,
            head: head > Twip::ZERO,
            top: self.top,
            floor: self.y,
        });
        self.y = y + height;
        self.take_notes(index, start..start + count);
        self.top = false;
        if count < rest {
            self.turn();
            (index, start + count)
        } else {
            self.after = fragment.after;
            (index + 1, 0)
        }
    }

    /// The height of the text area of the page.
    fn height(&self) -> Twip {
        if self.landscape { self.room.turned_height } else { self.room.height }
    }

    /// Begins the page that a fragment asks for, unless nothing stands on this one.
    fn begin(&mut self, begin: Begin) {
        self.landscape = begin.landscape.unwrap_or(self.landscape);
        if self.top {
            self.plan.landscape[self.page] = self.landscape;
        } else {
            self.turn();
        }
    }

    /// Begins a page with what the one before could not hold of its notes.
    fn turn(&mut self) {
        self.page += 1;
        self.y = Twip::ZERO;
        self.top = true;
        self.after = Twip::ZERO;
        self.plan.notes.push(Vec::new());
        self.plan.landscape.push(self.landscape);
        for part in std::mem::take(&mut self.carried) {
            self.take_part(part, false);
        }
    }
}

#[cfg(test)]
mod tests {
    use vanban_article::NoteId;
    use vanban_theme::Twip;

    use super::{Plan, Push, Room, paginate};
    use crate::begin::Begin;
    use crate::fragment::{Fragment, Unit};
    use crate::note::NoteBox;

    const ROOM: Room = Room {
        height: Twip(100),
        turned_height: Twip(50),
        separator: Twip(5),
        least_separator: Twip(5),
    };

    fn lines(count: usize) -> Fragment {
        let unit = Unit { height: Twip(10), ..Unit::default() };
        Fragment { units: vec![unit; count], orphans: 2, ..Fragment::default() }
    }

    fn heading() -> Fragment {
        Fragment { keep_next: true, keep_together: true, ..lines(1) }
    }

    fn note(count: usize) -> NoteBox {
        let units = (0..count)
            .map(|at| {
                let unit = Unit { height: Twip(10), ..Unit::default() };
                (Twip(10 * at as i32), unit)
            })
            .collect();
        NoteBox { units, height: Twip(10 * count as i32), stops: (1..=count).collect() }
    }

    /// The lines of each fragment on each page.
    fn pages(plan: &Plan) -> Vec<Vec<(usize, usize)>> {
        let mut pages = vec![Vec::new(); plan.notes.len()];
        for placement in &plan.placements {
            pages[placement.page].push((placement.fragment, placement.units.len()));
        }
        pages
    }

    #[test]
    fn two_lines_stay_together_at_foot_and_head() {
        let plan = paginate(&[lines(9), lines(4)], &[], ROOM);
        assert_eq!(pages(&plan), [vec![(0, 9)], vec![(1, 4)]]);
        let plan = paginate(&[lines(7), lines(4)], &[], ROOM);
        assert_eq!(pages(&plan), [vec![(0, 7), (1, 2)], vec![(1, 2)]]);
    }

    #[test]
    fn headings_move_with_their_text() {
        let plan = paginate(&[lines(7), heading(), heading(), lines(3)], &[], ROOM);
        assert_eq!(pages(&plan), [vec![(0, 7)], vec![(1, 1), (2, 1), (3, 3)]]);
    }

    #[test]
    fn a_chain_that_the_first_guess_parts_is_kept_from_the_page_before() {
        let mut fragments = vec![lines(1); 6];
        fragments[0].nodes = 20;
        fragments.extend([heading(), heading(), lines(3)]);
        fragments.iter_mut().skip(6).for_each(|fragment| fragment.nodes = 1);
        let plan = paginate(&fragments, &[], ROOM);
        assert_eq!(pages(&plan)[1], [(6, 1), (7, 1), (8, 3)]);
        // Four lines of room are left: more than three above the heading, and it does not fit.
        assert_eq!(plan.pushes, [(6, Push::Above(Twip(30) + super::MARGIN))]);
    }

    #[test]
    fn a_chain_moves_that_fits_but_not_by_every_way_of_counting_its_gaps() {
        let chain = |before: i32| {
            let heading = Fragment { before: Twip(before), after: Twip(2), ..heading() };
            paginate(&[lines(6), heading, lines(1), lines(1)], &[], ROOM)
        };
        // The eleven above the heading may be counted in place of the two above its text.
        let plan = chain(11);
        assert_eq!(pages(&plan)[0], [(0, 6)]);
        assert_eq!(plan.pushes, [(1, Push::Above(Twip(30) + super::MARGIN))]);
        assert_eq!(pages(&chain(9))[0], [(0, 6), (1, 1), (2, 1)]);
    }

    #[test]
    fn a_chain_that_begins_its_page_is_not_moved_again() {
        let long = Fragment { keep_together: true, ..lines(10) };
        let plan = paginate(&[heading(), long], &[], ROOM);
        assert_eq!(pages(&plan), [vec![(0, 1)], vec![(1, 10)]]);
    }

    #[test]
    fn room_above_is_dropped_at_the_head_of_a_page_but_not_of_the_first() {
        let spaced = || Fragment { before: Twip(20), ..lines(8) };
        let plan = paginate(&[spaced(), spaced()], &[], ROOM);
        assert_eq!(plan.placements[0].y, Twip(20));
        assert_eq!((plan.placements[1].page, plan.placements[1].y), (1, Twip(0)));
    }

    #[test]
    fn gaps_do_not_add_up() {
        let one = Fragment { after: Twip(6), ..lines(2) };
        let two = Fragment { before: Twip(4), ..lines(2) };
        let plan = paginate(&[one, two], &[], ROOM);
        assert_eq!(plan.placements[1].y, Twip(26));
    }

    #[test]
    fn a_note_moves_with_its_line() {
        let mut text = lines(9);
        text.units[8].notes.push(NoteId(0));
        let plan = paginate(&[text], &[note(2)], ROOM);
        // Nine lines would fit, but not above the note: the last two go to its page.
        assert_eq!(pages(&plan), [vec![(0, 7)], vec![(0, 2)]]);
        assert!(plan.notes[0].is_empty());
        assert_eq!(plan.notes[1].len(), 1);
    }

    #[test]
    fn a_gap_above_the_notes_settles_what_their_line_leaves_open() {
        let room = Room { least_separator: Twip(2), ..ROOM };
        let mut text = Fragment { orphans: 1, ..lines(9) };
        text.units[0].notes.push(NoteId(0));
        let mut low = note(1);
        low.units[0].1.height = Twip(7);
        low.height = Twip(7);
        // Nine lines and the note leave 3: too little for a line above it of 5, enough for one of 2.
        let plan = paginate(&[text.clone()], &[low.clone()], room);
        assert_eq!(pages(&plan), [vec![(0, 8)], vec![(0, 1)]]);
        assert_eq!(plan.gaps, [Twip(1) + super::MARGIN]);
        assert_eq!(plan.notes[0][0].height, Twip(7) + plan.gaps[0]);
        // With more notes there is no room in any case.
        let plan = paginate(&[text], &[note(2)], room);
        assert_eq!(plan.gaps, [Twip::ZERO]);
    }

    #[test]
    fn a_note_longer_than_a_page_goes_on() {
        let mut text = lines(1);
        text.units[0].notes.push(NoteId(0));
        let plan = paginate(&[text], &[note(25)], ROOM);
        let printed: usize = plan.notes.iter().flatten().map(|part| part.units.len()).sum();
        assert_eq!(printed, 25);
        assert!(plan.notes.len() > 2);
    }

    #[test]
    fn a_fragment_begins_the_page_that_it_asks_for_without_room_above() {
        let begin = |landscape| Some(Begin { landscape, gap: Twip::ZERO });
        let mut fragments = vec![heading(), lines(3), lines(7), lines(3)];
        fragments[1].begin = begin(None);
        fragments[1].before = Twip(20);
        fragments[2].begin = begin(Some(true));
        fragments[3].begin = begin(Some(false));
        let plan = paginate(&fragments, &[], ROOM);
        // The turned pages hold five lines.
        let expected = [vec![(0, 1)], vec![(1, 3)], vec![(2, 5)], vec![(2, 2)], vec![(3, 3)]];
        assert_eq!(pages(&plan), expected);
        assert_eq!(plan.placements[1].y, Twip::ZERO);
        assert_eq!(plan.landscape, [false, false, true, true, false]);
    }

    #[test]
    fn what_should_keep_with_a_table_of_contents_is_pushed_to_its_page() {
        let mut fragments = vec![lines(8), heading(), heading(), lines(3)];
        assert_eq!(paginate(&fragments, &[], ROOM).pushes, []);
        fragments[2].loose = true;
        let plan = paginate(&fragments, &[], ROOM);
        assert_eq!(pages(&plan), [vec![(0, 8)], vec![(1, 1), (2, 1), (3, 3)]]);
        assert_eq!(plan.pushes, [(1, Push::Above(Twip(10) + super::MARGIN))]);
    }

    #[test]
    fn an_article_that_begins_turned_has_no_page_before() {
        let begin = Begin { landscape: Some(true), gap: Twip::ZERO };
        let first = Fragment { begin: Some(begin), before: Twip(10), ..lines(2) };
        let plan = paginate(&[first], &[], ROOM);
        assert_eq!((plan.landscape.as_slice(), plan.placements[0].y), (&[true][..], Twip(10)));
    }

    #[test]
    fn a_line_higher_than_a_page_is_still_placed() {
        let mut text = lines(1);
        text.units[0].height = Twip(500);
        let plan = paginate(&[lines(1), text, lines(1)], &[], ROOM);
        assert_eq!(plan.placements.len(), 3);
    }
}

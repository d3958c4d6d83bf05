//! Fragments that keep together: what moves to the next page with what does not fit.

use vanban_theme::Twip;

use super::{MARGIN, Planner, Push};

impl Planner<'_> {
    /// Takes back, from the end of the page, the fragments that must stay with the one that did not
    /// fit, or that is `held` from the page though it would; returns where to go on.
    pub(super) fn retreat(&mut self, index: usize, start: usize, held: bool) -> (usize, usize) {
        if start > 0 {
            return (index, start);
        }
        let placements = &self.plan.placements;
        let mut keep = placements.len();
        while keep > 0 {
            let last = &placements[keep - 1];
            let chained = self.fragments[last.fragment].keep_next
                && last.page == self.page
                && last.units.start == 0;
            if !chained {
                break;
            }
            if last.top {
                // The chain begins the page: moving it would change nothing.
                keep = placements.len();
                break;
            }
            keep -= 1;
        }
        let next = placements.get(keep).map_or(index, |first| first.fragment);
        let parted = held
            || self.heads.range(next..=index).next().is_some()
            || self.fragments[next..=index].iter().skip(1).any(|fragment| fragment.loose);
        if let Some(first) = placements.get(keep)
            && parted
        {
            let units = &self.fragments[next].units[first.units.clone()];
            let height: Twip = units.iter().map(|unit| unit.height).sum();
            let push = self.height() - first.floor - height + MARGIN;
            let push = match self.fragments[next].is_row {
                false => (next, Push::Above(push)),
                true => (next.saturating_sub(1), Push::Below(push)),
            };
            self.plan.pushes.push(push);
        }
        for taken in self.plan.placements.split_off(keep) {
            for unit in &self.fragments[taken.fragment].units[taken.units] {
                let page = &mut self.plan.notes[self.page];
                page.retain(|part| !unit.notes.contains(&part.note));
                self.carried.retain(|part| !unit.notes.contains(&part.note));
            }
        }
        (next, 0)
    }

    /// Whether a fragment that would end a chain on this page stands there only by one way of counting
    /// the gaps inside the chain.
    ///
    /// LibreOffice asks, for a paragraph of such a chain that could move back to this page, whether what
    /// it keeps with fits as well. Where its first guess parted them, it counts in place of the gap above
    /// the second the larger of the room below the first and *above the paragraph that asks*. Whether it
    /// asks depends on what moved before: so a chain that this difference decides is kept from the page,
    /// where that costs little room.
    pub(super) fn is_delicate(&self, index: usize, start: usize, y: Twip) -> bool {
        let fragment = &self.fragments[index];
        let can_split = !fragment.keep_together && fragment.units.len() >= 2 * fragment.orphans;
        if start > 0 || fragment.keep_next || fragment.is_row || fragment.loose || can_split {
            return false;
        }
        let mut most = Twip::ZERO;
        // The gaps between each two, from the last to the first: each may be asked about by any before.
        let mut links = Vec::new();
        let mut next = fragment;
        let mut chained = false;
        for placement in self.plan.placements.iter().rev() {
            let member = &self.fragments[placement.fragment];
            let holds = member.keep_next && !member.is_row && placement.page == self.page;
            if !holds || placement.units.start > 0 {
                break;
            }
            if placement.top {
                return false;
            }
            chained = true;
            links.push((member.after, member.after.max(next.before)));
            for (below, counted) in &links {
                most = most.max((*below).max(member.before) - *counted);
            }
            next = member;
        }
        let height: Twip = fragment.units.iter().map(|unit| unit.height).sum();
        let cheap = height.0 * 4 <= self.height().0;
        chained && cheap && self.fitting(fragment, start, y + most) < fragment.units.len()
    }
}

//! Where pages stand on a sheet: its sides, the scale, and the place of each page.

use super::source::SourcePage;
use super::{Imposition, Scheme};
use crate::marks;

/// A transformation: the six numbers of ISO 32000-2 §8.3.4.
pub(super) type Matrix = [f64; 6];

/// The sheet and the places on it.
pub(super) struct Plan {
    /// Width and height of the sheet, in points.
    pub(super) sheet: (f64, f64),
    columns: usize,
    rows: usize,
    /// The sides of a place, in points.
    cell: (f64, f64),
    /// Left and bottom of all places together.
    origin: (f64, f64),
    gap: f64,
    /// The most room that a page may take.
    room: (f64, f64),
    /// Whether pages meet at the middle of the sheet.
    folded: bool,
}

/// A page in its place.
pub(super) struct Placed {
    /// From units of the page to points of the sheet.
    pub(super) matrix: Matrix,
    /// What is shown: left, bottom, width and height on the sheet.
    pub(super) clip: [f64; 4],
}

/// The plan for these pages; none where gaps and margins leave no room.
pub(super) fn plan(pages: &[SourcePage], how: &Imposition) -> Option<Plan> {
    let (columns, rows) = match how.scheme {
        Scheme::Booklet { .. } => (2, 1),
        Scheme::Grid { columns, rows } => (columns.max(1), rows.max(1)),
    };
    let folded = matches!(how.scheme, Scheme::Booklet { .. });
    let (gap, margin) = (f64::from(how.gap.0), f64::from(how.margin.0));
    let largest = pages
        .iter()
        .map(SourcePage::size)
        .fold((0.0_f64, 0.0_f64), |most, size| (most.0.max(size.0), most.1.max(size.1)));
    let around =
        |count: usize, side: f64| count as f64 * side + (count - 1) as f64 * gap + 2.0 * margin;
    let papers: Vec<(f64, f64)> = match how.paper {
        Some((width, height)) => {
            let (width, height) = (f64::from(width.0), f64::from(height.0));
            vec![(width, height), (height, width)]
        }
        None if folded => vec![(around(2, largest.0), around(1, largest.1))],
        None => vec![largest, (largest.1, largest.0)],
    };
    let room = |paper: (f64, f64)| {
        let side = |whole: f64, count: usize| {
            (whole - 2.0 * margin - (count - 1) as f64 * gap) / count as f64
        };
        (side(paper.0, columns), side(paper.1, rows))
    };
    let scale = |paper: (f64, f64)| fit(largest, room(paper));
    // Upright where both ways hold pages of the same size.
    let sheet = papers.iter().copied().reduce(|best, other| {
        let (mine, others) = (scale(best), scale(other));
        let closer = others > mine + 1e-6;
        let upright = (others - mine).abs() <= 1e-6 && best.0 > best.1 && other.0 < other.1;
        if closer || upright { other } else { best }
    })?;
    let room = room(sheet);
    if room.0 < 1.0 || room.1 < 1.0 {
        return None;
    }
    let cell = pages
        .iter()
        .map(|page| (page.size(), fit(page.size(), room)))
        .fold((0.0_f64, 0.0_f64), |cell, ((width, height), scale)| {
            (cell.0.max(width * scale), cell.1.max(height * scale))
        });
    let block = |count: usize, side: f64| count as f64 * side + (count - 1) as f64 * gap;
    let origin = ((sheet.0 - block(columns, cell.0)) / 2.0, (sheet.1 - block(rows, cell.1)) / 2.0);
    Some(Plan { sheet, columns, rows, cell, origin, gap, room, folded })
}

/// The scale at which a page fits into a room, never above its own size.
fn fit(size: (f64, f64), room: (f64, f64)) -> f64 {
    (room.0 / size.0).min(room.1 / size.1).clamp(0.0, 1.0)
}

impl Plan {
    /// The scale of a page.
    pub(super) fn scale(&self, page: &SourcePage) -> f64 {
        fit(page.size(), self.room)
    }

    /// Left and bottom of a place, counted from the left and from the top.
    fn corner(&self, column: usize, row: usize) -> (f64, f64) {
        let x = self.origin.0 + column as f64 * (self.cell.0 + self.gap);
        let y = self.origin.1 + (self.rows - 1 - row) as f64 * (self.cell.1 + self.gap);
        (x, y)
    }

    /// A page in the place of a number.
    pub(super) fn put(&self, page: &SourcePage, place: usize) -> Placed {
        let (column, row) = (place % self.columns, place / self.columns);
        let scale = self.scale(page);
        let (width, height) = page.size();
        let (width, height) = (width * scale, height * scale);
        let (x, y) = self.corner(column, row);
        let spare = self.cell.0 - width;
        let x = match (self.folded, column) {
            (true, 0) => x + spare,
            (true, _) => x,
            (false, _) => x + spare / 2.0,
        };
        let y = y + (self.cell.1 - height) / 2.0;
        let matrix = upright(page, scale, x, y);
        // Between two pages each bleeds half of the gap; outside, as far as it goes.
        let share = |outer: bool| if outer { f64::INFINITY } else { self.gap / 2.0 };
        let [left, bottom, right, top] = bounds(page.bleed, matrix);
        let left = left.max(x - share(column == 0));
        let bottom = bottom.max(y - share(row + 1 == self.rows));
        let right = right.min(x + width + share(column + 1 == self.columns));
        let top = top.min(y + height + share(row == 0));
        Placed { matrix, clip: [left, bottom, right - left, top - bottom] }
    }

    /// The operators of marks where sheets are cut.
    pub(super) fn marks(&self) -> String {
        let mut across = Vec::new();
        for column in 0..self.columns {
            let x = self.corner(column, 0).0;
            across.extend([x, x + self.cell.0]);
        }
        let mut up = Vec::new();
        for row in 0..self.rows {
            let y = self.corner(0, row).1;
            up.extend([y, y + self.cell.1]);
        }
        if self.folded {
            // At the fold nothing is cut.
            across = vec![across[0], across[3]];
        }
        for cuts in [&mut across, &mut up] {
            cuts.sort_by(f64::total_cmp);
            cuts.dedup_by(|a, b| (*a - *b).abs() < 0.01);
        }
        let ends = |cuts: &[f64]| (cuts[0], cuts[cuts.len() - 1]);
        let ((left, right), (bottom, top)) = (ends(&across), ends(&up));
        marks::draw([left, bottom, right, top], &across, &up, 3.0 * marks::OFFSET)
    }
}

/// From units of a page to the sheet: turned as a reader sees it, with its trimmed corner at a point.
fn upright(page: &SourcePage, scale: f64, x: f64, y: f64) -> Matrix {
    let [left, bottom, right, top] = page.trim;
    let s = scale * page.unit;
    match page.turns {
        1 => [0.0, -s, s, 0.0, x - bottom * s, y + right * s],
        2 => [-s, 0.0, 0.0, -s, x + right * s, y + top * s],
        3 => [0.0, s, -s, 0.0, x + top * s, y - left * s],
        _ => [s, 0.0, 0.0, s, x - left * s, y - bottom * s],
    }
}

/// The box around a transformed box.
pub(super) fn bounds(sides: [f64; 4], matrix: Matrix) -> [f64; 4] {
    let [a, b, c, d, e, f] = matrix;
    let [left, bottom, right, top] = sides;
    let corners = [(left, bottom), (right, bottom), (left, top), (right, top)];
    let mapped = corners.map(|(x, y)| (a * x + c * y + e, b * x + d * y + f));
    mapped.iter().fold([f64::MAX, f64::MAX, f64::MIN, f64::MIN], |around, (x, y)| {
        [around[0].min(*x), around[1].min(*y), around[2].max(*x), around[3].max(*y)]
    })
}

#[cfg(test)]
mod tests {
    use super::{bounds, plan};
    use crate::impose::source::SourcePage;
    use crate::impose::{Imposition, Scheme};
    use lopdf::Dictionary;
    use vanban_theme::Pt;

    fn page(turns: u8) -> SourcePage {
        let trim = [10.0, 20.0, 310.0, 420.0];
        let bleed = [0.0, 10.0, 320.0, 430.0];
        let entries = Dictionary::new();
        SourcePage { entries, resources: None, trim, bleed, turns, unit: 1.0 }
    }

    fn how(scheme: Scheme, paper: (f32, f32), gap: f32) -> Imposition {
        Imposition {
            scheme,
            paper: Some((Pt(paper.0), Pt(paper.1))),
            gap: Pt(gap),
            margin: Pt(0.0),
            crop_marks: false,
            compression: 6,
        }
    }

    #[test]
    fn turned_pages_stand_upright_in_their_places() {
        let scheme = Scheme::Grid { columns: 1, rows: 1 };
        for turns in 0..4 {
            let page = page(turns);
            let plan = plan(std::slice::from_ref(&page), &how(scheme, (600.0, 700.0), 0.0));
            let placed = plan.expect("there is room").put(&page, 0);
            let [left, bottom, right, top] = bounds(page.trim, placed.matrix);
            let (width, height) = page.size();
            assert!((right - left - width).abs() < 1e-9 && (top - bottom - height).abs() < 1e-9);
            assert!((left + right - 600.0).abs() < 1e-9 && (bottom + top - 700.0).abs() < 1e-9);
        }
    }

    #[test]
    fn the_sheet_is_turned_so_that_pages_stay_large() {
        let pages = [page(0), page(0)];
        let two = plan(&pages, &how(Scheme::Grid { columns: 2, rows: 1 }, (400.0, 600.0), 0.0));
        let two = two.expect("there is room");
        assert_eq!(two.sheet, (600.0, 400.0));
        assert!((two.scale(&pages[0]) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn between_neighbours_each_page_bleeds_half_of_the_gap() {
        let pages = [page(0), page(0)];
        let scheme = Scheme::Grid { columns: 2, rows: 1 };
        let plan = plan(&pages, &how(scheme, (700.0, 500.0), 6.0)).expect("there is room");
        let [left, _, width, height] = plan.put(&pages[0], 0).clip;
        assert_eq!((left, width, height), (37.0, 313.0, 420.0));
    }

    #[test]
    fn pages_of_a_booklet_meet_at_the_fold() {
        let mut narrow = page(0);
        narrow.trim = [10.0, 20.0, 210.0, 420.0];
        narrow.bleed = narrow.trim;
        let pages = [narrow, page(0)];
        let scheme = Scheme::Booklet { signature: None };
        let plan = plan(&pages, &how(scheme, (600.0, 400.0), 0.0)).expect("there is room");
        let [left, _, width, _] = plan.put(&pages[0], 0).clip;
        assert!((left + width - 300.0).abs() < 1e-9);
        assert!((plan.put(&pages[0], 1).clip[0] - 300.0).abs() < 1e-9);
    }

    #[test]
    fn gaps_wider_than_the_sheet_leave_no_room() {
        let scheme = Scheme::Grid { columns: 4, rows: 1 };
        assert!(plan(&[page(0)], &how(scheme, (300.0, 300.0), 200.0)).is_none());
    }
}

//! How large a picture is printed: what its author asked for, and what there is room for. Layout and
//! the DOCX writer ask here, so that both papers have the same whole twips.

use serde::{Deserialize, Serialize};

/// A length that an author asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Extent {
    /// A length in twips.
    Twips(u32),
    /// A share in hundredths of a per cent: of the measure for a width, of the height of the page's
    /// text for a height.
    Share(u32),
}

/// The size that an author asks for a picture; what is not asked for follows from the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureSize {
    /// The width.
    pub width: Option<Extent>,
    /// The height.
    pub height: Option<Extent>,
}

/// The room that a picture stands in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PictureRoom {
    /// The width of the lines, in twips.
    pub measure: i32,
    /// The height of the page's text, in twips.
    pub text_height: i32,
    /// The share of that height that a picture takes at most.
    pub share: f32,
}

impl Extent {
    /// All of what a share is of.
    pub const WHOLE: u32 = 10_000;

    /// The length in twips, a share being one of `whole` twips.
    fn twips(self, whole: i32) -> f64 {
        match self {
            Extent::Twips(twips) => f64::from(twips),
            Extent::Share(share) => {
                (f64::from(whole) * f64::from(share) / f64::from(Extent::WHOLE)).floor()
            }
        }
    }
}

impl PictureSize {
    /// Nothing is asked for: the picture's own size.
    pub const OWN: PictureSize = PictureSize { width: None, height: None };

    /// Whether nothing is asked for.
    #[must_use]
    pub fn is_own(&self) -> bool {
        *self == PictureSize::OWN
    }

    /// Width and height in twips at which a picture of so many pixels, `dpi` of them an inch, is
    /// printed: as asked for, one length giving the other in proportion, and smaller in proportion
    /// where there is no room; never less than a twip.
    #[must_use]
    pub fn printed(&self, pixels: (u32, u32), dpi: f32, room: PictureRoom) -> (i32, i32) {
        let natural = |pixels: u32| (f64::from(pixels) * 1440.0 / f64::from(dpi)).max(1.0);
        let (own_width, own_height) = (natural(pixels.0), natural(pixels.1));
        let width = self.width.map(|width| width.twips(room.measure).max(1.0));
        let height = self.height.map(|height| height.twips(room.text_height).max(1.0));
        let (wide, high) = match (width, height) {
            (Some(width), Some(height)) => (width, height),
            (Some(width), None) => (width, width * own_height / own_width),
            (None, Some(height)) => (height * own_width / own_height, height),
            (None, None) => (own_width, own_height),
        };
        let highest = f64::from(room.text_height) * f64::from(room.share);
        let fit = |room: f64, length: f64| room.max(1.0) / length;
        let scale = fit(f64::from(room.measure), wide).min(fit(highest, high)).min(1.0);
        let twips = |length: f64| ((length * scale).floor() as i32).max(1);
        (twips(wide), twips(high))
    }
}

#[cfg(test)]
mod tests {
    use super::{Extent, PictureRoom, PictureSize};

    const ROOM: PictureRoom = PictureRoom { measure: 9000, text_height: 14_000, share: 0.5 };

    fn printed(width: Option<Extent>, height: Option<Extent>) -> (i32, i32) {
        PictureSize { width, height }.printed((960, 480), 96.0, ROOM)
    }

    #[test]
    fn a_picture_has_its_own_size_where_it_fits_and_shrinks_where_it_does_not() {
        let own = PictureSize::OWN;
        assert_eq!(own.printed((96, 48), 96.0, ROOM), (1440, 720));
        assert_eq!(own.printed((960, 480), 96.0, ROOM), (9000, 4500));
        assert_eq!(own.printed((480, 960), 96.0, ROOM), (3500, 7000));
        assert_eq!(own.printed((10_000, 0), 96.0, ROOM).1, 1);
        let none = PictureRoom { measure: 0, text_height: 0, share: 0.5 };
        assert_eq!(own.printed((10, 10), 96.0, none), (1, 1));
    }

    #[test]
    fn one_length_gives_the_other_in_proportion() {
        assert_eq!(printed(Some(Extent::Twips(4535)), None), (4535, 2267));
        assert_eq!(printed(None, Some(Extent::Twips(1000))), (2000, 1000));
        assert_eq!(printed(Some(Extent::Share(5000)), None), (4500, 2250));
        assert_eq!(printed(None, Some(Extent::Share(1000))), (2800, 1400));
    }

    #[test]
    fn both_lengths_are_kept_and_fitted_together() {
        let both = |width, height| printed(Some(Extent::Twips(width)), Some(Extent::Twips(height)));
        assert_eq!(both(4000, 1000), (4000, 1000));
        assert_eq!(both(18_000, 1000), (9000, 500));
        assert_eq!(both(1000, 70_000), (100, 7000));
    }

    #[test]
    fn all_of_the_measure_is_exactly_that() {
        for measure in 1..2000 {
            let room = PictureRoom { measure, text_height: 200_000, share: 1.0 };
            let size = PictureSize { width: Some(Extent::Share(10_000)), height: None };
            assert_eq!(size.printed((333, 77), 72.0, room).0, measure);
        }
    }
}

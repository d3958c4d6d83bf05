//! Lengths: points, millimetres, ems, and the twip in which both papers count.
//!
//! A twip (1/1440 inch) is the unit of WordprocessingML (ECMA-376 §17.18.81). Layout counts in whole
//! twips too, so that a measure is the same integer in the PDF and in the DOCX.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Neg, Sub, SubAssign};

use serde::{Deserialize, Serialize};

/// A length in points (1/72 inch).
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
pub struct Pt(pub f32);

/// A length in millimetres.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
pub struct Mm(pub f32);

/// A length relative to the font size.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
pub struct Em(pub f32);

/// A whole number of twips: twentieths of a point.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Twip(pub i32);

impl Pt {
    /// The nearest whole number of twips.
    #[must_use]
    pub fn twips(self) -> Twip {
        Twip((self.0 * 20.0).round() as i32)
    }

    /// The nearest whole number of half-points, the unit of `w:sz` (ECMA-376 §17.3.2.38).
    #[must_use]
    pub fn half_points(self) -> i32 {
        (self.0 * 2.0).round() as i32
    }

    /// The nearest whole number of eighths of a point, the unit of border widths
    /// (ECMA-376 §17.18.23).
    #[must_use]
    pub fn eighths(self) -> i32 {
        (self.0 * 8.0).round() as i32
    }
}

impl Mm {
    /// The same length in points.
    #[must_use]
    pub fn pt(self) -> Pt {
        Pt(self.0 * 72.0 / 25.4)
    }

    /// The nearest whole number of twips.
    #[must_use]
    pub fn twips(self) -> Twip {
        self.pt().twips()
    }
}

impl Em {
    /// The length at a font size.
    #[must_use]
    pub fn at(self, size: Pt) -> Pt {
        Pt(self.0 * size.0)
    }
}

impl Twip {
    /// No length.
    pub const ZERO: Twip = Twip(0);

    /// The same length in points.
    #[must_use]
    pub fn pt(self) -> Pt {
        Pt(self.0 as f32 / 20.0)
    }

    /// The same length in English metric units (1/914,400 inch), the unit of DrawingML
    /// (ECMA-376 §20.1.10.16).
    #[must_use]
    pub fn emu(self) -> i64 {
        i64::from(self.0) * 635
    }
}

macro_rules! arithmetic {
    ($($length:ident)*) => {$(
        impl Add for $length {
            type Output = $length;
            fn add(self, other: $length) -> $length { $length(self.0 + other.0) }
        }
        impl Sub for $length {
            type Output = $length;
            fn sub(self, other: $length) -> $length { $length(self.0 - other.0) }
        }
        impl AddAssign for $length {
            fn add_assign(&mut self, other: $length) { self.0 += other.0; }
        }
        impl SubAssign for $length {
            fn sub_assign(&mut self, other: $length) { self.0 -= other.0; }
        }
        impl Neg for $length {
            type Output = $length;
            fn neg(self) -> $length { $length(-self.0) }
        }
        impl Sum for $length {
            fn sum<I: Iterator<Item = $length>>(lengths: I) -> $length {
                lengths.fold($length::default(), Add::add)
            }
        }
    )*};
}
arithmetic!(Pt Mm Em Twip);

impl Mul<f32> for Pt {
    type Output = Pt;
    fn mul(self, factor: f32) -> Pt {
        Pt(self.0 * factor)
    }
}

impl Mul<i32> for Twip {
    type Output = Twip;
    fn mul(self, factor: i32) -> Twip {
        Twip(self.0 * factor)
    }
}

#[cfg(test)]
mod tests {
    use super::{Em, Mm, Pt, Twip};

    #[test]
    fn a4_is_the_same_integers_in_both_papers() {
        assert_eq!((Mm(210.0).twips(), Mm(297.0).twips()), (Twip(11906), Twip(16838)));
    }

    #[test]
    fn units_of_the_formats_follow_from_points() {
        assert_eq!(Pt(14.0).half_points(), 28);
        assert_eq!(Pt(0.5).eighths(), 4);
        assert_eq!(Twip(1440).emu(), 914_400);
        assert_eq!(Em(0.5).at(Pt(14.0)), Pt(7.0));
    }
}

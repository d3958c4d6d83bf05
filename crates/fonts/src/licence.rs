//! What the maker of a font allows of embedding it (OpenType, `OS/2`, `fsType`).
//!
//! Read with the face; the library refuses what may not be embedded at all, the writers of both
//! papers ask what is left.

/// Who may do what with an embedded face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usage {
    /// It may be installed from the document.
    Installable,
    /// The document may be edited with it.
    Editable,
    /// The document may be read and printed with it.
    Print,
    /// It may not be embedded without its owner's permission.
    Restricted,
}

/// The licence bits of a face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Licence {
    /// What an embedded face may be used for.
    pub usage: Usage,
    /// Whether a part of the face may be embedded; else only the whole.
    pub may_subset: bool,
    /// Whether only its bitmaps may be embedded, never its outlines.
    pub bitmaps_only: bool,
}

impl Licence {
    /// The licence that these bits say. Older fonts set several usages: the least restrictive one
    /// counts (OpenType 1.9.1, `OS/2`, `fsType`).
    #[must_use]
    pub fn of(bits: u16) -> Licence {
        const RESTRICTED: u16 = 1 << 1;
        const PRINT: u16 = 1 << 2;
        const EDITABLE: u16 = 1 << 3;
        const NO_SUBSETTING: u16 = 1 << 8;
        const BITMAPS_ONLY: u16 = 1 << 9;
        let usage = if bits & EDITABLE != 0 {
            Usage::Editable
        } else if bits & PRINT != 0 {
            Usage::Print
        } else if bits & RESTRICTED != 0 {
            Usage::Restricted
        } else {
            Usage::Installable
        };
        Licence {
            usage,
            may_subset: bits & NO_SUBSETTING == 0,
            bitmaps_only: bits & BITMAPS_ONLY != 0,
        }
    }

    /// Whether a document that goes on being edited may carry the face.
    #[must_use]
    pub fn allows_editing(self) -> bool {
        matches!(self.usage, Usage::Installable | Usage::Editable)
    }
}

#[cfg(test)]
mod tests {
    use super::{Licence, Usage};

    #[test]
    fn the_least_restrictive_usage_counts() {
        for (bits, usage) in [
            (0, Usage::Installable),
            (0x0002, Usage::Restricted),
            (0x0004, Usage::Print),
            (0x0008, Usage::Editable),
            (0x000E, Usage::Editable),
            (0x0006, Usage::Print),
            (0x0001, Usage::Installable),
        ] {
            assert_eq!(Licence::of(bits).usage, usage, "{bits:#06x}");
        }
    }

    #[test]
    fn further_bits_forbid_parts_and_outlines() {
        let whole = Licence::of(0x0108);
        assert!(whole.allows_editing() && !whole.may_subset && !whole.bitmaps_only);
        assert!(Licence::of(0x0200).bitmaps_only);
        assert!(!Licence::of(0x0004).allows_editing());
    }
}

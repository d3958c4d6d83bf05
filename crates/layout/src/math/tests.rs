//! Boxes of formulas.

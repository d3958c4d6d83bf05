//! What a formula becomes in Office Math.

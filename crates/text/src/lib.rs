//! Vietnamese as text: normal form, syllables, line-break opportunities, fixed words, old
//! encodings.
//!
//! The lowest floor of the house: it knows no article, no style and no font, and touches no file.
//! Whoever asks hands in a string and gets offsets, another string, or a verdict.

pub mod check;
pub mod encoding;
mod letter;
pub mod line_break;
pub mod normalize;
pub mod repair;
pub mod slug;
pub mod syllable;
pub mod terms;
pub mod token;
pub mod tone_style;
pub mod typography;

pub use line_break::{Edition, opportunities};
pub use normalize::{is_forbidden_control, nfc};
pub use slug::slug;
pub use typography::{Binding, bind};

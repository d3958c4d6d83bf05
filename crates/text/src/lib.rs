//! Vietnamese as text: normal form, syllables and their repair, checks of a document, line-break
//! opportunities, old encodings, the order of the dictionary, numbers in words.
//!
//! ```
//! use vanban_text::syllable::ToneStyle;
//! use vanban_text::{collate, number, repair, syllable, tone_style};
//!
//! assert!(!syllable::is_valid("ưong"));
//! assert_eq!(repair::repairs("ưong", ToneStyle::Old)[0].word, "ương");
//! assert_eq!(tone_style::convert_text("thuỷ", ToneStyle::Old), "thủy");
//! assert_eq!(number::words(21), "hai mươi mốt");
//! assert!(collate::key("bà") < collate::key("bả"));
//! ```
//!
//! The lowest floor of the house: it knows no article, no style and no font, and touches no file.
//! Whoever asks hands in a string and gets offsets, another string, or a verdict.

pub mod check;
pub mod collate;
pub mod encoding;
mod letter;
pub mod line_break;
pub mod normalize;
pub mod number;
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
